"""The principal's page, opened again and read as whoever it is brought to would."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import docx
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.docx import plain
from bot.documents.principal_page import principal_page
from bot.texts.words import Words
from community.principal import NO_TOOL
from community.views import PrincipalPageView
from tests.cards.examples_principal import CONFIRMED, NOT_NOW, SENT, TODAY, WRITTEN, page

WORDS = Words.load()
NOW = datetime(2025, 10, 7, 16, 0, tzinfo=UTC)


def made(found: PrincipalPageView = SENT, locale: str = "fr_CA") -> "docx.document.Document":  # type: ignore[name-defined]
    file = principal_page(found, TODAY, WORDS.into(locale), NOW)
    assert file.name == "relais-direction-2025-10-07-d1.docx"
    return docx.Document(io.BytesIO(file.content))


def headings(found: "docx.document.Document") -> list[str]:  # type: ignore[name-defined]
    return [p.text for p in found.paragraphs if p.style.name.startswith(("Title", "Heading"))]


def test_it_says_what_the_card_says_under_headings() -> None:
    found = made()
    assert headings(found) == [
        "Un projet d'Ana Lopez, pour en parler",
        "L'intention",
        "Le groupe et l'outil",
        "Ouverture par les services informatiques",
        "Le choix d'Ana Lopez",
        "Ce que cette page est",
    ]
    text = "\n".join(p.text for p in found.paragraphs)
    for told in (
        WRITTEN.intent,
        "Les plus jeunes du groupe ont moins que cet âge.",
        "À demander",
        "ce n'est pas une demande de permission",
    ):
        assert told in text


def test_the_tool_and_its_rule_stand_in_a_table_with_header_cells() -> None:
    (table,) = made().tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Point", "Ce qu'il en est"]
    assert ["Âge demandé par l'outil", "à partir de 14 ans, vérifié en septembre 2025"] in rows
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


def test_without_a_tool_nothing_is_said_of_its_opening() -> None:
    found = made(page(replace(WRITTEN, tool=NO_TOOL)))
    assert "Ouverture par les services informatiques" not in headings(found)


def test_what_came_of_it_is_told_confirmed_or_not() -> None:
    confirmed = "\n".join(p.text for p in made(CONFIRMED).paragraphs)
    assert "Confirmé par Paul Lopez le 9 octobre." in confirmed
    noted = "\n".join(p.text for p in made(page(came=NOT_NOW)).paragraphs)
    assert NOT_NOW.words in noted
    assert "non confirmé dans Relais" in noted


def test_it_is_in_its_readers_language() -> None:
    english = made(locale="en_CA")
    assert english.core_properties.language == "en-CA"
    assert "from 14, checked in September 2025" in [cell.text for row in english.tables[0].rows for cell in row.cells]


@given(st.text(alphabet=st.characters(), min_size=1, max_size=300))
def test_any_words_make_a_page_that_opens_and_says_them(words: str) -> None:
    found = made(page(replace(WRITTEN, intent=words, classroom=words, chosen=words)))
    assert [p.text for p in found.paragraphs if p.style.name == "Quote"] == [plain(words)] * 2
