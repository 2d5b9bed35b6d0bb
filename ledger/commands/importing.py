"""import: a file of announcements, pledges or deliveries into the ledger."""

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ledger.commands import options
from ledger.commands.telling import tell
from ledger.commands.written import write_files
from ledger.errors import UsageError
from ledger.intake.outcomes import Chosen, imported
from validation.wording import counted

__all__ = ["import_file"]


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
DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing.")]
Jobs = Annotated[int, typer.Option(min=0, help="Processes that read; 0 = as it pays.")]
NoProgress = Annotated[bool, typer.Option("--no-progress", help="No counter.")]


def import_file(
    file: Annotated[str, typer.Argument(help="A file, or - for standard input.")] = "",
    kind: KindOption = None,
    mapping: MappingOption = "",
    template: TemplateOption = None,  # printed before anything else happens
    encoding: options.Encoding = "",
    sheet: SheetOption = "",
    date_order: OrderOption = None,
    decimal_mark: MarkOption = "",
    publisher: options.Publisher = "",
    url: options.Url = "",
    lang: RowLanguage = "en",
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
    _check_usage(file, decimal_mark, rejects, report, save_mapping)
    options.require_unless(dry_run, ledger)
    chosen = Chosen(
        file, kind, mapping, encoding, sheet, date_order, decimal_mark, publisher, url,
        lang.lower(), on_error is OnError.stop, dry_run, jobs,
    )  # fmt: skip
    outcome = imported(ledger, options.utc_now(), chosen, _counter(file, quiet or no_progress))
    write_files(outcome, dry_run, quiet, rejects, report, save_mapping)
    tell(outcome, dry_run, quiet, as_json)
    raise typer.Exit(1 if outcome.set_aside else 0)


def _counter(file: str, hidden: bool) -> Callable[[int], None]:
    if hidden or not sys.stderr.isatty():
        return lambda _: None
    return lambda count: print(
        f"\r{file}: {counted(count, 'row')}", end="\r", file=sys.stderr, flush=True
    )


def _check_usage(
    file: str,
    decimal_mark: str,
    rejects: Path | None,
    report: Path | None,
    save_mapping: Path | None,
) -> None:
    """Refuse before anything is recorded what could not be written, or would hide the input."""
    if not file:
        raise UsageError("import needs a file.", "Name it, or give - for standard input.")
    if decimal_mark not in ("", ".", ","):
        raise UsageError(f"--decimal-mark: ‹{decimal_mark}› is no such mark.", "Give . or ,")
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
