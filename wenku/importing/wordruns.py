"""What stands within a paragraph of a Word file: its words, boxes, marks of notes, breaks, size of letters; and what is left out, told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from wenku.fill.foreign import local
from wenku.fill.wordxml import attribute, run_words
from wenku.importing.model import Note, quote

_OUT = frozenset(("del", "moveFrom", "instrText", "delInstrText", "rPr", "pPr", "drawing", "pict", "object", "Fallback", "txbxContent", "del", "rt"))
"""No words of the paragraph: deleted, moved away, instructions, pictures and boxes (those come behind it), the phonetic guide of Hanzi."""
_LARGER = 4
"""Half-points by which a title's letters are larger than those of the text."""
_SHORT = 40


def words(element: Element) -> Iterator[str]:
    """Yield the words of a paragraph or run, in order: results of fields, links, content controls, insertions too."""
    said = run_words(element)
    if said is not None:
        yield said
    elif local(element.tag) not in _OUT:
        for child in element:
            yield from words(child)


def within(element: Element) -> Iterator[Element]:
    """Yield the elements of a paragraph but for those of its boxes and deletions."""
    for child in element:
        if local(child.tag) not in _OUT:
            yield child
            yield from within(child)


def runs(paragraph: Element) -> Iterator[Element]:
    """Yield the runs of a paragraph."""
    return (element for element in within(paragraph) if local(element.tag) == "r")


def paragraphs(cell: Element) -> Iterator[Element]:
    """Yield the paragraphs of a cell, those of tables within it and of its boxes too, each once."""
    for child in cell:
        if local(child.tag) == "p":
            yield child
            for box in boxes(child):
                yield from paragraphs(box)
        elif local(child.tag) not in _OUT:
            yield from paragraphs(child)


def boxes(paragraph: Element) -> Iterator[Element]:
    """Yield the text boxes of a paragraph. The older form of the same box (mc:Fallback) is passed over, when the newer one is there."""
    for child in paragraph:
        tag = local(child.tag)
        if tag == "txbxContent":
            yield child
        elif tag == "AlternateContent":
            forms = {local(form.tag): form for form in child}
            found = list(boxes(forms["Choice"])) if "Choice" in forms else []
            yield from found or (boxes(forms["Fallback"]) if "Fallback" in forms else ())
        elif tag not in ("del", "moveFrom"):
            yield from boxes(child)


def marks(paragraph: Element) -> list[tuple[str, str]]:
    """Return (footnote or endnote, its number in the file) for each mark of a note."""
    return [(tag.removesuffix("Reference"), attribute(e, "id")) for e in within(paragraph) if (tag := local(e.tag)) in ("footnoteReference", "endnoteReference")]


def notes(root: Element | None, kind: str) -> Mapping[str, str]:
    """Return the words of each note of footnotes.xml or endnotes.xml by its number; separators have none."""
    found = (e for e in (root if root is not None else ()) if local(e.tag) == kind and attribute(e, "type") in ("", "normal"))
    return {attribute(note, "id"): " ".join(filter(None, ("".join(words(p)).strip() for p in paragraphs(note)))) for note in found}


def left_out(body: Element, comments: Element | None) -> Iterator[Note]:
    """Yield what a draft does not hold: deleted passages and comments, with their words."""
    deleted = [text for e in body.iter() if local(e.tag) in ("del", "moveFrom") and (text := "".join(t.text or "" for t in e.iter() if local(t.tag) in ("delText", "t")).strip())]
    for text in deleted:
        yield Note("extract", 1, "没有取修订里删去的字", "作者已经删去", quote(text))
    for comment in comments if comments is not None else ():
        text = " ".join("".join(words(p)) for p in paragraphs(comment)).strip()
        if text:
            yield Note("extract", 1, "没有取批注", "不是正文，需要的写进正文", quote(text))


def usual_size(body: Element) -> int:
    """Return the half-points that most words of a document are set in, 0 when none is said."""
    counted: Counter[int] = Counter()
    for run in (e for e in body.iter() if local(e.tag) == "r"):
        counted[_size(run)] += sum(len(t.text or "") for t in run if local(t.tag) == "t")
    return counted.most_common(1)[0][0] if counted else 0


def is_large(paragraph: Element, usual: int) -> bool:
    """Tell whether a short paragraph is set in larger letters than the text."""
    sizes = [(_size(run), text) for run in runs(paragraph) if (text := "".join(words(run)).strip())]
    return bool(usual and sizes) and all(size >= usual + _LARGER for size, _ in sizes) and sum(len(text) for _, text in sizes) <= _SHORT


def _size(run: Element) -> int:
    for rpr in (e for e in run if local(e.tag) == "rPr"):
        value = next((attribute(e, "val") for e in rpr if local(e.tag) == "sz"), "")
        return int(value) if value.isdecimal() and len(value) < 5 else 0
    return 0


def breaks_before(paragraph: Element) -> bool:
    """Tell whether a new page begins with a paragraph."""
    ppr = next((e for e in paragraph if local(e.tag) == "pPr"), ())
    told = any(local(e.tag) == "pageBreakBefore" and attribute(e, "val") not in ("0", "false", "off") for e in ppr)
    first = next((e for e in within(paragraph) if run_words(e) is not None), None)
    return told or (first is not None and _is_page(first))


def breaks_after(paragraph: Element) -> bool:
    """Tell whether a new page begins behind a paragraph: a break at its end, or the end of a section."""
    ppr = next((e for e in paragraph if local(e.tag) == "pPr"), ())
    said = [e for e in within(paragraph) if run_words(e) is not None]
    return any(local(e.tag) == "sectPr" for e in ppr) or (bool(said) and _is_page(said[-1]))


def _is_page(element: Element) -> bool:
    return local(element.tag) == "br" and attribute(element, "type") == "page"
