"""Which encoding bytes are in, how sure, and what of them cannot be read: one guess for the checks and for the importer."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_MARKS = ((b"\xef\xbb\xbf", "utf-8", "UTF-8"), (b"\xff\xfe", "utf-16-le", "UTF-16"), (b"\xfe\xff", "utf-16-be", "UTF-16"))
_CANDIDATES = (("gb18030", "GB18030"), ("big5hkscs", "Big5"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-8", "UTF-8"))
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家"
    "里如水化高自二理起小现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么"
    "利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图"
    "區為個國時來們對會發動過產種後學經進著體機當點從業應開還現實兩無關員務作黨條線題數計區領導組織計劃區衛環規總結區街"
    "社区街村镇居委会组织领导工作计划总结活动宣传居民群众服务管理安全环境卫生，。、；：“”（）《》"
)
"""The most frequent characters of Chinese, of both scripts, and of such texts: a wrong encoding turns them into rare ones."""
_BINARY = (
    (b"\xff\xd8\xff", "JPEG 图片"), (b"\x89PNG", "PNG 图片"), (b"GIF8", "GIF 图片"), (b"BM", "位图"), (b"%PDF", "PDF 文件"),
    (b"PK\x03\x04", "压缩包或者 Word 文件"), (b"\xd0\xcf\x11\xe0", "旧版 Office 文件"), (b"Rar!", "RAR 压缩包"), (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x7fELF", "程序"), (b"MZ", "程序"), (b"\x1f\x8b", "压缩文件"), (b"{\\rtf", "RTF 文件"), (b"SQLite", "数据库"),
)  # fmt: skip
_SAMPLE = 64 * 1024
LEAST_SURE = 0.15
"""Confidence below which no encoding is likely."""


@dataclass(frozen=True)
class Guess:
    """An encoding: Python's codec, its name, how sure it is (0 to 1; 1 for a BOM or valid UTF-8), bytes of the BOM."""

    codec: str
    name: str
    confidence: float
    start: int = 0

    @property
    def told(self) -> bool:
        """Whether the bytes themselves say so."""
        return self.confidence == 1.0


def guess(raw: bytes) -> Guess:
    """Return the likeliest encoding: by BOM, as strict UTF-8, else by the share of frequent characters."""
    for mark, codec, name in _MARKS:
        if raw.startswith(mark):
            return Guess(codec, name, 1.0, len(mark))
    try:
        raw.decode("utf-8")
        return Guess("utf-8", "UTF-8", 1.0)
    except UnicodeDecodeError:
        sample = raw[:_SAMPLE]
        scored = sorted(((_score(sample, codec), -i, codec, name) for i, (codec, name) in enumerate(_CANDIDATES)), reverse=True)
    best, _, codec, name = scored[0]
    other = next(score for score, _, _, rest in scored if rest != name)
    return Guess(codec, name, round(max(0.0, min(0.99, best, 0.5 + (best - other))), 2))


def _score(sample: bytes, codec: str) -> float:
    """Return how much a decoding looks like Chinese: the share of frequent characters, times 3 at most 1, less what is unreadable or nobody's."""
    text = sample.decode(codec, errors="replace")
    wide = [char for char in text if char > "\x7f"]
    if not wide:
        return 0.0
    nul = text.count("\0") / len(text)
    common = sum(char in _COMMON for char in wide) / len(wide)
    private = sum("\ue000" <= char <= "\uf8ff" for char in wide)
    return min(1.0, common * 3) - 8 * (text.count("\ufffd") + private) / len(text) - nul


def text_of(raw: bytes, found: Guess) -> tuple[str, list[tuple[int, int]]]:
    """Return the text without BOM, lines ending in LF, with � for what cannot be read; and the (from, to) of each such run of bytes."""
    bad: list[tuple[int, int]] = []

    def keep(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        bad.append((found.start + error.start, found.start + error.end))
        return "\ufffd", error.end

    codecs.register_error("wenku.keep", keep)
    text = raw[found.start :].decode(found.codec, errors="wenku.keep")
    return text.replace("\r\n", "\n").replace("\r", "\n"), bad


def binary_kind(raw: bytes) -> str:
    """Return what a file is by its first bytes when it is no text, else ""."""
    for head, what in _BINARY:
        if raw.startswith(head) and (len(head) > 2 or b"\0" in raw[:512]):
            return what
    return ""


def remedy(what: str) -> str:
    """Return in Chinese what to do with a file of a kind that `binary_kind` tells."""
    return "图片里的文字读不了，先录成文字" if what.endswith(("图片", "位图")) else "换成正确的扩展名，或者另存为 .docx、.txt"
