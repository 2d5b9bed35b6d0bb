"""An explanation as a page shows it: the same steps as `aid-ledger explain`, escaped."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.dashboard import html
from ledger.dashboard.html import Markup
from ledger.report_rows.explained import Explanation, Point, Section


def figures(found: Explanation) -> Markup:
    """What is told of the line as a whole: its levels, promises, rulings and the policy."""
    return _sections(section for section in found.sections if not section.ref)


def events(found: Explanation) -> Markup:
    """What is told of each record: its claims, what joined them, and what it stands in for."""
    return _sections(section for section in found.sections if section.ref)


def _sections(sections: Iterable[Section]) -> Markup:
    return html.join(
        html.join([
            html.tag("h3", section.title, class_="al-h3"),
            html.tag("ul", *(_point(point) for point in section.points), class_="al-list"),
        ])
        for section in sections
    )  # fmt: skip


def _point(point: Point) -> Markup:
    quote = html.tag("blockquote", point.quote, class_="al-quote") if point.quote else ""
    source = html.tag("small", html.outside_link(point.url, point.source)) if point.source else ""
    return html.tag("li", point.text, quote, source)
