"""What `aid-ledger doctor` looks at: the installation first, then the ledger."""

import shutil
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from ledger.errors import LedgerError
from validation.wording import counted

__all__ = ["Health", "examine"]

_ROOM = 100 << 20  # bytes below which an import may fail


class Health(NamedTuple):
    """One thing that was looked at; `fix` is empty when it is in order."""

    subject: str
    is_ok: bool
    found: str
    fix: str = ""


def examine(ledger: Path) -> list[Health]:
    """Everything, in the order in which it depends on one another."""
    looks: tuple[Callable[[], Health], ...] = (
        _python,
        _engine,
        _vocabulary,
        _languages,
        _dashboard,
        lambda: _room(ledger),
        lambda: _ledger(ledger),
        lambda: _copy(ledger),
    )
    return [look() for look in looks]


def _python() -> Health:
    found = ".".join(map(str, sys.version_info[:3]))
    return Health("Python", sys.version_info >= (3, 11), found)


def _engine() -> Health:
    found = version("duckdb")
    is_ok = found.startswith("1.5.")
    return Health("DuckDB", is_ok, found, "" if is_ok else "Install duckdb>=1.5.5,<1.6.")


def _vocabulary() -> Health:
    from validation.vocabulary import VocabularyError, load_vocabulary

    try:
        words = load_vocabulary()
    except (VocabularyError, OSError) as error:
        return Health("vocabulary", False, str(error), "Mend that row, or install again.")
    lists = (("item", words.items), ("country", words.countries), ("unit", words.units))
    found = ", ".join(counted(len(rows), noun) for noun, rows in lists)
    return Health("vocabulary", True, found)


def _languages() -> Health:
    from validation.datafiles import languages

    found = ", ".join(sorted(languages()))
    return Health("languages that can be read", bool(found), found)


def _dashboard() -> Health:
    try:
        return Health("dashboard", True, f"streamlit {version('streamlit')}")
    except PackageNotFoundError:
        return Health("dashboard", True, "not installed (only `serve` needs it)")


def _room(ledger: Path) -> Health:
    folder = ledger.resolve().parent
    if not folder.is_dir():
        return Health("folder", False, f"{folder} is not there", "Make it, or give --ledger.")
    free = shutil.disk_usage(folder).free
    return Health(
        "room on the disk",
        free > _ROOM,
        f"{free >> 20} MB free",
        "" if free > _ROOM else "Make room.",
    )


def _ledger(ledger: Path) -> Health:
    if not ledger.exists():
        return Health("ledger", False, f"none at {ledger}", "Make one: aid-ledger init --sample")
    return Health("ledger", True, f"{ledger}, {ledger.stat().st_size >> 10} kB")


def _copy(ledger: Path) -> Health:
    from ledger import reports
    from ledger.store import open_read

    try:
        with open_read(ledger) as con:
            facts = reports.facts(con)
    except LedgerError as error:
        return Health("published copy", False, error.message, error.hint)
    counts = (
        ("announcement", facts.announcement_count), ("claim", facts.claim_count),
        ("line", facts.line_count), ("finding", facts.finding_count),
    )  # fmt: skip
    return Health(
        "published copy",
        True,
        f"revision {facts.revision}, {', '.join(counted(count, noun) for noun, count in counts)}",
    )
