"""Law names in running text: every 《…》 is resolved against docs/_data/laws.yml (DESIGN §7).

Decisions that keep this apart from `wenku.wording`: inside 《…》 the law table speaks, outside it the wording table does;
`settle` drops the one that must be silent. A sentence that itself says that a law is repealed, or will come into force, is
true and no finding. Names of one genre word (《章程》《意见》) point back to a name before them and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from wenku.document import FIELD, pieces, reading, walk
from wenku.lawindex import GONE, Citation, LawIndex, Resolution, citations
from wenku.lawlike import GENERIC, is_local, law_like
from wenku.model import ERROR, WARNING, Law, Problem, Text
from wenku.prose import Hit

CODES: dict[str, tuple[str, str, str, bool]] = {
    "LAW-1": ("依据已经废止、期满或者修订", "照着失效的文件办事，盖了章也站不住；换成取代它的那一部。", ERROR, False),
    "LAW-2": ("依据还不能引用", "没有施行、只是草案或者没有查实的文件，今天不能作依据；只写工作要求，不写文件名。", ERROR, False),
    "LAW-3": ("法律名称写错", "书名号里写规范名称，别人才查得到原文。", ERROR, False),
    "LAW-4": ("法规库里没有这个名称", "没有人核对过它的名称和效力；多半是写错了字，或者是地方上的规定。", WARNING, False),
    "LAW-5": ("依据一栏列了不能引用的一条", "失效、没有施行、没有查实或者把握不大的，不能作一个文本的依据。", ERROR, False),
    "LAW-6": ("正文写到的法没有列入依据", "法有改动时，要靠依据一栏找出受影响的文本。", ERROR, False),
    "LAW-7": ("依据一栏列的法正文没有写到", "列了而不用，读者会以为正文依照了它。", ERROR, False),
}
Found = tuple[str, Hit]
"""A law's id (or the name, where no law has it) with what was found: waivers name the id."""

_WRAPPER = re.compile(r"(?:印发|转发|批转|修改|废止|公布|发布|施行|实施|落实|贯彻)[〈《<]")
_RANGE = re.compile(r"(\d{4})年?—+(\d{4})")
_SAID_GONE = re.compile(
    r"废止|失效|(?:已经?|规划)期满|不再(?:适用|执行|引用|作为|施行)|(?:已|已经|被)[^，。]{0,14}(?:并入|编入|取代|代替|替代)"
)
_SAID_LATER = re.compile(
    r"正在(?:审议|征求意见|制定|起草)|(?:施行|出台|通过|公布)(?:以|之)?前|(?:出台|施行)(?:以|之)?后|尚未(?:施行|出台|通过|公布)|"
    r"将[^。；]{0,14}施行|(?<!印发之日)(?<!发布之日)(?<!公布之日)起施行"
)
_PAST_PLAN = re.compile(r"^(?:实施)?(?:期间|以来|总结|终期|验收|收官|期满)")
_NOT_AFTER = "律规治制庭院定学人官系典则"


def scan(text: str, index: LawIndex, own: Collection[str] = (), narrates: bool = False) -> Iterator[Hit]:
    """Yield LAW-1 to LAW-4 for a piece. `own`: titles of the library and attachments; `narrates`: a 总结 may tell of a past plan."""
    return (hit for _, hit in find(text, index, own, narrates))


def find(text: str, index: LawIndex, own: Collection[str] = (), narrates: bool = False) -> Iterator[Found]:
    """Yield what `scan` yields, each with the id of the law, or the name that no law has."""
    if "《" in text:
        for cite in citations(text):
            resolved = index.resolve(cite.name)
            if FIELD.search(cite.name) or cite.name in own or cite.name in GENERIC:
                continue
            if resolved.law:
                fault = _fault(resolved, cite.name, index, text, cite, narrates)
            elif cite.wraps and _WRAPPER.search(cite.name):
                continue
            else:
                near = resolved.nearest
                fault = _unknown(cite, near and (index.successor(near) or near), text)
            if fault:
                yield (resolved.law.id if resolved.law else cite.name), Hit(cite.start, cite.end, *fault)
    yield from _bare(text, index)


