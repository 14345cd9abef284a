"""The page's checker of values and its Word filler do just what Python's do: the same values, the same bytes."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest
from playwright.sync_api import Page

from tests.fillcases import fill_cases, quick_file, typed_rows, values_of
from tests.samples import real_library
from wenku.export import variant_names, word_paths
from wenku.word.filled import STAMP, with_examples
from wenku.word.package import unpack

RELEASE = "测试版"  # of the sites that tests/conftest.py builds
TEXTS = real_library().texts
CASES = fill_cases()
MADE = """wanted => jiceng.word.file(wanted).then(bytes => {
  let text = "";
  for (let i = 0; i < bytes.length; i += 9999) text += String.fromCharCode.apply(null, bytes.subarray(i, i + 9999));
  return btoa(text);
})"""


@pytest.fixture
def twins(page: Page, address: str) -> Page:
    page.goto(address + TEXTS[0].url)
    page.evaluate("Promise.all(['assets/values.js', 'assets/word.js'].map(path => jiceng.load(path)))")
    return page


def test_values(twins: Page) -> None:
    rows = typed_rows()
    asked = [({"key": f.key, "label": f.label, "kind": f.kind, "unit": f.unit, "choices": list(f.choices)}, typed) for f, typed, *_ in rows]
    # As JSON text: the driver cannot carry a lone surrogate, and JSON escapes it.
    got = twins.evaluate("rows => JSON.stringify(JSON.parse(rows).map(([field, raw]) => jiceng.values.check(field, raw)))", json.dumps(asked))
    assert [(c["value"], c["fault"]) for c in json.loads(got)] == [(value, fault) for *_, value, fault in rows]


@pytest.mark.parametrize("text", TEXTS, ids=[text.code for text in TEXTS])
def test_files_are_the_same_byte_for_byte(twins: Page, text) -> None:

    paths = word_paths(text)
    for variant in variant_names(text):
        for case in CASES:
            values, fonts, examples = values_of(case, text), case.get("fonts", "system"), bool(case.get("examples"))
            wanted = {"address": paths[variant].removesuffix(".docx"), "values": values, "fonts": fonts}
            if examples:
                wanted |= {"examples": with_examples(text, {}, variant), "stamp": STAMP}
            got = base64.b64decode(twins.evaluate(MADE, wanted))
            expected = quick_file(text, variant, values, RELEASE, fonts=fonts, examples=examples)
            if got != expected:
                one, other = unpack(got), unpack(expected)
                assert {n: p.decode() for n, p in one.items()} == {n: p.decode() for n, p in other.items()}, (variant, case["name"])
            assert hashlib.sha256(got).digest() == hashlib.sha256(expected).digest(), (variant, case["name"])
