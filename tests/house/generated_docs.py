"""The pages of docs/ that are made from the program itself; `make docs` writes them.

A test compares them with what stands in docs/, so a page cannot say what the program does not do.
"""

import csv
import re
import sys
from collections.abc import Callable
from pathlib import Path

import typer
from typer.main import get_command

from ledger.cli import app
from ledger.published import PUBLISHED
from ledger.sql import statements
from tests.ledgers import empty_ledger
from validation.datafiles import data_folder

ROOT = Path(__file__).parents[2]
MADE = "<!-- Made by `make docs`; change the program, not this page. -->\n"


def commands_page() -> str:
    """docs/commands.md: the live help of each command."""
    command = get_command(app)
    context = typer.Context(command, info_name="aid-ledger", terminal_width=88)
    parts = [_help("aid-ledger", command.get_help(context))]
    for name in command.list_commands(context):  # type: ignore[attr-defined]
        sub = command.get_command(context, name)  # type: ignore[attr-defined]
        if not sub.hidden:
            inner = typer.Context(sub, info_name=name, parent=context, terminal_width=88)
            parts.append(_help(f"aid-ledger {name}", sub.get_help(inner)))
    return (
        f"# Commands\n\n{MADE}\n"
        "stdout is data only, stderr is talk. Exit codes: 0 done, 1 ran but the data has errors, "
        "2 wrong usage, 3 the ledger cannot be opened, 4 timeout, 5 nothing found (with "
        "`--fail-empty`), 130 interrupted.\n\n" + "\n".join(parts)
    )


def _help(title: str, text: str) -> str:
    return f"## {title}\n\n```text\n{text.strip()}\n```\n"


def sql_page() -> str:
    """docs/sql.md: the published relations with the columns of a real ledger."""
    comments = _comments()
    con = empty_ledger()
    for _, text in statements("posting"):
        con.execute(text, {"as_of": "2024-01-01"} if "$as_of" in text else None)
    relations = ["announcement", "claim", *sorted(PUBLISHED)]
    parts = [
        f"## {name}\n\n{comments[name]}\n\n" + _columns(con.execute(f"describe {name}").fetchall())
        for name in relations
    ]
    macros = [
        f"## {name}\n\n{comments[name.partition('(')[0]]}\n"
        for name in ("claim_as_of(known)", "position_as_of(as_of, known)")
    ]
    return (
        f"# SQL\n\n{MADE}\n"
        "`aid-ledger sql`, and any DuckDB 1.5 on the published copy `ledger.read.duckdb`. The "
        "tables `item`, `party`, `place`, `unit` and `policy` hold the vocabulary and the choices "
        "behind the figures.\n\n" + "\n".join([*parts, *macros])
    )


def _comments() -> dict[str, str]:
    """The comment that stands above each table, view or macro."""
    found: dict[str, str] = {}
    for folder in ("posting", "views"):
        for _, text in statements(folder):
            for comment, name in re.findall(
                r"((?:^--.*\n)+)create or replace (?:table|view|macro) (\w+)", text, re.M
            ):
                lines = [line.removeprefix("--").strip() for line in comment.splitlines()]
                found[name] = " ".join(lines)
    return found


def _columns(rows: list[tuple[str, ...]]) -> str:
    lines = ["| column | type |", "|---|---|"]
    return "\n".join(lines + [f"| {row[0]} | {row[1]} |" for row in rows]) + "\n"


def problems_page() -> str:
    """docs/problems.md: what can be wrong with an input, and what the ledger can find."""
    with (ROOT / "validation" / "problems.csv").open(encoding="utf-8", newline="") as file:
        problems = [
            f"### {row['code']}\n\n{row['severity']}: {_plain(row['text'])}\n\n"
            f"Do: {_plain(row['fix'])} {_plain(row['explanation'])}\n"
            for row in csv.DictReader(file)
        ]
    checks = [
        f"### {path.stem}\n\n{_header(path)}\n"
        for path in sorted((ROOT / "validation" / "checks").glob("*.sql"))
    ]
    return (
        f"# Problems and findings\n\n{MADE}\n"
        "A *problem* is what is wrong with an input; it is kept with the row or the words.\n\n"
        + "\n".join(problems)
        + "\n## Findings\n\nA *finding* is what the ledger cannot reconcile; each is one SQL file "
        "in validation/checks.\n\n" + "\n".join(checks)
    )


def _plain(text: str) -> str:
    """A text of the catalogue; a count with its noun as it reads for many."""
    return re.sub(r"{(\w+):([a-z ]+)}", r"{\1} \2s", text).replace("<", "&lt;")


def _header(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    comment = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
    return " ".join(comment)


def policies_page() -> str:
    """docs/policies.md: the named sets of choices."""
    parts = []
    for path in sorted((data_folder() / "policies").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = [f"| {r['key']} | {r['value']} | {r['meaning']} |" for r in csv.DictReader(file)]
        parts.append(
            f"## {path.stem}\n\n| choice | value | meaning |\n|---|---|---|\n" + "\n".join(rows)
        )
    return f"# Policies\n\n{MADE}\nThe choices behind every figure.\n\n" + "\n\n".join(parts) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "policies.md": policies_page,
    "problems.md": problems_page,
    "sql.md": sql_page,
}


def main() -> int:
    """Write every page."""
    for name, make in PAGES.items():
        (ROOT / "docs" / name).write_text(make(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
