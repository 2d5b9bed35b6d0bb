"""Drafts as Arrow, checked by contract: everything that is done before the writer's lock is taken.

The columns are those of the tables in schema truth but for what is only known under the lock (the
batch and what is numbered by it); a test compares the two.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import polars as pl
import pyarrow as pa

from ledger.intake.drafting import Draft
from validation.contracts import Failure, check_frame
from validation.problems import Problem, problem

__all__ = ["ANNOUNCEMENT", "CLAIM", "PROBLEM", "Drafted", "Staged", "join", "stage"]

_TEXTS = pa.list_(pa.string())
_QUANTITY = pa.decimal128(18, 3)
_AMOUNT = pa.decimal128(18, 2)
_UTC = pa.timestamp("us")


def _schema(columns: Mapping[str, pa.DataType]) -> pa.Schema:
    return pa.schema(list(columns.items()))


ANNOUNCEMENT = _schema(
    {
        **dict.fromkeys(
            ("announcement_id", "source_key", "publisher", "title", "url"), pa.string()
        ),
        "published_on": pa.date32(),
        **dict.fromkeys(("language", "text", "text_hash", "origin_hash"), pa.string()),
        "recorded_utc": _UTC,
    }
)
CLAIM = _schema(
    {
        **dict.fromkeys(("claim_id", "announcement_id", "stage"), pa.string()),
        "is_planned": pa.bool_(),
        **dict.fromkeys(("reporting", "additional"), pa.string()),
        **dict.fromkeys(("donors", "recipients"), _TEXTS),
        **dict.fromkeys(
            ("speaker", "speaker_side", "handover_point", "item_text", "item_code", "variant"),
            pa.string(),
        ),
        **dict.fromkeys(("quantity_low", "quantity_high"), _QUANTITY),
        **dict.fromkeys(("qualifier", "quantity_text", "unit"), pa.string()),
        **dict.fromkeys(("amount_low", "amount_high"), _AMOUNT),
        **dict.fromkeys(("currency", "amount_basis"), pa.string()),
        **dict.fromkeys(("is_per_unit", "is_aggregate"), pa.bool_()),
        **dict.fromkeys(("start_on", "end_on"), pa.date32()),
        "date_text": pa.string(),
        "places": _TEXTS,
        "place_precision": pa.string(),
        "confidence": pa.decimal128(4, 3),
        **dict.fromkeys(("rule", "origin"), pa.string()),
        **dict.fromkeys(("evidence_start", "evidence_end"), pa.int64()),
        "evidence_text": pa.string(),
        **dict.fromkeys(("sentence_start", "sentence_end"), pa.int64()),
        "spans": pa.string(),
    }
)
PROBLEM = _schema(
    {
        **dict.fromkeys(("announcement_id", "code", "severity"), pa.string()),
        "row_number": pa.int64(),
        "column_name": pa.string(),
        **dict.fromkeys(("span_start", "span_end"), pa.int64()),
        **dict.fromkeys(("found", "expected", "fix", "raw"), pa.string()),
        "recorded_utc": _UTC,
    }
)


class Drafted(NamedTuple):
    """A draft, and the row of the file that it came from.

    Attributes:
        row: record in the file, header = 1; None for a single text.
        raw: cells by column name; empty for a single text.
    """

    draft: Draft
    row: int | None = None
    raw: Mapping[str, str] = {}


@dataclass(slots=True)
class Staged:
    """What is ready to be written; once it is, it is let go.

    Attributes:
        announcements, claims, problems: Arrow tables of ANNOUNCEMENT, CLAIM, PROBLEM.
    """

    announcements: pa.Table
    claims: pa.Table
    problems: pa.Table

    def let_go(self) -> None:
        """Keep the columns and no rows: of a million records they are most of a gigabyte."""
        self.announcements = self.announcements.schema.empty_table()
        self.claims = self.claims.schema.empty_table()
        self.problems = self.problems.schema.empty_table()


def stage(drafted: Iterable[Drafted], recorded_utc: datetime) -> Staged:
    """Lay out drafts as tables; claims that break the contract become problems instead."""
    kept = list(drafted)
    announcements = [one.draft.announcement for one in kept if one.draft.announcement]
    claims = pa.Table.from_pylist([c for one in kept for c in one.draft.claims], CLAIM)
    failures = _failures(claims)
    problems = [_problem_row(p, one, recorded_utc) for one in kept for p in one.draft.problems]
    problems += [_failure_row(f, claims, recorded_utc) for f in _first_by_row(failures)]
    return Staged(
        announcements=pa.Table.from_pylist(announcements, ANNOUNCEMENT),
        claims=_without(claims, {f.row for f in failures}),
        problems=pa.Table.from_pylist(problems, PROBLEM),
    )


def join(parts: Sequence[Staged]) -> Staged:
    """Several parts as one, without copying their columns."""
    empty = Staged(ANNOUNCEMENT.empty_table(), CLAIM.empty_table(), PROBLEM.empty_table())
    every = [empty, *parts]
    return Staged(
        pa.concat_tables([part.announcements for part in every]),
        pa.concat_tables([part.claims for part in every]),
        pa.concat_tables([part.problems for part in every]),
    )


def _problem_row(found: Problem, one: Drafted, recorded_utc: datetime) -> dict[str, object]:
    announcement = one.draft.announcement or {}
    # A row that stands in the ledger needs no second copy; one that was set aside does.
    raw = json.dumps(dict(one.raw), ensure_ascii=False) if one.raw and not announcement else ""
    return {
        "announcement_id": announcement.get("announcement_id", ""),
        "code": found.code,
        "severity": found.severity,
        "row_number": found.row if found.row is not None else one.row,
        "column_name": found.column,
        "span_start": found.start,
        "span_end": found.end,
        "found": found.found,
        "expected": found.expected,
        "fix": found.fix,
        "raw": raw,
        "recorded_utc": recorded_utc,
    }


def _failures(claims: pa.Table) -> list[Failure]:
    if not claims.num_rows:
        return []
    failures = check_frame("claim_in", pl.DataFrame(claims))
    if failures and failures[0].row < 0:
        raise TypeError(f"contract and Arrow schema of claims differ: {failures[0]}")
    return failures


def _first_by_row(failures: Iterable[Failure]) -> list[Failure]:
    return list({f.row: f for f in reversed(list(failures))}.values())


def _failure_row(failure: Failure, claims: pa.Table, recorded_utc: datetime) -> dict[str, object]:
    claim = claims.slice(failure.row, 1).to_pylist()[0]
    place = f" ({failure.column}: {failure.value})" if failure.column else ""
    found = problem(
        "claim-contract",
        span=(claim["evidence_start"], claim["evidence_end"]),
        value=claim["evidence_text"],
        rule=f"{failure.rule}{place}",
    )
    known = Draft({"announcement_id": claim["announcement_id"]}, (), ())
    return _problem_row(found, Drafted(known), recorded_utc)


def _without(table: pa.Table, rows: set[int]) -> pa.Table:
    if not rows:
        return table
    return table.filter(pa.array([row not in rows for row in range(table.num_rows)]))
