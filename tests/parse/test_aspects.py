"""Level or flow, which time is meant, how sure a claim is, and where one thing is many claims."""

from datetime import date

import pytest

from ledger.parse import Source, read
from ledger.parse.confidence import confidence
from ledger.parse.reader import trace
from ledger.parse.written_days import day_of_event

DAY = date(2023, 6, 15)
GIFT = "Norway sent 20 tents to Sudan."
START = {"Sudan": date(2023, 4, 15), "Ukraine": date(2022, 2, 24)}

# A sign of a total, a text whose thing has it, and the most similar text without it.
TOTALS = [
    ("cue strong before", "So far, Norway has sent 20 tents to Sudan.", "Norway sent 20 tents."),
    ("cue strong behind", "Norway has sent 20 tents to Sudan so far.", "Norway sent 20 tents."),
    (
        "cue since before",
        "Since 2021 Norway has sent 20 tents to Sudan.",
        "In 2021 Norway sent 20.",
    ),
    ("total figure", "A total of 20 tents was sent to Sudan.", "A load of 20 tents was sent."),
    ("brings", "Norway sent 40 tents, bringing the total to 2,000.", "Norway sent 40 tents."),
    ("more", "Norway sent another 20 tents to Sudan.", GIFT),
    ("level reached", "The number of tents sent to Sudan has reached 4,200.", GIFT),
    ("named", "Norway sent tents to Sudan.", GIFT),
    ("money", "Norway gave $5 million to Sudan.", GIFT),
    ("beside flow", "Norway sent 20 tents and 30 stoves to Sudan.", GIFT),
    ("figure at_most", "Norway sent up to 20 tents to Sudan.", GIFT),
    ("tense promised", "Norway will send 20 tents to Sudan.", GIFT),
    ("announced", "Norway announced 20 tents for Sudan.", GIFT),
    ("since done", "Norway has sent 20 tents to Sudan since 2021.", GIFT),
    ("year done", "Norway sent 20 tents to Sudan in 2022.", GIFT),
    ("span done", "Norway sent 20 tents to Sudan in May.", GIFT),
    ("day done", "Norway sent 20 tents to Sudan on 2 May 2023.", GIFT),
    ("no time done", GIFT, "Norway sent 20 tents to Sudan in May."),
    ("passive past", "20 tents were sent to Sudan.", GIFT),
]

# How large a figure is, in steps: the first of the next step, and the last before it.
SIZES = [
    ("Norway sent {} tents to Sudan.", "50", "49", "size 1 count done", "size 0 count done"),
    ("Norway sent {} tents to Sudan.", "1,000", "999", "size 2 count done", "size 1 count done"),
    ("Norway sent {} tents to Sudan.", "20,000", "19,999", "size 3 count done",
     "size 2 count done"),
    ("Norway sent {} tents to Sudan.", "500,000", "499,999", "size 4 count done",
     "size 3 count done"),
    ("Norway will send {} tents to Sudan.", "50", "49", "size 1 count promised",
     "size 0 count promised"),
    ("Norway gave ${} to Sudan.", "1 million", "999,999", "size 1 money done",
     "size 0 money done"),
    ("Norway gave ${} to Sudan.", "50 million", "49 million", "size 2 money done",
     "size 1 money done"),
    ("Norway gave ${} to Sudan.", "1 billion", "999 million", "size 3 money done",
     "size 2 money done"),
]  # fmt: skip

