"""What was staged into the ledger: one transaction, one batch, and a receipt.

The same input again writes nothing and says which batch had it. A changed text under the same
source is a new version: what no longer stands in it is dropped, never deleted.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from ledger.identity import problem_id
from ledger.intake.drafting import Draft
from ledger.intake.progress import Progress, silent
from ledger.intake.returning import Returned, part_of
from ledger.intake.stage import Drafted, Staged, stage
from ledger.posting import post
from ledger.sql import statement
from ledger.store import append, open_read, open_write
from validation.datafiles import languages

if TYPE_CHECKING:
    import duckdb

__all__ = ["Note", "Receipt", "Ruling", "commit", "preview", "record"]


class Note(NamedTuple):
    """What a batch says of itself.

    Attributes:
        kind: add, import, init.
        input_name: file name as given; "-" for standard input or a form.
        input_hash: sha256 of the bytes received, hex.
        text: an editor's remark; may be empty.
        returned: of rows that had been set aside, the number that each had and a code.
        names: their columns.
    """

    kind: str
    input_name: str
    input_hash: str
    text: str = ""
    returned: tuple[Returned, ...] = ()
    names: tuple[str, ...] = ()


class Ruling(NamedTuple):
    """What a person ticked before recording: ids of claims, who it was, and why."""

    accepted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    who: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an act of recording did, or would do.

    Attributes:
        batch_id: the batch written; for a no-op the one that had the input; "" for a preview.
        announcements_new, announcements_known: versions of texts.
        claims_new: readings that begin to stand; claims_dropped: that cease to.
        problems: written with the batch.
        is_noop: nothing was written, because nothing is new.
        announcements_changed: of the new ones, those whose source was known with another text.
    """

    batch_id: str
    announcements_new: int
    announcements_known: int
    claims_new: int
    claims_dropped: int
    problems: int
    is_noop: bool
    announcements_changed: int = 0


class _Plan(NamedTuple):
    entries: pa.Table
    decisions: list[dict[str, str]]
    new_count: int
    known_count: int
    changed_count: int
    same_input: str
    same_texts: str


def record(
    path: Path,
    drafts: Iterable[Draft],
    note: Note,
    recorded_utc: datetime,
    *,
    accepted: Iterable[str] | None = None,
    rejected: Iterable[str] = (),
    who: str = "editor",
) -> Receipt:
    """Write drafts as one batch. Everything is laid out and checked before the lock is taken.

    Args:
        path: of the ledger.
        drafts: of `draft`.
        note: what the batch says of itself.
        recorded_utc: UTC without zone.
        accepted: ids of claims that a person ticked; None when nobody was asked.
        rejected: ids of claims that a person turned down.
        who: the person.

    Raises:
        LedgerError: missing, busy, of another version, or no room; nothing was written.
    """
    staged = stage((Drafted(one) for one in drafts), recorded_utc)
    ruling = Ruling(tuple(accepted or ()), tuple(rejected), who)
    return commit(path, staged, note, recorded_utc, ruling)


def commit(
    path: Path,
    staged: Staged,
    note: Note,
    recorded_utc: datetime,
    ruling: Ruling = Ruling(),  # noqa: B008  (a constant: frozen and empty)
    *,
    create: bool = False,
    progress: Progress = silent,
) -> Receipt:
    """Write what was staged as one batch and let go of it, see `record`.

    `create` makes a missing ledger.
    Whatever `progress` raises leaves the ledger as it was.
    """
    count = staged.announcements.num_rows
    progress("write", count)
    with open_write(path, recorded_utc, create=create) as con:
        # A cursor has a transaction of its own: what is registered there is let go at once.
        with con.cursor() as aside:
            plan = _planned(aside, staged, note, ruling)
        if _is_noop(plan, staged):
            if create:
                post(con)
            return _receipt(plan, plan.same_input or plan.same_texts, 0, is_noop=True)
        batch_id, problems = _written(con, plan, staged, note, recorded_utc, ruling)
        receipt = _receipt(plan, batch_id, problems, is_noop=False)
        staged.let_go()  # posting needs the memory
        post(con, None if create else _touched(plan), lambda: progress("post", count))
        progress("publish", count)
    return receipt


def _touched(plan: _Plan) -> Iterator[str]:
    """The claims on whose standing or rulings something changes."""
    for chunk in plan.entries.column("claim_id").chunks:
        yield from chunk.to_pylist()
    yield from (decision["subject_id"] for decision in plan.decisions)


def preview(path: Path, staged: Staged, note: Note) -> Receipt:
    """What `commit` would do now, from the published copy; writes nothing."""
    with open_read(path) as con:
        plan = _planned(con, staged, note, Ruling())
    is_noop = _is_noop(plan, staged)
    batch_id = (plan.same_input or plan.same_texts) if is_noop else ""
    return _receipt(plan, batch_id, staged.problems.num_rows, is_noop=is_noop)


