"""Fill one text for many: python -m scripts.fill TEXT --rows LIST.csv|.xlsx --out DIR. Exit 0, 1 (some rows bad), or 2 (nothing done).

`--template LIST.csv` writes the row of names to begin with. Nothing is written for a bad row, everything for the good ones.
"""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.tables import (
    ROOT,
    Parser,
    Stop,
    library_in,
    obey,
    progress,
    read_file,
    release,
    replace,
    text_named,
    why,
    write_file,
)
from wenku.export import is_table_form, variant_names
from wenku.fill import report
from wenku.fill.foreign import Unreadable
from wenku.fill.names import names
from wenku.fill.reading import read_table
from wenku.fill.report import Outcome
from wenku.fill.rows import Columns, Record, columns, field_finder, fields_of, passed_over, records, repeated
from wenku.fill.table import MAX_BYTES, Table, folded
from wenku.fill.tablewrite import csv_bytes
from wenku.fill.template import rows_template
from wenku.model import Text
from wenku.word.build import word_file
from wenku.word.filled import FONTS, STAMP, fill_stored, with_examples

REPORT = "报告"
_SHOWN = 200
"""Lines of a report that the terminal gets; all stand in the file."""
_NEEDS = "--rows 名单.xlsx --out 文件夹；或者 --template 名单.xlsx 先得到名单的第一行"


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    return obey(lambda: _run(_parser().parse_args(argv)), "中途停止。")


def _run(args: argparse.Namespace) -> int:
    text = text_named(library_in(args.docs), args.text)
    if is_table_form(text):
        raise Stop(f"“{text.title}”是表格，只有 .xlsx，不能成批填写：从网页下载，直接在表里填。")
    variant = _variant(text, args.variant)
    if args.template:
        return _template(text, variant, args.template, args.force)
    if not args.rows or not args.out:
        raise Stop(f"还要写 {_NEEDS}。")
    return _fill(text, variant, args)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        usage="python -m scripts.fill 文本 --rows 名单.csv|.xlsx --out 文件夹 [--variant 社区] [--fonts system|official] [--allow-blanks] [--force]；或者 文本 --template 名单.xlsx",
        description="照名单成批填写一个文本：一行一份 Word 文件。",
    )  # fmt: skip
    parser.add_argument("text", metavar="文本", help="编号（如 M04）、题名、网址或者文件路径")
    parser.add_argument("--rows", metavar="名单", type=Path, help="名单，.csv 或 .xlsx，第一行是字段名称")
    parser.add_argument("--sheet", metavar="工作表", default="", help="工作表的名称或者序号，不写就是第一个")
    parser.add_argument("--out", metavar="文件夹", type=Path, help="Word 文件和报告放在这个文件夹里")
    parser.add_argument("--variant", metavar="版本", default="", help="版本，如 社区；不写就是默认的一个")
    parser.add_argument("--fonts", choices=sorted(FONTS), default="system", help="system 系统字体（默认），official 公文字体")
    parser.add_argument("--examples", action="store_true", help="没有填的用例子（虚构），每页页眉印“示例·数据为虚构”")
    parser.add_argument("--allow-blanks", action="store_true", help="没有填的留成【字段】，照样做")
    parser.add_argument("--force", action="store_true", help="覆盖已经有的文件")
    parser.add_argument("--template", metavar="名单", type=Path, help="写一份只有第一行的名单，.csv 或 .xlsx")
    parser.add_argument("--docs", metavar="文件夹", type=Path, default=ROOT / "docs", help="docs 文件夹")
    return parser


def _variant(text: Text, wanted: str) -> str | None:
    known = variant_names(text)
    if not wanted:
        return known[0]
    found = next((name for name in known if name and folded(name) == folded(wanted)), None)
    if found is None:
        have = "、".join(name for name in known if name)
        raise Stop(f"“{text.title}”没有“{wanted[:30]}”这个版本：" + (f"只有 {have}。" if have else "它不分版本，去掉 --variant。"))
    return found


def _template(text: Text, variant: str | None, path: Path, force: bool) -> int:
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise Stop("名单写成 .csv 或者 .xlsx 文件。")
    fields = fields_of(text, variant)
    write_file(path, rows_template(fields, path.suffix.lower() == ".xlsx"), force)
    print(f"{path}：{text.title}{f'（{variant}）' if variant else ''}，{len(fields)} 列。从第二行填起，一行一份，再用 --rows 交回来。")
    return 0


