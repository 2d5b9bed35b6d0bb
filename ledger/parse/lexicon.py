"""What a language needs to be read, joined with the vocabulary: one table of phrases.

The rules look phrases up by kind; they know no word themselves. A language is a folder under
data/lang; see its CSV files. Loaded once per language and process.
"""

from __future__ import annotations

import csv
import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ledger.parse.gatewords import (
    FORMS,
    GIFTS,
    MOVES,
    WEAK,
    Files,
    acting_words,
    by_word,
    gate_triggers,
    gate_verbs,
)
from ledger.parse.names import named_items, vocabulary_entries
from ledger.parse.table import Entry, PhraseTable
from validation.datafiles import data_folder
from validation.vocabulary import Vocabulary, load_vocabulary


class Verb(NamedTuple):
    """A verb row.

    `klass` says what it does to an item, `noun_like` whether a noun looks alike; `particle` may
    stand behind the object: "made 20 tents available".
    """

    row: str
    klass: str
    flag: str
    noun_like: bool
    particle: str


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All phrases of one language and the vocabulary, ready for longest-match lookup."""

    language: str
    table: Mapping[tuple[str, ...], tuple[Entry, ...]]
    families: Mapping[str, tuple[str, ...]]
    longest: Mapping[tuple[str, ...], int]
    verbs: Mapping[str, Verb]
    settings: Mapping[str, str]
    ends: Mapping[str, tuple[str, ...]]
    endings: tuple[tuple[str, str], ...]
    token_pattern: re.Pattern[str]
    abbreviations: frozenset[str]
    division_words: tuple[str, ...]
    gate_gifts: Mapping[str, tuple[str, ...]]
    gate_triggers: Mapping[str, tuple[str, ...]]
    gate_numbers: frozenset[str]
    gate_things: frozenset[str]
    gate_named: frozenset[str]
    gate_aid: frozenset[str]
    gate_moves: Mapping[str, tuple[str, ...]]
    state_words: Mapping[str, str]
    vocabulary: Vocabulary

    def has(self, setting: str) -> bool:
        """Whether a setting of the language is yes."""
        return self.settings.get(setting) == "yes"


# Words that begin with a letter may hold digits, "&" and inner hyphens (AT-4, J&J, de-arming).
_TOKEN = r"""
    [A-Za-z]+(?=[ ,])                                   # nearly all words, found at once
  | (?:[^\W\d_]\.){2,}                                  # U.S.
  | \d{1,3}(?:[ ]\d{3})+(?![\d.,]?\d)                   # 1 400
  | \d+(?:[.,]\d+)*-[^\W\d_][\w-]*                      # 155-mm, 100-bed
  | \d+(?:[.,]\d+)*                                     # 1,000 and 2.3
  | [A-Za-z]{0,3}\$ | [€£¥₴₦₹₩₽₺₪]
  | '(?:CLITICS)(?!\w)
  | (?:SCALES)(?=-[^\W\d_])
  | [^\W\d_][\w&\u2060]*(?:[-\u2060/]+\w+|'(?!(?:CLITICS)(?!\w))\w+|\.(?=\w\w))*
  | [^\w\s]
"""


def _token_pattern(files: Files, clitics: str) -> re.Pattern[str]:
    scales = [r["phrase"] for r in files["numbers"] if r["kind"] == "scale"]
    filled = _TOKEN.replace("CLITICS", "|".join(clitics.split()) or "(?!)")
    return re.compile(filled.replace("SCALES", "|".join(scales) or "(?!)"), re.VERBOSE)


_FILES = (
    *("blockers", "cues", "dates", "endings", "numbers", "qualifiers", "settings"),
    *("trigger_nouns", "verbs"),
)


_CODE = re.compile("[a-z]{2,3}")


class UnknownLanguageError(LookupError, FileNotFoundError):
    """What was asked for is no language that can be read."""

    def __str__(self) -> str:
        return str(self.args[0])


@lru_cache(maxsize=8)
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language; falls back to nothing: an unknown language raises.

    Raises:
        UnknownLanguageError: data/lang has no folder of that name, or it is no name of a language.
        ValueError: settings.csv lacks a setting.
    """
    folder = data_folder() / "lang" / language
    if not _CODE.fullmatch(language):  # a path would read a folder from anywhere
        raise UnknownLanguageError(
            f"{language!r} is no language: two or three small letters are, such as en"
        )
    if not (folder / "settings.csv").is_file():
        raise UnknownLanguageError(f"no language {language!r} in {folder.parent}")
    with _without_collecting():
        return _loaded(language, folder)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Nothing that is built here is garbage: looking for some takes a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _loaded(language: str, folder: Path) -> Lexicon:
    files = {name: _rows(folder, f"{name}.csv") for name in _FILES}
    files["names"] = _rows(folder, "names.csv") if (folder / "names.csv").is_file() else []
    settings = _settings(folder, files)
    pattern = _token_pattern(files, settings["clitics"])
    endings = tuple((r["plural"], r["singular"]) for r in files["endings"])
    vocabulary = load_vocabulary()
    table = PhraseTable(pattern, endings)
    _add_language(table, files, settings["capital_dates"] == "yes")
    _add_vocabulary(table, vocabulary)
    closed = table.closed_words()
    return Lexicon(
        language=language,
        table=table.entries,
        families=table.families(),
        longest=table.longest(),
        verbs=_verbs(files, table),
        settings=settings,
        ends={name: tuple(settings[name].split()) for name in _ENDS},
        endings=endings,
        token_pattern=pattern,
        abbreviations=frozenset(settings["abbreviations"].split()),
        division_words=tuple(r["phrase"] for r in files["cues"] if r["kind"] == "place_word"),
        gate_gifts=by_word(gate_verbs(files, GIFTS) - closed),
        gate_triggers=by_word(gate_triggers(files, GIFTS | WEAK) - closed),
        gate_numbers=table.last_words("number.") - closed,
        gate_things=table.last_words("item", "unit", "currency", "currency.shared") - closed,
        gate_named=table.heads(named_items(vocabulary)) - closed - acting_words(files),
        gate_aid=table.last_words("aid", "noun.shipment", "noun.donation") - closed,
        gate_moves=by_word(gate_verbs(files, GIFTS | MOVES) - closed),
        state_words=_state_words(table),
        vocabulary=vocabulary,
    )


_SETTINGS = (
    *("thousands", "decimal", "date_order", "capital_dates", "clitics", "adverb_endings"),
    *("abbreviations", "perfect_endings", "place_endings", "plural_endings", "possessives"),
)  # the others are no where they are missing


def _settings(folder: Path, files: Files) -> dict[str, str]:
    settings = {row["key"]: row["value"] for row in files["settings"]}
    missing = [key for key in _SETTINGS if key not in settings]
    if missing:
        raise ValueError(f"{folder / 'settings.csv'}: no row with the key {', '.join(missing)}")
    return settings


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return [dict(zip(header, row, strict=True)) for row in rows if row]


def _state_words(table: PhraseTable) -> dict[str, str]:
    """Single words that name a state, with its code."""
    return {
        key[0]: entry.value
        for key, entries in table.entries.items()
        if len(key) == 1 and len(key[0]) > 3
        for entry in entries
        if entry.kind.startswith("geo.")
    }


# Settings that list endings of words, or words like "'s" that end a name.
_ENDS = (
    *("adverb_endings", "perfect_endings", "place_endings"),
    *("plural_endings", "possessives"),
)


def _verbs(files: Files, table: PhraseTable) -> dict[str, Verb]:
    """The verbs by their id; a verb whose base also names a thing looks like a noun."""
    return {
        r["id"]: Verb(
            r["id"],
            r["class"],
            " ".join(sorted(set(r["flags"].split()) - {"noun", "split"})),
            "noun" in r["flags"].split() or _is_noun(table, r["base"]),
            r["particle"] if "split" in r["flags"].split() else "",
        )  # fmt: skip
        for r in files["verbs"]
    }


def _is_noun(table: PhraseTable, word: str) -> bool:
    return any(e.kind in _NOUNS for e in table.entries.get((word,), ()))


_NOUNS = frozenset({"item", "item.ignored", "non_item", "unit", "carrier"})


def _add_language(table: PhraseTable, files: Files, capitals: bool) -> None:
    _add_verbs(table, files["verbs"])
    for row in files["cues"]:
        table.add(row["phrase"], Entry(row["kind"], row["value"], row["id"], ""))
    for row in files["trigger_nouns"]:
        table.add(row["phrase"], Entry(f"noun.{row['class']}", row["stage"], row["id"], ""))
    for name, prefix in (("numbers", "number."), ("dates", "date.")):
        for row in files[name]:
            form = "^" if capitals and row["kind"] in ("month", "weekday") else ""
            table.add(row["phrase"], Entry(prefix + row["kind"], row["value"], row["id"], form))
    for row in files["qualifiers"]:
        table.add(row["phrase"], Entry("qualifier", row["kind"], row["id"], ""))
    for row in files["blockers"]:
        table.add(row["phrase"], Entry("non_item", row["kind"], row["id"], ""), plural=True)
    for row in files["names"]:
        form = "^" if row["phrase"][:1].isupper() else ""
        inflected = row["kind"].startswith(_INFLECTED)
        table.add(row["phrase"], Entry(row["kind"], row["value"], row["id"], form), inflected)


def _add_verbs(table: PhraseTable, rows: Sequence[Mapping[str, str]]) -> None:
    for row in rows:
        for form in FORMS:
            phrase = f"{row[form]} {row['particle']}".strip()
            table.add(phrase, Entry(f"verb.{form}", row["id"], row["id"], ""))
            if "split" in row["flags"].split():
                table.add(row[form], Entry(f"split.{form}", row["id"], row["id"], ""))


# Kinds of names.csv whose other forms the ending rules make: "generators", "Generatoren".
_INFLECTED = ("item", "unit", "geo.", "non_item")


def _add_vocabulary(table: PhraseTable, vocabulary: Vocabulary) -> None:
    known: dict[tuple[str, str, str], Entry] = {}
    for phrase, kind, value, form, plural in vocabulary_entries(vocabulary):
        meaning = (kind, value, form)
        entry = known.get(meaning)
        if entry is None:
            entry = known[meaning] = _new(Entry, (kind, value, f"{kind}:{value}", form))
        table.add(phrase, entry, plural)


_new = tuple.__new__  # Entry(...) takes twice as long, and there are 24,000 of them
