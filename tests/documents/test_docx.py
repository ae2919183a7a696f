"""A page opened again, as Word and a screen reader find it."""

import io
import zipfile
from datetime import UTC, datetime
from itertools import pairwise

import docx
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.docx import Cell, Page, plain
from bot.texts.words import Words

WORDS = Words.load()
NOW = datetime(2025, 10, 7, 12, 0, tzinfo=UTC)


def a_page(locale: str = "fr_CA", words: str = "une note") -> Page:
    page = Page(WORDS.into(locale), "Le titre", NOW)
    page.heading("Un")
    page.fact("Date :", "le 7 octobre")
    page.heading("Deux", 2)
    page.people(words)
    page.table(
        ["Question", "État"], [["a", Cell("b", strong=True)], [words, "d"]], caption="Les lignes", description="Six."
    )
    page.paragraph("Après.")
    return page


def opened(content: bytes) -> "docx.document.Document":  # type: ignore[name-defined]
    return docx.Document(io.BytesIO(content))


def test_headings_are_headings_and_come_in_order() -> None:
    found = opened(a_page().content())
    styles = [(p.style.name, p.text) for p in found.paragraphs if p.style.name != "Normal"]
    assert styles == [("Title", "Le titre"), ("Heading 1", "Un"), ("Heading 2", "Deux"), ("Quote", "une note")]


def test_a_table_has_a_header_row_that_comes_again_and_says_what_it_is() -> None:
    table = opened(a_page().content()).tables[0]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, False, False]
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Les lignes"
    assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) == "Six."
    xml = table._tbl.xml
    assert "w:vMerge" not in xml
    assert "w:gridSpan" not in xml


def test_two_tables_that_follow_each_other_stay_two() -> None:
    page = a_page()
    for _ in range(2):
        page.table(["a", "b"], [["c", "d"]], caption="c", description="d")
    found = opened(page.content())
    body = [child.tag.rpartition("}")[2] for child in found.element.body]
    assert len(found.tables) == 3
    assert ("tbl", "tbl") not in list(pairwise(body))


def test_the_language_is_the_readers_everywhere() -> None:
    for locale, said in (("fr_CA", "fr-CA"), ("en_CA", "en-CA"), ("fr_FR", "fr-FR")):
        content = a_page(locale).content()
        found = opened(content)
        assert found.core_properties.language == said
        languages = {told.get(qn("w:val")) for told in found.styles.element.iter(qn("w:lang"))}
        assert languages == {said}
        assert found.settings.element.find(qn("w:themeFontLang")).get(qn("w:val")) == said


def test_pages_are_numbered_and_nobody_but_relais_is_named() -> None:
    content = a_page().content()
    found = opened(content)
    assert found.sections[0].footer.paragraphs[0].text == "Page 1 de 1"
    assert [told.text for told in found.sections[0].footer._element.iter(qn("w:instrText"))] == [" PAGE ", " NUMPAGES "]
    assert found.core_properties.author == "Relais"
    parts = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert not [part for part in parts if part.endswith((".jpeg", ".png", ".bin")) or "customXml" in part]
    assert "w:drawing" not in found.element.xml
    assert "w:pict" not in found.element.xml
    assert "txbxContent" not in found.element.xml


def test_the_same_page_at_the_same_instant_is_the_same_bytes() -> None:
    assert a_page().content() == a_page().content()


def test_a_note_that_is_a_formula_a_field_or_markup_is_text() -> None:
    words = "=cmd|' /C calc'!A0\n<w:p/> { MERGEFIELD x } &amp; \"\x00\x1b\ud800\u202e"
    found = opened(a_page(words=words).content())
    said = "=cmd|' /C calc'!A0\n<w:p/> { MERGEFIELD x } &amp; \""
    assert [p.text for p in found.paragraphs if p.style.name == "Quote"] == [said]
    assert found.tables[0].cell(2, 0).text == said
    assert found.element.xml.count("w:instrText") == 0


@given(st.text(alphabet=st.characters(), max_size=300))
def test_whatever_is_written_the_page_opens_and_says_it(words: str) -> None:
    found = opened(a_page(words=words).content())
    assert [p.text for p in found.paragraphs if p.style.name == "Quote"] == [plain(words)]


def test_a_sheet_is_the_countrys() -> None:
    widths = {at: opened(a_page(at).content()).sections[0].page_width.inches for at in ("fr_CA", "fr_BE", "en_US")}
    assert {at: round(width, 2) for at, width in widths.items()} == {"fr_CA": 8.5, "fr_BE": 8.27, "en_US": 8.5}
