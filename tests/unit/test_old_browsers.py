"""Client code keeps to what Chromium 88 has (Windows 7 has nothing newer than 109, many intranets nothing newer than 88).

A list, not a parser: names of what came later, with the version that brought it, looked for in the sources without comments.
What a browser without it simply leaves out (accent-color, text-wrap, text-spacing-trim …) is not in the list.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rjsmin import jsmin

from tests.samples import ROOT
from wenku.render.printcss import print_css

OLDEST = 88
ASSETS = ROOT / "overrides" / "assets"
SCRIPT = {  # pattern: (since, an example)
    r"\.at\(": (92, "row.at(-1)"), r"\bstructuredClone\b": (98, "structuredClone(a)"), r"\bObject\.(?:hasOwn|groupBy)\b": (93, "Object.hasOwn(a, 'b')"),
    r"\.findLast(?:Index)?\(": (97, "a.findLast(f)"), r"\.to(?:Sorted|Reversed|Spliced)\(": (110, "a.toSorted()"), r"\bArray\.fromAsync\b": (121, "Array.fromAsync(a)"),
    r"\bPromise\.(?:withResolvers|try)\b": (119, "Promise.withResolvers()"), r"\brandomUUID\b": (92, "crypto.randomUUID()"), r"\bAbortSignal\.\w": (103, "AbortSignal.timeout(9)"),
    r"\bstatic *\{": (94, "class A { static { b(); } }"), r"#\w+ in ": (91, "#a in b"), r"\bcause:": (93, 'new Error("a", { cause: b })'),
    r"/[a-z]*[dv][a-z]*\.(?:exec|test)": (90, "/a/d.exec(b)"), r"\bshowPicker\b": (99, "date.showPicker()"), r"deflate-raw": (103, 'new CompressionStream("deflate-raw")'),
    r"\bcheckVisibility\b": (105, "a.checkVisibility()"), r"\.inert\b": (102, "a.inert = true"), r"[pP]opover\b": (114, "a.showPopover()"), r"\bURL\.(?:canParse|parse)\b": (120, "URL.canParse(a)"),
    r"\bnavigation\.": (102, "navigation.navigate(a)"), r"\bstartViewTransition\b": (111, "document.startViewTransition(f)"), r"Well[fF]ormed\b": (111, "a.toWellFormed()"),
    r"\bscheduler\.": (94, "scheduler.postTask(f)"), r"\bCSS\.highlights\b": (105, "CSS.highlights.set(a, b)"), r"\bscrollend\b": (114, 'on("scrollend", f)'),
    r"\bsetHTML": (105, "a.setHTMLUnsafe(b)"), r"\bnew Highlight\b": (105, "new Highlight(a)"), r"\bgetSetCookie\b": (113, "a.getSetCookie()"), r"\bArray\.prototype\.with\b|\.with\(": (110, "a.with(0, b)"),
    r"\.(?:union|intersection|difference|isSubsetOf)\(": (122, "a.union(b)"), r"\bimport\.meta\.resolve\b": (105, "import.meta.resolve(a)"), r"\bIterator\.from\b": (122, "Iterator.from(a)"),
}  # fmt: skip
STYLE = {
    r":has\(": (105, "a:has(b) {}"), r"@layer\b": (99, "@layer a;"), r"@container\b": (105, "@container (width > 1px) {}"), r"\bcolor-mix\(": (111, "color: color-mix(in srgb, red, blue);"),
    r"\d(?:[dsl]v[hwib]|[dsl]vmin|[dsl]vmax)\b": (108, "height: 100dvh;"), r"(?m)^\s*&|\{\s*&|;\s*&": (112, "a { &:hover { top: 0; } }"), r"\bsubgrid\b": (117, "grid-template-rows: subgrid;"),
    r"overflow(?:-[xy])?: *clip": (90, "overflow: clip;"), r"\b(?:ok)?(?:lab|lch)\(": (111, "color: oklch(1 0 0);"), r":modal\b": (105, "a:modal {}"), r":user-(?:in)?valid\b": (119, "a:user-invalid {}"),
    r":popover-open\b": (114, "a:popover-open {}"), r"(?:^|[;{\s])(?:translate|rotate|scale):": (104, "a { translate: 1px; }"), r"\([^()]*\b(?:width|height)\b *[<>]": (104, "@media (width >= 40em) {}"),
    r":dir\(": (120, "a:dir(rtl) {}"), r"@starting-style\b": (117, "@starting-style {}"), r"@scope\b": (118, "@scope (a) {}"), r"(?s)\A(?!.*-webkit-mask).*?(?<!-)\bmask(?:-image)?:": (120, "a { mask: url(b); }"),
    r"(?<!-)\bimage-set\(": (113, "background: image-set(a);"), r"::backdrop[^}]*var\(": (122, "a::backdrop { color: var(--b); }"), r"@supports[^{]*font-tech": (108, "@supports font-tech(a) {}"),
    r"\b(?:round|mod|sin|cos|pow|sqrt|exp|sign|abs)\(": (111, "width: round(1px, 2px);"), r":nth-child\([^)]* of ": (111, "a:nth-child(1 of b) {}"), r"\bhyphenate-limit": (109, "hyphenate-limit-chars: 4;"),
    r"\(scripting": (120, "@media (scripting: none) {}"), r"\bmedia-progress\(|\bif\(": (137, "top: if(a: b);"), r"\bposition-anchor\b|\banchor\(": (125, "top: anchor(bottom);"),
}  # fmt: skip
ASKED_FIRST = {
    ("fill.js", r"\bshowPicker\b"): "called in a try; an older browser shows the field itself",
    ("site.css", r":has\("): "a rule of its own: an older browser prints the year upright",
}


def newer(source: str, table: dict[str, tuple[int, str]]) -> dict[str, str]:
    """What stands in a source that browsers have only since later: pattern → the line."""
    found = {}
    for pattern, (since, _) in table.items():
        assert since > OLDEST
        if match := re.search(pattern, source):
            found[pattern] = source[: match.end()].rsplit("\n", 1)[-1].strip()
    return found


def bare(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.S)


@pytest.mark.parametrize(("table", "pattern"), [(table, pattern) for table in (SCRIPT, STYLE) for pattern in table], ids=lambda v: v if isinstance(v, str) else "")
def test_the_list_sees_what_it_names(table: dict[str, tuple[int, str]], pattern: str) -> None:
    assert pattern in newer(table[pattern][1], table)


@pytest.mark.parametrize("path", sorted(ASSETS.rglob("*.js")), ids=lambda path: path.name)
def test_scripts(path: Path) -> None:
    found = newer(jsmin(path.read_text("utf-8")), SCRIPT)
    assert {pattern: line for pattern, line in found.items() if (path.name, pattern) not in ASKED_FIRST} == {}


@pytest.mark.parametrize("path", sorted(ASSETS.rglob("*.css")), ids=lambda path: path.name)
def test_styles(path: Path) -> None:
    found = newer(bare(path.read_text("utf-8")), STYLE)
    assert {pattern: line for pattern, line in found.items() if (path.name, pattern) not in ASKED_FIRST} == {}


@pytest.mark.parametrize(("name", "selector"), [("search.css", ".searchbox"), ("fill.css", ".word"), ("site.css", ".printing, .by-hand")])
def test_dialogs_are_held_to_the_window(name: str, selector: str) -> None:
    """Before Chromium 92 a dialog is placed once, when it opens; as it grows it runs out of the window."""
    rule = re.search(rf"(?m)^{re.escape(selector)} \{{([^}}]*)\}}", (ASSETS / name).read_text("utf-8"))
    assert rule and {"position: fixed", "top: 0", "bottom: 0", "left: 0", "right: 0"} <= {line.strip() for line in rule.group(1).split(";")}


def test_print_styles() -> None:
    assert newer(bare(print_css()), STYLE) == {}


@pytest.mark.parametrize(("name", "pattern"), ASKED_FIRST)
def test_every_exception_is_needed(name: str, pattern: str) -> None:
    source = (ASSETS / name).read_text("utf-8")
    assert re.search(pattern, source), "take it off the list"
