"""What many tests need once: the sample ledger, made by the real command."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def sample_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the sample announcements, as `aid-ledger init --sample` makes it."""
    path = tmp_path_factory.mktemp("sample") / "ledger.duckdb"
    command = str(Path(sys.executable).parent / "aid-ledger")
    done = subprocess.run(
        [command, "init", "--sample", "--ledger", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return path
