"""The list of all generated pages of the site, per language: address, template, title and what the template shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wenku.collation import chinese_key
from wenku.crossindex import CrossIndex, build
from wenku.library import Library
from wenku.model import Law, Term, Text
from wenku.render import listing, workpages
from wenku.render.calendar import MonthFacts, months
from wenku.render.intro import intro
from wenku.render.listing import Group, Listing, TermCount, by_kind, group, listings, titled
from wenku.render.page import Page

ZH, EN, HANT = "zh", "en", "zh-Hant"
SECTION_NAMES = {
    "domains": ("领域", "Fields of work"), "kinds": ("种类", "Kinds of text"), "levels": ("层级", "Levels"),
    "horizons": ("时限", "Horizons"), "topics": ("主题", "Topics"), "laws": ("法律依据", "Legal basis"),
    "months": ("月份", "Months"),
}  # fmt: skip
ENGLISH_SECTIONS = ("domains", "kinds")


@dataclass(frozen=True)
class LawFacts:
    """A law with what replaced it and which laws it replaced."""

    law: Law
    successor: Law | None
    replaces: tuple[Law, ...]


@dataclass(frozen=True)
class Site:
    """A library with its cross-index: where the pages of all languages come from."""

    library: Library

    @cached_property
    def index(self) -> CrossIndex:
        """The cross-index over all texts that are not archived."""
        return build(self.library)

    @cached_property
    def english(self) -> frozenset[str]:
        """Paths of the texts that have an English title and summary."""
        return frozenset(t.path for t in self.index.texts if t.title_en and t.summary_en)

    def pages(self, lang: str = ZH) -> tuple[Page, ...]:
        """Return the generated pages of a language (zh or en)."""
        return self._english_pages if lang == EN else tuple(_chinese_pages(self))

    @cached_property
    def _english_pages(self) -> tuple[Page, ...]:
        return tuple(_english_pages(self))

    @cached_property
    def english_entries(self) -> dict[str, str]:
        """For each text with English title and summary: the address of its entry in the English list."""
        pages = (page for page in self._english_pages if page.url.startswith("all"))
        return {t.path: f"en/{page.url}#{t.code}" for page in pages for g in page.view.groups for t in g.items}

    @cached_property
    def english_pages(self) -> frozenset[str]:
        """Addresses, without language, of all pages that there are in English."""
        written = (e.path for e in self.library.entries if e.path.endswith(".en.md"))
        return frozenset({page.url for page in self._english_pages} | {p.replace(".en.md", ".html") for p in written})

    @cached_property
    def months(self) -> tuple[MonthFacts, ...]:
        """The twelve months of the work calendar."""
        return months(self.library.data["days"].values(), self.index.texts)

    @cached_property
    def domain_parts(self) -> dict[str, tuple[Listing, ...]]:
        """The parts of each domain's list."""
        rows, codes = self.library.data["intros"], {text.code: text for text in self.index.texts}
        return {
            t.id: _parts("domains", t, by_kind(self.index.under("domains", t.id)), intro(rows.get(t.id), codes))
            for t in self.library.data.domains()
        }

    @cached_property
    def english_domain_parts(self) -> dict[str, tuple[Listing, ...]]:
        """The parts of each domain's English list."""
        return {term.id: _english_parts(self, "domains", term) for term in self.library.data.domains()}


def month_term(number: int) -> Term:
    """Return a month as a term: id 01 to 12."""
    return Term(f"{number:02d}", f"{number}月", order=number)


def _chinese_pages(site: Site) -> Iterable[Page]:
    data = site.library.data
    terms: dict[str, tuple[Any, ...]] = {name: data.ordered(name) for name in ("domains", "kinds", "levels", "horizons")}
    terms["topics"] = tuple(sorted(data["topics"].values(), key=lambda t: chinese_key(t.name)))
    terms["months"] = tuple(month_term(number) for number in range(1, 13))
    for section, rows in terms.items():
        yield from _section_index(site, section, [group("", "all", _counted(site, section, rows))])
        for term in rows:
            yield from _term_pages(site, section, term)
    yield from _law_pages(site)
    yield from _all_pages(site)
    yield from workpages.start_pages(site.months)
    yield from workpages.calendar_pages(data)
    yield from workpages.review_pages(site.index.texts)
    yield Page("basket.html", "basket.html", "素材夹", None, (), "从几个文本里挑选章节和附件，合成一个 Word 文件")
    yield Page("search.html", "search.html", "搜索", None, (), "在基层文库的全部文本里搜索")


def _counted(site: Site, section: str, terms: Iterable[Any]) -> tuple[TermCount, ...]:
    return listing.term_counts(section, terms, {i: len(t) for i, t in site.index.lists[section].items()})


def _section_index(site: Site, section: str, groups: list[Group]) -> Iterable[Page]:
    name = SECTION_NAMES[section][0]
    parts = listings(f"{section}/index", f"按{name}查找", "", groups, listing.TERMS_SIZE)
    template = "months.html" if section == "months" else "terms.html"
    for part in parts:
        yield Page(part.parts[part.part - 1], template, titled(part.title, part), part, (), f"基层文库按{name}编排的目录")


