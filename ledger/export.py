"""The journal: the truth as sorted text files, one JSON object a line, for archives and diffs.

A journal holds every append-only table and a manifest with the count and hash of each file.
Exporting, importing into a new ledger and exporting again gives the same bytes; what is derived is
not in it, because posting makes it again.
"""

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import get_args

import duckdb

from ledger.errors import InputError, UsageError
from ledger.posting import post
from ledger.sql import statement
from ledger.store import open_read, open_write
from ledger.store.append import TruthTable

_MANIFEST = "manifest.json"
_TABLES: tuple[TruthTable, ...] = get_args(TruthTable)
_FORMAT = 1


def export_journal(path: Path, folder: Path) -> dict[str, int]:
    """Write the published copy of the ledger as a journal; returns lines by table.

    Raises:
        LedgerMissingError: no ledger, or none published.
        UsageError: the folder is in use for something else.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / _MANIFEST).exists():
        raise UsageError(
            f"{folder} holds other files.", "Choose an empty folder, or one with a journal in it."
        )
    folder.mkdir(parents=True, exist_ok=True)
    with open_read(path) as con:
        files = {table: _write(con, table, folder) for table in _TABLES}
    manifest = {"format": _FORMAT, "files": files}
    (folder / _MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return {table: int(facts["lines"]) for table, facts in files.items()}


def _write(con: duckdb.DuckDBPyConnection, table: TruthTable, folder: Path) -> dict[str, str | int]:
    digest, lines = hashlib.sha256(), 0
    rows = con.execute(statement(f"journal/{table}"))
    with (folder / f"{table}.jsonl").open("wb") as file:
        while batch := rows.fetchmany(10_000):
            content = "".join(f"{row[0]}\n" for row in batch).encode()
            file.write(content)
            digest.update(content)
            lines += len(batch)
    return {"lines": lines, "sha256": digest.hexdigest()}


def import_journal(folder: Path, path: Path, recorded_utc: datetime) -> dict[str, int]:
    """Make the ledger at `path` from a journal; returns lines by table.

    Raises:
        UsageError: there is a ledger already.
        InputError: the journal is incomplete, cut short or edited; nothing was made.
    """
    if path.exists():
        raise UsageError(
            f"{path} exists.", "Import a journal into a new ledger: --ledger NEW.duckdb"
        )
    files = _checked(folder)
    with open_write(path, recorded_utc, create=True) as con:
        for table in _TABLES:
            _read(con, table, folder)
        post(con)
    return files


def _checked(folder: Path) -> dict[str, int]:
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        files: dict[str, dict[str, str | int]] = manifest["files"]
        for table in _TABLES:
            content = (folder / f"{table}.jsonl").read_bytes()
            if hashlib.sha256(content).hexdigest() != files[table]["sha256"]:
                raise InputError(
                    f"{folder / table}.jsonl is not as it was exported "
                    f"({files[table]['lines']} lines were; found {content.count(10)}).",
                    "It was cut short or edited by hand. Export it again. Nothing was made.",
                )
    except (FileNotFoundError, KeyError, json.JSONDecodeError) as error:
        raise InputError(
            f"{folder} is no complete journal ({error}).",
            "Give the folder that aid-ledger export wrote. Nothing was made.",
        ) from error
    return {table: int(facts["lines"]) for table, facts in files.items()}


def _read(con: duckdb.DuckDBPyConnection, table: TruthTable, folder: Path) -> None:
    described = con.execute(f"describe truth.{table}").fetchall()
    types = json.dumps({row[0]: row[1] for row in described})
    with (folder / f"{table}.jsonl").open(encoding="utf-8", newline="\n") as file:
        lines = [line.rstrip("\n") for line in file]
    con.execute("create or replace temp table incoming as select unnest($1)::json as line", [lines])
    try:
        con.execute(statement(f"journal_in/{table}"), {"types": types})
    except duckdb.Error as error:
        raise InputError(
            f"{folder / table}.jsonl does not fit this version: {str(error).splitlines()[0]}",
            "Import it with the aid-ledger that wrote it. Nothing was made.",
        ) from error
