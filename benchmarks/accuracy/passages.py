"""Annotated passages, and what our reader finds in them."""

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.measure import ROOT
from ledger.parse import Claim, Reading, Source, read, read_case
from ledger.parse.export import claim_as_case, party_as_named
from ledger.parse.lexicon import load_lexicon

Passage = Mapping[str, Any]

JUDGE = ROOT / "tests" / "judge"
GOLD = ROOT.parent / "shared" / "gold" / "dev.jsonl"


class Set(NamedTuple):
    """Passages of one origin, with the words that say in a table which they are."""

    key: str
    name: str
    passages: tuple[Passage, ...]


def load(path: Path, language: str = "en") -> tuple[Passage, ...]:
    """The passages of one language, in the order of the file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return tuple(row for row in rows if row["language"] == language)


def sets() -> list[Set]:
    """All sets that are there: the founders' learning set, our learning and judging sets."""
    found = [
        Set("learn", "own passages, seen by the rules", _all(JUDGE / "learn")),
        Set("judge", "own passages, kept from the rules", _all(JUDGE / "judge")),
    ]
    if GOLD.is_file():
        found.insert(0, Set("dev", "the founders' dev passages, seen by the rules", load(GOLD)))
    return found


def other_languages() -> list[Set]:
    """The founders' passages of the other languages that can be read, where they are there."""
    if not GOLD.is_file():
        return []
    folders = sorted(path.name for path in (ROOT / "data" / "lang").iterdir() if path.is_dir())
    found = [Set(code, f"dev, {code}", load(GOLD, code)) for code in folders if code != "en"]
    return [one for one in found if one.passages]


def _all(folder: Path) -> tuple[Passage, ...]:
    return tuple(passage for path in sorted(folder.glob("*.jsonl")) for passage in load(path))


def phenomena() -> dict[str, tuple[str, ...]]:
    """For each of our own passages the kinds of difficulty in it."""
    with (JUDGE / "phenomena.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: tuple(row["phenomena"].split(";")) for row in csv.DictReader(file)}


def source_of(passage: Passage) -> Source:
    """What the reader is given of a passage."""
    day = date.fromisoformat(passage["published"]) if passage["published"] else None
    heading = (passage["publisher"] or "", passage["title"] or "", passage["url"] or "")
    return Source(passage["text"], day, *heading, passage["language"])


def reading_of(passage: Passage) -> Reading:
    """Everything the reader says about a passage."""
    return read(source_of(passage))


def claims_of(passage: Passage) -> Sequence[Mapping[str, Any]]:
    """The claims of a passage as `aid-ledger parse --cases` prints them."""
    return read_case(source_of(passage))


def as_case(claim: Claim, passage: Passage) -> Mapping[str, Any]:
    """One claim in the form that is judged."""
    source = source_of(passage)
    return claim_as_case(claim, source, load_lexicon(source.language).vocabulary)


def named(code: str, passage: Passage) -> str:
    """A party as the form that is judged names it."""
    words = f"{passage['text']}\n{passage['title']}\n{passage['publisher']}"
    return party_as_named(code, words, load_lexicon(passage["language"]).vocabulary)
