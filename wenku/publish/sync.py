"""In which order a release goes to an object store, so that a reader never sees half a site: assets, downloads, pages, index, then deletions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wenku.publish.assets import hashed
from wenku.publish.headers import HASHED_CACHE, PAGE_CACHE
from wenku.publish.manifest import NAME, FileRecord, Manifest

ASSETS, DOWNLOADS, PAGES, INDEX = range(4)
KINDS = {
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "json": "application/json",
    "md": "text/markdown; charset=utf-8", "ics": "text/calendar; charset=utf-8", "xml": "application/xml", "svg": "image/svg+xml", "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "txt": "text/plain; charset=utf-8",
}  # fmt: skip
_LAST = frozenset(("index.html", "search/manifest.js", "zh-Hant/search/manifest.js", "sitemap.xml", "feed.xml"))
_LOCAL = (".gz", ".br")


@dataclass(frozen=True)
class Plan:
    """What to do: paths in order, to upload and then to delete. The manifest itself goes up between the two."""

    upload: tuple[str, ...]
    delete: tuple[str, ...]


def stage(path: str) -> int:
    """Return when a file goes up: what pages load, then downloads, then pages, then what leads to them."""
    if hashed(path) or path.endswith(".docx.js") or "assets/" in path:
        return ASSETS
    if path in _LAST or path.removeprefix("zh-Hant/").removeprefix("en/") in _LAST:
        return INDEX
    return PAGES if path.endswith(".html") else DOWNLOADS


def plan(manifest: Manifest, there: Mapping[str, FileRecord]) -> Plan:
    """Return what a store that holds the files `there` (as its own manifest and our uploads so far say) still needs.

    Precompressed copies stay at home: a store sends a file as it is. Only files that an earlier manifest names are deleted.
    """
    wanted = {path: record for path, record in manifest.files.items() if goes_up(path)}
    upload = sorted((p for p, record in wanted.items() if there.get(p) != record), key=lambda p: (stage(p), p))
    delete = sorted((p for p in there if p not in wanted and p != NAME), key=lambda p: (-stage(p), p))
    return Plan(tuple(upload), tuple(delete))


def goes_up(path: str) -> bool:
    """Tell whether a store gets this file."""
    return not path.endswith(_LOCAL) and path not in ("_headers", "_redirects")


def content_type(path: str) -> str:
    """Return the media type of a file."""
    return KINDS.get(path.rsplit(".", 1)[-1], "application/octet-stream")


def cache_control(path: str) -> str:
    """Return how long a file may be kept."""
    return HASHED_CACHE if hashed(path) else PAGE_CACHE


def total(manifest: Manifest, paths: Iterable[str]) -> int:
    """Return the bytes of files."""
    return sum(manifest.files[path].size for path in paths)
