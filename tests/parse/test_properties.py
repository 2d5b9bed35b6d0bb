"""Whatever the text, reading it must not fail and every span must cut the text it names."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.parse import Reading, Source, claim_to_json, explain, read
from ledger.parse.tokens import normalise

WORDS = st.sampled_from(
    [
        "Norway",
        "Ukraine",
        "the",
        "a",
        "of",
        "to",
        "from",
        "by",
        "has",
        "have",
        "been",
        "sent",
        "donated",
        "delivered",
        "will",
        "receive",
        "20",
        "1,000",
        "$5",
        "million",
        "tents",
        "generators",
        "more",
        "than",
        "and",
        ",",
        ".",
        ":",
        ";",
        "-",
        "—",
        "\n",
        "(",
        ")",
        "since",
        "July",
        "2023",
        "such",
        "them",
        "we",
        "Kyiv",
        "region",
        "not",
        "if",
        "worth",
        "€3bn",
        "’s",
        "\u2060",
        "?",
        "bridges",
        "install",
        "two",
        "½",
        "́",
        "12",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(WORDS, max_size=60).map(" ".join),
    st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=40).map(" ".join),
)
DAY = date(2023, 3, 1)


def check_spans(text: str, reading: Reading) -> None:
    for claim in reading.claims:
        start, end = claim.evidence
        assert 0 <= start < end <= len(text)
        assert claim.sentence.start <= start and end <= claim.sentence.end
        assert claim_to_json(claim, text)["evidence"]["text"] == text[start:end]
        for _, span in claim.spans:
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert 0 <= claim.confidence <= 1
    for note in (*reading.unread, *reading.rejected):
        assert 0 <= note.span.start < note.span.end <= len(text)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_reads_without_failing_and_spans_lie_in_it(text):
    reading = read(Source(text, DAY))
    check_spans(text, reading)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_reading_twice_gives_the_same(text):
    assert read(Source(text, DAY, "UNICEF", "Aid")) == read(Source(text, DAY, "UNICEF", "Aid"))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_explaining_never_fails(text):
    assert isinstance(explain(Source(text, None)), str)


@given(st.text(max_size=200))
def test_normalising_never_moves_an_offset(text):
    assert len(normalise(text)) == len(text)
