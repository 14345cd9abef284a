"""The search's interface is read in modules of a few screens and served as one script."""

from __future__ import annotations

import pytest

from tests.samples import ROOT
from wenku.render.scripts import FOLDER, ORDER, joined

SOURCES = {path.stem: path.read_text("utf-8") for path in (ROOT / "overrides" / FOLDER).glob("*.js")}


def test_each_module_is_short_and_says_what_it_offers() -> None:
    assert {name: len(source.splitlines()) for name, source in SOURCES.items() if len(source.splitlines()) > 250} == {}
    assert all(source.startswith("/*\n") and "jiceng.search." in source.split("*/")[0] for source in SOURCES.values())


def test_they_are_joined_in_the_order_in_which_they_need_each_other() -> None:
    served = joined(SOURCES)
    places = [served.index(slice_of(SOURCES[name])) for name in ORDER]
    assert places == sorted(places)


def slice_of(source: str) -> str:
    return next(line.strip() for line in source.splitlines() if line.strip().startswith("Object.assign(search,"))


@pytest.mark.parametrize("sources", [{}, {**SOURCES, "more": ""}, dict.fromkeys(ORDER[1:], "")])
def test_a_module_missing_or_unknown_is_an_error(sources: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="assets/search/"):
        joined(sources)
