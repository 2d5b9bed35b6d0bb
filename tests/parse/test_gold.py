"""Not worse than what was reached on the annotated passages, by their own scorer."""

import importlib.util
import json
from datetime import date
from pathlib import Path

import pytest

from ledger.parse import Source, claim_to_json, read

GOLD = Path(__file__).parents[2].parent / "shared" / "gold"
FLOORS = {"record": 0.95, "core": 0.88, "all": 0.83}  # quantified records, reached minus a margin
ALL_RECORDS_FLOOR = 0.91
DISTRACTORS_READ_AS_AID = 0


@pytest.fixture(scope="module")
def measured():
    if not (GOLD / "score.py").is_file():
        pytest.skip("the annotated passages (../shared/gold) are not beside the project")
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    lines = (GOLD / "dev.jsonl").read_text("utf-8").splitlines()
    cases = [case for case in map(json.loads, lines) if case["language"] == "en"]
    claims = {case["id"]: _claims(case) for case in cases}
    everything, _ = scorer.score(cases, claims)
    numbers, _ = scorer.score(*scorer.quantified(cases, claims))
    return everything, numbers


def _claims(case):
    day = date.fromisoformat(case["published"]) if case.get("published") else None
    source = Source(case["text"], day, case.get("publisher") or "", case.get("title") or "")
    return [claim_to_json(claim, case["text"]) for claim in read(source).claims]


@pytest.mark.shared
@pytest.mark.parametrize("measure", sorted(FLOORS))
def test_quantified_records_do_not_get_worse(measured, measure):
    assert measured[1][measure]["f1"] >= FLOORS[measure]


@pytest.mark.shared
def test_all_records_do_not_get_worse(measured):
    assert measured[0]["record"]["f1"] >= ALL_RECORDS_FLOOR


@pytest.mark.shared
def test_no_aid_is_seen_where_there_is_none(measured):
    wrong = int(measured[0]["distractors_with_claims"].split("/")[0])
    assert wrong <= DISTRACTORS_READ_AS_AID
