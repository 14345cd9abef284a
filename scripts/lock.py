"""Pin every version with its hashes: `python -m scripts.lock [--upgrade]`. Standard library only.

Known pins are kept unless `--upgrade` is given. uv comes into a throw-away environment, through the user's own pip
settings; uv itself takes another index from the variable UV_DEFAULT_INDEX. Neither leaves a trace in the lock.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.bootstrap import LOCK, ROOT, SetupError, create_venv, say
from scripts.command import Parser
from scripts.venvstate import locked_names, pip_environment, venv_python

UV = "uv==0.13.9"
PIP = "-m pip install --quiet --disable-pip-version-check"
COMPILE = "-m uv pip compile pyproject.toml --extra test --universal --generate-hashes --python-version 3.11 --quiet"
PLAIN = "--no-config --no-emit-index-url --no-emit-find-links --system-certs"
FAILED = (
    "生成失败，原来的 requirements.lock 没有改动：{error}\n"
    "上面是 pip 或 uv 的输出，请检查网络和 pyproject.toml 后重试。"
)


def compile_arguments(output: Path, upgrade: bool) -> list[str]:
    """Spell uv's arguments. The header names `make lock` in place of the real command, which holds local paths."""
    fixed = [*COMPILE.split(), *PLAIN.split(), "--custom-compile-command", "make lock"]
    return [*fixed, "--output-file", str(output), *["--upgrade"] * upgrade]


def compile_lock(folder: Path, upgrade: bool) -> bytes:
    """Let uv resolve in a scratch folder; it starts from a copy of the present lock to keep known pins."""
    create_venv(folder / "venv")
    python, environ = str(venv_python(folder / "venv")), pip_environment(os.environ)
    copy = folder / LOCK.name
    if LOCK.is_file():
        shutil.copy(LOCK, copy)
    for arguments in ([*PIP.split(), UV], compile_arguments(copy, upgrade)):
        subprocess.run([python, *arguments], check=True, env=environ, cwd=ROOT)
    return copy.read_bytes().replace(b"\r\n", b"\n")


def main(argv: list[str]) -> int:
    """Write requirements.lock and say how much it pins."""
    parser = Parser(prog="python -m scripts.lock", description="按 pyproject.toml 重新锁定全部版本。")
    parser.add_argument("--upgrade", action="store_true", help="同时升级已锁定的版本（默认保持不变）")
    options = parser.parse_args(argv)
    say("正在生成 requirements.lock（需要联网）……")
    try:
        with tempfile.TemporaryDirectory() as folder:
            LOCK.write_bytes(compile_lock(Path(folder), options.upgrade))
    except SetupError as error:
        say(str(error))
        return 2
    except (subprocess.CalledProcessError, OSError) as error:
        say(FAILED.format(error=error))
        return 2
    say(f"requirements.lock 已生成，共 {len(locked_names(LOCK.read_text(encoding='utf-8')))} 个组件。")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
