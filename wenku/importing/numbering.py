"""Numbers that Word makes itself (numbering.xml) as text: 一、 （一） 1. （1） ①, counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from wenku.check.headings import chinese_number
from wenku.fill.foreign import local

_CHINESE = frozenset(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "ideographTraditional", "taiwaneseCounting",
     "taiwaneseCountingThousand", "chineseLegalSimplified", "japaneseDigitalTenThousand", "koreanCounting")
)  # fmt: skip
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PART = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """A level of a list: its format (w:numFmt), its text (第%1章), the number that it starts with."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(frozen=True)
class List:
    """A list (w:num): its levels, the definition that it counts on with (w:abstractNum), the depths where it begins anew."""

    levels: Mapping[int, Level]
    abstract: str = ""
    anew: Mapping[int, int] = field(default_factory=dict)


@dataclass
class Counter:
    """The lists of one document. `next` gives the number of the next paragraph of a list and counts on."""

    lists: Mapping[str, List]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def next(self, list_id: str, depth: int) -> str:
        """Return the written number of the next paragraph of list `list_id` at a depth (0 based), "" for bullets."""
        used = self.lists.get(list_id)
        level = used.levels.get(depth) if used else None
        if used is None or level is None:
            return ""
        levels, counts = used.levels, self.counts.setdefault(used.abstract or list_id, {})
        if list_id not in self.begun and used.anew:
            counts.update({d: start - 1 for d, start in used.anew.items()})
        self.begun.add(list_id)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.form in ("bullet", "none"):
            return ""

        def written(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            other = levels.get(at, level)
            return spell(counts.get(at, other.start), other.form)

        return _PART.sub(written, level.text)


def spell(number: int, form: str) -> str:
    """Return a number in a w:numFmt: 3 → 三, ③, c, iii, 3."""
    if form in _CHINESE:
        return chinese_number(number)
    if form == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(97 + (number - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    return str(number)


def read(root: Element | None) -> Mapping[str, List]:
    """Return each list (w:numId) of numbering.xml, overrides applied; {} without that part."""
    if root is None:
        return {}
    abstract = {_value(e, "abstractNumId"): _levels(e) for e in root if local(e.tag) == "abstractNum"}
    lists = {}
    for num in (e for e in root if local(e.tag) == "num"):
        base = next((_value(e, "val") for e in num if local(e.tag) == "abstractNumId"), "")
        levels, anew = dict(abstract.get(base, {})), {}
        for change in (e for e in num if local(e.tag) == "lvlOverride"):
            levels |= _levels(change)
            anew |= {_int(_value(change, "ilvl")): _int(_value(e, "val"), 1) for e in change if local(e.tag) == "startOverride"}
        lists[_value(num, "numId")] = List(levels, base, anew)
    return lists


def _levels(parent: Element) -> dict[int, Level]:
    found = {}
    for level in (e for e in parent if local(e.tag) == "lvl"):
        values = {local(e.tag): _value(e, "val") for e in level}
        start = values.get("start", "1")
        found[_int(_value(level, "ilvl"))] = Level(values.get("numFmt", "decimal"), values.get("lvlText", "%1."), _int(start, 1))
    return found


def _value(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def _int(text: str, default: int = 0) -> int:
    return int(text) if re.fullmatch(r"\d{1,4}", text) else default


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        while number >= value and len(letters) < 40:
            letters, number = letters + letter, number - value
    return letters
