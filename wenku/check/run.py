"""Run all rules over a library and return the findings in order of file and line."""

from __future__ import annotations

from collections.abc import Iterable

from wenku.check.rules import ENTRY_CHECKS, LIBRARY_CHECKS, RULES
from wenku.library import Library
from wenku.model import Finding, Problem


def check(library: Library, docs: str = "docs") -> tuple[Finding, ...]:
    """Return every finding, sorted, without repetitions. `docs` is the folder's path as findings shall show it."""
    found = {_finding(docs, path, problem) for path, problem in _problems(library)}
    return tuple(sorted(found))


def _problems(library: Library) -> Iterable[tuple[str, Problem]]:
    yield from library.data.problems
    for entry in library.entries:
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
