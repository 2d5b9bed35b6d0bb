"""What the sentences around one say: who is helped, who helps, and how far that reaches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.parse.lexicon import load_lexicon
from ledger.parse.reader import scene_of
from ledger.parse.segment import sentences
from ledger.parse.surroundings import MATTER, REACH, Spoken, around, silent, spoken_of
from ledger.parse.themes import Tally, empty, mentioned, summed, tally_of
from ledger.parse.tokens import normalise

NOTHING = Spoken(frozenset(), empty(), False)
WEIGHTS = st.floats(0, 4, allow_nan=False)
STATES = st.sampled_from(["NOR", "UKR", "DNK", "SDN"])
SIDES = st.dictionaries(STATES, st.integers(0, 5).map(float))
TALLIES = st.builds(Tally, SIDES, SIDES, SIDES)


def scene(text):
    lexicon = load_lexicon("en")
    plain = normalise(text)
    (sentence,) = sentences(plain, lexicon)
    return scene_of(plain, sentence, None, lexicon)


def row_of(length, at, spoken):
    """Sentences that say nothing, but for one."""
    told = [NOTHING] * length
    told[at] = spoken
    return told


@pytest.mark.parametrize(
    ("text", "gets", "gives"),
    [
        ("Norway has sent 40 tents to Ukraine.", "UKR", "NOR"),
        ("Norway provides Ukraine with tents.", "UKR", "NOR"),
        ("Ukraine has received 40 tents from Norway.", "UKR", "NOR"),
        ("40 tents for Sudan were funded by Denmark.", "SDN", "DNK"),
        ("Tents from Denmark stand in Sudan.", "SDN", "DNK"),
    ],
)
def test_a_sentence_tells_who_gets_and_who_gives(text, gets, gives):
    assert tally_of(scene(text)).top() == ((gets,), (gives,))


def test_a_passive_verb_makes_nobody_a_giver():
    assert not tally_of(scene("Ukraine was given 40 tents.")).gives.get("UKR")


def test_a_body_is_no_theme():
    assert tally_of(scene("UNICEF has sent 40 tents.")) == empty()


def test_nobody_leads_where_nobody_is_named():
    assert empty().top() == ((), ())


def test_who_is_spoken_of_as_both_sides_alike_leads_by_being_named_only():
    assert Tally({"NOR": 2.0}, {"NOR": 2.0}, {"NOR": 1.0}).top() == (("NOR",), ("NOR",))
    assert Tally({"NOR": 2.0}, {"NOR": 4.0}, {"NOR": 1.0}).top() == ((), ("NOR",))


def test_a_bare_mention_weighs_less_than_a_word_of_giving():
    told = summed([(1.0, mentioned(["NOR"])), (1.0, tally_of(scene("Tents go to Ukraine.")))])
    assert told.top()[0] == ("UKR",)


@given(st.lists(st.tuples(WEIGHTS, TALLIES), max_size=6))
def test_a_sum_of_tallies_is_each_side_added_by_its_weight(told):
    found = summed(told)
    for side in ("gets", "gives", "named"):
        for code in ("NOR", "UKR", "DNK", "SDN"):
            wanted = sum(weight * getattr(one, side).get(code, 0.0) for weight, one in told)
            assert getattr(found, side).get(code, 0.0) == pytest.approx(wanted)


@given(st.lists(TALLIES, max_size=4))
def test_who_leads_was_named(tallies):
    found = summed((1.0, one) for one in tallies)
    for side in found.top():
        assert len(side) <= 1 and set(side) <= found.named.keys()


@pytest.mark.parametrize("distance", range(REACH + 3))
@pytest.mark.parametrize("side", [-1, 1])
def test_words_colour_the_sentences_within_reach_and_no_others(distance, side):
    spoken = Spoken(frozenset({"near trade"}), empty(), False)
    told = row_of(2 * MATTER + 1, MATTER + side * distance, spoken)
    assert ("near trade" in around(told, MATTER, ()).signs) == (distance <= REACH)


@pytest.mark.parametrize("distance", [0, 1, MATTER, MATTER + 1, MATTER + 4])
@pytest.mark.parametrize("side", [-1, 1])
def test_aid_is_told_as_far_as_one_matter_goes(distance, side):
    at = MATTER + 4
    told = row_of(2 * at + 1, at + side * distance, Spoken(frozenset(), empty(), True))
    assert around(told, at, ()).aid == (distance <= MATTER)


@pytest.mark.parametrize("distance", [0, MATTER, MATTER + 1])
@pytest.mark.parametrize("side", [-1, 1])
def test_whom_a_sentence_helps_is_asked_as_far_as_one_matter_goes(distance, side):
    at = MATTER + 4
    told = row_of(2 * at + 1, at + side * distance, spoken_of(scene("Tents go to Ukraine.")))
    assert around(told, at, ()).gets == (("UKR",) if distance <= MATTER else ())


def test_what_stands_near_outweighs_the_same_words_far_off():
    told = [NOTHING] * (MATTER + 1)
    told[0] = spoken_of(scene("Tents go to Sudan."))
    told[MATTER - 1] = spoken_of(scene("Tents go to Ukraine."))
    assert around(told, MATTER, ()).gets == ("UKR",)
    assert around(told, 0, ()).gets == ("SDN",)


@pytest.mark.parametrize(
    ("states", "heading", "sign"),
    [
        ((), (), "near no state"),
        (("NOR",), (), "near one state"),
        ((), ("NOR",), "near one state"),
        (("NOR",), ("NOR", ""), "near one state"),
        (("NOR",), ("UKR",), "near several states"),
        (("NOR", "UKR"), (), "near several states"),
    ],
)
def test_states_of_text_and_heading_are_counted_together(states, heading, sign):
    signs = frozenset(f"state {code}" for code in states)
    found = around([Spoken(signs, empty(), False)], 0, heading).signs
    assert found == {sign}


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Norway sold 20 trucks to Sudan under a trade agreement.", "near trade"),
        ("Sudan urgently needs 20 tents.", "near need"),
        ("Kyiv thanked Norway for the 20 tents.", "near speech thanks"),
        ("UNICEF has sent 20 tents.", "near body"),
        ("Norway has sent 20 tents to Sudan.", "near verb gives"),
    ],
)
def test_a_sentence_lends_its_neighbours_what_it_speaks_of(text, sign):
    assert sign in spoken_of(scene(text)).signs
    assert sign not in spoken_of(scene("The weather was fine on both days.")).signs


def test_a_sentence_that_is_not_read_still_names_its_states():
    found = silent(("NOR", "UKR"))
    assert (found.signs, found.aid) == (frozenset(), False)
    assert found.tally.named == {"NOR": 1.0, "UKR": 1.0}
