"""REVIEW: texts past the date of their next check. A warning only, and only where a day is given."""

from __future__ import annotations

from collections.abc import Iterable

from wenku.check.rules import declare, entry_check
from wenku.library import Entry, Library
from wenku.model import WARNING, Problem
from wenku.review import OVERDUE, review_by, state

declare("REVIEW-1", "过了核对日期", "依据会变；过了期的文本先核对再用。只提醒，不妨碍发布。", severity=WARNING)


@entry_check
def overdue(entry: Entry, library: Library) -> Iterable[Problem]:
    """REVIEW-1: the injected day is past the text's review date."""
    text = entry.text
    if text and library.today and text.status == "published" and state(text, library.today) == OVERDUE:
        message = f"应在 {review_by(text)} 之前核对，已经过期"
        yield Problem(entry.front.line("reviewed"), "REVIEW-1", message, "逐条核对依据和内容后，改 reviewed 并在 changes 里记一笔")
