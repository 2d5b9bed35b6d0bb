"""Undoing: a batch of its own, which keeps what came later and can be undone in turn."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ledger.errors import UsageError
from ledger.intake import Note, Receipt, draft, record
from ledger.intake.deciding import Decided, Ruling, decide
from ledger.intake.records import RecordOptions, RecordReport, import_records, rejected_entries
from ledger.intake.rejects import write_rejects
from ledger.intake.undoing import undo
from ledger.parse import Source
from tests.blank import blank_ledger
from tests.rulings import NOW, ask, truth

SIX = "The Czech Republic has handed over six temporary bridges to Ukraine."
FOUR = "Poland has delivered four generators to Ukraine."
Import = Callable[..., Receipt]


class Story:
    """A ledger and a clock that moves on with each act."""

    def __init__(self, path: Path) -> None:
        self.path, self.minute = path, 0
        blank_ledger(path, NOW)

    def tick(self) -> Any:
        self.minute += 1
        return NOW + timedelta(minutes=self.minute)

    def read(self, text: str, url: str = "https://example.org/a") -> Receipt:
        now = self.tick()
        drafted = draft(Source(text, None, "P", "T", url, "en"), now)
        return record(self.path, [drafted], Note("add", "-", text + url), now)

    def rule(self, kind: str, subject: str, **more: Any) -> Decided:
        return decide(self.path, Ruling(kind, subject, **more), self.tick())

    def undo(self, batch: str, **more: Any) -> Decided:
        return undo(self.path, batch, self.tick(), **more)

    def standing(self) -> list[Any]:
        return ask(
            self.path, "select item_code, quantity_low, origin, status from claim order by all"
        )

    def claim(self) -> str:
        return str(ask(self.path, "select claim_id from claim")[0][0])


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path / "ledger.duckdb")


BRIDGE = ("bridge", 6, "parser", "counted")


def test_undo_and_redo_and_undo_again(story: Story) -> None:
    story.read(SIX)
    for batch, stands in (
        ("B-0001", []),
        ("B-0002", [BRIDGE]),
        ("B-0001", []),
        ("B-0004", [BRIDGE]),
    ):
        assert not story.undo(batch).is_noop
        assert story.standing() == stands
    kinds = ask(story.path, "select kind, input_name from truth.batch order by batch_id")
    assert kinds[1:] == [("undo", "B-0001"), ("undo", "B-0002"), ("undo", "B-0003"),
                         ("undo", "B-0004")]  # fmt: skip


def test_what_is_undone_already_is_left_alone(story: Story) -> None:
    story.read(SIX)
    story.undo("B-0001")
    before = truth(story.path)
    again = story.undo("B-0001")
    assert (again.is_noop, "aid-ledger undo B-0002 brings it back" in again.notes[0]) == (
        True,
        True,
    )
    assert truth(story.path) == before


def test_the_same_file_after_an_undo_is_new_again_and_then_known(story: Story) -> None:
    story.read(SIX)
    story.undo("B-0001")
    assert story.standing() == []
    again = story.read(SIX)
    assert (again.is_noop, again.announcements_new, again.claims_new) == (False, 1, 1)
    assert story.standing() == [BRIDGE]
    assert story.read(SIX).is_noop


def test_a_batch_counts_the_claims_that_begin_to_stand_with_it(story: Story) -> None:
    story.read(SIX)  # one claim, new
    story.undo("B-0001")  # none stands any more
    story.read(SIX)  # the same file brings it back
    story.undo("B-0003")
    story.undo("B-0004")  # so does undoing the undoing
    counts = ask(story.path, "select claim_count from batch order by batch_id")
    assert [count for (count,) in counts] == [1, 0, 1, 0, 1]


def test_an_undone_version_gives_way_to_the_one_before(story: Story) -> None:
    story.read(SIX)
    story.read(FOUR)
    assert [row[0] for row in story.standing()] == ["generator"]
    story.undo("B-0002")
    assert [row[0] for row in story.standing()] == ["bridge"]
    assert story.read(SIX).is_noop


def test_later_edits_are_kept_and_listed(story: Story) -> None:
    story.read(f"{SIX} {FOUR}")
    bridge = ask(story.path, "select claim_id from claim where item_code = 'bridge'")[0][0]
    story.rule("edit", bridge, fields={"quantity": "7"})
    done = story.undo("B-0001")
    assert [row[:3] for row in story.standing()] == [("bridge", 7, "editor")]
    assert f"{bridge} was changed later by B-0002; it is kept." in done.notes


def test_a_correction_that_was_corrected_is_not_revived(story: Story) -> None:
    story.read(SIX)
    story.rule("edit", story.claim(), fields={"quantity": "7"})
    story.rule("edit", story.claim(), fields={"quantity": "8"})
    story.undo("B-0002")
    assert [row[1] for row in story.standing()] == [8]


def test_what_was_edited_and_undone_still_belongs_to_its_import(story: Story) -> None:
    story.read(SIX)
    story.rule("edit", story.claim(), fields={"quantity": "7"})
    story.undo("B-0002")
    story.rule("edit", story.claim(), fields={"quantity": "9"})
    story.rule("withdraw", "D-3")
    story.undo("B-0001")
    assert story.standing() == []


def test_rulings_are_withdrawn_and_made_again(story: Story) -> None:
    story.read(SIX)
    story.rule("reject", story.claim())
    status = "select status from claim"
    for batch, stands in (("B-0002", "counted"), ("B-0003", "rejected"), ("B-0002", "counted")):
        story.undo(batch)
        assert ask(story.path, status) == [(stands,)]


def test_a_ruling_is_not_made_again_over_a_later_one(story: Story) -> None:
    story.read(SIX)
    story.rule("reject", story.claim())
    story.undo("B-0002")
    story.rule("accept", story.claim())
    done = story.undo("B-0003")
    assert "D-00000001 (reject) stays withdrawn: D-00000003 came later." in done.notes
    assert ask(story.path, "select status from claim") == [("counted",)]


def test_a_policy_is_undone(story: Story) -> None:
    story.rule("policy", "latest")
    story.undo("B-0001")
    assert ask(story.path, "select value from policy where key = 'name'") == [("cautious",)]


def test_a_dry_run_writes_nothing(story: Story) -> None:
    story.read(SIX)
    before = truth(story.path)
    seen = story.undo("B-0001", dry_run=True)
    assert (seen.batch_id, truth(story.path)) == ("", before)
    assert [(one.level, one.is_there) for one in seen.changes][0] == ("promised", False)


def test_an_unknown_batch_is_refused(story: Story) -> None:
    with pytest.raises(UsageError, match="There is no batch B-0077"):
        story.undo("B-0077")


class Corrected:
    """An import of which two rows were set aside and came back corrected, in two files."""

    HEAD = "id,delivered_on,donor,recipient,item,quantity\n"
    ROW = "{0},2026-01-0{0},Norway,Ukraine,generators,{1}\n"

    def __init__(self, story: Story) -> None:
        self.story = story
        rows = "".join(self.ROW.format(*row) for row in ((1, 3), (2, "plenty"), (3, "heaps")))
        self.report = self.take("first.csv", self.HEAD + rows)
        self.names = self.report.names

    def take(self, name: str, text: str) -> RecordReport:
        path = self.story.path.with_name(name)
        path.write_text(text, encoding="utf-8")
        return import_records(str(path), self.story.path, self.story.tick(), RecordOptions())

    def rejects(self) -> str:
        path = self.story.path.with_name("rejects.csv")
        write_rejects(path, self.names, rejected_entries(self.report))
        return path.read_text(encoding="utf-8")

    def parts(self) -> list[Any]:
        return ask(self.story.path, "select batch_id, part_of from truth.batch order by batch_id")

    def numbers(self) -> list[int]:
        rows = ask(self.story.path, "select quantity_low::int from claim order by 1")
        return [row[0] for row in rows]


@pytest.fixture
def corrected(story: Story) -> Corrected:
    made = Corrected(story)
    first, second = made.rejects().replace("plenty", "20").replace("heaps", "30").splitlines()[1:]
    head = made.rejects().splitlines()[0]
    made.take("back.csv", f"{head}\n{first}\n")
    made.take("late.csv", f"{head}\n{second}\n")
    return made


def test_rows_that_come_back_corrected_join_their_batch(corrected: Corrected) -> None:
    assert corrected.parts() == [("B-0001", ""), ("B-0002", "B-0001"), ("B-0003", "B-0001")]
    assert corrected.numbers() == [3, 20, 30]


def test_undoing_an_import_takes_what_came_back_with_it_and_redoing_brings_it(
    corrected: Corrected,
) -> None:
    story = corrected.story
    done = story.undo("B-0001")
    assert "With it: B-0002, B-0003 (its rows that came back corrected)." in done.notes
    assert corrected.numbers() == []
    assert story.undo("B-0002").is_noop
    story.undo("B-0004")
    assert corrected.numbers() == [3, 20, 30]
    story.undo("B-0001")
    assert corrected.numbers() == []


def test_a_part_can_be_undone_alone_and_stays_so(corrected: Corrected) -> None:
    story = corrected.story
    story.undo("B-0002")
    assert corrected.numbers() == [3, 30]
    story.undo("B-0001")
    assert corrected.numbers() == []
    story.undo("B-0005")
    assert corrected.numbers() == [3, 30]
    story.undo("B-0004")
    assert corrected.numbers() == [3, 20, 30]


def test_what_comes_back_after_a_redo_goes_with_its_import_too(story: Story) -> None:
    made = Corrected(story)
    story.undo("B-0001")
    story.undo("B-0002")
    assert made.numbers() == [3]
    made.take("back.csv", made.rejects().replace("plenty", "20").replace("heaps", "30"))
    assert made.parts()[-1] == ("B-0004", "B-0001")
    story.undo("B-0003")
    assert made.numbers() == []
    story.undo("B-0005")
    assert made.numbers() == [3, 20, 30]


def test_an_import_that_was_undone_takes_no_part(story: Story) -> None:
    made = Corrected(story)
    story.undo("B-0001")
    made.take("back.csv", made.rejects().replace("plenty", "20").replace("heaps", "30"))
    assert made.parts()[-1] == ("B-0003", "")
    assert made.numbers() == [20, 30]


def test_other_rows_of_the_same_numbers_take_no_part(corrected: Corrected) -> None:
    text = corrected.rejects().replace("quantity", "amount").replace("plenty", "5 EUR")
    corrected.take("other.csv", text.replace("heaps", "6 EUR"))
    assert corrected.parts()[-1] == ("B-0004", "")
