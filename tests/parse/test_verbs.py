"""Verbs and what they say: their groups in a sentence, and the stage they give to a thing."""

from datetime import date

import pytest

from ledger.parse import Source, read
from ledger.parse.reader import trace

DAY = date(2023, 6, 1)

# A sentence, one of its verb groups as it stands, and what it is.
GROUPS = [
    ("Norway has handed over 20 tents to Sudan.", "has handed over", "deliver", "perfect"),
    ("Norway has made 20 tents available to Sudan.", "has made", "give", "perfect"),
    ("Norway has made available 20 tents to Sudan.", "has made available", "give", "perfect"),
    ("Norway gave 20 tents out in Sudan.", "gave", "distribute", "past"),
    ("Norway gave 20 tents to Sudan.", "gave", "give", "past"),
    ("Norway made 20 tents available to Sudan.", "made", "give", "past"),
    ("Norway handed 20 tents over to Sudan.", "handed", "deliver", "past"),
    ("Norway put 20 tents aside for Sudan.", "put", "pledge", "past"),
    ("Norway sent 20 tents back.", "sent", "cancel", "past"),
    ("Norway gave 20 tents out of 30.", "gave", "give", "past"),
    ("Norway gave 20 tents over Sudan.", "gave", "give", "past"),
    ("Norway cancelled 20 tents for Sudan.", "cancelled", "cancel", "past"),
    ("Sudan and Chad each received 20 tents.", "received", "receive", "past"),
    ("20 tents are being donated by Norway.", "are being donated", "give", "progressive"),
    ("Norway gave 20 tents, and ran out of stoves.", "gave", "give", "past"),
    ("20 tents from Norway are on board.", "are on board", "contain", "present"),
    ("On board were 20 tents from Norway.", "On board were", "contain", "present"),
    ("20 tents are on the way to Sudan.", "are on the way", "depart", "present"),
    ("20 tents will be on the way to Sudan.", "will be on the way", "depart", "future"),
    ("20 tents are due in Sudan.", "are due", "await", "present"),
    ("Norway will train soldiers and supply 20 tents.", "supply", "give", "future"),
    ("Norway announced that it will send 20 tents.", "announced", "speech", "past"),
    ("Norway announced 20 tents for Sudan.", "announced", "pledge", "past"),
    ("Norway is sending 20 tents.", "is sending", "send", "progressive"),
    ("Norway sends 20 tents.", "sends", "send", "present"),
    ("Norway promised to send 20 tents.", "to send", "send", "infinitive"),
    ("Norway started sending 20 tents.", "sending", "send", "gerund"),
    ("20 tents donated by Norway arrived.", "donated", "give", "participle"),
    ("Norway helped to deliver 20 tents.", "helped to deliver", "deliver", "past"),
]

# A sentence with one group, and whether it is passive, denied, and how sure it is meant.
MOODS = [
    ("20 tents have been sent.", True, False, ""),
    ("Norway has sent 20 tents.", False, False, ""),
    ("20 tents donated by Norway.", True, False, ""),
    ("Norway has not sent 20 tents.", False, True, ""),
    ("20 tents are not on the way.", False, True, ""),
    ("Norway cannot send 20 tents.", False, True, ""),
    ("Norway may send 20 tents.", False, False, "maybe"),
    ("Norway should send 20 tents.", False, False, "duty"),
    ("Norway will send 20 tents.", False, False, ""),
]

