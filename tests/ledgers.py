"""Small ledgers in memory for tests: claims stated as a few words, everything else by default.

`ledger_of(claims)` applies the real schema and views; neither store nor reader takes part.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import duckdb

from ledger.posting.reference import load_reference
from ledger.sql import statements

EVER = datetime(9999, 12, 31)
NOON = datetime(2024, 1, 1, 12)

_CLAIM: dict[str, Any] = {
    "stage": "delivered", "is_planned": False, "reporting": "flow", "additional": "unknown",
    "donors": ["CZE"], "recipients": ["UKR"], "speaker": "", "speaker_side": "",
    "handover_point": "", "item_text": "temporary bridges", "item_code": "bridge",
    "variant": "", "quantity_low": None, "quantity_high": None, "qualifier": "exact",
    "quantity_text": "", "unit": "C62", "amount_low": None, "amount_high": None, "currency": "",
    "amount_basis": "", "is_per_unit": False, "is_aggregate": False, "start_on": None,
    "end_on": None, "date_text": "", "places": [], "place_precision": "", "confidence": 0.95,
    "rule": "test", "origin": "parser", "evidence_start": 0, "evidence_end": 1,
    "evidence_text": "x", "sentence_start": 0, "sentence_end": 1, "spans": "{}",
}  # fmt: skip


def empty_ledger() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    for folder in ("schema", "views"):
        for _, text in statements(folder):
            con.execute(text)
    load_reference(con)
    return con


def ledger_of(
    claims: Iterable[Mapping[str, Any]], rulings: Iterable[Mapping[str, Any]] = ()
) -> duckdb.DuckDBPyConnection:
    """A ledger with these claims, each `{"published": date, "page": name, ...claim columns}`.

    It stands until the next call in this process, which rolls it back.

    `n` is short for an exact quantity; `at_least` for a lower bound. `known` is when it was
    recorded, `text` the announcement's words (equal words are one origin); `name` is by which a
    ruling `{"kind": ..., "subject": name, "other": name, "value": {...}}` finds the claim.
    """
    con = _prepared()
    _roll_back(con)
    con.execute("begin")
    names = insert_claims(con, claims)
    insert_rulings(con, rulings, names)
    return con


def insert_claims(
    con: duckdb.DuckDBPyConnection, claims: Iterable[Mapping[str, Any]]
) -> dict[str, str]:
    """Write the claims as `ledger_of` does, into a ledger open for writing; ids by name."""
    names = {}
    for number, claim in enumerate(claims):
        given = dict(claim)
        name = given.pop("name", str(number))
        names[name] = _insert(con, number, given)
    return names


def insert_rulings(
    con: duckdb.DuckDBPyConnection, rulings: Iterable[Mapping[str, Any]], names: Mapping[str, str]
) -> None:
    """Write rulings; names are of claims, and D-1 is the first ruling of the ledger."""
    had = con.execute("select count(*) from truth.decision").fetchone() or (0,)
    for number, ruling in enumerate(rulings, had[0] + 1):
        subject, other = ruling["subject"], ruling.get("other", "")
        con.execute(
            "insert into truth.decision values (?, ?, ?, ?, ?, 'ann', 'why', ?, 'B-0001')",
            [
                f"D-{number}", ruling["kind"], names.get(subject, subject), names.get(other, other),
                json.dumps(ruling.get("value", {}), default=str), ruling.get("known", NOON),
            ],
        )  # fmt: skip


@cache
def _prepared() -> duckdb.DuckDBPyConnection:
    """One empty ledger a process: making it takes longer than most questions to it."""
    return empty_ledger()


def _roll_back(con: duckdb.DuckDBPyConnection) -> None:
    with suppress(duckdb.TransactionException):
        con.execute("rollback")


def _insert(con: duckdb.DuckDBPyConnection, number: int, given: dict[str, Any]) -> str:
    published = given.pop("published", date(2022, 12, 30))
    page = given.pop("page", f"page {number}")
    known = given.pop("known", NOON)
    text = given.pop("text", page)
    announcement = "A-" + _hash(page, published)
    con.execute(
        "insert into truth.announcement select ?,?,?,?,'',?,'en',?,?,?,?,'B-0001'"
        " where ? not in (select announcement_id from truth.announcement)",
        [
            announcement, page, page, page, published, text, _hash(text), _hash(text), known,
            announcement,
        ],
    )  # fmt: skip
    row = {**_CLAIM, **_bounds(given), "announcement_id": announcement}
    row["claim_id"] = "C-" + _hash(page, *(f"{k}={v}" for k, v in sorted(row.items())))
    marks = ",".join("?" * len(row))
    con.execute(
        f"insert into truth.claim ({','.join(row)}) select {marks}"
        " where ? not in (select claim_id from truth.claim)",
        [*row.values(), row["claim_id"]],
    )
    con.execute(
        "insert into truth.claim_entry"
        " select coalesce(max(entry_no), 0) + 1, ?, 'hold', ?, 'B-0001', 'read'"
        " from truth.claim_entry",
        [row["claim_id"], known],
    )
    return str(row["claim_id"])


def _bounds(given: dict[str, Any]) -> dict[str, Any]:
    if "n" in given:
        given["quantity_low"] = given["quantity_high"] = Decimal(str(given.pop("n")))
    if "at_least" in given:
        given.update(quantity_low=Decimal(str(given.pop("at_least"))), qualifier="at_least")
    if "up_to" in given:
        given.update(
            quantity_low=Decimal(0), quantity_high=Decimal(str(given.pop("up_to"))),
            qualifier="at_most",
        )  # fmt: skip
    return given


def _hash(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
