"""The cases of tests/fill/*.json: what both fillers and both checkers of values are held to."""

from __future__ import annotations

import json
from typing import Any

from tests.samples import ROOT
from wenku.model import Field, Text

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
