"""Stage 4, what speaks for and against a text that begins at a line, as named features: how the line is made, what is around it, what recurs in the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from wenku.importing import heads, numbered, restarts, rules, titles
from wenku.importing.model import SHORTEST, Line, Lines, hanzi, size
from wenku.importing.patterns import DATE, END, KINDS, SURE, UNIT, is_dated, is_title, number
from wenku.importing.rules import ATTACHED, INTRO, OPENS

NEAR = 40
"""Hanzi around a line in which words are compared, times ten."""
_CLOSES = re.compile(r"(?:特此(?:通知|报告|函|请示|公告|批复)|妥否|当否|请(?:予)?(?:批示|审示|批复)|谢谢(?:大家|各位)|此致|敬礼|(?:解释|施行|执行|实施|起用)[。]?$|再作?(?:修改|改)|祝)")
_SURE_END = re.compile(f"(?:{SURE})$")
_KIND_END = re.compile(f"(?:{KINDS})$")
_INNER = re.compile(r"[，。；：！？]")

_BOTH = ("gap", "wide gap", "no gap", "signed", "unit", "closed", "ended", "addressed", "strong", "level", "then long", "then first", "then addressed", "only one")
"""What weighs otherwise before a line that could be a title."""


class Page:
    """The lines of a file with what is asked of them again and again: sizes, shapes, which of them are short, how often a shape recurs."""

    def __init__(self, lines: Lines, contents: Sequence[str] = ()) -> None:
        self.lines = lines
        self.wanted = {titles.tidy(title) for title in contents}
        self.before = [0, *accumulate(size((line,)) for line in lines)]
        self.numbered = numbered.titles(lines)
        self.own = [None if line.rows else (self.numbered[at], "") if at in self.numbered else titles.own(titles.bare(line.text)) for at, line in enumerate(lines)]
        self.short = [_is_short(line) for line in lines]
        self.titled = [short or own is not None for short, own in zip(self.short, self.own, strict=True)]
        self.shorts = [0, *accumulate(self.short)]
        self.levels = Counter(line.level for line in lines if line.level)
        self.strong = sum(line.strong for line in lines)
        self.gaps = Counter(min(3, int(line.gap)) for line in lines[1:])

    @cached_property
    def base(self) -> int:
        """Return the line that the first text's title stands on: below what names the file, if anything does."""
        return max((at for at, own in enumerate(self.own[:4]) if own and not own[1] and self.before[at] < SHORTEST), default=0)

    @cached_property
    def families(self) -> Mapping[tuple[object, ...], list[int]]:
        """Return the lines that could be titles, by their shape."""
        found: dict[tuple[object, ...], list[int]] = {}
        for at in range(1, len(self.lines)):
            head = number(self.lines[at].text)
            if self.short[at] or self.own[at] or head and is_title(head.rest):
                found.setdefault(self.shape(at), []).append(at)
        first = self.shape(0)[:-1]
        return {shape: [0, *places] if shape[:-1] == first and (self.short[0] or self.own[0]) else places for shape, places in found.items()}

    def shape(self, at: int) -> tuple[object, ...]:
        """Return how a line looks: signs at its ends, its number's style, bold, level, space above."""
        line = self.lines[at]
        head = number(line.text)
        signs = tuple(match.group() for match in titles.SIGNS.finditer(line.text))
        gap = 2 if line.gap > 1 else int(line.gap) if self.gaps[0] > 1 else 0
        return (signs, head.style if head else "", line.strong if self.strong < len(self.lines) / 2 else False, line.level, gap)

    def candidates(self) -> list[int]:
        """Return the lines at which a text may begin at all."""
        return [at for at in range(1, len(self.lines)) if self._may_begin(at)]

    def _may_begin(self, at: int) -> bool:
        line, before = self.lines[at], self.lines[at - 1]
        if line.rows or not hanzi(line.text) or ATTACHED.match(line.text) or self.before[-1] - self.before[at] < 20:
            return False
        head = number(line.text)
        parted = is_dated(before.text) or UNIT.match(before.text) or _CLOSES.search(before.text[-24:]) or line.ruled or line.gap > 1
        if heads.ADDRESSED.match(line.text) and not parted:
            return False
        return bool(self.own[at] or self.short[at] or line.ruled == "above" or OPENS.match(line.text) or is_dated(before.text) or head and head.value == 1 or line.level == 1 or line.gap > 1 or self.gaps[min(3, int(line.gap))] < 0.2 * len(self.lines))

    def features(self, at: int) -> dict[str, float]:
        """Return what speaks for a start at a line, wherever the text before it began."""
        found = _made(self, at) | _around(self, at) | _recurs(self, at) | _shares(self, at)
        titled = self.titled[at]
        if found["opens"] and (found["signed"] or found["addressed"] and found["unit"]):
            found["opens after a signature"] = True
        for name in _BOTH:
            if found.get(name):
                found[f"{name}, titled" if titled else f"{name}, untitled"] = found.pop(name)
        return {name: float(value) for name, value in found.items() if value}

    def since(self, at: int, since: int) -> dict[str, float]:
        """Return what speaks for a start at a line, given where the text before it began."""
        line, first = self.lines[at], self.lines[since]
        anew = restarts.weighed(self.lines, at, since, self.own[at] is not None)
        others = self.shorts[at] - self.shorts[since + 1] if at > since else 0
        long = self.before[at] - self.before[since]
        thumb = rules.weighed(self.lines, at, since, self.wanted)
        titled = self.titled[at]
        found = {
            "anew, titled": titled and anew >= 2, "anew, untitled": not titled and anew >= 2, "counts on": anew <= -2 and at not in self.numbered, "no numbers": 0 < anew < 1,
            "alone": titled and others == 0, "one other short": titled and others == 1, "many short": titled and min(others, 8) / 4 if others > 1 else 0,
            "echo": line.text in first.text and line.text != first.text,
            "first heading": self._is_first_heading(at, since),
            "brief before": long < 150, "rules": max(-1.0, min(5.0, thumb)) / 3, "rules surely": thumb >= rules.ENOUGH,
            "first too": self.own[since] is not None and self.own[at] is not None,
            "untitled before": titled and self.own[since] is None and not self.short[since],
        }  # fmt: skip
        return {name: float(value) for name, value in found.items() if value}

    def _is_first_heading(self, at: int, since: int) -> bool:
        """Tell whether a line begins to number the text that is there already: 一、 behind its introduction, with 二、 to come."""
        head = number(self.lines[at].text)
        before = self.lines[at - 1].text
        parted = self.lines[at].ruled or is_dated(before) or UNIT.match(before) or _CLOSES.search(before[-24:])
        if head is None or head.value != 1 or at in self.numbered or parted or head.style in self.styles(since, at):
            return False
        following = next((found for line in self.lines[at + 1 :] if (found := number(line.text)) and found.style == head.style), None)
        return following is not None and following.value == 2

    def styles(self, start: int, end: int) -> set[str]:
        """Return the styles of the numbers that lines begin with."""
        return {found.style for line in self.lines[start + 1 : end] if (found := number(line.text))}


