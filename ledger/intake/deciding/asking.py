"""What rulings ask of the ledger: which claim is meant, whether it counts, what stands on it."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.errors import UsageError
from ledger.sql import statement

if TYPE_CHECKING:
    import duckdb

    Ledger = duckdb.DuckDBPyConnection

_ID = "Ids begin with C- (a claim) or R- (a record); aid-ledger explain shows them."


class Subject(NamedTuple):
    """A claim as rulings see it; `record_id` is None where it does not count.

    Attributes:
        status: of claim_as_of; None where it does not stand, and then `reason` says why.
        fellows: the claims of its record, itself among them.
        is_whole: a record was named, so that all of its claims are meant.
    """

    claim_id: str
    is_held: bool
    reason: str
    status: str | None
    reporting: str
    is_unstated: bool
    record_id: str | None
    line_id: str | None
    ladder: str | None
    on_date: date | None
    fellows: list[str]
    is_whole: bool


class Standing(NamedTuple):
    """A ruling that stands; `is_again`: an undoing wrote it again."""

    decision_id: str
    kind: str
    subject: str
    other: str
    value: dict[str, Any]
    is_again: bool


def subject_of(con: "Ledger", given: str) -> Subject:
    """The claim that is meant by the id of a claim or record.

    Raises:
        UsageError: there is none.
    """
    is_record = given.startswith("R-")
    claim = _first_claim(con, given) if is_record else given
    row = con.execute(statement("deciding/subject"), {"claim": claim}).fetchone()
    if row is None:
        raise UsageError(f"There is no claim {given}." if given else "No claim is named.", _ID)
    return Subject._make((*row, is_record))


def counted(con: "Ledger", given: str) -> Subject:
    """The same, of a claim that counts.

    Raises:
        UsageError: there is none, or it counts in no figure.
    """
    found = subject_of(con, given)
    if found.record_id is None:
        raise UsageError(
            f"{found.claim_id} is not counted: {_why_not(found)}.",
            f"Accept it first: aid-ledger decide accept {found.claim_id}"
            if found.status == "review"
            else "Only claims that count can be ruled on like this.",
        )
    return found


def _why_not(found: Subject) -> str:
    words = {
        "review": "it waits for review",
        "rejected": "it was rejected",
        "restating": "it restates other claims of its announcement",
        "price": "it is a price per piece",
    }
    return words.get(found.status or "", f"it no longer stands ({found.reason or 'never held'})")


def _first_claim(con: "Ledger", record: str) -> str:
    row = con.execute(statement("deciding/first_claim"), {"record": record}).fetchone()
    if row is None or row[0] is None:
        raise UsageError(
            f"There is no record {record}.",
            "Records take new ids when their claims change; aid-ledger explain LINE lists them.",
        )
    return str(row[0])


def standing(con: "Ledger", claims: Iterable[str]) -> list[Standing]:
    """The rulings that stand on these claims, oldest first."""
    asked = {"claims": sorted(set(claims))}
    return _rulings(con.execute(statement("deciding/standing"), asked).fetchall())


def policies_chosen(con: "Ledger") -> list[Standing]:
    """The rulings on the policy that stand, oldest first."""
    return _rulings(con.execute(statement("deciding/policies")).fetchall())


def _rulings(rows: list[tuple[Any, ...]]) -> list[Standing]:
    return [Standing(row[0], row[1], row[2], row[3], json.loads(row[4]), row[5]) for row in rows]


def outstanding(con: "Ledger", record: str, day: date) -> tuple[Decimal, Decimal | None] | None:
    """What of a promise is outstanding on a day; None where it is no promise that counts then."""
    asked = {"record": record, "day": day}
    row = con.execute(statement("deciding/outstanding"), asked).fetchone()
    return (row[0], row[1]) if row else None
