"""Blanks that are not fields: each kind, near-misses, the field proposed, and no false alarm on the library."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import real_library
from tests.timing import cpu_seconds
from wenku.blanks import CODES, scan
from wenku.document import Attachment, pieces, walk

ROOT = Path(__file__).resolve().parents[2]
PASSAGES = yaml.safe_load((ROOT / "tests/passages/tuning/blanks.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", PASSAGES, ids=lambda row: row["text"][:20])
def test_passages(row: dict) -> None:
    assert {hit.code for hit in scan(row["text"])} == set(row["expect"])


def test_every_code_has_a_passage() -> None:
    assert {code for row in PASSAGES for code in row["expect"]} == set(CODES)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("XX社区计划", "{{社区名称}}"), ("20xx年", "{{年份}}"), ("××街道办事处", "{{街道名称}}"), ("共____户", "{{户数}}"), ("联系人：____", "{{联系人岗位}}"),
        ("电话：______", "{{联系电话}}"), ("某村计划", "{{村名称}}"), ("2026年  月  日", "{{成文日期}}"), ("○○党支部", "{{党组织名称}}"),
    ],
)  # fmt: skip
def test_proposes_a_field(text: str, field: str) -> None:
    assert field in next(iter(scan(text))).right


def test_each_place_is_reported_once() -> None:
    assert [hit.code for hit in scan("20××年××社区党的××大")] == ["BLANK-1", "BLANK-2", "BLANK-8"]


def test_library_has_no_findings_but_check_boxes_in_attachments() -> None:
    found = []
    for text in real_library().texts:
        boxes = set()
        for block in walk(text.document.blocks):
            if isinstance(block, Attachment):
                boxes.update(id(inner) for inner in walk(block.blocks))
            for line, piece in pieces(block):
                hits = scan(piece)
                found += [
                    (text.path, line, hit.code, hit.message)
                    for hit in hits
                    if hit.code != "BLANK-7" or id(block) not in boxes
                ]
    assert found == []


@given(
    st.lists(st.sampled_from([*"某社区xX×_□○〇O年月日 （）“”【】待定党的大20"]), max_size=20).map("".join)
    | st.text(max_size=60)
)
@settings(max_examples=800, deadline=None)
def test_hits_lie_in_the_text_in_order(text: str) -> None:
    at = 0
    for hit in scan(text):
        assert at <= hit.start < hit.end <= len(text)
        assert hit.code in CODES and hit.fix is None
        at = hit.end


@pytest.mark.parametrize(
    "unit", ["某", "x", "×", "_", "□", "○", "*", "年 ", "（此处", "【", "“", "待定", "党的", "20", "某某", "{{", "* "]
)
def test_time_is_linear(unit: str) -> None:
    small, large = (unit * (size // len(unit)) for size in (20_000, 80_000))
    assert cpu_seconds(scan, large) < 9 * max(cpu_seconds(scan, small), 0.004)


@pytest.mark.parametrize("unit", ["居民自愿登记，随时停用。", "a", "1", " ", "（"])
def test_one_megabyte_line(unit: str) -> None:
    assert cpu_seconds(scan, unit * (1_000_000 // len(unit.encode()))) < 2
