"""The body of a text as a tree: the closed Markdown subset of DESIGN §2, frozen blocks with line numbers.

Checks, exports and Word read this tree; nobody parses Markdown again. It is made by `wenku.parser`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wenku.model import Problem

FIELD = re.compile(r"\{\{([^{}\n]*)\}\}")
FIELD_NAME = re.compile(r"[\u3400-\u9fffA-Za-z0-9]{1,12}")
BLOCK_NAMES = ("guidance", "variant", "signature", "attachment")

_NUMBERS = {
    2: re.compile(r"([一二三四五六七八九十]{1,3})、"),
    3: re.compile(r"（([一二三四五六七八九十]{1,3})）"),
    4: re.compile(r"(\d{1,2})\."),
    5: re.compile(r"（(\d{1,2})）"),
}


@dataclass(frozen=True)
class Heading:
    """`level` 1 is the document's own title; 2 to 5 are 一、（一）1.（1）. `number` is the written number, "" when there is none."""

    level: int
    text: str
    number: str
    anchor: str
    line: int


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, one source line."""

    text: str
    line: int


@dataclass(frozen=True)
class Bullets:
    """A `-` list; only inside guidance."""

    items: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Table:
    """A pipe table: header cells and rows of cells, as many in each row as in the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int


@dataclass(frozen=True)
class Guidance:
    """Advice for the writer: shown on the page, left out of everything that leaves it."""

    title: str
    blocks: tuple[Block, ...]
    line: int


@dataclass(frozen=True)
class Variant:
    """Blocks that belong to some levels only (their names)."""

    levels: tuple[str, ...]
    blocks: tuple[Block, ...]
    line: int


@dataclass(frozen=True)
class Signature:
    """Unit and date, a paragraph each."""

    blocks: tuple[Block, ...]
    line: int


@dataclass(frozen=True)
class Attachment:
    """An attachment with its name; starts a page of its own in Word. `number` is 0 for an only attachment (GB/T 9704 7.3.4)."""

    title: str
    anchor: str
    blocks: tuple[Block, ...]
    line: int
    number: int = 0

    @property
    def label(self) -> str:
        """附件：名称 or, among several, 附件2：名称."""
        return f"附件{self.number or ''}：{self.title}"


Block = Heading | Paragraph | Bullets | Table | Guidance | Variant | Signature | Attachment
CONTAINERS = (Guidance, Variant, Signature, Attachment)


@dataclass(frozen=True)
class Document:
    """A parsed body: its blocks in order, and the structural problems found on the way."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()


def anchor(heading: str) -> str:
    """Return the id of a heading: its Hanzi, letters and digits, lower case."""
    return "".join(re.findall(r"[\u3400-\u9fffA-Za-z0-9]+", heading)).lower() or "section"


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block, outer ones before the blocks that they hold."""
    for block in blocks:
        yield block
        if isinstance(block, CONTAINERS):
            yield from walk(block.blocks)


def pieces(block: Block) -> Iterator[tuple[int, str]]:
    """Yield (line, text) for each text that stands in the block itself, not in blocks inside it."""
    if isinstance(block, (Heading, Paragraph)):
        yield block.line, block.text
    elif isinstance(block, Bullets):
        yield from ((block.line + i, item) for i, item in enumerate(block.items))
    elif isinstance(block, Table):
        yield from ((block.line, cell) for cell in block.header)
        yield from ((block.line + 2 + i, cell) for i, row in enumerate(block.rows) for cell in row)
    elif isinstance(block, (Guidance, Attachment)):
        yield block.line, block.title


def reading(document: Document, variant: str | None, guidance: bool = False) -> tuple[Block, ...]:
    """Return the blocks that a reader of `variant` (a level's name) gets, variant blocks opened in place.

    With None every variant's blocks are there. Guidance is left out unless asked for.
    """

    def opened(blocks: tuple[Block, ...]) -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, Variant):
                if variant is None or variant in block.levels:
                    yield from opened(block.blocks)
            elif guidance or not isinstance(block, Guidance):
                yield block

    return tuple(opened(document.blocks))


def salutation(blocks: Sequence[Block]) -> Paragraph | None:
    """Return the 主送机关 of a reading (GB/T 9704 7.3.2): directly below the title, ends with a full-width colon, no sentence: …如下："""
    if len(blocks) < 2 or not isinstance(blocks[0], Heading) or blocks[0].level != 1 or not isinstance(blocks[1], Paragraph):
        return None
    text = blocks[1].text
    return blocks[1] if text.endswith("：") and not text.endswith("如下：") and "。" not in text else None


def used_fields(document: Document) -> dict[str, int]:
    """Return each field name used anywhere, with the line of its first use."""
    found: dict[str, int] = {}
    for block in walk(document.blocks):
        for line, text in pieces(block):
            for name in FIELD.findall(text):
                found.setdefault(name, line)
    return found


def heading_number(level: int, text: str) -> str:
    """Return the number written at the head of a heading of this level, without its marks, or ""."""
    match = _NUMBERS[level].match(text) if level in _NUMBERS else None
    return match.group(1) if match else ""


def numbered(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Number the attachments where there are several; each has the id 附件1, 附件2 … on the page."""
    attachments = [block for block in blocks if isinstance(block, Attachment)]
    places = {id(block): place for place, block in enumerate(attachments, 1)}

    def with_number(block: Attachment) -> Attachment:
        place = places[id(block)]
        return replace(block, anchor=f"附件{place}", number=place if len(attachments) > 1 else 0)

    return tuple(with_number(block) if isinstance(block, Attachment) else block for block in blocks)
