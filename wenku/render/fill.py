"""What the fill-in form of a text's page shows and tells its script: fields in the order of the text, Word files, messages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from wenku.document import FIELD
from wenku.examples import Shown, examples_of
from wenku.export import plain_text, word_paths
from wenku.fill.values import FAULTS
from wenku.model import Field, Text
from wenku.word.filled import STAMP


@dataclass(frozen=True)
class FillView:
    """A text's form. `faults` and `word` are JSON for attributes: a sentence by code of fault; a Word file by variant."""

    fields: tuple[Field, ...]
    examples: Mapping[str, tuple[Shown, ...]]
    remembered: tuple[str, ...]
    faults: str
    word: str
    stamp: str


def fill_view(text: Text) -> FillView:
    """Return the form of a text: its fields as one meets them when reading, those of guidance alone last."""
    met = dict.fromkeys(key for line in plain_text(text.document.blocks) for key in FIELD.findall(line))
    place = {key: i for i, key in enumerate(met)}
    fields = tuple(sorted(text.fields, key=lambda field: place.get(field.key, len(place))))
    return FillView(
        fields=fields,
        examples={field.key: examples_of(field, text) for field in fields},
        remembered=tuple(field.label for field in fields if field.remember),
        faults=_json(FAULTS),
        word=_json([{"name": name or "", "address": path.removesuffix(".docx")} for name, path in word_paths(text).items()]),
        stamp=STAMP,
    )


def _json(value: Mapping[str, str] | list[dict[str, str]]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
