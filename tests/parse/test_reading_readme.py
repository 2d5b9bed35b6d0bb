"""Every weight has a name that can be read: data/reading/README.md explains each sign.

The page holds patterns ("subject ROLE[ HOW]") for each file. A word in capitals stands for what the
page says of it; square brackets hold what may be missing.
"""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from validation.datafiles import data_folder

FOLDER = data_folder() / "reading"
PAGE = (FOLDER / "README.md").read_text(encoding="utf-8")
FILES = sorted(path.stem for path in FOLDER.glob("*.csv"))
# Words that the page explains in the row itself.
OF_A_ROW = {
    "REASON": "[a-z-]+",
    "VALUE": "(strong|weak|brings|since)",
    "PLACE": "(before|behind|near|elsewhere)",
    "TELLER": "(giver|getter|third|body|nobody)",
}


def section(title: str) -> str:
    return re.split(r"^#+ ", PAGE.partition(f"# {title}\n")[2], maxsplit=1, flags=re.M)[0]


@cache
def letters() -> dict[str, str]:
    """Each word in capitals with the alternatives that it stands for, as a regex."""
    found = dict(OF_A_ROW)
    for line in section("How to read a sign").splitlines():
        row = re.fullmatch(r"\| ([A-Z]+) \| (.*) \|", line)
        if row is not None:
            name, told = row.groups()
            words, _, more = told.partition(", each also with *passively*; ")
            choice = "|".join(map(re.escape, words.split(", ")))
            found[name] = f"(({choice})( passively)?|{more})" if more else f"({choice})"
    found["SIGN"] = f"({'|'.join(patterns('roles', found))})"
    return found


def patterns(model: str, known: dict[str, str]) -> list[str]:
    """The signs that the table of one file explains, as regexes."""
    rows = [line for line in section(f"{model}.csv").splitlines() if line.startswith("| `")]
    names = [name for row in rows for name in re.findall(r"`([^`]+)`", row.split(" | ")[0])]
    return [_regex(name, known) for name in names]


def _regex(name: str, known: dict[str, str]) -> str:
    escaped = name.replace("[", "(").replace("]", ")?")
    return re.sub(r"\b[A-Z]+\b", lambda word: known[word.group()], escaped)


def signs(model: str) -> list[str]:
    with (FOLDER / f"{model}.csv").open(encoding="utf-8", newline="") as file:
        return [row["sign"] for row in csv.DictReader(file)]


def test_the_page_names_every_file():
    assert FILES
    for name in FILES:
        assert f"| {name}.csv |" in PAGE


@pytest.mark.parametrize("model", FILES)
def test_every_sign_is_explained(model):
    explained = re.compile("|".join(f"({one})" for one in patterns(model, letters())))
    assert not [sign for sign in signs(model) if not explained.fullmatch(sign)]


@pytest.mark.parametrize("model", FILES)
def test_the_columns_are_those_that_the_page_names(model):
    with (FOLDER / f"{model}.csv").open(encoding="utf-8", newline="") as file:
        head = next(csv.reader(file))
    for column in head:
        assert re.search(rf"\b{column}\b", PAGE.partition("## How weights")[0]), column


def test_a_sign_that_nobody_knows_is_not_explained():
    explained = re.compile("|".join(f"({one})" for one in patterns("roles", letters())))
    assert explained.fullmatch("subject gives passively noun")
    assert not explained.fullmatch("subject dances")


def test_every_module_of_the_reader_is_named_in_the_architecture():
    root = Path(__file__).parents[2]
    page = (root / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = page.partition("| module | owns |")[2].partition("\n\n")[0].splitlines()[2:]
    named = [name for row in rows for name in row.split("|")[1].strip().split(", ")]
    modules = {path.stem for path in (root / "ledger" / "parse").glob("*.py")} - {"__init__"}
    assert len(named) == len(set(named))
    assert set(named) == modules
