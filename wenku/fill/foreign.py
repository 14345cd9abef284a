"""Parts of a Word or Excel file that somebody else saved: read within limits on size and number; no DTD, no entity, no link.

Nothing that such a file claims about itself is believed: sizes are counted while inflating, the kind is told from its bytes.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from xml.etree import ElementTree

MAX_ENTRIES, MAX_PART, MAX_TOTAL = 2_000, 64 * 1024 * 1024, 128 * 1024 * 1024
"""Parts of a package, and bytes of one part and of all that are read, inflated."""

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
_FAULTS = (zipfile.BadZipFile, LookupError, RuntimeError, OSError, EOFError, zlib.error, struct.error, lzma.LZMAError, NotImplementedError)


class Unreadable(ValueError):
    """A file, or a part of it, that cannot be used; the message says in Chinese what it is and what to do."""


class Package:
    """An Office package opened for reading. Every method raises Unreadable for what the file holds, nothing else."""

    def __init__(self, raw: bytes, what: str) -> None:
        """Open the bytes of a file; `what` names what it should be (Word 文件 …) in messages."""
        self._what, self._left = what, MAX_TOTAL
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
            self.names = frozenset(entry.filename for entry in self._zip.infolist())
        except (*_FAULTS, ValueError) as error:
            raise self._damaged() from error
        if len(self.names) > MAX_ENTRIES:
            raise Unreadable(f"压缩包里有 {len(self.names)} 个部分，超过 {MAX_ENTRIES} 个，没有读")

    def read(self, name: str) -> bytes:
        """Return a part's bytes, inflated."""
        limit = min(MAX_PART, self._left)
        try:
            with self._zip.open(name) as part:
                content = part.read(limit + 1)
        except (*_FAULTS, ValueError) as error:
            raise self._damaged() from error
        if len(content) > limit:
            raise Unreadable("展开以后太大，没有读；删去图片和多余的空行空列再试")
        self._left -= len(content)
        return content

    def xml(self, name: str) -> bytes:
        """Return an XML part, refused when it has a DTD."""
        content = self.read(name)
        plain = content.replace(b"\0", b"")  # UTF-16 hides nothing
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise Unreadable("里面有不允许的 DOCTYPE 或 ENTITY，没有读")
        return content

    def tree(self, name: str) -> ElementTree.Element:
        """Return the root element of an XML part."""
        try:
            return ElementTree.fromstring(self.xml(name))
        except (ElementTree.ParseError, LookupError, ValueError) as error:
            if isinstance(error, Unreadable):
                raise
            raise self._damaged() from error

    def _damaged(self) -> Unreadable:
        return Unreadable(f"不是完好的{self._what}：用 Office 或 WPS 打开，另存以后再试")


def kind(raw: bytes) -> str:
    """Tell what a file is from its bytes: zip, ole (.doc, .xls, .wps, .et), locked (with a password), html, rtf, pdf, empty or other."""
    if raw.startswith(_OLE):
        return "locked" if "EncryptedPackage".encode("utf-16-le") in raw else "ole"
    head = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if raw.startswith(_ZIP):
        return "zip"
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<meta", b"<?xml")):
        return "html"
    return {b"{\\rtf": "rtf", b"%pdf-": "pdf"}.get(head[:5], "other" if head else "empty")


def local(tag: str) -> str:
    """Return an element's or attribute's name without its namespace: the strict and the usual form of a file read alike."""
    return tag.rsplit("}", 1)[-1]


def target(source: str, link: str) -> str:
    """Return the name of the part that a relationship of the part `source` leads to."""
    return link.lstrip("/") if link.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(source), link))
