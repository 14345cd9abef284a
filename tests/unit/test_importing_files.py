"""Whole files through the import command: drafts that the checks accept, reruns, edited drafts, bad input, adopting."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bench.importing.files import corpus, file
from bench.importing.layouts import REPORTING, TUNING
from bench.importing.texts import text
from scripts import adopt, importfiles, importwork, soffice
from scripts.bench_import import AIMS, figures, measured
from scripts.import_texts import main
from tests.conftest import ROOT
from tests.samples import real_library
from wenku.check import check
from wenku.importing import adopting, archive, pipeline
from wenku.importing.model import Refused
from wenku.importing.word import docx
from wenku.library import Library, read_entry
from wenku.plaintext import check_plain

GOLDS = tuple(text(n) for n in (3, 9))
GOOD = file(GOLDS, TUNING[1], 1)
EXPECTED = {"FIELD", "WORD", "LAW", "FORM", "VAGUE", "PLAN"}
"""Families of findings that a draft may have: they need somebody who knows the work."""
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture(autouse=True, scope="module")
def _read_the_library_once() -> None:
    library = real_library()
    importwork.prepare(pipeline.context(library.data, {}))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run the command on files of tmp_path/raw; return (exit code, what was printed)."""
    monkeypatch.setattr("scripts.import_texts.library_in", lambda docs: None)
    monkeypatch.setattr("scripts.import_texts.context", lambda library: importwork._shared[0])

    def command(*more: str) -> tuple[int, str]:
        code = main([str(tmp_path / "raw"), "--out", str(tmp_path / "out"), "--jobs", "1", *more])
        return code, "".join(capsys.readouterr())

    (tmp_path / "raw").mkdir()
    return command


