"""Rows about the acts of recording, and about what was wrong with their inputs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """One batch.

    Attributes:
        input_name: of the file, "-" for standard input; of an undoing the batch that it took back.
        announcement_count, claim_count, problem_count: written by it, not merely seen.
        undone_by: the batch by which it does not stand; "" where it stands.
        part_of: the import whose rows it brings corrected; "" for a batch of its own.
        undo_chain: what undid it, what undid that, and so on.
        parts: the batches that bring rows of this one corrected.
        match_count: batches in all, whatever the page.
    """

    batch_id: str
    kind: str
    input_name: str
    recorded_utc: datetime
    announcement_count: int
    claim_count: int
    problem_count: int
    undone_by: str
    part_of: str
    input_hash: str
    note: str
    undo_chain: list[str]
    parts: list[str]
    match_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchProblem:
    """One problem of a batch.

    Attributes:
        announcement_id: the text that it is in; "" where none came of the row.
        row_number: record in the file, header = 1; None for a single text.
        span_start: where in the text, in code points; None for a row.
        code_count: problems of this code in the batch, whether they are in the answer or not.
    """

    announcement_id: str
    code: str
    severity: str
    row_number: int | None
    column_name: str
    span_start: int | None
    found: str
    expected: str
    fix: str
    code_count: int
