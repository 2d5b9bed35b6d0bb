"""The vocabulary as phrases for the reader's table: which words name a state, a body, a thing.

Yields (phrase, kind, value, form, plural); see `lexicon.Entry` for `form`.
"""

from __future__ import annotations

from collections.abc import Iterator

from validation.vocabulary import Vocabulary

Phrase = tuple[str, str, str, str, bool]


def vocabulary_entries(vocabulary: Vocabulary) -> Iterator[Phrase]:
    """Every name that the vocabulary knows, in no order."""
    yield from _countries(vocabulary)
    yield from _parties(vocabulary)
    yield from _places(vocabulary)
    yield from _money(vocabulary)
    yield from _units(vocabulary)
    yield from _items(vocabulary)


def is_generic(vocabulary: Vocabulary, code: str) -> bool:
    """Aid, support, money, equipment: too wide to be a thing of its own when nobody counts it."""
    item = vocabulary.items.get(code)
    if item is None or not item.parent or item.parent == "aid" or code == "aid":
        return True
    wide = item.parent == "humanitarian-aid" and item.sector == "other"
    return wide or vocabulary.is_a(code, "money")


def named_items(vocabulary: Vocabulary) -> frozenset[str]:
    """The items that count as things even without a number."""
    named = {code for code in vocabulary.items if not is_generic(vocabulary, code)}
    return frozenset(named | {"aid-shipment"})


def _form(name: str) -> str:
    """Names in capitals only must stand as written (US, WHO); others need one capital letter."""
    return name if name.isupper() else "^"


def _countries(v: Vocabulary) -> Iterator[Phrase]:
    for row in v.country_name_rows:
        yield row.name, f"geo.{row.kind}", row.code, _form(row.name), False
    for country in v.countries.values():
        yield country.label, "geo.name", country.code, "^", False
        yield _flag(country.alpha2), "geo.name", country.code, "", False
    for name, reason in v.ignored_names.items():
        yield name, "ignored", "region" if reason.startswith("a region") else "", "^", False


def _flag(alpha2: str) -> str:
    """The two regional signs that screens show as a flag."""
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in alpha2)


def _parties(v: Vocabulary) -> Iterator[Phrase]:
    for row in v.party_name_rows:
        yield row.name, "party", row.code, _form(row.name), False
    for party in v.parties.values():
        yield party.label, "party", party.code, "^", False
    for pattern in v.party_patterns:
        yield pattern.phrase, f"body.{pattern.pattern_prefix_kind}", pattern.kind, "", False


def _places(v: Vocabulary) -> Iterator[Phrase]:
    for row in v.place_name_rows:
        yield row.name, f"place.{row.precision}", row.code, "^", False
    for place in v.places.values():
        yield place.label, "place.admin1", place.code, "^", False


def _money(v: Vocabulary) -> Iterator[Phrase]:
    for row in v.currency_name_rows:
        yield row.name, "currency", row.code, "", False
    for currency in v.currencies.values():
        yield currency.code, "currency", currency.code, currency.code, False
        yield currency.label, "currency", currency.code, "", True
    for symbol in v.currency_symbols.values():
        yield symbol.symbol, "currency.shared", symbol.symbol, "", False


def _units(v: Vocabulary) -> Iterator[Phrase]:
    for row in v.unit_name_rows:
        yield row.name, "unit", row.code, "", False
    for unit in v.units.values():
        if unit.label not in v.ambiguous_units:  # a tank is packaging only as a rival
            yield unit.label, "unit", unit.code, "", True
    for rival in v.ambiguous_units.values():
        yield rival.name, "unit.rival", f"{rival.code}|{rival.rival}", "", False


def _items(v: Vocabulary) -> Iterator[Phrase]:
    for row in v.item_name_rows:
        yield row.name, "item", row.code, "", True
    for item in v.items.values():
        yield item.label, "item", item.code, "", True
    for name in v.ignored_items:
        yield name, "item.ignored", "", "", True
