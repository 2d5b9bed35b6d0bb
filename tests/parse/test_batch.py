"""Many announcements at once: Arrow in, Arrow out, the same claims as one by one."""

import sys
from datetime import date
from decimal import Decimal
from types import ModuleType

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.parse import Source, parse_batch, read
from ledger.parse.batch import SCHEMA
from ledger.parse.processes import reading_pool

GIFT = "Norway sent 20 tents to Sudan."
TWO = "Denmark delivered 30 stoves and 40 beds to Kenya on 2 May 2023."
NONE = "The weather was fine."
MONEY = "Sweden gave €1.5 million to Chad."
DAY = date(2023, 6, 1)
TEXTS = [GIFT, NONE, TWO, MONEY]


def batch(texts, **columns):
    """A batch of announcements; further columns as given."""
    found = {"text": pa.array(texts, pa.string())}
    for name, values in columns.items():
        found[name] = pa.array(values, pa.date32() if name == "published" else pa.string())
    return pa.RecordBatch.from_pydict(found)


def pairs(claims):
    return list(zip(claims["row"].to_pylist(), claims["quantity_low"].to_pylist(), strict=True))


def test_claims_have_the_published_columns():
    assert parse_batch(batch(TEXTS)).schema.equals(SCHEMA)


@pytest.mark.parametrize("texts", [[], [NONE], [None, None], [""]])
def test_a_batch_without_claims_is_empty_but_has_its_columns(texts):
    found = parse_batch(batch(texts))
    assert found.num_rows == 0
    assert found.schema.equals(SCHEMA)


def test_an_empty_batch_starts_no_workers():
    assert parse_batch(batch([]), workers=2).equals(parse_batch(batch([])))


def test_each_claim_names_the_row_of_its_announcement_in_text_order():
    assert pairs(parse_batch(batch(TEXTS))) == [(0, 20), (2, 30), (2, 40), (3, None)]


def test_a_null_text_holds_no_claims_and_keeps_its_row():
    assert pairs(parse_batch(batch([None, GIFT, None, GIFT]))) == [(1, 20), (3, 20)]


def test_a_batch_that_is_a_slice_counts_rows_from_its_own_first():
    part = batch([NONE, NONE, GIFT, TWO]).slice(2, 1)
    assert pairs(parse_batch(part)) == [(0, 20)]


def test_every_column_is_that_of_the_claim():
    (claim,) = read(Source(GIFT, DAY, "Norway", "Tents", "", "en")).claims
    columns = {"published": [DAY], "publisher": ["Norway"], "title": ["Tents"], "language": ["en"]}
    (row,) = parse_batch(batch([GIFT], **columns)).to_pylist()
    for name in set(SCHEMA.names) & set(claim.__slots__) - {"evidence", "sentence"}:
        value = getattr(claim, name)
        assert row[name] == (list(value) if isinstance(value, tuple) else value), name


def test_evidence_is_cut_from_the_text_in_code_points():
    text = "\N{PARTY POPPER} é " + GIFT
    (row,) = parse_batch(batch([text])).to_pylist()
    assert text[row["evidence_start"] : row["evidence_end"]] == row["evidence_text"]
    assert row["evidence_text"] == "sent 20 tents"
    assert row["sentence_start"] <= row["evidence_start"]


@pytest.mark.parametrize("name", ["published", "publisher", "title", "url", "language"])
def test_a_null_beside_a_text_is_as_good_as_no_column(name):
    assert parse_batch(batch([GIFT], **{name: [None]})).equals(parse_batch(batch([GIFT])))


@pytest.mark.parametrize("name", ["publisher", "title", "url", "language"])
def test_an_empty_string_beside_a_text_is_as_good_as_no_column(name):
    assert parse_batch(batch([GIFT], **{name: [""]})).equals(parse_batch(batch([GIFT])))


def test_columns_that_nobody_asked_for_are_ignored():
    assert parse_batch(batch([GIFT], note=["x"])).equals(parse_batch(batch([GIFT])))


