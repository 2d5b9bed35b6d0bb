"""aid-ledger, the command line: which commands there are, and how trouble is shown.

stdout holds data only, stderr all talk. Exit codes: 0 done; 1 ran, but the data has errors; 2 wrong
usage; 3 the ledger cannot be opened; 4 timeout; 5 nothing found (--fail-empty); 130 interrupted.
"""

import sys
from typing import Annotated, NoReturn

import typer

from ledger.commands import (
    archiving,
    asking,
    deciding,
    explaining,
    importing,
    keeping,
    reading,
    recording,
    reviewing,
)
from ledger.errors import LedgerError

__all__ = ["app", "main"]

app = typer.Typer(
    name="aid-ledger",
    help="Reads aid announcements into pledge and delivery records, and answers from them.",
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=True,
)
_debug = False
INTERRUPTED = 130

COMMANDS = (  # in the order of a first day's work
    ("init", recording.init),
    ("parse", reading.parse),
    ("add", recording.add),
    ("import", importing.import_file),
    ("status", asking.status),
    ("findings", asking.findings),
    ("review", reviewing.review),
    ("decide", deciding.decide),
    ("policy", deciding.policy),
    ("explain", explaining.explain),
    ("diff", explaining.diff),
    ("contradictions", explaining.contradictions),
    ("batches", asking.batches),
    ("undo", deciding.undo),
    ("sql", asking.sql),
    ("export", archiving.export),
    ("import-journal", archiving.import_journal),
    ("serve", keeping.serve),
    ("check", keeping.check),
    ("rebuild", keeping.rebuild),
    ("publish", keeping.publish),
    ("doctor", keeping.doctor),
)
for _name, _command in COMMANDS:
    app.command(_name)(_command)


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"aid-ledger {version('aid-ledger')}")
        raise typer.Exit


@app.callback()
def _global(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show it.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the details of a bug.")] = False,
) -> None:
    global _debug
    _debug = debug


def main() -> NoReturn:
    """Run the command line and leave with its exit code; the one place where errors are shown."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; returns the exit code."""
    try:
        app(arguments, prog_name="aid-ledger")
    except SystemExit as done:  # how Typer ends, well or with a usage error that it has shown
        return _ended(done)
    except LedgerError as error:
        return _show(error)
    except Exception as error:  # the last resort: a bug of ours, told without a stack trace
        from ledger.commands.bugs import report_bug

        return report_bug(error, arguments, _debug)
    return 0


def _ended(done: SystemExit) -> int:
    code = done.code if isinstance(done.code, int) else int(done.code is not None)
    if code == INTERRUPTED:
        print("interrupted; nothing half-written is left", file=sys.stderr)
    try:
        sys.stdout.flush()
    except BrokenPipeError as error:
        done.__context__ = error
    return _leave_quietly() if isinstance(done.__context__, BrokenPipeError) else code


def _show(error: LedgerError) -> int:
    print(f"error: {error.message}", file=sys.stderr)
    if error.hint:
        print(f"hint: {error.hint}", file=sys.stderr)
    return error.exit_code


def _leave_quietly() -> int:
    """The reader of our output has gone; what is left in the buffer must not raise at exit."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
