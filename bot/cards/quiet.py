"""When Relais writes first: hours, the pause, fewer messages of a kind, and the meter of what it wrote."""

from dataclasses import replace

from bot.cards.card import BUTTON_LIMIT, Button, Card, Drawing, Paragraph
from bot.cards.parts import buttons, card
from bot.texts.words import Speech
from community.budget import month_limit
from community.civil import WorkingHours
from community.delivery import DELIVERY
from community.hours import has_pause
from community.messages import FewerChosen, HoursChosen, Paused, PauseEnded
from community.views import PersonView


def hours_chosen(message: HoursChosen, person: PersonView, speech: Speech) -> Card:
    """From when until when; what they ask is answered at any hour."""
    return card(
        speech,
        Paragraph(speech("hours_chosen.p1", hours=told_hours(hours_of(person), speech))),
        Paragraph(speech("hours_chosen.p2"), subtle=True),
        buttons=buttons(speech, "start.hours", "say.settings", kind="hours_chosen"),
    )


def paused(message: Paused, person: PersonView, speech: Speech) -> Card:
    """Until when, and whether a change of meeting is said; asked once, and changeable from réglages."""
    if message.meetings is None:
        said = speech("paused.p1", until=message.until)
        verbs = ["do.pause_meetings", "do.pause_all"]
    else:
        said = speech("paused.meetings" if message.meetings else "paused.all", until=message.until)
        verbs = []
    return card(
        speech,
        Paragraph(said),
        Paragraph(speech("paused.p2"), subtle=True),
        buttons=buttons(speech, *verbs, "do.end_pause", kind="paused"),
    )


def pause_ended(message: PauseEnded, person: PersonView, speech: Speech) -> Card:
    """Back again."""
    hours = told_hours(hours_of(person), speech)
    return card(
        speech, Paragraph(speech("pause_ended.p1", hours=hours)), buttons=buttons(speech, "say.settings", "say.help")
    )


def fewer_chosen(message: FewerChosen, seen: None, speech: Speech) -> Card:
    """What that means for what would have been said, and the way back."""
    kind = message.of
    what = speech(f"fewer.what.{kind}")
    if message.again:
        return card(speech, Paragraph(speech("fewer_chosen.again", what=what)), buttons=buttons(speech, "say.settings"))
    return card(
        speech,
        Paragraph(speech("fewer_chosen.p1", what=what)),
        Paragraph(speech(f"fewer.means.{kind}")),
        buttons=(Button(f"do.again.{kind}", speech("button.do.again")), *buttons(speech, "say.settings")),
    )


def with_fewer(drawn: Card, kind: str, speech: Speech) -> Card:
    """The card of a pushed message with one press more: « Moins de messages comme celui-ci »; the last on the card."""
    if not DELIVERY[kind].counted:
        return drawn
    fewer = Button(f"do.fewer.{kind}", speech("button.do.fewer"))
    return replace(drawn, buttons=(*drawn.buttons[: BUTTON_LIMIT - 1], fewer))


def hours_of(person: PersonView) -> WorkingHours:
    """Their own hours, else their community's."""
    if person.quiet.hours is not None:
        return person.quiet.hours
    return person.memberships[0].hours if person.memberships else WorkingHours()


def told_hours(hours: WorkingHours, speech: Speech) -> str:
    """Such as « de 7 h 30 à 11 h 30 et de 13 h à 16 h 30 »."""
    key = "quiet.hours_with_pause" if has_pause(hours) else "quiet.hours"
    return speech(
        key, opens=hours.opens, closes=hours.closes, pause_from=hours.pause_from, pause_until=hours.pause_until
    )


def told_fewer(person: PersonView, speech: Speech) -> str:
    """The kinds they want fewer of, as a list; empty for none."""
    return speech.written([speech(f"fewer.what.{kind}") for kind in DELIVERY if kind in person.quiet.fewer_of])


def meter(person: PersonView, speech: Speech) -> Paragraph:
    """How often Relais wrote first this month, of how often it may."""
    roles = {role for place in person.memberships for role in place.roles}
    return Paragraph(speech("quiet.meter", count=person.written, limit=month_limit(roles)), subtle=True)


DRAWN: dict[str, Drawing] = {
    "hours_chosen": hours_chosen,
    "paused": paused,
    "pause_ended": pause_ended,
    "fewer_chosen": fewer_chosen,
}
