"""The annotated passages: sound, apart, explained, and read no worse than what was reached.

The floors are what was measured, less a margin of 0.02; raise them when the reader gets better.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy.passages import sets
from benchmarks.accuracy.scoring import score
from benchmarks.accuracy.tables import paired

FOLDER = Path(__file__).parent
SETS = ("learn", "judge")
FILES = sorted(path for name in SETS for path in (FOLDER / name).glob("*.jsonl"))
STAGES = {"pledged", "shipped", "delivered", "installed", "cancelled"}
FLOORS = {"record": 0.81, "core": 0.64, "all": 0.45}
"""F1 of the judging passages over records that state a number."""


def passages(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def texts(name: str) -> set[str]:
    return {one["text"] for path in FILES if path.parent.name == name for one in passages(path)}


def phenomena() -> Mapping[str, tuple[str, ...]]:
    with (FOLDER / "phenomena.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: tuple(row["phenomena"].split(";")) for row in csv.DictReader(file)}


def explained() -> list[str]:
    """The names in the first column of the README's tables of difficulties."""
    page = (FOLDER / "README.md").read_text(encoding="utf-8").partition("## Kinds of difficulty")[2]
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


def test_both_sets_have_passages():
    assert {path.parent.name for path in FILES} == set(SETS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_passages_are_sound(path):
    found = passages(path)
    assert found
    for one in found:
        assert one["kind"] in ("aid", "distractor"), one["id"]
        assert bool(one["records"]) == (one["kind"] == "aid"), one["id"]
        for record in one["records"]:
            assert record["evidence"] in one["text"], one["id"]
            assert record["stage"] in STAGES, one["id"]


def test_ids_are_unique_over_all_files():
    counted = Counter(one["id"] for path in FILES for one in passages(path))
    assert not [name for name, times in counted.items() if times > 1]


def test_learning_and_judging_passages_stay_apart():
    assert not texts("learn") & texts("judge")


def test_every_judging_passage_says_what_is_hard_in_it():
    known = {one["id"] for path in FILES for one in passages(path)}
    judging = {
        one["id"] for path in FILES if path.parent.name == "judge" for one in passages(path)
    }  # fmt: skip
    assert judging <= phenomena().keys() <= known


def test_every_kind_of_difficulty_is_explained_once():
    used = {kind for kinds in phenomena().values() for kind in kinds}
    names = explained()
    assert len(names) == len(set(names))
    assert set(names) == used


def test_the_reader_keeps_what_it_reached():
    judge = next(one.passages for one in sets() if one.key == "judge")
    found = score(judge, paired(judge))
    reached = {
        "record": found.f1(found.hits),
        "core": found.f1(found.core),
        "all": found.f1(found.right),
    }
    assert all(reached[name] >= floor for name, floor in FLOORS.items()), reached
