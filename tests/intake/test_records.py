"""Records from columns: rows become claims with their cells, and corrections become versions."""

import csv
import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ledger.errors import InputError, UsageError
from ledger.identity import claim_id
from ledger.intake.mapping import load_mapping, mapping_names
from ledger.intake.mapping_text import as_toml
from ledger.intake.reading import Choices
from ledger.intake.records import RecordOptions, RecordReport, import_records, rejected_entries
from ledger.intake.rejects import NOTES, write_rejects
from ledger.store import open_read
from tests.blank import blank_ledger
from validation.datafiles import data_folder

NOW = datetime(2026, 11, 22, 12)
HEAD = "id,delivered_on,donor,recipient,item,quantity,unit,amount,currency,place,stage,url\n"
ROWS = [
    "D1,2023-05-12,Norway,Ukraine,generators,about 40,,,,Kharkiv region,,https://example.org/1",
    "D2,2023-05-13,Poland; Denmark,Ukraine,ton of coal,1 200,,,,,shipped,https://example.org/2",
    "D3,May 2023,Japan,Ukraine,,,,more than 2 million,USD,,,https://example.org/3",
]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "ledger.duckdb"
    return blank_ledger(path, NOW)


@pytest.fixture
def ledger(empty: Path, tmp_path: Path) -> Path:
    for path in empty.parent.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path / "ledger.duckdb"


def _import(ledger: Path, rows: list[str], day: int = 0, **options: Any) -> RecordReport:
    path = ledger.with_name("in.csv")
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return _import_file(path, ledger, day, **options)


def _import_file(path: Path, ledger: Path, day: int = 0, **options: Any) -> RecordReport:
    return import_records(str(path), ledger, NOW + timedelta(days=day), RecordOptions(**options))


def _ask(ledger: Path, sql: str) -> list[Any]:
    with open_read(ledger) as con:
        return con.execute(sql).fetchall()


def test_cells_become_claims_by_our_own_rules(ledger: Path) -> None:
    _import(ledger, ROWS)
    found = _ask(
        ledger,
        """select donor, recipient, item_code, stage, quantity_low, quantity_high, qualifier, unit,
            amount_low, amount_high, currency, start_on, end_on, places, origin, rule, status
        from claim order by source_key""",
    )
    day = date(2023, 5, 12)
    assert found[0] == (
        "NOR", "UKR", "generator", "delivered", 40, 40, "about", "C62", None, None, "", day, day,
        ["UA-63"], "csv", "register", "counted",
    )  # fmt: skip
    assert found[1][:8] == ("DNK+POL", "UKR", "coal", "shipped", 1200, 1200, "exact", "TNE")
    assert found[2][4:13] == (
        None, None, "at_least", "USD", Decimal(2_000_000), None, "USD", date(2023, 5, 1),
        date(2023, 5, 31),
    )  # fmt: skip


def test_every_field_opens_down_to_its_cell(ledger: Path) -> None:
    _import(ledger, ROWS[:1])
    ((text, evidence, spans),) = _ask(
        ledger,
        """select a.text, evidence_text, spans
        from claim join announcement a using (announcement_id)""",
    )
    assert text.splitlines()[2:6] == [
        "donor: Norway", "recipient: Ukraine", "item: generators", "quantity: about 40",
    ]  # fmt: skip
    assert evidence == "item: generators\nquantity: about 40"
    cut = {k: text[v[0] : v[1]] for k, v in json.loads(spans).items() if v}
    assert cut == {
        "dates": "2023-05-12", "donors": "Norway", "item": "generators", "places": "Kharkiv region",
        "quantity": "about 40", "recipients": "Ukraine",
    }  # fmt: skip


def test_a_claims_id_is_that_of_identity(ledger: Path) -> None:
    """The ids are worked out by columns, and are those of `identity.claim_id`."""
    _import(ledger, ROWS[:1])
    ((found, key, evidence),) = _ask(
        ledger, "select claim_id, source_key, evidence_text from claim"
    )
    reading = (
        "delivered", "false", "flow", "unknown", "NOR", "UKR", "", "", "", "generators",
        "generator", "", "40.000", "40.000", "about", "about 40", "C62", "", "", "", "", "false",
        "false", "2023-05-12", "2023-05-12", "2023-05-12", "UA-63", "admin1", "register",
    )  # fmt: skip
    assert found == claim_id(key, evidence, 2, reading)


def test_the_same_file_again_writes_nothing_and_says_so(ledger: Path) -> None:
    _import(ledger, ROWS)
    again = _import(ledger, ROWS, day=1)
    assert again.receipt is not None and again.receipt.is_noop
    assert (again.receipt.batch_id, again.receipt.announcements_known) == ("B-0001", 3)
    assert _ask(ledger, "select count(*) from batch") == [(1,)]


