"""Write wenku/search/foldtable.py: what each character folds to, frozen. For maintainers, when OpenCC's data change.

python -m scripts.fold_table (--check: compare with the file, write nothing). Frozen because making it takes as long as indexing
three hundred texts; a test makes it again and compares.

Hanzi come from OpenCC's own character data (`t2s`), and what `s2tw` and `s2hk` make of a common Simplified character folds back to
it; letters, widths and accents from Unicode's.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from opencc import OpenCC

from scripts.command import Parser
from wenku.search.fold import LETTERS, WIDE, gb2312, runs

TABLE = Path(__file__).resolve().parent.parent / "wenku" / "search" / "foldtable.py"
HEADER = '''"""What each BMP character folds to, frozen. Made by python -m scripts.fold_table; do not edit.

From the data of OpenCC {opencc} (Apache-2.0) and of Unicode. RUNS: [first, last, shift] of codes; PAIRS: a character and what it
folds to, one after the other.
"""

# fmt: off
# ruff: noqa: E501
'''
PER_LINE = 60
"""Pairs in a line of the file."""
_COMPATIBLE = (range(0x2F00, 0x2FD6), range(0xF900, 0xFB00))
_HANZI = (range(0x2E80, 0x2FE0), range(0x3400, 0xA000), range(0xF900, 0xFB00))
_U_WITH_DOTS = "üÜǖǘǚǜǕǗǙǛ"
"""Typed as v in pinyin: nv, lv."""
_IN_PHRASES = {"覆": "复", "俱": "具", "藉": "借", "甦": "苏"}
"""What s2tw writes within words only (答覆, 傢俱), so that no table of single characters has it. A test over the library finds more."""


def made() -> Mapping[str, str]:
    """Return the whole table: each BMP character that folds to another one, and that one."""
    simple = {**_compatible(), **_simplified()}
    chars = {chr(code) for codes in LETTERS for code in codes} | {chr(code) for code in WIDE} | set(simple) | {"\u3000", "\u00a0"}
    folded = {char: _folded(char, simple) for char in sorted(chars)}
    return {char: to for char, to in folded.items() if to != char}


def render(table: Mapping[str, str]) -> str:
    """Return the table as Python source. Characters that look like others, or like nothing, stand as escapes."""
    long, pairs = runs(table)
    lines = [HEADER.format(opencc=version("opencc")), f"RUNS = {long!r}", "PAIRS = ("]
    lines += [f"    {pairs[at : at + 2 * PER_LINE]!a}" for at in range(0, len(pairs), 2 * PER_LINE)]
    return "\n".join([*lines, ")"]) + "\n"


def main(argv: list[str] | None = None) -> int:
    """Write the table, or compare it; return an exit code."""
    parser = Parser(prog="python -m scripts.fold_table", description="生成冻结的折叠表（繁简、全半角、大小写）。")
    parser.add_argument("--check", action="store_true", help="只与现有的表核对，不写文件")
    options = parser.parse_args(argv)
    text = render(made())
    if options.check:
        same = TABLE.read_text(encoding="utf-8") == text
        print("与现有的表一致。" if same else "与现有的表不一致。")
        return 0 if same else 1
    TABLE.write_text(text, encoding="utf-8", newline="\n")
    print(f"已写入 {TABLE.name}。")
    return 0


def _folded(char: str, simple: Mapping[str, str]) -> str:
    """Apply the steps until nothing changes: a full-width capital takes two."""
    for _ in range(4):
        to = simple.get(char) or _plain(char)
        if to == char:
            return char
        char = to
    return char


def _plain(char: str) -> str:
    code = ord(char)
    if code in WIDE:
        return chr(code - 0xFEE0)
    if char in "\u3000\u00a0":
        return " "
    if char in _U_WITH_DOTS:
        return "v"
    if any(code in codes for codes in LETTERS):
        bare = "".join(c for c in unicodedata.normalize("NFKD", char.lower()) if not unicodedata.combining(c))
        return bare if len(bare) == 1 and bare.isalnum() else char
    return char


def _compatible() -> dict[str, str]:
    """Radicals and compatibility Hanzi, which only look like Hanzi → the Hanzi."""
    pairs = ((chr(code), unicodedata.normalize("NFKC", chr(code))) for codes in _COMPATIBLE for code in codes)
    return {char: to for char, to in pairs if to != char and len(to) == 1 and to <= "\uffff"}


def _simplified() -> dict[str, str]:
    chars = [chr(code) for codes in _HANZI for code in codes]
    simple = {char: to for char, to in _converted("t2s", chars).items() if char != to}
    simple |= _IN_PHRASES
    for config in ("s2tw", "s2hk"):
        for char, other in _converted(config, sorted(gb2312())).items():
            if char not in simple and other not in simple and char != other:
                simple[other] = char
    return simple


def _converted(config: str, chars: list[str]) -> dict[str, str]:
    """Convert characters one by one (a line each: OpenCC's phrases do not reach over a line); BMP results only."""
    lines = OpenCC(config).convert("\n".join(chars)).split("\n")
    return {char: to for char, to in zip(chars, lines, strict=True) if len(to) == 1 and to <= "\uffff"}


if __name__ == "__main__":
    sys.exit(main())
