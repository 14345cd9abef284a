"""The pictures of the front page: what they show, that they are well-formed, and that they need no style attribute and no script."""

from __future__ import annotations

import datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import real_library
from wenku.render.front import front
from wenku.render.pages import EN, ZH, Site
from wenku.render.pictures.glance import MONTHS, due_by_month, glance
from wenku.render.pictures.heat import LEVELS, NARROW, heat_map, level
from wenku.render.pictures.year import BAR, StripMonth, year_strip

AWKWARD = '甲<b>&"乙'
ROWS = [("党建", "domains/dangjian.html", [(2, "domains/dangjian.html#fangan"), None]), (AWKWARD, "domains/x.html", [None, (40, "y.html")])]


def tree(picture: str) -> ElementTree.Element:
    """The picture as a tree, once it is known to hold nothing that a strict content security policy forbids."""
    found = ElementTree.fromstring(picture)
    for part in found.iter():
        assert part.tag in {"svg", "a", "g", "rect", "circle", "line", "text", "tspan", "title", "desc"}
        assert not [name for name in part.attrib if name == "style" or name.startswith("on")]
    return found


def classes(found: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [part for part in found.iter() if name in part.get("class", "").split()]


def test_a_cell_leads_to_its_list_and_says_whose_it_is() -> None:
    found = tree(heat_map("表", ["方案", "应急预案"], ROWS))
    cells = classes(found, "cell")
    assert [(c.get("href"), c.get("aria-label"), "".join(c.itertext())) for c in cells] == [
        ("domains/dangjian.html#fangan", "党建 方案 2", "2"), ("y.html", f"{AWKWARD} 应急预案 40", "40"),
    ]  # fmt: skip
    assert len(classes(found, "none")) == 2 and [c.get("href") for c in classes(found, "name")] == [row[1] for row in ROWS]
    assert "".join(classes(found, "name")[1].itertext()) == AWKWARD
    assert [t.text for t in classes(found, "quiet")] == ["方案", "应急", "预案"]


@settings(deadline=None)
@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_more_texts_are_never_paler(one: int, other: int) -> None:
    assert 1 <= level(min(one, other)) <= level(max(one, other)) <= LEVELS


def test_the_depths_of_a_small_and_of_a_large_library() -> None:
    assert [level(n) for n in (1, 2, 3, 4, 7, 8, 15, 16, 900)] == [1, 2, 2, 3, 3, 4, 4, 5, 5]


@pytest.mark.parametrize(("kinds", "scrolls"), [(NARROW, False), (NARROW + 1, True)])
def test_many_columns_scroll(kinds: int, scrolls: bool) -> None:
    picture = heat_map("表", ["方案"] * kinds, [("党建", "a.html", [None] * kinds)])
    assert bool(classes(tree(picture), "heat-wide")) is scrolls


def test_a_month_shows_its_texts_and_days() -> None:
    months = [StripMonth(n, f"months/{n:02d}.html", n - 1, (True,) + (False,) * (n - 1), f"{n}月的话") for n in range(1, 13)]
    found = tree(year_strip("年", months))
    links = classes(found, "month")
    assert [(a.get("data-month"), a.get("href"), a.get("aria-label")) for a in links] == [(str(m.number), m.url, m.label) for m in months]
    heights = [float(bar.get("height", "").removesuffix("em")) for bar in classes(found, "bar")]
    assert heights == pytest.approx([BAR * n / 11 for n in range(1, 12)], abs=0.001)  # January has none
    for month, link in zip(months, links, strict=True):
        assert (len(classes(link, "solemn")), len(classes(link, "day"))) == (1, month.number - 1)


def test_the_months_of_review() -> None:
    due = due_by_month(["2025-01-31", "2026-12-01", "2027-11-22", "2027-11-30", "2031-05-01"], "2026-11-22")
    assert [month for month, _ in due] == [f"{2026 + n // 12}-{n % 12 + 1:02d}" for n in range(11, 11 + MONTHS)]
    assert {month: n for month, n in due if n} == {"2026-12": 2, "2027-11": 2, "2028-01": 1}


@settings(deadline=None)
@given(st.lists(st.dates().map(str), max_size=30), st.dates(max_value=datetime.date(9990, 1, 1)).map(str))
def test_no_text_is_missing_from_the_review_chart(dates: list[str], after: str) -> None:
    assert sum(n for _, n in due_by_month(dates, after)) == len(dates)


def test_the_glance_says_in_words_what_it_draws() -> None:
    found = tree(glance("一览", "说明", [("33", "文本"), ("94,803", "汉字")], "到期", [("2027-01", 2), ("2027-02", 0)]))
    assert found.get("role") == "img" and [found[0].tag, found[0].text, found[1].tag, found[1].text] == ["title", "一览", "desc", "说明"]
    assert [t.text for t in classes(found, "figure")] == ["33", "94,803"]
    assert len(classes(found, "bar")) == 1 and [t.text for t in classes(found, "year")] == ["2027"]


@pytest.mark.parametrize("lang", [ZH, EN])
def test_the_real_front_page_counts_every_text_once(lang: str) -> None:
    site = Site(real_library())
    view = front(site, lang)
    plans = [t for t in site.index.texts if not t.is_form and (lang == ZH or t.path in site.english)]
    assert sum(int("".join(c.itertext())) for c in classes(tree(view.heat), "cell")) == len(plans) > 20
    assert f"{view.totals['texts']}" in [t.text for t in classes(tree(view.glance), "figure")]
    assert view == front(site, lang)
    if lang == ZH:
        assert len(classes(tree(view.year), "month")) == 12
        assert any(item.years for month in view.months for item in month.starts)
