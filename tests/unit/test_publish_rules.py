"""What a push may bring: refs, paths, kinds and names of files, sizes. Each refusal says what to do."""

from __future__ import annotations

import pytest

from wenku.publish import push
from wenku.publish.paths import Entry, is_text_or_data, tree_refusals
from wenku.publish.refusal import Limits, Refusal, limits_from, shown, visible

ZERO, A, B = "0" * 40, "a" * 40, "b" * 40
LIMITS = Limits()
GOOD = b"docs/plans/minzheng/alpha.md"


def entry(path: bytes = GOOD, mode: str = "100644", size: int = 10) -> Entry:
    return Entry(mode, A, size, path)


@pytest.mark.parametrize(
    ("bad", "word"),
    [
        (entry(mode="120000"), "符号链接"),
        (entry(mode="160000"), "子模块"),
        (entry(mode="100755"), "可执行"),
        (entry(mode="040000"), "类型"),
        (entry(size=LIMITS.file_bytes + 1), "上限"),
        (entry(b"docs/plans/minzheng/a\nb.md"), "换行"),
        (entry(b"docs/plans/minzheng/\xff\xfe.md"), "UTF-8"),
        (entry(b"docs/plans/minzheng/a\x1b[2J.md"), "控制字符"),
        (entry(b"docs/plans/../../etc.md"), "文件名"),
        (entry(b"a/.GIT/config"), "文件名"),
        (entry(b"docs/plans/minzheng/con.md"), "文件名"),
        (entry(b"notes./x"), "文件名"),
        (entry(b"x" * 201), "200"),
        (entry(b"docs/plans/minzheng/Beta.md"), "放错了地方"),
        (entry("docs/plans/minzheng/方案.md".encode()), "放错了地方"),
        (entry(b"docs/evil.html"), "不放这种文件"),
        (entry(b"docs/assets/site.js"), "不放这种文件"),
        (entry(b"docs/_data/evil.py"), "不放这种文件"),
        (entry(b"docs/mkdocs.yml"), "不放这种文件"),
    ],
    ids=lambda value: visible(value.path)[:30] + value.mode if isinstance(value, Entry) else None,
)
def test_what_a_tree_may_not_hold(bad: Entry, word: str) -> None:
    found = tree_refusals([entry(), bad] if bad.path != GOOD else [bad], LIMITS)
    assert len(found) == 1 and word in found[0].what
    assert found[0].todo and "\n" not in str(found[0]) and str(found[0]).isprintable()


def test_names_that_differ_in_case_only() -> None:
    found = tree_refusals([entry(b"README.md"), entry(b"ReadMe.md"), entry(b"Docs/a")], LIMITS)
    assert [r.where for r in found] == ["ReadMe.md"] and "大小写" in found[0].what
    assert tree_refusals([entry(b"a/B/c"), entry(b"a/b/d")], LIMITS)


def test_the_library_itself_is_in_order() -> None:
    from tests.samples import ROOT

    paths = sorted(p.relative_to(ROOT).as_posix().encode() for p in (ROOT / "docs").rglob("*") if p.is_file())
    assert len(paths) > 50
    assert tree_refusals([entry(path) for path in paths], LIMITS) == []


@pytest.mark.parametrize("path", ["docs/index.md", "docs/index.en.md", "docs/guide/use.md", "docs/_data/laws.yml", "docs/_redirects.txt", GOOD.decode()])
def test_texts_and_data_are_everybodys(path: str) -> None:
    assert is_text_or_data(path)
    assert push.change_refusals([path.encode()], False, "li", LIMITS) == []


@pytest.mark.parametrize(
    "path", ["hooks/build.py", "wenku/model.py", "mkdocs.yml", "overrides/main.html", ".gitlab-ci.yml", "docs/_data/schemas/laws.json", "docs/_data/frontmatter.yml", "Docs/index.md", "\udcff"]
)
def test_code_and_settings_are_the_administrators(path: str) -> None:
    raw = path.encode("utf-8", "surrogateescape")
    (refusal,) = push.change_refusals([raw], False, "li", LIMITS)
    assert "程序或者配置" in refusal.what and "li" in refusal.todo
    assert push.change_refusals([raw], True, "li", LIMITS) == []


def test_too_many_files_for_anybody() -> None:
    many = [b"docs/index.md"] * (LIMITS.changed + 1)
    for admin in (True, False):
        (refusal,) = push.change_refusals(many, admin, "li", LIMITS)
        assert str(LIMITS.changed) in refusal.what and "分几次" in refusal.todo
    assert push.change_refusals(many[1:], False, "li", LIMITS) == []


def test_refs() -> None:
    def refused(old: str, new: str, ref: str, admin: bool = False) -> str:
        return " ".join(str(r) for r in push.ref_refusals([push.Update(old, new, ref)], "main", admin))

    assert refused(A, B, "refs/heads/main") == ""
    assert "不能删除" in refused(A, ZERO, "refs/heads/main", True)
    assert "管理员" in refused(ZERO, A, "refs/heads/main")
    assert refused(ZERO, A, "refs/heads/main", True) == ""
    assert "只收 main" in refused(ZERO, A, "refs/heads/other") and "只收 main" in refused(ZERO, A, "refs/tags/v1")
    assert refused(ZERO, A, "refs/tags/v1", True) == ""
    many = push.updates_from(f"{A} {B} refs/heads/b{n}\n" for n in range(10_000))
    assert len(many) == push.MOST_REFS + 1 and len(push.ref_refusals(many, "main", True)) == 1
    with pytest.raises(ValueError, match="nonsense"):
        push.updates_from(["nonsense"])


def test_what_is_shown_is_bounded_and_on_one_line() -> None:
    lines = shown([Refusal(f"f{n}", "x", "y") for n in range(1000)])
    assert len(lines) == 51 and "950" in lines[-1]
    assert visible(b"a\nb\x1b[31m\xff") == "a\\nb\\x1b[31m\\xff" and len(visible(b"x" * 9999)) <= 120


def test_limits_of_the_administrator() -> None:
    assert limits_from({"changed": 9}).changed == 9 and limits_from({}) == LIMITS
    for wrong in ({"chnged": 1}, {"changed": 0}, {"changed": "9"}, {"changed": True}):
        with pytest.raises(ValueError, match="limits"):
            limits_from(wrong)
