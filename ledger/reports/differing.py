"""Between two times of knowledge, and from policy to policy: what would be told otherwise."""

from __future__ import annotations

from datetime import datetime

from ledger.lens import Lens
from ledger.posting.scope import lay_scope
from ledger.report_rows import Stamp
from ledger.report_rows.changed import (
    ClaimChange,
    Difference,
    FigureChange,
    RulingChange,
    UnderPolicy,
)
from ledger.reports.asking import Reader, ask
from ledger.reports.laying import lay_policy, moment
from ledger.sql import statement

__all__ = ["batch_time", "contradictions", "diff"]

_FOREVER = datetime.max  # noqa: DTZ901  (the ledger keeps UTC without zone)


def batch_time(con: Reader, batch_id: str) -> datetime | None:
    """When a batch was recorded, UTC; None where there is none."""
    row = con.execute(statement("reports/batch_time"), {"batch": batch_id}).fetchone()
    return row[0] if row else None


def diff(con: Reader, lens: Lens, before: datetime, after: datetime | None) -> Difference:
    """What the ledger learnt from one time of knowledge to a later one (None: up to now).

    Each time is answered by the policy that stood then; the day in the world is the lens's.
    """
    day = moment(con, lens).day
    stamps = []
    for which, known in (("before", before), ("after", after or _FOREVER)):
        lay_policy(con, known)
        con.execute(statement(f"reports/diff/claim_{which}"), {"known": known})
        asked = {"day": day, "known": known}
        con.execute(statement(f"reports/diff/position_{which}"), asked)
        told = {"as_of": day, "known": None if known == _FOREVER else known}
        stamps += ask(con, "stamp", Stamp, told)
    lay_policy(con, None)
    end = after or _FOREVER
    return Difference(
        before=stamps[0],
        after=stamps[1],
        claims=tuple(ask(con, "diff/claims", ClaimChange, {"known": end})),
        rulings=tuple(ask(con, "diff/rulings", RulingChange, {"before": before, "after": end})),
        figures=tuple(ask(con, "changed_figures", FigureChange, {})),
    )


def contradictions(con: Reader) -> list[UnderPolicy]:
    """Each disputed line under every policy, as of the posted day with all that is known.

    Only the accounts of those lines are told anew. The connection answers as before afterwards,
    but for a lens, which must be laid again.
    """
    day = moment(con, Lens()).day
    con.execute(statement("reports/dispute/line"))
    claims = [row[0] for row in con.execute(statement("reports/dispute/claims")).fetchall()]
    lay_scope(con, claims, day, day)
    found: list[UnderPolicy] = []
    for (policy,) in con.execute(statement("reports/dispute/policies")).fetchall():
        con.execute(statement("reports/dispute/policy"), {"policy": policy})
        con.execute(statement("posting/30_record"))
        asked = {"day": day, "policy": policy}
        found += ask(con, "dispute/positions", UnderPolicy, asked)
    con.execute(statement("statements/forget_standing"))
    con.execute(statement("reports/dispute/forget"))
    order = {one.line_id: at for at, one in reversed(list(enumerate(found)))}
    return sorted(found, key=lambda one: (order[one.line_id], one.policy))
