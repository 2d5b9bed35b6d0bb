"""edit and withdraw: what changes which readings and rulings stand."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.errors import UsageError
from ledger.intake.deciding.asking import Standing, Subject, standing, subject_of
from ledger.intake.deciding.editing import corrected, plain
from ledger.intake.deciding.ruling import Decision, Entry, Plan, Ruling
from ledger.sql import statement
from validation.wording import counted

if TYPE_CHECKING:
    import duckdb

_OF_THE_STAGE = {"stage", "is_planned", "reporting"}


def edit(con: "duckdb.DuckDBPyConnection", ruling: Ruling, _: date) -> Plan:
    """A corrected reading takes the place of a claim, which stays on file."""
    found = subject_of(con, ruling.subject)
    if found.is_whole and len(found.fellows) > 1:
        raise UsageError(
            f"{ruling.subject} has {counted(len(found.fellows), 'report')}.",
            f"Name the claim to correct: {', '.join(found.fellows)}",
        )
    new, changed = corrected(_words(con, found.claim_id), ruling.fields)
    if not found.is_held:
        return _again(con, found, str(new["claim_id"]))
    if not changed:
        raise UsageError(f"{found.claim_id} says so already.", "Nothing to correct.")
    decision = Decision("edit", found.claim_id, new["claim_id"], plain(changed))
    carried, notes = _carried(standing(con, [found.claim_id]), found.claim_id, new, set(changed))
    return Plan(
        [decision, *carried],
        entries=[
            Entry(found.claim_id, "drop", f"corrected by {new['claim_id']}"),
            Entry(new["claim_id"], "hold", f"corrects {found.claim_id}"),
        ],
        claims=[new],
        touched=[found.claim_id, new["claim_id"]],
        notes=notes,
    )


def _words(con: "duckdb.DuckDBPyConnection", claim: str) -> dict[str, Any]:
    result = con.execute(statement("deciding/words"), {"claim": claim})
    names = [column[0] for column in result.description or ()]
    row = result.fetchone()
    assert row is not None  # subject_of has found it
    return dict(zip(names, row, strict=True))


def _again(con: "duckdb.DuckDBPyConnection", found: Subject, new_id: str) -> Plan:
    """The same edit once more is a no-op; any other edit of what was dropped is refused."""
    if found.reason == f"corrected by {new_id}":
        said = [one for one in standing(con, [found.claim_id]) if one.other == new_id]
        if said:
            return Plan(said_by=said[-1].decision_id)
    raise UsageError(
        f"{found.claim_id} no longer stands ({found.reason}).", "Edit what stands in its place."
    )


def _carried(
    said: Sequence[Standing], old: str, new: dict[str, Any], changed: set[str]
) -> tuple[list[Decision], list[str]]:
    """Rulings on the old reading that hold of the new one as well, and what is said of the rest."""
    kept, notes = [], []
    for one in said:
        if one.kind in ("accept", "reject", "edit"):
            continue
        if one.kind not in ("same", "different") and changed & _OF_THE_STAGE:
            notes.append(f"{one.decision_id} ({one.kind}) was of the old reading and lapses.")
            continue
        ends = [new["claim_id"] if end == old else end for end in (one.subject, one.other)]
        kept.append(Decision(one.kind, ends[0], ends[1], one.value))
        notes.append(f"{one.decision_id} ({one.kind}) holds for the new reading as well.")
    return kept, notes


def withdraw(con: "duckdb.DuckDBPyConnection", ruling: Ruling, _: date) -> Plan:
    """A ruling no longer stands; of an edit, the reading it replaced stands again."""
    given = _decision_id(ruling.subject)
    row = con.execute(statement("deciding/decision"), {"decision": given}).fetchone()
    if row is None:
        raise UsageError(
            f"There is no ruling {ruling.subject}.",
            'aid-ledger sql "from decision" lists them; aid-ledger explain shows those of a line.',
        )
    _, kind, subject, other, _, _, withdrawn_by = row
    if kind == "withdraw":
        raise UsageError(f"{given} withdraws {subject}.", "Give that ruling again instead.")
    if withdrawn_by is not None:
        return Plan(said_by=withdrawn_by)
    claims = [one for one in (subject, other) if one]
    entries = _restored(con, given, subject, other) if kind == "edit" else []
    return Plan([Decision("withdraw", given, "", {})], entries=entries, touched=claims)


def _restored(con: "duckdb.DuckDBPyConnection", given: str, old: str, new: str) -> list[Entry]:
    asked = {"claims": [old, new]}
    rows = con.execute(statement("deciding/standing_of"), asked).fetchall()
    stands = {claim: (is_held, reason) for claim, is_held, reason in rows}
    if not stands[new][0]:
        raise UsageError(
            f"The correction of {given} no longer stands ({stands[new][1]}).",
            "Withdraw what came after it first.",
        )
    reason = f"{given} withdrawn"
    return [Entry(new, "drop", reason), Entry(old, "hold", reason)]


def _decision_id(given: str) -> str:
    """D-12 may be written for D-00000012."""
    number = given.removeprefix("D-")
    return f"D-{int(number):08d}" if number.isdecimal() and number.isascii() else given
