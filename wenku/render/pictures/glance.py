"""The library at a glance: its figures in large print, and how many texts fall due for review in each coming month."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence

from wenku.render.pictures.svg import column, element, em, percent, rect, text, words
from wenku.review import add_months

MONTHS = 14
"""Months of the review chart: a text is reviewed every six or twelve months; what lies further off stands in the last."""
Due = tuple[str, int]
"""A month, as 2027-11, and how many texts fall due in it."""

_CHART, _BAR = 4.4, 3.0


def due_by_month(review_dates: Iterable[str], after: str) -> tuple[Due, ...]:
    """Return the MONTHS months after that of `after` (both ISO dates); what was due before stands in the first, what is later in the last."""
    first = datetime.date.fromisoformat(after).replace(day=1)
    names = [add_months(first, i + 1).isoformat()[:7] for i in range(MONTHS)]
    counts = Counter(min(max(date[:7], names[0]), names[-1]) for date in review_dates)
    return tuple((name, counts[name]) for name in names)


def glance(title: str, description: str, figures: Sequence[tuple[str, str]], chart: str, due: Sequence[Due]) -> str:
    """Return the picture. `figures`: number and what is counted; `chart`: the review chart's heading. `description` says it all in words."""
    return element(
        "svg", element("title", words(title)), element("desc", words(description)), *_figures(figures),
        text("0", em(_CHART), words(chart), class_="quiet"), *_bars(due),
        class_="picture glance", width="100%", height=em(_CHART + _BAR + 4.6), role="img",
    )  # fmt: skip


def _figures(figures: Sequence[tuple[str, str]]) -> Iterable[str]:
    """Each figure is as wide as the longer of its two lines: a Hanzi counts double."""
    room = [max(2 * len(number), 2 * len(name), 6) + 2 for number, name in figures]
    for place, (number, name) in enumerate(figures):
        x = percent(100 * sum(room[:place]) / sum(room))
        yield text(x, em(1.5), element("tspan", words(number), class_="figure"))
        yield text(x, em(2.7), words(name), class_="quiet")


def _bars(due: Sequence[Due]) -> Iterable[str]:
    width, foot = 100 / max(1, len(due)), _CHART + _BAR + 2
    most = max([1, *(count for _, count in due)])
    yield element("line", x1="0", x2="100%", y1=em(foot), y2=em(foot), class_="axis")
    for place, (month, count) in enumerate(due):
        year, number = month.split("-")
        tall = _BAR * count / most
        parts = [text("0", em(foot + 1.2), words(int(number)), class_="quiet middle")]
        if count:
            parts += [rect("-0.55em", em(foot - tall), "1.1em", em(tall), class_="bar"),
                      text("0", em(foot - tall - 0.35), words(count), class_="middle")]  # fmt: skip
        if number == "01" or place == 0 and number < "11":
            parts.append(text("0", em(foot + 2.4), words(year), class_="quiet middle year"))
        yield column(percent(width * (place + 0.5)), *parts)
