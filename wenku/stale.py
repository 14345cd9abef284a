"""Which texts a change in the law data touches: laws of which a date lies on or after a day, and the texts standing on them."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wenku.lawindex import GONE, LawIndex
from wenku.lawnames import cited, spoken
from wenku.model import Law, Text

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True)
class LawChange:
    """A law and what happened to it on or after the day, a phrase each (2026年8月15日废止)."""

    law: Law
    what: tuple[str, ...]
    replacement: Law | None = None


@dataclass(frozen=True)
class Touched:
    """A text with the changes that touch it. `listed`: ids in its `laws:`; the others stand only in its body."""

    text: Text
    changes: tuple[LawChange, ...]
    listed: frozenset[str]


def last_day(date: str) -> datetime.date | None:
    """Return the latest day that an ISO date of any precision can mean (2026 → 2026-12-31), None when there is no such day."""
    match = _ISO.fullmatch(date)
    if not match:
        return None
    year, month = int(match[1]), int(match[2] or 12)
    try:
        return datetime.date(year, month, int(match[3] or calendar.monthrange(year, month)[1]))
    except ValueError:
        return None


def changes_since(laws: Mapping[str, Law], since: datetime.date) -> tuple[LawChange, ...]:
    """Return the laws that came or come into force, were revised or repealed on or after a day, by id.

    A date known only to the month or year counts when it may lie on or after the day. A law gone on an unknown day counts always:
    nobody can say that it went before. A date that does not exist counts too; the check of the data reports it.
    """
    index = LawIndex(laws)
    found = []
    for law in sorted(laws.values(), key=lambda law: law.id):
        what = tuple(_what(law, since))
        if what:
            found.append(LawChange(law, what, index.successor(law) if law.status in GONE else None))
    return tuple(found)


def touched(texts: Iterable[Text], laws: Mapping[str, Law], since: datetime.date) -> tuple[Touched, ...]:
    """Return the texts that list a changed law in `laws:` or name it in their body, with the changes, by path."""
    changes = {change.law.id: change for change in changes_since(laws, since)}
    index = LawIndex(laws)
    found = []
    for text in sorted(texts, key=lambda text: text.path):
        listed = frozenset(law.id for law in text.laws)
        names = sorted((listed | set(cited(text, index))) & set(changes))
        if names:
            found.append(Touched(text, tuple(changes[name] for name in names), listed & set(names)))
    return tuple(found)


def _what(law: Law, since: datetime.date) -> Iterable[str]:
    gone = {"已废止": "废止", "规划期满": "期满", "已修订": "被修订后的文本取代"}.get(law.status, "废止")
    for date, word in ((law.in_force, "起施行"), (law.last_revised, "修订"), (law.repealed_on, gone)):
        if date and _reaches(date, since):
            yield f"{spoken(date)}{word}"
    if law.status in GONE and law.repealed_on is None:
        yield f"{gone}，日期待核"


def _reaches(date: str, since: datetime.date) -> bool:
    day = last_day(date)
    return day is None or day >= since
