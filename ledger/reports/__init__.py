"""Named questions about the ledger, each one .sql file, answered as frozen rows.

The one door for the dashboard, the command line and exports. Every question takes a connection on
the published copy (`ledger.store.read`) and a lens. The lens is laid first: four temporary tables
hold the records, reports and lines at its moment, so that all answers to one lens agree. A
connection serves one question at a time. Knows nothing of pages, and changes nothing.
"""

from __future__ import annotations

from ledger.lens import Lens
from ledger.report_rows import (
    AnnouncementRow,
    AnnouncementText,
    Choice,
    Facet,
    Facts,
    Finding,
    Headline,
    Latest,
    Line,
    PlaceTotal,
    ReadClaim,
    Relaxable,
    Stamp,
    Total,
    UnreadRow,
)
from ledger.report_rows.waiting import WaitingClaim, WaitingPair
from ledger.reports.asking import FOREVER, Reader, ask
from ledger.reports.differing import batch_time, contradictions, diff
from ledger.reports.explaining import explain
from ledger.reports.laying import Moment, lay, moment
from ledger.reports.one_line import burn_up, events, line, reports
from ledger.reports.recorded import batch, batch_problems, batches
from ledger.sql import statement

__all__ = [
    "Moment",
    "announcement",
    "announcement_claims",
    "announcement_problems",
    "announcements",
    "batch",
    "batch_problems",
    "batch_time",
    "batches",
    "burn_up",
    "contradictions",
    "diff",
    "events",
    "explain",
    "facets",
    "facts",
    "findings",
    "headline",
    "labels",
    "latest",
    "lay",
    "line",
    "moment",
    "places",
    "policy",
    "positions",
    "relaxable",
    "reports",
    "stamp",
    "totals",
    "waiting_claims",
    "waiting_pairs",
]


def facts(con: Reader) -> Facts:
    """What this snapshot is, whatever the lens."""
    return ask(con, "facts", Facts, {})[0]


def stamp(con: Reader, lens: Lens) -> Stamp:
    """What an export of this lens says of itself."""
    lay(con, lens)
    return ask(con, "stamp", Stamp, {"as_of": lens.as_of, "known": lens.known})[0]


def policy(con: Reader) -> list[Choice]:
    """The choices behind the figures, as posted or as last laid."""
    return ask(con, "policy", Choice, {})


def labels(con: Reader, lens: Lens) -> dict[tuple[str, str], str]:
    """(kind, code) -> name, for items, parties, places and units, whatever the lens."""
    return {
        (kind, code): name
        for kind, code, name in con.execute(statement("reports/labels")).fetchall()
    }


def positions(
    con: Reader, lens: Lens, *, sort: str = "name", limit: int | None = None, offset: int = 0
) -> list[Line]:
    """The lines in the lens. `sort`: name, gap, late or busy; a limit of None is no limit."""
    lay(con, lens)
    return ask(con, "lines", Line, {"sort": sort, "line": "", "limit": limit, "offset": offset})


def totals(con: Reader, lens: Lens, by: str) -> list[Total]:
    """Sums per unit over the lens, in groups: item, sector, donor, recipient or unit (no group)."""
    lay(con, lens)
    return ask(con, "totals", Total, {"by": by})


def headline(con: Reader, lens: Lens) -> Headline:
    """The counts of the opening sentence."""
    lay(con, lens)
    return ask(con, "headline", Headline, {})[0]


def relaxable(con: Reader, lens: Lens) -> list[Relaxable]:
    """Which one filter to leave out to see lines, and how many, the most first."""
    lay(con, lens)
    return ask(con, "relaxable", Relaxable, {})


def facets(con: Reader, lens: Lens) -> list[Facet]:
    """The values each filter can take at the lens's moment, whatever its filters."""
    lay(con, lens)
    return ask(con, "facets", Facet, {})


def places(con: Reader, lens: Lens) -> list[PlaceTotal]:
    """Delivered, installed and planned per oblast, minimum to maximum."""
    now = lay(con, lens)
    return ask(con, "places", PlaceTotal, {"day": now.day, "known": now.known_utc})


def latest(con: Reader, lens: Lens, limit: int = 10) -> list[Latest]:
    """The newest records in the lens."""
    lay(con, lens)
    return ask(con, "latest", Latest, {"limit": limit})


def findings(
    con: Reader, lens: Lens, *, line_id: str = "", limit: int | None = None
) -> list[Finding]:
    """What cannot be reconciled, errors first; `line_id` narrows to one line of the lens."""
    lay(con, lens)
    return ask(con, "findings", Finding, {"line": line_id, "limit": limit})


def waiting_claims(con: Reader) -> list[WaitingClaim]:
    """The claims that wait for a person, the weightiest doubt first."""
    return ask(con, "review_claims", WaitingClaim, {"claim": "", "known": FOREVER})


def waiting_pairs(con: Reader) -> list[WaitingPair]:
    """The pairs of records that may tell one event."""
    return ask(con, "review_pairs", WaitingPair, {})


def announcements(
    con: Reader, lens: Lens, *, q: str = "", limit: int = 50, offset: int = 0
) -> list[AnnouncementRow]:
    """The announcements with the words `q`, newest first, as known at the lens's time."""
    asked = {"q": q, "known": lens.known or FOREVER, "limit": limit, "offset": offset}
    return ask(con, "announcements", AnnouncementRow, asked)


def announcement(con: Reader, lens: Lens, announcement_id: str) -> AnnouncementText | None:
    """One announcement as received; None where there is none, or none was known then."""
    asked = {"announcement": announcement_id, "known": lens.known or FOREVER}
    found = ask(con, "announcement", AnnouncementText, asked)
    return found[0] if found else None


def announcement_claims(con: Reader, lens: Lens, announcement_id: str) -> list[ReadClaim]:
    """What stands read from one announcement, in the order of its text."""
    asked = {"announcement": announcement_id, "known": lens.known or FOREVER}
    return ask(con, "announcement_claims", ReadClaim, asked)


def announcement_problems(con: Reader, lens: Lens, announcement_id: str) -> list[UnreadRow]:
    """What could not be read in one announcement."""
    asked = {"announcement": announcement_id, "known": lens.known or FOREVER}
    return ask(con, "announcement_problems", UnreadRow, asked)
