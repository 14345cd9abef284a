"""A stored Word file in Traditional script: the words of its document and properties, not the fields' keys, which scripts look for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wenku.hant import convert
from wenku.word.package import CORE, DOCUMENT, pack, unpack

_KEY = re.compile(r"(\{\{[^{}]*\}\})")


def traditional(docx: bytes) -> bytes:
    """Return a stored or blank Word file with its words converted; its other parts hold names of fonts and styles only."""
    parts = unpack(docx)
    return pack({**parts, **{name: _converted(parts[name].decode("utf-8")).encode("utf-8") for name in (CORE, DOCUMENT)}})


def traditional_blanks(keys: Iterable[str]) -> dict[str, str]:
    """Return what stands in Traditional files for fields without a value, by key, where it differs from 【key】."""
    blanks = {key: f"【{convert(key)}】" for key in keys}
    return {key: blank for key, blank in blanks.items() if blank != f"【{key}】"}


def _converted(xml: str) -> str:
    return "".join(part if i % 2 else convert(part) for i, part in enumerate(_KEY.split(xml)))
