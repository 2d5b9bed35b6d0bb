"""Known names, aliases and refused names of everything that an announcement can speak of.

Owns the loading of data/vocabulary/*.csv. A vocabulary is loaded whole or not at all: a file that
contradicts itself or another raises `VocabularyError` with file and row. Names are compared by
`name_key`; a new word is one row. Knows no language rules and nothing of ledger/.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from validation.datafiles import data_folder
from validation.vocabulary_read import VocabularyError, name_key
from validation.vocabulary_rows import (
    AmbiguousUnit,
    Country,
    CountryName,
    Currency,
    CurrencyName,
    CurrencySymbol,
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
from validation.vocabulary_tables import CODE_FILES, Tables, read_tables

__all__ = ["Vocabulary", "VocabularyError", "load_vocabulary", "name_key", "plural"]


class Vocabulary(NamedTuple):
    """All rows of all files, and for each kind a mapping from `name_key` to code.

    Mappings keep one entry a name. `item_names` holds labels, aliases and the regular plurals of
    both; the other kinds hold exactly their names file. `acronyms` are the keys of names that are
    written in capitals only ("US", "WHO", "CARE"): lower-case words of a text must not match them.
    Capitals and some towns stand in `country_names` and in `place_names`; which one is meant is
    for the reader of the sentence to decide.
    """

    countries: Mapping[str, Country]
    parties: Mapping[str, Party]
    currencies: Mapping[str, Currency]
    units: Mapping[str, Unit]
    stages: Mapping[str, Stage]
    places: Mapping[str, Place]
    items: Mapping[str, Item]
    country_names: Mapping[str, str]
    party_names: Mapping[str, str]
    currency_names: Mapping[str, str]
    currency_symbols: Mapping[str, CurrencySymbol]
    unit_names: Mapping[str, str]
    ambiguous_units: Mapping[str, AmbiguousUnit]
    place_names: Mapping[str, str]
    item_names: Mapping[str, str]
    ignored_names: Mapping[str, str]
    ignored_items: Mapping[str, str]
    acronyms: frozenset[str]
    country_name_rows: tuple[CountryName, ...]
    party_name_rows: tuple[PartyName, ...]
    party_patterns: tuple[PartyPattern, ...]
    currency_name_rows: tuple[CurrencyName, ...]
    unit_name_rows: tuple[UnitName, ...]
    place_name_rows: tuple[PlaceName, ...]
    item_name_rows: tuple[ItemName, ...]

    def country(self, code: str) -> Country:
        """The state of an alpha-3 code; KeyError when there is none."""
        return self.countries[code]

    def party(self, code: str) -> Party:
        """The party of a code; KeyError when there is none."""
        return self.parties[code]

    def item(self, code: str) -> Item:
        """The item of a code; KeyError when there is none."""
        return self.items[code]

    def unit(self, code: str) -> Unit:
        """The unit of a UN/CEFACT code; KeyError when there is none."""
        return self.units[code]

    def currency(self, code: str) -> Currency:
        """The currency of an ISO 4217 code; KeyError when there is none."""
        return self.currencies[code]

    def place(self, code: str) -> Place:
        """The place of an ISO 3166-2 code; KeyError when there is none."""
        return self.places[code]

    def stage(self, code: str) -> Stage:
        """The stage of a code; KeyError when there is none."""
        return self.stages[code]

    def counts_as(self, code: str) -> str:
        """The country or party that counts as donor or recipient when this one acts.

        A country, and a party that acts for itself, come back unchanged.
        """
        while (party := self.parties.get(code)) and party.acts_for:
            code = party.acts_for
        return code

    def is_a(self, item_code: str, ancestor: str) -> bool:
        """Whether an item is the other one or one of its narrower items."""
        while item_code and item_code != ancestor:
            item_code = self.items[item_code].parent
        return bool(item_code)


def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """The vocabulary of a folder, by default the one that the project ships; read once.

    Raises:
        VocabularyError: a file is missing, breaks the form, or contradicts another.
    """
    return _load(folder or data_folder() / "vocabulary")


def plural(name: str) -> str:
    """The regular English plural of an item's name; a name that is plural already stays.

    >>> plural("metal detector"), plural("bag of rice"), plural("battery"), plural("torch")
    ('metal detectors', 'bags of rice', 'batteries', 'torches')
    """
    head, link, rest = name.partition(" of ")
    if not head.endswith(("s", "x", "z", "h", "y")):  # nearly all: there are 18,000 to do
        return head + "s" + link + rest
    if head.endswith("s") and not head.endswith(("ss", "us", "is")):
        return name
    if head.endswith(("s", "x", "z", "ch", "sh")):
        return head + "es" + link + rest
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return head[:-1] + "ies" + link + rest
    return head + "s" + link + rest


@lru_cache(maxsize=4)
def _load(folder: Path) -> Vocabulary:
    tables = read_tables(folder)
    by_code = {name: _by_code(tables[f"{name}.csv"]) for name in CODE_FILES}
    return Vocabulary(
        **by_code,
        country_names=_by_name(tables["country_names.csv"]),
        party_names=_by_name(tables["party_names.csv"]),
        currency_names=_by_name(tables["currency_names.csv"]),
        currency_symbols=_by_word(tables["currency_symbols.csv"]),
        unit_names=_by_name(tables["unit_names.csv"]),
        ambiguous_units=_by_word(tables["ambiguous_units.csv"]),
        place_names=_by_name(tables["place_names.csv"]),
        item_names=_item_names(tables),
        ignored_names=_by_name(tables["ignored_names.csv"]),
        ignored_items=_by_name(tables["item_ignored.csv"]),
        acronyms=_acronyms(tables),
        country_name_rows=tables["country_names.csv"],
        party_name_rows=tables["party_names.csv"],
        party_patterns=tables["party_patterns.csv"],
        currency_name_rows=tables["currency_names.csv"],
        unit_name_rows=tables["unit_names.csv"],
        place_name_rows=tables["place_names.csv"],
        item_name_rows=tables["item_names.csv"],
    )


def _by_code(rows: Iterable[Any]) -> Mapping[str, Any]:
    return MappingProxyType({row.code: row for row in rows})


def _by_name(rows: Iterable[Any]) -> Mapping[str, str]:
    return MappingProxyType({row[0].lower(): row[1] for row in rows})


def _by_word(rows: Iterable[Any]) -> Mapping[str, Any]:
    return MappingProxyType({row[0].lower(): row for row in rows})


def _item_names(tables: Tables) -> Mapping[str, str]:
    written = {row.label.lower(): row.code for row in tables["items.csv"]}
    written |= _by_name(tables["item_names.csv"])
    refused = {row[0].lower() for row in tables["item_ignored.csv"]}
    made = dict(zip(map(plural, written), written.values(), strict=True))
    for name in refused & made.keys():
        del made[name]
    # A written name beats a made one, so an irregular plural is just a row.
    return MappingProxyType(made | written)


def _acronyms(tables: Tables) -> frozenset[str]:
    files = ("country_names.csv", "party_names.csv", "item_names.csv")
    return frozenset(
        row.name.lower() for file in files for row in tables[file] if row.name.isupper()
    )
