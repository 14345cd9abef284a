"""Set up a publishing server, and the folder of wheels that a machine without internet installs from."""

from __future__ import annotations

import compileall
import contextlib
import json
import os
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from scripts.bootstrap import LOCK, ROOT
from scripts.command import Stop
from scripts.publishing import sandbox
from scripts.publishing.disk import point, remove, write_durably
from scripts.publishing.place import SETTINGS, Place, pusher_name
from scripts.venvstate import canonical, pip_environment
from wenku.publish import servers
from wenku.publish.lockfile import subset
from wenku.publish.refusal import Limits

CODE = ("hooks", "wenku", "scripts", "overrides", "mkdocs.yml", "pyproject.toml", "requirements.lock")
_HOOK = """#!/bin/sh
# 由 python -m scripts.publish init 写成；这个文件夹搬到哪里都能用
top=$(cd "$(dirname "$0")/../.." && pwd -P) || exit 1
code=$(cd "$top/server/current" && pwd -P) || {{ echo "服务器的程序没有装好：请管理员重新运行 init" >&2; exit 1; }}
umask 022
unset PYTHONHOME PYTHONSTARTUP PYTHONINSPECT
export JICENG_VENV=off PYTHONPATH="$code" PYTHONSAFEPATH=1 PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1
exec "$code/.venv/bin/python" -m scripts.publish receive {name} "$top"
"""


def install(top: Path, wheels: Path | None, shared: bool) -> Place:
    """Make or update a server's folder; `shared` uses the running environment instead of one of its own. Raises Stop."""
    place = Place(top.resolve())
    for folder in (place.releases, top / "conf", top / "server", top / "logs"):
        folder.mkdir(parents=True, exist_ok=True)
    _repository(place)
    _settings(place)
    _server(place, wheels, shared)
    _hooks(place)
    write_durably(place.top / "conf" / "isolation", sandbox.kind().encode())
    live = str(place.current)
    (top / "conf" / "nginx.conf").write_text(servers.nginx(live), "utf-8")
    (top / "conf" / "Caddyfile").write_text(servers.caddy(live), "utf-8")
    return place


def _repository(place: Place) -> None:
    if not (place.repository / "HEAD").exists():
        _git("init", "--quiet", "--bare", "--initial-branch=main", str(place.repository))
    rows = {
        "receive.maxInputSize": Limits().push_bytes, "core.bigFileThreshold": "1m", "receive.unpackLimit": 1, "receive.fsckObjects": "true",
        "receive.denyDeletes": "false", "receive.denyNonFastForwards": "false", "core.fsync": "committed,added,reference",
        "core.fsyncMethod": "fsync", "pack.threads": 1, "gc.auto": 0, "receive.autogc": "false", "core.quotepath": "false",
    }  # fmt: skip
    for key, value in rows.items():
        _git("--git-dir", str(place.repository), "config", key, str(value))


def _git(*arguments: str) -> None:
    try:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        subprocess.run(["git", *arguments], check=True, capture_output=True, text=True, env=environment)
    except FileNotFoundError:
        raise Stop("找不到 git：先安装 git（Debian：apt-get install git）。") from None
    except subprocess.CalledProcessError as error:
        raise Stop(f"git 没有做成：{error.stderr.strip()[-300:]}") from error


def _settings(place: Place) -> None:
    path = place.top / "conf" / SETTINGS
    if path.exists():
        place.settings()  # say now what is wrong in it
        return
    row = {"branch": "main", "admins": [pusher_name()], "site": {"SITE_URL": "", "CONTACT": "", "LANGS": "all"}, "limits": {}, "after": []}
    write_durably(path, (json.dumps(row, ensure_ascii=False, indent=2) + "\n").encode())


def _hooks(place: Place) -> None:
    for name in ("pre-receive", "post-receive"):
        path = place.repository / "hooks" / name
        write_durably(path, _HOOK.format(name=name).encode())
        path.chmod(0o755)


def _server(place: Place, wheels: Path | None, shared: bool) -> None:
    """Copy the code beside what is installed and let the link lead to it last: a running build keeps its own."""
    name = _next_name(place)
    room = place.top / "server" / name
    try:
        room.mkdir()
        for part in CODE:
            source = ROOT / part
            ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
            shutil.copytree(source, room / part, ignore=ignored) if source.is_dir() else shutil.copy(source, room / part)
        if shared:
            (room / ".venv").symlink_to(sys.prefix)
        else:
            _environment(room, wheels)
        compileall.compile_dir(str(room), quiet=2, maxlevels=6)
    except OSError as error:
        remove(room)
        raise Stop(f"服务器的程序没有装成：{error.strerror or error}（{error.filename or room}）。检查权限和磁盘。") from error
    except BaseException:
        remove(room)
        raise
    old = place.server.name
    point(place.top / "server" / "current", name)
    for folder in (place.top / "server").iterdir():
        if folder.is_dir() and not folder.is_symlink() and folder.name not in (name, old):
            remove(folder)


def _next_name(place: Place) -> str:
    numbers = [int(p.name) for p in (place.top / "server").iterdir() if p.name.isdigit()]
    return str(max(numbers, default=0) + 1)


def _environment(room: Path, wheels: Path | None) -> None:
    lock = room / "runtime.lock"
    brought = wheels / lock.name if wheels else lock
    lock.write_text(brought.read_text("utf-8") if brought.is_file() else runtime_lock(), "utf-8")
    source = ["--no-index", "--find-links", str(wheels.resolve())] if wheels else []
    base = getattr(sys, "_base_executable", "") or sys.executable
    python = str(room / ".venv" / "bin" / "python")
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet", "--no-deps", "--require-hashes"]
    for command in ([base, "-m", "venv", str(room / ".venv")], [*pip, *source, "-r", str(lock)]):
        _pip(command, "安装组件没有成功" + ("：轮子文件夹里缺组件，或者与这台机器的 Python 版本不合" if wheels else "：没有网络的机器先准备轮子文件夹，用 --wheels"))


def _pip(command: list[str], what: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, env=pip_environment(os.environ))
    if done.returncode:
        raise Stop(f"{what}。最后的输出是：\n" + "\n".join((done.stdout + done.stderr).strip().splitlines()[-6:]))


def runtime_lock() -> str:
    """Return the part of requirements.lock that a server needs: without what only tests use."""
    return subset(LOCK.read_text("utf-8"), _needed())


def _needed() -> frozenset[str]:
    """Return the distributions that ours needs, and what they need in turn, as this environment's own records say."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting, found = [_bare(line) for line in project["dependencies"]], set()
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        with contextlib.suppress(metadata.PackageNotFoundError):
            waiting += [_bare(line) for line in metadata.requires(name) or () if "extra ==" not in line]
    return frozenset(found)


def _bare(requirement: str) -> str:
    return canonical("".join(c if c.isalnum() or c in "._-" else " " for c in requirement).split()[0])


def fill_wheels(folder: Path) -> int:
    """Download what a server needs into a folder, for a machine without internet; return the number of files. Raises Stop."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = folder / "runtime.lock"
    lock.write_text(runtime_lock(), "utf-8")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "download", "--quiet", "--no-deps", "--require-hashes"]
    _pip([*command, "--only-binary", ":all:", "--dest", str(folder), "-r", str(lock)], "下载组件没有成功，检查网络")
    return sum(1 for _ in folder.glob("*.whl"))

