"""Which files a pushed tree may hold: kinds of entries, names that every system can keep, and what belongs into docs/."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wenku.publish.refusal import MIB, Limits, Refusal, visible

LINK, SUBMODULE, EXECUTABLE, PLAIN = "120000", "160000", "100755", "100644"
REDIRECTS = "docs/_redirects.txt"
_SLUG = r"[a-z0-9]+(?:[-.][a-z0-9]+)*"
_TEXT = re.compile(rf"docs/(?:index(?:\.[a-z]+)?|(?:guide|plans|templates)(?:/{_SLUG}){{1,4}})\.md")
_RECORDS = re.compile(r"docs/_data/[a-z]+\.yml")
_RULES = re.compile(r"docs/_data/(?:schemas/[a-z]+\.json|frontmatter\.yml)")
_FOREIGN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')
# Windows keeps these names for devices, with any ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
LONGEST = 200


@dataclass(frozen=True)
class Entry:
    """A file of a git tree: mode as git writes it, object id, size in bytes (0 for a submodule), path as bytes."""

    mode: str
    oid: str
    size: int
    path: bytes


def tree_refusals(entries: Iterable[Entry], limits: Limits) -> list[Refusal]:
    """Return what a tree must not hold, in its order."""
    found: list[Refusal] = []
    folded: dict[str, str] = {}
    for entry in entries:
        refusal = _kind(entry, limits) or _name(entry.path) or _collision(entry.path, folded) or _docs(entry)
        if refusal:
            found.append(refusal)
    return found


def is_text_or_data(path: str) -> bool:
    """Tell whether anybody who may push may change this file: texts, guide, records, redirects."""
    return path == REDIRECTS or bool(_TEXT.fullmatch(path)) or (bool(_RECORDS.fullmatch(path)) and not _RULES.fullmatch(path))


def _kind(entry: Entry, limits: Limits) -> Refusal | None:
    where = visible(entry.path)
    if entry.mode == LINK:
        return Refusal(where, "这是符号链接", "删去它，放真正的文件")
    if entry.mode == SUBMODULE:
        return Refusal(where, "这是子模块", f"删去它（git rm --cached {where}），需要的文件直接放进来")
    if entry.mode not in (PLAIN, EXECUTABLE):
        return Refusal(where, f"文件的类型 {entry.mode} 不认识", "用普通的 git 重新提交这个文件")
    if entry.mode == EXECUTABLE and entry.path.startswith(b"docs/"):
        return Refusal(where, "文本带有可执行标记", f"运行 git update-index --chmod=-x {where} 后重新提交")
    if entry.size > limits.file_bytes:
        return Refusal(where, f"文件有 {entry.size / MIB:.1f} MB，上限 {limits.file_bytes / MIB:.0f} MB", "拆开或者删去；大的原始材料不放进文库")
    return None


def _name(path: bytes) -> Refusal | None:
    where = visible(path)
    try:
        text = path.decode("utf-8")
    except UnicodeDecodeError:
        return Refusal(where, "文件名不是 UTF-8", "用 git mv 改成小写字母、数字和连字符")
    if _FOREIGN.search(text):
        return Refusal(where, "文件名里有换行、控制字符或者 \\ : * ? \" < > |", "用 git mv 改成小写字母、数字和连字符")
    if len(path) > LONGEST:
        return Refusal(where, f"路径有 {len(path)} 字节，上限 {LONGEST}", "换短一些的名称")
    for part in text.split("/"):
        if part.lower() in ("", ".", "..", ".git") or part.endswith((".", " ")) or _DEVICES.fullmatch(part):
            return Refusal(where, f"“{part[:40]}”不能做文件名：有的系统存不下", "用 git mv 换一个名称")
    return None


def _collision(path: bytes, folded: dict[str, str]) -> Refusal | None:
    """Find two names that are one on Windows and macOS."""
    text = path.decode("utf-8")
    parts = text.split("/")
    for at in range(1, len(parts) + 1):
        prefix = "/".join(parts[:at])
        first = folded.setdefault(prefix.casefold(), prefix)
        if first != prefix:
            return Refusal(text, f"与“{first}”只有大小写不同", "只留一个，或者换一个名称")
    return None


def _docs(entry: Entry) -> Refusal | None:
    path = entry.path.decode("utf-8")
    if not path.startswith("docs/") or is_text_or_data(path) or _RULES.fullmatch(path):
        return None
    if path.endswith(".md"):
        right = "范本放 docs/plans/〈领域〉/，空白稿放 docs/templates/〈种类〉/，文件名只用小写字母、数字和连字符"
        return Refusal(path, "文本放错了地方，或者文件名不对", right)
    return Refusal(path, "docs 里不放这种文件", "只放 .md 文本、docs/_data 的 .yml 和 docs/_redirects.txt；别的文件会原样出现在网站上")
