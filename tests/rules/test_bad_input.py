"""Bad input of the kinds that people really hand in: one finding each, at its line, in Chinese, and nothing else happens.

Every case is laid beside an independent fault in another file, which must still be reported.
"""

# ruff: noqa: E501 (a table reads best with one case on one line)

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.check import main
from tests.samples import PLACE, ROOT, SMALL_DATA, TEXT, edited, make_docs

OTHER = "plans/kepu/lingyige.md"
OTHER_TEXT = edited(("code: M01", "code: K01"), ("title: 样文", "title: 另一篇样文"), ("suits: 想知道这条规则查什么的人。\n", ""))
OTHER_FAULT = f"docs/{OTHER}:2: META-5"
FORM = edited(
    ("code: M01", "code: Z01"),
    ("title: 样文", "title: 空白样文"),
    ("topics: [居家养老, 老年助餐, 志愿服务]\nlaws: []\n", ""),
    text=TEXT.replace("aliases: [样例]\n", "").replace("laws: []\n", "laws: []\naliases: [样例]\n"),
)
SECOND_FORM = edited(("code: Z01", "code: Z02"), ("title: 空白样文", "title: 又一份空白样文"), text=FORM)
GUIDANCE = "/// guidance | 写作提示\n\n写清楚谁负责。\n\n///"
SIGNATURE = "/// signature\n\n{{单位名称}}\n\n{{成文日期}}\n\n///"
LAWS, WORDING, VAGUE, DAYS = ((SMALL_DATA / f"{name}.yml").read_text("utf-8") for name in ("laws", "wording", "vague", "days"))


def with_pattern(pattern: str) -> str:
    return WORDING.replace("pattern: 安监局", f'pattern: "{pattern}"')


def with_title(title: str) -> str:
    return edited(("title: 样文", f"title: {title}"))


def following(form: str) -> tuple[str, str]:
    return ("suits: 想", f"template: {form}\nsuits: 想")


