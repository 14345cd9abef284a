"""Filled Word files of one text read back: a row for each file, and a line for whatever could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from wenku.document import FIELD, Document, reading, used_fields
from wenku.export import plain_text, variant_names
from wenku.fill.align import Answer, align, joined
from wenku.fill.foreign import Unreadable
from wenku.fill.pattern import Capture, Pattern, captures, fold, make_pattern
from wenku.fill.tablewrite import SheetOut, Value
from wenku.fill.values import check_value, message
from wenku.fill.wordread import WordDoc, read_word
from wenku.model import Field, Text
from wenku.word.build import word_file

FILE, REMARK = "文件", "备注"
READ, UNREAD = "汇总", "未读出"
_UNREAD_HEAD = ("文件", "字段", "原因")
_LEAST, _LEAST_UNKNOWN = 0.25, 0.4
"""Share of what is printed in a text that a file must hold; more where its properties do not say which text it is."""
_SHORTEST, _MOST_LINES = 4, 5_000


@dataclass(frozen=True)
class Note:
    """Something that could not be read, or should be looked at: in which field ("" for the whole file), and what."""

    label: str
    what: str


@dataclass(frozen=True)
class Reading:
    """What a file holds: values by key (numbers as numbers), and notes. `variant`: the one it was made from."""

    name: str
    variant: str | None
    values: Mapping[str, Value]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Failure:
    """A file that was not read, and why."""

    name: str
    why: str


class Reader:
    """Reads files of one text."""

    def __init__(self, text: Text) -> None:
        """Take a text; the patterns of its variants are made when they are needed."""
        self.text = text
        self._patterns: dict[str | None, tuple[Pattern, ...]] = {}

    @cached_property
    def _printed(self) -> dict[str | None, frozenset[str]]:
        return {variant: printed_words(self.text, variant) for variant in variant_names(self.text)}

    def read(self, name: str, doc: WordDoc) -> Reading:
        """Return what a file holds. Raises Unreadable when it is no file of this text."""
        variant, share = self.variant_of(doc)
        if share < (_LEAST if doc.code == self.text.code else _LEAST_UNKNOWN):
            raise Unreadable(f"不像是用“{self.text.title}”写的：正文对不上")
        if len(doc.lines) > _MOST_LINES:
            raise Unreadable(f"有 {len(doc.lines)} 段，太长，没有读")
        found = self._found(doc, variant)
        values: dict[str, Value] = {}
        notes = []
        if doc.reviewed and doc.reviewed != self.text.reviewed:
            notes.append(Note("", f"是照核对日期 {doc.reviewed} 的版本写的，现在是 {self.text.reviewed}，有的段落可能对不上"))
        for field in self.fields(variant):
            values[field.key], said = settle(field, found.get(field.key, []))
            notes += [Note(field.label, what) for what in said]
        return Reading(name, variant, values, tuple(notes))

    def fields(self, variant: str | None) -> tuple[Field, ...]:
        """Return the fields that stand in a variant."""
        used = used_fields(Document(reading(self.text.document, variant)))
        return tuple(field for field in self.text.fields if field.key in used)

    def variant_of(self, doc: WordDoc) -> tuple[str | None, float]:
        """Return the variant whose printed words a file holds most of, the one it names where several fit alike, and their share."""
        words = words_of(doc)
        held = {variant: sum(part in words for part in printed) for variant, printed in self._printed.items()}
        shares = {variant: held[variant] / len(printed) if printed else 1.0 for variant, printed in self._printed.items()}
        best = max(shares, key=lambda variant: (shares[variant], (variant or "") == doc.variant, held[variant]))
        return best, shares[best]

    def patterns(self, variant: str | None) -> tuple[Pattern, ...]:
        """Return the lines of a variant's Word file as patterns: the file itself is the measure."""
        if variant not in self._patterns:
            fields = {field.key: field for field in self.text.fields}
            lines = read_word(word_file(self.text, variant, "")).lines
            self._patterns[variant] = tuple(make_pattern(line.text, fields) for line in lines)
        return self._patterns[variant]

    def _found(self, doc: WordDoc, variant: str | None) -> dict[str, list[Capture]]:
        """Return all captures of each field: a second time where a value known from elsewhere parts two that touch."""
        patterns = self.patterns(variant)
        marked = any(line.marks for line in doc.lines)
        answers = [answer for answer in align(patterns, doc.lines) if patterns[answer.pattern].fields]
        places = [(patterns[a.pattern], joined(doc.lines[a.start : a.end])) for a in answers]
        first = [_doubted(captures(*place), answer, marked) for place, answer in zip(places, answers, strict=True)]
        sure: dict[str, set[str]] = {}
        for capture in (c for cs in first for c in cs if c.value and not c.edited):
            sure.setdefault(capture.field.key, set()).add(capture.value or "")
        known = {key: next(iter(values)) for key, values in sure.items() if len(values) == 1}
        found: dict[str, list[Capture]] = {}
        for (pattern, line), once, answer in zip(places, first, answers, strict=True):
            unsure = not (answer.edge or answer.other) and any(capture.value is None and not capture.edited for capture in once)
            for capture in captures(pattern, line, known) if unsure else once:
                found.setdefault(capture.field.key, []).append(capture)
        return found


