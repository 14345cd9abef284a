"""The front page: domain × kind table, the twelve months, the newest texts, blank forms, topics, totals."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from wenku.collation import chinese_key
from wenku.crossindex import newest
from wenku.model import Day, Term, Text
from wenku.render import listing
from wenku.render.calendar import YEARS, MonthFacts, MonthRow
from wenku.render.listing import Listing, TermCount
from wenku.render.pages import EN, ZH, Site

NEWEST = 8
TOPICS = 30
DAYS = 3


@dataclass(frozen=True)
class Matrix:
    """The domain × kind table: a row per domain with (count, address) per kind; None where nothing stands."""

    kinds: tuple[Term, ...]
    rows: tuple[tuple[Term, int, tuple[tuple[int, str] | None, ...]], ...]


@dataclass(frozen=True)
class MonthCard:
    """A month on the front page."""

    number: int
    url: str
    count: int
    days: tuple[Day, ...]


@dataclass(frozen=True)
class Front:
    """What the front page shows."""

    matrix: Matrix
    months: tuple[MonthCard, ...]
    newest: tuple[Text, ...]
    forms: tuple[Text, ...]
    topics: tuple[TermCount, ...]
    totals: dict[str, int]


def front(site: Site, lang: str = ZH) -> Front:
    """Return the front page's tables in a language (zh or en)."""
    data = site.library.data
    texts = tuple(t for t in site.index.texts if lang != EN or t.path in site.english)
    used = {topic.id: len(site.index.under("topics", topic.id)) for topic in data["topics"].values()}
    top = sorted((t for t in data["topics"].values() if used[t.id]), key=lambda t: (-used[t.id], chinese_key(t.name)))
    totals = {"texts": len(texts), "fields": sum(len(t.fields) for t in texts), "laws": len(data["laws"]),
              "topics": len(top), "forms": sum(t.is_form for t in texts)}  # fmt: skip
    forms = tuple(t for t in texts if t.is_form)[:NEWEST]
    parts = site.english_domain_parts if lang == EN else site.domain_parts
    return Front(_matrix(site, parts), _months(site), newest(texts, NEWEST), forms,
                 listing.term_counts("topics", top[:TOPICS], used), totals)  # fmt: skip


def _matrix(site: Site, parts: dict[str, tuple[Listing, ...]]) -> Matrix:
    """Return the table over these lists: a column for each kind that occurs, a row for every domain."""
    rows = {i: {g.anchor: g.total for part in own for g in part.groups} for i, own in parts.items()}
    kinds = tuple(k for k in site.library.data.ordered("kinds") if any(k.id in row for row in rows.values()))
    return Matrix(kinds, tuple(
        (domain, sum(rows[domain.id].values()),
         tuple((rows[domain.id][k.id], listing.address_of(parts[domain.id], k.id)) if k.id in rows[domain.id] else None
               for k in kinds))
        for domain in site.library.data.domains()
    ))  # fmt: skip


def _months(site: Site) -> tuple[MonthCard, ...]:
    used = frozenset(day.id for text in site.index.texts for day in text.days)
    return tuple(
        MonthCard(m.number, f"months/{m.number:02d}.html", len(site.index.under("months", f"{m.number:02d}")), card_days(m, used))
        for m in site.months
    )


def card_days(month: MonthFacts, used: Set[str]) -> tuple[Day, ...]:
    """Return the DAYS days that a month's card names: those that texts use, then verified ones, then the others.

    A day that falls in this month in a few years only (端午节 in May) is no better than an unverified one.
    """

    def rank(row: MonthRow) -> int:
        if row.day.id in used:
            return 0
        return 1 if row.day.verified and (row.when or 2 * len(row.by_year) > len(YEARS)) else 2

    return tuple(row.day for row in sorted(month.days, key=rank)[:DAYS])
