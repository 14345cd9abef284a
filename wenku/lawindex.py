"""All names of all laws: a name in 《》 → the law it means (docs/_data/laws.yml; DESIGN §7)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from wenku.model import Law

GONE = ("已废止", "规划期满", "已修订")

_TITLE = re.compile(r"《([^《》]{1,150}(?:《[^《》]{1,100}》[^《》]{0,100})*)》")
_INNER = re.compile(r"[〈《<]([^〈〉《》<>]{1,100})[〉》>]")
_FOLD = str.maketrans({"(": "（", ")": "）", "[": "（", "]": "）", "〔": "（", "〕": "）", "-": "—", "–": "—", "－": "—",
                       "～": "—", "~": "—", **dict.fromkeys("“”\"‘’'「」『』 \t\r\n　·", None)})  # fmt: skip
_EDITION = re.compile(r"（([^（）]*)）$")
_STATE = re.compile(r"^中华人民共和国|^中国共产党(?=.{4})")
_ISSUER = re.compile(r"^.{2,40}?(?:部|委|局|署|院|厅|中央|委员会|联合会)(?=关于)")
_NOTICE = re.compile(r"^.{0,40}关于(?:印发|转发|批转)([^〈〉《》]{4,})的通知$")
_PLACE = re.compile(r"第[一二三四五六七八九十百零\d]+[编章条](?:第[一二三四五六七八九十\d]+[款项])*$")


@dataclass(frozen=True)
class Resolution:
    """What a name stands for. how: name, short, wrong, near (only `nearest` is set), none. `edition` is a （…） behind the name."""

    law: Law | None
    how: str
    nearest: Law | None = None
    edition: str = ""


@dataclass(frozen=True)
class Citation:
    """A 《…》 (or a 〈…〉 inside one): where it stands, marks included, its name, whether it wraps another name."""

    start: int
    end: int
    name: str
    wraps: bool = False


class LawIndex:
    """All names of all laws. `fold` turns a name's Traditional script into Simplified before it is looked up."""

    def __init__(self, laws: Mapping[str, Law], fold: Callable[[str], str] = str) -> None:
        self.laws = laws
        self._fold = fold
        self._names: dict[str, tuple[Law, str]] = {}
        for how, rank in (("name", _full), ("short", lambda law: law.short), ("wrong", lambda law: law.wrong)):
            for law in laws.values():
                for name in rank(law):
                    self._names.setdefault(self.key(name), (law, how))
        self._grams: dict[str, list[str]] = defaultdict(list)
        for key in self._names:
            for gram in _grams(key):
                self._grams[gram].append(key)
        self._nearest: dict[str, Law | None] = {}
        self.bare = tuple(self._bare_names())

    def key(self, name: str) -> str:
        """Return a name without spaces and quotation marks, brackets and dashes of one form."""
        return re.sub("—+", "—", self._fold(name).translate(_FOLD))

    def resolve(self, name: str) -> Resolution:
        """Find the law that a name means, with or without its state prefix, issuer and （2026年修订）."""
        key = self.key(name)
        for form, edition in _forms(key):
            if form in self._names:
                law, how = self._names[form]
                return Resolution(law, how, None, edition)
        near = self.nearest(key)
        return Resolution(None, "near" if near else "none", near)

    def nearest(self, key: str, floor: float = 0.68) -> Law | None:
        """Return the law with the name most like `key`, None below `floor`.

        Measured by shared pairs of characters (Dice coefficient), with a bonus for the first characters, where a name has its subject
        (老年人保护法 is nearer to 老年人权益保障法 than to 未成年人保护法), and less where the genre at its end differs.
        """
        if key not in self._nearest:
            bare = _STATE.sub("", _EDITION.sub("", key))
            grams = _grams(bare)
            shared = Counter(k for gram in grams for k in self._grams.get(gram, ()))
            scored = ((2 * n / (len(grams) + len(_grams(k))) + _ends(bare, k), k) for k, n in shared.items())
            score, best = max(scored, default=(0.0, ""))
            self._nearest[key] = self._names[best][0] if score >= floor else None
        return self._nearest[key]

    def successor(self, law: Law) -> Law | None:
        """Follow `replaced_by` to the last one of the chain; a circle ends where it began to repeat."""
        seen = {law.id}
        at = law
        while at.status in GONE + ("未核实",) and at.replaced_by in self.laws and at.replaced_by not in seen:
            at = self.laws[at.replaced_by]  # type: ignore[index]
            seen.add(at.id)
        return at if at is not law else None

    def _bare_names(self) -> Iterable[tuple[str, Law, tuple[str, ...]]]:
        """Names of laws gone that are found without 《》 too, each with the longer names that contain it (劳动合同法)."""
        for law in self.laws.values():
            if law.status not in GONE:
                continue
            for name in {law.title, *law.short}:
                if (name.endswith("法") and len(name) > 2) or len(name) > 7:
                    longer = tuple(k for k in self._names if name in k and k != name and not k.endswith(law.name))
                    yield name, law, longer


def citations(text: str) -> Iterator[Citation]:
    """Yield each 《…》, and each 〈…〉 or 《…》 inside one, in order."""
    for match in _TITLE.finditer(text):
        inner = list(_INNER.finditer(match.group(1)))
        yield Citation(match.start(), match.end(), match.group(1), bool(inner))
        for part in inner:
            yield Citation(match.start(1) + part.start(), match.start(1) + part.end(), part.group(1))


def _full(law: Law) -> tuple[str, ...]:
    return (law.name, law.number) if law.number else (law.name,)


def _forms(key: str) -> Iterator[tuple[str, str]]:
    """Yield the spellings under which a name may be known, each with what was taken off its end."""
    edition = ""
    for _ in range(3):
        for form in (key, _STATE.sub("", key), "中华人民共和国" + key, "中国共产党" + key, _ISSUER.sub("", key)):
            yield form, edition
        if notice := _NOTICE.match(key):
            yield notice.group(1), edition
        match = _EDITION.search(key) or _PLACE.search(key)
        if not match:
            return
        edition, key = edition or match.group().strip("（）"), key[: match.start()]


def _grams(key: str) -> set[str]:
    return {key[i : i + 2] for i in range(len(key) - 1)}


def _ends(one: str, other: str) -> float:
    """Return 0.15 for each of the first three characters that two names share, less 0.2 when their last ones differ."""
    same = next((i for i in range(3) if one[i : i + 1] != other[i : i + 1]), 3)
    return 0.15 * same - (0.2 if one[-1:] != other[-1:] else 0)
