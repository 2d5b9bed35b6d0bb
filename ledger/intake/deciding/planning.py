"""Each kind of ruling, held against the ledger: what it would write, or why it cannot stand.

Whatever is refused is refused here, before anything is written, with one message.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from ledger.errors import UsageError
from ledger.intake.deciding import asking, pairs, promises, readings
from ledger.intake.deciding.ruling import KINDS, Decision, Plan, Ruling
from ledger.intake.deciding.values import number
from ledger.posting.reference import read_policy

if TYPE_CHECKING:
    import duckdb

__all__ = ["plan"]


def plan(con: "duckdb.DuckDBPyConnection", ruling: Ruling, now: datetime) -> Plan:
    """What the ruling writes.

    Raises:
        UsageError: it names what is unknown, contradicts what stands, or makes no sense.
    """
    if ruling.kind not in _PLANS:
        raise UsageError(f"‹{ruling.kind}› is no ruling.", f"Rulings: {', '.join(KINDS)}")
    _require_fitting(ruling)
    return _PLANS[ruling.kind](con, ruling, ruling.on or now.date())


def _require_fitting(ruling: Ruling) -> None:
    """Refuse what this kind of ruling has no place for, rather than pass over it."""
    takes = _TAKES.get(ruling.kind, ())
    given = {
        "a second claim": (bool(ruling.other), ruling.kind in ("same", "different", "revise")),
        "--on": (ruling.on is not None, "on" in takes),
        "--quantity": (bool(ruling.quantity), "quantity" in takes),
        "--set": (bool(ruling.fields), ruling.kind == "edit"),
    }
    for name, (is_given, is_taken) in given.items():
        if is_given and not is_taken:
            raise UsageError(f"{ruling.kind} takes no {name.removeprefix('a ')}.")
    if ruling.kind in ("same", "different", "revise") and not ruling.other:
        raise UsageError(f"{ruling.kind} needs two claims.", "Name both: C-... C-...")


def _accept(con: "duckdb.DuckDBPyConnection", ruling: Ruling, _: date) -> Plan:
    found = asking.subject_of(con, ruling.subject)
    claims = found.fellows if found.is_whole else [found.claim_id]
    plans = [_verdict(con, ruling.kind, claim) for claim in claims]
    if said := next((one.said_by for one in plans if len(plans) == 1 and one.said_by), ""):
        return Plan(said_by=said)
    decisions = [decision for one in plans for decision in one.decisions]
    return Plan(decisions, touched=claims, said_by=plans[0].said_by if not decisions else "")


def _verdict(con: "duckdb.DuckDBPyConnection", kind: str, claim: str) -> Plan:
    found = asking.subject_of(con, claim)
    if not found.is_held:
        raise UsageError(f"{claim} no longer stands ({found.reason}).", "Rule on what replaced it.")
    if kind == "accept" and found.status in ("price", "restating"):
        raise UsageError(
            f"{claim} is {'a price per piece' if found.status == 'price' else 'a restatement'}, "
            "which counts in no figure however sure it is.",
            "Correct the reading instead: aid-ledger decide edit",
        )
    before = [
        one for one in asking.standing(con, [claim])
        if one.kind in ("accept", "reject") and one.subject == claim
    ]  # fmt: skip
    if before and before[-1].kind == kind:
        return Plan(said_by=before[-1].decision_id)
    if before:
        raise pairs.contradiction(before[-1], f"{before[-1].kind}s {claim}")
    return Plan([Decision(kind, claim, "", {})])


def _pad(con: "duckdb.DuckDBPyConnection", ruling: Ruling, _: date) -> Plan:
    found = asking.counted(con, ruling.subject)
    if found.reporting != "total" or found.is_unstated:
        raise UsageError(
            f"{found.claim_id} states no total: there is nothing that a pad could explain.",
            "Name the claim that states the running total.",
        )
    if not ruling.quantity:
        raise UsageError("A pad needs --quantity: how much of the difference it explains.")
    value = {"quantity": f"{number(ruling.quantity):f}"}
    for one in asking.standing(con, [found.claim_id]):
        if one.kind == "pad" and one.value == value:
            return Plan(said_by=one.decision_id)
        if one.kind == "pad":
            raise pairs.contradiction(one, f"pads {found.claim_id} by {one.value['quantity']}")
    return Plan([Decision("pad", found.claim_id, "", value)], touched=[found.claim_id])


def _policy(con: "duckdb.DuckDBPyConnection", ruling: Ruling, _: date) -> Plan:
    read_policy(ruling.subject)
    chosen = asking.policies_chosen(con)
    if chosen and chosen[-1].value["policy"] == ruling.subject:
        return Plan(said_by=chosen[-1].decision_id)
    return Plan([Decision("policy", "", "", {"policy": ruling.subject})])


_Planner = Callable[["duckdb.DuckDBPyConnection", Ruling, date], Plan]
_PLANS: dict[str, _Planner] = {
    "accept": _accept,
    "reject": _accept,
    "edit": readings.edit,
    "same": pairs.same,
    "different": pairs.different,
    "revise": promises.revise,
    "end": promises.end,
    "write-off": promises.end,
    "pad": _pad,
    "policy": _policy,
    "withdraw": readings.withdraw,
}
_TAKES: dict[str, tuple[str, ...]] = {
    "end": ("on", "quantity"), "write-off": ("on", "quantity"), "pad": ("quantity",),
}  # fmt: skip
