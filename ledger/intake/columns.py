"""A mapping for a file that nobody has mapped: by names, hashtags and content of its columns.

A name or HXL hashtag is one row of data/mappings/columns.csv. These are taken at their word; what
only the content suggests is offered, and never used without being asked for.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

import polars as pl

from ledger.intake.grid import cell_name
from ledger.intake.lookups import currency_code, find_item, party_code, unit_code, word
from ledger.intake.mapping import ClaimShape, Condition, RecordMapping
from ledger.intake.numbers import read_number
from ledger.intake.periods import read_period
from ledger.intake.words import words_of
from validation.datafiles import data_folder
from validation.vocabulary import load_vocabulary

__all__ = [
    "HINTED",
    "Guess",
    "believed",
    "chosen_mapping",
    "guess_columns",
    "mapping_of",
    "means_field",
    "suggestions",
]

HINTED = ("delivered", "due", "id")  # what a column may hold beside the fields of a claim
_SAMPLE = 200  # rows whose cells are looked at
_TAGGED, _PART, _CONTENT = 0.95, 0.8, 0.5


class Guess(NamedTuple):
    """What a column seems to hold.

    Attributes:
        column: its name in the grid.
        field: of a mapping; "delivered" and "due" are its dates.
        confidence: 1 for a known name, less the less is known.
        why: name, hashtag, part of the name, content.
    """

    column: str
    field: str
    confidence: float
    why: str


def means_field(name: str) -> bool:
    """Whether a column of that name is known for some field."""
    return _field(name)[0] != ""


def guess_columns(names: Sequence[str], tags: Sequence[str]) -> list[Guess]:
    """The field of each column that its hashtag or name tells, the surest first for each field."""
    found = []
    for place, name in enumerate(names):
        tag = tags[place] if place < len(tags) else ""
        field, confidence, why = _tagged(tag) if tag else ("", 0.0, "")
        if not field:
            field, confidence, why = _field(name)
        if field:
            found.append(Guess(name, field, confidence, why))
    return sorted(found, key=lambda one: -one.confidence)


def believed(guesses: Sequence[Guess], cells: pl.DataFrame) -> list[Guess]:
    """The guesses without those of closed words of which no cell holds one.

    A column "Status" that says "second hand" throughout tells no stage. What has no cell to judge
    by is believed; a date or currency that cannot be read is a fault of its cell.
    """
    return [one for one in guesses if _is_kept(one, cells)]


def _is_kept(one: Guess, cells: pl.DataFrame) -> bool:
    fits = _CLOSED.get(one.field)
    if fits is None:
        return True
    values = [value.strip() for value in cells[cell_name(one.column)].head(_SAMPLE)]
    filled = [value for value in values if value and value.lower() not in words_of("blank")]
    return not filled or any(map(fits, filled))


def suggestions(cells: pl.DataFrame, names: Sequence[str], used: set[str]) -> Iterator[Guess]:
    """What the columns without a field seem to hold, by their first cells."""
    for name in names:
        if name in used:
            continue
        values = [v.strip() for v in cells[cell_name(name)].head(_SAMPLE) if v.strip()]
        for field, fits in _TESTS:
            if values and sum(map(fits, values)) * 10 > len(values) * 8:
                yield Guess(name, field, _CONTENT, "content")
                break


def chosen_mapping(
    fields: Mapping[str, str], constants: Mapping[str, str], kind: str
) -> RecordMapping | None:
    """The mapping that a person chose; None where nothing says who gives or what is given.

    Args:
        fields: column -> field, or one of HINTED; "" for none.
        constants: field -> text, for all rows; "" for none.
        kind: pledges or deliveries.
    """
    stated = {field: text for field, text in constants.items() if text}
    guesses = [Guess(column, field, 1.0, "chosen") for column, field in fields.items() if field]
    return mapping_of([one for one in guesses if one.field not in stated], kind, stated)


def mapping_of(
    guesses: Sequence[Guess],
    kind: str,
    told: Mapping[str, str] = MappingProxyType({}),
) -> RecordMapping | None:
    """A mapping by the guesses; None where nothing says who gives or what is given.

    `told` is what holds for all rows, field -> text.
    """
    places: dict[str, tuple[str, ...]] = {}
    for one in guesses:
        places[one.field] = (*places.get(one.field, ()), one.column)
    known = places.keys() | told.keys()
    if not known & {"item", "amount"} or not known & {"donor", "recipient"}:
        return None
    kind = kind if kind in _STAGES else "deliveries" if "delivered" in places else "pledges"
    days = places.pop("delivered", ()), places.pop("due", ())
    key = places.pop("id", ())[:1]
    columns = {field: names[:1] for field, names in places.items()}
    happened = (days[0] or columns.get("date", ())) if kind == "deliveries" else days[1]
    if happened:
        columns |= {"start": happened[:1], "end": happened[:1]}
    columns["date"] = (*columns.get("date", ()), *(days[0][:1] if kind == "deliveries" else ()))
    hints = {
        "unit": _hint(columns.get("quantity", ()), unit_code),
        "currency": _hint(columns.get("amount", ()), currency_code),
    }
    constants = {f: text for f, text in hints.items() if f not in columns} | dict(told)
    stated = {field: text for field, text in constants.items() if text}
    return _mapping(kind, {f: names for f, names in columns.items() if names}, stated, key)


_STAGES = {"pledges": "pledged", "deliveries": "delivered"}


def _mapping(
    kind: str,
    columns: dict[str, tuple[str, ...]],
    constants: dict[str, str],
    key: tuple[str, ...],
) -> RecordMapping:
    usual = {field: names for field, names in columns.items() if field != "stage"}
    stated = columns.get("stage", ())
    shapes = (
        [ClaimShape(columns, constants, (Condition(stated[0], True, None, ()),), (), False)]
        if stated
        else []
    )
    shapes.append(ClaimShape(usual, {"stage": _STAGES[kind], **constants}, (), (), bool(stated)))
    return RecordMapping(
        name="by column names", title="", publisher="", register=kind, url="", kind=kind,
        language="en", date_order="", decimal_mark="", edition=None, key=key, restating=(),
        needs=(), not_applicable=(), unknown=(), values={}, split={}, strip={},
        claims=tuple(shapes),
    )  # fmt: skip


def _field(name: str) -> tuple[str, float, str]:
    if name.startswith("#"):
        return _tagged(name)
    key = _key(name)
    if key in _names():
        return *_names()[key], "name"
    # "Donor (country)", "Quantity [pieces]", "amountUSD": what stands before the rest
    head = next((head for head in _heads(name) if head in _names()), "")
    if not head:
        return "", 0.0, ""
    field, sureness = _names()[head]
    return field, sureness * _PART, "part of the name"


def _heads(name: str) -> Iterator[str]:
    yield _key(re.split(r"[(\[/:,]", name)[0])
    *words, last = _key(name).split() or [""]
    if currency_code(last) or unit_code(last):
        yield " ".join(words)


def _hint(columns: tuple[str, ...], code_of: Callable[[str], str]) -> str:
    """The currency or unit that the name of a column states: "Amount (USD)"; "" for none."""
    for name in columns:
        for part in reversed(re.findall(r"[^\W\d_]+|[$€£]", _spaced(name))[1:]):
            if code := code_of(part):
                return code
    return ""


def _tagged(tag: str) -> tuple[str, float, str]:
    """The field of a hashtag, with fewer and fewer of its attributes: they only refine."""
    base, *attributes = re.sub(r"\s+", "", tag.lower()).split("+")
    for size in range(len(attributes), -1, -1):
        known = _tags().get(frozenset([base, *attributes[:size]]))
        if known:
            return known[0], known[1] * _TAGGED, "hashtag"
    return "", 0.0, ""


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", " ", _spaced(name)).strip().casefold()


def _spaced(name: str) -> str:
    """The words of a name, "amountUSD" being two."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


