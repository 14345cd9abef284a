"""The rule handbook: every code with its reason, by family, and the table of front-matter keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wenku.check.rules import FAMILIES, Rule
from wenku.data import Data


@dataclass(frozen=True)
class Handbook:
    """`families`: (family, its Chinese name, its rules by number). `keys`: the rows of docs/_data/frontmatter.yml."""

    families: tuple[tuple[str, str, tuple[Rule, ...]], ...]
    keys: tuple[Mapping[str, Any], ...]


def handbook(rules: Mapping[str, Rule], data: Data) -> Handbook:
    """Return all rules and keys as the handbook shows them."""
    rows = []
    for family, name in FAMILIES.items():
        own = [rule for rule in rules.values() if rule.family == family]
        rows.append((family, name, tuple(sorted(own, key=lambda rule: int(rule.code.split("-")[1])))))
    return Handbook(tuple(rows), tuple(data["frontmatter"].values()))
