"""A whole announcements file into the ledger: survey, rows, reading, checking, one batch.

Rows stream through in parts; what stays in memory is the Arrow that will be written. Reading the
texts is the slow step and may use several processes; the order of the file is kept.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ledger.errors import LedgerMissingError
from ledger.intake.announcements import Columns, Entry, is_known, map_columns, read_row
from ledger.intake.dates import DateOrder
from ledger.intake.drafting import Draft, draft, key_of
from ledger.intake.effects import Effects, effects_of
from ledger.intake.files import Survey, refuse
from ledger.intake.headers import Header, Layout
from ledger.intake.incoming import incoming
from ledger.intake.progress import Progress, silent
from ledger.intake.recording import Note, Receipt, Ruling, commit, preview
from ledger.intake.returning import Returned, returned_of
from ledger.intake.stage import Drafted, Staged, join, stage
from ledger.parse import Source
from ledger.parse.processes import reading_pool
from validation.problems import Problem, problem

__all__ = ["Options", "Report", "import_announcements"]

_PART = 200  # rows read as one piece of work
_POOL_BYTES = 4_000_000  # below this, starting processes costs more than it saves


class Options(NamedTuple):
    """How a file is to be read.

    Attributes:
        encoding: Python's name; "" to find out.
        date_order: of day and month where a date can be read both ways; "" leaves it an error.
        sheet: of a workbook; "" for the first that fits.
        language: of rows that state none.
        stop_on_error: write nothing if a row would be set aside.
        dry_run: write nothing at all.
        jobs: processes that read; 0 for as many as there are cores, if the file is large.
        create: make a ledger where there is none.
        kind: of the batch.
        ruling: what a person ruled on the staged claims, worked out when they are known.
        layout: how the table lies in the file, as the user states it.
        fields: column -> field, where the user says it; others go by their names.
        defaults: field -> text, for rows that state none.
        note: an editor's remark for the batch.
    """

    encoding: str = ""
    date_order: DateOrder = ""
    sheet: str = ""
    language: str = "en"
    stop_on_error: bool = False
    dry_run: bool = False
    jobs: int = 0
    create: bool = False
    kind: str = "import"
    ruling: Callable[[Staged], Ruling] = lambda _: Ruling()
    layout: Layout = Layout()
    fields: Mapping[str, str] = MappingProxyType({})
    defaults: Mapping[str, str] = MappingProxyType({})
    note: str = ""


@dataclass(slots=True)
class Report:
    """What became of a file.

    Attributes:
        input: what the file is.
        header: its header and delimiter.
        columns: which column holds what.
        row_count: rows with anything in them, the header not counted.
        rejected: rows that were set aside, as read.
        duplicates: rows that repeat an earlier one.
        problems: all of them, in the order of the rows.
        returned: of rows that had been set aside, the number that each had and a code.
        effects: which texts look like what another source told.
        receipt: what was written, or would be; None when nothing was because of errors.
    """

    input: Survey
    header: Header
    columns: Columns
    row_count: int = 0
    duplicates: int = 0
    rejected: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    returned: list[Returned] = field(default_factory=list)
    effects: Effects = Effects()
    receipt: Receipt | None = None

    @property
    def warned_rows(self) -> int:
        """Rows that go in with a warning."""
        aside = {entry.number for entry in self.rejected}
        return len({p.row for p in self.problems if p.severity == "warning" and p.row} - aside)


def import_announcements(
    name: str,
    path: Path,
    recorded_utc: datetime,
    options: Options = Options(),  # noqa: B008  (a constant)
    progress: Progress = silent,
) -> Report:
    """Read a file of announcements and record what is new in it.

    Args:
        name: of the file, or "-" for standard input.
        path: of the ledger.
        recorded_utc: UTC without zone.
        options: see there.
        progress: is told how far it is, and may stop it by raising.

    Raises:
        InputError: the file cannot be read at all.
        LedgerError: the ledger cannot be written; nothing was changed.
    """
    with incoming(name, options.encoding, is_known, options.sheet, options.layout) as opened:
        header = opened.header
        columns = map_columns(header, name, options.fields, options.defaults)
        report = Report(opened.survey, header, columns)
        report.problems += [*opened.notes, *report.columns.problems]
        entries = (
            read_row(row, report.columns, options.date_order, options.language)
            for row in opened.rows
        )
        staged = _staged(_distinct(entries, report), report, recorded_utc, options, progress)
    if not report.row_count:
        raise refuse("header-only", path=name)
    report.effects = effects_of(path, staged, "")
    report.receipt = _recorded(path, staged, report, recorded_utc, options, progress)
    return report


def _recorded(
    path: Path,
    staged: Staged,
    report: Report,
    recorded_utc: datetime,
    options: Options,
    progress: Progress,
) -> Receipt | None:
    if options.stop_on_error and report.rejected:
        return None
    input_name = Path(report.input.name).name or "-"
    names = tuple(name for name in report.columns.names if not name.startswith("_"))
    note = Note(
        options.kind, input_name, report.input.sha256, options.note, tuple(report.returned), names
    )
    if options.dry_run:
        return _previewed(path, staged, note)
    ruling = options.ruling(staged)
    return commit(
        path, staged, note, recorded_utc, ruling, create=options.create, progress=progress
    )


def _previewed(path: Path, staged: Staged, note: Note) -> Receipt:
    try:
        return preview(path, staged, note)
    except LedgerMissingError:
        counts = (staged.announcements.num_rows, 0, staged.claims.num_rows, 0)
        return Receipt("", *counts, staged.problems.num_rows, is_noop=False)


def _distinct(entries: Iterable[Entry], report: Report) -> Iterator[Entry]:
    """Rows in order; one that repeats an earlier one is noted and has no source any more."""
    texts: dict[str, dict[int, int]] = {}
    for entry in entries:
        report.row_count += 1
        report.returned += returned_of(*(_cell(entry, report, note) for note in ("_row", "_code")))
        noted = entry if entry.source is None else _noted(entry, entry.source, texts)
        report.duplicates += noted.source is None and entry.source is not None
        if entry.source is None:
            report.rejected.append(entry)
        yield noted


def _cell(entry: Entry, report: Report, name: str) -> str:
    names = report.columns.names
    at = names.index(name) if name in names else len(entry.cells)
    return entry.cells[at] if at < len(entry.cells) else ""


def _noted(entry: Entry, source: Source, texts: dict[str, dict[int, int]]) -> Entry:
    seen = texts.setdefault(key_of(source), {})
    fingerprint = hash(source.text)
    if fingerprint in seen:
        found = problem("row-duplicate", row=entry.number, value=seen[fingerprint])
        return replace_entry(entry, None, found)
    seen[fingerprint] = entry.number
    if len(seen) > 1:
        first = next(iter(seen.values()))
        found = problem("source-repeated", row=entry.number, value=key_of(source), other=first)
        return replace_entry(entry, source, found)
    return entry


def replace_entry(entry: Entry, source: Source | None, more: Problem) -> Entry:
    """The entry with that source and one problem more."""
    return entry._replace(source=source, problems=(*entry.problems, more))


def _staged(
    entries: Iterator[Entry],
    report: Report,
    recorded_utc: datetime,
    options: Options,
    progress: Progress,
) -> Staged:
    work = partial(stage_part, report.columns.names, recorded_utc)
    parts, heads = [], _file_problems(report, recorded_utc)
    jobs = _jobs(options.jobs, report.input.size)
    for done in _mapped(work, _in_parts(entries), jobs):
        parts.append(done[0])
        report.problems += done[1]
        progress("read", report.row_count)
    return join([heads, *parts])


def stage_part(
    names: tuple[str, ...], recorded_utc: datetime, entries: list[Entry]
) -> tuple[Staged, list[Problem]]:
    """Read one part of the rows; runs in a process of its own for large files."""
    drafted = [_drafted(entry, names, recorded_utc) for entry in entries]
    located = [
        found if found.row is not None else replace(found, row=one.row)
        for one in drafted
        for found in one.draft.problems
    ]
    return stage(drafted, recorded_utc), located


def _drafted(entry: Entry, names: tuple[str, ...], recorded_utc: datetime) -> Drafted:
    raw = dict(zip(_unique(names), entry.cells, strict=False))
    raw |= {f"_{i}": cell for i, cell in enumerate(entry.cells) if i >= len(names)}
    if entry.source is None:
        return Drafted(Draft(None, (), entry.problems), entry.number, raw)
    read = draft(entry.source, recorded_utc)
    # The cells were judged with the row; what the draft says again of them is not said twice.
    said = {found.code for found in entry.problems}
    fresh = tuple(found for found in read.problems if found.code not in said)
    return Drafted(replace(read, problems=(*entry.problems, *fresh)), entry.number, raw)


def _unique(names: tuple[str, ...]) -> list[str]:
    return [name if names.index(name) == i else f"{name}#{i + 1}" for i, name in enumerate(names)]


def _file_problems(report: Report, recorded_utc: datetime) -> Staged:
    return stage([Drafted(Draft(None, (), tuple(report.problems)))], recorded_utc)


def _in_parts(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    while part := list(islice(entries, _PART)):
        yield part


def _jobs(asked: int, size: int) -> int:
    if asked:
        return asked
    return (os.cpu_count() or 1) if size > _POOL_BYTES else 1


def _mapped(
    work: Callable[[list[Entry]], tuple[Staged, list[Problem]]],
    parts: Iterator[list[Entry]],
    jobs: int,
) -> Iterator[tuple[Staged, list[Problem]]]:
    if jobs == 1:
        yield from map(work, parts)
        return
    # spawn: a fork of a process with Arrow's and DuckDB's threads can hang.
    with reading_pool(jobs) as pool:
        waiting = [pool.submit(work, part) for part in islice(parts, jobs * 2)]
        while waiting:
            yield waiting.pop(0).result()
            waiting += [pool.submit(work, part) for part in islice(parts, 1)]
