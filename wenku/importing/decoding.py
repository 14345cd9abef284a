"""Stage 1, bytes → text: which encoding, how sure, and every byte that could not be read, with its offset."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from wenku.importing.model import Note, Refused

_MARKS = ((b"\xef\xbb\xbf", "utf-8", "UTF-8"), (b"\xff\xfe", "utf-16-le", "UTF-16"), (b"\xfe\xff", "utf-16-be", "UTF-16"))
_CANDIDATES = (
    ("utf-8", "UTF-8"), ("gb18030", "GB18030"), ("big5hkscs", "Big5"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"),
)  # fmt: skip
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家"
    "里如水化高自二理起小现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么"
    "利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图"
    "區為個國時來們對會發動過產種後學經進著體機當點從業應開還現實兩無關員務作黨條線題數計區領導組織計劃區衛環規總結區街"
    "社区街村镇居委会组织领导工作计划总结活动宣传居民群众服务管理安全环境卫生，。、；：“”（）《》"
)
"""The most frequent characters of Chinese, of both scripts, and of such texts: a wrong encoding turns them into rare ones."""
_SAMPLE = 64 * 1024
MOST_BAD = 0.02
"""Share of bytes that cannot be read above which a file is no text."""
LEAST_SURE = 0.15
_NO_TEXT = "不是文字文件：内容读不出来，可能是图片、程序，或者文件坏了"
LISTED = 50
"""Places of unreadable bytes told one by one."""
_BINARY = (
    (b"\xff\xd8\xff", "JPEG 图片"), (b"\x89PNG", "PNG 图片"), (b"GIF8", "GIF 图片"), (b"BM", "位图"), (b"%PDF", "PDF 文件"),
    (b"PK\x03\x04", "压缩包或者 Word 文件"), (b"\xd0\xcf\x11\xe0", "旧版 Office 文件"), (b"Rar!", "RAR 压缩包"), (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x7fELF", "程序"), (b"MZ", "程序"), (b"\x1f\x8b", "压缩文件"), (b"{\\rtf", "RTF 文件"), (b"SQLite", "数据库"),
)  # fmt: skip


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
    codec, name, confidence, start = _encoding(raw)
    if confidence < LEAST_SURE:
        raise Refused(_NO_TEXT)
    decoded, bad = _decode(raw[start:], codec, start)
    if sum(end - at for at, end in bad) > MOST_BAD * len(raw):
        raise Refused(_NO_TEXT)
    text = decoded.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    lines = [number for number, line in enumerate(text.split("\n"), 1) for _ in range(line.count("\ufffd"))]
    notes = [Note("decode", 1, f"按 {name} 读，把握 {confidence:.0%}", "有 BOM" if start else "按字频推断")]
    for (at, end), line in zip(bad[:LISTED], lines, strict=False):
        notes.append(Note("decode", line, f"第 {at + 1} 个字节起有 {end - at} 个字节读不出来，留下“�”", "核对原件", raw[at:end].hex(" ")))
    if len(bad) > LISTED:
        notes.append(Note("decode", 1, f"另有 {len(bad) - LISTED} 处读不出来", "核对原件"))
    return Read(text, name, confidence, tuple(notes))


def is_binary(raw: bytes) -> str:
    """Return what a file is by its first bytes when it is no text, else ""."""
    for head, what in _BINARY:
        if raw.startswith(head) and (len(head) > 2 or b"\0" in raw[:512]):
            return what
    return ""


def _refuse_binary(raw: bytes) -> None:
    what = is_binary(raw)
    if what:
        raise Refused(f"不是文字文件，是{what}：换成正确的扩展名，或者另存为 .docx、.txt")


def _encoding(raw: bytes) -> tuple[str, str, float, int]:
    for mark, codec, name in _MARKS:
        if raw.startswith(mark):
            return codec, name, 1.0, len(mark)
    sample = raw[:_SAMPLE]
    try:
        codecs.getincrementaldecoder("utf-8")().decode(raw, final=True)
        return "utf-8", "UTF-8", 1.0 if len(raw) > 60 or raw.isascii() else 0.9, 0
    except UnicodeDecodeError:
        scored = sorted(((_score(sample, codec), codec, name) for codec, name in _CANDIDATES), reverse=True)
    best, codec, name = scored[0]
    other = next(score for score, _, rest in scored if rest != name)
    return codec, name, round(max(0.0, min(0.99, best, 0.5 + (best - other))), 2), 0


def _score(sample: bytes, codec: str) -> float:
    """Return how much a decoding looks like Chinese: the share of frequent characters, times 3 at most 1, less what is unreadable."""
    text = sample.decode(codec, errors="replace")
    wide = [char for char in text if char > "\x7f"]
    if not wide:
        return 0.0
    nul = text.count("\0") / len(text)
    common = sum(char in _COMMON for char in wide) / len(wide)
    return min(1.0, common * 3) - 8 * text.count("\ufffd") / len(text) - nul


def _decode(raw: bytes, codec: str, start: int) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with � for what cannot be read, and the (from, to) of each such run as offsets in the file."""
    bad: list[tuple[int, int]] = []

    def keep(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        bad.append((start + error.start, start + error.end))
        return "\ufffd", error.end

    codecs.register_error("wenku.importing", keep)
    return raw.decode(codec, errors="wenku.importing"), bad
