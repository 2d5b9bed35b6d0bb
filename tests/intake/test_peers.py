"""Files of the field (../shared/peers): no row is lost, and their own sums come out."""

import csv
from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ledger.intake.lookups import party_code
from ledger.intake.records import RecordOptions, RecordReport, import_records
from ledger.store import open_read
from tests.blank import blank_ledger

pytestmark = pytest.mark.shared
PEERS = Path(__file__).parents[2].parent / "shared" / "peers"
NOW = datetime(2026, 11, 22, 12)

# Where the file's own rows sum to another figure than its own table: (stage, item, donor) -> sum.
KNOWN_DIFFERENCES = {
    ("committed", "armored high mobility multipurpose wheeled vehicle", "United States"): 100
}
PARTIES = {"EU (Commission and Council)": "european-union"}

# mapping ("" is found by the columns), rows in, rows recorded, claims, rows set aside and why.
# r7_price_list.csv holds prices and no records.
COUNTS = {
    "kiel/r7_main_data.csv": ("", 1032, 1031, 1482, {214: "date-unreadable"}),
    "kiel/Ukraine_Support_Tracker_Release7_2022-10.xlsx": (
        "kiel", 1032, 1031, 1482, {214: "date-unreadable"},
    ),
    "kiel/r7_committed_weapons.csv": ("kiel-committed-weapons", 39, 39, 36, {}),
    "kiel/r7_delivered_weapons.csv": ("kiel-delivered-weapons", 38, 38, 27, {}),
    "kiel/website_weapons.csv": ("", 61, 61, 61, {}),
    "fts/fts_incoming_funding_global.csv": ("", 1106, 1106, 1106, {}),
    "fts/custom-search-locationid-114-year-2020.json": ("", 200, 200, 200, {}),
    "covax/COVAX-Distribution.csv": ("", 26, 26, 41, {}),
}  # fmt: skip


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, RecordReport]]:
    if not PEERS.is_dir():
        pytest.skip("the files of the field (../shared/peers) are not beside the project")
    found = {}
    for name, (mapping, *_) in COUNTS.items():
        path = tmp_path_factory.mktemp("peer") / "ledger.duckdb"
        blank_ledger(path, NOW)
        found[name] = path, import_records(str(PEERS / name), path, NOW, RecordOptions(mapping))
    return found


@pytest.mark.parametrize("name", COUNTS)
def test_every_row_is_recorded_or_set_aside_with_a_reason(
    imported: dict[str, tuple[Path, RecordReport]], name: str
) -> None:
    path, report = imported[name]
    _, rows, recorded, claims, reasons = COUNTS[name]
    assert (report.row_count, report.recorded, report.set_aside) == (rows, recorded, len(reasons))
    found = [one for one in report.told() if one["severity"] == "error"]
    assert {one["row"]: one["code"] for one in found} == reasons
    assert _ask(path, "select count(*) from announcement") == [(recorded,)]
    assert _ask(path, "select count(*) from claim where rule = 'register'") == [(claims,)]


def test_each_claim_quotes_the_cells_it_came_from(
    imported: dict[str, tuple[Path, RecordReport]],
) -> None:
    """Evidence and spans cut what they say out of the row, and the row is the file's."""
    for path, _ in imported.values():
        wrong = _ask(
            path,
            """select c.claim_id from claim c join announcement a using (announcement_id)
            where substr(a.text, evidence_start + 1, evidence_end - evidence_start)
                    <> evidence_text
                or (c.quantity_text <> '' and not c.is_money and trim(substr(a.text,
                    (spans::json->'quantity'->>0)::int + 1,
                    (spans::json->'quantity'->>1)::int - (spans::json->'quantity'->>0)::int))
                    <> quantity_text)""",
        )
        assert wrong == []


@pytest.mark.parametrize(("stage", "cells"), [("committed", 36), ("delivered", 27)])
def test_kiels_own_tables_come_out(
    imported: dict[str, tuple[Path, RecordReport]], stage: str, cells: int
) -> None:
    path, _ = imported["kiel/r7_main_data.csv"]
    ours = {
        (item, donor): number
        for item, donor, number in _ask(
            path,
            f"""select item_text, donor, sum(quantity_low) from claim
            where stage = '{stage}' and not is_money and publisher like 'Kiel%' group by all""",
        )
    }
    theirs = list(_cells(PEERS / "kiel" / f"r7_{stage}_weapons.csv"))
    known = {key[1:] for key in KNOWN_DIFFERENCES if key[0] == stage}
    assert len(theirs) == cells
    different = {
        (item, donor): ours.get((item, PARTIES.get(donor) or party_code(donor)))
        for item, donor, number in theirs
        if ours.get((item, PARTIES.get(donor) or party_code(donor))) != number
    }
    assert set(different) == known
    for key, number in different.items():
        assert number == KNOWN_DIFFERENCES[(stage, *key)]


def test_each_row_of_a_register_is_an_event_of_its_own(
    imported: dict[str, tuple[Path, RecordReport]],
) -> None:
    for path, _ in imported.values():
        ((claims, records),) = _ask(path, "select count(*), count(distinct record_id) from report")
        assert claims == records


def test_ftss_totals_by_status_and_currency_come_out_to_the_cent(
    imported: dict[str, tuple[Path, RecordReport]],
) -> None:
    path, _ = imported["fts/fts_incoming_funding_global.csv"]
    status = {"committed": "commitment", "delivered": "paid", "pledged": "pledge"}
    ours = {
        (status[stage], currency): total
        for stage, currency, total in _ask(
            path, "select stage, currency, sum(amount_low) from claim group by all"
        )
    }
    theirs: Counter[tuple[str, str]] = Counter()
    with (PEERS / "fts" / "fts_incoming_funding_global.csv").open(encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            has_original = row["originalAmount"] and row["originalCurrency"]
            amount = row["originalAmount"] if has_original else row["amountUSD"]
            currency = row["originalCurrency"] if has_original else "USD"
            theirs[row["status"], currency] += Decimal(amount)  # type: ignore[assignment]
    assert ours == dict(theirs)


def test_a_flow_that_fts_lists_twice_counts_once(
    imported: dict[str, tuple[Path, RecordReport]],
) -> None:
    path, _ = imported["fts/fts_incoming_funding_global.csv"]
    assert _ask(path, "select count(*) from claim where status = 'restating'") == [(3,)]


def _ask(path: Path, sql: str) -> list[Any]:
    with open_read(path) as con:
        return con.execute(sql).fetchall()


def _cells(path: Path) -> Any:
    with path.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    for row in rows:
        for donor, number in zip(header[5:], row[5:], strict=True):
            if Decimal(number or 0):
                yield row[0], donor, Decimal(number)