def drafts(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def zipped(**members: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as found:
        for name, content in members.items():
            found.writestr(name, content)
    return out.getvalue()


def word(body: str, head: str = "", **parts: str | bytes) -> bytes:
    return zipped(**{"word/document.xml": f"<?xml version='1.0'?>{head}<w:document {W}><w:body>{body}</w:body></w:document>", **parts})


def paragraph(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def test_a_draft_has_only_findings_that_need_a_writer(run, tmp_path: Path) -> None:
    for n, layout in enumerate((TUNING[0], TUNING[7], REPORTING[8], REPORTING[13])):
        (tmp_path / "raw" / f"{n}.{layout.kind}").write_bytes(file(GOLDS, layout, n))
    assert run()[0] == 0
    library = real_library()
    found = sorted((tmp_path / "out").rglob("*.md"))
    assert len(found) == 8
    for path in found:
        entry = read_entry(f"plans/{path.parent.name}/{path.name}", path.read_bytes(), library.data)
        codes = {finding.code for finding in check(Library(library.data, (entry,))) if finding.code.split("-")[0] not in EXPECTED}
        assert codes == set(), path.read_text("utf-8")


def test_a_rerun_gives_the_same_bytes_and_leaves_edited_drafts(run, tmp_path: Path) -> None:
    (tmp_path / "raw" / "汇编 [终稿] (2).txt").write_bytes(GOOD)
    assert run()[0] == 0
    before = drafts(tmp_path / "out")
    assert run("--force")[0] == 0 and drafts(tmp_path / "out") == before
    assert "没有重做" in run()[1]
    path = next((tmp_path / "out").rglob("*.md"))
    path.write_text("改过的", "utf-8")
    code, said = run("--force")
    assert (code, path.read_text("utf-8")) == (0, "改过的") and "1 篇改过，没有覆盖" in said
    assert run("--force")[0] == 0 and path.read_text("utf-8") == "改过的"


def test_the_report_names_doubts_and_masks_personal_data(run, tmp_path: Path) -> None:
    (tmp_path / "raw" / "a.txt").write_bytes(GOOD)
    run()
    said = (tmp_path / "out" / "a.report.txt").read_text("utf-8")
    record = json.loads((tmp_path / "out" / "a.report.json").read_text("utf-8"))
    assert "139****5678" in said and "13912345678" not in said + json.dumps(record, ensure_ascii=False)
    assert {draft["title"] for draft in record["drafts"]} and all(draft["kind"]["confidence"] > 0 and draft["sha256"] for draft in record["drafts"])


ENTITY = '<!DOCTYPE d [<!ENTITY a "啊"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
LARGE = archive.MAX_FILE + 1
BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "空"),
    "photo.txt": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 9, "JPEG"),
    "large.txt": (b"\xe5\x95\x8a" * (LARGE // 3 + 1), "MB"),
    "nostop.txt": (("甲1 " * 40_000).encode(), "没有一个句号"),
    "truncated.docx": (word(paragraph("甲")) [:120], "不是完好的|坏的"),
    "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "entity.docx": (word(paragraph("&a;&x;"), ENTITY), "DOCTYPE"),
    "bomb.docx": (word("<w:p/>" * 4_000_000), "太大"),
    "parts.docx": (zipped(**{"word/document.xml": "<a/>", **{f"word/{n}.xml": "" for n in range(10_000)}}), "部分"),
    "climb.zip": (zipped(**{"../x.txt": GOOD}), "\\.\\./"),
    "bomb.zip": (zipped(**{"x.txt": bytes(30 * 1024 * 1024)}), "太大"),
    "program.exe": (b"MZ" * 99, "不认识"),
    "news.txt": (("本报讯（记者 李明）昨天，社区举办了读书节，三百多人到场看书听讲。" * 9).encode(), "新闻"),
}


def test_bad_files_are_refused_in_a_line_each_and_the_others_are_done(run, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    for name, (content, _) in BAD.items():
        (raw / name).write_bytes(content)
    (raw / "good (1) [x].txt").write_bytes(GOOD)
    (raw / "loop").symlink_to(raw)
    code, said = run()
    assert code == 1 and "2 篇草稿" in said and "Traceback" not in said
    for name, (_, why) in BAD.items():
        line = next((line for line in said.split("\n") if line.startswith(name)), "")
        assert re.search(why, line), (name, said)
    assert {path.split("/")[0].split(".")[0] for path in drafts(tmp_path / "out")} == {"good (1) [x]"}


def test_a_full_disk_is_said(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "raw" / "a.txt").write_bytes(GOOD)

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(importwork, "replace", full)
    code, said = run()
    assert code == 2 and "磁盘满了" in said and not list((tmp_path / "out").rglob("*.md"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_said(run, tmp_path: Path) -> None:
    (tmp_path / "raw" / "a.txt").write_bytes(GOOD)
    (tmp_path / "raw" / "a.txt").chmod(0)
    assert "没有权限" in run()[1]


def test_a_zip_and_subfolders_are_opened(run, tmp_path: Path) -> None:
    (tmp_path / "raw" / "two.zip").write_bytes(zipped(**{"春/a.txt": GOOD, "b.pdf": b"%PDF", "c.zip": zipped(x="1")}))
    code, said = run()
    assert code == 1 and "压缩包里的压缩包不打开" in said and (tmp_path / "out" / "two" / "春" / "a.report.json").exists()


def test_words_own_numbers_headings_and_tables_are_read() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="（%2）"/></w:lvl>'
    lists = f'<w:numbering {W}><w:abstractNum w:abstractNumId="3">{level}</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
    styles = f'<w:styles {W}><w:style w:styleId="a"><w:name w:val="heading 2"/></w:style><w:style w:styleId="b"><w:name w:val="自己的"/><w:basedOn w:val="a"/></w:style></w:styles>'

    def item(words: str, depth: int) -> str:
        return paragraph(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="5"/></w:numPr>')

    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    body = paragraph("总则", '<w:pStyle w:val="b"/>') + item("目的", 0) + item("借书", 1) + item("还书", 1) + item("办法", 0) + item("登记", 1) + table
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" TargetMode="External" Target="http://a.b/c.docx" Type="t"/></Relationships>'
    found = docx(word(body, **{"word/numbering.xml": lists, "word/styles.xml": styles, "word/_rels/document.xml.rels": rels, "word/vbaProject.bin": b"x"}))
    assert [line.text for line in found.lines] == ["总则", "一、目的", "（1）借书", "（2）还书", "二、办法", "（1）登记", ""]
    assert found.lines[0].level == 2 and found.lines[-1].rows == (("甲", "乙"),)
    assert {"文件里有宏", "有 1 个指向文件以外的链接"} <= {note.what for note in found.notes}


def test_old_word_files_go_through_libreoffice_or_say_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soffice, "found", lambda: "")
    assert list(soffice.convert([("a.doc", b"x")])) == [soffice.MISSING]


@pytest.mark.skipif(not soffice.found(), reason="没有 LibreOffice：.rtf 的转换没有测")
def test_libreoffice_converts_and_leaves_out_what_is_broken() -> None:
    rtf = r"{\rtf1\ansi\ansicpg936 {\b \'c9\'e7\'c7\'f8} " + "abc" * 9 + "}"
    made = list(soffice.convert([("a.rtf", rtf.encode("latin-1")), ("b.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)]))
    assert isinstance(made[0], bytes) and "社区" in docx(made[0]).lines[0].text
    assert made[1] == soffice.FAILED


def test_the_reporting_layouts_reach_the_aims(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small part of make bench-import: each second reporting layout once."""
    monkeypatch.setattr("scripts.bench_import.corpus", lambda half: corpus(half, 16)[::2])
    score = measured("reporting", importwork._shared[0])
    poor = {name: value for name, value in figures(score).items() if value < AIMS[name]}
    assert poor == {} and score.junk == 0 and score.private == 0, score.wrong


def _draft(tmp_path: Path, raw: str) -> Path:
    """A draft that passes the checks (the sample of CONTRIBUTING.md, as an import would leave it), with the report that names its raw file."""
    source = re.findall(r"```markdown\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.S)[0]
    for key in ("code", "suits", "added", "reviewed", "changes"):
        source = re.sub(rf"(?m)^{key}: .*$", f"{key}: 待填", source)
    path = tmp_path / "out" / "raw" / "wenjiao" / "tushujiao.md"
    path.parent.mkdir(parents=True)
    path.write_text(source, "utf-8")
    (tmp_path / "raw.txt").write_text(raw, "utf-8")
    journal = {"source": {"path": str(tmp_path / "raw.txt")}, "drafts": [{"path": "wenjiao/tushujiao.md"}]}
    (tmp_path / "out" / "raw.report.json").write_text(json.dumps(journal), "utf-8")
    return path


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of docs to adopt into; the library is read once."""
    monkeypatch.setattr(adopt, "library_in", lambda docs: real_library())
    return tmp_path / "docs"


def test_adopting_asks_for_what_is_missing_and_moves_the_draft(tmp_path: Path, house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _draft(tmp_path, "这是另外一份原件，说的是楼道里怎样停放电动自行车，与借书没有关系。" * 3)
    assert adopt.main([str(path), "--docs", str(house)]) == 2 and "--set suits=" in capsys.readouterr().err and path.exists()
    given = ["--set", "suits=有一处固定场所的社区和村，免费借书。"]
    assert adopt.main([str(path), "--docs", str(house), *given]) == 0, capsys.readouterr().err
    taken = (house / "plans" / "wenjiao" / "tushujiao.md").read_text("utf-8")
    assert not path.exists() and "status: draft" in taken and "待填" not in taken
    assert json.loads((tmp_path / "out" / "raw.report.json").read_text("utf-8"))["drafts"][0]["adopted"] == "plans/wenjiao/tushujiao.md"


def test_adopting_refuses_another_persons_words(tmp_path: Path, house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _draft(tmp_path, "这一份原件的开头说的是别的事情，后面才说到借书。\n图书角由居民委员会管理，{{负责人岗位}}负责，志愿者协助整理。居民说明姓名和联系方式，登记后即可\n借书，每次不超过两册。")
    given = [str(path), "--docs", str(house), "--set", "suits=有一处固定场所的社区和村，免费借书。"]
    assert adopt.main(given) == 1
    said = capsys.readouterr().err
    assert "与原件有" in said and "居民说明姓名和联系方式" in said and path.exists() and not (house / "plans").exists()
    assert adopt.main([*given, "--own-text"]) == 0


OTHER_WORDS = "这是另外一份原件，说的是楼道里怎样停放电动自行车，与借书没有关系。" * 3
SUITS = ["--set", "suits=有一处固定场所的社区和村，免费借书。"]


def test_a_draft_saved_on_windows_is_adopted(tmp_path: Path, house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _draft(tmp_path, OTHER_WORDS)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert adopt.main([str(path), "--docs", str(house), *SUITS]) == 0, capsys.readouterr().err
    taken = (house / "plans" / "wenjiao" / "tushujiao.md").read_bytes()
    assert taken.startswith(b"---\n") and b"\r" not in taken


def test_what_can_be_known_is_said_before_anybody_is_asked(
    tmp_path: Path, house: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Options, body and overlap all at once, at the draft's own path and lines, though the keys that many checks need are lacking."""
    path = _draft(tmp_path, "这一份原件说借书。\n图书角由居民委员会管理，{{负责人岗位}}负责，志愿者协助整理。居民说明姓名和联系方式，登记后即可\n借书，每次不超过两册。")
    path.write_text(re.sub(r"(?m)^(summary|not_for): .*\n", "", path.read_text("utf-8")).replace("kind: 制度", "kind: 方案"), "utf-8")
    source = path.read_text("utf-8").split("\n")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: pytest.fail("asked"))
    wrong = ["--slug", "大", "--set", "topic=x", "--set", "kind=方安", "--set", "months", "--set", "status=published"]
    assert adopt.main([str(path), "--docs", str(house), *wrong]) == 1
    said = capsys.readouterr().err
    for what in ("文件名“大”不合规", "不认识“topic”这个键：是不是“topics”？", "是不是“方案”？", "“months”看不懂", "不能写 status", "--set suits=", "--set summary=", "--set not_for=", ": PLAN-1 "):
        assert what in said, (what, said)
    line = next(n for n, text in enumerate(source, 1) if "登记后即可借书" in text)
    assert re.findall(rf"{path}:(\d+): 与原件有", said) == [str(line)], said
    assert f"docs{os.sep}plans" not in said and "docs/plans/" not in said and "META-5" not in said and "META-8" not in said


def test_a_wrong_or_empty_answer_is_asked_again(tmp_path: Path, house: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    path = _draft(tmp_path, OTHER_WORDS)
    topics = re.findall(r"(?m)^topics: (.*)$", path.read_text("utf-8"))[0]
    path.write_text(re.sub("(?m)^topics: .*$", "topics: 待填", path.read_text("utf-8")), "utf-8")
    answers = iter(["", "没有的主题", topics.strip("[]"), "有一处固定场所的社区和村，免费借书。"])
    asked: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: (asked.append(question), next(answers))[1])
    assert adopt.main([str(path), "--docs", str(house)]) == 0, capsys.readouterr().err
    assert [question[:2] for question in asked] == ["主题", "主题", "主题", "适用"] and "docs/_data/topics.yml" in asked[0]
    assert "不能空着" in capsys.readouterr().err
    assert f"topics: {topics}\n" in (house / "plans" / "wenjiao" / "tushujiao.md").read_text("utf-8")


def test_a_text_of_the_library_is_no_draft(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = next((ROOT / "docs" / "plans").rglob("*.md"))
    assert adopt.main([str(path), "--docs", str(ROOT / "docs")]) == 2 and "这一篇已经在库里" in capsys.readouterr().err and path.exists()


def test_lines_of_a_completed_draft_lead_back_to_its_own() -> None:
    table = {key: {"type": "strings" if key == "topics" else "string"} for key in ("title", "topics", "suits", "status")}
    source = "---\ntitle: 甲\ntopics:\n  - 乙\n  - 丙\nstatus: x\n---\n\n正文"
    made = adopting.completed(source, {"suits": "某", "topics": "乙,丁", "status": "draft"}, table)
    assert made == '---\ntitle: 甲\ntopics: [乙, 丁]\nsuits: "某"\nstatus: draft\n---\n\n正文'
    assert [adopting.line_before(source, made, line) for line in range(2, 9)] == [2, 3, 7, 6, 7, 8, 9]


def test_a_file_of_200_mb_is_not_read(tmp_path: Path, run) -> None:
    with (tmp_path / "raw" / "huge.txt").open("wb") as out:
        out.truncate(200 * 1024 * 1024)
    code, said = run()
    assert code == 2 and "MB" in said


def test_archives_that_lie_about_themselves_are_refused() -> None:
    with pytest.raises(Refused, match="同名"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as found, pytest.warns(UserWarning):
            found.writestr("a", "1")
            found.writestr("a", "2")
        archive.check(out.getvalue())


def run_of(words: str, more: str = "") -> str:
    return f"<w:r>{more}<w:t>{words}</w:t></w:r>"


def boxed(words: str) -> str:
    """A text box as Word writes it: once for itself, once for older programs."""
    inner = f"<w:txbxContent>{paragraph(words)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing>'
        f"{inner}</w:drawing></mc:Choice><mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


HOLDERS = {
    "content control": "<w:sdt><w:sdtPr/><w:sdtContent>{r}</w:sdtContent></w:sdt>",
    "link": '<w:hyperlink w:anchor="x">{r}</w:hyperlink>',
    "smart tag": "<w:smartTag>{r}</w:smartTag>",
    "custom XML": "<w:customXml>{r}</w:customXml>",
    "insertion": '<w:ins w:id="1" w:author="a">{r}</w:ins>',
    "moved here": '<w:moveTo w:id="1" w:author="a">{r}</w:moveTo>',
    "simple field": '<w:fldSimple w:instr="DATE">{r}</w:fldSimple>',
    "field": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE 秘密</w:instrText></w:r>{r}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
}


@pytest.mark.parametrize("holder", HOLDERS.values(), ids=HOLDERS)
def test_words_within_anything_in_a_paragraph_are_read_once(holder: str) -> None:
    inner = holder.format(r=run_of("居民"))
    found = docx(word(f"<w:p>{run_of('请')}{inner}{run_of('登记')}</w:p>"))
    assert [line.text for line in found.lines] == ["请居民登记"]


def test_a_control_round_whole_paragraphs_and_tables_is_read() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc></w:tr></w:tbl>"
    found = docx(word(f"<w:sdt><w:sdtContent>{paragraph('第一段')}{table}</w:sdtContent></w:sdt>"))
    assert [line.text for line in found.lines] == ["第一段", ""] and found.lines[1].rows == (("甲",),)


def test_boxes_and_notes_come_out_once_and_what_is_left_out_is_told() -> None:
    def notes(kind: str, words: str) -> str:
        return f'<w:{kind}s {W}><w:{kind} w:type="separator" w:id="0">{paragraph("")}</w:{kind}><w:{kind} w:id="2">{paragraph(words)}</w:{kind}></w:{kind}s>'

    body = (
        f'<w:p>{run_of("楼道不停车。")}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r>{boxed("框里的话")}</w:p>'
        f'<w:p>{run_of("留下")}<w:del w:id="3" w:author="a"><w:r><w:delText>删去的话</w:delText></w:r></w:del></w:p>'
        f"<w:tbl><w:tr><w:tc><w:p>{run_of('格')}{boxed('格里的框')}</w:p></w:tc></w:tr></w:tbl>"
    )
    comments = f'<w:comments {W}><w:comment w:id="1">{paragraph("批的话")}</w:comment></w:comments>'
    parts = {"word/footnotes.xml": notes("footnote", "脚下的话"), "word/endnotes.xml": notes("endnote", "末尾的话"), "word/comments.xml": comments}
    found = docx(word(body, **parts))
    assert [line.text for line in found.lines] == ["楼道不停车。（注：脚下的话）（注：末尾的话）", "框里的话", "留下", ""]
    assert found.lines[-1].rows == (("格 格里的框",),)
    assert {note.quoted for note in found.notes} == {"删去的话", "批的话"}


def test_a_page_break_and_large_letters_set_a_title_off() -> None:
    large = '<w:rPr><w:sz w:val="36"/></w:rPr>'
    body = paragraph("上一篇说完。") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + f"<w:p>{run_of('读书会活动总结', large)}</w:p>"
    size = '<w:rPr><w:sz w:val="28"/></w:rPr>'
    found = docx(word(body + f"<w:p>{run_of('一年里读了十二本书，来的人多了一倍。', size)}</w:p>"))
    assert [(line.text, line.strong) for line in found.lines if line.text[0] != "—"] == [
        ("上一篇说完。", False), ("读书会活动总结", True), ("一年里读了十二本书，来的人多了一倍。", False),
    ]  # fmt: skip
    assert [line.text[0] for line in found.lines].index("—") == 1


def test_a_file_given_twice_is_imported_once(run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "raw" / "a.txt").write_bytes(GOOD)
    code = main([str(tmp_path / "raw"), str(tmp_path / "raw" / "a.txt"), "--out", str(tmp_path / "out"), "--jobs", "1"])
    said = capsys.readouterr().out
    assert code == 0 and "与“a.txt”是同一个文件，只导入一次" in said and "2 篇草稿" in said
    assert [path.name for path in (tmp_path / "out").glob("*.report.json")] == ["a.report.json"]


def test_a_folder_of_drafts_that_cannot_be_is_refused(run, tmp_path: Path) -> None:
    (tmp_path / "raw" / "a.txt").write_bytes(GOOD)
    code, said = run("--out", str(tmp_path / "raw"))
    assert code == 2 and "--out" in said and "就是原件的文件夹" in said
    code, said = run("--out", str(tmp_path / "raw" / "a.txt"))
    assert code == 2 and "--out" in said and "不是文件夹" in said and [path.name for path in (tmp_path / "raw").iterdir()] == ["a.txt"]


def test_the_summary_names_reports_that_exist_and_what_is_adopted(run, tmp_path: Path) -> None:
    (tmp_path / "raw" / "photo.txt").write_bytes(BAD["photo.txt"][0])
    code, said = run()
    assert code == 2 and "报告在" not in said and "图片里的文字读不了，先录成文字" in said
    (tmp_path / "raw" / "a.txt").write_bytes(GOOD)
    assert f"报告在 {tmp_path / 'out'}{os.sep}〈文件名〉.report.txt" in run()[1].replace("\n", "")
    report = tmp_path / "out" / "a.report.json"
    record = json.loads(report.read_text("utf-8"))
    record["drafts"][0]["adopted"] = "plans/x/y.md"
    report.write_text(json.dumps(record), "utf-8")
    assert "2 篇草稿（其中 1 篇已收进文库）" in run()[1] and "2 篇草稿（其中 1 篇已收进文库）" in run("--force")[1]


@pytest.mark.parametrize(("raw", "what"), [(BAD["photo.txt"][0], "不是文字文件，是JPEG 图片 → 图片里的文字读不了，先录成文字"), (b" \n", "文件是空的")])
def test_the_checks_refuse_what_is_no_text(raw: bytes, what: str) -> None:
    found = check_plain("a.txt", raw, real_library().scanners)
    assert len(found) == 1 and what in str(found[0])


def test_a_link_to_a_folder_is_said_and_not_followed(run, tmp_path: Path) -> None:
    (tmp_path / "raw" / "a.txt").write_bytes(GOOD)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.txt").write_bytes(GOOD)
    (tmp_path / "raw" / "there").symlink_to(tmp_path / "elsewhere")
    code, said = run()
    assert code == 1 and re.search(r"(?m)^there .*是符号链接，没有读", said) and "b.txt" not in said


def deadly(source: importfiles.Source, made: bytes | str | None, out: Path, force: bool) -> importwork.Outcome:
    """As importwork.work, but a file named so ends its process."""
    if source.name.startswith("deadly"):
        os.kill(os.getpid(), signal.SIGKILL)
    return importwork.work(source, made, out, force)


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="the stand-in reaches workers only by fork")
def test_a_file_that_ends_its_process_is_named_and_all_others_are_done(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.import_texts.work", deadly)
    monkeypatch.setattr("scripts.import_texts._AHEAD", 2)
    for n in range(6):
        (tmp_path / "raw" / f"{n}.txt").write_bytes(GOOD)
    (tmp_path / "raw" / "deadly.txt").write_bytes(GOOD)
    code, said = run("--jobs", "2")
    assert code == 1 and re.search("(?m)^deadly.txt .*程序中断", said), said
    assert len(list((tmp_path / "out").glob("*.report.json"))) == 6 and "12 篇草稿，1 个文件没有导入" in said


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the greatest memory of a process is told by Linux only")
def test_no_bad_file_takes_much_memory(tmp_path: Path) -> None:
    """Bombs and the like in a process of its own, whose greatest memory is measured (getrusage would tell pytest's own too)."""
    raw = tmp_path / "raw"
    raw.mkdir()
    nested = zipped(x="0" * 10_000_000)
    for _ in range(5):
        nested = zipped(**{f"{n}.zip": nested for n in range(10)})
    laughs = "<!DOCTYPE l [" + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "啊"}">' for n in range(10)) + "]>"
    bombs = {
        "many.zip": zipped(**{f"{n}.txt": "啊" * 300_000 for n in range(400)}), "nested.zip": nested, "ratio.docx": word("<w:p/>" * 8_000_000),
        "laughs.docx": word(paragraph("&l9;"), laughs), "deep.docx": word("<w:sdt>" * 100_000), "styles.docx": word(paragraph("甲"), **{"word/styles.xml": "<a>" * 5_000_000}),
        "line.txt": "啊".encode() * 6_000_000, "deep.html": b"<div>" * 1_000_000, "wide.html": b"<p>" * 3_000_000, "tabs.txt": b"\t" * 15_000_000,
    }  # fmt: skip
    for name, content in {**{name: content for name, (content, _) in BAD.items()}, **bombs}.items():
        (raw / name).write_bytes(content)
    with (raw / "huge.txt").open("wb") as out:
        out.truncate(200 * 1024 * 1024)
    code = f"from scripts.import_texts import main; main([{str(raw)!r}, '--out', {str(tmp_path / 'out')!r}, '--jobs', '1']); print(open('/proc/self/status').read())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    peak = int(re.findall(r"VmHWM:\s*(\d+)", done.stdout)[0]) // 1024
    assert peak < 400, f"{peak} MB\n{done.stdout}"
