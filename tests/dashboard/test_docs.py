"""docs/dashboard.md names every page, key, state and mark that the dashboard has."""

from pathlib import Path

import ledger.dashboard
from ledger.dashboard import words
from ledger.lens import STAGES, STATUSES

ROOT = Path(ledger.dashboard.__file__).parents[2]
TEXT = (ROOT / "docs" / "dashboard.md").read_text(encoding="utf-8")


def test_every_page_is_named() -> None:
    views = Path(ledger.dashboard.__file__).parent / "views"
    names = {path.stem for path in views.glob("*.py")} - {"__init__", "overview"}
    assert len(names) >= 5
    assert [name for name in sorted(names) if f"`/{name}" not in TEXT] == []


def test_every_key_of_the_address_and_its_values_are_named() -> None:
    assert [key for key in words.FILTER if f"`{key}`" not in TEXT] == []
    assert [value for value in (*STAGES, *STATUSES) if value not in TEXT] == []


def test_states_and_filters_have_words() -> None:
    assert set(words.STATE) == set(STATUSES)
    assert set(STAGES) <= set(words.STAGE)
