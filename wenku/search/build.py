"""Library → files of the index."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from wenku.data import Data
from wenku.garbage import kept
from wenku.library import Library
from wenku.search import fold, index, shards
from wenku.search.records import FACETS, Record, records
from wenku.search.synonyms import synonyms

FOLDER = "search/"
MANIFEST = f"{FOLDER}manifest.js"
VOCABULARIES = {"domain": "domains", "kind": "kinds", "level": "levels", "horizon": "horizons", "topic": "topics"}


@kept()
def search_files(library: Library) -> dict[str, str]:
    """Return all files of the index: path from the site's root → content. The same library gives the same bytes."""
    found = records(library.texts)
    groups = synonyms(library.data)
    indexed = index.build(found, groups)
    postings, terms = shards.posting_files(indexed, groups)
    small = fold.small_table(_strings(found))
    rest = {char: to for char, to in fold.table().items() if char not in small}
    useful = {char: to for char, to in rest.items() if to in indexed}
    rare = {char: to for char, to in rest.items() if to not in indexed}
    spoken = sorted({syllable for term in indexed if term[0] == "'" for syllable in term[1:].split("'")})
    parts = {"spoken": " ".join(spoken), "fold": _folding(useful), "rare": _folding(rare)}
    single = dict(shards.named(kind, data) for kind, data in parts.items())
    head = {"format": shards.FORMAT, "texts": len(found), "terms": terms} | _folding(small)
    head |= {name.split("-")[0]: name for name in single}
    head |= {"titleLevel": index.level(index.IN_TITLE * index.WEIGHTS["title"]), "nameLevel": index.level(index.NAME)}
    shown, own = _shown(found, library.data, str)
    return _files({**postings, **single, **shown}, head | own)


def traditional_files(library: Library, files: Mapping[str, str], convert: Callable[[str], str]) -> dict[str, str]:
    """Return what a page in Traditional script shows: cards, texts, names and a manifest of their own; the postings are shared.

    Paths are from the root of the Traditional pages; `files` are those of search_files.
    """
    head = json.loads(files[MANIFEST].partition(",")[2].rpartition(")")[0])
    shown, own = _shown(records(library.texts), library.data, convert)
    return _files(shown, {name: value for name, value in head.items() if name != "build"} | own)


def _files(parts: Mapping[str, str], head: dict[str, Any]) -> dict[str, str]:
    head["build"] = shards.digest(shards.script("", head), 8)
    return {f"{FOLDER}{name}.js": content for name, content in {**parts, "manifest": shards.script("manifest", head)}.items()}


def _shown(found: Sequence[Record], data: Data, convert: Callable[[str], str]) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the files of what a reader sees, and what the manifest says of them."""
    ids = {facet: _ids(data, facet) for facet in FACETS}
    names = {facet: [[one, convert(name), english] for one, name, english in _names(data, facet)] for facet in VOCABULARIES}
    bodies = [shards.named("x/", _body(record, convert), 10) for record in found]
    cards, hashes = shards.card_files([_card(r, ids, body[0], convert) for r, body in zip(found, bodies, strict=True)])
    columns = {facet: _column(found, facet, ids[facet]) for facet in FACETS}
    facets = shards.named("facets", {"columns": columns, "topics": names.pop("topic"), "added": _added(found)})
    return {**cards, **dict(bodies), facets[0]: facets[1]}, {"cards": hashes, "facets": facets[0], "names": names}


def _card(record: Record, ids: Mapping[str, Mapping[str, int]], body: str, convert: Callable[[str], str]) -> list[Any]:
    """Return what a hit shows at once: address, titles, summary, name of the body's file, facets but for topics, aliases."""
    text = record.text
    facets = ",".join("".join(_digits(ids[facet][value], 1) for value in record.facets[facet]) for facet in FACETS if facet != "topic")
    shown = (convert(text.title), text.title_en, convert(text.summary))
    return [text.url.removesuffix(".html"), *shown, body.removeprefix("x/"), facets, convert("\n".join(text.aliases))]


def _body(record: Record, convert: Callable[[str], str]) -> dict[str, Any]:
    """Return what a hit is checked against and its passage taken from. `topics` … are the fields that stand nowhere on the page."""
    text = record.text
    return {
        "sections": [[section.anchor, convert(section.heading), convert("\n".join(section.lines))] for section in record.sections],
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
