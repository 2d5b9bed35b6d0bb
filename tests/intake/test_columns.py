"""Files that nobody has mapped: columns by name and hashtag; content only suggests."""

from datetime import datetime
from pathlib import Path

import pytest

from ledger.errors import InputError
from ledger.intake.columns import guess_columns
from ledger.intake.matching import kind_of
from ledger.intake.records import RecordOptions, RecordReport, import_records

NOW = datetime(2026, 11, 22, 12)

# name, file, the claim that its row becomes: stage, donors, recipients, item, low, unit, currency
FILES = [
    ("units and currencies in the header",
     "Date;Donor;Country;Type of assistance;Quantity (tonnes);Amount (USD);Status\n"
     "2023-03-12;Germany;Ukraine;Flour;1,200;350000;Delivered\n",
     ("delivered", ["DEU"], ["UKR"], "flour", 1200, "TNE", "USD")),
    ("a 3W with hashtags",
     "Who,What,Where,When\n#org,#activity,#adm1+name,#date+start\n"
     "Norwegian Refugee Council,Tents,Kharkiv region,2023-02-01\n",
     ("delivered", ["nrc"], [], "tent", None, "C62", "")),
    ("Ukrainian",
     "Донор;Отримувач;Предмет;Кількість;Одиниця;Дата доставки\n"
     "Норвегія;Україна;намет;40;шт;12.05.2023\n",
     ("delivered", ["NOR"], ["UKR"], "tent", 40, "C62", "")),
    ("German", "Geber;Empfänger;Gegenstand;Menge;Datum\nNorwegen;Ukraine;Zelt;rund 40;2023\n",
     ("pledged", ["NOR"], ["UKR"], "tent", 40, "C62", "")),
    ("transactions of IATI",
     "iati-identifier,transaction-type,value,value-currency,transaction-date,provider-org,"
     "receiver-country\nX,Disbursement,100000,GBP,2022-05-01,FCDO,Ukraine\n",
     ("delivered", ["GBR"], ["UKR"], "", None, "GBP", "GBP")),
]  # fmt: skip


def _import(tmp_path: Path, text: str) -> RecordReport:
    path = tmp_path / "in.csv"
    path.write_text(text, encoding="utf-8")
    return import_records(str(path), tmp_path / "none.duckdb", NOW, RecordOptions(dry_run=True))


@pytest.mark.parametrize(("text", "claim"), [f[1:] for f in FILES], ids=[f[0] for f in FILES])
def test_columns_are_taken_by_their_names(
    text: str, claim: tuple[object, ...], tmp_path: Path
) -> None:
    report = _import(tmp_path, text)
    assert report.mapping.name == "by column names"
    assert (report.recorded, report.set_aside) == (1, 0), report.told()
    fields = (
        "stage", "donors", "recipients", "item_code", "quantity_low", "unit", "currency",
    )  # fmt: skip
    (row,) = report.claims.select(fields).to_pylist()
    assert tuple(row[name] for name in fields) == claim
    assert kind_of(str(tmp_path / "in.csv"), "") == "records"


def test_what_only_the_content_suggests_is_offered_and_not_used(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        _import(tmp_path, "wer,was,wann\nNorway,tents,2023-05-12\n")
    message = caught.value.message
    assert "‹wer› seems to hold the donor" in message and "‹was› seems to hold the item" in message
    assert "--mapping" in caught.value.hint


def test_a_hashtag_beats_a_name_and_its_attributes_only_refine() -> None:
    (one, other) = guess_columns(["Item", "Where"], ["#org+funder+type", "#adm1+name+en"])
    assert {(one.column, one.field), (other.column, other.field)} == {
        ("Item", "donor"), ("Where", "place"),
    }  # fmt: skip
    assert one.why == "hashtag"
