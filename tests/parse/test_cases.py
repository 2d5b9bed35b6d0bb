"""Cases as data: sentences of our own, with the claims that must come out, and nothing else."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ledger.parse import Claim, Source, explain, read

FOLDER = Path(__file__).parents[1] / "cases"
FIELDS = {"low": "quantity_low", "high": "quantity_high"}
JUDGE_FLOOR = 0.68  # share of judging passages that come out whole


def load(*paths: Path) -> list[dict[str, Any]]:
    """All cases of some files; a folder without any would make every test pass."""
    assert paths
    return [
        case
        for path in paths
        for case in tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)["case"]
    ]


def source(case: dict[str, Any]) -> Source:
    heading = (case.get("publisher", ""), case.get("title", ""))
    return Source(case["text"], case.get("published"), *heading, "", case.get("language", "en"))


def value(claim: Claim, field: str) -> Any:
    found = getattr(claim, FIELDS.get(field, field))
    return set(found) if isinstance(found, tuple) else found


def differences(claim: Claim, wanted: dict[str, Any]) -> dict[str, Any]:
    """Fields in which a claim is not as wanted, with what it says."""
    return {
        field: value(claim, field)
        for field, want in wanted.items()
        if value(claim, field) != (set(want) if isinstance(want, list) else want)
    }


def faults(case: dict[str, Any]) -> list[Any]:
    """What is wrong with the reading of a case: best pairs of wanted and found claims."""
    left = list(read(source(case)).claims)
    found: list[Any] = []
    for wanted in case["claims"]:
        if not left:
            found.append(("missing", wanted))
            continue
        best = min(left, key=lambda claim: len(differences(claim, wanted)))
        left.remove(best)
        if differences(best, wanted):
            found.append((wanted, differences(best, wanted)))
    return found + [("extra", claim) for claim in left]


def marked(case: dict[str, Any]) -> Any:
    """A known limit is a strict expected failure: mending it must be noticed."""
    limit = case.get("known_limit")
    marks = [pytest.mark.xfail(reason=limit, strict=True)] if limit else []
    return pytest.param(case, id=case["text"][:90].replace("\n", " "), marks=marks)


CASES = load(*sorted(FOLDER.glob("*.toml")))


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_case(case):
    wrong = faults(case)
    assert not wrong, f"{wrong}\n\n{explain(source(case))}"


def test_judging_passages_do_not_get_worse():
    cases = load(*sorted((FOLDER / "judge").glob("*.toml")))
    whole = sum(not faults(case) for case in cases)
    assert whole / len(cases) >= JUDGE_FLOOR


def test_seed_variants_are_many():
    assert len(load(FOLDER / "seed_variants.toml")) >= 20
