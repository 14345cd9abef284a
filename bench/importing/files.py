"""Lines of a compilation → the bytes of a file: .txt of any width, .md, .html, .docx (headings, bold titles, Word's own numbers)."""

from __future__ import annotations

import html
import io
import random
import re
from collections.abc import Sequence
from dataclasses import replace

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bench.importing.layouts import REPORTING, TUNING, Layout, rows
from bench.importing.texts import SUBJECTS, Gold, text

Rows = Sequence[tuple[int, str]]
PER_HALF = 24
"""Files of a half: every layout once, and again with other texts."""


def corpus(half: str, count: int = PER_HALF) -> list[tuple[str, bytes, tuple[Gold, ...]]]:
    """Return (name, bytes, its texts) of each file of a half (tuning or reporting)."""
    layouts = TUNING if half == "tuning" else REPORTING
    found = []
    for i in range(count):
        layout = layouts[i % len(layouts)]
        start = (0 if half == "tuning" else 5_000) + i * 7
        golds = tuple(text(_number(start + k * 5, start, layout)) for k in range(2 + i % 4))
        raw = file(golds, layout, i)
        known = golds if layout.titled else tuple(replace(gold, title="") for gold in golds)
        found.append((f"{i:03d}-{layout.name}.{layout.kind}", raw, known))
    return found


def _number(wanted: int, start: int, layout: Layout) -> int:
    """Return a text's number; texts that have the compilation's title only are of one kind, as it says."""
    domains = len(SUBJECTS)
    return wanted if layout.titled else start // domains * domains + wanted % domains


def file(golds: Sequence[Gold], layout: Layout, seed: int) -> bytes:
    """Return a file with texts in a layout."""
    lines = rows(golds, layout, seed)
    if layout.kind == "docx":
        return _docx(lines, layout)
    if layout.kind == "html":
        return _html(lines, layout).encode("utf-8")
    return _txt(lines, layout, seed).encode(layout.codec)


def _txt(lines: Rows, layout: Layout, seed: int) -> str:
    if layout.mess == "pages":
        return _paged(lines)
    out: list[str] = []
    for level, words in lines:
        indent = "\u3000\u3000" if layout.indent and level == 0 and layout.kind == "txt" else ""
        out += _wrapped(indent + words, layout.width) if layout.width and level in (0, 5) else [indent + words]
        out += [""] if not layout.width or level == 3 else []
    return "\n".join(out) + "\n"


def _wrapped(words: str, width: int) -> list[str]:
    found = []
    while len(words) > width:
        cut = width + (1 if words[width] in "，。；、：" else 0)
        found.append(words[:cut])
        words = words[cut:]
    return [*found, words] if words else found


def _paged(lines: Rows) -> str:
    """All in one, cut into pages of some 600 characters with 1、 2、 … in front."""
    run = "".join(words for _, words in lines)
    rng = random.Random(len(run))
    pages, at = [], 0
    while at < len(run):
        size = 600 + rng.randint(-20, 20)
        while at + size < len(run) and not re.match("[\u4e00-\u9fff]{2}", run[at + size - 1 : at + size + 1]):
            size += 1
        pages.append(run[at : at + size])
        at += size
    return "\n\n".join(f"{n}、{page}" for n, page in enumerate(pages, 1)) + "\n"


def _html(lines: Rows, layout: Layout) -> str:
    body = []
    for level, words in lines:
        safe = html.escape(words)
        if layout.mess == "br":
            body.append(f"<font color=red>{safe}</font><br>" if level == 3 else f"&nbsp;&nbsp;{safe}<br>")
        else:
            body.append(f"<h2>{safe}</h2>" if level == 3 else f"<p>{safe}</p>")
    menu = "<div class='nav'><a href='/a'>首页</a><a href='/b'>工作计划</a><a href='/c'>工作总结</a></div><script>var a='下载';</script>"
    side = "<div id=sidebar><ul><li><a href='/1'>热门范文一</a></li><li><a href='/2'>热门范文二</a></li></ul></div>"
    return f"<html><head><title>社区工作范文_范文网</title></head><body>{menu}<div class=content>{''.join(body)}</div>{side}<div class='footer'>版权所有</div></body></html>"


def _docx(lines: Rows, layout: Layout) -> bytes:
    document = Document()
    texts = 0
    for level, words in lines:
        texts += level == 3
        if layout.styled and level in (1, 2, 3):
            document.add_heading(words, {3: 1, 1: 2, 2: 3}[level])
            continue
        paragraph = document.add_paragraph()
        if layout.mess == "auto" and level == 1:
            _numbered(document, paragraph, str(100 + texts))
            words = words.split("、", 1)[1]
        run = paragraph.add_run(words)
        if layout.mess == "bold" and level == 3:
            run.bold = True
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _numbered(document: Document, paragraph: object, list_id: str) -> None:
    """Give a paragraph a number that Word makes: 一、 二、 … Each text has a list of its own that begins anew."""
    root = document.part.numbering_part.element
    if not root.xpath("w:abstractNum[@w:abstractNumId='77']"):
        level = _element("w:lvl", ilvl="0")
        level.extend(_element(tag, val=value) for tag, value in (("w:start", "1"), ("w:numFmt", "chineseCounting"), ("w:lvlText", "%1、")))
        abstract = _element("w:abstractNum", abstractNumId="77")
        abstract.append(level)
        root.insert(0, abstract)
    if not root.xpath(f"w:num[@w:numId='{list_id}']"):
        num, anew = _element("w:num", numId=list_id), _element("w:lvlOverride", ilvl="0")
        anew.append(_element("w:startOverride", val="1"))
        num.extend([_element("w:abstractNumId", val="77"), anew])
        root.append(num)
    numbering = paragraph._p.get_or_add_pPr()._add_numPr()  # type: ignore[attr-defined]
    numbering._add_ilvl().val = 0
    numbering._add_numId().val = int(list_id)


def _element(tag: str, **attributes: str) -> OxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