def settle(text: str, index: LawIndex, laws: Iterable[Found], words: Iterable[Found]) -> list[Found]:
    """Merge findings of laws and wording so that one place is reported once, in order.

    A 《…》 that the law table knows is its own; wording goes before LAW-4 and before names without 《》.
    """
    laws, words = list(laws), list(words)
    known = [(c.start, c.end) for c in citations(text) if index.resolve(c.name).law]
    words = [(t, w) for t, w in words if not any(_overlap(w, span) for span in known)]
    strong = [(t, h) for t, h in laws if (h.start, h.end) in known]
    weak = [(t, h) for t, h in laws if (h.start, h.end) not in known]
    kept = [(t, h) for t, h in weak if not any(_overlap(w, (h.start, h.end)) for _, w in words)]
    return sorted(strong + kept + words, key=lambda found: (found[1].start, found[1].code))


def cited(text: Text, index: LawIndex) -> dict[str, int]:
    """Return the laws that the official text (all variants, no guidance) names in 《》, each with the line of the first time."""
    found: dict[str, int] = {}
    for line, piece in _body(text):
        for cite in citations(piece) if "《" in piece else ():
            law = index.resolve(cite.name).law if cite.name not in GENERIC else None
            if law:
                found.setdefault(law.id, line)
    return found


def library_findings(text: Text, index: LawIndex, lines: Mapping[str, int] | None = None) -> Iterator[Problem]:
    """LAW-5 to LAW-7: `laws:` against the text; a law with LAW-5 needs no other advice. `lines` gives the line of each id in the front matter.

    Only citable laws are missed in `laws:` (LAW-6); the others have a finding of their own. A law counts as used (LAW-7) when any
    of its names or its number stands in the text, with or without 《》: so 党的二十大 and the guiding thought are found.
    """
    lines = lines or {}
    names = cited(text, index)
    whole = index.key("\n".join(piece for _, piece in _body(text)))
    listed = {law.id for law in text.laws}
    for law in text.laws:
        if not law.citable:
            later = index.successor(law)
            right = f"换成《{later.title}》" if later and later.citable else "删去这一条；正文只写工作要求，不写文件名"
            yield Problem(lines.get(law.id, 1), "LAW-5", f"依据里的《{law.title}》不能引用：{_why(law)}", right)
        elif law.id not in names and not any(index.key(name) in whole for name in _used_names(law)):
            message = f"依据里列了《{law.title}》，正文没有写到"
            yield Problem(lines.get(law.id, 1), "LAW-7", message, f"在用到它的地方写《{law.title}》，或者从 laws 里删去 {law.id}")
    for law_id, line in sorted(names.items(), key=lambda item: item[1]):
        law = index.laws[law_id]
        if law_id not in listed and law.citable and not text.is_form:
            yield Problem(line, "LAW-6", f"正文写到《{law.title}》，laws 里没有", f"在 laws 里加上 {law_id}")


def spoken(date: str | None) -> str:
    """Return an ISO date of any precision as 2026年8月15日, 2026年8月 or 2026年; 日期待核 for None."""
    return "".join(f"{int(n)}{unit}" for n, unit in zip(date.split("-"), "年月日", strict=False)) if date else "日期待核"


def shown(law: Law) -> str:
    """Return a law's name in 《》; a row that holds several laws (专利法、商标法、著作权法) gives one 《》 for each."""
    parts = law.title.split("、")
    return "".join(f"《{part}》" for part in (parts if all(part.endswith("法") for part in parts) else [law.title]))


def _fault(found: Resolution, name: str, index: LawIndex, text: str, cite: Citation, narrates: bool) -> tuple[str, str, str] | None:
    law = found.law
    assert law is not None
    sentence = _sentence(text, cite)
    if law.status in GONE:
        past = law.status == "规划期满" and (narrates or _PAST_PLAN.match(text[cite.end :]))
        return None if past or _SAID_GONE.search(sentence) else _gone(law, name, index)
    if not law.citable:
        later = law.status in ("尚未施行", "征求意见") and _SAID_LATER.search(sentence)
        return None if later else ("LAW-2", f"《{name}》还不能引用：{_why(law)}", _instead(law, index))
    if found.how == "wrong":
        return "LAW-3", f"《{name}》不是规范名称", f"写成{shown(law)}"
    return _edition(found.edition, law, name)


def _gone(law: Law, name: str, index: LawIndex) -> tuple[str, str, str]:
    verb = {"已废止": "已经废止", "规划期满": "已经期满", "已修订": "是修订以前的文本"}[law.status]
    return "LAW-1", f"《{name}》{verb}（{spoken(law.repealed_on)}）", _instead(law, index)


