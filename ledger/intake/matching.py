"""Which mapping a file fits, and whether its rows are announcements or records: by its columns."""

from collections.abc import Iterable
from functools import cache

from ledger.intake.announcements import is_known
from ledger.intake.files import refuse
from ledger.intake.grid import column_names
from ledger.intake.incoming import incoming
from ledger.intake.mapping import RecordMapping, load_mapping, mapping_names

__all__ = ["fitting_mapping", "is_column", "kind_of", "used_columns"]


def used_columns(mapping: RecordMapping) -> frozenset[str]:
    """The names of columns that a mapping speaks of."""
    said = (name for shape in mapping.claims for names in shape.columns.values() for name in names)
    asked = (one.column for shape in mapping.claims for one in shape.when)
    return frozenset([*said, *asked, *mapping.key, *mapping.needs])


def is_column(name: str) -> bool:
    """Whether some mapping, or the reading of announcements, knows a column of that name."""
    return name in _all_columns() or is_known(name)


def fitting_mapping(names: Iterable[str], kind: str, path: str) -> RecordMapping:
    """The shipped mapping that fits the columns best.

    Args:
        names: of the file's columns.
        kind: pledges or deliveries; anything else for either.
        path: for messages.

    Raises:
        InputError: none fits.
    """
    columns = set(names)
    fitting = [
        one
        for one in map(load_mapping, mapping_names())
        if set(one.needs) <= columns and (kind not in ("pledges", "deliveries") or one.kind == kind)
    ]
    if not fitting:
        shown = ", ".join(f"‹{name}›" for name in names)
        known = ", ".join(mapping_names())
        raise refuse("mapping-unknown", path=path, columns=shown, names=known)
    return max(fitting, key=lambda one: len(used_columns(one) & columns))


def kind_of(path: str, encoding: str) -> str:
    """What the rows of a file are: "announcements" if it has their columns, else "records".

    Standard input can be read once only, and is announcements unless it is said what it is.

    Raises:
        InputError: the file cannot be read at all.
    """
    if path == "-":
        return "announcements"
    with incoming(path, encoding, is_column) as opened:
        names = column_names(opened.header.names)
    known = {name for name in names if is_known(name)}
    has_mapping = any(set(load_mapping(name).needs) <= set(names) for name in mapping_names())
    return "records" if has_mapping or not known else "announcements"


@cache
def _all_columns() -> frozenset[str]:
    return frozenset(
        name for one in map(load_mapping, mapping_names()) for name in used_columns(one)
    )
