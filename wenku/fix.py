"""Mechanical repairs, str → str, and the one place that writes them back: only when something changed, never half a file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from wenku.decode import MAX_BYTES, repair
from wenku.data import FOLDER, read_data

_KEY = re.compile(r"^([A-Za-z_][A-Za-z0-9_]*):")


def fix_text(source: str, keys: Iterable[str], lookalikes: Mapping[str, str]) -> str:
    """Return a text file's content repaired: encoding marks, order of front-matter keys, empty lines around blocks.

    Keys that the table does not know stay, behind the key that they followed. Nothing is dropped.
    """
    source = repair(source, lookalikes)
    lines = source.split("\n")
    if lines[0].rstrip() != "---" or "---" not in [line.rstrip() for line in lines[1:]]:
        return source
    end = next(i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    return "\n".join(["---", *_ordered(lines[1:end], list(keys)), *_spaced(lines[end:])])


def fix_docs(docs: Path, wanted: list[str]) -> list[str]:
    """Repair the texts under docs (or only the paths wanted, as docs/…); return the paths of files that changed."""
    data = read_data(docs / FOLDER)
    changed = []
    for path in sorted(docs.rglob("*.md")):
        name = f"docs/{path.relative_to(docs).as_posix()}"
        if wanted and not any(name == w or name.startswith(w + "/") for w in wanted):
            continue
        if path.is_symlink() or path.stat().st_size > MAX_BYTES or not name.startswith(("docs/plans/", "docs/templates/")):
            continue
        raw = path.read_bytes()
        try:
            fixed = fix_text(raw.decode("utf-8"), data["frontmatter"], data["lookalikes"]).encode("utf-8")
        except UnicodeDecodeError:
            continue
        if fixed != raw:
            write_whole(path, fixed)
            changed.append(name)
    return changed


def write_whole(path: Path, content: bytes) -> None:
    """Write a file by way of a temporary one beside it, so that a reader or an interruption never meets half of it."""
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_bytes(content)
    os.replace(temporary, path)


def _ordered(lines: list[str], keys: list[str]) -> list[str]:
    groups: list[tuple[str, list[str]]] = [("", [])]
    for line in lines:
        match = _KEY.match(line)
        if match:
            groups.append((match.group(1), [line]))
        else:
            groups[-1][1].append(line)
    ranked = []
    rank = -1.0
    for place, (key, group) in enumerate(groups):
        rank = keys.index(key) if key in keys else rank
        ranked.append((rank, place, group))
    return [line for _, _, group in sorted(ranked, key=lambda item: item[:2]) for line in group]


def _spaced(lines: list[str]) -> list[str]:
    spaced: list[str] = []
    for i, line in enumerate(lines):
        fence = line.startswith("///")
        if fence and spaced and spaced[-1].strip():
            spaced.append("")
        spaced.append(line)
        if fence and i + 1 < len(lines) and lines[i + 1].strip():
            spaced.append("")
    return spaced
