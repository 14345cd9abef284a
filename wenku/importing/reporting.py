"""The report on one file: what it gave, what was doubtful, what was taken out; as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from wenku.importing.model import STAGES, Note
from wenku.importing.pipeline import Draft, Imported


def as_json(
    done: Imported, hashes: Mapping[str, str], sha256: str = "", version: int = 0, place: str = "", adopted: Mapping[str, str] | None = None
) -> str:
    """Return the report as JSON. hashes: path of a draft → SHA-256 as written, by which a later run knows whether it was edited.

    sha256, place: of the raw file as given (before a conversion); version: of the importer; adopted: drafts taken into the library.
    """
    record = {**_record(done, hashes), "version": version}
    record["source"] |= {"sha256": sha256 or done.sha256, "path": place}
    for draft in record["drafts"]:
        if draft["path"] in (adopted or {}):
            draft["adopted"] = (adopted or {})[draft["path"]]
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _record(done: Imported, hashes: Mapping[str, str]) -> dict[str, Any]:
    return {
        "source": {"name": done.name, "sha256": done.sha256, "encoding": done.encoding, "hanzi": done.hanzi},
        "drafts": [{**_draft(draft), "sha256": hashes.get(draft.path, "")} for draft in done.drafts],
        "left_out": [{"title": left.title, "first_line": left.first, "last_line": left.last, "why": left.why} for left in done.left],
        "notes": [_note(note) for note in done.notes],
    }


def _draft(draft: Draft) -> dict[str, Any]:
    profile = draft.profile
    guesses = {"domain": profile.domain, "kind": profile.kind, "horizon": profile.horizon}
    return {
        "path": draft.path, "title": draft.title, "first_line": draft.first, "last_line": draft.last, "how": draft.how,
        **{key: {"value": guess.value, "confidence": guess.confidence, "evidence": list(guess.evidence)} for key, guess in guesses.items()},
        "level": list(profile.levels), "topics": list(profile.topics), "laws": list(profile.laws), "months": list(profile.months),
        "notes": [_note(note) for note in draft.notes],
    }  # fmt: skip


def _note(note: Note) -> dict[str, Any]:
    return {"stage": note.stage, "line": note.line, "what": note.what, "why": note.why, "quoted": note.quoted}


def as_text(done: Imported) -> str:
    """Return the report as text: a list of the drafts, what to look at in each, then everything that was taken out."""
    lines = [f"{done.name}", f"编码 {done.encoding or '—'}，{done.hanzi} 个汉字，{len(done.drafts)} 篇草稿，{len(done.left)} 段不是范本。", ""]
    for n, draft in enumerate(done.drafts, 1):
        lines += _about(n, draft)
    if done.left:
        lines += ["不是范本，没有导入", *(f"  第 {left.first}—{left.last} 行“{left.title}”：{left.why}" for left in done.left), ""]
    lines += ["清理和拆分", *_grouped(done.notes)]
    return "\n".join(lines).rstrip() + "\n"


def _about(n: int, draft: Draft) -> list[str]:
    profile = draft.profile
    lines = [
        f"{n}. {draft.path} 《{draft.title}》",
        f"  原文第 {draft.first}—{draft.last} 行；{draft.how}",
        f"  领域 {profile.domain.value}（{profile.domain.confidence:.0%}：{'、'.join(profile.domain.evidence)}）；"
        f"种类 {profile.kind.value}（{profile.kind.confidence:.0%}：{'、'.join(profile.kind.evidence)}）；层级 {'、'.join(profile.levels)}；时限 {profile.horizon.value}",
        f"  主题 {'、'.join(profile.topics) or '—'}；依据 {'、'.join(profile.laws) or '—'}；月份 {'、'.join(map(str, profile.months)) or '—'}",
    ]
    return [*lines, *_grouped(draft.notes), ""]


def _grouped(notes: Iterable[Note]) -> list[str]:
    notes = list(notes)
    lines = []
    for stage, name in STAGES.items():
        own = [note for note in notes if note.stage == stage]
        if own:
            lines += [f"  {name}（{len(own)}）", *(f"    {note}" for note in own)]
    return lines
