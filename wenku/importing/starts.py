"""Stage 4, where texts begin in lines that no chain of marks parts: the row of starts that most evidence speaks for, over the whole file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wenku.importing import allotted, heads, numbered
from wenku.importing.evidence import Page
from wenku.importing.model import SHORTEST, Lines
from wenku.importing.patterns import DATE, UNIT, is_dated
from wenku.importing.weights import BIAS, WEIGHTS

_BACK = 25
"""Earlier starts that are tried before a line: more than a file's candidates between two texts mostly are."""
_SURER = 1.5
"""How much more must speak for a start between marks that part the file already."""
_LATER = ("anew, titled", "anew, untitled", "alone", "first too", "rules", "rules surely", "untitled before", "no numbers")
"""Features that depend on where the text before began and may speak for a start."""

TOLD = {
    "sure title": "题名", "kind title": "题名", "numbered title": "带序号的题名", "row": "带序号的题名", "about": "题名", "glued": "题名连着正文", "short": "短行", "bare kind": "题名", "wanted": "目录里有",
    "ruled": "有分隔线", "strong, titled": "加粗", "strong, untitled": "加粗", "level, titled": "标题样式", "level, untitled": "标题样式", "gap, titled": "前面空行", "gap, untitled": "前面空行",
    "wide gap, titled": "前面几个空行", "wide gap, untitled": "前面几个空行", "no gap, titled": "不像别的行有空行或者缩进", "no gap, untitled": "不像别的行有空行或者缩进",
    "signed, titled": "前面是落款", "signed, untitled": "前面是落款", "unit, titled": "前面是落款", "unit, untitled": "前面是落款", "closed, titled": "前面是结束语", "closed, untitled": "前面是结束语",
    "ended, titled": "前面一段说完了", "ended, untitled": "前面一段说完了", "issued": "上面是发文字号", "then addressed, titled": "后面是称呼", "addressed, untitled": "称呼", "opens after a signature": "落款后面是称呼或者引言", "intro": "引言", "opens": "引言",
    "then opens": "后面是引言", "then first, titled": "后面序号从一起", "anew, titled": "序号从头起", "anew, untitled": "序号从头起", "alone": "没有别的短行", "titles alike": "同样的行都是题名",
    "signs": "同样的符号隔开各篇", "all apart": "同样的行隔开各篇", "unlike": "同样的行隔开各篇", "named behind": "后面说的是它", "other words": "前后用词不同",
}  # fmt: skip
"""What a report says of the features that speak for a start."""


def starts(lines: Lines, contents: Sequence[str] = (), marked: bool = False) -> dict[int, str]:
    """Return the indexes at which a text begins after the first, each with its evidence in words. marked: marks part the file already."""
    ruled = [at for at, line in enumerate(lines) if at and line.ruled == "above"]
    if len(contents) > 1 and len(ruled) + 1 == len(contents):
        return dict.fromkeys(ruled, "分隔线，段数与目录的篇数相同")
    page = Page(lines, contents)
    found: dict[int, str] = {}
    since = 0
    for at, features in best(page, BIAS - _SURER * marked).items():
        if marked and not (page.own[at] or features.keys() & {"signed, titled", "signed, untitled"}):
            continue
        since = _first(lines, at, since)
        found[since] = told(features)
    found = _as_many(lines, found, contents)
    told_by = [] if marked or len(found) + 1 >= len(contents) else allotted.starts(lines, contents)
    return {at: found.get(at, "目录里的题名，正文说的是它") for at in told_by} if set(found) <= set(told_by) else found


def best(page: Page, bias: float = BIAS, weights: Mapping[str, float] = WEIGHTS) -> dict[int, dict[str, float]]:
    """Return the starts whose evidence sums up to the most, each with its features: more for than against each; no text shorter than SHORTEST, the last half of it."""
    total, reached = page.before, {page.base: (0.0, page.base)}
    most = sum(max(weights.get(name, 0.0), 0.0) * (5 / 3 if name == "rules" else 1) for name in _LATER)
    evidence: dict[int, dict[str, float]] = {}
    for at in (place for place in page.candidates() if place > page.base):
        features = page.features(at)
        alone = bias + _sum(features, weights)
        if alone + most <= 0 or total[-1] - total[at] < SHORTEST / 2:
            continue
        own = [(alone + _sum(page.since(at, since), weights), since) for since in list(reached)[-_BACK:] if total[at] - total[since] >= SHORTEST]
        pairs = [(reached[since][0] + evident, since) for evident, since in own if evident > 0]
        if pairs:
            reached[at] = max(pairs)
            evidence[at] = features
    row, at = [], max(reached, key=lambda place: (reached[place][0], -place))
    while at != page.base:
        row.append(at)
        at = reached[at][1]
    return {at: evidence[at] | page.since(at, reached[at][1]) for at in reversed(row)}


def _sum(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def told(features: Mapping[str, float]) -> str:
    """Return what speaks most for a start, in words."""
    speaking = sorted(((WEIGHTS.get(name, 0.0) * value, name) for name, value in features.items() if name in TOLD), reverse=True)
    return "、".join(dict.fromkeys(TOLD[name] for weight, name in speaking[:4] if weight > 0.2)) or "前后不像一篇"


def _first(lines: Lines, at: int, since: int) -> int:
    """Return where a text with its title at an index begins: a place that the title goes on from, or what an issued document has above it."""
    before = lines[at - 1].text
    if at - 1 > since and heads.PLACE.fullmatch(before) and not lines[at].text.startswith(("致", "关于", "给")) and before != lines[-1].text:
        return at - 1
    while at - 1 > since and (heads.ISSUED.match(lines[at - 1].text) or numbered.PART.match(lines[at - 1].text)):
        at -= 1
    return at


def _as_many(lines: Lines, found: dict[int, str], contents: Sequence[str]) -> dict[int, str]:
    """Return the starts; where the table of contents has more texts, those behind signatures or gaps too, if they then are as many."""
    missing = len(contents) - 1 - len(found)
    if missing <= 0:
        return found
    rest = [at for at in range(1, len(lines)) if at not in found]
    widest = max((int(lines[at].gap) for at in rest), default=0)
    for reason, more in (("落款", [at for at in rest if _is_signed(lines, at)]), ("空行", [at for at in rest if lines[at].gap == widest])):
        if len(more) == missing:
            return dict(sorted({**found, **dict.fromkeys(more, f"前面是{reason}，篇数与目录相同")}.items()))
    return found


def _is_signed(lines: Lines, at: int) -> bool:
    """Tell whether a signature ends before a line: a date, or a unit alone."""
    before = lines[at - 1].text
    return is_dated(before) or (UNIT.match(before) is not None and not UNIT.match(lines[at].text) and DATE.search(lines[at].text) is None)
