"""Fitting finds what is in the data, keeps the guess where there is none, and never peeks."""

import math
import random
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.accuracy.scoring import Pair
from benchmarks.accuracy.training import rows
from ledger.parse.weights import KNOWN, weights

NEEDS = "weights are fitted with scipy, which the ledger itself has no need of"
logit = pytest.importorskip("benchmarks.accuracy.logit", reason=NEEDS)
fitting = pytest.importorskip("benchmarks.accuracy.fitting", reason=NEEDS)
calibration = pytest.importorskip("benchmarks.accuracy.calibration", reason=NEEDS)

TRUTH = {"always": -0.5, "for": 2.0, "against": -1.5}
SHARES = st.floats(0, 1, allow_nan=False)
JUDGED = st.lists(st.builds(calibration.Judged, SHARES, st.booleans()), max_size=30)


def drawn(number):
    """Examples drawn from a known model."""
    dice = random.Random(7)
    examples = []
    for _ in range(number):
        row = frozenset(name for name in ("for", "against") if dice.random() < 0.5)
        score = TRUTH["always"] + sum(TRUTH[name] for name in row)
        examples.append((row, dice.random() < 1 / (1 + math.exp(-score))))
    return [row for row, _ in examples], [truth for _, truth in examples]


def passage(number):
    """A passage of our own with one record that the reader reads."""
    text = f"Norway sent {number} tents to Sudan."
    record = {
        "evidence": f"{number} tents", "stage": "shipped", "item": "tent", "quantity": number,
        "qualifier": "exact", "donor": "NOR", "recipient": "SDN", "reporting": "incremental",
        "start": None, "end": None,
    }  # fmt: skip
    return {
        "id": str(number), "text": text, "title": "", "publisher": "", "url": "",
        "published": "2023-06-15", "language": "en", "kind": "aid", "records": [record],
    }  # fmt: skip


PASSAGES = [passage(number) for number in range(20, 43)]


def test_weights_of_a_known_model_are_found_again():
    found = logit.fit_binary(*drawn(4000), prior={}, strength=0.1)
    for name, value in TRUTH.items():
        assert found[name] == pytest.approx(value, abs=0.25)


