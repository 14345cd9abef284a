"""The JSON Schema of a text's front matter, made from the one table of keys: editors complete and check with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from wenku.data import Data
from wenku.fields import KINDS

_DATE = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


def frontmatter_schema(data: Data) -> str:
    """Return the schema (draft 2020-12) as JSON text: keys, types, limits and the closed vocabularies."""
    table = data["frontmatter"]
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "frontmatter.schema.json",
        "title": "基层文库文本信息",
        "type": "object",
        "additionalProperties": False,
        "required": [key for key, spec in table.items() if spec["plan"] == spec["form"] == "required"],
        "properties": {key: {**_property(spec, data), "description": spec["help"]} for key, spec in table.items()},
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _property(spec: Mapping[str, Any], data: Data) -> dict[str, Any]:
    kind = spec["type"]
    if kind in ("strings", "integers"):
        items = _scalar(spec, data) if kind == "strings" else {"type": "integer", "minimum": 1, "maximum": 12}
        return {"type": "array", "items": items, "minItems": spec.get("min", 0), "maxItems": spec["max"], "uniqueItems": True}
    if kind == "fields":
        return {"type": "array", "minItems": 1, "items": {"anyOf": [{"enum": list(data["fields"])}, _field()]}}
    if kind in ("changes", "archived"):
        record = _record({"date": _DATE, "what": {"type": "string"}}, ["date", "what"])
        archived = {"date": _DATE, "reason": {"type": "string"}, "instead": {"type": "string"}}
        return {"type": "array", "items": record, "minItems": 1} if kind == "changes" else _record(archived, ["date", "reason"])
    if kind == "integer":
        return {"type": "integer", "minimum": spec["min"], "maximum": spec["max"]}
    return {"date": _DATE, "boolean": {"type": "boolean"}}.get(kind) or _scalar(spec, data)


def _scalar(spec: Mapping[str, Any], data: Data) -> dict[str, Any]:
    vocabulary = spec.get("vocabulary")
    if vocabulary in ("laws", "days"):
        return {"enum": [i for i, r in data[vocabulary].items() if vocabulary == "days" or r.citable]}
    if vocabulary and vocabulary != "templates":
        return {"enum": [term.name for term in data[vocabulary].values()]}
    if "choices" in spec:
        return {"enum": list(spec["choices"])}
    limits = {"minLength": spec.get("min", 1), "maxLength": spec["max"]} if "max" in spec and spec["type"] == "string" else {}
    return {"type": "string", **limits, **({"pattern": f"^{spec['pattern']}$"} if "pattern" in spec else {})}


def _field() -> dict[str, Any]:
    names = ("key", "label", "unit", "hint")
    return _record(
        {
            **{name: {"type": "string"} for name in names},
            "kind": {"enum": list(KINDS)},
            "example": {"type": ["string", "number"]},
            "choices": {"type": "array", "items": {"type": "string"}},
        },
        ["key", "example"],
    )


def _record(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties, "required": required}
