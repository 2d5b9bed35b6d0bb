"""Bad input (issue 2): one clear message, its exit code, and nothing changed."""

import fcntl
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import SIX, Run

HEADER = "published_on,publisher,title,url,text,language\n"

# arguments, content of bad.csv or None, exit code, what the message says
FILES = [
    ("no file", None, 1, "no file at bad.csv"),
    ("empty", b"", 1, "is empty"),
    ("blank lines", b"\n\n", 1, "is empty"),
    ("binary", b"PK\x03\x04" + bytes(99), 1, "Excel"),
    ("unknown encoding", b"text,published_on\n\x98\x81,2022-12-30\n", 1, "fits none"),
    ("unclosed quote", b'text,published_on\n"six,2022-12-30\n', 1, "never closes"),
    ("missing column", b"title,url\na,b\n", 1, "no column holds the text"),
    ("header alone", HEADER.encode(), 1, "no rows"),
]


@pytest.mark.parametrize(
    ("name", "content", "code", "says"), FILES, ids=[case[0] for case in FILES]
)
def test_a_file_that_cannot_be_read_changes_nothing(
    name: str, content: bytes | None, code: int, says: str, aid: Run, ledger: Path, tmp_path: Path
) -> None:
    before = _state(tmp_path)
    if content is not None:
        (tmp_path / "bad.csv").write_bytes(content)
    found = aid("import", "bad.csv")
    assert (found.code, found.out) == (code, "")
    assert says in found.err and "hint: " in found.err and "Traceback" not in found.err
    assert found.err.count("error: ") == 1
    assert _state(tmp_path) == before


@pytest.mark.parametrize("command", ["import", "add", "parse"])
def test_a_folder_is_no_file(command: str, aid: Run, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    found = aid(command, "folder")
    assert (found.code, "folder is a folder" in found.err) == (1, True)


def test_a_file_without_the_right_to_read_it(
    aid: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)  # root may read anything, so no mode bit will do
    found = aid("parse", "six.txt")
    assert (found.code, "cannot be read: Permission denied" in found.err) == (1, True)


def test_an_unreadable_date_sets_its_row_aside(aid: Run, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text(HEADER + "31 June 2025,P,T,,x,en\n", encoding="utf-8")
    found = aid("import", "bad.csv")
    assert found.code == 1
    assert "‹31 June 2025› is not a date" in found.err and "row 2" in found.err


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--published", "yesterday"), "--published: ‹yesterday› is not a date"),
        (("--published", "03/04/2025"), "is not a date"),
        (("--encoding", "klingon"), "no encoding called"),
        (("--json", "--ndjson"), "exclude each other"),
        (("--nonsense",), "No such option"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else "",
)
def test_a_wrong_option_gives_2(
    options: tuple[str, ...], says: str, aid: Run, ledger: Path
) -> None:
    found = aid("parse", "six.txt", *options)
    assert (found.code, found.out) == (2, "")
    assert says in found.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", "--donor", "Atlantis"),
        ("status", "--stage", "sold"),
        ("status", "--as-of", "someday"),
        ("status", "--known", "someday"),
        ("sql",),
        ("sql", "select 1", "-c", "select 2"),
        ("sql", "select 1", "-p", "novalue"),
        ("nonsense",),
        ("import",),
    ],
    ids=" ".join,
)
def test_a_wrong_value_gives_2(arguments: tuple[str, ...], aid: Run, ledger: Path) -> None:
    found = aid(*arguments)
    assert (found.code, found.out) == (2, "")
    assert found.err


def test_an_announcement_of_five_megabytes_is_read(aid: Run, tmp_path: Path) -> None:
    rest = "The weather in Prague was fine and nothing else happened. " * 90_000
    (tmp_path / "long.txt").write_text(f"{SIX}\n\n{rest}", encoding="utf-8")
    found = aid("parse", "long.txt", "--published", "2022-12-30")
    assert (found.code, len(found.out.splitlines())) == (0, 2)


def test_an_announcement_beyond_the_limit_is_refused_with_the_limit(
    aid: Run, tmp_path: Path
) -> None:
    (tmp_path / "long.txt").write_text("six " * 2_600_000, encoding="utf-8")
    found = aid("parse", "long.txt")
    assert found.code == 1
    assert "10400000 characters" in found.err and "one by one" in found.err


def test_a_text_without_aid_is_no_error(aid: Run, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "rain.txt").write_text("The weather was fine in Prague.", encoding="utf-8")
    found = aid("add", "rain.txt", "--url", "https://example.org/rain")
    assert found.code == 0
    assert "No statement about aid was found" in found.err
    assert aid("parse", "rain.txt", "--fail-empty").code == 5


