"""One Word file per text and variant (DESIGN §5): its reading, block by block, in the styles of our template.

The stored form keeps every field as one run whose whole text is {{字段}}, marked by the character style 字段; `package.blank`
makes the published form of it. No example is ever read here.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from wenku import document as doc
from wenku.model import Text
from wenku.word import gbt9704 as g
from wenku.word.measure import signature_indents, table_widths, title_indent, width
from wenku.word.package import pack, unpack
from wenku.word.styles import FIELD
from wenku.word.template import new_document

DISCLAIMER = (
    "本文由人工智能辅助起草，法律依据核对至 {date}，未经法律专业人员审定，使用前请由本单位审核；本站不是政府网站。示例名称均为虚构。"
)
"""The footer sentence of DESIGN §3; a test holds it equal to the string `disclaimer` of _data/ui.yml."""

_TO_WRITE = ("", "〔")


def word_file(text: Text, variant: str | None, release: str) -> bytes:
    """Return the stored form of the Word file of one variant (a level's name; None: the text has none)."""
    made = new_document()
    section = made.element.body.sectPr
    for element in _separated(_elements(doc.reading(text.document, variant))):
        section.addprevious(element)
    _describe(made, text, variant, release)
    out = io.BytesIO()
    made.save(out)
    return pack(unpack(out.getvalue()))


def runs(text: str) -> Iterator[Element]:
    """Yield the runs of a text, a field in one of its own. Everything about fonts but the hint is in styles."""
    for i, part in enumerate(doc.FIELD.split(text)):
        if i % 2:
            yield _run(f"{{{{{part}}}}}", _made("rStyle", val=FIELD))
        elif part:
            yield _run(part)


def _run(text: str, *marks: Element) -> Element:
    word = _made("t")
    word.text = text
    if text != text.strip():
        word.set(qn("xml:space"), "preserve")
    return _made("r", _made("rPr", *marks, _made("rFonts", hint="eastAsia")), word)


def _made(tag: str, *children: Element, **attributes: object) -> Element:
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element


def _paragraph(style: str, text: str, *direct: Element) -> Element:
    return _made("p", _made("pPr", _made("pStyle", val=style), *direct), *runs(text))


# Blocks


def _elements(blocks: Sequence[doc.Block]) -> list[Element]:
    attachments = [block for block in blocks if isinstance(block, doc.Attachment)]
    made: list[Element] = []
    noted, addressed = not attachments, doc.salutation(blocks)
    for block in blocks:
        if isinstance(block, doc.Signature):
            _keep_with_next(made)
        if not noted and isinstance(block, (doc.Signature, doc.Attachment)):
            made += _attachment_note(attachments)
            noted = True
        if isinstance(block, doc.Paragraph) and block is addressed:
            made.append(_paragraph("Salutation", block.text))
        else:
            made += _block(block)
    return made


def _block(block: doc.Block) -> Iterable[Element]:
    if isinstance(block, doc.Heading):
        return [_title("Title", block.text) if block.level == 1 else _paragraph(f"Heading{block.level - 1}", block.text)]
    if isinstance(block, doc.Paragraph):
        return [_paragraph("Body", block.text)]
    if isinstance(block, doc.Bullets):
        return [_paragraph("Body", item) for item in block.items]
    if isinstance(block, doc.Table):
        return [_table(block)]
    if isinstance(block, doc.Signature):
        return _signature(block)
    inner = [element for child in block.blocks for element in _block(child)]
    if isinstance(block, doc.Attachment):
        return [_paragraph("AttachmentLabel", f"附件{block.number or ''}"), _title("AttachmentTitle", block.title), *inner]
    return inner


def _title(style: str, text: str) -> Element:
    """Its indent is always written: the fillers put theirs in the place of it."""
    pieces = [f"{{{{{part}}}}}" if i % 2 else part for i, part in enumerate(doc.FIELD.split(text)) if part]
    indent = title_indent(pieces)
    return _paragraph(style, text, _made("ind", left=indent, right=indent))


def _keep_with_next(elements: Sequence[Element]) -> None:
    """A signature never stands alone on its page: the last paragraph goes with it."""
    if elements and elements[-1].tag == qn("w:p"):
        elements[-1].pPr.find(qn("w:pStyle")).addnext(_made("keepNext"))


def _blank_line_before() -> Element:
    return _made("spacing", before=g.twips(g.LINE_PT))


def _attachment_note(attachments: Sequence[doc.Attachment]) -> Iterator[Element]:
    """GB/T 9704 7.3.4: 附件：名称, or 附件：1.名称 with the others below; no mark at the end, names aligned."""
    left, advance = g.twips(g.NOTE_LEFT_CHARACTERS * g.BODY_PT), g.twips(g.ADVANCE_PT)
    for i, attachment in enumerate(attachments):
        number = f"{attachment.number}." if attachment.number else ""
        label = ("" if i else "附件：") + number
        hanging = round(width(label) * advance)
        indent = _made("ind", left=left + round(width("附件：" + number) * advance), hanging=hanging)
        yield _paragraph("AttachmentNote", label + attachment.title, *([] if i else [_blank_line_before()]), indent)


def _signature(block: doc.Signature) -> Iterator[Element]:
    lines = [child.text for child in block.blocks if isinstance(child, doc.Paragraph)]
    units, date = (lines[:-1], lines[-1]) if len(lines) > 1 else (lines, "")
    right, date_right = signature_indents(max(units, key=width, default=""), date)
    for i, unit in enumerate(units):
        yield _paragraph("Signature", unit, *([] if i else [_blank_line_before()]), _made("ind", right=right))
    if date:
        yield _paragraph("Date", date, _made("ind", right=date_right))


# Tables


def _table(table: doc.Table) -> Element:
    """As wide as the type area; the header row is repeated on each page, and no row is broken unless longer than a page."""
    style = "CellSmall" if len(table.header) >= g.TABLE_SMALL_FROM else "Cell"
    rows = (table.header, *table.rows)
    widths = table_widths(rows)
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.header)
    centred = [all(0 < width(cell) <= g.TABLE_CENTRED_TO for cell in column) for column in columns]
    properties = _made(
        "tblPr", _made("tblStyle", val="TableGrid"), _made("tblW", w=sum(widths), type="dxa"), _made("jc", val="center"),
        _made("tblLayout", type="fixed"), _made("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
    )  # fmt: skip
    grid = _made("tblGrid", *(_made("gridCol", w=wide) for wide in widths))
    head = _row(table.header, widths, f"{style}Head", [False] * len(widths), head=True)
    return _made("tbl", properties, grid, head, *(_row(row, widths, style, centred) for row in table.rows))


def _row(cells: Sequence[str], widths: Sequence[int], style: str, centred: Sequence[bool], head: bool = False) -> Element:
    marks = [_made("cantSplit")]
    if not head and any(cell in _TO_WRITE or cell.startswith("〔") for cell in cells):
        marks.append(_made("trHeight", val=g.mm_twips(g.WRITING_ROW_MM), hRule="atLeast"))
    if head:
        marks.append(_made("tblHeader"))
    return _made("tr", _made("trPr", *marks), *(
        _made("tc", _made("tcPr", _made("tcW", w=wide, type="dxa")), _paragraph(style, cell, *([_made("jc", val="center")] if middle else [])))
        for cell, wide, middle in zip(cells, widths, centred, strict=True)
    ))  # fmt: skip


def _separated(elements: Sequence[Element]) -> Iterator[Element]:
    """Two tables in a row would become one, and a body must not end with a table: a paragraph of a point stands between."""
    for element, following in pairwise([*elements, None]):
        yield element  # type: ignore[misc]
        if element is not None and element.tag == qn("w:tbl") and (following is None or following.tag == qn("w:tbl")):
            yield _made("p", _made("pPr", _made("pStyle", val="TableEnd")))


# Properties


def _describe(made: Document, text: Text, variant: str | None, release: str) -> None:
    """Code, reviewed date and release also stand in the keywords, which Word and WPS show and keep; no author."""
    properties = made.core_properties
    reviewed = datetime.datetime.fromisoformat(text.reviewed)
    properties.title, properties.identifier, properties.version = text.title, text.code, release
    properties.subject, properties.category = variant or "", text.kind.name
    properties.keywords = f"编号 {text.code}；核对日期 {text.reviewed}；版本 {release}"
    properties.comments = DISCLAIMER.format(date=min((law.checked for law in text.laws), default=text.reviewed))
    properties.language = "zh-CN"
    properties.created = properties.modified = reviewed
