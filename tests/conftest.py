"""Shared fixtures: the real site and a small one, built once by the real hooks; a server; a real browser."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
SITE_URL = "https://wenku.example/"


def build_site(out: Path, docs: Path, lang: str = "all", tool: str = "mkdocs", **environment: str) -> str:
    """Build a site strictly in a process of its own; return what it printed beyond its progress. Any failure is the test's.

    Never with -q: it raises the log's level, and strict mode would not see a warning.
    """
    env = {**os.environ, "LANGS": lang, "DOCS_DIR": str(docs), "NO_MKDOCS_2_WARNING": "1", "RELEASE": "测试版"}
    env.update({"SITE_URL": SITE_URL, "SOURCE_DATE_EPOCH": "1767225600", "PYTHONUTF8": "1", **environment})
    command = [sys.executable, "-m", tool, "build", "--strict", "-f", "mkdocs.yml", "--site-dir", str(out)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    said = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("INFO ")]
    return "\n".join(said)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes after their argument: a .docx made while tests are collected differs with the clock, and each process must collect the same."""
    return argname if isinstance(val, bytes) else None


def small_docs(out: Path) -> Path:
    """Make the docs folder of the small library: its texts, and of the real vocabularies the records that it uses."""
    shutil.copytree(FIXTURES / "library", out)
    shutil.copytree(ROOT / "docs" / "_data", out / "_data")
    used = "".join(path.read_text("utf-8") for path in out.rglob("*.md"))
    for name in ("laws", "days", "topics"):
        path = out / "_data" / f"{name}.yml"
        rows = [r for r in yaml.safe_load(path.read_text("utf-8")) if r["id"] in used or r["name"] in used or r["id"] == "wuquanfa"]
        kept = {row["id"] for row in rows}
        for row in rows:
            if name == "laws" and row["replaced_by"] not in kept:
                row["replaced_by"] = None
        path.write_text(yaml.safe_dump(rows, allow_unicode=True, sort_keys=False), "utf-8")
    return out


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library as it is, in all languages."""
    out = tmp_path_factory.mktemp("real") / "site"
    printed = build_site(out, ROOT / "docs")
    assert printed == "", printed
    return out


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Docs folder of the small library."""
    return small_docs(tmp_path_factory.mktemp("small") / "docs")


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory, small_library: Path) -> Path:
    """The small library, in all languages."""
    out = tmp_path_factory.mktemp("small-site") / "site"
    printed = build_site(out, small_library)
    assert printed == "", printed
    return out


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class's name)
        pass


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    """The real site served over http on a free port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(real_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
