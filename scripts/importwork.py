"""One file's import in a worker process: read, turn into drafts, write what is new; what somebody has edited stays."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.tables import replace, why
from wenku.importing import pipeline, reporting
from wenku.importing.archive import MAX_FILE
from wenku.importing.model import Refused
from wenku.library import Library

if TYPE_CHECKING:
    from scripts.importfiles import Source

VERSION = 2
"""Goes up when the importer gives other drafts: files imported by an older one are done again."""
_shared: list[pipeline.Context] = []


@dataclass(frozen=True)
class Outcome:
    """What became of one file: how many drafts (of them adopted: in the library already), a remark, or why it was refused."""

    name: str
    drafts: int = 0
    said: str = ""
    why: str = ""
    adopted: int = 0


def context(library: Library) -> pipeline.Context:
    """Return what all files share, made from the library."""
    return pipeline.context(library.data, {entry.path: entry.front.body for entry in library.entries if entry.is_text})


def prepare(shared: pipeline.Context) -> None:
    """Keep what all files share, in each process: made once, by the command itself; a forked process has it already."""
    _shared[:] = [shared]


def work(source: Source, made: bytes | str | None, out: Path, force: bool) -> Outcome:
    """Import one file. `made`: the .docx that it was converted to, or why it was not. Nothing is raised for what a file holds."""
    try:
        raw = source.read(MAX_FILE)
        if isinstance(raw, str) or isinstance(made, str):
            return Outcome(source.name, why=raw if isinstance(raw, str) else str(made))
        journal = _journal(out / f"{source.stem}.report.json")
        digest = hashlib.sha256(raw).hexdigest()
        if not force and journal.get("source", {}).get("sha256") == digest and journal.get("version") == VERSION and _whole(journal, out / source.stem):
            taken = sum(bool(draft.get("adopted")) for draft in journal["drafts"])
            return Outcome(source.name, len(journal["drafts"]), "已经导入过，没有重做", adopted=taken)
        name = source.member or source.name
        done = pipeline.import_file(f"{name}.docx" if made else name, made or raw, _shared[0])
        return _write(source, done, digest, journal, out)
    except Refused as error:
        return Outcome(source.name, why=str(error))
    except (MemoryError, RecursionError):
        return Outcome(source.name, why="内存不够，没有导入：拆成几个文件再试")
    except OSError as error:
        return Outcome(source.name, why=f"写不了：{why(error)}")


def _journal(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("drafts"), list) else {}


def _whole(journal: dict[str, Any], folder: Path) -> bool:
    return all(draft.get("adopted") or (folder / draft["path"]).is_file() for draft in journal["drafts"])


def _write(source: Source, done: pipeline.Imported, digest: str, journal: dict[str, Any], out: Path) -> Outcome:
    """Write the drafts, then the reports. The JSON comes last: a file without it is done again."""
    folder = out / source.stem
    adopted = {draft["path"]: draft["adopted"] for draft in journal.get("drafts", ()) if draft.get("adopted")}
    known = {draft["path"]: draft.get("sha256", "") for draft in journal.get("drafts", ())}
    hashes: dict[str, str] = {}
    edited = []
    for draft in done.drafts:
        path, content = folder / draft.path, draft.source.encode("utf-8")
        new = hashlib.sha256(content).hexdigest()
        old = _digest(path)
        hashes[draft.path] = known.get(draft.path, "") if old not in ("", new, known.get(draft.path)) else new
        if old and old != new and old != known.get(draft.path):
            edited.append(draft.path)
        elif old != new and draft.path not in adopted:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace(path, content)
    report, record = out / f"{source.stem}.report.txt", out / f"{source.stem}.report.json"
    report.parent.mkdir(parents=True, exist_ok=True)
    replace(report, reporting.as_text(done).encode("utf-8"))
    replace(record, reporting.as_json(done, hashes, digest, VERSION, str(source.path.resolve()) if not source.member else "", adopted).encode("utf-8"))
    said = f"另有 {len(done.left)} 段不是范本" if done.left else ""
    if edited:
        said = "，".join(filter(None, [said, f"{len(edited)} 篇改过，没有覆盖"]))
    return Outcome(source.name, len(done.drafts), said, adopted=sum(draft.path in adopted for draft in done.drafts))


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
