"""What happens to an error that nobody foresaw: an id for the person, the details in a log file."""

import hashlib
import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

__all__ = ["report_bug"]


def report_bug(error: Exception, arguments: list[str], debug: bool) -> int:
    """Tell that it is our fault, where the details are, and that nothing was changed.

    Args:
        error: with its traceback.
        arguments: of the command line, for the log.
        debug: show the details instead of logging them.

    Returns:
        The exit code.
    """
    details = "".join(traceback.format_exception(error))
    if debug:
        print(details, file=sys.stderr)
        return 1
    bug_id = hashlib.sha256(details.encode()).hexdigest()[:4].upper()
    print(
        f"error: Something failed on our side (error id {bug_id}). Your data was not changed.",
        file=sys.stderr,
    )
    print(f"hint: {_logged(bug_id, details, arguments)}", file=sys.stderr)
    return 1


def _logged(bug_id: str, details: str, arguments: list[str]) -> str:
    home = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    path = Path(home) / "aid-ledger" / "errors.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC).isoformat()} {bug_id} {arguments}\n{details}\n")
    except OSError:
        return "Run it again as aid-ledger --debug ... and report what it shows."
    return f"The details are in {path}; please report them."
