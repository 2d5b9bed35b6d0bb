"""What the charts say in words, and the outline that the map is drawn on."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ledger import reports
from ledger.dashboard import charts
from ledger.lens import Lens
from ledger.store.read import connect_read
from tests.dashboard.ledger_file import write_ledger


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Any:
    con = connect_read(write_ledger(tmp_path_factory.mktemp("charts") / "small.duckdb"))
    yield con
    con.close()


def values(picture: charts.Picture) -> list[dict[str, Any]]:
    """Every row of every layer of a chart."""
    spec = picture.chart.to_dict()
    sources = [spec, *spec.get("layer", [])]
    rows = [one["data"].get("values", []) for one in sources if "data" in one]
    named = list(spec.get("datasets", {}).values())
    return [row for group in [*rows, *named] for row in group]


def test_bullet_rows_name_the_items_and_leave_silence_without_a_bar(con: Any) -> None:
    picture = charts.bullet_rows(reports.totals(con, Lens(), "item"))
    assert "metal detector: ≥ 1,000 items promised, no report yet" in picture.alt
    [detector] = [row for row in values(picture) if row.get("label", "").startswith("metal")]
    assert (detector["promised"], detector["delivered"], detector["is_open"]) == (100, None, True)


def test_burn_up_speaks_its_end_and_draws_nothing_that_nobody_said(con: Any) -> None:
    line = reports.positions(con, Lens(item=("metal-detector",)))[0]
    steps = reports.burn_up(con, Lens(), line.line_id)
    picture = charts.burn_up(line, steps, date(2023, 3, 1))
    assert "promised at least 1,000, delivered: no report yet" in picture.alt
    assert {row["stage"] for row in values(picture) if "stage" in row} == {"Promised"}


def test_labels_of_near_levels_are_moved_apart() -> None:
    ends = [{"low": 30.0, "high": 30.0, "text": name} for name in ("a", "b", "c")]
    places = [row["at"] for row in charts.apart(ends)]
    assert all(two - one > 2 for one, two in zip(places, places[1:], strict=False))


def test_places_without_a_point_are_not_on_the_map(con: Any) -> None:
    picture = charts.place_dots(reports.places(con, Lens()), charts.outlines())
    assert "Kharkiv" in picture.alt
    assert "Not placed" not in picture.alt


def test_crimea_lies_inside_the_outline_of_ukraine() -> None:
    [ukraine] = [one for one in charts.outlines() if one["properties"]["code"] == "UKR"]
    mainland = ukraine["geometry"]["coordinates"][0][0]
    assert inside((34.1, 45.3), mainland)  # Simferopol
    assert inside((30.5, 50.4), mainland)  # Kyiv
    assert not inside((39.7, 47.2), mainland)  # Rostov-on-Don


def inside(point: tuple[float, float], ring: list[list[float]]) -> bool:
    """Whether a point lies in a ring: a ray to the east crosses it an odd number of times."""
    x, y = point
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings % 2 == 1


def test_every_chart_of_the_pages_has_its_own_words() -> None:
    views = Path(charts.__file__).with_name("views")
    text = "".join(path.read_text(encoding="utf-8") for path in views.glob("*.py"))
    assert text.count("st.altair_chart(") == text.count("alt=picture.alt") > 0
