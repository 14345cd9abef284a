"""Client scripts that are read in several files and served as one, so that the first result waits for no further request."""

from __future__ import annotations

from collections.abc import Mapping

from wenku.search.slim import slim

FOLDER = "assets/search/"
PATH = "assets/search.js"
ORDER = ("elements", "state", "engine", "hits", "facets", "ways", "messages", "panel")
"""The modules of the search's interface: each uses those before it."""


def joined(sources: Mapping[str, str]) -> str:
    """Return the served script of the modules' sources by name. Raises ValueError when they are not those of ORDER."""
    if set(sources) != set(ORDER):
        raise ValueError(f"{FOLDER}: {sorted(set(sources) ^ set(ORDER))}")
    return slim("".join(sources[name] for name in ORDER))
