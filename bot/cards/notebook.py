"""« Mon cahier »: a month of one's own, prides first."""

from bot.cards.actions import action_label
from bot.cards.card import LABEL_LIMIT, Block, Button, Card, Drawing, Paragraph, People
from bot.cards.parts import buttons, card, clipped
from bot.cards.reports import outcome, trace_lines
from bot.texts.facts import learners
from bot.texts.words import Speech
from community.challenge import ChallengeState
from community.messages import Notebook
from community.views import Challenge, NotebookView
from community.views.notebook import Entry, Noted

_TO_COMPLETE = 3
"""Reports that a page offers to complete, each by its question."""


def notebook(message: Notebook, seen: NotebookView, speech: Speech) -> Card:
    """One page: what was kept, and the ways to complete it."""
    blocks: list[Block] = []
    if seen.month is None:
        blocks.append(Paragraph(speech("notebook.empty")))
    else:
        month = speech("my_challenges.month", month=seen.month)
        blocks.append(Paragraph(month[:1].upper() + month[1:], strong=True))
    for entry in seen.entries:
        blocks += _lines(entry, seen, speech)
    blocks.append(Paragraph(speech("my_challenges.private"), subtle=True))
    if seen.pages > 1:
        blocks.append(Paragraph(speech("my_challenges.page", page=seen.page + 1, pages=seen.pages), subtle=True))
    return card(speech, *blocks, title=speech("notebook.title"), buttons=_buttons(seen, speech))


def _lines(entry: Entry, seen: NotebookView, speech: Speech) -> list[Block]:
    if entry.trace is not None:
        return trace_lines(entry.trace, speech)
    words: list[Block] = [People(entry.text)] if entry.text else []
    return [Paragraph(_label(entry, seen, speech), strong=entry.noted is Noted.PRIDE), *words]


def _label(entry: Entry, seen: NotebookView, speech: Speech) -> str:
    if entry.challenge is not None:
        return _challenge(entry.challenge, speech)
    if entry.noted is Noted.REPORT and entry.report is not None:
        return speech("notebook.report", outcome=outcome(entry.report, speech))
    if entry.noted is Noted.NOTE:
        return speech("actions.noted")
    if entry.action is not None:
        return action_label(entry.action, speech)
    if entry.sent is not None:
        return speech(f"notebook.sent.{entry.sent}")
    named = learners(speech, seen.learners, seen.words_locale)
    return speech(f"report_kept.{entry.noted}", learners=named)


def _challenge(challenge: Challenge, speech: Speech) -> str:
    """Where it stands, and where it came from."""
    line = speech(f"notebook.challenge.{challenge.state}", until=challenge.until)
    if challenge.state is ChallengeState.SKIPPED:
        return line
    if challenge.inspired_by_id is not None:
        return f"{line} {speech('notebook.inspired')}"
    return f"{line} {speech('notebook.follows')}" if challenge.follows_id is not None else line


def _buttons(seen: NotebookView, speech: Speech) -> tuple[Button, ...]:
    one = len(seen.reports) == 1
    complete = [
        Button(
            f"show.report.{challenge_id}",
            speech("button.show.report")
            if one
            else clipped(speech("notebook.complete", question=question), LABEL_LIMIT),
        )
        for challenge_id, question in seen.reports[:_TO_COMPLETE]
    ]
    way_on = buttons(speech, "say.report" if seen.open_one else "say.challenge") if seen.page == 0 else ()
    newer = [Button(f"list.page.{seen.page - 1}", speech("button.list.newer"))] if seen.page > 0 else []
    older = [Button(f"list.page.{seen.page + 1}", speech("button.list.older"))] if seen.page + 1 < seen.pages else []
    return (*way_on, *complete, *newer, *older)


DRAWN: dict[str, Drawing] = {"notebook": notebook}
