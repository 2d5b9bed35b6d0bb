"""The lens in the address: codes in, codes out, and what cannot be followed is told."""

from datetime import date, datetime
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.lens import LISTS, Lens, from_query, to_query

WORDS = st.lists(st.text(min_size=1, max_size=8), max_size=3, unique=True).map(tuple)


@given(
    lists=st.fixed_dictionaries(dict.fromkeys(LISTS, WORDS)),
    q=st.text(max_size=12).map(str.strip),
    as_of=st.none() | st.dates(),
    known=st.none() | st.datetimes(min_value=datetime(1990, 1, 1)),
)
def test_lens_comes_back_from_its_own_link(
    lists: dict[str, tuple[str, ...]], q: str, as_of: date | None, known: datetime | None
) -> None:
    lens = Lens(**lists, q=q, as_of=as_of, known=known)
    query = parse_qs(to_query(lens), keep_blank_values=True)
    assert from_query(query, {}) == (lens, ())


def test_default_lens_has_no_query() -> None:
    assert to_query(Lens()) == ""


@pytest.mark.parametrize(
    ("query", "name", "value"),
    [
        ({"donor": ["Nowhere"]}, "donor", "Nowhere"),
        ({"asof": ["yesterday"]}, "asof", "yesterday"),
        ({"known": ["2026-13-01"]}, "known", "2026-13-01"),
        ({"stage": ["promised"]}, "stage", "promised"),
    ],
)
def test_value_that_cannot_be_followed_is_named_and_ignored(
    query: dict[str, list[str]], name: str, value: str
) -> None:
    lens, problems = from_query(query, {"donor": ["NOR"], "stage": ["pledged"]})
    assert lens == Lens()
    assert [(one.name, one.value) for one in problems] == [(name, value)]


def test_good_values_beside_a_bad_one_are_kept() -> None:
    lens, problems = from_query({"donor": ["NOR", "XXX"]}, {"donor": ["NOR"]})
    assert lens.donor == ("NOR",)
    assert len(problems) == 1


def test_one_value_or_a_whole_filter_can_be_taken_off() -> None:
    lens = Lens(donor=("NOR", "DEU"), q="bridge", as_of=date(2022, 1, 1))
    assert lens.without("donor", "NOR").donor == ("DEU",)
    assert lens.without("donor").donor == ()
    assert lens.without("q").q == ""
    assert lens.without("as_of").as_of is None
