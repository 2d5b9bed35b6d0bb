"""Who is spoken of, and what speaks for each as giver or getter; weights are not judged here."""

from datetime import date

import pytest

from ledger.parse import Source, read
from ledger.parse.context import Context
from ledger.parse.lexicon import load_lexicon
from ledger.parse.mentions import mentions, short_forms
from ledger.parse.reader import scene_of, trace
from ledger.parse.segment import sentences
from ledger.parse.tokens import normalise

DAY = date(2023, 6, 15)
GIFT = "Norway sent 20 tents to Sudan."
TWO_GIVERS = "Norway sent 20 tents from Denmark to Sudan."
TWO_GETTERS = "20 tents to Sudan for Chad came from Norway."

# A sentence, what was known before it, and who is mentioned: codes, kind, preposition, owner.
MENTIONS = [
    (GIFT, {}, [(("NOR",), "name", "", False), (("SDN",), "name", "to", False)]),
    ("Norway and Denmark sent 20 tents.", {},
     [(("NOR", "DNK"), "name", "", False), (("NOR", "DNK"), "name", "", False)]),
    ("Norway's ministry sent 20 tents.", {}, [(("NOR",), "name", "", True)]),
    ("Japanese aid was sent.", {}, [(("JPN",), "demonym", "", False)]),
    ("The Foo Relief Fund sent 20 tents.", {},
     [(("Foo Relief Fund",), "unlisted body", "", False)]),
    ("20 tents came from the FRF.", {"aliases": {"FRF": ("Foo Relief Fund",)}},
     [(("Foo Relief Fund",), "alias", "from", False)]),
    ("20 tents came from the FRF.", {}, [(("FRF",), "unlisted word", "from", False)]),
    ("Minister Anna Smith sent 20 tents.", {"publisher": "NOR"},
     [(("NOR",), "official", "", False)]),
    ("Minister Anna Smith sent 20 tents.", {}, []),
    ("We sent 20 tents to the country.", {"speaker": "NOR", "country": "SDN"},
     [(("NOR",), "we", "", False), (("SDN",), "country", "to", False)]),
    ("We sent 20 tents to the country.", {}, []),
    ("It sent 20 tents.", {"subject": ("NOR",)}, [(("NOR",), "it", "", False)]),
    ("20 tents went to the Caribbean.", {}, [(("Caribbean",), "region", "to", False)]),
    ("Norway gave 20 US dollars.", {}, [(("NOR",), "name", "", False)]),
]  # fmt: skip

# A sentence, a party, and a feature that it has; the last is a party of it without the feature.
FEATURES = [
    (GIFT, "NOR", "subject gives direct", "SDN"),
    (GIFT, "SDN", "to near", "NOR"),
    (GIFT, "SDN", "giver told", "NOR"),
    (GIFT, "NOR", "getter told", "SDN"),
    (TWO_GIVERS, "NOR", "rival giver", "SDN"),
    (TWO_GIVERS, "DNK", "rival giver", "SDN"),
    (TWO_GIVERS, "DNK", "from near", "NOR"),
    (TWO_GETTERS, "SDN", "rival getter", "NOR"),
    (TWO_GETTERS, "TCD", "rival getter", "NOR"),
    ("20 tents donated by Norway reached Sudan.", "NOR", "agent beside", "SDN"),
    ("20 tents donated by Norway reached Sudan.", "SDN", "reached", "NOR"),
    ("Sudan received 20 tents from Norway.", "SDN", "subject gets direct", "NOR"),
    ("Norway gave Sudan 20 tents.", "SDN", "object given own", "NOR"),
    ("Sudan thanked Norway for 20 tents sent by air.", "NOR", "thanked", "SDN"),
    ("Norway: 20 tents to Sudan.", "NOR", "label", "SDN"),
    ("Aid for Sudan was sent: 300 beds (Oman).", "OMN", "in brackets", "SDN"),
]


def found(text, **known):
    """The mentions of a sentence, and its scene."""
    lexicon, plain = load_lexicon("en"), normalise(text)
    (sentence,) = sentences(plain, lexicon)
    scene = scene_of(plain, sentence, None, lexicon)
    return mentions(scene, Context(**known)), scene


def choices(text, title="", publisher=""):
    return [
        part.choice
        for step in trace(Source(text, DAY, publisher, title))
        for part in step.outcome.parts
    ]


def features(text, title="", publisher=""):
    """The features of each candidate towards the counted thing, by its first party."""
    choice = choices(text, title, publisher)[-1]
    return {
        one.candidate.codes[0]: one.candidate.features
        for one in choice.ranked[0]
        if one.candidate.codes
    }


