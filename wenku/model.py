"""The library's nouns as frozen dataclasses: vocabulary terms, laws, days, fields, texts and findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wenku.document import Document

ERROR, WARNING, INFO = "error", "warning", "info"
TO_FILL = "待填"
"""Placeholder that a required key may hold while a text is a draft."""


@dataclass(frozen=True)
class Problem:
    """Something wrong at a 1-based line of a source that does not know its own path yet."""

    line: int
    code: str
    message: str
    right: str


@dataclass(frozen=True, order=True)
class Finding:
    """A problem in a file, as `check` reports it. `path` is relative to the project's root, with slashes."""

    path: str
    line: int
    code: str
    message: str
    right: str
    severity: str = ERROR
    fixable: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message} → {self.right}"


@dataclass(frozen=True)
class Term:
    """An entry of a vocabulary: permanent ASCII `id` for addresses, Chinese `name` for readers."""

    id: str
    name: str
    name_en: str = ""
    summary: str = ""
    summary_en: str = ""
    order: int = 0
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Domain(Term):
    """A line of work (民政, 城管 …): the folder under docs/plans is its id."""

    core: bool = False


@dataclass(frozen=True)
class Kind(Term):
    """A kind of document (计划, 方案 …) with the parts that it may have, in order."""

    parts: tuple[str, ...] = ()
    task_table: bool = False


@dataclass(frozen=True)
class Law:
    """A law, party rule, policy or standard with its status on the day `checked`. Dates are ISO, of the precision known."""

    id: str
    name: str
    short: tuple[str, ...]
    wrong: tuple[str, ...]
    number: str | None
    kind: str
    issuer: str
    adopted: str | None
    in_force: str | None
    last_revised: str | None
    status: str
    repealed_on: str | None
    replaced_by: str | None
    domains: tuple[str, ...]
    note: str | None
    confidence: str
    checked: str

    @property
    def citable(self) -> bool:
        """True when a text may stand on it (DESIGN §7): in force, and looked up with at least medium confidence."""
        return self.status == "现行有效" and self.confidence != "low"

    @property
    def title(self) -> str:
        """The name without 中华人民共和国, as one reads it in a list."""
        return self.name.removeprefix("中华人民共和国")


@dataclass(frozen=True)
class Day:
    """A commemorative day, week or month of the work calendar."""

    id: str
    name: str
    rule: str
    months: tuple[int, ...]
    domains: tuple[str, ...]
    basis: str | None
    verified: bool
    tone: str
    overrides: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Year → ISO date of the first day, where a year's notice differs from the rule."""


@dataclass(frozen=True)
class Field:
    """A blank of a text. `example` is shown on the page only and never leaves it (DESIGN §2)."""

    key: str
    label: str
    kind: str
    example: str
    unit: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()
    common: bool = False
    line: int = 1
    remember: bool = False
    """True when the writer's browser keeps its value for other texts: the names of the place and the year, nothing else."""
    examples: tuple[tuple[str, str], ...] = ()
    """Level (村) and example where a variant of that level shows another one (wenku.examples)."""


@dataclass(frozen=True)
class Change:
    """One line of a text's list of changes."""

    date: str
    what: str


@dataclass(frozen=True)
class Archived:
    """Why a text is no longer maintained, since when, and the path of the text to use instead."""

    date: str
    reason: str
    instead: str | None = None


@dataclass(frozen=True)
class Waiver:
    """One item of the front-matter key `waivers`: a term may stand in the text just `count` times, and why."""

    term: str
    count: int
    why: str
    line: int = 1


@dataclass(frozen=True)
class Text:
    """A model text (docs/plans) or blank form (docs/templates) whose front matter is valid."""

    path: str
    code: str
    title: str
    summary: str
    kind: Kind
    levels: tuple[Term, ...]
    horizon: Term
    aliases: tuple[str, ...]
    fields: tuple[Field, ...]
    suits: str
    not_for: str
    added: str
    reviewed: str
    review_in: int
    status: str
    changes: tuple[Change, ...]
    document: Document
    domain: Domain | None = None
    title_en: str = ""
    summary_en: str = ""
    topics: tuple[Term, ...] = ()
    laws: tuple[Law, ...] = ()
    days: tuple[Day, ...] = ()
    own_months: tuple[int, ...] = ()
    lead_days: int = 0
    variants: tuple[Term, ...] = ()
    template: str | None = None
    local_rules: bool = False
    archived: Archived | None = None
    waivers: tuple[Waiver, ...] = ()

    @property
    def is_form(self) -> bool:
        """True for a blank form, False for a model text."""
        return self.path.startswith("templates/")

    @property
    def published(self) -> bool:
        """True when the text has a page: published or archived, not draft."""
        return self.status != "draft"

    @property
    def slug(self) -> str:
        """The file's name without its ending."""
        return self.path.rsplit("/", 1)[1].removesuffix(".md")

    @property
    def url(self) -> str:
        """Address of the page from the site's root, without language."""
        return self.path.removesuffix(".md") + ".html"

    @property
    def months(self) -> tuple[int, ...]:
        """Months in which the text is used: its own and those of its days, ascending."""
        return tuple(sorted({*self.own_months, *(m for day in self.days for m in day.months)}))

    @property
    def updated(self) -> str:
        """ISO date of the newest change, or of the addition: never the day of the build."""
        return max([self.added, *(change.date for change in self.changes)])
