"""Take one draft into the library: python -m scripts.adopt DRAFT [--raw FILE | --own-text] [--set key=value…].

Asks for what is missing, runs all checks, refuses 20 Hanzi shared with the raw file, then moves the draft to docs/plans with
status: draft. Exit 0 when it was moved, 1 when something stands against it, 2 when nothing could be done.
"""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from dataclasses import replace as replaced
from pathlib import Path

from scripts import adoptraw
from scripts.tables import ROOT, Parser, Stop, library_in, obey, read_file, write_file
from wenku.check import check
from wenku.draft import Wish, next_code
from wenku.importing import adopting
from wenku.library import Entry, Library, read_entry
from wenku.model import ERROR, TO_FILL
from wenku.nearest import nearest

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
    source = _source(args)
    given, wrong = _options(args, library)
    place = _place(args, library)
    table = library.data["frontmatter"]
    made = adopting.completed(source, {**given, **_automatic(source, library, place)}, table)
    lacking = [key for key in adopting.missing(made) if key not in given]
    made = adopting.completed(made, dict.fromkeys(lacking, TO_FILL), table)
    against = [*wrong, *_known(args, source, made, given, library), *([] if args.own_text else _shared(args, source, library))]
    if against or (lacking and not sys.stdin.isatty()):
        return _refused(against, lacking, 1 if len(against) > len(wrong) else 2)
    answers = _asked(place, made, lacking, library)
    made = adopting.completed(made, answers, table)
    against = _findings(args, source, read_entry(place, made.encode("utf-8"), library.data), library, told=True)
    if against:
        print("已经答的，下次可以直接写：" + " ".join(f"--set '{key}={value}'" for key, value in answers.items()), file=sys.stderr)
        return _refused(against, [], 1)
    return _moved(args, place, made)


def _source(args: argparse.Namespace) -> str:
    """Return the draft, without BOM and with LF. Raises Stop when it is none."""
    raw = read_file(args.draft, 512 * 1024)
    if args.draft.resolve().is_relative_to(args.docs.resolve()):
        raise Stop(f"“{args.draft}”在 docs 里：这一篇已经在库里。")
    try:
        source = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise Stop(f"“{args.draft}”不是 UTF-8 编码的草稿：另存为 UTF-8 再试。") from None
    if not source.startswith("---\n"):
        raise Stop(f"“{args.draft}”不是草稿：第一行应当是 ---。")
    if "\n---\n" not in source:
        raise Stop(f"“{args.draft}”的文本信息没有结尾：最后一个键的下面单独写一行 ---。")
    return source


def _options(args: argparse.Namespace, library: Library) -> tuple[dict[str, str], list[str]]:
    """Return the values given, and all that is wrong with the options."""
    data, given, wrong = library.data, {}, []
    for item in args.set:
        key, mark, value = item.partition("=")
        if not mark or not value.strip():
            wrong.append(f"--set “{item[:60]}”看不懂：写成 键=值，如 --set suits=有社区食堂的社区和村。")
        elif key not in data["frontmatter"] or key == "status":
            right = "收进来总是 draft" if key == "status" else nearest(key, data["frontmatter"]) or f"只有 {'、'.join(data['frontmatter'])}"
            wrong.append(f"--set 不认识“{key[:60]}”这个键：{right}" if key != "status" else f"--set 不能写 status：{right}")
        else:
            given[key] = value.strip()
    domain, path = _domain(args), f"plans/{_domain(args)}/{args.slug or args.draft.stem}.md"
    if domain not in data["domains"]:
        wrong.append(f"没有“{domain}”这个领域：用 --domain 写 {'、'.join(sorted(data['domains']))} 之一。")
    if not re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", args.slug or args.draft.stem):
        wrong.append(f"文件名“{args.slug or args.draft.stem}”不合规：用 --slug 写小写字母、数字和连字符，如 shequ-kepu-jihua。")
    if path in library.entry_by_path:
        wrong.append(f"docs/{path} 已经有了：用 --slug 换一个文件名。")
    return given, wrong


def _domain(args: argparse.Namespace) -> str:
    return args.domain or args.draft.resolve().parent.name


def _place(args: argparse.Namespace, library: Library) -> str:
    """Return the draft's path in docs; one that is right where the options are not, so that the text itself can be checked."""
    domain, slug = _domain(args), args.slug or args.draft.stem
    known = domain if domain in library.data["domains"] else min(library.data["domains"])
    path = f"plans/{known}/{slug}.md"
    free = re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", slug) and path not in library.entry_by_path
    return path if free else f"plans/{known}/draft-to-adopt.md"


def _refused(against: list[str], lacking: list[str], code: int) -> int:
    lines = [*dict.fromkeys(against)]
    print("\n".join(lines[:_SHOWN]) + (f"\n……另有 {len(lines) - _SHOWN} 处" if len(lines) > _SHOWN else ""), end="\n" if lines else "", file=sys.stderr)
    if lacking:
        print("还缺：" + "；".join(f"--set {key}=〈{adopting.ASKED[key]}〉" for key in lacking), file=sys.stderr)
    print(f"没有收进去：{len(lines) + len(lacking)} 处要先改。草稿没有动。", file=sys.stderr)
    return code


