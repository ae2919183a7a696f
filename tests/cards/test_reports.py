"""Pages of one's own fit both platforms whole, whatever was written in them."""

import json
from dataclasses import replace

import pytest

from bot.cards.card import Card, Paragraph, People, faults
from bot.cards.drawing import draw
from bot.channels.slack.render import message as in_slack
from bot.channels.teams.render import message as in_teams
from bot.texts.words import Words
from community.challenge import Readers
from community.messages import ActionsPage, Ask, CarriedOver, LetGo, Notebook, ReportKept
from community.notebook import pages_of
from community.peers import WordsKind
from community.views import AskView, NotebookView, ReportedView
from tests.cards.examples import OPEN
from tests.cards.examples_reports import AGREED, FIRST, LINK, WHOLE, as_a, own_views

SAY = Words.load().into("fr_CA")
LONG = "é" * 600
WRITTEN = replace(
    WHOLE,
    sentence="é" * 300,
    pride=LONG,
    learners=LONG,
    stuck=LONG,
    traces=(replace(LINK, link="https://" + "é" * 490), *(replace(AGREED, text="é" * 1500),) * 2),
)
ACTIONS = tuple(replace(FIRST, ordinal=n, action_id=f"a{n}", text="é" * 200, note=LONG) for n in range(1, 10))
SHOWN = replace(own_views(replace(OPEN, question="é" * 300))["shown"], group="G" * 200)
PAGES = pages_of(
    [(replace(OPEN, question="é" * 300), WRITTEN, ACTIONS, WRITTEN.traces)] * 3,
    [(OPEN.month, WordsKind.QUESTION, LONG)] * 9,
)


def fits(card: Card) -> None:
    """Within every limit, and nothing of it cut."""
    assert faults(card) == []
    read = json.dumps(in_slack(card, "c" * 16, 0), ensure_ascii=False)
    for block in (*card.blocks, *card.after):
        if isinstance(block, People | Paragraph):
            assert block.text[:2000] in read
    assert in_teams(card, "c" * 16, 0)


@pytest.mark.parametrize("readers", Readers)
def test_a_report_with_all_its_doors_full(readers: Readers) -> None:
    own = replace(SHOWN, report=replace(WRITTEN, readers=readers))
    for message in (ReportKept(challenge_id="k1"), CarriedOver(challenge_id="k1"), LetGo(challenge_id="k1")):
        fits(draw(message, own, SAY))
    asked = Ask(dialog="readers", step="readers", revision=1, subject_id="k1")
    fits(draw(asked, AskView(as_a(ReportedView, own), {}, form=False, back=False), SAY))


@pytest.mark.parametrize("page", [None, *range(9)])
def test_nine_actions_each_with_a_note(page: int | None) -> None:
    fits(draw(ActionsPage(challenge_id="k1", page=page, full=True), replace(SHOWN, actions=ACTIONS), SAY))


@pytest.mark.parametrize("page", range(len(PAGES)))
def test_a_month_full_of_words(page: int) -> None:
    month, entries = PAGES[page]
    questions = tuple((f"k{n}", "é" * 300) for n in range(9))
    fits(draw(Notebook(page=page), NotebookView(month, entries, page, len(PAGES), questions, open_one=True), SAY))
