"""docs/accuracy.md says what this reader reaches: its rows on our own judging passages."""

from pathlib import Path

import pytest

from benchmarks.accuracy.passages import Set, sets
from benchmarks.accuracy.tables import by_field, by_phenomenon, by_set

PAGE = Path(__file__).parents[2] / "docs" / "accuracy.md"


@pytest.fixture(scope="module")
def judge() -> Set:
    return next(one for one in sets() if one.key == "judge")


@pytest.mark.parametrize("made", [by_set, by_field], ids=["scores", "fields"])
def test_the_page_holds_the_scores_of_the_judging_passages(made, judge: Set) -> None:
    assert made([judge]).splitlines()[2] in PAGE.read_text(encoding="utf-8"), "run make accuracy"


def test_the_page_holds_the_scores_by_kind_of_difficulty(judge: Set) -> None:
    assert by_phenomenon(judge.passages) in PAGE.read_text(encoding="utf-8"), "run make accuracy"
