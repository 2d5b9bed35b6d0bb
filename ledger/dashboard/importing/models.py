"""What the steps show of an import, as values. Knows no Streamlit."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from ledger.dashboard.importing.settings import Settings
from ledger.dashboard.importing.shelf import OWN
from ledger.intake.grouping import grouped
from ledger.intake.outcomes import Outcome
from ledger.report_rows.as_csv import guarded
from validation.problems import show
from validation.wording import counted

__all__ = ["Counts", "counts", "effect_sentence", "group_rows", "problems_csv", "problems_json",
           "report_of", "summary"]  # fmt: skip

_COLUMNS = ("row", "column", "code", "severity", "found", "expected", "fix")
_EXAMPLES = 3
_ROWS = 5


class Counts(NamedTuple):
    """What becomes of the rows of a file; `ready` go in, `alike` of them may stand already."""

    rows: int
    ready: int
    warned: int
    repeats: int
    aside: int
    new: int
    changed: int
    unchanged: int
    alike: int = 0


def counts(outcome: Outcome) -> Counts:
    """The counts of an import that was tried or done."""
    receipt = outcome.receipt
    new, changed, known = (
        (receipt.announcements_new, receipt.announcements_changed, receipt.announcements_known)
        if receipt
        else (0, 0, 0)
    )
    ready = outcome.row_count - outcome.set_aside - outcome.repeats
    return Counts(
        outcome.row_count, ready, outcome.warned, outcome.repeats, outcome.set_aside,
        new - changed, changed, known, outcome.effects.alike_count,
    )  # fmt: skip


def rows_of(count: int) -> str:
    """A number of rows in words.

    >>> rows_of(1), rows_of(1200)
    ('1 row', '1,200 rows')
    """
    return counted(count, "row")


def summary(found: Counts) -> str:
    """The first sentence of the step Check.

    >>> summary(Counts(412, 403, 12, 0, 9, 0, 0, 0))
    '412 rows: 403 ready, 12 of them with warnings · 9 cannot be imported'
    """
    parts = [f"{rows_of(found.rows)}: {found.ready:,} ready"]
    parts[0] += f", {found.warned:,} of them with warnings" if found.warned else ""
    parts += (
        [counted(found.repeats, "repeats an earlier row", "repeat an earlier row")]
        if found.repeats
        else []
    )
    parts += [f"{found.aside:,} cannot be imported"] if found.aside else []
    return " · ".join(parts)


def effect_sentence(found: Counts) -> str:
    """What the import would do, in one line.

    >>> effect_sentence(Counts(412, 403, 12, 0, 9, 301, 55, 47, 3))
    '+ 301 new · 55 changed · 47 unchanged · 0 repeated · 3 possible duplicates · 9 set aside'
    """
    return (
        f"+ {found.new:,} new · {found.changed:,} changed · {found.unchanged:,} unchanged · "
        f"{found.repeats:,} repeated · {found.alike:,} possible duplicates · "
        f"{found.aside:,} set aside"
    )


def group_rows(problems: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Problems by what repairs them, errors first and biggest first: title, examples, fix, code."""
    made = []
    for one in grouped(list(problems)):
        rows = [str(number) for number in one["rows"][:_ROWS]]
        word = "row" if len(one["rows"]) == 1 else "rows"
        where = f"{word} {', '.join(rows)}" if rows else "file"
        where += " …" if len(one["rows"]) > _ROWS else ""
        told = list(one["found"])
        rest = len(told) - _EXAMPLES
        more = [f"… and {counted(rest, 'other value')}"] if rest > 0 else []
        made.append({
            "severity": one["severity"], "code": one["code"], "count": one["count"],
            "column": one["column"], "where": where, "examples": [*told[:_EXAMPLES], *more],
            "expected": one["expected"], "fix": one["fix"],
        })  # fmt: skip
    return made


def problems_csv(problems: Sequence[dict[str, Any]]) -> str:
    """All problems as CSV, harmless to a spreadsheet."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for one in problems:
        cells = {name: "" if one[name] is None else str(one[name]) for name in _COLUMNS}
        writer.writerow({name: guarded(cell) for name, cell in cells.items()})
    return out.getvalue()


def problems_json(outcome: Outcome) -> str:
    """The import in figures, its problems and their groups as JSON."""
    told = {
        "counts": counts(outcome)._asdict(),
        "problems": outcome.problems,
        "groups": grouped(outcome.problems),
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=str)


def read_by(outcome: Outcome) -> str:
    """What said what the columns mean."""
    if not outcome.mapping:
        return "the columns of announcements"
    return "a mapping by hand" if outcome.mapping == OWN else f"the mapping {outcome.mapping}"


def report_of(outcome: Outcome, name: str, settings: Settings, note: str) -> dict[str, Any]:
    """What is kept of an import that was done, for the step Report."""
    receipt = outcome.receipt
    assert receipt is not None, "an import that was done has a receipt"
    return {
        "batch": receipt.batch_id, "is_noop": receipt.is_noop, "claims": receipt.claims_new,
        "problems": receipt.problems, "counts": counts(outcome)._asdict(), "name": name,
        "sha256": outcome.input.sha256, "read_by": read_by(outcome), "note": show(note),
        "publisher": settings.publisher,
    }  # fmt: skip
