"""The library itself: every check passes, and what a page shows is what the exports hold."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import html

from tests.conftest import ROOT
from tests.samples import real_library
from wenku.check import check
from wenku.document import FIELD, Guidance, Signature, Variant, reading, walk
from wenku.export import markdown, markdown_paths, plain_text, text_json, variant_names
from wenku.model import Text

LIBRARY = real_library()
READINGS = [(text, variant) for text in LIBRARY.texts for variant in variant_names(text)]
NAMES = [f"{text.code}-{variant or ''}" for text, variant in READINGS]
MINIMUM = {"dangjian": 1, "minzheng": 1, "chengguan": 1, "kepu": 1, "fulian": 1, "guangongwei": 1}


def page_lines(source: str, variant: str | None) -> tuple[str, ...]:
    """The lines of a text's article as one variant's reader sees them, examples taken back to {{字段}}."""
    article = html.fromstring(source).find_class("doc")[0]
    for field in article.find_class("field"):
        for child in list(field):
            field.remove(child)
        field.text = "{{" + field.get("data-field") + "}}"
    unseen = [v for v in article.find_class("variant") if variant not in v.get("data-levels").split()]
    for element in [*article.find_class("guidance"), *article.find_class("variant-title"), *unseen]:
        element.drop_tree()
    lines = []
    for element in article.iter("h2", "h3", "h4", "h5", "h6", "p", "tr", "li"):
        cells = element.findall("th") + element.findall("td")
        texts = [cell.text_content().strip() for cell in cells] or [element.text_content().strip()]
        lines.append("\t".join(texts))
    return tuple(lines)


def markdown_lines(source: str) -> tuple[str, ...]:
    """The lines of a Markdown export without its marks."""
    lines = [line for line in source.split("\n") if line and not re.fullmatch(r"\|(?:-+\|)+", line)]
    cells = (re.sub(r"^\| | \|$", "", line).replace(" | ", "\t") if line.startswith("|") else line for line in lines)
    return tuple(re.sub(r"^#{1,5} ", "", line) for line in cells)


def test_no_finding() -> None:
    assert [str(finding) for finding in check(LIBRARY)] == []


def test_the_first_texts_are_there() -> None:
    by_domain = {text.domain.id for text in LIBRARY.texts if text.domain}
    assert set(MINIMUM) <= by_domain
    assert {"Z01", "Z02", "Z03"} <= {text.code for text in LIBRARY.texts if text.is_form}


def test_the_texts_use_every_part_of_the_format() -> None:
    blocks = {type(block) for text in LIBRARY.texts for block in walk(text.document.blocks)}
    assert {"Heading", "Paragraph", "Bullets", "Table", "Guidance", "Variant", "Signature", "Attachment"} == {b.__name__ for b in blocks}
    kinds = {field.kind for text in LIBRARY.texts for field in text.fields}
    assert {"text", "paragraph", "number", "date", "year"} <= kinds


@pytest.mark.parametrize(("text", "variant"), READINGS, ids=NAMES)
def test_page_and_markdown_agree(text: Text, variant: str | None, real_site: Path) -> None:
    page = page_lines((real_site / text.url).read_text("utf-8"), variant)
    tree = plain_text(reading(text.document, variant))
    exported = (real_site / markdown_paths(text)[variant]).read_text("utf-8")
    flat = tuple("\t".join(row.split("\t")) for row in tree)
    assert page == flat
    assert markdown_lines(exported) == flat


@pytest.mark.parametrize("text", LIBRARY.texts, ids=lambda text: text.code)
def test_no_example_leaves_the_page(text: Text) -> None:
    """An example may be an ordinary word; what must not happen is that it stands where its field does."""
    exports = [markdown(text, variant) for variant in variant_names(text)]
    as_json = text_json(text, "")
    own = [f.example for f in text.fields if len(f.example) >= 4 and f.kind in ("text", "paragraph", "number")]
    source = (ROOT / "docs" / text.path).read_text("utf-8").split("\n---\n", 1)[1]
    for example in own:
        assert all(export.count(example) <= source.count(example) for export in exports), example
        told = f"{text.title}{text.summary}{text.suits}{text.not_for}{text.aliases}{[f.hint for f in text.fields]}{[f.label for f in text.fields]}"
        assert as_json.count(example) <= sum(export.count(example) for export in exports) + told.count(example), example
    for export in exports:
        assert set(FIELD.findall(export)) <= {f.key for f in text.fields}


def test_guidance_stays_on_the_page() -> None:
    for text in LIBRARY.texts:
        advice = [b.blocks[0] for b in walk(text.document.blocks) if isinstance(b, Guidance)]
        exported = "".join(markdown(text, v) for v in variant_names(text)) + text_json(text, "")
        for block in advice:
            first = getattr(block, "text", None) or block.items[0]
            assert first not in exported


def test_ids_of_the_page_are_those_of_the_parser(real_site: Path) -> None:
    for text in LIBRARY.texts:
        page = html.fromstring((real_site / text.url).read_text("utf-8"))
        article = page.find_class("doc")[0]
        ids = [h.get("id") for h in article.iter("h2", "h3", "h4", "h5", "h6")]
        parsed = [b.anchor for b in walk(text.document.blocks) if hasattr(b, "anchor")]
        assert ids == parsed, text.path


def test_json_exports_fit_their_schemas(real_site: Path) -> None:
    schemas = ROOT / "docs" / "_data" / "schemas"
    library = json.loads((real_site / "library.json").read_text("utf-8"))
    Draft202012Validator(json.loads((schemas / "library.json").read_text("utf-8"))).validate(library)
    assert [t["code"] for t in library["texts"]] == [t.code for t in LIBRARY.texts]
    validator = Draft202012Validator(json.loads((schemas / "text.json").read_text("utf-8")))
    for text in LIBRARY.texts:
        validator.validate(json.loads((real_site / text.url.replace(".html", ".json")).read_text("utf-8")))


def test_every_text_is_signed_or_a_plain_rule() -> None:
    for text in LIBRARY.texts:
        assert any(isinstance(b, Signature) for b in walk(text.document.blocks)), text.path


def test_variants_have_content() -> None:
    for text in LIBRARY.texts:
        named = {level for b in walk(text.document.blocks) if isinstance(b, Variant) for level in b.levels}
        assert named == {v.name for v in text.variants}
