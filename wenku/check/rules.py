"""The registry of rules: permanent code, severity, title, reason. The handbook page is made from it.

A code is never reused: an abolished rule stays in ABOLISHED with the date and the code that took its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wenku.library import Entry, Library
from wenku.model import ERROR, Problem

CheckEntry = Callable[[Entry, Library], Iterable[Problem]]
CheckLibrary = Callable[[Library], Iterable[tuple[str, Problem]]]


@dataclass(frozen=True)
class Rule:
    """A rule as the handbook shows it. `fixable`: `check --fix` repairs it."""

    code: str
    title: str
    why: str
    severity: str = ERROR
    fixable: bool = False

    @property
    def family(self) -> str:
        """META, FIELD, BLOCK …"""
        return self.code.split("-")[0]

    @property
    def anchor(self) -> str:
        """Id of the rule's entry in the handbook."""
        return self.code.lower()


RULES: dict[str, Rule] = {}
ENTRY_CHECKS: list[CheckEntry] = []
LIBRARY_CHECKS: list[CheckLibrary] = []
ABOLISHED: dict[str, str] = {"HEAD-4": "2026-11-22，由 TYPO-19 接替"}
FAMILIES = {
    "META": "文本信息", "FIELD": "字段", "BLOCK": "块", "HEAD": "标题", "BODY": "正文写法",
    "HTML": "代码", "LINK": "链接", "ENC": "编码", "LAW": "法律依据", "WORD": "提法", "FORM": "政治表述",
    "BLANK": "没有设成字段的空白", "PRIV": "个人信息", "TYPO": "标点和数字", "VAGUE": "空话", "PLAN": "任务表",
    "REVIEW": "核对日期", "SAME": "重复", "DATA": "数据文件", "DAY": "工作日历",
}  # fmt: skip


def declare(code: str, title: str, why: str, severity: str = ERROR, fixable: bool = False) -> None:
    """Register a rule whose problems the parsers find while reading."""
    if code in RULES or code in ABOLISHED or code.split("-")[0] not in FAMILIES:
        raise ValueError(f"rule code {code} is taken or of no family")
    RULES[code] = Rule(code, title, why, severity, fixable)


def entry_check(check: CheckEntry) -> CheckEntry:
    """Register a check that runs on each file."""
    ENTRY_CHECKS.append(check)
    return check


def library_check(check: CheckLibrary) -> CheckLibrary:
    """Register a check that needs the whole library and returns (path, problem) pairs."""
    LIBRARY_CHECKS.append(check)
    return check
