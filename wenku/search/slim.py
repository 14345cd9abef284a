"""The client script as it is served: without comments, indentation and spaces around signs, near half as long; what it does is the same.

No minifier: lines stay lines, so that an error's place can be found. Lines that are comments go, `/** types */` within a line go, spaces
at the beginnings of lines and around signs go. That is safe for a script without template strings and without "/**" or a line
beginning with "//" in its strings; strings stay as they are, and lines with a regular expression or a division. A test runs the served form.
"""

from __future__ import annotations

import re

_BLOCK = re.compile(r"/\*.*?\*/", re.S)
_LINE = re.compile(r"^//.*$")
_TAIL = re.compile(r"(?<=[;{},]) +// .*$")
_STRING = re.compile(r'("(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\')')
_SIGN = re.compile(r" *([][=,;:?(){}<>|&!*]) *|(?<![+-]) ([+-]) (?![+-])")
"""`a + +b` keeps its spaces."""


def slim(script: str) -> str:
    """Return a script without comments, indentation and spaces around signs. Raises ValueError when it has a template string."""
    code = _BLOCK.sub("", script)
    if "`" in code:
        raise ValueError("a template string may hold what looks like a comment")
    lines = (line.strip() for line in code.split("\n"))
    kept = (_TAIL.sub("", line) for line in lines if line and not _LINE.match(line))
    return "\n".join(map(_tight, kept)) + "\n"


def _tight(line: str) -> str:
    parts = _STRING.split(line)
    if any("/" in code for code in parts[::2]):
        return line
    parts[::2] = [_SIGN.sub(r"\1\2", code) for code in parts[::2]]
    return "".join(parts)
