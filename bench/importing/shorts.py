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
from wenku.importing import classify, personal, sensitive, structure, titles
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
        _, blocks, notes = personal.remove("", blocks)
        draft = "".join(block.text for block in blocks)
        report = draft + "".join(note.quoted for note in (*left, *notes)) * (not left)
        yield from (("gone", f"{secret.text}留下了“{words}”") for words in secret.gone if words in report)
        yield from (("stays", f"{secret.text}少了“{words}”") for words in secret.stays if words not in draft)
