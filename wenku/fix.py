"""Mechanical repairs, str → str, and the one place that writes them back: only what changed, never half a file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from wenku import typography, yamlread
from wenku.data import FOLDER, read_data
from wenku.decode import MAX_BYTES, repair
from wenku.library import TEXT_FOLDERS

_KEY = re.compile(r"^([A-Za-z_][A-Za-z0-9_]*):(?:\s|$)")
_ASIDE = re.compile(r"^#|^\s*$")


def fix_text(source: str, keys: Iterable[str], lookalikes: Mapping[str, str]) -> str:
    """Return a text file's content repaired: encoding marks, order of front-matter keys, empty lines around blocks, typography.

    Keys that the table does not know stay, behind the key that they followed. Nothing is dropped.
    """
    source = repair(source, lookalikes)
    lines = source.split("\n")
    end = next((i for i, line in enumerate(lines) if i and line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        return source
    body = [_typeset(line) for line in lines[end:]]
    return "\n".join(["---", *_ordered(lines[1:end], list(keys)), *_spaced(body)])


def fix_docs(docs: Path, wanted: list[str]) -> list[str]:
    """Repair the files under docs (or only the paths wanted, as docs/…); return the paths of those that changed."""
    data = read_data(docs / FOLDER)
    changed = []
    for path in sorted(docs.rglob("*.md")):
        parts = path.relative_to(docs).parts
        name = f"docs/{'/'.join(parts)}"
        if wanted and not any(name == w or name.startswith(w + "/") for w in wanted):
            continue
        if path.is_symlink() or not path.is_file() or any(part.startswith(".") for part in parts):
            continue
        if path.stat().st_size > MAX_BYTES:
            continue
        raw = path.read_bytes()
        try:
            source = raw.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if parts[0] in TEXT_FOLDERS:
            fixed = fix_text(source, data["frontmatter"], data["lookalikes"])
        else:
            fixed = repair(source, data["lookalikes"])
        if fixed != source:
            write_whole(path, fixed.encode("utf-8"))
            changed.append(name)
    return changed


def write_whole(path: Path, content: bytes) -> None:
    """Write a file by way of a temporary one beside it, so that a reader or an interruption never meets half of it."""
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_bytes(content)
    os.replace(temporary, path)


def _typeset(line: str) -> str:
    """Return a line of the body with its mechanical faults of typography mended; fences, separators and links stay."""
    if line.startswith(("///", "---")) or "](" in line or not line.strip():
        return line
    if line.startswith("#"):
        marks, text = line[: len(line) - len(line.lstrip("#"))], line.lstrip("#")
        return marks + " " * (len(text) - len(text.lstrip(" "))) + typography.fix(text.lstrip(" "), heading=True)
    if line.startswith("|"):
        return "|".join(_cell(cell) for cell in line.split("|"))
    head = "- " if line.startswith("- ") else ""
    return head + typography.fix(line[len(head) :])


def _cell(cell: str) -> str:
    text = cell.strip()
    return cell.replace(text, typography.fix(text)) if text and set(text) - set("-:") else cell


def _ordered(lines: list[str], keys: list[str]) -> list[str]:
    """Return the lines of the front matter with its keys in order; unchanged where that would change what they say."""
    before = yamlread.parse("\n".join([*lines, ""]), "", "")
    if before.problems or not isinstance(before.node, yamlread.Map):
        return lines
    ordered = _sorted(lines, keys)
    after = yamlread.parse("\n".join([*ordered, ""]), "", "")
    return ordered if yamlread.plain(after.node) == yamlread.plain(before.node) else lines


def _sorted(lines: list[str], keys: list[str]) -> list[str]:
    """Sort the groups of lines that belong to a key. Comments and empty lines above a key go with it."""
    groups: list[tuple[str, list[str]]] = [("", [])]
    for line in lines:
        match = _KEY.match(line)
        if match:
            above: list[str] = []
            while groups[-1][1] and _ASIDE.match(groups[-1][1][-1]):
                above.insert(0, groups[-1][1].pop())
            groups.append((match.group(1), [*above, line]))
        else:
            groups[-1][1].append(line)
    ranked = []
    rank = -1
    for place, (key, group) in enumerate(groups):
        rank = keys.index(key) if key in keys else rank
        ranked.append((rank, place, group))
    return [line for _, _, group in sorted(ranked, key=lambda item: item[:2]) for line in group]


def _spaced(lines: list[str]) -> list[str]:
    spaced: list[str] = []
    for i, line in enumerate(lines):
        fence = line.lstrip().startswith("///")
        if fence and spaced and spaced[-1].strip():
            spaced.append("")
        spaced.append(line)
        if fence and i + 1 < len(lines) and lines[i + 1].strip():
            spaced.append("")
    return spaced
