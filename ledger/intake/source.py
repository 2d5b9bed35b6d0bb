"""What a source must satisfy before it is read, whichever way it came in."""

import re
from collections.abc import Iterator

from ledger.parse import Source
from validation.problems import Problem, problem

__all__ = ["TEXT_LIMIT", "text_problems"]

TEXT_LIMIT = 10_000_000  # characters: about 3,000 pages, far beyond any announcement
_LANGUAGE = re.compile(r"[a-z]{2}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_FATAL = re.compile(r"[\x00\ud800-\udfff]")  # half a character, or the end of a string in C
_MANY = 3  # a stray escape or two happens in real text; more is damage


def text_problems(source: Source) -> Iterator[Problem]:
    """What keeps a text, its link or its language out."""
    if not source.text.strip():
        yield problem("text-empty", column="text")
    elif len(source.text) > TEXT_LIMIT:
        yield problem("text-too-long", column="text", value=len(source.text), limit=TEXT_LIMIT)
    for column in ("text", "title", "publisher", "url"):
        yield from _control_problems(column, getattr(source, column))
    if _SCHEME.match(source.url) and not source.url.lower().startswith(("http://", "https://")):
        yield problem("link-unusable", column="url", value=source.url)
    if not _LANGUAGE.fullmatch(source.language):
        yield problem("language-unknown", column="language", value=source.language)


def _control_problems(column: str, text: str) -> Iterator[Problem]:
    found = _CONTROL.findall(text)
    if len(found) > _MANY or _FATAL.search(text):
        first = repr(found[0])
        yield problem("control-characters", column=column, found_count=len(found), value=first)
