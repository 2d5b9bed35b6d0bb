"""same and different: whether two reports tell one event."""

from datetime import date
from typing import TYPE_CHECKING

from ledger.errors import UsageError
from ledger.intake.deciding.asking import Standing, Subject, counted, standing
from ledger.intake.deciding.ruling import Decision, Plan, Ruling

if TYPE_CHECKING:
    import duckdb


def contradiction(one: Standing, says: str) -> UsageError:
    """The error for a ruling against which another one stands."""
    return UsageError(
        f"{one.decision_id} {says}; the two rulings contradict each other.",
        f"Withdraw it first: aid-ledger decide withdraw {one.decision_id}",
    )


def same(con: "duckdb.DuckDBPyConnection", ruling: Ruling, _: date) -> Plan:
    """Two claims tell one event; their records become one, on the line of the first."""
    one, two = _both(con, ruling)
    for said in standing(con, [*one.fellows, *two.fellows]):
        ends = {said.subject, said.other}
        if said.kind == "same" and ends == {one.claim_id, two.claim_id}:
            return Plan(said_by=said.decision_id)
        if said.kind == "different" and _across(ends, one, two):
            raise contradiction(said, f"says that {said.subject} and {said.other} are two events")
    notes = ["They were one record already; now a ruling says so."]
    return Plan(
        [Decision("same", one.claim_id, two.claim_id, {})],
        touched=[one.claim_id, two.claim_id],
        notes=notes if one.record_id == two.record_id else [],
    )


def different(con: "duckdb.DuckDBPyConnection", ruling: Ruling, _: date) -> Plan:
    """The second is set apart from everything; of a record, all of its claims stay together."""
    one, two = _both(con, ruling)
    for said in standing(con, two.fellows):
        ends = {said.subject, said.other}
        if said.kind == "different" and ends == {one.claim_id, two.claim_id}:
            return Plan(said_by=said.decision_id)
        joins = two.claim_id in ends and ends <= {*one.fellows}
        if said.kind == "same" and joins:
            raise contradiction(said, f"says that {said.subject} and {said.other} are one event")
    together = [claim for claim in two.fellows if claim != two.claim_id] if two.is_whole else []
    keep = [Decision("same", two.claim_id, claim, {}) for claim in together]
    note = f"The other reports of {two.record_id} stay with it ({len(keep)})."
    return Plan(
        [Decision("different", one.claim_id, two.claim_id, {}), *keep],
        touched=[one.claim_id, *two.fellows],
        notes=[note] if keep else [],
    )


def _both(con: "duckdb.DuckDBPyConnection", ruling: Ruling) -> tuple[Subject, Subject]:
    one, two = counted(con, ruling.subject), counted(con, ruling.other)
    if one.claim_id == two.claim_id:
        raise UsageError(
            f"{ruling.subject} and {ruling.other} are one and the same claim.", "Name two claims."
        )
    return one, two


def _across(ends: set[str], one: Subject, two: Subject) -> bool:
    """Whether a ruling stands between the two, or between their records."""
    if one.record_id == two.record_id:
        return ends == {one.claim_id, two.claim_id}
    return bool(ends & set(one.fellows)) and bool(ends & set(two.fellows))