# A sign of how a claim was read, a text that has it, and one that does not.
READINGS = [
    ("donor named", GIFT, "20 tents reached Sudan."),
    ("no recipient", "Norway sent 20 tents as aid.", GIFT),
    ("joint donor", "Norway and Denmark sent 20 tents to Sudan.", GIFT),
    ("donor unlisted", "The Foo Relief Fund sent 20 tents to Sudan.", GIFT),
    ("item unknown", "Norway sent 20 gribbles to Sudan.", GIFT),
    ("no item", "Norway sent 20 of them to Sudan as aid.", GIFT),
    ("no number", "Norway sent an aid shipment to Sudan.", GIFT),
    ("vague number", "Norway sent several tents to Sudan.", GIFT),
    ("money", "Norway gave $5 million in aid to Sudan.", GIFT),
    ("stage by context", "Norway's aid for Sudan:\n- 20 tents", GIFT),
    ("verb send", GIFT, "Norway gave 20 tents to Sudan."),
    ("near verb", GIFT, "Norway's aid for Sudan:\n- 20 tents"),
    ("figures 2", "Norway sent 20 tents and 30 stoves to Sudan.", GIFT),
    ("verbs 1", GIFT, "Norway sent 20 tents and gave 30 stoves to Sudan."),
    ("long sentence", "Norway sent 20 tents to Sudan" + " and to Chad" * 20 + ".", GIFT),
    ("told by nobody", GIFT, ""),
]


def parts(text, publisher=""):
    return [p for step in trace(Source(text, DAY, publisher)) for p in step.outcome.parts]


def total_signs(text):
    return {sign for part in parts(text) for sign in part.aspect.signs}


def sureness(text, publisher=""):
    return {sign for part in parts(text, publisher) for sign in part.sureness}


def claims(text):
    return read(Source(text, DAY)).claims


@pytest.mark.parametrize(("sign", "text", "other"), TOTALS)
def test_a_sign_of_a_total_is_seen_only_where_it_stands(sign, text, other):
    assert sign in total_signs(text)
    assert sign not in total_signs(other)


@pytest.mark.parametrize(("text", "first", "last", "above", "below"), SIZES)
def test_a_figure_is_as_large_as_its_step(text, first, last, above, below):
    assert above in total_signs(text.format(first))
    assert below in total_signs(text.format(last))


@pytest.mark.parametrize(
    ("text", "reporting"),
    [
        ("So far, Norway has sent 20 tents to Sudan.", "total"),
        ("Since 2021 Norway has sent 20 tents to Sudan.", "total"),
        (GIFT, "flow"),
        ("Norway sent another 20 tents to Sudan on 2 May 2023.", "flow"),
    ],
)
def test_what_clearly_is_a_level_or_an_addition_is_read_so(text, reporting):
    assert [claim.reporting for claim in claims(text)] == [reporting]


def test_what_is_still_to_be_installed_is_no_level():
    (done,) = claims("In total Norway has installed 20 generators in Sudan.")
    (planned,) = claims("In total Norway will install 20 generators in Sudan.")
    assert (done.reporting, planned.reporting) == ("total", "flow")
    assert planned.planned


def test_a_thing_said_to_be_more_is_additional():
    (claim,) = claims("Norway sent another 20 tents to Sudan.")
    assert claim.additional == "yes"
    assert claims(GIFT)[0].additional == "unknown"


@pytest.mark.parametrize(
    ("state", "event"), [("Ukraine", "Russia invaded Ukraine"), ("Sudan", "fighting broke out")]
)
def test_since_a_named_event_is_since_its_day_in_the_state_that_is_helped(state, event):
    (claim,) = claims(f"Norway has given {state} 20 tents since {event}.")
    assert (claim.start, claim.end) == (START[state], DAY)
    assert claim.date_text


def test_an_event_that_did_not_strike_the_state_that_is_helped_has_no_day():
    (claim,) = claims("Norway has given Chad 20 tents since fighting broke out.")
    assert claim.start is None


@pytest.mark.parametrize(
    ("event", "states", "day"),
    [
        ("2022-02-24", (), date(2022, 2, 24)),
        ("2022-02-24 UKR; 2023-04-15 SDN", ("SDN",), date(2023, 4, 15)),
        ("2022-02-24 UKR; 2023-04-15 SDN", ("SDN", "UKR"), date(2022, 2, 24)),
        ("2022-02-24 UKR; 2023-04-15 SDN", ("TCD",), None),
        ("2022-02-24 UKR; 2023-04-15 SDN", (), None),
    ],
)
def test_the_day_of_an_event_is_that_of_the_first_state_it_struck(event, states, day):
    assert day_of_event(event, states) == day


