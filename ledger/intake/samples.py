"""The sample announcements with rulings on what the reader doubts or gets wrong in them.

data/samples/rulings.csv names a claim by its page and its words, since ids change when the reader
gets better; a ruling on words that are no longer read is passed over.
"""

import csv
from datetime import datetime
from pathlib import Path

from ledger.intake.importing import Options, Report, import_announcements
from ledger.intake.recording import Ruling
from ledger.intake.stage import Staged
from validation import datafiles

__all__ = ["import_samples"]

_WHO, _WHY = "samples", "compared with its annotation (data/samples/rulings.csv)"


def import_samples(path: Path, recorded_utc: datetime) -> Report:
    """Make a ledger of the samples, as `aid-ledger init --sample` does.

    Raises:
        LedgerError: the ledger cannot be written; nothing was changed.
    """
    chosen = Options(create=True, kind="init", stop_on_error=True, ruling=_ruled)
    announcements = str(datafiles.data_folder() / "samples" / "announcements.csv")
    return import_announcements(announcements, path, recorded_utc, chosen)


def _ruled(staged: Staged) -> Ruling:
    """The claims that rulings.csv names, by page, words and item."""
    pages = staged.announcements.select(["announcement_id", "url"]).to_pylist()
    page = {row["announcement_id"]: row["url"] for row in pages}
    columns = ["claim_id", "announcement_id", "evidence_text", "item_code"]
    named: dict[tuple[str, str, str], str] = {
        (page[row["announcement_id"]], row["evidence_text"], row["item_code"]): row["claim_id"]
        for row in staged.claims.select(columns).to_pylist()
    }
    ruled: dict[str, list[str]] = {"accept": [], "reject": []}
    path = datafiles.data_folder() / "samples" / "rulings.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            claim = named.get((row["url"], row["evidence"], row["item"]))
            if claim:
                ruled[row["ruling"]].append(claim)
    return Ruling(tuple(ruled["accept"]), tuple(ruled["reject"]), _WHO, _WHY)