# what it is: (files, where the finding stands, its code, what the sentence must say)
CASES: dict[str, tuple[dict[str, str | bytes], str, str]] = {
    "malformed YAML: a bracket": ({PLACE: edited(("志愿服务]", "志愿服务"))}, f"{PLACE}:8: META-2", "括号没有配对"),
    "malformed YAML: a quote": ({PLACE: with_title('"样文')}, f"{PLACE}:3: META-2", "引号"),
    "malformed YAML: a second colon": ({PLACE: with_title("样文: 一")}, f"{PLACE}:3: META-2", "第二个冒号"),
    "malformed YAML: a full-width colon": ({PLACE: edited(("title: 样文", "title：样文"))}, f"{PLACE}:3: META-2", "全角"),
    "malformed YAML: a tab": ({PLACE: edited(("title: 样文", "title:\n\t样文"))}, f"{PLACE}:4: META-2", "制表符"),
    "malformed YAML: a tag": ({PLACE: with_title("!!python/object:os.system 样文")}, f"{PLACE}:3: META-2", "标签"),
    "malformed YAML: an anchor": ({PLACE: with_title("&a 样文")}, f"{PLACE}:3: META-2", "锚点"),
    "full-width commas": ({PLACE: edited(("老年助餐, 志", "老年助餐，志"))}, f"{PLACE}:8: META-8", "英文逗号"),
    "a duplicate key": ({PLACE: edited(("kind: 方案", "title: 又一个\nkind: 方案"))}, f"{PLACE}:5: META-3", "只留一处"),
    "a misspelt key": ({PLACE: edited(("summary: 社", "sumary: 社"))}, f"{PLACE}:4: META-4", "是不是“summary”"),
    "title: {{x}}": ({PLACE: with_title("{{x}}")}, f"{PLACE}:3: META-2", "花括号"),
    "title: {{x}} and more": ({PLACE: with_title("{{社区名称}}方案")}, f"{PLACE}:3: META-2", "花括号"),
    "title: more and {{x}}": ({PLACE: with_title("方案{{x}}")}, f"{PLACE}:3: META-10", "普通文字"),
    "a field in braces among fields": ({PLACE: edited(("[单位名称", "[{{单位名称}}"))}, f"{PLACE}:11: META-2", "花括号"),
    "008, which YAML reads as a string": ({PLACE: edited(("M01", "008"))}, f"{PLACE}:2: META-8", "大写字母"),
    "010, which YAML reads as 8": ({PLACE: edited(("M01", "010"))}, f"{PLACE}:2: META-6", '加上英文双引号："010"'),
    "1:30, which YAML reads as 90": ({PLACE: with_title("1:30")}, f"{PLACE}:3: META-6", "整数"),
    "no, which YAML reads as false": ({PLACE: with_title("no")}, f"{PLACE}:3: META-6", "真假值"),
    "a day that does not exist": ({PLACE: edited(('added: "2026-11-22"', "added: 2026-02-30"))}, f"{PLACE}:14: META-2", "日期"),
    "no closing ---": ({PLACE: TEXT.replace("\n---\n", "\n")}, f"{PLACE}:1: META-1", "没有结尾的 ---"),
    "an empty file": ({PLACE: ""}, f"{PLACE}:1: META-1", "文件是空的"),
    "a file of blanks": ({PLACE: "\n \n"}, f"{PLACE}:1: META-1", "文件是空的"),
    "front matter and nothing else": ({PLACE: TEXT.split("\n# ")[0].replace("单位名称, 社区名称, 年份, 联系电话, 联系岗位, 成文日期", "待填").replace("[待填]", "待填").replace("published", "draft")}, f"{PLACE}:19: HEAD-1", "第一行写 #"),
    "GB18030": ({PLACE: TEXT.encode("gb18030")}, f"{PLACE}:3: ENC-1", "像是 GB18030"),
    "Big5": ({PLACE: TEXT.split("\n# ")[0].replace("样", "樣").encode("big5", "ignore")}, f"{PLACE}:3: ENC-1", "像是 Big5"),
    "UTF-16": ({PLACE: TEXT.encode("utf-16")}, f"{PLACE}:1: ENC-1", "像是 UTF-16"),
    "5 MB": ({PLACE: TEXT.encode() + b"x" * 5_000_000}, f"{PLACE}:1: ENC-6", "太大"),
    "a Word file among the texts": ({"plans/minzheng/yangwen.docx": b"PK\x03\x04\xff" * 200_000}, "plans/minzheng/yangwen.docx:1: META-13", "不是 .md"),
    "a folder that is no domain": ({"plans/yanglao/yangwen.md": TEXT}, "plans/yanglao/yangwen.md:1: META-13", "文件夹只能是 kepu、minzheng"),
    "a text outside a domain": ({"plans/yangwen.md": TEXT}, "plans/yangwen.md:1: META-13", "放错了地方"),
    "two texts with one title": ({PLACE: TEXT, "plans/minzheng/zai.md": edited(("M01", "M02"))}, "plans/minzheng/zai.md:3: META-9", "换一个题名"),
    "two texts with one code": ({PLACE: TEXT, "plans/minzheng/zai.md": with_title("再一篇")}, "plans/minzheng/zai.md:2: META-9", "换一个编号"),
    "a space in a field, body only": ({PLACE: edited(("电话{{联系电话}}", "电话{{联系 电话}}"))}, f"{PLACE}:23: FIELD-3", "写成“联系电话”"),
    "a space in a field, front matter only": ({PLACE: edited((", 联系电话,", ", 联系 电话,"))}, f"{PLACE}:11: FIELD-3", "写成“联系电话”"),
    "a space in a field, everywhere": ({PLACE: TEXT.replace("联系电话", "联系 电话")}, f"{PLACE}:11: FIELD-3", "正文里也一样改"),
    "a misspelt field, body only": ({PLACE: edited(("电话{{联系电话}}", "电话{{联糸电话}}"))}, f"{PLACE}:23: FIELD-1", "是不是“联系电话”"),
    "a misspelt field, front matter only": ({PLACE: edited((", 联系电话,", ", 联糸电话,"))}, f"{PLACE}:11: FIELD-4", "是不是“联系电话”"),
    "three braces": ({PLACE: edited(("{{联系电话}}", "{{{联系电话}}}"))}, f"{PLACE}:23: FIELD-3", "双括号"),
    "no field list": ({PLACE: edited(("fields: [单位名称, 社区名称, 年份, 联系电话, 联系岗位, 成文日期]\n", ""))}, f"{PLACE}:2: META-5", "fields"),
    "an unclosed block at the end": ({PLACE: edited(more=GUIDANCE[:-5])}, f"{PLACE}:25: BLOCK-1", "单独写一行 ///"),
    "an unclosed block with nothing in it": ({PLACE: edited(more="/// guidance | 写作提示")}, f"{PLACE}:25: BLOCK-1", "没有结束"),
    "an unclosed block before others": ({PLACE: edited(more=f"{GUIDANCE[:-5]}\n\n## 一、目的\n\n{GUIDANCE}\n\n## 二、步骤\n\n{SIGNATURE}")}, f"{PLACE}:25: BLOCK-1", "guidance"),
    "an unclosed block inside another": ({PLACE: edited(("laws: []", "laws: []\nvariants: [社区, 村]"), more=f"//// variant | 社区\n\n{GUIDANCE[:-5]}\n\n////\n\n/// variant | 村\n\n村里办。\n\n///")}, f"{PLACE}:28: BLOCK-1", "guidance"),
    "an unknown block name": ({PLACE: edited(more=GUIDANCE.replace("guidance", "warning"))}, f"{PLACE}:25: BLOCK-2", "块名只能是"),
    "a misspelt block name, with a list": ({PLACE: edited(more="/// guidence | 写作提示\n\n- 一项\n\n///")}, f"{PLACE}:25: BLOCK-2", "是不是“guidance”"),
    "a line that only looks like a block": ({PLACE: edited(more="/// 见附件")}, f"{PLACE}:25: BLOCK-2", "块名只能是"),
    "a dead template": ({PLACE: edited(following("fangan/meiyou"))}, f"{PLACE}:12: META-12", "没有空白稿"),
    "a template that is its own": ({"templates/fangan/jia.md": edited(following("fangan/jia"), text=FORM)}, "templates/fangan/jia.md:10: META-12", "绕成了圈"),
    "templates in a circle": ({"templates/fangan/jia.md": edited(following("fangan/yi"), text=FORM), "templates/fangan/yi.md": edited(following("fangan/jia"), text=SECOND_FORM)}, "templates/fangan/jia.md:10: META-12", "绕成了圈"),
    "a topic that no vocabulary has": ({PLACE: edited(("志愿服务]", "放风筝]"))}, f"{PLACE}:8: META-7", "从 docs/_data/topics.yml 里选"),
    "another word for a topic": ({PLACE: edited(("老年助餐, ", "长者食堂, "))}, f"{PLACE}:8: META-7", "写成“老年助餐”"),
    "a law by its name": ({PLACE: edited(("laws: []", "laws: [新条例]"))}, f"{PLACE}:10: META-7", "写成“xin-tiaoli”"),
    "a law that is no longer in force": ({PLACE: edited(("laws: []", "laws: [jiu-tiaoli]"))}, f"{PLACE}:10: LAW-5", "换成《新条例》"),
    "a misspelt variant in the front matter": ({PLACE: edited(("laws: []", "laws: []\nvariants: [社区, 村庄]"), more="/// variant | 社区\n\n甲。\n\n///\n\n/// variant | 村\n\n乙。\n\n///")}, f"{PLACE}:11: META-7", "村"),
    "a misspelt variant in the body": ({PLACE: edited(("laws: []", "laws: []\nvariants: [社区, 村]"), more="/// variant | 社区\n\n甲。\n\n///\n\n/// variant | 村庄\n\n乙。\n\n///")}, f"{PLACE}:32: BLOCK-4", "层级只能是"),
    "a control character": ({PLACE: edited(("title: 样文", "title: 样\x07文"))}, f"{PLACE}:3: ENC-3", "U+0007"),
    "a line separator in the front matter": ({PLACE: edited(("title: 样文", "title: 样\u2028文"))}, f"{PLACE}:3: ENC-3", "U+2028"),
    "a script link in the text": ({PLACE: edited(more="见[这里](javascript:alert)。")}, f"{PLACE}:25: HTML-2", "运行脚本"),
    "a link whose address stands elsewhere": ({PLACE: edited(more="[这里]: https://example.org")}, f"{PLACE}:25: LINK-4", "放在同一行里"),
    "a heading one level too deep": ({PLACE: edited(more="## 一、目的\n\n#### （一）步骤")}, f"{PLACE}:27: HEAD-2", "跳到了 4 级"),
    "a heading of six levels": ({PLACE: edited(more="###### 目的")}, f"{PLACE}:25: HEAD-2", "最多五级"),
    "a code block": ({PLACE: edited(more="```\n第一行\n第二行\n```")}, f"{PLACE}:25: BODY-4", "写成普通段落"),
    "a quotation of two lines with a field": ({PLACE: edited(("电话{{联系电话}}，", ""), more="> 电话\n> {{联系电话}}。")}, f"{PLACE}:25: BODY-4", ">"),
    "a starred list": ({PLACE: edited(more="* 准备场地")}, f"{PLACE}:25: BODY-3", "列表"),
    "an escaped star": ({PLACE: edited(more=r"两\*三")}, f"{PLACE}:25: BODY-8", "直接写那个字"),
    "a table joined to a paragraph": ({PLACE: edited(more="| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n合计。")}, f"{PLACE}:28: BODY-6", "表格后面没有空行"),
    "an indented list in guidance": ({PLACE: edited(more="/// guidance | 写作提示\n\n  - 一项\n\n///")}, f"{PLACE}:27: BODY-4", "行首有空格"),
    "a cycle of laws": ({"_data/laws.yml": LAWS.replace("replaced_by: null", "replaced_by: jiu-tiaoli")}, "_data/laws.yml:13: DATA-6", "绕成了一个圈"),
    "a broken date in the law table": ({"_data/laws.yml": LAWS.replace('"2020-01-01"', '"2020-1-1"', 1)}, "_data/laws.yml:12: DATA-3", "日期"),
    "a month 13 in the law table": ({"_data/laws.yml": LAWS.replace('"2020-01-01"', '"2020-13-01"', 1)}, "_data/laws.yml:12: DATA-3", "日期"),
    "a date in the law table without quotes": ({"_data/laws.yml": LAWS.replace('"2020-01-01"', "2020-01-01", 1)}, "_data/laws.yml:12: DATA-3", "英文双引号"),
    "a law table that is no YAML": ({"_data/laws.yml": LAWS + "- id: [\n"}, "_data/laws.yml:55: DATA-1", "括号没有配对"),
    "a law table in GB18030": ({"_data/laws.yml": LAWS.encode("gb18030")}, "_data/laws.yml:2: DATA-1", "不是 UTF-8"),
    "an empty vocabulary": ({"_data/topics.yml": ""}, "_data/topics.yml:1: DATA-1", "是空的"),
    "a broken table of keys": ({"_data/frontmatter.yml": "a: [", PLACE: TEXT}, "_data/frontmatter.yml:1: DATA-1", "括号没有配对"),
    "a broken table of fields": ({"_data/fields.yml": "", PLACE: edited((", 年份,", ", {key: 年份, example: 2030},"))}, "_data/fields.yml:1: DATA-1", "是空的"),
    "an expression that does not compile": ({"_data/wording.yml": with_pattern("安监(局")}, "_data/wording.yml:3: DATA-8", "成对"),
    "an expression that backtracks without end": ({"_data/wording.yml": with_pattern("((安|监|安监)+局?)+牌")}, "_data/wording.yml:3: DATA-8", "限定长度"),
    "an expression in the table of vague words": ({"_data/vague.yml": VAGUE.replace("(?<!不)定期", "(定期")}, "_data/vague.yml:3: DATA-8", "成对"),
    "an exception in the table of vague words": ({"_data/vague.yml": VAGUE.replace("每(?:年|季|月|周|日)", "每(?:年")}, "_data/vague.yml:3: DATA-8", "成对"),
    "a day that never happens": ({"_data/days.yml": DAYS.replace("lunar:09-09", "02-30")}, "_data/days.yml:3: DAY-2", "2 月写 01 至 29 日"),
    "an exception for a year without a calendar": ({"_data/days.yml": DAYS.replace("overrides: {}", 'overrides: {"1999": "1999-10-17"}')}, "_data/days.yml:5: DAY-6", "之间的年份"),
    "20 MB": ({PLACE: TEXT.encode() + b"x" * 20_000_000}, f"{PLACE}:1: ENC-6", "太大"),
    "a broken schema": ({"_data/schemas/laws.json": "{"}, "_data/laws.yml:1: DATA-1", "schemas/laws.json"),
}  # fmt: skip


