"""Undoing: a batch of its own, which keeps what came later and can be undone in turn."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ledger.errors import UsageError
from ledger.intake import Note, Receipt, draft, record
from ledger.intake.deciding import Decided, Ruling, decide
from ledger.intake.undoing import undo
from ledger.parse import Source
from ledger.posting import post
from ledger.store import open_write
from tests.rulings import NOW, ask, truth

SIX = "The Czech Republic has handed over six temporary bridges to Ukraine."
FOUR = "Poland has delivered four generators to Ukraine."
Import = Callable[..., Receipt]


class Story:
    """A ledger and a clock that moves on with each act."""

    def __init__(self, path: Path) -> None:
        self.path, self.minute = path, 0
        with open_write(path, NOW, create=True) as con:
            post(con)

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
