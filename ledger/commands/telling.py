"""What an import says: the file, what became of its rows, and what to mend, most rows first."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ledger.commands.effect import effect
from ledger.commands.output import json_object, talk
from ledger.intake.grouping import grouped
from ledger.intake.outcomes import Outcome
from validation.problems import show
from validation.wording import counted

if TYPE_CHECKING:
    from ledger.intake.effects import Effects

__all__ = ["in_json", "tell"]

_SHOWN = 5  # rows and cells of a kind
_EXAMPLES = 3  # texts of a kind
_LISTED = 8  # columns


def tell(outcome: Outcome, dry_run: bool, quiet: bool, as_json: bool) -> None:
    """Talk on stderr, and the same as JSON on stdout where that is asked for."""
    if as_json:
        json_object(in_json(outcome, dry_run))
    rows = counted(outcome.row_count, "row")
    talk(f"{outcome.input.name}: {rows} read ({_shape(outcome)})", quiet)
    ready = outcome.row_count - outcome.set_aside - outcome.repeats
    talk(
        f"  {ready:,} ready · {outcome.warned:,} of them with warnings · "
        f"{outcome.repeats:,} repeated · {outcome.set_aside:,} set aside",
        quiet,
    )
    if outcome.mapping == "by column names":
        talk(f"  read as: {', '.join(_read_as(outcome))}", quiet)
        if outcome.unused:
            talk(f"  not used: {_listed(outcome.unused)}", quiet)
    for line in [*_lines(grouped(outcome.problems)), *_differences(outcome)]:
        talk(f"  {line}", quiet)
    if outcome.receipt is None:
        talk("Nothing was imported (--on-error stop). Mend the rows, or let them be set aside.")
    elif dry_run:
        talk(f"DRY RUN: {effect(outcome.receipt)} Nothing was written into the ledger.", quiet)
        talk("next: run again without --dry-run", quiet)
    else:
        talk(effect(outcome.receipt), quiet)


def _shape(outcome: Outcome) -> str:
    """What the file is: encoding, delimiter, where its header stands, what it was read by."""
    header, encoding = outcome.header, outcome.input.encoding
    delimiter = {"\t": "tab"}.get(header.delimiter, f"'{header.delimiter}'")
    parts = [encoding.upper(), delimiter] if header.delimiter else [encoding]
    parts += [f"header row {header.number}"] if header.number else []
    parts += [f"mapping {outcome.mapping}"] if outcome.mapping else []
    return ", ".join(parts)


def _differences(outcome: Outcome) -> list[str]:
    """The first cells that change, and the rows that the file no longer has."""
    changes = outcome.effects.changes
    lines = [
        f"changed  {one.source_key}, {one.column}: ‹{show(one.old)}› → ‹{show(one.new)}›"
        for one in changes[:_SHOWN]
    ]
    if len(changes) > _SHOWN:
        rest = counted(len(changes) - _SHOWN, "more cell")
        lines.append(f"changed  … and {rest} (--json lists them)")
    if outcome.effects.missing_count:
        keys = ", ".join(outcome.effects.missing[:_SHOWN])
        gone = counted(outcome.effects.missing_count, "row is", "rows are")
        lines.append(
            f"{gone} missing from this file, such as {keys}. What was imported stays as it is."
        )
    return lines + _alike(outcome.effects)


def _alike(effects: "Effects") -> list[str]:
    """The first rows that may stand already."""
    if not effects.alike_count:
        return []
    lines = [
        f"{effects.alike_count:,} may tell what stands already from another source. They go in; "
        "aid-ledger findings lists those that are counted twice (possible-duplicate)."
    ]
    for one in effects.alike[:_SHOWN]:
        told = ", ".join(part for part in (one.publisher, one.published_on) if part)
        lines.append(f"alike    {show(one.source_key)} and {show(told)}: ‹{show(one.evidence)}›")
    return lines


def in_json(outcome: Outcome, dry_run: bool) -> dict[str, Any]:
    """The same as data."""
    return {
        "input": outcome.input.name,
        "encoding": outcome.input.encoding,
        "sha256": outcome.input.sha256,
        "delimiter": outcome.header.delimiter,
        "mapping": outcome.mapping,
        "unused_columns": list(outcome.unused),
        "rows": outcome.row_count,
        "duplicates": outcome.repeats,
        "set_aside": outcome.set_aside,
        "dry_run": dry_run,
        "receipt": asdict(outcome.receipt) if outcome.receipt else None,
        "problems": outcome.problems,
        "groups": grouped(outcome.problems),
        "read_as": _read_as(outcome),
        "changes": [one._asdict() for one in outcome.effects.changes],
        "missing": outcome.effects.missing_count,
        "possible_duplicates": outcome.effects.alike_count,
        "alike": [one._asdict() for one in outcome.effects.alike],
    }


def _read_as(outcome: Outcome) -> list[str]:
    """Which column fills which field of the first claim that a row may make."""
    if outcome.columns_read is None:
        return []
    columns = outcome.columns_read.claims[0].columns.items()
    return [f"{field} ← {' or '.join(f'‹{name}›' for name in names)}" for field, names in columns]


def _listed(names: Sequence[str]) -> str:
    """The first columns, and how many more there are."""
    rest = len(names) - _LISTED
    more = f" and {rest:,} more" if rest > 0 else ""
    return ", ".join(f"‹{show(name)}›" for name in names[:_LISTED]) + more


def _lines(groups: list[dict[str, Any]]) -> Iterator[str]:
    for one in groups:
        rows = ", ".join(map(str, one["rows"][:_SHOWN]))
        more = " …" if len(one["rows"]) > _SHOWN else ""
        column = f" · column {one['column']}" if one["column"] else ""
        word = "row" if len(one["rows"]) == 1 else "rows"
        where = f" · {word} {rows}{more}" if rows else ""
        yield f"{one['count']:>5}  {one['severity']:<7}  {one['code']}{where}{column}"
        for text, count in list(one["found"].items())[:_EXAMPLES]:
            times = f" ({counted(count, 'time')})" if count > 1 else ""
            yield f"         {text}{times}"
        if len(one["found"]) > _EXAMPLES:
            yield f"         … and {counted(len(one['found']) - _EXAMPLES, 'other value')}"
        yield f"         expected: {one['expected']}"
        yield f"         → {one['fix']}"
