"""A plan into the ledger: one batch, posted, with the figures that it changes."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from ledger.identity import digest
from ledger.intake.deciding.editing import as_json
from ledger.intake.deciding.ruling import Change, Decided, Decision, Plan
from ledger.intake.stage import CLAIM
from ledger.posting import post
from ledger.sql import statement
from ledger.store import append

if TYPE_CHECKING:
    import duckdb


class Act(NamedTuple):
    """Who writes a batch, and what it says of itself. `input_name` of an undoing is its target."""

    kind: str
    input_name: str
    now: datetime
    who: str
    why: str


def write(con: "duckdb.DuckDBPyConnection", plan: Plan, act: Act) -> Decided:
    """Write the plan as one batch inside the caller's transaction, and post what it touches."""
    con.execute(statement("deciding/remember_positions"))
    batch_id, numbers = _append(con, plan, act)
    post(con, plan.touched)
    con.execute(statement("deciding/look_at_positions"))
    rows = con.execute(statement("reports/changed_figures")).fetchall()
    return Decided(
        batch_id, numbers, tuple(plan.decisions), tuple(plan.notes),
        tuple(Change(*row) for row in rows), is_noop=False,
    )  # fmt: skip


def _append(con: "duckdb.DuckDBPyConnection", plan: Plan, act: Act) -> tuple[str, tuple[str, ...]]:
    numbers = con.execute(statement("intake/next_numbers")).fetchone() or (1, 1, 1)
    batch_no, entry_no, decision_no = numbers
    batch_id = f"B-{batch_no:04d}"
    stamp = {"batch_id": batch_id, "recorded_utc": act.now}
    decisions = [
        _decision(one, number, act) | stamp
        for number, one in enumerate(plan.decisions, decision_no)
    ]
    entries = [
        one._asdict() | {"entry_no": number} | stamp
        for number, one in enumerate(plan.entries, entry_no)
    ]
    if plan.claims:
        append(con, "claim", pa.Table.from_pylist([dict(one) for one in plan.claims], CLAIM))
    if entries:
        append(con, "claim_entry", pa.Table.from_pylist(entries))
    if decisions:
        append(con, "decision", pa.Table.from_pylist(decisions))
    append(con, "batch", pa.Table.from_pylist([_batch(plan, act) | stamp]))
    return batch_id, tuple(str(one["decision_id"]) for one in decisions)


def _decision(one: Decision, number: int, act: Act) -> dict[str, object]:
    return {
        "decision_id": f"D-{number:08d}",
        "kind": one.kind,
        "subject_id": one.subject,
        "other_id": one.other,
        "value": as_json(one.value),
        "who": one.who or act.who,
        "why": one.why or act.why,
    }


def _batch(plan: Plan, act: Act) -> dict[str, object]:
    said = json.dumps([one[:4] for one in plan.decisions], sort_keys=True)
    return {
        "kind": act.kind,
        "input_name": plan.target or act.input_name,
        "input_hash": digest(act.kind, act.input_name, said, act.now.isoformat(), length=64),
        "announcement_count": 0,
        "claim_count": sum(entry.action == "hold" for entry in plan.entries),
        "problem_count": 0,
        "note": act.why,
        "part_of": "",
    }
