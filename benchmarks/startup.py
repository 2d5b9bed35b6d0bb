"""Start-up: the command line as a user waits for it, and what the parts cost to import."""

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import child_seconds, import_seconds, is_installed
from benchmarks.settings import Settings
from benchmarks.table import Figure, Table, spent

_TEXT = "Norway has delivered 40 generators to Ukraine.\n"
_COMMANDS = (
    ("aid-ledger --help", ("--help",), ""),
    ("aid-ledger --version", ("--version",), ""),
    ("aid-ledger parse - (one sentence)", ("parse", "-", "--published", "2022-12-30"), _TEXT),
)
_MODULES = (
    "ledger.parse",
    "ledger.cli",
    "ledger.store",
    "ledger.reports",
    "ledger.intake.importing",
    "duckdb",
    "polars",
    "pyarrow",
    "pandera.polars",
    "sqlmodel",
    "streamlit",
)


def startup(settings: Settings) -> Iterator[Table]:
    """Whole processes first, then imports."""
    yield _commands(settings)
    yield _imports(settings)


def _commands(settings: Settings) -> Table:
    bare = child_seconds([sys.executable, "-c", "pass"], settings.children)
    figures = [spent("bare Python", bare, unit="ms")]
    program = Path(sys.executable).with_name("aid-ledger")
    for name, arguments, given in _COMMANDS:
        if not program.exists():
            figures.append(Figure(name, None, "ms", note="aid-ledger is not installed here"))
            continue
        timing = child_seconds([str(program), *arguments], settings.children, given)
        figures.append(spent(name, timing, unit="ms", floor=("bare Python", bare.median)))
    note = f"Whole processes, start to exit, after one that warms caches; {settings.children} runs."
    return Table("Start-up of the command line", figures, [note])


def _imports(settings: Settings) -> Table:
    figures = [
        spent(module, import_seconds(module, settings.children), unit="ms")
        if is_installed(module.partition(".")[0])
        else Figure(module, None, "ms", note="not installed")
        for module in _MODULES
    ]
    note = "Each in a fresh process; Python's own start is not in it."
    return Table("Imports", figures, [note])
