"""What a .zip or .docx may be: limits on entries, bytes and ratio, no path that leads elsewhere, no password; entries read one by one."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from wenku.importing.model import Refused

MAX_FILE = 20 * 1024 * 1024
"""Bytes of one file to import: a book of texts has some 2 MB."""
MAX_ENTRIES, MAX_TOTAL, MAX_RATIO = 2_000, 128 * 1024 * 1024, 100
FREE = 1024 * 1024
"""Bytes below which the ratio does not matter: a page of spaces packs well."""
_FAULTS = (zipfile.BadZipFile, LookupError, RuntimeError, OSError, EOFError, zlib.error, struct.error, lzma.LZMAError, NotImplementedError, ValueError)
BROKEN = "压缩包是坏的，或者没有下载完"


@dataclass(frozen=True)
class Member:
    """A file in an archive: its bytes, or why it was left out."""

    name: str
    raw: bytes = b""
    why: str = ""


def check(raw: bytes) -> None:
    """Raise Refused for an archive that nobody should unpack. What its directory claims is not believed: Package counts again."""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("Word 文件加了密码，或者其实是旧版 .doc：去掉密码，另存为 .docx")
    _infos(_open(raw))


def names(raw: bytes) -> list[str]:
    """Return the names of an archive's files, in order. Raises Refused when the archive as a whole cannot be read."""
    infos = (info for info in sorted(_infos(_open(raw)), key=_name) if not _passed_over(info))
    return [_name(info) for info in infos]


def members(raw: bytes) -> Iterator[Member]:
    """Yield the files of an archive, in order of names. Raises Refused when the archive as a whole cannot be read."""
    archive = _open(raw)
    left = MAX_TOTAL
    for info in sorted(_infos(archive), key=_name):
        if _passed_over(info):
            continue
        member = _read(archive, info, _name(info), left)
        left -= len(member.raw)
        yield member


def _passed_over(info: zipfile.ZipInfo) -> bool:
    name = _name(info)
    return info.is_dir() or name.split("/")[-1].startswith((".", "~$")) or name.startswith("__MACOSX/")


def _open(raw: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(raw))
    except _FAULTS:
        raise Refused(BROKEN) from None


def _infos(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > MAX_ENTRIES:
        raise Refused(f"压缩包里有 {len(infos)} 个部分，超过 {MAX_ENTRIES} 个")
    names = [info.filename for info in infos]
    if len(set(names)) < len(names):
        raise Refused("压缩包里有同名的部分，不知道该信哪一个")
    for info in infos:
        parts = info.filename.replace("\\", "/").split("/")
        if ".." in parts or info.filename.startswith(("/", "\\")) or ":" in parts[0]:
            raise Refused("压缩包里有指向别处的路径（../），没有打开")
        if info.flag_bits & 1:
            raise Refused("压缩包加了密码，没有打开")
    if any(info.filename.endswith(".xml") and info.file_size > MAX_FILE for info in infos):
        raise Refused("文件里有一个部分展开以后太大，没有读")
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if total > MAX_TOTAL or (total > FREE and total > MAX_RATIO * max(packed, 1)):
        raise Refused("压缩包展开以后太大，没有打开")
    return infos


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, left: int) -> Member:
    limit = min(MAX_FILE, left, max(FREE, MAX_RATIO * info.compress_size))
    if (info.external_attr >> 16) & 0o170000 == 0o120000:
        return Member(name, why="是符号链接，没有读")
    try:
        with archive.open(info) as part:
            raw = part.read(limit + 1)
    except _FAULTS:
        return Member(name, why=BROKEN)
    return Member(name, why="展开以后太大，没有读") if len(raw) > limit else Member(name, raw)


def _name(info: zipfile.ZipInfo) -> str:
    """Return an entry's name; one without the UTF-8 flag was mostly written in GBK by a Windows program."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename
