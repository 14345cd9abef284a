"""Write a commented draft: python -m scripts.new [--domain D | --form] [--kind K] [--slug S] [--title T] [--code C]."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path

from scripts.command import Parser
from wenku.draft import Wish, draft, problems
from wenku.fix import write_whole
from wenku.library import read_library

ROOT = Path(__file__).resolve().parent.parent


def main(argv: list[str] | None = None) -> int:
    """Ask for what the arguments leave out, write the draft, say what to do next; return the exit code."""
    args = _parser().parse_args(argv)
    library = read_library(args.docs)
    if library.data.broken:
        print("docs/_data 里的数据文件有错，先运行 python -m scripts.check 改正。", file=sys.stderr)
        return 2
    try:
        wish = _complete(args, library)
    except (EOFError, KeyboardInterrupt):
        print("\n没有写任何文件。", file=sys.stderr)
        return 2
    wrong = problems(wish, library)
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 2
    path = args.docs / wish.path(library.data)
    path.parent.mkdir(parents=True, exist_ok=True)
    today = datetime.date.today().isoformat()
    write_whole(path, draft(wish, library, today).encode("utf-8"))
    print(f"草稿已写好：{path}")
    print("接下来：把“待填”都写完，正文写好，运行 python -m scripts.check；满意后把 status 改成 published。")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m scripts.new", description="新建一篇草稿；没有给的信息会逐项询问。")
    parser.add_argument("--form", action="store_true", help="新建空白稿（docs/templates）")
    parser.add_argument("--domain", metavar="领域", help="领域，名称或 id，如 民政 或 minzheng")
    parser.add_argument("--kind", metavar="种类", help="种类，如 方案")
    parser.add_argument("--slug", metavar="文件名", help="文件名，小写字母、数字和连字符")
    parser.add_argument("--title", metavar="题名", help="题名，30 字以内")
    parser.add_argument("--code", metavar="编号", help="编号，如 M18；不写时取该字母下一个没有用过的")
    parser.add_argument("--docs", metavar="文件夹", type=Path, default=ROOT / "docs", help="docs 文件夹")
    return parser


def _complete(args: argparse.Namespace, library: object) -> Wish:
    data = library.data  # type: ignore[attr-defined]
    domains = "、".join(term.name for term in data.domains())
    kinds = "、".join(term.name for term in data.ordered("kinds"))
    domain = "" if args.form else args.domain or _ask(f"领域（{domains}）")
    kind = args.kind or _ask(f"种类（{kinds}）")
    title = args.title or _ask("题名（30 字以内）")
    slug = args.slug or _ask("文件名（小写字母、数字和连字符，如 jujia-yanglao-fangan）")
    return Wish(domain, kind, slug, title, args.code or "", args.form)


def _ask(question: str) -> str:
    return input(f"{question}：").strip()


if __name__ == "__main__":
    sys.exit(main())
