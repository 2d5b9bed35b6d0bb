"""Which mapping a file fits, and whether its rows are announcements or records: by its columns."""

from collections.abc import Iterable
from functools import cache

from ledger.intake.announcements import has_text, is_known
from ledger.intake.columns import guess_columns, mapping_of, means_field
from ledger.intake.grid import column_names
from ledger.intake.incoming import incoming
from ledger.intake.mapping import KINDS, RecordMapping, load_mapping, mapping_names

__all__ = ["fitting_mapping", "forget_mappings", "is_column", "kind_of", "used_columns"]


def used_columns(mapping: RecordMapping) -> frozenset[str]:
    """The names of columns that a mapping speaks of."""
    said = (name for shape in mapping.claims for names in shape.columns.values() for name in names)
    asked = (one.column for shape in mapping.claims for one in shape.when)
    return frozenset([*said, *asked, *mapping.key, *mapping.needs])


def is_column(name: str) -> bool:
    """Whether some mapping, or the reading of announcements, knows a column of that name."""
    return name in _all_columns() or is_known(name) or means_field(name)


def fitting_mapping(names: Iterable[str], kind: str) -> RecordMapping | None:
    """The known mapping that fits the columns best; None where none fits.

    Args:
        names: of the file's columns.
        kind: pledges or deliveries; anything else for either.
    """
    columns = set(names)
    fitting = [
        one
        for one in map(load_mapping, mapping_names())
        if one.needs and set(one.needs) <= columns and (kind not in KINDS or one.kind == kind)
    ]
    return max(fitting, key=lambda one: len(used_columns(one) & columns), default=None)


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
        tags = opened.header.tags
    if fitting_mapping(names, ""):
        return "records"
    if has_text(names) or not mapping_of(guess_columns(names, tags), ""):
        return "announcements" if any(map(is_known, names)) else "records"
    return "records"


def forget_mappings() -> None:
    """Look at the mappings anew: one was added."""
    _all_columns.cache_clear()


@cache
def _all_columns() -> frozenset[str]:
    return frozenset(
        name for one in map(load_mapping, mapping_names()) for name in used_columns(one)
    )