def _is_short(line: Line) -> bool:
    """Tell whether a line is shaped like a title: short, no sentence, no number, no date, no unit, no form to fill."""
    text = titles.bare(line.text)
    if line.rows or "\t" in text or not 3 <= hanzi(text) <= 30 or text[-1] in END + "，、" and text[-1] not in "》”）】" or is_dated(text) or UNIT.match(text):
        return False
    return not _INNER.search(text) and number(text) is None and DATE.search(text) is None


def _made(page: Page, at: int) -> dict[str, float]:
    """How the line itself is made."""
    line, own = page.lines[at], page.own[at]
    name = own[0] if own else ""
    head = number(line.text)
    return {
        "sure title": own is not None and _SURE_END.search(titles.tidy(name) or name) is not None and len(name) > 5,
        "kind title": own is not None and len(name) > 5, "bare kind": own is not None and len(name) <= 5,
        "glued": own is not None and bool(own[1]), "short": page.short[at] and own is None,
        "about": name.startswith(("关于", "致")), "numbered": head is not None and at not in page.numbered, "numbered title": head is not None and numbered.names_text(head.rest) and at not in page.numbered, "row": at in page.numbered,
        "strong": line.strong and page.strong < 0.4 * len(page.lines), "level": bool(line.level) and line.level == min(page.levels) and page.levels[line.level] > 1,
        "lower level": bool(line.level) and line.level > min(page.levels), "ruled": line.ruled == "above", "wanted": bool(own) and titles.tidy(name) in page.wanted,
        "gap": line.gap > 0 and page.gaps[0] > 0.4 * len(page.lines), "wide gap": line.gap > 1 and page.gaps[2] + page.gaps[3] < 0.3 * len(page.lines),
        "no gap": not line.gap and page.gaps[0] < 0.8 * len(page.lines),
        "opens": own is None and OPENS.match(line.text) is not None, "intro": own is None and INTRO.search(line.text[:120]) is not None,
        "addressed": heads.ADDRESSED.match(line.text) is not None,
    }  # fmt: skip


