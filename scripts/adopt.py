"""Take one draft into the library: python -m scripts.adopt DRAFT [--raw FILE | --own-text] [--set key=value…].

Asks for what is missing, runs all checks, refuses 20 Hanzi shared with the raw file, then moves the draft to docs/plans with
status: draft. Exit 0 when it was moved, 1 when something stands against it, 2 when nothing could be done.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import sys
from pathlib import Path

from scripts import soffice
from scripts.tables import ROOT, Parser, Stop, library_in, obey, read_file, replace, write_file
from wenku.check import check
from wenku.draft import Wish, next_code
from wenku.importing import adopting, pipeline
from wenku.importing.archive import MAX_FILE
from wenku.importing.model import Refused
from wenku.library import Entry, Library, read_entry
from wenku.model import ERROR, TO_FILL

_SHOWN = 30


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    return obey(lambda: _adopt(_parser().parse_args(argv)), "没有收进去，草稿没有动。")


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        usage="python -m scripts.adopt 草稿.md [--raw 原件 | --own-text] [--set 键=值]… [--slug 文件名]",
        description="把一篇草稿收进 docs/plans（status: draft）：补全信息，运行全部检查，对照原件。",
    )
    parser.add_argument("draft", type=Path, metavar="草稿", help="drafts/ 里的一个 .md 文件")
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--raw", metavar="原件", type=Path, help="原件；不写就用导入报告里记下的那一个")
    either.add_argument("--own-text", action="store_true", help="原件是自己写的：允许与它相同")
    parser.add_argument("--set", action="append", default=[], metavar="键=值", help="补全文本信息，如 --set suits=…；列表用逗号隔开")
    parser.add_argument("--slug", metavar="文件名", default="", help="文件名，默认与草稿相同")
    parser.add_argument("--domain", metavar="领域", default="", help="领域的 id，默认是草稿所在的文件夹")
    parser.add_argument("--docs", metavar="文件夹", type=Path, default=ROOT / "docs", help="docs 文件夹")
    return parser


def _adopt(args: argparse.Namespace) -> int:
    library = library_in(args.docs)
    raw = read_file(args.draft, 512 * 1024)
    try:
        source = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Stop(f"“{args.draft}”不是 UTF-8 编码的草稿。") from None
    if not source.startswith("---\n"):
        raise Stop(f"“{args.draft}”不是草稿：第一行应当是 ---。")
    domain = args.domain or args.draft.resolve().parent.name
    path = f"plans/{domain}/{args.slug or args.draft.stem}.md"
    if path in library.entry_by_path:
        raise Stop(f"docs/{path} 已经有了：用 --slug 换一个文件名。")
    source = adopting.completed(source, {**_values(args, source), **_automatic(source, library, domain)})
    entry = read_entry(path, source.encode("utf-8"), library.data)
    against = _findings(entry, library) + ([] if args.own_text else _shared(args, entry, library))
    if against:
        print("\n".join(against[:_SHOWN]) + (f"\n……另有 {len(against) - _SHOWN} 处" if len(against) > _SHOWN else ""), file=sys.stderr)
        print(f"没有收进去：{len(against)} 处要先改。草稿没有动。", file=sys.stderr)
        return 1
    target = args.docs / path
    target.parent.mkdir(parents=True, exist_ok=True)
    write_file(target, source.encode("utf-8"), force=False)
    _note(args.draft, path)
    args.draft.unlink()
    print(f"收进来了：{target}\n接下来：照“审核时会问什么”读一遍，写完“待填”，把 status 改成 published。")
    return 0


def _values(args: argparse.Namespace, source: str) -> dict[str, str]:
    """Return the values given, and answers for what nobody has filled. Raises Stop when nobody can be asked."""
    given: dict[str, str] = {}
    for item in args.set:
        key, mark, value = item.partition("=")
        if not mark or not re.fullmatch("[a-z_]+", key) or not value.strip():
            raise Stop(f"--set “{item[:60]}”看不懂：写成 键=值，如 --set suits=有社区食堂的社区和村。")
        given[key] = value.strip()
    lacking = [key for key in adopting.missing(source) if key not in given]
    if lacking and not sys.stdin.isatty():
        raise Stop("还缺：" + "；".join(f"--set {key}=〈{adopting.ASKED[key]}〉" for key in lacking))
    try:
        for key in lacking:
            given[key] = input(f"{adopting.ASKED[key]}：").strip() or TO_FILL
    except EOFError:
        raise Stop("没有收进去，草稿没有动。") from None
    return {key: value for key, value in given.items() if value != TO_FILL}


def _automatic(source: str, library: Library, domain: str) -> dict[str, str]:
    """Return what follows by itself: the next free code, today's date, status draft."""
    today = datetime.date.today().isoformat()
    values = {"status": "draft"}
    if re.search(rf"(?m)^code: {TO_FILL}\s*$", source):
        if domain not in library.data["domains"]:
            raise Stop(f"没有“{domain}”这个领域：用 --domain 写 {'、'.join(sorted(library.data['domains']))} 之一。")
        values["code"] = next_code(Wish(domain, "", "", ""), library)
    for key in ("added", "reviewed"):
        if re.search(rf"(?m)^{key}: {TO_FILL}\s*$", source):
            values[key] = today
    if re.search(rf"(?m)^changes: {TO_FILL}\s*$", source):
        values["changes"] = f'[{{date: "{today}", what: 首次发布}}]'
    return values


