"""python -m benchmarks [--only NAME] [--quick] [--large] [--runs N] [--markdown FILE]."""

import argparse
from pathlib import Path

from benchmarks.imports import imports
from benchmarks.loading import loading
from benchmarks.machine import load, machine
from benchmarks.page import page
from benchmarks.positions import positions
from benchmarks.reading import reading
from benchmarks.settings import Settings, chosen
from benchmarks.startup import startup
from benchmarks.table import Table, plain

SUBJECTS = {
    "reading": reading,
    "loading": loading,
    "imports": imports,
    "positions": positions,
    "startup": startup,
}


def main(arguments: list[str] | None = None) -> None:
    """Measure, print, and write the page if one is asked for."""
    asked = _arguments().parse_args(arguments)
    settings = chosen(quick=asked.quick, large=asked.large)
    if asked.rows:
        settings = settings._replace(rows=asked.rows)
    about = machine()
    print("\n".join(about), flush=True)
    names = asked.only or list(SUBJECTS)
    runs = [_measured(names, settings, number, asked.runs) for number in range(1, asked.runs + 1)]
    print(f"\nLoad at the end: {load()}")
    if asked.markdown:
        asked.markdown.write_text(page(about, runs, load()), encoding="utf-8")


def _measured(names: list[str], settings: Settings, number: int, runs: int) -> list[Table]:
    tables: list[Table] = []
    for name in names:
        for table in SUBJECTS[name](settings):
            run = f" (run {number} of {runs})" if runs > 1 else ""
            print(f"\n{plain(table._replace(title=table.title + run))}", flush=True)
            tables.append(table)
    return tables


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=list(SUBJECTS), help="this subject")
    parser.add_argument("--quick", action="store_true", help="tiny sizes: does it run at all?")
    parser.add_argument("--large", action="store_true", help="also a million claims")
    parser.add_argument("--rows", type=int, help="announcements to load instead of 100,000")
    parser.add_argument("--runs", type=int, default=1, help="everything so many times")
    parser.add_argument("--markdown", type=Path, help="write the tables to this page")
    return parser


if __name__ == "__main__":
    main()
