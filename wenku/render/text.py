"""What a text's page shows around the text: crumbs, facts, legal basis, related texts, neighbours, table of contents."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from wenku.crossindex import CrossIndex, Related
from wenku.document import Attachment, Heading, Variant
from wenku.examples import example_in
from wenku.export import markdown_paths, sheet_paths, variant_names, word_paths
from wenku.model import Law, Text
from wenku.render.fill import FillView, fill_view
from wenku.review import add_months, due_from, review_by

RECENT_MONTHS = 24


@dataclass(frozen=True)
class TocEntry:
    """A heading of the page's table of contents; `levels` names the variants that have it, () for all."""

    title: str
    anchor: str
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Basis:
    """A law that a text stands on. `change` is "revised" or "new" with its date when that lies shortly before it was checked."""

    law: Law
    change: str = ""
    date: str = ""


@dataclass(frozen=True)
class TextView:
    """A text with its surroundings."""

    text: Text
    crumbs: tuple[tuple[str, str], ...]
    laws: tuple[Basis, ...]
    checked: str
    review_by: str
    due_from: str
    related: tuple[Related, ...]
    before: Text | None
    after: Text | None
    toc: tuple[TocEntry, ...]
    variants: tuple[str, ...]
    markdown: tuple[tuple[str, str], ...]
    word: tuple[tuple[str, str], ...]
    sheet: tuple[tuple[str, str], ...]
    json: str
    form: Text | None
    instead: Text | None
    fill: FillView


def text_view(text: Text, index: CrossIndex, by_path: Mapping[str, Text]) -> TextView:
    """Return what the page of a text shows. `by_path` holds all texts by path without .md."""
    live = text.archived is None
    before, after = index.neighbours(text) if live else (None, None)
    names = {name: name or "" for name in variant_names(text)}
    instead = text.archived.instead if text.archived else None
    return TextView(
        text=text,
        crumbs=_crumbs(text),
        laws=tuple(map(basis, text.laws)),
        checked=min((law.checked for law in text.laws), default=text.reviewed),
        review_by=review_by(text),
        due_from=due_from(text),
        related=index.related(text) if live else (),
        before=before,
        after=after,
        toc=tuple(_toc(text)),
        variants=tuple(level.name for level in text.variants),
        markdown=tuple((names[name], path) for name, path in markdown_paths(text).items()),
        word=tuple((names[name], path) for name, path in word_paths(text).items()),
        sheet=tuple((names[name], path) for name, path in sheet_paths(text).items()),
        json=text.url.removesuffix(".html") + ".json",
        form=by_path.get(f"templates/{text.template}") if text.template else None,
        instead=by_path.get(instead) if instead else None,
        fill=fill_view(text),
    )


def basis(law: Law) -> Basis:
    """Return a law with its last change, when it was revised or came into force within RECENT_MONTHS before it was checked."""
    since = add_months(datetime.date.fromisoformat(law.checked), -RECENT_MONTHS).isoformat()

    def recent(date: str | None) -> bool:  # a date may be a month or a year only
        return date is not None and since[: len(date)] <= date <= law.checked

    if recent(law.last_revised):
        return Basis(law, "revised", law.last_revised or "")
    return Basis(law, "new", law.in_force or "") if recent(law.in_force) else Basis(law)


def _crumbs(text: Text) -> tuple[tuple[str, str], ...]:
    if text.domain:
        place = f"domains/{text.domain.id}.html"
        return (("按领域查找", "domains/index.html"), (text.domain.name, place))
    return (("按种类查找", "kinds/index.html"), (text.kind.name, f"kinds/{text.kind.id}.html"))


def _toc(text: Text) -> list[TocEntry]:
    """Headings 一、 of the text and its attachments, those of variants marked with their levels."""
    examples = {field.key: example_in(field, text) for field in text.fields}

    def title(written: str) -> str:
        return re.sub(r"\{\{([^{}]+)\}\}", lambda m: examples.get(m.group(1), m.group(1)), written)

    entries = []
    for block in text.document.blocks:
        inner, levels = (block.blocks, block.levels) if isinstance(block, Variant) else ((block,), ())
        for item in inner:
            if isinstance(item, Heading) and item.level == 2:
                entries.append(TocEntry(title(item.text), item.anchor, levels))
            elif isinstance(item, Attachment):
                entries.append(TocEntry(title(item.label), item.anchor, levels))
    return entries
