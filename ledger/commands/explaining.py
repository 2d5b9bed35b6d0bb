"""explain, diff, contradictions: how figures came about, changed, and might be otherwise."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.commands import options
from ledger.commands.output import json_object, stamped_csv, table, talk
from ledger.errors import UsageError
from validation.wording import counted

if TYPE_CHECKING:
    from datetime import datetime

    from ledger.lens import Lens
    from ledger.report_rows.changed import Difference, FigureChange, UnderPolicy
    from ledger.report_rows.explained import Explanation, Point

__all__ = ["contradictions", "diff", "explain"]

Day = Annotated[str, typer.Option(help="As things stood on this day.")]
Known = Annotated[str, typer.Option(help="As the ledger knew it then, UTC.")]


def explain(
    subject: Annotated[str, typer.Argument(help="A line L-..., a record R-... or a claim C-...")],
    as_of: Day = "",
    known: Known = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
) -> None:
    """How each figure came about: claims, joins, totals, allocations, rulings, policy, in order.

    aid-ledger explain L-0123456789

    aid-ledger explain R-0123456789 --as-of 2022-12-30
    """
    from ledger import reports
    from ledger.store import open_read

    lens = options.moment_of(as_of, known)
    with open_read(ledger) as con:
        found = reports.explain(con, lens, subject)
    if found is None:
        raise UsageError(
            f"There is no line, record or claim {subject}{_then(lens)}.",
            "aid-ledger status --json lists the lines; aid-ledger review what waits.",
        )
    if as_json:
        json_object(asdict(found))
    else:
        for text in _text(found):
            print(text)


def diff(
    before: Annotated[str, typer.Argument(help="A time of knowledge: a day, a time, or a batch.")],
    after: Annotated[str, typer.Argument(help="A later one; now if not given.")] = "",
    as_of: Day = "",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
) -> None:
    """What the ledger learnt between two times: claims, rulings, and figures, old -> new.

    The times are those of recording, which aid-ledger batches lists.

    aid-ledger diff 2022-12-30

    aid-ledger diff 2022-12-30 B-0001
    """
    from ledger import reports
    from ledger.store import open_read

    options.require(ledger)
    with open_read(ledger) as con:
        times = (_time(con, before), _time(con, after) if after else None)
        _require_order(*times)
        found = reports.diff(con, options.moment_of(as_of, ""), *times)
    if as_json:
        json_object(asdict(found))
    else:
        _tell_diff(found)


def contradictions(
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_csv: options.AsCsv = False,
    as_json: options.AsJson = False,
    fail_empty: options.FailEmpty = False,
) -> None:
    """Each line that its sources dispute, with its levels under every policy.

    aid-ledger contradictions
    """
    from ledger import reports
    from ledger.lens import Lens
    from ledger.store import open_read

    with open_read(ledger) as con:
        stamp = reports.stamp(con, Lens())
        found = reports.contradictions(con)
    rows = [asdict(one) for one in found]
    if as_json:
        json_object(asdict(stamp) | {"lines": rows})
    elif as_csv:
        stamped_csv([{"under": r.pop("policy"), **r} for r in rows], stamp, ("under", "line_id"))
    else:
        columns = ("line", "donor", "recipient", "item", "policy", *_LEVELS)
        table(columns, (_levels(one) for one in found))
    count = len({one.line_id for one in found})
    talk(f"{counted(count, 'disputed line')}; the ledger follows the policy {stamp.policy}")
    if fail_empty and not found:
        raise typer.Exit(5)


_LEVELS = ("promised", "outstanding", "transit", "delivered", "installed")


def _levels(one: "UnderPolicy") -> list[str]:
    head = [one.line_id, one.donor, one.recipient, one.item_label, one.policy]
    return [*head, *(one.shown(name) for name in _LEVELS)]


def _then(lens: "Lens") -> str:
    day = f" as of {lens.as_of}" if lens.as_of else ""
    return f"{day} as known at {lens.known}" if lens.known else day


def _text(found: "Explanation") -> list[str]:
    stamp = found.stamp
    lines = [
        f"{found.title} ({found.line_id})",
        f"as of {stamp.as_of}, known {stamp.known}, policy {stamp.policy}, "
        f"revision {stamp.revision}",
    ]
    for section in found.sections:
        ref = f" ({section.ref})" if section.ref else ""
        lines += [
            "",
            f"{section.title}{ref}",
            *(text for p in section.points for text in _point(p)),
        ]
    return lines


def _point(point: "Point") -> list[str]:
    quote = " ".join(point.quote.split())
    is_claim = point.ref.startswith("C-")
    return [
        f"  - {point.text}{f' [{point.ref}]' if is_claim else ''}",
        *([f"      “{quote}”"] if quote else []),
        *(
            [f"      {point.source}{f' · {point.url}' if point.url else ''}"]
            if point.source
            else []
        ),
    ]


def _time(con: Any, given: str) -> "datetime":
    from ledger import reports
    from ledger.lens import known_time

    if given.startswith("B-"):
        found = reports.batch_time(con, given)
        if found is None:
            raise UsageError(f"There is no batch {given}.", "aid-ledger batches lists them.")
        return found
    try:
        return known_time(given)
    except ValueError:
        raise UsageError(
            f"‹{given}› is no time of knowledge.", "Write a day, 2022-12-30, or a batch, B-0003."
        ) from None


def _require_order(before: "datetime", after: "datetime | None") -> None:
    if after is not None and after < before:
        raise UsageError(f"{after} is before {before}.", "Give the earlier time first.")


def _tell_diff(found: "Difference") -> None:
    columns = ("change", "claim", "stage", "quantity", "source", "words")
    rows = [
        [
            c.told(),
            c.claim_id,
            c.stage,
            c.quantity(),
            c.publisher,
            " ".join(c.evidence_text.split()),
        ]
        for c in found.claims
    ]
    blocks: list[tuple[str, tuple[str, ...], list[list[str]]]] = [
        ("claim", columns, rows),
        (
            "ruling",
            ("change", "ruling", "kind", "subject", "other", "who", "why"),
            [[r.change, r.decision_id, r.kind, r.subject_id, r.other_id, r.who, r.why]
             for r in found.rulings],
        ),
        (
            "figure",
            ("line", "donor", "recipient", "item", "level", "before", "after"),
            [_figure(one) for one in found.figures],
        ),
    ]  # fmt: skip
    for _, names, body in blocks:
        if body:
            table(names, body)
            print()
    between = f"between {found.before.known} and {found.after.known}"
    counts = ", ".join(counted(len(body), name) for name, _, body in blocks)
    if any(body for _, _, body in blocks):
        talk(f"{counts} changed {between}")
    else:
        talk(f"Nothing was learnt {between}. These are times of recording, not days in the world.")
        talk("aid-ledger batches lists those; aid-ledger status --as-of DAY asks about a day.")


def _figure(one: "FigureChange") -> list[str]:
    head = [one.line_id, one.donor, one.recipient, one.item_label, one.level]
    return [*head, one.shown_before(), one.shown_after()]
