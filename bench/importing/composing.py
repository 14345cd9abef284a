"""Files put together by chance from whole texts, in ways independent of each other: titles, signs, space, numbers, signatures, what stands in front."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bench.importing.blocks import Block
from wenku.importing.model import Line, Lines, hanzi
from wenku.importing.patterns import KINDS, UNIT, is_dated, number

_HAN = "一二三四五六七八九十"
_SIGNS = (("★", ""), ("", "★"), ("★", "★"), ("【", "】"), ("■", ""), ("◆", "◆"), ("●", ""), ("※", ""), ("▲", "▲"), ("=== ", " ==="), ("《", "》"), ("—— ", " ——"), ("□", ""), ("> ", ""))
_WHOLE = ("社区工作材料汇编", "常用文稿", "材料", "2025年资料", "公文范本选")
_ABOVE = ("青禾村", "春晖社区", "云溪街道办事处文件")
_ENDS = ("（全文完）", "以上材料仅供参考。", "完")
_NUMBERS: dict[str, Callable[[int], str]] = {"一、": lambda n: f"{_HAN[n - 1]}、", "1、": lambda n: f"{n}、", "（一）": lambda n: f"（{_HAN[n - 1]}）", "": lambda _: ""}
_COUNTED: dict[str, Callable[[int], str]] = {**_NUMBERS, "第一章": lambda n: f"第{_HAN[n - 1]}章　", "1.": lambda n: f"{n}.", "（1）": lambda n: f"（{n}）"}
"""How titles may be numbered like headings."""
_PARTS: tuple[Callable[[int], str], ...] = (lambda n: f"{'甲乙丙丁'[n - 1]}编", lambda n: f"第{_HAN[n - 1]}辑", lambda n: f"第{_HAN[n - 1]}部分")
_OF_PARTS = ("社区治理", "为民服务", "安全应急", "文明实践", "党的建设", "环境卫生")
_GAPS = {"none": (0, 0), "between": (1, 0), "wide": (2, 0), "all": (1, 1), "all, wide": (2, 1), "indent": (0, 1)}
"""Empty lines before a title, and before each other line."""


@dataclass(frozen=True)
class Made:
    """A file: its lines, its table of contents, where its texts begin."""

    lines: Lines
    contents: tuple[str, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True)
class Way:
    """How a file is written."""

    gaps: tuple[int, int]
    signs: tuple[str, str]
    strong: bool
    level: int
    bare: bool
    titled: bool
    signed: bool
    numbers: str | None
    ruled: bool
    short: bool
    bold_inside: bool
    headings: bool
    counted: str
    parts: bool
    glued: bool


def made(pool: Sequence[Block], count: int, seed: int) -> Iterator[Made]:
    """Yield files of one to six texts."""
    rng = random.Random(seed)
    for _ in range(count):
        yield _file(rng, pool)


def _way(rng: random.Random) -> Way:
    def chance(share: float) -> bool:
        return rng.random() < share

    return Way(
        gaps=_GAPS[rng.choice(tuple(_GAPS))], signs=rng.choice(_SIGNS) if chance(0.3) else ("", ""), strong=chance(0.2), level=int(chance(0.1)), bare=chance(0.15),
        titled=not chance(0.12), signed=not chance(0.4), numbers=rng.choice((None, None, None, *_NUMBERS)), ruled=chance(0.06), short=chance(0.12), bold_inside=chance(0.5),
        headings=chance(0.5), counted=rng.choice(tuple(_COUNTED)) if chance(0.15) else "", parts=chance(0.4), glued=chance(0.07),
    )  # fmt: skip


def _file(rng: random.Random, pool: Sequence[Block]) -> Made:
    count = rng.choice((1, 1, 2, 2, 3, 3, 4, 5, 6))
    chosen = rng.sample(pool, count)
    if rng.random() < 0.5:
        source = rng.choice(pool).source
        near = [block for block in pool if block.source == source]
        chosen = rng.sample(near, min(len(near), count)) if len(near) > 1 else chosen
    way = _way(rng)
    found = [Line(rng.choice(_WHOLE), 0)] if rng.random() < 0.15 else []
    starts, count, part = [], 0, 0
    for block in chosen:
        title, own = _title(block, way, rng), _body(block, way, rng)
        if way.counted and way.parts and way.titled and len(chosen) > 3 and count in (0, 2, 3) and part < 4:
            part, count = part + 1, 0
            found.append(Line(f"{_PARTS[len(block.title) % 3](part)}　{rng.choice(_OF_PARTS)}", 0, gap=way.gaps[0]))
        count += 1
        if title and rng.random() < 0.03:
            found.append(Line(rng.choice(_ABOVE), 0, gap=way.gaps[0]))
        starts.append(len(found))
        if way.glued and title and title == block.title and own and not own[0].rows and number(own[0].text) is None and len(own[0].text) > 20:
            own[0], title = own[0].with_text(title + own[0].text), ""
        first = "above" if way.ruled else ""
        if title:
            found.append(Line(way.signs[0] + (_COUNTED[way.counted](count) if way.counted else "") + title + way.signs[1], 0, level=way.level, strong=way.strong, gap=way.gaps[0], ruled=first))
        for at, line in enumerate(own):
            head = at == 0 and not title
            heading = len(line.text) < 30 and line.text[-1:] not in tuple("。！？；：，、") and not head and not line.rows
            level = 2 if title and way.level and (line.level or way.headings and heading) else 0
            found.append(replace(line, level=level, gap=way.gaps[0 if head else 1], ruled=first if head else "", strong=way.bold_inside and (line.strong or way.headings and heading)))
    if rng.random() < 0.15:
        found.append(Line(rng.choice(_ENDS), 0))
    contents = tuple(block.title for block in chosen) if rng.random() < 0.12 else ()
    return Made(tuple(replace(line, number=n) for n, line in enumerate(found, 1)), contents, tuple(starts))


def _title(block: Block, way: Way, rng: random.Random) -> str:
    if not way.titled:
        return ""
    plain = re.sub(rf"(?:关于)?(.*?)(?:工作|活动|管理)?(?:{KINDS})$", r"\1", block.title)
    return plain if way.bare and rng.random() < 0.8 and hanzi(plain) >= 4 else block.title


def _body(block: Block, way: Way, rng: random.Random) -> list[Line]:
    own = list(block.lines)
    while not way.signed and len(own) > 2 and (is_dated(own[-1].text) or UNIT.match(own[-1].text)):
        own.pop()
    if way.short and len(own) > 8:
        own = own[: rng.randint(3, 8)]
    if way.numbers is None:
        return own
    styles = {head.style for line in own if not line.rows and (head := number(line.text))}
    top = next((style for style in ("一、", "（一）", "1、") if style in styles), "")
    return [_renumbered(line, top, way.numbers) for line in own]


def _renumbered(line: Line, top: str, style: str) -> Line:
    head = None if line.rows else number(line.text)
    return line.with_text(_NUMBERS[style](head.value) + head.rest) if head and head.style == top and head.value <= 10 and head.rest else line