@pytest.mark.parametrize(("text", "known", "wanted"), MENTIONS)
def test_who_is_spoken_of(text, known, wanted):
    seen, _ = found(text, **known)
    assert [(m.codes, m.kind, m.prep, m.owns) for m in seen] == wanted


@pytest.mark.parametrize(("text", "known", "wanted"), MENTIONS)
def test_only_what_is_named_has_a_place(text, known, wanted):
    for mention in found(text, **known)[0]:
        named = mention.kind not in ("we", "it", "country")
        assert (mention.span is not None) == named
        if named:
            assert text[slice(*mention.span)].split()


def test_a_short_form_in_brackets_stands_for_the_name_before():
    seen, scene = found("The Singapore Red Cross (SRC) sent 20 tents (20 of them new).")
    assert short_forms(scene, seen) == {"SRC": ("singapore-red-cross",)}


def test_a_short_form_is_remembered_in_later_sentences():
    text = "The Foo Relief Fund (QZF) gave aid to Sudan.\n\nThe QZF sent 20 tents to Chad."
    assert read(Source(text, DAY)).claims[-1].donors == ("Foo Relief Fund",)


@pytest.mark.parametrize(("text", "code", "feature", "other"), FEATURES)
def test_a_feature_is_seen_on_its_party_alone(text, code, feature, other):
    seen = features(text)
    assert feature in seen[code]
    assert feature not in seen[other]


def test_a_lone_giver_has_no_rival_and_is_not_told_of_itself():
    seen = features(GIFT)["NOR"]
    assert not {"rival giver", "giver told"} & seen


def test_an_owner_before_a_comma_is_not_the_subject_behind_it():
    seen = features("After Russia's attack, Norway sent 20 tents to Ukraine.")
    assert "subject gives direct" in seen["NOR"]


def test_the_first_of_a_chain_of_owners_acts():
    seen = features("Norway's relief agency Norad sent 20 tents to Ukraine.")
    assert "subject gives direct" in seen["NOR"]


@pytest.mark.parametrize(
    ("title", "publisher", "code", "feature"),
    [
        ("Norway sends aid to Sudan", "", "NOR", "title donor absent"),
        ("Norway sends aid to Sudan", "", "SDN", "title recipient absent"),
        ("Floods in Sudan", "", "SDN", "title state absent"),
        ("", "Denmark", "DNK", "absent"),
    ],
)
def test_heading_offers_parties_that_the_sentence_does_not_name(title, publisher, code, feature):
    assert feature in features("20 tents were sent.", title, publisher)[code]
    assert code not in features("20 tents were sent.")


def test_a_party_named_in_the_sentence_is_not_offered_as_absent_too():
    choice = choices(GIFT, "Norway sends aid to Sudan")[0]
    codes = [one.candidate.codes for one in choice.ranked[0]]
    assert len(codes) == len(set(codes))
    assert "absent" not in features(GIFT, "Norway sends aid to Sudan")["NOR"]


def test_nobody_is_always_a_candidate_and_says_what_the_verb_does():
    for ranked in choices(GIFT)[0].ranked:
        (nobody,) = [one.candidate for one in ranked if not one.candidate.codes]
        assert nobody.features == {"nobody", "nobody gives"}


@pytest.mark.parametrize("text", [GIFT, TWO_GIVERS, TWO_GETTERS, "Norway helps Norway: 20 tents."])
def test_nobody_stands_on_both_sides(text):
    for choice in choices(text):
        assert set(choice.donors.codes).isdisjoint(choice.recipients.codes)


@pytest.mark.parametrize("text", [GIFT, TWO_GIVERS, TWO_GETTERS])
def test_candidates_are_ranked_and_the_choice_is_a_share(text):
    for choice in choices(text):
        for ranked, sure in zip(choice.ranked, choice.sure, strict=True):
            scores = [one.score for one in ranked]
            assert scores == sorted(scores, reverse=True)
            assert 0 < sure <= 1


def test_a_clear_gift_is_given_and_got_by_those_named():
    (claim,) = read(Source(GIFT, DAY)).claims
    assert (claim.donors, claim.recipients) == (("NOR",), ("SDN",))
    spans = dict(claim.spans)
    assert GIFT[slice(*spans["donors"])] == "Norway"
    assert GIFT[slice(*spans["recipients"])] == "Sudan"
    assert "donor:" in claim.rule and "recipient:" in claim.rule


def test_parties_from_the_heading_have_no_place_in_the_text():
    (claim,) = read(Source("20 tents were delivered.", DAY, "", "Norway sends aid to Sudan")).claims
    spans = dict(claim.spans)
    assert (claim.donors, claim.recipients) == (("NOR",), ("SDN",))
    assert (spans["donors"], spans["recipients"]) == (None, None)
