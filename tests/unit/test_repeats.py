"""Runs of Hanzi in two texts: found wherever they begin, from thirty on, but for names of laws and formulas."""

from __future__ import annotations

import random

import pytest

from wenku.repeats import LENGTH, repeats

SIGNS = [chr(code) for code in range(0x4E00, 0x4E00 + 2000)]
RUN = "".join(SIGNS[: LENGTH + 10])


def other(n: int, seed: int) -> str:
    return "".join(random.Random(seed).sample(SIGNS[200:], n))


@pytest.mark.parametrize("before", [0, 1, 7, 14, 15, 16, 44])
@pytest.mark.parametrize("behind", [0, 3, 29])
def test_a_run_is_found_wherever_it_stands(before: int, behind: int) -> None:
    texts = {"a": [(3, other(before, 1) + RUN[:LENGTH] + other(20, 2))], "b": [(9, other(behind, 3) + RUN[:LENGTH] + other(5, 4))]}
    (found,) = repeats(texts)
    assert (found.name, found.line, found.other, found.other_line, found.run) == ("b", 9, "a", 3, RUN[:LENGTH])


@pytest.mark.parametrize("place", range(16))
def test_a_shorter_run_is_none(place: int) -> None:
    texts = {"a": [(1, other(place, 1) + RUN[: LENGTH - 1] + other(20, 2))], "b": [(1, other(40, 3) + RUN[: LENGTH - 1] + other(20, 4))]}
    assert repeats(texts) == ()


def test_marks_fields_and_digits_between_do_not_part_a_run() -> None:
    (found,) = repeats({"a": [(1, RUN)], "b": [(1, RUN[:10] + "，12" + RUN[10:20] + "{{" + RUN[20:] + "}}")]})
    assert found.run == RUN


def test_laws_and_formulas_part_it() -> None:
    law = f"{RUN[:20]}《{RUN[20:38]}》{RUN[38:]}"
    assert repeats({"a": [(1, law)], "b": [(1, law)]}) == ()
    assert repeats({"a": [(1, RUN)], "b": [(1, RUN)]}, [RUN[5:35]]) == ()
    assert repeats({"a": [(1, RUN)], "b": [(1, RUN)]}, []) != ()


def test_a_text_may_repeat_itself() -> None:
    assert repeats({"a": [(1, RUN), (2, RUN)]}) == ()


def test_of_many_others_three_are_told() -> None:
    found = repeats({name: [(1, RUN)] for name in "abcdefgh"})
    assert max(sum(1 for one in found if one.name == name) for name in "abcdefgh") == 3
