"""Mappings: how the columns of a publisher's file become claims, as data (data/mappings/README.md).

A mapping is one TOML file. It is read strictly: a key that is not known is an error, since a
mistyped key would otherwise change figures silently.
"""

import os
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ledger.errors import UsageError
from ledger.intake.dates import DateOrder
from validation.datafiles import data_folder

__all__ = [
    "FIELDS",
    "KINDS",
    "ClaimShape",
    "Condition",
    "RecordMapping",
    "load_mapping",
    "mapping_names",
    "own_folder",
    "spread_out",
]

FIELDS = (
    "stage", "donor", "recipient", "item", "variant", "quantity", "unit", "amount", "currency",
    "amount_basis", "date", "start", "end", "place", "reporting", "additional", "handover_point",
    "speaker", "speaker_side", "url", "publisher", "title",
)  # fmt: skip
_TOP = {
    "title", "publisher", "register", "url", "kind", "language", "date_order",
    "decimal_mark", "edition", "key", "restating", "needs", "columns", "constants", "values",
    "not_applicable", "unknown", "split", "strip", "claims",
}  # fmt: skip
_CLAIM = {"columns", "constants", "when", "once_per", "fallback", "spread"}
KINDS = ("pledges", "deliveries")


class Condition(NamedTuple):
    """What a column must hold.

    Attributes:
        column: as the file names it.
        stated: whether anything must stand in it; None when it does not matter.
        known: whether it must be stated and not said to be unknown; None likewise.
        values: one of these must stand in it; empty for any.
    """

    column: str
    stated: bool | None
    known: bool | None
    values: tuple[str, ...]


class ClaimShape(NamedTuple):
    """One claim that a row may make.

    Attributes:
        columns: field -> names of columns, the first that the file has counts.
        constants: field -> text, for all rows.
        when: conditions that must all hold.
        once_per: columns; only the first row with their values makes this claim.
        is_fallback: made only by rows that make no other claim.
        spread: field, value and first column of a wide table: one claim for each column from
            there on, whose name is the field and whose cell the value; None for any other.
    """

    columns: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str]
    when: tuple[Condition, ...]
    once_per: tuple[str, ...]
    is_fallback: bool
    spread: tuple[str, str, str] | None = None


class RecordMapping(NamedTuple):
    """How a file of records is read; the keys are described in data/mappings/README.md."""

    name: str
    title: str
    publisher: str
    register: str
    url: str
    kind: str
    language: str
    date_order: DateOrder
    decimal_mark: str
    edition: date | None
    key: tuple[str, ...]
    restating: tuple[str, ...]
    needs: tuple[str, ...]
    not_applicable: tuple[str, ...]
    unknown: tuple[str, ...]
    values: Mapping[str, Mapping[str, str]]
    split: Mapping[str, str]
    strip: Mapping[str, tuple[str, ...]]
    claims: tuple[ClaimShape, ...]


def mapping_names() -> list[str]:
    """The mappings that are known by name: the shipped ones, and the user's own."""
    return sorted(_files())


def own_folder() -> Path:
    """Where the user's own mappings are kept: $AID_LEDGER_MAPPINGS, else ./mappings."""
    return Path(os.environ.get("AID_LEDGER_MAPPINGS") or "mappings")


def _files() -> dict[str, Path]:
    folders = (data_folder() / "mappings", own_folder())  # one's own beats the shipped one
    return {path.stem: path for folder in folders for path in folder.glob("*.toml")}


