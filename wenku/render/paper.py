"""What an official document on paper needs beyond the page: marks in a text's HTML for print.css and copy.js, and the 附件说明.

Works on the HTML that MkDocs renders, before fields get their examples; the tree says what a paragraph is, the HTML where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape
from math import ceil

from wenku.document import FIELD, Paragraph, reading, salutation
from wenku.export import variant_names
from wenku.model import Text
from wenku.word import gbt9704 as g
from wenku.word.gbt9704 import twips
from wenku.word.measure import table_widths, width

_ATTACHMENT = re.compile(r'(<h\d class="attachment-title" id="[^"]*">)(附件\d*)：(.*?)(</h\d>)', re.S)
_BEHIND = re.compile(r'<div class="signature">|<section class="attachment">')
_VARIANT = re.compile(r'<div class="variant" data-levels="([^"]*)">')
_TABLE = re.compile(r"<table>.*?</table>", re.S)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.S)
_CELL = re.compile(r"<t[hd]>(.*?)</t[hd]>", re.S)
_TAG = re.compile(r"<[^>]+>")
_HEADINGS = 2
"""Lines that stay with a table below them."""


def mark(html: str, text: Text) -> str:
    """Return the article's HTML with what paper needs: salutation, 附件说明, parts of attachment titles, rows, other variants."""
    html = _TABLE.sub(lambda m: _table(m.group()), html)
    for words in sorted(_salutations(text)):
        html = html.replace(f"<p>{words}</p>", f'<p class="salutation">{words}</p>', 1)
    if text.variants:
        html = _VARIANT.sub(lambda m: _variant(m, text.variants[0].name), html)
    return _attachments(html)


def _salutations(text: Text) -> set[str]:
    """The 主送机关 of each variant, as HTML."""
    found = (salutation(reading(text.document, name)) for name in variant_names(text))
    return {_as_html(paragraph) for paragraph in found if paragraph}


def _as_html(paragraph: Paragraph) -> str:
    return FIELD.sub(r'<span class="field" data-field="\1">{{\1}}</span>', escape(paragraph.text, quote=False))


def _variant(match: re.Match[str], default: str) -> str:
    """A page without script prints the default variant; one with a script hides what was not chosen."""
    return match.group() if default in match.group(1).split() else match.group().replace('"variant"', '"variant other"')


def _attachments(html: str) -> str:
    """附件1：名称 in its two parts, which paper sets on lines of their own, and the note that announces the attachments."""
    titles = _ATTACHMENT.findall(html)
    if not titles:
        return html
    html = _ATTACHMENT.sub(
        r'\1<span class="attachment-label">\2</span><span class="attachment-mark">：</span><span class="attachment-name">\3</span>\4', html
    )
    at = _BEHIND.search(html)
    assert at  # an attachment is there
    return html[: at.start()] + _note([name for _, _, name, _ in titles]) + "\n" + html[at.start() :]


def _note(names: Sequence[str]) -> str:
    """GB/T 9704 7.3.4: 附件：名称, or 附件：1.名称 with the others below; no mark at the end, names aligned."""
    rows = ""
    for i, name in enumerate(names, 1):
        label = ("附件：" if i == 1 else "") + (f"{i}." if len(names) > 1 else "")
        rows += f'<div><span class="note-label">{label}</span><span class="note-name">{name}</span></div>'
    return f'<div class="attachment-note">{rows}</div>'


def _table(table: str) -> str:
    """The widths of the Word file's columns; a class for rows with a cell to be filled in by hand and for columns of short cells."""
    rows = _ROW.findall(table)
    words = [[_plain(cell) for cell in _CELL.findall(row)] for row in rows]
    widths = table_widths(words)
    columns = "".join(f'<col width="{100 * wide / sum(widths):.1f}%">' for wide in widths)
    middle = [all(0 < width(cell) <= g.TABLE_CENTRED_TO for cell in column) for column in zip(*words[1:], strict=True)]
    made = iter(_row(row, cells, middle) for row, cells in zip(rows[1:], words[1:], strict=True))
    head, body = table.split("<tbody>") if "<tbody>" in table else (table, "")
    body = _ROW.sub(lambda _: next(made), body)
    room = (g.LINES - _HEADINGS) * g.LINE_PT
    long = ' class="long"' if _height(words, widths) > twips(room) else ""
    return f"<table{long}>\n<colgroup>{columns}</colgroup>{head.removeprefix('<table>')}" + (f"<tbody>{body}" if body else "")


def _height(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> float:
    """Estimate a table's height in twips, with its fields as blanks, to know whether a page can hold it."""
    size = twips(g.TABLE_SMALL_PT if len(widths) >= g.TABLE_SMALL_FROM else g.TABLE_PT)
    sides = 2 * twips(g.CELL_SIDE_PT) + twips(g.TABLE_BORDER_PT)
    lines = sum(max(ceil(width(cell) / ((wide - sides) // size)) for cell, wide in zip(row, widths, strict=True)) or 1 for row in rows)
    return lines * size * g.TABLE_LEADING + len(rows) * twips(2 * g.CELL_EDGE_PT + g.TABLE_BORDER_PT)


def _row(row: str, words: Sequence[str], middle: Sequence[bool]) -> str:
    centred = iter(middle)
    cells = re.sub("<td>", lambda _: '<td class="middle">' if next(centred) else "<td>", row)
    to_write = any(not word or word.startswith("〔") for word in words)
    return f'<tr class="to-write">{cells}</tr>' if to_write else f"<tr>{cells}</tr>"


def _plain(cell: str) -> str:
    return unescape(_TAG.sub("", cell)).strip()
