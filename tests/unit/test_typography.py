"""Typography: each kind of fault, what the norms leave open, and what `fix` promises to whoever runs it over a library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import real_library
from tests.timing import cpu_seconds
from wenku.document import Heading, pieces, walk
from wenku.typography import CODES, fix, scan

ROOT = Path(__file__).resolve().parents[2]
PASSAGES = yaml.safe_load((ROOT / "tests/passages/tuning/typography.yml").read_text(encoding="utf-8"))
HANZI = re.compile(r"[\u3400-\u9fff\u3007]")
OPAQUE = re.compile(r"\{\{[^{}\n]*\}\}|https?://[A-Za-z0-9/._-]+")
BITS = [
    *"中文一二是年月日号第（）()[]〔〕【】《》“”\"'‘’「」，,。.、；;：:？?！!…-—–~～%·", " ", "  ", "　", "\n", "1", "12", "2026", "05", "9:30", "3.5",
    "1:2", "A", "GB/T 43153-2023", "{{社区名称}}", "https://a.cn/b,c", "a@b.cn", "１２", "Ａ", "......", "——", "（一）、", "10-20%", "2026.3.1", "一是、",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(BITS), max_size=24).map("".join)


@pytest.mark.parametrize("row", PASSAGES, ids=lambda row: row["text"][:20])
def test_passages(row: dict) -> None:
    assert {hit.code for hit in scan(row["text"], row.get("heading", False))} == set(row["expect"])


def test_every_code_has_a_passage() -> None:
    assert {code for row in PASSAGES for code in row["expect"]} == set(CODES)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("工作,学习;总结:如下?好!", "工作，学习；总结：如下？好！"),
        ("居委会(以下简称)办理", "居委会（以下简称）办理"),
        ('"一站式"服务...', "“一站式”服务……"),
        ("国办发[2026]05号", "国办发〔2026〕5号"),
        ("京政发〔26〕5号", "京政发〔2026〕5号"),
        ("{{单位简称}}[{{年份}}]5号", "{{单位简称}}〔{{年份}}〕5号"),
        ("《党章》、《宪法》", "《党章》《宪法》"),
        ("2026年03月01日", "2026年3月1日"),
        ("10-20%", "10%—20%"),
        ("10～20%", "10%～20%"),
        ("3月1日-5日，9:00~11:30", "3月1日—5日，9:00—11:30"),
        ("１、工作", "1.工作"),
        ("(一)、工作", "（一）工作"),
        ("一是、抓学习", "一是抓学习"),
        ("2026 年，参照 GB/T 43153-2023 执行", "2026年，参照GB/T 43153-2023执行"),
        ("好。。坏，，", "好。坏，"),
        ("“12.4”国家宪法日，“三·八”妇女节", "“12·4”国家宪法日，“三八”妇女节"),
    ],
)
def test_fix(before: str, after: str) -> None:
    assert fix(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "自2026.3.1起", "自2026-3-1起", "26年3月", "2026年三月一日", "共12,0000元", "9～16亿元", "{{a}}见https://a.cn/x,y:1?b=(2)。", "a@b-c.cn，A-1:2",
        "1:2，9:30，3.5，GB/T 43153-2023", "姓名：　　　电话：", "通  知", "表2-8，3-501室，010-62340000", "目录…………………………1", "f(x), g(y); h: 1!",
    ],
)  # fmt: skip
def test_fix_leaves_alone(text: str) -> None:
    assert fix(text) == text


@pytest.mark.parametrize(
    "token", ["https://a.cn/10-20%", "www.a.cn/2026/3/1", "a.10-20%@b.cn", "`10-20%`", "GB 1234-2023", "{{10-20%}}"]
)
def test_tokens_are_opaque(token: str) -> None:
    assert list(scan(f"见{token}规定")) == []


def test_heading_end_is_for_headings_only() -> None:
    assert fix("一、工作目标。", heading=True) == "一、工作目标"
    assert fix("一、工作目标。") == "一、工作目标。"


@given(TEXTS, st.booleans())
@settings(max_examples=600, deadline=None)
def test_fixing_twice_changes_nothing(text: str, heading: bool) -> None:
    once = fix(text, heading)
    assert fix(once, heading) == once
    assert not [hit for hit in scan(once, heading) if hit.fix is not None]


@given(TEXTS | st.text(max_size=60), st.booleans())
@settings(max_examples=600, deadline=None)
def test_fix_keeps_hanzi_fields_and_addresses(text: str, heading: bool) -> None:
    fixed = fix(text, heading)
    assert HANZI.findall(fixed) == HANZI.findall(text)
    assert re.findall(r"\{\{[^{}\n]*\}\}", fixed)[: len(re.findall(r"\{\{[^{}\n]*\}\}", text))] == re.findall(
        r"\{\{[^{}\n]*\}\}", text
    )


@given(TEXTS | st.text(max_size=60))
@settings(max_examples=500, deadline=None)
def test_hits_lie_in_the_text(text: str) -> None:
    for hit in scan(text):
        assert 0 <= hit.start < hit.end <= len(text)
        assert hit.code in CODES and hit.message and hit.right
        assert hit.fix is None or CODES[hit.code][3]


def library_pieces() -> Iterator[tuple[str, int, str, bool]]:
    for text in real_library().texts:
        for block in walk(text.document.blocks):
            for line, piece in pieces(block):
                yield text.path, line, piece, isinstance(block, Heading)


def test_library_has_no_findings() -> None:
    found = [
        (path, line, hit.code, hit.message) for path, line, piece, head in library_pieces() for hit in scan(piece, head)
    ]
    assert found == []


@pytest.mark.parametrize(
    "unit",
    [
        "中,",
        "(",
        "（a",
        "《a》、",
        "“",
        '"中',
        "a-",
        "1-",
        "2026-1-",
        "…",
        "a@",
        "http://",
        "[26]",
        "10-20%",
        "中 a",
        "1,",
        "一是、",
    ],
)
def test_time_is_linear(unit: str) -> None:
    small, large = (unit * (size // len(unit)) for size in (20_000, 80_000))
    assert cpu_seconds(scan, large) < 9 * max(cpu_seconds(scan, small), 0.004)


def test_one_megabyte_line() -> None:
    line = "".join(piece for *_, piece, _head in library_pieces())
    line = (line * (1_000_000 // len(line.encode()) + 1)).encode()[:1_000_000].decode("utf-8", "ignore")
    for text in (line, "a" * 1_000_000, "1" * 1_000_000, " " * 999_999 + "中"):
        assert cpu_seconds(scan, text) < 2
