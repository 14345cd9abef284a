"""The environment looks after itself: decisions, messages, and a real one made from an empty lock (no network)."""

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import bootstrap, venvstate

PYTHON = getattr(sys, "_base_executable", "") or sys.executable
LOCK = b"a==1 \\\n    --hash=sha256:00\nB_b.c==2\n"
OLD = venvstate.stamp(LOCK, "3.11.2")


@pytest.mark.parametrize(
    ("argv", "orig_argv", "module"),
    [
        (["-m"], ["python3", "-m", "scripts.test"], "scripts.test"),
        (["-m", "-m", "x"], ["python3", "-X", "utf8", "-m", "scripts.test", "-m", "x"], "scripts.test"),
        (["-m", "a"], ["python3", "-mscripts.test", "a"], "scripts.test"),
        (["/x/pytest/__main__.py"], ["python3", "-m", "pytest"], ""),
        ([""], ["python3"], ""),
    ],
)
def test_only_a_module_start_counts(argv, orig_argv, module):
    assert venvstate.started_module(argv, orig_argv) == module


@pytest.mark.parametrize(
    ("found", "lock", "version", "action"),
    [
        (None, LOCK, None, "create"),
        (OLD, LOCK, None, "ready"),
        (OLD, LOCK.replace(b"\n", b"\r\n"), None, "ready"),
        (OLD, LOCK + b"c==3\n", None, "update"),
        (OLD, LOCK, "3.11.2", "ready"),
        (OLD, LOCK, "3.11.7", "update"),
        (OLD, LOCK, "3.13.0", "create"),
    ],
)
def test_decide(found, lock, version, action):
    assert venvstate.decide(found, lock, version) == action


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"lock": "x"}'])
def test_a_damaged_stamp_counts_as_none(text):
    assert venvstate.parse_stamp(text) is None


def test_surplus_spares_the_lock_and_the_installer():
    assert venvstate.surplus(["A", "b-b-c", "pip", "setuptools", "Stray_One"], LOCK.decode()) == ["stray-one"]


def test_pip_keeps_the_mirror_but_no_other_target():
    kept = venvstate.pip_environment({"PIP_INDEX_URL": "m", "PIP_TARGET": "/x", "PYTHONPATH": "/y", "PIP_USER": "1"})
    assert kept == {"PIP_INDEX_URL": "m", "PIP_USER": "0", "PYTHONUTF8": "1"}


@pytest.mark.parametrize("windows", [True, False])
def test_interpreter_of_an_environment(windows):
    expected = "v/Scripts/python.exe" if windows else "v/bin/python"
    assert venvstate.venv_python(Path("v"), windows).as_posix() == expected


@pytest.mark.parametrize("spec", [None, importlib.util.spec_from_loader("ensurepip", None)])
def test_missing_ensurepip_names_the_package(monkeypatch, tmp_path, spec):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: spec)
    with pytest.raises(bootstrap.SetupError, match="apt-get install python3-venv"):
        bootstrap.create_venv(tmp_path / "v")
    assert not (tmp_path / "v").exists()


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (bootstrap.SetupError("说明"), 2, "说明"),
        (PermissionError(13, "Permission denied", "/x/.cache"), 2, "无法写入 /x/.cache"),
        (KeyboardInterrupt(), 130, "已中断"),
    ],
)
def test_main_explains_and_exits(monkeypatch, capsys, error, code, words):
    def fail(inside):
        raise error

    monkeypatch.setattr(bootstrap, "enter", fail)
    monkeypatch.setattr(sys, "argv", ["-m"])
    monkeypatch.setattr(sys, "orig_argv", ["python3", "-m", "scripts.check"])
    monkeypatch.delenv("JICENG_VENV", raising=False)
    with pytest.raises(SystemExit) as stop:
        bootstrap.main()
    assert stop.value.code == code
    assert words in capsys.readouterr().err


