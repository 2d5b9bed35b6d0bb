"""Every row of the language folders proves itself by its example and its counter-example."""

import csv
from functools import cache
from pathlib import Path

import pytest

from ledger.parse.lexicon import load_lexicon
from ledger.parse.reader import scene_of
from ledger.parse.segment import sentences
from ledger.parse.tokens import normalise
from validation.datafiles import data_folder

LANGUAGES = sorted(p.name for p in (data_folder() / "lang").iterdir() if p.is_dir())
FILES = ("blockers", "cues", "dates", "numbers", "qualifiers", "trigger_nouns", "verbs")
OPTIONAL = ("names",)  # what a language calls countries, bodies and things beyond the vocabulary


def rows(language: str, name: str) -> list[dict[str, str]]:
    path: Path = data_folder() / "lang" / language / f"{name}.csv"
    if name in OPTIONAL and not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ALL = [
    (lang, name, row)
    for lang in LANGUAGES
    for name in (*FILES, *OPTIONAL)
    for row in rows(lang, name)
]
# Thirty thousand rows as a test each would spend most of the time on being tests.
PARTS = [
    (lang, name, start)
    for lang in LANGUAGES
    for name in (*FILES, *OPTIONAL)
    for start in range(0, len(rows(lang, name)), 500)
]


@cache
def fired(text: str, language: str) -> set[str]:
    """Rows that a text sets off: for verbs only where the word is read as a verb."""
    lexicon = load_lexicon(language)
    plain = normalise(text)
    found: set[str] = set()
    for sentence in sentences(plain, lexicon):
        scene = scene_of(plain, sentence, None, lexicon)
        found |= {group.row for group in scene.groups}
        found |= {
            hit.row for here in scene.hits for hit in here.values()
            if not hit.kind.startswith(("verb.", "split."))
        }  # fmt: skip
    return found


def test_there_are_rows_of_every_kind():
    assert len(ALL) > 2000
    assert {name for _, name, _ in ALL} >= set(FILES)


@pytest.mark.parametrize(("language", "name", "start"), PARTS)
def test_rows_fire_on_their_examples_only(language, name, start):
    part = rows(language, name)[start : start + 500]
    silent = [row["id"] for row in part if row["id"] not in fired(row["example"], language)]
    fires = [row["id"] for row in part if row["id"] in fired(row["counter_example"], language)]
    assert (silent, fires) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", (*FILES, *OPTIONAL))
def test_files_are_sorted_and_ids_unique(language, name):
    ids = [row["id"] for row in rows(language, name)]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_has_both_examples(language):
    for name in FILES:
        assert all(row["example"] and row["counter_example"] for row in rows(language, name))
