"""A file of records (pledges, deliveries) into the ledger: read, mapped, checked, one batch.

Columns are worked on at once, in blocks of rows; what stays in memory is the grid and the Arrow
that will be written. Every row is recorded, or set aside with the reason.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pyarrow as pa

from ledger.errors import LedgerMissingError
from ledger.intake.announcements import Entry
from ledger.intake.claiming import claims_of
from ledger.intake.files import Survey, input_bytes, opened_text, refuse, survey
from ledger.intake.grid import ROW, Grid, cell_name, column_names, grid_of
from ledger.intake.mapping import RecordMapping, load_mapping
from ledger.intake.matching import fitting_mapping, is_column, used_columns
from ledger.intake.reading import Choices, Reading, plan_reading
from ledger.intake.recording import Note, Receipt, commit, preview
from ledger.intake.registering import announcements_of, with_keys, with_marks
from ledger.intake.rowtext import with_text
from ledger.intake.stage import ANNOUNCEMENT, CLAIM, PROBLEM, Staged
from ledger.intake.table import Header, Row, read_header, rows
from ledger.intake.told import is_error, raw_rows, tell
from validation.contracts import check_frame
from validation.problems import Problem

__all__ = ["RecordOptions", "RecordReport", "import_records", "rejected_entries"]

_BLOCK = 100_000  # rows that are worked on at one time


class RecordOptions(NamedTuple):
    """How a file of records is to be read.

    Attributes:
        mapping: name of a shipped one, or path of one's own; "" to find it by the columns.
        kind: pledges or deliveries; "" for either.
        encoding: Python's name; "" to find out.
        choices: order of dates and mark of decimals, as the user states them.
        publisher: of rows that name none, where the mapping names none.
        stop_on_error: write nothing if a row would be set aside.
        dry_run: write nothing at all.
    """

    mapping: str = ""
    kind: str = ""
    encoding: str = ""
    choices: Choices = Choices()
    publisher: str = ""
    stop_on_error: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class RecordReport:
    """What became of a file.

    Attributes:
        input: what the file is.
        header: its header and delimiter.
        mapping: under which it was read.
        names: its columns.
        unused: its columns that the mapping does not use; they stay in the row's text.
        row_count: rows with anything in them, the header not counted.
        recorded: rows that go in, new or known.
        problems: as in the table `problem`.
        rejected: rows that were set aside: ROW and their cells; `broken` those without cells.
        receipt: what was written, or would be; None when nothing was because of errors.
    """

    input: Survey
    header: Header
    mapping: RecordMapping
    names: tuple[str, ...]
    unused: tuple[str, ...]
    row_count: int
    recorded: int
    problems: pl.DataFrame
    rejected: pl.DataFrame
    broken: tuple[Row, ...]
    receipt: Receipt | None

    @property
    def set_aside(self) -> int:
        """Rows that were not recorded."""
        return self.row_count - self.recorded

    @property
    def warned_rows(self) -> int:
        """Rows that go in with a warning."""
        warned = pl.col("severity") == "warning"
        return (
            self.problems.filter(warned & (pl.col("raw") == ""))["row_number"]
            .drop_nulls()
            .n_unique()
        )

    def told(self) -> list[dict[str, Any]]:
        """The problems as values, in the order of the file."""
        renamed = {"row_number": "row", "column_name": "column"}
        shown = ("code", "severity", "found", "expected", "fix", "row_number", "column_name")
        return self.problems.select(shown).rename(renamed).to_dicts()


class _Part(NamedTuple):
    announcements: pa.Table
    claims: pa.Table
    problems: pl.DataFrame
    ids: pl.DataFrame
    rejected: pl.DataFrame


def import_records(
    name: str,
    path: Path,
    recorded_utc: datetime,
    options: RecordOptions,
    progress: Callable[[int], None] = lambda _: None,
) -> RecordReport:
    """Read a file of records and write what is new in it.

    Args:
        name: of the file, or "-" for standard input.
        path: of the ledger.
        recorded_utc: UTC without zone.
        options: see there.
        progress: is told the number of rows read so far.

    Raises:
        InputError: the file cannot be read at all, or does not fit the mapping.
        UsageError: there is no such mapping.
        LedgerError: the ledger cannot be written; nothing was changed.
    """
    with input_bytes(name) as handle:
        found = survey(handle, name, options.encoding)
        with opened_text(handle, found) as text:
            header = read_header(text, name, is_column)
            mapping = _mapping(header, options, name)
            grid = grid_of(header, rows(text, header, name))
    if not grid.row_count:
        raise refuse("header-only", path=name)
    reading = plan_reading(grid, mapping, options.choices, name)
    parts = list(_parts(reading, options, recorded_utc, progress))
    problems = _problems(grid, found, parts, recorded_utc)
    staged = _staged(parts, problems)
    receipt = _recorded(path, staged, grid, found, recorded_utc, options)
    return RecordReport(
        input=found,
        header=header,
        mapping=mapping,
        names=grid.names,
        unused=tuple(n for n in grid.names if n not in used_columns(mapping)),
        row_count=grid.row_count,
        recorded=staged.announcements.num_rows,
        problems=problems,
        rejected=pl.concat([part.rejected for part in parts]),
        broken=grid.broken,
        receipt=receipt,
    )


def rejected_entries(report: RecordReport) -> Iterator[Entry]:
    """The rows that were set aside, in the order of the file, as `write_rejects` takes them."""
    errors: dict[int, list[Problem]] = {}
    for one in report.told():
        if one["severity"] == "error" and one["row"]:
            errors.setdefault(one["row"], []).append(Problem(**one))
    cells = {number: tuple(kept) for number, *kept in report.rejected.iter_rows()}
    cells |= {row.number: row.cells for row in report.broken}
    for number in sorted(cells):
        yield Entry(number, cells[number], None, tuple(errors.get(number, ())))


def _mapping(header: Header, options: RecordOptions, name: str) -> RecordMapping:
    if options.mapping:
        return load_mapping(options.mapping)
    return fitting_mapping(column_names(header.names), options.kind, name)


def _parts(
    reading: Reading,
    options: RecordOptions,
    recorded_utc: datetime,
    progress: Callable[[int], None],
) -> Iterator[_Part]:
    mapping = reading.mapping
    publisher = mapping.publisher or options.publisher
    register = mapping.register if mapping.publisher else f"{mapping.register} {publisher}".strip()
    marked = with_marks(reading)
    for block in marked.iter_slices(_BLOCK):
        keyed = with_keys(with_text(block, reading.names), reading, register)
        heads, late = announcements_of(keyed, reading, publisher, recorded_utc)
        claims, found = claims_of(keyed, reading)
        yield _part(block, heads, claims, pl.concat([late, found]), reading)
        progress(int(block[ROW][-1]))


def _part(
    block: pl.DataFrame,
    heads: pl.DataFrame,
    claims: pl.DataFrame,
    found: pl.DataFrame,
    reading: Reading,
) -> _Part:
    """What goes in of a block, and what does not."""
    bad = found.filter(is_error(found)).select(ROW).unique()
    good = heads.join(bad, on=ROW, how="anti", maintain_order="left")
    ids = good.select(ROW, "announcement_id")
    kept = claims.join(ids, on=ROW, how="inner", maintain_order="left").select(CLAIM.names)
    failures = {one.row: one for one in check_frame("claim_in", kept)}
    if failures:
        first = next(iter(failures.values()))
        raise TypeError(f"claims of rows break their contract: {first}")  # a bug of ours
    rejected = block.join(bad, on=ROW, how="semi", maintain_order="left")
    return _Part(
        announcements=_arrow(good.select(ANNOUNCEMENT.names), ANNOUNCEMENT),
        claims=_arrow(kept, CLAIM),
        problems=found,
        ids=ids,
        rejected=rejected.select(ROW, *(cell_name(name) for name in reading.names)),
    )


def _arrow(frame: pl.DataFrame, schema: pa.Schema) -> pa.Table:
    return frame.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(schema)


def _problems(
    grid: Grid, found: Survey, parts: list[_Part], recorded_utc: datetime
) -> pl.DataFrame:
    rejected = pl.concat([part.rejected for part in parts])
    told = tell(
        pl.concat([part.problems for part in parts]),
        pl.concat([part.ids for part in parts]),
        raw_rows(rejected, grid.names),
        recorded_utc,
    )
    whole = [_problem(one, {}, recorded_utc) for one in (*found.problems, *grid.problems)]
    broken = [_problem(row.problem, _cells(row, grid), recorded_utc) for row in grid.broken]
    other = pl.DataFrame([*whole, *broken], told.schema, orient="row")
    return pl.concat([other, told]).sort("row_number", maintain_order=True)


def _cells(row: Row, grid: Grid) -> dict[str, str]:
    names = [*grid.names, *(f"_{i}" for i in range(len(grid.names), len(row.cells)))]
    return dict(zip(names, row.cells, strict=False))


def _problem(
    one: Problem | None, cells: dict[str, str], recorded_utc: datetime
) -> tuple[object, ...]:
    assert one is not None, "a broken row says why"
    raw = json.dumps(cells, ensure_ascii=False) if cells else ""
    told = (
        one.code,
        one.severity,
        one.row,
        one.column,
        None,
        None,
        one.found,
        one.expected,
        one.fix,
    )
    return ("", *told, raw, recorded_utc)


def _staged(parts: list[_Part], problems: pl.DataFrame) -> Staged:
    return Staged(
        announcements=pa.concat_tables([part.announcements for part in parts]),
        claims=pa.concat_tables([part.claims for part in parts]),
        problems=_arrow(problems, PROBLEM),
    )


def _recorded(
    path: Path,
    staged: Staged,
    grid: Grid,
    found: Survey,
    recorded_utc: datetime,
    options: RecordOptions,
) -> Receipt | None:
    if options.stop_on_error and staged.announcements.num_rows < grid.row_count:
        return None
    note = Note("import", Path(found.name).name or "-", found.sha256)
    if not options.dry_run:
        return commit(path, staged, note, recorded_utc)
    try:
        return preview(path, staged, note)
    except LedgerMissingError:
        counts = (staged.announcements.num_rows, 0, staged.claims.num_rows, 0)
        return Receipt("", *counts, staged.problems.num_rows, is_noop=False)
