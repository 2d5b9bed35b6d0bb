"""The files that an import writes beside the ledger: rejects, a report, a mapping to keep."""

import csv
import json
from pathlib import Path

from ledger.commands.output import plain, talk
from ledger.commands.telling import in_json
from ledger.errors import StorageError
from ledger.intake.outcomes import Outcome
from validation.wording import counted

__all__ = ["write_files"]

_COLUMNS = ("row", "column", "code", "severity", "found", "expected", "fix")


def write_files(
    outcome: Outcome,
    dry_run: bool,
    quiet: bool,
    rejects: Path | None,
    report: Path | None,
    mapping: Path | None,
) -> None:
    """Write what was asked for, after a dry run too; None is not asked for.

    Raises:
        StorageError: a place cannot be written; the import itself stands.
    """
    if rejects is not None and outcome.set_aside:
        from ledger.intake.rejects import write_rejects

        count = write_rejects(rejects, outcome.names, outcome.rejected())
        then = "import that file after this one" if dry_run else "import that file"
        talk(f"{rejects}: {counted(count, 'row')} with reasons; mend them there and {then}", quiet)
    try:
        if report is not None:
            _write_report(report, outcome, dry_run)
            talk(f"{report}: {counted(len(outcome.problems), 'problem')}", quiet)
        if mapping is not None and outcome.columns_read is not None:
            from ledger.intake.mapping_text import as_toml

            mapping.write_text(as_toml(outcome.columns_read), encoding="utf-8")
            talk(f"{mapping}: what the columns were taken for", quiet)
    except OSError as error:
        raise StorageError(f"{error.filename} cannot be written ({error.strerror}).") from error


def _write_report(path: Path, outcome: Outcome, dry_run: bool) -> None:
    if path.suffix.lower() == ".json":
        told = json.dumps(in_json(outcome, dry_run), ensure_ascii=False, indent=2, default=plain)
        path.write_text(told + "\n", encoding="utf-8")
        return
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, _COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(outcome.problems)
