"""The front page: what to do this month, the fields of work, pictures of library and year, the newest texts, blank forms, topics."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from functools import partial
from typing import Any

from wenku.collation import chinese_key
from wenku.crossindex import newest
from wenku.model import Day, Term, Text
from wenku.render import listing
from wenku.render.calendar import YEARS, MonthFacts, MonthRow, StartRow
from wenku.render.listing import Listing, TermCount
from wenku.render.pages import EN, ZH, Site
from wenku.render.pictures.glance import due_by_month, glance
from wenku.render.pictures.heat import heat_map
from wenku.render.pictures.year import StripMonth, year_strip
from wenku.render.strings import translate
from wenku.review import review_by

NEWEST = 8
TOPICS = 30
DAYS = 3
STARTS = 5
_HANZI = re.compile(r"[\u3400-\u9fff]")

Say = Callable[..., str]
"""Interface strings in a language: say(key, **values)."""


@dataclass(frozen=True)
class Matrix:
    """The domain × kind table: a row per domain with (count, address) per kind; None where nothing stands."""

    kinds: tuple[Term, ...]
    rows: tuple[tuple[Term, int, tuple[tuple[int, str] | None, ...]], ...]


@dataclass(frozen=True)
class ToStart:
    """A text to start on: when or what for; `years` are those in which it belongs to this month, () for every year."""

    text: Text
    use: str
    years: tuple[int, ...]


@dataclass(frozen=True)
class MonthCard:
    """A month on the front page."""

    number: int
    url: str
    count: int
    days: tuple[Day, ...]
    starts: tuple[ToStart, ...]
    solemn: tuple[bool, ...]


@dataclass(frozen=True)
class Front:
    """What the front page shows; `heat`, `year` and `glance` are pictures."""

    matrix: Matrix
    months: tuple[MonthCard, ...]
    newest: tuple[Text, ...]
    forms: tuple[Text, ...]
    topics: tuple[TermCount, ...]
    totals: Mapping[str, int]
    heat: str
    year: str
    glance: str


def front(site: Site, lang: str = ZH) -> Front:
    """Return the front page's tables and pictures in a language (zh or en)."""
    data = site.library.data
    say = partial(translate, data["ui"], lang)
    texts = tuple(t for t in site.index.texts if lang != EN or t.path in site.english)
    used = {topic.id: len(site.index.under("topics", topic.id)) for topic in data["topics"].values()}
    top = sorted((t for t in data["topics"].values() if used[t.id]), key=lambda t: (-used[t.id], chinese_key(t.name)))
    totals = _totals(site, texts, len(top))
    forms = tuple(t for t in texts if t.is_form)[:NEWEST]
    matrix = _matrix(site, site.english_domain_parts if lang == EN else site.domain_parts)
    months = _months(site) if lang != EN else ()
    return Front(matrix, months, newest(texts, NEWEST), forms, listing.term_counts("topics", top[:TOPICS], used), totals,
                 _heat(matrix, say, lang == EN), _year(months, say) if months else "", _glance(texts, totals, say))  # fmt: skip


def _totals(site: Site, texts: tuple[Text, ...], topics: int) -> dict[str, int]:
    hanzi = sum(len(_HANZI.findall(site.library.entry_by_path[t.path].front.body)) for t in texts)
    return {"texts": len(texts), "fields": sum(len(t.fields) for t in texts), "laws": len(site.library.data["laws"]),
            "topics": topics, "forms": sum(t.is_form for t in texts), "hanzi": hanzi}  # fmt: skip


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


def _heat(matrix: Matrix, say: Say, english: bool) -> str:
    def name(term: Any) -> str:
        return term.name_en if english else term.name

    rows = [(name(domain), f"domains/{domain.id}.html", cells) for domain, _, cells in matrix.rows]
    return heat_map(say("front_matrix"), [name(kind) for kind in matrix.kinds], rows, wide=english)


def _year(months: tuple[MonthCard, ...], say: Say) -> str:
    strip = [StripMonth(m.number, m.url, m.count, m.solemn, _month_label(m, say)) for m in months]
    return year_strip(say("front_year"), strip)


def _month_label(month: MonthCard, say: Say) -> str:
    named = "、".join(day.name for day in month.days)
    return say("front_month_label", n=month.number, texts=month.count, days=len(month.solemn), names=f"：{named}" if named else "")


def _glance(texts: tuple[Text, ...], totals: Mapping[str, int], say: Say) -> str:
    if not texts:
        return ""
    figures = [(f"{totals[name]:,}", say(f"glance_{name}")) for name in ("texts", "hanzi", "fields", "laws")]
    due = due_by_month(map(review_by, texts), max(text.updated for text in texts))
    told = "；".join(say("glance_due_in", month=month, n=count) for month, count in due if count)
    description = f"{'，'.join(f'{name} {number}' for number, name in figures)}。{say('glance_due')}：{told}"
    return glance(say("front_glance"), description, figures, say("glance_due"), due)


def _months(site: Site) -> tuple[MonthCard, ...]:
    used = frozenset(day.id for text in site.index.texts for day in text.days)
    return tuple(
        MonthCard(m.number, f"months/{m.number:02d}.html", len(site.index.under("months", f"{m.number:02d}")), card_days(m, used),
                  tuple(map(_to_start, m.starts[:STARTS])), tuple(row.day.tone == "solemn" for row in m.days))
        for m in site.months
    )  # fmt: skip


def _to_start(row: StartRow) -> ToStart:
    """A date only where it is the same every year; a lunar day's name says enough."""
    years = tuple(year for year, _ in row.by_year)
    dates = row.always or row.by_year[0][1]
    when = dates[0].use if row.always else ""
    return ToStart(row.text, " ".join(filter(None, (when, "、".join(dates[0].days)))), () if len(years) in (0, len(YEARS)) else years)


def card_days(month: MonthFacts, used: Set[str]) -> tuple[Day, ...]:
    """Return the DAYS days that a month's card names: those that texts use, then verified ones, then the others.

    A day that falls in this month in a few years only (端午节 in May) is no better than an unverified one.
    """

    def rank(row: MonthRow) -> int:
        if row.day.id in used:
            return 0
        return 1 if row.day.verified and (row.when or 2 * len(row.by_year) > len(YEARS)) else 2

    return tuple(row.day for row in sorted(month.days, key=rank)[:DAYS])
