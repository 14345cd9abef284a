"""Plain-text mode: files of any origin, in any encoding, with the right line; nothing printed names a person."""

from __future__ import annotations

import datetime
import io
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts.check import main
from tests.samples import PLACE, ROOT, TEXT, make_docs, small_data
from wenku.plaintext import MAX_BYTES, check_plain
from wenku.scanners import Scanners

SCANNERS = Scanners(small_data(), datetime.date(2026, 11, 22))
LETTER = "送餐办法\n厨房由安监局检查。\n餐券依照《旧条例》发放，订餐电话13800000000。\n名单张贴三天,某社区照办。\n"
FOUND = [(2, "WORD-1"), (3, "LAW-1"), (3, "PRIV-2"), (4, "BLANK-3"), (4, "TYPO-1")]
TRADITIONAL = "送餐辦法\n廚房由安監局檢查。\n餐券依照《舊條例》發放，訂餐電話13800000000。\n名單張貼三天,某社區照辦。\n"
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def docx(text: str = LETTER, head: str = '<?xml version="1.0" encoding="UTF-8"?>', **more: str | bytes) -> bytes:
    """A .docx with a paragraph for each line, every paragraph in two runs."""
    lines = text.strip("\n").split("\n")
    runs = ("".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in (line[:3], line[3:])) for line in lines)
    xml = head + WORD.format("".join(f"<w:p>{run}</w:p>" for run in runs))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"word/document.xml": xml, **more}.items():
            archive.writestr(name, content)
    return file.getvalue()


def found(name: str, raw: bytes) -> list[tuple[int, str]]:
    return [(finding.line, finding.code) for finding in check_plain(name, raw, SCANNERS)]


@pytest.mark.parametrize(
    "name, raw",
    [
        ("a.txt", LETTER.encode()),
        ("a.txt", b"\xef\xbb\xbf" + LETTER.encode()),
        ("a.txt", LETTER.encode("gb18030")),
        ("a.txt", LETTER.encode("utf-16")),
        ("a.txt", TRADITIONAL.encode("big5")),
        ("a.txt", TRADITIONAL.encode()),
        ("a.txt", LETTER.replace("\n", "\r\n").encode()),
        ("A.TXT", LETTER.encode()),
        ("a.md", LETTER.encode()),
        ("a.docx", docx()),
        ("a.DOCX", docx(TRADITIONAL)),
    ],
)
def test_the_same_is_found_in_every_format(name: str, raw: bytes) -> None:
    assert found(name, raw) == FOUND


@pytest.mark.parametrize("name, raw", [("a.docx", docx("")), ("a.md", "# 送餐\n\n- 每日送餐。\n".encode())])
def test_nothing_wrong(name: str, raw: bytes) -> None:
    assert found(name, raw) == []


@pytest.mark.parametrize(
    "text, expected",
    [
        ("餐券依照《旧\n条例》发放。", [(1, "LAW-1")]),
        ("餐券依照\n《旧条\n例》发放。", [(2, "LAW-1")]),
        ("餐券依照《舊條\n例》發放。", [(1, "LAW-1")]),
        ("餐券依照《新\n条例》发放。", []),
        ("每日送餐。\n\n依照《送餐管理\n条例》。", [(3, "LAW-4")]),
    ],
)
def test_a_name_may_wrap_over_lines(text: str, expected: list[tuple[int, str]]) -> None:
    findings = check_plain("a.txt", text.encode(), SCANNERS)
    assert [(finding.line, finding.code) for finding in findings] == expected
    assert not any("\n" in str(finding) for finding in findings)


@pytest.mark.parametrize(
    "markdown, expected",
    [
        ("---\ntitle: 安监局,二\n---\n\n安监局。\n", [(5, "WORD-1")]),
        ("见[办法](a,b.md)和![图](c.png)。\n", []),
        ("安监局的[办法](https://example.org/安监局)。\n", [(1, "WORD-1")]),
        ("联系[王老师](mailto:wang@youxiang.cn)。\n", [(1, "PRIV-8")]),
    ],
)
def test_markdown_is_read_as_such(markdown: str, expected: list[tuple[int, str]]) -> None:
    assert found("a.md", markdown.encode()) == expected


SECRETS = ("王小明", "13800000000", "11010519491231002X", "京A12345", "abc@youxiang.cn", "3单元501室")


@pytest.mark.parametrize("name", ["a.txt", "a.docx"])
def test_no_finding_quotes_personal_data(name: str) -> None:
    lines = (
        "组长：王小明,电话 13800000000，某社区。",
        "王小明同志,身份证11010519491231002X ，住景和路8号3单元501室。",
        "由王小明负责安监局,车牌京A12345，邮箱abc@youxiang.cn 。",
        "依照《13800000000管理条例》办理。",
    )
    text = "\n".join(lines)
    findings = check_plain(name, docx(text) if name == "a.docx" else text.encode(), SCANNERS)
    printed = "\n".join(map(str, findings))
    assert not [secret for secret in SECRETS if secret in printed], printed
    assert not any(0xE000 <= ord(char) <= 0xF8FF for char in printed)
    assert {finding.code for finding in findings} >= {"PRIV-1", "PRIV-2", "PRIV-4", "PRIV-7", "PRIV-8", "PRIV-10", "TYPO-1", "WORD-1"}
    assert "BLANK-2" not in printed, "a masked name is no blank"


