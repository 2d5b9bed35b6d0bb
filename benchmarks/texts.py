"""The texts that are read: the announcement that the project began with, and dense ones.

Both belong to others and are not in the project, so that they are looked for beside it; where they
are missing, texts of the same size made of our own samples stand in, and the table says so.
"""

import json
from datetime import date
from itertools import cycle
from typing import NamedTuple

from benchmarks.measure import ROOT

SEED_SIZE = 15_773  # bytes of the announcement that the samples stand in for
_SHARED = ROOT.parent / "shared"


class Passage(NamedTuple):
    """A text with what is known of it; published is None when the day is not known."""

    text: str
    published: date | None
    publisher: str
    title: str


class Corpus(NamedTuple):
    """Passages, and the words that say in a table which they are."""

    name: str
    passages: tuple[Passage, ...]


def announcement() -> Corpus:
    """One long announcement in which aid is rare: a live page."""
    for path in sorted(_SHARED.glob("seeds/*.txt")):
        text = path.read_text(encoding="utf-8")
        passage = Passage(text, date(2022, 12, 30), "The Guardian", "")
        return Corpus("the seed announcement", (passage,))
    text = repeated("\n".join(one.text for one in samples()), SEED_SIZE)
    passage = Passage(text, date(2022, 12, 30), "", "")
    return Corpus("a text of the seed's size made of our samples", (passage,))


def dense() -> Corpus:
    """Short passages in which aid is dense."""
    path = _SHARED / "gold" / "dev.jsonl"
    if not path.exists():
        return Corpus("our samples", samples())
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    english = [row for row in rows if row["language"] == "en"]
    return Corpus(
        "the English passages of dev.jsonl",
        tuple(
            Passage(row["text"], _day(row["published"]), row["publisher"] or "", row["title"] or "")
            for row in english
        ),
    )


def samples() -> tuple[Passage, ...]:
    """Our own sample announcements, in the order of their names."""
    paths = sorted((ROOT / "data" / "samples" / "texts").glob("*.txt"))
    return tuple(
        Passage(path.read_text(encoding="utf-8").strip(), _day(path.name[:10]), "", "")
        for path in paths
    )


def repeated(text: str, size: int) -> str:
    """The text over and over, a line each time, cut at `size` characters."""
    parts, length = [], 0
    for part in cycle([text.strip() + "\n"]):
        if length >= size:
            break
        parts.append(part)
        length += len(part)
    return "".join(parts)[:size]


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
