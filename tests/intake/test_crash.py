"""Imports that are killed, that meet another one, that find no room, that are fed the absurd."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import duckdb
import pytest

from ledger.store import open_read
from tests.blank import blank_ledger
from tests.intake.killable import NOW, Ended, importing

HEAD = "id,delivered_on,donor,recipient,item,quantity\n"
MOMENTS = int(os.environ.get("KILLED_IMPORTS", "4"))  # make properties: thirty
_HALVES = Path(__file__).with_name("halves.sql").read_text(encoding="utf-8")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.duckdb"
    return blank_ledger(path, NOW)


def test_an_import_killed_at_some_moment_loses_nothing_and_leaves_no_half(
    ledger: Path,
) -> None:
    moments, acknowledged, number, killed = Random(5), set[str](), 0, 0
    with importing(ledger, _file(ledger, number)) as running:
        names = []
        while isinstance(step := running.next_step(), str):
            names.append(step)
        acknowledged.add(step.batch_id)
    assert {"_read", "append", "post", "publish", "fsync"} <= set(names)
    for _ in range(MOMENTS):
        number = len(acknowledged)
        ended = _killed_at(moments.randrange(len(names)), ledger, _file(ledger, number))
        killed += ended is None
        if ended:
            acknowledged.add(ended.batch_id)
        batches = _whole_batches(ledger)
        assert acknowledged <= batches <= acknowledged | {f"B-{number + 1:04d}"}
        acknowledged = batches  # recorded, though nobody was told
    assert killed > MOMENTS // 2
    with importing(ledger, _file(ledger, len(acknowledged))) as running:
        assert not running.ended().is_noop
    for again in (0, len(acknowledged) - 1):
        with importing(ledger, _file(ledger, again)) as running:
            assert running.ended().is_noop
    beside = {"ledger.duckdb", "ledger.lock", "ledger.read.duckdb"}
    assert {one.name for one in ledger.parent.iterdir() if one.suffix != ".csv"} == beside
    with open_read(ledger) as con:
        found = con.execute("select count(distinct batch_id) from announcement").fetchone()
    assert found == (len(acknowledged) + 1,)


def test_of_two_imports_at_once_one_waits_for_the_other(ledger: Path) -> None:
    with (
        importing(ledger, _file(ledger, 1)) as first,
        importing(ledger, _file(ledger, 2)) as second,
    ):
        while first.next_step() != "append":
            pass
        os.kill(first.process.pid or 0, signal.SIGSTOP)
        while second.next_step() != "_acquire":
            pass
        os.kill(first.process.pid or 0, signal.SIGCONT)
        assert {first.ended().batch_id, second.ended().batch_id} == {"B-0001", "B-0002"}
    assert _whole_batches(ledger) == {"B-0001", "B-0002"}


@pytest.mark.parametrize("room", [0, 40_000])
def test_an_import_without_room_says_so_and_leaves_no_half(ledger: Path, room: int) -> None:
    source = _file(ledger, 1, rows=2_500)
    size = ledger.stat().st_size
    with importing(ledger, source, RLIMIT_FSIZE=size + room) as running:
        ended = running.ended()
    assert "ledger" in ended.message and ended.hint, ended
    batches = _whole_batches(ledger)
    assert batches == set() if "Nothing was changed" in ended.hint else batches == {"B-0001"}
    with importing(ledger, source) as running:
        assert running.ended().batch_id == "B-0001"
    assert _whole_batches(ledger) == {"B-0001"}


@pytest.mark.parametrize(
    ("start", "part", "times", "end"),
    [
        ("", "a,", 10_000_000, "\n"),
        (f"{HEAD}1,2023,Norway,Ukraine,", "tents and ", 10_000_000, ",5\n"),
        (f'{HEAD}1,2023,Norway,Ukraine,"', "tents\n", 17_000_000, '",5\n'),
    ],
    ids=["ten million columns", "a cell of 100 MB", "of 17 million lines"],
)
def test_the_absurd_is_refused_in_bounded_memory(
    ledger: Path, start: str, part: str, times: int, end: str
) -> None:
    source = ledger.with_name("absurd.csv")
    with source.open("w", encoding="utf-8") as out:
        out.write(start)
        for _ in range(times // 100_000):
            out.write(part * 100_000)
        out.write(end)
    with importing(ledger, source, RLIMIT_AS=6 << 30) as running:
        ended = running.ended()
    assert ended.message and ended.hint, ended
    assert ended.memory_mb < 1_000
    assert _whole_batches(ledger) == set()


def test_zero_bytes_and_a_folder_are_refused(ledger: Path) -> None:
    broken = ledger.with_name("zeros.csv")
    broken.write_bytes(HEAD.encode() + b"1,2023,Nor\0way,Ukraine,tents,4\n" * 9)
    for source in (broken, ledger.parent):
        with importing(ledger, source) as running:
            ended = running.ended()
        assert ended.message and ended.hint
    assert _whole_batches(ledger) == set()


def test_pipes_that_break_off_on_both_sides_leave_whole_rows(ledger: Path) -> None:
    whole = _file(ledger, 1).read_text(encoding="utf-8")
    program = ["-c", "from ledger.cli import main; main()"]
    command = [*program, "import", "-", "--as", "deliveries", "--ledger", str(ledger)]
    with subprocess.Popen(
        [sys.executable, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdin is not None and running.stdout is not None
        running.stdout.close()
        running.stdin.write(whole[: whole.index("1-290") + 9])
        running.stdin.close()
        running.wait(60)
    assert _whole_batches(ledger) == {"B-0001"}
    with open_read(ledger) as con:
        count = con.execute("select count(*) from announcement").fetchone()
        codes = con.execute("select code from problem where severity = 'error'").fetchall()
    assert (count, codes) == ((290,), [("cell-count",)])


def _killed_at(place: int, ledger: Path, source: Path) -> Ended | None:
    """Kill an import right after a step of it; what it told, if it was done before."""
    with importing(ledger, source) as running:
        for _ in range(place + 1):
            if not isinstance(step := running.next_step(), str):
                return step
        running.process.kill()
        running.process.join()
        try:
            return running.ended()
        except EOFError:
            return None


def _whole_batches(ledger: Path) -> set[str]:
    """The batches recorded; none of them, in the live file or the published one, is half there."""
    with open_read(ledger) as con:
        assert con.execute(_HALVES).fetchall() == []
    with duckdb.connect(str(ledger)) as con:
        assert con.execute(_HALVES).fetchall() == []
        return {row[0] for row in con.execute("select batch_id from truth.batch").fetchall()}


def _file(ledger: Path, number: int, rows: int = 300) -> Path:
    path = ledger.with_name(f"{number}.csv")
    lines = [f"{number}-{i},2023-05-{i % 28 + 1:02d},Norway,Ukraine,tents,{i}" for i in range(rows)]
    path.write_text(HEAD + "\n".join([*lines, "bad,soon,Norway,Ukraine,tents,4", ""]))
    return path
