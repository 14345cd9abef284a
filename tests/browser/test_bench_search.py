"""make bench-search in small: our engine alone over the real library, a few queries, and the tables that are printed."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from playwright.sync_api import Browser
from rich.console import Console

from bench.search import browser as measuring
from bench.search.browser import Chromium, Measured, measure, steps
from bench.search.engines import engine_script, ours
from bench.search.queries import Query, by_hand, shelf
from bench.search.report import cost, quality
from scripts import browser as installed
from tests.samples import ROOT, real_library

TITLE = "社区居家养老服务实施方案"


@pytest.fixture(scope="module")
def measured(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> tuple[Measured, int]:
    """What was measured, and how many steps of the progress bar that took."""
    library, folder = real_library(), tmp_path_factory.mktemp("bench")
    on = shelf(library)
    own = [(query, on.urls(query)) for query in (Query("known", "居家养老服务", ("居家", "养老", "服务")), Query("typo", "居加养老服务实施", (TITLE,)))]
    nothing = [(Query("two", "鼍龠", ("养老",)), frozenset({"plans/none.html"}))]
    asked = [*own, *nothing, *list(by_hand(ROOT / "bench/search/real-tuning.yml", on))[:3]]
    taken: list[int] = []
    path = installed.find()
    assert path
    before, measuring.COLD = measuring.COLD, 1
    try:
        engines = [ours(library, folder)]
        expected = steps(engines)
        [one] = measure(engines, len(on.found), lambda engine: asked, Chromium(browser.browser_type, path), lambda: taken.append(1))
    finally:
        measuring.COLD = before
    assert len(taken) == expected
    return one, len(taken)


def test_answers_are_scored_by_kind(measured: tuple[Measured, int]) -> None:
    one, _ = measured
    assert set(one.scores) == {"known", "typo", "two", "hand"}
    assert one.scores["known"].recall == one.scores["typo"].reciprocal == 1.0
    assert (one.scores["two"].recall, one.scores["two"].empty) == (0.0, 1.0)
    assert one.scores["hand"].queries == 3 and one.scores["hand"].recall > 0


def test_costs_are_counted(measured: tuple[Measured, int]) -> None:
    one, _ = measured
    script = len(engine_script().encode())
    assert 0.2 * script < one.gzipped < one.bytes <= one.most_bytes <= 100_000
    assert 4 <= one.requests <= 20 and one.cold > 0 and one.cold_slow > 0 and one.warm[0] <= one.warm[1]


def test_tables_say_which_targets_are_reached(measured: tuple[Measured, int]) -> None:
    console = Console(width=190, record=True, file=open(os.devnull, "w"))  # noqa: SIM115
    console.print(quality([measured[0]]))
    console.print(cost([measured[0]]))
    text = console.export_text()
    rows = {line.split("│")[1].strip(): line for line in text.splitlines() if line.count("│") > 3}
    assert "1.000 / 1.000 / 0.00" in rows["已知条目"] and "✓" in rows["已知条目"] and "0.000 / 0.000 / 1.00" in rows["两个字"]
    assert "✓" in rows["各类查询中最多 kB（gzip）"] and "本库" in text


def test_cold_starts_alone_make_a_short_table(measured: tuple[Measured, int]) -> None:
    console = Console(width=190, record=True, file=open(os.devnull, "w"))  # noqa: SIM115
    console.print(cost([replace(measured[0], scores={})]))
    rows = [line.split("│")[1].strip() for line in console.export_text().splitlines() if line.count("│") > 3]
    assert "冷启动到首个结果 ms" in rows and not any(row.startswith(("各类查询", "热查询", "200 次")) for row in rows)


def test_hand_written_queries_of_texts_that_are_not_there_yet_do_not_count() -> None:
    on = shelf(real_library())
    codes = {record.text.code for record in on.found}
    found = dict(by_hand(ROOT / "bench/search/real-reporting.yml", on))
    assert found and all(urls <= {record.text.url for record in on.found} for urls in found.values())
    assert "M05" in codes and any(query.typed == "高龄老人敲门" for query in found)
