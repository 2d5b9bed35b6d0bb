"""serve, check, rebuild, publish, doctor: running the ledger and looking after it."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from ledger.commands import options
from ledger.commands.output import json_object, talk
from ledger.errors import UsageError
from validation.wording import counted

__all__ = ["check", "doctor", "publish", "rebuild", "serve"]


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="On 127.0.0.1.")] = 8501,
    read_only: Annotated[bool, typer.Option("--read-only", help="No pages that write.")] = False,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
) -> None:
    """Open the dashboard on this machine; Ctrl+C ends it."""
    import subprocess
    from importlib.util import find_spec

    if find_spec("streamlit") is None:
        raise UsageError("The dashboard is not installed.", "pip install 'aid-ledger[dashboard]'")
    options.require(ledger)
    _require_free(port)
    command = [sys.executable, "-m", "streamlit", "run", str(_app_file())]
    settings = {
        "server.address": "127.0.0.1",
        "server.port": str(port),
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
    }
    for name, value in settings.items():
        command += [f"--{name}", value]
    environment = {**os.environ, "AID_LEDGER": str(ledger.resolve())}
    if read_only:
        environment["AID_LEDGER_READ_ONLY"] = "1"
    talk(f"dashboard: http://127.0.0.1:{port} (Ctrl+C ends it)")
    with subprocess.Popen(command, env=environment) as child:
        raise typer.Exit(_waited(child))


def check(
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
) -> None:
    """Hold the published relations against their contracts, and run the checks of the ledger."""
    import polars as pl

    from ledger.store import open_read
    from validation.checks import run_checks
    from validation.contracts import CONTRACTS, check_frame

    failures = []
    with open_read(ledger) as con:
        for name in CONTRACTS:
            if not name.endswith("_in"):
                frame = pl.DataFrame(con.table(name).to_arrow_table())
                failures += [(name, *failure) for failure in check_frame(name, frame)]
        found = run_checks(con)
    broken = [one for one in found if one.severity == "error"]
    for name, row, column, rule, value in failures:
        talk(f"error: {name}, row {row}, {column}: ‹{value}› fails {rule}")
    for one in broken:
        talk(f"error: {one.message} [{one.code}]")
    counts = ((len(failures), "contract failure"), (len(broken), "error"), (len(found), "finding"))
    talk(", ".join(counted(count, noun) for count, noun in counts))
    if as_json:
        names = ("relation", "row", "column", "rule", "value")
        rows = [dict(zip(names, one, strict=True)) for one in failures]
        json_object({"failures": rows, "errors": [one._asdict() for one in broken]})
    if failures or broken:
        raise typer.Exit(1)


def rebuild(
    ledger: options.LedgerPath = options.DEFAULT_LEDGER, quiet: options.Quiet = False
) -> None:
    """Derive records, positions and findings anew from what was recorded."""
    from ledger.posting import post
    from ledger.store import open_write

    with open_write(ledger, options.utc_now()) as con:
        posted = post(con)
    nouns = ("pledge", "delivery", "position", "finding")
    counts = ", ".join(counted(count, noun) for count, noun in zip(posted, nouns, strict=True))
    talk(f"{ledger}: {counts}", quiet)


def publish(
    ledger: options.LedgerPath = options.DEFAULT_LEDGER, quiet: options.Quiet = False
) -> None:
    """Write the copy that readers open, if it is missing or behind."""
    from ledger.store import open_write

    options.require(ledger)
    with open_write(ledger, options.utc_now()):
        pass  # leaving the block checkpoints and publishes
    talk(f"{ledger}: published", quiet)


def doctor(
    ledger: options.LedgerPath = options.DEFAULT_LEDGER, as_json: options.AsJson = False
) -> None:
    """Look at the installation and the ledger, and say what to do about what is wrong."""
    from ledger.commands.health import examine

    findings = examine(ledger)
    if as_json:
        json_object({"checks": [one._asdict() for one in findings]})
    else:
        for one in findings:
            print(f"{'ok ' if one.is_ok else 'BAD'}  {one.subject}: {one.found}")
            if one.fix:
                print(f"     {one.fix}")
    if not all(one.is_ok for one in findings):
        raise typer.Exit(1)


def _app_file() -> Path:
    """In a checkout beside the packages, in a wheel within ours."""
    package = Path(__file__).resolve().parents[1]
    for path in (package.parent / "app.py", package / "_app" / "app.py"):
        if path.is_file():
            return path
    raise UsageError("The dashboard's app.py is missing.", "Install aid-ledger again.")


def _require_free(port: int) -> None:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise UsageError(
                f"Port {port} is not free ({error.strerror}).", "Choose another with --port."
            ) from error


def _waited(child: "object") -> int:
    """Wait for the dashboard; end it with us."""
    import signal
    import subprocess

    assert isinstance(child, subprocess.Popen)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        return int(child.wait())
    except KeyboardInterrupt:
        child.terminate()
        child.wait()
        return 0
