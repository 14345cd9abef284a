"""Which example of a field stands in which variant of a text: what a village reads names a village. Pure.

Examples never leave the page by themselves (DESIGN §2): who asks here shows them on the page, or stamps the file.
"""

from __future__ import annotations

from wenku.model import Field, Text

Shown = tuple[str, tuple[str, ...]]
"""An example and the names of the variants that show it, () where all do."""


def example_in(field: Field, text: Text, variant: str | None = None) -> str:
    """Return a field's example in a variant of a text; without one in its only level, or in the default variant."""
    levels = text.variants or (text.levels if len(text.levels) == 1 else ())
    level = variant or (levels[0].name if levels else "")
    return dict(field.examples).get(level, field.example)


def examples_of(field: Field, text: Text) -> tuple[Shown, ...]:
    """Return a field's different examples in the order of the text's variants, the default's first."""
    by_example: dict[str, list[str]] = {}
    for variant in text.variants:
        by_example.setdefault(example_in(field, text, variant.name), []).append(variant.name)
    if len(by_example) < 2:
        return ((example_in(field, text), ()),)
    return tuple((example, tuple(names)) for example, names in by_example.items())
