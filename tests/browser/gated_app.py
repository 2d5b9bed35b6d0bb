"""The dashboard as app.py serves it, with imports that wait at one step until a test lets them go.

$GATE names a pipe: reading it waits for somebody to open it for writing, so nothing is timed.
$GATE_AT is where the first import waits: "import" or "rehearsal", a colon, and the step.
"""

import os
from datetime import datetime
from pathlib import Path

from streamlit.starlette import App

import ledger.dashboard
from ledger.dashboard.errors import show_error
from ledger.dashboard.importing import commit, work
from ledger.intake.outcomes import Chosen, Outcome, imported
from ledger.intake.progress import Progress, Step

# pytest imports this too, in its search for doctests: there is no gate then.
_closed = [Path(os.environ["GATE"])] if "GATE" in os.environ else []


def _gated(path: Path, now: datetime, chosen: Chosen, progress: Progress) -> Outcome:
    def tell(step: Step, rows: int) -> None:
        progress(step, rows)
        act = "rehearsal" if chosen.dry_run else "import"
        if _closed and os.environ["GATE_AT"] == f"{act}:{step}":
            _closed.pop().read_bytes()

    return imported(path, now, chosen, tell)


if _closed:
    vars(commit)["imported"] = vars(work)["imported"] = _gated
app = App(
    Path(ledger.dashboard.__file__).with_name("script.py"),
    on_script_error=show_error,
)
