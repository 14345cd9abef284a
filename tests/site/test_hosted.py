"""The workflows for code hosts: pinned, with least permissions, and their steps run in a fresh clone."""

from __future__ import annotations

import http.server
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.command import Stop
from scripts.publishing.live import fetch
from scripts.publishing.trial import clean
from tests.conftest import ROOT
from wenku.check.formats import github, gitlab
from wenku.model import Finding
from wenku.publish.manifest import FileRecord, Manifest, to_json

GITHUB = ROOT / ".github" / "workflows" / "site.yml"
GITLAB = ROOT / ".gitlab-ci.yml"


def workflow() -> dict[str, Any]:
    return yaml.safe_load(GITHUB.read_text("utf-8"))


def steps() -> list[str]:
    """Every command of both files, with the host's own variables left to the environment."""
    jobs = [step["run"] for job in workflow()["jobs"].values() for step in job["steps"] if "run" in step]
    rows = yaml.safe_load(GITLAB.read_text("utf-8"))
    return jobs + [line for row in rows.values() if isinstance(row, dict) for line in row.get("script", ())]


def test_actions_are_pinned_to_commits_and_say_their_version() -> None:
    lines = [line for line in GITHUB.read_text("utf-8").splitlines() if "uses:" in line]
    assert len(lines) >= 8
    assert [line for line in lines if not re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v[0-9.]+$", line)] == []


def test_only_the_publishing_job_may_write() -> None:
    found = workflow()
    assert found["permissions"] == {"contents": "read"}
    writing = {name for name, job in found["jobs"].items() if "write" in str(job.get("permissions", {}))}
    assert writing == {"publish"} and found["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert set(found["jobs"]["publish"]["needs"]) == {"build", "test"} and "pull_request" in found["jobs"]["publish"]["if"]
    assert all("timeout-minutes" in job for job in found["jobs"].values()) and "pull_request_target" not in GITHUB.read_text("utf-8")
    assert all(not re.search(r"\$\{\{", step) for step in steps()), "what others write reaches a shell by the environment only"


def test_every_step_is_one_of_ours() -> None:
    """Each calls a command that exists, with options it knows."""
    modules = set()
    for step in steps():
        for module, rest in re.findall(r"python3 -m (scripts\.[a-z_]+)([^;|&>]*)", step):
            modules.add((module, *rest.split()[:1]) if module == "scripts.publish" else (module,))
            options = set(re.findall(r"--[a-z-]+", rest))
            arguments = [module, rest.split()[0], "--help"] if module == "scripts.publish" else [module, "--help"]
            said = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, env={**os.environ, "JICENG_VENV": "off"}, capture_output=True, text=True, timeout=120).stdout
            assert all(option in said for option in options), (step, options)
    assert modules >= {("scripts.check",), ("scripts.build",), ("scripts.test",), ("scripts.publish", "pack"), ("scripts.publish", "live")}


def test_the_cheap_steps_run_in_a_fresh_clone(tmp_path: Path) -> None:
    """The check in both hosts' forms and the fetching of the manifest; check, build, live and pack were run by hand as a whole."""
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", "--depth=1", ROOT.as_uri(), clone], check=True, env=clean(), timeout=120)
    environment = {**clean(), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "SITE_URL": ""}
    wanted = [step for step in steps() if "scripts.check --format" in step or "scripts.publish live" in step]
    assert len(wanted) == 4
    for step in wanted:
        done = subprocess.run(["bash", "-e", "-c", step], cwd=clone, env=environment, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, (step, done.stdout, done.stderr)
    report = json.loads((clone / "codequality.json").read_text("utf-8"))
    assert isinstance(report, list) and all(row["severity"] == "minor" for row in report)


FOUND = [Finding("docs/a,b:c.md", 3, "META-1", "坏\n::error::x%", "好"), Finding("docs/a.md", 9, "FIELD-6", "提醒", "改", "warning"), Finding("docs/a.md", 12, "FIELD-6", "提醒", "改", "warning")]


def test_findings_for_the_hosts() -> None:
    lines = github(FOUND).splitlines()
    assert lines[0] == "::error file=docs/a%2Cb%3Ac.md,line=3,title=META-1::坏%0A::error::x%25 → 好"
    assert len(lines) == 3 and lines[1].startswith("::warning file=docs/a.md,line=9")
    rows = json.loads(gitlab(FOUND))
    assert [row["severity"] for row in rows] == ["major", "minor", "minor"] and len({row["fingerprint"] for row in rows}) == 3
    assert rows[1]["location"] == {"path": "docs/a.md", "lines": {"begin": 9}}
    moved = json.loads(gitlab([Finding("docs/a.md", 99, "FIELD-6", "提醒", "改", "warning")]))
    assert moved[0]["fingerprint"] == rows[1]["fingerprint"] and json.loads(gitlab([])) == []


@pytest.mark.parametrize(("status", "body", "result"), [(200, "good", True), (404, "", False), (500, "", "500"), (200, "<html>", "读不懂")])
def test_the_live_manifest(tmp_path: Path, status: int, body: str, result: bool | str) -> None:
    content = to_json(Manifest("m", "c", {"index.html": FileRecord("0" * 64, 1)})) if body == "good" else body

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802 (the base class's name)
            assert self.path == "/base/release.json"
            self.send_response(status)
            self.end_headers()
            self.wfile.write(content.encode())

        def log_message(self, *args: Any) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.handle_request, daemon=True).start()
    url, out = f"http://127.0.0.1:{server.server_port}/base/", tmp_path / "live.json"
    try:
        if isinstance(result, str):
            with pytest.raises(Stop, match=result):
                fetch(url, out)
        else:
            assert fetch(url, out) is result
        assert out.exists() == (result is True)
    finally:
        server.server_close()
    with pytest.raises(Stop, match="不是网址"):
        fetch("file:///etc/passwd", out)
