"""The name that a writer most likely meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def closest(name: str, names: Iterable[str], cutoff: float = 0.5) -> str:
    """Return the nearest of some names, or "" when none is near; a greater `cutoff` asks for more likeness."""
    near = difflib.get_close_matches(name, list(names), n=1, cutoff=cutoff)
    return near[0] if near else ""


def nearest(name: str, names: Iterable[str]) -> str:
    """Return 是不是“X”？for the nearest of some names, or "" when none is near."""
    near = closest(name, names)
    return f"是不是“{near}”？" if near else ""
