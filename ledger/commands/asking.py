"""status, findings, batches, sql: questions to the published copy."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.commands import options
from ledger.commands.output import csv_rows, json_object, stamped_csv, table, talk
from ledger.errors import UsageError
from validation.wording import counted

if TYPE_CHECKING:
    from ledger.lens import Lens
    from ledger.report_rows import Line
    from ledger.reports.asking import Reader

__all__ = ["batches", "findings", "sql", "status"]

Several = Annotated[list[str] | None, typer.Option(help="Code or name; may be repeated.")]
Day = Annotated[str, typer.Option(help="As things stood on this day.")]
Known = Annotated[str, typer.Option(help="As the ledger knew it then, UTC.")]

_SHOWN = ("promised", "outstanding", "transit", "delivered", "installed", "overdue")
_BATCH = (
    "batch_id", "kind", "input_name", "recorded_utc", "announcement_count", "claim_count",
    "problem_count", "undone_by", "part_of", "input_hash", "note",
)  # fmt: skip


def status(
    donor: Several = None,
    recipient: Several = None,
    item: Several = None,
    place: Several = None,
    stage: Several = None,
    as_of: Day = "",
    known: Known = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_csv: options.AsCsv = False,
    as_json: options.AsJson = False,
    fail_empty: options.FailEmpty = False,
) -> None:
    """What was promised, delivered and installed, line by line.

    aid-ledger status --donor CZE --as-of 2022-12-30
    """
    from ledger import reports
    from ledger.report_rows.as_csv import lines_csv
    from ledger.store import open_read

    with open_read(ledger) as con:
        lens = _lens(con, donor, recipient, item, place, stage, as_of, known)
        now = reports.moment(con, lens)
        lines = reports.positions(con, lens)
        stamp = reports.stamp(con, lens)
    if as_json:
        json_object(asdict(stamp) | {"lines": [_whole(x) for x in lines]})
    elif as_csv:
        print(lines_csv(lines, stamp), end="")
    else:
        columns = ("donor", "recipient", "item", "unit", *_SHOWN, "states", "line")
        table(columns, (_cells(line) for line in lines))
    talk(f"{counted(len(lines), 'line')} as of {now.day}")
    if fail_empty and not lines:
        raise typer.Exit(5)


def findings(
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    line: Annotated[str, typer.Option(help="Of this line only, such as L-0123456789.")] = "",
    as_csv: options.AsCsv = False,
    as_json: options.AsJson = False,
    fail_empty: options.FailEmpty = False,
) -> None:
    """What the sources contradict and the ledger cannot reconcile.

    aid-ledger findings --csv
    """
    from ledger import reports
    from ledger.lens import Lens
    from ledger.store import open_read

    with open_read(ledger) as con:
        found = [asdict(one) for one in reports.findings(con, Lens(), line_id=line)]
        stamp = reports.stamp(con, Lens())
    columns = ("severity", "code", "line_id", "message")
    if as_json:
        json_object(asdict(stamp) | {"findings": found})
    elif as_csv:
        stamped_csv(found, stamp, columns)
    else:
        table(columns, ([row[name] for name in columns] for row in found))
    talk(counted(len(found), "finding"))
    if fail_empty and not found:
        raise typer.Exit(5)


def batches(
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_csv: options.AsCsv = False,
    as_json: options.AsJson = False,
) -> None:
    """The acts of import, newest first."""
    from ledger import reports
    from ledger.lens import Lens
    from ledger.store import open_read

    with open_read(ledger) as con:
        found = [asdict(one) for one in reports.batches(con, Lens())]
    rows = [[one[name] for name in _BATCH] for one in found]
    if as_json:
        json_object({"batches": [dict(zip(_BATCH, row, strict=True)) for row in rows]})
    elif as_csv:
        csv_rows(_BATCH, rows)
    else:
        table(_BATCH[:8], (row[:8] for row in rows))
    talk(counted(len(rows), "batch"))


def sql(
    statement: Annotated[str, typer.Argument(help="One SELECT.")] = "",
    command: Annotated[str, typer.Option("-c", help="The same as an option.")] = "",
    file: Annotated[Path | None, typer.Option("-f", help="A file with one SELECT.")] = None,
    value: Annotated[
        list[str] | None, typer.Option("-p", help="name=value for $name; may be repeated.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Rows at most.")] = 1000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds at most.")] = 60.0,
    parquet: Annotated[Path | None, typer.Option(help="Write the rows to this file.")] = None,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_csv: options.AsCsv = False,
    as_json: options.AsJson = False,
    fail_empty: options.FailEmpty = False,
) -> None:
    """Ask anything else: one SELECT over the published relations.

    aid-ledger sql "select donor, count(*) from delivery group by donor"

    aid-ledger sql -f question.sql -p asof=2022-12-30 --csv
    """
    from ledger.store.console import Console

    text = _one_statement(statement, command, file)
    with Console(ledger) as console:
        answer = console.run(text, _values(value or []), seconds=timeout, rows=limit)
    columns = answer.rows.column_names
    if parquet is not None:
        _write_parquet(answer.rows, parquet)
    elif as_json:
        json_object({"columns": columns, "rows": _lists(answer.rows), "truncated": answer.is_cut})
    elif as_csv:
        csv_rows(columns, _lists(answer.rows))
    else:
        table(columns, _lists(answer.rows))
    if answer.is_cut:
        talk(f"truncated: {limit:,} of more rows (--limit N for more)")
    if fail_empty and not answer.rows.num_rows:
        raise typer.Exit(5)


def _lens(
    con: "Reader",
    donor: list[str] | None,
    recipient: list[str] | None,
    item: list[str] | None,
    place: list[str] | None,
    stage: list[str] | None,
    as_of: str,
    known: str,
) -> "Lens":
    from ledger import reports
    from ledger.commands.codes import codes
    from ledger.lens import Lens

    def standing(name: str) -> list[str]:
        return [one.code for one in reports.facets(con, Lens()) if one.filter_name == name]

    return replace(
        options.moment_of(as_of, known),
        donor=codes("party", donor, lambda: standing("donor")),
        recipient=codes("party", recipient, lambda: standing("recipient")),
        item=codes("item", item, lambda: standing("item")),
        place=codes("place", place),
        stage=codes("stage", stage),
    )


def _cells(line: "Line") -> list[str]:
    head = [line.donor, line.recipient, line.item_label, line.unit_label]
    return [*head, *(line.shown(name) for name in _SHOWN), line.told_states(), line.line_id]


def _whole(line: "Line") -> dict[str, Any]:
    return asdict(line)


def _one_statement(statement: str, command: str, file: Path | None) -> str:
    given = [text for text in (statement, command) if text]
    if file is not None:
        from ledger.intake.files import read_text

        given.append(read_text(str(file))[0])
    if len(given) != 1:
        raise UsageError("Give one statement: as an argument, with -c, or in a file with -f.")
    return given[0]


def _values(pairs: list[str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for pair in pairs:
        name, mark, text = pair.partition("=")
        if not (mark and name.isidentifier()):
            raise UsageError(f"-p {pair}: not name=value.", "For example: -p asof=2022-12-30")
        values[name] = text
    return values


def _lists(rows: Any) -> list[list[object]]:
    return [list(row) for row in zip(*(column.to_pylist() for column in rows.columns), strict=True)]


def _write_parquet(rows: Any, path: Path) -> None:
    import pyarrow.parquet

    from ledger.errors import StorageError

    try:
        pyarrow.parquet.write_table(rows, path)
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error}") from error
    talk(f"{path}: {counted(rows.num_rows, 'row')}")
