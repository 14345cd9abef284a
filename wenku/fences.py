"""Opening and closing lines of blocks: /// guidance | 写作提示 … ///. Which belongs to which."""

from __future__ import annotations

import re

OPEN = re.compile(r"^(/{3,})[ \t]*([^\s|/]+)[ \t]*(?:\|(.*))?$")
CLOSE = re.compile(r"^(/{3,})$")


def unclosed(lines: list[str]) -> frozenset[int]:
    """Return the indexes of opening lines that no closing line belongs to."""
    lost: list[int] = []
    open_: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if closing := CLOSE.match(line):
            if any(slashes == len(closing.group(1)) for _, slashes in open_):
                while open_[-1][1] != len(closing.group(1)):
                    lost.append(open_.pop()[0])
            if open_:
                open_.pop()
        elif opening := OPEN.match(line):
            open_.append((at, len(opening.group(1))))
    return frozenset([*lost, *(at for at, _ in open_)])
