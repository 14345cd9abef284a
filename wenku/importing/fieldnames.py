"""Fields that a draft uses: which name stands for what, and their declaration in the front matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

PLACES = {
    "社区": "社区名称", "街道": "街道名称", "村": "村名称", "镇": "乡镇名称", "乡": "乡镇名称", "小区": "小区名称", "市": "城市名称", "县": "区县名称",
    "区": "区县名称", "省": "省份名称",
}  # fmt: skip
"""A noun behind a name → the field that holds both."""
NUMBERS = {
    "户数": "户", "人数": "人", "金额": "元", "次数": "次", "场次": "场", "数量": "个", "比例": "%",
}  # fmt: skip
"""Number fields and their unit."""
_EXAMPLES = {
    "街道名称": "景和街道", "乡镇名称": "景和镇", "小区名称": "春晖苑", "城市名称": "本市", "区县名称": "本区", "省份名称": "本省", "学校名称": "春晖小学",
    "企业名称": "驻区企业", "物业企业名称": "小区物业企业", "道路名称": "春晖路", "党支部名称": "春晖社区党支部", "党组织名称": "春晖社区党委", "会议名称": "写准确的会议全称",
    "社区名称": "春晖社区", "村名称": "青禾村",
}  # fmt: skip
REPEATED = frozenset(("年份", "单位名称", "成文日期", "会议名称", "联系电话", "联系人岗位", "负责人岗位", *PLACES.values(), "党支部名称", "党组织名称", "学校名称"))
"""Fields that may stand in a text many times and always mean the same; others get a number of their own."""


def declarations(names: Iterable[str], common: Mapping[str, Any]) -> list[str]:
    """Return the items of the front-matter key `fields` in YAML, a line each, in the order of names."""
    return [_declaration(name, common) for name in names]


def _declaration(name: str, common: Mapping[str, Any]) -> str:
    if name in common:
        return f"  - {name}"
    base = name.rstrip("0123456789")
    if base in NUMBERS:
        return f'  - {{key: {name}, label: {name}, kind: number, unit: "{NUMBERS[base]}", example: 100, hint: 程序设的字段，核对名称、单位和例子}}'
    if "日期" in base:
        return f"  - {{key: {name}, label: {name}, kind: date, example: 2027年3月1日, hint: 程序设的字段，核对名称}}"
    return f"  - {{key: {name}, label: {name}, kind: text, example: {_EXAMPLES.get(base, '按实际填写')}, hint: 程序设的字段，核对名称和例子}}"


MOST = 16
"""Numbered fields that a text may get: with more nobody can tell them apart, and the library allows 30 in all."""


class Names:
    """Hands out field names within one text: the same for what is the same, a new number for what is not."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.known: dict[tuple[str, str], str] = {}

    def name(self, base: str, old: str = "") -> str:
        """Return the field for `base`; `old` is the value that it replaces ("" for a blank)."""
        base = base[:10]
        if base in REPEATED and not (old and base in PLACES.values()):
            return base
        if old and (base, old) in self.known:
            return self.known[base, old]
        if sum(self.counts.values()) >= MOST:
            return base
        self.counts[base] = self.counts.get(base, 0) + 1
        name = base if self.counts[base] == 1 else f"{base}{self.counts[base]}"
        if old:
            self.known[base, old] = name
        return name