def test_weights_are_not_fitted_without_the_founders_unless_asked(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(fitting, "GOLD", tmp_path / "dev.jsonl")
    monkeypatch.setattr("sys.argv", ["fitting"])
    monkeypatch.setattr(fitting, "write_table", lambda *_: pytest.fail("weights were written"))
    with pytest.raises(SystemExit):
        fitting.main()
    assert "--without-founders" in capsys.readouterr().err


def loss(found, examples, prior, strength):
    """What fitting makes small: the surprise at the examples, and the pull to the guess."""
    surprise = sum(
        math.log1p(math.exp(-(1 if truth else -1) * (found["always"] + sum(found[n] for n in row))))
        for row, truth in zip(*examples, strict=True)
    )
    pull = sum((value - prior.get(name, 0.0)) ** 2 for name, value in found.items())
    return surprise + strength / 2 * pull


@pytest.mark.parametrize("strength", [0.5, 10.0])
@pytest.mark.parametrize("name", sorted(TRUTH))
@pytest.mark.parametrize("step", [-0.01, 0.01])
def test_no_weight_moved_a_little_fits_better(strength, name, step):
    examples, prior = drawn(300), {"for": -3.0}
    found = logit.fit_binary(*examples, prior, strength)
    moved = {**found, name: found[name] + step}
    assert loss(moved, examples, prior, strength) > loss(found, examples, prior, strength)


@pytest.mark.parametrize("fit", ["binary", "choice"])
def test_without_examples_the_guess_stands(fit):
    prior = {"a": 1.5, "b": -2.0}
    found = logit.fit_binary([], [], prior) if fit == "binary" else logit.fit_choice([], prior)
    assert {name: found[name] for name in prior} == pytest.approx(prior)


def test_the_stronger_the_pull_the_nearer_the_guess():
    examples, prior = drawn(200), {"for": -1.0}
    distances = [
        abs(logit.fit_binary(*examples, prior, strength)["for"] - prior["for"])
        for strength in (0.1, 10.0, 1000.0)
    ]
    assert distances == sorted(distances, reverse=True)
    assert distances[-1] < 0.1 < distances[0]


def test_what_is_rare_keeps_its_guess_and_what_is_frequent_follows_the_data():
    row, prior = frozenset({"s"}), {"s": -2.0}
    once = logit.fit_binary([row], [True], prior)["s"]
    often = logit.fit_binary([row] * 200, [True] * 200, prior)["s"]
    assert once < -1
    assert often > 0


def test_an_example_counts_as_often_as_it_is_said_to():
    one, other = [frozenset({"a"}), frozenset({"b"})], [True, False]
    weighed = logit.fit_binary(one, other, {}, 1.0, [3.0, 1.0])
    repeated = logit.fit_binary([one[0]] * 3 + [one[1]], [True] * 3 + [False], {})
    assert weighed == pytest.approx(repeated, abs=1e-3)


def test_a_choice_learns_what_sets_the_right_candidate_apart():
    case = [
        (frozenset({"here", "right"}), True),
        (frozenset({"here"}), False),
        (frozenset({"here", "wrong"}), False),
    ]
    found = logit.fit_choice([case] * 20, {"here": 0.7})
    assert found["right"] > 1 > -0.5 > found["wrong"]
    assert found["here"] == pytest.approx(0.7, abs=1e-3)  # all have it: nothing can be learned


@pytest.fixture(scope="module")
def data():
    return list(rows(PASSAGES))


def test_every_thing_stands_beside_the_record_it_should_be(data):
    assert len(data) == len(PASSAGES)
    assert all(row.pair is not None and row.pair.record for row in data)
    assert all(fitting.is_right(row) for row in data)


def test_a_role_is_learned_from_candidates_of_which_one_is_right(data):
    for role in ("donor", "recipient"):
        cases = list(fitting.role_cases(data, role))
        assert len(cases) == len(data)
        assert all(sum(right for _, right in case) == 1 for case in cases)


def test_a_window_is_learned_where_the_right_one_is_among_them(data):
    cases = list(fitting.window_cases(data))
    assert len(cases) == len(data)
    assert all(any(right for _, right in case) for case in cases)


@pytest.mark.parametrize("lost", ["stage", "item", "donor", "recipient"])
def test_a_claim_is_right_only_when_all_that_matters_agrees(lost):
    fields = frozenset({"stage", "item", "donor", "recipient"})
    assert fitting.is_right(SimpleNamespace(pair=Pair({}, {}, {}, fields | {"window"})))
    assert not fitting.is_right(SimpleNamespace(pair=Pair({}, {}, {}, fields - {lost})))
    assert not fitting.is_right(SimpleNamespace(pair=None))


def test_no_passage_is_judged_by_weights_that_saw_it(data, monkeypatch):
    fits = []

    def noted(used, prior):
        fits.append({row.passage["text"] for row in used})
        return {"always": float(len(fits))}

    monkeypatch.setattr(calibration, "calibrated", noted)
    texts = frozenset(one["text"] for one in PASSAGES)
    found = calibration.cross_validated(data, texts)
    assert len(found) == len(data) and len(fits) == calibration.FOLDS
    unseen = [texts - seen for seen in fits]
    assert sorted(text for part in unseen for text in part) == sorted(texts)
    by_fold = {1 / (1 + math.exp(-number)): part for number, part in enumerate(unseen, 1)}
    for one in by_fold:
        asked = sum(judged.confidence == pytest.approx(one) for judged in found)
        assert asked == len(by_fold[one])


def test_copies_of_a_text_fall_into_one_fold(data, monkeypatch):
    seen = []
    monkeypatch.setattr(calibration, "calibrated", lambda used, _: seen.append(used) or {})
    doubled = [*data, *data]
    assert len(
        calibration.cross_validated(doubled, frozenset(r.passage["text"] for r in data))
    ) == 2 * len(data)
    for used in seen:
        kept = [row.passage["text"] for row in used]
        assert all(kept.count(text) == 2 for text in kept)


def test_only_the_texts_asked_for_are_judged(data):
    asked = frozenset(one["text"] for one in PASSAGES[:3])
    assert len(calibration.cross_validated(data, asked)) == 3


def test_each_part_is_read_with_weights_fitted_on_the_others(monkeypatch):
    seen = []

    def noted(used, prior):
        seen.append({row.passage["text"] for row in used})
        return {"weight": dict(weights("totals"))}

    monkeypatch.setattr(fitting, "MODELS", {"totals": noted})
    kept = dict(KNOWN)
    try:
        found = []
        for row in fitting.held_out(PASSAGES):
            assert row.passage["text"] not in seen[-1]
            found.append(row.passage["text"])
        assert not KNOWN  # the weights on file are used again afterwards
    finally:
        KNOWN.update(kept)
    assert sorted(found) == sorted(one["text"] for one in PASSAGES)
    assert len(seen) == fitting.FOLDS


def test_guesses_are_read_from_the_columns_that_are_guesses():
    assert set(fitting.priors("roles")) == {"donor_prior", "recipient_prior"}
    assert set(fitting.priors("aid")) == {"prior"}


@settings(max_examples=80)
@given(JUDGED)
def test_every_claim_stands_in_one_band(found):
    told = list(calibration.bands(found))
    assert sum(count for _, count, _, _ in told) == len(found)
    for name, _, mean, right in told:
        low, high = map(float, name.split(" to "))
        assert low - 1e-9 <= mean <= high + 1e-9
        assert 0 <= right <= 1


@settings(max_examples=80)
@given(JUDGED)
def test_the_higher_the_threshold_the_fewer_claims(found):
    covers = [cover for _, cover, _ in calibration.thresholds(found)]
    assert covers == sorted(covers, reverse=True)
    assert all(0 < cover <= 1 for cover in covers)


def test_bands_and_thresholds_of_a_worked_example():
    found = [
        calibration.Judged(0.95, True),
        calibration.Judged(0.9, False),
        calibration.Judged(0.55, True),
        calibration.Judged(1.0, True),
    ]
    assert list(calibration.bands(found)) == [
        ("0.5 to 0.6", 1, 0.55, 1.0),
        ("0.9 to 1.0", 3, pytest.approx(0.95), pytest.approx(2 / 3)),
    ]
    assert list(calibration.thresholds(found))[-1] == (0.9, 0.75, pytest.approx(2 / 3))