# A sentence, its thing, and the stage; planned only where it is installed.
STAGES = [
    ("Norway has given 20 tents to Sudan.", "20 tents", "delivered", False),
    ("Norway has sent 20 tents to Sudan.", "20 tents", "shipped", False),
    ("Norway will send 20 tents to Sudan.", "20 tents", "pledged", False),
    ("Norway has installed 20 generators in Sudan.", "20 generators", "installed", False),
    ("Norway is installing 20 generators in Sudan.", "20 generators", "installed", True),
    ("Norway will install 20 generators in Sudan.", "20 generators", "installed", True),
    ("Norway has not yet installed 20 generators in Sudan.", "20 generators", "installed", True),
    ("Norway has not yet sent 20 tents to Sudan.", "20 tents", "pledged", False),
    ("Norway will not send 20 tents to Sudan.", "20 tents", "cancelled", False),
    ("Norway will cancel 20 tents for Sudan.", "20 tents", "cancelled", False),
    ("Norway said it would send 20 tents to Sudan.", "20 tents", "pledged", False),
    ("Norway stopped sending 20 tents to Sudan.", "20 tents", "cancelled", False),
    ("Norway sent 20 tents back.", "20 tents", "cancelled", False),
    ("20 generators are being installed in Sudan.", "20 generators", "installed", True),
    ("20 tents are being donated to Sudan.", "20 tents", "pledged", False),
    ("Sudan thanked Norway for the donation of 20 tents.", "20 tents", "delivered", False),
    ("Norway's planned deliveries of 20 tents to Sudan.", "20 tents", "pledged", False),
    ("Norway announced that it is sending 20 tents to Sudan.", "20 tents", "pledged", False),
    ("Norway promised to send 20 tents to Sudan.", "20 tents", "pledged", False),
    ("Norway began to distribute 20 tents in Sudan.", "20 tents", "delivered", False),
    ("Two more trucks follow in June from Norway to Sudan.", "Two more trucks", "pledged", False),
    # Money has no road to travel.
    ("Norway sent $5 million to Sudan.", "$ 5 million", "delivered", False),
    # Frames: what a thing belongs to or is carried by says how far it has come.
    ("The vehicles are part of a package of 50 trucks for Sudan.", "50 trucks", "pledged", False),
    ("Norway donated a package totalling 20 tents to Sudan.", "20 tents", "delivered", False),
    ("The plane, loaded with 20 tents, landed in Sudan.", "20 tents", "delivered", False),
    ("The plane, loaded with 20 tents, took off for Sudan.", "20 tents", "shipped", False),
    ("The package includes 20 tents for Sudan.", "20 tents", "pledged", False),
    ("Trucks delivering 20 tents entered Gaza.", "20 tents", "delivered", False),
    ("Norway will buy 100 tanks for Ukraine.", "100 tanks", "pledged", False),
    # The first of: of the whole only a part has come.
    ("The first of 24 jets were handed over to Sudan by Norway.", "24 jets", "pledged", False),
    ("Norway handed over 24 jets to Sudan.", "24 jets", "delivered", False),
    # Raises: the sum that earlier words led to.
    ("Norway gave Sudan $2 million, which brings its support to $5 million.", "$ 5 million",
     "delivered", False),
    ("Norway pledged Sudan $2 million, which brings it to $5 million.", "$ 5 million",
     "pledged", False),
    ("The number of tents sent by Iran to Syria has reached 4,200.", "4,200", "shipped", False),
    # Points back: what was told of before.
    ("Norway sent aid to Sudan. The consignment of 500 boxes is large.", "500 boxes", "shipped",
     False),
    ("Norway will send aid to Sudan. The consignment of 500 boxes is large.", "500 boxes",
     "pledged", False),
]  # fmt: skip

# A sentence whose verb gives its thing no stage, and the rule that says so.
STAGELESS = [
    ("Norway should send 20 tents to Sudan.", "duty"),
    ("Norway may send 20 tents to Sudan.", "maybe"),
    ("Norway would send 20 tents to Sudan.", "maybe"),
    ("Norway has not sent 20 tents to Sudan.", "negated"),
    ("Norway did not promise to send 20 tents to Sudan.", "negated"),
    ("Norway never stopped sending 20 tents to Sudan.", "negated"),
    ("Norway declined to send 20 tents to Sudan.", "refused"),
    ("Norway refused to send 20 tents to Sudan.", "refused"),
    ("Norway needs 20 tents.", "no-aid:verb.need"),
    ("Norway has been asked to send 20 tents.", "no-aid:verb.ask"),
]


def steps(text):
    return list(trace(Source(text, DAY)))


def groups(text):
    """The verb groups of a text by the words they cover."""
    return {
        " ".join(token.text for token in step.scene.tokens[group.i : group.j]): group
        for step in steps(text)
        for group in step.scene.groups
    }


def verdicts(text):
    """What was said of each thing of a text, by its words."""
    return {
        " ".join(token.text for token in step.scene.tokens[part.thing.i : part.thing.j]): (
            part.verdict
        )
        for step in steps(text)
        for part in step.outcome.parts
    }


