"""Lists of texts and of terms: sorted, counted, and cut into parts so that no page grows with the library."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wenku.model import Kind, Term, Text

PAGE_SIZE = 60
"""Texts on one part of a list: about 30 kB of HTML."""
MONTH_SIZE = 30
"""Texts on one part of a month's list, whose first part also holds the days and what to start on."""
TERMS_SIZE = 150
"""Terms on one part of an index of terms."""


@dataclass(frozen=True)
class Group:
    """Items under a sub-heading. `total` counts the whole group, also where it goes on in another part."""

    title: str
    anchor: str
    items: tuple[Any, ...]
    total: int
    continued: bool = False


@dataclass(frozen=True)
class TermCount:
    """A term with its address and the number of texts under it."""

    term: Any
    url: str
    count: int
    note: str = ""


@dataclass(frozen=True)
class Listing:
    """One part of a list. `groups` hold Texts or TermCounts; `parts` are the addresses of all parts."""

    title: str
    lead: str
    total: int
    groups: tuple[Group, ...]
    part: int
    parts: tuple[str, ...]
    facts: Any = None


def part_url(stem: str, part: int) -> str:
    """Return the address of part 1, 2 … of a list: domains/minzheng.html, domains/minzheng-p2.html."""
    return f"{stem}.html" if part == 1 else f"{stem}-p{part}.html"


def titled(name: str, part: Listing) -> str:
    """Return the title of a part's page."""
    return name if part.part == 1 else f"{name}（第 {part.part} 页）"


def by_kind(texts: Iterable[Text], english: bool = False) -> tuple[Group, ...]:
    """Group texts by kind, in the order of kinds."""
    rows: dict[Kind, list[Text]] = {}
    for text in sorted(texts, key=lambda t: t.kind.order):  # sorted() keeps the Chinese order within a kind
        rows.setdefault(text.kind, []).append(text)
    return tuple(group(k.name_en if english else k.name, k.id, items) for k, items in rows.items())


def group(title: str, anchor: str, items: Sequence[Any]) -> Group:
    """Return a whole group."""
    return Group(title, anchor, tuple(items), len(items))


def split(groups: Iterable[Group], size: int) -> tuple[tuple[Group, ...], ...]:
    """Cut groups into parts of at most `size` items; a group that is cut is marked as continued. One part at least."""
    parts: list[list[Group]] = [[]]
    room = size
    for whole in groups:
        items, first = whole.items, True
        while items:
            if not room:
                parts.append([])
                room = size
            taken, items = items[:room], items[room:]
            parts[-1].append(Group(whole.title, whole.anchor, taken, whole.total, continued=not first))
            room, first = room - len(taken), False
    return tuple(tuple(part) for part in parts)


def listings(stem: str, title: str, lead: str, groups: Sequence[Group], size: int = PAGE_SIZE, facts: Any = None) -> tuple[Listing, ...]:
    """Return the parts of a list whose first part has the address `stem`.html."""
    cut = split(groups, size)
    urls = tuple(part_url(stem, number) for number in range(1, len(cut) + 1))
    total = sum(g.total for g in groups)
    return tuple(Listing(title, lead, total, part, number, urls, facts) for number, part in enumerate(cut, 1))


def address_of(parts: Sequence[Listing], anchor: str) -> str:
    """Return the address (with #) of the place where a group begins."""
    for listing in parts:
        if any(g.anchor == anchor and not g.continued for g in listing.groups):
            return f"{listing.parts[listing.part - 1]}#{anchor}"
    return parts[0].parts[0]


def term_counts(section: str, terms: Iterable[Term], counts: dict[str, int]) -> tuple[TermCount, ...]:
    """Return each term of a section with the number of its texts."""
    return tuple(TermCount(term, f"{section}/{term.id}.html", counts.get(term.id, 0)) for term in terms)
