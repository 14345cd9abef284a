"""The one parser of a text's body: the closed Markdown subset of DESIGN §2 as a tuple of frozen blocks with line numbers.

Checks, exports and Word read this tree; nobody parses Markdown again. Structural mistakes come back as problems and the
parser goes on, so that one pass finds all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wenku.model import Problem

FIELD = re.compile(r"\{\{([^{}\n]*)\}\}")
FIELD_NAME = re.compile(r"[\u3400-\u9fffA-Za-z0-9]{1,12}")
BLOCK_NAMES = ("guidance", "variant", "signature", "attachment")

_OPEN = re.compile(r"^(/{3,})[ \t]*([^\s|/]+)[ \t]*(?:\|(.*))?$")
_CLOSE = re.compile(r"^(/{3,})[ \t]*$")
_HEADING = re.compile(r"^(#{1,6})([ \t]*)(.*?)[ \t]*$")
_NUMBERS = {
    2: re.compile(r"([一二三四五六七八九十]{1,3})、"),
    3: re.compile(r"（([一二三四五六七八九十]{1,3})）"),
    4: re.compile(r"(\d{1,2})\."),
    5: re.compile(r"（(\d{1,2})）"),
}
_BULLET = re.compile(r"^- +(.*)$")
_FOREIGN_LIST = re.compile(r"^(?:[*+]|\d+[.)])[ \t]+")
_FOREIGN_BLOCK = re.compile(r"^(?:>|```|~~~|(?:[-*_=][ \t]*){3,}$)")
_SEPARATOR = re.compile(r"^:?-{3,}:?$")


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
    """An attachment with its name; starts a page of its own in Word. `anchor` is the id of its title on the page."""

    title: str
    anchor: str
    blocks: tuple[Block, ...]
    line: int


Block = Heading | Paragraph | Bullets | Table | Guidance | Variant | Signature | Attachment
CONTAINERS = (Guidance, Variant, Signature, Attachment)


@dataclass(frozen=True)
class Document:
    """A parsed body: its blocks in order, and the structural problems found on the way."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()


def parse(body: str, first_line: int = 1) -> Document:
    """Parse a body whose first line is line `first_line` of its file. Never raises."""
    return _Parser(first_line).run(body)


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


@dataclass
class _Frame:
    name: str
    argument: str
    line: int
    slashes: int
    blocks: list[Block]
    anchor: str = ""


