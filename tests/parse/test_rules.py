"""Each rule that speaks for or against aid: a text where it fires, and one where it does not.

What a rule is worth is data and is fitted anew; that it is seen where it should be is held here.
"""

import csv
from datetime import date

import pytest

from ledger.parse import Reading, Source, read
from ledger.parse.gate import words_of, worth_reading
from ledger.parse.lexicon import load_lexicon
from ledger.parse.no_aid import OPEN_TO_AID, RULES
from ledger.parse.reader import trace
from validation.datafiles import data_folder

DAY = date(2023, 3, 1)
GIFT = "Norway sent 20 tents to Sudan."

# A sign: a text with it, the text's thing that has it, and the most similar text without it.
FIRES = [
    ("contents", "Norway sent Ukraine 500 kits, each containing five bowls.", "five bowls",
     "Norway sent Ukraine 500 kits containing medicine and five bowls."),
    ("begins clause", "Sudan received 51 trucks, and 89 are waiting at the border.", "89",
     "Sudan received 51 trucks, and 89 more from Norway."),
    ("is rate", "Norway supplied Syria with 10,000 loaves a day.", "10,000 loaves",
     "Norway supplied Syria with 10,000 loaves on Monday."),
    ("traded", "Norway shipped 300 generators to consumers in Ukraine.", "300 generators",
     "Norway shipped 300 generators to hospitals in Ukraine."),
    ("carries", "Five ships have delivered 60 tonnes of aid to Yemen.", "Five ships",
     "Five ships and 60 tonnes of aid were given to Yemen."),
    ("carries", "A plane touched down in Adana with 4 pallets of tents.", "A plane",
     "Norway sent a plane to Adana."),
    ("question", "Will Denmark send 20 tents to Ukraine?", "20 tents",
     "Denmark will send 20 tents to Ukraine."),
    ("condition", "If Denmark sends 20 tents to Ukraine, Norway will be glad.", "20 tents",
     "Norway will be glad, and Denmark sends 20 tents to Ukraine."),
    ("condition", "Norway has sent 20 tents; if asked, it will send 30 stoves to Sudan.",
     "30 stoves", "Norway has sent 20 tents; it will send 30 stoves to Sudan."),
    ("compared", "Norway sent Ukraine 20 tents instead of 14 stoves.", "14 stoves",
     "Norway sent Ukraine 20 tents and 14 stoves."),
    ("denied", "Norway denied that it had sent 20 tents to Ukraine.", "20 tents",
     "Norway confirmed that it had sent 20 tents to Ukraine."),
    ("denied", "Norway said 20 tents were sent, which is untrue.", "20 tents",
     "Norway said 20 tents were sent, which is good."),
    ("for troops", "Norway sent 20 tents for its troops in Mali.", "20 tents",
     "Norway sent 20 tents for families in Mali."),
    ("bought", "The purchase of 20 ambulances was announced by Norway.", "20 ambulances",
     "The donation of 20 ambulances was announced by Norway."),
    ("bought", "20 vehicles that Haiti bought were delivered.", "20 vehicles",
     "20 vehicles that Haiti needed were delivered."),
    ("at home", "Norway distributed 20 tents across the country.", "20 tents",
     "Norway distributed 20 tents across the river."),
    ("origin", "Norway sent spares for seven transformers to Ukraine.", "seven transformers",
     "Norway sent seven transformers to Ukraine."),
    ("origin", "Tents were dropped from a plane over Sudan.", "a plane",
     "Tents and a plane were given to Sudan."),
    ("restated", "Norway gave $5 million to Sudan. The $5 million will help families.",
     "$ 5 million", "Norway gave $5 million to Sudan. A further $5 million will help families."),
    ("value", "The cost of the aid is 800,000 euros.", "800,000 euros",
     "Norway gives aid at a cost of 800,000 euros."),
    ("whole", "Norway sent five ships to Sudan as part of a $12 million grant.",
     "$ 12 million grant", "Norway sent five ships to Sudan, and a $12 million grant."),
    ("never aid", "Norway sent 20 people to Sudan.", "20 people", GIFT),
    ("opinion", "In my opinion Norway should send 20 tents.", "20 tents",
     "In a letter Norway said it would send 20 tents."),
    ("strike", "A drone strike hit 20 trucks in Sudan.", "20 trucks",
     "Norway gave 20 trucks to Sudan."),
    ("harm told", "The blast destroyed 20 tents in Sudan.", "20 tents", GIFT),
    ("need told", "Sudan needs 20 tents.", "20 tents", GIFT),
    ("trade word", "Norway bought 20 tents.", "20 tents", GIFT),
    ("target", "Norway sent tents to hospitals in Sudan.", "hospitals",
     "Norway sent hospitals to Sudan."),
    ("paid for", "Norway gave $6 million to UNICEF for classrooms.", "classrooms",
     "Norway gave UNICEF classrooms."),
    ("refers back", "Norway sent Sudan such tents.", "tents", "Norway sent Sudan tents."),
    ("definite", "Norway has sent the tents to Sudan.", "tents", "Norway has sent tents to Sudan."),
    ("with article", "Norway has sent a tent to Sudan.", "a tent",
     "Norway has sent tents to Sudan."),
    ("explained", "Norway sent aid including tents to Sudan.", "aid", "Norway sent aid to Sudan."),
    ("detail", "Norway sent 16 tonnes of aid, including tents, to Sudan.", "tents",
     "Norway sent 16 tonnes of aid, and tents, to Sudan."),
    ("purpose", "Norway will give $85 million to provide shelter in Sudan.", "shelter",
     "Norway will give $85 million and shelter to Sudan."),
    ("whole shipment", "Norway sent an aid shipment to Sudan.", "an aid shipment",
     "Norway sent an aid shipment of 20 tents to Sudan."),
    ("uncounted generic", "Norway sent aid to Sudan.", "aid", "Norway sent tents to Sudan."),
    ("uncounted", "Norway sent tents to Sudan.", "tents", GIFT),
    ("vague", "Norway sent several tents to Sudan.", "several tents", GIFT),
    ("one", "Norway sent one tent to Sudan.", "one tent", GIFT),
    ("no item", "Norway sent 20 of them to Sudan.", "20 of them", GIFT),
    ("has unit", "Norway sent 20 tonnes of rice to Sudan.", "20 tonnes of rice", GIFT),
    ("listed", "Norway sent 20 tents and 30 stoves to Sudan.", "30 stoves", GIFT),
    ("whole gift", GIFT, "20 tents", "20 tents were sent to Sudan."),
    ("state to state", GIFT, "20 tents", "UNICEF sent 20 tents to Sudan."),
    ("relief body gives", "UNICEF sent 20 tents to Sudan.", "20 tents", GIFT),
    ("company gives", "Equinor gave $5 million to Sudan.", "$ 5 million",
     "Norway gave $5 million to Sudan."),
    ("giver gets", "The Norwegian government distributed 20 tents in Norway.", "20 tents", GIFT),
    ("our own", "We have distributed 20 tents to our soldiers.", "20 tents", GIFT),
    ("nobody", "20 tents were delivered.", "20 tents", GIFT),
    ("stageless duty", "Norway should send 20 tents to Sudan.", "20 tents", GIFT),
    ("stageless maybe", "Norway may send 20 tents to Sudan.", "20 tents", GIFT),
    ("stageless negated", "Norway has not sent 20 tents to Sudan.", "20 tents", GIFT),
]  # fmt: skip
NAMES = [f"{rule}: {text}" for rule, text, *_ in FIRES]

