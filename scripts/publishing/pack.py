"""Turn a built site into one that can be published: hashed assets, CSP, redirects, headers, precompressed copies."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterable, Set
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

from scripts.publishing.disk import records
from wenku.model import Problem
from wenku.publish import assets, headers, redirects, servers
from wenku.publish.manifest import NAME, Manifest, addresses, to_json

BARE = "404.html"
"""The page that shows nothing of what was pushed: only inline scripts that it has too come from our templates and are allowed."""
COMPRESSED = frozenset((".html", ".css", ".js", ".json", ".md", ".xml", ".svg", ".ics", ".txt"))
SMALLEST = 256
GZIP_LEVEL, BROTLI_QUALITY, BROTLI_WINDOW = 9, 9, 16
"""A window of 64 kB holds a page; brotli's own of 4 MB costs five times the time in fresh memory and gives the same bytes or more."""
REDIRECTS_FILE = "redirects.txt"


def read_redirects(docs: Path) -> tuple[tuple[redirects.Redirect, ...], tuple[Problem, ...]]:
    """Read docs/_redirects.txt, which need not be there."""
    try:
        return redirects.parse((docs / redirects.FILE).read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return (), ()
    except UnicodeDecodeError:
        return (), (Problem(1, "REDIRECT", "不是 UTF-8 编码", "用 UTF-8 重新保存"),)


def pack(site: Path, entries: Iterable[redirects.Redirect], previous: Set[str], parts: Path | None = None) -> tuple[Problem, ...]:
    """Make a built site ready, in place. With problems it is left half done and must not be used.

    `previous` are the addresses published so far; `parts` is where the servers' configuration of this release goes.
    """
    paths = _paths(site)
    pages = frozenset(path for path in paths if path.endswith(".html"))
    problems = redirects.check(entries, pages)
    table = redirects.table(entries, previous, frozenset(paths))
    problems += redirects.vanished_problems(redirects.vanished(previous, frozenset(paths), table))
    if problems:
        return problems
    for old, new in table.items():
        if old.endswith(".html"):
            _write(site / old, redirects.page(old, new))
    known, mark = _rename_assets(site, paths)
    html = {page: assets.rewritten(page, (site / page).read_text("utf-8"), known, mark) for page in [*pages, *(old for old in table if old.endswith(".html"))]}
    trusted = headers.script_hashes(html.get(BARE, ""))
    problems = tuple(_stray(page) for page, text in sorted(html.items()) if headers.script_hashes(text) - trusted)
    if problems:
        return problems
    for page, text in html.items():
        _write(site / page, headers.with_policy(text))
    fixed = headers.fixed_headers(trusted)
    _write(site / "_headers", servers.underscore_headers(fixed))
    _write(site / "_redirects", servers.underscore_redirects(table))
    if parts:
        for name, content in servers.release_files(fixed, table).items():
            _write(parts / name, content)
        _write(parts / REDIRECTS_FILE, "".join(f"{old} {new}\n" for old, new in sorted(table.items())))
    compress(site)
    return ()


def write_manifest(site: Path, mark: str, commit: str, table: dict[str, str], carried: dict[str, str] | None = None) -> Manifest:
    """Hash all files of a site, write its release.json and return it. Raises OSError for anything but plain files."""
    found = {path: record for path, record in records(site).items() if path != NAME}
    manifest = Manifest(mark, commit, found, table, carried or {})
    _write(site / NAME, to_json(manifest))
    return manifest


def published(manifest: Manifest | None) -> frozenset[str]:
    """Return the addresses that a release answers: its files and its redirects."""
    return addresses(manifest.files.keys() | manifest.redirects.keys()) if manifest else frozenset()


def _paths(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def _rename_assets(site: Path, paths: list[str]) -> tuple[frozenset[str], str]:
    inside = [path for path in paths if path.startswith(assets.FOLDERS)]
    mark = assets.digest((path, (site / path).read_bytes()) for path in inside)
    for old, new in assets.renamed(inside, mark).items():
        (site / new).parent.mkdir(parents=True, exist_ok=True)
        os.replace(site / old, site / new)
    for folder in sorted({str(Path(path).parent) for path in inside}, key=len, reverse=True):
        if not any((site / folder).iterdir()):
            (site / folder).rmdir()
    return frozenset(inside), mark


def _stray(page: str) -> Problem:
    return Problem(1, "SCRIPT", f"网页“{page}”里有来历不明的脚本", "模板里的脚本写成 overrides/assets 里的文件；文本里不写网页代码")


def compress(site: Path) -> None:
    """Put a .gz and a .br beside each file of text that gets smaller by it; the same bytes every time."""
    import brotli  # only who packs needs it: a bare Python without packages must be able to set a server up

    wanted = [p for p in sorted(site.rglob("*")) if p.suffix in COMPRESSED and p.is_file() and p.stat().st_size >= SMALLEST]
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        list(workers.map(lambda path: _compress_one(path, brotli), wanted))


def _compress_one(path: Path, brotli: ModuleType) -> None:
    content = path.read_bytes()
    for ending, small in ((".gz", gzip.compress(content, GZIP_LEVEL, mtime=0)), (".br", brotli.compress(content, quality=BROTLI_QUALITY, lgwin=BROTLI_WINDOW))):
        if len(small) < len(content):
            path.with_name(path.name + ending).write_bytes(small)


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8"))
