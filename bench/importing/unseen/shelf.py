"""The library's own texts as raw files: a few in each compilation, as a reader sees them, then messed up.

Every text of docs/plans is once in each half; the halves group them otherwise and lay them out otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle

from bench.importing.unseen import mess
from bench.importing.unseen.gold import Gold, Label
from wenku.document import FIELD, Heading, Signature, reading, walk
from wenku.examples import example_in
from wenku.export import plain_text
from wenku.model import Text

SIZES = {"tuning": (2, 3, 4, 5), "reporting": (3, 2, 5, 4)}
STEP = {"tuning": 7, "reporting": 11}
"""Texts that are neighbours in docs/plans (one domain) come to stand in different files, each half in its own way."""

Layout = Callable[[Sequence[str], Sequence[list[str]]], tuple[str, tuple[str, ...]]]


def files(half: str, texts: Iterable[Text]) -> Iterator[tuple[str, bytes, Gold]]:
    """Yield (name, bytes, labels) of the compilations of one half."""
    plans = sorted((text for text in texts if text.domain and text.published), key=lambda text: text.path)
    layouts = cycle(mess.LAYOUTS[half])
    for number, group in enumerate(_groups(_spread(plans, STEP[half]), SIZES[half]), 1):
        layout, spoil, codec = next(layouts)
        words = [lines_of(text) for text in group]
        raw, gone = layout([text.title for text in group], [[shown for shown, _ in lines] for lines in words])
        labels = tuple(_label(text, lines) for text, lines in zip(group, words, strict=True))
        yield f"合编{number}.txt", spoil(raw).encode(codec), Gold(labels, gone)


def _spread(plans: Sequence[Text], step: int) -> list[Text]:
    return [plan for first in range(step) for plan in plans[first::step]]


def _groups(plans: Sequence[Text], sizes: Sequence[int]) -> Iterator[Sequence[Text]]:
    at = 0
    for size in cycle(sizes):
        if at >= len(plans):
            return
        yield plans[at : at + size]
        at += size


def lines_of(text: Text) -> list[tuple[str, str]]:
    """Return (words as a reader sees them with the examples filled in, words with | for each field) by line, without the title."""
    variant = text.variants[0].name if text.variants else None
    examples = {field.key: example_in(field, text, variant) for field in text.fields}
    blocks = [block for block in reading(text.document, variant) if not (isinstance(block, Heading) and block.level == 1)]
    lines = plain_text(blocks)
    return [(FIELD.sub(lambda m: examples.get(m[1], "") or "____", line), FIELD.sub("|", line)) for line in lines]


def _label(text: Text, lines: Sequence[tuple[str, str]]) -> Label:
    """The signature is no part of the words: an importer may turn it into a field whole. Examples may stay or become fields again."""
    signed = {line for block in walk(text.document.blocks) if isinstance(block, Signature) for line in plain_text([block])}
    own = tuple((-1 if words in {FIELD.sub("|", line) for line in signed} else 0, words) for _, words in lines)
    assert text.domain
    filled = tuple((-1, shown) for shown, words in lines if shown != words)
    return Label((text.title,), (text.domain.id,), (text.kind.name,), ((-1, text.title), *own, *filled))
