"""Claims beside annotated records: which are the same, and the same figures as the founders'."""

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.accuracy.passages import GOLD, claims_of, load, reading_of
from benchmarks.accuracy.scoring import pairs, same_party, score

SCORER = GOLD.parent / "score.py"
TEXT = "20 tents, then 30 stoves, then $5 million for Sudan."
WORDS = ("20 tents", "30 stoves", "$5 million")
RECORD = {
    "evidence": "20 tents", "stage": "delivered", "planned": False, "item": "tents",
    "quantity": 20, "qualifier": "exact", "amount": None, "currency": None, "donor": "NOR",
    "recipient": "SDN", "reporting": "incremental", "start": None, "end": None,
}  # fmt: skip
CLAIM = {
    "evidence": {"start": 0, "end": 8}, "stage": "delivered", "planned": False, "item": "tent",
    "quantity_low": 20, "quantity_high": 20, "qualifier": "exact", "amount": None,
    "currency": None, "donors": ["NOR"], "recipients": ["SDN"], "reporting": "flow",
    "start": None, "end": None, "confidence": 0.9,
}  # fmt: skip
MONEY = {"evidence": "$5 million", "quantity": None, "item": "aid", "amount": 5e6,
         "currency": "USD"}  # fmt: skip
PAID = {"evidence": {"start": 31, "end": 41}, "quantity_low": None, "quantity_high": None,
        "item": "", "amount": 5e6, "currency": "USD"}  # fmt: skip

NUMBERS = st.sampled_from([None, 20, 20.05, 30])
PARTIES = st.sampled_from(["NOR", "SDN", "World Food Programme (WFP)"])


def passage(*records, kind="aid"):
    return {"id": "p", "text": TEXT, "kind": kind, "records": [{**RECORD, **r} for r in records]}


def paired(records, claims, **options):
    return pairs(passage(*records), [{**CLAIM, **claim} for claim in claims], **options)


def founders():
    """The founders' scorer, beside the project."""
    if not SCORER.is_file():
        pytest.skip("the annotated passages (../shared/gold) are not beside the project")
    spec = importlib.util.spec_from_file_location("gold_score", SCORER)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def figures(ours):
    return {
        "records": ours.records, "claims": ours.claims,
        "record": round(ours.f1(ours.hits), 3), "core": round(ours.f1(ours.core), 3),
        "all": round(ours.f1(ours.right), 3),
        "distractors_with_claims": f"{ours.distractors_read}/{ours.distractors}",
        **{name: round(share, 3) for name, share in ours.fields.items()},
    }  # fmt: skip


def their_figures(theirs):
    fields = {name: share or 0.0 for name, share in theirs["fields"].items()}
    counts = {n: theirs[n] for n in ("records", "claims", "distractors_with_claims")}
    return counts | {n: theirs[n]["f1"] for n in ("record", "core", "all")} | fields


def test_a_claim_that_says_all_of_a_record_is_right():
    (pair,) = paired([{}], [{}])
    assert pair.record and pair.claim and pair.core and pair.right


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        ({"stage": "pledged"}, "stage"),
        ({"item": "stove"}, "item"),
        ({"donors": ["DNK"]}, "donor"),
        ({"recipients": []}, "recipient"),
        ({"qualifier": "about"}, "qualifier"),
        ({"reporting": "total"}, "reporting"),
        ({"start": "2023-01-01"}, "window"),
    ],
)
def test_a_field_that_differs_is_the_one_that_does_not_agree(change, lost):
    (whole,) = paired([{}], [{}])
    (pair,) = paired([{}], [change])
    assert whole.agree - pair.agree == {lost}


@pytest.mark.parametrize(
    "change",
    [
        {"evidence": {"start": 10, "end": 24}},
        {"evidence": {"start": 8, "end": 9}},  # half-open: it begins where the record ends
        {"quantity_low": 21, "quantity_high": 21},
        {"quantity_low": None, "quantity_high": None},
    ],
)
def test_another_place_or_number_is_another_record(change):
    missed, extra = paired([{}], [change])
    assert (missed.claim, extra.record) == (None, None)


@pytest.mark.parametrize("low", [19.95, 20.05])
def test_numbers_within_half_a_percent_are_the_same(low):
    assert len(paired([{}], [{"quantity_low": low, "quantity_high": None}])) == 1


def test_one_bound_of_a_range_is_enough():
    record = {"quantity": 20, "quantity_max": 30, "qualifier": "range"}
    assert len(paired([record], [{"quantity_low": None, "quantity_high": 30}])) == 1


def test_money_is_matched_by_its_amount_and_needs_no_item():
    (pair,) = paired([MONEY], [PAID])
    assert pair.right
    assert len(paired([MONEY], [{**PAID, "amount": 6e6}])) == 2


def test_without_a_number_the_item_must_agree():
    bare = {"quantity": None}
    named = {"quantity_low": None, "quantity_high": None}
    assert len(paired([bare], [named])) == 1
    assert len(paired([bare], [{**named, "item": "stove"}])) == 2


def test_what_states_no_number_can_be_left_out_on_both_sides():
    bare, named = {"quantity": None}, {"quantity_low": None, "quantity_high": None}
    assert len(paired([{}, bare], [{}, named], counted=True)) == 1


