"""What the whole sample ledger comes to; see golden.py for how the file is written anew."""

from pathlib import Path

from tests.samples.golden import FILE, positions


def test_the_sample_positions_are_the_golden_ones(sample_ledger: Path) -> None:
    golden = FILE.read_text(encoding="utf-8")
    assert golden.count("\n") > 50
    assert positions(sample_ledger) == golden
