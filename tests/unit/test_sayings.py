"""The sentences of scripts that are loaded on demand: each language has its own script, and English lacks none of the search's."""

from __future__ import annotations

import json
import re

import yaml

from tests.conftest import ROOT
from wenku.render.sayings import sayings_script

STRINGS = {
    "search_a": {"zh": "搜“{n}”", "en": "Search"}, "basket_b": {"zh": "夹"}, "home": {"zh": "首页", "en": "Home"},
}  # fmt: skip


def told(script: str) -> dict[str, str]:
    return json.loads(re.fullmatch(r"Object\.assign\(jiceng\.sayings,(.*)\);\n", script).group(1))


def test_only_what_scripts_say_and_what_there_is_in_a_language() -> None:
    assert told(sayings_script(STRINGS)) == {"search_a": "搜“{n}”", "basket_b": "夹"}
    assert told(sayings_script(STRINGS, lang="en")) == {"search_a": "Search"}
    assert told(sayings_script(STRINGS, lambda text: text.replace("夹", "夾")))["basket_b"] == "夾"


def test_english_pages_have_every_sentence_of_the_search() -> None:
    strings = yaml.safe_load((ROOT / "docs/_data/ui.yml").read_text("utf-8"))
    scripts = "".join(path.read_text("utf-8") for name in ("search/*.js", "searchbox.js", "searchpage.js") for path in (ROOT / "overrides/assets").glob(name))
    used = set(re.findall(r'"(search_[a-z_]+)"', scripts)) - {"search_topics"}  # there are no English topic pages
    assert len(used) > 40
    english = told(sayings_script(strings, lang="en"))
    assert used <= set(english)
    for key in used:
        assert set(re.findall(r"\{\w+\}", english[key])) == set(re.findall(r"\{\w+\}", strings[key]["zh"])), key
    assert english["search_months"].count("|") == strings["search_months"]["zh"].count("|") == 11