def _parts(section: str, term: Term, groups: tuple[Group, ...], facts: Any = None) -> tuple[Listing, ...]:
    size = listing.MONTH_SIZE if section == "months" else listing.PAGE_SIZE
    return listings(f"{section}/{term.id}", term.name, term.summary, groups, size, facts)


def _term_pages(site: Site, section: str, term: Any) -> Iterable[Page]:
    texts = site.index.under(section, term.id)
    if section == "domains":
        parts = site.domain_parts[term.id]
    elif section == "months":
        parts = _parts(section, term, _by_domain(texts), site.months[term.order - 1])
    else:
        parts = _parts(section, term, _by_domain(texts) if section != "topics" else by_kind(texts))
    template = {"months": "month.html", "domains": "domain.html"}.get(section, "list.html")
    yield from _list_pages(section, term.name, parts, template)


def _by_domain(texts: Iterable[Text]) -> tuple[Group, ...]:
    rows: dict[str, list[Text]] = {}
    names = {"forms": "空白稿"}
    for text in texts:
        key = text.domain.id if text.domain else "forms"
        names.setdefault(key, text.domain.name if text.domain else "")
        rows.setdefault(key, []).append(text)
    return tuple(group(names[key], key, items) for key, items in rows.items())


def _list_pages(section: str, name: str, parts: tuple[Listing, ...], template: str) -> Iterable[Page]:
    crumbs = ((f"按{SECTION_NAMES[section][0]}查找", f"{section}/index.html"),)
    for part in parts:
        description = part.lead or f"{name}：{part.total} 个文本"
        yield Page(part.parts[part.part - 1], template, titled(name, part), part, crumbs, description)


def _law_pages(site: Site) -> Iterable[Page]:
    laws: dict[str, Law] = dict(site.library.data["laws"])
    kinds: dict[str, list[Law]] = {}
    for law in sorted(laws.values(), key=lambda law: chinese_key(law.title)):
        kinds.setdefault(law.kind, []).append(law)
    order = ["法律", "行政法规", "党内法规", "部门规章", "政策文件", "国家标准", "司法解释", "地方性法规"]
    names = sorted(kinds, key=lambda kind: order.index(kind) if kind in order else len(order))
    groups = [group(name, f"kind-{i}", [_law_count(site, law) for law in kinds[name]]) for i, name in enumerate(names, 1)]
    yield from _section_index(site, "laws", groups)
    replaced: dict[str, list[Law]] = {}
    for law in laws.values():
        if law.replaced_by:
            replaced.setdefault(law.replaced_by, []).append(law)
    for law in laws.values():
        facts = LawFacts(law, laws.get(law.replaced_by or ""), tuple(replaced.get(law.id, ())))
        term = Term(law.id, law.title)
        parts = _parts("laws", term, _by_domain(site.index.under("laws", law.id)), facts)
        yield from _list_pages("laws", law.title, parts, "law.html")


def _law_count(site: Site, law: Law) -> TermCount:
    note = "" if law.status == "现行有效" else law.status
    return TermCount(Term(law.id, law.title), f"laws/{law.id}.html", len(site.index.under("laws", law.id)), note)


def _all_pages(site: Site) -> Iterable[Page]:
    parts = listings("all", "全部文本", "", _by_domain(site.index.texts))
    for part in parts:
        yield Page(part.parts[part.part - 1], "list.html", titled("全部文本", part), part, (), "基层文库的全部文本")


def _english_pages(site: Site) -> Iterable[Page]:
    data = site.library.data
    for section in ENGLISH_SECTIONS:
        rows, title = [], SECTION_NAMES[section][1]
        for term in data.ordered(section):
            parts = site.english_domain_parts[term.id] if section == "domains" else _english_parts(site, section, term)
            crumbs = ((title, f"{section}/index.html"),)
            for part in parts:
                yield Page(part.parts[part.part - 1], "list.html", term.name_en, part, crumbs, term.summary_en)
            rows.append(TermCount(term, f"{section}/{term.id}.html", parts[0].total))
        for part in listings(f"{section}/index", title, "", [group("", "all", rows)], listing.TERMS_SIZE):
            yield Page(part.parts[part.part - 1], "terms.html", title, part)
    texts = [t for t in site.index.texts if t.path in site.english]
    for part in listings("all", "All texts", "", by_kind(texts, english=True)):
        yield Page(part.parts[part.part - 1], "list.html", "All texts", part)
    yield Page("search.html", "search.html", "Search", None, (), "Search all texts of the library")


def _english_parts(site: Site, section: str, term: Term) -> tuple[Listing, ...]:
    texts = [t for t in site.index.under(section, term.id) if t.path in site.english]
    groups = by_kind(texts, english=True) if section == "domains" else (group("", "all", texts),)
    return listings(f"{section}/{term.id}", term.name_en, term.summary_en, groups)
