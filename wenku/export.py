"""What leaves the page as data: clean Markdown and JSON of each text, library.json, Atom feed, sitemap. Never an example."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from wenku.crossindex import newest
from wenku.document import Attachment, Block, Bullets, Guidance, Heading, Paragraph, Signature, Table, reading
from wenku.model import Text
from wenku.review import review_by

FEED_SIZE = 30
_NAMESPACE = uuid.UUID("6f1c1e0e-6d0b-5b52-9a3e-0d6d5d9f4a11")


def variant_names(text: Text) -> tuple[str | None, ...]:
    """Return the names of a text's variants, default first; (None,) when it has none."""
    return tuple(level.name for level in text.variants) or (None,)


def markdown_paths(text: Text) -> dict[str | None, str]:
    """Return the address of the Markdown export for each variant: the default has the text's own name."""
    stem = text.path.removesuffix(".md")
    ids = {level.name: level.id for level in text.variants}
    return {n: f"{stem}.md" if i == 0 else f"{stem}.{ids[n]}.md" for i, n in enumerate(variant_names(text))}  # type: ignore[index]


def is_table_form(text: Text) -> bool:
    """True when every variant is nothing but tables below its title: such a form is handed out as .xlsx, not as Word file."""

    def only_tables(variant: str | None) -> bool:
        blocks = [b for b in reading(text.document, variant) if not isinstance(b, Signature) and not (isinstance(b, Heading) and b.level == 1)]
        return bool(blocks) and all(isinstance(block, Table) for block in blocks)

    return all(map(only_tables, variant_names(text)))


def word_paths(text: Text) -> dict[str | None, str]:
    """Return the address of the Word file for each variant, as of the Markdown export; none for a form of tables."""
    return {} if is_table_form(text) else _paths(text, ".docx")


def sheet_paths(text: Text) -> dict[str | None, str]:
    """Return the address of the .xlsx for each variant of a form of tables; none for other texts."""
    return _paths(text, ".xlsx") if is_table_form(text) else {}


def _paths(text: Text, ending: str) -> dict[str | None, str]:
    return {name: path.removesuffix(".md") + ending for name, path in markdown_paths(text).items()}


def markdown(text: Text, variant: str | None) -> str:
    """Return one variant as plain Markdown: no guidance, no blocks, fields as {{字段}}."""
    return "\n\n".join(_markdown_blocks(reading(text.document, variant))) + "\n"


def plain_text(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the lines of text in blocks, a line for each heading, paragraph and row (cells joined by tabs)."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, (Heading, Paragraph)):
            lines.append(block.text)
        elif isinstance(block, Table):
            lines += ["\t".join(row) for row in (block.header, *block.rows)]
        elif isinstance(block, Bullets):
            lines += block.items
        elif isinstance(block, Attachment):
            lines += [block.label, *plain_text(block.blocks)]
        elif not isinstance(block, Guidance):
            lines += plain_text(block.blocks)
    return tuple(lines)


def text_json(text: Text, release: str) -> str:
    """Return one text as JSON (schema: text.schema.json): its record, its fields without examples, its blocks by variant."""
    fields = [
        {"key": f.key, "label": f.label, "kind": f.kind, "unit": f.unit, "hint": f.hint, "choices": list(f.choices)}
        for f in text.fields
    ]
    variants = [
        {"variant": name, "blocks": [_block_json(b) for b in reading(text.document, name)]}
        for name in variant_names(text)
    ]
    return _dump({**record(text), "suits": text.suits, "not_for": text.not_for, "release": release,
                  "fields": fields, "readings": variants})  # fmt: skip


def library_json(texts: Iterable[Text], release: str) -> str:
    """Return the catalogue of all texts (schema: library.schema.json)."""
    return _dump({"name": "基层文库", "release": release, "texts": [record(text) for text in texts]})


def record(text: Text) -> dict[str, Any]:
    """Return a text's catalogue record."""
    return {
        "code": text.code, "title": text.title, "title_en": text.title_en, "summary": text.summary,
        "summary_en": text.summary_en, "domain": text.domain.id if text.domain else None, "kind": text.kind.id,
        "levels": [t.id for t in text.levels], "horizon": text.horizon.id, "topics": [t.id for t in text.topics],
        "aliases": list(text.aliases), "laws": [law.id for law in text.laws], "days": [day.id for day in text.days],
        "months": list(text.months), "variants": [t.id for t in text.variants], "status": text.status,
        "added": text.added, "updated": text.updated, "reviewed": text.reviewed, "review_by": review_by(text),
        "url": text.url, "json": text.url.removesuffix(".html") + ".json", "markdown": list(markdown_paths(text).values()),
    }  # fmt: skip


def atom(texts: Iterable[Text], title: str, site_url: str) -> str:
    """Return an Atom feed (RFC 4287) of the texts changed last; without a site's address its links are relative."""
    latest = newest(texts, FEED_SIZE)
    updated = max((text.updated for text in latest), default="2026-01-01")
    entries = "".join(_atom_entry(text, site_url) for text in latest)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">\n'
        f"<title>{escape(title)}</title>\n<id>urn:uuid:{uuid.uuid5(_NAMESPACE, site_url or title)}</id>\n"
        f"<updated>{updated}T00:00:00Z</updated>\n<author><name>{escape(title)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href={quoteattr(site_url + "feed.xml")}/>\n'
        f'<link rel="alternate" type="text/html" href={quoteattr(site_url + "index.html")}/>\n{entries}</feed>\n'
    )


