"""Each command: data on stdout, talk on stderr, the exit code, and what scripts rely on."""

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from ledger.cli import COMMANDS
from tests.cli.conftest import SIX, Run

HEADER = "published_on,publisher,title,url,text,language\n"


def test_help_names_every_command(aid: Run) -> None:
    found = aid("--help")
    assert found.code == 0
    assert all(name in found.out for name, _ in COMMANDS)


def test_help_is_quick() -> None:
    """Under 150 ms on two quiet cores (docs); here only what makes it slow is kept out."""
    heavy = ("duckdb", "pyarrow", "polars", "pandera", "sqlmodel", "streamlit", "rich")
    code = (
        "import sys; from ledger.cli import run; run(['--help'])\n"
        f"print([m for m in {heavy!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_parse_loads_neither_pandera_nor_the_engine(tmp_path: Path) -> None:
    (tmp_path / "six.txt").write_text(SIX, encoding="utf-8")
    code = (
        f"import sys; from ledger.cli import run; run(['parse', {str(tmp_path / 'six.txt')!r}])\n"
        "print([m for m in ('duckdb','pandera','polars') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_version(aid: Run) -> None:
    assert aid("--version").out.startswith("aid-ledger ")


def test_parse_prints_one_claim_a_line(aid: Run, ledger: Path) -> None:
    found = aid("parse", "six.txt", "--published", "2022-12-30")
    claims = [json.loads(line) for line in found.out.splitlines()]
    assert [(c["stage"], c["quantity_low"], c["reporting"]) for c in claims] == [
        ("delivered", 6, "total"), ("installed", 4, claims[1]["reporting"]),
    ]  # fmt: skip
    span = claims[0]["evidence"]
    assert SIX[span["start"] : span["end"]] == span["text"]
    assert "2 claims" in found.err


def test_parse_as_one_json_object(aid: Run, ledger: Path) -> None:
    found = json.loads(aid("parse", "six.txt", "--json", "--publisher", "P").out)
    assert (found["publisher"], len(found["claims"]), found["unread"]) == ("P", 2, [])


def test_parse_reads_standard_input(aid: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SIX.encode())))
    assert len(aid("parse", "-").out.splitlines()) == 2


def test_parse_cases_answers_line_by_line(aid: Run, tmp_path: Path) -> None:
    cases = [{"id": "a", "text": SIX, "published": "2022-12-30"}, {"id": "b", "text": "Rain."}]
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, cases)), encoding="utf-8")
    found = [json.loads(line) for line in aid("parse", "--cases", "cases.jsonl").out.splitlines()]
    assert [(one["id"], len(one["claims"])) for one in found] == [("a", 2), ("b", 0)]


def test_parse_cases_passes_over_a_language_without_rules(aid: Run, tmp_path: Path) -> None:
    line = json.dumps({"id": "x1", "text": "six", "language": "xx"})
    (tmp_path / "cases.jsonl").write_text(line + "\n", encoding="utf-8")
    found = aid("parse", "--cases", "cases.jsonl")
    assert (found.code, json.loads(found.out)) == (0, {"id": "x1", "claims": []})
    assert "‹xx›" in found.err


@pytest.mark.parametrize("command", ["parse", "add", "import"])
@pytest.mark.parametrize("language", ["xx", "english", ""])
def test_a_language_without_rules_is_refused_with_those_that_have(
    command: str, language: str, aid: Run, ledger: Path, tmp_path: Path
) -> None:
    (tmp_path / "in.csv").write_text(HEADER + f'2022-12-30,P,T,,"{SIX}",en\n', encoding="utf-8")
    before = ledger.read_bytes()
    file = "in.csv" if command == "import" else "six.txt"
    options = ("--published", "2022-12-30", "--title", "T") if command != "import" else ()
    found = aid(command, file, "--lang", language, "--publisher", "P", *options)
    assert (found.code, found.out) == (2, "")
    assert f"‹{language}›" in found.err and "hint: Give one of: de, en, uk." in found.err
    assert ledger.read_bytes() == before


