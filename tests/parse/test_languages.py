"""docs/languages.md tells the truth: its worked example is built and read, its tables are whole.

The language is built beside copies of the packages, in a folder that holds nothing else, and read
in a process of its own: as somebody who follows the page would have it.
"""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.parse.lexicon import load_lexicon
from validation.datafiles import data_folder

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^data/lang/nl/(\w+\.csv)\n\n```csv\n(.*?)```", PAGE, re.M | re.S))
FOLDERS = sorted(path for path in (data_folder() / "lang").iterdir() if path.is_dir())

# Which table of the page explains which column of which file.
EXPLAINED = {
    "Settings": ("settings", "key"),
    "Classes of verbs": ("verbs", "class", "flags"),
    "Classes of trigger nouns": ("trigger_nouns", "class"),
    "Kinds of qualifiers": ("qualifiers", "kind"),
    "Kinds of numbers": ("numbers", "kind"),
    "Kinds of words of time": ("dates", "kind"),
    "Kinds of cues": ("cues", "kind"),
    "Kinds of names": ("names", "kind"),
    "Kinds of blockers": ("blockers", "kind"),
}

READ = """
import json, sys
from ledger.parse import Source, claim_to_json, read
from ledger.parse.lexicon import load_lexicon
from ledger.parse.reader import scene_of
from ledger.parse.segment import Sentence

def fired(text):
    scene = scene_of(text, Sentence(0, len(text), 0, True, False), None, lexicon)
    hits = {hit.row for here in scene.hits for hit in here.values()}
    return sorted(hits | {group.row for group in scene.groups})

lexicon = load_lexicon("nl")
asked = json.load(sys.stdin)
claims = {}
for text in asked["texts"]:
    reading = read(Source(text, language="nl"))
    claims[text] = [claim_to_json(claim, text) for claim in reading.claims]
print(json.dumps({"claims": claims, "fired": {text: fired(text) for text in asked["examples"]}}))
"""


def section(title: str) -> str:
    """The page from a heading to the next one of any level."""
    return re.split(r"^#+ ", PAGE.partition(f"# {title}\n")[2], maxsplit=1, flags=re.M)[0]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def expected() -> dict[str, dict[str, str]]:
    """The claim that each sentence of the worked example must give, empty where there is none."""
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "Nederland" in line]
    (head,) = (line for line in PAGE.splitlines() if line.startswith("| sentence |"))
    found = {cells(row)[0]: dict(zip(cells(head), cells(row), strict=True)) for row in rows}
    return {text: row if row["stage"] else {} for text, row in found.items()}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def examples() -> list[dict[str, str]]:
    return [row for block in BLOCKS.values() for row in rows(block) if row.get("counter_example")]


@pytest.fixture(scope="module")
def dutch(tmp_path_factory):
    """What the reader makes of the worked example: claims and rows that fire, by sentence."""
    home = tmp_path_factory.mktemp("dutch")
    for package in ("ledger", "validation"):
        shutil.copytree(ROOT / package, home / package, ignore=shutil.ignore_patterns("_data"))
    folder = home / "data" / "lang" / "nl"
    folder.mkdir(parents=True)
    for name in ("vocabulary", "reading"):
        (home / "data" / name).symlink_to(data_folder() / name)
    for name, block in BLOCKS.items():
        (folder / name).write_text(block, encoding="utf-8")
    sentences = [row[key] for row in examples() for key in ("example", "counter_example")]
    asked = {"texts": list(expected()), "examples": sentences}
    done = subprocess.run(
        [sys.executable, "-c", READ],
        cwd=home, env={**os.environ, "PYTHONPATH": str(home)}, input=json.dumps(asked),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_page_gives_every_file():
    shipped = {path.name for folder in FOLDERS for path in folder.glob("*.csv")}
    assert BLOCKS.keys() == shipped
    assert expected()


@pytest.mark.parametrize(("text", "row"), expected().items(), ids=lambda value: str(value)[:60])
def test_the_worked_example_is_read_as_the_page_says(dutch, text, row):
    found = [_told(claim) for claim in dutch["claims"][text]]
    assert found == ([{name: value for name, value in row.items() if name in _TOLD}] if row else [])


def _told(claim):
    """A claim in the words of the table."""
    start, end = claim["start"], claim["end"]
    return {
        "stage": claim["stage"],
        "donor": " ".join(claim["donors"]),
        "recipient": " ".join(claim["recipients"]),
        "item": claim["item_code"],
        "quantity": str(claim["quantity_low"]),
        "qualifier": claim["qualifier"],
        "reporting": claim["reporting"],
        "window": f"{start} to {end}" if start else "",
    }


_TOLD = frozenset(
    {"stage", "donor", "recipient", "item", "quantity", "qualifier", "reporting", "window"}
)


@pytest.mark.parametrize("row", examples(), ids=lambda row: row["id"])
def test_every_row_of_the_worked_example_proves_itself(dutch, row):
    assert row["id"] in dutch["fired"][row["example"]]
    assert row["id"] not in dutch["fired"][row["counter_example"]]


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_the_files_of_the_worked_example_have_the_columns_of_the_others(name):
    ids = [row["id"] for row in rows(BLOCKS[name]) if "id" in row]
    assert ids == sorted(set(ids))
    for folder in FOLDERS:
        path = folder / name
        if path.is_file():
            head = path.read_text(encoding="utf-8").splitlines()[0]
            assert BLOCKS[name].splitlines()[0] == head


@pytest.mark.parametrize("title", sorted(EXPLAINED))
def test_every_kind_that_a_language_uses_is_explained(title):
    file, *columns = EXPLAINED[title]
    lines = [line for line in section(title).splitlines() if line.startswith("| `")]
    named = [cells(line)[0].strip("`") for line in lines]
    used = {
        word
        for folder in FOLDERS
        if (folder / f"{file}.csv").is_file()
        for row in rows((folder / f"{file}.csv").read_text(encoding="utf-8"))
        for column in columns
        for word in row[column].split()
    }
    assert len(named) == len(set(named))
    assert set(named) == used


def test_a_missing_setting_is_named_with_its_file(tmp_path, monkeypatch):
    shutil.copytree(data_folder() / "lang" / "uk", tmp_path / "lang" / "zz")
    path = tmp_path / "lang" / "zz" / "settings.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("decimal,")]
    path.write_text("".join(kept), encoding="utf-8")
    monkeypatch.setattr("ledger.parse.lexicon.data_folder", lambda: tmp_path)
    with pytest.raises(ValueError, match=r"zz/settings\.csv: no row with the key decimal"):
        load_lexicon("zz")
