"""All scanners of running text with their data, compiled once: what the checks of texts and the plain-text mode share."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from wenku import blanks, lawnames, privacy, typography
from wenku.data import Data
from wenku.formulas import Formulas
from wenku.lawindex import LawIndex
from wenku.prose import Hit
from wenku.vague import Vague
from wenku.wording import Wording

_LINK = re.compile(r"!(?=\[)|\]\([^)\n]*\)")


@dataclass(frozen=True)
class Piece:
    """A piece of text at a line. `heading` and `checkboxes` say where it stands: boxes to tick belong into attachments."""

    line: int
    text: str
    heading: bool = False
    checkboxes: bool = False


class Scanners:
    """The scanners over one set of data, for one day (formulas have a validity)."""

    def __init__(self, data: Data, on: datetime.date) -> None:
        self.laws = LawIndex(data["laws"])
        self.wording = Wording(data["wording"], data.lines("wording"))
        self.vague = Vague(data["vague"], data.lines("vague"))
        self.formulas = Formulas(data["formulas"], on)

    def found(
        self, pieces: Sequence[Piece], own: Collection[str] = (), narrates: bool = False
    ) -> Iterable[tuple[Piece, str, Hit]]:
        """Yield (piece, term, hit) for laws, wording, blanks, privacy and typography. `term` is what a waiver names, or "".

        `own`: titles that are no laws; `narrates`: a 总结 may tell of a past plan.
        """
        words = self.wording.find_all([piece.text for piece in pieces])
        for piece, worded in zip(pieces, words, strict=True):
            laws = lawnames.find(piece.text, self.laws, own, narrates)
            for term, hit in lawnames.settle(piece.text, self.laws, laws, worded):
                yield piece, term, hit
            for hit in self.plain(piece):
                yield piece, "", hit

    def plain(self, piece: Piece) -> Iterable[Hit]:
        """Yield the hits that need no table: blanks, privacy, typography."""
        links = [match.span() for match in _LINK.finditer(piece.text)]
        yield from (hit for hit in blanks.scan(piece.text) if not (piece.checkboxes and hit.code == "BLANK-7"))
        yield from privacy.scan(piece.text)
        for hit in typography.scan(piece.text, piece.heading):
            if not any(start < hit.end and hit.start < end for start, end in links):
                yield hit

