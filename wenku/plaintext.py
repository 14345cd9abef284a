"""Plain-text mode: any .txt, .md or .docx, decoded and checked for laws, wording, blanks, privacy and typography.

Quotations in findings have personal data masked: they are made from a copy of the line in which it is blotted out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from wenku import blanks, lawnames, privacy, typography
from wenku.check.rules import RULES
from wenku.decode import decode
from wenku.docxtext import docx_text
from wenku.encodings import binary_kind, remedy
from wenku.hant import simplify
from wenku.model import Finding, Problem
from wenku.prose import Hit
from wenku.scanners import Scanners
from wenku.typography.protect import TOKEN_MARK

MAX_BYTES = 5 * 1024 * 1024
SUFFIXES = (".txt", ".md", ".docx")
_FRONT = re.compile(r"\A---\n.*?\n---(?=\n|\Z)", re.S)
_ADDRESS = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")


def check_plain(name: str, raw: bytes, scanners: Scanners) -> tuple[Finding, ...]:
    """Return the findings of one file of any origin, in order of lines. `name` is shown as given."""
    if len(raw) > MAX_BYTES:
        message, right = f"文件太大，超过 {MAX_BYTES // 1024} kB", "拆成几个小文件，分别检查"
        return (_finding(name, Problem(1, "ENC-6", message, right)),)
    if not raw.strip() and not name.lower().endswith(".docx"):
        return (_finding(name, Problem(1, "ENC-1", "文件是空的", "写上文字再检查")),)
    what = "" if name.lower().endswith(".docx") else binary_kind(raw)
    if what:
        return (_finding(name, Problem(1, "ENC-1", f"不是文字文件，是{what}", remedy(what))),)
    if name.lower().endswith(".docx"):
        text, problems = docx_text(raw)
    else:
        decoded = decode(raw)
        text, problems = decoded.text, decoded.problems
    if name.lower().endswith(".md"):
        text = _FRONT.sub(lambda m: "\n" * m.group().count("\n"), text)
    found = {_finding(name, problem) for problem in (*problems, *_problems(text, scanners))}
    return tuple(sorted(found))


def _problems(text: str, scanners: Scanners) -> Iterable[Problem]:
    lines = [_folded(line) for line in text.split("\n")]
    masked = [_ADDRESS.sub(r"\1", privacy.redacted(line, TOKEN_MARK)) for line in lines]
    whole = "\n".join(masked)
    laws: list[list[tuple[str, Hit]]] = [[] for _ in lines]
    starts = _starts(masked)
    for term, hit in lawnames.find(whole, scanners.laws):  # over the whole: names wrap over lines
        at = whole.count("\n", 0, hit.start)
        laws[at].append((term, Hit(hit.start - starts[at], hit.end - starts[at], hit.code, _one_line(hit.message), hit.right)))
    words = scanners.wording.find_all(masked)
    for number, (line, plain) in enumerate(zip(lines, masked, strict=True), 1):
        settled = lawnames.settle(plain, scanners.laws, laws[number - 1], words[number - 1])
        hits = [hit for _, hit in settled]
        hits += [*privacy.scan(line), *blanks.scan(plain), *typography.scan(plain)]
        yield from (Problem(number, hit.code, _shown(hit.message), _shown(hit.right)) for hit in hits)


def _starts(lines: list[str]) -> list[int]:
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return starts


def _folded(line: str) -> str:
    """Return the line in Simplified script where that changes no offset: the tables are Simplified."""
    simple = simplify(line) if any(char > "\u2fff" for char in line) else line
    return simple if len(simple) == len(line) else line


def _shown(sentence: str) -> str:
    return sentence.replace(TOKEN_MARK, "*")


def _one_line(message: str) -> str:
    return message.replace("\n", "")


def _finding(name: str, problem: Problem) -> Finding:
    rule = RULES[problem.code]
    return Finding(name, problem.line, rule.code, problem.message, problem.right, rule.severity, False)
