"""Imports: a file of deliveries from process start to published, its peers, and announcements."""

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.announcements import write_file
from benchmarks.deliveries import COLUMNS, KINDS, bad_numbers, write_deliveries
from benchmarks.measure import Timing, in_child, is_installed
from benchmarks.settings import Settings
from benchmarks.steps import Steps, timed_steps
from benchmarks.table import Figure, Table, rate, spent

STEPS: Steps = {
    "ledger.intake.records:_read": "reading the file",
    "ledger.intake.records:plan_reading": "reading the values",
    "ledger.intake.records:stage_rows": "laying out and checking (Arrow, contracts)",
    "ledger.intake.records:effects_of": "effect on what stands",
    "ledger.intake.records:commit": "opening, planning, committing",
    "ledger.store.write:migrate": "checking the schema",
    "ledger.store.write:replace_views": "defining the views",
    "ledger.intake.recording:append": "appending to the tables",
    "ledger.intake.recording:post": "posting",
    "ledger.store.write:publish": "publishing",
}
_SCALED_ROWS = 20_000  # what SQLModel is given; scaled to the rest
_ANNOUNCED = 20_000
_NOW = datetime(2025, 1, 1)  # noqa: DTZ001  (UTC without zone, and the same in every run)


def imports(settings: Settings) -> Iterator[Table]:
    """The import of the file beside its peers, its steps, and announcements by step."""
    from benchmarks.loading import by_step

    with TemporaryDirectory() as folder:
        place = Path(folder)
        source, good = place / "deliveries.csv", place / "good.csv"
        write_deliveries(source, settings.records)
        write_deliveries(good, settings.records, with_bad=False)
        ledger = place / "ledger.duckdb"
        _make(ledger)
        start = time.perf_counter()
        done = in_child("import_records", csv=str(source), ledger=str(ledger))
        whole = Timing((time.perf_counter() - start,))
        yield _beside(whole, done, _peers(good, settings.records), source)
        yield by_step(done, "Importing deliveries: where the time goes", "rows")
        texts = place / "announcements.csv"
        write_file(texts, min(_ANNOUNCED, settings.rows))
        read = in_child("load", csv=str(texts), ledger=str(place / "texts.duckdb"), jobs=1)
        table = by_step(read, "Importing announcements: where the time goes", "announcements")
        speed = rate("read and recorded", read["rows"], "announcements/s", _one(read["seconds"]))
        yield table._replace(figures=[speed, *table.figures])


def import_file(source: str, ledger: str) -> dict[str, Any]:
    """Import a file of records into a ledger that is there; runs in a process of its own."""
    from ledger.intake.records import RecordOptions, import_records, rejected_entries

    with timed_steps(STEPS) as steps:
        start = time.perf_counter()
        report = import_records(source, Path(ledger), _NOW, RecordOptions(kind="deliveries"))
        seconds = time.perf_counter() - start
    return {
        "seconds": seconds,
        "rows": report.row_count,
        "recorded": report.recorded,
        "set_aside": [entry.number for entry in rejected_entries(report)],
        "steps": dict(steps),
        "file_mb": Path(ledger).stat().st_size / 1e6,
    }


def _make(ledger: Path) -> None:
    """An empty ledger, as `aid-ledger init` makes it."""
    from ledger.posting import post
    from ledger.store import open_write

    with open_write(ledger, _NOW, create=True) as con:
        post(con)


def _beside(
    whole: Timing, done: dict[str, Any], peers: dict[str, dict[str, Any]], source: Path
) -> Table:
    floor = peers["duckdb"]["seconds"]
    figures = [
        spent("import: process start to published", whole, floor=("bare COPY", floor)),
        rate("import", done["rows"], "rows/s", whole),
        Figure("peak memory of the import", done["memory_mb"], "MB"),
        *(_peer(name, one) for name, one in peers.items()),
        Figure("rows recorded", done["recorded"], "rows"),
        Figure("rows set aside", len(done["set_aside"]), "rows"),
        Figure("size of the ledger file", done["file_mb"], "MB"),
    ]
    bad = bad_numbers(source)
    agree = "are" if done["set_aside"] == bad else "ARE NOT"
    notes = [
        f"{done['rows']:,} generated rows of {len(COLUMNS)} columns, "
        f"{source.stat().st_size / 1e6:.1f} MB, {len(bad):,} of them bad in {KINDS} ways.",
        f"The rows set aside {agree} those that Python's csv gives the same numbers to.",
        "The time is that of the whole process, with Python's start, into an empty ledger. The "
        f"peers get the good rows alone; SQLModel gets {_SCALED_ROWS:,} of them at most and is "
        "scaled to all.",
    ]
    return Table(f"Importing {done['rows']:,} deliveries", figures, notes)


_PEERS = {
    "duckdb": ("duckdb", "bare COPY: DuckDB, the good rows into one table"),
    "pandas": ("pandas", "pandas and pandera: read_csv and a schema, nothing written"),
    "sqlmodel": ("sqlmodel", "SQLModel: add_all and commit, SQLite in memory, scaled"),
}


def _peers(good: Path, rows: int) -> dict[str, dict[str, Any]]:
    asked = {"csv": str(good), "rows": min(rows, _SCALED_ROWS)}
    return {
        name: in_child("import_peer", name=name, **asked)
        if is_installed(module)
        else {"seconds": 0.0}
        for name, (module, _) in _PEERS.items()
    }


def _peer(name: str, found: dict[str, Any]) -> Figure:
    if not found["seconds"]:
        return Figure(_PEERS[name][1], None, "", note="not installed")
    return spent(_PEERS[name][1], _one(found["seconds"]))


def _one(seconds: float) -> Timing:
    return Timing((seconds,))
