"""How well an engine answered: recall@10, MRR@10 and the share of queries without any result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from statistics import fmean

DEPTH = 10


@dataclass(frozen=True)
class Score:
    """Means over the queries of one kind."""

    queries: int
    recall: float
    reciprocal: float
    empty: float


def score(answers: Iterable[tuple[Sequence[str], AbstractSet[str]]]) -> Score:
    """Score (addresses answered in order, addresses that should be found) of each query.

    Recall counts the relevant among the first ten against all relevant, or ten where there are more.
    """
    rows = [(list(found)[:DEPTH], wanted) for found, wanted in answers]
    if not rows:
        return Score(0, 0.0, 0.0, 0.0)
    recall = fmean(len(wanted.intersection(found)) / min(DEPTH, len(wanted)) for found, wanted in rows)
    first = [next((1 / place for place, url in enumerate(found, 1) if url in wanted), 0.0) for found, wanted in rows]
    return Score(len(rows), recall, fmean(first), fmean(not found for found, _ in rows))
