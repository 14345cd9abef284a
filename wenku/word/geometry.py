"""What a page of a Word file must measure, once it is laid out: lines, edges and page number against the table of numbers.

Pure: `scripts.proof_word` reads the places of characters out of a PDF and asks here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from wenku.word import gbt9704 as g

TOLERANCE_MM = 0.5
RIGHT_EDGE_MM, LOWER_EDGE_MM = g.PAGE_WIDTH_MM - g.MARGIN_RIGHT_MM, g.MARGIN_TOP_MM + g.TYPE_HEIGHT_MM


@dataclass(frozen=True)
class Line:
    """Characters on one baseline: its depth from the page's top, its ends, all in mm, and what it reads."""

    baseline: float
    left: float
    right: float
    size: float
    text: str

    @property
    def columns(self) -> int | None:
        """Number of characters where all are as wide as a Hanzi, else None. A mark that hangs does not count."""
        wide = all(unicodedata.east_asian_width(c) in "WFA" for c in self.text)
        return len(self.text) - self.hangs if wide else None

    @property
    def hangs(self) -> bool:
        """True when a mark hangs in the margin: LibreOffice 7.4 reads overflowPunct the wrong way round."""
        return self.right > RIGHT_EDGE_MM + TOLERANCE_MM and unicodedata.category(self.text[-1]).startswith("P")


@dataclass(frozen=True)
class Sheet:
    """One page: lines in body size, and the line of the page number."""

    number: int
    body: tuple[Line, ...]
    folio: Line | None

    @property
    def top(self) -> float:
        """Upper edge of the first line: the Hanzi (0.88 above, 0.12 below the baseline) stands in the middle of it.

        A font with other metrics than 仿宋 moves it: the fallback font of a test machine by 0.4 mm.
        """
        return self.body[0].baseline - g.mm(0.88 * g.BODY_PT + (g.LINE_PT - g.BODY_PT) / 2)

    @property
    def bottom(self) -> float:
        """Distance of the last line's lower edge from the page's."""
        return g.PAGE_HEIGHT_MM - self.body[-1].baseline - g.mm(0.12 * g.BODY_PT + (g.LINE_PT - g.BODY_PT) / 2)

    @property
    def full(self) -> bool:
        """True when body lines alone fill the page."""
        return len(self.body) == g.LINES

    @property
    def aside(self) -> float:
        """Distance of the page number from its side of the type area: right on odd pages, left on even ones."""
        if self.folio is None:
            return 0.0
        return RIGHT_EDGE_MM - self.folio.right if self.number % 2 else self.folio.left - g.MARGIN_LEFT_MM


def faults(pages: Sequence[Sheet]) -> list[str]:
    """Return what is off on the pages of one file, in Chinese."""
    said = []
    for page in pages:
        at = f"第{page.number}页"
        columns = max((line.columns or 0 for line in page.body), default=0)
        if len(page.body) > g.LINES or columns > g.CHARACTERS:
            said.append(f"{at}有 {len(page.body)} 行、每行 {columns} 字")
        left = min((line.left for line in page.body), default=g.MARGIN_LEFT_MM) - g.MARGIN_LEFT_MM
        right = max((line.right for line in page.body if not line.hangs), default=RIGHT_EDGE_MM) - RIGHT_EDGE_MM
        if left < -TOLERANCE_MM or right > TOLERANCE_MM:
            said.append(f"{at}左右超出版心")
        if page.full and max(abs(page.top - g.MARGIN_TOP_MM), abs(page.bottom - g.MARGIN_BOTTOM_MM)) > TOLERANCE_MM:
            said.append(f"{at}天头 {page.top:.2f} 毫米、地脚 {page.bottom:.2f} 毫米")
        if page.folio is None or page.folio.text != f"—{page.number}—":
            said.append(f"{at}没有页码")
        elif abs(page.aside - g.mm(g.PAGE_NUMBER_INDENT_CHARACTERS * g.PAGE_NUMBER_PT)) > TOLERANCE_MM:
            said.append(f"{at}页码距版心边 {page.aside:.2f} 毫米")
    return said
