"""Make `.venv` hold exactly requirements.lock, then run the command inside it. Standard library only."""

import importlib.util
import json
import os
import platform
import subprocess
import sys
import time
from collections import deque
from contextlib import contextmanager
from pathlib import Path

from scripts.venvstate import decide, locked_names, parse_stamp, pip_environment, stamp, started_module, surplus
from scripts.venvstate import venv_python as python_of

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "jiceng-stamp.json"
GUARD = ROOT / ".cache" / "bootstrap.lock"
# Standard library only: cleaning must not install first, and a broken lock must not prevent a new one.
WITHOUT_VENV = frozenset({"scripts.clean", "scripts.lock"})
NO_ENSUREPIP = (
    "这个 Python 缺少 venv 所需的 ensurepip，无法建立运行环境。\n"
    "Debian 或 Ubuntu 请先运行：apt-get install python3-venv（普通用户在前面加 sudo），然后重试。"
)
NO_LOCK = (
    "缺少 requirements.lock，不知道该装哪些组件。\n"
    "请用 git checkout requirements.lock 恢复它，或运行 make lock 重新生成。"
)
VENV_FAILED = "建立 {venv} 失败：\n{tail}\n请删除这个文件夹后重试。"
PIP_FAILED = (
    "安装组件失败，pip 最后的输出是：\n{tail}\n"
    "请检查网络后重试；单位内网有镜像站的，先运行 pip config set global.index-url 〈镜像地址〉。"
)
NOT_WRITABLE = "无法写入 {path}（{reason}）。\n请把文库放在有写权限、空间足够的文件夹里，或修改该文件夹的权限后重试。"


class SetupError(Exception):
    """A failure the user can mend; the message says how, in Chinese."""


def say(text: str) -> None:
    """Tell the user what is going on, without mixing into a command's own output."""
    print(text, file=sys.stderr, flush=True)


def show(text: str) -> None:
    """Rewrite the current line for somebody who watches a terminal."""
    if text and sys.stderr.isatty():
        print(f"\r{text}", end="", file=sys.stderr, flush=True)


def run(command: list[str], progress: str = "") -> tuple[int, str]:
    """Run a tool quietly; return its exit code and last lines, and count pip's `Collecting` lines meanwhile."""
    tail: deque[str] = deque(maxlen=12)
    collected = 0
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", errors="replace", env=pip_environment(os.environ),
    ) as process:  # fmt: skip
        for line in process.stdout or ():
            tail.append(line.rstrip())
            collected += line.startswith("Collecting")
            show(progress and f"{progress}{collected}")
    show(progress and " " * 40 + "\r")
    return process.returncode, "\n".join(tail)


def create_venv(venv: Path) -> None:
    """Make an empty environment in place of whatever is there."""
    spec = importlib.util.find_spec("ensurepip")
    if spec is None or spec.origin is None:  # no origin: only a leftover __pycache__ of the removed package
        raise SetupError(NO_ENSUREPIP)
    base = getattr(sys, "_base_executable", "") or sys.executable
    code, tail = run([base, "-m", "venv", "--clear", str(venv)])
    if code:
        raise SetupError(VENV_FAILED.format(venv=venv, tail=tail))


def install() -> None:
    """Bring the environment to what the lock says, no more and no less."""
    pip = [str(python_of(VENV)), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    code, tail = run([*pip, "install", "--require-hashes", "-r", str(LOCK)], "已取得组件：")
    if code:
        raise SetupError(PIP_FAILED.format(tail=tail))
    code, listing = run([*pip, "list", "--format=json"])
    names = [] if code else [item["name"] for item in json.loads(listing.splitlines()[-1])]
    extra = surplus(names, LOCK.read_text(encoding="utf-8"))
    if extra:
        run([*pip, "uninstall", "--yes", *extra])


def read_stamp() -> dict[str, str] | None:
    """Read the environment's stamp; None unless its interpreter is there as well."""
    usable = STAMP.is_file() and python_of(VENV).exists()
    return parse_stamp(STAMP.read_text(encoding="utf-8", errors="replace")) if usable else None


def prepare(lock: bytes, version: str | None) -> None:
    """Create or update the environment. The stamp goes first and comes last, so a half-made one is never trusted."""
    found = read_stamp()
    action = decide(found, lock, version)
    if action == "ready":
        return
    begun = time.monotonic()
    python = found["python"] if found and action == "update" and not version else platform.python_version()
    words = "组件清单或 Python 有变化：正在更新运行环境" if found else "首次运行：正在建立运行环境"
    total = len(locked_names(lock.decode("utf-8")))
    say(f"{words} {VENV.name}（Python {python}，约 {total} 个组件，通常需要 1 到 3 分钟）……")
    STAMP.unlink(missing_ok=True)
    if action == "create":
        create_venv(VENV)
    install()
    STAMP.write_text(json.dumps(stamp(lock, python)) + "\n", encoding="utf-8")
    say(f"运行环境已就绪，用时 {time.monotonic() - begun:.0f} 秒。")


def take(handle: int) -> bool:
    """Try to take the guard file; the system gives it back when the process ends, however it ends."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:  # anything but "taken" is a file system without locks: do not wait for ever
        return not isinstance(error, (BlockingIOError, PermissionError))
    return True


@contextmanager
def alone():
    """Let one process at a time set up; the others wait."""
    GUARD.parent.mkdir(exist_ok=True)
    handle = os.open(GUARD, os.O_RDWR | os.O_CREAT)
    try:
        if not take(handle):
            say("另一个命令正在建立运行环境，请稍候……")
            while not take(handle):
                time.sleep(0.2)
        yield
    finally:
        os.close(handle)


def restart() -> None:
    """Run the same command line with the environment's interpreter."""
    command = [str(python_of(VENV)), *sys.orig_argv[1:]]
    if os.name != "nt":
        os.execv(command[0], command)
    # Windows has no exec: a child runs the command, and Ctrl+C reaches both, so wait for the child's own end.
    with subprocess.Popen(command) as child:
        while child.poll() is None:
            try:
                child.wait()
            except KeyboardInterrupt:
                continue
    sys.exit(child.returncode)


def enter(inside: bool) -> None:
    """Make sure of the environment, then run in it."""
    if not LOCK.is_file():
        raise SetupError(NO_LOCK)
    lock = LOCK.read_bytes()
    version = platform.python_version() if inside else None
    if decide(read_stamp(), lock, version) != "ready":
        with alone():
            prepare(lock, version)
    elif inside:
        return
    restart()


def main() -> None:
    """Entry: called while `python -m scripts.X` imports the package, before X itself runs."""
    module = started_module(sys.argv, sys.orig_argv)
    if not module.startswith("scripts."):
        return
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    if module in WITHOUT_VENV or os.environ.get("JICENG_VENV") == "off":
        return
    try:
        enter(inside=VENV.exists() and os.path.samefile(sys.prefix, VENV))
        return
    except SetupError as error:
        say(str(error))
    except OSError as error:
        say(NOT_WRITABLE.format(path=error.filename or ROOT, reason=error.strerror or error))
    except KeyboardInterrupt:
        say("\n已中断；下次运行会重新建立。")
        sys.exit(130)
    sys.exit(2)