def _instead(law: Law, index: LawIndex) -> str:
    later = index.successor(law)
    if later is None:
        return "库里没有取代它的文件：删去，只写工作要求" if law.status in GONE else "删去文件名，只写工作要求"
    if not later.citable:
        return f"取代它的《{later.title}》也不能引用（{_why(later)}）：只写工作要求"
    return f"改为《{later.title}》（{spoken(later.in_force)}{'起施行' if later.in_force else ''}），条文重新核对"


def _why(law: Law) -> str:
    since = f"，{spoken(law.in_force)}起施行" if law.status == "尚未施行" and law.in_force else ""
    return f"{law.status}{since}" if law.status != "现行有效" else "名称和效力没有查实"


def _edition(edition: str, law: Law, name: str) -> tuple[str, str, str] | None:
    """A （…） behind a name: a draft, another period of a plan, or the year of an older text."""
    if re.search("草案|征求意见|送审", edition):
        return "LAW-2", f"《{name}》是草案，不能引用", f"引用现行的《{law.title}》"
    span, own = _RANGE.search(edition), _RANGE.search(law.name.replace("-", "—"))
    if span or own:
        other = span and own and span.groups() != own.groups()
        return ("LAW-1", f"《{name}》不是现行的一期", f"改为《{law.title}》，条文重新核对") if other else None
    year = re.search(r"(?:19|20)\d\d", edition)
    dates = (law.last_revised, law.in_force) if law.last_revised else (law.in_force, law.adopted)
    known = {date[:4] for date in dates if date}
    if not year or not known or year.group() in known:
        return None
    if year.group() < max(known):
        latest = law.last_revised or law.in_force or law.adopted
        return "LAW-1", f"《{name}》是旧的文本（最近一次修订或者施行：{spoken(latest)}）", f"写《{law.title}》，条文按现行文本重新核对"
    return "LAW-2", f"法规库里没有{year.group()}年的《{law.title}》", f"先核对法规库里这一条（最近：{max(known)}年），再写年份"


def _unknown(cite: Citation, near: Law | None, text: str) -> tuple[str, str, str] | None:
    if not law_like(cite.name, text[max(0, cite.start - 160) : cite.start], text[cite.end : cite.end + 30], near is not None):
        return None
    message = f"法规库里没有《{cite.name}》"
    if is_local(cite.name):
        return "LAW-4", message, "地方性的规定各地不同：写字段 {{地方依据}}，由使用的单位查到全称再填"
    if near is None:
        return "LAW-4", message, "核对全称；查不到的删去文件名，只写工作要求；查实了先收进法规库"
    return "LAW-4", message, f"是不是《{near.title}》？{'' if near.citable else '（' + _why(near) + '）'}"


def _bare(text: str, index: LawIndex) -> Iterator[Found]:
    """LAW-1 for a repealed law named in full without 《》: not as a part of a longer name, a local rule or another word."""
    spans: list[tuple[int, int]] | None = None
    for name, law, longer in index.bare:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if spans is None:
                spans = [m.span() for m in re.finditer(r"《[^《》]*》|\{\{[^{}]*\}\}", text)]
            part = any(text.startswith(k, max(0, at - k.index(name))) for k in longer)
            inside = any(start <= at < stop for start, stop in spans)
            local = text[max(0, at - 1) : at] in tuple("省市区县州") and not name.endswith("法")
            alone = text[end : end + 1] == "" or text[end] not in _NOT_AFTER
            if alone and not (part or inside or local or _SAID_GONE.search(_sentence(text, Citation(at, end, name)))):
                code, message, right = _gone(law, name, index)
                yield law.id, Hit(at, end, code, message, right)
            at = text.find(name, end)


def _sentence(text: str, cite: Citation) -> str:
    """Return the sentence around a name, at most 80 characters each way, without the name."""
    before = re.split(r"[。！？；\n]", text[max(0, cite.start - 80) : cite.start])[-1]
    after = re.split(r"[。！？；\n]", text[cite.end : cite.end + 80])[0]
    return f"{before}{after}"


def _overlap(hit: Hit, span: tuple[int, int]) -> bool:
    return hit.start < span[1] and span[0] < hit.end


def _used_names(law: Law) -> tuple[str, ...]:
    names = (law.name, law.title, *law.short, law.number or law.name)
    return tuple(name for name in names if name not in GENERIC)


def _body(text: Text) -> Iterator[tuple[int, str]]:
    for block in walk(reading(text.document, None)):
        yield from pieces(block)
