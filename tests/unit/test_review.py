"""Review dates on an injected day."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

import pytest

from tests.samples import real_library
from wenku.review import CURRENT, DUE, OVERDUE, add_months, agenda, agenda_json, review_by, state

TEXT = replace(real_library().texts[0], reviewed="2026-01-31", review_in=1)


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-11-22", 12, "2027-11-22"), ("2026-12-05", 2, "2027-02-05")],
)
def test_months_are_added_by_the_calendar(day: str, months: int, result: str) -> None:
    assert add_months(datetime.date.fromisoformat(day), months).isoformat() == result


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2026-01-28", CURRENT), ("2026-01-29", DUE), ("2026-02-28", DUE), ("2026-03-01", OVERDUE), ("2020-01-01", CURRENT)],
)
def test_state(today: str, expected: str) -> None:
    assert review_by(TEXT) == "2026-02-28"
    assert state(TEXT, datetime.date.fromisoformat(today)) == expected


def test_agenda_has_the_most_urgent_first() -> None:
    later = replace(TEXT, code="M99", reviewed="2026-06-30")
    assert [text.code for text in agenda([later, TEXT])] == [TEXT.code, "M99"]
    assert json.loads(agenda_json([later, TEXT]))["texts"][0]["review_by"] == "2026-02-28"