def test_a_row_in_a_language_without_rules_is_kept_unread_and_drops_nothing(
    aid: Run, ledger: Path, tmp_path: Path
) -> None:
    (tmp_path / "in.csv").write_text(HEADER + f'2022-12-30,P,T,,"{SIX}",xx\n', encoding="utf-8")
    found = aid("import", "in.csv")
    assert found.code == 0
    assert "language-unread · row 2" in found.err and "dropped" not in found.err
    assert "State one of de, en, uk" in found.err
    assert len(json.loads(aid("status", "--json").out)["lines"]) == 1


def test_parse_explains(aid: Run, ledger: Path) -> None:
    assert "six temporary bridges" in aid("parse", "six.txt", "--explain").out


def test_add_again_is_a_no_op_that_names_the_batch(aid: Run, ledger: Path) -> None:
    options = ("--published", "2022-12-30", "--publisher", "P", "--title", "T")
    found = aid("add", "six.txt", *options, "--json")
    assert found.code == 0
    assert "Nothing new (batch B-0001 has it)" in found.err
    assert json.loads(found.out)["receipt"]["is_noop"]


def test_add_as_a_dry_run_writes_nothing(aid: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    found = aid("add", "six.txt", "--url", "https://example.org/x", "--dry-run")
    assert "DRY RUN: 1 announcement new" in found.err
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("rejects", ["in.csv", "nowhere/bad.csv", "."])
def test_rejects_that_cannot_be_written_are_refused_before_anything_is_recorded(
    aid: Run, ledger: Path, tmp_path: Path, rejects: str
) -> None:
    content = HEADER + "2022-12-30,P,T,,Norway has delivered 40 generators to Ukraine.,en\n"
    (tmp_path / "in.csv").write_text(content, encoding="utf-8")
    before = aid("batches", "--json").out
    found = aid("import", "in.csv", "--rejects", rejects)
    assert found.code == 2 and "--rejects" in found.err
    assert (tmp_path / "in.csv").read_text(encoding="utf-8") == content
    assert aid("batches", "--json").out == before


def test_import_with_rejects(aid: Run, ledger: Path, tmp_path: Path) -> None:
    rows = '2022-12-30,P,A,,"Poland has delivered 3 generators to Ukraine.",en\nsoon,P,B,,x,en\n'
    (tmp_path / "in.csv").write_text(HEADER + rows, encoding="utf-8")
    found = aid("import", "in.csv", "--rejects", "bad.csv", "--json")
    assert found.code == 1
    assert "in.csv: 2 rows read (UTF-8, ',', header row 1)" in found.err
    assert "1 set aside" in found.err and "date-unreadable · row 3" in found.err
    told = json.loads(found.out)
    assert (told["rows"], told["set_aside"], told["receipt"]["batch_id"]) == (2, 1, "B-0002")
    assert "soon" in (tmp_path / "bad.csv").read_text(encoding="utf-8")


def test_import_that_stops_writes_nothing(aid: Run, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(HEADER + "soon,P,B,,x,en\n", encoding="utf-8")
    before = ledger.read_bytes()
    found = aid("import", "in.csv", "--on-error", "stop")
    assert (found.code, "Nothing was imported" in found.err) == (1, True)
    assert ledger.read_bytes() == before


def test_a_dry_run_leaves_the_ledger_alone_and_writes_the_files_asked_for(
    aid: Run, ledger: Path, tmp_path: Path
) -> None:
    head = "donor,recipient,item,quantity,delivered,url\n"
    row = "Norway,Ukraine,generator,{},2023-05-01,https://example.org\n"
    (tmp_path / "in.csv").write_text(head + row.format(3) + row.format("few"), encoding="utf-8")
    files = {"--rejects": "bad.csv", "--report": "all.csv", "--save-mapping": "kept.toml"}
    before = ledger.read_bytes()
    asked = [word for pair in files.items() for word in pair]
    found = aid("import", "in.csv", "--as", "deliveries", "--dry-run", *asked)
    assert ledger.read_bytes() == before
    assert "Nothing was written into the ledger." in found.err
    assert [name for name in files.values() if f"{name}: " not in found.err] == []
    assert "few" in (tmp_path / "bad.csv").read_text(encoding="utf-8")
    assert "number-unreadable" in (tmp_path / "all.csv").read_text(encoding="utf-8")
    assert "quantity" in (tmp_path / "kept.toml").read_text(encoding="utf-8")
    assert "Write nothing into the ledger; files that are asked for are" in " ".join(
        aid("import", "--help").out.split()
    )


def test_import_as_a_dry_run_says_what_is_next(aid: Run, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(HEADER + f'2022-12-30,P,B,,"{SIX}",en\n', encoding="utf-8")
    found = aid("import", "in.csv", "--dry-run")
    assert found.code == 0
    assert found.err.splitlines()[-1] == "next: run again without --dry-run"
    assert aid("batches").err == "1 batch\n" and "B-0002" not in aid("batches").out


def test_status_in_its_three_forms(aid: Run, ledger: Path) -> None:
    plain = aid("status", "--as-of", "2022-12-30")
    assert plain.out.splitlines()[0].split()[:4] == ["donor", "recipient", "item", "unit"]
    assert "1 line as of 2022-12-30" in plain.err
    (line,) = json.loads(aid("status", "--json").out)["lines"]
    assert (line["donor"], line["delivered_low"], line["installed_low"]) == ("CZE", 6, 4)
    (row,) = csv.DictReader(io.StringIO(aid("status", "--csv").out))
    assert (row["donor"], row["delivered_low"], row["delivered_qualifier"]) == ("CZE", "6", "exact")


def test_status_takes_names_and_codes(aid: Run, ledger: Path) -> None:
    for donor in ("CZE", "cze", "Czechia", "czech republic"):
        assert "1 line " in aid("status", "--donor", donor).err
    assert "0 lines" in aid("status", "--donor", "Norway").err
    assert aid("status", "--donor", "Norway", "--fail-empty").code == 5


def test_status_as_known_before_the_ledger_knew(aid: Run, ledger: Path) -> None:
    assert "0 lines" in aid("status", "--known", "2020-01-01").err


def test_findings(aid: Run, ledger: Path) -> None:
    found = json.loads(aid("findings", "--json").out)["findings"]
    assert [one["code"] for one in found] == ["delivered-without-pledge"]
    assert aid("findings", "--csv").out.count("\n") == 2
    assert "no pledge is on file" in aid("findings").out


def test_batches(aid: Run, ledger: Path) -> None:
    (batch,) = json.loads(aid("batches", "--json").out)["batches"]
    assert (batch["batch_id"], batch["kind"], batch["input_name"]) == ("B-0001", "add", "six.txt")


def test_sql_in_its_forms(aid: Run, ledger: Path, tmp_path: Path) -> None:
    question = "select stage, quantity_low from claim where stage = $stage"
    assert aid("sql", question, "-p", "stage=installed", "--csv").out == (
        "stage,quantity_low\ninstalled,4\n"
    )
    told = json.loads(aid("sql", "-c", question, "-p", "stage=installed", "--json").out)
    assert told == {
        "columns": ["stage", "quantity_low"], "rows": [["installed", 4]], "truncated": False,
    }  # fmt: skip
    (tmp_path / "q.sql").write_text("from claim select count(*) as n;\n", encoding="utf-8")
    assert aid("sql", "-f", "q.sql").out.split() == ["n", "2"]
    assert aid("sql", "select 1 as x", "--parquet", "x.parquet").code == 0
    assert (tmp_path / "x.parquet").stat().st_size > 0


def test_sql_says_when_rows_are_cut(aid: Run, ledger: Path) -> None:
    found = aid("sql", "from range(10)", "--limit", "3", "--csv")
    assert found.out == "range\n0\n1\n2\n"
    assert "truncated: 3 of more rows" in found.err


def test_check_rebuild_publish_and_doctor_are_content_with_a_good_ledger(
    aid: Run, ledger: Path
) -> None:
    for command in ("check", "rebuild", "publish", "doctor"):
        assert aid(command).code == 0, command
    assert "BAD" not in aid("doctor").out


def test_rebuild_gives_what_stood(aid: Run, ledger: Path) -> None:
    before = aid("status", "--json").out
    aid("rebuild")
    assert aid("status", "--json").out == before


def test_init_makes_a_ledger_and_refuses_to_replace_one(aid: Run, tmp_path: Path) -> None:
    assert aid("init", "new.duckdb").code == 0
    again = aid("init", "--ledger", "new.duckdb")
    assert (again.code, "already" in again.err) == (2, True)


def test_init_with_samples_says_what_the_problems_are_and_how_to_see_them(
    aid: Run, tmp_path: Path
) -> None:
    made = aid("init", "--sample").err
    told = {code: int(count) for count, code in re.findall(r"(\d+) ([a-z]+-[a-z]+)[,)]", made)}
    assert f"; {sum(told.values())} problems." in made
    (command,) = re.findall(r"To see them: aid-ledger (.+)", made)
    rows = json.loads(aid(*shlex.split(command), "--json").out)["rows"]
    assert Counter(code for code, _ in rows) == told


def test_init_with_samples_that_fails_leaves_nothing(
    aid: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data" / "samples").mkdir(parents=True)
    (tmp_path / "data" / "samples" / "announcements.csv").write_text("nothing\n", encoding="utf-8")
    monkeypatch.setattr("validation.datafiles.data_folder", lambda: tmp_path / "data")
    assert aid("init", "--sample").code == 1
    assert not list(tmp_path.glob("*.duckdb*"))


def test_a_reader_that_leaves_early_is_no_error(ledger: Path) -> None:
    code = "from ledger.cli import main; main()"
    child = subprocess.Popen(
        [sys.executable, "-c", code, "sql", "from range(200000)", "--limit", "200000"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ledger.parent,
    )  # fmt: skip
    assert child.stdout and child.stderr
    child.stdout.readline()
    child.stdout.close()
    err = child.stderr.read().decode()
    child.stderr.close()
    assert (child.wait(), err) == (0, "")


def test_ctrl_c_is_told_and_gives_130(ledger: Path) -> None:
    code = (
        "import os, signal\nfrom ledger import cli\nfrom ledger.commands import asking\n"
        "import ledger.reports as r\n"
        "r.moment = lambda *a: os.kill(os.getpid(), signal.SIGINT)\n"
        "raise SystemExit(cli.run(['status']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ledger.parent, check=False
    )
    assert (done.returncode, "interrupted" in done.stderr) == (130, True)


def test_a_bug_is_told_without_a_stack_trace_and_logged(
    aid: Run, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("ledger.reports.moment", broken)
    found = aid("status")
    assert found.code == 1
    assert "error id" in found.err and "Traceback" not in found.err
    assert "boom" in (tmp_path / "state" / "aid-ledger" / "errors.log").read_text(encoding="utf-8")
    assert "boom" in aid("--debug", "status").err


def test_serve_opens_the_dashboard_and_ends_with_us(ledger: Path) -> None:
    pytest.importorskip("streamlit")
    import socket
    import urllib.error
    import urllib.request

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    code = "from ledger.cli import main; main()"
    child = subprocess.Popen(
        [sys.executable, "-c", code, "serve", "--port", str(port), "--ledger", str(ledger)],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=dict(os.environ),
    )  # fmt: skip
    deadline, answer = time.monotonic() + 60, b""
    while not answer and time.monotonic() < deadline and child.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health") as page:
                answer = page.read()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    child.terminate()
    _, err = child.communicate(timeout=20)
    assert answer == b"ok", err
    assert f"http://127.0.0.1:{port}".encode() in err