def _findings(entry: Entry, library: Library) -> list[str]:
    """Return what all checks find in the draft as it would stand in the library; errors only, warnings are printed."""
    joined = Library(library.data, (*library.entries, entry), datetime.date.today())
    found = check(joined, only=entry.path)
    for finding in found:
        if finding.severity != ERROR:
            print(f"提醒 {finding}")
    return [str(finding) for finding in found if finding.severity == ERROR]


def _shared(args: argparse.Namespace, entry: Entry, library: Library) -> list[str]:
    """Return where the draft shares 20 Hanzi with the raw file. Raises Stop when there is no raw file to compare with."""
    path = args.raw or _recorded(args.draft)
    if path is None:
        raise Stop("不知道原件是哪一个，不能对照：用 --raw 写出原件；原件是自己写的，加 --own-text。")
    text = _text(path)
    formulas = [formula["wording"] for formula in library.data["formulas"].values()]
    found = adopting.overlaps(entry.document, text, formulas)
    return [f"docs/{entry.path}:{o.line}: 与原件有 {len(o.run)} 个字相同：“{o.run[:24]}……” → 用自己的话重写；原件是自己写的，加 --own-text" for o in found]


def _text(path: Path) -> str:
    raw = read_file(path, MAX_FILE)
    name = path.name
    if path.suffix.lower() in soffice.OLD:
        made = next(iter(soffice.convert([(path.name, raw)])))
        if isinstance(made, str):
            raise Stop(f"原件“{path}”{made}")
        raw, name = made, f"{name}.docx"
    try:
        lines = pipeline.extract(name, raw)[0].lines
    except Refused as error:
        raise Stop(f"原件“{path}”读不出来：{error}") from None
    return "\n".join(line.text + "".join(cell for row in line.rows for cell in row) for line in lines)


def _report(draft: Path) -> Path:
    """Return where the import's report on a draft lies: OUT/<stem>/<domain>/<slug>.md → OUT/<stem>.report.json."""
    folder = draft.resolve().parent.parent
    return folder.with_name(f"{folder.name}.report.json")


def _journal(draft: Path) -> dict:
    try:
        found = json.loads(_report(draft).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _recorded(draft: Path) -> Path | None:
    place = _journal(draft).get("source", {}).get("path", "")
    return Path(place) if place and Path(place).is_file() else None


def _note(draft: Path, path: str) -> None:
    """Write into the report that the draft was taken in: a later import does not write it again."""
    journal = _journal(draft)
    own = draft.resolve().relative_to(draft.resolve().parent.parent).as_posix()
    for record in journal.get("drafts", ()):
        if record.get("path") == own:
            record["adopted"] = path
            replace(_report(draft), (json.dumps(journal, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8"))


if __name__ == "__main__":
    sys.exit(main())
