"""The text of a .docx for checking: a line per paragraph, read with limits on size, entries and depth; no entities, no links."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from xml.etree import ElementTree

from wenku.model import Problem

MAX_ENTRIES = 2_000
MAX_PART = 20 * 1024 * 1024
MAX_RATIO = 200
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FAULTS = (
    zipfile.BadZipFile, ElementTree.ParseError, LookupError, ValueError, RuntimeError, OSError, EOFError, zlib.error,
    struct.error, lzma.LZMAError,
)  # fmt: skip
_BROKEN = "用 Word 或 WPS 打开，另存为 .docx 再试"


def docx_text(raw: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Return (text, problems): one paragraph a line, table cells as paragraphs. Never raises for what the file holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            xml = _document(archive)
        return "\n".join(_paragraphs(ElementTree.fromstring(xml))), ()
    except _Refused as error:
        return "", (Problem(1, "ENC-6", str(error), _BROKEN),)
    except _FAULTS:
        return "", (Problem(1, "ENC-1", "不是完好的 .docx 文件，或者加了密码", _BROKEN),)


class _Refused(ValueError):
    pass


def _document(archive: zipfile.ZipFile) -> bytes:
    if len(archive.infolist()) > MAX_ENTRIES:
        raise _Refused(f"压缩包里有 {len(archive.infolist())} 个部分，超过 {MAX_ENTRIES} 个")
    with archive.open("word/document.xml") as part:
        xml = part.read(MAX_PART + 1)
    packed = archive.getinfo("word/document.xml").compress_size
    if len(xml) > MAX_PART or (len(xml) > 1024 * 1024 and len(xml) > MAX_RATIO * max(packed, 1)):
        raise _Refused("正文展开以后太大")
    plain = xml.replace(b"\0", b"")  # UTF-16 hides nothing
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise _Refused("正文里有不允许的 DOCTYPE 或 ENTITY")
    return xml


def _paragraphs(root: ElementTree.Element) -> list[str]:
    lines = []
    for paragraph in root.iter(f"{_W}p"):
        parts = []
        for node in paragraph.iter():
            if node.tag == f"{_W}t":
                parts.append(node.text or "")
            elif node.tag in (f"{_W}tab", f"{_W}br"):
                parts.append(" ")
        lines.append("".join(parts))
    return lines
