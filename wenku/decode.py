"""Bytes to text: strict UTF-8 for sources, with a guess of the encoding for whoever saved the file in another one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wenku import encodings
from wenku.model import Problem

MAX_BYTES = 512 * 1024
"""A text has at most some 30 kB; larger files are refused unread."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ue000-\uf8ff]")
_RADICALS = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff]")


def source_text(raw: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """Return (text, problems). Text is None when the bytes are no UTF-8; a BOM is reported and taken off."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, (_not_utf8(1, raw),)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, (_not_utf8(line, raw),)
    problems = []
    if text.startswith("\ufeff"):
        problems.append(Problem(1, "ENC-2", "文件开头有 BOM", "运行 python -m scripts.check --fix 自动删去"))
        text = text[1:]
    if "\r" in text:
        line = text.index("\r")
        at = text.count("\n", 0, line) + 1
        problems.append(Problem(at, "ENC-5", "换行符不是 LF", "运行 python -m scripts.check --fix 自动改正"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, tuple(problems)


@dataclass(frozen=True)
class Decoded:
    """Text with the encoding that it was read in; `sure` is False for a guess. Lines end in LF."""

    text: str
    encoding: str
    sure: bool
    problems: tuple[Problem, ...] = ()


def decode(raw: bytes) -> Decoded:
    """Return any file's bytes as text: BOM, else strict UTF-8, else a guess. Undecodable bytes are reported, never dropped."""
    found = encodings.guess(raw)
    text, bad = encodings.text_of(raw, found)
    problems = []
    if bad:
        line = raw.count(b"\n", 0, bad[0][0]) + 1
        message = f"按 {found.name} 读（把握 {found.confidence:.0%}），第 {bad[0][0] + 1} 个字节起有读不出来的内容" + (f"，共 {len(bad)} 处" if len(bad) > 1 else "")
        problems.append(Problem(line, "ENC-1", message, "用 UTF-8 重新保存，再核对这一处"))
    return Decoded(text, found.name, found.told, tuple(problems))


def _likely(raw: bytes) -> str:
    """Return in Chinese which encoding other than UTF-8 bytes are likely in."""
    found = encodings.guess(raw)
    if found.confidence < encodings.LEAST_SURE:
        return "看不出是哪一种编码"
    return f"像是 {found.name}" + ("" if found.told else f"（把握 {found.confidence:.0%}）")


def character_problems(text: str, lookalikes: Mapping[str, str]) -> Iterable[Problem]:
    """Yield ENC-3 for control and invisible characters, ENC-4 for radicals and compatibility glyphs that look like Hanzi."""
    for number, line in enumerate(text.split("\n"), 1):
        for match in _CONTROL.finditer(line):
            name = f"U+{ord(match.group()):04X}"
            yield Problem(number, "ENC-3", f"第 {match.start() + 1} 个字符是看不见的控制字符 {name}", "删去它")
        for match in _RADICALS.finditer(line):
            good = ordinary(match.group(), lookalikes)
            message = f"第 {match.start() + 1} 个字符“{match.group()}”（U+{ord(match.group()):04X}）只是形似汉字"
            yield Problem(number, "ENC-4", message, f"改成“{good}”" if good else "改成普通汉字")


def visible(text: str) -> str:
    """Return the text without the control characters that ENC-3 reports: they shall not trouble the parsers too."""
    return _CONTROL.sub("", text)


def ordinary(char: str, lookalikes: Mapping[str, str]) -> str:
    """Return the ordinary Hanzi that a radical or compatibility glyph stands for, or "" when none is known."""
    plain = unicodedata.normalize("NFKC", char)
    return lookalikes.get(char, plain if plain != char else "")


def repair(text: str, lookalikes: Mapping[str, str]) -> str:
    """Return the text without BOM, with LF, and with look-alikes replaced where the ordinary Hanzi is known."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _RADICALS.sub(lambda m: ordinary(m.group(), lookalikes) or m.group(), text)


def _not_utf8(line: int, raw: bytes) -> Problem:
    return Problem(line, "ENC-1", f"文件不是 UTF-8 编码，{_likely(raw)}", "在编辑器里选“另存为 UTF-8”再保存")
