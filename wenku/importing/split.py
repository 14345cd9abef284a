"""Stage 4, a file → its texts: by numbered marks, nested ones too; else by titles, signatures, introductions and headings that begin anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from wenku.importing import heads, naming, restarts, titles
from wenku.importing.markers import Mark, chains
from wenku.importing.model import Line, Lines, Note, Notes, Piece, hanzi, quote, size
from wenku.importing.patterns import DATE, END, SURE, UNIT, is_dated, is_title, number

ENOUGH = 3.0
"""Evidence from which a new text begins."""
_LEAST = 60
"""Hanzi of a text at least."""
_ATTACHED = re.compile(r"^(?:附件|附[：:表]|附\d|抄送|（此件|联系人|主题词|注[：:])")
_INTRO = re.compile(r"(?:特?(?:制[定订]|拟[定订])|如下|以下(?:计划|方案|安排|意见|总结)|现将|现就|提出[^。]{0,16}(?:意见|方案|计划))")
_OPENS = re.compile(r"^(?:为(?:了|进一步|深入|全面|认真|切实|加强|做好|更好|使|贯彻|落实|提高|规范|保障|推进|推动|确保|丰富|营造|有效|扎实)|根据|按照|依据|结合|随着|尊敬的|各位|同志们|各(?:社区|村|科室|居民|支部|单位|党)|[^，。；]{2,12}：$|(?:20|19)\d?[\dxX_]{1,3}年)")
_NESTING = 3


def split(lines: Lines, contents: Sequence[str] = ()) -> tuple[tuple[Piece, ...], Notes]:
    """Return the texts of a file in order, and notes: where each begins and why. `contents`: titles of a table of contents."""
    pieces = _by_marks(lines, contents, "", 0)
    pieces = naming.named(pieces, contents)
    notes = tuple(Note("split", piece.first, f"第 {n} 篇从这里开始", piece.how, quote(piece.title, 40)) for n, piece in enumerate(pieces, 1))
    return tuple(pieces), (notes if len(pieces) > 1 else ()) + _unused(lines, pieces)


def _unused(lines: Lines, pieces: Sequence[Piece]) -> Notes:
    """Name the lines that went into no text and are no title or mark either: what someone noted above a title, a document's number."""
    kept = {line.number for piece in pieces for line in piece.lines}
    said = [words for piece in pieces for words in (piece.title, piece.how) if words]
    rest = (line for line in lines if line.number not in kept and hanzi(line.text))
    return tuple(
        Note("split", line.number, "没有收进草稿", "不属于任何一篇的正文", quote(line.text)) for line in rest if not any(line.text in words or words in line.text for words in said)
    )


def _by_marks(lines: Lines, contents: Sequence[str], title: str, depth: int) -> list[Piece]:
    found = chains(lines) if depth < _NESTING else []
    if not found:
        return _by_evidence(lines, contents, title, depth > 0)
    chain = found[0]
    pieces = []
    before = _before(lines, chain[0])
    if size(before) >= _LEAST:
        pieces += _by_marks(before, contents, "", depth + 1)
    for mark, following in zip(chain, [*chain[1:], None], strict=True):
        name, body = _marked(lines, mark, following)
        inner = _by_marks(body, (), name, depth + 1)
        pieces += [_with(piece, name, mark, lines) if i == 0 else piece for i, piece in enumerate(inner)]
    return pieces


def _with(piece: Piece, name: str, mark: Mark, lines: Lines) -> Piece:
    how = f"分篇标记“{lines[mark.index].text[mark.start : mark.end].strip()[:30]}”"
    return Piece(piece.title or name, piece.lines, how, lines[mark.index].number)


def _before(lines: Lines, mark: Mark) -> Lines:
    head = lines[mark.index].text[: mark.start].strip()
    return lines[: mark.index] + ((lines[mark.index].with_text(head),) if head else ())


def _marked(lines: Lines, mark: Mark, following: Mark | None) -> tuple[str, Lines]:
    """Return (title on the mark's line, the lines up to the next mark). The title may stand behind the mark, or before it."""
    end = following.index if following else len(lines)
    line = lines[mark.index]
    same = following is not None and following.index == mark.index
    stop = following.start if same and following else len(line.text)
    rest = line.text[mark.end : stop].strip(" ：:、.-—|")
    tail: Lines = ()
    if following and not same:
        head = lines[following.index].text[: following.start].strip()
        tail = (lines[following.index].with_text(head),) if head else ()
    body = (() if same else lines[mark.index + 1 : end]) + tail
    prefix = mark.prefix if re.search(f"(?:{SURE})", mark.prefix) else ""
    if not rest:
        return prefix, body
    glued = titles.own(rest)
    if glued:
        return glued[0], ((line.with_text(glued[1]),) if glued[1] else ()) + body
    if re.search(f"(?:{SURE})$", titles.tidy(rest)) and len(rest) <= 60 and not re.search("[，。；：]", rest) and body:
        return rest, body
    if len(rest) <= 40 and rest[-1] not in END and "，" not in rest and number(rest) is None and body:
        return prefix or titles.said("".join(other.text for other in body[:3])) or rest, body
    return prefix, (Line(rest, line.number, whole=True, gap=True), *body)


def _by_evidence(lines: Lines, contents: Sequence[str], title: str, marked: bool = False) -> list[Piece]:
    """Split lines that no chain of marks runs through; where marks part the file, numbers that begin anew are not enough."""
    starts = _starts(lines, contents, marked)
    cuts = sorted({0, *starts, len(lines)})
    pieces = []
    for at, end in zip(cuts, cuts[1:], strict=False):
        head, body, how = heads.head(lines[at:end], named=bool(title) and at == 0)
        first = lines[at].number if lines[at:end] else 0
        pieces.append(Piece(head or (title if at == 0 else ""), body, starts.get(at, how), first))
    return naming.merged(pieces)