def test_the_day_of_publication_is_used():
    text = "Yesterday Norway sent 20 tents to Sudan."
    found = parse_batch(batch([text, text], published=[DAY, None]))
    assert found["start"].to_pylist() == [date(2023, 5, 31), None]


def test_each_row_is_read_in_its_own_language():
    german = "Norwegen hat 20 Zelte an die Ukraine geliefert."
    found = parse_batch(batch([german, GIFT], language=["de", "en"]))
    assert found["row"].to_pylist() == [0, 1]
    assert found["donors"].to_pylist() == [["NOR"], ["NOR"]]


def test_without_a_text_column_the_message_names_those_there_are():
    with pytest.raises(ValueError, match="'text' among title, url"):
        parse_batch(pa.RecordBatch.from_pydict({"title": ["a"], "url": ["b"]}))


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"text": [GIFT], "published": ["2023-06-01"]}, "'published' .* string.* date32"),
        ({"text": [5]}, "'text' .* int64.* string"),
        ({"text": [GIFT], "title": [1.5]}, "'title' .* double.* string"),
    ],
)
def test_a_column_of_another_type_is_named_with_what_was_found(columns, message):
    with pytest.raises(ValueError, match=message):
        parse_batch(pa.RecordBatch.from_pydict(columns))


def test_a_doubled_column_is_named():
    twice = pa.RecordBatch.from_arrays([pa.array([GIFT]), pa.array(["b"])], names=["text", "text"])
    with pytest.raises(ValueError, match="'text' is there 2 times"):
        parse_batch(twice)


@pytest.mark.parametrize("language", ["xx", "../lang/en"])
def test_a_language_without_rules_is_refused(language):
    with pytest.raises(LookupError):
        parse_batch(batch([GIFT, GIFT], language=["en", language]))


def test_a_language_without_rules_beside_a_null_text_is_never_asked_for():
    assert parse_batch(batch([None], language=["xx"])).num_rows == 0


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("1.5 million", Decimal(1500000)),
        ("0.000000001", Decimal("0.000000001")),
        ("9" * 28, Decimal("9" * 28)),
        ("9" * 31, None),
    ],
)
def test_numbers_are_exact_and_null_where_they_do_not_fit(figure, value):
    text = f"Norway gave ${figure} to Sudan."
    found = parse_batch(batch([text])).to_pylist()
    if value is None:
        assert [row["amount"] for row in found] == [None]
        assert figure in found[0]["quantity_text"]
    else:
        assert [row["amount"] for row in found] == [value]


def test_several_workers_give_what_one_gives_in_the_same_order():
    texts = [*TEXTS, None, *(f"Norway sent {n} tents to Sudan." for n in range(20, 40))]
    one = parse_batch(batch(texts, published=[DAY] * len(texts)), 1)
    two = parse_batch(batch(texts, published=[DAY] * len(texts)), 2)
    assert two.equals(one)
    assert one["row"].to_pylist() == sorted(one["row"].to_pylist())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*TEXTS, None]), max_size=6))
def test_a_batch_holds_the_claims_of_its_texts_one_by_one(texts):
    found = parse_batch(batch(texts))
    wanted = [
        (row, claim.stage, claim.item_code, claim.quantity_low, claim.confidence)
        for row, text in enumerate(texts)
        for claim in (read(Source(text)).claims if text else ())
    ]
    names = ("row", "stage", "item_code", "quantity_low", "confidence")
    assert [tuple(row[name] for name in names) for row in found.to_pylist()] == wanted


def test_workers_do_not_run_the_program_that_started_them(tmp_path, monkeypatch):
    """Streamlit puts the page in the place of the main module; its file must not be run again."""
    page = ModuleType("__main__")
    page.__file__ = str(tmp_path / "gone.py")
    monkeypatch.setitem(sys.modules, "__main__", page)
    with reading_pool(1) as pool:
        assert pool.submit(len, "abc").result() == 3
    assert sys.modules["__main__"] is page
