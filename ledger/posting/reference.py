"""The vocabulary and the policy, written beside the truth so that SQL can name and judge things."""

import csv
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from ledger.errors import UsageError
from ledger.sql import statement
from validation.datafiles import data_folder
from validation.vocabulary import Vocabulary, load_vocabulary

Row = Sequence[object]

POLICY_KEYS = frozenset(
    {
        "name", "accept_threshold", "same_event_days", "retelling_days", "total_start_days",
        "total_tolerance", "late_report_days", "place_precision", "word", "same_text_share",
        "silent_days", "period_days",
        "same_promise_days",
    }
)  # fmt: skip


def load_reference(con: duckdb.DuckDBPyConnection, policy: str = "cautious") -> None:
    """Replace the reference tables by the files of this program, inside the caller's transaction.

    Raises:
        UsageError: there is no such policy, or it lacks a choice.
    """
    words = load_vocabulary()
    _replace(con, "item", item_rows(words))
    _replace(con, "item_ancestor", ancestor_rows(words))
    _replace(con, "party", party_rows(words))
    _replace(con, "place", place_rows(words))
    _replace(con, "unit", unit_rows(words))
    _replace(con, "policy", read_policy(policy))
    _replace(con, "policy_choice", policy_rows())


def reference_hash(policy: str = "cautious") -> str:
    """Of everything that `load_reference` would write: unchanged means nothing to replace."""
    words = load_vocabulary()
    rows = (item_rows(words), party_rows(words), place_rows(words), unit_rows(words))
    text = repr([list(map(tuple, part)) for part in rows]) + repr(read_policy(policy))
    text += repr(policy_rows())
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def item_rows(words: Vocabulary) -> list[Row]:
    """Columns of table item."""
    return [
        (i.code, i.label, i.parent, i.nsc, i.unit, i.can_be_installed, i.sector)
        for i in words.items.values()
    ]


def ancestor_rows(words: Vocabulary) -> list[Row]:
    """Columns of table item_ancestor: every item above an item.

    Words that leave the kind open ("equipment") stand above every thing, wherever they are in the
    tree; money is no thing.

    Raises:
        UsageError: the item tree runs in a circle.
    """
    wide = [
        code for code, item in words.items.items()
        if item.definition.endswith(_KIND_OPEN) and item.parent in ("", "aid")
    ]  # fmt: skip
    rows: list[Row] = []
    for code in words.items:
        above = _above(words, code)
        open_kind = [] if "money" in above or code in wide else wide
        rows += [(code, one) for one in dict.fromkeys([*above[1:], *open_kind])]
    return rows


_KIND_OPEN = "kind not said"


def _above(words: Vocabulary, code: str) -> list[str]:
    path: list[str] = []
    at = code
    while at:
        if at in path:
            circle = " > ".join([*path[path.index(at) :], at])
            raise UsageError(
                f"The item tree runs in a circle: {circle}.",
                "Give one of them another parent in data/vocabulary/items.csv.",
            )
        path.append(at)
        item = words.items.get(at)
        at = item.parent if item else ""
    return path


def policy_names() -> list[str]:
    """The policies that can be chosen, sorted."""
    return sorted(path.stem for path in (data_folder() / "policies").glob("*.csv"))


def policy_rows() -> list[Row]:
    """Columns of table policy_choice: every policy there is."""
    return [(name, *row) for name in policy_names() for row in read_policy(name)]


def party_rows(words: Vocabulary) -> list[Row]:
    """Columns of table party: states by their alpha-3 code, then everybody else."""
    states: list[Row] = [(c.code, c.label, "country") for c in words.countries.values()]
    return states + [(p.code, p.label, p.kind) for p in words.parties.values()]


def place_rows(words: Vocabulary) -> list[Row]:
    """Columns of table place; a centroid of NULL is unknown."""
    return [(p.code, p.label, p.country, p.latitude, p.longitude) for p in words.places.values()]


def unit_rows(words: Vocabulary) -> list[Row]:
    """Columns of table unit: units of things, then currencies as units of money."""
    money: list[Row] = [(c.code, c.label, "money") for c in words.currencies.values()]
    return [(u.code, u.label, u.kind) for u in words.units.values()] + money


def read_policy(name: str) -> list[Row]:
    """The rows key, value, meaning of a policy in data/policies.

    Raises:
        UsageError: there is no such policy, or it lacks a choice.
    """
    path = data_folder() / "policies" / f"{name}.csv"
    if name not in policy_names():  # and no path that leads elsewhere
        known = ", ".join(policy_names())
        raise UsageError(f"There is no policy called {name}.", f"Choose one of: {known}")
    with path.open(encoding="utf-8", newline="") as file:
        rows: list[Row] = [(r["key"], r["value"], r["meaning"]) for r in csv.DictReader(file)]
    missing = POLICY_KEYS - {str(row[0]) for row in rows}
    if missing:
        raise UsageError(
            f"The policy {name} does not say: {', '.join(sorted(missing))}.",
            f"Add the rows to {Path('data/policies') / path.name}.",
        )
    return rows


def _replace(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Row]) -> None:
    con.execute(statement(f"reference/clear_{table}"))
    con.execute(
        statement(f"reference/add_{table}"), [list(column) for column in zip(*rows, strict=True)]
    )