def _starts(lines: Lines, contents: Sequence[str], marked: bool) -> dict[int, str]:
    """Return the indexes at which a text begins, each with its evidence in words."""
    wanted = {titles.tidy(title) for title in contents}
    ruled = [at for at, line in enumerate(lines) if at and line.ruled == "above"]
    if len(contents) > 1 and len(ruled) + 1 == len(contents):
        return dict.fromkeys(ruled, "分隔线，段数与目录的篇数相同")
    found: dict[int, str] = {}
    since = 0
    before = [0, *accumulate(size((line,)) for line in lines)]
    for at in range(1, len(lines)):
        if before[at] - before[since] < _LEAST:
            continue
        weight, why = _evidence(lines, at, since, wanted)
        if marked and not {"题名", "前面是落款"} & set(why):
            continue
        if weight >= ENOUGH:
            since = _first(lines, at, since)
            found[since] = "、".join(filter(None, why))
    return _as_many(lines, found, contents)


def _first(lines: Lines, at: int, since: int) -> int:
    """Return where a text with its title at an index begins: a place that the title goes on from, or what an issued document has above it."""
    before = lines[at - 1].text
    if at - 1 > since and heads.PLACE.fullmatch(before) and not lines[at].text.startswith(("致", "关于", "给")) and before != lines[-1].text:
        return at - 1
    while at - 1 > since and heads.ISSUED.match(lines[at - 1].text):
        at -= 1
    return at


def _as_many(lines: Lines, found: dict[int, str], contents: Sequence[str]) -> dict[int, str]:
    """Return the starts; where the table of contents has more texts, those behind signatures or wide gaps too, if they then are as many."""
    missing = len(contents) - 1 - len(found)
    if missing <= 0:
        return found
    rest = [at for at in range(1, len(lines)) if at not in found]
    for reason, more in (("落款", [at for at in rest if _is_signed(lines, at)]), ("几个空行", [at for at in rest if lines[at].gap > 1])):
        if len(more) == missing:
            return dict(sorted({**found, **dict.fromkeys(more, f"前面是{reason}，篇数与目录相同")}.items()))
    return found


def _is_signed(lines: Lines, at: int) -> bool:
    """Tell whether a signature ends before a line: a date, or a unit alone."""
    before = lines[at - 1].text
    return is_dated(before) or (UNIT.match(before) is not None and not UNIT.match(lines[at].text) and DATE.search(lines[at].text) is None)


def _evidence(lines: Lines, at: int, since: int, wanted: set[str]) -> tuple[float, list[str]]:
    """Return how much speaks for a text that begins at an index, given where the one before it began."""
    line, before = lines[at], lines[at - 1]
    if line.rows or _ATTACHED.match(line.text) or is_title(before.text) and at - 1 > since and is_title(line.text):
        return 0.0, []
    weight, why = 0.0, []

    def add(by: float, reason: str) -> None:
        nonlocal weight
        weight += by
        if by > 0:
            why.append(reason)

    own = titles.own(line.text)
    opens = _OPENS.match(line.text) is not None
    if own:
        add(2 if re.search(f"(?:{SURE})", own[0][-8:]) and len(own[0]) > 5 else 1 if len(own[0]) > 5 else 0.5, "题名")
        add(1 if not own[1] and heads.ADDRESSED.match(lines[at + 1].text if at + 1 < len(lines) else "") else 0, "后面是称呼")
        add(1 if line.strong or line.level else 0, "加粗或者标题样式")
        add(-3 if line.text in lines[since].text and line.text != lines[since].text else 0, "")
        add(3 if heads.ISSUED.match(before.text) else 0, "上面是发文字号")
        add(3 if titles.tidy(own[0]) in wanted else 0, "目录里有")
        add(3 if line.ruled and not own[1] else 1 if line.gap > 2 else 0, "有分隔线" if line.ruled else "前面几个空行")
    elif line.level == 1 and any(other.level == 1 for other in lines[:at]) and number(line.text) is None:
        add(2, "一级标题样式")
    elif number(line.text) is None and not opens:
        return 0.0, []
    addressed = heads.ADDRESSED.match(line.text) is not None and _OPENS.match(line.text) is not None
    signed = is_dated(before.text) or addressed and UNIT.match(before.text) is not None
    ended = before.text[-1:] in END or (own is not None and (bool(before.rows) or UNIT.match(before.text) is not None or (line.gap and len(before.text) <= 20 and before.text[-1] not in "，、：")))
    add(1 if own and not own[1] and ended and len(own[0]) > 5 and _stands_out(lines, at, since) else 0, "没有别的短行")
    anew, reason = restarts.weighed(lines, at, since, own is not None)
    add(anew, reason)
    numbered = number(before.text) is not None and anew > 2
    broken = 0.5 if numbered and not own else -0.5 if own and anew >= 2 else -1.5
    add(2 if signed else 0.5 if ended else 0 if before.rows else broken, "前面是落款" if signed else "前面一段说完了")
    if not own and opens:
        add(1.0 if _INTRO.search(line.text) or (signed and (addressed or hanzi(line.text) > 20)) else -0.5, "引言")
    return weight, why


def _stands_out(lines: Lines, at: int, since: int) -> bool:
    """Tell whether a line is the only short one without a number or an end since the text's title, and a paragraph follows."""
    after = lines[at + 1].text if at + 1 < len(lines) else ""
    short = [line for line in lines[since + 1 : at] if not line.rows and line.text[-1] not in END and number(line.text) is None and not is_dated(line.text) and not UNIT.match(line.text)]
    return titles.own(lines[since].text) is not None and not short and len(after) > 20 and after[-1] in END