def _planned(con: "duckdb.DuckDBPyConnection", staged: Staged, note: Note, ruling: Ruling) -> _Plan:
    con.register("incoming_announcement", staged.announcements)
    con.register("incoming_claim", staged.claims)
    try:
        read = {"read": sorted(languages())}
        entries = con.execute(statement("intake/plan_entries"), read).to_arrow_table()
        counted = con.execute(statement("intake/new_announcements"))
        new, known, changed = counted.fetchone() or (0, 0, 0)
        had = con.execute(statement("intake/known_batch"), {"input_hash": note.input_hash})
        same_input, same_texts = had.fetchone() or ("", "")
    finally:
        con.unregister("incoming_announcement")
        con.unregister("incoming_claim")
    decisions = _decisions(con, ruling)
    return _Plan(entries, decisions, new, known, changed, same_input or "", same_texts or "")


def _decisions(con: "duckdb.DuckDBPyConnection", ruling: Ruling) -> list[dict[str, str]]:
    wanted = dict.fromkeys(ruling.accepted, "accept") | dict.fromkeys(ruling.rejected, "reject")
    if not wanted:
        return []
    standing = dict(con.execute(statement("intake/standing_rulings")).fetchall())
    ruled = ({"subject_id": claim, "kind": kind} for claim, kind in wanted.items())
    return [one for one in ruled if standing.get(one["subject_id"]) != one["kind"]]


def _is_noop(plan: _Plan, staged: Staged) -> bool:
    if plan.new_count or plan.entries.num_rows or plan.decisions:
        return False
    # Rows that were set aside are news once: they are kept with the first batch that had them.
    has_errors = "error" in staged.problems.column("severity").to_pylist()
    return bool(plan.same_input) or not has_errors


def _written(
    con: "duckdb.DuckDBPyConnection",
    plan: _Plan,
    staged: Staged,
    note: Note,
    recorded_utc: datetime,
    ruling: Ruling,
) -> tuple[str, int]:
    numbers = con.execute(statement("intake/next_numbers")).fetchone()
    batch_no, entry_no, decision_no = numbers or (1, 1, 1)
    batch_id = f"B-{batch_no:04d}"
    stamp = {"batch_id": batch_id, "recorded_utc": recorded_utc}
    append(con, "announcement", _with(staged.announcements, batch_id=batch_id))
    append(con, "claim", staged.claims)
    append(con, "claim_entry", _entries(plan.entries, entry_no, stamp))
    problems = append(con, "problem", _problems(staged.problems, batch_id))
    if plan.decisions:
        append(con, "decision", _decision_rows(plan.decisions, decision_no, stamp, ruling))
    batch = {
        **stamp,
        "kind": note.kind,
        "input_name": note.input_name,
        "input_hash": note.input_hash,
        "announcement_count": plan.new_count,
        "claim_count": _actions(plan).get("hold", 0),
        "problem_count": problems,
        "note": note.text,
        "part_of": part_of(con, note.returned, note.names),
    }
    append(con, "batch", pa.Table.from_pylist([batch]))
    return batch_id, problems


def _entries(entries: pa.Table, first: int, stamp: dict[str, object]) -> pa.Table:
    numbers = pa.array(range(first, first + entries.num_rows), pa.int64())
    return _with(entries.append_column("entry_no", numbers), **stamp)


def _problems(problems: pa.Table, batch_id: str) -> pa.Table:
    ids = [
        problem_id(batch_id, *(json.dumps(row[name], default=str) for name in _PROBLEM_KEY))
        for row in problems.select(_PROBLEM_KEY).to_pylist()
    ]
    numbered = problems.append_column("problem_id", pa.array(ids, pa.string()))
    return _with(numbered, batch_id=batch_id)


_PROBLEM_KEY = [
    "announcement_id", "code", "row_number", "column_name", "span_start", "span_end", "found",
]  # fmt: skip


def _decision_rows(
    decisions: list[dict[str, str]], first: int, stamp: dict[str, object], ruling: Ruling
) -> pa.Table:
    fixed = {"other_id": "", "value": "{}", "who": ruling.who, "why": ruling.why}
    numbered = enumerate(decisions, first)
    rows = [{"decision_id": f"D-{n:08d}", **one, **fixed, **stamp} for n, one in numbered]
    return pa.Table.from_pylist(rows)


def _with(table: pa.Table, **constants: object) -> pa.Table:
    for name, value in constants.items():
        if name not in table.column_names:
            table = table.append_column(name, pa.repeat(pa.scalar(value), table.num_rows))
    return table


def _actions(plan: _Plan) -> dict[str, int]:
    """How many readings begin to stand (hold), and cease to (drop)."""
    found = plan.entries.column("action").value_counts().to_pylist()
    return {one["values"]: one["counts"] for one in found}


def _receipt(plan: _Plan, batch_id: str, problems: int, *, is_noop: bool) -> Receipt:
    actions = _actions(plan)
    return Receipt(
        batch_id=batch_id,
        announcements_new=plan.new_count,
        announcements_known=plan.known_count,
        claims_new=actions.get("hold", 0),
        claims_dropped=actions.get("drop", 0),
        problems=problems,
        is_noop=is_noop,
        announcements_changed=plan.changed_count,
    )
