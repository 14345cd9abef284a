"""Stage 2 for .txt and .md: lines with their numbers; of Markdown the headings, tables and links, marks taken off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from wenku.importing import patterns
from wenku.importing.model import RULED, Extracted, Line, Note, Rows
from wenku.importing.patterns import is_title

_INDENT = re.compile(r"(?:\u3000{2}|\t| {2,}|\u00a0{2,})")
_CENTRED = re.compile(r"(?:\u3000\u3000?| {2,4}|\t){4,}")
_CUT, _LONGEST_ROW = 0.2, 600
"""Share of lines of one length from which a file is cut at it; characters of a row of a table at most."""
_FIRST = 30
"""Characters of the first of two cells."""
_FRONT = re.compile(r"\A---\n.*?\n---(?=\n|\Z)", re.S)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
_RULE = re.compile(r"(?:\*\s*){3,}$|(?:-\s*){3,}$|(?:_\s*){3,}$")
_SEPARATOR = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![*\w])\*(?=[^*\s])([^*\n]+?)(?<=[^*\s])\*(?![*\w])")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_TAG = re.compile(r"</?(?:br|p|div|span|b|strong|font|center|u|i|em|a|img|h[1-6]|table|tr|td|th|hr)\b[^<>\n]{0,300}>", re.I)
_QUOTE = re.compile(r"^(?:>\s?)+|^[-*+]\s+(?=\S)")
_CITED = re.compile(r"(?:\s?[>＞|｜]\s?){1,4}(?!.*[|｜])")
_CITING = 0.6
"""Share of lines with > from which a file is a quoted mail."""
_ALONE = re.compile(r"\*\*(?=\S)[^*]+(?<=\S)\*\*$")


def txt(text: str) -> Extracted:
    """Return the lines of plain text. An empty line or an indent before a line is its gap; tabs between words are a table's."""
    lines, gap = [], 0
    for number, raw in _unwrapped(_unquoted(text.split("\n"))):
        stripped = raw.strip(" \t\u3000\u00a0\ufeff")
        if not stripped:
            gap += 1
            continue
        centred = _CENTRED.match(raw) is not None and is_title(re.sub("[ \u3000]", "", stripped))
        lines.append(Line(stripped, number, strong=centred, gap=gap or int(_INDENT.match(raw) is not None)))
        gap = 0
    return Extracted(_tables(lines))


def _unquoted(raw: list[str]) -> list[str]:
    """Return the lines without the > of a mail that quotes another, where most lines have it."""
    filled = [line for line in raw if line.strip()]
    marked = sum(_CITED.match(line) is not None for line in filled)
    return [_CITED.sub("", line) for line in raw] if marked > _CITING * len(filled) else raw


def _unwrapped(raw: list[str]) -> Iterator[tuple[int, str]]:
    """Yield (number, line), rows of a table with tabs whole where all lines are cut at one length."""
    length, times = Counter(map(len, filter(None, raw))).most_common(1)[0] if any(raw) else (0, 0)
    cut = times > _CUT * sum(map(bool, raw)) and 20 <= length <= 130
    row, start = "", 0
    for number, line in enumerate(raw, 1):
        row, start = (row + line, start) if row else (line, number)
        if cut and "\t" in row and len(line) == length and len(row) < _LONGEST_ROW and number < len(raw) and not raw[number][:1].isspace():
            continue
        yield start, row
        row = ""


def md(text: str) -> Extracted:
    """Return the lines of Markdown: headings with their level, pipe tables as tables, no marks, no front matter."""
    text = _blanked(_COMMENT, _blanked(_FRONT, text))
    notes = [Note("extract", text.count("\n", 0, m.start()) + 1, "去掉图片", "范本只有文字和表格") for m in _IMAGE.finditer(text)]
    lines: list[Line] = []
    gap = fenced = False
    for number, raw in enumerate(text.split("\n"), 1):
        stripped = raw.strip(" \t\u3000\u00a0")
        fence = stripped.startswith(("```", "~~~"))
        fenced ^= fence
        ruled = bool(stripped) and _RULE.match(stripped) is not None and (gap or not _UNDERLINE.match(stripped))
        lines += [Line(RULED, number, whole=True, gap=True)] if ruled else []
        if fence or not stripped or ruled:
            gap = True
        elif _UNDERLINE.match(stripped):
            if lines and not gap:
                lines[-1] = Line(lines[-1].text, lines[-1].number, 1 if stripped[0] == "=" else 2, whole=True, gap=True)
            gap = True
        else:
            lines += _markdown(stripped, number, gap)
            gap = False
    return Extracted(_tables(lines), tuple(notes))


def _markdown(raw: str, number: int, gap: bool) -> list[Line]:
    heading = _HEADING.match(raw)
    level = len(heading.group(1)) if heading else 0
    listed = _QUOTE.match(raw) is not None
    strong = _ALONE.match(raw) is not None
    words = _QUOTE.sub("", heading.group(2) if heading else raw)
    words = _LINK.sub(r"\1", _IMAGE.sub("", words))
    words = _TAG.sub("", _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", words))).replace("\\", "").strip()
    return [Line(words, number, level, strong, whole=level > 0, gap=gap or level > 0 or listed)] if words else []


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda m: "\n" * m.group().count("\n"), text)


def _tables(lines: list[Line]) -> tuple[Line, ...]:
    """Turn runs of lines with | (or several with tabs, three with one tab each) into tables."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and not lines[end].level and _cells(lines[end].text):
            end += 1
        rows: Rows = tuple(_cells(line.text) for line in lines[at:end] if not _SEPARATOR.fullmatch(line.text))
        if not rows:
            rows, end = _pairs(lines, at)
        if len(rows) > 1:
            found.append(Line("", lines[at].number, whole=True, gap=True, rows=rows))
            at = end
        else:
            found.append(lines[at])
            at += 1
    return tuple(found)


def _pairs(lines: list[Line], at: int) -> tuple[Rows, int]:
    """Return the rows of two cells that begin at a line, three at least, and where they end."""
    rows: list[tuple[str, ...]] = []
    while at + len(rows) < len(lines):
        line = lines[at + len(rows)]
        cells = tuple(part.strip() for part in line.text.split("\t"))
        if line.level or len(cells) != 2 or not all(cells) or len(cells[0]) > _FIRST or patterns.number(line.text):
            break
        rows.append(cells)
    return (tuple(rows), at + len(rows)) if len(rows) > 2 else ((), at)


def _cells(text: str) -> tuple[str, ...]:
    if text.startswith("|") or text.count("|") > 1:
        return tuple(cell.strip() for cell in text.strip("|").split("|"))
    parts = [part.strip() for part in text.split("\t")]
    return tuple(parts) if len(parts) > 2 and all(len(part) < 60 for part in parts) else ()
