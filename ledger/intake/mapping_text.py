"""A mapping as the TOML file that gives it back: for one to keep, correct and use again."""

import json
from collections.abc import Iterator

from ledger.intake.mapping import ClaimShape, Condition, RecordMapping

__all__ = ["as_toml"]

_TEXTS = (
    "title", "publisher", "register", "url", "kind", "language", "date_order", "decimal_mark",
)  # fmt: skip
_LISTS = ("key", "restating", "needs", "not_applicable", "unknown")


def as_toml(mapping: RecordMapping) -> str:
    """The mapping's file, whole; `load_mapping` reads it as the same mapping but for its name."""
    return "\n".join(_lines(mapping)) + "\n"


def _lines(mapping: RecordMapping) -> Iterator[str]:
    yield from _heading(mapping)
    for field, values in mapping.values.items():
        yield f"\n[values.{field}]"
        yield from (f"{_text(word)} = {_text(meant)}" for word, meant in values.items())
    if mapping.split:
        yield "\n[split]"
        yield from (f"{field} = {_text(mark)}" for field, mark in mapping.split.items())
    if mapping.strip:
        yield "\n[strip]"
        yield from (f"{field} = {_list(words)}" for field, words in mapping.strip.items())
    for shape in mapping.claims:
        yield "\n[[claims]]"
        yield from _claim(shape)


def _heading(mapping: RecordMapping) -> Iterator[str]:
    yield "# What the columns mean: data/mappings/README.md describes the keys."
    for name in _TEXTS:
        if text := getattr(mapping, name):
            yield f"{name} = {_text(text)}"
    if mapping.edition:
        yield f"edition = {mapping.edition.isoformat()}"
    for name in _LISTS:
        texts = getattr(mapping, name)
        if name == "needs" and not texts:  # a mapping that needs nothing would fit any file
            texts = _used(mapping)
        if texts:
            yield f"{name} = {_list(texts)}"


def _used(mapping: RecordMapping) -> tuple[str, ...]:
    names = (name for shape in mapping.claims for names in shape.columns.values() for name in names)
    return tuple(dict.fromkeys(names))


def _claim(shape: ClaimShape) -> Iterator[str]:
    if shape.is_fallback:
        yield "fallback = true"
    if shape.spread:
        keys = zip(("field", "value", "from"), shape.spread, strict=True)
        yield f"spread = {{ {', '.join(f'{key} = {_text(text)}' for key, text in keys)} }}"
    if shape.once_per:
        yield f"once_per = {_list(shape.once_per)}"
    if shape.when:
        yield f"when = [{', '.join(map(_condition, shape.when))}]"
    if shape.columns:
        yield "[claims.columns]"
        yield from (f"{field} = {_list(names)}" for field, names in shape.columns.items())
    if shape.constants:
        yield "[claims.constants]"
        yield from (f"{field} = {_text(text)}" for field, text in shape.constants.items())


def _condition(one: Condition) -> str:
    parts = [f"column = {_text(one.column)}"]
    parts += [f"stated = {_text(one.stated)}"] if one.stated is not None else []
    parts += [f"known = {_text(one.known)}"] if one.known is not None else []
    parts += [f"is = {_list(one.values)}"] if one.values else []
    return f"{{ {', '.join(parts)} }}"


def _list(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _text(value: str | bool) -> str:
    # A basic string of TOML is one of JSON, but for a character that JSON may leave as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
