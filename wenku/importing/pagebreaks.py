"""Whether a page ended within a sentence, so that what is behind its number or its running head goes on with what was before."""

from __future__ import annotations

import re

from wenku.importing.model import Line
from wenku.importing.patterns import END, UNIT, Number, is_dated, is_title, number

_STOPS = frozenset(END + ".,，、")
_LONG, _FULL = 14, 20
"""Characters of a line that hardly is a heading, and of one that hardly is anything but a sentence."""


def cuts(kept: list[Line], line: Line) -> bool:
    """Tell whether a page ended within a sentence: before it stands no end, no title and no heading, and behind it nothing begins."""
    if not kept or kept[-1].rows or kept[-1].level or line.level or kept[-1].whole or kept[-1].text[-1:] in _STOPS or is_title(kept[-1].text) or is_title(line.text):
        return False
    head = number(kept[-1].text)
    within = re.search("[，,、。；]", head.rest if head else kept[-1].text) is not None or (head is not None and _is_item(kept, head)) or (len(kept) > 1 and kept[-2].text[-1:] not in _STOPS and len(kept[-2].text) > _LONG)
    return within and number(line.text) is None and UNIT.match(line.text) is None and UNIT.match(kept[-1].text) is None and not is_dated(kept[-1].text) and re.match("[\u3400-\u9fff\\d]", line.text) is not None


def is_open(kept: list[Line]) -> bool:
    """Tell whether the last line is a paragraph's, not ended yet: where each paragraph is indented, a line that is not goes on with it."""
    return bool(kept) and not kept[-1].rows and kept[-1].text[-1:] not in _STOPS and not is_title(kept[-1].text) and UNIT.match(kept[-1].text) is None


def ends(kept: list[Line]) -> bool:
    """Tell whether a rule only ends a page: the sentence before it goes on."""
    return bool(kept) and len(kept[-1].text) >= _FULL and not kept[-1].text.endswith(tuple(END)) and not is_title(kept[-1].text)


def _is_item(kept: list[Line], head: Number) -> bool:
    """Tell whether the line numbered before the last one, in the same style, is a whole sentence: then so will this one be."""
    before = next((line.text for line in reversed(kept[:-1]) if (found := number(line.text)) and found.style == head.style), "")
    return before.endswith("。") and len(before) > _LONG
