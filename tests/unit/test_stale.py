"""Changes in the law data since a day, the texts they touch, and the command that names them."""

import datetime
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from scripts import stale as command
from tests.samples import real_library
from wenku.model import Law
from wenku.parser import parse
from wenku.stale import changes_since, last_day, touched

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = real_library()
LAWS = LIBRARY.data["laws"]
SINCE = datetime.date(2026, 8, 1)


def law(id="jia", status="现行有效", **more):
    base = dict.fromkeys(("number", "adopted", "in_force", "last_revised", "repealed_on", "replaced_by", "note"))
    base |= {"name": f"{id}法", "short": (), "wrong": (), "kind": "法律", "issuer": "某机关", "domains": (), "confidence": "high"}
    return Law(id=id, status=status, checked="2026-11-22", **(base | more))


def what(since, **more):
    row = law(**more)
    return [change.what for change in changes_since({row.id: row}, since)]


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2026-08-15", datetime.date(2026, 8, 15)),
        ("2026-02", datetime.date(2026, 2, 28)),
        ("2024-02", datetime.date(2024, 2, 29)),
        ("2026", datetime.date(2026, 12, 31)),
        ("2026-02-30", None),
        ("2026-13", None),
        ("去年", None),
    ],
)
def test_last_day(date, day):
    assert last_day(date) == day


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"in_force": "2026-08-01"}, [("2026年8月1日起施行",)]),
        ({"in_force": "2026-07-31"}, []),
        ({"in_force": "2026-08"}, [("2026年8月起施行",)]),
        ({"in_force": "2026-07"}, []),
        ({"in_force": "2026"}, [("2026年起施行",)]),
        ({"in_force": "2025"}, []),
        ({"last_revised": "2026-09-12"}, [("2026年9月12日修订",)]),
        ({"last_revised": "2026-08-20", "in_force": "2026-10-01"}, [("2026年10月1日起施行", "2026年8月20日修订")]),
        ({"status": "已废止", "repealed_on": "2026-08-15"}, [("2026年8月15日废止",)]),
        ({"status": "规划期满", "repealed_on": "2025-12-31"}, []),
        ({"status": "已修订", "repealed_on": "2026-09"}, [("2026年9月被修订后的文本取代",)]),
        ({"status": "已废止"}, [("废止，日期待核",)]),
        ({"status": "现行有效", "in_force": "2026-02-30"}, [("2026年2月30日起施行",)]),
        ({}, []),
    ],
)
def test_changes_since(more, found):
    assert what(SINCE, **more) == found


def test_the_replacement_is_named():
    rows = {"a": law("a", "已废止", repealed_on="2026-08-15", replaced_by="b"), "b": law("b", in_force="2026-08-15")}
    assert [(c.law.id, c.replacement and c.replacement.id) for c in changes_since(rows, SINCE)] == [("a", "b"), ("b", None)]


def test_touched_by_laws_key_and_by_body():
    base = next(t for t in LIBRARY.texts if t.code == "C04")
    rows = {"a": law("a", in_force="2026-09-01"), "b": law("b", in_force="2026-09-01"), "c": law("c", in_force="2020")}
    listed = replace(base, path="plans/x/b.md", laws=(rows["a"], rows["c"]), document=parse("# 题\n\n正文"))
    named = replace(base, path="plans/x/a.md", laws=(), document=parse("# 题\n\n依照《b法》。"))
    none = replace(base, path="plans/x/c.md", laws=(rows["c"],), document=parse("# 题\n\n依照《c法》。"))
    found = touched((listed, none, named), rows, SINCE)
    assert [(t.text.path, [c.law.id for c in t.changes], t.listed) for t in found] == [
        ("plans/x/a.md", ["b"], frozenset()),
        ("plans/x/b.md", ["a"], frozenset({"a"})),
    ]


def test_the_environment_code_of_august_touches_the_sorting_plan():
    assert [t.text.code for t in touched(LIBRARY.texts, LAWS, SINCE)] == ["C04", "E01"]
    assert touched(LIBRARY.texts, LAWS, datetime.date(2027, 6, 1)) == ()


def test_command_names_path_code_and_why(capsys):
    assert command.main(["--since", "2026-08-01"]) == 0
    out = capsys.readouterr().out
    assert "docs/plans/chengguan/laji-fenlei-tuijin-fangan.md（C04 社区生活垃圾分类推进方案）" in out
    assert "《生态环境法典》2026年8月15日起施行" in out


def test_command_writes_json(capsys):
    assert command.main(["--since", "2026-08-01", "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert read["since"] == "2026-08-01"
    assert read["texts"][0]["code"] == "C04"
    assert {"id": "huanjing-baohufa", "what": ["2026年8月15日废止"], "replaced_by": "shengtai-huanjing-fadian"}.items() <= next(
        row for row in read["laws"] if row["id"] == "huanjing-baohufa"
    ).items()


@pytest.mark.parametrize("given", ["2026-02-30", "2026-8-1", "20260801", "昨天", "2026-W31-1", "２０２６-08-01", "; touch x"])
def test_a_bad_date_is_one_chinese_sentence(given, capsys):
    assert command.main(["--since", given]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and given in err and "不是存在的日期" in err


@pytest.mark.parametrize("arguments", [["--since"], ["--sinse", "2026-08-01"], ["2026-08-01"]])
def test_a_wrong_call_says_the_usage_in_chinese(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        command.main(arguments)
    assert stopped.value.code == 2 and "写法：python -m scripts.stale --since" in capsys.readouterr().err


def test_no_date_at_all(capsys, monkeypatch):
    monkeypatch.delenv("SINCE", raising=False)
    assert command.main([]) == 2
    assert "没有写从哪一天算起" in capsys.readouterr().err


def test_the_day_comes_from_the_environment_and_no_shell_reads_it(tmp_path):
    """`make stale SINCE=…` hands the value over in the environment: what looks like a command stays a bad date."""
    mark = tmp_path / "mark"
    env = {**os.environ, "SINCE": f"2026-08-01; touch {mark}", "PYTHONUTF8": "1"}
    call = [sys.executable, "-c", "import sys; from scripts.stale import main; sys.exit(main([]))"]
    done = subprocess.run(call, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 2 and "不是存在的日期" in done.stderr and not mark.exists()
    good = subprocess.run(call, cwd=ROOT, env={**env, "SINCE": "2026-08-01"}, capture_output=True, text=True)
    assert good.returncode == 0 and "C04" in good.stdout
    assert "$(SINCE)" not in (ROOT / "Makefile").read_text("utf-8"), "the value must not stand in a recipe"


def test_broken_data_is_refused(tmp_path, capsys):
    (tmp_path / "docs/_data").mkdir(parents=True)
    assert command.main(["--since", "2026-08-01", "--docs", str(tmp_path / "docs")]) == 2
    assert "数据文件有错误" in capsys.readouterr().err
    assert command.main(["--since", "2026-08-01", "--docs", str(tmp_path)]) == 2
