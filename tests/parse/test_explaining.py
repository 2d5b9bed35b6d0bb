"""The reading as text for people: everything that was seen, what was decided by which signs."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.cli import run
from ledger.parse import Source, explain, read

DAY = date(2023, 6, 1)
GIFT = "On 2 May 2023 Norway sent 20 tents to Sudan."
ASKED = "Will Denmark send 30 stoves to Kenya?"
IDLE = "The weather was fine."
TEXT = f"{GIFT} {ASKED}\n\n{IDLE}"
SIGN = re.compile(r"[a-z] [+-]\d+\.\d")


def paragraphs(text):
    """The paragraph of each sentence by its first word."""
    parts = explain(Source(text, DAY)).split("\n\n")
    return {part.partition("] ")[2].split()[0]: part for part in parts}


def lines(paragraph, label):
    """What stands behind a label, once for each line with it."""
    return [
        line.strip().removeprefix(label).strip()
        for line in paragraph.splitlines()
        if line.strip().startswith(label)
    ]


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("party", "'Norway' name NOR"),
        ("party", "'Sudan' name SDN to"),
        ("quantity", "'20' 20..20 exact"),
        ("date", "'On 2 May 2023' 2023-05-02..2023-05-02"),
        ("verb", "'sent' verb.send past active"),
        ("thing", "'20 tents' tent"),
        ("stage", "shipped by verb.send"),
        ("CLAIM", "shipped 'sent 20 tents' verb.send"),
    ],
)
def test_what_was_seen_is_shown_in_the_words_of_the_text(label, shown):
    found = lines(paragraphs(TEXT)["On"], label)
    assert any(line.startswith(shown) for line in found), found


def test_each_sentence_has_a_paragraph_headed_by_its_place_and_words():
    parts = explain(Source(TEXT, DAY)).split("\n\n")
    assert len(parts) == 3
    for part, words in zip(parts, (GIFT, ASKED, IDLE), strict=True):
        start, end = map(int, re.match(r"\[(\d+):(\d+)\]", part).groups())
        assert TEXT[start:end].strip() == words
        assert words in part.splitlines()[0]


@pytest.mark.parametrize("label", ["aid", "donor", "recipient", "sure", "flow", "window"])
def test_each_decision_shows_its_signs_with_their_weights(label):
    (first, *_) = lines(paragraphs(TEXT)["On"], label)
    assert SIGN.search(first), first


def test_signs_stand_heaviest_first():
    (shown,) = lines(paragraphs(TEXT)["On"], "aid")
    found = [abs(float(x)) for x in re.findall(r"([+-]\d+\.\d)", shown)]
    assert len(found) > 1
    assert found == sorted(found, reverse=True)


def test_the_chosen_party_is_marked_and_the_others_are_named():
    first, *others = lines(paragraphs(TEXT)["On"], "donor")
    assert first.startswith("= NOR")
    assert others and not any(line.startswith("=") for line in others)
    assert any("nobody" in line for line in others)


def test_what_was_turned_down_names_the_sign_against_it_and_shows_no_parties():
    part = paragraphs(TEXT)["Will"]
    assert lines(part, "rejected") == ["by question"]
    assert lines(part, "unread") == ["question"]
    assert not lines(part, "CLAIM") and not lines(part, "donor")


def test_a_sentence_that_no_rule_had_to_read_says_so():
    part = paragraphs(TEXT)["The"]
    assert "not read:" in part
    assert len(part.splitlines()) == 2


def test_rejections_of_the_reading_and_of_the_explanation_are_the_same():
    text = f"{GIFT} {ASKED} Norway denied that it had sent 14 beds to Chad."
    told = re.findall(r"rejected  by (.*)", explain(Source(text, DAY)))
    assert told == [one.rule for one in read(Source(text, DAY)).rejected]
    assert len(told) == 2


def test_claims_of_the_reading_and_of_the_explanation_are_the_same():
    text = f"{GIFT} Denmark delivered 30 stoves and 40 beds to Kenya."
    told = re.findall(r"CLAIM     (\w+) .* ([\d.]+)$", explain(Source(text, DAY)), re.M)
    claims = read(Source(text, DAY)).claims
    assert told == [(claim.stage, str(claim.confidence)) for claim in claims]
    assert len(told) == 3


def test_words_of_the_original_are_shown_not_those_it_was_normalised_to():
    text = "Norway\u2019s army sent 20\u00a0tents to Sudan."
    head, *rest = explain(Source(text, DAY)).splitlines()
    assert head.endswith("] " + " ".join(text.split()))
    assert any("20\\xa0tents" in line for line in rest)


def test_a_line_break_in_a_sentence_does_not_break_its_heading():
    text = "Norway has sent this aid to Ukraine:\n- 20 tents\n- 30 stoves"
    head = explain(Source(text, DAY)).splitlines()[0]
    assert head.endswith("Ukraine: - 20 tents - 30 stoves")


@pytest.mark.parametrize("text", ["", " \n ", "\n\n\n"])
def test_nothing_is_explained_by_nothing(text):
    assert explain(Source(text, DAY)) == ""


@pytest.mark.parametrize("language", ["xx", "EN", "../lang/en", "", "en/"])
def test_what_is_no_language_is_refused(language):
    with pytest.raises(LookupError, match=f"{language!r}"):
        explain(Source(GIFT, DAY, language=language))


@pytest.mark.parametrize("char", ["\x1b", "\x9b", "\x07", "\u202e", "\u2028"])
def test_what_could_steer_a_terminal_is_escaped(char):
    found = explain(Source(f"Norway sent 20{char} tents to Sudan.", DAY))
    assert char not in found
    assert char == "\u2028" or ascii(char)[1:-1] in found


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([GIFT, ASKED, IDLE]), max_size=4))
def test_every_sentence_is_explained_once(texts):
    found = explain(Source("\n".join(texts), DAY))
    assert len(re.findall(r"^\[\d+:\d+\] ", found, re.M)) == len(texts)


def test_the_command_prints_the_explanation_and_no_claims(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    code = run(["parse", "text.txt", "--explain", "--published", "2023-06-01"])
    assert code == 0
    assert capsys.readouterr().out.strip() == explain(Source(TEXT, DAY))
