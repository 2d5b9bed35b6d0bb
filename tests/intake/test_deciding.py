"""Rulings: what each changes, what is refused with one message; a repeat writes nothing."""

import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ledger.errors import UsageError
from ledger.intake import Note, draft, record
from ledger.intake.deciding import Decided, Ruling, decide
from ledger.parse import Source
from ledger.posting import post
from ledger.store import open_write
from tests.blank import blank_ledger
from tests.rulings import NOW, ask, ledger_to_rule_on, truth

MIDSUMMER = date(2023, 6, 21)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("ruled")
    return folder, ledger_to_rule_on(folder / "ledger.duckdb")


@pytest.fixture
def ledger(made: tuple[Path, dict[str, str]], tmp_path: Path) -> Path:
    for path in made[0].iterdir():
        shutil.copyfile(path, tmp_path / path.name)
    return tmp_path / "ledger.duckdb"


@pytest.fixture
def ids(made: tuple[Path, dict[str, str]]) -> dict[str, str]:
    return made[1]


def _ruling(given: Mapping[str, Any], ids: Mapping[str, str]) -> Ruling:
    asked = dict(given)
    for name in ("subject", "other"):
        asked[name] = ids.get(asked.get(name, ""), asked.get(name, ""))
    return Ruling(**asked, who="ann", why="she read it")


def _decide(
    ledger: Path, ids: Mapping[str, str], minute: int = 0, dry_run: bool = False, **given: Any
) -> Decided:
    return decide(ledger, _ruling(given, ids), NOW + timedelta(minutes=minute), dry_run=dry_run)


Figures = dict[str, tuple[str, int | None, int | None]]

