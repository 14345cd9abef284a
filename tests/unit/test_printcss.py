"""print.css has the numbers of the one table, and knows the browsers that it is for."""

from __future__ import annotations

import re

import pytest

from wenku.render.printcss import print_css
from wenku.word import gbt9704 as g

CSS = print_css()


def declarations(selector: str) -> str:
    """All declarations of the rules whose list of selectors has `selector`."""
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", CSS)
    return ";".join(body for names, body in rules if selector in [name.strip() for name in names.split(",")])


def test_page_is_the_type_area() -> None:
    assert f"size: {g.PAGE_WIDTH_MM}mm {g.PAGE_HEIGHT_MM}mm" in CSS
    top, right, bottom, left = map(float, re.search(r"margin: ([\d.]+)mm ([\d.]+)mm ([\d.]+)mm ([\d.]+)mm", CSS).groups())  # type: ignore[union-attr]
    assert (top, left) == (g.MARGIN_TOP_MM, g.MARGIN_LEFT_MM)
    assert (g.PAGE_WIDTH_MM - left - right, g.PAGE_HEIGHT_MM - top - bottom) == (g.TYPE_WIDTH_MM, g.TYPE_HEIGHT_MM)


def test_lines_and_characters_fill_the_type_area() -> None:
    body = declarations(".doc p")
    size, spacing, leading = (float(re.search(rf"{name}: (-?[\d.]+)pt", body).group(1)) for name in ("font-size", "letter-spacing", "line-height"))  # type: ignore[union-attr]
    assert int(g.TYPE_HEIGHT_MM / g.mm(leading)) == g.LINES
    assert int(g.TYPE_WIDTH_MM / g.mm(size + spacing)) == g.CHARACTERS
    assert "text-indent: 31.5pt" in body and "orphans: 1" in body and "widows: 1" in body


@pytest.mark.parametrize(("side", "page"), [("right", "right"), ("left", "left")])
def test_page_numbers_stand_in_rules_of_their_own(side: str, page: str) -> None:
    """A browser that knows no margin boxes throws the rule away that has one: the margins must not go with it."""
    rule = re.search(rf"@page :{page} \{{ @bottom-{side} \{{([^}}]*)\}} \}}", CSS)
    assert rule and 'content: "— " counter(page) " —"' in rule.group(1) and f"padding-{side}: 14pt" in rule.group(1)
    assert "@bottom" not in re.search(r"@page \{[^}]*\}", CSS).group()  # type: ignore[union-attr]


@pytest.mark.parametrize(("selector", "fonts"), [
    (".doc p", ("仿宋_GB2312", "仿宋")), (".doc h3", ("黑体", "SimHei")), (".doc h4", ("楷体_GB2312", "楷体")),
    (".doc h5", ("仿宋_GB2312", "仿宋")), (".doc h6", ("仿宋_GB2312", "仿宋")), (".attachment-name", ("方正小标宋简体", "华文中宋")),
    (".attachment-label", ("黑体", "SimHei")),
])  # fmt: skip
def test_fonts_are_those_of_the_word_file_first(selector: str, fonts: tuple[str, ...]) -> None:
    listed = re.findall(r"font-family: ([^;]+)", declarations(selector))
    assert len(listed) == 1
    names = re.findall(r'"([^"]+)"', listed[0])
    assert tuple(names[: len(fonts)]) == fonts and listed[0].rstrip(" }").endswith("serif")
    traditional = re.findall(r"font-family: ([^;]+)", declarations(f"html:lang(zh-Hant) {selector}"))
    assert len(traditional) == 1 and "GB2312" not in traditional[0]


def test_nothing_is_bold() -> None:
    assert set(re.findall(r"font-weight: (\w+)", CSS)) == {"400"}


def test_syntax_for_old_browsers() -> None:
    """Chromium 88 drops a whole rule when it does not know one of its selectors."""
    assert ":has(" not in CSS and ":is(" not in CSS and "@layer" not in CSS and CSS.count("{") == CSS.count("}")
