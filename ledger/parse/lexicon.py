"""What a language needs to be read, joined with the vocabulary: one table of phrases.

The rules look phrases up by kind; they know no word themselves. A language is a folder under
data/lang; see its CSV files. Loaded once per language and process.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ledger.parse.names import named_items, vocabulary_entries
from ledger.parse.score import Weight
from validation.datafiles import data_folder
from validation.vocabulary import Vocabulary, load_vocabulary


class Entry(NamedTuple):
    """One meaning of a phrase. `form` is the spelling it needs.

    "" any, "^" a capital, else exact.
    """

    kind: str
    value: str
    row: str
    form: str


class Verb(NamedTuple):
    """A verb row.

    `klass` says what it does to an item, `flags` holds "noun" if a noun looks alike.
    """

    row: str
    klass: str
    flag: str
    noun_like: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases of one language and the vocabulary, ready for longest-match lookup."""

    language: str
    table: Mapping[tuple[str, ...], tuple[Entry, ...]]
    families: Mapping[str, tuple[str, ...]]
    longest: Mapping[str, int]
    verbs: Mapping[str, Verb]
    settings: Mapping[str, str]
    endings: tuple[tuple[str, str], ...]
    token_pattern: re.Pattern[str]
    abbreviations: frozenset[str]
    division_words: tuple[str, ...]
    gate_gifts: Mapping[str, tuple[str, ...]]
    gate_triggers: Mapping[str, tuple[str, ...]]
    gate_numbers: frozenset[str]
    gate_things: frozenset[str]
    gate_named: frozenset[str]
    weights: Mapping[str, Weight]
    vocabulary: Vocabulary


# Words that begin with a letter may hold digits, "&" and inner hyphens (AT-4, J&J, de-arming).
_TOKEN = r"""
    (?:[^\W\d_]\.){2,}                                  # U.S.
  | \d{1,3}(?:[ ]\d{3})+(?![\d.,]?\d)                   # 1 400
  | \d+(?:[.,]\d+)*-[^\W\d_][\w-]*                      # 155-mm, 100-bed
  | \d+(?:[.,]\d+)*                                     # 1,000 and 2.3
  | [A-Za-z]{0,3}\$ | [€£¥₴₦₹₩₽₺₪]
  | '(?:CLITICS)(?!\w)
  | (?:SCALES)(?=-[^\W\d_])
  | [^\W\d_][\w&\u2060]*(?:[-\u2060/]+\w+|'(?!(?:CLITICS)(?!\w))\w+|\.(?=\w\w))*
  | [^\w\s]
"""