def _fill(text: Text, variant: str | None, args: argparse.Namespace) -> int:
    find = field_finder(text.fields)
    try:
        table = read_table(read_file(args.rows, MAX_BYTES), lambda name: find(name) is not None, args.sheet)
        found = columns(table, text, variant)
    except Unreadable as error:
        raise Stop(f"{args.rows}：{error}。") from error
    blanks = args.allow_blanks or args.examples
    if found.missing and not blanks:
        raise Stop("\n".join([f"{args.rows}：", *found.notes, "补上这些列；想留成空白的加 --allow-blanks。"]))
    rows = records(table, found, blanks)
    if not rows:
        raise Stop(f"{args.rows}：字段名称下面没有内容，从下一行填起。")
    about = _about(text, variant, table, found, rows)
    try:
        args.out.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise Stop(f"文件夹“{args.out}”不能用：{why(error) if isinstance(error, OSError) else '名称不对'}。") from error
    outcomes = list(_write(text, variant, found, rows, args))
    _report(args, about, outcomes)
    good = sum(outcome.good for outcome in outcomes)
    return 0 if good == len(outcomes) else 1 if good else 2


def _about(text: Text, variant: str | None, table: Table, found: Columns, rows: Sequence[Record]) -> list[str]:
    archived = [f"这个文本已经存档：{text.archived.reason}"] if text.archived else []
    return [f"文本：{text.code} {text.title}{f'（{variant}）' if variant else ''}", f"读法：{table.read_as}，字段名称在第 {found.header} 行", *archived, *found.notes, *passed_over(table, found), *repeated(rows)]


def _write(text: Text, variant: str | None, found: Columns, rows: Sequence[Record], args: argparse.Namespace) -> Iterator[Outcome]:
    good = [row for row in rows if not row.faults]
    named = dict(zip((row.row for row in good), names(text, variant, good, list(found.fields.values()), args.examples), strict=True))
    stored, stopped = word_file(text, variant, release()), ""
    for row in progress(rows, len(rows), "正在填写"):
        try:
            name = named.get(row.row, "")
            if name and not stopped:
                yield _one(text, variant, stored, row, name, args)
            else:
                yield Outcome(row, "", stopped if name else "")
        except _Full:
            stopped = "磁盘满了，没有写 → 腾出空间，再运行一次"
            yield Outcome(row, "", stopped)
        except KeyboardInterrupt:
            stopped = "中途停止，没有写 → 再运行一次"
            yield Outcome(row, "", stopped if named.get(row.row) else "")


class _Full(Exception):
    pass


def _one(text: Text, variant: str | None, stored: bytes, row: Record, name: str, args: argparse.Namespace) -> Outcome:
    path = args.out / name
    try:
        if not args.force and path.exists():
            return Outcome(row, name, f"文件“{name}”已经有了 → 加 --force 覆盖，或者换一个文件夹")
        values = with_examples(text, row.values, variant) if args.examples else row.values
        replace(path, fill_stored(stored, values, args.fonts, STAMP if args.examples else ""))
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _Full from error
        return Outcome(row, name, f"文件“{name}”写不了：{why(error)} → 换一个文件夹")
    except Exception as error:  # one row never ends the others
        return Outcome(row, name, f"做不出来（{type(error).__name__}）→ 请把这一行报告给维护者")
    return Outcome(row, name)


def _report(args: argparse.Namespace, about: Sequence[str], outcomes: Sequence[Outcome]) -> None:
    """Save the report first: whoever reads the terminal may have gone."""
    said = report.lines(str(args.rows), about, outcomes)
    try:
        stem = _report_stem(args.out)
        replace(args.out / f"{stem}.txt", b"\xef\xbb\xbf" + "\r\n".join([*said, ""]).encode("utf-8", "replace"))
        replace(args.out / f"{stem}.csv", csv_bytes(report.table(outcomes)))
        saved = f"报告：{args.out / stem}.txt、.csv"
    except OSError as error:
        saved = f"报告没有保存：{why(error)}。"
    shown = report.lines(str(args.rows), about, outcomes, files=False)
    print("\n".join(shown[:_SHOWN] + [f"……其余 {len(shown) - _SHOWN} 行见报告"] * (len(shown) > _SHOWN) + [saved]))


def _report_stem(folder: Path) -> str:
    """Return 报告, or 报告(2) … where a file of that name is not a report of ours."""
    number = 1
    while True:
        stem = REPORT + (f"({number})" if number > 1 else "")
        heads = ((folder / f"{stem}.txt", report.TITLE), (folder / f"{stem}.csv", ",".join(report.HEADER)))
        if all(not path.exists() or path.is_file() and _begins(path, head) for path, head in heads):
            return stem
        number += 1


def _begins(path: Path, head: str) -> bool:
    with path.open("rb") as file:
        return file.read(200).startswith(b"\xef\xbb\xbf" + head.encode())


if __name__ == "__main__":
    sys.exit(main())
