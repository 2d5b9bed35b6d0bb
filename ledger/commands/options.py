"""Options that several commands share, so that one word means one thing everywhere."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.errors import LedgerMissingError, UsageError

if TYPE_CHECKING:
    from ledger.lens import Lens

LedgerPath = Annotated[
    Path, typer.Option("--ledger", envvar="AID_LEDGER", help="The ledger to use.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="CSV on stdout.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No talk on stderr but errors.")]
FailEmpty = Annotated[bool, typer.Option("--fail-empty", help="Exit 5 when there is nothing.")]
Published = Annotated[str, typer.Option(help="Day of publication, such as 2022-12-30.")]
Publisher = Annotated[str, typer.Option(help="Who published it.")]
Title = Annotated[str, typer.Option(help="Its headline.")]
Url = Annotated[str, typer.Option(help="Its web address.")]
Language = Annotated[str, typer.Option("--lang", help="Its language, ISO 639-1.")]
Encoding = Annotated[str, typer.Option(help="Encoding of the file; found out if not given.")]

DEFAULT_LEDGER = Path("ledger.duckdb")


def require(ledger: Path) -> None:
    """Refuse to begin where there is no ledger.

    Raises:
        LedgerMissingError: there is none at the path.
    """
    if not ledger.exists():
        raise LedgerMissingError(
            f"There is no ledger at {ledger}.", "Make one: aid-ledger init --sample"
        )


def require_unless(dry_run: bool, ledger: Path) -> None:
    """As `require`; a dry run needs no ledger."""
    if not dry_run:
        require(ledger)


def day_of(text: str, option: str) -> date | None:
    """The day given to an option; None if none was given.

    Raises:
        UsageError: it is no day, or can be read in two orders.
    """
    from ledger.intake.dates import read_day

    if not text:
        return None
    found = read_day(text)
    if not isinstance(found, date):
        raise UsageError(f"{option}: ‹{text}› is not a date.", "Write it as 2022-12-30.")
    return found


def language_of(text: str) -> str:
    """The language given to --lang. One that nobody reads would only give a text without claims.

    Raises:
        UsageError: no rules for reading it are installed.
    """
    from validation.datafiles import languages

    if text.lower() not in languages():
        raise UsageError(
            f"--lang: no rules for reading the language ‹{text}› are installed.",
            f"Give one of: {', '.join(sorted(languages()))}.",
        )
    return text.lower()


def moment_of(as_of: str, known: str) -> "Lens":
    """The lens on everything, at the moment that two options name.

    Raises:
        UsageError: one of them is no time.
    """
    from ledger.lens import Lens, known_time

    try:
        known_utc = known_time(known) if known else None
    except ValueError:
        raise UsageError(f"--known: ‹{known}› is no time.", "Write it as 2022-12-30.") from None
    return Lens(as_of=day_of(as_of, "--as-of"), known=known_utc)


def utc_now() -> datetime:
    """The time of recording: UTC without zone. The only clock that the commands read."""
    return datetime.now(UTC).replace(tzinfo=None)
