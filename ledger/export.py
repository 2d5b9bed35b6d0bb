"""The journal: the truth as sorted text files, one JSON object a line, for archives and diffs.

A journal holds every append-only table and a manifest: the count and hash of each file, and what
the ledger said of itself (program, policy, revision, and the day and time it was posted for).
Exporting, importing into a new ledger and exporting again gives the same bytes; what is derived is
not in it, because posting makes it again.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, get_args

import duckdb

from ledger.errors import InputError, UsageError
from ledger.posting import post
from ledger.sql import statement
from ledger.store import open_read, open_write
from ledger.store.append import TruthTable
from validation.wording import counted

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
        manifest = {"format": _FORMAT, **_stamp(con), "files": files}
    (folder / _MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return {table: int(facts["lines"]) for table, facts in files.items()}


def _stamp(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    row = con.execute(statement("reports/stamp"), {"as_of": None, "known": None}).fetchone()
    policy, as_of, known, revision = row or ("", None, None, "")
    return {
        "program": f"aid-ledger {version('aid-ledger')}",
        "policy": policy,
        "as_of": as_of.isoformat() if as_of else "",
        "known": known.isoformat() if known else "",
        "revision": revision,
    }


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
    manifest = _checked(folder)
    with open_write(path, recorded_utc, create=True) as con:
        for table in _TABLES:
            _read(con, table, folder)
        post(con)
        _require_whole(con, folder, manifest)
    return {table: int(facts["lines"]) for table, facts in manifest["files"].items()}


def _checked(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        contents = {table: (folder / f"{table}.jsonl").read_bytes() for table in _TABLES}
        told = {table: manifest["files"][table]["sha256"] for table in _TABLES}
        lines = {table: int(manifest["files"][table]["lines"]) for table in _TABLES}
    except OSError as error:
        raise InputError(
            f"{folder} is no complete journal: {Path(error.filename or folder).name} "
            f"cannot be read ({(error.strerror or 'not a file').lower()}).",
            "Give the folder that aid-ledger export wrote. Nothing was made.",
        ) from error
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"{folder} is no complete journal: {_MANIFEST} is not as it was written ({error}).",
            "Give the folder that aid-ledger export wrote. Nothing was made.",
        ) from error
    for table, content in contents.items():
        if hashlib.sha256(content).hexdigest() != told[table]:
            raise InputError(
                f"{folder / table}.jsonl is not as it was exported "
                f"({counted(lines[table], 'line')} then; found {content.count(10):,}).",
                "It was cut short or edited by hand. Export it again. Nothing was made.",
            )
    return manifest


def _require_whole(
    con: duckdb.DuckDBPyConnection, folder: Path, manifest: Mapping[str, Any]
) -> None:
    """Refuse a journal whose tables do not belong together, or whose manifest says otherwise.

    Raises:
        InputError: hashes can be made anew by hand; what the parts say of each other cannot.
    """
    orphans = con.execute(statement("journal_in/orphans")).fetchone()
    said = {name: manifest.get(name, "") for name in ("policy", "as_of", "known")}
    found = {name: value for name, value in _stamp(con).items() if name in said}
    wrong = str(orphans[0]) if orphans and orphans[0] else ""
    if not wrong and said != found:
        wrong = f"its manifest says {said}, its files say {found}"
    if wrong:
        raise InputError(
            f"{folder} is not as it was exported: {wrong}.",
            "It was edited by hand. Export it again. Nothing was made.",
        )


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
