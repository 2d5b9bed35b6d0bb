"""What a person types as a donor, an item or a place, to the codes of the vocabulary."""

from collections.abc import Iterable

from ledger.errors import UsageError
from ledger.lens import STAGES
from validation.vocabulary import Vocabulary, load_vocabulary, name_key

__all__ = ["codes"]


def codes(kind: str, given: Iterable[str] | None) -> tuple[str, ...]:
    """The codes of what was given as codes or names.

    Args:
        kind: party, item, place or stage.
        given: as typed; joint donors as "NOR+SWE"; an item outside the vocabulary as
            "unlisted:words".

    Raises:
        UsageError: neither a code nor a name that the vocabulary has.

    >>> codes("party", ["Norway", "czechia"])
    ('NOR', 'CZE')
    """
    return tuple(_code(kind, one.strip()) for one in given or ())


def _code(kind: str, text: str) -> str:
    if kind == "stage":
        return _stage(text)
    if text.startswith("unlisted:") or "+" in text:
        return text
    words = load_vocabulary()
    known, names = _tables(words, kind)
    if text in known:
        return text
    if text.upper() in known:
        return text.upper()
    found = names.get(name_key(text)) or names.get(name_key(text.title()))
    if found is None:
        raise UsageError(
            f"‹{text}› is no {kind} that the vocabulary knows.",
            f'The codes stand in data/vocabulary; aid-ledger sql "from {kind}" lists them.',
        )
    return found


def _stage(text: str) -> str:
    if text.lower() not in STAGES:
        raise UsageError(f"‹{text}› is no stage.", f"Stages are: {', '.join(STAGES)}.")
    return text.lower()


def _tables(words: Vocabulary, kind: str) -> tuple[set[str], dict[str, str]]:
    if kind == "item":
        return set(words.items), dict(words.item_names)
    if kind == "place":
        return set(words.places), dict(words.place_names)
    return {*words.countries, *words.parties}, {**words.party_names, **words.country_names}
