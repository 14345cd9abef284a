"""META: front matter. Most is found while reading (wenku.frontmatter, wenku.library); here is what needs other texts."""

from __future__ import annotations

from collections.abc import Iterable

from wenku.check.rules import declare, entry_check, library_check
from wenku.document import pieces, walk
from wenku.library import Entry, Library
from wenku.model import TO_FILL, Problem
from wenku.nearest import nearest

declare("META-1", "没有文本信息", "页面、目录、检索和 Word 都从文件开头两行 --- 之间的信息生成；缺了它，文本没有名字也没有去处。")
declare("META-2", "YAML 写法有误", "一个冒号、一个括号写错，后面的键就全部读不出来。")
declare("META-3", "键重复", "YAML 遇到重复的键会悄悄丢掉前一个，写的人不会知道。")
declare("META-4", "不认识的键", "键是封闭的一张表；拼错的键不会起作用，所以要指出来。")
declare("META-5", "缺少必填的键", "缺了的信息页面上会空着，列表里会找不到这个文本。")
declare("META-6", "值的类型不对", "YAML 会把 008、no、2026-11-20 变成数字、真假和日期；加上引号才是写的那个样子。")
declare("META-7", "值不在词表里", "词表是封闭的，主题、种类、依据才能互相连起来；同义词写进词表的别名。")
declare("META-8", "长度、数量或格式不对", "题名太长列表放不下，摘要太短读者看不懂，日期不存在就无法计算核对期。")
declare("META-9", "题名或编号重复", "两个文本一个名字，读者分不清；编号是永久的，不能共用。")
declare("META-10", "文本信息里写了字段", "目录和检索里没有可以填写的地方，字段会原样露出来。")
declare("META-11", "还有待填", "待填只在草稿里允许；发布的文本要写完。")
declare("META-12", "空白稿不存在或绕成圈", "读者要从范本走到它的空白稿；指向不存在的文件或者互相指来指去都走不到。")
declare("META-13", "文件放错地方或文件名不合规", "地址由文件夹和文件名组成，一经公布不再改变；中文和空格在压缩包、服务器上会变成乱码。")
declare("META-14", "存档信息不齐", "存档的页面要告诉读者什么时候、为什么停用，改用哪一个。")
declare("META-15", "日期前后矛盾", "核对早于收录、修改记录倒序，都说明有一个日期写错了。")
declare("META-16", "空白稿里写了不该有的键", "空白稿不讲具体事项，所以没有主题、依据和月份。")
declare("META-17", "键的顺序不统一", "顺序统一，改动对照起来才清楚。", fixable=True)


@entry_check
def unfinished(entry: Entry, library: Library) -> Iterable[Problem]:
    """META-11 for the body: a paragraph or cell that is still 待填 in a text that is no draft."""
    if entry.front.raw("status") == "draft":
        return
    for block in walk(entry.document.blocks):
        for line, text in pieces(block):
            if text == TO_FILL:
                yield Problem(line, "META-11", "正文里还有待填", "写上内容；没有写完的文本把 status 改成 draft")


@library_check
def duplicates(library: Library) -> Iterable[tuple[str, Problem]]:
    """Two texts may not share a title or a code (META-9): reported at the later file."""
    for key, name in (("code", "编号"), ("title", "题名"), ("title_en", "英文题名")):
        seen: dict[str, Entry] = {}
        for entry in library.entries:
            value = entry.front.raw(key) if entry.is_text else ""
            if not value or value == TO_FILL:
                continue
            if value in seen:
                message = f"{name}“{value}”与 docs/{seen[value].path} 重复"
                yield entry.path, Problem(entry.front.line(key), "META-9", message, f"换一个{name}")
            seen.setdefault(value, entry)


@library_check
def templates(library: Library) -> Iterable[tuple[str, Problem]]:
    """`template` leads to an existing blank form and never in a circle (META-12); `archived.instead` to a text."""
    forms = {e.path.removeprefix("templates/").removesuffix(".md"): e for e in library.entries if e.path[:9] == "templates"}
    for entry in library.entries:
        name = entry.front.raw("template")
        if not name or not entry.is_text:
            continue
        line = entry.front.line("template")
        if name not in forms:
            right = nearest(name, forms) or "写 docs/templates 下的 〈种类〉/〈文件名〉，不带 .md"
            yield entry.path, Problem(line, "META-12", f"没有空白稿“{name}”", right)
        elif entry.path.startswith("templates/") and _circle(entry, forms):
            yield entry.path, Problem(line, "META-12", "空白稿之间互相指来指去，绕成了圈", "删去其中一个的 template")
    yield from _replacements(library)


def _circle(entry: Entry, forms: dict[str, Entry]) -> bool:
    own = entry.path.removeprefix("templates/").removesuffix(".md")
    trail = [own]
    while (name := forms[trail[-1]].front.raw("template")) in forms:
        if name in trail:
            return own == min(trail[trail.index(name) :])
        trail.append(name)
    return False


def _replacements(library: Library) -> Iterable[tuple[str, Problem]]:
    paths = {e.path.removesuffix(".md") for e in library.entries if e.is_text}
    for entry in library.entries:
        if entry.text and entry.text.archived and entry.text.archived.instead:
            instead = entry.text.archived.instead
            if instead not in paths or instead == entry.path.removesuffix(".md"):
                right = "写 plans/〈领域〉/〈文件名〉，不带 .md"
                yield entry.path, Problem(entry.front.line("archived"), "META-14", f"instead 指向不存在的“{instead}”", right)
