"""Names in cells to codes of the vocabulary: parties, items, units, currencies, places.

What stands in no vocabulary keeps its words; nothing is guessed. All functions are pure and are
asked once for each value that a column holds, however many rows hold it.
"""

import csv
from functools import cache
from typing import NamedTuple

from ledger.intake.words import words_of
from validation.datafiles import data_folder, languages
from validation.vocabulary import Vocabulary, load_vocabulary, name_key

__all__ = [
    "FoundItem",
    "currency_code",
    "find_item",
    "party_code",
    "place_code",
    "unit_code",
    "word",
]


class FoundItem(NamedTuple):
    """What an item's name says: a code of "" stands in no vocabulary; "" as unit is not named."""

    code: str
    unit: str


def party_code(name: str) -> str:
    """The country or party that counts under a name; "" when no vocabulary has it.

    >>> party_code("Czech Republic"), party_code("PSE"), party_code("Korea (Republic of)")
    ('CZE', 'PSE', 'KOR')
    """
    words = _words()
    if name in words.countries:
        return name
    for form in _forms(name):
        code = words.country_names.get(form) or words.party_names.get(form)
        code = code or _spoken("party").get(form, "")
        if code:
            return words.counts_as(code)
    return _alpha2().get(name, "")


def find_item(name: str) -> FoundItem:
    """The item of a name, with the unit that stands before it: "ton of coal".

    >>> find_item("ton of coal"), find_item("bag of rice").code
    (FoundItem(code='coal', unit='TNE'), 'rice')
    """
    words = _words()
    for form in _forms(name):
        if code := words.item_names.get(form) or _spoken_item(form):
            return FoundItem(code, "")
    measure, _, thing = name_key(name).lower().partition(" of ")
    unit = words.unit_names.get(measure, "")
    return FoundItem(words.item_names.get(thing, ""), unit) if unit and thing else FoundItem("", "")


def item_unit(code: str) -> str:
    """The unit in which an item is counted when nothing else is said; "" for no item."""
    items = _words().items
    return items[code].unit if code in items else ""


def unit_code(name: str) -> str:
    """The unit of a name or code; "" for none.

    >>> unit_code("km"), unit_code("pieces"), unit_code("C62")
    ('KMT', 'H87', 'C62')
    """
    words = _words()
    if name in words.units:
        return name
    key = name_key(name).lower()
    return words.unit_names.get(key) or _spoken("unit").get(key.rstrip("."), "")


def currency_code(name: str) -> str:
    """The currency of a code or name; "" for none.

    >>> currency_code("USD"), currency_code("euro")
    ('USD', 'EUR')
    """
    words = _words()
    code = name.strip().upper()
    if code in words.currencies:
        return code
    key = name_key(name).lower()
    return words.currency_names.get(key) or _spoken("currency").get(key, "")


def place_code(name: str) -> str:
    """The ISO 3166-2 code of a place, or the alpha-2 of a country; "" for none.

    >>> place_code("UA-63"), place_code("Kharkiv region"), place_code("Ukraine")
    ('UA-63', 'UA-63', 'UA')
    """
    words = _words()
    if name in words.places:
        return name
    key = name_key(name).lower()
    for form in (key, *(f"{key} {word}" for word in _REGION_WORDS)):
        if code := words.place_names.get(form) or _spoken("place").get(form):
            return code
    country = words.country_names.get(key) or _spoken("party").get(key, "")
    return words.countries[country].alpha2 if country in words.countries else ""


def word(kind: str, text: str) -> str:
    """What a word stands for in a closed set (data/mappings/words.csv); "" when it is none."""
    return words_of(kind).get(name_key(text).lower(), "")


def _spoken_item(name: str) -> str:
    """The item of a name in another language, whatever its ending: "Zelte"; "" for none."""
    names = _spoken("item")
    forms = [name, *(name.removesuffix(p) + s for p, s in _endings() if name.endswith(p))]
    return next((names[form] for form in forms if names.get(form)), "")


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    """Plural and singular endings of the languages that are read, the longest first."""
    found = set()
    for language in languages():
        path = data_folder() / "lang" / language / "endings.csv"
        with path.open(encoding="utf-8", newline="") as lines:
            found |= {(row["plural"], row["singular"]) for row in csv.DictReader(lines)}
    return tuple(sorted(found, key=lambda one: (-len(one[0]), one)))


@cache
def _spoken(group: str) -> dict[str, str]:
    """Names in the other languages that are read; what two use differently is none."""
    found: dict[str, str] = {}
    for language in sorted(languages()):
        path = data_folder() / "lang" / language / "names.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as lines:
                for row in csv.DictReader(lines):
                    if row["kind"].startswith(_GROUPS[group]):
                        key = name_key(row["phrase"]).lower()
                        same = found.setdefault(key, row["value"]) == row["value"]
                        found[key] = row["value"] if same else ""
    return found


_REGION_WORDS = ("oblast", "region", "область")  # a column "Oblast" need not say it again
_GROUPS = {
    "party": ("geo.name", "geo.body", "geo.government", "geo.people", "party"),
    "item": ("item",),
    "unit": ("unit",),
    "currency": ("currency",),
    "place": ("place.",),
}


def _words() -> Vocabulary:
    return load_vocabulary()


@cache
def _alpha2() -> dict[str, str]:
    return {row.alpha2: code for code, row in _words().countries.items()}


def _forms(name: str) -> tuple[str, ...]:
    """A name as it may stand in the vocabulary: whole, and without what is in brackets."""
    key = name_key(name).lower()
    return key, name_key(key.partition("(")[0])
