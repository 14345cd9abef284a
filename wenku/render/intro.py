"""The introduction of a domain's page: what this line of work does, the year's rhythm, which text to begin with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wenku.model import Text


@dataclass(frozen=True)
class Intro:
    """`year`: pairs of a label (3月, 6月至8月, 11月至次年3月, 3月、9月) and what falls then; `begin`: texts with when to open them."""

    does: str
    year: tuple[tuple[str, str], ...]
    begin: tuple[tuple[Text, str], ...]


def intro(row: Mapping[str, Any] | None, texts: Mapping[str, Text]) -> Intro | None:
    """Return the introduction that a record of _data/intros.yml holds; `texts` by code, those that are not there are passed over."""
    if row is None:
        return None
    begin = tuple((texts[item["code"]], item["why"]) for item in row["begin"] if item["code"] in texts)
    return Intro(row["does"], tuple((months(item["months"]), item["what"]) for item in row["year"]), begin)


def months(numbers: Sequence[int]) -> str:
    """Return months (sorted) in words; three and more in a row as from – to, also over the turn of the year: 11月至次年3月."""
    after_gap = [n for n in numbers if (n - 2) % 12 + 1 not in numbers]
    if len(numbers) > 2 and len(after_gap) == 1:
        first = after_gap[0]
        last = (first + len(numbers) - 2) % 12 + 1
        return f"{first}月至{'次年' if last < first else ''}{last}月"
    return "、".join(f"{number}月" for number in numbers)
