"""Content-hash ids: raw evidence only, never a cleaned value, a clock or an order of arrival.

The same text read again gives the same ids, so recording it again writes nothing; a better reading
of the same place gives a new id for that place, and the old one stays answerable.
"""

import hashlib
import re
from collections.abc import Iterable

SEPARATOR = "\x1f"  # stands in no announcement, so joined parts cannot run into one another
_NOT_WORD = re.compile(r"[\W_]+")


def digest(*parts: str, length: int = 16) -> str:
    """A hex hash of the parts in their order.

    >>> digest("a", "b") == digest("ab")
    False
    """
    return hashlib.sha256(SEPARATOR.join(parts).encode()).hexdigest()[:length]


def digests(start: str, joined: Iterable[str], length: int = 16) -> list[str]:
    """As `digest` of parts that are joined already, for very many; each begins with `start`.

    >>> digests("C-", ["a" + SEPARATOR + "b"]) == ["C-" + digest("a", "b")]
    True
    """
    sha256 = hashlib.sha256  # a million names looked up are a tenth of the time
    return [start + sha256(text.encode()).hexdigest()[:length] for text in joined]


def source_key(url: str, publisher: str, published: str, title: str) -> str:
    """What says that two texts are versions of one page: its URL, else its own heading.

    >>> source_key("https://example.org/a", "P", "2022-12-30", "T")
    'https://example.org/a'
    >>> source_key("", "P", "2022-12-30", "T")
    'P | 2022-12-30 | T'
    """
    return url.strip() or " | ".join(part.strip() for part in (publisher, published, title))


def text_hash(text: str) -> str:
    """Of the text as received, to the letter."""
    return hashlib.sha256(text.encode()).hexdigest()


def origin_hash(text: str) -> str:
    """Of the words alone: re-published word for word is one origin, however it is set.

    >>> origin_hash("Six bridges, handed over.") == origin_hash("six bridges  handed over")
    True
    """
    return digest(_NOT_WORD.sub(" ", text).strip().lower())


def announcement_id(key: str, text: str) -> str:
    """Of one version of one source."""
    return "A-" + digest(key, text_hash(text))


def claim_id(key: str, sentence: str, offset: int, reading: Iterable[str]) -> str:
    """Of what one place says.

    Args:
        key: the announcement's source key.
        sentence: as written.
        offset: of the evidence within the sentence, in code points.
        reading: the values read from that place, as text, in a fixed order.
    """
    return "C-" + digest(key, sentence, str(offset), *reading)


def problem_id(batch: str, *parts: str) -> str:
    """Of one problem within its batch."""
    return "X-" + digest(batch, *parts)
