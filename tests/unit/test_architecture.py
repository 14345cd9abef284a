"""The house stands as DESIGN §1 says: wenku ← hooks, scripts; the core is pure; modules are short."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples import ROOT

CORE = sorted((ROOT / "wenku").rglob("*.py"))
HOOKS = sorted((ROOT / "hooks").rglob("*.py"))
SCRIPTS = sorted((ROOT / "scripts").rglob("*.py"))
LONGEST = 250
IMPURE_MODULES = {"requests", "urllib", "socket", "http", "httpx", "subprocess"}
IMPURE_CALLS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.localtime", "print", "input"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(source: str) -> set[str]:
    """Top-level names that a module imports, at any depth of its code."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((node.module or "").split(".")[0])
    return found


def impure_calls(source: str) -> set[str]:
    """Calls of the clock or the terminal: print(…), date.today(…), datetime.datetime.now(…)."""
    calls = (ast.unparse(node.func) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {call for call in calls if call in IMPURE_CALLS or ".".join(call.split(".")[-2:]) in IMPURE_CALLS}


def test_the_scanners_see_what_they_look_for() -> None:
    bad = "import mkdocs.config\ndef f():\n    from hooks import build\n    print(1)\n    datetime.datetime.now()\n    date.today()"
    assert imports(bad) == {"mkdocs", "hooks"}
    assert impure_calls(bad) == {"print", "datetime.datetime.now", "date.today"}


def test_importing_the_core_loads_no_mkdocs() -> None:
    code = """
import importlib, pkgutil, sys, wenku
names = [m.name for m in pkgutil.walk_packages(wenku.__path__, "wenku.")]
for name in names: importlib.import_module(name)
loaded = {name.split(".")[0] for name in sys.modules}
print(len(names), *sorted(loaded & {"mkdocs", "properdocs", "material", "jinja2", "hooks", "scripts"}))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    count, *foreign = done.stdout.split()
    assert int(count) >= len([path for path in CORE if path.name != "__init__.py"]) and foreign == []


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_core_module_is_pure(path: Path) -> None:
    source = path.read_text("utf-8")
    assert imports(source) & {"mkdocs", "properdocs", "material", "hooks", "scripts", "tests", *IMPURE_MODULES} == set()
    assert impure_calls(source) == set()


@pytest.mark.parametrize("path", [*CORE, *HOOKS, *SCRIPTS], ids=name_of)
def test_module_is_short_and_says_what_it_is_for(path: Path) -> None:
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= LONGEST
    assert ast.get_docstring(ast.parse(source))


@pytest.mark.parametrize("path", HOOKS, ids=name_of)
def test_hooks_do_not_import_scripts(path: Path) -> None:
    assert imports(path.read_text("utf-8")) & {"scripts", "tests"} == set()


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_scripts_do_not_import_hooks(path: Path) -> None:
    assert imports(path.read_text("utf-8")) & {"hooks", "tests"} == set()
