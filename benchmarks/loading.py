"""Loading: a CSV file of announcements through the whole import, beside a bare read of the file."""

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.announcements import write_file
from benchmarks.measure import Timing, in_child, timed
from benchmarks.settings import Settings
from benchmarks.steps import Steps, timed_steps
from benchmarks.table import Figure, Table, rate, spent

_STEPS: Steps = {
    "ledger.intake.importing:survey": "survey of the bytes",
    "ledger.intake.importing:read_row": "rows of the file",
    "ledger.intake.drafting:read": "reading the texts (ledger.parse)",
    "ledger.intake.importing:draft": "drafting (ids, rows)",
    "ledger.intake.importing:stage": "laying out and checking (Arrow, contracts)",
    "ledger.intake.importing:commit": "opening, planning, committing",
    "ledger.store.write:migrate": "checking the schema",
    "ledger.store.write:replace_views": "defining the views",
    "ledger.intake.recording:append": "appending to the tables",
    "ledger.intake.recording:post": "posting",
    "ledger.store.write:publish": "publishing",
}
_IN_STEPS = 10  # the share by step is taken of a tenth of the rows, in one process


def loading(settings: Settings) -> Iterator[Table]:
    """The import of all rows, the floor, and where the time goes."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        source, part = place / "announcements.csv", place / "part.csv"
        write_file(source, settings.rows)
        write_file(part, max(settings.rows // _IN_STEPS, 1))
        floor = _floor(source)
        done = in_child("load", csv=str(source), ledger=str(place / "all.duckdb"), jobs=0)
        yield _whole(done, floor, source.stat().st_size / 1e6, settings.rows)
        single = in_child("load", csv=str(part), ledger=str(place / "part.duckdb"), jobs=1)
        yield by_step(single, "Loading: where the time goes", "announcements")


def load_file(source: str, ledger: str, jobs: int) -> dict[str, Any]:
    """Import a file into a new ledger, published; runs in a process of its own."""
    from ledger.intake.importing import Options, import_announcements

    path = Path(ledger)
    with timed_steps(_STEPS) as steps:
        start = time.perf_counter()
        report = import_announcements(
            source, path, _now(), Options(create=True, jobs=jobs, kind="import")
        )
        seconds = time.perf_counter() - start
    receipt = report.receipt
    return {
        "seconds": seconds,
        "rows": report.row_count,
        "claims": receipt.claims_new if receipt else 0,
        "problems": receipt.problems if receipt else 0,
        "steps": dict(steps),
        "file_mb": path.stat().st_size / 1e6,
        "helper_memory_mb": _helper_memory_mb(),
    }


def _whole(done: dict[str, Any], floor: Timing, size: float, asked: int) -> Table:
    timing = Timing((done["seconds"],))
    figures = [
        spent("import: file to published ledger", timing, floor=("bare read", floor.median)),
        rate("import", done["rows"], "announcements/s", timing),
        rate("import", size, "MB/s", timing),
        spent("bare read: DuckDB, CSV into one table", floor),
        rate("bare read", asked, "announcements/s", floor),
        Figure("claims written", done["claims"], "claims"),
        Figure("problems written", done["problems"], "problems"),
        Figure("size of the ledger file", done["file_mb"], "MB", against="the CSV file",
               ratio=done["file_mb"] / size),
        Figure("peak memory, process that writes", done["memory_mb"], "MB"),
        *_helpers(done["helper_memory_mb"]),
    ]  # fmt: skip
    notes = [f"{done['rows']:,} generated announcements, {size:.1f} MB of CSV, one import."]
    return Table(f"Loading {asked:,} announcements", figures, notes)


def _helpers(memory_mb: float) -> list[Figure]:
    """Small files are read by the process that writes, without helpers."""
    if not memory_mb:
        return []
    return [Figure("peak memory, largest process that reads", memory_mb, "MB")]


def by_step(single: dict[str, Any], title: str, things: str) -> Table:
    """The share of each step in the time of one import; `things` are its rows."""
    total = single["seconds"]
    steps = dict(sorted(single["steps"].items(), key=lambda step: -step[1]))
    steps["everything else"] = total - sum(steps.values())
    figures = [
        Figure(name, seconds * 1e6 / single["rows"], f"µs per {things[:-1]}",
               against="the whole", ratio=seconds / total, is_share=True)
        for name, seconds in steps.items()
    ]  # fmt: skip
    note = (
        f"{single['rows']:,} {things} in one process, {total:.1f} s in all; each step without "
        "the steps that it calls."
    )
    return Table(title, figures, [note])


def _floor(source: Path) -> Timing:
    """DuckDB reading the same file into a bare table in memory."""
    import duckdb

    def work() -> None:
        with duckdb.connect() as con:
            con.execute("create table raw as from read_csv(?, all_varchar = true)", [str(source)])

    return timed(work, 3)


def _now() -> Any:
    from datetime import datetime

    return datetime(2025, 1, 1)  # noqa: DTZ001  (UTC without zone, and the same in every run)


def _helper_memory_mb() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6
