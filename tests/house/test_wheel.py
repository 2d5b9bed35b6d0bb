"""The wheel carries its data, its SQL and its page: proved in an environment that has only it."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_holds_data_sql_and_the_page(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "validation/_data/vocabulary/items.csv",
        "validation/_data/samples/announcements.csv",
        "validation/_data/policies/cautious.csv",
        "ledger/sql/views/70_position_as_of.sql",
        "ledger/_app/app.py",
    ):
        assert wanted in names


def test_an_installed_wheel_finds_its_data_in_an_empty_environment(
    wheel: Path, tmp_path: Path
) -> None:
    """Its own packages only: no checkout on the path, and the reader needs no library."""
    venv.create(tmp_path / "empty", with_pip=False)
    python = tmp_path / "empty" / "bin" / "python"
    (site,) = (tmp_path / "empty" / "lib").glob("python*/site-packages")
    zipfile.ZipFile(wheel).extractall(site)
    code = (
        "from validation.datafiles import data_folder; from ledger.parse import Source, read;"
        "claims = read(Source('Norway has delivered 40 generators to Ukraine.')).claims;"
        "print(data_folder().name, [(c.donors, int(c.quantity_low)) for c in claims])"
    )
    done = subprocess.run(
        [str(python), "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "_data [(('NOR',), 40)]", done.stderr
