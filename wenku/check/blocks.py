"""BLOCK: guidance, variant, signature and attachment. Opening and closing are read by wenku.document."""

from __future__ import annotations

from collections.abc import Iterable

from wenku.check.rules import declare, entry_check
from wenku.document import Attachment, Paragraph, Signature, Variant, walk
from wenku.library import Entry, Library
from wenku.model import Problem
from wenku.yamlread import Scalar, Seq

declare("BLOCK-1", "块没有结束", "没有结束行，后面的全文都会被当成块里的内容。")
declare("BLOCK-2", "块名不认识", "拼错的块名会原样印到页面上，构建却不报错。")
declare("BLOCK-3", "块嵌套不对", "只有写作提示可以放进版本块；别的嵌套到了 Word 里无法成立。")
declare("BLOCK-4", "块的参数不对", "版本块要写明是哪一级，附件要有名称，落款不带名称。")
declare("BLOCK-5", "结束行不配对", "多出来的结束行会印到页面上。")
declare("BLOCK-6", "块里没有内容", "空块在页面上是一个空框。")
declare("BLOCK-7", "块前后没有空行", "缺了空行，块不会被认出来，斜线会印到页面上。", fixable=True)
declare("BLOCK-8", "版本声明与正文不符", "声明了版本却没有写，读者切换了什么也不变；写了没声明的版本，读者永远看不到。")
declare("BLOCK-9", "落款或附件的位置、内容不对", "落款两行：单位和日期；附件在落款之后。公文格式如此，Word 也照此排。")


def declared_variants(entry: Entry) -> dict[str, int]:
    """Return the variants named in the front matter with their lines."""
    node = entry.front.node.get("variants") if entry.front.node else None
    items = node.items if isinstance(node, Seq) else ()
    return {item.raw: item.line for item in items if isinstance(item, Scalar)}


def written_variants(entry: Entry) -> dict[str, int]:
    """Return the variants that have a block, with the line of the first; one without a name is ""."""
    blocks = [block for block in walk(entry.document.blocks) if isinstance(block, Variant)]
    return {name: block.line for block in reversed(blocks) for name in block.levels or ("",)}


def broken_off(entry: Entry) -> bool:
    """True when a block is not closed: nobody knows what belongs to it, so nothing that depends on it is said."""
    return any(problem.code == "BLOCK-1" for problem in entry.document.problems)


@entry_check
def arguments(entry: Entry, library: Library) -> Iterable[Problem]:
    """BLOCK-4: names of attachments, levels of variants."""
    levels = library.data.by_name["levels"]
    for block in walk(entry.document.blocks):
        if isinstance(block, Attachment) and not block.title:
            yield Problem(block.line, "BLOCK-4", "附件没有名称", "写成 /// attachment | 附件名")
        elif isinstance(block, Variant):
            unknown = [name for name in block.levels if name not in levels]
            if not block.levels or (unknown and "levels" not in library.data.broken):
                message = f"没有“{'、'.join(unknown)}”这个层级" if unknown else "没有写明是哪一级的版本"
                right = f"写成 /// variant | 村，层级只能是 {'、'.join(levels)}"
                yield Problem(block.line, "BLOCK-4", message, right)


@entry_check
def variants(entry: Entry, library: Library) -> Iterable[Problem]:
    """BLOCK-8: the variants declared are the variants written."""
    if entry.front.node is None or not entry.is_text:
        return
    node = entry.front.node.get("variants")
    declared, written = declared_variants(entry), written_variants(entry)
    levels = library.data.by_name["levels"]
    if not all(name in levels for name in (*declared, *written)) or (node and not isinstance(node, Seq)):
        return  # META-6, META-7 or BLOCK-4 says so; nothing else shall follow from it
    if entry.front.spoilt("variants") or broken_off(entry):
        return
    for name, line in written.items():
        if name not in declared:
            yield Problem(line, "BLOCK-8", f"版本“{name}”没有声明", f"在 variants 里加上 {name}，或者改掉这里")
    for name, line in declared.items():
        if name not in written:
            right = f"写一个 /// variant | {name}，或者从 variants 里删去"
            yield Problem(line, "BLOCK-8", f"声明了版本“{name}”，正文里却没有它的块", right)


@entry_check
def endings(entry: Entry, library: Library) -> Iterable[Problem]:
    """BLOCK-9: at most one signature, two paragraphs in it, attachments last."""
    if broken_off(entry):
        return
    signatures = [b for b in walk(entry.document.blocks) if isinstance(b, Signature)]
    for extra in signatures[1:]:
        yield Problem(extra.line, "BLOCK-9", "有两个落款", "一个文本只有一个落款")
    for signature in signatures:
        if len(signature.blocks) != 2 or not all(isinstance(b, Paragraph) for b in signature.blocks):
            right = "写两个段落，如 {{单位名称}} 和 {{成文日期}}"
            yield Problem(signature.line, "BLOCK-9", "落款不是单位和日期两行", right)
    seen_attachment = False
    for block in entry.document.blocks:
        if isinstance(block, Attachment):
            seen_attachment = True
        elif seen_attachment:
            yield Problem(block.line, "BLOCK-9", "附件后面还有正文", "正文和落款写在前面，附件放在最后")
            return
