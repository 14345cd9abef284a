"""Asset folders named by their content: assets/site.css becomes assets/〈hash〉/site.css, in pages of every language.

One hash for all of them: scripts that a page loads later are of the same version as those it began with, even when a new
release has gone live meanwhile. overrides/assets/boot.js finds the hash in its own address.
"""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from collections.abc import Iterable, Mapping, Set

FOLDERS = ("assets/", "zh-Hant/assets/", "en/assets/")
_HASHED = re.compile(r"(?:(?:zh-Hant|en)/)?(?:assets/[a-z2-7]{10}/.+|search/(?:[a-z]+/|[a-z]+-)[^./]+\.js(?:\.gz|\.br)?)")
_REFERENCE = re.compile(r'(?:(?<= src=")|(?<= href="))[^":?#]*assets/[^":?#]+(?=")')


def digest(files: Iterable[tuple[str, bytes]]) -> str:
    """Return ten characters (a-z, 2-7) that tell this set of files, given as (path, content), from any other."""
    total = hashlib.sha256()
    for path, content in sorted(files):
        total.update(f"{path}\0{len(content)}\0".encode())
        total.update(content)
    return base64.b32encode(total.digest()).decode().lower()[:10]


def renamed(paths: Iterable[str], mark: str) -> dict[str, str]:
    """Return old path → new path for the files in asset folders."""
    table = {}
    for path in paths:
        folder = next((folder for folder in FOLDERS if path.startswith(folder)), "")
        if folder:
            table[path] = f"{folder}{mark}/{path.removeprefix(folder)}"
    return table


def rewritten(page: str, html: str, known: Set[str], mark: str) -> str:
    """Return a page with its references to assets renamed. `page` is its own path; 404.html names them from the server's root."""

    def put(match: re.Match[str]) -> str:
        reference = match.group()
        head, _, tail = reference.rpartition("assets/")
        plain = f"assets/{tail}" if reference.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(page), reference))
        return f"{head}assets/{mark}/{tail}" if plain in known else reference

    return _REFERENCE.sub(put, html)


def hashed(path: str) -> bool:
    """Tell whether a file's name tells its content, so that it may be cached for ever and kept for older pages."""
    return bool(_HASHED.fullmatch(path))


def carried(previous: Mapping[str, str], now: Set[str], kept: Set[str]) -> dict[str, str]:
    """Return which hashed files of earlier releases stay: path → the last release that used it.

    `previous` are the hashed files of the live release with that name, `now` the new release's files, `kept` the releases
    whose pages may still be open somewhere.
    """
    return {path: name for path, name in sorted(previous.items()) if path not in now and name in kept}