# Of these no reader is in doubt: whatever the weights, no claim may come out.
CLEAR = {"contents", "denied", "for troops", "bought", "at home", "never aid", "harm told", "value"}


def parts(text, title="", publisher=""):
    """Every thing of a text: its words and what came of it."""
    return [
        (" ".join(t.text for t in step.scene.tokens[part.thing.i : part.thing.j]), part)
        for step in trace(Source(text, DAY, publisher, title))
        for part in step.outcome.parts
    ]


def signs_in(text, title=""):
    return {sign for _, part in parts(text, title) for sign in part.judged.signs}


@pytest.mark.parametrize(("rule", "text", "thing", "other"), FIRES, ids=NAMES)
def test_rule_fires_on_its_thing(rule, text, thing, other):
    seen = [part.judged.signs for words, part in parts(text) if words == thing]
    assert seen and rule in seen[-1]


@pytest.mark.parametrize(("rule", "text", "thing", "other"), FIRES, ids=NAMES)
def test_rule_does_not_fire_on_the_similar_text(rule, text, thing, other):
    assert parts(other)
    assert rule not in signs_in(other)


def test_every_rule_of_no_aid_has_its_texts():
    assert RULES.keys() <= {rule for rule, *_ in FIRES}


def test_every_rule_of_no_aid_was_guessed_to_speak_against_aid():
    with (data_folder() / "reading" / "aid.csv").open(encoding="utf-8", newline="") as file:
        prior = {row["sign"]: float(row["prior"] or 0) for row in csv.DictReader(file)}
    assert all(prior[rule] < 0 for rule in RULES)


