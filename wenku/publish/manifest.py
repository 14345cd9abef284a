"""The manifest of a release (release.json): every file with hash and size, which commit it was made from, which addresses lead elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

NAME = "release.json"
"""Where the manifest stands in a site; it does not list itself."""
FORMAT = 1
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class FileRecord:
    """A published file: SHA-256 of its bytes in hexadecimal, number of bytes."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What a release holds. Paths are relative to the site's root, with slashes."""

    mark: str
    commit: str
    files: Mapping[str, FileRecord]
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Old address → the page that it leads to now."""
    carried: Mapping[str, str] = field(default_factory=dict)
    """Hashed assets of older releases, for pages that are still open somewhere → name of the last release that used them."""


class Damaged(ValueError):
    """A manifest that can't be read; the message says why, in Chinese."""


def to_json(manifest: Manifest) -> str:
    """Write a manifest: sorted, a line for each file, the same input the same bytes."""
    head = {"format": FORMAT, "release": manifest.mark, "commit": manifest.commit}
    lines = [f'  "{key}": {json.dumps(value)},' for key, value in head.items()]
    for name, table in (("redirects", manifest.redirects), ("carried", manifest.carried)):
        lines.append(f'  "{name}": {json.dumps(dict(sorted(table.items())), ensure_ascii=False)},')
    files = [f"    {json.dumps(path, ensure_ascii=False)}: [\"{r.sha256}\", {r.size}]" for path, r in sorted(manifest.files.items())]
    return "\n".join(["{", *lines, '  "files": {', ",\n".join(files), "  }", "}", ""])


def from_json(text: str) -> Manifest:
    """Read a manifest. Raises Damaged for whatever is not one; nothing of it is trusted to be a path inside the site."""
    try:
        row = json.loads(text)
        if row["format"] != FORMAT:
            raise Damaged(f"release.json 的格式是 {row['format']!r}，这个程序只认 {FORMAT}")
        files = {_path(path): _record(*pair) for path, pair in row["files"].items()}
        tables = [{_path(k): str(v) for k, v in row[name].items()} for name in ("redirects", "carried")]
        return Manifest(str(row["release"]), str(row["commit"]), files, *tables)
    except Damaged:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Damaged(f"release.json 残缺或者被改过（{type(error).__name__}）") from None


def differences(manifest: Manifest, found: Mapping[str, FileRecord]) -> list[str]:
    """Compare a manifest with the files there really are; return what is missing, changed or foreign, in Chinese."""
    said = [f"{path}: 缺少" for path in sorted(manifest.files.keys() - found.keys())]
    said += [f"{path}: 内容与发布时不同" for path in sorted(manifest.files.keys() & found.keys()) if manifest.files[path] != found[path]]
    return said + [f"{path}: 不是这次发布的文件" for path in sorted(found.keys() - manifest.files.keys() - {NAME})]


def _path(path: Any) -> str:
    if not isinstance(path, str) or path.startswith("/") or "\\" in path or any(part in ("", ".", "..") for part in path.split("/")):
        raise Damaged("release.json 里有不在网站里的路径")
    return path


def _record(sha256: Any, size: Any) -> FileRecord:
    if not isinstance(sha256, str) or not _SHA256.fullmatch(sha256) or isinstance(size, bool) or not isinstance(size, int) or size < 0:
        raise Damaged("release.json 里有不对的校验值")
    return FileRecord(sha256, size)


def addresses(paths: Iterable[str]) -> frozenset[str]:
    """Return those of a site's files that somebody may have kept as an address: pages and downloads, not what pages load."""
    return frozenset(path for path in paths if not _loaded_by_pages(path))


def _loaded_by_pages(path: str) -> bool:
    parts = path.split("/")
    inner = parts[1:] if parts[0] in ("en", "zh-Hant") else parts
    made = path.endswith((".gz", ".br", ".docx.js")) or path in (NAME, "_headers", "_redirects")
    return made or inner[0] in ("assets", "search")
