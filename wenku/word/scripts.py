"""Word files as scripts for the page's own filler (overrides/assets/word.js).

A page opened from a disk may not fetch a file beside it, but it may load a script: so the filler gets the stored document of
each text, and the parts that all files share once, as calls of two functions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from wenku.word.filled import FONT_PARTS, FONTS, HEADER_PARTS, STAMP, shared_parts
from wenku.word.package import CORE, DOCUMENT, unpack

PARTS_PATH = "assets/word-parts.js"


def document_script(address: str, docx: bytes, blanks: Mapping[str, str] | None = None) -> str:
    """Return the script of a stored Word file; `address` is its path without language and .docx.

    `blanks`: what stands for a field without a value, by key, where it is not 【key】.
    """
    parts = unpack(docx)
    told = {"document": parts[DOCUMENT].decode("utf-8"), "core": parts[CORE].decode("utf-8"), "blanks": dict(blanks or {})}
    return f"jiceng.docx({_json(address)},{_json(told)});\n"


def parts_script() -> str:
    """Return the script of the shared parts: common ones, those of each font profile, and the stamped headers."""
    plain = _decoded(shared_parts("system", ""))
    told = {
        "stamp": STAMP,
        "stamped": {name: part for name, part in _decoded(shared_parts("system", STAMP)).items() if name in HEADER_PARTS},
        "common": {name: part for name, part in plain.items() if name not in FONT_PARTS},
        **{fonts: {name: part for name, part in _decoded(shared_parts(fonts, "")).items() if name in FONT_PARTS} for fonts in FONTS},
    }
    return f"jiceng.wordParts({_json(told)});\n"


def _decoded(parts: Mapping[str, bytes]) -> dict[str, str]:
    return {name: part.decode("utf-8") for name, part in parts.items()}


def _json(value: object) -> str:
    """U+2028 and U+2029 end a line of a script in browsers before Chrome 66; JSON allows them."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
