"""All stages for one file: name and bytes in, drafts and a report out. The same input gives the same output."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from wenku.data import Data
from wenku.importing import (
    alike,
    classify,
    clean,
    decoding,
    drafting,
    filling,
    furniture,
    htmlpage,
    judge,
    personal,
    plain,
    runs,
    sensitive,
    slugs,
    split,
    structure,
    titles,
    word,
)
from wenku.importing.archive import MAX_FILE
from wenku.importing.model import Extracted, Note, Notes, Piece, Refused, quote, size
from wenku.lawindex import LawIndex

TEXT, HTML = frozenset((".txt", ".text")), frozenset((".html", ".htm", ".xhtml", ".mht"))
READABLE = frozenset((*TEXT, ".md", ".markdown", *HTML, ".docx", ".docm"))
"""What is read here. .doc, .wps, .rtf become .docx before, .zip and folders are opened before."""
MAX_PIECES = 500
_UNBROKEN = 3_000
"""Characters in one line without any full stop that are no text."""


@dataclass(frozen=True)
class Context:
    """What all files share: the vocabularies, the shingles of the library's texts, the words of file names."""

    data: Data
    vocabulary: classify.Vocabulary
    library: alike.Known
    words: frozenset[str]


@dataclass(frozen=True)
class Draft:
    """A draft: its path below the input's folder, its source, where it comes from, what was found on the way."""

    path: str
    source: str
    title: str
    first: int
    last: int
    how: str
    profile: classify.Profile
    notes: Notes


@dataclass(frozen=True)
class Left:
    """A piece that is no model text, and why."""

    title: str
    first: int
    last: int
    why: str


@dataclass(frozen=True)
class Imported:
    """What became of a file. hanzi: how many it held when read."""

    name: str
    sha256: str
    encoding: str
    drafts: tuple[Draft, ...]
    left: tuple[Left, ...]
    notes: Notes
    hanzi: int


def context(data: Data, texts: Mapping[str, str]) -> Context:
    """Make ready what all files share. texts: path → body of the library's texts."""
    return Context(data, classify.vocabulary(data, LawIndex(data["laws"])), alike.Known(texts), slugs.known(data))


def import_file(name: str, raw: bytes, shared: Context) -> Imported:
    """Turn one file into drafts. Raises Refused, with one Chinese line, for a file that cannot be read or holds nothing."""
    extracted, encoding = extract(name, raw)
    total = size(extracted.lines)
    lines, contents, cleaned = clean.clean(extracted.lines, shared.data["lookalikes"])
    lines, parted = runs.part(lines)
    if not lines:
        raise Refused("里面没有文字")
    pieces, notes = split.split(lines, contents)
    if len(pieces) > MAX_PIECES:
        raise Refused(f"分出 {len(pieces)} 篇，超过 {MAX_PIECES} 篇：先拆成几个文件")
    around = [note.line for note in cleaned if note.what == "删去" and note.why in furniture.FOR_BUYERS]
    drafts: list[Draft] = []
    private: frozenset[str] = frozenset()
    left: list[Left] = []
    kept: list[Piece] = []
    for piece in pieces:
        why = judge.judge(piece, sum(piece.first <= line <= piece.last for line in around)) or sensitive.unfit(piece.title)
        if why:
            left.append(Left(quote(titles.tidy(piece.title) or piece.lines[0].text if piece.lines else piece.title, 40), piece.first, piece.last, why))
        else:
            kept.append(piece)
    near = {found.index: found for found in alike.alike([_words(piece) for piece in kept], shared.library)}
    for index, piece in enumerate(kept):
        repeated = _repeated(near[index]) if index in near else ()
        draft, found = _draft(piece, shared, {draft.path for draft in drafts}, repeated, extracted.title)
        drafts.append(draft)
        private |= found
    if not drafts:
        raise Refused("没有范本：" + "；".join(dict.fromkeys(found.why for found in left)))
    return Imported(name, hashlib.sha256(raw).hexdigest(), encoding, tuple(drafts), tuple(left), tuple(personal.blotted(note, private) for note in (*extracted.notes, *cleaned, *parted, *notes)), total)


