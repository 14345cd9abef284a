"""Marks for paper in a text's HTML: salutation, 附件说明, attachment titles, tables, variants that are not the default."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from markdown import Markdown

from tests.samples import PLACE, edited, put, small_data
from wenku.library import read_library
from wenku.render import paper
from wenku.render.markdown import EXTENSIONS
from wenku.word.measure import table_widths

SIGNED = "\n/// signature\n\n{{单位名称}}\n\n{{成文日期}}\n\n///\n\n"
NOTE = "/// attachment | {}\n\n| 栏目 | 填写 |\n|---|---|\n| 姓名 | |\n| 说明 | 超过六个字的一句话 |\n\n///\n"


def marked(folder: Path, source: str) -> html.HtmlElement:
    """The article of a text, rendered and marked."""
    library = read_library(put(folder, {PLACE: source}), small_data())
    text, body = library.texts[0], library.entries[0].front.body
    rendered = Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS).convert(body)
    return html.fromstring(f"<article>{paper.mark(rendered, text)}</article>")


def words(elements: list[html.HtmlElement]) -> list[str]:
    return ["".join(element.itertext()) for element in elements]


def test_one_attachment_is_announced_without_a_number(tmp_path: Path) -> None:
    article = marked(tmp_path, edited(more=SIGNED + NOTE.format("登记表")))
    note = article.find_class("attachment-note")[0]
    assert words([note]) == ["附件：登记表"]
    assert note.getnext().get("class") == "signature"
    title = article.find_class("attachment-title")[0]
    assert words([title]) == ["附件：登记表"] and title.get("id") == "附件1"
    assert words(title.find_class("attachment-label")) == ["附件"] and words(title.find_class("attachment-name")) == ["登记表"]


def test_several_attachments_are_numbered(tmp_path: Path) -> None:
    article = marked(tmp_path, edited(more=NOTE.format("登记表") + "\n" + NOTE.format("名册")))
    assert words(article.find_class("note-label")) == ["附件：1.", "2."]
    assert words(article.find_class("note-name")) == ["登记表", "名册"]
    assert words(article.find_class("attachment-label")) == ["附件1", "附件2"]


def test_without_attachments_there_is_no_note(tmp_path: Path) -> None:
    assert not marked(tmp_path, edited()).find_class("attachment-note")


def test_rows_and_columns(tmp_path: Path) -> None:
    article = marked(tmp_path, edited(more=NOTE.format("登记表")))
    rows = article.xpath("//section//tr")
    assert [row.get("class") for row in rows] == [None, "to-write", None]
    assert [cell.get("class") for cell in rows[1]] == ["middle", None]
    shares = [float(col.get("width").rstrip("%")) for col in article.xpath("//section//col")]
    widths = table_widths([("栏目", "填写"), ("姓名", ""), ("说明", "超过六个字的一句话")])
    assert shares == [pytest.approx(100 * wide / sum(widths), abs=0.06) for wide in widths] and sum(shares) == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize(("rows", "is_long"), [(20, False), (40, True)])
def test_tables_longer_than_a_page(tmp_path: Path, rows: int, is_long: bool) -> None:
    """225 mm hold 35 rows of a line of 18 pt; those tables begin where they stand, the others are not broken."""
    article = marked(tmp_path, edited(more=NOTE.format("登记表").replace("\n\n///", "\n| 甲 | 乙 |" * rows + "\n\n///")))
    assert bool(article.xpath("//table[@class='long']")) == is_long


FIRST = "由{{单位名称}}的"


@pytest.mark.parametrize(("first", "is_one"), [
    ("各居民小组：", True), ("{{社区名称}}A & B：", True), ("现将有关事项通知如下：", False), ("你好。各居民小组：", False), ("各居民小组", False),
])  # fmt: skip
def test_salutation(tmp_path: Path, first: str, is_one: bool) -> None:
    source = edited((FIRST, f"{first}\n\n{FIRST}"))
    assert len(marked(tmp_path, source).find_class("salutation")) == is_one


def test_variants_that_are_not_the_default(tmp_path: Path) -> None:
    variants = "/// variant | 社区\n\n各居民小组：\n\n///\n\n/// variant | 村\n\n各村民小组：\n\n///\n\n"
    article = marked(tmp_path, edited(("level: [社区]", "level: [社区, 村]\nvariants: [社区, 村]"), (FIRST, variants + FIRST)))
    assert [one.get("class") for one in article.xpath("//div[@data-levels]")] == ["variant", "variant other"]
    assert words(article.find_class("salutation")) == ["各居民小组：", "各村民小组："]
