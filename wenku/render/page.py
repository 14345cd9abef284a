"""A generated page of the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Page:
    """A page that no file in docs/ stands for. `url` is without language; `crumbs` are (title, address) from the top."""

    url: str
    template: str
    title: str
    view: Any
    crumbs: tuple[tuple[str, str], ...] = ()
    description: str = ""
