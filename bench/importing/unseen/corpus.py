"""The unseen files written by hand: raw/ and gold/ in a folder for each half. What was reported on becomes tuning when another batch is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.importing.unseen.gold import Gold, read
from bench.importing.unseen.word import word

HERE = Path(__file__).parent
HALVES = ("tuning", "reporting")


def by_hand(half: str) -> Iterator[tuple[str, bytes, Gold]]:
    """Yield (name, bytes, labels) of the files of one half, in order of names. A source x.docx.src becomes x.docx."""
    for source in sources(half):
        gold = read(labels_of(source))
        raw = source.read_bytes()
        if source.suffix == ".src":
            yield source.stem, word(raw.decode("utf-8")), gold
        else:
            yield source.name, raw.decode("utf-8").encode(gold.codec) if gold.codec else raw, gold


def sources(half: str) -> list[Path]:
    """Return the raw files of a folder as they are committed."""
    return sorted((HERE / half / "raw").iterdir())


def labels_of(source: Path) -> Path:
    """Return the place of a raw file's labels."""
    return source.parents[1] / "gold" / f"{source.name.removesuffix('.src')}.yml"
