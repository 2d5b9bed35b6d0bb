"""An import in its thread: what it says, how it is stopped, and what the page makes of its end."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ledger.dashboard.importing import running, shelf
from ledger.dashboard.importing.running import Run, Stopped
from ledger.errors import LedgerBusyError
from ledger.intake.progress import Progress
from tests.dashboard.test_importing import STATED, ledger_at, opened, put, written
from tests.dashboard.test_pages import shown

__all__ = ["ledger_at"]  # the fixture

EVER = 30  # seconds; no test waits for as long


class Gate:
    """An act that waits at a step until it is let on."""

    def __init__(self, at: str = "post", raises: Exception | None = None) -> None:
        self.arrived, self.opened = threading.Event(), threading.Event()
        self.at, self.raises = at, raises
        self.count = 0

    def __call__(self, progress: Progress) -> None:
        self.count += 1
        for step in ("read", "write", "post", "publish"):
            progress(step, 7)
            if step == self.at:
                self.arrived.set()
                assert self.opened.wait(EVER)
        if self.raises:
            raise self.raises


@pytest.fixture
def gate() -> Iterator[Callable[..., Gate]]:
    made: list[Gate] = []

    def make(*of: object, **more: object) -> Gate:
        made.append(Gate(*of, **more))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.opened.set()


def test_run_says_its_step_and_ends_with_its_result(gate: Callable[..., Gate]) -> None:
    act = gate()
    run = Run(act)
    assert act.arrived.wait(EVER)
    assert run.said == ("post", 7) and not run.ended(0)
    act.opened.set()
    assert run.ended(EVER)
    run.result()
    assert run.said == ("publish", 7)


def test_run_that_is_told_to_stop_stops_at_its_next_word(gate: Callable[..., Gate]) -> None:
    act = gate("write")
    run = Run(act)
    assert act.arrived.wait(EVER)
    run.stop()
    act.opened.set()
    assert run.ended(EVER)
    with pytest.raises(Stopped):
        run.result()
    assert run.said == ("write", 7)


def test_run_that_has_said_its_last_goes_on_to_its_end(gate: Callable[..., Gate]) -> None:
    act = gate("publish")
    run = Run(act)
    assert act.arrived.wait(EVER)
    run.stop()
    act.opened.set()
    assert run.ended(EVER)
    run.result()
    assert run.is_stopping


def test_folder_is_imported_once_at_a_time_and_forgotten_when_it_is_done(
    tmp_path: Path, gate: Callable[..., Gate]
) -> None:
    act, other = gate(), gate()
    running.begin(tmp_path, act, 7, "note")
    running.begin(tmp_path, other, 7, "another")
    found = running.going(tmp_path)
    assert found is not None and found.note == "note"
    forgotten = threading.Event()
    found.run.then(forgotten.set)  # what is to be done then is done in order
    act.opened.set()
    assert forgotten.wait(EVER)
    assert running.going(tmp_path) is None
    assert other.count == 0


def test_failure_is_kept_until_it_is_seen(tmp_path: Path, gate: Callable[..., Gate]) -> None:
    act = gate(raises=LedgerBusyError("It is busy.", "Wait."))
    act.opened.set()
    running.begin(tmp_path, act, 7, "")
    found = running.going(tmp_path)
    assert found is not None and found.run.ended(EVER)
    with pytest.raises(LedgerBusyError):
        found.run.result()
    assert running.going(tmp_path) is found


def folder_of(ledger: Path, staged: str) -> Path:
    held = shelf.find(ledger, staged)
    assert held is not None
    return held.folder


def test_cancelled_import_leads_back_to_the_effect(
    ledger_at: Path, gate: Callable[..., Gate]
) -> None:
    staged = put(ledger_at, settings=STATED)
    act = gate("read")
    running.begin(folder_of(ledger_at, staged), act, 3, "why")
    found = running.going(folder_of(ledger_at, staged))
    assert found is not None
    found.run.stop()
    act.opened.set()
    page = opened(staged=staged, step="commit")
    assert page.query_params["step"] == "effect"
    assert "The import was cancelled. Nothing was written." in shown(page).replace("\\", "")
    assert "+ 2 new" in shown(page)
    assert written(ledger_at) == []
    page.query_params["step"] = "commit"
    page.run()
    assert page.text_input(key=f"import_note_{staged}").value == "why"


def test_import_that_fails_says_why_and_can_be_tried_again(ledger_at: Path) -> None:
    staged = put(ledger_at, settings=STATED)
    act = Gate(raises=LedgerBusyError("Another import is running.", "Wait for it."))
    act.opened.set()
    running.begin(folder_of(ledger_at, staged), act, 3, "why")
    page = opened(staged=staged, step="commit")
    assert "Another import is running" in shown(page)
    assert page.text_input(key=f"import_note_{staged}").value == "why"
    page.button(key="import_aside").click().run()
    assert "Imported 2 rows as batch B-0001." in shown(page)
    assert written(ledger_at) == [("B-0001", "import", "why")]


def test_report_that_cannot_be_kept_is_told_with_the_batch(
    ledger_at: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("no room")

    staged = put(ledger_at, settings=STATED)
    page = opened(staged=staged, step="commit")
    page.text_input(key=f"import_note_{staged}").set_value("why").run()
    monkeypatch.setattr(shelf, "finish", full)
    page.button(key="import_aside").click().run()
    said = shown(page).replace("\\", "")
    assert "The file is imported as batch B-0001, but its report cannot be kept." in said
