"""import: a file of announcements, pledges or deliveries into the ledger."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from ledger.commands import options
from ledger.commands.telling import tell
from ledger.commands.written import write_files
from ledger.errors import UsageError
from ledger.intake.headers import Layout
from ledger.intake.outcomes import Chosen, Outcome, imported
from ledger.intake.progress import Progress, Step, silent
from validation.wording import counted

__all__ = ["import_file"]

_STEPS: dict[Step, str] = {
    "read": " read",
    "write": " read, are written",
    "post": " written, figures are worked out",
    "publish": " worked out, are published",
}


def _print_template(name: str | None) -> None:
    if name:
        from validation.datafiles import data_folder

        path = data_folder() / "mappings" / "templates" / f"{name}.csv"
        print(path.read_text(encoding="utf-8"), end="")
        raise typer.Exit


class Kind(StrEnum):
    """What the rows of a file are."""

    announcements = "announcements"
    pledges = "pledges"
    deliveries = "deliveries"


class Template(StrEnum):
    """The templates for files of one's own."""

    announcements = "announcements"
    pledges = "pledges"
    deliveries = "deliveries"


class OnError(StrEnum):
    """What happens to a file with rows that cannot be recorded."""

    set_aside = "set-aside"
    stop = "stop"


class Merge(StrEnum):
    """Whose cells go in of a record that comes again."""

    REPLACE = "replace"
    REPLACE_FILLED = "replace-filled"
    FILL_BLANKS = "fill-blanks"


class DateOrder(StrEnum):
    """Of day and month in 03/04/2025."""

    dmy = "dmy"
    mdy = "mdy"


KindOption = Annotated[
    Kind | None, typer.Option("--as", help="What the rows are; found out by the columns.")
]
MappingOption = Annotated[
    str,
    typer.Option("--mapping", help="What the columns mean: a shipped mapping, or a .toml file."),
]
SheetOption = Annotated[str, typer.Option(help="Of a workbook; else the one that fits best.")]
TemplateOption = Annotated[
    Template | None,
    typer.Option(
        callback=_print_template, is_eager=True, help="Print a file with example rows, and stop."
    ),
]
MergeOption = Annotated[
    Merge, typer.Option(help="Of a record that comes again with other cells: whose cells go in.")
]
DelimiterOption = Annotated[str, typer.Option(help="Between cells, or the word tab; else found.")]
HeaderRow = Annotated[int, typer.Option(min=0, help="Record of the header; 0 = found out.")]
OrderOption = Annotated[DateOrder | None, typer.Option(help="Of day and month in 03/04/2025.")]
MarkOption = Annotated[str, typer.Option(help="Mark of decimals in 1.200: . or ,")]
RowLanguage = Annotated[str, typer.Option(help="Language of rows that state none.")]
OnErrorOption = Annotated[OnError, typer.Option(help="Set bad rows aside, or import nothing.")]
Rejects = Annotated[Path | None, typer.Option(help="Write the rows set aside to this file.")]
ReportOption = Annotated[
    Path | None, typer.Option(help="Write all problems to this file, .csv or .json.")
]
SaveMapping = Annotated[
    Path | None, typer.Option(help="Write what the columns were taken for to this .toml file.")
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run", help="Write nothing into the ledger; files that are asked for are written."
    ),
]
Jobs = Annotated[int, typer.Option(min=0, help="Processes that read; 0 = as it pays.")]
NoProgress = Annotated[bool, typer.Option("--no-progress", help="No counter.")]


def import_file(
    file: Annotated[str, typer.Argument(help="A file, or - for standard input.")] = "",
    kind: KindOption = None,
    mapping: MappingOption = "",
    template: TemplateOption = None,  # printed before anything else happens
    encoding: options.Encoding = "",
    sheet: SheetOption = "",
    delimiter: DelimiterOption = "",
    header_row: HeaderRow = 0,
    date_order: OrderOption = None,
    decimal_mark: MarkOption = "",
    publisher: options.Publisher = "",
    url: options.Url = "",
    lang: RowLanguage = "en",
    merge: MergeOption = Merge.REPLACE,
    on_error: OnErrorOption = OnError.set_aside,
    rejects: Rejects = None,
    report: ReportOption = None,
    save_mapping: SaveMapping = None,
    dry_run: DryRun = False,
    jobs: Jobs = 0,
    no_progress: NoProgress = False,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Import a file: announcements to be read, or pledges and deliveries in columns.

    aid-ledger import tracker.csv --as pledges --mapping kiel --rejects tracker.rejected.csv

    aid-ledger import --template deliveries
    """
    _check_usage(file, decimal_mark, delimiter, rejects, report, save_mapping)
    options.require_unless(dry_run, ledger)
    outcome = imported(ledger, options.utc_now(), Chosen(
        file, kind, mapping, encoding, sheet, date_order, decimal_mark, publisher, url,
        options.language_of(lang), on_error is OnError.stop, dry_run, jobs,
        layout=Layout({"tab": "\t"}.get(delimiter, delimiter), header_row), merge=merge.value,
    ), _counter(file, quiet or no_progress))  # fmt: skip
    _finish(outcome, dry_run, quiet, as_json, rejects, report, save_mapping)


def _finish(
    outcome: Outcome, dry_run: bool, quiet: bool, as_json: bool, *files: Path | None
) -> NoReturn:
    write_files(outcome, dry_run, quiet, *files)
    tell(outcome, dry_run, quiet, as_json)
    raise typer.Exit(1 if outcome.set_aside else 0)


def _counter(file: str, hidden: bool) -> Progress:
    if hidden or not sys.stderr.isatty():
        return silent

    def tell_step(step: Step, count: int) -> None:
        line = f"{file}: {counted(count, 'row')}{_STEPS[step]}"
        print(f"\r{line:<60}", end="\r", file=sys.stderr, flush=True)

    return tell_step


def _check_usage(
    file: str,
    decimal_mark: str,
    delimiter: str,
    rejects: Path | None,
    report: Path | None,
    save_mapping: Path | None,
) -> None:
    """Refuse before anything is recorded what could not be written, or would hide the input."""
    if not file:
        raise UsageError("import needs a file.", "Name it, or give - for standard input.")
    if decimal_mark not in ("", ".", ","):
        raise UsageError(f"--decimal-mark: ‹{decimal_mark}› is no such mark.", "Give . or ,")
    if delimiter not in ("", "tab", "\t", ",", ";", "|"):
        raise UsageError(f"--delimiter: ‹{delimiter}› is no such mark.", "Give , ; | or tab.")
    for option, path in (
        ("--rejects", rejects), ("--report", report), ("--save-mapping", save_mapping),
    ):  # fmt: skip
        if path is not None:
            _check_path(option, path, file)


def _check_path(option: str, path: Path, file: str) -> None:
    if file != "-" and path.resolve() == Path(file).resolve():
        raise UsageError(f"{path} is the file to import.", f"Give {option} another name.")
    if path.is_dir() or not os.access(path if path.exists() else path.parent, os.W_OK):
        raise UsageError(
            f"{path} cannot be written.", f"Give {option} a file in a folder of yours."
        )
