"""The page Batches: what was recorded, what was wrong with it, and the way back."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ledger.dashboard import snapshot
from ledger.intake.undoing import undo
from ledger.store.read import open_read
from ledger.store.write import open_write
from tests.dashboard.ledger_file import ATTACK, RECORDED, write_empty, write_ledger
from tests.dashboard.test_pages import shown

LATER = RECORDED + timedelta(days=1)


@pytest.fixture
def ledger_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = write_ledger(tmp_path / "own.duckdb")
    monkeypatch.setenv("AID_LEDGER", str(path))
    yield path
    snapshot.forget()


def opened(**query: str) -> AppTest:
    page = AppTest.from_string(
        "from ledger.dashboard.views import batches\nbatches.page()", default_timeout=30
    )
    for key, value in query.items():
        page.query_params[key] = value
    return page.run()


def batches(path: Path) -> list[str]:
    with open_read(path) as con:
        rows = con.execute("select batch_id from truth.batch order by 1").fetchall()
    return [row[0] for row in rows]


def add_batch(path: Path, problems: list[tuple[str, str, str]], name: str = "in.csv") -> None:
    """A batch B-0002 of a file with nothing but problems: code, severity, found."""
    with open_write(path, LATER) as con:
        con.execute(
            "insert into truth.batch values ('B-0002', 'import', ?, 'abc', ?, 0, 0, ?, ?, '')",
            [name, LATER, len(problems), f"a note {ATTACK}"],
        )
        rows = [
            [f"P-{number}", code, severity, number, found, LATER]
            for number, (code, severity, found) in enumerate(problems, 2)
        ]
        con.executemany(
            "insert into truth.problem values"
            " (?, 'B-0002', '', ?, ?, ?, 'How many', null, null, ?, 'right', 'Mend it.', '{}', ?)",
            rows,
        )


def test_batches_are_listed_newest_first_with_what_took_them_back(ledger_at: Path) -> None:
    undo(ledger_at, "B-0001", LATER)
    said = shown(opened())
    assert said.index(">B-0002</a></td>") < said.index(">B-0001</a></td>")
    assert 'takes back <a href="batches?batch=B-0001">B-0001</a>' in said
    assert 'undone by <a href="batches?batch=B-0002">B-0002</a>' in said
    undo(ledger_at, "B-0002", LATER)
    said = shown(opened())
    assert 'stands again by <a href="batches?batch=B-0003">B-0003</a>' in said


def test_corrected_rows_name_their_import_and_stand_or_fall_with_it(ledger_at: Path) -> None:
    with open_write(ledger_at, LATER) as con:
        con.execute(
            "insert into truth.batch values"
            " ('B-0002', 'import', 'in.csv', 'x', $1, 0, 0, 0, '', ''),"
            " ('B-0003', 'import', 'rejected.csv', 'y', $1, 0, 0, 0, '', 'B-0002')",
            [LATER],
        )
    whole, part = (f'<a href="batches?batch=B-000{number}">B-000{number}</a>' for number in (2, 3))
    assert f"rejected.csv, corrected rows of {whole}" in shown(opened())
    assert f"came with {part}" in shown(opened(batch="B-0002"))
    undo(ledger_at, "B-0002", LATER)
    said = shown(opened(batch="B-0003"))
    assert 'undone by <a href="batches?batch=B-0004">' in said
    assert opened(batch="B-0003").button(key="undo_preview").label.startswith("Redo")


def test_batch_is_listed_as_it_was_known(ledger_at: Path) -> None:
    undo(ledger_at, "B-0001", LATER)
    said = shown(opened(known=RECORDED.date().isoformat()))
    assert "1 batch, newest first" in said and "<td>stands</td>" in said
    said = shown(opened(known=RECORDED.date().isoformat(), batch="B-0002"))
    assert "batch &#x27;B-0002&#x27;, which is not in this snapshot" in said


def test_problems_of_a_batch_are_shown_by_code_and_some_of_each(ledger_at: Path) -> None:
    many = [("number-unreadable", "error", f"‹{number}›") for number in range(60)]
    few = [("item-unlisted", "info", "‹thing›"), ("date-unreadable", "error", "‹31 June›")]
    add_batch(ledger_at, many + few)
    page = opened(batch="B-0002")
    said = shown(page)
    assert "62 in all; 50 are shown here" in said
    heads = ("60 × number-unreadable", "1 × date-unreadable", "1 × item-unlisted")
    assert [said.index(head) for head in heads] == sorted(said.index(head) for head in heads)
    assert "row 2, column How many: ‹0›" in said
    assert "… and 12 more" in said
    assert said.count("→ Mend it.") == 3
    assert [one.label for one in page.get("download_button")] == ["All problems (CSV, 62 rows)"]


def test_what_files_say_is_only_ever_text(ledger_at: Path) -> None:
    add_batch(ledger_at, [("number-unreadable", "error", f"‹{ATTACK}›")], f"{ATTACK}.csv")
    for query in ({}, {"batch": "B-0002"}, {"batch": ATTACK}):
        said = shown(opened(**query))
        assert "&lt;img src=x" in said and "<img" not in said


def test_batch_is_undone_and_redone_after_a_look_at_what_would_change(ledger_at: Path) -> None:
    page = opened(batch="B-0001")
    for word, batch in (("Undo", "B-0002"), ("Redo", "B-0003"), ("Undo", "B-0004")):
        before = batches(ledger_at)
        assert page.button(key="undo_preview").label == f"{word} B-0001: show what would change"
        page.button(key="undo_preview").click().run()
        assert "Nothing is written yet." in shown(page)
        assert "<td>bridge, Czechia → Ukraine</td><td>item</td><td>Promised</td>" in shown(page)
        page.button(key="undo_leave").click().run()
        assert batches(ledger_at) == before
        page.button(key="undo_preview").click().run()
        page.button(key="undo_do").click().run()
        assert batches(ledger_at) == [*before, batch]
        assert batch in shown(page)
    with open_read(ledger_at) as con:
        notes = con.execute("select note from truth.batch where kind = 'undo' order by batch_id")
        assert notes.fetchall()[:2] == [
            ("Undo on the page Batches",), ("Redo on the page Batches",),
        ]  # fmt: skip


def test_undoing_is_undone_from_its_own_page(ledger_at: Path) -> None:
    undo(ledger_at, "B-0001", LATER)
    page = opened(batch="B-0002")
    page.button(key="undo_preview").click().run()
    page.button(key="undo_do").click().run()
    assert 'stands again by <a href="batches?batch=B-0003">' in shown(opened(batch="B-0001"))


def test_preview_of_one_batch_is_none_of_another(ledger_at: Path) -> None:
    undo(ledger_at, "B-0001", LATER)
    page = opened(batch="B-0001")
    page.button(key="undo_preview").click().run()
    page.query_params["batch"] = "B-0002"
    page.run()
    assert page.button(key="undo_preview").label.startswith("Undo B-0002")


def test_reader_without_the_right_to_write_sees_no_button_and_why(
    ledger_at: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AID_LEDGER_READ_ONLY", "1")
    page = opened(batch="B-0001")
    assert "open for reading only, so no batch can be taken back" in shown(page)
    assert not page.button


def test_batch_that_is_not_there_is_told_with_a_way_on(ledger_at: Path) -> None:
    said = shown(opened(batch="B-9999"))
    assert "batch &#x27;B-9999&#x27;, which is not in this snapshot" in said
    assert 'href="batches"' in said


def test_ledger_without_a_batch_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AID_LEDGER", str(write_empty(tmp_path / "empty.duckdb")))
    assert "No batch yet." in shown(opened())


def test_long_list_has_pages(ledger_at: Path) -> None:
    with open_write(ledger_at, datetime(2023, 3, 2)) as con:
        con.execute(
            "insert into truth.batch select format('B-{:04d}', n), 'import', 'a.csv', 'x', ?, 0, 0,"
            " 0, '', '' from range(2, 61) r(n)",
            [LATER],
        )
    said = shown(opened())
    assert "60 batches, newest first" in said
    assert ">B-0060</a></td>" in said and ">B-0010</a></td>" not in said
    assert ">B-0001</a></td>" in shown(opened(page="2"))
