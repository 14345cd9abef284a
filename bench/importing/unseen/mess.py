"""Layouts of compilations and what happens to a text on its way through copying: wrapping, page marks, strays, half-width marks.

Same input, same bytes: what looks accidental is counted off, not drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

_HALF = str.maketrans("，：；（）", ",:;()")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")

Made = tuple[str, tuple[str, ...]]
"""The text of a file, and the furniture in it that must have gone."""


def wrapped(text: str, width: int, indent: str = "") -> str:
    """Cut every line after `width` characters, the first with an indent, as text copied from a page is."""
    out = []
    for line in text.split("\n"):
        line = indent + line if line else line
        out += [line[i : i + width] for i in range(0, len(line), width)] or [""]
    return "\n".join(out)


def paged(text: str, every: int, mark: Callable[[int], str]) -> str:
    """Put a page mark, a line of its own, after each `every` lines."""
    out = []
    for number, line in enumerate(text.split("\n"), 1):
        out += [line] if number % every else [line, mark(number // every)]
    return "\n".join(out)


def strayed(text: str, every: int, strays: str) -> str:
    """Put one of the stray characters in turn after each `every` characters, only between two Hanzi."""
    out, since, used = [], 0, 0
    for char, after in zip(text, text[1:] + "\n", strict=True):
        out.append(char)
        since += 1
        if since >= every and "\u4e00" <= char <= "\u9fff" and "\u4e00" <= after <= "\u9fff":
            out.append(strays[used % len(strays)])
            since, used = 0, used + 1
    return "".join(out)


def half(text: str) -> str:
    """Return the text with most of its punctuation half-width."""
    return text.translate(_HALF)


def wide(text: str) -> str:
    """Return the text with full-width digits."""
    return text.translate(_WIDE)


def _stitched(parts: Sequence[str]) -> str:
    return "\n".join(parts) + "\n"


def ruled(titles: Sequence[str], bodies: Sequence[list[str]]) -> Made:
    """Titles above a line of equals signs; an introduction of a site that hands out documents."""
    intro = "编者按：以下几份材料由网友分类收集，仅供下载者参考使用，转发请注明来处。"
    parts = [intro, ""]
    for title, body in zip(titles, bodies, strict=True):
        parts += [title, "=" * 30, *body, ""]
    return _stitched(parts), (intro,)


def numbered(titles: Sequence[str], bodies: Sequence[list[str]]) -> Made:
    """范本一　title on one line; an advertisement between the texts."""
    advert = "更多同类范本请点击页面底部的“资料分类”进入下载中心。"
    parts = []
    for number, (title, body) in enumerate(zip(titles, bodies, strict=True)):
        parts += [f"范本{'一二三四五六'[number]}　{title}", "", *body, advert, ""]
    return _stitched(parts), (advert,)


def alone(titles: Sequence[str], bodies: Sequence[list[str]]) -> Made:
    """A title is a line among lines, set off by nothing but empty lines; the names of all stand at the head."""
    parts = ["本册目次", *titles, "", ""]
    for title, body in zip(titles, bodies, strict=True):
        parts += ["", "", title, "", *body]
    return _stitched(parts), ()


def bracketed(titles: Sequence[str], bodies: Sequence[list[str]]) -> Made:
    """〖资料1〗 and below it the title, spaces between its Hanzi where it is short."""
    foot = "下载说明：本资料为可编辑文字稿，会员专享，严禁二次上传。"
    parts = []
    for number, (title, body) in enumerate(zip(titles, bodies, strict=True), 1):
        parts += [f"〖资料{number}〗", " " * 12 + (" ".join(title) if len(title) < 12 else title), *("　　" + line for line in body)]
    return _stitched([*parts, foot]), (foot,)


def starred(titles: Sequence[str], bodies: Sequence[list[str]]) -> Made:
    """Lines of stars between the texts, and the titles between book marks."""
    parts = ["（文稿合订本）"]
    for title, body in zip(titles, bodies, strict=True):
        parts += ["*" * 24, f"《{title}》", *body]
    return _stitched(parts), ()


def glued(titles: Sequence[str], bodies: Sequence[list[str]]) -> Made:
    """Number, title and the first heading run on in one line."""
    parts = ["共享材料，阅后自行删除，请勿外传给培训机构。"]
    for number, (title, body) in enumerate(zip(titles, bodies, strict=True), 1):
        parts += [f"({number}){title} {body[0]}", *body[1:], ""]
    return _stitched(parts), (parts[0],)


LAYOUTS: dict[str, tuple[tuple[Callable[[Sequence[str], Sequence[list[str]]], Made], Callable[[str], str], str], ...]] = {
    "tuning": (
        (ruled, lambda text: paged(wrapped(text, 40, "    "), 30, lambda n: f"第 {n} 页"), "utf-8"),
        (numbered, half, "gb18030"),
        (alone, lambda text: strayed(text, 180, "□`'"), "utf-16"),
    ),
    "reporting": (
        (bracketed, lambda text: paged(text, 25, lambda n: f"- {n} -"), "utf-8-sig"),
        (starred, lambda text: wrapped(wide(text), 33), "gb18030"),
        (glued, lambda text: strayed(text, 230, "\u200b■\u00ad"), "utf-8"),
    ),
}
"""For each half in turn: how texts are put together, what spoils them, and the codec of the file."""
