"""The catalogue of problems: complete, used, and filled in without a gap."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from validation.problems import catalogue, problem, show

ROOT = Path(__file__).parents[2]
CALLS = {"problem", "filled", "refuse"}
CELL_MODULES = {"values", "numbers", "claiming", "registering"}  # give codes, not problems


def _codes_in_code() -> Iterator[str]:
    """Codes of problems that are made one by one, and those that are told of many cells at once."""
    for path in ROOT.glob("ledger/intake/*.py"):
        words = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', path.read_text(encoding="utf-8")))
        if path.stem in CELL_MODULES:
            yield from words & set(catalogue())
    for path in [*ROOT.glob("ledger/**/*.py"), *ROOT.glob("validation/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first = node.args[0] if node.args else None
                if node.func.id in CALLS and isinstance(first, ast.Constant):
                    yield str(first.value)


def test_every_code_of_the_code_stands_in_the_catalogue_and_the_other_way_round() -> None:
    assert set(_codes_in_code()) == set(catalogue())


@pytest.mark.parametrize("code", catalogue())
def test_an_entry_is_in_order(code: str) -> None:
    entry = catalogue()[code]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    for sentence in (entry.text, entry.fix, entry.explanation):
        assert sentence.endswith((".", "?", "}"))
    names = set(re.findall(r"{(\w+)(?::[a-z ]+)?}", entry.text + entry.expected + entry.fix))
    found = problem(code, **{name: f"<{name}>" for name in names if name not in ("row", "column")})
    assert "{" not in found.found + found.expected + found.fix


def test_a_placeholder_without_a_value_is_a_bug_that_shows() -> None:
    with pytest.raises(KeyError):
        problem("date-unreadable")


def test_a_value_is_shown_on_one_line_and_clipped() -> None:
    assert show("a\x1b[31m\n" + "b" * 500).startswith("a\\x1b[31m\\nb")
    assert len(show("b" * 500)) == 120
