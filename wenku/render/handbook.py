"""The rule handbook: every code with its reason, by family, from the registry of checks."""

from __future__ import annotations

from collections.abc import Mapping

from wenku.check.rules import FAMILIES, Rule


def handbook(rules: Mapping[str, Rule]) -> tuple[tuple[str, str, tuple[Rule, ...]], ...]:
    """Return (family, its Chinese name, its rules in order of number) in the order of families."""
    rows = []
    for family, name in FAMILIES.items():
        own = [rule for rule in rules.values() if rule.family == family]
        rows.append((family, name, tuple(sorted(own, key=lambda rule: int(rule.code.split("-")[1])))))
    return tuple(rows)
