"""What comes after a walk: it is tried smaller, or come back to in a week."""

from bot.cards.card import Button, Card, Drawing, Paragraph, People
from bot.cards.parts import buttons, card, clipped
from bot.texts.words import Speech
from community.messages import ComeBack, ComingBack, SmallerKept
from community.views import ReturnView, WalkView
from community.walk import Walk, line_id


def smaller_kept(message: SmallerKept, seen: WalkView, speech: Speech) -> Card:
    """The project in its new words; the answers stay."""
    return card(
        speech,
        *_about(seen.walk),
        Paragraph(speech("smaller_kept.p1")),
        title=speech("smaller_kept.title"),
        buttons=buttons(speech, f"show.walk.{seen.walk.walk_id}", "say.challenge", kind="smaller_kept"),
    )


def coming_back(message: ComingBack, seen: WalkView, speech: Speech) -> Card:
    """The day it is come back to, and the way to call it off; called off, the way to plan it again."""
    back = f"show.walk.{seen.walk.walk_id}"
    if seen.comes_back is None:
        return card(
            speech,
            *_about(seen.walk),
            Paragraph(speech("coming_back.not")),
            buttons=buttons(speech, back, f"do.come_back.{seen.walk.walk_id}", kind="coming_back"),
        )
    return card(
        speech,
        *_about(seen.walk),
        Paragraph(speech("coming_back.p1", at=seen.comes_back)),
        title=speech("coming_back.title"),
        buttons=buttons(speech, back, f"do.dont_come_back.{seen.walk.walk_id}", kind="coming_back"),
    )


def come_back(message: ComeBack, seen: ReturnView, speech: Speech) -> Card:
    """The lines that are open, by their names alone, and the way into the first."""
    names = [line.criterion.called(speech.locale) for line in seen.open]
    opened = speech("walk.open_alone", lines=names, count=len(names), number=speech(f"walk.number.{len(names)}"))
    first = seen.open[0].criterion
    label = clipped(speech("come_back.button.first", criterion=first.name.into(speech.locale)))
    return card(
        speech,
        *_about(seen.walk),
        Paragraph(opened),
        Paragraph(speech("come_back.p1"), subtle=True),
        title=speech("come_back.title"),
        buttons=(
            Button(f"do.turn_to.{line_id(seen.walk.walk_id, first.first.key)}", label, primary=True),
            Button(f"show.walk.{seen.walk.walk_id}", speech("button.show.walk")),
        ),
    )


def _about(walk: Walk) -> tuple[People, ...]:
    return (People(walk.title),) if walk.title else ()


DRAWN: dict[str, Drawing] = {
    "smaller_kept": smaller_kept,
    "coming_back": coming_back,
    "come_back": come_back,
}
