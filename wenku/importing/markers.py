"""Marks that number the texts of a compilation: 篇一, 篇1：, 第三篇, 精选篇1, 范文二, 【篇2】, …计划（四）, …计划1…; found as chains."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wenku.importing import alone, numbered
from wenku.importing.labels import labels
from wenku.importing.model import Line, Lines, size
from wenku.importing.patterns import DIGITS, NTH, SURE, is_title, number, value
from wenku.needs import Sparse

_BEFORE = r"(?P<p>[^，。；：！？!?\n“”]{0,36}?)"
_LEAD = r"(?:^|(?<=[。！？；”）\s日]))"
_OPEN, _CLOSE = r"(?P<o>[【\[（(〖<《]?)\s*", r"\s*(?P<c>[】\]）)〗>》]?)"
_SEP = r"(?P<s>[\s　]*[：:、.．，—\-|※★☆◆◇●■▲►♦~～=]*[\s　]*)"
_KINDS = "精选|最新|优秀|热门|推荐|经典|实用|通用|必备|完整"
_FORMS: tuple[tuple[str, Sparse], ...] = (
    ("篇1", Sparse(rf"{_LEAD}{_BEFORE}{_OPEN}(?:{_KINDS})?(?:范文|模板|例文)?篇\s?{NTH}{_CLOSE}{_SEP}(?![{DIGITS}\d、]?[章节幅年月次])")),
    ("第1篇", Sparse(rf"{_LEAD}{_BEFORE}{_OPEN}(?:{_KINDS})?第\s?{NTH}\s?篇{_CLOSE}(?:范文)?{_SEP}")),
    ("范文1", Sparse(rf"{_LEAD}{_BEFORE}{_OPEN}(?:{_KINDS})?(?P<w>范文|范本|模板|样本|例文|样文|案例|示例|文稿|参考)\s?[（(]?{NTH}[）)]?{_CLOSE}{_SEP}")),
    ("之1", Sparse(rf"^(?P<p>[^，。；：！？\n]{{4,30}}?)[之其]{NTH}{_SEP}(?=$|[^\d])")),
    ("Part 1", Sparse(rf"^(?P<p>)(?:[Pp](?:art|ART)|NO|No)\.?\s?{NTH}{_SEP}")),
)  # fmt: skip
_SUFFIX = Sparse(rf"^(?P<p>[^，。；！？\n]{{2,40}}?(?:{SURE})(?:范文|模板|范本|例文|样本)?)\s*[（(\[【]{NTH}[）)\]】]\s*(?P<rest>.*)$")
_GLUED = Sparse(rf"^(?P<p>[^，。；：！？\n\d]{{3,30}}?(?:{SURE})(?:范文|模板|范本|例文|样本)?)\s?(?P<n>\d{{1,2}})")
_BELOW = {"第一章": "一、", "1、": "一、", "（一）": "一、", "（1）": "一、", "第一条": "一、", "一、": "（一）"}
"""How titles may be numbered → how the headings below them then are."""
_LEAST_TEXT = 120
_LEAST_BODY = 40
"""Hanzi between two marks on the average: those of a table of contents stand close together."""


@dataclass(frozen=True)
class Mark:
    """A mark: index of its line, its place in it, what stands before it on the line (the compilation's title) and behind it."""

    index: int
    start: int
    end: int
    value: int
    form: str
    prefix: str


def chains(lines: Lines) -> list[list[Mark]]:
    """Return chains of marks that count 1, 2, 3 … through the lines, that which parts the most first."""
    found, marks = [], _marks(lines)
    for form in sorted({mark.form for mark in marks}):
        chain = _longest([mark for mark in marks if mark.form == form])
        if len(chain) > 1 and _apart(chain, lines):
            found.append(chain)
    return sorted(found, key=lambda chain: (-_range(chain), -len(chain)))


def _range(chain: list[Mark]) -> int:
    return chain[-1].index - chain[0].index + (len(chain) if chain[0].index == chain[-1].index else 0)


def _marks(lines: Lines) -> list[Mark]:
    found: list[Mark] = []
    for index, line in enumerate(lines):
        if not line.rows:
            found += _of_line(index, line)
    found += [Mark(at, 0, len(lines[at].text), n, form, "") for at, (n, form) in alone.marks(lines).items()]
    return [*found, *_labelled(lines), *_glued(lines), *_numbered(lines), *_titled(lines)]


def _of_line(index: int, line: Line) -> list[Mark]:
    found = []
    for form, pattern in _FORMS:
        for match in pattern.finditer(line.text):
            n = value(match["n"])
            inline = match.start() > 0
            if n and not (inline and form in ("范文1", "第1篇") and not match["s"].strip()) and not _mention(line.text, match, form):
                start, prefix = _own(match)
                key = f"{form}{match['w'] if form == '范文1' else ''}{'一' if not match['n'].isascii() else ''}{match.groupdict().get('o') or ''}"
                found.append(Mark(index, start, match.end(), n, key, prefix))
    suffix = _SUFFIX.match(line.text)
    if suffix and number(line.text) is None and len(suffix["rest"]) < 400:
        found.append(Mark(index, 0, suffix.start("rest"), value(suffix["n"]), f"（1）{suffix['p']}", suffix["p"]))
    return found


def _labelled(lines: Lines) -> list[Mark]:
    return [Mark(label.index, 0, label.end, label.value, label.form, "") for label in labels(lines)]


def _own(match: re.Match[str]) -> tuple[int, str]:
    """Return where a mark really begins and what title stands before it: not the date or the 精选3篇 that end something else."""
    prefix = match["p"]
    ends = [m.end() for m in re.finditer(r"(?:\d{1,2}|[一二三四五六七八九十]+)篇(?:范文)?|\d+\s*[日号]|[（(][^（）()]*[篇精通最\d][^（）()]*[）)]", prefix)]
    cut = ends[-1] if ends else 0
    return match.start() + cut, prefix[cut:].strip(" 【[（(《")


def _mention(text: str, match: re.Match[str], form: str) -> bool:
    """Tell whether a mark is only spoken of: 共3篇范文, 前三篇, 一篇, 每篇1分."""
    before = match["p"][-1:] if match["p"] else text[max(0, match.start() - 1) : match.start()]
    return form == "篇1" and (before in "每本此该全通首末上下两几各数多一二三四五六七八九十" or before.isdigit()) and bool(before)


def _glued(lines: Lines) -> list[Mark]:
    """Marks like 社区工作计划1…, 社区工作计划220--年…: a title that several lines begin with, each with the next number behind it."""
    heads: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        match = None if line.rows else _GLUED.match(line.text)
        if match:
            heads.setdefault(match["p"], []).append(index)
    found = []
    for prefix, places in heads.items():
        expected, chain = 1, []
        for index in places:
            digits = str(expected)
            behind = lines[index].text[len(prefix) :].lstrip()
            if behind.startswith(digits):
                end = lines[index].text.index(behind, len(prefix)) + len(digits)
                chain.append(Mark(index, 0, end, expected, f"1{prefix}", prefix))
                expected += 1
        found += chain if len(chain) > 1 else []
    return found


def _numbered(lines: Lines) -> list[Mark]:
    """Marks like 1、社区…方案: titles with a number of their own whose bodies number their headings in another style, from the first."""
    found = []
    for index, line in enumerate(lines):
        head = None if line.rows else number(line.text)
        if head and head.style in _BELOW and is_title(head.rest) and 6 <= len(head.rest) <= 40 and re.search(f"(?:{SURE})", head.rest):
            following = [n for other in lines[index + 1 : index + 12] if (n := number(other.text))]
            if following and following[0].style == _BELOW[head.style] and following[0].value == 1 and _body(lines, index) >= _LEAST_TEXT:
                found.append(Mark(index, 0, len(line.text) - len(head.rest), head.value, f"{head.style}题", ""))
    return found


def _titled(lines: Lines) -> list[Mark]:
    """Marks like 第一章 ……制度, 二、……计划, where all that is numbered so is a title with a text of its own and none stands before."""
    found: list[Mark] = []
    for style in ("第一部分", "第一章", "一、", "（一）", "1、", "（1）", "①"):
        places = [(at, head) for at, line in enumerate(lines) if not line.rows and (head := number(line.text)) and head.style == style]
        ends = [at for at, _ in places[1:]] + [len(lines)]
        if (
            len(places) > 1
            and [head.value for _, head in places] == list(range(1, len(places) + 1))
            and all(numbered.named(head.rest) for _, head in places)
            and 2 * sum(re.search(f"(?:{SURE})$", numbered.named(head.rest)) is not None for _, head in places) >= len(places)
            and min(size(lines[at:end]) - len(numbered.named(head.rest)) for (at, head), end in zip(places, ends, strict=True)) >= _LEAST_BODY
            and size(lines[: places[0][0]]) < _LEAST_BODY
        ):
            found += [Mark(at, 0, len(lines[at].text) - len(head.rest), head.value, f"{style}篇", "") for at, head in places]
    return found


def _body(lines: Lines, index: int) -> int:
    """Return the characters of the lines behind one, up to the next title with a number like its own."""
    own, total = number(lines[index].text), 0
    for line in lines[index + 1 :]:
        head = number(line.text)
        if own and head and head.style == own.style and is_title(head.rest):
            break
        total += len(line.text)
    return total


def _longest(marks: list[Mark]) -> list[Mark]:
    """Return the longest chain that counts on; one number may be missing, one that stands twice counts once."""
    best: list[Mark] = []
    for first in [mark for mark in marks if mark.value <= 2][:20]:
        chain = [first]
        for mark in marks:
            if (mark.index, mark.start) > (chain[-1].index, chain[-1].start) and mark.value - chain[-1].value in (1, 2):
                chain.append(mark)
        if len(chain) > len(best):
            best = chain
    return best


def _apart(chain: list[Mark], lines: Lines) -> bool:
    words = sum(len(line.text) for line in lines[chain[0].index : chain[-1].index + 1])
    return words >= _LEAST_BODY * (len(chain) - 1)
