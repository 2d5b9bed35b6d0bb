"""The vocabulary loads, answers, and refuses each kind of broken row by name."""

import shutil
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from validation.datafiles import data_folder
from validation.vocabulary import Vocabulary, VocabularyError, load_vocabulary, name_key, plural

HERE = Path(__file__).parent
FIXTURE = HERE / "fixture"
BROKEN = tomllib.loads((HERE / "broken.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def real() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="module")
def small() -> Vocabulary:
    return load_vocabulary(FIXTURE)


def broken_copy(case: dict[str, object], folder: Path) -> Path:
    copy = folder / "vocabulary"
    shutil.copytree(FIXTURE, copy)
    path, old, new = copy / str(case["file"]), str(case["old"]), str(case["new"])
    before = path.read_bytes().decode()
    assert old in before, "the case no longer fits the fixture"
    after = before.replace(old, new, 1) if old else f"{before}{new}\n"
    path.write_bytes(after.encode())
    return copy


@pytest.mark.parametrize("case", BROKEN, ids=[case["name"] for case in BROKEN])
def test_broken_row_is_refused_with_file_row_and_remedy(
    case: dict[str, object], tmp_path: Path
) -> None:
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary(broken_copy(case, tmp_path))
    error = caught.value
    assert (error.file, error.row) == (case["file"], case["row"])
    assert str(case["found"]) in str(error)
    assert str(error).endswith(error.fix)
    assert error.fix


@pytest.mark.parametrize("file", sorted(path.name for path in FIXTURE.glob("*.csv")))
def test_missing_file_is_refused_by_name(file: str, tmp_path: Path) -> None:
    shutil.copytree(FIXTURE, tmp_path / "vocabulary")
    (tmp_path / "vocabulary" / file).unlink()
    with pytest.raises(VocabularyError, match="no such file") as caught:
        load_vocabulary(tmp_path / "vocabulary")
    assert (caught.value.file, caught.value.row) == (file, 0)


def test_file_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    shutil.copytree(FIXTURE, tmp_path / "vocabulary")
    (tmp_path / "vocabulary" / "stages.csv").write_bytes(b"code,rank\xff\n")
    with pytest.raises(VocabularyError, match="no UTF-8"):
        load_vocabulary(tmp_path / "vocabulary")


def test_fixture_holds_every_file_that_the_project_ships() -> None:
    shipped = {path.name for path in (data_folder() / "vocabulary").glob("*.csv")}
    assert shipped == {path.name for path in FIXTURE.glob("*.csv")}


def test_vocabulary_is_read_once() -> None:
    assert load_vocabulary(FIXTURE) is load_vocabulary(FIXTURE)


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
        ("party_names", "the UN refugee agency"[4:], "unhcr"),
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


def test_codes_lead_to_rows(small: Vocabulary) -> None:
    assert small.item("generator").nsc == "6115"
    assert small.item("generator").can_be_installed
    assert small.party("cze-mod").kind == "ministry"
    assert small.country("CZE").alpha2 == "CZ"
    assert small.unit("LBR").factor == Decimal("0.45359237")
    assert small.currency("XAU").minor_units is None
    assert small.place("UA-32").latitude is None
    assert small.stage("pledged").rank == 1


def test_unknown_code_is_a_key_error(small: Vocabulary) -> None:
    with pytest.raises(KeyError):
        small.item("zeppelin")


def test_party_acts_through_another_party(small: Vocabulary) -> None:
    assert small.counts_as("cze-mod-office") == "CZE"
    assert small.counts_as("caritas") == "caritas"


@pytest.mark.parametrize(
    ("item", "ancestor", "answer"),
    [
        ("generator", "generator", True),
        ("generator", "equipment", True),
        ("equipment", "generator", False),
        ("bridge", "equipment", False),
    ],
)
def test_item_is_a(small: Vocabulary, item: str, ancestor: str, answer: bool) -> None:
    assert small.is_a(item, ancestor) is answer


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("generator", "generator"),
        ("generators", "generator"),
        ("gensets", "generator"),
        ("field bridges", "bridge"),
        ("bags of rice", "rice-bag"),
        ("lice", "louse"),
        ("power stations of bags", "generator"),
    ],
)
def test_item_name_in_both_numbers(small: Vocabulary, name: str, code: str) -> None:
    assert small.item_names[name] == code


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("box", "boxes"),
        ("torch", "torches"),
        ("battery", "batteries"),
        ("toy", "toys"),
        ("glass", "glasses"),
        ("bus", "buses"),
        ("goggles", "goggles"),
        ("can of fish", "cans of fish"),
        ("Leopard 2", "Leopard 2s"),
        ("y", "ys"),
    ],
)
def test_regular_plural(one: str, many: str) -> None:
    assert plural(one) == many


def test_importing_the_vocabulary_stays_light() -> None:
    code = "import sys, validation.vocabulary; print(*sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"pandera", "polars", "duckdb", "sqlmodel", "streamlit", "dataclasses", "inspect"}
    assert heavy.isdisjoint(run.stdout.split())
