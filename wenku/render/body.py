"""A text's rendered body as the page shows it: examples in the fields, headings one level down, tables that scroll."""

from __future__ import annotations

import re
from html import escape

from wenku.examples import examples_of
from wenku.model import Field, Text
from wenku.render import paper

_FIELD = re.compile(r'<span class="field" data-field="([^"]+)">\{\{[^<]*\}\}</span>')
_HEADING = re.compile(r"<(/?)h([1-5])\b")
_TABLE = re.compile(r'<table(?: class="long")?>')
_RAW = re.compile(r"(?m)^<p>/{3,}|\{\{|\}\}")


class BodyError(ValueError):
    """The rendered body holds marks that should have been read as a block or field."""


def present(html: str, text: Text) -> str:
    """Return the article's HTML. The page has its own h1, so the document's headings begin with h2.

    Raises BodyError where a block's slashes or a field's braces came through as text: MkDocs's strict mode would not see it.
    """
    html = paper.mark(html, text)
    html = _HEADING.sub(lambda m: f"<{m.group(1)}h{int(m.group(2)) + 1}", html)
    html = _TABLE.sub(r'<div class="doc-table" role="group" tabindex="0" aria-label="表格">\g<0>', html)
    html = html.replace("</table>", "</table></div>").replace("<th>", '<th scope="col">')
    by_key = {field.key: field for field in text.fields}
    html = _FIELD.sub(lambda match: _shown(by_key[match.group(1)], text), html)
    left = _RAW.search(html)
    if left:
        raise BodyError(f"{text.path}：页面里露出了“{left.group()[-6:]}”")
    return html


def _shown(field: Field, text: Text) -> str:
    """A field as the page shows it: its example, and the blank that stands for it in whatever leaves the page.

    Where variants show different examples, the switch of variants shows the right one; before it, the default's is seen.
    """
    title = escape(f"填写：{field.label}", quote=True)
    shown = "".join(f'<span class="example"{_levels(i, names)}>{escape(example)}</span>' for i, (example, names) in enumerate(examples_of(field, text)))
    return f'<span class="field" data-field="{field.key}" data-blank="【{field.key}】" title="{title}">{shown}</span>'


def _levels(place: int, names: tuple[str, ...]) -> str:
    return f' data-levels="{" ".join(names)}"{" hidden" if place else ""}' if names else ""
