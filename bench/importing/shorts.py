"""Domain and kind of short labelled passages (bench/importing/labelled): many lines of work, every kind, titles of many forms or none.

A file of bench-import costs a page of labels; a passage costs four lines, so here there are many. `tuning` may be looked at while rules
are written; of `heldback` only the figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.importing.unseen.gold import Accepted, accepted
from wenku.importing import characters, classify, clean, personal, sensitive, structure, titles
from wenku.importing.model import Line
from wenku.importing.structure import Block

HALVES = ("tuning", "heldback")
_FOLDER = Path(__file__).parent / "labelled"


@dataclass(frozen=True)
class Passage:
    """A passage with what is accepted for it. title: "" where it has none."""

    title: str
    domain: Accepted
    kind: Accepted
    lines: tuple[str, ...]

    @property
    def name(self) -> str:
        """What to call it in a list."""
        return self.title or self.lines[0][:16] + "……"


def passages(half: str) -> tuple[Passage, ...]:
    """Return the passages of "tuning" or "heldback"."""
    rows = yaml.safe_load((_FOLDER / f"{half}.yml").read_text("utf-8"))
    return tuple(Passage(row["title"], accepted(row["domain"]), accepted(row["kind"]), tuple(row["lines"])) for row in rows)


def wrong(half: str, vocab: classify.Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield ("domain" or "kind", a sentence) for every label that was not found."""
    for passage in passages(half):
        blocks, _ = structure.structure(tuple(Line(text, n) for n, text in enumerate(passage.lines, 2)))
        profile = classify.classify(titles.tidy(passage.title), blocks, vocab)
        for what, right, got in (("domain", passage.domain, profile.domain), ("kind", passage.kind, profile.kind)):
            if got.value not in right:
                yield what, f"{passage.name} {what}：{got.value}（{'、'.join(got.evidence)}），应为{'或'.join(right)}"


@dataclass(frozen=True)
class Secret:
    """A sentence with what must be gone from a draft and its report, and what is the text's own and must stay."""

    text: str
    gone: tuple[str, ...]
    stays: tuple[str, ...]


def secrets(half: str) -> tuple[Secret, ...]:
    """Return the sentences of "tuning" or "heldback"."""
    rows = yaml.safe_load((_FOLDER / f"private_{half}.yml").read_text("utf-8"))
    return tuple(Secret(row["text"], tuple(map(str, row["gone"])), tuple(map(str, row["stays"]))) for row in rows)


def told(half: str) -> Iterator[tuple[str, str]]:
    """Yield ("gone" or "stays", a sentence) for every string that is still there, or is not any more."""
    for secret in secrets(half):
        blocks, left = sensitive.remove((Block("paragraph", 1, secret.text),))
        _, blocks, notes = personal.remove("", blocks, personal.roster(blocks))
        draft = "".join(block.text for block in blocks)
        report = draft + "".join(note.quoted for note in (*left, *notes)) * (not left)
        yield from (("gone", f"{secret.text}留下了“{words}”") for words in secret.gone if words in report)
        yield from (("stays", f"{secret.text}少了“{words}”") for words in secret.stays if words not in draft)


_BODY = (
    "居民把旧书送到活动室，登记书名以后放上书架，谁想看谁拿。", "看完自己放回去，不收押金，也不催还，弄丢的说一声就行。", "每月最后一个周六整理一次，破了的补，重了的送给邻村。", "孩子的书放低处，字大的书放在老人坐的窗边。",
    "管书的三个人轮着来，一人一个月，钥匙挂在门卫那里。", "灯坏了、架子松了，当天告诉物业，修好以前先拉一根绳子。", "下雨天门口放一只桶，湿伞插在桶里，不带进屋。", "年底数一数少了几本、添了几本，贴在门上给大家看。",
)  # fmt: skip


def furniture_lines(half: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (lines that are furniture, lines that only look like it) of "tuning" or "heldback"."""
    rows = yaml.safe_load((_FOLDER / f"furniture_{half}.yml").read_text("utf-8"))
    return tuple(rows["gone"]), tuple(rows["stays"])


def furnished(half: str) -> Iterator[tuple[str, str]]:
    """Yield ("gone" or "stays", line) for every line that the cleaning treats wrongly, each put alone at the head, in the middle, at the end of a text."""
    for what, rows in zip(("gone", "stays"), furniture_lines(half), strict=True):
        for n, row in enumerate(rows):
            at = (0, len(_BODY) // 2, len(_BODY))[n % 3]
            texts = (*_BODY[:at], row, *_BODY[at:])
            lines, _, _ = clean.clean(tuple(Line(text, i, gap=1) for i, text in enumerate(texts, 1)), {})
            body = "".join(line.text for line in lines)
            wrong = any(end in body for end in (row[:5], row[-5:])) if what == "gone" else characters.half_width(row) not in body
            if wrong or any(text not in body for text in _BODY):
                yield what, row
