"""The loader answers for a small vocabulary and refuses each kind of broken row by name."""

import shutil
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from validation.datafiles import data_folder
from validation.vocabulary import Vocabulary, VocabularyError, load_vocabulary, plural

HERE = Path(__file__).parent
FIXTURE = HERE / "fixture"
BROKEN = tomllib.loads((HERE / "broken.toml").read_text(encoding="utf-8"))["case"]


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
