"""Twice the texts: a text's page and a list's page stay as they are, and the build costs at most about twice the CPU time.

Sizes are compared exactly enough to see one link per text (300 links are some 80 kB). Time is CPU time, in which other
work on the machine shows less, and only a ratio. Costs of a + b·n have a ratio of at most 2, here 1.4 to 1.7; all texts
in the navigation give 2.4. A ratio above the limit is measured once more before it counts: noise only ever adds.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.bench import Result, build_ours
from wenku.render.listing import PAGE_SIZE, TERMS_SIZE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="os.wait4 is missing")

SMALL, LARGE = 300, 600
CPU_RATIO = 2.2
ITEM = re.compile(r'<li class="text-item"')
TERMS = re.compile(r'<ul class="term-list">(.*?)</ul>', re.DOTALL)
SECTIONS = ("domains", "kinds", "levels", "horizons", "topics", "laws", "months")


@dataclass(frozen=True)
class Pair:
    """The sites of both libraries, the paths of the texts that both have, and what the builds cost."""

    small: Path
    large: Path
    texts: tuple[str, ...]
    costs: tuple[Result, Result]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Both libraries, built by the real hooks; the larger one begins with the texts of the smaller."""
    small, large = tmp_path_factory.mktemp("small"), tmp_path_factory.mktemp("large")
    costs = build_ours(SMALL, small), build_ours(LARGE, large)
    sources = sorted((small / "docs").glob("plans/*/*.md"))
    texts = tuple(path.relative_to(small / "docs").as_posix().removesuffix(".md") + ".html" for path in sources)
    return Pair(small / "site", large / "site", texts, costs)


def sizes(site: Path, addresses: tuple[str, ...]) -> list[int]:
    """Return the bytes of each page."""
    return [(site / address).stat().st_size for address in addresses]


def test_both_libraries_have_their_texts(pair: Pair) -> None:
    assert len(pair.texts) == SMALL
    assert len(list(pair.large.glob("plans/*/*.html"))) == LARGE
    assert all((pair.large / address).is_file() for address in pair.texts)


def test_a_text_page_does_not_grow_with_the_library(pair: Pair) -> None:
    """All together within 2 %; a single page may differ more, by the titles of its related texts and neighbours."""
    small, large = sizes(pair.small, pair.texts), sizes(pair.large, pair.texts)
    assert sum(large) == pytest.approx(sum(small), rel=0.02)
    worst = max(range(len(small)), key=lambda i: abs(large[i] / small[i] - 1))
    assert large[worst] == pytest.approx(small[worst], rel=0.06), pair.texts[worst]


@pytest.mark.parametrize("address", ["index.html", "all.html", "domains/index.html", "laws/index.html", "404.html"])
def test_a_page_of_lists_does_not_grow_with_the_library(pair: Pair, address: str) -> None:
    """The same number of entries; what differs are counts, titles and the links to further parts."""
    (small,), (large,) = sizes(pair.small, (address,)), sizes(pair.large, (address,))
    assert large == pytest.approx(small, rel=0.06)


def test_long_lists_come_in_parts(pair: Pair) -> None:
    assert (pair.large / "all-p2.html").is_file()
    for page in [*pair.large.glob("all*.html"), *(p for name in SECTIONS for p in pair.large.glob(f"{name}/*.html"))]:
        html = page.read_text("utf-8")
        assert len(ITEM.findall(html)) <= PAGE_SIZE, page.name
        assert sum(found.count("<li") for found in TERMS.findall(html)) <= TERMS_SIZE, page.name


def test_no_page_is_larger_than_in_the_smaller_library(pair: Pair) -> None:
    """The largest page of the site is a full part of a list, in both."""
    small, large = (max(p.stat().st_size for p in site.rglob("*.html")) for site in (pair.small, pair.large))
    assert large <= small * 1.06


def test_the_site_grows_in_proportion(pair: Pair) -> None:
    small, large = pair.costs
    assert large.site / small.site < LARGE / SMALL * 1.02


def test_cpu_time_grows_in_proportion(pair: Pair, tmp_path: Path) -> None:
    small, large = (one.cost.cpu for one in pair.costs)
    if large / small > CPU_RATIO:
        small = max(small, build_ours(SMALL, tmp_path / "small").cost.cpu)
        large = min(large, build_ours(LARGE, tmp_path / "large").cost.cpu)
    assert large / small <= CPU_RATIO, f"{large:.1f} s / {small:.1f} s"
