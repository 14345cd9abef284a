"""Library → files of the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wenku.data import Data
from wenku.library import Library
from wenku.search import fold, index, shards
from wenku.search.records import FACETS, Record, records
from wenku.search.slim import slim
from wenku.search.synonyms import synonyms

FOLDER = "search/"
ENGINE = "assets/search-engine.js"
"""The client script, from the site's root; MANIFEST is served in one file with it, which saves a reader two waits."""
MANIFEST = f"{FOLDER}manifest.js"
VOCABULARIES = {"domain": "domains", "kind": "kinds", "level": "levels", "horizon": "horizons", "topic": "topics"}


def search_files(library: Library) -> dict[str, str]:
    """Return all files of the index: path from the site's root → content. The same library gives the same bytes."""
    found = records(library.texts)
    groups = synonyms(library.data)
    indexed = index.build(found, groups)
    postings, terms = shards.posting_files(indexed, groups)
    ids = {facet: _ids(library.data, facet) for facet in FACETS}
    bodies = [shards.named("x/", _body(record), 10) for record in found]
    cards, card_hashes = shards.card_files([_card(r, ids, body[0]) for r, body in zip(found, bodies, strict=True)])
    small = fold.small_table(_strings(found))
    rest = {char: to for char, to in fold.table().items() if char not in small}
    useful = {char: to for char, to in rest.items() if to in indexed}
    rare = {char: to for char, to in rest.items() if to not in indexed}
    spoken = sorted({syllable for term in indexed if term[0] == "'" for syllable in term[1:].split("'")})
    columns = {facet: _column(found, facet, ids[facet]) for facet in FACETS}
    facets = {"columns": columns, "topics": _names(library.data, "topic"), "added": _added(found)}
    parts = {"spoken": " ".join(spoken), "fold": _folding(useful), "rare": _folding(rare), "facets": facets}
    single = dict(shards.named(kind, data) for kind, data in parts.items())
    head = {"format": shards.FORMAT, "texts": len(found), "terms": terms, "cards": card_hashes}
    head |= {name.split("-")[0]: name for name in single} | _folding(small)
    head |= {"names": {facet: _names(library.data, facet) for facet in FACETS if facet not in ("topic", "month")}}
    head |= {"titleLevel": index.level(index.IN_TITLE * index.WEIGHTS["title"])}
    head["build"] = shards.digest(shards.script("", head), 8)
    files = {**postings, **cards, **dict(bodies), **single, "manifest": shards.script("manifest", head)}
    return {f"{FOLDER}{name}.js": content for name, content in files.items()}


def engine(script: str, files: Mapping[str, str]) -> str:
    """Return the client script as it is served: without comments, the manifest behind it."""
    return slim(script) + files[MANIFEST]


def _card(record: Record, ids: Mapping[str, Mapping[str, int]], body: str) -> list[Any]:
    """Return what a hit shows at once: address, titles, summary, name of the body's file, facets but for topics, aliases."""
    text = record.text
    facets = ",".join("".join(_digits(ids[facet][value], 1) for value in record.facets[facet]) for facet in FACETS if facet != "topic")
    return [text.url.removesuffix(".html"), text.title, text.title_en, text.summary, body.removeprefix("x/"), facets, "\n".join(text.aliases)]


def _body(record: Record) -> dict[str, Any]:
    """Return what a hit is checked against and its passage taken from. `topics` … are the fields that stand nowhere on the page."""
    text = record.text
    return {
        "sections": [[section.anchor, section.heading, "\n".join(section.lines)] for section in record.sections],
        "topics": "\n".join(record.topics), "related": "\n".join(record.related), "more": f"{text.suits}\n{text.summary_en}\n{text.code}",
    }  # fmt: skip


def _folding(table: Mapping[str, str]) -> dict[str, Any]:
    runs, pairs = fold.runs(table)
    return {"runs": runs, "pairs": pairs}


def _column(found: Sequence[Record], facet: str, ids: Mapping[str, int]) -> str:
    """Return each text's values of a facet as base-36 digits, two each for topics and one for others; "," between texts."""
    width = 2 if facet == "topic" else 1
    return ",".join("".join(_digits(ids[value], width) for value in record.facets[facet]) for record in found)


def _added(found: Sequence[Record]) -> str:
    """Return the place of each text's date among all dates, newest first, as two base-36 digits; dates beyond 1,295 count as one."""
    dates = sorted({record.text.added for record in found}, reverse=True)
    place = {date: min(at, 36 * 36 - 1) for at, date in enumerate(dates)}
    return "".join(_digits(place[record.text.added], 2) for record in found)


def _digits(value: int, width: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (digits[value // 36] if width == 2 else "") + digits[value % 36]


def _ids(data: Data, facet: str) -> dict[str, int]:
    if facet == "month":
        return {str(month): month for month in range(1, 13)}
    return {row[0]: at for at, row in enumerate(_names(data, facet))}


def _names(data: Data, facet: str) -> list[list[str]]:
    """Return [id, name, English name] of each value of a facet, in order."""
    return [[term.id, term.name, term.name_en] for term in data.ordered(VOCABULARIES[facet])]


def _strings(found: Sequence[Record]) -> list[str]:
    """Return all that a browser may have to fold: titles, aliases, summaries and bodies."""
    return [line for record in found for line in (*record.titles, *record.names, *record.headings, *record.body)]
