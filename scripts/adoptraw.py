"""What the import knows of a draft that is adopted: its raw file, and the report in which the adoption is noted."""

from __future__ import annotations

import json
from pathlib import Path

from scripts import soffice
from scripts.tables import Stop, read_file, replace
from wenku.importing import pipeline
from wenku.importing.archive import MAX_FILE
from wenku.importing.model import Refused


def text(path: Path) -> str:
    """Return all text of a raw file. Raises Stop when it cannot be read."""
    raw = read_file(path, MAX_FILE)
    name = path.name
    if path.suffix.lower() in soffice.OLD:
        made = next(iter(soffice.convert([(path.name, raw)])))
        if isinstance(made, str):
            raise Stop(f"原件“{path}”{made}")
        raw, name = made, f"{name}.docx"
    try:
        lines = pipeline.extract(name, raw)[0].lines
    except Refused as error:
        raise Stop(f"原件“{path}”读不出来：{error}") from None
    return "\n".join(line.text + "".join(cell for row in line.rows for cell in row) for line in lines)


def _report(draft: Path) -> Path:
    """Return where the import's report on a draft lies: OUT/<stem>/<domain>/<slug>.md → OUT/<stem>.report.json."""
    folder = draft.resolve().parent.parent
    return folder.with_name(f"{folder.name}.report.json")


def _journal(draft: Path) -> dict:
    try:
        found = json.loads(_report(draft).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def recorded(draft: Path) -> Path | None:
    """Return the raw file that the import's report names, None when there is none (any more)."""
    place = _journal(draft).get("source", {}).get("path", "")
    return Path(place) if place and Path(place).is_file() else None


def note(draft: Path, path: str) -> None:
    """Write into the report that the draft was taken in: a later import does not write it again."""
    journal = _journal(draft)
    own = draft.resolve().relative_to(draft.resolve().parent.parent).as_posix()
    for record in journal.get("drafts", ()):
        if record.get("path") == own:
            record["adopted"] = path
            replace(_report(draft), (json.dumps(journal, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8"))
