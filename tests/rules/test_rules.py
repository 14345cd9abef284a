"""Each rule has one bad file, which gives exactly its finding, and one good file, which shows the same thing right.

bad/CODE.md and good/CODE.md are laid into a small library as docs/plans/minzheng/yangwen.md, CODE.yml as the table of
docs/_data that `table_of` names; a folder CODE/ holds the files of a docs folder. What git or an editor would spoil (an encoding,
line ends, half a megabyte) is made from the good file in BYTES. All are checked on TODAY. expected.txt has the finding of each
bad file, as `check` prints it.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from tests.samples import PLACE, TEXT, findings, findings_in, make_docs, small_data
from wenku.check import RULES
from wenku.fix import fix_docs
from wenku.render.handbook import handbook

HERE = Path(__file__).parent
TODAY = datetime.date(2027, 1, 1)
BYTES = {
    "ENC-1": lambda good: good.encode("gb18030"),
    "ENC-2": lambda good: b"\xef\xbb\xbf" + good.encode("utf-8"),
    "ENC-5": lambda good: good.replace("\n", "\r\n").encode("utf-8"),
    "ENC-6": lambda good: good.encode("utf-8") + "这一段太长。".encode() * 40_000,
}
KEYS = {"bad", "laws", "months", "replaced_by", "status", "variants", "waivers"}
"""Keys of front matter and data that a message may name."""
CODES = sorted(RULES, key=lambda code: (code.split("-")[0], int(code.split("-")[1])))
EXPECTED = {
    re.search(r": ([A-Z]+-\d+) ", line).group(1): line
    for line in (HERE / "expected.txt").read_text("utf-8").splitlines()
}


def codes_of(kind: str) -> list[str]:
    """The codes that have a file, a folder or bytes of a kind (bad or good)."""
    names = [path.name.removesuffix(".md").removesuffix(".yml") for path in (HERE / kind).iterdir()]
    return sorted([*names, *(BYTES if kind == "bad" else ())])


def table_of(code: str) -> str:
    """The vocabulary that the example of a rule about data stands for."""
    return "days" if code.startswith("DAY") else {"DATA-8": "wording", "DATA-9": "wording"}.get(code, "laws")


def files(kind: str, code: str) -> dict[str, str | bytes]:
    """Return the files that a rule's example puts into docs."""
    place = HERE / kind / code
    if place.is_dir():
        return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}
    if (table := place.with_name(f"{code}.yml")).is_file():
        return {f"_data/{table_of(code)}.yml": table.read_bytes()}
    if kind == "bad" and code in BYTES:
        return {PLACE: BYTES[code](files("good", code)[PLACE].decode("utf-8"))}
    return {PLACE: place.with_name(f"{code}.md").read_bytes()}


def test_every_rule_has_a_bad_file_a_good_file_and_a_place_in_the_handbook() -> None:
    in_handbook = [rule.code for _, _, rules in handbook(RULES, small_data()).families for rule in rules]
    assert sorted(in_handbook) == sorted(RULES) == codes_of("bad") == codes_of("good") == sorted(EXPECTED)


@pytest.mark.parametrize("code", CODES)
def test_bad_file_gives_exactly_its_finding(code: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "docs", files("bad", code), TODAY)
    assert [str(finding) for finding in found] == [EXPECTED[code]]


@pytest.mark.parametrize("code", CODES)
def test_good_file_gives_none(code: str, tmp_path: Path) -> None:
    assert [str(finding) for finding in findings_in(tmp_path / "docs", files("good", code), TODAY)] == []


@pytest.mark.parametrize("code", CODES)
def test_finding_is_chinese_and_says_what_is_right(code: str) -> None:
    message, right = EXPECTED[code].split(f" {code} ", 1)[1].split(" → ", 1)
    for text in (message, right, RULES[code].title, RULES[code].why):
        assert re.search(r"[\u4e00-\u9fff]{2}", text), text
    words = re.findall(r"[A-Za-z_]{3,}", re.sub(r"“[^”]*”|docs/\S+", "", message))
    assert set(words) <= {"BOM", "UTF", "YAML"} | KEYS, words


@pytest.mark.parametrize("code", [code for code in CODES if RULES[code].fixable])
def test_fix_mends_what_is_called_fixable(code: str, tmp_path: Path) -> None:
    docs = make_docs(tmp_path / "docs", files("bad", code))
    assert fix_docs(docs, []) == [f"docs/{PLACE}"]
    assert findings(docs, small_data()) == ()
    assert (docs / PLACE).read_bytes() == files("good", code)[PLACE]


def test_smallest_text_is_right(tmp_path: Path) -> None:
    assert findings_in(tmp_path / "docs", {PLACE: TEXT}) == ()