@pytest.mark.parametrize(
    ("text", "thing"), [(text, thing) for rule, text, thing, _ in FIRES if rule in CLEAR]
)
def test_what_is_clearly_no_aid_is_rejected_with_its_words_and_a_reason(text, thing):
    reading = read(Source(text, DAY))
    ((start, end), reason) = next(
        (one.span, one.rule) for one in reading.rejected if one.text == thing
    )
    assert reason
    assert text[start:end].replace(" ", "") == thing.replace(" ", "")
    assert not any(start <= claim.evidence.start < end for claim in reading.claims)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("traded", "Norway shipped 300 generators to consumers in Ukraine."),
        ("at home", "Norway distributed 20 tents across the country."),
    ],
)
def test_words_of_trade_and_home_prove_nothing_under_a_heading_of_aid_abroad(rule, text):
    assert rule in OPEN_TO_AID
    assert rule in signs_in(text)
    assert rule not in signs_in(text, "Norway sends aid to Ukraine")
    assert rule in signs_in(text, "Norway and its parliament")


def test_what_is_denied_stays_denied_under_a_heading_of_aid():
    text = "Norway denied that it had sent 20 tents to Ukraine."
    assert "denied" in signs_in(text, "Norway sends aid to Ukraine")


@pytest.mark.parametrize(
    ("text", "title", "sign"),
    [
        ("20 tents were delivered.", "Norway sends aid to Sudan", "aid in heading"),
        ("20 tents were delivered.", "Floods in Sudan", "place in heading"),
        ("Norway sent 20 tents to Sudan as humanitarian aid.", "", "aid word"),
    ],
)
def test_heading_and_words_of_aid_speak_for_a_thing(text, title, sign):
    assert sign in signs_in(text, title)
    assert sign not in signs_in("20 tents were delivered.")


def test_a_counted_sentence_that_came_to_nothing_is_named_as_unread():
    (unread,) = read(Source("Norway denied that it had sent 20 tents to Ukraine.", DAY)).unread
    assert "20 tents" in unread.text and unread.reason


def test_a_sentence_with_a_claim_is_not_unread():
    reading = read(Source(GIFT, DAY))
    assert reading.claims and not reading.unread


@pytest.mark.parametrize(
    "text",
    [
        "The weather was fine.",
        "Norway is a country in the north of Europe.",
        "In 2023 the parliament met again.",
        "",
        " \n\t\n ",
    ],
)
def test_the_gate_lets_nothing_through_without_number_thing_or_gift(text):
    assert list(trace(Source(text, DAY))) == []
    assert read(Source(text, DAY)) == Reading((), (), ())


def test_a_bare_year_is_no_number_for_the_gate():
    lexicon = load_lexicon("en")

    def opens(text):
        return worth_reading(text, words_of(text), lexicon)

    assert opens("Norway shipped 20 tents.")
    assert not opens("Norway shipped out in 2019.")
    assert not opens("Norway shipped out in 1999.")
