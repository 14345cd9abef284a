"""A Word file as lines, whoever saved it last: paragraphs and table rows, where the style 字段 survives, and what its properties say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from wenku.fill.foreign import Package, Unreadable, kind, local, target
from wenku.fill.wordxml import attribute, children, main_part, run_words
from wenku.hant import simplify
from wenku.word.filled import STAMP
from wenku.word.package import CORE

MAX_BYTES = 20 * 1024 * 1024
ROW, CELL = "\x1e", "\x1f"
"""A table row is a line too: ROW before it, CELL between its cells."""
_LONGEST = 40_000
_FIELD_STYLE = "字段"
_KINDS = {
    "ole": "是 .doc 等旧格式：用 Word 或 WPS 打开，另存为 .docx 再试",
    "locked": "加了密码，打不开：去掉密码另存一份再试",
    "html": "不是 Word 文件（是网页）：另存为 .docx 再试",
    "rtf": "不是 .docx（是 RTF）：用 Word 或 WPS 另存为 .docx 再试",
    "pdf": "不是 Word 文件（是 PDF）",
    "other": "不是 Word 文件",
    "empty": "是空文件",
}
_LEFT_OUT = ("del", "moveFrom", "txbxContent", "AlternateContent", "pPr", "rPr", "footnote", "endnote")
"""Deleted and moved text, text boxes, properties: none of it stands in the line."""
_CODE = re.compile(r"[编編][号號] ([A-Z]\d{1,4})；")
_REVIEWED = re.compile(r"核[对對]日期 (\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True)
class Line:
    """A paragraph, or a table row; `marks` are the places (from, to) of runs in the style 字段, in order."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class WordDoc:
    """What a Word file says. `code`, `variant`, `reviewed` come from its properties, "" where they are gone."""

    lines: tuple[Line, ...]
    code: str = ""
    variant: str = ""
    reviewed: str = ""


def read_word(raw: bytes) -> WordDoc:
    """Return a .docx file's lines and properties. Raises Unreadable with one Chinese line."""
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"超过 {MAX_BYTES // 1024 // 1024} MB：删去图片再试")
    found = kind(raw)
    if found in _KINDS:
        raise Unreadable(_KINDS[found])
    package = Package(raw, " Word 文件（.docx）")
    main = main_part(package)
    body = next((e for e in package.tree(main) if local(e.tag) == "body"), None)
    if body is None:
        raise Unreadable("不是 Word 文件：里面没有正文")
    if _stamped(package):
        raise Unreadable("是“带示例”的文件，里面的数据是虚构的，没有读")
    lines = tuple(line for line in _lines(body, _field_styles(package, main)) if line.text.strip(f"{ROW}{CELL} \n\t\u3000"))
    if any(len(line.text) > _LONGEST for line in lines):
        raise Unreadable(f"有一段超过 {_LONGEST} 字，没有读")
    return WordDoc(lines, *_properties(package))


def _stamped(package: Package) -> bool:
    """Tell whether a header carries the stamp of a file with examples: invented figures must not get into a table."""
    headers = (name for name in sorted(package.names) if re.fullmatch(r"word/header\d*\.xml", name))
    return any(STAMP in simplify("".join(package.tree(name).itertext())) for name in headers)


def _field_styles(package: Package, main: str) -> frozenset[str]:
    """Return the ids of the character style 字段: editors rename ids, not names."""
    part = target(main, "styles.xml")
    if part not in package.names:
        return frozenset()
    return frozenset(
        attribute(style, "styleId")
        for style in package.tree(part)
        for child in style
        if local(child.tag) == "name" and attribute(child, "val") == _FIELD_STYLE
    )


def _properties(package: Package) -> tuple[str, str, str]:
    if CORE not in package.names:
        return "", "", ""
    try:
        found = {local(e.tag): (e.text or "").strip() for e in package.tree(CORE)}
    except Unreadable:
        return "", "", ""
    words = found.get("keywords", "")
    code, reviewed = _CODE.search(words + "；"), _REVIEWED.search(words)
    return found.get("identifier") or (code.group(1) if code else ""), simplify(found.get("subject", "")), reviewed.group(1) if reviewed else ""


def _lines(parent: ElementTree.Element, styles: frozenset[str]) -> Iterator[Line]:
    for element in parent:
        tag = local(element.tag)
        if tag == "p":
            yield _joined([_pieces(element, styles)], "")
        elif tag == "tbl":
            yield from (_row(row, styles) for row in children(element, "tr"))
        elif tag in ("sdt", "sdtContent", "ins", "customXml", "smartTag"):
            yield from _lines(element, styles)


def _row(row: ElementTree.Element, styles: frozenset[str]) -> Line:
    cells = []
    for cell in children(row, "tc"):
        paragraphs = [pieces for p in cell.iter() if local(p.tag) == "p" for pieces in [list(_pieces(p, styles))] if pieces]
        cells.append([piece for i, pieces in enumerate(paragraphs) for piece in ([("\n", False)] if i else []) + pieces])
    line = _joined(cells, CELL)
    return Line(ROW + line.text, tuple((start + 1, end + 1) for start, end in line.marks))


def _joined(groups: Sequence[Iterator[tuple[str, bool]] | list[tuple[str, bool]]], between: str) -> Line:
    text, marks = "", []
    for i, pieces in enumerate(groups):
        text += between if i else ""
        for words, marked in pieces:
            if marked and words:
                marks.append((len(text), len(text) + len(words)))
            text += words
    return Line(text, tuple(marks))


def _pieces(paragraph: ElementTree.Element, styles: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield the runs of a paragraph: words, and whether they carry the style 字段."""
    for element in paragraph:
        tag = local(element.tag)
        if tag == "r":
            marked = any(local(p.tag) == "rStyle" and attribute(p, "val") in styles for child in element if local(child.tag) == "rPr" for p in child)
            said = "".join(run_words(piece) or "" for piece in element).replace(ROW, "").replace(CELL, "")
            yield said, marked
        elif tag not in _LEFT_OUT:
            yield from _pieces(element, styles)