# What is ruled, and which levels it changes: level -> (donor, low and high after).
EFFECTS: list[tuple[str, list[dict[str, Any]], Figures]] = [
    ("two reports far apart become one event",
     [{"kind": "same", "subject": "came", "other": "came again"}],
     {"delivered": ("CZE", 5, 5), "outstanding": ("CZE", 27, 27)}),
    ("one of two reports of an event is another event",
     [{"kind": "different", "subject": "came again", "other": "told twice"}],
     {"delivered": ("CZE", 15, 15), "outstanding": ("CZE", 20, 20)}),
    ("a reading in doubt counts once it is accepted",
     [{"kind": "accept", "subject": "doubted"}],
     {"delivered": ("CZE", 19, 19), "outstanding": ("CZE", 13, 13)}),
    ("a reading that is wrong counts no more",
     [{"kind": "reject", "subject": "newer"}],
     {"promised": ("CZE", 12, 12), "outstanding": ("CZE", 2, 2)}),
    ("the donor ends the rest: what is outstanding that day is worked out",
     [{"kind": "end", "subject": "promise", "on": MIDSUMMER}],
     {"outstanding": ("CZE", 20, 20), "cancelled": ("CZE", 2, 2)}),
    ("the donor ends a part",
     [{"kind": "end", "subject": "newer", "on": MIDSUMMER, "quantity": "5"}],
     {"outstanding": ("CZE", 17, 17), "cancelled": ("CZE", 5, 5)}),
    ("the tracker writes off",
     [{"kind": "write-off", "subject": "newer", "on": MIDSUMMER, "quantity": "20"}],
     {"outstanding": ("CZE", 2, 2), "written off": ("CZE", 20, 20)}),
    ("of a promise that is open above, the lower bound is ended",
     [{"kind": "end", "subject": "open", "on": MIDSUMMER}],
     {"outstanding": ("POL", 0, None), "cancelled": ("POL", 7, 7)}),
    ("the donor revises: the new promise stands for the old one",
     [{"kind": "revise", "subject": "promise", "other": "newer"}],
     {"promised": ("CZE", 20, 20), "outstanding": ("CZE", 10, 10)}),
    ("a pad changes no figure",
     [{"kind": "pad", "subject": "total", "quantity": "4"}], {}),
    ("the tracker corrects a number",
     [{"kind": "edit", "subject": "came", "fields": {"quantity": "8-12"}}],
     {"delivered": ("CZE", 13, 17), "outstanding": ("CZE", 20, 20)}),
    ("the tracker corrects who gave it: it goes to another line",
     [{"kind": "edit", "subject": "total", "fields": {"donors": "Sweden"}}],
     {"delivered": ("SWE", 40, 40)}),
    ("the tracker corrects a unit: the number is converted",
     [{"kind": "edit", "subject": "weighed", "fields": {"unit": "TNE"}}],
     {"delivered": ("FRA", 2, 2)}),
    ("a ruling that is withdrawn does nothing",
     [{"kind": "same", "subject": "came", "other": "came again"},
      {"kind": "withdraw", "subject": "D-1"}],
     {"delivered": ("CZE", 10, 10), "outstanding": ("CZE", 22, 22)}),
    ("a correction that is withdrawn leaves the old reading standing",
     [{"kind": "edit", "subject": "came", "fields": {"quantity": "50"}},
      {"kind": "withdraw", "subject": "D-00000001"}],
     {"delivered": ("CZE", 10, 10)}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rulings", "expect"), [e[1:] for e in EFFECTS], ids=[e[0] for e in EFFECTS]
)
def test_a_ruling_changes_the_figures_it_should(
    ledger: Path, ids: dict[str, str], rulings: list[dict[str, Any]], expect: Figures
) -> None:
    for minute, given in enumerate(rulings):
        done = _decide(ledger, ids, minute, **given)
    after = {
        one.level: (one.donor, one.low_after, one.high_after)
        for one in done.changes
        if one.is_there
    }
    assert {level: after.get(level) for level in expect} == expect
    if not expect:
        assert not done.changes


@pytest.mark.parametrize(
    ("rulings", "expect"), [e[1:] for e in EFFECTS], ids=[e[0] for e in EFFECTS]
)
def test_a_dry_run_tells_the_same_and_writes_nothing(
    ledger: Path, ids: dict[str, str], rulings: list[dict[str, Any]], expect: Figures
) -> None:
    for minute, given in enumerate(rulings[:-1]):
        _decide(ledger, ids, minute, **given)
    before, size = truth(ledger), ledger.read_bytes()
    seen = _decide(ledger, ids, 9, dry_run=True, **rulings[-1])
    assert (seen.batch_id, truth(ledger), ledger.read_bytes()) == ("", before, size)
    done = _decide(ledger, ids, 9, **rulings[-1])
    assert (seen.changes, seen.decisions, seen.notes) == (done.changes, done.decisions, done.notes)


@pytest.mark.parametrize("rulings", [e[1] for e in EFFECTS], ids=[e[0] for e in EFFECTS])
def test_the_same_ruling_again_writes_nothing_and_says_which_stands(
    ledger: Path, ids: dict[str, str], rulings: list[dict[str, Any]]
) -> None:
    for minute, given in enumerate(rulings):
        done = _decide(ledger, ids, minute, **given)
    before = truth(ledger)
    again = _decide(ledger, ids, 30, **rulings[-1])
    assert (again.is_noop, again.decision_ids) == (True, done.decision_ids[:1])
    assert truth(ledger) == before


def test_a_ruling_is_a_batch_with_who_when_and_why(ledger: Path, ids: dict[str, str]) -> None:
    done = _decide(ledger, ids, kind="accept", subject="doubted")
    assert (done.batch_id, done.decision_ids) == ("B-0002", ("D-00000001",))
    assert ask(ledger, "select kind, who, why, recorded_utc, batch_id from truth.decision") == [
        ("accept", "ann", "she read it", NOW, "B-0002")
    ]
    assert ask(ledger, "select kind, input_name, note from truth.batch where batch_id = 'B-0002'") \
        == [("decide", "accept", "she read it")]  # fmt: skip


NO_RULING: list[dict[str, Any]] = []
SAME = {"kind": "same", "subject": "came", "other": "came again"}
# What stands already, what is then ruled, and what the one message says.
REFUSED: list[tuple[str, list[dict[str, Any]], dict[str, Any], str]] = [
    ("an unknown kind", NO_RULING, {"kind": "approve", "subject": "came"}, "no ruling"),
    ("an unknown claim", NO_RULING, {"kind": "accept", "subject": "C-0000000000000000"},
     "There is no claim C-0000000000000000"),
    ("no claim", NO_RULING, {"kind": "accept", "subject": ""}, "No claim is named"),
    ("an unknown record", NO_RULING, {"kind": "end", "subject": "R-0000000000"},
     "There is no record R-0000000000"),
    ("an unknown ruling", NO_RULING, {"kind": "withdraw", "subject": "D-77"},
     "There is no ruling D-77"),
    ("a ruling id that is none", NO_RULING, {"kind": "withdraw", "subject": "came"},
     "There is no ruling"),
    ("same with itself", NO_RULING, {"kind": "same", "subject": "came", "other": "came"},
     "one and the same claim"),
    ("same with one claim", NO_RULING, {"kind": "same", "subject": "came"}, "needs two claims"),
    ("a second claim where none belongs", NO_RULING,
     {"kind": "accept", "subject": "came", "other": "promise"}, "takes no second claim"),
    ("a field where none belongs", NO_RULING,
     {"kind": "accept", "subject": "came", "fields": {"unit": "TNE"}}, "takes no --set"),
    ("a day where none belongs", NO_RULING,
     {"kind": "accept", "subject": "came", "on": MIDSUMMER}, "takes no --on"),
    ("a quantity where none belongs", NO_RULING,
     {"kind": "accept", "subject": "came", "quantity": "3"}, "takes no --quantity"),
    ("a pair of which one waits", NO_RULING,
     {"kind": "same", "subject": "came", "other": "doubted"}, "waits for review"),
    ("a pair of which one restates", NO_RULING,
     {"kind": "same", "subject": "came", "other": "restated"}, "restates other claims"),
    ("accepting a price", NO_RULING, {"kind": "accept", "subject": "price"}, "price per piece"),
    ("accepting a restatement", NO_RULING, {"kind": "accept", "subject": "restated"},
     "a restatement"),
    ("different against same", [SAME],
     {"kind": "different", "subject": "came again", "other": "came"},
     "D-00000001 says that .* are one event"),
    ("same against different", [SAME | {"kind": "different"}], SAME,
     "D-00000001 says that .* are two events"),
    ("same against different, told of another report of the event",
     [{"kind": "different", "subject": "came", "other": "told twice"},
      {"kind": "same", "subject": "told twice", "other": "came again"}],
     SAME, "D-00000001 says that .* are two events"),
    ("reject against accept", [{"kind": "accept", "subject": "came"}],
     {"kind": "reject", "subject": "came"}, "D-00000001 accepts"),
    ("accept against reject", [{"kind": "reject", "subject": "came"}],
     {"kind": "accept", "subject": "came"}, "D-00000001 rejects"),
    ("ending a delivery", NO_RULING, {"kind": "end", "subject": "came"}, "is no promise"),
    ("ending more than is outstanding", NO_RULING,
     {"kind": "end", "subject": "promise", "on": MIDSUMMER, "quantity": "3"},
     "3 is more than is outstanding"),
    ("ending more than is outstanding in two steps",
     [{"kind": "end", "subject": "newer", "on": MIDSUMMER, "quantity": "15"}],
     {"kind": "write-off", "subject": "newer", "on": MIDSUMMER, "quantity": "6"},
     "6 is more than is outstanding"),
    ("ending what is fulfilled",
     [{"kind": "end", "subject": "promise", "on": MIDSUMMER}],
     {"kind": "write-off", "subject": "promise", "on": MIDSUMMER},
     "Nothing of R-.* is outstanding"),
    ("ending what was not yet promised", NO_RULING,
     {"kind": "end", "subject": "newer", "on": date(2023, 2, 1)}, "was promised on 2023-05-01"),
    ("ending an unknown quantity", NO_RULING, {"kind": "end", "subject": "unstated"},
     "Nobody states how much"),
    ("ending what was revised", [{"kind": "revise", "subject": "promise", "other": "newer"}],
     {"kind": "end", "subject": "promise", "on": MIDSUMMER}, "does not count"),
    ("ending nought", NO_RULING, {"kind": "end", "subject": "newer", "quantity": "0"},
     "no number above 0"),
    ("ending words", NO_RULING, {"kind": "end", "subject": "newer", "quantity": "some"},
     "no quantity"),
    ("revising across lines", NO_RULING,
     {"kind": "revise", "subject": "promise", "other": "open"}, "are of two lines"),
    ("revising a promise by itself", NO_RULING,
     {"kind": "revise", "subject": "promise", "other": "promise"}, "one promise"),
    ("revising by an older promise", NO_RULING,
     {"kind": "revise", "subject": "newer", "other": "promise"}, "before the old one"),
    ("revising by a delivery", NO_RULING,
     {"kind": "revise", "subject": "promise", "other": "came"}, "is no promise"),
    ("revising what was ended", [{"kind": "end", "subject": "promise", "on": MIDSUMMER}],
     {"kind": "revise", "subject": "promise", "other": "newer"}, "what became of the rest"),
    ("a pad on a flow", NO_RULING, {"kind": "pad", "subject": "came", "quantity": "4"},
     "states no total"),
    ("a pad without a quantity", NO_RULING, {"kind": "pad", "subject": "total"},
     "needs --quantity"),
    ("another pad on a total", [{"kind": "pad", "subject": "total", "quantity": "4"}],
     {"kind": "pad", "subject": "total", "quantity": "5"}, "D-00000001 pads"),
    ("an unknown policy", NO_RULING, {"kind": "policy", "subject": "generous"},
     "no policy called generous"),
    ("a policy by a path", NO_RULING, {"kind": "policy", "subject": "../policies/latest"},
     "no policy called"),
    ("an edit of nothing", NO_RULING, {"kind": "edit", "subject": "came"}, "needs a field"),
    ("an unknown field", NO_RULING,
     {"kind": "edit", "subject": "came", "fields": {"colour": "red"}}, "no field to edit"),
    ("an edit that changes nothing", NO_RULING,
     {"kind": "edit", "subject": "came", "fields": {"quantity": "5"}}, "says so already"),
    ("an unknown unit conversion", NO_RULING,
     {"kind": "edit", "subject": "boxed", "fields": {"unit": "KGM"}},
     "An unknown unit conversion: XBX to KGM"),
    ("a conversion without a factor", NO_RULING,
     {"kind": "edit", "subject": "boxed", "fields": {"unit": "XPK"}},
     "An unknown unit conversion: XBX to XPK"),
    ("an unknown unit", NO_RULING,
     {"kind": "edit", "subject": "came", "fields": {"unit": "cubits"}}, "no unit that"),
    ("an unknown item", NO_RULING,
     {"kind": "edit", "subject": "came", "fields": {"item": "flying carpet"}}, "no item that"),
    ("an unknown party", NO_RULING,
     {"kind": "edit", "subject": "came", "fields": {"donors": "CZE+Ruritania"}},
     "‹Ruritania› is no party"),
    ("an unknown place", NO_RULING,
     {"kind": "edit", "subject": "came", "fields": {"places": "UA-63, Nowhere"}}, "no place that"),
    ("an unknown currency", NO_RULING,
     {"kind": "edit", "subject": "came", "fields": {"currency": "shells"}}, "no currency that"),
    ("a day that is none", NO_RULING,
     {"kind": "edit", "subject": "came", "fields": {"start": "2023-02-30"}}, "is not a date"),
    ("a day of two orders", NO_RULING,
     {"kind": "edit", "subject": "came", "fields": {"end": "03/04/2023"}}, "is not a date"),
    ("days in the wrong order", NO_RULING,
     {"kind": "edit", "subject": "came", "fields": {"start": "2023-03-01", "end": "2023-02-01"}},
     "is after the last one"),
    ("a quantity that is none", NO_RULING,
     {"kind": "edit", "subject": "came", "fields": {"quantity": "12-8"}}, "no quantity"),
    ("an unknown stage", NO_RULING,
     {"kind": "edit", "subject": "came", "fields": {"stage": "lent"}}, "stage: ‹lent› is none"),
    ("a planned delivery", NO_RULING,
     {"kind": "edit", "subject": "came", "fields": {"planned": "yes"}}, "Only an installation"),
    ("an amount without a currency", NO_RULING,
     {"kind": "edit", "subject": "came", "fields": {"amount": "500"}}, "needs its currency"),
    ("another edit of what was corrected",
     [{"kind": "edit", "subject": "came", "fields": {"quantity": "8"}}],
     {"kind": "edit", "subject": "came", "fields": {"quantity": "9"}}, "corrected by C-"),
    ("rejecting what was corrected",
     [{"kind": "edit", "subject": "came", "fields": {"quantity": "8"}}],
     {"kind": "reject", "subject": "came"}, "corrected by C-"),
    ("withdrawing a withdrawal", [SAME, {"kind": "withdraw", "subject": "D-1"}],
     {"kind": "withdraw", "subject": "D-2"}, "withdraws D-00000001"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "given", "message"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_what_cannot_stand_is_refused_with_one_message_and_changes_nothing(
    ledger: Path,
    ids: dict[str, str],
    before: list[dict[str, Any]],
    given: dict[str, Any],
    message: str,
) -> None:
    for minute, one in enumerate(before):
        _decide(ledger, ids, minute, **one)
    stands = truth(ledger)
    with pytest.raises(UsageError, match=message) as caught:
        _decide(ledger, ids, 30, **given)
    assert "\n" not in caught.value.message
    assert truth(ledger) == stands
    if message.startswith("D-0"):
        assert "aid-ledger decide withdraw D-00000001" in caught.value.hint


def test_an_incomplete_policy_is_refused(
    ledger: Path, ids: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "half.csv").write_text("key,value,meaning\nname,half,-\n")
    monkeypatch.setattr("ledger.posting.reference.data_folder", lambda: tmp_path)
    before = truth(ledger)
    with pytest.raises(UsageError, match="half does not say: accept_threshold"):
        _decide(ledger, ids, kind="policy", subject="half")
    assert truth(ledger) == before


def test_a_policy_is_followed_until_it_is_withdrawn(ledger: Path, ids: dict[str, str]) -> None:
    chosen = "select value from policy where key = 'name'"
    _decide(ledger, ids, kind="policy", subject="latest")
    assert ask(ledger, chosen) == [("latest",)]
    with open_write(ledger, NOW) as con:
        post(con)
    assert ask(ledger, chosen) == [("latest",)]
    _decide(ledger, ids, 5, kind="withdraw", subject="D-1")
    assert ask(ledger, chosen) == [("cautious",)]


def test_a_record_stands_for_its_first_claim(ledger: Path, ids: dict[str, str]) -> None:
    (record_id,) = ask(ledger, "select record_id from report where claim_id = ?", ids["newer"])[0]
    done = _decide(ledger, ids, kind="end", subject=record_id, on=MIDSUMMER)
    assert done.decisions[0].subject == ids["newer"]


def test_of_a_record_set_apart_all_reports_stay_together(ledger: Path, ids: dict[str, str]) -> None:
    (record_id,) = ask(
        ledger, "select record_id from report where claim_id = ?", ids["told twice"]
    )[0]
    done = _decide(ledger, ids, kind="different", subject="came", other=record_id)
    assert [one.kind for one in done.decisions] == ["different", "same"]
    assert not done.changes


def test_a_correction_leaves_the_old_reading_and_points_to_the_new_one(
    ledger: Path, ids: dict[str, str]
) -> None:
    fields = {"quantity": "8-12", "donors": "NOR+SWE", "places": "UA-63", "end": "2023-02-03"}
    done = _decide(ledger, ids, kind="edit", subject="came", fields=fields)
    new = done.decisions[0].other
    assert done.decisions[0].value["quantity_high"] == "12.000"
    rows = ask(
        ledger,
        "select origin, donors, quantity_low, quantity_high, qualifier, places, end_on, confidence"
        " from claim where claim_id = ?", new,
    )  # fmt: skip
    assert rows == [
        ("editor", ["NOR", "SWE"], 8, 12, "range", ["UA-63"], date(2023, 2, 3), Decimal(1))
    ]
    entry = "select action, reason from truth.claim_entry where claim_id = ? order by entry_no"
    assert ask(ledger, entry, ids["came"])[-1] == ("drop", f"corrected by {new}")
    assert ask(ledger, "select quantity_low from truth.claim where claim_id = ?", ids["came"]) == [
        (5,)
    ]


def test_rulings_on_a_claim_hold_of_its_correction(ledger: Path, ids: dict[str, str]) -> None:
    _decide(ledger, ids, **SAME)
    done = _decide(ledger, ids, 5, kind="edit", subject="came", fields={"quantity": "6"})
    assert "D-00000001 (same) holds for the new reading as well." in done.notes
    joined = ask(ledger, "select report_count from record where list_contains(claim_ids, ?)",
                 done.decisions[0].other)  # fmt: skip
    assert joined == [(3,)]


SIX = "The Czech Republic has handed over six temporary bridges to Ukraine."


def _read(text: str, ledger: Path, minute: int, day: int = 1) -> None:
    source = Source(text, date(2022, 12, day), "P", "T", "https://example.org/page", "en")
    now = NOW + timedelta(minutes=minute)
    record(ledger, [draft(source, now)], Note("add", "-", f"{text}{day}"), now)


def test_reading_the_page_again_neither_revives_the_old_nor_drops_the_new(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.duckdb"
    blank_ledger(ledger, NOW)
    _read(SIX, ledger, 0)
    ((claim,),) = ask(ledger, "select claim_id from claim")
    decide(ledger, Ruling("edit", claim, fields={"quantity": "7"}), NOW + timedelta(minutes=1))
    _read(SIX, ledger, 2)
    _read(f"{SIX} Rain fell in Prague.", ledger, 3, day=2)
    assert ask(ledger, "select quantity_low, origin from claim") == [(7, "editor")]


def test_a_better_reading_of_corrected_words_does_not_stand_beside_the_correction(
    tmp_path: Path,
) -> None:
    ledger = tmp_path / "ledger.duckdb"
    blank_ledger(ledger, NOW)
    _read(SIX, ledger, 0)
    ((claim,),) = ask(ledger, "select claim_id from claim")
    decide(ledger, Ruling("edit", claim, fields={"quantity": "7"}), NOW + timedelta(minutes=1))
    source = Source(SIX, date(2022, 12, 1), "P", "T", "https://example.org/page", "en")
    better = draft(source, NOW)
    better.claims[0].update(claim_id="C-00000000000000aa", variant="Mabey")
    now = NOW + timedelta(minutes=2)
    record(ledger, [better], Note("reread", "-", "again"), now)
    record(ledger, [better], Note("reread", "-", "and again"), now + timedelta(minutes=1))
    assert ask(ledger, "select quantity_low, variant, origin from claim") == [(7, "", "editor")]