def load_mapping(name: str) -> RecordMapping:
    """A mapping by its name, or by its path.

    Raises:
        UsageError: there is none of that name, or its file is not as it should be.
    """
    path = _files().get(name) or Path(name)
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise UsageError(
            f"There is no mapping ‹{name}›.",
            f"Known are {', '.join(mapping_names())}; or give the path of a .toml file.",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is no TOML file: {error}.", "Mend it there.") from error
    return _mapping(path.stem, told, path)


def spread_out(mapping: RecordMapping, names: tuple[str, ...]) -> RecordMapping:
    """The mapping with one claim for each column of a wide table."""
    claims: list[ClaimShape] = []
    for shape in mapping.claims:
        if shape.spread is None:
            claims.append(shape)
            continue
        field, value, first = shape.spread
        for name in names[names.index(first) :] if first in names else ():
            claims.append(
                shape._replace(
                    columns={**shape.columns, value: (name,)},
                    constants={**shape.constants, field: name},
                    when=(*shape.when, Condition(name, stated=True, known=None, values=())),
                )
            )
    return mapping._replace(claims=tuple(claims))


def _mapping(name: str, told: dict[str, Any], path: Path) -> RecordMapping:
    _only(told, _TOP, path, "the mapping")
    kind = told.get("kind", "")
    if kind not in KINDS:
        raise _wrong(path, f"kind is ‹{kind}›", f"one of {', '.join(KINDS)}")
    edition = told.get("edition")
    if edition is not None and type(edition) is not date:
        raise _wrong(path, f"edition is ‹{edition}›", "a date such as 2022-10-03, not quoted")
    return RecordMapping(
        name=name,
        **{field: str(told.get(field, "")) for field in _TEXTS},  # type: ignore[arg-type]
        kind=kind,
        register=told.get("register", name),
        language=told.get("language", "en"),
        edition=edition,
        **{field: _texts(told.get(field, ()), path, field) for field in _LISTS},  # type: ignore[arg-type]
        values={
            field: _strings(table, path, field) for field, table in _fields(told, "values", path)
        },
        split={field: str(mark) for field, mark in _fields(told, "split", path)},
        strip={field: _texts(words, path, field) for field, words in _fields(told, "strip", path)},
        claims=_claims(told, path),
    )


_TEXTS = ("title", "publisher", "url", "date_order", "decimal_mark")
_LISTS = ("key", "restating", "needs", "not_applicable", "unknown")


def _claims(told: dict[str, Any], path: Path) -> tuple[ClaimShape, ...]:
    columns = {field: _texts(names, path, field) for field, names in _fields(told, "columns", path)}
    constants = {field: str(text) for field, text in _fields(told, "constants", path)}
    shapes = [_claim(one, columns, constants, path) for one in told.get("claims", [{}])]
    for shape in shapes:
        if "stage" not in shape.columns and "stage" not in shape.constants:
            raise _wrong(path, "a claim has no stage", "a column or a constant for it")
    return tuple(shapes)


def _claim(
    told: dict[str, Any],
    columns: Mapping[str, tuple[str, ...]],
    constants: Mapping[str, str],
    path: Path,
) -> ClaimShape:
    _only(told, _CLAIM, path, "[[claims]]")
    own = {field: _texts(names, path, field) for field, names in _fields(told, "columns", path)}
    fixed = {field: str(text) for field, text in _fields(told, "constants", path)}
    # What a claim says itself beats what is said for all, whichever way it is said.
    return ClaimShape(
        columns={f: c for f, c in ({**columns, **own}).items() if f not in fixed},
        constants={f: c for f, c in ({**constants, **fixed}).items() if f not in own},
        when=tuple(_condition(one, path) for one in told.get("when", ())),
        once_per=_texts(told.get("once_per", ()), path, "once_per"),
        is_fallback=bool(told.get("fallback", False)),
        spread=_spread(told.get("spread"), path),
    )


def _spread(told: Any, path: Path) -> tuple[str, str, str] | None:
    if told is None:
        return None
    if not isinstance(told, dict) or set(told) != {"field", "value", "from"}:
        raise _wrong(path, f"spread is ‹{told}›", "{ field = ..., value = ..., from = ... }")
    if not {told["field"], told["value"]} <= set(FIELDS):
        raise _wrong(path, f"spread is ‹{told}›", "fields of a claim")
    return told["field"], told["value"], told["from"]


def _condition(told: Any, path: Path) -> Condition:
    if not isinstance(told, dict) or "column" not in told:
        raise _wrong(path, f"a condition is ‹{told}›", '{ column = "...", stated = true }')
    _only(told, {"column", "stated", "known", "is"}, path, "a condition")
    values = _texts(told.get("is", ()), path, "is")
    return Condition(told["column"], told.get("stated"), told.get("known"), values)


def _fields(told: dict[str, Any], part: str, path: Path) -> Iterable[tuple[str, Any]]:
    table = told.get(part, {})
    if not isinstance(table, dict):
        raise _wrong(path, f"{part} is ‹{table}›", "a table of fields")
    _only(table, set(FIELDS), path, f"[{part}]")
    return table.items()


def _strings(table: Any, path: Path, field: str) -> dict[str, str]:
    if not isinstance(table, dict):
        raise _wrong(path, f"the values of {field} are ‹{table}›", "a table")
    return {str(word): str(meant) for word, meant in table.items()}


def _texts(told: Any, path: Path, where: str) -> tuple[str, ...]:
    texts = (
        (told,)
        if isinstance(told, str)
        else tuple(told)
        if isinstance(told, list | tuple)
        else None
    )
    if texts is None or not all(isinstance(one, str) for one in texts):
        raise _wrong(path, f"{where} is ‹{told}›", "a text or a list of texts")
    return texts


def _only(table: Mapping[str, Any], known: set[str], path: Path, where: str) -> None:
    if strange := sorted(set(table) - known):
        raise _wrong(
            path, f"{where} has the key ‹{strange[0]}›", f"one of {', '.join(sorted(known))}"
        )


def _wrong(path: Path, found: str, expected: str) -> UsageError:
    return UsageError(f"{path}: {found}; expected {expected}.", "Mend the mapping file.")
