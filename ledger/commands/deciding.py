"""decide, undo, policy: what a person rules, and taking it back."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.commands import options
from ledger.commands.output import json_object, table, talk
from ledger.errors import UsageError
from validation.wording import counted

if TYPE_CHECKING:
    from ledger.intake.deciding import Change, Decided

__all__ = ["decide", "policy", "undo"]

Who = Annotated[str, typer.Option(envvar="AID_LEDGER_WHO", help="Who rules.", show_default=False)]
Why = Annotated[str, typer.Option(help="Why, in a sentence.")]
Kind = Annotated[
    str,
    typer.Argument(
        help="accept, reject, edit, same, different, revise, end, write-off, pad, policy or "
        "withdraw."
    ),
]
Subject = Annotated[
    str, typer.Argument(help="A claim C-..., a record R-..., a ruling D-..., or a policy.")
]
Other = Annotated[
    str, typer.Argument(help="The second claim or record of same, different, revise.")
]
On = Annotated[str, typer.Option(help="Day of an end or write-off; today if not given.")]
Quantity = Annotated[
    str, typer.Option(help="How much; an end or write-off takes what is outstanding.")
]
Setting = Annotated[
    list[str] | None, typer.Option("--set", help="field=value of an edit; may be repeated.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what changes; write nothing.")]


def decide(
    kind: Kind,
    subject: Subject,
    other: Other = "",
    on: On = "",
    quantity: Quantity = "",
    setting: Setting = None,
    who: Who = "editor",
    why: Why = "",
    dry_run: DryRun = False,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Rule on a claim, a pair, a promise or a total; every ruling can be withdrawn.

    aid-ledger decide same C-0123456789abcdef C-fedcba9876543210 --why "one press release"

    aid-ledger decide end R-0123456789 --on 2023-06-30 --dry-run

    aid-ledger decide edit C-0123456789abcdef --set quantity=8-12 --set donors=CZE+NOR
    """
    day = options.day_of(on, "--on")
    from ledger.intake.deciding import Ruling
    from ledger.intake.deciding import decide as rule

    options.require(ledger)
    ruling = Ruling(kind, subject, other, day, quantity, _fields(setting or []), who, why)
    _tell(rule(ledger, ruling, options.utc_now(), dry_run=dry_run), dry_run, as_json, quiet)


def undo(
    batch: Annotated[str, typer.Argument(help="Such as B-0003; aid-ledger batches lists them.")],
    who: Who = "editor",
    why: Why = "",
    dry_run: DryRun = False,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Take back what a batch did; undoing the undoing brings it back.

    Nothing is deleted. What was changed after the batch is kept, and listed.

    aid-ledger undo B-0003 --dry-run
    """
    from ledger.intake.undoing import undo as take_back

    options.require(ledger)
    done = take_back(ledger, batch, options.utc_now(), who=who, why=why, dry_run=dry_run)
    _tell(done, dry_run, as_json, quiet)


def policy(
    name: Annotated[str, typer.Argument(help="The policy to follow from now on.")] = "",
    who: Who = "editor",
    why: Why = "",
    dry_run: DryRun = False,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Show the choices behind every figure, or choose another policy by a ruling.

    aid-ledger policy recipient-word --why "the ministry counts what it received"
    """
    options.require(ledger)
    if not name:
        _show_policy(ledger, as_json)
        return
    from ledger.intake.deciding import Ruling
    from ledger.intake.deciding import decide as rule

    ruling = Ruling("policy", name, who=who, why=why)
    _tell(rule(ledger, ruling, options.utc_now(), dry_run=dry_run), dry_run, as_json, quiet)


def _show_policy(ledger: Any, as_json: bool) -> None:
    from ledger import reports
    from ledger.store import open_read

    with open_read(ledger) as con:
        rows = reports.policy(con)
    name = next((row.value for row in rows if row.key == "name"), "")
    if as_json:
        json_object({"policy": name, "choices": [asdict(row) for row in rows]})
    else:
        table(("choice", "value", "meaning"), ([r.key, r.value, r.meaning] for r in rows))
    talk(f"policy {name}; aid-ledger contradictions shows what others would say")


def _fields(given: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for pair in given:
        name, mark, text = pair.partition("=")
        if not mark:
            raise UsageError(f"--set {pair}: not field=value.", "For example: --set quantity=8-12")
        if name.strip() in fields:
            raise UsageError(f"--set {name.strip()} is given twice.", "Give each field once.")
        fields[name.strip()] = text
    return fields


def _tell(done: "Decided", dry_run: bool, as_json: bool, quiet: bool) -> None:
    if as_json:
        json_object(_as_json(done, dry_run))
    elif done.changes:
        columns = ("line", "donor", "recipient", "item", "level", "before", "after")
        table(columns, (_change(one) for one in done.changes))
    for note in done.notes:
        talk(note, quiet)
    if done.is_noop:
        talk(f"Nothing new: {done.decision_ids[0]} says so already.", quiet)
        return
    talk(f"{_lines(done)}{'DRY RUN: nothing was written.' if dry_run else _written(done)}", quiet)


def _written(done: "Decided") -> str:
    ruled = f": {', '.join(done.decision_ids)}" if done.decision_ids else ""
    back = f"aid-ledger undo {done.batch_id}"
    return f"Recorded as batch {done.batch_id}{ruled}. To take it back: {back}"


def _lines(done: "Decided") -> str:
    count = len({one.line_id for one in done.changes})
    return f"{counted(count, 'line changes', 'lines change')}. " if count else "No figure changes. "


def _change(one: "Change") -> list[str]:
    from ledger.numbers import shown_level

    before = shown_level(one.level, one.low_before, one.high_before, one.said_before)
    after = shown_level(one.level, one.low_after, one.high_after, one.said_after)
    before, after = before if one.was_there else "no line", after if one.is_there else "no line"
    return [one.line_id, one.donor, one.recipient, one.item_label, one.level, before, after]


def _as_json(done: "Decided", dry_run: bool) -> dict[str, Any]:
    rulings = [{**one._asdict(), "decision_id": number} for one, number in _numbered(done)]
    return {
        "dry_run": dry_run,
        "batch_id": done.batch_id,
        "is_noop": done.is_noop,
        "said_by": done.decision_ids[0] if done.is_noop else "",
        "rulings": rulings,
        "notes": list(done.notes),
        "changes": [one._asdict() for one in done.changes],
    }


def _numbered(done: "Decided") -> Any:
    numbers = done.decision_ids or ("",) * len(done.decisions)
    return zip(done.decisions, numbers, strict=not done.is_noop)
