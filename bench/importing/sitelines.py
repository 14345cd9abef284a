"""The weights that tell a site's lines from those of texts: python -m bench.importing.sitelines [--write]. Logistic regression (ridge) on labelled lines.

How well it carries over is told by files that were left out of the fit, every fifth in turn. --write fits on all instead and writes
wenku/importing/siteweights.py. Nothing of the reporting half is ever read.
"""

from __future__ import annotations

import base64
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bench.importing import shorts
from bench.importing.unseen import shelf
from bench.importing.unseen.corpus import by_hand
from scripts.tables import ROOT
from wenku.importing import characters, learned
from wenku.importing.model import Line
from wenku.library import read_library

FOLDS, STEPS, RATE = 5, 300, 0.5
RIDGE = 0.05
FACTOR = 3.0
"""How many lines of a text a line of a site counts for: they are fewer."""
BOUNDS = (-0.5, 0.0, 0.5, 1.0, 1.5)
WIDTH = 156
HEAD = '''"""Weights of what tells a site's lines from a text's (wenku/importing/learned.py). Made by python -m bench.importing.sitelines --write; not for editing."""

from __future__ import annotations

from wenku.importing import learned

'''


@dataclass(frozen=True)
class Sample:
    """A labelled line, the file that it is from, and whether a site wrote it."""

    text: str
    file: str
    site: bool


def samples() -> list[Sample]:
    """Return the lines of the tuning halves and of the library."""
    library = read_library(ROOT / "docs").texts
    texts = (Sample(line, text.path, False) for text in library for line, _ in shelf.lines_of(text) if line.strip())
    return [*labelled(), *filter(None, map(_cleaned, texts))]


def labelled() -> list[Sample]:
    """Return the labelled lines: of files, and those short ones that stand alone."""
    found = []
    for name, _, gold in by_hand("tuning"):
        found += [Sample(text, name, True) for text in gold.gone if gold.texts]
        own = (text for label in gold.texts for text in (*label.titles, *(words.replace("|", "某") for level, words in label.lines if level >= 0)))
        found += [Sample(text, name, False) for text in own]
    for site, rows in zip((True, False), shorts.furniture_lines("tuning"), strict=True):
        found += [Sample(row, f"短行 {n}", site) for n, row in enumerate(rows)]
    return [*filter(None, map(_cleaned, found))]


def _cleaned(sample: Sample) -> Sample | None:
    """Return a sample with its line as the cleaning of characters leaves it: without frames and bullets, its marks full width; None when nothing is left."""
    lines, _ = characters.clean((Line(sample.text, 1),), {})
    return replace(sample, text=lines[0].text) if lines and lines[0].text.strip() else None


def fit(given: Sequence[Sample]) -> tuple[np.ndarray, float]:
    """Return (weights of the buckets, bias) by gradient steps scaled to each bucket (Adagrad)."""
    rows = [sorted(learned.buckets(sample.text)) for sample in given]
    row = np.repeat(np.arange(len(rows)), [len(one) for one in rows])
    bucket = np.concatenate([np.array(one) for one in rows])
    share = np.array([len(one) ** -0.5 for one in rows])[row]
    right = np.array([float(sample.site) for sample in given])
    factor = np.where(right > 0, FACTOR, 1.0)
    weights, bias = np.zeros(learned.SIZE), 0.0
    steepness, bias_steepness = np.full(len(weights), 1e-6), 1e-6
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-bias - np.bincount(row, share * weights[bucket], len(rows))))
        slope = factor * (chance - right)
        slopes = np.bincount(bucket, share * slope[row], len(weights)) + RIDGE * weights
        steepness, bias_steepness = steepness + slopes**2, bias_steepness + slope.sum() ** 2
        weights, bias = weights - RATE * slopes / np.sqrt(steepness), bias - RATE * slope.sum() / np.sqrt(bias_steepness)
    return weights, float(bias)


def model(weights: np.ndarray, bias: float) -> learned.Model:
    """Return what is shipped: each weight a byte."""
    step = float(f"{abs(weights).max() / 127:.5f}")
    return learned.Model(bytes(np.clip(np.round(weights / step) + 128, 0, 255).astype(np.uint8)), step, round(bias, 3))


def main() -> int:
    """Print the figures of the files left out, or write the weights when asked to."""
    given = samples()
    if "--write" in sys.argv:
        made = model(*fit(given))
        text = base64.b64encode(made.weights).decode()
        rows = "".join(f'    "{text[at : at + WIDTH]}",\n' for at in range(0, len(text), WIDTH))
        (ROOT / "wenku" / "importing" / "siteweights.py").write_text(f"{HEAD}SITE = learned.model(\n    (\n{rows.replace('    ', '        ')}    ),\n    step={made.step},\n    bias={made.bias},\n)\n", "utf-8")
        return 0
    sites, texts = [], []
    for fold in range(FOLDS):
        inside = [sample for sample in given if zlib.crc32(sample.file.encode()) % FOLDS != fold]
        made = model(*fit(inside))
        for sample in given:
            if zlib.crc32(sample.file.encode()) % FOLDS == fold:
                (sites if sample.site else texts).append(made.score(sample.text))
    for bound in BOUNDS:
        print(f"{bound:+.1f}：网站的行认出 {sum(score > bound for score in sites)}/{len(sites)}，正文的行认错 {sum(score > bound for score in texts)}/{len(texts)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
