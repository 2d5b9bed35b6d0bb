"""Files of shapes that nobody has mapped, by the names, hashtags and content of their columns."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from ledger.intake.reading import Choices
from ledger.intake.records import RecordOptions, import_records
from ledger.store import open_read
from tests.blank import blank_ledger

NOW = datetime(2026, 11, 22, 12)
CASES = tomllib.loads(Path(__file__).with_name("own_shapes.toml").read_text(encoding="utf-8"))
_TOLD = """
select concat_ws(' ', stage, coalesce(nullif(donor, ''), '-'), coalesce(nullif(recipient, ''), '-'),
    item_code, coalesce(quantity_low::bigint::varchar, '-'), nullif(qualifier, ''),
    start_on, end_on,
    nullif(currency, ''), amount_low::bigint, nullif(array_to_string(places, '+'), ''))
from claim order by source_key, claim_id
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.duckdb"
    return blank_ledger(path, NOW)


@pytest.mark.parametrize("case", CASES["file"], ids=lambda case: case["name"])
def test_rows_say_what_a_reader_would_say(case: dict[str, Any], ledger: Path) -> None:
    path = ledger.with_name("own.csv")
    path.write_text(case["text"].lstrip("\n"), encoding="utf-8")
    choices = Choices(case.get("date_order", ""), case.get("decimal_mark", ""))
    report = import_records(str(path), ledger, NOW, RecordOptions(choices=choices))
    assert report.mapping.name == "by column names"
    with open_read(ledger) as con:
        found = [row[0] for row in con.execute(_TOLD).fetchall()]
    assert sorted(found) == sorted(case["claims"])
    assert report.set_aside == 0
