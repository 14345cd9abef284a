"""Stage 4, afterwards: heads without a body joined to what follows, names for pieces that have none."""

from __future__ import annotations

from collections.abc import Sequence

from wenku.importing import titles
from wenku.importing.model import Piece, size


def merged(pieces: list[Piece]) -> list[Piece]:
    """Put a head without a body (the compilation's title) before the piece that follows it; it names that one when nothing else does."""
    found: list[Piece] = []
    held = ""
    for piece in pieces:
        if size(piece.lines) < 20 and len(pieces) > 1 and not any(line.rows for line in piece.lines):
            held = held or piece.title or "".join(line.text for line in piece.lines)
            if found and piece is pieces[-1] and piece.lines:
                found[-1] = Piece(found[-1].title, found[-1].lines + piece.lines, found[-1].how, found[-1].title_line)
            continue
        found.append(piece if piece.title or not held else Piece(held, piece.lines, piece.how, piece.title_line))
        held = ""
    return found or pieces


def named(pieces: list[Piece], contents: Sequence[str]) -> list[Piece]:
    """Give pieces without a title that of the table of contents, when it has as many as there are pieces, else what they call themselves."""
    if contents and len(contents) == len(pieces):
        pieces = [p if p.title and not titles.is_plain(p.title) else Piece(c, p.lines, p.how + "，题名取自目录", p.title_line) for p, c in zip(pieces, contents, strict=True)]
    return [_renamed(piece) for piece in pieces]


def _renamed(piece: Piece) -> Piece:
    """Name a piece whose title is missing, or says no more than its kind, by what its first sentences call it."""
    if piece.title and not titles.is_plain(piece.title):
        return piece
    said = titles.said("".join(line.text for line in piece.lines[:4]))
    said = "" if piece.title and titles.is_plain(said) else said
    return Piece(said or piece.title, piece.lines, piece.how + ("，题名取自正文" if said else ""), piece.title_line)
