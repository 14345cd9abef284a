"""SAME: no two texts share a passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wenku.check.rules import declare, library_check
from wenku.document import Document, Table, pieces, walk
from wenku.library import Library
from wenku.model import WARNING, Problem
from wenku.repeats import LENGTH, repeats

declare("SAME-1", "两个文本有一段相同", f"连续 {LENGTH} 个汉字与别的文本相同，读者会以为是凑数；改了一处，另一处就旧了。", severity=WARNING)


@library_check
def shared_passages(library: Library) -> Iterable[tuple[str, Problem]]:
    """SAME-1: a run of LENGTH Hanzi stands in two texts; names of laws and the formulas do not count."""
    formulas = [formula["wording"] for formula in library.data["formulas"].values()]
    texts = {entry.path: tuple(_lines(entry.document)) for entry in library.entries if entry.is_text}
    for found in repeats(texts, formulas):
        message = f"与 docs/{found.other} 第 {found.other_line} 行有 {len(found.run)} 个字相同：“{found.run[:24]}……”"
        yield found.name, Problem(found.line, "SAME-1", message, "按这件事自己的情况另写；确实一样的做法只写在一个文本里，别处写它的题名")


def _lines(document: Document) -> Iterator[tuple[int, str]]:
    for block in walk(document.blocks):
        if isinstance(block, Table):
            yield from ((block.line + 2 + i, "".join(row)) for i, row in enumerate(block.rows))
        else:
            yield from pieces(block)
