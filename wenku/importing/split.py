"""Stage 4, a file → its texts: by numbered marks, nested ones too; else by titles, signatures, introductions and headings that begin anew."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wenku.importing import heads, naming, numbered, starts, titles
from wenku.importing.markers import Mark, chains
from wenku.importing.model import SHORTEST, Line, Lines, Note, Notes, Piece, hanzi, quote, size
from wenku.importing.patterns import END, SURE, number

_NESTING = 3


def split(lines: Lines, contents: Sequence[str] = ()) -> tuple[tuple[Piece, ...], Notes]:
    """Return the texts of a file in order, and notes: where each begins and why. `contents`: titles of a table of contents."""
    pieces = _by_marks(lines, contents, "", 0)
    pieces = naming.named(pieces, contents)
    notes = tuple(Note("split", piece.first, f"第 {n} 篇从这里开始", piece.how, quote(piece.title, 40)) for n, piece in enumerate(pieces, 1))
    return tuple(pieces), (notes if len(pieces) > 1 else ()) + _unused(lines, pieces)


def _unused(lines: Lines, pieces: Sequence[Piece]) -> Notes:
    """Name the lines that went into no text and are no title or mark either: what someone noted above a title, a document's number."""
    kept = {line.number for piece in pieces for line in piece.lines}
    said = [words for piece in pieces for words in (piece.title, piece.how) if words]
    rest = (line for line in lines if line.number not in kept and hanzi(line.text))
    return tuple(
        Note("split", line.number, "没有收进草稿", "不属于任何一篇的正文", quote(line.text)) for line in rest if not any(line.text in words or words in line.text for words in said)
    )


def _by_marks(lines: Lines, contents: Sequence[str], title: str, depth: int) -> list[Piece]:
    found = chains(lines) if depth < _NESTING else []
    if not found:
        return _by_evidence(lines, contents, title, depth > 0)
    chain = found[0]
    pieces = []
    before = _before(lines, chain[0])
    if size(before) >= SHORTEST:
        pieces += _by_marks(before, contents, "", depth + 1)
    for mark, following in zip(chain, [*chain[1:], None], strict=True):
        name, body = _marked(lines, mark, following)
        inner = _by_marks(body, (), name, depth + 1)
        pieces += [_with(piece, name, mark, lines) if i == 0 else piece for i, piece in enumerate(inner)]
    return pieces


def _with(piece: Piece, name: str, mark: Mark, lines: Lines) -> Piece:
    how = f"分篇标记“{lines[mark.index].text[mark.start : mark.end].strip()[:30]}”"
    return Piece(piece.title or name, piece.lines, how, lines[mark.index].number)


def _before(lines: Lines, mark: Mark) -> Lines:
    head = lines[mark.index].text[: mark.start].strip()
    return lines[: mark.index] + ((lines[mark.index].with_text(head),) if head else ())


def _marked(lines: Lines, mark: Mark, following: Mark | None) -> tuple[str, Lines]:
    """Return (title on the mark's line, the lines up to the next mark). The title may stand behind the mark, or before it."""
    end = following.index if following else len(lines)
    line = lines[mark.index]
    same = following is not None and following.index == mark.index
    stop = following.start if same and following else len(line.text)
    rest = line.text[mark.end : stop].strip(" ：:、.-—|")
    tail: Lines = ()
    if following and not same:
        head = lines[following.index].text[: following.start].strip()
        tail = (lines[following.index].with_text(head),) if head else ()
    body = (() if same else lines[mark.index + 1 : end]) + tail
    prefix = mark.prefix if re.search(f"(?:{SURE})", mark.prefix) else ""
    if not rest:
        return prefix, body
    glued = titles.own(rest)
    if glued:
        return glued[0], ((line.with_text(glued[1]),) if glued[1] else ()) + body
    if re.search(f"(?:{SURE})$", titles.tidy(rest)) and len(rest) <= 60 and not re.search("[，。；：]", rest) and body:
        return rest, body
    if len(rest) <= 40 and rest[-1] not in END and "，" not in rest and number(rest) is None and body:
        return prefix or titles.said("".join(other.text for other in body[:3])) or rest, body
    return prefix, (Line(rest, line.number, whole=True, gap=True), *body)


def _by_evidence(lines: Lines, contents: Sequence[str], title: str, marked: bool = False) -> list[Piece]:
    """Split lines that no chain of marks runs through; where marks part the file, numbers that begin anew are not enough."""
    begun = starts.starts(lines, contents, marked)
    cuts = sorted({0, *begun, len(lines)})
    lines = _unnumbered(lines, cuts[:-1])
    pieces = []
    for at, end in zip(cuts, cuts[1:], strict=False):
        head, body, how = heads.head(lines[at:end], named=bool(title) and at == 0)
        first = lines[at].number if lines[at:end] else 0
        pieces.append(Piece(head or (title if at == 0 else ""), body, begun.get(at, how), first))
    return naming.merged(pieces)


def _unnumbered(lines: Lines, cuts: Sequence[int]) -> Lines:
    """Take the numbers off the titles that texts begin with, below the names of parts of a collection."""
    named = numbered.titles(lines) if len(cuts) > 1 else {}
    found = list(lines)
    for at in cuts:
        while at < len(lines) - 1 and at not in named and (at == 0 or numbered.PART.match(lines[at].text)):
            at += 1
        found[at] = lines[at].with_text(named.get(at, lines[at].text))
    return tuple(found)