def test_a_corrected_row_is_a_new_version_and_its_cells_are_told(ledger: Path) -> None:
    _import(ledger, ROWS)
    report = _import(ledger, [ROWS[0].replace("about 40", "45"), *ROWS[1:]], day=1)
    assert report.receipt is not None
    assert (report.receipt.announcements_new, report.receipt.announcements_changed) == (1, 1)
    assert (report.receipt.claims_new, report.receipt.claims_dropped) == (1, 1)
    (change,) = report.effects.changes
    assert change[1:] == ("quantity", "about 40", "45")
    assert _ask(ledger, "select quantity_low from claim where item_code = 'generator'") == [(45,)]
    assert _ask(ledger, "select count(*) from announcement") == [(4,)]


def test_a_correction_that_sets_the_date_back_counts(ledger: Path) -> None:
    _import(ledger, ROWS)
    _import(ledger, [ROWS[0].replace("2023-05-12", "2022-01-01"), *ROWS[1:]], day=1)
    assert _ask(ledger, "select start_on from claim where item_code = 'generator'") == [
        (date(2022, 1, 1),)
    ]


def test_a_cell_that_no_claim_uses_changes_no_claim(ledger: Path) -> None:
    _import(ledger, ROWS)
    report = _import(ledger, [ROWS[0].replace("/1", "/other"), *ROWS[1:]], day=1)
    assert report.receipt is not None
    assert (report.receipt.announcements_changed, report.receipt.claims_new) == (1, 0)


def test_rows_that_a_newer_file_lacks_are_named_and_stay(ledger: Path) -> None:
    _import(ledger, ROWS, publisher="Road Agency")
    report = _import(ledger, ROWS[1:], day=1, publisher="Road Agency")
    assert report.effects.missing == ("register:deliveries Road Agency | D1",)
    assert _ask(ledger, "select count(*) from claim") == [(3,)]


def test_equal_rows_are_events_of_their_own(ledger: Path) -> None:
    row = ROWS[0].replace("D1", "")
    _import(ledger, [row, row, row])
    assert _ask(ledger, "select count(*), count(distinct claim_id) from claim") == [(3, 3)]
    again = _import(ledger, [row, row, row, row], day=1)
    assert again.receipt is not None and again.receipt.announcements_new == 1


def test_a_row_with_an_error_is_set_aside_comes_back_and_joins(ledger: Path) -> None:
    bad = ROWS[1].replace("1 200", "plenty")
    report = _import(ledger, [ROWS[0], bad, ROWS[2], "too,few"])
    assert (report.row_count, report.recorded, report.set_aside) == (4, 2, 2)
    rejects = ledger.with_name("rejects.csv")
    assert write_rejects(rejects, report.names, rejected_entries(report)) == 2
    with rejects.open(encoding="utf-8", newline="") as lines:
        header, first, second = csv.reader(lines)
    assert header == [*HEAD.strip().split(","), *NOTES]
    assert first[-5:-3] == ["3", "number-unreadable"] and second[-5:-3] == ["5", "cell-count"]
    rejects.write_text(
        rejects.read_text(encoding="utf-8").replace(",plenty,", ',"1,200",'), encoding="utf-8"
    )
    mended = _import_file(rejects, ledger, day=1)
    assert (mended.row_count, mended.recorded) == (2, 1)
    assert mended.effects.missing_count == 0
    assert _ask(ledger, "select count(*) from claim") == [(3,)]
    whole = _import(ledger, [ROWS[0], ROWS[1].replace("1 200", '"1,200"'), ROWS[2]], day=2)
    assert whole.receipt is not None and whole.receipt.is_noop


def test_set_aside_rows_are_kept_with_their_cells(ledger: Path) -> None:
    _import(ledger, [ROWS[0], ROWS[1].replace("1 200", "plenty")])
    ((row, column, code, raw),) = _ask(
        ledger, "select row_number, column_name, code, raw from problem where severity = 'error'"
    )
    assert (row, column, code) == (3, "quantity", "number-unreadable")
    assert '"quantity":"plenty"' in raw.replace(": ", ":")


def test_stop_writes_nothing_if_a_row_is_bad(ledger: Path) -> None:
    report = _import(ledger, [ROWS[0], "x"], stop_on_error=True)
    assert report.receipt is None
    assert _ask(ledger, "select count(*) from batch") == [(0,)]


def test_a_dry_run_counts_and_writes_nothing(ledger: Path) -> None:
    report = _import(ledger, ROWS, dry_run=True)
    assert report.receipt is not None
    assert (report.receipt.announcements_new, report.receipt.batch_id) == (3, "")
    assert _ask(ledger, "select count(*) from batch") == [(0,)]


