"""What every page begins and ends with: snapshot, lens, notices, chips, footer.

The address is the state. The lens is read from it before any widget is made; a widget only writes
to it. Streamlit's own binding is not used: it puts labels into the address, where a renamed label
would break every link, and it drops values it does not know without a word.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

import streamlit as st

from ledger.dashboard import filters, html, snapshot, words
from ledger.dashboard.snapshot import Snapshot
from ledger.errors import LedgerMissingError
from ledger.lens import Lens, LensProblem, from_query, to_pairs, to_query
from ledger.report_rows import Facet, Facts
from validation.wording import counted


class View(NamedTuple):
    """What a page shows: the snapshot, what it is, and the lens on it."""

    snapshot: Snapshot
    facts: Facts
    lens: Lens
    labels: dict[tuple[str, str], str]

    def ask(self, name: str, lens: Lens | None = None, **more: Any) -> Any:
        """The answer of a report to this lens, or to another one."""
        return snapshot.ask(self.snapshot, name, lens or self.lens, **more)

    def query(self, **more: str) -> str:
        """The query of a link that keeps the lens."""
        return to_query(self.lens, **more)

    def href(self, page: str, **more: str) -> str:
        """A link to a page that keeps the lens; '' is the home page.

        Pages lie side by side, so a relative address holds under any path the server is given.
        """
        query = self.query(**more)
        return f"{page or './'}?{query}" if query else page or "./"


def begin(page: str, *, with_filters: bool = True, may_be_empty: bool = False) -> View:
    """Choose the snapshot, read the lens, show strip and filters; stop if there is nothing.

    Args:
        page: the page's path, '' for home.
        with_filters: whether this page is narrowed by the filters.
        may_be_empty: whether this page is of use in a ledger without announcements.
    """
    try:
        chosen = _snapshot()
    except LedgerMissingError as error:
        show_empty(f"{error.message} {error.hint}")
        st.stop()
    found = snapshot.facts(chosen)
    if not found.announcement_count and not may_be_empty:
        show_empty()
        st.stop()
    lens, problems, facets = _lens(chosen, page)
    labels = {(facet.filter_name, facet.code): facet.label for facet in facets}
    view = View(chosen, found, lens, labels)
    _strip(view)
    _newer_snapshot(chosen)
    for problem in problems:
        st.warning(_notice(problem), icon=None)
    if with_filters:
        filters.sidebar(lens, facets)
    filters.chips(lens, lens if with_filters else lens.times(), labels)
    return view


def may_write() -> bool:
    """Whether this server lets its readers record announcements ($AID_LEDGER_READ_ONLY)."""
    return os.environ.get("AID_LEDGER_READ_ONLY") != "1"


def end() -> None:
    """The sentence about the figures that closes each page."""
    st.html(html.tag("p", words.FOOTER, class_="al-note al-foot"))


def heading(content: object, level: int = 1, **attributes: str) -> None:
    """A heading from untrusted content."""
    st.html(html.tag(f"h{level}", content, class_=f"al-h{level}", **attributes))


def place_in(count: int, size: int) -> int:
    """Where the chosen page of a list begins, 0 the first; offers the choice if there is one.

    Args:
        count: of the list.
        size: of a page.
    """
    pages = -(-count // size)
    number = st.pagination(pages, key="page", bind="query-params") if pages > 1 else 1
    return (int(number) - 1) * size


def show_empty(more: str = "") -> None:
    """The state of a new installation, with the ways out of it."""
    heading("Aid Ledger")
    st.html(html.tag("p", words.EMPTY_LEDGER, class_="al-lead"))
    if more:
        st.html(html.tag("p", more, class_="al-note"))
    if may_write():
        st.button("Load sample data", on_click=_load_samples)
        ways = (html.link("import", "Import a file"), html.link("add", "Paste an announcement"))
        st.html(html.tag("p", html.join(ways, " · ")))
    st.code("aid-ledger init --sample\naid-ledger import FILE.csv", language=None)


def _load_samples() -> None:
    """Import the sample announcements that come with the program, as `init --sample` does."""
    from ledger.intake.samples import import_samples  # costs a second, needed once

    import_samples(snapshot.ledger_path(), utc_now())
    switch_to_newest()


def utc_now() -> datetime:
    """The time of an act of this page's reader, UTC without zone as the ledger keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def _snapshot() -> Snapshot:
    newest = snapshot.current()
    mine: Snapshot | None = st.session_state.get("snapshot")
    if mine is None or mine.path != newest.path or not snapshot.is_open(mine):
        mine = newest
    st.session_state["snapshot"] = mine
    return mine


