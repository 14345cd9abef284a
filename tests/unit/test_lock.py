"""What keeps every machine alike: the lock, line ends, and a Makefile that only calls scripts."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from scripts.lock import compile_arguments
from scripts.venvstate import canonical, locked_names

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"[a-z0-9-]+==[\w.]+( ; [\w .!<>='\"()]+)? \\")
HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?")
TARGET = re.compile(r"^([a-z-]+):.*?## (.+)\n((?:\t.*\n)+)", re.MULTILINE)
GOOD = f"# made by\na==1 \\\n    --hash=sha256:{'0' * 64}\n    # via b\n"


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def lock_faults(text: str) -> list[str]:
    """List what does not belong in a lock: a line of another form, an address, a path, a pin without hashes."""
    faults, naked = [], ""
    for line in text.splitlines():
        comment = line.lstrip().startswith("#")
        if not (comment or PIN.fullmatch(line) or HASH.fullmatch(line)) or "/" in line or "index" in line:
            faults.append(line)
        if not comment:
            faults += [naked] if naked and PIN.fullmatch(line) else []
            naked = line if PIN.fullmatch(line) else ""
    return faults + [naked] * bool(naked)


def test_lock_holds_pins_and_hashes_only():
    assert lock_faults(read("requirements.lock")) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url somewhere",
        "--find-links wheels",
        "# from https://example.org/simple",
        "# via -r /home/me/pyproject.toml",
        "b @ file:///opt/b.whl",
        "-e .",
        "b>=1 \\",
        "b==1",
        "b==1 \\",
    ],
)
def test_a_fault_in_a_lock_is_seen(line):
    assert lock_faults(GOOD) == []
    assert lock_faults(GOOD + line + "\n") == [line]
    assert lock_faults(line + "\n" + GOOD) == [line]


def test_lock_answers_pyproject():
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {canonical(re.split(r"[=<>!~ ;\[]", line)[0]) for line in wanted}
    lock = read("requirements.lock")
    assert names - locked_names(lock) == set()
    assert [pin for pin in wanted if "==" in pin and f"\n{pin} \\\n" not in lock] == []


def test_debian_12_gets_its_own_pin():
    pins = re.findall(r"^pymdown-extensions==\S+ ; (.+) \\$", read("requirements.lock"), re.MULTILINE)
    assert pins == ["python_full_version < '3.11.5'", "python_full_version >= '3.11.5'"]


def test_lock_command_leaves_no_trace_of_its_machine():
    arguments = compile_arguments(Path("requirements.lock"), upgrade=False)
    for flag in ("--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-config"):
        assert flag in arguments
    assert arguments[arguments.index("--custom-compile-command") + 1] == "make lock"
    assert read("requirements.lock").splitlines()[1] == "#    make lock"


def makefile_targets() -> dict[str, tuple[str, list[str]]]:
    found = TARGET.findall(read("Makefile"))
    return {name: (text, recipe.splitlines()) for name, text, recipe in found}


def test_each_target_is_one_plain_call():
    targets = makefile_targets()
    assert set(targets) >= {"serve", "build", "check", "fix", "new", "test", "bench", "lock", "clean"}
    recipes = {name: recipe for name, (_, recipe) in targets.items() if name != "help"}
    call = re.compile(r"\t@\$\(PYTHON\) -m scripts\.[a-z_]+( --[a-z-]+)?")
    assert [name for name, recipe in recipes.items() if len(recipe) != 1 or not call.fullmatch(recipe[0])] == []


def test_no_variable_but_python_reaches_the_shell():
    assert set(re.findall(r"(?<!\$)\$[({](\w+)[)}]", read("Makefile"))) == {"PYTHON"}
    assert re.search(r"^\.PHONY: (.+)$", read("Makefile"), re.MULTILINE)[1].split() == list(makefile_targets())


@pytest.mark.skipif(shutil.which("make") is None, reason="no make")
def test_make_alone_lists_every_target():
    environ = os.environ | {"LC_ALL": "C", "MAKEFLAGS": ""}
    out = subprocess.run(
        ["make", "-C", ROOT, "--no-print-directory"], capture_output=True, env=environ, check=True
    ).stdout
    lines = out.decode("utf-8").splitlines()
    assert [line.split()[1] for line in lines] == list(makefile_targets())
    assert all(re.search("[一-鿿]", line) for line in lines)


def test_ci_runs_make_test():
    text = (ROOT / ".ci/run").read_bytes()
    assert text.startswith(b"#!/usr/bin/env bash\nset -euo pipefail\n")
    assert text.endswith(b"exec make test\n")
    assert os.name == "nt" or os.access(ROOT / ".ci/run", os.X_OK)


def test_checkouts_keep_lf_even_where_git_would_convert(tmp_path):
    files = {"Makefile": b"a:\n", ".ci/run": b"#!x\n", "docs/a.md": "汉\n".encode(), "t/raw/crlf.md": b"a\r\nb\n"}
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    git = ["git", "-c", "core.autocrlf=true", "-c", "core.eol=crlf", "-c", "user.name=t", "-c", "user.email=t@t"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "t"], ["rm", "-rqf", "--", *files]):
        subprocess.run([*git, *command], cwd=tmp_path, check=True, capture_output=True)
    subprocess.run([*git, "checkout", "-q", "HEAD", "--", "."], cwd=tmp_path, check=True)
    assert {name: (tmp_path / name).read_bytes() for name in files} == files


@pytest.mark.parametrize("suffix", ["docx", "png", "zip", "pdf", "woff2"])
def test_binaries_are_marked(suffix):
    assert f"*.{suffix} binary" in read(".gitattributes").splitlines()
