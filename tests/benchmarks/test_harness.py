"""`make bench` must not rot: each subject runs at its smallest size and fills its tables."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.page import HEAD

ROOT = Path(__file__).resolve().parents[2]
SUBJECTS = {
    "reading": ("ledger.parse", "MB/s", "power of", "peak memory", 'spacy.blank("en")'),
    "loading": ("announcements/s", "bare read", "the whole", "posting"),
    "imports": ("process start to published", "bare COPY", "SQLModel", "rows set aside are those"),
    "positions": ("position_as_of", "group-by", "posting everything", "adding one announcement"),
    "startup": ("aid-ledger --help", "bare Python", "ledger.parse", "ms"),
}


@pytest.mark.parametrize("name", SUBJECTS)
def test_subject_runs_and_writes_the_page_that_it_prints(name, tmp_path):
    page = tmp_path / "page.md"
    command = ["-m", "benchmarks", "--quick", "--only", name, "--markdown", str(page)]
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    written = page.read_text(encoding="utf-8")
    for word in (*SUBJECTS[name], "Processor:", "Python:", "duckdb"):
        assert word in done.stdout + written
    for line in done.stdout.splitlines():
        assert "nan" not in line.split()


def test_unknown_subject_is_refused():
    command = [sys.executable, "-m", "benchmarks", "--only", "nothing"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert "reading" in done.stderr


def test_page_on_file_was_written_by_the_program():
    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert page.startswith(HEAD)
    assert "## The machine" in page
