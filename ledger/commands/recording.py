"""init, add: a ledger, and single texts into it."""

from collections import Counter
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.commands import options
from ledger.commands.effect import effect
from ledger.commands.output import json_object, talk
from ledger.commands.reading import read_source
from ledger.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.intake import Receipt
    from validation.problems import Problem

__all__ = ["add", "init"]


DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing into the ledger.")]


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
        talk(f"{target}: {effect(report.receipt)}", quiet)
        if report.problems:
            talk(_what_problems(report.problems, target), quiet)
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
    talk(f"{'DRY RUN: ' if dry_run else ''}{effect(receipt)}", quiet)
    if as_json:
        json_object(_as_json(receipt, drafted.problems, dry_run))
    if any(found.severity == "error" for found in drafted.problems):
        raise typer.Exit(1)


def _what_problems(problems: "Sequence[Problem]", target: Path) -> str:
    """What the problems of a fresh ledger are, and the command that shows them."""
    counts = Counter(one.code for one in problems).most_common()
    told = ", ".join(f"{count:,} {code}" for code, count in counts)
    command = 'aid-ledger sql "select code, found from problem"'
    return (
        f"Problems are sentences and texts that gave no claim ({told}); they are kept with their "
        f"texts. To see them: {command} --ledger {quote(str(target))}"
    )


def _make_empty(target: Path) -> None:
    from ledger.posting import post
    from ledger.store import open_write

    with open_write(target, options.utc_now(), create=True) as con:
        post(con)


def _placed(found: "Problem") -> str:
    where = f"{found.where}: " if found.where else ""
    return f"{where}{found.found} {found.fix} [{found.code}]"


def _as_json(receipt: "Receipt | None", problems: Any, dry_run: bool) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "dry_run": dry_run,
        "receipt": asdict(receipt) if receipt else None,
        "problems": [{**asdict(one), "where": one.where} for one in problems],
    }
