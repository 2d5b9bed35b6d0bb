"""A file of records (pledges, deliveries) into the ledger: read, mapped, checked, one batch.

Every row is recorded, or set aside with the reason. The grid and what will be written are held in
memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pyarrow as pa

from ledger.errors import LedgerMissingError
from ledger.intake.announcements import Entry
from ledger.intake.columns import believed, guess_columns, mapping_of, suggestions
from ledger.intake.effects import Effects, effects_of
from ledger.intake.files import Survey, refuse
from ledger.intake.grid import Grid
from ledger.intake.headers import Header, Layout
from ledger.intake.incoming import incoming, read_grid
from ledger.intake.mapping import RecordMapping, load_mapping, mapping_names
from ledger.intake.matching import fitting_mapping, is_column, used_columns
from ledger.intake.merging import MergeRule, merged
from ledger.intake.progress import Progress, silent
from ledger.intake.reading import Choices, Reading, plan_reading
from ledger.intake.recording import Note, Receipt, commit, preview
from ledger.intake.registering import key_start
from ledger.intake.stage import Staged
from ledger.intake.staging import StagedRows, register_of, stage_rows
from ledger.intake.table import Row
from validation.problems import Problem

__all__ = ["RecordOptions", "RecordReport", "import_records", "rejected_entries"]


class RecordOptions(NamedTuple):
    """How a file of records is to be read.

    Attributes:
        mapping: name of a shipped one, or path of one's own; "" to find it by the columns.
        kind: pledges or deliveries; "" for either.
        encoding: Python's name; "" to find out.
        sheet: of a workbook; "" for the first that fits.
        choices: order of dates and mark of decimals, as the user states them.
        publisher, url: of rows that name none, where the mapping names none.
        stop_on_error: write nothing if a row would be set aside.
        dry_run: write nothing at all.
        layout: how the table lies in the file, as the user states it.
        note: an editor's remark for the batch.
        merge: of a row that comes again with other cells, see `merging`.
    """

    mapping: str = ""
    kind: str = ""
    encoding: str = ""
    sheet: str = ""
    choices: Choices = Choices()
    publisher: str = ""
    url: str = ""
    stop_on_error: bool = False
    dry_run: bool = False
    layout: Layout = Layout()
    note: str = ""
    merge: MergeRule = "replace"


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
        claims: those of the rows that would go in, as `stage.CLAIM`; none once they are written.
        effects: which cells change, and which rows of the register the file does not have.
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
    claims: pa.Table
    effects: Effects
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


def import_records(
    name: str,
    path: Path,
    recorded_utc: datetime,
    options: RecordOptions,
    progress: Progress = silent,
) -> RecordReport:
    """Read a file of records and write what is new in it.

    Args:
        name: of the file, or "-" for standard input.
        path: of the ledger.
        recorded_utc: UTC without zone.
        options: see there.
        progress: is told how far it is, and may stop it by raising.

    Raises:
        InputError: the file cannot be read at all, or does not fit the mapping.
        UsageError: there is no such mapping.
        LedgerError: the ledger cannot be written; nothing was changed.
    """
    file = _read(name, options)
    if not file.row_count:
        raise refuse("header-only", path=name)
    register, publisher = register_of(file.mapping, options.publisher)
    file, reading = _planned(path, file, register, options)
    done = stage_rows(file.grid, reading, options.publisher, recorded_utc, progress)
    file = file._replace(grid=file.grid._replace(cells=file.grid.cells.clear()))
    del reading  # the cells stand in what was staged; holding them twice would cost their size
    # Of a file that nobody is said to publish, none is the newer one.
    start = "" if file.grid.is_returned or not publisher else key_start(register)
    effects = effects_of(path, done.staged, start)
    recorded = done.staged.announcements.num_rows
    receipt = _recorded(path, done.staged, file, recorded_utc, options, progress)
    return _report(file, done, recorded, effects, receipt)


class _File(NamedTuple):
    survey: Survey
    header: Header
    mapping: RecordMapping
    grid: Grid
    row_count: int


def _planned(
    path: Path, file: _File, register: str, options: RecordOptions
) -> tuple[_File, Reading]:
    """The file as it goes in, merged with what its rows said before, and how it is read."""
    name = file.survey.name
    reading = plan_reading(file.grid, file.mapping, options.choices, name)
    whole = merged(path, file.grid, reading, register, options.merge)
    if whole is file.grid:
        return file, reading
    again = plan_reading(whole, file.mapping, options.choices, name)
    return file._replace(grid=whole), again


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


def _report(
    file: _File, done: StagedRows, recorded: int, effects: Effects, receipt: Receipt | None
) -> RecordReport:
    used = used_columns(file.mapping)
    return RecordReport(
        input=file.survey,
        header=file.header,
        mapping=file.mapping,
        names=file.grid.names,
        unused=tuple(name for name in file.grid.names if name not in used),
        row_count=file.row_count,
        recorded=recorded,
        problems=done.problems,
        rejected=done.rejected,
        broken=file.grid.broken,
        claims=done.staged.claims,
        effects=effects,
        receipt=receipt,
    )


def _read(name: str, options: RecordOptions) -> _File:
    """All rows of the file, and the mapping that is asked for or fits."""
    asked = load_mapping(options.mapping) if options.mapping else None
    known = used_columns(asked).__contains__ if asked else is_column
    with incoming(name, options.encoding, known, options.sheet, options.layout) as opened:
        grid = read_grid(opened, name)
        mapping = asked or _found_mapping(grid, opened.header, options, name)
        notes = (*opened.notes, *grid.problems)
        whole = grid._replace(problems=notes)
        named = mapping._replace(url=mapping.url or options.url)
        return _File(opened.survey, opened.header, named, whole, grid.row_count)


def _found_mapping(grid: Grid, header: Header, options: RecordOptions, name: str) -> RecordMapping:
    """The known mapping that fits, else one by the names and hashtags of the columns."""
    if fitting := fitting_mapping(grid.names, options.kind):
        return fitting
    guesses = believed(guess_columns(grid.names, grid.tags), grid.cells)
    if made := mapping_of(guesses, options.kind):
        return made
    seem = suggestions(grid.cells, grid.names, {one.column for one in guesses})
    raise refuse(
        "mapping-unknown",
        path=name,
        columns=", ".join(f"‹{one}›" for one in grid.names),
        names=", ".join(mapping_names()),
        guesses="; ".join(f"‹{one.column}› seems to hold the {one.field}" for one in seem)
        or "none",
    )


def _recorded(
    path: Path,
    staged: Staged,
    file: _File,
    recorded_utc: datetime,
    options: RecordOptions,
    progress: Progress,
) -> Receipt | None:
    if options.stop_on_error and staged.announcements.num_rows < file.row_count:
        return None
    input_name = Path(file.survey.name).name or "-"
    note = Note(
        "import", input_name, file.survey.sha256, options.note, file.grid.returned, file.grid.names
    )
    if not options.dry_run:
        return commit(path, staged, note, recorded_utc, progress=progress)
    try:
        return preview(path, staged, note)
    except LedgerMissingError:
        counts = (staged.announcements.num_rows, 0, staged.claims.num_rows, 0)
        return Receipt("", *counts, staged.problems.num_rows, is_noop=False)