def _asked(place: str, made: str, lacking: list[str], library: Library) -> dict[str, str]:
    """Ask for what nobody has filled, each until the answer is right; 待填 leaves it open. Raises Stop when nobody answers."""
    answers: dict[str, str] = {}
    table = library.data["frontmatter"]
    for key in lacking:
        while key not in answers:
            try:
                answer = input(f"{adopting.ASKED[key]}：").strip()
            except EOFError:
                raise Stop("没有收进去，草稿没有动。") from None
            entry = read_entry(place, adopting.completed(made, {key: answer}, table).encode("utf-8"), library.data)
            wrong = [p for p in entry.problems if adopting.key_at(entry.source, p.line) == key] if answer else []
            if not answer:
                print("  这一项不能空着；还没有想好的，写 待填。", file=sys.stderr)
            elif wrong:
                print("\n".join(f"  {p.message} → {p.right}" for p in wrong), file=sys.stderr)
            else:
                answers[key] = answer
    return answers


def _automatic(source: str, library: Library, place: str) -> dict[str, str]:
    """Return what follows by itself: the next free code, today's date, status draft."""
    today = datetime.date.today().isoformat()
    values = {"status": "draft"}
    if re.search(rf"(?m)^code: {TO_FILL}\s*$", source):
        values["code"] = next_code(Wish(place.split("/")[1], "", "", ""), library)
    for key in ("added", "reviewed"):
        if re.search(rf"(?m)^{key}: {TO_FILL}\s*$", source):
            values[key] = today
    if re.search(rf"(?m)^changes: {TO_FILL}\s*$", source):
        values["changes"] = f'[{{date: "{today}", what: 首次发布}}]'
    return values


def _known(args: argparse.Namespace, source: str, made: str, given: dict[str, str], library: Library) -> list[str]:
    """Return what the checks find before anybody is asked. Keys that lack or are wrong get stand-ins: many checks need a whole text."""
    place, table = _place(args, library), library.data["frontmatter"]
    entry = read_entry(place, made.encode("utf-8"), library.data)
    found = _findings(args, source, entry, library, told=entry.text is None)
    if entry.text is None:
        faulty = {adopting.key_at(entry.source, p.line) for p in entry.problems} - {""} | set(adopting.missing(made))
        good = {key: value for key, value in given.items() if key not in faulty}
        values = {**adopting.stand_ins(source, sorted(faulty), given, table), **good, **_automatic(source, library, place)}
        whole = read_entry(place, adopting.completed(source, values, table).encode("utf-8"), library.data)
        found += _findings(args, source, whole, library, frozenset(faulty))
    return found


def _findings(
    args: argparse.Namespace, source: str, entry: Entry, library: Library, passed: frozenset[str] = frozenset(), told: bool = False
) -> list[str]:
    """Return the errors that all checks find in the draft as it would stand in the library, at the draft's own lines.

    passed: keys whose findings do not count; told: whether reminders, which are printed else, are told at another call.
    """
    joined = Library(library.data, (*library.entries, entry), datetime.date.today())
    own = [
        replaced(finding, path=str(args.draft), line=adopting.line_before(source, entry.source, finding.line))
        for finding in check(joined, only=entry.path)
        if adopting.key_at(entry.source, finding.line) not in passed
    ]
    for finding in own:
        if finding.severity != ERROR and not told:
            print(f"提醒 {finding}")
    return [str(finding) for finding in own if finding.severity == ERROR]


def _shared(args: argparse.Namespace, source: str, library: Library) -> list[str]:
    """Return where the draft shares 20 Hanzi with the raw file, or why the two cannot be compared."""
    path = args.raw or adoptraw.recorded(args.draft)
    if path is None:
        return ["不知道原件是哪一个，不能对照：用 --raw 写出原件；原件是自己写的，加 --own-text。"]
    try:
        text = adoptraw.text(path)
    except Stop as stop:
        return [str(stop)]
    formulas = [formula["wording"] for formula in library.data["formulas"].values()]
    found = adopting.overlaps(read_entry(_place(args, library), source.encode("utf-8"), library.data).document, text, formulas)
    return [f"{args.draft}:{o.line}: 与原件有 {len(o.run)} 个字相同：“{o.run[:24]}……” → 用自己的话重写；原件是自己写的，加 --own-text" for o in found]


def _moved(args: argparse.Namespace, path: str, made: str) -> int:
    target = args.docs / path
    target.parent.mkdir(parents=True, exist_ok=True)
    write_file(target, made.encode("utf-8"), force=False)
    adoptraw.note(args.draft, path)
    args.draft.unlink()
    print(f"收进来了：{target}\n接下来：照“审核时会问什么”读一遍，写完“待填”，把 status 改成 published。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
