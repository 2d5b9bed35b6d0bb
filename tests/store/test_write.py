"""The writer's protocol with real files and real processes (DESIGN.md 6)."""

import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from ledger.errors import (
    LedgerBusyError,
    LedgerMissingError,
    LedgerVersionError,
    StorageError,
    UsageError,
)
from ledger.store import LedgerFiles, connect_read, locked, open_read, open_write, snapshot_key

NOW = datetime(2026, 1, 1, 12)
ADD = "insert into truth.batch values (?, 'add', '-', 'h', ?, 0, 0, 0, '', '')"
COUNT = "select count(*) from truth.batch"


def test_a_written_row_is_in_the_published_copy(tmp_path: Path) -> None:
    path = _made(tmp_path)
    with open_write(path, NOW) as con:
        con.execute(ADD, ["B-0001", NOW])
    assert _published(path) == 1


def test_an_error_inside_the_act_changes_nothing(tmp_path: Path) -> None:
    path = _made(tmp_path)
    before = snapshot_key(path)
    with pytest.raises(ZeroDivisionError), open_write(path, NOW) as con:
        con.execute(ADD, ["B-0001", NOW])
        raise ZeroDivisionError
    assert _published(path) == 0
    assert snapshot_key(path) == before


def test_a_failed_creation_leaves_no_file(tmp_path: Path) -> None:
    with (
        pytest.raises(ZeroDivisionError),
        open_write(tmp_path / "ledger.duckdb", NOW, create=True),
    ):
        raise ZeroDivisionError
    assert {p.name for p in tmp_path.iterdir()} == {"ledger.lock"}


def test_writing_where_no_ledger_is_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissingError) as caught, open_write(tmp_path / "no.duckdb", NOW):
        pass
    assert "init" in caught.value.hint


def test_reading_where_no_ledger_is_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissingError) as caught, open_read(tmp_path / "no.duckdb"):
        pass
    assert "init" in caught.value.hint


def test_a_second_writer_is_told_who_holds_the_ledger(tmp_path: Path) -> None:
    path = _made(tmp_path)
    with (
        locked(LedgerFiles.of(path), 0),
        pytest.raises(LedgerBusyError) as caught,
        open_write(path, NOW, wait_seconds=0),
    ):
        pass
    assert str(os.getpid()) in caught.value.message


def test_an_open_reader_never_blocks_a_writer_and_keeps_its_snapshot(tmp_path: Path) -> None:
    path = _made(tmp_path)
    with open_read(path) as reader:
        with open_write(path, NOW) as con:
            con.execute(ADD, ["B-0001", NOW])
        assert reader.execute(COUNT).fetchone() == (0,)
    assert _published(path) == 1


def test_a_reader_in_another_process_never_blocks_a_writer(tmp_path: Path) -> None:
    path = _made(tmp_path)
    code = (
        "import sys, pathlib; from ledger.store import connect_read;"
        "con = connect_read(pathlib.Path(sys.argv[1])); print('open', flush=True);"
        "sys.stdin.readline(); print(con.execute(sys.argv[2]).fetchone()[0])"
    )
    with _python(code, str(path), COUNT) as reader:
        assert reader.stdout is not None and reader.stdout.readline() == "open\n"
        with open_write(path, NOW) as con:
            con.execute(ADD, ["B-0001", NOW])
        out, _ = reader.communicate("go\n")
    assert out.strip() == "0"
    assert _published(path) == 1


def test_an_open_writer_never_blocks_a_reader(tmp_path: Path) -> None:
    path = _made(tmp_path)
    with open_write(path, NOW) as con:
        con.execute(ADD, ["B-0001", NOW])
        assert _published(path) == 0


def test_the_sandbox_of_a_reader_sees_no_files(tmp_path: Path) -> None:
    path = _made(tmp_path)
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with open_read(path) as con, pytest.raises(duckdb.PermissionException):
        con.execute("from read_csv(?)", [str(tmp_path / "secret.csv")])


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    with open_read(_made(tmp_path)) as con, pytest.raises(duckdb.InvalidInputException):
        con.execute(ADD, ["B-0001", NOW])


def test_a_copy_that_another_program_published_is_refused_until_it_is_published_again(
    tmp_path: Path,
) -> None:
    path = _made(tmp_path)
    with duckdb.connect(str(LedgerFiles.of(path).read)) as con:
        con.execute("update ledger_fact set value = 'of another program' where key = 'views'")
    with pytest.raises(LedgerVersionError, match="not published by this version") as caught:
        connect_read(path)
    assert "aid-ledger publish" in caught.value.hint
    with open_write(path, NOW):
        pass
    connect_read(path).close()


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 1000], ids=["empty", "text"])
def test_a_file_that_is_no_ledger_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ledger.duckdb"
    path.write_bytes(content or b"\0" * 4096)
    before = path.read_bytes()
    with pytest.raises(LedgerVersionError), open_write(path, NOW):
        pass
    assert path.read_bytes() == before


