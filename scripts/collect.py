"""Read filled Word files of one text back into a table: python -m scripts.collect DIR --out table.xlsx|.csv [--text CODE].

Exit 0 when all was read, 1 when something was not, 2 when nothing could be done.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from scripts.tables import (
    ROOT,
    Parser,
    Stop,
    library_in,
    obey,
    progress,
    read_file,
    text_named,
    why,
    write_file,
)
from wenku.collation import chinese_key
from wenku.export import is_table_form
from wenku.fill.collect import UNREAD, Failure, Reader, Reading, best_text, sheets, unread
from wenku.fill.foreign import Unreadable
from wenku.fill.tablewrite import csv_bytes, xlsx_bytes
from wenku.fill.wordread import MAX_BYTES, WordDoc, read_word
from wenku.library import Library
from wenku.model import Text

_SHOWN = 200
_OWN = ("报告.txt", "报告.csv")
"""What fill leaves in the folder."""
_ENDINGS = {
    ".doc": "是 .doc：用 Word 或 WPS 打开，另存为 .docx 再试", ".wps": "是 .wps：用 WPS 打开，另存为 .docx 再试",
    ".pdf": "是 PDF，不是 Word 文件", ".docm": "是带宏的 .docm：另存为 .docx 再试",
}  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    return obey(lambda: _collect(_parser().parse_args(argv)), "中途停止，没有写。")


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        usage="python -m scripts.collect 文件夹 --out 汇总.xlsx|.csv [--text 编号] [--force]",
        description="把照同一个文本填好的 Word 文件汇总成一张表：一份文件一行。",
    )  # fmt: skip
    parser.add_argument("folder", metavar="文件夹", type=Path, help="放着填好的 .docx 的文件夹；不看子文件夹")
    parser.add_argument("--out", metavar="文件", type=Path, required=True, help="写到这个 .xlsx 或 .csv 文件")
    parser.add_argument("--text", metavar="文本", default="", help="哪一个文本：编号、题名或者路径；不写就看文件自己的记录")
    parser.add_argument("--force", action="store_true", help="覆盖已经有的表")
    parser.add_argument("--docs", metavar="文件夹", type=Path, default=ROOT / "docs", help="docs 文件夹")
    return parser


def _collect(args: argparse.Namespace) -> int:
    if args.out.suffix.lower() not in (".xlsx", ".csv"):
        raise Stop("--out 写成 .xlsx 或者 .csv 文件。")
    for path in _outputs(args.out):
        if path.exists() and not args.force:
            raise Stop(f"“{path}”已经有了：加 --force 覆盖，或者换一个名称。")
    library = library_in(args.docs)
    text = text_named(library, args.text) if args.text else None
    docs, failed = _docs(args.folder, args.out)
    text = text or _text(library, docs)
    found: list[Reading] = []
    if text is None and docs:
        raise Stop("看不出这些文件是用哪一个文本填的：用 --text 写上编号，如 --text M04。")
    if text and is_table_form(text):
        raise Stop(f"“{text.title}”是表格，没有 Word 文件可以汇总。")
    if text:
        reader = Reader(text)
        for name, doc in progress(docs.items(), len(docs), "正在读取"):
            _read(reader, library, name, doc, found, failed)
    failed.sort(key=lambda failure: chinese_key(failure.name))
    if not found or text is None:
        said = "\n".join(f"{failure.name}：{failure.why}" for failure in failed[:_SHOWN])
        raise Stop(f"文件夹“{args.folder}”里没有读出一份文件。" + (f"\n{said}" if said else ""))
    _write(args.out, text, found, failed, args.force)
    return 1 if failed or any(r.notes for r in found) else 0


def _outputs(out: Path) -> tuple[Path, ...]:
    """Return the files that are written: a .csv holds one table only, so what was not read goes into a second."""
    return (out,) if out.suffix.lower() == ".xlsx" else (out, out.with_name(f"{out.stem}-{UNREAD}.csv"))


def _docs(folder: Path, out: Path) -> tuple[dict[str, WordDoc], list[Failure]]:
    """Read all Word files of a folder, in natural order; say of everything else in it why it was not read."""
    docs: dict[str, WordDoc] = {}
    failed: list[Failure] = []
    try:
        paths = sorted(folder.iterdir(), key=lambda path: chinese_key(path.name))
    except (OSError, ValueError) as error:
        raise Stop(f"文件夹“{folder}”读不出来：{why(error) if isinstance(error, OSError) else '名称不对'}。") from error
    written = {path.resolve() for path in _outputs(out)}
    for path in progress(paths, len(paths), "正在打开"):
        if path.name in _OWN or path.name.startswith(".") or path.resolve() in written:
            continue
        try:
            docs[path.name] = _open(path)
        except Unreadable as error:
            failed.append(Failure(path.name, str(error)))
    return docs, failed


def _open(path: Path) -> WordDoc:
    """Return one file's content. Raises Unreadable."""
    if path.is_dir():
        raise Unreadable("是子文件夹，里面的没有读")
    if path.name.startswith("~$"):
        raise Unreadable("是 Word 打开文件时的临时文件：关上 Word 再试")
    if path.suffix.lower() != ".docx":
        raise Unreadable(_ENDINGS.get(path.suffix.lower(), "不是 .docx 文件"))
    try:
        return read_word(read_file(path, MAX_BYTES))
    except Stop as error:
        raise Unreadable(str(error).split("”", 1)[1].rstrip("。")) from error


def _text(library: Library, docs: dict[str, WordDoc]) -> Text | None:
    """Return the text that most files were made from: those whose properties say so decide, else what they hold."""
    codes = Counter(doc.code for doc in docs.values())
    said = [text for text in library.texts if codes[text.code]]
    if said:
        return max(said, key=lambda text: codes[text.code])
    fitting = Counter(text.code for doc in docs.values() if (text := best_text(library.texts, doc)))
    return next((text for text in library.texts if fitting and text.code == fitting.most_common(1)[0][0]), None)


def _read(reader: Reader, library: Library, name: str, doc: WordDoc, found: list[Reading], failed: list[Failure]) -> None:
    other = next((text for text in library.texts if text.code == doc.code), None)
    if other and other.code != reader.text.code:
        failed.append(Failure(name, f"是另一个文本：{other.code} {other.title}"))
        return
    try:
        found.append(reader.read(name, doc))
    except Unreadable as error:
        failed.append(Failure(name, str(error)))
    except Exception as error:  # one file never ends the others
        failed.append(Failure(name, f"读不出来（{type(error).__name__}）：请把这份文件报告给维护者"))


def _write(out: Path, text: Text, found: Sequence[Reading], failed: Sequence[Failure], force: bool) -> None:
    table, rest = sheets(text, found, failed)
    notes = [f"{name}{f'“{label}”' if label else ''}：{what}" for name, label, what in unread(found, failed)]
    print(f"文本：{text.code} {text.title}\n读出 {len(found)} 份，没有读出 {len(failed)} 份" + (f"；要看的 {len(notes)} 处：" if notes else "。"))
    print("".join(f"{note}\n" for note in notes[:_SHOWN]), end="")
    if len(notes) > _SHOWN:
        print(f"……其余 {len(notes) - _SHOWN} 处见表")
    if out.suffix.lower() == ".csv":
        write_file(out, csv_bytes(table.rows), force)
        if len(rest.rows) > 1:
            second = _outputs(out)[1]
            write_file(second, csv_bytes(rest.rows), force)
            print(f"没有读出的：{second}")
    else:
        write_file(out, xlsx_bytes([table, rest]), force)
    print(f"汇总表：{out}")


if __name__ == "__main__":
    sys.exit(main())