@cache
def _names() -> dict[str, tuple[str, float]]:
    return {_key(name): known for name, known in _rows().items() if not name.startswith("#")}


@cache
def _tags() -> dict[frozenset[str], tuple[str, float]]:
    tags = {name: known for name, known in _rows().items() if name.startswith("#")}
    return {frozenset(name.split("+")): known for name, known in tags.items()}


def _rows() -> dict[str, tuple[str, float]]:
    path = data_folder() / "mappings" / "columns.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            row["name"]: (row["field"], float(row["sureness"])) for row in csv.DictReader(lines)
        }


def _is_quantity(value: str) -> bool:
    found = read_number(value, ".")
    return not isinstance(found, str) and not found.rest.startswith(("/", "."))


def _is_stage(value: str) -> bool:
    return value in load_vocabulary().stages or bool(word("stage", value))


_CLOSED: Mapping[str, Callable[[str], bool]] = {
    "stage": _is_stage,
    "reporting": lambda value: bool(word("reporting", value)),
    "additional": lambda value: bool(word("answer", value)),
}
_TESTS = (
    ("url", lambda value: value.startswith(("http://", "https://"))),
    ("quantity", _is_quantity),
    ("date", lambda value: read_period(value, "dmy") is not None),
    ("currency", lambda value: bool(currency_code(value))),
    ("donor", lambda value: bool(party_code(value))),
    ("item", lambda value: bool(find_item(value).code)),
)
