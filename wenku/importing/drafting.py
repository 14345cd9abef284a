"""Stage 9: title, blocks and profile → a draft in the library's closed format, which `scripts.check` reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from wenku import typography
from wenku.check.headings import written_form
from wenku.document import FIELD
from wenku.importing.classify import Profile
from wenku.importing.fieldnames import declarations
from wenku.importing.structure import ATTACHMENT, HEADING, SIGNATURE, TABLE, Block, Blocks
from wenku.model import TO_FILL
from wenku.needs import Sparse

_ESCAPES = str.maketrans(
    {"*": "＊", "_": "＿", "`": "", "~": "～", "\\": "", "<": "〈", ">": "〉", "#": "＃", "&": "＆", "|": "／", "[": "〔", "]": "〕", "\t": " ", "$": "＄", "^": ""}
)  # fmt: skip
_BRACES = Sparse(r"\{\{([^{}\n]*)\}\}")
_HEAD = re.compile(r"^(?:\d+[.)]|[-+=>]|/{3})(?=\s|$|/)")
_NUMBERED = Sparse(r"^[（(](\d{1,2})[）)][、，．.：:\s]*|^(\d{1,2})(?:[、，．：:]|\.(?!\d))\s*|^([①-⑳])[、．.\s]*")


def draft(title: str, heading: str, blocks: Blocks, profile: Profile, common: Mapping[str, Any], keys: Iterable[str]) -> str:
    """Return a draft's source. `title` for the catalogue, `heading` the text's own (may hold fields), `keys` in their order."""
    body = _body(heading, blocks)
    names = list(dict.fromkeys(FIELD.findall("\n".join(body))))
    if not names:
        body[0] = f"# {{{{单位名称}}}}{body[0][2:]}"
        names = ["单位名称"]
    values = _values(title, profile)
    lines = ["---"]
    for key in keys:
        if key == "fields":
            lines += ["fields:", *declarations(names, common)]
        elif key in values:
            lines.append(f"{key}: {values[key]}")
    return "\n".join([*lines, "---", "", *body]).rstrip("\n") + "\n"


def _values(title: str, profile: Profile) -> dict[str, str]:
    def listed(items: Iterable[object]) -> str:
        return f"[{', '.join(map(str, items))}]"

    values = {
        "code": TO_FILL, "title": f'"{title}"', "summary": f'"{profile.summary}"' if profile.summary else TO_FILL, "kind": profile.kind.value,
        "level": listed(profile.levels), "horizon": profile.horizon.value, "topics": listed(profile.topics) if len(profile.topics) >= 3 else TO_FILL,
        "aliases": TO_FILL, "laws": listed(profile.laws[:12]), "suits": TO_FILL, "not_for": TO_FILL, "added": TO_FILL, "reviewed": TO_FILL,
        "review_in": "12", "status": "draft", "changes": TO_FILL,
    }  # fmt: skip
    if profile.days:
        values["days"] = listed(profile.days)
    if profile.months:
        values["months"] = listed(profile.months)
    return values


def _body(heading: str, blocks: Blocks) -> list[str]:
    lines = [f"# {_clean(heading, True)}", ""]
    level, attached, counts = 1, False, [0] * 6
    nested = any(re.match(r"[（(]\d", block.text) for block in blocks)
    signature = [block for block in blocks if block.kind == SIGNATURE][:1]
    first = next((i for i, block in enumerate(blocks) if block.kind == ATTACHMENT), len(blocks))
    for block in (*(b for b in blocks[:first] if b.kind != SIGNATURE), *signature, *(b for b in blocks[first:] if b.kind != SIGNATURE)):
        if block.kind == ATTACHMENT:
            lines += ["///", ""] if attached else []
            lines += [f"/// attachment | {_clean(block.text, True) or '附件'}", ""]
            attached, level, counts = True, 1, [0] * 6
        elif block.kind == HEADING:
            level = min(block.level, level + 1)
            counts[level] += 1
            counts[level + 1 :] = [0] * (5 - level)
            lines += [f"{'#' * level} {written_form(level, counts[level])}{_clean(block.text, True)}", ""]
        else:
            lines += _block(block, nested)
    return lines + (["///", ""] if attached else [])


def _block(block: Block, nested: bool) -> list[str]:
    """Return a paragraph, table or signature as lines. Items 1、 become （1）, unless （1） stands below them: then 1."""
    if block.kind == TABLE:
        return [*_table(block), ""]
    if block.kind == SIGNATURE:
        return ["/// signature", "", _clean(block.unit) or "{{单位名称}}", "", _clean(block.text) or "{{成文日期}}", "", "///", ""]
    item = _NUMBERED.match(block.text)
    text = _clean(block.text[item.end() :] if item else block.text)
    if item and text:
        text = f"（{item.group(1)}）{text}" if item.group(1) else item.group(3) + text if item.group(3) else f"{item.group(2)}.{text}" if nested else f"（{item.group(2)}）{text}"
    return [text, ""] if text else []


def _table(block: Block) -> list[str]:
    width = max(len(row) for row in block.rows)
    rows = [tuple(_clean(cell) for cell in row) + ("",) * (width - len(row)) for row in block.rows]
    header = [cell or f"第{i}栏" for i, cell in enumerate(rows[0], 1)]
    return [f"| {' | '.join(row)} |" for row in (header, ["---"] * width, *rows[1:])]


def _clean(text: str, heading: bool = False) -> str:
    """Return a piece without marks of Markdown, punctuation mended, fields as they are."""
    parts, at = [], 0
    for match in _BRACES.finditer(text):
        parts += _plain(text[at : match.start()]), match.group()
        at = match.end()
    words = re.sub(r"\s+", " ", "".join([*parts, _plain(text[at:])])).strip()
    words = _HEAD.sub("", typography.fix(words, heading)).strip()
    return words.rstrip("。，；：、") if heading else words


def _plain(text: str) -> str:
    return text.translate(_ESCAPES).replace("{", "（").replace("}", "）")