def test_before_a_named_event_is_no_window():
    (claim,) = claims("Norway has given Ukraine 20 tents before Russia invaded Ukraine.")
    assert (claim.start, claim.end) == (None, None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on 2 May 2023", date(2023, 5, 2), date(2023, 5, 2)),
        ("yesterday", date(2023, 6, 14), date(2023, 6, 14)),
        ("in May", date(2023, 5, 1), date(2023, 5, 31)),
        ("since 2021", date(2021, 1, 1), DAY),
    ],
)
def test_the_one_time_beside_a_gift_is_its_time(text, start, end):
    (claim,) = claims(f"Norway sent 20 tents to Sudan {text}.")
    assert (claim.start, claim.end) == (start, end)


def test_no_time_is_always_among_the_windows_and_every_window_has_signs():
    for text in (GIFT, "Norway sent 20 tents to Sudan in May, and 30 stoves since 2021."):
        for part in parts(text):
            options = part.aspect.options
            assert options[0].when is None and "none" in options[0].signs
            assert all(option.signs for option in options)


PART = "Norway has sent 40 tents to Sudan since 2021, of which 10 were delivered in May 2022."


def test_since_holds_for_the_whole_and_not_for_the_part():
    window = next(o for o in parts(PART)[1].aspect.options if o.start == date(2022, 5, 1))
    assert window.end == date(2022, 5, 31)


def test_a_promise_is_not_due_before_it_is_made():
    (claim,) = claims("Norway will send 20 tents to Sudan by 31 December.")
    assert claim.end == date(2023, 12, 31)


@pytest.mark.parametrize(("sign", "text", "other"), READINGS)
def test_a_sign_of_how_a_claim_was_read_is_seen_only_where_it_holds(sign, text, other):
    assert sign in sureness(text)
    assert sign not in sureness(other)


@pytest.mark.parametrize(
    ("publisher", "teller"),
    [("", "nobody"), ("Norway", "giver"), ("Sudan", "getter"), ("Japan", "third"),
     ("UNICEF", "body")],
)  # fmt: skip
def test_who_tells_of_a_gift_stands_on_a_side(publisher, teller):
    assert f"told by {teller}" in sureness(GIFT, publisher)


def test_what_is_no_claim_is_not_asked_how_sure_it_is():
    assert not sureness("Norway denied that it had sent 20 tents to Sudan.")


def test_the_confidence_of_a_claim_is_that_of_its_signs():
    (part,) = parts(GIFT)
    assert claims(GIFT)[0].confidence == confidence(part.sureness)


def test_a_gift_told_in_one_sentence_is_surer_than_a_bare_line_of_a_list():
    (bare,) = claims("Aid for Sudan:\n- 20 tents")
    assert claims(GIFT)[0].confidence > bare.confidence


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Norway and Denmark each gave 20 tents to Sudan.",
         [(("NOR",), ("SDN",)), (("DNK",), ("SDN",))]),
        ("Norway and Denmark gave 20 tents to Sudan.", [(("NOR", "DNK"), ("SDN",))]),
        ("Norway gave $200,000 each to Guatemala and Honduras.",
         [(("NOR",), ("GTM",)), (("NOR",), ("HND",))]),
        ("Norway gave $200,000 to Guatemala and Honduras.", [(("NOR",), ("GTM", "HND"))]),
        ("Norway gave $200,000 each to Guatemala.", [(("NOR",), ("GTM",))]),
    ],
)  # fmt: skip
def test_each_makes_a_claim_for_each_party(text, sides):
    assert [(c.donors, c.recipients) for c in claims(text)] == sides


def test_claims_made_by_each_share_their_words_and_numbers():
    one, other = claims("Norway gave $200,000 each to Guatemala and Honduras.")
    assert (one.amount, one.evidence) == (other.amount, other.evidence)
    assert not one.per_unit and not other.per_unit


def test_a_price_for_each_piece_is_no_split():
    (claim,) = claims("Norway gave 20 tents worth $500 each to Sudan.")
    assert claim.per_unit and claim.amount == 500
