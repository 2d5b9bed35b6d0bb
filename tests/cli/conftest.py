"""The command line run in this process: arguments in, exit code and both streams out."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from ledger.cli import run

SIX = (
    "The Czech Republic has handed over six temporary bridges to Ukraine since July 2022. "
    "Four Czech bridges have been installed in Kyiv, Kharkiv and Cherkasy oblasts."
)


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def aid(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Run]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("AID_LEDGER", raising=False)

    def call(*arguments: str) -> Outcome:
        code = run(list(arguments))
        out, err = capsys.readouterr()
        return Outcome(code, out, err)

    yield call


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger of one announcement; copied for each test."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "six.txt").write_text(SIX, encoding="utf-8")
    path = str(folder / "ledger.duckdb")
    assert run(["init", path, "-q"]) == 0
    options = ["--published", "2022-12-30", "--publisher", "P", "--title", "T", "-q"]
    assert run(["add", str(folder / "six.txt"), "--ledger", path, *options]) == 0
    return folder


@pytest.fixture
def ledger(made: Path, tmp_path: Path) -> Path:
    for path in made.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path / "ledger.duckdb"
