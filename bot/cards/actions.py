"""The actions under one's own challenge: all of them, and one with what can be done with it."""

from bot.cards.card import Block, Button, Card, Drawing, Paragraph, People
from bot.cards.parts import buttons, card
from bot.cards.reports import named_in
from bot.texts.words import Speech
from community.challenge import ACTIONS_LIMIT, Readers
from community.messages import ActionsPage
from community.views import Action, OwnChallengeView


def actions(message: ActionsPage, own: OwnChallengeView, speech: Speech) -> Card:
    """What would be shown is what stands here: the page is the preview, and the note never goes along."""
    chosen = _chosen(message, own)
    lines: list[Block] = [People(own.challenge.question)] if own.challenge.question else []
    if not own.actions:
        lines.append(Paragraph(speech("actions.empty")))
    for action in own.actions:
        lines += _lines(action, own, speech, chosen=action is chosen)
    if message.full:
        lines.append(Paragraph(speech("actions.full"), strong=True))
    return card(speech, *lines, title=speech("actions.title"), buttons=_buttons(own, chosen, speech))


def action_label(action: Action, speech: Speech) -> str:
    """Its number under the challenge, and whether it was tried."""
    return speech("actions.tried" if action.tried else "actions.to_try", number=f"1.{action.ordinal}")


def _chosen(message: ActionsPage, own: OwnChallengeView) -> Action | None:
    """The one that the buttons are for: that of the page, else the first that wasn't tried, else the last."""
    if not own.actions:
        return None
    if message.page is not None:
        return own.actions[min(message.page, len(own.actions) - 1)]
    return next((action for action in own.actions if not action.tried), own.actions[-1])


def _lines(action: Action, own: OwnChallengeView, speech: Speech, *, chosen: bool) -> list[Block]:
    lines: list[Block] = [Paragraph(action_label(action, speech), strong=chosen, subtle=not chosen)]
    lines.append(People(action.text))
    if action.note:
        lines += [Paragraph(speech("actions.noted"), subtle=True), People(action.note)]
    if chosen:
        lines.append(Paragraph(_read_by(action, own, speech), subtle=True))
    return lines


def _read_by(action: Action, own: OwnChallengeView, speech: Speech) -> str:
    if own.challenge.readers is Readers.ME:
        return speech("actions.hidden")
    named = named_in(own, speech)
    return speech("actions.shown" if action.readers is not Readers.ME else "actions.preview", **named)


def _buttons(own: OwnChallengeView, chosen: Action | None, speech: Speech) -> tuple[Button, ...]:
    add = ["start.action"] if len(own.actions) < ACTIONS_LIMIT else []
    if chosen is None:
        return buttons(speech, *add, "say.my_challenges")
    at, verbs = own.actions.index(chosen), [f"do.tried.{chosen.action_id}", f"start.note.{chosen.action_id}"]
    if own.challenge.readers is not Readers.ME:
        verbs.append(f"do.{'show' if chosen.readers is Readers.ME else 'hide'}_action.{chosen.action_id}")
    verbs += add
    kind = "actions_tried" if chosen.tried else "actions"
    made = buttons(speech, *verbs, kind=kind, group=own.group)
    before = [Button(f"list.page.{at - 1}", speech("actions.before"))] if at > 0 else []
    after = [Button(f"list.page.{at + 1}", speech("actions.after"))] if at + 1 < len(own.actions) else []
    return (*made, *before, *after)


DRAWN: dict[str, Drawing] = {"actions": actions}
