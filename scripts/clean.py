"""Remove what the other commands made: `python -m scripts.clean [--all]`. Standard library only; drafts stay."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.bootstrap import ROOT, VENV, say
from scripts.command import Parser

MADE = ("site", "build", ".cache", ".pytest_cache", ".ruff_cache", ".hypothesis")
KEEP = frozenset({".git", ".venv", "node_modules", "drafts"})


def leftovers(root: Path) -> Iterator[Path]:
    """List generated folders: the named ones, and Python's caches outside the folders that stay."""
    yield from (root / name for name in MADE if (root / name).is_dir())
    for top in sorted(root.iterdir()):
        if top.is_dir() and top.name not in KEEP and top.name not in MADE:
            yield from ([top] if top.name == "__pycache__" else sorted(top.rglob("__pycache__")))


def main(argv: list[str]) -> int:
    """Remove and say how much."""
    parser = Parser(
        prog="python -m scripts.clean", description="删除生成的文件；草稿 drafts/ 总是保留。"
    )
    parser.add_argument("--all", action="store_true", help="连运行环境 .venv 一起删除")
    options = parser.parse_args(argv)
    folders = [*leftovers(ROOT), *([VENV] if options.all and VENV.is_dir() else [])]
    try:
        for folder in folders:
            shutil.rmtree(folder)
    except OSError as error:
        say(f"无法删除 {error.filename}（{error.strerror}）。请关闭正在使用它的程序后重试。")
        return 2
    say(f"已清理 {len(folders)} 个文件夹。")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
