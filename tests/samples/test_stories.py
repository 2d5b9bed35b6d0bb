"""What the sample announcements must come to, from text to position (FIELD.md 2).

The expected figures were worked out by hand from the announcements before they were compared.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from ledger.store import open_read

EVER = datetime(9999, 12, 31)
LINE = (
    "select * from position_as_of(?, ?)"
    " where donor = ? and recipient = ? and item_code = ? and not is_money"
)


def _position(ledger: Path, day: date, donor: str, recipient: str, item: str) -> dict[str, Any]:
    with open_read(ledger) as con:
        found = con.execute(LINE, [day, EVER, donor, recipient, item])
        names = [column[0] for column in found.description]
        rows = found.fetchall()
    assert len(rows) == 1, f"{donor} {recipient} {item}: one line expected, found {len(rows)}"
    return dict(zip(names, rows[0], strict=True))


def _bounds(position: dict[str, Any], *names: str) -> list[tuple[int, int | None]]:
    return [(int(position[f"{name}_low"]), _whole(position[f"{name}_high"])) for name in names]


def _whole(bound: Any) -> int | None:
    return None if bound is None else int(bound)


@pytest.mark.parametrize(
    ("item", "promised"), [("metal-detector", (1000, None)), ("eod-kit", (100, 100))]
)
def test_all_tellings_of_the_uk_package_are_one_event_a_line(
    sample_ledger: Path, item: str, promised: tuple[int, int | None]
) -> None:
    position = _position(sample_ledger, date(2023, 6, 1), "GBR", "UKR", item)
    assert _bounds(position, "promised") == [promised]
    with open_read(sample_ledger) as con:
        records = con.execute(
            "select report_count, has_rival_stages from record_as_of(?)"
            " where donor = 'GBR' and recipient = 'UKR' and item_code = ?",
            [EVER, item],
        ).fetchall()
    assert len(records) == 1
    reports, has_rival_stages = records[0]
    assert reports >= 7
    assert has_rival_stages


def test_the_czech_bridges_stand_as_field_says_on_29_december_2022(sample_ledger: Path) -> None:
    position = _position(sample_ledger, date(2022, 12, 29), "CZE", "UKR", "bridge")
    states = _bounds(position, "promised", "delivered", "installed", "awaiting", "outstanding")
    assert states == [(18, 18), (6, 6), (4, 4), (2, 2), (12, 12)]


def test_the_new_batch_of_fourteen_is_more_than_was_pledged(sample_ledger: Path) -> None:
    with open_read(sample_ledger) as con:
        found = con.execute(
            "select count(*) from finding join position using (line_id)"
            " where donor = 'CZE' and item_code = 'bridge' and code = 'more-than-pledged'"
        ).fetchone()
    assert found == (1,)


def test_ten_in_2022_against_six_is_an_open_finding(sample_ledger: Path) -> None:
    with open_read(sample_ledger) as con:
        found = con.execute(
            "select message from finding join position using (line_id)"
            " where donor = 'CZE' and item_code = 'bridge' and code = 'totals-disagree'"
        ).fetchall()
    assert any("10" in message and "6" in message for (message,) in found)


def test_energy_totals_are_one_growing_stock_and_never_added(sample_ledger: Path) -> None:
    with open_read(sample_ledger) as con:
        most = con.execute(
            "select max(delivered_low) from position where recipient = 'UKR' and unit = 'TNE'"
        ).fetchone()
    assert most is not None and int(most[0]) == 19_200


@pytest.mark.parametrize(
    "slug", ["no-aid-strike-independent", "no-aid-argentina-purchase", "no-aid-haiti-purchase",
             "no-aid-un-appeal"],
)  # fmt: skip
def test_a_page_without_aid_gives_no_counted_claim(sample_ledger: Path, slug: str) -> None:
    text = next((Path(__file__).parents[2] / "data" / "samples" / "texts").glob(f"*{slug}.txt"))
    with open_read(sample_ledger) as con:
        found = con.execute(
            "select count(*) filter (c.status = 'counted'), count(distinct a.announcement_id)"
            " from announcement a left join claim c using (announcement_id)"
            " where trim(a.text) = ?",
            [text.read_text(encoding="utf-8").strip()],
        ).fetchone()
    assert found == (0, 1)


def test_the_seed_facts_stand_in_the_sample_ledger_with_their_words(sample_ledger: Path) -> None:
    with open_read(sample_ledger) as con:
        rows = con.execute(
            "select stage, is_planned, reporting, donor, item, low::int, evidence_text"
            " from claim where publisher = 'The Guardian' and status = 'counted'"
            " order by evidence_start, evidence_end"
        ).fetchall()
    assert [row[:6] for row in rows] == [
        ("pledged", False, "flow", "GBR", "metal-detector", 1000),
        ("pledged", False, "flow", "GBR", "eod-kit", 100),
        ("pledged", False, "flow", "CZE", "bridge", 12),
        ("delivered", False, "total", "CZE", "bridge", 6),
        ("installed", False, "total", "CZE", "bridge", 4),
        ("installed", True, "flow", "CZE", "bridge", 2),
        # The twelve are stated twice; the second time they are misread and were turned down.
    ]
    assert all(row[6] for row in rows)
