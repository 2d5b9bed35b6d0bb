"""The commands of the account book: what they print, what they refuse, what they leave."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from ledger import reports
from ledger.errors import InputError
from ledger.export import export_journal, import_journal
from ledger.intake.deciding import KINDS, Ruling, decide
from ledger.intake.undoing import undo
from ledger.lens import Lens
from ledger.posting import post
from ledger.store import open_read, open_write
from tests.cli.conftest import Run
from tests.posting.test_parts import book
from tests.rulings import NOW, ask, ledger_to_rule_on, truth

STAMP = {"policy", "as_of", "known", "revision"}


@pytest.fixture
def ids(tmp_path: Path) -> dict[str, str]:
    return ledger_to_rule_on(tmp_path / "ledger.duckdb")


def _line(donor: str) -> str:
    path = Path("ledger.duckdb")
    return str(ask(path, "select line_id from position where donor = ?", donor)[0][0])


def test_decide_prints_what_changes_and_how_to_take_it_back(aid: Run, ids: dict[str, str]) -> None:
    options = ("--why", "one release", "--who", "ann")
    seen = aid("decide", "same", ids["came"], ids["came again"], *options, "--dry-run")
    assert seen.code == 0 and "DRY RUN: nothing was written." in seen.err
    done = aid("decide", "same", ids["came"], ids["came again"], *options)
    assert done.out == seen.out
    assert "outstanding      22     27" in done.out
    assert "batch B-0002: D-00000001. To take it back: aid-ledger undo B-0002" in done.err
    again = aid("decide", "same", ids["came"], ids["came again"])
    assert (again.code, again.out) == (0, "")
    assert "Nothing new: D-00000001 says so already." in again.err


def test_decide_as_json(aid: Run, ids: dict[str, str]) -> None:
    told = json.loads(aid("decide", "edit", ids["came"], "--set", "quantity=8-12", "--json").out)
    assert (told["batch_id"], told["is_noop"]) == ("B-0002", False)
    assert told["rulings"][0]["kind"] == "edit"
    assert {one["level"] for one in told["changes"]} >= {"delivered", "promised"}


BAD: list[tuple[tuple[str, ...], str]] = [
    (("decide", "end", "{promise}", "--on", "someday"), "--on: ‹someday› is not a date."),
    (("decide", "edit", "{came}", "--set", "quantity"), "--set quantity: not field=value."),
    (("decide", "edit", "{came}", "--set", "unit=KGM", "--set", "unit=TNE"), "is given twice"),
    (("decide", "pad", "{came}", "--quantity", "4"), "states no total"),
    (("decide", "policy", "generous"), "no policy called generous"),
    (("policy", "generous"), "no policy called generous"),
    (("undo", "B-0099"), "There is no batch B-0099."),
    (("explain", "L-0000000000"), "no line, record or claim L-0000000000"),
    (("explain", "L-0000000000", "--as-of", "soon"), "--as-of: ‹soon› is not a date."),
    (("diff", "yesterday"), "‹yesterday› is no time of knowledge."),
    (("diff", "B-0099"), "There is no batch B-0099."),
    (("diff", "2024-02-01", "2024-01-01"), "Give the earlier time first."),
]


@pytest.mark.parametrize(("typed", "message"), BAD, ids=[" ".join(one[0]) for one in BAD])
def test_what_cannot_be_done_is_refused_with_exit_2(
    aid: Run, ids: dict[str, str], typed: tuple[str, ...], message: str
) -> None:
    before = truth(Path("ledger.duckdb"))
    found = aid(*(word.format(**ids) for word in typed))
    assert (found.code, found.out) == (2, "")
    assert message in found.err
    assert truth(Path("ledger.duckdb")) == before


def test_policy_shows_and_chooses(aid: Run, ids: dict[str, str]) -> None:
    assert "word" in aid("policy").out
    assert json.loads(aid("policy", "--json").out)["policy"] == "cautious"
    assert aid("policy", "latest", "--why", "a trial").code == 0
    assert json.loads(aid("policy", "--json").out)["policy"] == "latest"
    assert json.loads(aid("status", "--json").out)["policy"] == "latest"
    told = json.loads(aid("status", "--json", "--known", "2024-01-15").out)
    assert told["policy"] == "cautious"


def test_undo_and_batches(aid: Run, ids: dict[str, str]) -> None:
    aid("decide", "reject", ids["newer"])
    done = aid("undo", "B-0002")
    assert "1 ruling withdrawn" in done.err and "batch B-0003" in done.err
    told = json.loads(aid("batches", "--json").out)["batches"]
    assert {one["batch_id"]: one["undone_by"] for one in told} == {
        "B-0003": "", "B-0002": "B-0003", "B-0001": "",
    }  # fmt: skip


def test_review_tells_what_waits_and_why(aid: Run, ids: dict[str, str]) -> None:
    found = aid("review")
    assert ids["doubted"] in found.out and "confidence 0.20 is below 0.50" in found.out
    assert "Czechia (CZE) to Ukraine (UKR): delivered 9 × bridge" in found.out
    told = json.loads(aid("review", "--json").out)
    assert [one["claim_id"] for one in told["claims"]] == [ids["doubted"]]
    assert set(told) == {*STAMP, "claims", "pairs"}
    rows = list(csv.DictReader(io.StringIO(aid("review", "--csv").out)))
    assert {row["kind"] for row in rows} <= {"claim", "pair"} and set(rows[0]) > STAMP
    aid("decide", "reject", ids["doubted"])
    assert json.loads(aid("review", "--json").out)["claims"] == []


def test_the_examples_of_diff_show_something_on_the_samples(aid: Run) -> None:
    aid("init", "--sample", "-q")
    examples = re.findall(r"^ +aid-ledger (diff .+)$", aid("diff", "--help").out, re.M)
    assert len(examples) == 2
    for example in examples:
        assert "began (read)" in aid(*example.split()).out, example


def test_an_empty_diff_says_which_times_it_means(aid: Run, ids: dict[str, str]) -> None:
    found = aid("diff", "2022-12-30", "2023-02-23")
    assert (found.code, found.out) == (0, "")
    assert "Nothing was learnt between" in found.err and "aid-ledger batches" in found.err


def test_explain_goes_from_figures_to_words(aid: Run, ids: dict[str, str]) -> None:
    aid("decide", "same", ids["came"], ids["came again"], "--why", "one convoy", "--who", "ann")
    aid("decide", "end", ids["newer"], "--quantity", "5", "--on", "2023-06-01")
    text = aid("explain", _line("CZE")).out
    parts = (
        "What stands", "delivered: 5", "joined by a ruling (D-00000001)", "How the levels add up",
        "Promises, oldest first", "Rulings", "the donor ended 5 of the promise of",
        "ann: one convoy", "Not counted", "waits for review", "Policy: cautious",
        "retelling_days = 3",
    )  # fmt: skip
    for part in parts:
        assert part in text
    assert text.index("What stands") < text.index("Promises") < text.index("Policy: cautious")
    told = json.loads(aid("explain", _line("CZE"), "--json").out)
    assert set(told["stamp"]) == STAMP


def test_explain_a_record_or_a_claim(aid: Run, ids: dict[str, str]) -> None:
    (record,) = ask(Path("ledger.duckdb"), "select record_id from report where claim_id = ?",
                    ids["total"])[0]  # fmt: skip
    by_record, by_claim = aid("explain", record).out, aid("explain", ids["total"]).out
    assert by_record == by_claim
    assert "Delivered: 40, a running total" in by_record and "What stands" not in by_record


def test_explain_a_claim_that_waits(aid: Run, ids: dict[str, str]) -> None:
    found = aid("explain", ids["doubted"])
    assert found.code == 0
    parts = (
        "Czechia → Ukraine · bridge", "What it says", "delivered 9 × bridge",
        "Why it waits", "confidence 0.20 is below 0.50", "What accepting would do",
        f"aid-ledger decide accept {ids['doubted']}", "accept_threshold = 0.5",
    )  # fmt: skip
    assert [part for part in parts if part not in found.out] == []
    told = json.loads(aid("decide", "accept", ids["doubted"], "--json", "--dry-run").out)
    done = [one for one in told["changes"] if one["level"] == "delivered"]
    assert f"delivered: {done[0]['low_before']} → {done[0]['low_after']}" in found.out
    assert aid("explain", ids["doubted"], "--known", "2020-01-01").code == 2


def test_explaining_what_waits_changes_no_later_answer(ids: dict[str, str], tmp_path: Path) -> None:
    with open_read(tmp_path / "ledger.duckdb") as con:
        before = reports.positions(con, Lens())
        assert reports.explain(con, Lens(), ids["doubted"])
        assert reports.positions(con, Lens(as_of=before[0].last_on))
        assert reports.positions(con, Lens()) == before


def test_explain_a_claim_that_was_rejected(aid: Run, ids: dict[str, str]) -> None:
    aid("decide", "reject", ids["doubted"], "--why", "a rumour", "--who", "ann")
    found = aid("explain", ids["doubted"])
    assert "It was rejected." in found.out and "ann: a rumour" in found.out
    assert "What accepting would do" not in found.out


def test_explain_as_it_was(aid: Run, ids: dict[str, str]) -> None:
    line = _line("CZE")
    assert "Pledged: 20" not in aid("explain", line, "--as-of", "2023-02-15").out
    aid("decide", "reject", ids["newer"])
    assert "Pledged: 20" not in aid("explain", line).out
    assert "Pledged: 20" in aid("explain", line, "--known", "2024-01-15").out


def test_diff_tells_claims_rulings_and_figures(aid: Run, ids: dict[str, str]) -> None:
    aid("decide", "edit", ids["came"], "--set", "quantity=8", "--who", "ann")
    aid("decide", "accept", ids["doubted"])
    told = json.loads(aid("diff", "B-0001", "B-0003", "--json").out)
    changes = {one["claim_id"]: (one["change"], one["status_after"]) for one in told["claims"]}
    assert changes[ids["came"]] == ("ceased", "")
    assert changes[ids["doubted"]] == ("status", "counted")
    assert [one["kind"] for one in told["rulings"]] == ["edit", "accept"]
    delivered = [one for one in told["figures"] if one["level"] == "delivered"]
    assert [(one["low_before"], one["low_after"]) for one in delivered] == [(10, 22)]
    text = aid("diff", "B-0001").out
    assert f"ceased (corrected by {told['rulings'][0]['other_id']})" in text
    assert "review -> counted" in text
    assert aid("diff", "B-0003").out == ""


def test_diff_of_a_policy_shows_what_it_changes(aid: Run, ids: dict[str, str]) -> None:
    aid("decide", "same", ids["came"], ids["newer"])
    aid("policy", "latest")
    told = json.loads(aid("diff", "B-0002", "B-0003", "--json").out)
    assert (told["before"]["policy"], told["after"]["policy"]) == ("cautious", "latest")
    assert [one["kind"] for one in told["rulings"]] == ["policy"]


def test_contradictions_under_every_policy(aid: Run, ids: dict[str, str]) -> None:
    aid("decide", "same", ids["came"], ids["newer"])
    told = json.loads(aid("contradictions", "--json").out)
    assert set(told) == {*STAMP, "lines"}
    policies = [one["policy"] for one in told["lines"] if one["line_id"] == _line("CZE")]
    assert policies == ["cautious", "donor-word", "latest", "recipient-word"]
    posted = ask(Path("ledger.duckdb"), "select delivered_low from position where donor = 'CZE'")
    cautious = [one for one in told["lines"] if one["policy"] == "cautious"]
    assert cautious[0]["delivered_low"] == posted[0][0]
    rows = list(csv.DictReader(io.StringIO(aid("contradictions", "--csv").out)))
    assert set(rows[0]) > STAMP | {"under"}


def test_every_export_says_what_it_is_of(aid: Run, ids: dict[str, str], tmp_path: Path) -> None:
    for command in ("status", "findings"):
        assert set(json.loads(aid(command, "--json").out)) > STAMP
        assert set(next(csv.reader(io.StringIO(aid(command, "--csv").out)))) > STAMP
    aid("export", "journal")
    manifest = json.loads((tmp_path / "journal" / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest) == {*STAMP, "program", "format", "files"}


def _rule_in_every_way(ids: dict[str, str]) -> set[str]:
    """Every kind of ruling, undone and redone in part."""
    path = Path("ledger.duckdb")
    rulings = [
        Ruling("accept", ids["doubted"]), Ruling("reject", ids["weighed"]),
        Ruling("same", ids["came"], ids["came again"]),
        Ruling("different", ids["came again"], ids["told twice"]),
        Ruling("edit", ids["came"], fields={"quantity": "8"}),
        Ruling("end", ids["newer"], quantity="5"), Ruling("write-off", ids["newer"], quantity="5"),
        Ruling("pad", ids["total"], quantity="4"), Ruling("policy", "latest"),
        Ruling("withdraw", "D-1"),
    ]  # fmt: skip
    for one in rulings:
        assert not decide(path, one, NOW).is_noop, one
    for batch in ("B-0007", "B-0004", "B-0013"):
        undo(path, batch, NOW)
    # What was ended cannot be revised before that is withdrawn.
    ended = (
        "select decision_id from decision_as_of(timestamp '9999-12-31') where kind = 'write_off'"
    )
    for (decision,) in ask(path, ended):
        decide(path, Ruling("withdraw", decision), NOW)
    decide(path, Ruling("revise", ids["promise"], ids["newer"]), NOW)
    return {row[0] for row in ask(path, "select distinct kind from truth.decision")}


def test_a_rebuild_gives_the_same_tables_and_a_journal_the_same_bytes(
    aid: Run, ids: dict[str, str], tmp_path: Path
) -> None:
    assert _rule_in_every_way(ids) == {kind.replace("-", "_") for kind in KINDS}
    with open_write(tmp_path / "ledger.duckdb", NOW) as con:
        parts = book(con)
        post(con)
        assert book(con) == parts
    assert aid("export", "one").code == 0
    assert aid("import-journal", "one", "--ledger", "again.duckdb").code == 0
    assert aid("export", "two", "--ledger", "again.duckdb").code == 0
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    )
    assert one == two
    with open_write(tmp_path / "again.duckdb", NOW) as con:
        assert book(con) == parts


def _cut(folder: Path) -> None:
    claims = folder / "claim.jsonl"
    claims.write_bytes(claims.read_bytes()[:-50])


def _edit(folder: Path) -> None:
    claims = folder / "claim.jsonl"
    claims.write_bytes(claims.read_bytes().replace(b'"CZE"', b'"NOR"', 1))


def _edit_with_a_new_hash(folder: Path) -> None:
    import hashlib

    entries = folder / "claim_entry.jsonl"
    entries.write_bytes(b"".join(entries.read_bytes().splitlines(keepends=True)[:3]))
    claims = folder / "claim.jsonl"
    claims.write_bytes(b"".join(claims.read_bytes().splitlines(keepends=True)[:2]))
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for path in (entries, claims):
        facts = manifest["files"][path.stem]
        facts["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def _edit_the_manifest(folder: Path) -> None:
    text = (folder / "manifest.json").read_text(encoding="utf-8")
    (folder / "manifest.json").write_text(text.replace("cautious", "latest"), encoding="utf-8")


def _spoil_the_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_bytes(b"\xff\xfe[1, 2]")


@pytest.mark.parametrize(
    "harm", [_cut, _edit, _edit_with_a_new_hash, _edit_the_manifest, _spoil_the_manifest]
)
def test_a_harmed_journal_gives_one_message_and_no_ledger(
    ids: dict[str, str], tmp_path: Path, harm: Any
) -> None:
    folder = tmp_path / "one"
    export_journal(tmp_path / "ledger.duckdb", folder)
    harm(folder)
    with pytest.raises(InputError) as caught:
        import_journal(folder, tmp_path / "again.duckdb", NOW)
    assert "Nothing was made" in caught.value.hint
    assert not list(tmp_path.glob("again*.duckdb"))
