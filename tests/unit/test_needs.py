"""Patterns that know what they need: what they find is what the pattern itself finds, in any text."""

import importlib
import pickle
import pkgutil
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wenku
from tests.conftest import ROOT
from wenku.needs import DIGIT, Sparse, needs


def sparse_patterns() -> list[Sparse]:
    """All sparse patterns that stand in the core, alone or in tables."""

    def within(value: object) -> list[Sparse]:
        if isinstance(value, Sparse):
            return [value]
        if isinstance(value, dict):
            value = tuple(value.values())
        return [found for item in value for found in within(item)] if isinstance(value, (tuple, list)) else []

    modules = [importlib.import_module(m.name) for m in pkgutil.walk_packages(wenku.__path__, "wenku.")]
    return list({id(found): found for module in modules for value in vars(module).values() for found in within(value)}.values())


ALL = sparse_patterns()
TEXTS = [line for path in sorted((ROOT / "tests" / "passages").rglob("*")) if path.is_file() for line in path.read_text("utf-8").split("\n") if line]


@pytest.mark.parametrize(
    "pattern, found",
    [
        ("a+b", [{"a"}, {"b"}]),
        ("a*b?", []),
        ("[ab]c|d", [{"c", "d"}]),
        ("a|", []),
        ("(?:ab|cd){2}", [{"a", "c"}]),
        ("(?<=a)b(?!c)", [{"a"}, {"b"}]),
        (r"\d{4}年", [{DIGIT}, {"年"}]),
        ("[^a]b", [{"b"}]),
        ("[\u4e00-\u9fff]x", [{"x"}]),
        ("(?i:a)b", [{"b"}]),
    ],
)
def test_needs(pattern: str, found: list[set[str]]) -> None:
    assert [set(need) for need in needs(re.compile(pattern))] == found


def test_a_pattern_that_ignores_case_says_nothing() -> None:
    assert needs(re.compile("ab", re.I)) == () and Sparse("ab", re.I).search("xAB")


def test_what_is_found_is_what_the_pattern_finds() -> None:
    """Every pattern on lines of the passages, whole and torn to pieces."""
    assert len(ALL) > 100
    rng = random.Random(4)
    lines = rng.sample(TEXTS, min(150, len(TEXTS)))
    torn = ["".join(rng.sample(line, len(line))) for line in lines]
    for sparse in ALL:
        for line in (*lines, *torn):
            assert [m.span() for m in sparse.finditer(line)] == [m.span() for m in sparse.pattern.finditer(line)], (sparse.pattern.pattern, line)


@given(st.text("ab1２c年|", max_size=12), st.sampled_from(["a+b", r"\d年", "(?:a|b)c", "a|1年", "c$", "^(?=a)", "(a)(b)?1"]))
def test_every_method_does_as_the_pattern_does(text: str, pattern: str) -> None:
    sparse, plain = Sparse(pattern), re.compile(pattern)
    for method in ("search", "match", "fullmatch"):
        one, other = getattr(sparse, method)(text), getattr(plain, method)(text)
        assert (one and one.span()) == (other and other.span())
    assert sparse.findall(text) == plain.findall(text) and sparse.sub("-", text) == plain.sub("-", text)


def test_a_pattern_can_be_handed_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Sparse("a.c", re.S))).search("a\nc")
