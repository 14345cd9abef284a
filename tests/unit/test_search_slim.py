"""The script as it is served: shorter, and the same code."""

import shutil
import subprocess

import pytest

from bench.search.engines import ENGINE, ROOT, engine_script
from wenku.search.slim import slim

SOURCE = "".join(path.read_text("utf-8") for path in sorted((ROOT / "overrides" / ENGINE.folder).glob("*.js")))


def test_comments_and_indentation_go() -> None:
    script = '/* head\n * more */\n(function () {\n  // why\n  const a = "x // y"; // said\n  f((/** @type {any} */ b) => b, "/ *");\n})();\n'
    assert slim(script) == '(function(){\nconst a="x // y";\nf((b)=>b,"/ *");\n})();\n'


@pytest.mark.parametrize(
    "line",
    ['a="b = c";', "a='b = \\' = c';", "a = /b = c/.test(d);", "a = b / c;", "a+ +b;", "a + ++b;", "a - -b;", "return -a;", "a instanceof B;", 'a="\\" = ";'],
)
def test_strings_patterns_and_what_needs_its_spaces_stay(line: str) -> None:
    assert slim(line) == f"{line}\n"


def test_a_template_string_is_refused() -> None:
    with pytest.raises(ValueError, match="template"):
        slim("const a = `\n  // text\n`;\n")
    assert slim("/* `a` */\nb();\n") == "b();\n"


def test_the_engine_is_served_at_two_thirds() -> None:
    served = engine_script()
    assert len(served) < 0.7 * len(SOURCE) and "/*" not in served and "innerHTML" not in SOURCE and "insertAdjacent" not in SOURCE


def test_the_served_form_parses() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed; the browser tests run the served form")
    done = subprocess.run([node, "--check", "-"], input=engine_script(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
