"""A small ledger on disk to rule on, with its claims by name."""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from ledger.posting import post
from ledger.store import open_read, open_write
from tests.blank import Bytes, kept, lay
from tests.ledgers import NOON, insert_claims

NOW = datetime(2024, 2, 1, 12)

CLAIMS: list[dict[str, Any]] = [
    {"name": "promise", "stage": "pledged", "n": 12, "published": date(2023, 1, 1)},
    {"name": "newer", "stage": "pledged", "n": 20, "published": date(2023, 5, 1)},
    {"name": "came", "n": 5, "published": date(2023, 2, 1)},
    {"name": "came again", "n": 5, "published": date(2023, 4, 1)},
    {"name": "told twice", "n": 5, "published": date(2023, 4, 2)},
    {"name": "total", "n": 40, "reporting": "total", "donors": ["NOR"],
     "published": date(2023, 3, 1)},
    {"name": "open", "stage": "pledged", "at_least": 7, "donors": ["POL"],
     "published": date(2023, 3, 1)},
    {"name": "unstated", "stage": "pledged", "qualifier": "unspecified", "donors": ["DEU"],
     "published": date(2023, 3, 1)},
    {"name": "doubted", "n": 9, "confidence": 0.2, "published": date(2023, 6, 1)},
    {"name": "price", "qualifier": "unspecified", "amount_low": 10, "amount_high": 10,
     "currency": "EUR", "is_per_unit": True, "published": date(2023, 6, 1)},
    {"name": "restated", "n": 9, "is_aggregate": True, "published": date(2023, 6, 1)},
    {"name": "weighed", "n": 2000, "unit": "KGM", "item_code": "flour", "donors": ["FRA"],
     "published": date(2023, 6, 1)},
    {"name": "boxed", "n": 30, "unit": "XBX", "item_code": "flour", "donors": ["FRA"],
     "published": date(2023, 6, 1)},
]  # fmt: skip


def ledger_to_rule_on(path: Path) -> dict[str, str]:
    """Put it at the path; claim ids by name."""
    ledger, ids = _ledger()
    lay(path, ledger)
    return dict(ids)


@cache
def _ledger() -> tuple[Bytes, dict[str, str]]:
    ids: dict[str, str] = {}
    return kept(lambda path: ids.update(_make(path))), ids


def _make(path: Path) -> dict[str, str]:
    with open_write(path, NOON, create=True) as con:
        con.execute(
            "insert into truth.batch values ('B-0001', 'add', '-', 'h', ?, 9, 9, 0, '', '')", [NOON]
        )
        ids = insert_claims(con, [dict(one) for one in CLAIMS])
        post(con)
    return ids


def ask(path: Path, sql: str, *values: Any) -> list[Any]:
    """Rows of a question to the published copy."""
    with open_read(path) as con:
        return con.execute(sql, list(values)).fetchall()


def truth(path: Path) -> list[Any]:
    """All that was recorded."""
    tables = ("batch", "announcement", "claim", "claim_entry", "decision", "problem")
    return [ask(path, f"from truth.{table} order by all") for table in tables]
