"""Bytes to text: encodings guessed, marks reported once and taken off, look-alikes known."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import small_data
from wenku.decode import character_problems, decode, ordinary, repair, source_text, visible
from wenku.encodings import LEAST_SURE, guess, text_of

CHINESE = "社区居民委员会为老年人安排日间照料和上门服务，每月公布一次。"
TRADITIONAL = "社區居民委員會為老年人安排日間照料和上門服務，每月公佈一次。"
LOOKALIKES = small_data()["lookalikes"]


@pytest.mark.parametrize(
    "raw, name",
    [
        (CHINESE.encode("gb18030"), "GB18030"),
        (f"title: {CHINESE}镕".encode("gb18030"), "GB18030"),
        (TRADITIONAL.encode("big5"), "Big5"),
        (CHINESE.encode("utf-16"), "UTF-16"),
        (CHINESE.encode("utf-16-be"), "UTF-16"),
        (CHINESE.encode(), "UTF-8"),
        (CHINESE.encode("utf-8-sig") + b"\xff", "UTF-8"),
        (f"序号,姓名,社区\n1,,{CHINESE[:4]}".encode("gb18030"), "GB18030"),
    ],
)
def test_guess(raw: bytes, name: str) -> None:
    found = guess(raw)
    assert found.name == name and found.confidence > 0.5
    assert found.told == (name == "UTF-8" or raw[:2] == b"\xff\xfe")


@pytest.mark.parametrize("raw", ["é".encode("latin-1") * 5, bytes(range(128, 256)) * 9])
def test_what_no_encoding_fits_is_said(raw: bytes) -> None:
    assert guess(raw).confidence < LEAST_SURE
    assert "看不出是哪一种编码" in source_text(raw)[1][0].message


def test_a_wrong_encoding_is_named_with_its_confidence_and_bad_bytes_with_their_places() -> None:
    raw = (CHINESE * 4).encode("gb18030")
    assert re.search(r"像是 GB18030（把握 \d\d%）", source_text(raw)[1][0].message)
    spoilt = raw[:60] + b"\xff" + raw[60:] + b"\xff"
    text, bad = text_of(spoilt, guess(spoilt))
    assert bad == [(60, 61), (len(raw) + 1, len(raw) + 2)] and text.replace("\ufffd", "") == CHINESE * 4
    assert "第 61 个字节起" in decode(spoilt).problems[0].message and "共 2 处" in decode(spoilt).problems[0].message


@pytest.mark.parametrize(
    "raw, text, found",
    [
        (b"a\nb\n", "a\nb\n", []),
        (b"", "", []),
        (b"\xef\xbb\xbfa", "a", [(1, "ENC-2")]),
        (b"a\r\nb\r\n", "a\nb\n", [(1, "ENC-5")]),
        (b"a\nb\rc", "a\nb\nc", [(2, "ENC-5")]),
        (b"\xef\xbb\xbfa\r\n", "a\n", [(1, "ENC-2"), (1, "ENC-5")]),
        (b"a\nb\xff\n", None, [(2, "ENC-1")]),
        (CHINESE.encode("utf-16"), None, [(1, "ENC-1")]),
    ],
)
def test_source_text(raw: bytes, text: str | None, found: list[tuple[int, str]]) -> None:
    read, problems = source_text(raw)
    assert (read, [(p.line, p.code) for p in problems]) == (text, found)


@pytest.mark.parametrize(
    "text, found",
    [
        ("普通的字，“引号”——\t制表符", []),
        ("甲\n乙\u200b丙\ufeff", [(2, "ENC-3"), (2, "ENC-3")]),
        ("\x00", [(1, "ENC-3")]),
        ("a\u2028b\x85c", [(1, "ENC-3"), (1, "ENC-3")]),
        ("坏\ufffd字\ue000", [(1, "ENC-3"), (1, "ENC-3")]),
        ("⽼人", [(1, "ENC-4")]),
        ("⻓者", [(1, "ENC-4")]),
        ("\uf900", [(1, "ENC-4")]),
    ],
)
def test_character_problems(text: str, found: list[tuple[int, str]]) -> None:
    assert [(p.line, p.code) for p in character_problems(text, LOOKALIKES)] == found


@pytest.mark.parametrize("bad, good", [("⽼", "老"), ("⻓", "长"), ("⺠", "民"), ("\uf900", "豈"), ("老", ""), ("⺀", "")])
def test_ordinary(bad: str, good: str) -> None:
    assert ordinary(bad, LOOKALIKES) == good


def test_repair_and_visible() -> None:
    assert repair("\ufeff⽼人\r\n⻓者\r⺀", LOOKALIKES) == "老人\n长者\n⺀"
    assert visible("a\u200bb\tc\nd\u2028") == "ab\tc\nd"


@given(st.text())
def test_repair_twice_changes_nothing_and_leaves_no_mark(text: str) -> None:
    once = repair(text, LOOKALIKES)
    assert repair(once, LOOKALIKES) == once
    assert "\r" not in once


@given(st.binary())
def test_any_bytes_are_read_or_refused_within_their_lines(raw: bytes) -> None:
    text, problems = source_text(raw)
    last = raw.count(b"\n") + raw.count(b"\r") + 1
    assert all(1 <= problem.line <= last for problem in problems)
    assert text is not None or [problem.code for problem in problems] == ["ENC-1"]
