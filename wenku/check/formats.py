"""Findings in the forms in which code hosts show them beside the changed lines: GitHub's workflow commands, GitLab's Code Quality report."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence

from wenku.model import ERROR, Finding

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def github(findings: Sequence[Finding]) -> str:
    """Return one workflow command a line; what a finding quotes can't begin another one or end its own."""
    lines = []
    for f in findings:
        kind = "error" if f.severity == ERROR else "warning"
        where = f"file={f.path.translate(_PROPERTY)},line={f.line},title={f.code.translate(_PROPERTY)}"
        lines.append(f"::{kind} {where}::{f'{f.message} → {f.right}'.translate(_DATA)}\n")
    return "".join(lines)


def gitlab(findings: Sequence[Finding]) -> str:
    """Return a Code Quality report. The fingerprint leaves the line out, so that a finding that only moved is not a new one."""
    rows, seen = [], {}
    for f in findings:
        key = (f.path, f.code, f.message)
        seen[key] = seen.get(key, 0) + 1
        mark = hashlib.sha256("\0".join((*key, str(seen[key]))).encode("utf-8", "surrogateescape")).hexdigest()
        severity = "major" if f.severity == ERROR else "minor"
        place = {"path": f.path, "lines": {"begin": f.line}}
        rows.append({"description": f"{f.message} → {f.right}", "check_name": f.code, "fingerprint": mark, "severity": severity, "location": place})
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Finding]], str]] = {"github": github, "gitlab": gitlab}
