"""The one parser of a text's body. Structural mistakes come back as problems and the parser goes on.

One fault gives one problem: an unclosed block ends where the next one begins, a misspelt one is read as the block meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wenku.document import (
    BLOCK_NAMES,
    Attachment,
    Block,
    Bullets,
    Document,
    Guidance,
    Heading,
    Paragraph,
    Signature,
    Variant,
    anchor,
    heading_number,
    numbered,
)
from wenku.fences import CLOSE, OPEN, unclosed
from wenku.model import Problem
from wenku.nearest import closest
from wenku.tables import read_table

_HEADING = re.compile(r"^(#{1,6})([ \t]*)(.*)$")
_BULLET = re.compile(r"^- +(.*)$")
_LIST = re.compile(r"^(?:[-*+]|\d+[.)])[ \t]+")
_FOREIGN_BLOCK = re.compile(r"^(?:>|```|~~~|(?:[-*_=][ \t]*){3,}$)")
_ONLY = f"块名只能是 {'、'.join(BLOCK_NAMES)}"


def parse(body: str, first_line: int = 1) -> Document:
    """Parse a body whose first line is line `first_line` of its file. Never raises."""
    return _Parser(body, first_line).run()


@dataclass
class _Frame:
    name: str
    argument: str
    line: int
    slashes: int
    blocks: list[Block]
    closed: bool = True
    known: bool = True


class _Parser:
    def __init__(self, body: str, first_line: int) -> None:
        self.first = first_line
        self.problems: list[Problem] = []
        self.stack = [_Frame("", "", first_line, 0, [])]
        self.anchors: set[str] = set()
        self.raw = body.split("\n")
        self.lines = [line.strip() for line in self.raw]
        self.unclosed = unclosed(self.lines)

    def run(self) -> Document:
        at = 0
        while at < len(self.lines):
            at = self.step(at)
        while len(self.stack) > 1:
            self.pop()
        blocks = numbered(tuple(self.stack[0].blocks))
        return Document(blocks, tuple(sorted(self.problems, key=lambda p: p.line)))

    def problem(self, line: int, code: str, message: str, right: str) -> None:
        self.problems.append(Problem(line, code, message, right))

    def add(self, block: Block) -> None:
        self.stack[-1].blocks.append(block)

    def line(self, at: int) -> str:
        return self.lines[at] if 0 <= at < len(self.lines) else ""

    def step(self, at: int) -> int:
        """Read the block that starts at index `at`; return the index after it, which is always greater."""
        line = self.lines[at]
        if not line:
            return at + 1
        if self.raw[at][0].isspace():
            self.problem(self.first + at, "BODY-4", "行首有空格", "从行首写起，首行缩进由版式完成")
        if line.startswith("///"):
            return self.fence(line, at)
        if line.startswith("#"):
            return self.heading(line, at)
        if line.startswith("|"):
            return self.table(at)
        if _FOREIGN_BLOCK.match(line):
            return self.foreign(line, at)
        if _BULLET.match(line) and self.stack[-1].name == "guidance":
            return self.bullets(at)
        return self.paragraph(line, at)

    def fence(self, line: str, at: int) -> int:
        number, below = self.first + at, self.line(at + 1)
        if self.line(at - 1) or (below and not below.startswith("///")):
            self.problem(number, "BLOCK-7", "块的开始行和结束行前后没有空行", "在这一行的前面和后面各空一行")
        closing, opening = CLOSE.match(line), OPEN.match(line)
        if closing:
            self.close(len(closing.group(1)), number)
        elif opening:
            self.open(len(opening.group(1)), opening.group(2), (opening.group(3) or "").strip(), at)
        else:
            self.problem(number, "BLOCK-2", f"看不懂的块“{line[:20]}”", _ONLY)
        return at + 1

    def open(self, slashes: int, name: str, argument: str, at: int) -> None:
        number, known = self.first + at, name in BLOCK_NAMES
        if not known:
            meant = closest(name, BLOCK_NAMES, 0.7)
            self.problem(number, "BLOCK-2", f"没有“{name[:20]}”这种块", f"是不是“{meant}”？" if meant else _ONLY)
            name = meant or "guidance"
        while not self.stack[-1].closed and not _may_hold(self.stack[-1], name, slashes):
            self.pop()
        outer = self.stack[-1]
        if known and outer.known and not _may_hold(outer, name, slashes):
            says = f"“{name}”块写在了“{outer.name}”块里面", "只有 guidance 可以写在 variant 里面，其余不嵌套"
            if (outer.name, name) == ("variant", "guidance"):
                says = "里层块的斜线不比外层少", "外层写 ////，里层写 ///"
            self.problem(number, "BLOCK-3", *says)
        self.stack.append(_Frame(name, argument, number, slashes, [], at not in self.unclosed, known))

    def close(self, slashes: int, number: int) -> None:
        if len(self.stack) == 1:
            right = "删去这一行，或者补上开始行，如 /// guidance | 写作提示"
            self.problem(number, "BLOCK-5", "块的结束行没有对应的开始行", right)
            return
        if any(frame.slashes == slashes for frame in self.stack):
            while self.stack[-1].slashes != slashes:
                self.pop()
        else:
            top = self.stack[-1]
            says = f"结束行的斜线数与第 {top.line} 行的开始行不同", f"写成 {'/' * top.slashes}"
            self.problem(number, "BLOCK-5", *says)
        self.pop()

    def pop(self) -> None:
        frame = self.stack.pop()
        blocks = tuple(frame.blocks)
        if frame.known and not frame.closed:
            right = f"在块的末尾单独写一行 {'/' * frame.slashes}"
            self.problem(frame.line, "BLOCK-1", f"“{frame.name}”块没有结束", right)
        elif frame.known and not blocks:
            self.problem(frame.line, "BLOCK-6", f"“{frame.name}”块里没有内容", "写上内容，或者删去这个块")
        if frame.name == "guidance":
            self.add(Guidance(frame.argument or "写作提示", blocks, frame.line))
        elif frame.name == "variant":
            self.add(Variant(tuple(frame.argument.split()), blocks, frame.line))
        elif frame.name == "signature":
            self.add(Signature(blocks, frame.line))
        else:
            self.add(Attachment(frame.argument, "", blocks, frame.line))

    def heading(self, line: str, at: int) -> int:
        marks, space, text = _HEADING.match(line).groups()  # type: ignore[union-attr]
        level, number = len(marks), self.first + at
        if level > 5:
            self.problem(number, "HEAD-2", "标题最多五级", "六级以下的内容写成段落")
            self.add(Paragraph(text, number))
        elif space != " " or not text:
            self.problem(number, "HEAD-5", "# 号后面要有一个空格，再写标题", f"写成 {marks} {text or '标题'}")
        if level < 6 and (text or level == 1):
            self.add(Heading(level, text, heading_number(level, text), self.unique(anchor(text)), number))
        return at + 1

    def unique(self, name: str) -> str:
        # Python-Markdown's toc numbers repeated ids in the same way; a test compares both.
        candidate, count = name, 0
        while candidate in self.anchors:
            count += 1
            candidate = f"{name}_{count}"
        self.anchors.add(candidate)
        return candidate

    def foreign(self, line: str, at: int) -> int:
        """Report a quotation, rule or code block once; keep its words, so that fields in them count as used."""
        right = "引用、代码、分隔线都写成普通段落或者删去"
        self.problem(self.first + at, "BODY-4", f"正文不用“{line[:1 if line[0] == '>' else 3]}”这种写法", right)
        end, words = at + 1, [line.lstrip("> ")]
        if line[0] in "`~":
            closing = next((i for i in range(end, len(self.lines)) if self.lines[i].startswith(line[:3])), at)
            words, end = self.lines[end:closing], closing + 1
        elif line[0] != ">":
            words = []
        while line[0] == ">" and self.line(end).startswith(">"):
            words.append(self.lines[end].lstrip("> "))
            end += 1
        if any(words):
            self.add(Paragraph("".join(words), self.first + at))
        return end

    def paragraph(self, line: str, at: int) -> int:
        number, end = self.first + at, at + 1
        if _LIST.match(line):
            where = "" if line.startswith("- ") else "，提示块里也只用“- ”"
            self.problem(number, "BODY-3", "正文里用了列表" + where, "写成带（1）（2）的段落，或者表格")
            self.add(Paragraph(_LIST.sub("", line), number))
            return end
        while self.continues(self.line(end)):
            end += 1
        if end > at + 1:
            self.problem(number + 1, "BODY-7", "一个段落被折成了几行", "一个段落写成一行，段落之间空一行")
        self.add(Paragraph("".join(self.lines[at:end]), number))
        return end

    def continues(self, line: str) -> bool:
        return bool(line) and not line.startswith(("///", "#", "|", "- ")) and not _FOREIGN_BLOCK.match(line)

    def bullets(self, at: int) -> int:
        end, above = at, self.line(at - 1)
        while _BULLET.match(self.line(end)):
            end += 1
        items = [line[2:].lstrip() for line in self.lines[at:end]]
        if above and not above.startswith(("///", "#")):
            self.problem(self.first + at, "BODY-3", "列表前面没有空行", "在列表前面空一行")
        if self.continues(self.line(end)):
            message = "列表的一项被折成了几行，或者列表后面没有空行"
            self.problem(self.first + end, "BODY-3", message, "一项写成一行，列表后面空一行")
        while self.continues(self.line(end)):
            items[-1] += self.lines[end]
            end += 1
        self.add(Bullets(tuple(items), self.first + at))
        return end

    def table(self, at: int) -> int:
        end, above = at, self.line(at - 1)
        while self.line(end).startswith("|"):
            end += 1
        if above and not above.startswith("///"):
            self.problem(self.first + at, "BODY-6", "表格前面没有空行", "在表格前面空一行")
        if self.continues(self.line(end)):
            right = "在表格后面空一行，否则这一行会变成表格的一行"
            self.problem(self.first + end, "BODY-6", "表格后面没有空行", right)
        table, problems = read_table(self.lines[at:end], self.first + at)
        self.problems += problems
        self.add(table)
        return end


def _may_hold(outer: _Frame, name: str, slashes: int) -> bool:
    return not outer.name or (outer.name == "variant" and name == "guidance" and slashes < outer.slashes)
