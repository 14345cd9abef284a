"""A new draft: a commented, valid example of the format with 待填 where the writer must decide."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wenku.data import Data
from wenku.library import Library
from wenku.model import TO_FILL, Domain, Kind
from wenku.nearest import nearest

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Wish:
    """What the writer wants: domain and kind by name or id, slug, title; code "" for the next free one."""

    domain: str
    kind: str
    slug: str
    title: str
    code: str = ""
    is_form: bool = False

    def path(self, data: Data) -> str:
        """Return the path of the new text, relative to docs."""
        folder = f"templates/{_kind(self, data).id}" if self.is_form else f"plans/{_domain(self, data).id}"  # type: ignore[union-attr]
        return f"{folder}/{self.slug}.md"


def problems(wish: Wish, library: Library) -> tuple[str, ...]:
    """Return, in Chinese, all that stands against the wish; () when the draft can be written."""
    data, found = library.data, []
    if not wish.is_form and _domain(wish, data) is None:
        names = [term.name for term in data.domains()]
        found.append(f"没有“{wish.domain}”这个领域：{nearest(wish.domain, names) or '只能是 ' + '、'.join(names)}")
    if _kind(wish, data) is None:
        names = [term.name for term in data.ordered("kinds")]
        found.append(f"没有“{wish.kind}”这个种类：{nearest(wish.kind, names) or '只能是 ' + '、'.join(names)}")
    if not _SLUG.fullmatch(wish.slug):
        found.append(f"文件名“{wish.slug}”不合规：只用小写字母、数字和连字符，如 jujia-yanglao-fangan")
    if not 1 <= len(wish.title) <= 30 or any(char in wish.title for char in '{}"\n'):
        found.append("题名应当有 1 到 30 个字，不含花括号和引号")
    entries = [entry for entry in library.entries if entry.is_text]
    if wish.title in {entry.front.raw("title") for entry in entries}:
        found.append(f"题名“{wish.title}”已经有了：换一个")
    if wish.code and (wish.code in _codes(library) or not re.fullmatch(data["frontmatter"]["code"]["pattern"], wish.code)):
        found.append(f"编号“{wish.code}”已经用过，或者不是一个字母加数字：换一个，或者不写，自动取下一个")
    if not found and wish.path(data) in library.entry_by_path:
        found.append(f"文件 docs/{wish.path(data)} 已经有了：换一个文件名")
    return tuple(found)


def draft(wish: Wish, library: Library, today: str) -> str:
    """Return the draft's source. `today` is an ISO date."""
    data = library.data
    kind = _kind(wish, data)
    assert kind is not None
    values = _values(wish, library, kind, today)
    place = "form" if wish.is_form else "plan"
    lines = ["---"]
    for key, spec in data["frontmatter"].items():
        if spec[place] == "required":
            lines += [f"# {spec['name']}：{spec['right']}", f"{key}: {values.get(key, TO_FILL)}"]
    return "\n".join([*lines, "---", "", *_body(kind)])


def _values(wish: Wish, library: Library, kind: Kind, today: str) -> dict[str, str]:
    return {
        "code": wish.code or next_code(wish, library),
        "title": f'"{wish.title}"',
        "kind": kind.name,
        "laws": "[]",
        "fields": "[单位名称, 年份, 成文日期]",
        "added": f'"{today}"',
        "reviewed": f'"{today}"',
        "review_in": "12",
        "status": "draft",
        "changes": f'[{{date: "{today}", what: 首次发布}}]',
    }


def _body(kind: Kind) -> list[str]:
    lines = [f"# {{{{单位名称}}}}{{{{年份}}}}年{kind.name}", ""]
    numerals = "一二三四五六七八九十"
    for number, part in zip(numerals, kind.parts, strict=False):
        lines += [f"## {number}、{part}", "", "/// guidance | 写作提示", "", f"写“{part}”：谁、做什么、到什么时候、怎么算做到。写完删去这个提示。", "", "///", "", "待填", ""]  # fmt: skip
    return [*lines, "/// signature", "", "{{单位名称}}", "", "{{成文日期}}", "", "///", ""]


def _domain(wish: Wish, data: Data) -> Domain | None:
    return data["domains"].get(wish.domain) or data.by_name["domains"].get(wish.domain)  # type: ignore[return-value]


def _kind(wish: Wish, data: Data) -> Kind | None:
    return data["kinds"].get(wish.kind) or data.by_name["kinds"].get(wish.kind)  # type: ignore[return-value]


def _codes(library: Library) -> set[str]:
    return {entry.front.raw("code") for entry in library.entries if entry.is_text}


def next_code(wish: Wish, library: Library) -> str:
    """Return the first code of the domain's main letter behind all that are used or planned; codes are never reused."""
    domain = None if wish.is_form else _domain(wish, library.data)
    rows = [row for row in library.data["codes"].values() if row["domain"] == (domain.id if domain else None)]
    row = max(rows, key=lambda row: row["planned"])
    used = [int(code[1:]) for code in _codes(library) if code[:1] == row["id"] and code[1:].isdigit()]
    return f"{row['id']}{max([row['planned'], *used]) + 1:02d}"
