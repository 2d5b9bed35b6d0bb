"""aid-ledger import with columns: the talk, the files it writes, and what a user typed wrong."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

HEAD = "donor,item,quantity,delivered_on,url\n"
GOOD = "Norway,tents,40,2023-05-12,https://example.org/1\n"
BAD = "Poland,tents,plenty,2023-05-12,https://example.org/2\n"


@pytest.fixture
def empty(aid: Run, tmp_path: Path) -> Path:
    assert aid("init").code == 0
    return tmp_path


@pytest.mark.parametrize("name", ["pledges", "deliveries"])
def test_a_template_is_printed_and_imports(name: str, aid: Run, empty: Path) -> None:
    template = aid("import", "--template", name)
    assert (template.code, template.err) == (0, "")
    (empty / "mine.csv").write_text(template.out, encoding="utf-8")
    found = aid("import", "mine.csv", "--as", name)
    assert (found.code, found.out) == (0, "")
    assert f"mapping {name}" in found.err and "batch B-0001: 3 announcements new" in found.err


def test_a_bad_row_is_told_kept_and_comes_back(aid: Run, empty: Path) -> None:
    (empty / "in.csv").write_text(HEAD + GOOD + BAD * 2, encoding="utf-8")
    found = aid("import", "in.csv", "--rejects", "bad.csv", "--report", "all.csv", "--json")
    assert found.code == 1
    assert "1 ready · 0 of them with warnings · 0 repeated · 2 set aside" in found.err
    assert "number-unreadable · rows 3, 4 · column quantity" in found.err
    assert "‹plenty› holds no number that can be used. (2 times)" in found.err
    told = json.loads(found.out)
    assert (told["rows"], told["set_aside"], told["mapping"]) == (3, 2, "deliveries")
    (group,) = [one for one in told["groups"] if one["severity"] == "error"]
    assert (group["count"], group["rows"]) == (2, [3, 4])
    with (empty / "all.csv").open(encoding="utf-8", newline="") as lines:
        assert [row["row"] for row in csv.DictReader(lines)] == ["3", "4"]
    mended = (empty / "bad.csv").read_text(encoding="utf-8").replace("plenty", "12")
    (empty / "bad.csv").write_text(mended, encoding="utf-8")
    assert aid("import", "bad.csv").code == 0
    sql = "select sum(quantity_low)::int as n from claim"
    assert aid("sql", sql, "--csv").out.split() == ["n", "64"]


ZORKMIDS = [
    (
        "quantity", "3 zorkmids", "quantity-unit-unknown", "‹3 zorkmids›: ‹zorkmids› is no unit.",
        "such as 25 km, 3 t or 40 pieces", "Write the number alone where the word is the thing",
    ),
    (
        "amount", "5m zorkmids", "amount-currency-unknown",
        "‹5m zorkmids›: ‹zorkmids› is no currency.", "such as 5m EUR", "Write the currency's code",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "cell", "code", "found", "expected", "fix"), ZORKMIDS, ids=[z[0] for z in ZORKMIDS]
)
def test_words_behind_a_number_that_are_no_unit_are_named_with_what_would_do(
    aid: Run, tmp_path: Path, column: str, cell: str, code: str, found: str, expected: str, fix: str
) -> None:
    head = f"donor,recipient,item,delivered,url,{column}\n"
    row = f"Norway,Ukraine,generator,2023-05-01,https://example.org,{cell}\n"
    (tmp_path / "in.csv").write_text(head + row, encoding="utf-8")
    done = aid("import", "in.csv", "--as", "deliveries", "--dry-run")
    assert done.code == 1
    said = [line.strip() for line in done.err.splitlines()]
    at = said.index(found)
    assert said[at - 1] == f"1  error    {code} · row 2 · column {column}"
    assert said[at + 1].startswith("expected: ") and expected in said[at + 1]
    assert said[at + 2].startswith(f"→ {fix}")
    assert "currency-missing" not in done.err


def test_what_would_change_is_told_before_anything_is_written(aid: Run, empty: Path) -> None:
    head, row = "id," + HEAD, "7," + GOOD
    (empty / "in.csv").write_text(head + row + "8," + GOOD, encoding="utf-8")
    aid("import", "in.csv", "--publisher", "Road Agency")
    (empty / "in.csv").write_text(head + row.replace("40", "45"), encoding="utf-8")
    found = aid("import", "in.csv", "--publisher", "Road Agency", "--dry-run")
    assert "quantity: ‹40› → ‹45›" in found.err
    assert "1 row is missing from this file" in found.err
    assert "DRY RUN: 1 announcement new, 1 of them changed" in found.err


def test_a_mapping_can_be_kept_and_used(aid: Run, empty: Path) -> None:
    (empty / "in.csv").write_text("Donor country;Goods;Qty\nNorway;tents;40\n", encoding="utf-8")
    found = aid("import", "in.csv", "--as", "pledges", "--dry-run", "--save-mapping", "m.toml")
    assert "read as: donor ← ‹Donor country›, item ← ‹Goods›, quantity ← ‹Qty›" in found.err
    again = aid("import", "in.csv", "--mapping", "m.toml", "--dry-run")
    assert (again.code, "mapping m" in again.err) == (0, True)


WRONG = [
    (("--mapping", "nowhere"), 2, "There is no mapping ‹nowhere›"),
    (("--decimal-mark", "x"), 2, "is no such mark"),
    (("--as", "pledges", "--mapping", "kiel"), 1, "has no column ‹ID, countries"),
    (("--rejects", "in.csv"), 2, "is the file to import"),
    (("--report", "nowhere/x.csv"), 2, "cannot be written"),
    (("--sheet", "x", "--encoding", "nonsense"), 2, "no encoding"),
]


@pytest.mark.parametrize(("options", "code", "says"), WRONG, ids=[" ".join(w[0]) for w in WRONG])
def test_what_was_typed_wrong_is_told(
    options: tuple[str, ...], code: int, says: str, aid: Run, empty: Path
) -> None:
    (empty / "in.csv").write_text(HEAD + GOOD, encoding="utf-8")
    found = aid("import", "in.csv", *options)
    assert (found.code, found.out) == (code, "")
    assert says in found.err and "Traceback" not in found.err
    assert aid("batches", "--csv").out.count("\n") == 1


def test_names_of_no_vocabulary_are_asked_for_by_their_words(aid: Run, empty: Path) -> None:
    rows = (
        "Friends of Kharkiv e.V.,Feldküchen & Öfen,4,2023-05-12,https://example.org/3\n"
        "Norway; Friends of Kharkiv e.V.,tents,5,2023-05-12,https://example.org/4\n"
        ",tents,6,2023-05-12,https://example.org/5\n"
    )
    (empty / "in.csv").write_text(HEAD + GOOD + rows, encoding="utf-8")
    assert aid("import", "in.csv").code == 0
    for option, text, count in (
        ("--donor", "Friends of Kharkiv e.V.", 2), ("--donor", "friends of kharkiv e.v.", 2),
        ("--donor", "Norway+friends of Kharkiv e.V.", 1), ("--donor", "-", 1),
        ("--item", "Feldküchen & Öfen", 1),
    ):  # fmt: skip
        told = json.loads(aid("status", option, text, "--json").out)
        assert len(told["lines"]) == count, text
    refused = aid("status", "--donor", "Friends of Lviv")
    assert refused.code == 2
    assert "no party that the vocabulary knows, and none that stands in the ledger" in refused.err
