"""The sample announcements: complete, in one form, and in our own words."""

import csv
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ledger.store import open_read

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "samples"
SHARED = ROOT.parent / "shared"
COLUMNS = ["published_on", "publisher", "title", "url", "text", "language", "slug"]
RUN = 6  # as many words in a row as may not be shared with somebody else's text
WORD = re.compile(r"\w+(?:[.,'’\-]\w+)*")

with (SAMPLES / "announcements.csv").open(encoding="utf-8", newline="") as csv_file:
    HEADER, *RECORDS = csv.reader(csv_file)
ROWS = [dict(zip(HEADER, record, strict=True)) for record in RECORDS]


def name(row: dict[str, str]) -> str:
    return f"{row['published_on']}-{row['slug']}"


def runs(text: str) -> set[tuple[str, ...]]:
    words = [word.lower() for word in WORD.findall(text)]
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def in_each_row(function):
    return pytest.mark.parametrize("row", ROWS, ids=name)(function)


def test_every_ruling_finds_its_claim(sample_ledger: Path) -> None:
    with (SAMPLES / "rulings.csv").open(encoding="utf-8", newline="") as file:
        wanted = Counter(
            (row["url"], row["evidence"], row["item"], row["ruling"])
            for row in csv.DictReader(file)
        )
    with open_read(sample_ledger) as con:
        found = con.execute(
            "select a.url, c.evidence_text, c.item_code, d.kind from truth.decision d"
            " join truth.claim c on c.claim_id = d.subject_id"
            " join announcement a on a.announcement_id = c.announcement_id"
        ).fetchall()
    assert wanted - Counter(found) == Counter()


def test_the_table_has_the_columns_of_the_importer() -> None:
    assert HEADER == COLUMNS


def test_there_are_at_least_thirty_announcements() -> None:
    assert len(ROWS) >= 30


def test_rows_are_sorted_by_day_then_slug_and_none_twice() -> None:
    keys = [(row["published_on"], row["slug"]) for row in ROWS]
    assert keys == sorted(set(keys))


def test_each_text_file_has_a_row_and_each_row_a_text_file() -> None:
    files = [path.stem for path in sorted((SAMPLES / "texts").iterdir())]
    assert files == sorted(name(row) for row in ROWS)


@in_each_row
def test_file_holds_the_text_of_the_row_and_one_newline(row: dict[str, str]) -> None:
    stored = (SAMPLES / "texts" / f"{name(row)}.txt").read_bytes().decode("utf-8")
    assert stored == row["text"] + "\n"
    assert row["text"] == row["text"].strip()
    assert "\r" not in row["text"]


@in_each_row
def test_text_is_short(row: dict[str, str]) -> None:
    assert 0 < len(row["text"]) <= 1500


@in_each_row
def test_day_is_a_full_iso_date(row: dict[str, str]) -> None:
    assert date.fromisoformat(row["published_on"]).isoformat() == row["published_on"]


@in_each_row
def test_publisher_title_language_and_slug_are_stated(row: dict[str, str]) -> None:
    for column in ("publisher", "title"):
        assert row[column] and row[column] == row[column].strip()
    assert re.fullmatch(r"[a-z]{2}", row["language"])
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["slug"])


@in_each_row
def test_link_is_https(row: dict[str, str]) -> None:
    link = urlsplit(row["url"])
    assert link.scheme == "https"
    assert "." in link.netloc
    assert link.path.strip("/")


def test_each_link_is_given_once() -> None:
    assert [url for url, times in Counter(row["url"] for row in ROWS).items() if times > 1] == []


def test_one_text_under_two_publishers_has_one_title() -> None:
    by_text: dict[str, list[dict[str, str]]] = {}
    for row in ROWS:
        by_text.setdefault(row["text"], []).append(row)
    republished = [rows for rows in by_text.values() if len(rows) > 1]
    assert republished, "the samples should show one origin under two publishers"
    for rows in republished:
        assert len({row["publisher"] for row in rows}) == len(rows)
        assert len({row["title"] for row in rows}) == 1


def test_readme_has_one_table_row_with_the_link_of_each_announcement() -> None:
    listed = re.findall(
        r"^\| (\S+) \| \[([^\]]+)\]\((\S+)\) \|",
        (SAMPLES / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert listed == [(row["published_on"], row["slug"], row["url"]) for row in ROWS]


@pytest.fixture(scope="module")
def foreign_runs() -> set[tuple[str, ...]]:
    """The word runs of the texts that the facts were read in."""
    gold, seeds = SHARED / "gold" / "dev.jsonl", sorted((SHARED / "seeds").glob("*.txt"))
    if not gold.exists() or not seeds:
        pytest.skip("the founders' texts are not beside the project")
    with gold.open(encoding="utf-8") as lines:
        found = {run for line in lines for run in runs(json.loads(line)["text"])}
    for seed in seeds:
        found |= runs(seed.read_text(encoding="utf-8"))
    assert found
    return found


@pytest.mark.shared
@in_each_row
def test_no_six_words_in_a_row_are_somebody_elses(
    row: dict[str, str], foreign_runs: set[tuple[str, ...]]
) -> None:
    assert sorted(" ".join(run) for run in runs(row["text"]) & foreign_runs) == []


def test_a_shared_run_of_six_words_is_found_whatever_its_case_and_commas() -> None:
    ours, theirs = (
        "Over 1,000 metal detectors, handed over.",
        "over 1,000 Metal detectors handed over",
    )
    assert runs(ours) & runs(theirs)
    assert not runs(ours) & runs("over 1,000 metal detectors were handed over")
