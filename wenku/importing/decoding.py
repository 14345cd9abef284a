"""Stage 1, bytes → text: which encoding, how sure, and every byte that could not be read, with its offset."""

from __future__ import annotations

from dataclasses import dataclass

from wenku.encodings import LEAST_SURE, binary_kind, guess, remedy, text_of
from wenku.importing.model import Note, Refused

MOST_BAD = 0.02
"""Share of bytes that cannot be read above which a file is no text."""
_NO_TEXT = "不是文字文件：内容读不出来，可能是图片、程序，或者文件坏了"
LISTED = 50
"""Places of unreadable bytes told one by one."""


@dataclass(frozen=True)
class Read:
    """A file's text (lines end in LF) with the encoding it was read in and how sure that is, 0 to 1."""

    text: str
    encoding: str
    confidence: float
    notes: tuple[Note, ...] = ()


def read(raw: bytes) -> Read:
    """Return the text of bytes. Raises Refused for an empty file and for one that is no text."""
    if not raw.strip():
        raise Refused("文件是空的")
    _refuse_binary(raw)
    found = guess(raw)
    if found.confidence < LEAST_SURE:
        raise Refused(_NO_TEXT)
    decoded, bad = text_of(raw, found)
    if sum(end - at for at, end in bad) > MOST_BAD * len(raw):
        raise Refused(_NO_TEXT)
    text = decoded.replace("\x0b", "\n").replace("\x0c", "\n")
    lines = [number for number, line in enumerate(text.split("\n"), 1) for _ in range(line.count("\ufffd"))]
    notes = [Note("decode", 1, f"按 {found.name} 读，把握 {found.confidence:.0%}", "有 BOM" if found.start else "字节符合 UTF-8" if found.told else "按字频推断")]
    for (at, end), line in zip(bad[:LISTED], lines, strict=False):
        notes.append(Note("decode", line, f"第 {at + 1} 个字节起有 {end - at} 个字节读不出来，留下“�”", "核对原件", raw[at:end].hex(" ")))
    if len(bad) > LISTED:
        notes.append(Note("decode", 1, f"另有 {len(bad) - LISTED} 处读不出来", "核对原件"))
    return Read(text, found.name, found.confidence, tuple(notes))


def _refuse_binary(raw: bytes) -> None:
    what = binary_kind(raw)
    if what:
        raise Refused(f"不是文字文件，是{what}：{remedy(what)}")
