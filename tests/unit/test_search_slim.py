"""The script as it is served: shorter, and the same code."""

import shutil
import subprocess

import pytest

from tests.samples import ROOT
from wenku.search.slim import slim

SOURCE = (ROOT / "overrides" / "assets" / "search-engine.js").read_text("utf-8")


def test_comments_and_indentation_go() -> None:
    script = '/* head\n * more */\n(function () {\n  // why\n  const a = "x // y"; // said\n  f((/** @type {any} */ b) => b, "/ *");\n})();\n'
    assert slim(script) == '(function () {\nconst a = "x // y";\nf(( b) => b, "/ *");\n})();\n'


def test_a_template_string_is_refused() -> None:
    with pytest.raises(ValueError, match="template"):
        slim("const a = `\n  // text\n`;\n")
    assert slim("/* `a` */\nb();\n") == "b();\n"


def test_the_engine_is_served_at_two_thirds() -> None:
    served = slim(SOURCE)
    assert len(served) < 0.7 * len(SOURCE) and "/*" not in served and "innerHTML" not in SOURCE and "insertAdjacent" not in SOURCE


def test_the_served_form_parses() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed; the browser tests run the served form")
    done = subprocess.run([node, "--check", "-"], input=slim(SOURCE), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
