"""Stage 5a: numbered parts that run on in one paragraph (一、…二、…三、…) parted, so that splitting and structure see them."""

from __future__ import annotations

from wenku.importing.model import Line, Lines, Note, Notes, quote
from wenku.importing.patterns import DIGITS, number, value
from wenku.needs import Sparse

_FORMS: tuple[tuple[str, Sparse], ...] = (
    ("一、", Sparse(rf"(?:(?<=^)|(?<=[。；：！？”）\s]))([{DIGITS}]{{1,3}})、(?=[^、，\s]{{2}})(?![{DIGITS}]{{1,3}}、)")),
    ("（一）", Sparse(rf"(?:(?<=^)|(?<=[\u3400-\u9fff。；：！？”\s、，]))[（(]([{DIGITS}]{{1,3}})[）)]、?(?=\S)")),
    ("1、", Sparse(r"(?:(?<=^)|(?<=[。；：！？”）\s\u3400-\u9fff]))(\d{1,2})[、．.](?=[^\d\s])")),
    ("（1）", Sparse(r"(?:(?<=^)|(?<=[。；：！？”\s，、]))[（(](\d{1,2})[）)]、?(?=\S)")),
)  # fmt: skip
_LEAST = 2
_SHORT = 6
"""Characters that a part has at least, on the average: 1、2、3、 in a row are no parts."""


def part(lines: Lines) -> tuple[Lines, Notes]:
    """Return the lines with run-on parts as lines of their own."""
    notes: list[Note] = []
    found: list[Line] = []
    for line in lines:
        parts = _parts(line.text) if not line.rows and len(line.text) > 20 else [line.text]
        if len(parts) > 1:
            notes.append(Note("structure", line.number, f"分成 {len(parts)} 段", "序号连着写在一段里", quote(line.text[:40])))
            found += [Line(text, line.number, line.level if i == 0 else 0, False, True, True, ruled=line.ruled if i == 0 else "") for i, text in enumerate(parts)]
        else:
            found.append(line)
    return tuple(found), tuple(notes)


def _parts(text: str) -> list[str]:
    """Part a text at its highest chain of numbers, then each part at the next lower one."""
    for form, pattern in _FORMS:
        places = _chain(form, pattern, text)
        if places:
            cuts = [0, *[at for at in places if at], len(text)]
            pieces = [text[a:b].strip() for a, b in zip(cuts, cuts[1:], strict=False)]
            return [inner for piece in pieces if piece for inner in _parts_below(piece, form)]
    return [text]


def _parts_below(text: str, form: str) -> list[str]:
    """Part what is left below a form: the number at its own head is passed over."""
    head = number(text)
    skipped = len(text) - len(head.rest) if head and head.style == form else 0
    inner = _parts(text[skipped:]) if skipped else [text]
    return [text[:skipped] + inner[0], *inner[1:]]


def _chain(form: str, pattern: Sparse, text: str) -> list[int]:
    """Return the places of 一、 二、 … in order; each follows the one before it. A chain may begin anywhere when the text begins with it."""
    marks = [(match.start(), value(match.group(1))) for match in pattern.finditer(text)]
    if not marks:
        return []
    head = marks[0][0] == 0
    start = next((i for i, (_, n) in enumerate(marks) if n == 1 or (head and i == 0)), None)
    if start is None:
        return []
    chain = [marks[start]]
    for at, n in marks[start + 1 :]:
        if n == chain[-1][1] + 1:
            chain.append((at, n))
        elif n == 1 and form == "一、":
            chain.append((at, n))  # the next text begins
    places = [at for at, _ in chain]
    if len(places) < _LEAST or (places[-1] - places[0]) / (len(places) - 1) < _SHORT:
        return []
    if form == "1、" and any(_inside_word(text, at) for at in places[1:]):
        return []
    return places


def _inside_word(text: str, at: int) -> bool:
    """Tell whether a number stands where no part may begin: behind a word without an end (共3、4人) or in a date."""
    before = text[at - 1 : at]
    return before.isdigit() or (("\u3400" <= before <= "\u9fff") and text[max(0, at - 12) : at].count("，") == 0 and before in "第共约为至到有年月日和及与")