def extract(name: str, raw: bytes) -> tuple[Extracted, str]:
    """Return the lines of a file by its ending, checked against what it is, and the name of its encoding ("" for Word)."""
    if len(raw) > MAX_FILE:
        raise Refused(f"文件超过 {MAX_FILE // 1024 // 1024} MB，没有读：拆成几个文件再试")
    if not raw:
        raise Refused("文件是空的")
    ending = PurePosixPath(name.lower()).suffix
    if ending in (".docx", ".docm"):
        return word.docx(raw), ""
    if ending not in READABLE:
        raise Refused(f"不认识 {ending or '没有扩展名'} 的文件：只读 .txt、.md、.html、.docx、.doc、.wps、.rtf、.zip")
    named = htmlpage.charset(raw) if ending in HTML else ""
    read = decoding.read(raw)
    if named and read.confidence < 1 and named.startswith(("gb", "big5")):
        read = decoding.Read(raw.decode("gb18030" if named.startswith("gb") else "big5hkscs", errors="replace"), named, 0.95, read.notes[1:])
    if max(map(len, read.text.split("\n"))) > _UNBROKEN and not re.search("[。！？；.]", read.text):
        raise Refused("没有一个句号，也没有分行，不像文稿")
    found = htmlpage.page(read.text) if ending in HTML else plain.md(read.text) if ending in (".md", ".markdown") else plain.txt(read.text)
    if size(found.lines) < judge.SCRAP // 2:
        raise Refused("里面几乎没有汉字，不是文稿")
    return Extracted(found.lines, (*read.notes, *found.notes), found.title), read.encoding


def _draft(piece: Piece, shared: Context, taken: set[str], repeated: Notes, document: str) -> tuple[Draft, frozenset[str]]:
    """Return the draft of a piece, and what is private in it: no note may quote it."""
    blocks, built = structure.structure(piece.lines)
    name = piece.title or (document if titles.own(titles.tidy(document)) else "")
    known, numbers = personal.roster(blocks), personal.secrets(blocks)
    blocks, sensible = sensitive.remove(blocks)
    heading, blocks, private = personal.remove(_heading(name) if name else "", blocks, known)
    profile = classify.classify(titles.tidy(name), blocks, shared.vocabulary)
    doubts = [Note("classify", piece.first, "存疑", doubt) for doubt in profile.doubts]
    if not name:
        heading = name = f"{shared.data['domains'][profile.domain.value].name}工作{profile.kind.value}"
        doubts.append(Note("split", piece.first, f"题名“{name}”是程序拟的", "原文没有题名"))
    heading, blocks, filled = filling.fill(heading, blocks)
    title = titles.tidy(filling.bare(heading)) or titles.tidy(name)
    slug = slugs.slug(title, shared.words, (path.split("/")[1].removesuffix(".md") for path in taken))
    source = drafting.draft(title, heading, blocks, profile, shared.data["fields"], shared.data["frontmatter"])
    notes = (*built, *doubts, *repeated, *sensible, *private, *filled)
    notes = tuple(personal.blotted(note, known | numbers) for note in notes)
    return Draft(f"{profile.domain.value}/{slug}.md", source, title, piece.first, piece.last, piece.how, profile, notes), known | numbers


def _heading(name: str) -> str:
    """Return the text's own title: without 范文 and number, but with its year, which becomes a field."""
    year = titles.year(name)
    title = titles.tidy(name)
    return f"{year}年{title}" if year and title else title or name


def _repeated(found: alike.Alike) -> Notes:
    return (Note("repeats", 0, f"与 {found.other} 有 {found.share:.0%} 相同", "近似重复，留一篇"),)


def _words(piece: Piece) -> str:
    return "".join(line.text + "".join(cell for row in line.rows for cell in row) for line in piece.lines)
