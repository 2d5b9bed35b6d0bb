"""What leaves a page: the view as CSV, a citation, and the ways out of an empty view."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from urllib.parse import urlsplit

import streamlit as st

from ledger.dashboard import filters, html, words
from ledger.dashboard.frame import View
from ledger.report_rows import Line, Relaxable, Report
from ledger.report_rows.as_csv import lines_csv
from validation.wording import counted


def menu(view: View, page: str, count: int) -> None:
    """A button that opens the exports of the lines in view; `count` is how many they are."""
    day = view.lens.as_of or view.facts.as_of
    cited = words.citation(view.lens, _address(page, view.query()), view.ask("stamp"))

    def text() -> bytes:
        # Made when it is asked for: a page of figures does not wait for a file that few open.
        lines: list[Line] = view.ask("positions")
        return lines_csv(lines, view.ask("stamp"), (cited, words.FOOTER)).encode()

    with st.popover("Export and cite"):
        st.download_button(
            f"This view (CSV, {counted(count, 'row')})",
            text,
            file_name=f"aid-ledger-{day}-{view.facts.revision}.csv",
            mime="text/csv",
            on_click="ignore",
        )
        st.html(html.tag("p", "Citation", class_="al-note"))
        st.code(cited, language=None, wrap_lines=True)


def relax(view: View) -> None:
    """Say that nothing matches, and which one filter to leave out to see something."""
    found: list[Relaxable] = view.ask("relaxable")
    offers = [
        (f"{_match(one.line_count)} without {_filter_text(view, one.filter_name)}", one)
        for one in found
    ]
    told = f" {'; '.join(text for text, _ in offers)}." if offers else ""
    st.html(html.tag("p", f"No lines match.{told}", class_="al-lead"))
    with st.container(horizontal=True):
        for _, one in offers:
            label = filters.plain(_filter_text(view, one.filter_name))
            st.button(
                f"Without {label} ({one.line_count:,})",
                key=f"relax_{one.filter_name}",
                on_click=filters.write,
                args=(view.lens.without(one.filter_name),),
            )
        if not offers:
            st.button("Clear all filters", on_click=filters.clear, args=(view.lens,))


def _match(count: int) -> str:
    return counted(count, "matches", "match")


def _address(page: str, query: str) -> str:
    """The address of a view; only its path where the browser's own is not known."""
    parts = urlsplit(st.context.url or "")
    origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return f"{origin}{page}?{query}" if query else f"{origin}{page}"


def _filter_text(view: View, name: str) -> str:
    value = getattr(view.lens, name)
    labels = (
        [value]
        if isinstance(value, str)
        else [
            view.labels.get((name, one), words.STATE.get(one, words.STAGE.get(one, one)))
            for one in value
        ]
    )
    return f"{words.FILTER[name]}: {', '.join(labels)}"


def line_menu(view: View, line: Line, reports: Sequence[Report]) -> None:
    """A button that opens the exports of one line: its position, its reports, its citation."""
    day = view.lens.as_of or view.facts.as_of
    address = _address("/line", view.query(id=line.line_id))
    cited = words.citation(view.lens, address, view.ask("stamp"))
    with st.popover("Export and cite"):
        st.download_button(
            "This line (CSV)", lines_csv([line], view.ask("stamp"), (cited, words.FOOTER)).encode(),
            file_name=f"{line.line_id}-{day}.csv", mime="text/csv", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            f"Its reports (JSON, {len(reports)})", _reports_json(line, reports, cited),
            file_name=f"{line.line_id}-reports.json", mime="application/json", on_click="ignore",
        )  # fmt: skip
        st.code(cited, language=None, wrap_lines=True)


def _reports_json(line: Line, reports: Sequence[Report], cited: str) -> str:
    body = {"line": asdict(line), "reports": [asdict(one) for one in reports], "cite": cited}
    return json.dumps(body, default=str, ensure_ascii=False, indent=1)
