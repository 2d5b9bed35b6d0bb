"""HTML from values, with every piece of text escaped. Knows neither Streamlit nor the ledger.

Source texts are untrusted. Text becomes `Markup` here and nowhere else, so what a page hands to the
browser is either Markup made of escaped pieces, or is escaped on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit


class Markup(str):
    """HTML whose text has been escaped."""

    __slots__ = ()


class Mark(NamedTuple):
    """A piece of a text to be marked: code points, half-open; `number` is its superscript.

    `kind` is "claim" or "unread"; an empty `href` gives a bare number.
    """

    start: int
    end: int
    number: str
    href: str = ""
    kind: str = "claim"


def text(value: object) -> Markup:
    """Any value as escaped text; Markup stays as it is.

    >>> text("<b> & 'c'")
    '&lt;b&gt; &amp; &#x27;c&#x27;'
    """
    return value if isinstance(value, Markup) else Markup(escape(str(value), quote=True))


def join(pieces: Iterable[object], glue: str = "") -> Markup:
    """Pieces, each escaped, with an escaped glue between them."""
    return Markup(text(glue).join(text(piece) for piece in pieces))


def tag(name: str, *content: object, **attributes: str) -> Markup:
    """One element; `class_` stands for class, an underscore for a hyphen, '' leaves it out.

    >>> tag("a", "1 < 2", href="?q=a&b", class_="x")
    '<a href="?q=a&amp;b" class="x">1 &lt; 2</a>'
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value, quote=True)}"'
        for key, value in attributes.items()
        if value
    )
    return Markup(f"<{name}{given}>{join(content)}</{name}>")


def link(href: str, label: object, **attributes: str) -> Markup:
    """A link within the dashboard; only the label where there is no target."""
    return tag("a", label, href=href, **attributes) if href else text(label)


def outside_link(url: str, label: object) -> Markup:
    """A link to a source; the label alone unless the address is plain http or https.

    >>> outside_link("javascript:alert(1)", "page")
    'page'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return text(label)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return text(label)
    return tag("a", label, href=url, rel="noopener noreferrer nofollow")


def table(
    caption: str, headers: Sequence[str], rows: Iterable[Sequence[object]], numeric: int = 0
) -> Markup:
    """A table that scrolls when it is too wide; the last `numeric` columns align right."""
    first_numeric = len(headers) - numeric
    head = join(
        tag("th", header, scope="col", class_="al-num" if at >= first_numeric else "")
        for at, header in enumerate(headers)
    )
    body = join(tag("tr", _cells(row, first_numeric)) for row in rows)
    inner = join([tag("caption", caption), tag("thead", tag("tr", head)), tag("tbody", body)])
    return tag(
        "div",
        tag("table", inner, class_="al-table"),
        class_="al-scroll",
        tabindex="0",
        role="region",
        aria_label=caption,
    )


def _cells(row: Sequence[object], first_numeric: int) -> Markup:
    return join(
        tag("td", cell, class_="al-num" if at >= first_numeric else "")
        for at, cell in enumerate(row)
    )


def marked(source: str, marks: Iterable[Mark], offset: int = 0) -> Markup:
    """A text with pieces of it marked and numbered; overlapping marks are cut at their borders.

    Args:
        source: the text, or a cut of it.
        marks: what to mark, counted in the whole text.
        offset: where `source` begins in the whole text.

    >>> marked("six bridges <b>", [Mark(0, 3, "1")])
    '<mark class="al-claim">six</mark><sup>1</sup> bridges &lt;b&gt;'
    """
    inside = [
        mark._replace(start=max(mark.start - offset, 0), end=min(mark.end - offset, len(source)))
        for mark in marks
    ]
    inside = [mark for mark in inside if mark.start < mark.end]
    borders = sorted({0, len(source), *(m.start for m in inside), *(m.end for m in inside)})
    pieces: list[Markup] = []
    for start, end in zip(borders, borders[1:], strict=False):
        over = [m for m in inside if m.start <= start and m.end >= end]
        piece = text(source[start:end])
        kind = "claim" if any(m.kind == "claim" for m in over) else "unread"
        pieces.append(tag("mark", piece, class_=f"al-{kind}") if over else piece)
        pieces += [_number(mark) for mark in inside if mark.end == end and mark.number]
    return Markup("".join(pieces))


def _number(mark: Mark) -> Markup:
    return tag("sup", link(mark.href, mark.number) if mark.href else mark.number)
