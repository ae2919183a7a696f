"""The house itself: welcome, help, who sees what, and the small answers."""

from bot.cards.card import Card, Drawing, Fact, Facts, Paragraph
from bot.cards.parts import (
    buttons,
    card,
    challenges_here,
    first_ways_on,
    is_only_principal,
    is_seen,
    listed,
    pages_come,
    runs_one,
    sends_pages,
    ways_on,
    writes_syntheses,
)
from bot.texts.words import Speech
from community.budget import MONTH_LIMIT, month_limit
from community.civil import WorkingHours
from community.messages import (
    Help,
    InPrivate,
    NotForYou,
    NotUnderstood,
    Thanks,
    TooMuch,
    Welcome,
    WhomToAsk,
    WhoSeesWhat,
)
from community.roles import Role
from community.views import Membership, OrganizationView, PersonView, PrivateView

_FACTS_LIMIT = 10


def welcome(message: Welcome, person: PersonView, speech: Speech) -> Card:
    """Who gave the name, what is kept, who sees it, how often Relais writes. It needs the facilitators' names."""
    hours = person.memberships[0].hours if person.memberships else WorkingHours()
    keeper = challenges_here(person)
    return card(
        speech,
        *(Paragraph(_given_by(place, speech)) for place in person.memberships),
        Paragraph(_keeps(person, keeper, speech)),
        Paragraph(speech("welcome.private_of_principals" if is_only_principal(person) else "welcome.private")),
        Paragraph(speech("welcome.notice")),
        Paragraph(_rhythm(person, hours, speech)),
        title=speech("welcome.title", first_name=person.first_name),
        after=(Paragraph(speech("welcome.later"), subtle=True),),
        buttons=buttons(
            speech, *(["say.challenge"] if keeper else []), "say.who_sees_what", "say.settings", kind="welcome"
        ),
    )


def _keeps(person: PersonView, keeper: bool, speech: Speech) -> str:
    """What Relais is for, for them."""
    if keeper:
        return speech("welcome.keeps")
    return speech("welcome.brings_pages" if pages_come(person) else "welcome.keeps_of_members")


def _rhythm(person: PersonView, hours: WorkingHours, speech: Speech) -> str:
    """How often Relais writes first; more to who leads a family or runs a community, and they are told."""
    limit = month_limit({role for place in person.memberships for role in place.roles})
    key = "welcome.rhythm" if limit == MONTH_LIMIT else "welcome.rhythm_more"
    return speech(key, opens=hours.opens, closes=hours.closes)


def _given_by(place: Membership, speech: Speech) -> str:
    """Where this person's name comes from."""
    in_group = place.group != place.community_name
    if Role.FACILITATOR in place.roles:
        line = speech("welcome.you_run", community=place.community_name)
    elif place.facilitators:
        return speech(
            "welcome.given_by" if in_group else "welcome.given_by_only",
            count=len(place.facilitators),
            facilitators=place.facilitators,
            community=place.community_name,
            group=place.group,
        )
    else:
        line = speech("welcome.listed", community=place.community_name)
    return f"{line} {speech('welcome.your_group', group=place.group)}" if in_group else line


def whom_to_ask(message: WhomToAsk, organization: OrganizationView, speech: Speech) -> Card:
    """Somebody no roster names, or a guest: who can open the door."""
    named = tuple(Fact(name, speech.written(runs), people=True) for name, runs in organization.communities if runs)
    return card(
        speech,
        Paragraph(speech("whom_to_ask.guest" if message.guest else "whom_to_ask.p1")),
        Paragraph(speech("whom_to_ask.p2" if named else "whom_to_ask.nobody")),
        *([Facts(named[:_FACTS_LIMIT])] if named else []),
        Paragraph(speech("whom_to_ask.p3"), subtle=True),
        title=speech("whom_to_ask.title"),
    )


