"""The page of a walk, opened again and read as a teacher, a peer or a screen reader would."""

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.docx import plain
from bot.documents.walk_page import walk_page
from bot.guides import packaged
from bot.texts.words import Words
from community.grid import grid
from community.guide import Jurisdiction, Kind, Moment
from community.views import WalkPageView
from community.walk import Answer, Given, Leg, Walk

WORDS = Words.load()
GUIDE = packaged()
NOW = datetime(2025, 10, 7, 16, 0, tzinfo=UTC)
DAY = date(2025, 10, 7)
FIRST = [criterion.first.key for criterion in GUIDE.criteria]
DEEPER = GUIDE.criteria[0].closer
AIM = next(q for q in DEEPER if q.kind is Kind.CHECK and q.moments == (Moment.BEFORE,))
DURING = next(q for q in DEEPER if q.kind is Kind.CHECK and q.moments == (Moment.DURING,))
WALK = Walk(
    walk_id="0123456789abcdef0123456789abcdef",
    owner_id="p1",
    community_id="c1",
    guide=GUIDE,
    moment=Moment.BEFORE,
    jurisdiction=Jurisdiction.QUEBEC,
    leg=Leg.FIRST,
    at=None,
    answers={
        FIRST[0]: Given(FIRST[0], Answer.YES),
        AIM.key: Given(AIM.key, Answer.PARTLY, note="À préciser avec l'équipe.", goes=True),
        DURING.key: Given(DURING.key, Answer.YES),
        FIRST[1]: Given(FIRST[1], Answer.YES),
        FIRST[2]: Given(FIRST[2], Answer.NOT_YET, note="Ceci reste à moi."),
        FIRST[4]: Given(FIRST[4], Answer.NOT_APPLICABLE),
    },
    title="Comment faire raconter une histoire par toute la classe?",
)


def made(walk: Walk = WALK, locale: str = "fr_CA") -> "docx.document.Document":  # type: ignore[name-defined]
    file = walk_page(WalkPageView(walk, DAY), WORDS.into(locale), NOW)
    return docx.Document(io.BytesIO(file.content))


def rows(table: "docx.table.Table") -> list[list[str]]:  # type: ignore[name-defined]
    return [[cell.text for cell in row.cells] for row in table.rows]


def noted(words: str, *, goes: bool = True) -> Walk:
    return replace(WALK, answers={FIRST[2]: Given(FIRST[2], Answer.PARTLY, note=words, goes=goes)}, title=words)


def test_it_begins_with_its_title_and_every_part_has_a_heading() -> None:
    found = made()
    heads = [(p.style.name, p.text) for p in found.paragraphs if p.style.name.startswith(("Title", "Heading"))]
    assert heads == [
        ("Title", "Guide réflexif\u00a0: innover en classe"),
        ("Heading 1", "De quoi il s'agit"),
        ("Heading 1", "Les six points"),
        ("Heading 1", "Les critères, avant, pendant et après"),
        ("Heading 1", "Les notes jointes"),
        ("Heading 2", "Pertinence pédagogique"),
        ("Heading 1", "Ce que cette page est"),
        ("Heading 1", "D'où vient ce guide"),
    ]
    assert found.core_properties.title == heads[0][1]


def test_the_six_lines_say_in_words_how_they_stand() -> None:
    six = rows(made().tables[0])
    assert six[0] == ["Point", "Où il en est", "Réponse à la première question"]
    assert [row[1] for row in six[1:]] == ["ouvert", "tient", "ouvert", "pas regardé", "tient", "pas regardé"]
    assert (six[1][2], six[3][2], six[4][2]) == ("Oui", "Pas encore", "sans réponse pour l'instant")


def test_sans_objet_is_said_in_the_questions_own_terms() -> None:
    key = next(c.first.key for c in GUIDE.criteria if c.first.not_applicable is not None)
    at = FIRST.index(key)
    walk = replace(WALK, answers={key: Given(key, Answer.NOT_APPLICABLE)})
    own = GUIDE.criteria[at].first.not_applicable
    assert own is not None
    assert rows(made(walk).tables[0])[at + 1][2] == own.fr


def test_the_grid_has_a_row_a_criterion_and_a_column_a_moment() -> None:
    found = rows(made().tables[1])
    assert found[0] == ["Critère", "Avant", "Pendant", "Après"]
    assert len(found) == 1 + sum(criterion.grid for criterion in GUIDE.criteria)
    assert found[1] == ["Pertinence pédagogique", "2 questions, 1 ouverte", "1 question, tout tient", "pas regardé"]


