"""The documentation keeps its word: the sample text passes, every target and script is named, figures are those of the files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

from tests.conftest import ROOT
from tests.samples import real_library
from wenku.check import check
from wenku.library import read_library

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
TARGETS = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.M)


def test_the_smallest_text_passes_as_it_stands(tmp_path: Path) -> None:
    sample = re.findall(r"```markdown\n(.*?)```", CONTRIBUTING, re.S)
    assert len(sample) == 1
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    place = tmp_path / "docs" / "plans" / "wenjiao" / "sample.md"
    place.parent.mkdir(parents=True, exist_ok=True)
    for status in ("draft", "published"):
        place.write_text(sample[0].replace("status: draft", f"status: {status}"), "utf-8")
        assert [str(f) for f in check(read_library(tmp_path / "docs")) if "sample" in f.path] == []


def test_every_target_is_named_with_its_form_without_make() -> None:
    for target in TARGETS:
        assert f"`make {target}" in CONTRIBUTING, target
    for module in set(re.findall(r"-m (scripts\.[a-z_]+)", (ROOT / "Makefile").read_text("utf-8"))):
        assert f"python -m {module}" in CONTRIBUTING, module


def test_the_two_commands_stand_at_the_top() -> None:
    assert re.match(r"# 基层文库\n\n```sh\nmake serve .*\nmake test ", README)


def test_counts_in_readme_are_those_of_the_files() -> None:
    counts = {name: len(yaml.safe_load((ROOT / f"docs/_data/{name}.yml").read_text("utf-8"))) for name in ("topics", "laws", "days")}
    texts = real_library().texts
    for row, number in (("主题词表", counts["topics"]), ("效力记录", counts["laws"]), ("节日和宣传日", counts["days"])):
        assert re.search(rf"\|[^|\n]*{row}[^|\n]*\| {number} ", README), row
    assert re.search(rf"\| {sum(not t.is_form for t in texts)} ", README) and re.search(rf"\| {sum(t.is_form for t in texts)} ", README)


def test_the_pictures_of_readme_are_there_and_light() -> None:
    pictures = re.findall(r"!\[(.{10,})\]\((images/[a-z]+\.webp)\)", README)
    assert len(pictures) == 2
    for _, path in pictures:
        content = (ROOT / path).read_bytes()
        assert content[:4] == b"RIFF" and content[8:12] == b"WEBP" and len(content) <= 150_000
