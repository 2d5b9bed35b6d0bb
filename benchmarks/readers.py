"""Our reader and its peers behind one shape: passages in, nothing kept.

Each is imported only when it is asked for, so that a fresh process pays for one of them.
"""

import warnings
from collections.abc import Callable, Iterable
from importlib import import_module

from benchmarks.texts import Passage

Reader = Callable[[Iterable[Passage]], None]


def ours() -> Reader:
    """ledger.parse.read."""
    from ledger.parse import Source, read

    def work(passages: Iterable[Passage]) -> None:
        for one in passages:
            read(Source(one.text, one.published, one.publisher, one.title))

    return work


def quantulum() -> Reader:
    """quantulum3: numbers and units only, without its optional classifier."""
    with warnings.catch_warnings():  # it warns that the classifier is not there, which is meant
        warnings.simplefilter("ignore")
        parser = import_module("quantulum3.parser")

    def work(passages: Iterable[Passage]) -> None:
        for one in passages:
            parser.parse(one.text)

    return work


def spacy_blank() -> Reader:
    """The English tokenizer of spaCy: words only, no model."""
    tokenizer = import_module("spacy").blank("en")

    def work(passages: Iterable[Passage]) -> None:
        for one in passages:
            tokenizer(one.text)

    return work


READERS: dict[str, tuple[str, str, Callable[[], Reader]]] = {
    "ours": ("ledger.parse", "ledger.parse", ours),
    "quantulum3": ("quantulum3 parser.parse", "quantulum3.parser", quantulum),
    "spacy": ('spacy.blank("en")', "spacy", spacy_blank),
}
"""Key, then: name in tables, module whose import is timed, how it is made."""
