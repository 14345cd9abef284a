"""`make test` sums up honestly and lets no browser test be skipped in CI."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import test as command
from scripts.browserskips import REQUIRED
from scripts.test import Tally

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("tally", "code", "line"),
    [
        (Tally(123), 0, "测试通过：123 项，用时 45 秒"),
        (Tally(123, 0, 2), 0, "测试通过：123 项，跳过 2 项，用时 45 秒"),
        (Tally(120, 3, 0), 1, "测试未通过：失败 3 项，通过 120 项，用时 45 秒"),
        (Tally(), 5, "没有运行任何测试：请检查给出的路径或筛选条件。"),
    ],
)
def test_closing_line(tally, code, line):
    assert command.closing_line(tally, code, 45.4) == line


@pytest.mark.parametrize(("value", "expected"), [("true", True), ("1", True), ("", False), ("false", False)])
def test_ci(value, expected):
    assert command.in_ci({"CI": value}) is expected


def test_own_option_is_taken_out_and_the_rest_passed_on():
    assert command.parse(["--no-browser", "-k", "lock", "tests/unit"]) == (True, ["-k", "lock", "tests/unit"])
    assert command.parse(["--no-b"]) == (False, ["--no-b"])


SKIPS = "import pytest\ndef test_b(): pytest.skip('none')\n"
SKIPS_ITSELF = "import pytest\npytest.skip('none', allow_module_level=True)\n"


def run_in(folder: Path, browser: str = SKIPS, shared: bool = False, **environ: str) -> tuple[int, list[str]]:
    """Run the command over a small suite with a file of browser tests, in one process or shared among two."""
    (folder / "tests/browser").mkdir(parents=True)
    (folder / "tests/browser/test_b.py").write_text(browser, encoding="utf-8")
    (folder / "tests/test_a.py").write_text("def test_a(): pass\n", encoding="utf-8")
    plain = {key: value for key, value in os.environ.items() if key not in ("CI", REQUIRED) and not key.startswith("PYTEST")}
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; from scripts import test; sys.exit(test.main(['tests', *{['-n', '2'] * shared}]))"],
        cwd=folder, capture_output=True, encoding="utf-8",
        env=plain | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "JICENG_BROWSER": sys.executable} | environ,
    )  # fmt: skip
    return done.returncode, done.stdout.splitlines()


@pytest.mark.parametrize("shared", [False, True])
def test_a_skipped_browser_test_fails_in_ci_only(tmp_path, shared):
    code, lines = run_in(tmp_path / "home", shared=shared)
    assert code == 0
    assert lines[-1].startswith("测试通过：1 项，跳过 1 项")
    assert lines[-2].startswith("1 passed, 1 skipped in")
    assert any("SKIPPED" in line and line.endswith("none") for line in lines)
    code, lines = run_in(tmp_path / "ci", shared=shared, CI="true")
    assert code == 1
    assert "tests/browser/test_b.py::test_b" in lines
    assert lines[-1].startswith("测试未通过：通过 1 项，跳过 1 项")


@pytest.mark.parametrize("shared", [False, True])
def test_a_browser_file_that_skips_itself_fails_in_ci_only(tmp_path, shared):
    code, _ = run_in(tmp_path / "home", SKIPS_ITSELF, shared)
    assert code == 0
    code, lines = run_in(tmp_path / "ci", SKIPS_ITSELF, shared, CI="true")
    assert code != 0 and any("CI 里不允许跳过浏览器测试" in line for line in lines)


def test_ci_refuses_to_leave_the_browser_out(monkeypatch, capsys):
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(command.pytest, "main", lambda *args, **options: 0)
    assert command.main(["--no-browser"]) == 2
    assert "CI 里必须运行浏览器测试" in capsys.readouterr().err
