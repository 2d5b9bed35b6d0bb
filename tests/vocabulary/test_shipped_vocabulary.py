"""What the shipped vocabulary holds: enough of everything, and the names that matter most."""

from decimal import Decimal

import pytest

from validation.vocabulary import Vocabulary, load_vocabulary, name_key


@pytest.fixture(scope="module")
def real() -> Vocabulary:
    return load_vocabulary()


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("countries", 250),
        ("country_names", 1300),
        ("parties", 450),
        ("party_names", 1000),
        ("party_patterns", 60),
        ("currencies", 178),
        ("currency_names", 400),
        ("units", 60),
        ("unit_names", 200),
        ("stages", 8),
        ("places", 27),
        ("place_names", 400),
        ("items", 400),
        ("item_names", 1000),
        ("ignored_names", 100),
        ("ignored_items", 100),
    ],
)
def test_project_ships_at_least(real: Vocabulary, kind: str, least: int) -> None:
    assert len(getattr(real, kind)) >= least


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        ("country_names", "Czech Republic", "CZE"),
        ("country_names", "Czechia", "CZE"),
        ("country_names", "Czechs", "CZE"),
        ("country_names", "Prague", "CZE"),
        ("country_names", "UK", "GBR"),
        ("country_names", "Britain", "GBR"),
        ("country_names", "Downing Street", "GBR"),
        ("country_names", "U.S.", "USA"),
        ("country_names", "White House", "USA"),
        ("country_names", "Turkey", "TUR"),
        ("country_names", "Türkiye", "TUR"),
        ("country_names", "DRC", "COD"),
        ("country_names", "Niger", "NER"),
        ("country_names", "Nigeria", "NGA"),
        ("country_names", "Gaza Strip", "PSE"),
        ("country_names", "West Bank", "PSE"),
        ("country_names", "Ivory Coast", "CIV"),
        ("country_names", "Kosovo", "XKX"),
        ("party_names", "Brussels", "european-union"),
        ("party_names", "Pentagon", "us-department-of-defense"),
        ("party_names", "DSNS", "ukr-state-emergency-service"),
        ("party_names", "Ukravtodor", "ukravtodor"),
        ("party_names", "UN refugee agency", "unhcr"),
        ("party_names", "Czech Defence Ministry", "cze-mod"),
        ("party_names", "Ramstein", "ukraine-defense-contact-group"),
        ("currency_names", "Czech crowns", "CZK"),
        ("currency_names", "US$", "USD"),
        ("currency_names", "hryvnias", "UAH"),
        ("currency_names", "Swiss francs", "CHF"),
        ("unit_names", "metric tons", "TNE"),
        ("unit_names", "truckloads", "NL"),
        ("unit_names", "doses", "E27"),
        ("unit_names", "lbs", "LBR"),
        ("place_names", "Kyiv", "UA-30"),
        ("place_names", "Kyiv region", "UA-32"),
        ("place_names", "Kherson", "UA-65"),
        ("place_names", "Cherkasy region", "UA-71"),
        ("place_names", "Kharkiv oblast", "UA-63"),
        ("place_names", "Crimea", "UA-43"),
        ("place_names", "Sevastopol", "UA-40"),
    ],
)
def test_name_means(real: Vocabulary, kind: str, name: str, code: str) -> None:
    assert getattr(real, kind)[name_key(name)] == code


@pytest.mark.parametrize("name", ["Congo", "Jersey", "Washington state", "Washington Post"])
def test_refused_name_is_nowhere_else(real: Vocabulary, name: str) -> None:
    assert name_key(name) in real.ignored_names
    assert name_key(name) not in real.country_names


@pytest.mark.parametrize(
    ("symbol", "default", "home"),
    [
        ("$", "USD", {"CAD", "AUD", "NZD"}),
        ("dollars", "USD", {"CAD", "AUD", "NZD"}),
        ("kr", "", {"NOK", "SEK", "DKK"}),
        ("pounds", "GBP", {"EGP"}),
    ],
)
def test_shared_sign_has_a_default_and_home_currencies(
    real: Vocabulary, symbol: str, default: str, home: set[str]
) -> None:
    row = real.currency_symbols[symbol]
    assert row.default_code == default
    assert home <= set(row.home_codes)


@pytest.mark.parametrize(
    ("party", "counts_as"),
    [
        ("us-department-of-defense", "USA"),
        ("usaid", "USA"),
        ("dg-echo", "european-union"),
        ("resceu", "european-union"),
        ("unicef", "unicef"),
        ("ukravtodor", "UKR"),
        ("UKR", "UKR"),
    ],
)
def test_party_counts_as(real: Vocabulary, party: str, counts_as: str) -> None:
    assert real.counts_as(party) == counts_as


@pytest.mark.parametrize("party", ["covax", "caritas", "unops"])
def test_go_between_is_marked(real: Vocabulary, party: str) -> None:
    assert real.party(party).is_go_between


def test_state_body_of_every_country_acts_for_somebody(real: Vocabulary) -> None:
    official = {"ministry", "armed_forces"}
    lone = [p.code for p in real.parties.values() if p.kind in official and not p.acts_for]
    assert lone == []


def test_every_place_lies_in_the_country_of_its_code(real: Vocabulary) -> None:
    wrong = [
        place.code
        for place in real.places.values()
        if real.country(place.country).alpha2 != place.code[:2]
    ]
    assert wrong == []


def test_oblasts_of_ukraine_follow_iso_3166_2(real: Vocabulary) -> None:
    codes = {code[3:] for code in real.places if code.startswith("UA-")}
    iso = "05 07 09 12 14 18 21 23 26 30 32 35 40 43 46 48 51 53 56 59 61 63 65 68 71 74 77"
    assert codes == set(iso.split())


def test_points_of_ukraine_lie_in_ukraine(real: Vocabulary) -> None:
    for place in real.places.values():
        if place.country == "UKR":
            assert place.latitude is not None
            assert place.longitude is not None
            assert Decimal(44) < place.latitude < Decimal(53)
            assert Decimal(22) < place.longitude < Decimal(41)


def test_ladder_ranks_rise_from_pledged_to_installed(real: Vocabulary) -> None:
    ladder = sorted((s for s in real.stages.values() if s.kind == "ladder"), key=lambda s: s.rank)
    assert [s.code for s in ladder] == ["pledged", "committed", "shipped", "delivered", "installed"]


def test_every_code_row_has_label_and_source(real: Vocabulary) -> None:
    kinds = (real.countries, real.parties, real.currencies, real.units, real.places)
    rows = [row for kind in kinds for row in kind.values()]
    assert [row.code for row in rows if not row.label or "://" not in row.source] == []


def test_every_country_has_a_name(real: Vocabulary) -> None:
    assert set(real.countries) == set(real.country_names.values())


def test_every_country_code_has_iso_form(real: Vocabulary) -> None:
    for row in real.countries.values():
        assert row.code.isupper() and len(row.code) == 3
        assert row.alpha2.isupper() and len(row.alpha2) == 2
        assert row.code == "XKX" or (row.numeric.isdigit() and len(row.numeric) == 3)
    assert len({row.alpha2 for row in real.countries.values()}) == len(real.countries)
    assert len({row.numeric for row in real.countries.values()}) == len(real.countries)


@pytest.mark.parametrize("name", ["us", "who", "un", "care"])
def test_names_in_capitals_are_marked(real: Vocabulary, name: str) -> None:
    assert name in real.acronyms


def test_ordinary_names_are_not_marked_as_acronyms(real: Vocabulary) -> None:
    assert real.acronyms.isdisjoint({"ukraine", "oxfam", "save the children"})
