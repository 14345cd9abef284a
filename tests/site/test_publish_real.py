"""The real build, shut in, of the small library: findings with file and line; what goes live is complete, hashed, compressed; the same bytes twice."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from tests.conftest import ROOT
from scripts.publishing.trial import Copy, Server, copy, install

from scripts.publishing.pack import pack, published, write_manifest
from wenku.publish.headers import script_hashes
from wenku.publish.manifest import from_json

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a publishing server runs on Linux")


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory, small_site: Path) -> Path:
    """The small library's site, made ready."""
    out = tmp_path_factory.mktemp("packed") / "site"
    shutil.copytree(small_site, out)
    assert pack(out, (), frozenset(), out.parent / "conf") == ()
    write_manifest(out, "m", "c", {})
    return out


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, small_library: Path) -> Iterator[Copy]:
    top = tmp_path_factory.mktemp("real")
    yield copy(top / "work", install(top / "server", quick=False), small_library)


def test_a_text_with_faults_is_refused_and_without_goes_live(real: Copy) -> None:
    place = "docs/plans/minzheng/alpha.md"
    good = (real.folder / place).read_text("utf-8")
    real.server.settings(site={"LANGS": "zh"})
    real.write(place, good.replace("kind: 方案", "kind: 方安"))
    real.write("docs/guide/index.md", "# 指南\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))\n")
    real.write("docs/_redirects.txt", "a b c\n")
    real.commit()
    code, said = real.push()
    assert code != 0 and real.server.live == ""
    for word in (f"{place}:", "META-7", "docs/guide/index.md:3: HTML-1", "HTML-2", "docs/_redirects.txt:1:", "scripts.check"):
        assert word in said, said
    assert "Traceback" not in said and "ERROR" not in said
    real.git("reset", "-q", "--hard", "HEAD~1")
    code, said = real.push()
    assert code == 0 and real.server.live, said
    assert real.server.run("verify").returncode == 0
    pages = [p.read_text("utf-8") for p in real.server.site.rglob("*.html")]
    commit = real.git("rev-parse", "HEAD").strip()
    assert len(pages) > 20 and sum(commit[:10] in page for page in pages) > 20


def test_every_page_has_its_policy_and_renamed_assets(packed: Path) -> None:
    pages = list(packed.rglob("*.html"))
    asset = re.compile(r' (?:src|href)="([^":?#]*assets/[^"]+)"')
    for page in pages:
        html = page.read_text("utf-8")
        assert html.count("Content-Security-Policy") == 1, page
        assert {h for h in re.findall(r"'sha256-[^']+'", html)} == script_hashes(html), "none missing, none unused"
        assert not re.search(r"<[^>]+\son[a-z]+=|<style|<[^>]+\sstyle=", html), page
        for reference in asset.findall(html):
            target = packed / reference.split("assets/", 1)[0].replace("../", "") if reference.startswith("/") else page.parent / reference
            assert re.search(r"assets/[a-z2-7]{10}/", reference) and (reference.startswith("/") or target.resolve().is_file()), (page, reference)
    assert len(pages) > 50
    policy = re.search(r"Content-Security-Policy: (.*)", (packed / "_headers").read_text("utf-8"))
    assert policy and "unsafe" not in policy[1] and "script-src 'self';" in policy[1]


def test_a_script_that_no_template_wrote_is_never_allowed(tmp_path: Path) -> None:
    """Were hashes taken from whatever stands in a page, an intruder's script would get one too."""
    ours = "<script>ours()</script>"
    for name, more in (("404.html", ours), ("index.html", ours), ("guide.html", ours + "<script>alert(1)</script>")):
        (tmp_path / "site").mkdir(exist_ok=True)
        (tmp_path / "site" / name).write_text(f'<meta charset="utf-8">\n{more}', "utf-8")
    (problem,) = pack(tmp_path / "site", (), frozenset())
    assert "guide.html" in problem.message
    (tmp_path / "site" / "guide.html").unlink()
    assert pack(tmp_path / "site", (), frozenset()) == ()
    assert (tmp_path / "site" / "_headers").read_text("utf-8").count("'sha256-") == 1


def test_compressed_copies_are_those_files_and_smaller(packed: Path) -> None:
    count = 0
    for small in packed.rglob("*.gz"):
        content = small.with_suffix("").read_bytes()
        other = small.with_suffix(".br")
        assert gzip.decompress(small.read_bytes()) == content and small.stat().st_size < len(content)
        assert brotli.decompress(other.read_bytes()) == content and other.stat().st_size < len(content)
        count += 1
    assert count > 100 and not list(packed.rglob("*.docx.gz"))


def test_the_same_site_the_same_bytes(packed: Path, small_site: Path, tmp_path: Path) -> None:
    again = tmp_path / "site"
    shutil.copytree(small_site, again)
    pack(again, (), frozenset(), tmp_path / "conf")
    write_manifest(again, "m", "c", {})
    assert (again / "release.json").read_bytes() == (packed / "release.json").read_bytes()


def test_pack_for_a_hosted_site_knows_what_was_published(packed: Path, small_site: Path, tmp_path: Path) -> None:
    before = from_json((packed / "release.json").read_text("utf-8"))
    assert "index.html" in published(before) and published(None) == frozenset()
    row = json.loads((packed / "release.json").read_text("utf-8"))
    row["files"]["plans/gone.html"] = ["0" * 64, 1]
    (tmp_path / "live.json").write_text(json.dumps(row), "utf-8")
    site = tmp_path / "site"
    shutil.copytree(small_site, site)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "scripts.publish", "pack", str(site), "--docs", str(tmp_path), *arguments]
        return subprocess.run(command, cwd=ROOT, env={**os.environ, "JICENG_VENV": "off"}, capture_output=True, text=True, timeout=120)

    done = run("--live", str(tmp_path / "live.json"))
    assert done.returncode == 1 and "plans/gone.html" in done.stdout and "_redirects.txt" in done.stdout
    (tmp_path / "_redirects.txt").write_text("plans/gone.html index.html\n", "utf-8")
    done = run("--live", str(tmp_path / "live.json"), "--commit", "a" * 40)
    assert done.returncode == 0, done.stdout + done.stderr
    made = from_json((site / "release.json").read_text("utf-8"))
    assert made.redirects == {"plans/gone.html": "index.html"} and "plans/gone.html" in published(made)
    assert run().returncode == 2


def test_a_server_of_its_own_files(real: Copy) -> None:
    """The installed code stands beside the repository: what is pushed as code never runs."""
    code = real.server.top / "server" / "current"
    assert (code / "wenku" / "model.py").is_file() and not (code / "docs").exists() and not (code / "tests").exists()
    before = code.resolve()
    assert Server(real.server.top).run("init", "--shared-venv").returncode == 0
    assert code.resolve() != before and before.is_dir(), "a build under way keeps its own"