@dataclass(frozen=True)
class SitemapEntry:
    """A page with its addresses by language tag, and the ISO date of its last change ("" when it has none)."""

    addresses: tuple[tuple[str, str], ...]
    updated: str = ""


def sitemap(entries: Iterable[SitemapEntry], site_url: str) -> str:
    """Return a sitemap (sitemaps.org 0.9) that names every address with its translations (hreflang)."""
    rows = "".join(_sitemap_rows(entry, site_url) for entry in entries)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{rows}</urlset>\n'
    )


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _markdown_blocks(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Heading):
            yield f"{'#' * block.level} {block.text}"
        elif isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            rule = "|" + "---|" * len(block.header)
            yield "\n".join([_row(block.header), rule, *(_row(row) for row in block.rows)])
        elif isinstance(block, Attachment):
            yield block.label
            yield from _markdown_blocks(block.blocks)
        elif isinstance(block, Signature):
            yield from _markdown_blocks(block.blocks)


def _block_json(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"type": "heading", "level": block.level, "text": block.text, "anchor": block.anchor}
    if isinstance(block, Paragraph):
        return {"type": "paragraph", "text": block.text}
    if isinstance(block, Table):
        return {"type": "table", "header": list(block.header), "rows": [list(row) for row in block.rows]}
    title = {"title": block.title} if isinstance(block, Attachment) else {}
    inner = [_block_json(child) for child in block.blocks]  # type: ignore[union-attr]
    return {"type": type(block).__name__.lower(), **title, "blocks": inner}


def _atom_entry(text: Text, site_url: str) -> str:
    link = quoteattr(site_url + text.url)
    return (
        f"<entry><title>{escape(text.title)}</title><id>urn:uuid:{uuid.uuid5(_NAMESPACE, text.code)}</id>"
        f"<published>{text.added}T00:00:00Z</published><updated>{text.updated}T00:00:00Z</updated>"
        f'<link rel="alternate" type="text/html" href={link}/><summary>{escape(text.summary)}</summary></entry>\n'
    )


def _sitemap_rows(entry: SitemapEntry, site_url: str) -> str:
    links = ""
    if len(entry.addresses) > 1:
        pairs = ((lang, quoteattr(site_url + address)) for lang, address in entry.addresses)
        links = "".join(f'<xhtml:link rel="alternate" hreflang="{lang}" href={href}/>' for lang, href in pairs)
    date = f"<lastmod>{entry.updated}</lastmod>" if entry.updated else ""
    return "".join(f"<url><loc>{escape(site_url + a)}</loc>{date}{links}</url>\n" for _, a in entry.addresses)
