"""What the filters offer: whatever stands in the ledger, whether a vocabulary has it or not."""

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from ledger import reports
from ledger.dashboard import snapshot
from ledger.intake.records import RecordOptions, import_records
from ledger.lens import Lens, to_query
from ledger.store.read import open_read
from tests.dashboard.ledger_file import write_empty
from tests.dashboard.test_pages import opened, shown

NOW = datetime(2025, 5, 1, 12)
ROWS = """\
donor,recipient,item,quantity,delivered,url
Norway,Ukraine,tents,1200,2025-04-25,https://example.org/1
Friends of Kharkiv e.V.,Hospital No. 5,generators,9,2025-04-26,https://example.org/2
Friends of Kharkiv e.V.,Hospital No. 5,Feldküchen & Öfen,3,2025-04-26,https://example.org/3
"Müller, Söhne & Co <b>",Ukraine,"Kit ""A"", large",3,2025-04-26,https://example.org/4
Norway; Friends of Kharkiv e.V.,Ukraine,tents,6,2025-04-26,https://example.org/5
,Ukraine,tents,4,2025-04-26,https://example.org/6
pledged,Ukraine,tents,5,2025-04-26,https://example.org/7
"""


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("named")
    path = write_empty(folder / "named.duckdb")
    (folder / "in.csv").write_text(ROWS, encoding="utf-8")
    import_records(
        str(folder / "in.csv"), path, NOW, RecordOptions(kind="deliveries", publisher="Desk")
    )
    yield path
    snapshot.forget()


LENSES = [
    (Lens(donor=("Friends of Kharkiv e.V.",)), "Friends of Kharkiv e.V. (3)", 3),
    (Lens(donor=("Müller, Söhne & Co <b>",)), "Müller, Söhne & Co <b> (1)", 1),
    (Lens(donor=("Friends of Kharkiv e.V.+NOR",)), "Friends of Kharkiv e.V. + Norway (1)", 1),
    (Lens(donor=("NOR",)), "Norway (2)", 2),
    (Lens(donor=("-",)), "donor not stated (1)", 1),
    (Lens(donor=("pledged",)), "pledged (1)", 1),
    (Lens(recipient=("Hospital No. 5",)), "Hospital No. 5 (2)", 2),
    (Lens(item=("unlisted:feldküchen & öfen",)), "feldküchen & öfen (1)", 1),
    (Lens(item=('unlisted:kit "a", large',)), 'kit "a", large (1)', 1),
]


@pytest.mark.parametrize(("lens", "label", "count"), LENSES, ids=[one[1] for one in LENSES])
def test_name_of_no_vocabulary_is_offered_chosen_and_linked(
    named: Path, monkeypatch: pytest.MonkeyPatch, lens: Lens, label: str, count: int
) -> None:
    ((name, (code,)),) = parse_qs(to_query(lens)).items()
    page = opened("ledger", named, monkeypatch)
    box = page.multiselect(key=f"filter_{name}")
    assert label in box.options
    box.set_value([code]).run()
    assert page.query_params[name] in (code, [code])
    assert f"Lines 1 to {count} of {count};" in shown(page)
    linked = opened("ledger", named, monkeypatch, **{name: code})
    assert not linked.warning
    assert f"Lines 1 to {count} of {count};" in shown(linked)
    assert linked.multiselect(key=f"filter_{name}").value == [code]
    linked.button(key=f"chip_{name}_{code}").click().run()
    assert "of 7;" in shown(linked)


def test_rows_of_the_donors_table_lead_to_the_lines_that_make_them(
    named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = shown(opened("overview", named, monkeypatch))
    links = set(re.findall(r'href="ledger\?(donor=[^"]+)"', said))
    assert len(links) == 6
    for link in links:
        query = {name: value for name, (value,) in parse_qs(unescape(link)).items()}
        page = opened("ledger", named, monkeypatch, **query)
        assert not page.warning
        assert "of 7;" not in shown(page)


def test_day_before_its_first_line_does_not_make_a_name_unknown(
    named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened("ledger", named, monkeypatch, donor="Friends of Kharkiv e.V.", asof="2025-04-25")
    assert not page.warning
    assert "No lines match. 1 matches without Donor: Friends of Kharkiv e.V." in shown(page)
    assert "Friends of Kharkiv e.V. (0)" in page.multiselect(key="filter_donor").options


def test_two_that_are_called_the_same_are_told_apart() -> None:
    def script() -> None:
        from ledger.dashboard import filters
        from ledger.lens import Lens
        from ledger.report_rows import Facet

        rows = [("NOR", "Norway"), ("Norway", "Norway"), ("DEU", "Germany")]
        facets = [
            Facet(filter_name="donor", code=code, label=label, line_count=1) for code, label in rows
        ]
        filters.sidebar(Lens(), facets)

    page = AppTest.from_function(script).run()
    box = page.multiselect(key="filter_donor")
    assert box.options == ["Norway (1) [NOR]", "Norway (1) [Norway]", "Germany (1)"]
    assert box.set_value(["Norway"]).run().query_params["donor"] in ("Norway", ["Norway"])


def test_each_value_finds_as_many_lines_as_it_says(named: Path, sample_ledger: Path) -> None:
    for path in (named, sample_ledger):
        with open_read(path) as con:
            for one in reports.facets(con, Lens()):
                if one.filter_name not in ("donor", "recipient"):
                    continue  # an item stands for those under it too
                found = reports.positions(con, Lens(**{one.filter_name: (one.code,)}))
                assert len(found) == one.line_count, one
