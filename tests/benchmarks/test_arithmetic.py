"""The harness's own sums: wrong arithmetic would make every figure on the page wrong."""

import doctest
import sys
import time

import pytest

from benchmarks import measure, table
from benchmarks.announcements import rows
from benchmarks.measure import Timing, exponent, in_child, megabytes, ratio, timed, timed_together
from benchmarks.settings import chosen
from benchmarks.steps import timed_steps
from benchmarks.table import Figure, Table, markdown, number, plain, rate, spent
from benchmarks.texts import repeated


def test_median_is_not_moved_by_one_disturbed_run():
    found = Timing((1.0, 9.0, 2.0))
    assert (found.best, found.median, found.worst) == (1.0, 2.0, 9.0)


@pytest.mark.parametrize(
    ("text", "size"), [("a" * 2_000_000, 2.0), ("€" * 1_000_000, 3.0), ("", 0.0)]
)
def test_megabytes_are_millions_of_bytes_as_stored(text, size):
    assert megabytes(text) == size


def test_rate_is_amount_over_median_and_its_best_run_is_the_fastest():
    found = rate("x", 10.0, "MB/s", Timing((2.0, 4.0, 5.0)))
    assert (found.value, found.best, found.worst) == (2.5, 5.0, 2.0)


def test_one_run_has_no_spread():
    found = spent("x", Timing((0.5,)), unit="ms")
    assert (found.value, found.best, found.worst) == (500, None, None)


def test_a_floor_says_how_many_times_longer_we_take():
    found = spent("x", Timing((3.0,)), floor=("floor", 1.5))
    assert (found.against, found.ratio) == ("floor", 2.0)
    assert ratio(1.0, 0.0) is None


@pytest.mark.parametrize("power", [1.0, 1.5, 2.0])
def test_exponent_is_the_power_by_which_time_grows(power):
    sizes = [10, 100, 1000]
    assert exponent(sizes, [0.01 * size**power for size in sizes]) == pytest.approx(power)


def test_warm_up_is_run_but_not_counted():
    calls = []
    assert len(timed(lambda: calls.append(1), 3).seconds) == 3
    assert len(calls) == 4


def _inner():
    return sum(range(200_000))


def _outer():
    return _inner() + _inner()


def test_works_are_timed_in_turn_after_a_warm_up_each():
    order = []
    found = timed_together({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, 2)
    assert order == ["a", "b", "a", "b", "a", "b"]
    assert [len(found[name].seconds) for name in "ab"] == [2, 2]


def test_step_is_counted_without_the_steps_that_it_calls():
    here = __name__
    with timed_steps({f"{here}:_outer": "outer", f"{here}:_inner": "inner"}) as got:
        sys.modules[here]._outer()
    assert got["inner"] > got["outer"] > 0


def test_step_that_was_renamed_is_left_out_and_everything_is_put_back():
    original = time.sleep
    with timed_steps({"time:no_such_function": "gone", "time:sleep": "sleep"}) as got:
        assert time.sleep is not original
    assert dict(got) == {}
    assert time.sleep is original


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0, "0"), (0.06484, "0.0648"), (2.5, "2.50"), (12345.6, "12,346")]
)
def test_numbers_show_three_figures_that_count(value, shown):
    assert number(value) == shown


def test_table_shows_a_missing_peer_with_the_reason():
    shown = plain(Table("T", [Figure("peer", None, "MB/s", note="not installed")]))
    assert "not installed" in shown
    assert "MB/s" not in shown


def test_markdown_has_a_row_for_each_figure_and_a_line_for_each_note():
    shown = markdown(Table("T", [Figure("a", 1.0, "s"), Figure("b", 2.0, "s")], ["n"]))
    assert [line[:3] for line in shown.splitlines()] == ["| w", "| -", "| a", "| b", "", "- n"]


def test_generated_announcements_are_the_same_every_time_and_of_real_length():
    found = list(rows(500))
    assert found == list(rows(500))
    assert len({row.url for row in found}) == 500
    assert all(200 <= len(row.text) <= 900 for row in found)


def test_generated_announcements_are_partly_without_aid():
    pages = [row.text for row in rows(500)]
    assert 0.15 < sum("delivered" not in one and "send" not in one for one in pages) / 500 < 0.9


def test_text_is_repeated_to_the_size_asked_for():
    assert repeated("one line", 20) == "one line\none line\non"


def test_memory_of_a_fresh_process_is_its_own():
    held = bytearray(200_000_000)  # ours must not be counted as the child's
    assert in_child("nothing")["memory_mb"] < 100
    assert len(held) == 200_000_000


def test_a_million_claims_are_asked_for_only_on_request():
    assert 1_000_000 not in chosen(quick=False, large=False).claims
    assert 1_000_000 in chosen(quick=False, large=True).claims


@pytest.mark.parametrize("module", [measure, table])
def test_examples_in_docstrings_hold(module):
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0
