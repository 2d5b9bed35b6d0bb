"""Uploaded files, put beside the ledger at once and kept until they are imported or a day old.

One folder for each content, named by its hash: the bytes, what the user stated about them, and
after the import its report and the rows that were set aside. Nothing here is opened as a table.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from ledger.errors import InputError, StorageError

__all__ = ["LIMIT_MB", "OWN", "Held", "clean", "find", "finish", "put", "save"]

LIMIT_MB = 100  # as server.maxUploadSize in .streamlit/config.toml
OWN = "mapping"  # name of the mapping that is made by hand
_DAY = 86_400  # seconds
_BLOCK = 1 << 20
_ID = re.compile(r"[0-9a-f]{16}")
_UNFIT = re.compile(r"[^\w .()+-]")
_NAME = 80  # characters


class Held(NamedTuple):
    """What is kept of one upload.

    Attributes:
        staged: its id, the beginning of the content's hash.
        folder: where it is.
        path: of the bytes, under the name that the user gave; None once they are imported.
        settings: what was stated about it.
        report: what the import did; None before.
    """

    staged: str
    folder: Path
    path: Path | None
    settings: dict[str, Any]
    report: dict[str, Any] | None

    @property
    def mapping_path(self) -> Path:
        """Where the mapping of this file is kept."""
        return self.folder / f"{OWN}.toml"

    @property
    def rejects_path(self) -> Path:
        """Where the rows are that were set aside."""
        return self.folder / "rejects.csv"


def put(ledger: Path, name: str, data: BinaryIO) -> str:
    """Keep the bytes; returns their id. The same bytes again keep what was stated about them.

    Raises:
        InputError: nothing in it, or too large.
        StorageError: there is no room, or the place cannot be written.
    """
    digest, size = hashlib.sha256(), 0
    data.seek(0)
    while block := data.read(_BLOCK):
        digest.update(block)
        size += len(block)
    if not size:
        raise InputError("The file is empty.", "Check that it was saved or downloaded completely.")
    if size > LIMIT_MB << 20:
        raise InputError(
            f"The file has {size >> 20} MB; the page takes {LIMIT_MB}.",
            "Import it with the command line, which has no limit: aid-ledger import FILE",
        )
    staged = digest.hexdigest()[:16]
    folder = _root(ledger) / staged
    data.seek(0)
    try:
        _write(folder, fit_name(name), data)
    except OSError as error:
        raise StorageError(f"The upload cannot be kept ({error.strerror}).") from error
    clean(ledger)
    return staged


def find(ledger: Path, staged: str) -> Held | None:
    """What is kept under an id; None when nothing is, or no longer."""
    folder = _root(ledger) / staged
    if not _ID.fullmatch(staged) or not folder.is_dir():
        return None
    kept = sorted((folder / "input").glob("*"))
    settings = _json(folder / "settings.json") or {}
    return Held(staged, folder, kept[0] if kept else None, settings, _json(folder / "report.json"))


def save(held: Held, settings: dict[str, Any]) -> None:
    """Keep what was stated about a file."""
    _put_json(held.folder / "settings.json", settings)
    os.utime(held.folder)


def finish(held: Held, report: dict[str, Any]) -> None:
    """Keep the report of the import, and let the bytes go."""
    _put_json(held.folder / "report.json", report)
    shutil.rmtree(held.folder / "input", ignore_errors=True)


def clean(ledger: Path, now: float | None = None) -> int:
    """Take away what nobody touched for a day; returns how many folders. `now` is for tests."""
    moment = time.time() if now is None else now
    old = [one for one in _root(ledger).glob("*") if moment - one.stat().st_mtime > _DAY]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)


def fit_name(name: str) -> str:
    r"""A file's name without folders and without characters that some system does not have.

    >>> fit_name("C:\\me\\a <b>.csv"), fit_name("../.."), fit_name("")
    ('a _b_.csv', 'upload', 'upload')
    """
    last = re.split(r"[/\\]", name)[-1]
    return _UNFIT.sub("_", last).strip(" .")[-_NAME:] or "upload"


def _root(ledger: Path) -> Path:
    return ledger.with_name(f"{ledger.name.removesuffix('.duckdb')}.staging")


def _write(folder: Path, name: str, data: BinaryIO) -> None:
    target = folder / "input"
    if target.is_dir() and any(target.iterdir()):
        os.utime(folder)
        return
    target.mkdir(parents=True, exist_ok=True)
    part = folder / "part"
    with part.open("wb") as out:
        shutil.copyfileobj(data, out, _BLOCK)
    part.replace(target / name)


def _json(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _put_json(path: Path, value: dict[str, Any]) -> None:
    part = path.with_suffix(".part")
    part.write_text(json.dumps(value, ensure_ascii=False, default=str), encoding="utf-8")
    part.replace(path)