def switch_to_newest() -> None:
    """Let this session look at the newest published copy."""
    st.session_state.pop("snapshot", None)


def _newer_snapshot(mine: Snapshot) -> None:
    newest = snapshot.current()
    if newest == mine or st.session_state.get("stays_from") == newest:
        return
    new, old = snapshot.facts(newest), snapshot.facts(mine)
    st.info(
        f"A new snapshot ({_posted(new)}, rev {new.revision}) is out. "
        f"You are looking at {_posted(old)}, rev {old.revision}."
    )
    with st.container(horizontal=True):
        st.button("Switch", on_click=switch_to_newest)
        st.button("Stay", on_click=st.session_state.update, args=({"stays_from": newest},))


def _posted(found: Facts) -> str:
    return f"{found.posted_utc:%Y-%m-%d %H:%M}" if found.posted_utc else "empty"


def _lens(chosen: Snapshot, page: str) -> tuple[Lens, tuple[LensProblem, ...], list[Facet]]:
    asked = {key: st.query_params.get_all(key) for key in st.query_params}
    moved = st.session_state.get("last_page") not in (None, page)
    st.session_state["last_page"] = page
    kept: Lens | None = st.session_state.get("lens")
    if moved and kept and not set(asked) & set(words.FILTER):
        # The navigation bar drops the query; the filters stay with the reader, not with the page.
        filters.write(kept)
        asked |= {key: st.query_params.get_all(key) for key, _ in to_pairs(kept)}
    times, _ = from_query(asked, {})
    facets: list[Facet] = [*snapshot.ask(chosen, "facets", times.times())]
    facets += _absent(chosen, asked, facets)
    lens, problems = from_query(asked, filters.allowed(facets))
    st.session_state["lens"] = lens
    return lens, problems, facets


def _absent(
    chosen: Snapshot, asked: Mapping[str, Sequence[str]], facets: Sequence[Facet]
) -> list[Facet]:
    """What the link asks for and the snapshot has, though it has no line at the lens's moment."""
    here = {(facet.filter_name, facet.code) for facet in facets}
    missing = {(name, code) for name in filters.LABELLED for code in asked.get(name, ())} - here
    if not missing:
        return []
    posted: list[Facet] = snapshot.ask(chosen, "facets", Lens())
    return [
        replace(facet, line_count=0)
        for facet in posted
        if (facet.filter_name, facet.code) in missing
    ]


def _notice(problem: LensProblem) -> str:
    what = words.FILTER[problem.name].lower()
    asked = filters.plain(problem.value)
    if problem.name in ("asof", "known"):
        return (
            f"The link asks for {what} '{asked}', which is not {problem.expected}. It is ignored."
        )
    return (
        f"The link asks for {what} '{asked}', which is not in this snapshot. "
        f"Showing {'the rest' if st.query_params.get_all(problem.name)[1:] else f'all {what}s'}."
    )


def _strip(view: View) -> None:
    found = view.facts
    day = view.lens.as_of or (found.as_of if found.announcement_count else "empty")
    known = f" · as known on {view.lens.known:%Y-%m-%d}" if view.lens.known else ""
    counts = (
        f"{day} · rev {found.revision}{known} · {counted(found.announcement_count, 'announcement')}"
        f" · {counted(found.claim_count, 'claim')} · {counted(found.line_count, 'line')} · "
    )
    findings = html.link(view.href("findings"), counted(found.finding_count, "finding"))
    st.html(html.tag("p", counts, findings, class_="al-strip"))