def _around(page: Page, at: int) -> dict[str, float]:
    """What stands before and behind the line."""
    before, after = page.lines[at - 1], page.lines[at + 1] if at + 1 < len(page.lines) else None
    text = before.text
    head = number(after.text) if after else None
    unit = UNIT.match(text) is not None and at > 1
    return {
        "signed": is_dated(text), "unit": unit, "closed": _CLOSES.search(text[-24:]) is not None, "ended": text[-1:] in tuple(END) and bool(text), "table before": bool(before.rows),
        "open before": not before.rows and text[-1:] not in tuple(END) and not unit and not is_dated(text), "short before": page.short[at - 1] and not unit,
        "title before": page.own[at - 1] is not None and not page.own[at - 1][1], "issued": heads.ISSUED.match(text) is not None,  # type: ignore[index]
        "heading before": number(text) is not None and text[-1:] not in tuple(END),
        "then addressed": after is not None and heads.ADDRESSED.match(after.text) is not None, "then opens": after is not None and (OPENS.match(after.text) or INTRO.search(after.text[:120])) is not None,
        "then first": head is not None and head.value == 1, "then later": head is not None and head.value > 1, "then long": after is not None and len(after.text) > 40,
        "then short": at + 1 < len(page.lines) and page.short[at + 1], "then dash": after is not None and after.text.startswith("——"),
    }  # fmt: skip


def _recurs(page: Page, at: int) -> dict[str, float]:
    """Whether lines shaped alike stand apart through the file, each with a text behind it, and are titles."""
    family = page.families.get(page.shape(at), [])
    if len(family) < 2:
        return {"only one": bool(family)}
    bodies = [page.before[end] - page.before[start] for start, end in zip(family, [*family[1:], len(page.lines)], strict=True)]
    surely = sum(page.own[i] is not None for i in family) / len(family)
    apart = sum(body >= SHORTEST for body in bodies) / len(bodies)
    signs = bool(page.shape(at)[0])
    return {"titles alike": surely * apart, "signs": signs * apart, "crowd": apart < 0.6, "all apart": apart == 1, "unlike": apart == 1 and surely < 0.3}


def _shares(page: Page, at: int) -> dict[str, float]:
    """Whether the words of a title, and of what is behind it, occur before it."""
    lines = page.lines
    before = "".join(line.text for line in lines[max(0, at - 8) : at])[-NEAR * 10 :]
    after = "".join(line.text for line in lines[at + 1 : at + 9])[: NEAR * 10]
    own = page.own[at]
    name = _KIND_END.sub("", titles.tidy(own[0] if own else lines[at].text if page.short[at] else ""))
    pairs, old, new = _pairs(name), _pairs(before), _pairs(after)
    share = len(old & new) / max(1, min(len(old), len(new)))
    return {
        "named behind": len(pairs & new) / max(1, len(pairs)), "named before": len(pairs & old) / max(1, len(pairs)),
        "same words": min(share, 0.2) * 5, "other words": share < 0.03,
    }  # fmt: skip


def _pairs(text: str) -> set[str]:
    """Return the pairs of Hanzi of a text, without those of the words that all texts share."""
    return {text[i : i + 2] for i in range(len(text) - 1) if "一" <= text[i] <= "龥" and "一" <= text[i + 1] <= "龥"} - _COMMON


FOR = frozenset(
    ("row", "rules", "rules surely", "sure title", "kind title", "numbered title", "wanted", "ruled", "strong, titled", "level, titled", "gap, titled", "gap, untitled", "wide gap, titled", "wide gap, untitled", "signed, titled", "signed, untitled", "unit, titled",
     "unit, untitled", "closed, titled", "closed, untitled", "ended, titled", "ended, untitled", "issued", "then addressed, titled", "then first, titled", "then long, titled", "then dash", "anew, titled", "anew, untitled", "alone",
     "titles alike", "signs", "all apart", "named behind", "other words", "intro", "addressed, titled", "addressed, untitled", "opens after a signature", "then opens")
)  # fmt: skip
AGAINST = frozenset(
    ("counts on", "first heading", "crowd", "named before", "same words", "open before", "title before", "echo", "bare kind", "heading before", "brief before", "lower level", "many short", "one other short", "numbered", "then short", "then later",
     "table before", "short before", "only one, untitled", "strong, untitled", "level, untitled", "opens")
)  # fmt: skip
"""Features that can only speak for a start, or only against one: whatever a fit makes of them by chance."""
_COMMON = frozenset(
    ("社区", "工作", "居民", "街道", "活动", "管理", "我们", "他们", "大家", "一个", "一次", "不能", "可以", "没有", "自己", "要求", "时间", "进行", "开展", "组织", "计划", "方案", "总结", "制度", "通知", "每月", "每季", "今年", "负责",
     "人员", "情况", "实施", "关于")
)  # fmt: skip