def _doubted(found: tuple[Capture, ...], answer: Answer, marked: bool) -> tuple[Capture, ...]:
    """Values that may as well stand elsewhere cannot be told; nor is it sure where several paragraphs end if no run is marked."""
    if answer.other:
        return tuple(replace(capture, value=None) for capture in found)
    if answer.edge:
        return tuple(replace(c, value=None) if c.field.kind == "paragraph" else c for c in found)
    several = answer.end > answer.start + 1 and not marked
    return tuple(replace(capture, several=several and capture.field.kind == "paragraph") for capture in found)


def settle(field: Field, found: Sequence[Capture]) -> tuple[Value, tuple[str, ...]]:
    """Return the value that all places of a field agree on, and what is to be said about it."""
    if not found:
        return "", ("找不到：那一段可能删掉了",)
    said, values = [], {}
    for capture in found:
        if is_blank(field, capture.value):
            continue
        checked = check_value(field, capture.value or "")
        shown = checked.value or (capture.value or "").strip() if checked.fault else checked.value
        if shown:
            values.setdefault(shown.replace("\n", "；"), (shown, checked.fault))
    blank = sum(capture.value is not None and is_blank(field, capture.value) for capture in found)
    if any(capture.edited for capture in found) and not any(capture.value and not capture.edited for capture in found):
        said.append("那一段改过，请核对" if values else "那一段改过，读不出来")
    if values and any(capture.several for capture in found):
        said.append("有几段，请核对从哪里到哪里")
    if not values:
        unsure = any(capture.value is None and not capture.edited for capture in found)
        return "", tuple(said) or (("与旁边的内容连在一起，分不开",) if unsure else ("没填",))
    if len(values) > 1:
        return " / ".join(shown for shown, _ in values.values()), (*said, f"前后不一致：{'、'.join(f'“{short(v)}”' for v, _ in values.values())}")
    ((value, fault),) = values.values()
    if blank > 0:
        said.append(f"有 {blank} 处没填")
    if fault:
        said.append(f"“{short(value)}”不合要求：{message(field, fault).removeprefix(f'“{field.label}”')}")
    return (value if fault else as_number(field, value)), tuple(said)


def is_blank(field: Field, written: str | None) -> bool:
    """Tell whether nothing was written in a place: the blank left standing, in Traditional script too, is nothing."""
    return not written or not written.strip() or fold(written).text == fold(f"【{field.key}】").text


def as_number(field: Field, value: str) -> Value:
    """Return the value of a number or year field as a number, others as they are."""
    if field.kind not in ("number", "year"):
        return value
    return float(value) if "." in value else int(value)


def short(value: str) -> str:
    """Return a value for a sentence: one line, not long."""
    line = " ".join(value.split())
    return line if len(line) <= 20 else line[:20] + "…"


def words_of(doc: WordDoc) -> str:
    """Return all that a file says, folded."""
    return "\n".join(fold(line.text).text for line in doc.lines)


def printed_words(text: Text, variant: str | None) -> frozenset[str]:
    """Return what is printed in a variant between its fields, folded: what a file of it is told by."""
    cells = (cell for line in plain_text(reading(text.document, variant)) for cell in line.split("\t"))
    parts = (fold(part).text for cell in cells for part in FIELD.split(cell)[::2])
    return frozenset(part for part in parts if len(part) >= _SHORTEST)


def best_text(texts: Iterable[Text], doc: WordDoc) -> Text | None:
    """Return the text that a file was made from: the one that it names, else the one whose words it holds most of; None when none."""
    known = list(texts)
    named = next((text for text in known if text.code == doc.code), None)
    if named or not known:
        return named
    words = words_of(doc)

    def share(text: Text) -> float:
        printed = [printed_words(text, variant) for variant in variant_names(text)]
        return max(sum(part in words for part in parts) / max(len(parts), 1) for parts in printed)

    best = max(known, key=share)
    return best if share(best) >= _LEAST_UNKNOWN else None


def sheets(text: Text, found: Sequence[Reading], failed: Sequence[Failure]) -> tuple[SheetOut, SheetOut]:
    """Return the table of all files, and the list of what could not be read."""
    reader = Reader(text)
    used = {field.key for variant in dict.fromkeys(r.variant for r in found) for field in reader.fields(variant)}
    fields = [field for field in text.fields if field.key in used or not found]
    several = len({r.variant for r in found}) > 1
    rows: list[Sequence[Value]] = [(*(field.label for field in fields), FILE, REMARK)]
    for r in found:
        notes = [f"{r.variant}版"] if several and r.variant else []
        remark = "；".join([*notes, *(f"{n.label}：{n.what}" if n.label else n.what for n in r.notes)])
        rows.append((*(r.values.get(field.key, "") for field in fields), r.name, remark))
    return SheetOut(READ, rows), SheetOut(UNREAD, [_UNREAD_HEAD, *unread(found, failed)])


def unread(found: Sequence[Reading], failed: Sequence[Failure]) -> list[tuple[str, str, str]]:
    """Return (file, field, why) for each thing that could not be read or should be looked at."""
    return [(f.name, "", f.why) for f in failed] + [(r.name, note.label, note.what) for r in found for note in r.notes]
