"""What the page Import knows without Streamlit: where a reader stands, the shelf, the settings."""

import io
from pathlib import Path
from typing import Any

import pytest

from ledger.dashboard.importing import models, settings, shelf
from ledger.dashboard.importing.shelf import Held
from ledger.dashboard.importing.steps import STEPS, neighbours, stand
from ledger.errors import InputError, UsageError
from ledger.intake.glimpse import glimpse

LEDGER = "own.duckdb"


def held(path: Path | None = Path("x"), report: dict[str, Any] | None = None) -> Held:
    return Held("a" * 16, Path("folder"), path, {}, report)


@pytest.mark.parametrize(
    ("step", "staged", "kept", "shown", "told"),
    [
        ("", "", None, "source", ""),
        ("check", "", None, "source", ""),
        ("check", "gone", None, "source", "no longer here"),
        ("check", "here", held(), "check", ""),
        ("report", "here", held(), "source", ""),
        ("nowhere", "here", held(), "source", "There is none."),
        ("commit", "done", held(None, {"batch": "B-0001"}), "report", "has been imported"),
        ("report", "done", held(None, {"batch": "B-0001"}), "report", ""),
        ("read", "lost", held(None), "source", "no longer here"),
    ],
)
def test_the_address_says_the_step(
    step: str, staged: str, kept: Held | None, shown: str, told: str
) -> None:
    found = stand(step, staged, kept)
    assert found.step == shown and found.step in found.open_steps
    assert told in found.notice and bool(told) == bool(found.notice)


def test_steps_follow_each_other_and_the_report_comes_of_the_commit_alone() -> None:
    assert [neighbours(one)[1] for one in STEPS] == [*STEPS[1:6], "", ""]
    assert neighbours("report") == ("", "")


def put(folder: Path, data: bytes = b"a,b\n1,2\n", name: str = "in.csv") -> str:
    return shelf.put(folder / LEDGER, name, io.BytesIO(data))


def test_same_bytes_are_kept_once_with_what_was_stated(tmp_path: Path) -> None:
    staged = put(tmp_path)
    kept = shelf.find(tmp_path / LEDGER, staged)
    assert kept is not None
    shelf.save(kept, {"kind": "pledges"})
    assert put(tmp_path, name="other.csv") == staged
    again = shelf.find(tmp_path / LEDGER, staged)
    assert again and again.path and (again.path.name, again.settings) == (
        "in.csv", {"kind": "pledges"},
    )  # fmt: skip


def test_bytes_go_when_they_are_imported_and_the_report_stays(tmp_path: Path) -> None:
    kept = shelf.find(tmp_path / LEDGER, put(tmp_path))
    assert kept is not None
    shelf.finish(kept, {"batch": "B-0001"})
    done = shelf.find(tmp_path / LEDGER, kept.staged)
    assert done and done.path is None and done.report == {"batch": "B-0001"}


def test_what_nobody_touched_for_a_day_goes(tmp_path: Path) -> None:
    staged = put(tmp_path)
    folder = tmp_path / "own.staging" / staged
    assert shelf.clean(tmp_path / LEDGER) == 0
    assert shelf.clean(tmp_path / LEDGER, folder.stat().st_mtime + 86_401) == 1
    assert shelf.find(tmp_path / LEDGER, staged) is None


@pytest.mark.parametrize("staged", ["", "../../etc", "A" * 16, "a" * 17, "a" * 16])
def test_an_id_of_nothing_finds_nothing(tmp_path: Path, staged: str) -> None:
    put(tmp_path)
    assert shelf.find(tmp_path / LEDGER, staged) is None


@pytest.mark.parametrize("size", [0, (shelf.LIMIT_MB << 20) + 1])
def test_nothing_and_too_much_are_refused_before_they_are_kept(tmp_path: Path, size: int) -> None:
    with pytest.raises(InputError):
        put(tmp_path, b"0" * size)
    assert not (tmp_path / "own.staging").exists()


def test_a_name_cannot_leave_the_shelf(tmp_path: Path) -> None:
    staged = put(tmp_path, name="../../../out.csv")
    assert [one.name for one in (tmp_path / "own.staging" / staged / "input").iterdir()] == [
        "out.csv"
    ]


def test_settings_come_back_as_they_were_kept() -> None:
    told = settings.Settings(kind="pledges", header_row=3, fields={"Was": "item"})
    assert settings.of(told.as_json()) == told
    assert settings.of({"fields": "broken", "kind": 7}) == settings.Settings()


def test_a_mapping_is_kept_under_a_plain_name_and_never_over_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AID_LEDGER_MAPPINGS", str(tmp_path / "mappings"))
    (tmp_path / "in.csv").write_text("donor,item,Notiz\nNorway,tents,x\n", encoding="utf-8")
    seen = glimpse(str(tmp_path / "in.csv"))
    told = settings.Settings()
    assert settings.save_mapping(told, seen, "own").exists()
    for name in ("own", "../out", ""):
        with pytest.raises(UsageError):
            settings.save_mapping(told, seen, name)
    assert glimpse(str(tmp_path / "in.csv")).mapping == "own"


def test_groups_name_rows_examples_and_the_repair() -> None:
    one = {"severity": "error", "code": "number-unreadable", "column": "Qty", "found": "‹x›",
           "expected": "a number", "fix": "Write one."}  # fmt: skip
    problems = [{**one, "row": row, "found": f"‹{row}›"} for row in range(2, 9)]
    (group,) = models.group_rows(problems)
    assert (group["count"], group["where"]) == (7, "rows 2, 3, 4, 5, 6 …")
    assert group["examples"] == ["‹2›", "‹3›", "‹4›", "… and 4 other values"]
