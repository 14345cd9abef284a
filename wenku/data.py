"""The one reader of docs/_data: vocabularies and facts from YAML, checked against their JSON Schemas, as frozen records."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jsonschema import Draft202012Validator

from wenku import yamlread
from wenku.model import Day, Domain, Field, Kind, Law, Problem, Term
from wenku.schemaerrors import explained
from wenku.stale import last_day
from wenku.wording import pattern_problems
from wenku.workdays.check import check_days

VOCABULARIES = ("domains", "kinds", "levels", "horizons", "topics", "laws", "days")
FILES = (*VOCABULARIES, "fields", "frontmatter", "wording", "formulas", "ui", "lookalikes", "codes", "vague", "synonyms", "intros")
FOLDER = "_data"
DATES = frozenset(("adopted", "in_force", "last_revised", "repealed_on", "checked", "since", "valid_from", "valid_until"))
"""Keys of records that hold a date of any precision."""
Records = Mapping[str, Any]


@dataclass(frozen=True)
class Data:
    """All vocabularies by id (fields and front-matter keys by key), and what was wrong in the files.

    `broken` names the files that could not be read: checks against them are left out instead of accusing every text.
    """

    tables: Mapping[str, Records]
    problems: tuple[tuple[str, Problem], ...] = ()
    broken: frozenset[str] = frozenset()
    record_lines: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def lines(self, name: str) -> Mapping[str, int]:
        """Return the line of each record of a file, by id."""
        return self.record_lines.get(name, {})

    def __getitem__(self, name: str) -> Records:
        return self.tables.get(name, {})

    @cached_property
    def by_name(self) -> Mapping[str, Mapping[str, Term]]:
        """For each vocabulary that texts name in Chinese: its terms by name."""
        return {name: {t.name: t for t in self[name].values()} for name in VOCABULARIES[:5]}

    def domains(self) -> tuple[Domain, ...]:
        """Return the domains in their order."""
        return self.ordered("domains")

    def ordered(self, vocabulary: str) -> tuple[Any, ...]:
        """Return a vocabulary's terms by their `order`, then id."""
        return tuple(sorted(self[vocabulary].values(), key=lambda term: (term.order, term.id)))


def read_data(folder: Path) -> Data:
    """Read docs/_data. Wrong files come back as problems with path (relative to docs) and line; nothing is raised for them."""
    tables: dict[str, Records] = {}
    problems: list[tuple[str, Problem]] = []
    broken: set[str] = set()
    nodes: dict[str, yamlread.Node | None] = {}
    for name in FILES:
        path = f"{FOLDER}/{name}.yml"
        node, found = _read_file(folder, name)
        nodes[name] = node
        problems += [(path, problem) for problem in found]
        if found:
            broken.add(name)
        tables[name] = MappingProxyType(_records(name, node) if not found else {})
    linked = [] if "domains" in broken or "laws" in broken else list(_links(tables["laws"], nodes["laws"], tables))
    lines = {name: _lines_of(node) for name, node in nodes.items()}
    for name in ("wording", "vague"):
        linked += [(f"{FOLDER}/{name}.yml", p) for p in pattern_problems(tables[name].values(), _lines_of(nodes[name], "pattern"))]
    return Data(MappingProxyType(tables), tuple(problems + linked), frozenset(broken), MappingProxyType(lines))


def schema_problems(node: yamlread.Node, schema: Any) -> tuple[Problem, ...]:
    """Return a DATA-3 problem for each place where the tree does not fit the JSON Schema."""
    errors = sorted(Draft202012Validator(schema).iter_errors(yamlread.plain(node)), key=lambda e: list(map(str, e.path)))
    first = {tuple(e.path): e for e in reversed(errors)}  # one finding for one value
    found = (Problem(yamlread.line_at(node, path), "DATA-3", *explained(error)) for path, error in first.items())
    return tuple(sorted(found, key=lambda problem: problem.line))


