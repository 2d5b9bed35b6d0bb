"""Undoing a batch: a batch of its own, which can be undone in turn and is then the redoing.

Nothing is deleted. Claims stand again as they stood before the batch, unless something changed
them later: that is kept, and told. Rulings of the batch are withdrawn; those that it withdrew are
written again. The texts stay on file; giving them again reads them as new.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.errors import UsageError
from ledger.intake.deciding import Act, Decided, Decision, Entry, Plan, act
from ledger.intake.deciding.asking import Standing, policies_chosen, standing
from ledger.sql import statement
from ledger.store import open_read
from validation.wording import counted

if TYPE_CHECKING:
    import duckdb

__all__ = ["plan_undo", "undo", "undo_chain"]

_FAMILY = {"accept": "verdict", "reject": "verdict", "same": "pair", "different": "pair"}
_NAMED = 8  # claims that a note names one by one


def undo(
    path: Path, batch_id: str, now: datetime, *, who: str = "", why: str = "", dry_run: bool = False
) -> Decided:
    """Take back what a batch did, as one batch of kind undo.

    Args:
        path: of the ledger.
        batch_id: such as B-0003; an undoing can be undone too.
        now: UTC without zone.
        who: the person.
        why: in a sentence.
        dry_run: say what would change, and write nothing.

    Raises:
        UsageError: there is no such batch.
        LedgerError: the ledger is missing, busy or of another version.
    """
    by = Act("undo", batch_id, now, who, why)
    return act(path, by, lambda con: plan_undo(con, batch_id), dry_run=dry_run)


def undo_chain(path: Path, batch_id: str) -> list[str]:
    """The batch, what undid it, what undid that, and so on: of even length if it is undone.

    Raises:
        UsageError: there is no such batch.
        LedgerError: the ledger is missing or of another version.
    """
    with open_read(path) as con:
        return _chain(con, batch_id)


class _Claim(NamedTuple):
    claim_id: str
    action: str
    action_before: str | None
    reason_before: str
    later_batch: str


class _Ruled(NamedTuple):
    decision_id: str
    kind: str
    subject: str
    other: str
    value: str
    who: str
    why: str
    is_withdrawal: bool
    withdrawal_id: str
    is_withdrawn: bool

    def again(self) -> Decision:
        value: dict[str, Any] = json.loads(self.value)
        return Decision(self.kind, self.subject, self.other, value, self.who, self.why)


def plan_undo(con: "duckdb.DuckDBPyConnection", batch_id: str) -> Plan:
    """What undoing a batch writes.

    Raises:
        UsageError: there is no such batch.
    """
    chain = _chain(con, batch_id)
    if len(chain) % 2 == 0:
        note = f"{batch_id} was undone by {chain[1]}; aid-ledger undo {chain[1]} brings it back."
        return Plan(said_by=chain[-1], notes=[note])
    target = chain[-1]
    found = con.execute(statement("undoing/parts"), {"batch": batch_id}).fetchall()
    parts = [part for (part,) in found]
    batches = {"batches": [target, *parts]}
    rows = con.execute(statement("undoing/entries"), batches).fetchall()
    claims = [_Claim(*row) for row in rows]
    entries = [entry for one in claims for entry in _entry(one, target)]
    kept = {one.claim_id: one.later_batch for one in claims if one.later_batch}
    ruled = [_Ruled(*row) for row in con.execute(statement("undoing/rulings"), batches).fetchall()]
    decisions, notes = _decisions(con, ruled, kept)
    ends = (end for one in ruled for end in (one.subject, one.other) if end)
    return Plan(
        decisions,
        entries=entries,
        touched=[*(one.claim_id for one in claims), *ends],
        notes=[*_told(target, batch_id, entries, decisions), *_parts(parts), *_kept(kept), *notes],
        target=target,
    )


def _chain(con: "duckdb.DuckDBPyConnection", batch_id: str) -> list[str]:
    """The batch, what undid it, what undid that, and so on: of even length if it is undone."""
    chain = [batch_id]
    while True:
        row = con.execute(statement("undoing/batch"), {"batch": chain[-1]}).fetchone()
        if row is None:
            raise UsageError(f"There is no batch {batch_id}.", "aid-ledger batches lists them.")
        if row[1] is None:
            return chain if len(chain) % 2 == 0 else _with_whole(con, chain, row[2])
        chain.append(row[1])


def _with_whole(con: "duckdb.DuckDBPyConnection", chain: list[str], whole: str) -> list[str]:
    """What belongs to an import that was undone was undone with it."""
    undone = _chain(con, whole) if whole else []
    return [*chain, undone[-1]] if undone and len(undone) % 2 == 0 else chain


def _entry(one: _Claim, target: str) -> list[Entry]:
    before = one.action_before or "drop"
    if one.later_batch or before == one.action:
        return []
    return [Entry(one.claim_id, before, one.reason_before or f"undone: {target}")]


def _decisions(
    con: "duckdb.DuckDBPyConnection", ruled: Sequence[_Ruled], kept: dict[str, str]
) -> tuple[list[Decision], list[str]]:
    decisions, notes = [], []
    for one in ruled:
        if not one.is_withdrawal:
            # Of a correction that something was built on, the ruling stays with the reading.
            stands = one.decision_id if not one.is_withdrawn else _again(con, one)
            if stands and not (one.kind == "edit" and one.other in kept):
                decisions.append(Decision("withdraw", stands, "", {}))
        elif later := _later(con, one):
            notes.append(f"{one.decision_id} ({one.kind}) stays withdrawn: {later} came later.")
        else:
            decisions.append(one.again())
    return decisions, notes


def _again(con: "duckdb.DuckDBPyConnection", one: _Ruled) -> str:
    """The same ruling as an undoing wrote it again, if it stands; else ""."""
    same = [
        said.decision_id for said in _on_the_matter(con, one)
        if said.is_again and (said.kind, said.subject, said.other) == one[1:4]
        and said.value == json.loads(one.value)
    ]  # fmt: skip
    return same[-1] if same else ""


def _later(con: "duckdb.DuckDBPyConnection", one: _Ruled) -> str:
    """The standing ruling on the same matter that was made after the withdrawal, or ""."""
    said = [said.decision_id for said in _on_the_matter(con, one)]
    return next((decision for decision in said if decision > one.withdrawal_id), "")


def _on_the_matter(con: "duckdb.DuckDBPyConnection", one: _Ruled) -> list[Standing]:
    if one.kind == "policy":
        return policies_chosen(con)
    family = _FAMILY.get(one.kind, one.kind)
    return [
        said for said in standing(con, [one.subject])
        if _FAMILY.get(said.kind, said.kind) == family
        and {said.subject, said.other} == {one.subject, one.other}
    ]  # fmt: skip


def _told(
    target: str, batch_id: str, entries: Sequence[Entry], decisions: Sequence[Decision]
) -> list[str]:
    dropped = sum(one.action == "drop" for one in entries)
    withdrawn = sum(one.kind == "withdraw" for one in decisions)
    again = f" ({target} had brought it back)" if target != batch_id else ""
    gone = counted(dropped, "claim ceases", "claims cease")
    back = counted(len(entries) - dropped, "stands", "stand")
    return [
        f"{batch_id}{again}: {gone} to stand, {back} again; "
        f"{counted(withdrawn, 'ruling')} withdrawn, {len(decisions) - withdrawn:,} made again."
    ]


def _parts(parts: Sequence[str]) -> list[str]:
    return [f"With it: {', '.join(parts)} (its rows that came back corrected)."] if parts else []


def _kept(kept: dict[str, str]) -> list[str]:
    named = [f"{claim} was changed later by {batch}; it is kept." for claim, batch in kept.items()]
    more = [f"Also kept, since changed later: {counted(len(named) - _NAMED, 'more claim')}."]
    return [*named[:_NAMED], *(more if len(named) > _NAMED else [])]