@pytest.mark.parametrize(
    ("cell", "choices", "expected"),
    [
        ("03/04/2023", Choices(date_order="dmy"), date(2023, 4, 3)),
        ("03/04/2023", Choices(date_order="mdy"), date(2023, 3, 4)),
    ],
)
def test_the_order_of_a_date_is_the_users_to_say(
    cell: str, choices: Choices, expected: date, ledger: Path
) -> None:
    row = ROWS[0].replace("2023-05-12", cell)
    with pytest.raises(InputError) as caught:
        _import(ledger, [row])
    assert "3 April 2023 or 4 March 2023" in caught.value.message
    assert "--date-order" in caught.value.hint
    _import(ledger, [row], choices=choices)
    assert _ask(ledger, "select start_on from claim") == [(expected,)]


@pytest.mark.parametrize(("mark", "expected"), [(".", Decimal("1.2")), (",", Decimal(1200))])
def test_the_mark_of_decimals_is_the_users_to_say(
    mark: str, expected: Decimal, ledger: Path
) -> None:
    row = ROWS[0].replace("about 40", "1.200")
    _import(ledger, [row], choices=Choices(decimal_mark=mark))
    assert _ask(ledger, "select quantity_low from claim") == [(expected,)]


def test_a_column_shows_its_mark_of_decimals(ledger: Path) -> None:
    _import(ledger, [ROWS[0].replace("about 40", "1.200"), ROWS[1].replace("1 200", "0.5")])
    assert _ask(ledger, "select quantity_low from claim order by source_key") == [
        (Decimal("1.2"),), (Decimal("0.5"),),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["pledges", "deliveries"])
def test_our_own_templates_import_without_a_word(name: str, ledger: Path) -> None:
    report = _import_file(data_folder() / "mappings" / "templates" / f"{name}.csv", ledger)
    assert report.mapping.name == name
    assert (report.recorded, report.told()) == (3, [])


@pytest.mark.parametrize("name", mapping_names())
def test_shipped_mappings_are_in_order(name: str) -> None:
    mapping = load_mapping(name)
    assert mapping.needs and mapping.register and mapping.key


MISTAKES = [
    ("claim without stage", 'kind = "pledges"', "has no stage"),
    ("mistyped key", 'kind = "pledges"\ncolums = {}', "the key ‹colums›"),
    ("mistyped field", 'kind = "pledges"\n[columns]\ndonnor = "x"', "the key ‹donnor›"),
    ("no kind", 'title = "x"', "kind is ‹›"),
    ("no TOML", "kind = ", "is no TOML file"),
    ("quoted edition", 'kind = "pledges"\nedition = "2022"', "edition is ‹2022›"),
    ("list of numbers", 'kind = "pledges"\nkey = [1]', "key is ‹[1]›"),
    ("condition without column", 'kind = "pledges"\n[[claims]]\nwhen = ["x"]', "a condition is"),
]


@pytest.mark.parametrize(
    ("text", "says"), [one[1:] for one in MISTAKES], ids=[m[0] for m in MISTAKES]
)
def test_a_mistake_in_a_mapping_is_told(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load_mapping(str(path))
    assert says in caught.value.message and str(path) in caught.value.message


def test_ones_own_mapping_is_found_by_the_columns(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = ledger.with_name("mappings")
    folder.mkdir()
    monkeypatch.setenv("AID_LEDGER_MAPPINGS", str(folder))
    (folder / "ours.toml").write_text(
        'kind = "pledges"\nregister = "ours"\nneeds = ["wer", "was"]\n'
        '[columns]\ndonor = "wer"\nitem = "was"\n[constants]\nstage = "pledged"\n',
        encoding="utf-8",
    )
    path = ledger.with_name("theirs.csv")
    path.write_text("wer,was\nNorway,tents\n", encoding="utf-8")
    assert _import_file(path, ledger).mapping.name == "ours"
    assert _ask(ledger, "select donor, item_code, stage from claim") == [("NOR", "tent", "pledged")]


@pytest.mark.parametrize("name", mapping_names())
def test_a_mapping_that_is_written_down_comes_back_the_same(name: str, tmp_path: Path) -> None:
    mapping = load_mapping(name)
    path = tmp_path / f"{name}.toml"
    path.write_text(as_toml(mapping), encoding="utf-8")
    assert load_mapping(str(path)) == mapping


def test_a_file_that_says_nowhere_who_published_it_is_told_once(ledger: Path) -> None:
    rows = [row.partition(",https")[0] + "," for row in ROWS]
    report = _import(ledger, rows, dry_run=True)
    assert [one["code"] for one in report.told() if one["severity"] == "warning"] == [
        "source-unnamed"
    ]
    assert _import(ledger, rows, dry_run=True, url="https://example.org/all").told() == []


def test_two_publishers_keep_registers_of_their_own(ledger: Path) -> None:
    _import(ledger, ROWS, publisher="One")
    other = _import(ledger, ROWS, day=1, publisher="Other")
    assert other.receipt is not None and other.receipt.announcements_new == 3
    assert other.effects.missing_count == 0
