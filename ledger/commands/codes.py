"""What a person types as a donor, an item or a place, to the codes of the vocabulary or ledger."""

from collections.abc import Callable, Iterable

from ledger.errors import UsageError
from ledger.lens import NOBODY, STAGES
from validation.vocabulary import Vocabulary, load_vocabulary, name_key

__all__ = ["codes"]


def codes(
    kind: str, given: Iterable[str] | None, standing: Callable[[], Iterable[str]] = tuple
) -> tuple[str, ...]:
    """The codes of what was given as codes or names.

    Args:
        kind: party, item, place or stage.
        given: as typed; joint donors as "NOR+SWE"; an item outside the vocabulary by its words, or
            as "unlisted:words"; "-" for one that is not named.
        standing: gives what stands in the ledger; asked where the vocabulary has no answer.

    Raises:
        UsageError: neither a code nor a name that the vocabulary or the ledger has.

    >>> codes("party", ["Norway", "czechia"])
    ('NOR', 'CZE')
    >>> codes("party", ["friends of kharkiv"], lambda: ["NOR", "Friends of Kharkiv"])
    ('Friends of Kharkiv',)
    """
    return tuple(_code(kind, one.strip(), standing) for one in given or ())


def _code(kind: str, text: str, standing: Callable[[], Iterable[str]]) -> str:
    if kind == "stage":
        return _stage(text)
    if text == NOBODY or text.startswith("unlisted:"):
        return text
    if kind == "party" and "+" in text:
        return "+".join(sorted(_code(kind, one.strip(), standing) for one in text.split("+")))
    words = load_vocabulary()
    known, names = _tables(words, kind)
    if text in known:
        return text
    if text.upper() in known:
        return text.upper()
    found = names.get(name_key(text)) or names.get(name_key(text.title()))
    found = found or _standing(text, standing())
    if found is None:
        raise UsageError(
            f"‹{text}› is no {kind} that the vocabulary knows, and none that stands in the ledger.",
            f'The codes stand in data/vocabulary; aid-ledger sql "from {kind}" lists them.',
        )
    return found


def _standing(text: str, codes: Iterable[str]) -> str | None:
    """What stands in the ledger as it was written; in other letters only where that is plain."""
    stands = set(codes)
    exact = stands & {text, f"unlisted:{text}"}
    alike = [one for one in stands if one.removeprefix("unlisted:").casefold() == text.casefold()]
    return exact.pop() if exact else alike[0] if len(alike) == 1 else None


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
