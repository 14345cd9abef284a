"""What search knows of each text: its strings by field, its facets, and its plain text by sections. Never an example.

Guidance is indexed of blank forms only: there it is the content ("怎样写"); in a model text it is advice beside the content and
much alike everywhere. `not_for` is not indexed: it names what the text is not about. Variants are all indexed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from wenku.document import FIELD, Attachment, Block, Bullets, Guidance, Heading, Paragraph, Table, reading
from wenku.export import plain_text
from wenku.model import Text

FACETS = ("domain", "kind", "level", "horizon", "topic", "month")
_NUMBER = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}\.|（\d{1,2}）)")


@dataclass(frozen=True)
class Section:
    """A heading with its anchor, and the lines of text below it; the first section has neither."""

    anchor: str
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """One text as search sees it."""

    text: Text

    @property
    def titles(self) -> tuple[str, ...]:
        """Title and English title."""
        return tuple(filter(None, (self.text.title, self.text.title_en)))

    @property
    def names(self) -> tuple[str, ...]:
        """The words people type for it: aliases, and its code."""
        return (*self.text.aliases, self.text.code)

    @property
    def topics(self) -> tuple[str, ...]:
        """Names of its topics, domain, kind and days."""
        text = self.text
        domain = (text.domain.name,) if text.domain else ()
        return (*(topic.name for topic in text.topics), *domain, text.kind.name, *(day.name for day in text.days))

    @property
    def related(self) -> tuple[str, ...]:
        """Aliases of its topics."""
        return tuple(alias for topic in self.text.topics for alias in topic.aliases)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The plain text, every variant's blocks in place, fields as 【字段】."""
        blocks = reading(self.text.document, None, guidance=self.text.is_form)
        return tuple(_sections(blocks))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Headings of sections without their numbers."""
        return tuple(_NUMBER.sub("", section.heading, count=1) for section in self.sections if section.heading)

    @property
    def body(self) -> tuple[str, ...]:
        """Summary, what the text suits, and all lines."""
        text = self.text
        return (text.summary, text.suits, text.summary_en, *(line for section in self.sections for line in section.lines))

    @cached_property
    def facets(self) -> dict[str, tuple[str, ...]]:
        """Ids of its values of each facet; months as 1 … 12."""
        text = self.text
        return {
            "domain": (text.domain.id,) if text.domain else (), "kind": (text.kind.id,),
            "level": tuple(level.id for level in text.levels), "horizon": (text.horizon.id,),
            "topic": tuple(topic.id for topic in text.topics), "month": tuple(map(str, text.months)),
        }  # fmt: skip


def records(texts: Iterable[Text]) -> tuple[Record, ...]:
    """Return the records of all texts that are not archived, by address: texts on one matter stand side by side, so that the
    cards of the hits of a query lie in few files."""
    live = (text for text in texts if text.archived is None)
    return tuple(Record(text) for text in sorted(live, key=lambda text: text.path))


def shown(line: str) -> str:
    """Return a line with each field as a visible blank."""
    return FIELD.sub(r"【\1】", line) if "{{" in line else line


def _sections(blocks: Iterable[Block]) -> Iterable[Section]:
    anchor, heading, lines = "", "", []
    for block in _flat(blocks):
        if isinstance(block, (Heading, Attachment)):
            if heading or lines:
                yield Section(anchor, heading, tuple(lines))
            anchor, heading, lines = block.anchor, shown(block.text if isinstance(block, Heading) else block.title), []
        else:
            lines += [shown(line).replace("\t", "　") for line in plain_text((block,)) if line]
    if heading or lines:
        yield Section(anchor, heading, tuple(lines))


def _flat(blocks: Iterable[Block]) -> Iterable[Block]:
    """Yield headings, attachments (as headings) and blocks of text; guidance opened."""
    for block in blocks:
        if isinstance(block, (Heading, Paragraph, Table, Bullets)):
            yield block
            continue
        if isinstance(block, Attachment):
            yield block
        elif isinstance(block, Guidance):
            yield Paragraph(block.title, block.line)
        yield from _flat(block.blocks)
