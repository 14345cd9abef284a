"""Introductions of domains: one for each, to texts that there are, with days by their right names in the right months."""

from __future__ import annotations

import pytest

from tests.samples import real_library
from wenku.render.intro import intro, months

LIBRARY = real_library()
ROWS = LIBRARY.data["intros"]
CODES = {text.code: text for text in LIBRARY.texts}


@pytest.mark.parametrize(("numbers", "words"), [([3], "3月"), ([4, 5], "4月、5月"), ([6, 7, 8], "6月至8月"), ([3, 6, 9, 12], "3月、6月、9月、12月"), ([1, 2, 3, 11, 12], "11月至次年3月"), ([1, 2], "1月、2月"), ([1, 11, 12], "11月至次年1月"), (list(range(1, 13)), "、".join(f"{n}月" for n in range(1, 13)))])
def test_months_in_words(numbers: list[int], words: str) -> None:
    assert months(numbers) == words


def test_every_domain_has_one() -> None:
    assert set(ROWS) == {domain.id for domain in LIBRARY.data.domains()}


@pytest.mark.parametrize("domain", sorted(ROWS))
def test_it_leads_to_texts_that_there_are(domain: str) -> None:
    assert [item["code"] for item in ROWS[domain]["begin"] if item["code"] not in CODES] == []
    assert all(item["months"] == sorted(set(item["months"])) for item in ROWS[domain]["year"])


@pytest.mark.parametrize("domain", sorted(ROWS))
def test_days_stand_in_their_months(domain: str) -> None:
    """A day of one month named in an entry falls in one of the entry's months; 春节以后 begins later, and may run on."""
    for item in ROWS[domain]["year"]:
        named = [day for day in LIBRARY.data["days"].values() if day.name in item["what"] and f"{day.name}以后" not in item["what"]]
        assert [day.name for day in named if not set(day.months) & set(item["months"])] == [], item["what"]


def test_a_text_that_is_gone_is_passed_over() -> None:
    row = {"does": "", "year": [], "begin": [{"code": "M05", "why": "甲"}, {"code": "Q99", "why": "乙"}]}
    made = intro(row, CODES)
    assert made is not None and [text.code for text, _ in made.begin] == ["M05"]
    assert intro(None, CODES) is None
