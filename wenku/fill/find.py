"""Which text somebody means who names it by code, file, address or title."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

from wenku.fill.table import folded
from wenku.model import Text

_ADDRESS = re.compile(r"(?:plans|templates)/[a-z0-9-]+/[a-z0-9-]+")
_NEAR = 5


def find_text(texts: Iterable[Text], wanted: str) -> tuple[Text | None, tuple[Text, ...]]:
    """Return (the text, ()) or (None, the nearest ones by title). Code, path and address may be written as one likes."""
    known = list(texts)
    name = folded(wanted)
    place = _ADDRESS.search(wanted.replace("\\", "/"))
    for text in known:
        if place and place.group() == text.path.removesuffix(".md"):
            return text, ()
    for text in known:
        if name in (folded(text.code), folded(text.title)):
            return text, ()
    return None, _nearest(known, name)


def _nearest(texts: Sequence[Text], name: str) -> tuple[Text, ...]:
    """Return texts in whose names the words stand first, then those with a like name."""
    if not name:
        return ()
    names = {text.path: [folded(n) for n in (text.title, *text.aliases, text.slug, text.code)] for text in texts}
    holding = [text for text in texts if any(name in known or known in name for known in names[text.path] if len(known) > 1)]
    like = {path: max(difflib.SequenceMatcher(None, name, known).ratio() for known in known_as) for path, known_as in names.items()}
    others = [text for text in texts if text not in holding and like[text.path] >= 0.4]
    return tuple([*holding, *sorted(others, key=lambda text: (-like[text.path], text.path))][:_NEAR])
