"""Review dates: when a text is due for its next check, and its state on a given day.

The day is always injected: the site leaves the question to the reader's clock, the command line asks its own.
"""

from __future__ import annotations

import calendar
import datetime
import json
from collections.abc import Iterable

from wenku.model import Text

CURRENT, DUE, OVERDUE = "current", "due", "overdue"
DUE_BEFORE_DAYS = 30
"""A text counts as due in the month before its date: time enough to look its laws up again."""


def add_months(day: datetime.date, months: int) -> datetime.date:
    """Return the same day some months later, or the last day of that month where it is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def review_by(text: Text) -> str:
    """Return the ISO date by which a text must be checked again."""
    return add_months(datetime.date.fromisoformat(text.reviewed), text.review_in).isoformat()


def due_from(text: Text) -> str:
    """Return the ISO date from which a text is due."""
    return (datetime.date.fromisoformat(review_by(text)) - datetime.timedelta(DUE_BEFORE_DAYS)).isoformat()


def state(text: Text, today: datetime.date) -> str:
    """Return current, due (within DUE_BEFORE_DAYS) or overdue (past its date)."""
    day = today.isoformat()
    return OVERDUE if day > review_by(text) else DUE if day >= due_from(text) else CURRENT


def agenda(texts: Iterable[Text]) -> tuple[Text, ...]:
    """Return the texts that are still maintained, the one to be checked first at the head."""
    live = (text for text in texts if text.archived is None)
    return tuple(sorted(live, key=lambda text: (review_by(text), text.code)))


def agenda_json(texts: Iterable[Text]) -> str:
    """Return the agenda as JSON: code, title, address, dates. What is due today the reader of the list decides."""
    rows = [
        {"code": t.code, "title": t.title, "url": t.url, "reviewed": t.reviewed, "review_by": review_by(t)}
        for t in agenda(texts)
    ]
    return json.dumps({"due_before_days": DUE_BEFORE_DAYS, "texts": rows}, ensure_ascii=False, indent=1) + "\n"
