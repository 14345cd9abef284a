"""Personal data: each kind is found, no finding shows it, hotlines and role words stay quiet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import real_library
from tests.timing import cpu_seconds
from wenku.document import pieces, walk
from wenku.privacy import CODES, mask, redacted, scan
from wenku.privacy.numbers import luhn
from wenku.privacy.surnames import COMMON, COMPOUND, OTHER

ROOT = Path(__file__).resolve().parents[2]
PASSAGES = yaml.safe_load((ROOT / "tests/passages/tuning/privacy.yml").read_text(encoding="utf-8"))
NAMES = ["张三", "王秀英", "欧阳娜娜", "陈晓东", "李桂英"]


@pytest.mark.parametrize("row", PASSAGES, ids=lambda row: row["text"][:20])
def test_passages(row: dict) -> None:
    assert {hit.code for hit in scan(row["text"])} == set(row["expect"])


def test_every_code_has_a_passage() -> None:
    assert {code for row in PASSAGES for code in row["expect"]} == set(CODES)


@pytest.mark.parametrize(
    ("found", "code", "shown"),
    [
        ("11010519491231002X", "PRIV-1", "1****************X"), ("+86 138-1234-0000", "PRIV-2", "138****0000"), ("13812340000", "PRIV-2", "138****0000"),
        ("张三", "PRIV-10", "张*"), ("王秀英", "PRIV-10", "王**"), ("欧阳娜娜", "PRIV-10", "欧阳**"), ("6222021234567894", "PRIV-5", "************7894"),
        ("苏E·12345", "PRIV-4", "苏E****5"), ("3栋2单元501室", "PRIV-7", "*栋*单元***室"), ("zhang@qq.com", "PRIV-8", "z***@****"),
    ],
)  # fmt: skip
def test_mask(found: str, code: str, shown: str) -> None:
    assert mask(found, code) == shown


@pytest.mark.parametrize("row", [row for row in PASSAGES if row["expect"]], ids=lambda row: row["text"][:20])
def test_messages_hold_masked_data_only(row: dict) -> None:
    for hit in scan(row["text"]):
        found = row["text"][hit.start : hit.end]
        assert found not in hit.message + hit.right
        assert not re.search(r"\d{5}", hit.message + hit.right)
    assert len(redacted(row["text"])) == len(row["text"]) and not list(scan(redacted(row["text"])))


@pytest.mark.parametrize("label", ["组长：", "联系人：", "姓名：", "书记 ", "老人", "由"])
@pytest.mark.parametrize("name", NAMES)
def test_names_after_labels(label: str, name: str) -> None:
    text = label + name + ("负责。" if label == "由" else "，社区书记。")
    assert [text[h.start : h.end] for h in scan(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "组长由社区党委书记担任，成员包括网格员、民警和物业负责人", "主任应当每月召开会议", "委员于每季度末汇报", "书记任组长，主任任副组长", "居民于明天领取", "由居民小组长负责",
        "老人常年独居", "党员高度重视", "患者康复", "成员单位：公安、城管", "代表：何人何时到场", "居民金婚纪念", "志愿者常态化服务", "党员连续三年", "责任部门：城管科", "老人温暖过冬",
        "本人申请", "学生平安", "联系人：王主任", "老同志、女同志、年轻同志", "开放时间由各社区与居民商定", "党员全心全意服务", "退休老人游园", "由房东负责", "姓名、性别、民族",
    ],
)  # fmt: skip
def test_ordinary_words_are_no_names(text: str) -> None:
    assert list(scan(text)) == []


def test_a_wrong_check_digit_is_an_identity_card_only_with_its_label() -> None:
    assert not list(scan("编号110105194912310021"))
    assert [hit.code for hit in scan("身份证110105194912310021")] == ["PRIV-1"]


def test_luhn() -> None:
    assert luhn("6222021234567894") and not luhn("6222021234567895") and not luhn("0000000000000000")


def test_surname_list() -> None:
    assert len(COMMON | OTHER) >= 360 and len(COMPOUND) >= 35 and not COMMON & OTHER


def test_library_has_no_findings() -> None:
    library = real_library()
    parts = [
        (text.path, piece)
        for text in library.texts
        for block in walk(text.document.blocks)
        for _line, piece in pieces(block)
    ]
    parts += [
        (t.path, part)
        for t in library.texts
        for part in (t.title, t.summary, t.suits, t.not_for, *(f.example for f in t.fields))
    ]
    assert [(path, hit.code, hit.message) for path, piece in parts for hit in scan(piece)] == []


@given(
    st.lists(st.sampled_from([*"张王三秀英组长：同志老人由负责138 -1234567890XEQ路栋单元室村号@.a"]), max_size=24).map(
        "".join
    )
    | st.text(max_size=60)
)
@settings(max_examples=800, deadline=None)
def test_hits_lie_in_the_text_each_place_once(text: str) -> None:
    at = 0
    for hit in scan(text):
        assert at <= hit.start < hit.end <= len(text)
        assert hit.code in CODES and hit.fix is None and text[hit.start : hit.end] not in hit.message
        at = hit.end


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1 ",
        "12345678 ",
        "13",
        "张三、",
        "张三同志",
        "组长：",
        "老人",
        "路1号",
        "1栋",
        "a@",
        "京A1",
        "微信",
        "电话",
        "村一组",
        "家住",
        "（",
        "由",
        "a.",
    ],
)
def test_time_is_linear(unit: str) -> None:
    small, large = (unit * (size // len(unit)) for size in (20_000, 80_000))
    assert cpu_seconds(scan, large) < 9 * max(cpu_seconds(scan, small), 0.004)


@pytest.mark.parametrize("unit", ["居民自愿登记，随时停用。", "a", "1", " ", "、"])
def test_one_megabyte_line(unit: str) -> None:
    assert cpu_seconds(scan, unit * (1_000_000 // len(unit.encode()))) < 2