@lru_cache(maxsize=8)
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language; falls back to nothing: an unknown language raises.

    Raises:
        FileNotFoundError: data/lang has no folder of that name.
    """
    folder = data_folder() / "lang" / language
    if not (folder / "settings.csv").is_file():
        raise FileNotFoundError(f"no language {language!r} in {folder.parent}")
    settings = {row["key"]: row["value"] for row in _rows(folder, "settings.csv")}
    scales = [r["phrase"] for r in _rows(folder, "numbers.csv") if r["kind"] == "scale"]
    pattern = re.compile(
        _TOKEN.replace("CLITICS", "|".join(settings["clitics"].split()) or "(?!)").replace(
            "SCALES", "|".join(scales) or "(?!)"
        ),
        re.VERBOSE,
    )
    endings = tuple((r["plural"], r["singular"]) for r in _rows(folder, "endings.csv"))
    vocabulary = load_vocabulary()
    verbs = _verbs(folder)
    table = _Table(pattern, endings)
    _add_language(table, folder, settings["capital_dates"] == "yes")
    _add_vocabulary(table, vocabulary)
    closed = table.closed_words()
    return Lexicon(
        language=language,
        table=table.frozen(),
        families=table.families(),
        longest=table.longest,
        verbs=verbs,
        settings=settings,
        endings=endings,
        token_pattern=pattern,
        abbreviations=frozenset(settings["abbreviations"].split()),
        division_words=tuple(
            r["phrase"] for r in _rows(folder, "cues.csv") if r["kind"] == "place_word"
        ),
        gate_gifts=_by_word(_gate_triggers(folder, _GIFTS) - closed),
        gate_triggers=_by_word(_gate_triggers(folder, _GIFTS | _WEAK) - closed),
        gate_numbers=table.last_words("number.") - closed,
        gate_things=table.last_words("item", "unit", "currency", "currency.shared") - closed,
        gate_named=table.heads(named_items(vocabulary)) - closed - _acting_words(folder),
        weights={
            r["feature"]: Weight(float(r["weight"]), float(r["cap"] or 1))
            for r in _rows(folder, "confidence.csv")
        },
        vocabulary=vocabulary,
    )


class _Table:
    """Collects phrases while loading; thrown away afterwards."""

    def __init__(self, pattern: re.Pattern[str], endings: tuple[tuple[str, str], ...]) -> None:
        self.pattern, self.endings = pattern, endings
        self.entries: defaultdict[tuple[str, ...], list[Entry]] = defaultdict(list)
        self.longest: dict[str, int] = {}

    def add(self, phrase: str, entry: Entry, plural: bool = False) -> None:
        """One phrase; with `plural` also the forms that the ending rules allow."""
        key = tuple(self.pattern.findall(phrase.replace("\u2019", "'").lower()))
        if not key:
            return
        keys = {key} | ({(*key[:-1], last) for last in self._plurals(key[-1])} if plural else set())
        for each in keys:
            if entry not in self.entries[each]:
                self.entries[each].append(entry)
            self.longest[each[0]] = max(len(each), self.longest.get(each[0], 0))

    def _plurals(self, word: str) -> Iterable[str]:
        for plural, singular in self.endings:
            if plural != singular and word.endswith(singular):
                yield word[: len(word) - len(singular)] + plural

    def frozen(self) -> dict[tuple[str, ...], tuple[Entry, ...]]:
        return {key: tuple(entries) for key, entries in self.entries.items()}

    def families(self) -> dict[str, tuple[str, ...]]:
        """For each kind of phrase the families under which the rules also ask for it."""
        kinds = {entry.kind for entries in self.entries.values() for entry in entries}
        return {kind: tuple(_families_of(kind)) for kind in kinds}

    def last_words(self, *kinds: str) -> frozenset[str]:
        """The last words of all phrases of some kinds."""
        return frozenset(
            key[-1]
            for key, entries in self.entries.items()
            if len(key[-1]) > 1
            and any(e.kind in kinds or e.kind.startswith(_families(kinds)) for e in entries)
        )

    def heads(self, codes: frozenset[str]) -> frozenset[str]:
        """Last words of the names of some items: alone a name, or the head of several names."""
        count: defaultdict[str, int] = defaultdict(int)
        for key, entries in self.entries.items():
            if any(e.kind == "item" and e.value in codes for e in entries):
                count[key[-1]] += 3 if len(key) == 1 else 1
        return frozenset(word for word, times in count.items() if times >= 3)

    def closed_words(self) -> frozenset[str]:
        """Articles, prepositions and the like, and names of states: they open no gate."""
        kinds = ("det", "prep", "and", "rel", "sub", "we", "it", "be", "have", "to", "geo.", "via")
        return frozenset(
            key[0]
            for key, entries in self.entries.items()
            if len(key) == 1 and any(e.kind in kinds or e.kind.startswith("geo.") for e in entries)
        )


# Questions that the rules put to nearly every token, answered while scanning.
_ENDS = """prep via and rel sub we it including instead worth way if have be do future future_not
not to per_unit det maker total weighing"""
_HELPERS = "have be do future future_not maybe duty not adverb to able"
_MOTION = frozenset({"way", "part_of", "due"})
_FAMILIES = {
    "*motion": _MOTION,
    "*end": frozenset(_ENDS.split()),
    "*helper": frozenset(_HELPERS.split()),
}


def _families_of(kind: str) -> Iterable[str]:
    family, dot, _ = kind.partition(".")
    if dot:
        yield f"*{family}"
    for name, members in _FAMILIES.items():
        if kind in members:
            yield name


def _families(kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(kind for kind in kinds if kind.endswith("."))


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


_FORMS = ("base", "third", "past", "participle", "gerund")


def _verbs(folder: Path) -> dict[str, Verb]:
    return {
        r["id"]: Verb(
            r["id"],
            r["class"],
            " ".join(set(r["flags"].split()) - {"noun"}),
            "noun" in r["flags"].split(),
        )  # fmt: skip
        for r in _rows(folder, "verbs.csv")
    }


def _add_language(table: _Table, folder: Path, capitals: bool) -> None:
    for row in _rows(folder, "verbs.csv"):
        for form in _FORMS:
            phrase = f"{row[form]} {row['particle']}".strip()
            table.add(phrase, Entry(f"verb.{form}", row["id"], row["id"], ""))
    for row in _rows(folder, "cues.csv"):
        table.add(row["phrase"], Entry(row["kind"], row["value"], row["id"], ""))
    for row in _rows(folder, "trigger_nouns.csv"):
        table.add(row["phrase"], Entry(f"noun.{row['class']}", row["stage"], row["id"], ""))
    for name, prefix in (("numbers.csv", "number."), ("dates.csv", "date.")):
        for row in _rows(folder, name):
            form = "^" if capitals and row["kind"] in ("month", "weekday") else ""
            table.add(row["phrase"], Entry(prefix + row["kind"], row["value"], row["id"], form))
    for row in _rows(folder, "qualifiers.csv"):
        table.add(row["phrase"], Entry("qualifier", row["kind"], row["id"], ""))
    for row in _rows(folder, "blockers.csv"):
        table.add(row["phrase"], Entry("non_item", row["kind"], row["id"], ""), plural=True)


def _add_vocabulary(table: _Table, vocabulary: Vocabulary) -> None:
    for phrase, kind, value, form, plural in vocabulary_entries(vocabulary):
        table.add(phrase, Entry(kind, value, f"{kind}:{value}", form), plural)


# Verb classes that let a sentence through when a thing is named, and those that need a number.
_GIFTS = frozenset(
    {
        *("give", "send", "airlift", "deliver", "distribute"),
        *("receive", "install", "pledge", "cancel", "delay"),
    }
)
_WEAK = frozenset({"arrive", "depart", "contain", "carry", "intend", "await", "buy"})


def _acting_words(folder: Path) -> frozenset[str]:
    """Verb forms that look like things ("supply", "building"): they name nothing by themselves."""
    rows = _rows(folder, "verbs.csv")
    return frozenset(row[form] for row in rows for form in ("base", "gerund"))


def _by_word(phrases: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Trigger word to the particles it needs; none where the word alone is enough."""
    found: dict[str, set[str]] = {}
    for phrase in phrases:
        word, _, particle = phrase.partition(" ")
        found.setdefault(word, set()).add(particle)
    return {word: () if "" in parts else tuple(parts) for word, parts in found.items()}


def _gate_triggers(folder: Path, classes: frozenset[str]) -> frozenset[str]:
    words: set[str] = set()
    for row in _rows(folder, "verbs.csv"):
        if row["class"] in classes:
            particle = row["particle"].split()
            words.update(" ".join([row[form], *particle[:1]]) for form in _FORMS)
    if "arrive" not in classes:
        return frozenset(words)
    for row in _rows(folder, "trigger_nouns.csv"):
        words.update(row["phrase"].split()[-1:])
    for row in _rows(folder, "cues.csv"):
        if row["kind"] in ("way", "part_of", "worth"):
            words.update(row["phrase"].split())
    return frozenset(words)
