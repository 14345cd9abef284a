"""The commands fill and collect, as a clerk meets them: files, reports, exit codes, and one line instead of a traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import pytest

from scripts import collect, fill, tables
from tests.samples import PLACE, ROOT, edited, make_docs
from wenku.fill.report import TITLE
from wenku.word.filled import STAMP

OTHER = edited(("code: M01", "code: M02"), ("title: 样文", "title: 另一篇"), ("年方案", "年总结"), ("负责，电话", "办理，拨打"))
TABLE = edited(("由{{单位名称}}的{{联系岗位}}负责，电话{{联系电话}}，{{成文日期}}印发。", "| 甲 | 乙 |\n|---|---|\n| {{单位名称}} | {{联系岗位}}{{联系电话}}{{成文日期}} |"), ("code: M01", "code: M03"), ("title: 样文", "title: 登记表"))
HEAD = "单位名称,社区名称,年份,联系电话,联系岗位,成文日期"
LABELS = ["联系人岗位" if name == "联系岗位" else name for name in HEAD.split(",")]


def row(number: int, **other: str) -> str:
    values = {"单位名称": f"单位{number}", "社区名称": f"社区{number}", "年份": "2027", "联系电话": "12345", "联系岗位": "专干", "成文日期": "2027-3-1", **other}
    return ",".join(values.values())


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = edited(("联系岗位, 成文日期]", "{key: 联系岗位, example: 虚构岗位例子}, 成文日期]"))
    other = {"plans/minzheng/ling.md": OTHER.replace("联系岗位, 成文", "{key: 联系岗位, example: 例}, 成文"), "plans/minzheng/biao.md": TABLE.replace("联系岗位, 成文", "{key: 联系岗位, example: 例}, 成文")}
    return make_docs(tmp_path_factory.mktemp("commands") / "docs", {PLACE: text, **other})


@pytest.fixture(autouse=True)
def release(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELEASE", "测试版")


class Desk:
    """A folder to work in, and the commands."""

    def __init__(self, folder: Path, docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.docs, self.capsys, self.out = folder, docs, capsys, folder / "出"

    def run(self, command, *arguments: str | Path) -> tuple[int, str]:
        code = command.main([*map(str, arguments), "--docs", str(self.docs)])
        printed = self.capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return code, printed.out + printed.err

    def fill(self, rows: str | bytes | Path, *more: str | Path, text: str = "M01") -> tuple[int, str]:
        path = rows
        if not isinstance(rows, Path):
            path = self.folder / "名单.csv"
            path.write_bytes(rows if isinstance(rows, bytes) else rows.encode())
        return self.run(fill, text, "--rows", path, "--out", self.out, *more)

    def collect(self, *more: str | Path, name: str = "汇总.xlsx") -> tuple[int, str]:
        return self.run(collect, self.out, "--out", self.folder / name, *more)

    def names(self) -> list[str]:
        return sorted(path.name for path in self.out.iterdir())

    def words(self, name: str) -> str:
        document = docx.Document(str(self.out / name))
        return "\n".join(p.text for p in document.paragraphs)


@pytest.fixture
def desk(tmp_path: Path, docs: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, docs, capsys)


def table(path: Path, sheet: str = "汇总") -> list[tuple]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


# Filling


def test_a_file_for_each_row(desk: Desk) -> None:
    code, said = desk.fill("\n".join([HEAD, *(row(n) for n in range(1, 24))]))
    assert code == 0 and "共 23 行，做好 23 份，全部做好。" in said
    assert len(desk.names()) == 25 and "社区7样文.docx" in desk.names()
    assert desk.words("社区7样文.docx") == "社区72027年方案\n由单位7的专干负责，电话12345，2027年3月1日印发。"
    properties = docx.Document(str(desk.out / "社区7样文.docx")).core_properties
    assert (properties.identifier, properties.version) == ("M01", "测试版")


def test_nothing_for_a_bad_row_everything_for_the_others(desk: Desk) -> None:
    code, said = desk.fill("\n".join([HEAD, row(1), row(2, 年份="去年"), row(3, 联系岗位=""), row(4)]))
    assert code == 1 and "共 4 行，做好 2 份，2 行没有做。" in said
    assert desk.names() == ["报告.csv", "报告.txt", "社区1样文.docx", "社区4样文.docx"]
    assert "第 3 行 C 列“年份”：“去年”不是年份 → 写四位年份" in said and "第 4 行 E 列“联系人岗位”：没有填" in said
    report = (desk.out / "报告.txt").read_bytes().decode("utf-8-sig")
    assert report.startswith(f"{TITLE}\r\n表格：") and "名单.csv" in report and "第 2 行：社区1样文.docx\r\n" in report
    assert "3,C,年份,没有做,“去年”不是年份," in (desk.out / "报告.csv").read_bytes().decode("utf-8-sig")


def test_blanks(desk: Desk) -> None:
    assert desk.fill("\n".join([HEAD, row(1, 联系岗位="")]))[0] == 2
    code, _ = desk.fill("\n".join([HEAD, row(1, 联系岗位="")]), "--allow-blanks")
    assert code == 0 and "【联系岗位】" in desk.words("社区1样文.docx")


def test_missing_columns_stop_everything_unless_blanks_are_allowed(desk: Desk) -> None:
    code, said = desk.fill("社区名称,年份\n甲,2027\n")
    assert code == 2 and "表里没有这些字段的列：单位名称、联系电话、联系人岗位、成文日期" in said and not desk.out.exists()
    code, said = desk.fill("社区名称,年份,备注\n甲,2027,x\n", "--allow-blanks")
    assert code == 0 and "C 列“备注”不是这个文本的字段，没有用" in said and desk.words("甲样文.docx").startswith("甲2027年方案")


def test_examples_never_leave_but_stamped(desk: Desk) -> None:
    code, _ = desk.fill("社区名称\n甲\n", "--allow-blanks")
    assert code == 0 and "虚构岗位例子" not in desk.words("甲样文.docx")
    code, _ = desk.fill("社区名称\n甲\n", "--examples")
    (name,) = [name for name in desk.names() if STAMP in name]
    assert code == 0 and "虚构岗位例子" in desk.words(name)
    document = docx.Document(str(desk.out / name))
    section = document.sections[0]
    assert [p.text for header in (section.header, section.even_page_header) for p in header.paragraphs] == [STAMP, STAMP]


def test_files_are_kept_unless_forced(desk: Desk) -> None:
    rows = "\n".join([HEAD, row(1), row(2)])
    assert desk.fill(rows)[0] == 0
    (desk.out / "社区2样文.docx").unlink()
    (desk.out / "社区1样文.docx").write_bytes(b"mine")
    code, said = desk.fill(rows)
    assert code == 1 and "第 2 行：文件“社区1样文.docx”已经有了 → 加 --force 覆盖" in said and (desk.out / "社区1样文.docx").read_bytes() == b"mine"
    assert desk.fill(rows, "--force")[0] == 0 and (desk.out / "社区1样文.docx").read_bytes() != b"mine"


def test_somebody_elses_report_is_kept(desk: Desk) -> None:
    desk.out.mkdir()
    (desk.out / "报告.txt").write_text("我的年终报告", "utf-8")
    assert desk.fill("\n".join([HEAD, row(1)]))[0] == 0
    assert (desk.out / "报告.txt").read_text("utf-8") == "我的年终报告" and (desk.out / "报告(2).txt").exists()
    desk.fill("\n".join([HEAD, row(1)]))
    assert not (desk.out / "报告(3).txt").exists()


def test_a_workbook_and_its_sheets(desk: Desk) -> None:
    book = openpyxl.Workbook()
    book.active.title = "别的"
    page = book.create_sheet("名单")
    page.append(LABELS)
    page.append(row(1).split(","))
    page.append(row(2).split(","))
    page["C3"] = "=C2"
    book.save(desk.folder / "名单.xlsx")
    code, said = desk.fill(desk.folder / "名单.xlsx", "--sheet", "名单")
    assert code == 1 and "第 3 行 C 列“年份”：这一格是公式，文件里没有算出的结果 → 用 Excel 或 WPS 打开保存一次" in said
    code, said = desk.fill(desk.folder / "名单.xlsx")
    assert code == 2 and "表格是空的" in said
    code, said = desk.fill(desk.folder / "名单.xlsx", "--sheet", "没有")
    assert code == 2 and "文件里有：别的、名单" in said


@pytest.mark.parametrize("name", ["名单.csv", "名单.xlsx"])
def test_the_template(desk: Desk, name: str) -> None:
    path = desk.folder / name
    code, said = desk.run(fill, "样文", "--template", path)
    assert code == 0 and "6 列" in said
    code, said = desk.run(fill, "样文", "--template", path)
    assert code == 2 and "已经有了：加 --force" in said
    code, said = desk.fill(path)
    assert code == 2 and "字段名称下面没有内容" in said
    assert desk.run(fill, "样文", "--template", desk.folder / "名单.ods")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["M01"], "还要写 --rows"),
        (["M01", "--rows", "没有.csv", "--out", "x"], "读不出来：没有这个文件或文件夹"),
        (["M01", "--rows", ".", "--out", "x"], "不是文件"),
        (["M01", "--rows", "a\0b", "--out", "x"], "名称不对"),
        (["样方", "--rows", "x", "--out", "x"], "没有“样方”这个文本：写编号（如 M04）、题名、网址或者文件路径。"),
        (["样文书", "--rows", "x", "--out", "x"], "是不是下面的一个？\n  M01 样文"),
        (["M01", "--variant", "村", "--rows", "x", "--out", "x"], "它不分版本，去掉 --variant"),
        (["M03", "--rows", "x", "--out", "x"], "是表格，只有 .xlsx"),
    ],
)
def test_one_line_says_what_is_wrong(desk: Desk, arguments: list[str], why: str) -> None:
    code, said = desk.run(fill, *arguments)
    assert code == 2 and why in said


def test_a_usage_error_is_said_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    for command, wrong, what in (
        (fill, ["M01", "--fonts", "x"], "--fonts 只能是 official、system，写的是“x”"), (fill, [], "还没有写文本"), (collect, ["x"], "还没有写 --out"),
    ):  # fmt: skip
        with pytest.raises(SystemExit) as stop:
            command.main(wrong)
        said = capsys.readouterr().err
        assert stop.value.code == 2 and said.startswith(what) and "写法：python -m scripts." in said and "error:" not in said


def test_a_folder_that_cannot_be_used(desk: Desk) -> None:
    desk.out.write_text("x")
    code, said = desk.fill("\n".join([HEAD, row(1)]))
    assert code == 2 and "不能用：已经有同名的文件" in said
    code, said = desk.run(fill, "M01", "--rows", desk.folder / "名单.csv", "--out", desk.out / "下面")
    assert code == 2 and "路径中间有一段不是文件夹" in said


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(desk: Desk) -> None:
    desk.out.mkdir(mode=0o500)
    code, said = desk.fill("\n".join([HEAD, row(1)]))
    assert code == 2 and "没有权限" in said


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException, after: int) -> None:
    """Make writing a Word file fail from the one after `after` on."""
    done = []

    def write(path: Path, content: bytes) -> None:
        if path.suffix == ".docx":
            done.append(path)
            if len(done) > after:
                raise error
        path.write_bytes(content)

    monkeypatch.setattr(fill, "replace", write)


def test_a_full_disk_stops_the_rest(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, OSError(errno.ENOSPC, "full"), 1)
    code, said = desk.fill("\n".join([HEAD, row(1), row(2), row(3)]))
    assert code == 1 and said.count("磁盘满了，没有写") == 2 and "做好 1 份" in said


def test_a_file_that_is_open_elsewhere_stops_only_itself(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, OSError(errno.EACCES, "locked"), 0)
    code, said = desk.fill("\n".join([HEAD, row(1), row(2)]))
    assert code == 2 and said.count("没有权限") == 2


def test_a_row_that_breaks_something_does_not_end_the_others(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = fill.fill_stored

    def breaking(stored, values, *rest):
        if values["社区名称"] == "社区2":
            raise ZeroDivisionError
        return made(stored, values, *rest)

    monkeypatch.setattr(fill, "fill_stored", breaking)
    code, said = desk.fill("\n".join([HEAD, row(1), row(2), row(3)]))
    assert code == 1 and "第 3 行：做不出来（ZeroDivisionError）" in said and "社区3样文.docx" in desk.names()


def test_stopping_midway_keeps_what_is_done_and_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, KeyboardInterrupt(), 1)
    code, said = desk.fill("\n".join([HEAD, row(1), row(2), row(3)]))
    assert code == 1 and said.count("中途停止，没有写") == 2 and (desk.out / "报告.txt").exists()


def test_a_failed_write_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(path: Path, content: bytes) -> None:
        path.with_name(f".{path.name}.tmp").write_bytes(content[:1])
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(tables, "write_whole", half)
    with pytest.raises(OSError):
        tables.replace(tmp_path / "a.docx", b"ab")
    assert list(tmp_path.iterdir()) == []


def test_whoever_pipes_the_output_away_sees_no_traceback(desk: Desk) -> None:
    (desk.folder / "名单.csv").write_text("\n".join([HEAD, *(row(n, 年份="x") for n in range(300))]), "utf-8")
    command = f'"{sys.executable}" -m scripts.fill M01 --rows "{desk.folder}/名单.csv" --out "{desk.out}" --docs "{desk.docs}" | true'
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, env={**os.environ, "JICENG_VENV": "off"}, timeout=60)
    assert "Traceback" not in done.stderr and "BrokenPipe" not in done.stderr and (desk.out / "报告.txt").exists()


# Collecting


def test_twenty_three_communities_make_one_table(desk: Desk) -> None:
    desk.fill("\n".join([HEAD, *(row(n) for n in range(1, 24))]))
    code, said = desk.collect()
    rows = table(desk.folder / "汇总.xlsx")
    assert code == 0 and "读出 23 份，没有读出 0 份。" in said and rows[0] == (*LABELS, "文件", "备注")
    assert [line[1] for line in rows[1:]] == [f"社区{n}" for n in range(1, 24)]
    assert rows[7] == ("单位7", "社区7", 2027, "12345", "专干", "2027年3月1日", "社区7样文.docx", None)
    assert table(desk.folder / "汇总.xlsx", "未读出") == [("文件", "字段", "原因")]
    before = (desk.folder / "汇总.xlsx").read_bytes()
    assert desk.collect()[0] == 2 and desk.collect("--force")[0] == 0 and (desk.folder / "汇总.xlsx").read_bytes() == before


def test_a_csv_table_fills_the_same_files_again(desk: Desk) -> None:
    desk.fill("\n".join([HEAD, row(1, 联系电话="+86"), row(2)]))
    words = desk.words("社区1样文.docx")
    assert desk.collect(name="汇总.csv")[0] == 0 and not (desk.folder / "汇总-未读出.csv").exists()
    desk.fill("\n".join([HEAD, row(3, 联系岗位="")]), "--allow-blanks")
    assert desk.collect("--force", name="汇总.csv")[0] == 1
    assert "社区3样文.docx,联系人岗位,没填" in (desk.folder / "汇总-未读出.csv").read_text("utf-8-sig")
    (desk.folder / "汇总.csv").unlink()
    assert desk.collect(name="汇总.csv")[0] == 2 and not (desk.folder / "汇总.csv").exists()
    (desk.out / "社区3样文.docx").unlink()
    assert desk.collect("--force", name="汇总.csv")[0] == 0
    assert desk.fill(desk.folder / "汇总.csv", "--force")[0] == 0 and desk.words("社区1样文.docx") == words


def test_each_thing_that_was_not_read_has_a_line(desk: Desk) -> None:
    desk.fill("\n".join([HEAD, row(1), row(2), row(3, 联系岗位="")]), "--allow-blanks")
    good = (desk.out / "社区1样文.docx").read_bytes()
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    others = {"~$区1样文.docx": b"x", "旧.doc": ole, "密.docx": ole + "EncryptedPackage".encode("utf-16-le"), "坏.docx": good[:900], "空.docx": b"", "表.xlsx": b"PK", "图.docx": b"\x89PNG"}
    for name, content in others.items():
        (desk.out / name).write_bytes(content)
    (desk.out / "子").mkdir()
    (desk.folder / "另.csv").write_text("\n".join([HEAD, row(1)]), "utf-8")
    desk.run(fill, "M02", "--rows", desk.folder / "另.csv", "--out", desk.out)
    code, said = desk.collect()
    lines = {(name, field or ""): why for name, field, why in table(desk.folder / "汇总.xlsx", "未读出")[1:]}
    wanted = {
        "~$区1样文.docx": "临时文件", "旧.doc": "另存为 .docx", "密.docx": "加了密码", "坏.docx": "不是完好的", "空.docx": "空文件", "表.xlsx": "不是 .docx",
        "图.docx": "不是 Word 文件", "子": "子文件夹", "社区1另一篇.docx": "是另一个文本：M02 另一篇",
    }  # fmt: skip
    assert code == 1 and {name for name, field in lines if not field} == set(wanted) and all(why in lines[name, ""] for name, why in wanted.items())
    assert lines["社区3样文.docx", "联系人岗位"] == "没填" and len(lines) == len(wanted) + 1 and len(table(desk.folder / "汇总.xlsx")) == 4
    assert "社区3样文.docx“联系人岗位”：没填" in said and "读出 3 份，没有读出 9 份；要看的 10 处" in said


def test_without_properties_the_words_tell_the_text(desk: Desk) -> None:
    desk.fill("\n".join([HEAD, row(1)]))
    document = docx.Document(str(desk.out / "社区1样文.docx"))
    document.core_properties.identifier = document.core_properties.keywords = ""
    document.save(str(desk.out / "社区1样文.docx"))
    code, said = desk.collect()
    assert code == 0 and "文本：M01 样文" in said


def test_files_of_no_text_are_not_taken_for_one(desk: Desk) -> None:
    desk.out.mkdir()
    document = docx.Document()
    document.add_paragraph("另外写的一份材料。")
    document.save(str(desk.out / "甲.docx"))
    code, said = desk.collect()
    assert code == 2 and "用 --text 写上编号" in said
    code, said = desk.collect("--text", "M01")
    assert code == 2 and "甲.docx：不像是用“样文”写的：正文对不上" in said


def test_files_with_examples_are_not_data(desk: Desk) -> None:
    desk.fill("社区名称\n甲\n", "--examples")
    code, said = desk.collect()
    assert code == 2 and "里面的数据是虚构的" in said and not (desk.folder / "汇总.xlsx").exists()


@pytest.mark.parametrize(("arguments", "why"), [(["没有", "--out", "a.xlsx"], "没有这个文件或文件夹"), ([".", "--out", "a.doc"], ".xlsx 或者 .csv"), (["a\0b", "--out", "a.csv"], "名称不对"), (["没有", "--out", "a.csv", "--text", "M99"], "没有“M99”这个文本")])
def test_collecting_says_in_one_line_what_is_wrong(desk: Desk, arguments: list[str], why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.folder)
    code, said = desk.run(collect, *arguments)
    assert code == 2 and why in said


def test_an_empty_folder(desk: Desk) -> None:
    desk.out.mkdir()
    code, said = desk.collect()
    assert code == 2 and "没有读出一份文件" in said


def test_the_table_cannot_be_written(desk: Desk) -> None:
    desk.fill("\n".join([HEAD, row(1)]))
    code, said = desk.run(collect, desk.out, "--out", desk.folder / "没有" / "a.xlsx")
    assert code == 2 and "写不了：没有这个文件或文件夹" in said


def test_a_folder_without_data_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command, arguments in ((fill, ["M01", "--template", tmp_path / "x.csv"]), (collect, [tmp_path, "--out", tmp_path / "x.csv"])):
        code, said = Desk(tmp_path, tmp_path / "nowhere", capsys).run(command, *arguments)
        assert code == 2 and "找不到数据文件夹" in said
