"""Checks over a library: `check(library)` returns all findings, each with a permanent code of `wenku.check.rules`."""

from wenku.check import blocks, body, data, encoding, fields, headings, links, meta, prose, review, same  # noqa: F401  (registers their rules)
from wenku.check.rules import RULES, Rule
from wenku.check.run import check

__all__ = ["RULES", "Rule", "check"]
