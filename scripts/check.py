"""Check all texts and data: `python -m scripts.check [--fix] [--format …] [PATH…]`; 0 clean, 1 errors, 2 usage or data."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from dataclasses import asdict
from pathlib import Path

from scripts.command import Parser
from wenku.check import check
from wenku.check.formats import FORMATS
from wenku.fix import fix_docs
from wenku.library import read_library
from wenku.model import ERROR, Finding
from wenku.plaintext import MAX_BYTES, SUFFIXES, check_plain

ROOT = Path(__file__).resolve().parent.parent


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # names of files may hold any byte
    args = _parser().parse_args(argv)
    docs = args.docs.resolve()
    if not (docs / "_data").is_dir():
        print(f"找不到数据文件夹 {docs / '_data'}：--docs 应当指向含有 _data 的 docs 文件夹。", file=sys.stderr)
        return 2
    try:
        wanted, outside = _split(args.paths, docs)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    inside = bool(wanted) or not args.paths
    if args.fix and inside:
        for path in fix_docs(docs, wanted):
            print(f"已修正 {path}", file=sys.stderr)
    library = read_library(docs, today=datetime.date.today())
    findings = [f for f in check(library) if _of_data(f) or (inside and _selected(f, wanted))]
    for path in outside:
        findings += check_plain(str(path), _bytes(path), library.scanners)
    _print(findings, "json" if args.json else args.format)
    return _exit_code(findings)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(usage="python -m scripts.check [--fix] [--json] [--format 形式] [--docs 文件夹] [文件…]", description="检查文本和数据，一次列出全部问题。")
    parser.add_argument("paths", nargs="*", metavar="文件", help="只看这些文件或文件夹，默认全部；docs 以外的 .txt .md .docx 按普通文字检查")
    parser.add_argument("--fix", action="store_true", help="先改正能够自动改正的，再检查")
    parser.add_argument("--json", action="store_true", help="结果写成 JSON，同 --format json")
    parser.add_argument("--format", choices=("text", "json", *FORMATS), default="text", help="text 一行一处（默认），json，github、gitlab 让结果显示在改动的那一行旁边")
    parser.add_argument("--docs", metavar="文件夹", type=Path, default=ROOT / "docs", help="docs 文件夹")
    return parser


def _split(names: list[str], docs: Path) -> tuple[list[str], list[Path]]:
    """Sort the paths given into those in docs (as docs/…) and files elsewhere, which are checked as plain text."""
    wanted, outside = [], []
    for name in names:
        found = [path for path in (Path(name), docs.parent / name, docs / name) if path.exists()]
        if found and not any(path.resolve().is_relative_to(docs) for path in found):
            outside += _plain_files(found[0])
        else:
            wanted.append(_inside(name, docs))
    return wanted, outside


def _plain_files(path: Path) -> list[Path]:
    """Return the files to check as plain text; raise ValueError for one of another type and for a folder without any."""
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file() and not p.is_symlink())
        shown = [p for p in files if not any(part.startswith((".", "~$")) for part in p.relative_to(path).parts)]
        if not shown:
            raise ValueError(f"“{path}”里没有能检查的文件：只查 {'、'.join(SUFFIXES)}")
        return shown
    if path.suffix.lower() not in SUFFIXES or not path.is_file():
        raise ValueError(f"“{path.name}”不是能检查的文件：只查 {'、'.join(SUFFIXES)}；.doc 先用 Word 或 WPS 另存为 .docx")
    return [path]


def _bytes(path: Path) -> bytes:
    """Read a file, never more than one byte beyond the limit: check_plain refuses it then."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError:
        print(f"{path} 读不出来：检查文件的权限。", file=sys.stderr)
        raise SystemExit(2) from None


def _inside(name: str, docs: Path) -> str:
    """Return a path given on the command line as docs/…; refuse what does not exist."""
    found = [path.resolve() for path in (Path(name), docs.parent / name, docs / name) if path.exists()]
    if not found:
        raise ValueError(f"没有这个文件：{name}。写 docs 里的文件或文件夹，如 docs/plans/minzheng")
    inside = [path for path in found if path.is_relative_to(docs)]
    return f"docs/{inside[0].relative_to(docs).as_posix()}".removesuffix("/.")


def _selected(finding: Finding, wanted: list[str]) -> bool:
    return not wanted or any(finding.path == w or finding.path.startswith(w + "/") for w in wanted)


def _of_data(finding: Finding) -> bool:
    """Tell whether a finding is a fault of the data. They always are shown: with them, texts are not checked in full."""
    return finding.path.startswith("docs/_data/")


def _print(findings: list[Finding], form: str) -> None:
    if form == "json":
        print(json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=2))
        return
    if form in FORMATS:
        print(FORMATS[form](findings), end="")
        return
    for finding in findings:
        print(finding)
    errors = sum(f.severity == ERROR for f in findings)
    fixable = sum(f.fixable for f in findings)
    summary = f"共 {len(findings)} 处：错误 {errors}，提醒 {len(findings) - errors}。"
    print(summary if findings else "检查通过，没有问题。")
    if fixable:
        print(f"其中 {fixable} 处可以自动改正：python -m scripts.check --fix")


def _exit_code(findings: list[Finding]) -> int:
    errors = [f for f in findings if f.severity == ERROR]
    if any(_of_data(f) for f in errors):
        return 2
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
