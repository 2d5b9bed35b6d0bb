"""What a user states about one file, as it is kept beside it and as the engine takes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from ledger.dashboard.importing.repairs import with_repairs
from ledger.dashboard.importing.shelf import Held
from ledger.errors import UsageError
from ledger.intake.announcements import FIELDS as TEXT_FIELDS
from ledger.intake.announcements import field_of
from ledger.intake.columns import chosen_mapping
from ledger.intake.glimpse import Glimpse
from ledger.intake.headers import Layout
from ledger.intake.mapping import RecordMapping, load_mapping, own_folder
from ledger.intake.mapping_text import as_toml
from ledger.intake.matching import forget_mappings
from ledger.intake.merging import MergeRule
from ledger.intake.outcomes import Chosen

__all__ = ["BY_HAND", "KINDS", "Settings", "chosen", "of", "own_mapping", "save_mapping"]

KINDS = ("announcements", "pledges", "deliveries")
BY_HAND = "by hand"
_RULES: dict[str, MergeRule] = {"fill-blanks": "fill-blanks", "replace-filled": "replace-filled"}
_SURE = 0.6  # a column's name or hashtag is taken at its word; its content only suggests
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What is stated; "" and 0 leave it to the file.

    Attributes:
        kind: one of KINDS.
        publisher, url, day: of rows that state none; the day as ISO writes it.
        encoding, delimiter, header_row, sheet, date_order, decimal_mark: how the file is read.
        mapping: name of a known one, or BY_HAND.
        fields: column -> field, as chosen by hand; columns that are not in it go by their names.
        constants: field -> text, for all rows.
        repairs: field -> value of a cell -> what it means.
        merge: whose cells go in of a record that comes again; "" for the file's.
    """

    kind: str = ""
    publisher: str = ""
    url: str = ""
    day: str = ""
    encoding: str = ""
    delimiter: str = ""
    header_row: int = 0
    sheet: str = ""
    date_order: str = ""
    decimal_mark: str = ""
    mapping: str = ""
    merge: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    repairs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)

    @property
    def layout(self) -> Layout:
        """How the table lies in the file."""
        return Layout(self.delimiter, self.header_row)


def of(told: Mapping[str, Any]) -> Settings:
    """The settings that were kept; what is not understood is left out.

    >>> of({"kind": "pledges", "header_row": "x", "more": 1}).kind
    'pledges'
    """
    plain = Settings()
    known = {
        one.name: told[one.name]
        for one in fields(Settings)
        if isinstance(told.get(one.name), type(getattr(plain, one.name)))
    }
    return replace(plain, **known)


def field_chosen(settings: Settings, seen: Glimpse, column: str) -> str:
    """The field of a column: as chosen, else as its name says; "" for none."""
    if column in settings.fields:
        return settings.fields[column]
    if seen.kind == "announcements":
        return field_of(column)
    guess = seen.guesses.get(column)
    return guess.field if guess and guess.confidence >= _SURE else ""


def mapping_chosen(settings: Settings, seen: Glimpse) -> str:
    """The name of the mapping that is used, or BY_HAND."""
    return settings.mapping or seen.mapping or BY_HAND


def own_mapping(settings: Settings, seen: Glimpse) -> RecordMapping | None:
    """The mapping as chosen by hand; None where it does not say who gives what."""
    columns = {one: field_chosen(settings, seen, one) for one in seen.names}
    constants = {"date": settings.day, **settings.constants}
    if {"date", "delivered"} & set(columns.values()):
        constants["date"] = settings.constants.get("date", "")
    made = chosen_mapping(columns, constants, seen.kind)
    return with_repairs(made, settings.repairs) if made else None


def save_mapping(settings: Settings, seen: Glimpse, name: str) -> Path:
    """Keep the mapping in the user's folder, to be offered when the shape comes again.

    Raises:
        UsageError: no such name can be given, or there is one of that name.
    """
    mapping = own_mapping(settings, seen)
    if mapping is None or not _SLUG.fullmatch(name):
        raise UsageError(
            f"‹{name}› is no name for a mapping.", "Small letters, digits and hyphens, at most 40."
        )
    path = own_folder() / f"{name}.toml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as out:
            out.write(as_toml(mapping))
    except FileExistsError:
        raise UsageError(f"There is a mapping ‹{name}›.", "Give it another name.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}).") from error
    forget_mappings()
    return path


def chosen(
    held: Held, settings: Settings, seen: Glimpse, *, dry_run: bool, note: str = ""
) -> Chosen:
    """The whole of it for the engine; a mapping by hand is written beside the file.

    Raises:
        UsageError: the columns do not say who gives what.
    """
    assert held.path is not None, "bytes that are gone cannot be imported again"
    is_text = seen.kind == "announcements"
    defaults = {
        "publisher": settings.publisher, "url": settings.url, "published_on": settings.day,
        **settings.constants,
    }  # fmt: skip
    return Chosen(
        str(held.path), seen.kind, "" if is_text else _mapping(held, settings, seen),
        settings.encoding, seen.sheet, settings.date_order, settings.decimal_mark,
        settings.publisher, settings.url, "en", False, dry_run, 1,
        layout=Layout(seen.header.delimiter, seen.header.number),
        fields={one: field_chosen(settings, seen, one) for one in seen.names} if is_text else {},
        defaults={name: text for name, text in defaults.items() if name in TEXT_FIELDS},
        note=note,
        merge=_RULES.get(settings.merge, "replace") if not is_text else "replace",
    )  # fmt: skip


def _mapping(held: Held, settings: Settings, seen: Glimpse) -> str:
    name = mapping_chosen(settings, seen)
    if name != BY_HAND and not settings.repairs:
        return name
    mapping = own_mapping(settings, seen)
    if name != BY_HAND:
        mapping = with_repairs(load_mapping(name), settings.repairs)
    if mapping is None:
        raise UsageError(
            "No column says who gives what.",
            "In the step Map, choose a column or a constant for the donor or recipient, and one "
            "for the item or amount.",
        )
    held.mapping_path.write_text(as_toml(mapping), encoding="utf-8")
    return str(held.mapping_path)