def test_an_old_python_gets_a_sentence(monkeypatch, capsys):
    source = Path(bootstrap.__file__).with_name("__init__.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))
    monkeypatch.setattr(sys, "argv", ["-m"])
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    monkeypatch.setattr(sys, "version", "3.10.13 (main)")
    with pytest.raises(SystemExit) as stop:
        exec(compile(source, "__init__.py", "exec"), {})
    assert stop.value.code == 2
    assert "需要 Python 3.11 或更高版本，当前是 3.10.13" in capsys.readouterr().err


def make_project(root: Path) -> Path:
    """Lay out a project that holds only what a command needs to start."""
    (root / "scripts").mkdir(parents=True)
    for name in ("__init__.py", "bootstrap.py", "venvstate.py"):
        shutil.copy(Path(bootstrap.__file__).with_name(name), root / "scripts" / name)
    probe = "import sys\nprint(sys.prefix[-5:], sys.argv[1:], '汉字')\nsys.exit(7)\n"
    (root / "scripts/probe.py").write_text(probe, encoding="utf-8")
    (root / "requirements.lock").write_text("# empty\n", encoding="utf-8")
    return root


def start(root: Path, *arguments: str, python: str | Path = PYTHON, **environ: str) -> subprocess.Popen:
    """Start the probe as a maintainer would, under a locale that knows no Chinese."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("JICENG_", "PYTHON", "LC_"))}
    return subprocess.Popen(
        [python, "-m", "scripts.probe", *arguments], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8", env=plain | {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PIP_NO_INDEX": "1"} | environ,
    )  # fmt: skip


def finish(process: subprocess.Popen) -> tuple[int, str, str]:
    """Wait for a started probe."""
    out, err = process.communicate(timeout=120)
    return process.returncode, out.strip(), err


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project whose environment the first of two simultaneous starts makes while the second waits."""
    root = make_project(tmp_path_factory.mktemp("wenku") / "目录 一")
    results = [finish(process) for process in [start(root, "a", "b c"), start(root, "a", "b c")]]
    return root, results


def test_two_first_starts_make_one_environment(project):
    _, results = project
    assert [(code, out) for code, out, _ in results] == [(7, ".venv ['a', 'b c'] 汉字")] * 2
    waited, made = sorted((err for _, _, err in results), key=len)
    assert waited == "另一个命令正在建立运行环境，请稍候……\n"
    assert made.startswith("首次运行：正在建立运行环境 .venv")
    assert made.splitlines()[-1].startswith("运行环境已就绪，用时")


def test_later_starts_are_silent(project):
    assert finish(start(project[0]))[::2] == (7, "")


def test_a_failed_update_is_quoted_and_then_made_again(project):
    root = project[0]
    lock = root / "requirements.lock"
    lock.write_text(f"nowhere-to-be-had==1 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    code, out, err = finish(start(root, python=root / ".venv/bin/python"))
    assert (code, out) == (2, "")
    assert "组件清单或 Python 有变化" in err
    assert "No matching distribution found for nowhere-to-be-had==1" in err
    assert "请检查网络后重试" in err
    assert "Traceback" not in err
    assert not (root / ".venv/jiceng-stamp.json").exists()
    lock.write_text("# empty\n", encoding="utf-8")
    (root / ".venv/half-made").touch()
    code, _, err = finish(start(root))
    assert (code, "首次运行" in err) == (7, True)
    assert not (root / ".venv/half-made").exists()


def test_off_leaves_the_environment_alone(tmp_path):
    root = make_project(tmp_path / "w")
    code, out, err = finish(start(root, JICENG_VENV="off"))
    assert (code, err) == (7, "")
    assert not out.startswith(".venv")
    assert not (root / ".venv").exists()


@pytest.mark.parametrize(
    ("obstacle", "words"), [(".cache", "无法写入"), ("requirements.lock", "缺少 requirements.lock")]
)
def test_a_folder_in_a_bad_state_is_explained(tmp_path, obstacle, words):
    root = make_project(tmp_path / "w")
    (root / "requirements.lock").unlink() if obstacle == "requirements.lock" else (root / obstacle).touch()
    code, out, err = finish(start(root))
    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err
