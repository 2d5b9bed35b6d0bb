"""Text from sources never becomes markup, and marks cut a text where they say."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.dashboard.html import Mark, link, marked, outside_link, table, tag, text
from tests.dashboard.ledger_file import ATTACK

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4)


@given(source=st.text(max_size=30), spans=SPANS)
def test_marking_changes_no_character_of_the_text(
    source: str, spans: list[tuple[int, int]]
) -> None:
    found = marked(source, [Mark(min(span), max(span), "") for span in spans])
    assert unescape(re.sub(r"</?mark[^>]*>", "", found)) == unescape(text(source))


@given(source=st.text(min_size=1, max_size=20))
def test_only_our_own_tags_stand_in_a_marked_text(source: str) -> None:
    found = marked(source, [Mark(0, len(source), "1", "#c")])
    assert set(re.findall(r"<(\w+)", found)) <= {"mark", "sup", "a"}


def test_marks_are_counted_in_the_whole_text_when_a_cut_is_shown() -> None:
    assert "<mark" in marked("six bridges", [Mark(104, 111, "")], offset=100)
    assert marked("six bridges", [Mark(0, 50, "")], offset=100) == "six bridges"


def test_two_claims_in_the_same_words_have_both_their_numbers() -> None:
    found = marked("six bridges", [Mark(0, 3, "1"), Mark(0, 11, "2")])
    assert re.findall(r"<sup>(\d)</sup>", found) == ["1", "2"]
    assert re.sub(r"<[^>]+>|\d", "", found) == "six bridges"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//host", "/path", "ftp://host/x", "http:///x",
     "http://[x", ""],
)  # fmt: skip
def test_address_that_is_not_plain_web_is_no_link(url: str) -> None:
    assert outside_link(url, "label") == "label"


def test_web_address_is_a_link_whose_parts_are_escaped() -> None:
    found = outside_link('https://example.org/"><b>', "<b>")
    assert found.count("<") == 2
    assert found.endswith("&lt;b&gt;</a>")


def test_attack_in_any_place_stays_text() -> None:
    found = table(ATTACK, [ATTACK], [[ATTACK], [link("?a", ATTACK)], [tag("p", ATTACK, id=ATTACK)]])
    assert "<img" not in found
