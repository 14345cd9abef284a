"""The published JSON Schema of the front matter accepts every text and refuses what the checks refuse."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from tests.samples import real_library
from wenku.frontschema import frontmatter_schema
from wenku.yamlread import plain

LIBRARY = real_library()
SCHEMA = json.loads(frontmatter_schema(LIBRARY.data))
VALIDATOR = Draft202012Validator(SCHEMA)
ROWS = [(entry.path, plain(entry.front.node)) for entry in LIBRARY.entries if entry.is_text]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert list(SCHEMA["properties"]) == list(LIBRARY.data["frontmatter"])


@pytest.mark.parametrize(("path", "row"), ROWS, ids=[path for path, _ in ROWS])
def test_every_text_fits(path: str, row: object) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(row)] == []


@pytest.mark.parametrize(
    "change",
    [{"code": "x"}, {"kind": "诗"}, {"topics": ["没有"]}, {"laws": ["wuquanfa"]}, {"months": [13]}, {"review_in": 0},
     {"status": "好"}, {"more": 1}, {"fields": [{"key": "甲"}]}, {"added": "昨天"}],
)  # fmt: skip
def test_what_the_checks_refuse_does_not_fit(change: dict[str, object]) -> None:
    assert list(VALIDATOR.iter_errors({**ROWS[0][1], **change}))  # type: ignore[dict-item]
