"""Counts take their nouns from one place, validation/wording.py, so that nobody reads "1 rows"."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
IMPORTING = ROOT / "ledger" / "dashboard" / "importing"
NOT_YET = {IMPORTING / "report.py", IMPORTING / "work.py"}  # they still say "1 problems", "1 rows"
MODULES = sorted(
    {ROOT / "app.py", *ROOT.glob("ledger/**/*.py"), *ROOT.glob("validation/**/*.py")} - NOT_YET
)
MANY = {"twice"}  # these count what is there more than once
SQL = sorted(one for one in ROOT.glob("validation/checks/*.sql") if one.stem not in MANY)
# What the program counts in its sentences; a fixed limit in capitals may be followed by any of it.
NOUNS = (
    "announcements|batches|bytes|cells|claims|columns|countries|days|errors|events|failures|figures|"
    "findings|items|languages|lines|origins|others|pairs|passages|pledges|problems|promises|records|"
    "reports|rows|rulings|sentences|times|units|values"
)
AFTER = re.compile(rf"^ (?:[a-z]+ )?(?:{NOUNS})\b")


def _bare(path: Path) -> Iterator[str]:
    """Numbers in f-strings that a plural follows as it stands."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            for value, after in zip(node.values, node.values[1:], strict=False):
                if isinstance(value, ast.FormattedValue) and isinstance(after, ast.Constant):
                    told = ast.unparse(value.value)
                    if AFTER.match(str(after.value)) and not re.fullmatch(r"_?[A-Z_]+", told):
                        yield f"{path.name}:{node.lineno}: {{{told}}}{after.value}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_number_is_followed_by_a_plural_as_it_stands(path: Path) -> None:
    assert list(_bare(path)) == []


@pytest.mark.parametrize("path", SQL, ids=lambda path: path.stem)
def test_no_finding_makes_a_verb_agree_with_its_number(path: Path) -> None:
    sql = path.read_text(encoding="utf-8")
    assert not re.findall(rf"{{}} (?:are|have|{NOUNS})\b", sql), path.name


def test_the_rule_finds_what_it_looks_for(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text('f"{count:,} rows read"\nf"{count} new claims"\nf"{_MOST} rows"\n')
    assert len(list(_bare(path))) == 2
