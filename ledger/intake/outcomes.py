"""What became of an imported file, in one shape for whatever its rows are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.errors import UsageError
from ledger.intake.headers import Layout

if TYPE_CHECKING:
    from ledger.intake import Receipt
    from ledger.intake.announcements import Entry
    from ledger.intake.effects import Effects
    from ledger.intake.files import Survey
    from ledger.intake.headers import Header
    from ledger.intake.mapping import RecordMapping
    from ledger.intake.merging import MergeRule
    from ledger.intake.progress import Progress

__all__ = ["Chosen", "Outcome", "imported"]


class Chosen(NamedTuple):
    """What the user stated, on the command line or on a page; "" and None are not stated.

    Attributes:
        fields, defaults: of announcements, see `importing.Options`.
        note: an editor's remark for the batch.
        merge: of records that come again with other cells, see `merging`.
    """

    file: str
    kind: str | None
    mapping: str
    encoding: str
    sheet: str
    date_order: Any
    decimal_mark: str
    publisher: str
    url: str
    language: str
    stop: bool
    dry_run: bool
    jobs: int
    layout: Layout = Layout()
    fields: Mapping[str, str] = MappingProxyType({})
    defaults: Mapping[str, str] = MappingProxyType({})
    note: str = ""
    merge: "MergeRule" = "replace"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file.

    Attributes:
        input, header: what the file is.
        mapping: what its columns were read by; "" for announcements.
        names: its columns; `unused` those that hold no field.
        row_count: rows with anything in them; of these `set_aside` were not recorded, `repeats`
            repeat an earlier row, `warned` go in with a warning.
        problems: each with code, severity, found, expected, fix, row, column.
        rejected: the rows that were set aside, when asked.
        columns_read: of records: which column fills which field.
        effects: which cells change, which rows are gone, which look known.
    """

    input: "Survey"
    header: "Header"
    mapping: str
    names: tuple[str, ...]
    unused: tuple[str, ...]
    row_count: int
    set_aside: int
    repeats: int
    warned: int
    problems: list[dict[str, Any]]
    rejected: Callable[[], "Iterable[Entry]"]
    columns_read: "RecordMapping | None"
    effects: "Effects"
    receipt: "Receipt | None"


def imported(ledger: Path, now: datetime, chosen: Chosen, progress: "Progress") -> Outcome:
    """Import a file as what it is said to be, or as what its columns say it is.

    Raises:
        LedgerError: the file or the ledger cannot be used; nothing was changed.
    """
    from ledger.intake.matching import kind_of

    kind = chosen.kind or ("records" if chosen.mapping else kind_of(chosen.file, chosen.encoding))
    if kind == "announcements" and chosen.merge != "replace":
        raise UsageError(
            f"--merge {chosen.merge} is for records; an announcement is one text.",
            "Leave it out: a changed text becomes a new version of its page.",
        )
    if kind == "announcements":
        return _announcements(ledger, now, chosen, progress)
    return _records(ledger, now, chosen, progress)


def _announcements(ledger: Path, now: datetime, chosen: Chosen, progress: "Progress") -> Outcome:
    from ledger.intake.importing import Options, import_announcements

    options = Options(
        encoding=chosen.encoding,
        date_order=chosen.date_order or "",
        sheet=chosen.sheet,
        language=chosen.language,
        stop_on_error=chosen.stop,
        dry_run=chosen.dry_run,
        jobs=chosen.jobs,
        layout=chosen.layout,
        fields=chosen.fields,
        defaults=chosen.defaults,
        note=chosen.note,
    )
    report = import_announcements(chosen.file, ledger, now, options, progress)
    return Outcome(
        input=report.input,
        header=report.header,
        mapping="",
        names=report.columns.names,
        unused=report.columns.unused,
        row_count=report.row_count,
        set_aside=len(report.rejected),
        repeats=report.duplicates,
        warned=report.warned_rows,
        problems=[{**asdict(one), "where": one.where} for one in report.problems],
        rejected=lambda: report.rejected,
        columns_read=None,
        effects=report.effects,
        receipt=report.receipt,
    )


def _records(ledger: Path, now: datetime, chosen: Chosen, progress: "Progress") -> Outcome:
    from ledger.intake.reading import Choices
    from ledger.intake.records import RecordOptions, import_records, rejected_entries

    options = RecordOptions(
        mapping=chosen.mapping,
        kind=chosen.kind or "",
        encoding=chosen.encoding,
        sheet=chosen.sheet,
        choices=Choices(chosen.date_order or "", chosen.decimal_mark),
        publisher=chosen.publisher,
        url=chosen.url,
        stop_on_error=chosen.stop,
        dry_run=chosen.dry_run,
        layout=chosen.layout,
        note=chosen.note,
        merge=chosen.merge,
    )
    report = import_records(chosen.file, ledger, now, options, progress)
    return Outcome(
        input=report.input,
        header=report.header,
        mapping=report.mapping.name,
        names=report.names,
        unused=report.unused,
        row_count=report.row_count,
        set_aside=report.set_aside,
        repeats=0,
        warned=report.warned_rows,
        problems=report.told(),
        rejected=lambda: rejected_entries(report),
        columns_read=report.mapping,
        effects=report.effects,
        receipt=report.receipt,
    )
