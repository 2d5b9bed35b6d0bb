"""The journal gives the same ledger back, to the byte, and refuses what is not as it was."""

import hashlib
import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from ledger.errors import InputError, UsageError
from ledger.export import export_journal, import_journal
from ledger.posting import post
from ledger.store import open_read, open_write
from tests.ledgers import NOON, insert_claims

NOW = datetime(2026, 1, 1, 12)
ODD = Decimal("123456789012345.125")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.duckdb"
    with open_write(path, NOW, create=True) as con:
        con.execute(
            "insert into truth.batch values ('B-0001', 'add', '-', 'h', ?, 2, 3, 0, '', '')", [NOON]
        )
        insert_claims(
            con,
            [
                {"n": ODD, "item_text": 'odd "quotes" \\ and ñ\n'},
                {"at_least": 3, "places": ["UA-32", "UA-63"]},
                {"qualifier": "unspecified", "stage": "pledged"},
            ],
        )
        post(con)
    return path


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_export_import_export_gives_the_same_bytes(ledger: Path, tmp_path: Path) -> None:
    lines = export_journal(ledger, tmp_path / "one")
    assert lines["claim"] == 3
    import_journal(tmp_path / "one", tmp_path / "again.duckdb", NOW)
    export_journal(tmp_path / "again.duckdb", tmp_path / "two")
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")
    with open_read(tmp_path / "again.duckdb") as con:
        found = con.execute("select max(quantity_low) from claim").fetchone()
    assert found == (ODD,)


def test_a_journal_of_before_batches_had_parts_can_be_read(ledger: Path, tmp_path: Path) -> None:
    export_journal(ledger, tmp_path / "one")
    path = tmp_path / "one" / "batch.jsonl"
    text = path.read_text(encoding="utf-8")
    assert ',"part_of":""' in text
    older = text.replace(',"part_of":""', "").encode()
    path.write_bytes(older)
    manifest = tmp_path / "one" / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    told["files"]["batch"]["sha256"] = hashlib.sha256(older).hexdigest()
    manifest.write_text(json.dumps(told), encoding="utf-8")
    import_journal(tmp_path / "one", tmp_path / "again.duckdb", NOW)
    with open_read(tmp_path / "again.duckdb") as con:
        assert con.execute("select part_of from batch").fetchall() == [("",)]


def test_a_journal_gives_the_same_position(ledger: Path, tmp_path: Path) -> None:
    export_journal(ledger, tmp_path / "one")
    import_journal(tmp_path / "one", tmp_path / "again.duckdb", NOW)
    both = []
    for path in (ledger, tmp_path / "again.duckdb"):
        with open_read(path) as con:
            both.append(
                [con.execute(f"from {t} order by all").fetchall() for t in ("position", "pledge")]
            )
    assert both[0] == both[1]


@pytest.mark.parametrize("harm", ["cut short", "edited", "missing", "no manifest"])
def test_a_harmed_journal_is_refused_and_makes_nothing(
    ledger: Path, tmp_path: Path, harm: str
) -> None:
    folder = tmp_path / "one"
    export_journal(ledger, folder)
    claims = folder / "claim.jsonl"
    if harm == "cut short":
        claims.write_bytes(claims.read_bytes()[:-100])
    elif harm == "edited":
        claims.write_bytes(claims.read_bytes().replace(b'"CZE"', b'"NOR"', 1))
    elif harm == "missing":
        claims.unlink()
    else:
        (folder / "manifest.json").unlink()
    with pytest.raises(InputError) as caught:
        import_journal(folder, tmp_path / "again.duckdb", NOW)
    assert "Nothing was made" in caught.value.hint
    assert not (tmp_path / "again.duckdb").exists()


def test_a_journal_is_not_imported_over_a_ledger(ledger: Path, tmp_path: Path) -> None:
    export_journal(ledger, tmp_path / "one")
    with pytest.raises(UsageError):
        import_journal(tmp_path / "one", ledger, NOW)


def test_a_folder_of_other_files_is_left_alone(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep")
    with pytest.raises(UsageError):
        export_journal(ledger, tmp_path / "mine")
