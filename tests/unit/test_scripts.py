"""Scripts of the search are read in modules of a few screens and served as one."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from tests.samples import ROOT
from wenku.render.scripts import AT_ONCE, BUNDLES, ENGINE, INTERFACE, Bundle, joined

ASSETS = ROOT / "overrides" / "assets"
SOURCES = {bundle: {path.stem: path.read_text("utf-8") for path in (ROOT / "overrides" / bundle.folder).glob("*.js")} for bundle in BUNDLES}
TOP = re.compile(r"(?m)^(?:const|let|function|class) (\w+)")
bundles = pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.path)


def lines(source: str) -> int:
    return len(source.splitlines())


def code(source: str) -> str:
    return re.sub(r"/\*.*?\*/|(?m:^ *//.*$)", "", source, flags=re.S)


@bundles
def test_each_module_is_short_and_says_what_it_offers(bundle: Bundle) -> None:
    assert {name: lines(source) for name, source in SOURCES[bundle].items() if lines(source) > 250} == {}
    offers = r"jiceng\.search\." if bundle is INTERFACE else r"(?m)^ \*   .* -> "
    assert {name for name, source in SOURCES[bundle].items() if not source.startswith("/*\n") or not re.search(offers, source.split("*/")[0])} == set()


def test_no_other_client_script_is_long() -> None:
    assert {path.name: lines(path.read_text("utf-8")) for path in ASSETS.rglob("*.js") if lines(path.read_text("utf-8")) > 450} == {}


def test_no_two_modules_of_the_engine_declare_the_same() -> None:
    """They share one scope, in which a second function would silently take the place of the first."""
    names = [name for source in SOURCES[ENGINE].values() for name in TOP.findall(code(source))]
    assert len(names) > 40 and sorted({name for name in names if names.count(name) > 1}) == []


def test_a_module_of_the_engine_calls_only_those_before_it() -> None:
    home = {name: ENGINE.order.index(module) for module, source in SOURCES[ENGINE].items() for name in TOP.findall(code(source))}
    late = {
        (module, name)
        for place, module in enumerate(ENGINE.order)
        for name in re.findall(r"(?<![.\w])(\w+)\(", code(SOURCES[ENGINE][module]))
        if home.get(name, 0) > place
    }
    assert len(home) > 40 and late == set()


def test_the_interface_is_joined_in_the_order_in_which_its_modules_need_each_other() -> None:
    served = joined(INTERFACE, SOURCES[INTERFACE])
    places = [served.index(f"Object.assign(search,{{{first_of(SOURCES[INTERFACE][name])}") for name in INTERFACE.order]
    assert places == sorted(places)


def first_of(source: str) -> str:
    """The first name that a module of the interface offers."""
    found = re.search(r"Object\.assign\(search, \{\s*(\w+)", source)
    assert found
    return found[1]


@bundles
def test_nothing_is_seen_from_outside(bundle: Bundle) -> None:
    served = joined(bundle, SOURCES[bundle])
    assert served.startswith(AT_ONCE + '(function(){"use strict";') and served.rstrip().endswith("})();") and "/*" not in served


@bundles
def test_the_served_form_parses(bundle: Bundle) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed; the browser tests run the served form")
    done = subprocess.run([node, "--check", "-"], input=joined(bundle, SOURCES[bundle]), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@bundles
@pytest.mark.parametrize("change", ["none", "more", "fewer"])
def test_a_module_missing_or_unknown_is_an_error(bundle: Bundle, change: str) -> None:
    sources = {"none": {}, "more": {**SOURCES[bundle], "more": ""}, "fewer": dict.fromkeys(bundle.order[1:], "")}[change]
    with pytest.raises(ValueError, match=bundle.folder):
        joined(bundle, sources)