def run(docs: Path, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the real command in a process of its own."""
    command = [sys.executable, "-m", "scripts.check", "--docs", str(docs), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=60)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["title: {{x}}", "GB18030", "a cycle of laws"])
def test_the_real_command_says_the_same(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = make_docs(tmp_path / "docs", {**CASES[name][0], OTHER: OTHER_TEXT})
    before = tree(tmp_path)
    done = run(docs)
    assert (done.returncode, done.stdout) == (main(["--docs", str(docs)]), capsys.readouterr().out)
    assert done.stderr == "" and tree(tmp_path) == before


@pytest.mark.parametrize("name", CASES)
def test_one_finding_and_the_others_still_appear(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files, where, right = CASES[name]
    docs = make_docs(tmp_path / "docs", {**files, OTHER: OTHER_TEXT})
    before = tree(tmp_path)
    exit_code = main(["--docs", str(docs)])
    printed = capsys.readouterr()
    *lines, summary = [line for line in printed.out.splitlines() if "--fix" not in line or "→" in line]
    broken_keys = "frontmatter" in where  # without the table of keys no key can be missed
    others = [line for line in lines if OTHER in line]
    assert [" ".join(line.split(" ")[:2]) for line in others] == ([] if broken_keys else [OTHER_FAULT])
    own = [line for line in lines if line not in others]
    assert len(own) == 1, own
    assert own[0].startswith(f"docs/{where} ") and right in own[0], own[0]
    message, advice = own[0].split(" → ")
    assert re.search(r"[\u4e00-\u9fff]{2}", message.split(where)[1]) and re.search(r"[\u4e00-\u9fff]", advice)
    assert summary.startswith("共 ") and printed.err == ""
    assert exit_code == (2 if where.startswith("_data/") else 1)
    assert tree(tmp_path) == before


def test_clean_library_exits_0(tmp_path: Path) -> None:
    done = run(make_docs(tmp_path / "docs", {PLACE: TEXT}))
    assert (done.returncode, done.stdout, done.stderr) == (0, "检查通过，没有问题。\n", "")


def test_warnings_alone_exit_0(tmp_path: Path) -> None:
    few = edited((", 联系电话, ", ", "), ("，电话{{联系电话}}", ""))
    done = run(make_docs(tmp_path / "docs", {PLACE: few}))
    assert done.returncode == 0 and "FIELD-6" in done.stdout and "错误 0，提醒 1" in done.stdout


def test_json_holds_the_same_findings(tmp_path: Path) -> None:
    docs = make_docs(tmp_path / "docs", {PLACE: with_title("no"), OTHER: OTHER_TEXT})
    done = run(docs, "--json")
    rows = json.loads(done.stdout)
    assert done.returncode == 1
    assert [(row["path"], row["line"], row["code"], row["severity"]) for row in rows] == [
        (f"docs/{OTHER}", 2, "META-5", "error"),
        (f"docs/{PLACE}", 3, "META-6", "error"),
    ]
    assert set(rows[0]) == {"path", "line", "code", "message", "right", "severity", "fixable"}
    clean = run(make_docs(tmp_path / "clean" / "docs", {PLACE: TEXT}), "--json")
    assert (clean.returncode, json.loads(clean.stdout)) == (0, [])


@pytest.mark.parametrize(
    "path, seen",
    [
        (f"docs/{PLACE}", [PLACE]),
        (PLACE, [PLACE]),
        ("docs/plans/kepu", [OTHER]),
        ("docs/plans/kepu/", [OTHER]),
        ("docs", [OTHER, PLACE]),
        ("docs/templates", []),
    ],
)
def test_a_path_selects_what_is_reported(path: str, seen: list[str], tmp_path: Path) -> None:
    docs = make_docs(tmp_path / "docs", {PLACE: with_title("no"), OTHER: OTHER_TEXT})
    (docs / "templates").mkdir()
    done = run(docs, path)
    assert [line.split(":")[0] for line in done.stdout.splitlines() if "→" in line] == [f"docs/{name}" for name in seen]
    assert done.returncode == (1 if seen else 0)


def test_several_paths_and_an_absolute_one(tmp_path: Path) -> None:
    docs = make_docs(tmp_path / "docs", {PLACE: with_title("no"), OTHER: OTHER_TEXT})
    done = run(docs, f"docs/{OTHER}", str(docs / PLACE))
    assert done.stdout.count("→") == 2


def test_faults_of_data_appear_whatever_path_is_asked_for(tmp_path: Path) -> None:
    docs = make_docs(tmp_path / "docs", {PLACE: TEXT, "_data/topics.yml": ""})
    done = run(docs, f"docs/{PLACE}")
    assert done.returncode == 2 and "DATA-1" in done.stdout


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (["docs/plans/meiyou.md"], "没有这个文件：docs/plans/meiyou.md"),
        (["Makefile"], "“Makefile”不是能检查的文件"),
        (["--fxi"], "不认识 --fxi：是不是 --fix？写法：python -m scripts.check"),
        (["--docs", "/nirgendwo"], "找不到数据文件夹"),
    ],
)
def test_wrong_use_exits_2_with_a_chinese_sentence(arguments: list[str], sentence: str, tmp_path: Path) -> None:
    docs = make_docs(tmp_path / "docs", {PLACE: TEXT})
    before = tree(tmp_path)
    done = run(docs, *arguments)
    assert done.returncode == 2 and done.stdout == ""
    assert sentence in done.stderr and len(done.stderr.splitlines()) == 1
    assert tree(tmp_path) == before


def test_fix_mends_the_files_asked_for_and_names_them(tmp_path: Path) -> None:
    crlf = TEXT.replace("\n", "\r\n")
    docs = make_docs(tmp_path / "docs", {PLACE: crlf, OTHER: crlf, "guide/index.md": "\ufeff# 指南\n"})
    done = run(docs, "--fix", f"docs/{PLACE}")
    assert (docs / PLACE).read_bytes() == TEXT.encode() and (docs / OTHER).read_bytes() == crlf.encode()
    assert done.stderr == f"已修正 docs/{PLACE}\n"
    again = run(docs, "--fix")
    assert again.stderr == f"已修正 docs/guide/index.md\n已修正 docs/{OTHER}\n"
    assert (docs / "guide/index.md").read_bytes() == "# 指南\n".encode()
    before = tree(tmp_path)
    assert run(docs, "--fix").stderr == "" and tree(tmp_path) == before


def test_fix_leaves_alone_what_it_cannot_mend(tmp_path: Path) -> None:
    files = {PLACE: TEXT.encode("gb18030"), OTHER: OTHER_TEXT, "plans/minzheng/da.md": TEXT.encode() + b"\r\n" * 300_000}
    docs = make_docs(tmp_path / "docs", files)
    before = tree(tmp_path)
    done = run(docs, "--fix")
    assert done.returncode == 1 and done.stderr == "" and tree(tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="file names are characters there")
def test_file_name_that_is_no_utf8(tmp_path: Path) -> None:
    """An archive packed on a Chinese Windows unpacks to such names."""
    docs = make_docs(tmp_path / "docs", {PLACE: TEXT})
    try:
        Path(str(docs / "plans/minzheng/").encode().decode(), "养老.md".encode("gb18030").decode("utf-8", "surrogateescape")).write_text(
            edited(("M01", "M02"), ("title: 样文", "title: 再一篇")), "utf-8"
        )
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    done = run(docs)
    assert done.returncode == 1 and "META-13" in done.stdout and "Traceback" not in done.stderr
    assert json.loads(run(docs, "--json").stdout)[0]["code"] == "META-13"


def test_symbolic_link_is_refused(tmp_path: Path) -> None:
    docs = make_docs(tmp_path / "docs", {PLACE: TEXT})
    try:
        (docs / "plans/minzheng/lianjie.md").symlink_to(docs / PLACE)
    except OSError:
        pytest.skip("no symbolic links here")
    done = run(docs)
    assert done.stdout.count("→") == 1 and "META-13 这是一个符号链接" in done.stdout


def test_hidden_files_are_nobodys_text(tmp_path: Path) -> None:
    hidden = {"plans/minzheng/.DS_Store": b"\x00\xff", "plans/.git/x.md": "x", ".obsidian/a.md": "<b>"}
    assert run(make_docs(tmp_path / "docs", {PLACE: TEXT, **hidden})).returncode == 0
