"""Generated pages and exports of the small library, word for word. After a wanted change: UPDATE_GOLDEN=1 pytest tests/golden."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import SITE_URL, small_docs
from wenku import export
from wenku.library import read_library
from wenku.model import Text
from wenku.render.calendar import CalendarFile, MonthFacts, YearView, calendars
from wenku.render.front import front
from wenku.render.listing import TermCount
from wenku.render.page import Page
from wenku.render.pages import EN, ZH, Site
from wenku.render.text import text_view
from wenku.render.workpages import CalendarIndex, ReviewRow
from wenku.review import agenda_json

EXPECTED = Path(__file__).parent / "expected"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(read_library(small_docs(tmp_path_factory.mktemp("golden") / "docs")))


def agree(name: str, got: str) -> None:
    """Compare with the expected file; write it when asked to."""
    path = EXPECTED / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(got, "utf-8")
    assert got == path.read_text("utf-8")


def item_line(item: Text | TermCount | ReviewRow) -> str:
    if isinstance(item, ReviewRow):
        return f"    {item.text.code} {item.due_from} {item.review_by}"
    if isinstance(item, TermCount):
        return f"    {item.term.name} {item.count} {item.url} {item.note}".rstrip()
    return f"    {item.code} {item.title} {item.url}"


def page_lines(page: Page) -> Iterable[str]:
    crumbs = " > ".join(f"{title}[{url}]" for title, url in page.crumbs)
    yield f"{page.url} · {page.template} · {page.title} · {crumbs}"
    if page.view is None:  # a page that its script fills: basket, search
        return
    if isinstance(page.view, (CalendarIndex, YearView)):
        yield from calendar_lines(page.view)
        return
    yield f"  {page.view.lead} 共{page.view.total} 第{page.view.part}/{len(page.view.parts)}页"
    for group in page.view.groups:
        yield f"  [{group.title}] #{group.anchor} {group.total}"
        yield from map(item_line, group.items)
    if isinstance(page.view.facts, MonthFacts):
        yield from month_lines(page.view.facts)


def calendar_lines(view: CalendarIndex | YearView) -> Iterable[str]:
    if isinstance(view, CalendarIndex):
        files: tuple[CalendarFile, ...] = view.files
        yield f"  {view.years} {[(file.url, file.name, len(file.days)) for file in files]}"
        return
    for month in view.months:
        yield from (f"  {month.number}月 {when} {day.name}" for when, day in month.days)


def month_lines(facts: MonthFacts) -> Iterable[str]:
    yield from (f"  日子 {row.day.name} {row.when} {row.by_year}" for row in facts.days)
    for row in facts.starts:
        for year, dates in [("每年", row.always), *row.by_year]:
            yield from (f"  着手 {row.text.code} {year} {d.on} {d.use} {'、'.join(d.days)}" for d in dates)


def shown(page: Page) -> bool:
    """Empty lists say nothing; a month may have texts to start on, or days, without texts of its own."""
    if page.view is None or isinstance(page.view, (CalendarIndex, YearView)) or page.url.endswith("index.html"):
        return True
    facts = page.view.facts
    return bool(page.view.total or isinstance(facts, MonthFacts) and (facts.days or facts.starts))


@pytest.mark.parametrize("lang", [ZH, EN])
def test_pages(site: Site, lang: str) -> None:
    pages = [page for page in site.pages(lang) if shown(page)]
    agree(f"pages.{lang}.txt", "\n".join(line for page in pages for line in page_lines(page)) + "\n")


def test_front_page(site: Site) -> None:
    view = front(site)
    rows = [f"{d.name} {total} {[c for c in cells if c]}" for d, total, cells in view.matrix.rows if total]
    months = [f"{m.number}月 {m.count} {'、'.join(d.name for d in m.days)}" for m in view.months]
    newest = [f"{t.updated} {t.title}" for t in view.newest]
    agree("front.txt", "\n".join([str([k.name for k in view.matrix.kinds]), *rows, *months, *newest, str(view.totals)]) + "\n")


def test_text_view(site: Site) -> None:
    alpha = site.library.by_path["plans/minzheng/alpha"]
    view = text_view(alpha, site.index, site.library.by_path)
    related = [(r.text.title, r.score, [t.name for t in r.topics], [law.title for law in r.laws], r.words) for r in view.related]
    toc = [(entry.title, entry.anchor, entry.levels) for entry in view.toc]
    basis = [(b.law.title, b.change, b.date) for b in view.laws]
    rows = [view.crumbs, view.checked, view.due_from, view.review_by, basis, related, view.before, view.after and view.after.title, toc,
            view.variants, view.markdown, view.json, view.form and view.form.title]  # fmt: skip
    agree("alpha.view.txt", "\n".join(map(str, rows)) + "\n")


def test_exports(site: Site) -> None:
    alpha = site.library.by_path["plans/minzheng/alpha"]
    agree("alpha.json", export.text_json(alpha, "测试版"))
    agree("alpha.社区.md", export.markdown(alpha, "社区"))
    agree("alpha.村.md", export.markdown(alpha, "村"))
    agree("library.json", export.library_json(site.library.texts, "测试版"))
    agree("review.json", agenda_json(site.library.texts))
    agree("calendar.ics.txt", calendars(site.library.data, "小文库")["calendar.ics"].replace("\r\n", "\n"))
    agree("feed.xml", export.atom(site.index.texts, "小文库", SITE_URL))


def test_examples_are_in_no_export(site: Site) -> None:
    """The rule above all (DESIGN §2), on examples that stand nowhere else."""
    alpha = site.library.by_path["plans/minzheng/alpha"]
    everything = export.text_json(alpha, "") + export.library_json(site.library.texts, "") + export.atom(site.index.texts, "", "")
    everything += "".join(export.markdown(alpha, name) for name in ("社区", "村"))
    for secret in ("987654", "虚构单位甲", "虚构的补充说明一段", "春晖社区", "春晖村"):
        assert secret not in everything
