"""export and import-journal: the whole truth as text files, out and in again."""

from pathlib import Path
from typing import Annotated

import typer

from ledger.commands import options
from ledger.commands.output import json_object, talk
from validation.wording import counted

__all__ = ["export", "import_journal"]


def export(
    folder: Annotated[Path, typer.Argument(help="An empty folder, or one with a journal.")],
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Write everything that was recorded as a journal: sorted text files that can be compared.

    aid-ledger export journal/
    """
    from ledger.export import export_journal

    _tell(export_journal(ledger, folder), str(folder), as_json, quiet)


def import_journal(
    folder: Annotated[Path, typer.Argument(help="A folder that aid-ledger export wrote.")],
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Make a new ledger from a journal.

    aid-ledger import-journal journal/ --ledger again.duckdb
    """
    from ledger.export import import_journal as make

    _tell(make(folder, ledger, options.utc_now()), str(ledger), as_json, quiet)


def _tell(lines: dict[str, int], target: str, as_json: bool, quiet: bool) -> None:
    if as_json:
        json_object({"target": target, "lines": lines})
    counts = ", ".join(counted(count, name.replace("_", " ")) for name, count in lines.items())
    talk(f"{target}: {counts}", quiet)
