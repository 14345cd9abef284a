"""LAW, WORD, FORM, BLANK, PRIV, TYPO, VAGUE, PLAN: the running text of a text, its legal basis and its task table.

The scanners are pure modules of their own (wenku.lawnames, wording, formulas, blanks, privacy, typography, vague); here they
are registered and run over the pieces of a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wenku import blanks, formulas, lawnames, privacy, typography, vague, wording
from wenku.check.rules import declare, entry_check
from wenku.document import CONTAINERS, Attachment, Block, Heading, pieces
from wenku.formulas import text_problems
from wenku.frontmatter import waivers
from wenku.lawnames import library_findings
from wenku.library import Entry, Library
from wenku.model import TO_FILL, Problem
from wenku.scanners import Piece
from wenku.vague import plan_problems
from wenku.wording import apply
from wenku.yamlread import Scalar, Seq

for _module in (lawnames, wording, formulas, blanks, privacy, typography, vague):
    for _code, (_title, _why, _severity, _fixable) in _module.CODES.items():
        declare(_code, _title, _why, _severity, _fixable)


@entry_check
def running_text(entry: Entry, library: Library) -> Iterable[Problem]:
    """Laws, wording (less what waivers allow), blanks, privacy and typography of every piece, guidance included."""
    if not entry.is_text or not entry.document.blocks:
        return
    scanners = library.scanners
    names = {block.title for block in entry.document.blocks if isinstance(block, Attachment)}
    narrates = entry.front.raw("kind") in ("总结", "汇报")
    found = list(scanners.found(list(_pieces(entry.document.blocks)), library.titles | names, narrates))
    known = {*library.data["wording"], *library.data["laws"]}
    waived = apply([(term, (piece, hit)) for piece, term, hit in found if term], waivers(entry.front), known)
    yield from waived.problems
    remaining = [pair for _, pair in waived.remaining] + [(piece, hit) for piece, term, hit in found if not term]
    for piece, hit in remaining:
        yield Problem(piece.line, hit.code, hit.message, hit.right)


@entry_check
def basis(entry: Entry, library: Library) -> Iterable[Problem]:
    """LAW-5 to LAW-7: the legal basis against the text."""
    if entry.text and not entry.text.is_form:
        node = entry.front.node.get("laws") if entry.front.node else None
        items = node.items if isinstance(node, Seq) else ()
        lines = {item.raw: item.line for item in items if isinstance(item, Scalar)}
        yield from library_findings(entry.text, library.scanners.laws, lines)


@entry_check
def meaning(entry: Entry, library: Library) -> Iterable[Problem]:
    """FORM, VAGUE and PLAN for texts whose front matter is right."""
    if entry.text is None:
        return
    yield from text_problems(entry.text, library.scanners.formulas)
    hits = library.scanners.vague.document_hits(entry.text.document)
    yield from (Problem(line, hit.code, hit.message, hit.right) for line, hit in hits)
    if not entry.text.is_form:
        yield from plan_problems(entry.text)


def _pieces(blocks: tuple[Block, ...], attached: bool = False) -> Iterator[Piece]:
    for block in blocks:
        heading = isinstance(block, Heading)
        # 待填 is a draft's own mark: META-11 speaks of it where it may not stand.
        yield from (Piece(line, text, heading, attached) for line, text in pieces(block) if text != TO_FILL)
        if isinstance(block, CONTAINERS):
            yield from _pieces(block.blocks, attached or isinstance(block, Attachment))