def replacement_cycles(replaced_by: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return one id for each cycle in a table of replacements (id → id of the replacement)."""
    cycles = []
    done: set[str] = set()
    for start in replaced_by:
        seen: list[str] = []
        at: str | None = start
        while at in replaced_by and at not in done and at not in seen:
            seen.append(at)  # type: ignore[arg-type]
            at = replaced_by[at]  # type: ignore[index]
        if at in seen:
            cycles.append(at)
        done.update(seen)
    return tuple(c for c in cycles if c)


def _read_file(folder: Path, name: str) -> tuple[yamlread.Node | None, list[Problem]]:
    try:
        raw = (folder / f"{name}.yml").read_bytes()
        text = raw.decode("utf-8").replace("\r\n", "\n")
    except FileNotFoundError:
        return None, [Problem(1, "DATA-1", "缺少这个数据文件", "从版本库恢复它")]
    except OSError:
        return None, [Problem(1, "DATA-1", "数据文件读不出来", "检查文件的权限，或者从版本库恢复它")]
    except UnicodeDecodeError as error:
        return None, [Problem(raw.count(b"\n", 0, error.start) + 1, "DATA-1", "不是 UTF-8 编码", "用 UTF-8 重新保存")]
    parsed = yamlread.parse(text, "DATA-1", "DATA-2")
    if parsed.problems:
        return None, list(parsed.problems)
    if parsed.node is None:
        return None, [Problem(1, "DATA-1", "数据文件是空的", "从版本库恢复它")]
    try:
        schema = json.loads((folder / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None, [Problem(1, "DATA-1", f"它的结构文件 schemas/{name}.json 读不出来", "从版本库恢复它")]
    found = list(schema_problems(parsed.node, schema)) or [*_date_problems(parsed.node), *_order_problems(parsed.node, name)]
    if not found and name == "days":
        found = list(check_days(parsed.node))
    return parsed.node, found


def _date_problems(node: yamlread.Node) -> Iterable[Problem]:
    """Dates of the right form that no calendar has: 2020-13, 2020-02-30."""
    items = node.items if isinstance(node, yamlread.Seq) else ()
    for key, line, value in (row for item in items if isinstance(item, yamlread.Map) for row in item.items):
        if key in DATES and isinstance(value, yamlread.Scalar) and isinstance(value.value, str) and not last_day(value.value):
            right = '写存在的日期，只写到所知的精度，如 "2026"、"2026-11"、"2026-11-20"'
            yield Problem(line, "DATA-3", f"{key} 的值“{value.raw}”不是存在的日期", right)


def _order_problems(node: yamlread.Node, name: str) -> Iterable[Problem]:
    """Duplicate ids and, where a file is sorted by id, records out of order."""
    if not isinstance(node, yamlread.Seq):
        return
    key = "key" if name in ("fields", "frontmatter") else "id"
    seen: dict[str, int] = {}
    last = ""
    for item in node.items:
        value = item.get(key).raw  # type: ignore[union-attr]
        if value in seen:
            yield Problem(item.line, "DATA-4", f"“{value}”重复，第 {seen[value]} 行已有", f"{key} 在一个文件里只出现一次")
        elif key == "id" and value < last:
            yield Problem(item.line, "DATA-7", f"“{value}”没有按 id 排序，应在“{last}”之前", "记录按 id 的字母顺序排列")
        seen[value] = item.line
        last = max(last, value)


def _links(laws: Records, node: yamlread.Node | None, tables: Mapping[str, Records]) -> Iterable[tuple[str, Problem]]:
    path = f"{FOLDER}/laws.yml"
    lines, domains = _lines_of(node, "replaced_by"), _lines_of(node, "domains")
    for law in laws.values():
        if law.replaced_by and law.replaced_by not in laws:
            right = "写一个存在的 id，或者写 null"
            yield path, Problem(lines[law.id], "DATA-5", f"replaced_by 指向不存在的“{law.replaced_by}”", right)
        for domain in law.domains:
            if domain not in tables["domains"]:
                yield path, Problem(domains[law.id], "DATA-5", f"没有“{domain}”这个领域", "写 domains.yml 里的 id")
    for law_id in replacement_cycles({law.id: law.replaced_by for law in laws.values()}):
        right = "改正其中一条的 replaced_by，使它指向现行的那一部"
        yield path, Problem(lines[law_id], "DATA-6", f"“{law_id}”的 replaced_by 绕成了一个圈", right)


def _lines_of(node: yamlread.Node | None, key: str = "") -> Mapping[str, int]:
    """Return, for each record that has an id, its line, or that of one of its keys."""
    items = node.items if isinstance(node, yamlread.Seq) else ()
    ids = ((item, item.get("id")) for item in items if isinstance(item, yamlread.Map))
    found = ((item, i.raw) for item, i in ids if isinstance(i, yamlread.Scalar))
    return MappingProxyType({name: item.line_of(key) if key else item.line for item, name in found})


def _term(row: Any, cls: type[Term] = Term, **more: Any) -> Term:
    names = ("id", "name", "name_en", "summary", "summary_en", "order")
    kept = {name: row[name] for name in names if row.get(name) is not None}
    return cls(**kept, aliases=tuple(row.get("aliases", ())), **more)


def _domain(row: Any) -> Term:
    return _term(row, Domain, core=row["core"])


def _kind(row: Any) -> Term:
    return _term(row, Kind, parts=tuple(row["parts"]), task_table=row["task_table"])


def _law(row: Any) -> Law:
    names = ("id", "name", "number", "kind", "issuer", "adopted", "in_force", "last_revised", "status")
    more = ("repealed_on", "replaced_by", "note", "confidence", "checked")
    lists = {name: tuple(row[name]) for name in ("short", "wrong", "domains")}
    return Law(**{name: row[name] for name in names + more}, **lists)


def _day(row: Any) -> Day:
    names = ("id", "name", "rule", "basis", "verified", "tone")
    lists = {"months": tuple(row["months"]), "domains": tuple(row["domains"])}
    return Day(**{n: row[n] for n in names}, **lists, overrides=MappingProxyType(dict(row["overrides"])))


def _field(row: Any) -> Field:
    return Field(
        row["key"], row["label"], row["kind"], str(row["example"]), row.get("unit", ""), row.get("hint", ""), (), True,
        remember=row["remember"], examples=tuple((level, str(example)) for level, example in row.get("examples", {}).items()),
    )  # fmt: skip


_BUILD: Mapping[str, Callable[[Any], Any]] = {
    "domains": _domain, "kinds": _kind, "laws": _law, "days": _day, "fields": _field,
    "levels": _term, "horizons": _term, "topics": _term,
}  # fmt: skip


def _records(name: str, node: yamlread.Node | None) -> dict[str, Any]:
    rows = yamlread.plain(node)
    if isinstance(rows, dict):
        return rows
    build = _BUILD.get(name, lambda row: MappingProxyType(row))
    return {row.get("id", row.get("key")): build(row) for row in rows}
