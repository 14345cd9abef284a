"""Precision and recall of the checks on passages: how they are counted, and the aim of issue 3 on both halves."""

from __future__ import annotations

import pytest

from scripts.bench_checks import AIM, DAY, ROOT, passages
from wenku.data import read_data
from wenku.passages import GROUPS, Passage, Score, score
from wenku.scanners import Scanners

SCANNERS = Scanners(read_data(ROOT / "docs" / "_data"), DAY)


def test_counts() -> None:
    mixed = [
        Passage("于2026年3月1日,召开会议。", ("TYPO-1",)),
        Passage("于2026年3月1日召开会议。", ("TYPO-1",)),
        Passage("于2026年3月1日,召开会议。", ()),
    ]
    got = score(mixed, "TYPO", SCANNERS)
    assert (got.passages, got.right, got.too_many, got.missed) == (3, 1, 1, 1)
    assert got.precision == got.recall == 0.5
    assert [wrong[1:] for wrong in got.wrong] == [((), ("TYPO-1",)), (("TYPO-1",), ())]
    assert Score(0, 0, 0, 0, ()).precision == 1.0


@pytest.mark.parametrize("half", ["tuning", "reporting"])
@pytest.mark.parametrize("group", GROUPS)
def test_each_group_reaches_the_aim(half: str, group: str) -> None:
    rows = passages(half, group)
    assert len(rows) >= 20 and any(not row.expect for row in rows)
    result = score(rows, GROUPS[group], SCANNERS)
    assert min(result.precision, result.recall) >= AIM, result.wrong


def test_no_passage_stands_in_both_halves() -> None:
    halves = [{row.text for group in GROUPS for row in passages(half, group)} for half in ("tuning", "reporting")]
    assert not halves[0] & halves[1]
    assert sum(map(len, halves)) >= 200
