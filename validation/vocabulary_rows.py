"""What one line of each file in data/vocabulary/ means.

The fields of a class are the columns of its file, in the file's order; `vocabulary_read` holds
the two together. Empty cells are "" for text and None for numbers. Codes stay text: "004" is a
code and not a number.
"""

from decimal import Decimal
from typing import NamedTuple


class Country(NamedTuple):
    """A state or territory of ISO 3166-1 (and Kosovo, by its user-assigned code).

    Attributes:
        code: alpha-3, the form that the ledger stores.
        alpha2: two letters; begins the codes of its places.
        numeric: three digits, empty where ISO gives none.
        label: the usual English name.
        source: address of the entry.
    """

    code: str
    alpha2: str
    numeric: str
    label: str
    source: str


class CountryName(NamedTuple):
    """A word that announcements use for a state.

    Attributes:
        name: as written in announcements, capitals included.
        code: alpha-3.
        kind: name, demonym (adjective), people (plural noun), capital (stands for the government,
            and may be meant as a town), government (a seat, parliament or administration) or city
            (a town, island, camp, crossing or region in it; never stands for the government).
    """

    name: str
    code: str
    kind: str


class IgnoredName(NamedTuple):
    """A word or phrase that looks like a known name and is not read as one.

    Attributes:
        name: the longest match wins, so that "Washington Post" hides "Washington".
        reason: why it is refused, for the person who wants to add it.
    """

    name: str
    reason: str


class Party(NamedTuple):
    """An organisation that gives, receives, carries or speaks.

    Attributes:
        code: lower-case kebab form of its usual English name or acronym.
        label: full English name.
        kind: government, ministry, agency, armed_forces, state_body, multilateral, fund, ngo,
            company, coalition or alliance.
        country: alpha-3 of its seat's state where it belongs to one; empty for international ones.
        acts_for: the country or party that counts as donor or recipient when it acts; empty means
            that it acts for itself.
        is_go_between: it passes on what others gave, so it is no donor where the donor is named.
        source: address of its own page or register entry.
    """

    code: str
    label: str
    kind: str
    country: str
    acts_for: str
    is_go_between: bool
    source: str


class PartyName(NamedTuple):
    """A name, acronym or description of one party, as announcements write it."""

    name: str
    code: str


class PartyPattern(NamedTuple):
    """A phrase that, with a country beside it, names a body acting for that country.

    Attributes:
        pattern_prefix_kind: "demonym": a demonym or a country's name, also as a possessive, stands
            before the phrase ("Czech | defence ministry"). "country_after": a country's name
            follows it ("ministry of defence of | Ukraine").
        phrase: lower case.
        kind: as in `Party`.
    """

    pattern_prefix_kind: str
    phrase: str
    kind: str


class Currency(NamedTuple):
    """A currency of ISO 4217.

    Attributes:
        code: three letters.
        numeric: three digits.
        label: the usual English name.
        minor_units: decimal places, None where ISO says not applicable.
        country: alpha-3 of the only issuer, "EU" for the euro, empty for several or none.
        source: address of the list; a withdrawn currency says so here.
    """

    code: str
    numeric: str
    label: str
    minor_units: int | None
    country: str
    source: str


class CurrencyName(NamedTuple):
    """A way to write one currency and no other; kind: name, plural, abbreviation or symbol."""

    name: str
    code: str
    kind: str


class CurrencySymbol(NamedTuple):
    """A sign or word that several currencies share.

    Attributes:
        symbol: such as "$", "dollars" or "kr".
        default_code: the currency it means when nothing says otherwise; empty: nothing does.
        home_codes: the currencies it means when a speaker of their country uses it.
    """

    symbol: str
    default_code: str
    home_codes: tuple[str, ...]


class Unit(NamedTuple):
    """A unit of UN/CEFACT Recommendation 20, or with a leading X of Recommendation 21.

    Attributes:
        code: C62 is the plain count.
        label: singular English name.
        kind: count, mass, volume, length, area, energy, power, packaging or dose.
        factor: how many base units of its kind it is (kilogram, litre, metre, square metre,
            kilowatt-hour, kilowatt, piece); None where no fixed number converts it.
        source: address of the code list.
    """

    code: str
    label: str
    kind: str
    factor: Decimal | None
    source: str


class UnitName(NamedTuple):
    """A spelling of one unit: singular, plural or abbreviation."""

    name: str
    code: str


class AmbiguousUnit(NamedTuple):
    """A word that is a unit or something else, by its surroundings.

    Attributes:
        name: lower case.
        code: the unit it can be.
        rival: what else it can be: a currency's code or a plain word.
        reason: how to tell them apart.
    """

    name: str
    code: str
    rival: str
    reason: str


class Stage(NamedTuple):
    """A step of the ladder, or an exit from it; kind: ladder or exit. Ranks grow with certainty."""

    code: str
    rank: int
    kind: str
    label: str
    definition: str


class Place(NamedTuple):
    """A first-level division of a country, by ISO 3166-2.

    Attributes:
        code: ISO 3166-2, such as UA-32.
        country: alpha-3.
        label: English name.
        kind: oblast, city, province and so on, as ISO calls it, in lower case.
        latitude: of a point inside, in degrees north; None when not known.
        longitude: of the same point, in degrees east.
        source: address of the entry.
    """

    code: str
    country: str
    label: str
    kind: str
    latitude: Decimal | None
    longitude: Decimal | None
    source: str


class PlaceName(NamedTuple):
    """A name of a place; precision: admin1 (the whole division) or city (a town within it)."""

    name: str
    code: str
    precision: str


class Item(NamedTuple):
    """A thing that is given.

    Attributes:
        code: lower-case kebab form of the label.
        label: singular English name; counts as one of its names.
        parent: code of the wider item, empty at the top.
        nsc: NATO supply class, four digits, or empty.
        unit: the unit in which it is counted when the text names none; empty for services.
        can_be_installed: whether "installed" is a stage that it can reach.
        sector: food, shelter, water, health, energy, transport, engineering, demining, medical,
            military, money, education, agriculture or other.
        definition: one sentence, or empty.
        source: address of the catalogue or class list.
    """

    code: str
    label: str
    parent: str
    nsc: str
    unit: str
    can_be_installed: bool
    sector: str
    definition: str
    source: str


class ItemName(NamedTuple):
    """Another name of an item; kind: alias, model or spelling. Regular plurals need no row."""

    name: str
    code: str
    kind: str
