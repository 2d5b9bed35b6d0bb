"""What an import says: the file, what became of its rows, and what to mend, most rows first."""

from dataclasses import asdict
from typing import Any

from ledger.commands.effect import effect
from ledger.commands.outcomes import Outcome
from ledger.commands.output import json_object, talk
from validation.problems import show

__all__ = ["tell"]

_SHOWN = 5  # examples of a kind


def tell(outcome: Outcome, dry_run: bool, quiet: bool, as_json: bool) -> None:
    """Talk on stderr, and the same as JSON on stdout where that is asked for."""
    if as_json:
        json_object(_in_json(outcome, dry_run))
    file, header = outcome.input.name, outcome.header
    delimiter = {"\t": "tab"}.get(header.delimiter, f"'{header.delimiter}'")
    shape = (
        [outcome.input.encoding.upper(), delimiter]
        if header.delimiter
        else [outcome.input.encoding]
    )
    shape += [f"header row {header.number}"] if header.number else []
    shape += [f"mapping {outcome.mapping}"] if outcome.mapping else []
    talk(f"{file}: {outcome.row_count:,} rows read ({', '.join(shape)})", quiet)
    ready = outcome.row_count - outcome.set_aside - outcome.repeats
    talk(
        f"  {ready:,} ready · {outcome.warned:,} of them with warnings · "
        f"{outcome.repeats:,} repeated · {outcome.set_aside:,} set aside",
        quiet,
    )
    if outcome.mapping == "by column names":
        talk(f"  read as: {', '.join(outcome.read_as)}", quiet)
    for line in [*_grouped(outcome.problems), *_differences(outcome)]:
        talk(f"  {line}", quiet)
    if outcome.receipt is None:
        talk("Nothing was imported (--on-error stop). Mend the rows, or let them be set aside.")
    elif dry_run:
        talk(f"DRY RUN: {effect(outcome.receipt)} Nothing was written.", quiet)
        talk("next: run again without --dry-run", quiet)
    else:
        talk(effect(outcome.receipt), quiet)


def _differences(outcome: Outcome) -> list[str]:
    """The first cells that change, and the rows that the file no longer has."""
    if outcome.effects is None:
        return []
    changes = outcome.effects.changes
    lines = [
        f"changed  {one.source_key}, {one.column}: ‹{show(one.old)}› → ‹{show(one.new)}›"
        for one in changes[:_SHOWN]
    ]
    if len(changes) > _SHOWN:
        lines.append(f"changed  … and {len(changes) - _SHOWN:,} cells more (--json lists them)")
    if outcome.effects.missing_count:
        keys = ", ".join(outcome.effects.missing[:_SHOWN])
        lines.append(
            f"{outcome.effects.missing_count:,} rows that were imported before are not in this "
            f"file, such as {keys}. They stay as they are."
        )
    return lines


def _in_json(outcome: Outcome, dry_run: bool) -> dict[str, Any]:
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
        "read_as": outcome.read_as,
        "changes": [one._asdict() for one in outcome.effects.changes] if outcome.effects else [],
        "missing": outcome.effects.missing_count if outcome.effects else 0,
    }


def _grouped(problems: list[dict[str, Any]]) -> list[str]:
    """One line a code, the most rows first, each with an example and where more are."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in problems:
        groups.setdefault(one["code"], []).append(one)
    lines = []
    for code, found in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        numbers = [str(row) for row in dict.fromkeys(one["row"] for one in found) if row]
        where = f" · rows {', '.join(numbers[:5])}{' …' if len(numbers) > 5 else ''}"
        first = found[0]
        lines.append(f"{len(found):>5}  {first['severity']:<7}  {code}{where if numbers else ''}")
        lines.append(f"         {first['found']} {first['fix']}")
    return lines
