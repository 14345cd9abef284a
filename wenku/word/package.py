"""A .docx as bytes: packed the same way every time, and what is done to one without reading it as a document.

Stored uncompressed (DESIGN §5): a short client script can change a part and pack it again without a library.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

_FIRST_DAY, _MODE = (1980, 1, 1, 0, 0, 0), 0o644 << 16
DOCUMENT, CORE = "word/document.xml", "docProps/core.xml"
FIELD_RUN = re.compile(
    r'(<w:r><w:rPr><w:rStyle w:val="Field"/><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>)'
    r"(?:\{\{|【)([\u3400-\u9fffA-Za-z0-9]{1,12})(?:\}\}|】)(</w:t></w:r>)"
)
"""The run of an unfilled field in document.xml as build.py writes it, in the stored and in the blank form; group 2 is the field.

Only this: braces or brackets in running text or in a value are words."""


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of the parts, sorted by name, stored, without dates: the same parts give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system, entry.external_attr = 0, _MODE
            archive.writestr(entry, parts[name])
    return out.getvalue()


def unpack(docx: bytes) -> dict[str, bytes]:
    """Return the parts of one of our own files by name. Foreign files are wenku.importing's business."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def fields(docx: bytes) -> tuple[str, ...]:
    """Return the unfilled fields of a file, in order of first use."""
    found = FIELD_RUN.findall(unpack(docx)[DOCUMENT].decode("utf-8"))
    return tuple(dict.fromkeys(name for _, name, _ in found))


def blank(docx: bytes) -> bytes:
    """Return the file as it is published: each unfilled {{字段}} reads 【字段】, its run still marked as a field.

    So one published file serves both who downloads it as it is, with visible blanks (DESIGN §2), and the script that
    fills it, which finds the marked runs. Blanking twice changes nothing.
    """
    parts = unpack(docx)
    document = FIELD_RUN.sub(r"\1【\2】\3", parts[DOCUMENT].decode("utf-8"))
    return pack({**parts, DOCUMENT: document.encode("utf-8")})
