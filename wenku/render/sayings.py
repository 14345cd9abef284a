"""Interface sentences for the scripts that are loaded on demand: assets/say.js, one for each script and language."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from wenku.render.pages import ZH

PATH = "assets/say.js"
PREFIXES = ("batch_", "basket_", "filling_", "phone_", "search_", "word_")
"""Names in _data/ui.yml whose sentences no template shows."""


def sayings_script(strings: Mapping[str, Any], convert: Callable[[str], str] = str, lang: str = ZH) -> str:
    """Return the script with what there is in a language (zh or en).

    `strings` are the records of ui.yml by name; `convert` turns each sentence into another script.
    """
    names = sorted(name for name in strings if name.startswith(PREFIXES) and lang in strings[name])
    told = {name: convert(strings[name][lang]) for name in names}
    return f"Object.assign(jiceng.sayings,{json.dumps(told, ensure_ascii=False, separators=(',', ':'))});\n"
