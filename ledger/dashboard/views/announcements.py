"""The announcements: a list to search, and each text with its claims marked in it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ledger.dashboard import frame, html, reading
from ledger.dashboard.frame import View
from ledger.dashboard.reading import Gap, Shown
from ledger.report_rows import AnnouncementRow, AnnouncementText, ReadClaim, UnreadRow
from validation.wording import counted

_PAGE = 50


def page() -> None:
    """One announcement if the address names one, else the list."""
    view = frame.begin("announcements", with_filters=False)
    asked = st.query_params.get("id", "")
    if asked:
        _one(view, asked)
    else:
        _list(view)
    frame.end()


def _list(view: View) -> None:
    frame.heading("Announcements")
    asked = st.text_input(
        "Search in titles, publishers and texts", key="words", bind="query-params"
    ).strip()
    count = _matching(view, asked)
    start = frame.place_in(count, _PAGE)
    rows: list[AnnouncementRow] = view.ask("announcements", q=asked, limit=_PAGE, offset=start)
    if rows:
        st.html(_table(view, rows, count))
    else:
        told = f"No announcement has the words “{asked}”. All {view.facts.announcement_count:,} "
        st.html(html.tag("p", told, "match without them.", class_="al-lead"))


def _matching(view: View, asked: str) -> int:
    first: list[AnnouncementRow] = view.ask("announcements", q=asked, limit=1, offset=0)
    return first[0].match_count if first else 0


def _table(view: View, rows: Sequence[AnnouncementRow], count: int) -> html.Markup:
    caption = f"{counted(count, 'announcement')}, newest first"
    headers = ["Published", "Publisher", "Title", "Counted", "To review", "Problems"]
    return html.table(caption, headers, [_cells(view, row) for row in rows], numeric=3)


def _cells(view: View, row: AnnouncementRow) -> list[object]:
    title = html.link(view.href("announcements", id=row.announcement_id), row.title or "untitled")
    return [
        row.published_on or "not stated",
        row.publisher,
        html.join([title, "" if row.is_latest else " (an earlier version)"]),
        f"{row.counted_count:,}",
        f"{row.review_count:,}",
        f"{row.problem_count:,}",
    ]


def _one(view: View, announcement_id: str) -> None:
    found: AnnouncementText | None = view.ask("announcement", announcement_id=announcement_id)
    if found is None:
        frame.heading("Announcement")
        told = f"The link asks for announcement '{announcement_id}', which is not in this snapshot."
        st.html(html.tag("p", told, class_="al-lead"))
        st.html(html.tag("p", html.link(view.href("announcements"), "All announcements")))
        return
    claims = [_shown(view, one) for one in _claims(view, announcement_id)]
    gaps = [_gap(one) for one in _problems(view, announcement_id)]
    frame.heading(found.title or "Untitled announcement", lang=found.language)
    st.html(html.tag("p", _source(view, found), class_="al-note"))
    frame.heading("Text", 2)
    st.html(reading.marked_text(found.text, found.language, claims, gaps))
    frame.heading("What was read", 2)
    if claims:
        caption = "Claims, numbered as in the text; the status leads to the line that counts it"
        st.html(reading.claim_table(claims, caption))
    else:
        st.html(html.tag("p", "Nothing in this text was read as a pledge or a delivery."))
    if gaps:
        frame.heading("Problems", 2)
        st.html(reading.gap_list(gaps))


def _claims(view: View, announcement_id: str) -> list[ReadClaim]:
    found: list[ReadClaim] = view.ask("announcement_claims", announcement_id=announcement_id)
    return found


def _problems(view: View, announcement_id: str) -> list[UnreadRow]:
    found: list[UnreadRow] = view.ask("announcement_problems", announcement_id=announcement_id)
    return found


def _source(view: View, found: AnnouncementText) -> html.Markup:
    return html.join([
        found.publisher or "publisher not stated", " · published ",
        found.published_on or "on a day not stated", " · ",
        html.outside_link(found.url, "open the source") if found.url else "no link",
        f" · recorded {found.recorded_utc:%Y-%m-%d %H:%M} UTC in batch ",
        html.link(view.href("batches", batch=found.batch_id), found.batch_id), " · ",
        html.link(view.href("announcements"), "all announcements"),
    ])  # fmt: skip


def _shown(view: View, claim: ReadClaim) -> Shown:
    places = ", ".join(view.labels.get(("place", one), one) for one in claim.places)
    href = view.href("line", id=claim.line_id) if claim.line_id else ""
    return Shown(
        claim.claim_id, claim.evidence_start, claim.evidence_end, claim.stage, claim.is_planned,
        claim.reporting, claim.low, claim.high, claim.qualifier, claim.unit_label,
        claim.item_label, claim.donor_label or "", claim.recipient_label or "", claim.start_on,
        claim.end_on, claim.date_text, places, float(claim.confidence), claim.status, href,
    )  # fmt: skip


def _gap(row: UnreadRow) -> Gap:
    return Gap(row.span_start, row.span_end, row.found, row.fix)
