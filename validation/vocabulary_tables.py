"""The vocabulary files: which there are, and what holds between them.

A new file is one line in `_FILES`; a new reference between files one line in `_REFERENCES`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from validation.vocabulary_checks import (
    check_codes,
    check_disjoint,
    check_home_codes,
    check_labels,
    check_no_circle,
    check_words,
)
from validation.vocabulary_read import read_table
from validation.vocabulary_rows import (
    AmbiguousUnit,
    Country,
    CountryName,
    Currency,
    CurrencyName,
    CurrencySymbol,
    IgnoredName,
    Item,
    ItemName,
    Party,
    PartyName,
    PartyPattern,
    Place,
    PlaceName,
    Stage,
    Unit,
    UnitName,
)

Tables = dict[str, tuple[Any, ...]]

CODE_FILES = ("countries", "parties", "currencies", "units", "stages", "places", "items")

_FILES: tuple[tuple[str, type[Any], int], ...] = (
    ("ambiguous_units.csv", AmbiguousUnit, 1),
    ("countries.csv", Country, 1),
    ("country_names.csv", CountryName, 1),
    ("currencies.csv", Currency, 1),
    ("currency_names.csv", CurrencyName, 1),
    ("currency_symbols.csv", CurrencySymbol, 1),
    ("ignored_names.csv", IgnoredName, 1),
    ("item_ignored.csv", IgnoredName, 1),
    ("item_names.csv", ItemName, 1),
    ("items.csv", Item, 1),
    ("parties.csv", Party, 1),
    ("party_names.csv", PartyName, 1),
    ("party_patterns.csv", PartyPattern, 2),
    ("place_names.csv", PlaceName, 1),
    ("places.csv", Place, 1),
    ("stages.csv", Stage, 1),
    ("unit_names.csv", UnitName, 1),
    ("units.csv", Unit, 1),
)

# file, column, files that hold the codes, whether the cell may be empty
_REFERENCES = (
    ("country_names.csv", "code", ("countries",), False),
    ("party_names.csv", "code", ("parties",), False),
    ("currency_names.csv", "code", ("currencies",), False),
    ("unit_names.csv", "code", ("units",), False),
    ("ambiguous_units.csv", "code", ("units",), False),
    ("place_names.csv", "code", ("places",), False),
    ("item_names.csv", "code", ("items",), False),
    ("parties.csv", "country", ("countries",), True),
    ("parties.csv", "acts_for", ("countries", "parties"), True),
    ("places.csv", "country", ("countries",), False),
    ("items.csv", "parent", ("items",), True),
    ("items.csv", "unit", ("units",), True),
    ("currency_symbols.csv", "default_code", ("currencies",), True),
)

_COUNTRY_NAME_KINDS = ("name", "demonym", "people", "capital", "government", "city")
_PARTY_KINDS = (
    *("government", "ministry", "agency", "armed_forces", "state_body", "multilateral"),
    *("fund", "ngo", "company", "coalition", "alliance"),
)
_UNIT_KINDS = (
    *("count", "mass", "volume", "length", "area", "energy", "power", "packaging", "dose"),
)
_SECTORS = (
    *("food", "shelter", "water", "health", "energy", "transport", "engineering", "demining"),
    *("medical", "military", "money", "education", "agriculture", "other"),
)
_CLOSED_LISTS = (
    ("country_names.csv", "kind", _COUNTRY_NAME_KINDS),
    ("parties.csv", "kind", _PARTY_KINDS),
    ("party_patterns.csv", "kind", _PARTY_KINDS),
    ("party_patterns.csv", "pattern_prefix_kind", ("demonym", "country_after")),
    ("currency_names.csv", "kind", ("name", "plural", "abbreviation", "symbol")),
    ("units.csv", "kind", _UNIT_KINDS),
    ("stages.csv", "kind", ("ladder", "exit")),
    ("place_names.csv", "precision", ("admin1", "city")),
    ("items.csv", "sector", _SECTORS),
    ("item_names.csv", "kind", ("alias", "model", "spelling")),
)


def read_tables(folder: Path) -> Tables:
    """All files of a vocabulary folder, checked alone and against each other.

    Raises:
        VocabularyError: the first trouble met.
    """
    tables: Tables = {file: read_table(folder, file, row, keys) for file, row, keys in _FILES}
    _check_references(tables)
    _check_names(tables)
    return tables


def _check_references(tables: Tables) -> None:
    for file, column, targets, optional in _REFERENCES:
        known = [row.code for target in targets for row in tables[f"{target}.csv"]]
        where = " or ".join(f"{target}.csv" for target in targets)
        check_codes(file, tables[file], column, known, where, optional=optional)
    issuers = [*(row.code for row in tables["countries.csv"]), "EU"]
    check_codes(
        "currencies.csv",
        tables["currencies.csv"],
        "country",
        issuers,
        "countries.csv or EU",
        optional=True,
    )
    currencies = [row.code for row in tables["currencies.csv"]]
    check_home_codes("currency_symbols.csv", tables["currency_symbols.csv"], currencies)
    check_labels("items.csv", tables["items.csv"])
    for file, column in (("items.csv", "parent"), ("parties.csv", "acts_for")):
        above = {row.code: getattr(row, column) for row in tables[file]}
        check_no_circle(file, above, column)
    for file, column, allowed in _CLOSED_LISTS:
        check_words(file, tables[file], column, allowed)


def _check_names(tables: Tables) -> None:
    def names(file: str, column: int = 0) -> tuple[str, Sequence[str]]:
        return file, [row[column] for row in tables[file]]

    check_disjoint(*map(names, ("country_names.csv", "party_names.csv", "ignored_names.csv")))
    check_disjoint(*map(names, ("currency_names.csv", "currency_symbols.csv")))
    check_disjoint(*map(names, ("unit_names.csv", "ambiguous_units.csv")))
    check_disjoint(names("items.csv", 1), names("item_names.csv"), names("item_ignored.csv"))