class _Parser:
    def __init__(self, first_line: int) -> None:
        self.first = first_line
        self.problems: list[Problem] = []
        self.stack = [_Frame("", "", first_line, 99, [])]
        self.anchors: set[str] = set()
        self.lines: list[str] = []

    def run(self, body: str) -> Document:
        self.lines = body.split("\n")
        at = 0
        while at < len(self.lines):
            at = self.step(at)
        for frame in reversed(self.stack[1:]):
            self.problem(frame.line, "BLOCK-1", f"“{frame.name}”块没有结束", f"在块的末尾单独写一行 {'/' * frame.slashes}")
        while len(self.stack) > 1:
            self.pop()
        return Document(tuple(self.stack[0].blocks), tuple(sorted(self.problems, key=lambda p: p.line)))

    def problem(self, line: int, code: str, message: str, right: str) -> None:
        self.problems.append(Problem(line, code, message, right))

    def add(self, block: Block) -> None:
        self.stack[-1].blocks.append(block)

    def step(self, at: int) -> int:
        """Read the block that starts at index `at`; return the index after it."""
        line = self.lines[at].rstrip()
        number = self.first + at
        if not line:
            return at + 1
        if line[0] in " \t\u3000":
            self.problem(number, "BODY-4", "行首有空格", "从行首写起，首行缩进由版式完成")
            line = line.lstrip(" \t\u3000")
        if line.startswith("///"):
            self.fence(line, number, at)
            return at + 1
        if line.startswith("#"):
            self.heading(line, number)
            return at + 1
        if line.startswith("|"):
            return self.table(at)
        if line.startswith("- ") and self.stack[-1].name == "guidance":
            return self.bullets(at)
        return self.paragraph(line, at)

    def fence(self, line: str, number: int, at: int) -> None:
        around = (self.lines[at - 1] if at else "") + (self.lines[at + 1] if at + 1 < len(self.lines) else "")
        if around.strip():
            self.problem(number, "BLOCK-7", "块的开始行和结束行前后没有空行", "在这一行的前面和后面各空一行")
        closing = _CLOSE.match(line)
        if closing:
            self.close(len(closing.group(1)), number)
            return
        opening = _OPEN.match(line)
        if opening:
            self.open(len(opening.group(1)), opening.group(2), (opening.group(3) or "").strip(), number)
        else:
            self.problem(number, "BLOCK-2", f"看不懂的块“{line[:20]}”", f"块名只能是 {'、'.join(BLOCK_NAMES)}")

    def open(self, slashes: int, name: str, argument: str, number: int) -> None:
        if name not in BLOCK_NAMES:
            self.problem(number, "BLOCK-2", f"没有“{name}”这种块", f"块名只能是 {'、'.join(BLOCK_NAMES)}")
        outer = self.stack[-1]
        if outer.name and (outer.name, name) != ("variant", "guidance"):
            self.problem(number, "BLOCK-3", f"“{name}”块写在了“{outer.name}”块里面", "只有 guidance 可以写在 variant 里面，其余不嵌套")
        elif slashes >= outer.slashes:
            self.problem(number, "BLOCK-3", "里层块的斜线不比外层少", "外层写 ////，里层写 ///")
        # An attachment's title is a heading on the page and takes its id there, in this order.
        name_on_page = self.unique(anchor(f"附件：{argument}")) if name == "attachment" else ""
        self.stack.append(_Frame(name, argument, number, slashes, [], name_on_page))

    def close(self, slashes: int, number: int) -> None:
        if len(self.stack) == 1:
            self.problem(number, "BLOCK-5", "块的结束行没有对应的开始行", "删去这一行，或者补上开始行，如 /// guidance | 写作提示")
            return
        frame = self.stack[-1]
        if frame.slashes != slashes:
            right = f"写成 {'/' * frame.slashes}"
            self.problem(number, "BLOCK-5", f"结束行的斜线数与第 {frame.line} 行的开始行不同", right)
        self.pop()

    def pop(self) -> None:
        frame = self.stack.pop()
        blocks = tuple(frame.blocks)
        if not blocks:
            self.problem(frame.line, "BLOCK-6", f"“{frame.name}”块里没有内容", "写上内容，或者删去这个块")
        if frame.name == "guidance":
            self.add(Guidance(frame.argument or "写作提示", blocks, frame.line))
        elif frame.name == "variant":
            self.add(Variant(tuple(frame.argument.split()), blocks, frame.line))
        elif frame.name == "signature":
            self.add(Signature(blocks, frame.line))
        elif frame.name == "attachment":
            self.add(Attachment(frame.argument, frame.anchor, blocks, frame.line))
        else:
            self.stack[-1].blocks.extend(blocks)

    def heading(self, line: str, number: int) -> None:
        marks, space, text = _HEADING.match(line).groups()  # type: ignore[union-attr]
        level = len(marks)
        if level > 5:
            self.problem(number, "HEAD-2", "标题最多五级", "六级以下的内容写成段落")
            level = 5
        if space != " " or not text:
            self.problem(number, "HEAD-5", "# 号后面要有一个空格，再写标题", f"写成 {marks} {text or '标题'}")
        self.add(Heading(level, text, heading_number(level, text), self.unique(anchor(text)), number))

    def unique(self, name: str) -> str:
        # Python-Markdown's toc numbers repeated ids in the same way; a test compares both.
        candidate, count = name, 0
        while candidate in self.anchors:
            count += 1
            candidate = f"{name}_{count}"
        self.anchors.add(candidate)
        return candidate

    def paragraph(self, line: str, at: int) -> int:
        number = self.first + at
        if _FOREIGN_BLOCK.match(line):
            self.problem(number, "BODY-4", f"正文不用“{line[:3]}”这种写法", "引用、代码、分隔线都写成普通段落或者删去")
            return at + 1
        if line.startswith("- ") or _FOREIGN_LIST.match(line):
            where = "" if line.startswith("- ") else "，提示块里也只用“- ”"
            self.problem(number, "BODY-3", "正文里用了列表" + where, "写成带（1）（2）的段落，或者表格")
            self.add(Paragraph(line, number))
            return at + 1
        parts = [line]
        end = at + 1
        while end < len(self.lines) and self.continues(self.lines[end]):
            parts.append(self.lines[end].strip())
            self.problem(self.first + end, "BODY-7", "一个段落被折成了几行", "一个段落写成一行，段落之间空一行")
            end += 1
        self.add(Paragraph("".join(parts), number))
        return end

    def continues(self, line: str) -> bool:
        text = line.strip()
        return bool(text) and not text.startswith(("///", "#", "|", "- ")) and not _FOREIGN_BLOCK.match(text)

    def bullets(self, at: int) -> int:
        items = []
        end = at
        while end < len(self.lines) and (match := _BULLET.match(self.lines[end].rstrip())):
            items.append(match.group(1))
            end += 1
        if end < len(self.lines) and self.lines[end].strip() and not self.lines[end].startswith("///"):
            self.problem(self.first + end, "BODY-3", "列表的一项被折成了几行，或者列表后面没有空行", "一项写成一行，列表后面空一行")
        self.add(Bullets(tuple(items), self.first + at))
        return end

    def table(self, at: int) -> int:
        end = at
        while end < len(self.lines) and self.lines[end].strip().startswith("|"):
            end += 1
        rows = [self.cells(self.lines[i].strip(), self.first + i) for i in range(at, end)]
        number = self.first + at
        if at and self.lines[at - 1].strip():
            self.problem(number, "BODY-6", "表格前面没有空行", "在表格前面空一行")
        if len(rows) < 3 or not all(_SEPARATOR.match(cell) for cell in rows[1]):
            self.problem(number, "BODY-6", "表格缺少表头、分隔行或数据行", "第一行表头，第二行 |---|---|，第三行起是数据")
            self.add(Table(rows[0], tuple(rows[1:]), number))
            return end
        for i, row in enumerate(rows[1:], 1):
            if len(row) != len(rows[0]):
                message = f"这一行有 {len(row)} 格，表头有 {len(rows[0])} 格"
                self.problem(self.first + at + i, "BODY-6", message, "每一行的格数与表头相同，没有内容的格写“—”")
        if not all(rows[0]):
            self.problem(number, "BODY-6", "表头有空格子", "给每一列写上名称")
        self.add(Table(rows[0], tuple(rows[2:]), number))
        return end

    def cells(self, line: str, number: int) -> tuple[str, ...]:
        if not line.endswith("|") or len(line) < 2:
            self.problem(number, "BODY-6", "表格的行没有用 | 收尾", "每一行以 | 开头、以 | 收尾")
            line += "|"
        return tuple(cell.strip() for cell in line[1:-1].split("|"))