def test_what_serves_at_any_moment_counts_at_the_walks_own() -> None:
    walk = replace(WALK, answers={FIRST[1]: Given(FIRST[1], Answer.PARTLY)}, moment=Moment.AFTER)
    row = next(row for row in grid(walk) if row.criterion.first.key == FIRST[1])
    assert [(cell.questions, cell.open) for cell in row.cells] == [(0, 0), (0, 0), (1, 1)]


@pytest.mark.parametrize("law", list(Jurisdiction))
def test_the_law_is_the_communitys_with_the_month_it_was_reviewed(law: Jurisdiction) -> None:
    found = made(replace(WALK, jurisdiction=law))
    told = [p.text for p in found.paragraphs if p.text.startswith("Questions de droit")]
    assert len(told) == 1
    assert re.search(r"revues en \w+ 20\d\d\.$", told[0])


def test_only_the_notes_chosen_go_along_and_the_others_are_told_of() -> None:
    found = made()
    text = "\n".join(p.text for p in found.paragraphs)
    assert "À préciser avec l'équipe." in text
    assert "Ceci reste à moi." not in found.element.xml
    assert "1 autre note est gardée" in text
    assert "Ce n'est ni une permission ni un refus." in text


@pytest.mark.parametrize(
    ("word", "locale", "read"),
    [
        ("jeunes", "fr_CA", "vos jeunes apprendront"),
        ("", "fr_CA", "vos élèves apprendront"),
        ("jeunes", "en_CA", "your "),
    ],
)
def test_learners_are_called_as_the_community_calls_them(word: str, locale: str, read: str) -> None:
    file = walk_page(WalkPageView(WALK, DAY, word), WORDS.into(locale), NOW)
    found = docx.Document(io.BytesIO(file.content))
    text = "\n".join(p.text for p in found.paragraphs)
    assert read in text
    assert "{" not in text
    assert locale == "fr_CA" or "jeunes" not in text


def test_the_parents_are_credited_with_the_guides_version() -> None:
    found = made()
    bullets = [p.text for p in found.paragraphs if p.style.name == "List Bullet"]
    assert len(bullets) == len(GUIDE.parents)
    assert all(parent.said.fr in line for parent, line in zip(GUIDE.parents, bullets, strict=True))
    assert any(f"version {GUIDE.version}" in p.text for p in found.paragraphs)


def test_both_tables_have_a_header_row_and_say_what_they_are() -> None:
    for table in made().tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


def test_it_is_in_its_readers_language() -> None:
    english = made(locale="en_CA")
    assert rows(english.tables[0])[0] == ["Point", "Where it stands", "Answer to the first question"]
    assert english.core_properties.language == "en-CA"
    assert english.paragraphs[1].text == "Date: October 7, 2025"
    assert made(locale="fr_CA").paragraphs[1].text == "Date\u00a0: 7 octobre 2025"


def test_its_name_is_made_of_the_day_and_the_walk() -> None:
    file = walk_page(WalkPageView(replace(WALK, title="../../étc"), DAY), WORDS.into("fr_CA"), NOW)
    assert file.name == "relais-guide-2025-10-07-01234567.docx"


def test_the_same_walk_at_the_same_instant_is_the_same_bytes() -> None:
    seen = WalkPageView(WALK, DAY)
    assert walk_page(seen, WORDS.into("fr_CA"), NOW) == walk_page(seen, WORDS.into("fr_CA"), NOW)


def test_without_a_subject_or_a_note_nothing_is_left_empty() -> None:
    found = made(replace(WALK, title="", answers={}))
    assert [p.text for p in found.paragraphs if not p.text] == []
    assert "Aucune note n'est jointe." in [p.text for p in found.paragraphs]


@given(st.text(alphabet=st.characters(), min_size=1, max_size=300))
def test_any_note_makes_a_page_that_opens_and_says_it(words: str) -> None:
    found = made(noted(words))
    assert [p.text for p in found.paragraphs if p.style.name == "Quote"] == [plain(words)] * 2


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=12, max_size=40))
def test_a_kept_note_is_nowhere_in_the_file(words: str) -> None:
    walk = replace(noted(words, goes=False), title="x")
    assert words not in made(walk).element.xml
