"""Measure the scanners on passages with expected codes: precision and recall per group of rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wenku.formulas import MOST
from wenku.scanners import Piece, Scanners

GROUPS = {
    "laws": "LAW", "wording": "WORD", "formulas": "FORM", "blanks": "BLANK", "privacy": "PRIV", "typography": "TYPO",
    "vague": "VAGUE",
}  # fmt: skip


@dataclass(frozen=True)
class Passage:
    """A short text with the codes of its group that a sensible editor expects in it."""

    text: str
    expect: tuple[str, ...]
    heading: bool = False


@dataclass(frozen=True)
class Score:
    """Counts over a group, and the passages that went wrong: (text, codes too many, codes missed)."""

    passages: int
    right: int
    too_many: int
    missed: int
    wrong: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]

    @property
    def precision(self) -> float:
        """Share of the findings that were expected; 1.0 where there is none."""
        return self.right / (self.right + self.too_many) if self.right + self.too_many else 1.0

    @property
    def recall(self) -> float:
        """Share of the expected findings that were made."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def codes_in(passage: Passage, family: str, scanners: Scanners) -> tuple[str, ...]:
    """Return the codes of one family that the scanners find, as the checks merge them."""
    piece = Piece(1, passage.text, passage.heading)
    if family == "FORM":
        found = [hit.code for hit in scanners.formulas.scan(passage.text)]
        found += ["FORM-2"] if scanners.formulas.count(passage.text) > max(MOST.values()) else []
    elif family == "VAGUE":
        found = [hit.code for hit in scanners.vague.scan(passage.text)]
    else:
        found = [hit.code for _, _, hit in scanners.found([piece])]
    return tuple(code for code in found if code.startswith(f"{family}-"))


def score(passages: Sequence[Passage], family: str, scanners: Scanners) -> Score:
    """Compare what is found in each passage with what is expected: each code counts once a passage."""
    right = too_many = missed = 0
    wrong = []
    for passage in passages:
        got, want = Counter(set(codes_in(passage, family, scanners))), Counter(set(passage.expect))
        right += (got & want).total()
        too_many += (got - want).total()
        missed += (want - got).total()
        if got != want:
            wrong.append((passage.text, tuple((got - want).elements()), tuple((want - got).elements())))
    return Score(len(passages), right, too_many, missed, tuple(wrong))
