"""The build: the same bytes twice, ProperDocs as a second lane, errors that stop it, settings that match the code."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import yaml
from tests.conftest import ROOT, build_site, small_docs

from wenku.render import sayings
from wenku.render.markdown import EXTENSIONS


def digest(site: Path) -> dict[str, str]:
    """Every file of a site with the hash of its bytes."""
    return {p.relative_to(site).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in site.rglob("*") if p.is_file()}


def test_same_input_same_bytes(small_site: Path, small_library: Path, tmp_path: Path) -> None:
    build_site(tmp_path / "again", small_library, SOURCE_DATE_EPOCH="1893456000")
    assert digest(tmp_path / "again") == digest(small_site)


def test_properdocs_builds_the_same_site(small_site: Path, small_library: Path, tmp_path: Path) -> None:
    """The day of change from MkDocs costs an afternoon: the second lane gives the same files, byte for byte."""
    build_site(tmp_path / "proper", small_library, tool="properdocs")
    assert digest(tmp_path / "proper") == digest(small_site)


def test_chinese_only(small_library: Path, tmp_path: Path) -> None:
    build_site(tmp_path / "zh", small_library, lang="zh", SITE_URL="")
    top = {path.name for path in (tmp_path / "zh").iterdir()}
    assert not top & {"en", "zh-Hant", "sitemap.xml", "sitemap.xml.gz"}
    front = (tmp_path / "zh" / "index.html").read_text("utf-8")
    assert 'rel="canonical"' not in front and "og:url" not in front and "og:image" not in front
    assert 'property="og:title" content="基层文库"' in front
    assert "languages" not in re.findall(r'<details class="(\w+)"', (tmp_path / "zh" / "index.html").read_text("utf-8"))


def test_an_error_stops_the_build_and_leaves_no_site(tmp_path: Path) -> None:
    docs = small_docs(tmp_path / "docs")
    text = docs / "plans" / "minzheng" / "alpha.md"
    text.write_text(text.read_text("utf-8").replace("kind: 方案", "kind: 方安"), "utf-8")
    env = {**os.environ, "DOCS_DIR": str(docs), "LANGS": "zh", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)
    printed = done.stdout + done.stderr
    assert done.returncode == 1
    assert "alpha.md" in printed and "META-7" in printed and "没有生成" in printed
    assert "Traceback" not in printed
    assert not (tmp_path / "site" / "index.html").exists()


def test_markdown_extensions_are_listed_once() -> None:
    source = (ROOT / "mkdocs.yml").read_text("utf-8")
    config = yaml.safe_load(re.sub(r"!ENV \[[^\]]*\]", "''", source))
    listed = {}
    for entry in config["markdown_extensions"]:
        listed.update(entry if isinstance(entry, dict) else {entry: {}})
    assert list(listed.items()) == list(EXTENSIONS.items())
    assert "attr_list" not in listed and "md_in_html" not in listed


def test_interface_strings_are_all_used_and_all_there() -> None:
    strings = yaml.safe_load((ROOT / "docs/_data/ui.yml").read_text("utf-8"))
    templates = "".join(p.read_text("utf-8") for p in (ROOT / "overrides").rglob("*.html"))
    used = set(re.findall(r"t\('([a-z_0-9]+)'", templates))
    prefixes = tuple(re.findall(r"t\('([a-z_]+_)' ~", templates))
    used -= set(prefixes)
    views = "".join(p.read_text("utf-8") for p in (ROOT / "wenku" / "render").rglob("*.py"))
    used |= set(re.findall(r'say\("([a-z_]+)"', views))
    prefixes += tuple(re.findall(r'say\(f"([a-z]+_)\{', views))
    scripts = "".join(p.read_text("utf-8") for p in (ROOT / "overrides" / "assets").rglob("*.js"))
    used |= {key for key in re.findall(r'"([a-z_]+)"', scripts) if key.startswith(sayings.PREFIXES)}
    assert used <= set(strings)
    assert {key for key in strings if key not in used and not key.startswith(prefixes)} == set()
