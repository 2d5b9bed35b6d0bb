"""Weighed signs: the sums, what decides between candidates, and how sure a claim is said to be."""

import csv
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.parse.accept import KINDS, judge, kind_of
from ledger.parse.confidence import confidence
from ledger.parse.model import Span
from ledger.parse.roles import ROLES, Candidate, heaviest
from ledger.parse.totals import is_total
from ledger.parse.weights import BASE, KNOWN, probability, total, weights
from validation.datafiles import data_folder

FOLDER = data_folder() / "reading"
COLUMNS = (
    *(("roles", role) for role in ROLES), *(("aid", kind) for kind in KINDS),
    ("totals", "weight"), ("windows", "weight"), ("confidence", "weight"),
)  # fmt: skip
MODELS = sorted({model for model, _ in COLUMNS})
VALUES = st.floats(-50, 50, allow_nan=False)
TABLES = st.dictionaries(st.text(max_size=6), VALUES, max_size=20)
SIGNS = st.sets(st.sampled_from(sorted(weights("confidence"))), max_size=30).map(frozenset)


@pytest.fixture
def put():
    """Other weights for the length of one test."""
    kept = dict(KNOWN)
    yield KNOWN.__setitem__
    KNOWN.clear()
    KNOWN.update(kept)


def test_a_sign_that_no_file_knows_weighs_nothing():
    assert total(["known", "never seen"], {"known": 1.5}) == 1.5
    assert total(["never seen"], {}) == 0


def test_a_total_is_exact_where_adding_up_would_lose_digits():
    values = {"huge": 1e16, "small": 1.0, "back": -1e16}
    assert total(["huge", "small", "back"], values) == 1.0
    assert 1e16 + 1.0 - 1e16 == 0.0


@given(TABLES.flatmap(lambda t: st.tuples(st.just(t), st.permutations(sorted(t)))))
def test_the_order_of_signs_does_not_change_a_total(case):
    values, order = case
    assert total(order, values) == total(sorted(values), values)


@given(TABLES, st.sets(st.text(max_size=6)))
def test_a_probability_lies_between_nought_and_one(values, signs):
    assert 0 <= probability(signs, values) <= 1


def test_no_sign_and_no_base_is_even():
    assert probability([], {}) == 0.5


def test_the_base_holds_for_everything_and_is_counted_once():
    values = {BASE: 2.0}
    assert probability([], values) == pytest.approx(1 / (1 + math.exp(-2)))


@given(VALUES.filter(lambda x: abs(x) > 0.01))
def test_a_heavier_sign_makes_likelier(weight):
    with_sign, without = probability(["s"], {"s": weight / 10}), probability([], {"s": weight / 10})
    assert (with_sign > without) == (weight > 0)


def test_weights_put_by_fitting_are_used_instead_of_the_file(put):
    put(("totals", "weight"), {"brings": 9.0})
    assert is_total(frozenset({"brings"}))
    put(("totals", "weight"), {"brings": -9.0})
    assert not is_total(frozenset({"brings"}))


def test_weights_are_read_from_their_file_again_when_nothing_is_known(put):
    KNOWN.clear()
    found = weights("windows")
    assert found and weights("windows") is found


def test_a_column_without_a_number_weighs_nothing(put, tmp_path, monkeypatch):
    (tmp_path / "reading").mkdir()
    (tmp_path / "reading" / "trial.csv").write_text("sign,weight\na,\nb,2\n", encoding="utf-8")
    monkeypatch.setattr("ledger.parse.weights.data_folder", lambda: tmp_path)
    assert weights("trial") == {"a": 0.0, "b": 2.0}


@pytest.mark.parametrize(("model", "column"), COLUMNS)
def test_every_weight_on_file_is_a_finite_number(model, column):
    found = weights(model, column)
    assert found and all(math.isfinite(value) for value in found.values())


@pytest.mark.parametrize("model", MODELS)
def test_signs_on_file_are_sorted_and_stand_once(model):
    with (FOLDER / f"{model}.csv").open(encoding="utf-8", newline="") as file:
        signs = [row["sign"] for row in csv.DictReader(file)]
    assert signs == sorted(set(signs))


@pytest.mark.parametrize("model", ["aid", "confidence", "totals"])
def test_models_of_yes_or_no_have_a_base(model):
    with (FOLDER / f"{model}.csv").open(encoding="utf-8", newline="") as file:
        assert BASE in {row["sign"] for row in csv.DictReader(file)}


@pytest.mark.parametrize(
    ("signs", "kind"),
    [
        ({"money", "uncounted"}, "money"), ({"money"}, "money"),
        ({"uncounted", "one"}, "named"), ({"one"}, "counted"), (set(), "counted"),
    ],
)  # fmt: skip
def test_each_kind_of_thing_is_weighed_by_itself(signs, kind):
    assert kind_of(frozenset(signs)) == kind


def test_the_sign_against_a_thing_is_its_lightest(put):
    put(("aid", "counted"), {"for": 3.0, "bad": -1.0, "worse": -2.0})
    assert judge(frozenset({"for", "bad", "worse"})).against == "worse"


def test_equally_light_signs_are_told_apart_by_name_not_by_chance(put):
    put(("aid", "counted"), {"b": -1.0, "a": -1.0})
    assert judge(frozenset({"b", "a"})).against == "a"


def test_a_thing_without_signs_is_judged_all_the_same():
    assert judge(frozenset()).against == "nothing"


@pytest.mark.parametrize("role", ROLES)
def test_the_heaviest_cue_of_a_role_names_the_reason(put, role):
    put(("roles", role), {"light": 0.5, "heavy": 2.0, "against": -9.0})
    found = Candidate(("NOR",), Span(0, 6), frozenset({"against", "light", "heavy", "unknown"}))
    assert heaviest(found, role) == "heavy"


def test_a_cue_can_weigh_most_for_one_role_and_least_for_the_other(put):
    put(("roles", "donor"), {"from near": 2.0, "to near": -2.0})
    put(("roles", "recipient"), {"from near": -2.0, "to near": 2.0})
    found = Candidate(("NOR",), None, frozenset({"from near", "to near"}))
    assert (heaviest(found, "donor"), heaviest(found, "recipient")) == ("from near", "to near")


@given(SIGNS)
def test_a_confidence_is_a_share_with_two_decimals(signs):
    found = confidence(signs)
    assert 0 <= found <= 1
    assert found == round(found, 2)
