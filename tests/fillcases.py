"""The cases of tests/fill/*.json: what both fillers and both checkers of values are held to."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from tests.samples import ROOT, real_library
from wenku.model import Field, Text
from wenku.word.build import word_file
from wenku.word.filled import STAMP, fill_stored, with_examples

FOLDER = ROOT / "tests" / "fill"


def _long(value: Any) -> str:
    return value["text"] * value["times"] if isinstance(value, dict) else value


def typed_rows() -> list[tuple[Field, str, str, str]]:
    """Return (field, what was typed, value, fault) of values.json."""
    told = json.loads((FOLDER / "values.json").read_text("utf-8"))
    fields = {k: Field(f["key"], f["label"], f["kind"], "例", f["unit"], "", tuple(f["choices"])) for k, f in told["fields"].items()}
    return [(fields[kind], _long(raw), _long(value), fault) for kind, raw, value, fault in told["rows"]]


def fill_cases() -> list[dict[str, Any]]:
    """Return the cases of cases.json: name, values by kind, only?, fonts?, examples?."""
    cases = json.loads((FOLDER / "cases.json").read_text("utf-8"))["cases"]
    return [{**case, "values": {kind: _long(value) for kind, value in case["values"].items()}} for case in cases]


def values_of(case: dict[str, Any], text: Text) -> dict[str, str]:
    """Return a case's values by field of a text: those of its kind, for a choice the first one."""
    by_kind = case["values"]
    fields = text.fields[: case.get("only", len(text.fields))]
    return {f.key: (f.choices[0] if f.kind == "choice" else by_kind[f.kind]) for f in fields if f.kind in by_kind}


@cache
def _stored(path: str, variant: str | None, release: str) -> bytes:
    return word_file(next(text for text in real_library().texts if text.path == path), variant, release)


def quick_file(text: Text, variant: str | None, values: dict[str, str], release: str, fonts: str = "system", examples: bool = False) -> bytes:
    """Return what filled_file gives for a text of the library, its stored file made once."""
    stored = _stored(text.path, variant, release)
    return fill_stored(stored, with_examples(text, values, variant) if examples else values, fonts, STAMP if examples else "")