def test_each_record_and_claim_is_used_once_and_the_best_match_wins():
    first, second = paired([{}], [{"stage": "pledged"}, {}])
    assert first.right and second.record is None


def test_a_record_that_restates_others_may_be_missed_freely():
    assert paired([{"aggregate": True}], []) == []
    found = paired([{"aggregate": True}], [{}])
    counts = score([passage()], [found])
    assert (counts.records, counts.claims) == (0, 0)


@pytest.mark.parametrize(
    ("record", "claim"),
    [
        ({"stage": "committed"}, {"stage": "pledged"}),
        ({"stage": "delivered", "planned": True}, {"stage": "pledged"}),
        ({"stage": "installed", "planned": True}, {"stage": "installed", "planned": True}),
    ],
)
def test_stages_are_compared_as_the_convention_says(record, claim):
    (pair,) = paired([record], [claim])
    assert "stage" in pair.agree


@pytest.mark.parametrize(
    ("gold", "ours", "same"),
    [
        ("WFP", ["World Food Programme (WFP)"], True),
        ("NOR", ["NOR", "DNK"], True),
        (None, ["NOR"], True),  # not said, so not judged
        (None, [], True),
        ("NOR", [], False),
        ("NOR", ["DNK"], False),
    ],
)
def test_a_party_is_the_same_when_one_name_holds_the_other(gold, ours, same):
    assert same_party(gold, ours) is same


def test_a_claim_in_a_distractor_is_counted_once_for_the_passage():
    told = passage(kind="distractor")
    counts = score([told, told], [pairs(told, [CLAIM, CLAIM]), pairs(told, [])])
    assert (counts.distractors, counts.distractors_read, counts.claims) == (2, 1, 2)


def test_nothing_to_find_and_nothing_found_has_no_score():
    assert score([], []).f1(0) == 0.0


records = st.fixed_dictionaries(
    {"stage": st.sampled_from(["pledged", "delivered", "committed"]), "planned": st.booleans(),
     "item": st.sampled_from(["tents", "new tents", "aid", None]), "quantity": NUMBERS,
     "qualifier": st.sampled_from(["exact", "at_least"]), "amount": NUMBERS,
     "donor": PARTIES, "recipient": PARTIES, "aggregate": st.booleans(),
     "reporting": st.sampled_from(["incremental", "cumulative"])}
)  # fmt: skip
claimed = st.fixed_dictionaries(
    {"stage": st.sampled_from(["pledged", "delivered"]), "planned": st.booleans(),
     "item": st.sampled_from(["tent", "aid", ""]), "quantity_low": NUMBERS, "amount": NUMBERS,
     "donors": st.lists(PARTIES, max_size=2), "recipients": st.lists(PARTIES, max_size=1),
     "reporting": st.sampled_from(["flow", "total"])}
)  # fmt: skip


@pytest.mark.shared
@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(records, claimed), min_size=0, max_size=3),
    st.booleans(), st.booleans(), st.sampled_from(["aid", "distractor"]),
)  # fmt: skip
def test_any_figures_are_those_of_the_founders(found, numbers_only, extra, kind):
    """One record and one claim at each place: which is which is then beyond doubt."""
    scorer = founders()
    places = [(word, TEXT.find(word)) for word in WORDS]
    told = passage(
        *({**record, "evidence": word} for (record, _), word in zip(found, WORDS, strict=False)),
        kind=kind,
    )
    ours = [
        {**CLAIM, **claim, "evidence": {"start": at, "end": at + len(word)}}
        for (_, claim), (word, at) in zip(found, places, strict=False)
    ][extra:]
    cases, claims = [told], {"p": ours}
    if numbers_only:
        cases, claims = scorer.quantified(cases, claims)
    theirs, _ = scorer.score(cases, claims)
    assert figures(score([told], [pairs(told, ours, numbers_only)])) == their_figures(theirs)


@pytest.mark.shared
def test_of_two_records_the_founders_choice_is_ours():
    scorer = founders()
    told = passage({"donor": "DNK", "recipient": "TCD"}, {"stage": "pledged"})
    theirs, _ = scorer.score([told], {"p": [CLAIM]})
    assert figures(score([told], [pairs(told, [CLAIM])])) == their_figures(theirs)


@pytest.fixture(scope="module")
def dev():
    founders()
    passages = load(GOLD)
    return passages, {one["id"]: claims_of(one) for one in passages}


@pytest.mark.shared
@pytest.mark.parametrize("numbers_only", [False, True])
def test_scores_on_the_founders_passages_are_the_founders(dev, numbers_only):
    scorer, (passages, claims) = founders(), dev
    ours = score(passages, [pairs(one, claims[one["id"]], numbers_only) for one in passages])
    task = scorer.quantified(list(passages), claims) if numbers_only else (passages, claims)
    theirs, _ = scorer.score(*task)
    assert figures(ours) == their_figures(theirs)
    assert ours.passages == len(passages) > 50


@pytest.mark.shared
def test_evidence_of_the_founders_stands_in_their_text(dev):
    for one in dev[0]:
        assert all(record["evidence"] in one["text"] for record in one["records"]), one["id"]
        assert reading_of(one) == reading_of(one)


def test_the_gold_set_is_looked_for_beside_the_project():
    assert Path(__file__).parents[2].parent / "shared" / "gold" / "dev.jsonl" == GOLD
