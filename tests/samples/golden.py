"""The positions of the sample ledger as a golden file, and how it is written anew.

    python -m tests.samples.golden --force

refuses to overwrite without `--force`. Read the difference before it is committed: every changed
row is a figure that a newcomer sees.
"""

import csv
import io
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path

from ledger.intake.samples import import_samples
from ledger.store import open_read

FILE = Path(__file__).parent / "positions.csv"
DAY = date(2024, 12, 31)
EVER = datetime(9999, 12, 31)
COLUMNS = (
    "donor", "recipient", "item_code", "unit", "promised_low", "promised_high", "outstanding_low",
    "outstanding_high", "transit_low", "transit_high", "delivered_low", "delivered_high",
    "installed_low", "installed_high", "planned_low", "cancelled_low", "unpledged_low",
    "overdue_low", "next_due_on", "is_about", "unstated_count", "report_count", "first_on",
    "last_on",
)  # fmt: skip


def positions(ledger: Path) -> str:
    """The position of every line on a fixed day, as CSV in the order of the lines."""
    with open_read(ledger) as con:
        found = con.execute("select * from position_as_of(?, ?)", [DAY, EVER])
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted([str(row[c]) for c in COLUMNS] for row in rows))
    return out.getvalue()


def main(arguments: list[str]) -> int:
    """Write the golden file from a fresh sample ledger."""
    if FILE.exists() and arguments != ["--force"]:
        print(f"{FILE.name} exists; give --force, then read the difference", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.duckdb"
        import_samples(path, datetime(2026, 1, 1))  # noqa: DTZ001
        FILE.write_text(positions(path), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
