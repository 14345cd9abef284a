"""What runs shut in: check and build the pushed docs, then make the site ready. `python -m scripts.publishing.worker DOCS OUT`.

OUT gets site/ and the servers' parts; OUT/previous.txt may hold the addresses published so far. Exit 0 built, 10 findings, 11 our own failure.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from scripts.publishing.pack import pack, read_redirects
from wenku.model import Problem
from wenku.publish.redirects import FILE

FOUND, FAILED = 10, 11  # not 1: a Python that can do nothing ends with it
_OURS = re.compile(r"docs/\S+:\d+: |ERROR +-|WARNING +-")
_NOISE = ("Aborted with", "ERROR   -  有")
"""MkDocs's last words, and the count of findings: whoever reads them has just read the findings."""


def main(argv: list[str]) -> int:
    """Build; return the exit code."""
    docs, out = Path(argv[0]), Path(argv[1])
    entries, problems = read_redirects(docs)
    _tell(problems)
    code = _mkdocs(out / "site")
    if code or problems:
        return code or FOUND
    listed = out / "previous.txt"
    previous = frozenset(listed.read_text("utf-8").split("\n")) - {""} if listed.is_file() else frozenset()
    problems = pack(out / "site", entries, previous, out)
    _tell(problems)
    return FOUND if problems else 0


def _tell(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        print(f"docs/{FILE}:{problem.line}: {problem.code} {problem.message} → {problem.right}", flush=True)


def _mkdocs(site: Path) -> int:
    """Build with MkDocs. Not with --quiet: strict mode would no longer count warnings. What is no finding goes to the second stream."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1767225600"}
    running = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, encoding="utf-8", errors="replace")
    findings = failed = False
    for line in running.stderr or ():
        if line.startswith("INFO "):
            continue
        failed = failed or line.startswith("Traceback")
        told = bool(_OURS.match(line)) and not failed
        findings = findings or told
        if line.startswith(_NOISE) or not line.strip():
            continue
        print(line.rstrip("\n"), file=sys.stdout if told else sys.stderr, flush=True)
    code = running.wait()
    return code and (FOUND if findings and not failed else FAILED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
