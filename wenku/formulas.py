"""Political formulas: a sentence that names a leader, a congress or a guiding thought equals an entry of formulas.yml.

WRITING.md: exact wording only; at most two in a 党建 text, one elsewhere. Titles of books and files in 《》 are no such sentence. The
day on which an entry must be valid is given by the caller; nothing here reads a clock.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wenku.document import pieces, reading, walk
from wenku.model import ERROR, WARNING, Problem, Text
from wenku.prose import Hit
from wenku.stale import last_day

CODES: dict[str, tuple[str, str, str, bool]] = {
    "FORM-1": ("政治表述与表述库不同", "领导人、党的会议和指导思想的表述一字不能差；只用表述库里现在可用的整句。", ERROR, False),
    "FORM-2": ("政治表述太多", "业务文本写一句就够，党建文本至多两句；多了就是套话，换届时还要逐句改。", WARNING, False),
    "FORM-3": ("这句表述不用在这个领域", "每句表述有它的场合；用错了地方，内容就对不上。", WARNING, False),
}
MOST = {"dangjian": 2}

_NUM = "一二三四五六七八九十百"
_LEADERS = "习近平|习总书记|总书记|毛泽东(?!故居)|邓小平|江泽民|胡锦涛|李克强|李强总理|党和国家领导人|党中央的?核心"
_CONGRESS = (
    rf"党的第?[{_NUM}xX×_]{{1,4}}(?:次全国代表)?大(?![家型量队]|学习)|中国共产党第[{_NUM}]{{1,4}}次全国代表大会|"
    rf"(?<![{_NUM}届第女团会])[{_NUM}]{{2,3}}大(?:报告|精神|以来)|[{_NUM}xX×_]{{1,4}}届(?:历次|[{_NUM}xX×_]{{1,2}}中)(?:、?[{_NUM}]中)*全会|"
    rf"历次全会|(?<![{_NUM}届])[{_NUM}]中全会|中央经济工作会议"
)
_THOUGHT = (
    "新时代中国特色社会主义思想|马克思(?:列宁)?主义|马列主义|毛泽东思想|邓小平理论|三个代表|科学发展观|习近平[\u4e00-\u9fff]{2,8}思想|"
    "思想为(?:根本)?指(?:导|引|针)|两个确立|两个维护|四个意识|四个自信|指导思想是"
)
TRIGGER = re.compile(f"{_LEADERS}|{_CONGRESS}|{_THOUGHT}")

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|\{\{[^{}]*\}\}")
_NUMBERING = re.compile(rf"^\s*(?:[{_NUM}]{{1,3}}、|（[{_NUM}\d]{{1,3}}）|\d{{1,2}}[.．、]|一是|二是|三是)")


class Formulas:
    """The table of wordings that may be used on a given day."""

    def __init__(self, rows: Mapping[str, Mapping[str, Any]], on: datetime.date) -> None:
        self.on = on
        self.rows = {_plain(row["wording"]): row for row in rows.values()}

    def valid(self, row: Mapping[str, Any]) -> bool:
        """True when an entry may be used on the day; a date of month or year covers all of it."""
        start, end = row["valid_from"], row["valid_until"]
        began = start is None or (start + "-01-01")[:10] <= self.on.isoformat()
        over = end is not None and (last_day(end) or datetime.date.min) < self.on
        return began and not over

    def usable(self, domain: str | None) -> list[str]:
        """Return the wordings that a text of a domain may use on the day."""
        rows = [row for row in self.rows.values() if self.valid(row)]
        fit = [row["wording"] for row in rows if domain is None or _fits(row, domain)]
        return fit or [row["wording"] for row in rows]

    def scan(self, text: str, domain: str | None = None) -> Iterator[Hit]:
        """Yield FORM-1 and FORM-3 for a piece. A hit lies on the words that name someone, not on the whole sentence.

        `domain`: the text's; None (a blank form, a plain file) fits every entry.
        """
        for start, sentence in _sentences(text):
            row = self.rows.get(_plain(sentence))
            trigger = TRIGGER.search(_TITLE.sub(lambda m: "　" * len(m.group()), sentence))
            if row is None and trigger is None:
                continue
            span = (start + trigger.start(), start + trigger.end()) if trigger else (start, start + len(sentence))
            fault = self._fault(row, sentence, domain)
            if fault:
                yield Hit(*span, *fault)

    def count(self, text: str) -> int:
        """Return how many entries stand in a piece, as sentences or as parts of one."""
        plain, number = _TITLE.sub("", text), 0
        for wording in sorted(self.rows, key=len, reverse=True):
            number += plain.count(wording)
            plain = plain.replace(wording, "　")
        return number

    def _fault(self, row: Mapping[str, Any] | None, sentence: str, domain: str | None) -> tuple[str, str, str] | None:
        short = sentence.strip()[:40] + ("…" if len(sentence.strip()) > 40 else "")
        if row is None:
            nearest = _nearest(_plain(sentence), self.usable(domain))
            right = f"整句改为“{nearest}”，或者删去" if nearest else "删去这一句"
            return "FORM-1", f"“{short}”不在表述库里", right
        if not self.valid(row):
            nearest = _nearest(_plain(sentence), self.usable(domain))
            return "FORM-1", f"“{short}”现在不能用（{_period(row)}）", f"改为“{nearest}”" if nearest else "删去这一句"
        if domain is not None and not _fits(row, domain):
            return "FORM-3", f"“{short}”用于“{'、'.join(row['where'])}”，这个文本属于“{domain}”", "删去，直接写要做的事"
        return None


def text_problems(text: Text, formulas: Formulas) -> list[Problem]:
    """FORM-1 to FORM-3 for a text, guidance left out; entries are counted as the reader of each variant sees them."""
    domain = text.domain.id if text.domain else None
    found: dict[Problem, None] = {}
    for line, piece in _body(text, None):
        for hit in formulas.scan(piece, domain):
            found.setdefault(Problem(line, hit.code, hit.message, hit.right))
    most = MOST.get(domain or "", 1)
    for variant in [term.name for term in text.variants] or [None]:
        lines = [line for line, piece in _body(text, variant) for _ in range(formulas.count(piece))]
        if len(lines) > most:
            message = f"政治表述有 {len(lines)} 句"
            found.setdefault(Problem(lines[most], "FORM-2", message, f"留{'两' if most == 2 else '一'}句，其余删去"))
    return sorted(found, key=lambda problem: problem.line)


def _body(text: Text, variant: str | None) -> Iterator[tuple[int, str]]:
    for block in walk(reading(text.document, variant)):
        yield from pieces(block)


def _sentences(text: str) -> Iterable[tuple[int, str]]:
    """Yield (start, sentence with its final mark); numbers such as （一） before it are left out, marks inside 《》 do not cut."""
    masked = _TITLE.sub(lambda m: "　" * len(m.group()), text)
    for match in _SENTENCE.finditer(masked):
        start, end = match.span()
        number = _NUMBERING.match(masked[start:end])
        start += number.end() if number else 0
        yield start, text[start:end]


def _plain(sentence: str) -> str:
    return re.sub(r"\s", "", sentence).strip("。！？；")


def _fits(row: Mapping[str, Any], domain: str) -> bool:
    return "任何" in row["where"] or domain in row["where"]


def _period(row: Mapping[str, Any]) -> str:
    return f"可用期 {row['valid_from'] or '不详'} 至 {row['valid_until'] or '未定'}"


def _nearest(sentence: str, wordings: list[str]) -> str:
    """Return the entry most like a sentence: one that names the same leader or thought first, one that names none last."""
    named = set(TRIGGER.findall(sentence))

    def rank(wording: str) -> tuple[int, bool, float]:
        ratio = difflib.SequenceMatcher(None, sentence[:200], wording, autojunk=False).ratio()
        same = set(TRIGGER.findall(wording)) & named
        return len(same), "新时代中国特色社会主义思想" in wording, ratio

    return max((w for w in wordings if TRIGGER.search(w)), key=rank, default="")
