"""Interface strings by key and language, from docs/_data/ui.yml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def translate(table: Mapping[str, Mapping[str, str]], lang: str, key: str, **values: Any) -> str:
    """Return a string with its {placeholders} filled. Raises KeyError for a key or language that is missing."""
    return table[key][lang].format(**values) if values else table[key][lang]
