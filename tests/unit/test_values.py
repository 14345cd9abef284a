"""What writers type into fields: every row of tests/fill/values.json, and the sentences for faults."""

from __future__ import annotations

import pytest

from tests.fillcases import typed_rows
from tests.samples import real_library
from wenku.fill.values import FAULTS, check_value, check_values, message
from wenku.model import Field

ROWS = typed_rows()
NUMBER = Field("老人数", "60岁以上老人数", "number", "1260", "人")
CHOICE = Field("方式", "公示方式", "choice", "公示栏", choices=("公示栏", "微信群"))


@pytest.mark.parametrize(("field", "typed", "value", "fault"), ROWS, ids=[f"{f.kind}-{i}" for i, (f, *_) in enumerate(ROWS)])
def test_value(field: Field, typed: str, value: str, fault: str) -> None:
    checked = check_value(field, typed)
    assert (checked.value, checked.fault) == (value, fault)


@pytest.mark.parametrize(("field", "typed", "value", "fault"), ROWS, ids=[f"{f.kind}-{i}" for i, (f, *_) in enumerate(ROWS)])
def test_checking_twice_changes_nothing(field: Field, typed: str, value: str, fault: str) -> None:
    assert check_value(field, value).value == value


def test_every_fault_occurs_and_every_sentence_is_complete() -> None:
    assert {fault for *_, fault in ROWS} == {"", *FAULTS}
    for code in FAULTS:
        sentence = message(NUMBER, code)
        assert "60岁以上老人数" in sentence and not any(name in sentence for name in ("{label}", "{unit}", "{choices}", "{limit}"))
    assert message(CHOICE, "choice") == "“公示方式”从这几项里选：公示栏、微信群"
    assert "最多 200 个" in message(CHOICE, "long") and "单位“人”" in message(NUMBER, "number")


def test_all_values_at_once() -> None:
    values, faults = check_values((NUMBER, CHOICE), {"老人数": "１２人", "方式": "电话", "别的": "不看"})
    assert values == {"老人数": "12"}
    assert [(f.key, f.code) for f in faults] == [("方式", "choice")]


def test_examples_of_the_library_are_good_values() -> None:
    for text in real_library().texts:
        for field in text.fields:
            assert check_value(field, field.example).value == field.example, (text.code, field.key)