@pytest.mark.parametrize(
    "raw, code, sentence",
    [
        (docx()[:-40], "ENC-1", "不是完好的 .docx"),
        (docx()[:60], "ENC-1", "不是完好的 .docx"),
        (b"", "ENC-1", "不是完好的 .docx"),
        (LETTER.encode(), "ENC-1", "不是完好的 .docx"),
        (docx("</w:p>"), "ENC-1", "不是完好的 .docx"),
        (docx(head='<?xml version="1.0" encoding="nix"?>'), "ENC-1", "不是完好的 .docx"),
        (docx(head='<!DOCTYPE a [<!ENTITY b "c">]>'), "ENC-6", "DOCTYPE"),
        (docx(head='<!DOCTYPE a SYSTEM "file:///etc/hostname">'), "ENC-6", "DOCTYPE"),
        (docx(**{"word/document.xml": ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a>' + WORD).encode("utf-16")}), "ENC-6", "DOCTYPE"),
        (docx("一" * 2_000_000), "ENC-6", "展开以后太大"),
        (docx(**{f"{n}.xml": "" for n in range(2001)}), "ENC-6", "超过 2000 个"),
        (b"PK" + b"\0" * MAX_BYTES, "ENC-6", "超过 5120 kB"),
    ],
)
def test_a_docx_that_cannot_be_read(raw: bytes, code: str, sentence: str) -> None:
    (finding,) = check_plain("a.docx", raw, SCANNERS)
    assert (finding.line, finding.code) == (1, code) and sentence in finding.message


def test_a_damaged_docx_never_raises() -> None:
    good, dice = docx(), random.Random(5)
    for _ in range(400):
        raw = bytearray(good)
        for _ in range(dice.randint(1, 6)):
            raw[dice.randrange(len(raw))] = dice.randrange(256)
        for finding in check_plain("a.docx", bytes(raw[: dice.choice((len(raw), dice.randrange(len(raw))))]), SCANNERS):
            assert finding.line >= 1


def test_bytes_that_no_encoding_reads() -> None:
    findings = check_plain("a.txt", "每日送餐。\n".encode("gb18030") * 30 + b"\xff\xff\n", SCANNERS)
    assert [(finding.line, finding.code) for finding in findings] == [(31, "ENC-1")]


# The command


def checked(*names: str | Path, docs: Path) -> int:
    return main(["--docs", str(docs), *map(str, names)])


@pytest.fixture()
def docs(tmp_path: Path) -> Path:
    """A library that has an error of its own, which plain files have nothing to do with."""
    return make_docs(tmp_path / "docs", {PLACE: TEXT.replace("样文", "样文。", 1)})


@pytest.mark.parametrize(
    "text, code, summary",
    [
        ("每日送餐。", 0, "检查通过，没有问题。"),
        ("厨房由安监局检查。", 1, "共 1 处：错误 1，提醒 0。"),
        ("有农业户口的。", 0, "共 1 处：错误 0，提醒 1。"),
    ],
)
def test_exit_codes(text: str, code: int, summary: str, tmp_path: Path, docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "来信.txt"
    file.write_text(text, "utf-8")
    assert checked(file, docs=docs) == code
    printed = capsys.readouterr()
    assert printed.out.splitlines()[-1] == summary and printed.err == ""
    assert all(line.startswith(f"{file}:1: ") for line in printed.out.splitlines()[:-1])


def test_the_real_command(tmp_path: Path, docs: Path) -> None:
    file = tmp_path / "来信.docx"
    file.write_bytes(docx())
    command = [sys.executable, "-m", "scripts.check", "--docs", str(docs), str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stderr) == (1, "")
    assert [line.split(" ")[1] for line in done.stdout.splitlines()[:-1]] == [code for _, code in FOUND]


@pytest.mark.parametrize("name", ["来信.doc", "来信.pdf", "来信"])
def test_unknown_suffix_is_refused_in_chinese(name: str, tmp_path: Path, docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert checked(tmp_path / name, docs=docs) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and f"“{name}”不是能检查的文件" in printed.err and "另存为 .docx" in printed.err


def test_a_folder(tmp_path: Path, docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "来信"
    for name in ("b.txt", "a/c.md", "a/.git/d.md", "~$e.docx", "f.pdf"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("厨房由安监局检查。", "utf-8")
    assert checked(folder, docs=docs) == 1
    lines = capsys.readouterr().out.splitlines()[:-1]
    assert [line.split(":")[0] for line in lines] == [str(folder / "a/c.md"), str(folder / "b.txt")]


def test_a_folder_without_any_such_file(tmp_path: Path, docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "空").mkdir()
    assert checked(tmp_path / "空", docs=docs) == 2
    assert "没有能检查的文件" in capsys.readouterr().err


def test_plain_files_and_texts_together(tmp_path: Path, docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "来信.txt").write_text("厨房由安监局检查。", "utf-8")
    assert checked(tmp_path / "来信.txt", f"docs/{PLACE}", docs=docs) == 1
    codes = [line.split(" ")[1] for line in capsys.readouterr().out.splitlines()[:-1]]
    assert codes == ["META-8", "WORD-1"]


def test_faults_of_the_data_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = make_docs(tmp_path / "docs", {"_data/laws.yml": "["})
    (tmp_path / "来信.txt").write_text("依照《旧条例》。", "utf-8")
    assert checked(tmp_path / "来信.txt", docs=docs) == 2
    assert "DATA-1" in capsys.readouterr().out


def test_20_mb(tmp_path: Path, docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "来信.txt"
    file.write_bytes("每日送餐。\n".encode() * 1_300_000)
    assert checked(file, docs=docs) == 1
    assert f"{file}:1: ENC-6 文件太大，超过 5120 kB" in capsys.readouterr().out


def test_fix_leaves_plain_files_alone(tmp_path: Path, docs: Path) -> None:
    file = tmp_path / "来信.txt"
    file.write_text("名单张贴三天,照办。", "utf-8")
    before = (docs / PLACE).read_bytes()
    assert checked("--fix", file, docs=docs) == 1
    assert file.read_text("utf-8") == "名单张贴三天,照办。" and (docs / PLACE).read_bytes() == before
