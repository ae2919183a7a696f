"""What every page starts from: python-docx's own template, made plain."""

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

_STYLES = ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "Quote", "Table Grid", "Footer")
_INK = "1F2937"
"""Headings: dark enough to be read by anybody, on paper too."""


@lru_cache(maxsize=1)
def template() -> bytes:
    """python-docx's own template with the few styles used: it has a picture, somebody's name, and 400 kB of others."""
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE

    doc = docx.Document()
    package = doc.part.package
    for holder in (package, doc.part):
        for rel_id, rel in list(holder.rels.items()):
            if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL or rel.reltype.endswith(("/customXml", "/stylesWithEffects")):
                del holder.rels[rel_id]
    _prune(doc)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Quote"):
        _plain_style(doc, name)
    for told in doc.settings.element.iter(qualified("w:compatSetting")):
        if told.get(qualified("w:name")) == "compatibilityMode":
            told.set(qualified("w:val"), "15")
    saved = io.BytesIO()
    doc.save(saved)
    return saved.getvalue()


def _prune(doc: "Document") -> None:
    """Leave the styles used, and those that they are based on or linked to."""
    styles = {told.get(qualified("w:styleId")): told for told in doc.styles.element.iter(qualified("w:style"))}
    wanted = [doc.styles[name].style_id for name in _STYLES]
    wanted += [id_ for id_, told in styles.items() if told.get(qualified("w:default")) == "1"]
    kept: set[str | None] = set()
    while wanted:
        id_ = wanted.pop()
        if id_ in kept or id_ not in styles:
            continue
        kept.add(id_)
        for tag in ("w:basedOn", "w:next", "w:link"):
            wanted += [found.get(qualified("w:val")) or "" for found in styles[id_].iter(qualified(tag))]
    for id_, told in styles.items():
        if id_ not in kept:
            doc.styles.element.remove(told)


def _plain_style(doc: "Document", name: str) -> None:
    """Dark on white, in the page's own font."""
    from docx.shared import RGBColor

    style: Any = doc.styles[name]
    if name == "Quote":
        style.font.italic = False
        style.paragraph_format.left_indent = emu(0.25)
    else:
        style.paragraph_format.keep_with_next = True
    style.font.color.rgb = RGBColor.from_string(_INK)


def emu(inches: float) -> Any:
    """A length."""
    from docx.shared import Inches

    return Inches(inches)


def element(tag: str, **attributes: str) -> Any:
    """An element that python-docx has no word for: its tag and attributes, such as ``w:tblHeader``."""
    from docx.oxml import OxmlElement

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qualified(f"w:{name}"), value)
    return made


def qualified(tag: str) -> str:
    """The tag with its namespace written out."""
    from docx.oxml.ns import qn

    return qn(tag)
