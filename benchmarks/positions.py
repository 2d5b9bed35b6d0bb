"""Positions: posting, asking and adding, in ledgers of several sizes, beside a bare group-by."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from benchmarks.measure import Timing, in_child, timed
from benchmarks.settings import Settings
from benchmarks.steps import Steps, timed_steps
from benchmarks.table import Figure, Table, spent

if TYPE_CHECKING:
    import duckdb

_PAST_DAY = date(2022, 6, 30)  # about the middle of the generated claims
_RECORDED = datetime(2025, 1, 1)  # noqa: DTZ001  (UTC without zone, and the same in every run)
_ADDED = datetime(2025, 1, 2)  # noqa: DTZ001
_RUNS = 5
_STEPS: Steps = {
    "ledger.intake.drafting:read": "reading the text",
    "ledger.intake.recording:append": "appending",
    "ledger.intake.recording:post": "posting",
    "ledger.store.write:migrate": "checking the schema",
    "ledger.store.write:replace_views": "defining the views",
    "ledger.store.write:publish": "publishing",
}
_TEXT = (
    "Norway has delivered 40 generators and 12 ambulances to Ukraine. It will also send 300 tents "
    "and 5,000 blankets by the end of March. Another 25 water pumps are on their way.\n"
)


def positions(settings: Settings) -> Iterator[Table]:
    """One table for each size of ledger."""
    for count in settings.claims:
        yield _asked(count)


def ask_positions(claims: int, folder: str) -> dict[str, Any]:
    """Make a ledger, ask it, add to it; runs in a process of its own."""
    from benchmarks.claims import donor_of, flat_table, generate
    from ledger.store import open_read

    path = Path(folder) / "generated.duckdb"
    rows = generate(claims)
    answer = _made(path, rows)
    answer |= {"donor": donor_of(rows), "asked": {}, "floor": {}}
    with open_read(path) as con:
        answer["lines"] = _count(con)
        for name, statement in (("past", "past_position"), ("posted", "posted_position")):
            for donor in ("", answer["donor"]):
                key = f"{name} {'donor' if donor else 'all'}"
                answer["asked"][key] = _seconds(con, statement, donor)
    with flat_table(rows) as con:
        for donor in ("", answer["donor"]):
            answer["floor"]["donor" if donor else "all"] = _seconds(con, "floor", donor)
    del rows
    return answer | {"added": _added(path), "file_mb": path.stat().st_size / 1e6}


def _made(path: Path, rows: Any) -> dict[str, Any]:
    from benchmarks.claims import fill
    from ledger.posting import post
    from ledger.store import open_write

    with timed_steps(_STEPS) as steps, open_write(path, _RECORDED, create=True) as con:
        filled = _timed(lambda: fill(con, rows))
        posted = _timed(lambda: post(con))
        again = _timed(lambda: post(con))
    return {"fill": filled, "post": posted, "post_again": again, "publish": steps["publishing"]}


def _timed(work: Callable[[], object]) -> float:
    return timed(work, 1, warm_up=False).best


def _seconds(con: "duckdb.DuckDBPyConnection", name: str, donor: str) -> list[float]:
    from benchmarks.claims import statement

    text = statement(name)
    given = {"day": _PAST_DAY, "donor": donor}
    wanted = {key: value for key, value in given.items() if f"${key}" in text}
    return list(timed(lambda: con.execute(text, wanted).to_arrow_table(), _RUNS).seconds)


def _count(con: "duckdb.DuckDBPyConnection") -> int:
    row = con.execute("select count(*) from position").fetchone()
    return int(row[0]) if row else 0


def _added(path: Path) -> dict[str, Any]:
    """One announcement of a few claims more: read, checked, recorded, posted and published."""
    from ledger.intake import Note, draft, record
    from ledger.parse import Source

    with suppress(LookupError):
        draft(Source("Norway has delivered 4 tents."), _ADDED)  # the lexicon is loaded once
    with timed_steps(_STEPS) as steps:
        start = time.perf_counter()
        source = Source(_TEXT, date(2025, 1, 1), "Example Wire", "Help", "https://example.org/new")
        receipt = record(path, [draft(source, _ADDED)], Note("add", "-", "new"), _ADDED)
        seconds = time.perf_counter() - start
    return {"seconds": seconds, "claims": receipt.claims_new, "steps": dict(steps)}


def _asked(count: int) -> Table:
    with TemporaryDirectory() as folder:
        found = in_child("positions", claims=count, folder=folder)
    figures = [*_writing(found), *_asking(found)]
    figures += [
        Figure("size of the ledger file", found["file_mb"], "MB"),
        Figure("peak memory of the process", found["memory_mb"], "MB"),
    ]
    notes = [
        f"{count:,} generated claims on {found['lines']:,} lines; one donor is a 60th of them. "
        f"Questions: median of {_RUNS} after a warm-up, answers as Arrow; writing: once.",
        "The floor sums the same claims by line and stage in bare DuckDB: no events told twice, no "
        "totals, no fulfilment.",
    ]
    return Table(f"Positions at {count:,} claims", figures, notes)


def _writing(found: dict[str, Any]) -> list[Figure]:
    floor = ("bare group-by", Timing(tuple(found["floor"]["all"])).median)
    added = found["added"]
    steps = sorted(added["steps"].items(), key=lambda step: -step[1])
    return [
        spent("appending the claims to the truth", _one(found["fill"])),
        spent("posting everything, first time", _one(found["post"]), floor=floor),
        spent("posting everything again", _one(found["post_again"]), floor=floor),
        spent("publishing the copy", _one(found["publish"])),
        spent(f"adding one announcement of {added['claims']} claims, published",
              _one(added["seconds"]), floor=floor),
        *(spent(f"... of which {name}", _one(seconds)) for name, seconds in steps),
    ]  # fmt: skip


def _asking(found: dict[str, Any]) -> list[Figure]:
    floors = {key: Timing(tuple(seconds)) for key, seconds in found["floor"].items()}
    names = {
        "past all": "position_as_of a past day, all lines",
        "past donor": "position_as_of a past day, one donor",
        "posted all": "position (as posted), all lines",
        "posted donor": "position (as posted), one donor",
    }
    figures = [
        spent(f"floor: group-by, {'all lines' if key == 'all' else 'one donor'}", one, unit="ms")
        for key, one in floors.items()
    ]
    for key, name in names.items():
        floor = ("bare group-by", floors[key.split()[1]].median)
        seconds = Timing(tuple(found["asked"][key]))
        figures.append(spent(name, seconds, unit="ms", floor=floor))
    return figures


def _one(seconds: float) -> Timing:
    return Timing((seconds,))
