"""Run all rules over a library and return the findings in order of file and line."""

from __future__ import annotations

from collections.abc import Iterable

from wenku.check.rules import ENTRY_CHECKS, LIBRARY_CHECKS, RULES
from wenku.library import Library
from wenku.model import Finding, Problem


def check(library: Library, docs: str = "docs", only: str = "") -> tuple[Finding, ...]:
    """Return every finding, sorted, without repetitions. `docs` is the folder's path as findings shall show it.

    only: path of the one file that the findings shall be about; the others are there to compare with.
    """
    found = {_finding(docs, path, problem) for path, problem in _problems(library, only) if only in ("", path)}
    return tuple(sorted(found))


def _problems(library: Library, only: str) -> Iterable[tuple[str, Problem]]:
    yield from library.data.problems
    for entry in library.entries:
        if only not in ("", entry.path):
            continue
        yield from ((entry.path, problem) for problem in entry.problems)
        for entry_check in ENTRY_CHECKS:
            yield from ((entry.path, problem) for problem in entry_check(entry, library))
    for library_check in LIBRARY_CHECKS:
        yield from library_check(library)


def _finding(docs: str, path: str, problem: Problem) -> Finding:
    rule = RULES[problem.code]
    return Finding(
        f"{docs}/{path}", problem.line, rule.code, problem.message, problem.right, rule.severity, rule.fixable
    )
