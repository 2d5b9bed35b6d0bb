"""end, write-off and revise: what becomes of a promise."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ledger.errors import UsageError
from ledger.intake.deciding.asking import Subject, counted, outstanding, standing
from ledger.intake.deciding.pairs import contradiction
from ledger.intake.deciding.ruling import Decision, Plan, Ruling
from ledger.intake.deciding.values import number

if TYPE_CHECKING:
    import duckdb


def end(con: "duckdb.DuckDBPyConnection", ruling: Ruling, day: date) -> Plan:
    """The donor ends the rest of a promise, or the tracker writes it off."""
    found = _promise(con, ruling.subject)
    kind = ruling.kind.replace("-", "_")
    wanted = number(ruling.quantity) if ruling.quantity else None
    for said in standing(con, found.fellows):
        if said.kind == kind and said.value["on"] == day.isoformat() and (
            wanted is None or Decimal(said.value["quantity"]) == wanted
        ):  # fmt: skip
            return Plan(said_by=said.decision_id)
    left = _left(con, found, day)
    quantity = wanted or left[1] or left[0]
    _require_left(found, quantity, left, day)
    value = {"on": day.isoformat(), "quantity": f"{quantity.normalize():f}"}
    return Plan(
        [Decision(kind, found.claim_id, "", value)],
        touched=[found.claim_id],
        notes=_notes(value["quantity"], left) if wanted is None else [],
    )


def _notes(quantity: str, left: tuple[Decimal, Decimal | None]) -> list[str]:
    if left[1] is None:
        return [f"The promise is open above: {quantity}, its lower bound, is taken as the rest."]
    if left[0] != left[1]:
        return [f"Between {left[0]:f} and {left[1]:f} are outstanding: {quantity} are taken."]
    return []


def _left(
    con: "duckdb.DuckDBPyConnection", found: Subject, day: date
) -> tuple[Decimal, Decimal | None]:
    if found.on_date and day < found.on_date:
        raise UsageError(
            f"{found.record_id} was promised on {found.on_date}, after {day}.",
            "Give a later day with --on.",
        )
    left = outstanding(con, str(found.record_id), day)
    if left is None:
        raise UsageError(
            f"{found.record_id} does not count on {day}: a total or a revision stands for it.",
            "Rule on the promise that stands instead.",
        )
    return left


def _require_left(
    found: Subject, quantity: Decimal, left: tuple[Decimal, Decimal | None], day: date
) -> None:
    if left[0] == left[1] == 0:
        raise UsageError(f"Nothing of {found.record_id} is outstanding on {day}.")
    if not quantity:
        raise UsageError(
            f"Nobody states how much of {found.record_id} is outstanding.", "Give --quantity."
        )
    if left[1] is not None and quantity > left[1]:
        raise UsageError(
            f"{quantity:f} is more than is outstanding of {found.record_id} on {day}: "
            f"{left[1].normalize():f}.",
            "Leave --quantity away to take what is outstanding.",
        )


def revise(con: "duckdb.DuckDBPyConnection", ruling: Ruling, _: date) -> Plan:
    """The donor puts a new promise in the place of an old one."""
    old, new = _promise(con, ruling.subject), _promise(con, ruling.other)
    _require_revisable(old, new)
    for said in standing(con, [*old.fellows, *new.fellows]):
        if said.kind in ("end", "write_off") and said.subject in old.fellows:
            raise contradiction(said, f"says what became of the rest of {old.record_id}")
        if said.kind != "revise":
            continue
        if said.subject in old.fellows and said.other in new.fellows:
            return Plan(said_by=said.decision_id)
        if said.subject in old.fellows or said.subject in new.fellows:
            raise contradiction(said, f"puts {said.other} in the place of {said.subject}")
    value = {"on": str(new.on_date), "from": str(old.on_date)}
    return Plan(
        [Decision("revise", old.claim_id, new.claim_id, value)],
        touched=[old.claim_id, new.claim_id],
    )


def _require_revisable(old: Subject, new: Subject) -> None:
    if old.record_id == new.record_id:
        raise UsageError(
            f"Both claims tell one promise, {old.record_id}.", "Name the old one and the new one."
        )
    if old.line_id != new.line_id:
        raise UsageError(
            f"{old.record_id} and {new.record_id} are of two lines ({old.line_id}, {new.line_id}).",
            "A promise is revised on its line; correct the reading with edit if it is one line.",
        )
    if old.on_date and new.on_date and new.on_date < old.on_date:
        raise UsageError(
            f"The new promise is of {new.on_date}, before the old one of {old.on_date}.",
            "Name the old one first.",
        )


def _promise(con: "duckdb.DuckDBPyConnection", given: str) -> Subject:
    found = counted(con, given)
    if found.ladder != "pledged":
        raise UsageError(
            f"{given} is no promise: it counts as {found.ladder}.",
            "aid-ledger explain RECORD shows how it counts.",
        )
    return found
