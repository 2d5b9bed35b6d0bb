"""A broken file is told what is wrong with it and changes nothing; a strange one is read."""

from datetime import datetime
from pathlib import Path

import pytest

from ledger.errors import InputError
from ledger.intake.records import RecordOptions, RecordReport, import_records
from tests.intake.broken import FILES, FINE, STOPS
from validation.problems import catalogue

NOW = datetime(2026, 11, 22, 12)


def _import(tmp_path: Path, content: bytes) -> RecordReport:
    path = tmp_path / "in.csv"
    path.write_bytes(content)
    return import_records(str(path), tmp_path / "none.duckdb", NOW, RecordOptions(dry_run=True))


def test_there_are_enough_cases_and_each_has_its_own_name() -> None:
    names = [case[0] for case in [*FILES, *FINE]]
    assert len(names) >= 60 and len(set(names)) == len(names)
    assert {case[2] for case in FILES} <= set(catalogue())


@pytest.mark.parametrize(
    ("content", "code", "rows"), [case[1:] for case in FILES], ids=[case[0] for case in FILES]
)
def test_what_is_wrong_is_said_with_its_row(
    content: bytes, code: str, rows: list[int], tmp_path: Path
) -> None:
    if code in STOPS:
        with pytest.raises(InputError) as caught:
            _import(tmp_path, content)
        assert caught.value.hint
        assert _opening(code) in caught.value.message
        return
    report = _import(tmp_path, content)
    found = [one for one in report.told() if one["code"] == code]
    assert [one["row"] for one in found if one["row"]] == rows, report.told()
    assert found[0]["found"] and found[0]["fix"]
    is_error = catalogue()[code].severity == "error"
    assert report.set_aside == (len(rows) if is_error else 0)


@pytest.mark.parametrize(
    ("content", "rows"), [case[1:] for case in FINE], ids=[case[0] for case in FINE]
)
def test_what_only_looks_broken_is_read(content: bytes, rows: int, tmp_path: Path) -> None:
    report = _import(tmp_path, content)
    assert (report.recorded, report.set_aside) == (rows, 0), report.told()


def _opening(code: str) -> str:
    """Words of the catalogue's text that stand between two placeholders."""
    parts = [part.split("{")[0] for part in catalogue()[code].text.split("}")]
    return max(parts, key=len).strip(" .‹›")
