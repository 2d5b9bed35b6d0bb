"""Add an announcement: paste, see the claims marked in the text, tick, record.

Nothing is written before "Record". What is shown is the draft that is then recorded, not a second
reading of the same text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from ledger.dashboard import filters, frame, html, reading, snapshot
from ledger.dashboard.frame import View
from ledger.dashboard.reading import Gap, Shown
from ledger.errors import LedgerError
from ledger.intake import Draft, Note, Receipt, draft, record
from ledger.parse import Source
from validation.problems import Problem
from validation.wording import counted

_DOUBTFUL_BELOW = 0.5
_LANGUAGES = {"en": "English"}


@dataclass(frozen=True, slots=True)
class _Proposal:
    """What was read and not yet recorded."""

    source: Source
    draft: Draft


@dataclass(frozen=True, slots=True)
class _Recorded:
    """What the last act of recording did."""

    announcement_id: str
    receipt: Receipt


def page() -> None:
    """The form, the proposal read from it, or the result of recording it."""
    view = frame.begin("add", with_filters=False, may_be_empty=True)
    frame.heading("Add an announcement")
    done: _Recorded | None = st.session_state.get("recorded")
    if done:
        _show_result(view, done)
    st.html(html.tag("p", "Paste a text, read it, look at what was understood, then record it. "
                     "Nothing is written before you press Record.", class_="al-lead"))  # fmt: skip
    _form()
    trouble = st.session_state.pop("record_error", "")
    if trouble:
        st.error(filters.plain(trouble), icon=None)
    proposal: _Proposal | None = st.session_state.get("proposal")
    if proposal:
        _show_proposal(view, proposal)
    frame.end()


def _form() -> None:
    with st.form("source", border=True):
        st.text_area("Text of the announcement", key="add_text", height=220)
        left, right = st.columns(2)
        with left:
            st.text_input("Publisher", key="add_publisher", placeholder="who published it")
            st.text_input("Title", key="add_title")
            st.text_input("Link", key="add_url", placeholder="https://…")
        with right:
            st.date_input(
                "Published on", value=None, key="add_published", format="YYYY-MM-DD",
                min_value=date(1990, 1, 1), max_value=date(2100, 1, 1),
                help="Relative dates such as “last week” are read from this day. "
                "Leave it empty if the day is not known.",
            )  # fmt: skip
            st.selectbox(
                "Language", list(_LANGUAGES), format_func=_LANGUAGES.__getitem__,
                key="add_language",
            )  # fmt: skip
        st.form_submit_button("Read", type="primary", on_click=_read)


def _read() -> None:
    state = st.session_state
    source = Source(
        text=state["add_text"],
        published=state["add_published"],
        publisher=state["add_publisher"].strip(),
        title=state["add_title"].strip(),
        url=state["add_url"].strip(),
        language=state["add_language"],
    )
    state["proposal"] = _Proposal(source, draft(source, frame.utc_now()))
    state.pop("recorded", None)


def _show_proposal(view: View, proposal: _Proposal) -> None:
    found = proposal.draft
    errors = [one for one in found.problems if one.severity == "error"]
    if errors or found.announcement is None:
        for one in errors:
            st.error(filters.plain(_problem_text(one)), icon=None)
        return
    names: Mapping[tuple[str, str], str] = view.ask("labels")
    claims = [_shown(cells, names) for cells in found.claims]
    gaps = [Gap(one.start, one.end, one.found, one.fix) for one in found.problems]
    frame.heading("What was understood", 2)
    st.html(reading.marked_text(proposal.source.text, proposal.source.language, claims, gaps))
    if claims:
        st.html(reading.claim_table(claims, "Claims, numbered as in the text; nothing is written"))
    else:
        st.html(html.tag("p", "No pledge or delivery was found in this text. It can still be "
                         "recorded, so that nobody reads it twice.", class_="al-lead"))  # fmt: skip
    if gaps:
        frame.heading("Problems", 2)
        st.html(reading.gap_list(gaps))
    _record_form(claims)


def _record_form(claims: list[Shown]) -> None:
    with st.form("record", border=True):
        if claims:
            st.markdown(
                "**Which of these are right?** What you untick is kept, but not counted; what is "
                "doubtful waits for review until it is ticked."
            )
        for number, claim in enumerate(claims, 1):
            st.checkbox(
                filters.plain(reading.summary(number, claim)),
                value=claim.confidence >= _DOUBTFUL_BELOW,
                key=f"tick_{claim.claim_id}",
            )
        st.form_submit_button("Record", type="primary", on_click=_record)


def _record() -> None:
    proposal: _Proposal = st.session_state["proposal"]
    announcement = proposal.draft.announcement or {}
    claims = {str(one["claim_id"]): _is_doubtful(one) for one in proposal.draft.claims}
    ticked = [one for one in claims if st.session_state.get(f"tick_{one}")]
    # A doubtful reading that nobody ticked waits for review; it was not turned down.
    turned_down = [one for one, doubt in claims.items() if one not in ticked and not doubt]
    digest = hashlib.sha256(proposal.source.text.encode()).hexdigest()
    try:
        receipt = record(
            snapshot.ledger_path(), [proposal.draft], Note("add", "-", digest), frame.utc_now(),
            accepted=ticked, rejected=turned_down, who="dashboard",
        )  # fmt: skip
    except LedgerError as error:
        st.session_state["record_error"] = f"{error.message} {error.hint}"
        return
    st.session_state["recorded"] = _Recorded(str(announcement["announcement_id"]), receipt)
    del st.session_state["proposal"]
    for field in ("text", "publisher", "title", "url"):
        st.session_state[f"add_{field}"] = ""
    frame.switch_to_newest()


def _show_result(view: View, done: _Recorded) -> None:
    found = done.receipt
    target = html.link(view.href("announcements", id=done.announcement_id), "Open the announcement")
    if found.is_noop:
        told = f"This announcement was recorded before, in batch {found.batch_id}. Nothing is new."
    else:
        told = (
            f"Recorded as batch {found.batch_id}: {counted(found.claims_new, 'claim')}, "
            f"{counted(found.problems, 'problem')}. "
        )
    st.success(told, icon=None)
    lines = {
        one.line_id for one in view.ask("announcement_claims", announcement_id=done.announcement_id)
    }
    links = [html.link(view.href("line", id=one), f"Line {one}") for one in sorted(lines - {""})]
    if found.batch_id:
        batch = f"Batch {found.batch_id}"
        links.append(html.link(view.href("batches", batch=found.batch_id), batch))
    st.html(html.tag("p", html.join([target, *links], " · ")))


def _problem_text(one: Problem) -> str:
    return f"{one.found} Expected: {one.expected}. {one.fix}"


def _shown(cells: Mapping[str, Any], names: Mapping[tuple[str, str], str]) -> Shown:
    is_money = cells["quantity_low"] is None and cells["quantity_high"] is None
    is_money = is_money and bool(cells["currency"])
    low, high = ("amount_low", "amount_high") if is_money else ("quantity_low", "quantity_high")
    unit = cells["currency"] if is_money else cells["unit"]
    confidence = float(cells["confidence"])

    def named(kind: str, codes: list[str]) -> str:
        return ", ".join(names.get((kind, one), one) for one in codes)

    return Shown(
        cells["claim_id"], cells["evidence_start"], cells["evidence_end"], cells["stage"],
        cells["is_planned"], cells["reporting"], cells[low], cells[high], cells["qualifier"],
        names.get(("currency" if is_money else "unit", unit), unit),
        names.get(("item", cells["item_code"]), cells["item_text"]),
        named("party", cells["donors"]), named("party", cells["recipients"]),
        cells["start_on"], cells["end_on"], cells["date_text"],
        named("place", cells["places"]), confidence,
        "" if confidence >= _DOUBTFUL_BELOW else "review", "",
    )  # fmt: skip


def _is_doubtful(cells: Mapping[str, Any]) -> bool:
    return float(cells["confidence"]) < _DOUBTFUL_BELOW
