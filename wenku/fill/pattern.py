"""A line of a text's Word file as a pattern: what is printed, and what each field between may hold; what a written line has in its places."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import regex

from wenku.document import FIELD
from wenku.fill.wordread import CELL, ROW, Line
from wenku.hant import simplify
from wenku.model import Field

_SECONDS = 0.5
_SAME = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "−": "-", "‐": "-", "〇": "0"})
_MERGED = str.maketrans("覆著", "复着")
"""Traditional script parts what Simplified writes alike (答覆), and joins what it parts (著): one form for both."""
_KEPT = ("\n", ROW, CELL)
_NO_MARK = rf"[^{ROW}{CELL}]"
_BY_KIND = {
    "number": r"-?\d[\d,]*(?:\.\d+)?", "year": r"(?:19|20)\d{2}", "date": r"(?:19|20)\d{2}[年./-]\d{1,2}[月./-]\d{1,2}[日号]?",
}  # fmt: skip


@dataclass(frozen=True)
class Folded:
    """A line for comparing: no blanks, one form for each mark. `origin`: for each of its characters, its place in the line as written."""

    text: str
    origin: tuple[int, ...]


@dataclass(frozen=True)
class Capture:
    """What stands in the place of a field. `value` None: cannot be told; `edited`: the words around it were changed.

    `several`: it has several paragraphs, and only the printed words around say where they begin and end.
    """

    field: Field
    value: str | None
    edited: bool = False
    several: bool = False


@dataclass(frozen=True)
class Pattern:
    """One line of the text: printed words, as folded, around its fields: one more than these."""

    printed: tuple[str, ...]
    fields: tuple[Field, ...]

    @cached_property
    def words(self) -> str:
        """All printed words, without the marks of rows and cells."""
        return "".join(self.printed).replace(ROW, "").replace(CELL, "")

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The pairs of neighbours in the printed words."""
        return pairs("\n".join(self.printed))

    @property
    def is_row(self) -> bool:
        """True for a row of a table."""
        return self.printed[0].startswith(ROW)

    @property
    def may_break(self) -> bool:
        """True when a value in it may have several lines, each a paragraph of its own."""
        return not self.is_row and any(field.kind == "paragraph" for field in self.fields)

    @cached_property
    def groups(self) -> tuple[tuple[Field, ...], ...]:
        """Its fields, those that touch together."""
        found: list[list[Field]] = []
        for before, field in zip(self.printed, self.fields, strict=False):
            if found and not before:
                found[-1].append(field)
            else:
                found.append([field])
        return tuple(map(tuple, found))


def make_pattern(text: str, fields: Mapping[str, Field]) -> Pattern:
    """Return the pattern of a line in which fields are written {{字段}}."""
    parts = FIELD.split(text)
    return Pattern(tuple(fold(part).text for part in parts[::2]), tuple(fields[key] for key in parts[1::2]))


@lru_cache(maxsize=50_000)
def fold(text: str) -> Folded:
    """Return a line for comparing with others."""
    shown, origin = [], []
    for i, char in enumerate(text):
        if char in _KEPT:
            same = char
        elif char.isspace() or unicodedata.category(char) == "Cf":
            continue
        else:
            same = _same(char)
        shown.append(same)
        origin += [i] * len(same)
    return Folded("".join(shown), tuple(origin))


@lru_cache(maxsize=20_000)
def _same(char: str) -> str:
    """One form of a character: width, marks, capitals and Traditional script make no difference."""
    return simplify(unicodedata.normalize("NFKC", char.translate(_SAME)).translate(_SAME).lower()).translate(_MERGED)


def pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters, without those over the edge of a cell."""
    return frozenset(a + b for a, b in zip(text, text[1:], strict=False) if not {a, b} & {"\n", ROW, CELL})


def fits(pattern: Pattern, text: str, strict: bool = True) -> bool:
    """True when a folded line has the printed words, and between them what fields of these kinds hold (or anything)."""
    return _spans(pattern, text, strict, "?") is not None


def captures(pattern: Pattern, line: Line, known: Mapping[str, str] | None = None) -> tuple[Capture, ...]:
    """Return what stands in the places of the fields of a line. `known`: values that other lines have told."""
    folded = fold(line.text)
    for strict in (True, False):
        least, most = (_spans(pattern, folded.text, strict, lazy, known or {}) for lazy in ("?", ""))
        if least is not None and most is not None:
            return tuple(_settled(pattern, line, folded, least, most))
    marked = _marked(pattern, line)
    if marked:
        return tuple(Capture(field, value, True) for field, value in zip(pattern.fields, marked, strict=True))
    return tuple(_near(pattern, line, folded))


def segments(line: Line) -> list[list[tuple[int, int]]]:
    """Return the marked runs of a line, those that touch together, also over the break between two paragraphs of a value."""
    found: list[list[tuple[int, int]]] = []
    for start, end in line.marks:
        if found and line.text[found[-1][-1][1] : start] in ("", "\n"):
            found[-1].append((start, end))
        else:
            found.append([(start, end)])
    return found


def _settled(pattern: Pattern, line: Line, folded: Folded, least: Sequence[tuple[int, int]], most: Sequence[tuple[int, int]]) -> list[Capture]:
    """What the shortest and the longest reading agree on is sure; for the rest ask the marked runs."""
    marked = _marked(pattern, line) if least != most else None
    found = []
    for i, field in enumerate(pattern.fields):
        sure = least[i] == most[i]
        found.append(Capture(field, _written(line, folded, least[i]) if sure else marked[i] if marked else None))
    return found


def _written(line: Line, folded: Folded, span: tuple[int, int]) -> str:
    start, end = span
    return line.text[folded.origin[start] : folded.origin[end - 1] + 1].strip() if end > start else ""


def _marked(pattern: Pattern, line: Line) -> list[str] | None:
    """Return the values by the runs in the style 字段, where these answer the fields one by one."""
    runs, values = segments(line), []
    if len(runs) != len(pattern.groups):
        return None
    for group, parts in zip(pattern.groups, runs, strict=True):
        if len(group) == 1:
            parts = [(parts[0][0], parts[-1][1])]
        elif len(parts) != len(group):
            return None
        values += [line.text[start:end].strip() for start, end in parts]
    return values


def _near(pattern: Pattern, line: Line, folded: Folded) -> list[Capture]:
    """Look for each field between the printed words nearest to it, as many of them as were left standing."""
    found, at = [], 0
    for i, field in enumerate(pattern.fields):
        span = _between(pattern.printed[i], pattern.printed[i + 1], folded.text, at, _kind(field, "?"))
        at = span[1] if span else at
        found.append(Capture(field, _written(line, folded, span) if span else None, True))
    return found


def _between(left: str, right: str, text: str, at: int, kind: str) -> tuple[int, int] | None:
    for size in (8, 5, 3, 2):
        before, after = left[-size:], right[:size]
        if len(before) < 2 and len(after) < 2:
            return None
        end = regex.escape(after) if after else r"\Z"
        try:
            hits = list(regex.finditer(f"{regex.escape(before)}({kind}){end}", text, pos=at, timeout=_SECONDS, overlapped=True))
        except TimeoutError:
            return None
        if hits and len({hit.span(1) for hit in hits}) == 1:
            return hits[0].span(1)
    return None


def _spans(pattern: Pattern, text: str, strict: bool, lazy: str, known: Mapping[str, str] | None = None) -> list[tuple[int, int]] | None:
    if not text.startswith(pattern.printed[0]) or not text.endswith(pattern.printed[-1]):
        return None
    compiled = _compiled(pattern, strict, lazy, tuple(sorted((known or {}).items())))
    try:
        match = compiled.fullmatch(text, timeout=_SECONDS)
    except TimeoutError:
        return None
    return [match.span(i + 1) for i in range(len(pattern.fields))] if match else None


@lru_cache(maxsize=20_000)
def _compiled(pattern: Pattern, strict: bool, lazy: str, known: tuple[tuple[str, str], ...]) -> regex.Pattern[str]:
    values = dict(known)
    source = regex.escape(pattern.printed[0])
    for field, after in zip(pattern.fields, pattern.printed[1:], strict=True):
        blank = regex.escape(fold(f"【{field.key}】").text)
        anything = _kind(field, lazy) if strict else f"{_NO_MARK}*{lazy}"
        held = regex.escape(fold(values[field.key]).text) if values.get(field.key) else anything
        source += f"({blank}|{held}){regex.escape(after)}"
    return regex.compile(source)


def _kind(field: Field, lazy: str) -> str:
    if field.kind == "choice":
        return "|".join(regex.escape(fold(choice).text) for choice in field.choices)
    if field.kind in _BY_KIND:
        unit = f"(?:{regex.escape(fold(field.unit).text)})?" if field.unit else ""
        return _BY_KIND[field.kind] + unit
    return f"{_NO_MARK}+{lazy}" if field.kind == "paragraph" else rf"[^\n{ROW}{CELL}]+{lazy}"
