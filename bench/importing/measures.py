"""How well a file was imported: texts found whole, titles, domains, kinds, words lost, what should have gone and is still there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.importing.layouts import CARD, JUNK_HEAD, JUNK_MIDDLE, JUNK_TAIL, PERSON, PHONE
from bench.importing.texts import UNITS, Gold
from bench.importing.unseen.gold import Label, accepted
from wenku.importing.pipeline import Draft, Imported

WHOLE = 0.9
"""Share of a text's grams that its draft must hold, and of the draft's that must be the text's, to count as found."""
_GRAM = 5
_NAMES = re.compile("|".join((*UNITS, *(unit[:2] for unit in UNITS), "居民委员会", "村民委员会", "办事处", PERSON)))
_HANZI = re.compile("[\u4e00-\u9fff]+")


@dataclass(frozen=True)
class Unwanted:
    """What must have gone: `junk` and `sensitive` from drafts, `private` from drafts and reports."""

    junk: Sequence[str] = ()
    private: Sequence[str] = ()
    sensitive: Sequence[str] = ()


GENERATED = Unwanted([junk[:10] for junk in (*JUNK_HEAD, *JUNK_MIDDLE, *JUNK_TAIL) if len(junk) > 5], (PHONE, CARD, PERSON))


@dataclass
class Score:
    """Counts over files. `wrong`: sentences on what was not as it should be."""

    golds: int = 0
    drafts: int = 0
    found: int = 0
    titled: int = 0
    titles: int = 0
    domains: int = 0
    kinds: int = 0
    grams: int = 0
    lost: int = 0
    junk: int = 0
    private: int = 0
    sensitive: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Of splitting: texts found whole and alone."""
        return 2 * self.found / max(1, self.golds + self.drafts)


def add(score: Score, name: str, golds: Sequence[Gold | Label], done: Imported | None, report: str = "", unwanted: Unwanted = GENERATED) -> None:
    """Count one file. None: it was refused."""
    drafts = list(done.drafts) if done else []
    bodies = [grams(draft.source.split("---\n", 2)[2]) for draft in drafts]
    score.golds, score.drafts = score.golds + len(golds), score.drafts + len(drafts)
    everything = set().union(*bodies) if bodies else set()
    for gold in golds:
        own = grams(_words(gold))
        score.grams += len(own)
        missing = own - everything
        score.lost += len(missing)
        if missing:
            score.wrong.append(f"{name} 《{gold.title}》丢了 {len(missing)}/{len(own)}：{'、'.join(sorted(missing)[:4])}")
        best = max(range(len(drafts)), key=lambda i: len(own & bodies[i]), default=-1)
        names = gold.titles if isinstance(gold, Label) else [gold.title]
        known = set().union(*map(grams, (*names, *map(plain, names))), grams("".join(words for _, words in gold.lines))) | (filled(gold, drafts[best].source) if best >= 0 else set())
        body = bodies[best] - known | own & bodies[best] if best >= 0 else set()
        _match(score, name, gold, own, drafts[best] if best >= 0 else None, body)
    right = _solid("".join(gold.title + _words(gold) for gold in golds))
    _left(score, name, "\n".join(draft.source for draft in drafts), report, unwanted, right)


def _match(score: Score, name: str, gold: Gold | Label, own: set[str], draft: Draft | None, body: set[str]) -> None:
    if draft is None or len(own & body) < WHOLE * len(own) or len(own & body) < WHOLE * len(body):
        score.wrong.append(f"{name} 《{gold.title}》没有单独成篇")
        return
    score.found += 1
    score.titled += bool(gold.title)
    titles = [plain(title) for title in (gold.titles if isinstance(gold, Label) else [gold.title])]
    for what, right, got in (
        ("titles", titles, plain(draft.title)), ("domains", accepted(gold.domain), draft.profile.domain.value), ("kinds", accepted(gold.kind), draft.profile.kind.value),
    ):  # fmt: skip
        if what == "titles" and not any(right):
            continue
        setattr(score, what, getattr(score, what) + (got in right))
        if got not in right:
            score.wrong.append(f"{name} 《{gold.title}》{what}：{got}")


def _left(score: Score, name: str, drafts: str, report: str, unwanted: Unwanted, right: str) -> None:
    """Count what is left. An end of a passage that stands in the right texts too (an advertisement that begins with a title) proves nothing."""
    solid, told = _solid(drafts), _solid(drafts + report)
    for what, passages, where, named in (
        ("junk", unwanted.junk, solid, "留下了“{}”"), ("private", unwanted.private, told, "留下了个人信息“{}”"), ("sensitive", unwanted.sensitive, solid, "留下了不宜公开的“{}”"),
    ):  # fmt: skip
        left = [passage for passage in passages if any(end in where and end not in right for end in _ends(passage, whole=what == "private"))]
        setattr(score, what, getattr(score, what) + len(left))
        score.wrong += [f"{name} {named.format(passage)}" for passage in left]


def _ends(passage: str, whole: bool) -> tuple[str, ...]:
    """Return what shows that a passage is still there: its first and its last ten characters, or all of it."""
    solid = _solid(passage)
    return (solid,) if whole else (solid[:10], solid[-10:])


def _solid(text: str) -> str:
    """Return the letters, digits and Hanzi of a text: a passage wrapped or punctuated otherwise is the same passage."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def grams(text: str) -> set[str]:
    """Return the runs of five Hanzi of a text, names of units and numbers of headings left out."""
    text = re.sub(r"(?m)^#* ?(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}条)", "", text)
    runs = _HANZI.findall(_NAMES.sub("|", re.sub(r"\{\{[^{}]*\}\}", "|", text)))
    return {run[i : i + _GRAM] for run in runs for i in range(len(run) - _GRAM + 1)}


def filled(gold: Gold | Label, draft: str) -> set[str]:
    """Return the grams of a draft's lines that are the text's with something in its blanks (|): 每月|次 stands for 每月两次 too."""
    solid, found = _bare(draft), set()
    for _, words in gold.lines:
        parts = [re.escape(part) for part in map(_bare, _NAMES.sub("|", words).split("|"))]
        match = re.search(".{0,24}?".join(parts), solid) if len(parts) > 1 and len("".join(parts)) >= _GRAM else None
        around = solid[max(0, match.start() - _GRAM) : match.end() + _GRAM] if match else ""
        found |= {around[i : i + _GRAM] for i in range(len(around) - _GRAM + 1)}
    return found


def _bare(text: str) -> str:
    return "".join(_HANZI.findall(_NAMES.sub("|", re.sub(r"\{\{[^{}]*\}\}", "|", text))))


def plain(title: str) -> str:
    """Return a title without units, years, fields and punctuation, for comparing."""
    title = re.sub(r"\{\{[^{}]*\}\}|[2２]\s*[0０][\dxX×_＿*○〇\s]{2,4}年?度?|二〇二[×xX\w]年度?", "", title)
    title = re.sub("|".join((*UNITS, "20\\d\\d年?")), "", title)
    return re.sub("^(?:社区|村|街道)|[^\u4e00-\u9fff]", "", title)


def _words(gold: Gold | Label) -> str:
    return "\n".join(words for level, words in gold.lines if level >= 0)
