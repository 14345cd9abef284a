"""Client scripts that are read in several files and served as one, so that the first result waits for no further request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rjsmin import jsmin


@dataclass(frozen=True)
class Bundle:
    """The modules of a folder and the script that is made of them, from the site's root. In `order` each uses only those before it."""

    folder: str
    path: str
    order: tuple[str, ...]


INTERFACE = Bundle("assets/search/", "assets/search.js", ("elements", "state", "engine", "hits", "facets", "ways", "messages", "panel"))
ENGINE = Bundle(
    "assets/engine/", "assets/search-engine.js",
    ("format", "parts", "folding", "manifest", "reading", "facets", "marks", "query", "widening", "spoken", "ranking", "hits", "naming", "finding", "answer", "engine"),
)  # fmt: skip
BUNDLES = (INTERFACE, ENGINE)
AT_ONCE = "//# allFunctionsCalledOnLoad\n"
"""Has Chromium compile all functions while the script arrives, beside the page's own work, not each at its first call (V8's compile hints)."""


def joined(bundle: Bundle, sources: Mapping[str, str]) -> str:
    """Return the served script of a bundle's modules, given by name: what they declare is seen by each other, not from outside.

    Raises ValueError when the modules are not those of its order.
    """
    if set(sources) != set(bundle.order):
        raise ValueError(f"{bundle.folder}: {sorted(set(sources) ^ set(bundle.order))}")
    return AT_ONCE + jsmin('(function () {\n"use strict";\n' + "".join(sources[name] for name in bundle.order) + "})();\n")
