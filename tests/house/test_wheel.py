"""The wheel carries its data, its SQL and its page: proved in an environment that has only it."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN = "import sys; from ledger.cli import main; sys.exit(main())"


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
        "ledger/_app/.streamlit/config.toml",
        "validation/problems.csv",
        "validation/checks/overdue.sql",
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


def test_the_command_of_an_installed_wheel_makes_the_sample_ledger(
    wheel: Path, tmp_path: Path
) -> None:
    """With its dependencies, but without the checkout: the libraries of this environment only."""
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    # As a plain path entry the libraries' folder brings no editable install of the checkout along.
    libraries = next(p for p in sys.path if p.endswith("site-packages"))
    environment = {**os.environ, "PYTHONPATH": f"{site}{os.pathsep}{libraries}"}
    for arguments in (["init", "--sample"], ["status", "--csv", "--donor", "CZE"]):
        done = subprocess.run(
            [sys.executable, "-S", "-c", RUN, *arguments],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert "bridge" in done.stdout
