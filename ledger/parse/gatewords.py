"""The words that let a sentence through the gate, taken from the rows of a language's files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

FORMS = ("base", "third", "past", "participle", "gerund")

Files = Mapping[str, Sequence[Mapping[str, str]]]

# Verb classes that let a sentence through when a thing is named, and those that need a number.
GIFTS = frozenset(
    {
        *("give", "send", "airlift", "deliver", "distribute"),
        *("receive", "install", "pledge", "cancel", "delay"),
    }
)


MOVES = frozenset({"arrive", "depart"})


WEAK = frozenset({"arrive", "depart", "contain", "carry", "intend", "await", "buy"})


def acting_words(files: Files) -> frozenset[str]:
    """Verb forms that look like things ("supply", "building"): they name nothing by themselves."""
    rows = files["verbs"]
    return frozenset(row[form] for row in rows for form in ("base", "gerund"))


def by_word(phrases: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Trigger word to the particles it needs; none where the word alone is enough."""
    found: dict[str, set[str]] = {}
    for phrase in phrases:
        word, _, particle = phrase.partition(" ")
        found.setdefault(word, set()).add(particle.partition(" ")[0])
    return {word: () if "" in parts else tuple(parts) for word, parts in found.items()}


def gate_verbs(files: Files, classes: frozenset[str]) -> frozenset[str]:
    """All forms of the verbs of some classes, each with the particle it needs."""
    words: set[str] = set()
    for row in files["verbs"]:
        if row["class"] in classes:
            particle = row["particle"].split()
            words.update(" ".join([row[form].lower(), *particle[:1]]) for form in FORMS)
    return frozenset(words)


def gate_triggers(files: Files, classes: frozenset[str]) -> frozenset[str]:
    """Verbs of some classes, trigger nouns and words for what is on its way."""
    words = set(gate_verbs(files, classes))
    for row in files["trigger_nouns"]:
        words.update(row["phrase"].lower().split()[-1:])
    for row in files["cues"]:
        if row["kind"] in ("way", "part_of", "worth"):
            words.update(row["phrase"].split())
        elif row["kind"] == "thanks":
            words.update(word for word in row["phrase"].split() if len(word) > 4)
    return frozenset(words)
