"""Front matter: split it off, check its keys against the one table (docs/_data/frontmatter.yml), build a Text from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wenku import fields as field_reader
from wenku import values
from wenku.data import Data
from wenku.document import Document
from wenku.model import Archived, Change, Problem, Text, Waiver
from wenku.nearest import closest
from wenku.values import is_date
from wenku.yamlread import Map, Scalar, Seq, parse, plain


@dataclass(frozen=True)
class Front:
    """The front matter as a tree, the body below it, the 1-based line on which the body starts, and what was wrong."""

    node: Map | None
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()

    def raw(self, key: str) -> str:
        """Return a scalar as written, or "" when it is missing or no scalar."""
        node = self.node.get(key) if self.node else None
        return node.raw if isinstance(node, Scalar) else ""

    def line(self, key: str) -> int:
        """Return the line of a key, or 1."""
        return self.node.line_of(key) if self.node else 1

    def spoilt(self, key: str) -> bool:
        """True when a key's value could not be read whole: what follows from it is no fault of its own."""
        lines = [line for _, line, _ in self.node.items] if self.node else []
        start = self.line(key)
        end = min((line for line in lines if line > start), default=self.body_line)
        return any(p.code == "META-2" and start <= p.line < end for p in self.problems)


def split(source: str) -> Front:
    """Split a file into front matter and body; one without a proper front matter has `node` None. Never raises."""
    if not source.strip():
        return Front(None, "", 1, (Problem(1, "META-1", "文件是空的", "用 python -m scripts.new 新建文本"),))
    lines = source.split("\n")
    if lines[0].rstrip() != "---":
        right = "第一行写 ---，键写完后再写一行 ---"
        return Front(None, source, 1, (Problem(1, "META-1", "第一行不是 ---，没有文本信息", right),))
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        right = "在最后一个键的下面单独写一行 ---"
        return Front(None, "", 1, (Problem(1, "META-1", "文本信息没有结尾的 ---", right),))
    parsed = parse("\n".join([*lines[1:end], ""]), "META-2", "META-3", first_line=2)
    body, body_line = "\n".join(lines[end + 1 :]), end + 2
    if parsed.node is None or not isinstance(parsed.node, Map):
        problems = parsed.problems or (Problem(2, "META-2", "文本信息里没有键", "每行写一个 键: 值"),)
        return Front(None, body, body_line, problems)
    return Front(parsed.node, body, body_line, parsed.problems)


def validate(front: Front, data: Data, is_form: bool) -> tuple[Problem, ...]:
    """Check every key of one text on its own; what needs other texts (duplicates, templates) is checked elsewhere."""
    if front.node is None or "frontmatter" in data.broken:
        return ()
    problems: list[Problem] = list(_keys(front.node, data, is_form))
    for key, line, node in front.node.items:
        spec = data["frontmatter"].get(key)
        if spec and spec["form" if is_form else "plan"] != "none" and not front.spoilt(key):
            problems += values.problems(spec, node, line, front.raw("status") == "draft", data)
    return tuple(problems) + tuple(_status(front)) + tuple(_dates(front))


def build(path: str, front: Front, document: Document, data: Data) -> Text:
    """Build the Text of a file whose front matter has no problem. `path` is relative to docs."""
    row: Mapping[str, Any] = plain(front.node)
    by = data.by_name

    def terms(vocabulary: str, key: str) -> tuple[Any, ...]:
        return tuple(by[vocabulary][name] for name in row.get(key, ()))

    return Text(
        path=path,
        document=document,
        kind=by["kinds"][row["kind"]],  # type: ignore[arg-type]
        levels=terms("levels", "level"),
        horizon=by["horizons"][row["horizon"]],
        topics=terms("topics", "topics"),
        variants=terms("levels", "variants"),
        laws=tuple(data["laws"][law] for law in row.get("laws", ())),
        days=tuple(data["days"][day] for day in row.get("days", ())),
        domain=data["domains"][path.split("/")[1]] if path.startswith("plans/") else None,
        aliases=tuple(row["aliases"]),
        own_months=tuple(row.get("months", ())),
        fields=field_reader.build(front.node.get("fields") if front.node else None, data),
        changes=tuple(Change(**change) for change in row["changes"]),
        archived=Archived(**row["archived"]) if "archived" in row else None,
        waivers=waivers(front),
        **{key: row[key] for key in _PLAIN if key in row},
    )


def waivers(front: Front) -> tuple[Waiver, ...]:
    """Return the waivers of a file, those that are written right: they hold even where another key is wrong."""
    node = front.node.get("waivers") if front.node else None
    rows = [(item.line, plain(item)) for item in node.items if isinstance(item, Map)] if isinstance(node, Seq) else []
    types = {"term": str, "count": int, "why": str}
    return tuple(Waiver(**row, line=line) for line, row in rows if {key: type(row[key]) for key in row} == types)


_PLAIN = (
    "code", "title", "title_en", "summary", "summary_en", "lead_days", "template", "suits", "not_for",
    "local_rules", "added", "reviewed", "review_in", "status",
)  # fmt: skip


def _keys(node: Map, data: Data, is_form: bool) -> Iterable[Problem]:
    place = "form" if is_form else "plan"
    table = data["frontmatter"]
    absent = {key for key, spec in table.items() if spec[place] == "required" and node.get(key) is None}
    for key, line, _ in node.items:
        if key not in table:
            meant = closest(key, table)
            absent.discard(meant)
            right = f"是不是“{meant}”？" if meant else f"只用这些键：{'、'.join(table)}"
            yield Problem(line, "META-4", f"不认识的键“{key}”", right)
        elif table[key][place] == "none":
            right = "删去这个键；主题、依据和月份只用于 docs/plans 里的文本"
            yield Problem(line, "META-16", f"空白稿不写“{key}”", right)
    for key, spec in table.items():
        if key in absent:
            yield Problem(node.line, "META-5", f"缺少必填的“{key}”（{spec['name']}）", f"补上 {key}: {spec['right']}")
    order = [key for key, _, _ in node.items if key in table]
    if order != sorted(order, key=list(table).index):
        message = "键的顺序与统一的顺序不同"
        yield Problem(node.line, "META-17", message, "运行 python -m scripts.check --fix 自动排好")


def _status(front: Front) -> Iterable[Problem]:
    has = front.node is not None and front.node.get("archived") is not None
    if front.raw("status") == "archived" and not has:
        right = '补上 archived: {date: "2026-11-20", reason: 为什么}'
        yield Problem(front.line("status"), "META-14", "存档的文本没有说明存档的日期和原因", right)
    elif has and front.raw("status") in ("draft", "published"):
        right = "删去 archived，或者把 status 改成 archived"
        yield Problem(front.line("archived"), "META-14", "文本没有存档，却写了 archived", right)


def _dates(front: Front) -> Iterable[Problem]:
    added, reviewed = front.raw("added"), front.raw("reviewed")
    if is_date(added) and is_date(reviewed) and reviewed < added:
        yield Problem(front.line("reviewed"), "META-15", "核对日期早于收录日期", f"核对日期不早于 {added}")
