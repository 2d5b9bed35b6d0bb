"""init, add, import: texts and files into the ledger."""

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.commands import options
from ledger.commands.output import json_object, talk
from ledger.commands.reading import read_source
from ledger.errors import UsageError

if TYPE_CHECKING:
    from ledger.intake import Receipt, Report
    from validation.problems import Problem

__all__ = ["add", "import_file", "init"]


class OnError(StrEnum):
    """What happens to a file with rows that cannot be recorded."""

    set_aside = "set-aside"
    stop = "stop"


class DateOrder(StrEnum):
    """Of day and month in 03/04/2025."""

    dmy = "dmy"
    mdy = "mdy"


DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing.")]
OrderOption = Annotated[DateOrder | None, typer.Option(help="Of day and month in 03/04/2025.")]
RowLanguage = Annotated[str, typer.Option(help="Language of rows that state none.")]
OnErrorOption = Annotated[OnError, typer.Option(help="Set bad rows aside, or import nothing.")]
Rejects = Annotated[Path | None, typer.Option(help="Write the rows set aside to this file.")]
Jobs = Annotated[int, typer.Option(min=0, help="Processes that read; 0 = as it pays.")]
NoProgress = Annotated[bool, typer.Option("--no-progress", help="No counter.")]


def init(
    path: Annotated[Path | None, typer.Argument(help="Where; default is --ledger.")] = None,
    sample: Annotated[bool, typer.Option("--sample", help="With the samples.")] = False,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Make a ledger: empty, or with the samples.

    aid-ledger init --sample
    """
    target = path or ledger
    if target.exists():
        raise UsageError(f"There is a ledger at {target} already.", "Give another path.")
    if sample:
        from ledger.intake.samples import import_samples

        report = import_samples(target, options.utc_now())
        talk(f"{target}: {_effect(report.receipt)}", quiet)
    else:
        _make_empty(target)
        talk(f"{target}: empty ledger made", quiet)
    if as_json:
        json_object({"ledger": str(target), "sample": sample})


def add(
    file: Annotated[str, typer.Argument(help="A text file, or - for standard input.")] = "-",
    published: options.Published = "",
    publisher: options.Publisher = "",
    title: options.Title = "",
    url: options.Url = "",
    lang: options.Language = "en",
    encoding: options.Encoding = "",
    dry_run: DryRun = False,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Read one announcement into the ledger.

    aid-ledger add release.txt --published 2022-12-30 --publisher "The Guardian" --url https://...
    """
    source, sha256 = read_source(file, published, publisher, title, url, lang, encoding)
    options.require(ledger)
    from ledger.intake.drafting import draft
    from ledger.intake.recording import Note, commit, preview
    from ledger.intake.stage import Drafted, stage

    now = options.utc_now()
    drafted = draft(source, now)
    staged = stage([Drafted(drafted)], now)
    note = Note("add", Path(file).name or "-", sha256)
    receipt = preview(ledger, staged, note) if dry_run else commit(ledger, staged, note, now)
    for found in drafted.problems:
        talk(f"{found.severity}: {_placed(found)}", quiet)
    talk(f"{'DRY RUN: ' if dry_run else ''}{_effect(receipt)}", quiet)
    if as_json:
        json_object(_as_json(receipt, drafted.problems, dry_run))
    if any(found.severity == "error" for found in drafted.problems):
        raise typer.Exit(1)


def import_file(
    file: Annotated[str, typer.Argument(help="A CSV file, or - for standard input.")],
    encoding: options.Encoding = "",
    date_order: OrderOption = None,
    lang: RowLanguage = "en",
    on_error: OnErrorOption = OnError.set_aside,
    rejects: Rejects = None,
    dry_run: DryRun = False,
    jobs: Jobs = 0,
    no_progress: NoProgress = False,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Import a CSV file of announcements: published_on, publisher, title, url, text, language.

    aid-ledger import announcements.csv --dry-run

    aid-ledger import announcements.csv --rejects announcements.rejected.csv
    """
    from ledger.intake.importing import Options, import_announcements

    if not dry_run:
        options.require(ledger)
    _require_rejects(rejects, file)
    chosen = Options(
        encoding=encoding,
        date_order=date_order.value if date_order else "",
        language=lang.lower(),
        stop_on_error=on_error is OnError.stop,
        dry_run=dry_run,
        jobs=jobs,
    )
    counter = _counter(file, quiet or no_progress)
    report = import_announcements(file, ledger, options.utc_now(), chosen, counter)
    _write_rejects(rejects, report, quiet)
    _tell(file, report, dry_run, quiet)
    if as_json:
        json_object(_report_json(report, dry_run))
    raise typer.Exit(1 if report.rejected else 0)


def _make_empty(target: Path) -> None:
    from ledger.posting import post
    from ledger.store import open_write

    with open_write(target, options.utc_now(), create=True) as con:
        post(con)


def _counter(file: str, hidden: bool) -> Any:
    import sys

    if hidden or not sys.stderr.isatty():
        return lambda _: None
    return lambda count: print(f"\r{file}: {count:,} rows", end="\r", file=sys.stderr, flush=True)


def _require_rejects(path: Path | None, file: str) -> None:
    """Refuse before anything is recorded what could not be written, or would hide the input."""
    if path is None:
        return
    if file != "-" and path.resolve() == Path(file).resolve():
        raise UsageError(f"{path} is the file to import.", "Give --rejects another name.")
    if path.is_dir() or not os.access(path if path.exists() else path.parent, os.W_OK):
        raise UsageError(
            f"{path} cannot be written.", "Give --rejects a file in a folder of yours."
        )


def _write_rejects(path: Path | None, report: "Report", quiet: bool) -> None:
    if path is None or not report.rejected:
        return
    from ledger.intake.rejects import write_rejects

    count = write_rejects(path, report.columns.names, report.rejected)
    talk(f"{path}: {count} rows with reasons; mend them there and import that file", quiet)


def _tell(file: str, report: "Report", dry_run: bool, quiet: bool) -> None:
    delimiter = {"\t": "tab"}.get(report.header.delimiter, f"'{report.header.delimiter}'")
    encoding = report.input.encoding.upper()
    talk(
        f"{file}: {report.row_count:,} rows read "
        f"({encoding}, {delimiter}, header row {report.header.number})",
        quiet,
    )
    ready = report.row_count - len(report.rejected) - report.duplicates
    talk(
        f"  {ready:,} ready · {report.warned_rows:,} of them with warnings · "
        f"{report.duplicates:,} repeated · {len(report.rejected):,} set aside",
        quiet,
    )
    for line in _grouped(report.problems):
        talk(f"  {line}", quiet)
    if report.receipt is None:
        talk("Nothing was imported (--on-error stop). Mend the rows, or let them be set aside.")
    elif dry_run:
        talk(f"DRY RUN: {_effect(report.receipt)} Nothing was written.", quiet)
        talk("next: run again without --dry-run", quiet)
    else:
        talk(_effect(report.receipt), quiet)


def _grouped(problems: "list[Problem]") -> list[str]:
    """One line a code, the most rows first, each with an example and where more are."""
    groups: dict[str, list[Problem]] = {}
    for one in problems:
        groups.setdefault(one.code, []).append(one)
    lines = []
    for code, found in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        numbers = [str(row) for row in dict.fromkeys(one.row for one in found) if row]
        where = f" · rows {', '.join(numbers[:5])}{' …' if len(numbers) > 5 else ''}"
        lines.append(f"{len(found):>5}  {found[0].severity:<7}  {code}{where if numbers else ''}")
        lines.append(f"         {found[0].found} {found[0].fix}")
    return lines


def _placed(found: "Problem") -> str:
    where = f"{found.where}: " if found.where else ""
    return f"{where}{found.found} {found.fix} [{found.code}]"


def _effect(receipt: "Receipt | None") -> str:
    if receipt is None:
        return "nothing was written."
    if receipt.is_noop:
        had = f" (batch {receipt.batch_id} has it)" if receipt.batch_id else ""
        return f"Nothing new{had}: {receipt.announcements_known:,} announcements are known."
    batch = f"batch {receipt.batch_id}: " if receipt.batch_id else ""
    dropped = f", {receipt.claims_dropped:,} dropped" if receipt.claims_dropped else ""
    known = f", {receipt.announcements_known:,} known" if receipt.announcements_known else ""
    return (
        f"{batch}{receipt.announcements_new:,} announcements new{known}; "
        f"{receipt.claims_new:,} claims{dropped}; {receipt.problems:,} problems."
    )


def _as_json(receipt: "Receipt | None", problems: Any, dry_run: bool) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "dry_run": dry_run,
        "receipt": asdict(receipt) if receipt else None,
        "problems": [{**asdict(one), "where": one.where} for one in problems],
    }


def _report_json(report: "Report", dry_run: bool) -> dict[str, Any]:
    return {
        "input": report.input.name,
        "encoding": report.input.encoding,
        "sha256": report.input.sha256,
        "delimiter": report.header.delimiter,
        "unused_columns": list(report.columns.unused),
        "rows": report.row_count,
        "duplicates": report.duplicates,
        "set_aside": len(report.rejected),
        **_as_json(report.receipt, report.problems, dry_run),
    }
