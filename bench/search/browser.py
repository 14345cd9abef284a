"""Measure engines in Chromium: what the first answer costs a fresh browser, how long later ones take, memory, and the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.search import pipe
from bench.search.engines import MATERIAL, Engine, page_of
from bench.search.measures import Score, score
from bench.search.queries import KINDS, Query
from bench.search.server import Sent, served

COLD = 11
"""Cold starts, each in a browser context of its own with nothing stored, the engines in turn; the median counts."""
LARGE = 2000
"""From so many texts on Material's search, which takes a minute to start, is started once, and never slowed."""
MANY = 200
"""Queries after which memory is read, and how often known ones are asked again."""
SLOWER = 4
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
_COLD = """async ([text, most]) => {
  const start = performance.now();
  await window[most](text);
  return performance.now() - start;
}"""
FIRST, TEN = "first", "ten"
"""What is waited for: the first result, or the first ten."""
_ASK = """async (texts) => {
  const rows = [];
  for (const text of texts) {
    const start = performance.now();
    const found = await window.ask(text);
    rows.push([found, performance.now() - start]);
  }
  return rows;
}"""


@dataclass
class Measured:
    """What was measured of one engine at one size: times in milliseconds, bytes; a spread is (median, 95th percentile)."""

    engine: Engine
    texts: int
    scores: dict[str, Score] = field(default_factory=dict)
    cold: float = 0
    cold_slow: float = 0
    ten: float = 0
    ten_slow: float = 0
    bytes: int = 0
    gzipped: int = 0
    most_bytes: int = 0
    most_gzipped: int = 0
    requests: int = 0
    with_fetches: tuple[float, float] = (0, 0)
    warm: tuple[float, float] = (0, 0)
    warm_slow: tuple[float, float] = (0, 0)
    memory: int = 0


@dataclass(frozen=True)
class Chromium:
    """A browser type of Playwright, and the program."""

    kind: Any
    path: Path

    @contextmanager
    def browser(self) -> Iterator[Any]:
        """Yield a browser of its own."""
        browser = self.kind.launch(executable_path=str(self.path), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def _page(browser: Any, address: str, slower: int = 1) -> Iterator[Any]:
    """Yield the page of an engine in a fresh context: nothing is stored."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(address, timeout=180_000)  # a busy machine
        page.wait_for_function("() => Boolean(window.ask)", timeout=180_000)  # a function by itself would be called
        _slow(page, slower)
        yield page
    finally:
        context.close()


def measure(
    engines: Sequence[Engine], texts: int, asked: Callable[[Engine], Sequence[tuple[Query, frozenset[str]]]], chromium: Chromium, step: Callable[[], None], cold: bool = False
) -> list[Measured]:
    """Measure engines side by side. `asked` gives each engine its queries with the addresses to find; `step` is called now and then; cold: cold starts only."""
    found = [Measured(engine, texts) for engine in engines]
    with ExitStack() as stack:
        servers = [stack.enter_context(served(engine.folder)) for engine in engines]
        known = [query for query, _ in asked(engines[0]) if query.kind == "known"][:COLD]
        with chromium.browser() as browser:
            for slower in (1, SLOWER):
                for most in (FIRST, TEN):
                    _cold(found, servers, known, browser, slower, most, step)
            if cold:
                return found
            for one, (address, sent) in zip(found, servers, strict=True):
                _bytes(one, address, sent, asked(engines[0]), browser, step)
        for one, (address, _) in zip(found, servers, strict=True):
            _answers(one, address, asked(one.engine), chromium.path)
            step()
    return found


def steps(engines: Sequence[Engine]) -> int:
    """Return how often measure() calls `step`."""
    return len(engines) * (4 * COLD + 1 + len(KINDS))


def _cold(found: Sequence[Measured], servers: Sequence[tuple[str, Sent]], known: Sequence[Query], browser: Any, slower: int, most: str, step: Callable[[], None]) -> None:
    times: list[list[float]] = [[] for _ in found]
    rows: list[list[tuple[int, int, int]]] = [[] for _ in found]
    for nth, query in enumerate(known):
        for at, (one, (address, sent)) in enumerate(zip(found, servers, strict=True)):
            step()
            if one.engine.name == MATERIAL and one.texts >= LARGE and (nth or slower > 1):
                continue
            with _page(browser, address + page_of(one.engine), slower) as page:
                sent.reset()
                times[at].append(page.evaluate(_COLD, [one.engine.put(query.typed), most]))
                rows[at].append((sent.plain, sent.gzipped, len(sent.paths)))
    for at, one in enumerate(found):
        name = ("cold" if most == FIRST else "ten") + ("_slow" if slower > 1 else "")
        setattr(one, name, median(times[at]) if times[at] else 0)
        if name == "cold":
            one.bytes, one.gzipped, one.requests = (round(median(row[nth] for row in rows[at])) for nth in range(3))


def _bytes(one: Measured, address: str, sent: Sent, asked: Sequence[tuple[Query, frozenset[str]]], browser: Any, step: Callable[[], None]) -> None:
    """The most that a query of any kind fetches before its first result, three queries of each kind, a fresh page each."""
    for kind in KINDS:
        step()
        if one.engine.name == MATERIAL:
            continue  # one file, whatever is asked
        for query in [query for query, _ in asked if query.kind == kind][:3]:
            with _page(browser, address + page_of(one.engine)) as page:
                sent.reset()
                page.evaluate(_COLD, [one.engine.put(query.typed), FIRST])
                one.most_bytes, one.most_gzipped = max(one.most_bytes, sent.plain), max(one.most_gzipped, sent.gzipped)
    one.most_bytes, one.most_gzipped = max(one.most_bytes, one.bytes), max(one.most_gzipped, one.gzipped)


def _answers(one: Measured, address: str, asked: Sequence[tuple[Query, frozenset[str]]], program: Path) -> None:
    """The answers to all queries in one page, then known ones again, then slowed."""
    queries = [one.engine.put(query.typed) for query, _ in asked]
    with pipe.page(program, ARGUMENTS, address + page_of(one.engine)) as page:
        blank = page.settled()
        rows: list[tuple[list[str], float]] = []
        for at in range(0, len(queries), 50):
            rows += page.evaluate(_ASK, queries[at : at + 50])
            if not one.memory and len(rows) >= min(MANY, len(queries)):
                one.memory = max(0, page.memory() - blank)
        again = queries[:40]
        page.evaluate(_ASK, again)
        one.with_fetches = _spread([time for _, time in rows[1:]])
        one.warm = _spread([time for _, time in page.evaluate(_ASK, again * (MANY // len(again) if one.texts < LARGE else 1))])
        page.slow(SLOWER)
        one.warm_slow = _spread([time for _, time in page.evaluate(_ASK, again)])
    for kind in KINDS:
        own = [(row[0], wanted) for (query, wanted), row in zip(asked, rows, strict=True) if query.kind == kind]
        if own:
            one.scores[kind] = score(own)


def _slow(page: Any, times: int) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def _spread(times: Sequence[float]) -> tuple[float, float]:
    return median(times), quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