def help_(message: Help, person: PersonView, speech: Speech) -> Card:
    """The words that work today for this person. It needs the facilitators' names."""
    own = ["challenge", "report", "my_challenges", "team_challenges", "notebook", "guide"]
    words = own if challenges_here(person) else []
    words += ["overview"] if runs_one(person) else []
    words += ["synthesis"] if writes_syntheses(person) else []
    words += ["who_sees_what", "settings"]
    words += ["community"] if len(person.memberships) > 1 else []
    words += ["later", "cancel"]
    others = _facilitators(person)
    return card(
        speech,
        *([Paragraph(speech("help.pages"))] if pages_come(person) else []),
        Paragraph(speech("help.p1")),
        *listed([Fact(speech(f"help.{word}.word"), speech(f"help.{word}.what")) for word in words]),
        *([Paragraph(speech("help.else", facilitators=others))] if others else []),
        title=speech("help.title", first_name=person.first_name)
        if person.first_name
        else speech("help.title_nameless"),
        buttons=buttons(speech, *ways_on(person)),
    )


def who_sees_what(message: WhoSeesWhat, person: PersonView, speech: Speech) -> Card:
    """Each kind of content and who reads it, how long it stays. It needs the facilitators' names."""
    kinds = [
        *(
            ["challenges", "shown", "words", "reports", "citations", "traces", "notes", "guide", "asked"]
            if challenges_here(person)
            else []
        ),
        *(["page"] if sends_pages(person) else []),
        *(["pages"] if pages_come(person) else []),
        "unfinished",
        "name",
    ]
    kinds += ["month", "letters"] if is_seen(person) else ["letters"] if runs_one(person) else []
    kinds += ["runs"] if any(Role.FACILITATOR in place.roles for place in person.memberships) else []
    others = _facilitators(person)
    return card(
        speech,
        *listed([Fact(speech(f"who_sees_what.{k}.label"), speech(f"who_sees_what.{k}.value")) for k in kinds]),
        Paragraph(speech("who_sees_what.texts")),
        Paragraph(speech("who_sees_what.how_long")),
        Paragraph(speech("who_sees_what.platform")),
        *([Paragraph(speech("who_sees_what.correct", facilitators=others))] if others else []),
        title=speech("who_sees_what.title"),
        buttons=buttons(
            speech,
            *(verb for verb in ways_on(person) if verb != "say.who_sees_what"),
            *(["show.seen_of_me"] if is_seen(person) else []),
        ),
    )


def not_understood(message: NotUnderstood, person: PersonView, speech: Speech) -> Card:
    """No guess; what was nearly said is offered first, then the few likely ways on."""
    lines = [Paragraph(speech("not_understood.p1"))]
    verbs = list(first_ways_on(person))
    if message.near is not None:
        near = speech(f"keyword.{message.near}").split("|")[0]
        lines.append(Paragraph(speech("not_understood.near", word=near)))
        verbs = list(dict.fromkeys([f"say.{message.near}", *verbs]))
    return card(speech, *lines, buttons=buttons(speech, *verbs))


def thanks(message: Thanks, seen: None, speech: Speech) -> Card:
    """The answer to « merci »."""
    return card(speech, Paragraph(speech("thanks.p1")))


def too_much(message: TooMuch, seen: None, speech: Speech) -> Card:
    """Faster than anyone types."""
    return card(speech, Paragraph(speech("too_much.p1")))


def not_for_you(message: NotForYou, seen: None, speech: Speech) -> Card:
    """Not there, or not theirs: the same words for both."""
    return card(speech, Paragraph(speech("not_for_you.p1")))


def in_private(message: InPrivate, private: PrivateView, speech: Speech) -> Card:
    """The one line a channel sees."""
    return card(speech, Paragraph(speech("in_private.p1" if private.reachable else "in_private.how")))


def _facilitators(person: PersonView) -> tuple[str, ...]:
    """Who runs the communities of this person, each named once; nobody is told to write to themself."""
    places = (place for place in person.memberships if Role.FACILITATOR not in place.roles)
    return tuple(dict.fromkeys(name for place in places for name in place.facilitators))


DRAWN: dict[str, Drawing] = {
    "welcome": welcome,
    "whom_to_ask": whom_to_ask,
    "help": help_,
    "thanks": thanks,
    "not_understood": not_understood,
    "too_much": too_much,
    "who_sees_what": who_sees_what,
    "not_for_you": not_for_you,
    "in_private": in_private,
}