@pytest.mark.parametrize(
    "arguments",
    [("status",), ("add", "six.txt"), ("import", "x.csv"), ("sql", "select 1"), ("findings",),
     ("batches",), ("serve",), ("check",), ("rebuild",), ("publish",)],
    ids=" ".join,
)  # fmt: skip
def test_no_ledger_gives_3_and_the_command_that_makes_one(
    arguments: tuple[str, ...], aid: Run, tmp_path: Path
) -> None:
    (tmp_path / "six.txt").write_text(SIX, encoding="utf-8")
    (tmp_path / "x.csv").write_text(HEADER + "2022-12-30,P,T,,x,en\n", encoding="utf-8")
    before = _state(tmp_path)
    found = aid(*arguments)
    assert (found.code, found.out) == (3, "")
    assert "aid-ledger init" in found.err
    assert _state(tmp_path) == before


@pytest.mark.parametrize("content", [b"no database at all" * 500, b""], ids=["text", "empty"])
def test_a_file_that_is_no_ledger_gives_3(
    content: bytes, aid: Run, ledger: Path, tmp_path: Path
) -> None:
    ledger.write_bytes(content)
    found = aid("add", "six.txt", "--url", "https://example.org/x")
    assert found.code == 3 or content == b""  # DuckDB takes an empty file for a new database
    assert "Traceback" not in found.err


def test_a_ledger_of_another_version_gives_3(aid: Run, ledger: Path, tmp_path: Path) -> None:
    import duckdb

    with duckdb.connect(str(ledger)) as con:
        con.execute("insert into truth.schema_step values ('999_future', 'x', now()::timestamp)")
    before = _state(tmp_path)
    found = aid("add", "six.txt", "--url", "https://example.org/x")
    assert (found.code, "newer aid-ledger" in found.err) == (3, True)
    assert {n: b for n, b in _state(tmp_path).items() if n != "ledger.lock"} == {
        n: b for n, b in before.items() if n != "ledger.lock"
    }


def test_a_ledger_in_use_gives_3_and_names_the_process(aid: Run, ledger: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable, "-c",
            "import fcntl, os, sys\n"
            f"lock = open({str(ledger.with_suffix('.lock'))!r}, 'w')\n"
            "fcntl.flock(lock, fcntl.LOCK_EX)\nlock.write(str(os.getpid())); lock.flush()\n"
            "print('held', flush=True); sys.stdin.read()",
        ],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert holder.stdout and holder.stdin
    holder.stdout.readline()
    found = aid("add", "six.txt", "--url", "https://example.org/x")
    holder.communicate()
    assert found.code == 3
    assert f"process {holder.pid}" in found.err and "Wait until it ends" in found.err
    with ledger.with_suffix(".lock").open("r") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_full_disk_gives_3_and_leaves_the_ledger_as_it_was(
    aid: Run, ledger: Path, tmp_path: Path
) -> None:
    before = _rows(aid)
    most = ledger.stat().st_size + 8192

    def limit() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then writing fails as on a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    rows = "".join(
        f'2022-12-30,P,T{n},,"Poland has delivered {n + 2} generators. {"x" * 3000}",en\n'
        for n in range(400)
    )
    (tmp_path / "big.csv").write_text(HEADER + rows, encoding="utf-8")
    code = "from ledger.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "import", "big.csv", "--jobs", "1"],
        capture_output=True, text=True, cwd=tmp_path, preexec_fn=limit, check=False,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert "hint: Make room" in done.stderr and "Traceback" not in done.stderr
    assert _rows(aid) == before
    assert aid("import", "big.csv").code == 0  # with room it goes through


REFUSED_SQL = [
    "delete from claim",
    "create table x (a int)",
    "copy claim to 'x.csv'",
    "attach 'x.db'",
    "pragma database_list",
    "set threads = 1",
    "select 1; select 2",
    "select * from read_csv('/etc/passwd')",
    "from '/etc/passwd'",
    "select getenv('HOME')",
    "from duckdb_settings()",
    "select * from nowhere",
    "selec 1",
    "",
    "call checkpoint()",
    "install httpfs",
    "select 1) union (select 2",
    "from query('drop table position')",
    "explain select 1",
]


@pytest.mark.parametrize("text", REFUSED_SQL)
def test_sql_that_is_not_one_reading_statement_gives_1(text: str, aid: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    found = aid("sql", "-c", text or " ")
    assert (found.code, found.out) == (1, "")
    assert found.err.startswith("error: ")
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    "text",
    [
        "select list_sum(range(2000000000))",
        "select count(*) from range(1000000000) a, range(1000) b",
    ],
    ids=["memory", "time"],
)
def test_sql_that_takes_too_much_is_ended(text: str, aid: Run, ledger: Path) -> None:
    found = aid("sql", text, "--timeout", "2")
    assert found.code in (1, 4)
    assert "Stopped after 2 s" in found.err or "memory" in found.err.lower()


def _rows(aid: Run) -> str:
    return aid("sql", "from announcement order by all", "--csv").out


def _state(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and path.name != "bad.csv"
    }
