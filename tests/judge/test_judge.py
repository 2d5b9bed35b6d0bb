"""The judging passages: sound in form, and read no worse than the floors that were reached.

The floors are what was measured, less a margin of 0.02; raise them when the reader gets better.
"""

import importlib.util
import json
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ledger.parse import Source, claim_to_json, read

FOLDER = Path(__file__).parent
SCORER = FOLDER.parents[1].parent / "shared" / "gold" / "score.py"
FILES = {"learn.jsonl": 100, "judge.jsonl": 101}
FLOORS = {
    # file: record, core, all (F1 over records that state a number)
    "learn.jsonl": (0.78, 0.68, 0.57),
    "judge.jsonl": (0.71, 0.55, 0.30),
}


def passages(name: str) -> list[dict[str, Any]]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("name", sorted(FILES))
def test_passages_are_sound(name: str) -> None:
    found = passages(name)
    assert len(found) == FILES[name]
    for one in found:
        assert one["kind"] == "distractor" or one["records"], one["id"]
        for record in one["records"]:
            assert record["evidence"] in one["text"], one["id"]


def test_learning_and_judging_passages_stay_apart() -> None:
    learn, judge = ({one["text"] for one in passages(name)} for name in sorted(FILES, reverse=True))
    assert not learn & judge


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(FILES))
def test_the_reader_keeps_what_it_reached(name: str) -> None:
    if not SCORER.is_file():
        pytest.skip("the founders' scorer (../shared/gold) is not beside the project")
    scorer = _scorer()
    cases = passages(name)
    claims = {one["id"]: _claims(one) for one in cases}
    score, _ = scorer.score(*scorer.quantified(cases, claims))
    reached = tuple(score[key]["f1"] for key in ("record", "core", "all"))
    assert all(ours >= floor for ours, floor in zip(reached, FLOORS[name], strict=True)), reached


def _claims(one: dict[str, Any]) -> list[dict[str, Any]]:
    day = date.fromisoformat(one["published"]) if one["published"] else None
    source = Source(one["text"], day, one["publisher"] or "", one["title"] or "")
    return [claim_to_json(claim, one["text"]) for claim in read(source).claims]


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
