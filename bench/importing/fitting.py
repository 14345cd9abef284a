"""The weights of the evidence for where texts begin: python -m bench.importing.fitting [--write]. Logistic regression (ridge) on files put together by chance and on the labelled ones.

How well it carries over is told by files that were left out of the fit, every fifth in turn, with their texts. --write fits on all instead and
writes wenku/importing/weights.py. Nothing of the reporting halves is ever read.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bench.importing.blocks import Block, Page, blocks, page, shelved
from bench.importing.composing import Made, made
from scripts.bench_import import raws
from scripts.tables import ROOT
from wenku.importing import evidence, starts
from wenku.importing.markers import chains
from wenku.importing.model import SHORTEST
from wenku.library import Library, read_library

FOLDS = 5
FILES = 1600
"""Files put together for one fit."""
REAL = 6.0
"""How many of them a line of a labelled file counts for."""
RIDGE = 3.0
GIVEN = {"row": 3.2, "signs": 2.0, "first heading": -2.5, "rules surely": 3.0, "opens after a signature": 2.5, "issued": 2.5, "same words": -1.6}
"""Weights that are not fitted: what the rules of thumb are sure of is a start unless much speaks against it; so is an introduction behind a signature. Files
put together by chance say too little of texts without titles, and share fewer words than real compilations."""
HEAD = '''"""Weights of the evidence for where a text begins (wenku/importing/evidence.py). Made by python -m bench.importing.fitting --write; not for editing."""

from __future__ import annotations

from collections.abc import Mapping

'''

Sample = tuple[dict[str, float], bool]


@dataclass
class Counts:
    """Starts found rightly, found wrongly, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __str__(self) -> str:
        f1 = 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)
        return f"F1 {f1:.3f}（对 {self.right}，多 {self.wrong}，少 {self.missed}）"


def pages(library: Library) -> list[Page]:
    """Return the labelled files of the tuning halves."""
    files = [file for corpus in ("by hand", "library") for file in raws(corpus, "tuning", library.texts)]
    return [found for name, raw, golds, _ in files if (found := page(name, raw, golds, library.data))]


def samples(one: Page | Made) -> Iterable[Sample]:
    """Yield for each line at which a text may begin its features, given the right starts before it, and whether one does."""
    whole = evidence.Page(one.lines, one.contents)
    since = whole.base
    right = set(one.starts)
    for at in whole.candidates():
        enough = whole.before[at] - whole.before[since] >= SHORTEST
        if enough and (at in right or at not in getattr(one, "as_well", ())):
            yield whole.features(at) | whole.since(at, since), at in right
        since = at if at in right else since


def fit(learned: Sequence[Sample], factors: Sequence[float]) -> tuple[float, dict[str, float]]:
    """Return (bias, weights); what can only speak for or against a start, and came out the other way, is left out and the rest fitted again."""
    left_out: set[str] = set()
    while True:
        bias, weights = _fit(learned, factors, left_out)
        wrong = {name for name, weight in weights.items() if name in evidence.FOR and weight < 0 or name in evidence.AGAINST and weight > 0}
        if not wrong:
            return bias, weights
        left_out |= wrong


def _fit(learned: Sequence[Sample], factors: Sequence[float], left_out: set[str]) -> tuple[float, dict[str, float]]:
    """Return (bias, weights) by Newton's method."""
    names = sorted({name for features, _ in learned for name in features} - left_out - set(GIVEN))
    place = {name: at for at, name in enumerate(names, 1)}
    given = np.zeros((len(learned), len(names) + 1))
    given[:, 0] = 1
    for row, (features, _) in enumerate(learned):
        for name, value in ((name, value) for name, value in features.items() if name in place):
            given[row, place[name]] = value
    offset = np.array([sum(features.get(name, 0.0) * weight for name, weight in GIVEN.items()) for features, _ in learned])
    right, factor = np.array([float(label) for _, label in learned]), np.array(factors)
    ridge, beta = np.full(len(names) + 1, RIDGE), np.zeros(len(names) + 1)
    ridge[0] = 0.01
    for _ in range(30):
        chance = 1 / (1 + np.exp(-given @ beta - offset))
        slope = given.T @ (factor * (right - chance)) - ridge * beta
        step = np.linalg.solve((given * (factor * chance * (1 - chance))[:, None]).T @ given + np.diag(ridge), slope)
        beta += step
        if abs(step).max() < 1e-6:
            break
    return float(beta[0]), {name: float(beta[at]) for name, at in place.items()} | GIVEN


def fitted(real: Sequence[Page], shelf: Sequence[Block], seed: int = 1) -> tuple[float, dict[str, float]]:
    """Return the weights from labelled files and from files put together of their texts and of the library's."""
    pool = [block for one in real for block in blocks(one)] + list(shelf)
    by_chance = [sample for one in made(pool, FILES, seed) for sample in samples(one)]
    labelled = [sample for one in real if not chains(one.lines) for sample in samples(one)]
    return fit(by_chance + labelled, [1.0] * len(by_chance) + [REAL] * len(labelled))


def counted(found: Iterable[Page | Made], bias: float, weights: dict[str, float]) -> Counts:
    """Count the starts of files; where a text may be said to begin earlier, that counts as right."""
    counts = Counts()
    for one in found:
        whole = evidence.Page(one.lines, one.contents)
        right = {at for at in one.starts if at > whole.base and whole.before[at] - whole.before[whole.base] >= SHORTEST}
        well = getattr(one, "as_well", frozenset())
        hit = set()
        for at in starts.best(whole, bias, weights):
            nearest = min((start for start in right if start >= at), default=None) if at in well else None
            if at in right or nearest is not None:
                hit.add(at if at in right else nearest)
            elif at not in well:
                counts.wrong += 1
        counts.right, counts.missed = counts.right + len(hit), counts.missed + len(right - hit)
    return counts


def main() -> int:
    """Print the figures of the files left out, or write the weights when asked to."""
    library = read_library(ROOT / "docs")
    real, shelf = pages(library), shelved(library.texts)
    total, chance = Counts(), Counts()
    if "--write" in sys.argv:
        bias, weights = fitted(real, shelf)
        table = "".join(f'    "{name}": {weight:.2f},\n' for name, weight in sorted(weights.items()))
        (ROOT / "wenku" / "importing" / "weights.py").write_text(f"{HEAD}BIAS = {bias:.2f}\nWEIGHTS: Mapping[str, float] = {{\n{table}}}\n", "utf-8")
        return 0
    for fold in range(FOLDS):
        out = [one for one in real if zlib.crc32(one.name.encode()) % FOLDS == fold]
        bias, weights = fitted([one for one in real if one not in out], shelf, fold)
        for counts, files in ((total, [one for one in out if not chains(one.lines)]), (chance, list(made([block for one in out for block in blocks(one)], 40, 90 + fold)))):
            new = counted(files, bias, weights)
            counts.right, counts.wrong, counts.missed = counts.right + new.right, counts.wrong + new.wrong, counts.missed + new.missed
    print(f"没有参加拟合的文件，没有分篇标记的：{total}")
    print(f"它们的各篇随机拼成的文件：{chance}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
