"""Stage 6, the kind of a text: from the end of its title, from the last such word in its title, from what it calls itself, from its form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from wenku.importing import titles, words
from wenku.importing.model import Guess
from wenku.needs import Sparse

_END, _WITHIN, _SAID = 10.0, 5.0, 4.0
_TAIL = r"(?:[（(][^（）()]*[）)]|范文|模板|样[本式表]|草案|[初定]?稿|表|[的简]?说明|通用版?)*"
_ENDS = tuple((kind, Sparse(rf"(?:{ends}){_TAIL}$")) for kind, ends in words.KINDS)
_PARTS = tuple((kind, re.compile(rf"(?:{ends})")) for kind, ends in words.KINDS)
_PHRASES = tuple((kind, Sparse(pattern)) for kind, pattern in words.PHRASES)
_OPENINGS = tuple((kind, weight, re.compile(pattern)) for kind, weight, pattern in words.OPENINGS)
_FORMS = tuple((kind, weight, least, re.compile(pattern)) for kind, weight, least, pattern in words.FORMS)
_LABELS = re.compile(r"(?:^|[\n；;，。　 ])(?:时\s*间|地\s*点|参会[^：:\n]{0,4}|到会[^：:\n]{0,4}|与会[^：:\n]{0,4}|出席[^：:\n]{0,4}|列席[^：:\n]{0,4}|主持人?|记录人?|参加(?:人员|人)?|缺席)[：:，]?")
_SITTING = re.compile(r"参会|到会|与会|出席|列席|会议|座谈|商量|主持人?[：:]|记录人?[：:]")


def kind(title: str, body: str) -> Guess:
    """Return the kind of a text (a name of docs/_data/kinds.yml) with what speaks for it."""
    scores: Counter[str] = Counter()
    evidence: dict[str, str] = {}
    for name, score, why in (*_named(title), *_formed(body)):
        scores[name] += score
        evidence.setdefault(name, why)
    if not scores:
        return Guess("计划" if re.search("将|要", body[:200]) else "总结", 0.2, ("题名和正文都没有说明种类",))
    (best, top), *rest = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return Guess(best, round(top / (top + (rest[0][1] if rest else 0) + 1), 2), (evidence[best],))


Vote = tuple[str, float, str]
"""(kind, weight, words that speak for it)."""


def _ending(name: str) -> Vote | None:
    for kind, ends in _ENDS:
        match = ends.search(name)
        if match:
            return kind, len(match.group()), match.group()
    return None


def _named(title: str) -> Iterator[Vote]:
    """What the title ends with decides; else the kind's word that stands last in it (致家长的一封信——陪孩子做实验)."""
    found = _ending(title)
    if found:
        yield found[0], _END + found[1], found[2]
        return
    inside = [(match.end(), len(match.group()), kind, match.group()) for kind, part in _PARTS for match in part.finditer(title) if len(match.group()) > 1]
    if inside:
        _, _, kind, word = max(inside)
        yield kind, _WITHIN, word


def _formed(body: str) -> Iterator[Vote]:
    said = _ending(titles.said(body))
    if said:
        yield said[0], _SAID + said[1], said[2]
    head, tail = body[:500], body[-300:]
    for kind, pattern in _PHRASES:
        for text, weight in ((head, 2.0), (tail, 1.0)):
            match = pattern.search(text)
            if match:
                yield kind, weight, match.group()[:20]
    for kind, weight, opening in _OPENINGS:
        match = opening.match(body)
        if match:
            yield kind, weight, match.group()[:20]
    labels = [match.group().strip() for match in _LABELS.finditer(head)]
    if len(set(labels)) > 1 and len(_SITTING.findall(head)) > 1:
        yield "纪要", 3.0, "、".join(dict.fromkeys(labels))[:20]
    for kind, weight, least, form in _FORMS:
        forms = [match.group() for match in form.finditer(body)]
        if len(forms) >= least + len(body) // 1500:
            yield kind, weight, "、".join(dict.fromkeys(forms))[:20]