def test_a_ledger_with_a_step_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = _made(tmp_path)
    with duckdb.connect(str(path)) as con:
        con.execute("insert into truth.schema_step values ('099_future', 'x', now()::timestamp)")
    with pytest.raises(LedgerVersionError) as caught, open_write(path, NOW):
        pass
    assert "099_future" in caught.value.message


def test_a_ledger_whose_step_was_worded_otherwise_is_refused(tmp_path: Path) -> None:
    path = _made(tmp_path)
    with duckdb.connect(str(path)) as con:
        con.execute("update truth.schema_step set sha256 = 'other'")
    with pytest.raises(LedgerVersionError), open_write(path, NOW):
        pass


def test_a_live_file_open_in_another_program_is_named(tmp_path: Path) -> None:
    path = _made(tmp_path)
    code = (
        "import sys, duckdb; con = duckdb.connect(sys.argv[1]); print('open', flush=True);"
        "sys.stdin.readline()"
    )
    with _python(code, str(path)) as other:
        assert other.stdout is not None and other.stdout.readline() == "open\n"
        with pytest.raises(StorageError) as caught, open_write(path, NOW):
            pass
        other.communicate("\n")
    assert "another program" in caught.value.message


def test_a_killed_writer_loses_nothing_acknowledged_and_leaves_no_half(tmp_path: Path) -> None:
    """SIGKILL at twelve different moments of a loop that writes batches of two rows each."""
    path = _made(tmp_path)
    code = (
        "import sys, pathlib, datetime, itertools\n"
        "from ledger.store import open_write\n"
        "now = datetime.datetime(2026, 1, 1)\n"
        "start = int(sys.argv[2])\n"
        "for i in itertools.count(start):\n"
        "    with open_write(pathlib.Path(sys.argv[1]), now) as con:\n"
        "        for part in 'ab':\n"
        "            con.execute(sys.argv[3], [f'B-{i}{part}', now])\n"
        "    print(i, flush=True)\n"
    )
    acknowledged: list[int] = []
    for moment in range(12):
        start = max(acknowledged, default=0) + 100
        with _python(code, str(path), str(start), ADD) as writer:
            assert writer.stdout is not None
            # The moment differs by the acts acknowledged and by the work we then do ourselves.
            for _ in range(1 + moment % 3):
                acknowledged.append(int(writer.stdout.readline()))
            sum(range(moment * 150_000))
            writer.send_signal(signal.SIGKILL)
            acknowledged += [int(line) for line in writer.stdout.read().splitlines()]
    with open_write(path, NOW) as con:
        rows = {row[0] for row in con.execute("select batch_id from truth.batch").fetchall()}
    halves = {row[:-1] for row in rows}
    assert {f"B-{i}" for i in acknowledged} <= halves
    assert rows == {half + part for half in halves for part in "ab"}


def test_no_file_of_a_stranger_is_touched_by_a_creation(tmp_path: Path) -> None:
    (tmp_path / "ledger.new").write_text("precious")
    _made(tmp_path)
    assert (tmp_path / "ledger.new").read_text() == "precious"


def test_two_ledgers_of_one_stem_keep_apart(tmp_path: Path) -> None:
    one, two = tmp_path / "a.duckdb", tmp_path / "a.db"
    for path in (one, two):
        with open_write(path, NOW, create=True):
            pass
    with open_write(one, NOW) as con:
        con.execute(ADD, ["B-0001", NOW])
    assert (_published(one), _published(two)) == (1, 0)


@pytest.mark.parametrize("name", ["a.read.duckdb", "a.lock", "a.new"])
def test_the_other_files_of_a_ledger_are_no_ledgers(tmp_path: Path, name: str) -> None:
    with (
        pytest.raises(UsageError) as caught,
        open_write(tmp_path / name, NOW, create=True),
    ):
        pass
    assert "a.duckdb" in caught.value.hint
    assert not list(tmp_path.iterdir())


def _made(folder: Path) -> Path:
    path = folder / "ledger.duckdb"
    with open_write(path, NOW, create=True):
        pass
    return path


def _published(path: Path) -> int:
    with open_read(path) as con:
        row = con.execute(COUNT).fetchone()
    assert row is not None
    return int(row[0])


def _python(code: str, *args: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