@pytest.mark.parametrize(("text", "words", "klass", "tense"), GROUPS)
def test_a_verb_is_seen_with_its_helpers_in_its_tense(text, words, klass, tense):
    group = groups(text)[words]
    assert (group.klass, group.tense) == (klass, tense)


@pytest.mark.parametrize(("text", "passive", "negated", "modality"), MOODS)
def test_a_verb_is_seen_in_its_voice_and_mood(text, passive, negated, modality):
    (group,) = groups(text).values()
    assert (group.passive, group.negated, group.modality) == (passive, negated, modality)


@pytest.mark.parametrize(
    ("text", "over", "under"),
    [
        ("Norway promised to send 20 tents.", "promised", "to send"),
        ("Norway started sending 20 tents.", "started", "sending"),
    ],
)
def test_an_infinitive_or_gerund_hangs_on_the_verb_before(text, over, under):
    found = groups(text)
    assert list(found)[found[under].governor] == over
    assert found[over].governor == -1


@pytest.mark.parametrize(
    "text",
    [
        "Norway sent 20 infantry fighting vehicles.",  # a name with a verb in it
        "The delivered tents stand in Sudan, and 20 are sent.",  # an adjective
    ],
)
def test_a_verb_inside_a_name_or_before_its_noun_is_none(text):
    assert not {"fighting", "delivered"} & groups(text).keys()


@pytest.mark.parametrize(("text", "thing", "stage", "planned"), STAGES)
def test_a_thing_has_the_stage_that_its_words_tell(text, thing, stage, planned):
    found = verdicts(text)[thing]
    assert (found.stage, found.planned) == (stage, planned)


@pytest.mark.parametrize(("text", "rule"), STAGELESS)
def test_a_verb_that_tells_no_stage_says_why(text, rule):
    assert verdicts(text)["20 tents"].rule == rule


def test_the_verb_of_raising_does_not_hide_what_was_told():
    text = "Norway pledged Sudan $2 million, which brings its support to $5 million."
    assert verdicts(text)["$ 5 million"].stage == "pledged"


def test_what_is_being_installed_is_still_planned():
    text = "20 generators are being installed in Sudan by Norway."
    assert verdicts(text)["20 generators"].planned


LIST = "Norway has sent this aid to Ukraine:\n- 20 tents\n- 30 stoves"
TOLD_APART = "Norway's aid to Ukraine:\n- 20 tents were delivered;\n- 30 stoves will be sent."


def test_lines_of_a_list_have_the_stage_of_the_line_that_introduces_it():
    assert [claim.stage for claim in read(Source(LIST, DAY)).claims] == ["shipped", "shipped"]


def test_a_line_with_a_verb_of_its_own_tells_its_own_stage():
    claims = read(Source(TOLD_APART, DAY)).claims
    assert [(claim.quantity_low, claim.stage) for claim in claims] == [
        (20, "delivered"),
        (30, "pledged"),
    ]


@pytest.mark.parametrize(
    "text", [LIST, "Norway has sent this aid to Ukraine: - 20 tents; - 30 stoves."]
)
def test_each_further_line_of_a_list_is_a_line_of_its_own(text):
    (step,) = steps(text)
    marks = [k for k, token in enumerate(step.scene.tokens) if token.text == "-"]
    assert len(marks) == 2
    assert [step.scene.line(k) for k in (0, marks[0], marks[1])] == [0, 1, 2]


@pytest.mark.parametrize("text", [LIST, TOLD_APART])
def test_evidence_of_a_line_stays_in_its_line(text):
    for claim in read(Source(text, DAY)).claims:
        assert "\n" not in text[claim.evidence.start : claim.evidence.end]


@pytest.mark.parametrize(
    ("text", "donors"),
    [
        ("Donors sent aid to Sudan: 300 beds (Oman).", ("OMN",)),
        ("Norway (20 tents) and Denmark (30 stoves) have sent aid to Sudan.", ("NOR",)),
        ("Aid sent to Sudan. Japan (300 beds).", ("JPN",)),
    ],
)
def test_brackets_tell_whose_a_thing_is(text, donors):
    assert read(Source(text, DAY)).claims[0].donors == donors
