"""« Mes réglages »: the language, the places held, the linked accounts, and what changes them."""

from bot.cards.card import BUTTON_LIMIT, Card, Drawing, Fact, Facts, Paragraph
from bot.cards.parts import buttons, card, challenges_here, is_seen, runs_one
from bot.cards.quiet import hours_of, meter, told_fewer, told_hours
from bot.texts.words import DEFAULTS, Speech
from community.messages import AccountLinked, AccountUnlinked, LanguageChosen, SettingsPage
from community.roles import Role
from community.views import Account, Membership, PersonView, Quiet

_FACTS_LIMIT = 10


def settings(message: SettingsPage, person: PersonView, speech: Speech) -> Card:
    """Everything Relais goes by for this person. It needs the linked accounts."""
    hours = told_hours(hours_of(person), speech)
    fewer = told_fewer(person, speech)
    facts = (
        Fact(speech("settings.name"), person.first_name, people=True),
        Fact(speech("settings.language"), _language(speech)),
        Fact(speech("settings.hours"), hours),
        *([_pause(person.quiet, speech)] if person.quiet.until else []),
        *([Fact(speech("settings.fewer"), fewer)] if fewer else []),
        *(_account(account, speech) for account in person.accounts),
        *(Fact(place.community_name, _place(place, person.title, speech), people=True) for place in person.memberships),
    )
    return card(
        speech,
        Facts(facts[:_FACTS_LIMIT]),
        *([meter(person, speech)] if person.person_id else []),
        *([Paragraph(speech("settings.not_me"), subtle=True)] if person.accounts else []),
        title=speech("settings.title"),
        buttons=buttons(speech, *_verbs(person)),
    )


def _verbs(person: PersonView) -> tuple[str, ...]:
    """What may be changed, in the order shown; what else is only read leaves first where a card would hold too much."""
    verbs = [
        "say.language",
        "start.hours",
        "do.end_pause" if person.quiet.until else "start.pause",
        *(["start.again"] if person.quiet.fewer_of else []),
        *(["show.seen_of_me"] if is_seen(person) else []),
        *(["start.meeting"] if runs_one(person) else []),
        *(["say.community"] if len(person.memberships) > 1 else []),
        "say.who_sees_what",
        *(["account.unlink"] if person.accounts else []),
    ]
    for verb in ("say.who_sees_what", "start.meeting", "say.community"):
        if len(verbs) > BUTTON_LIMIT and verb in verbs:
            verbs.remove(verb)
    return tuple(verbs)


def _pause(quiet: Quiet, speech: Speech) -> Fact:
    assert quiet.until is not None
    key = "settings.paused_but_meetings" if quiet.meetings else "settings.paused"
    return Fact(speech("settings.pause"), speech(key, until=quiet.until))


def _language(speech: Speech) -> str:
    key = f"language.locale.option.{speech.locale}"
    return speech(key if speech.has(key) else f"language.locale.option.{DEFAULTS[speech.language]}")


def _place(place: Membership, title: str, speech: Speech) -> str:
    roles = [
        title if title and role is Role.AMBASSADOR else speech(f"role.{role}") for role in Role if role in place.roles
    ]
    if place.group == place.community_name:
        return speech.written(roles)
    return speech("settings.place", group=place.group, roles=roles)


def _account(account: Account, speech: Speech) -> Fact:
    channel = speech(f"settings.channel.{account.channel}")
    return Fact(
        speech("settings.account", channel=channel),
        speech(f"settings.linked.{account.linked_by}", on=account.linked_on),
    )


def language_chosen(message: LanguageChosen, seen: None, speech: Speech) -> Card:
    """Said in the language chosen."""
    return card(speech, Paragraph(speech("language_chosen.p1", language=_language(speech))))


def account_unlinked(message: AccountUnlinked, seen: None, speech: Speech) -> Card:
    """« Ce n'est pas moi » was heard; the way back is on the card."""
    return card(
        speech,
        Paragraph(speech("account_unlinked.p1")),
        Paragraph(speech("account_unlinked.p2")),
        buttons=buttons(speech, "account.link"),
    )


def account_linked(message: AccountLinked, person: PersonView, speech: Speech) -> Card:
    """The link is there again."""
    own = ["say.my_challenges"] if challenges_here(person) else []
    return card(
        speech,
        Paragraph(speech("account_linked.p1", first_name=person.first_name)),
        buttons=buttons(speech, *own, "say.settings"),
    )


DRAWN: dict[str, Drawing] = {
    "settings": settings,
    "language_chosen": language_chosen,
    "account_unlinked": account_unlinked,
    "account_linked": account_linked,
}
