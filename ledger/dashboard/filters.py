"""The filters: widgets in the sidebar and chips under the title, which write the address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from ledger.dashboard import words
from ledger.lens import LISTS, STAGES, STATUSES, Lens, to_pairs
from ledger.report_rows import Facet

LABELLED = LISTS
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")


def plain(label: str) -> str:
    r"""A label for a widget that reads Markdown, so that it shows as it is.

    >>> plain("*T-72* <b>")
    '\\*T\\-72\\* \\<b\\>'
    """
    return _SPECIAL.sub(r"\\\1", label)


def allowed(facets: Sequence[Facet]) -> dict[str, list[str]]:
    """The values that a link may ask for: those that occur, and every stage and status."""
    codes: dict[str, list[str]] = {name: [] for name in LABELLED}
    for facet in facets:
        codes[facet.filter_name].append(facet.code)
    return {**codes, "stage": [*STAGES], "status": [*STATUSES]}


def write(lens: Lens) -> None:
    """Put the lens into the address; keys that are not of the lens stay."""
    pairs = to_pairs(lens)
    for key in words.FILTER:
        values = [value for name, value in pairs if name == key]
        if values:
            st.query_params[key] = values
        elif key in st.query_params:
            del st.query_params[key]


def clear(lens: Lens) -> None:
    """Take every filter off; the dates stay."""
    write(lens.times())


def sidebar(lens: Lens, facets: Sequence[Facet]) -> None:
    """The filter widgets, showing the lens."""
    with st.sidebar:
        _show("q", lens.q)
        st.text_input(
            "Words", key="filter_q", on_change=_changed, args=("q",),
            placeholder="in items, parties and quotes",
        )  # fmt: skip
        for name in LISTS:
            _choices(name, lens, [facet for facet in facets if facet.filter_name == name])
        _show("asof", lens.as_of)
        st.date_input(
            "As of (day in the world)", value=None, key="filter_asof", format="YYYY-MM-DD",
            on_change=_changed, args=("asof",),
            min_value=date(1990, 1, 1), max_value=date(2100, 1, 1),
        )  # fmt: skip
        _show("known", lens.known.date() if lens.known else None)
        st.date_input(
            "Known at (end of that day, UTC)", value=None, key="filter_known",
            format="YYYY-MM-DD", on_change=_changed, args=("known",),
            min_value=date(1990, 1, 1), max_value=date(2100, 1, 1),
        )  # fmt: skip


def chips(lens: Lens, shown: Lens, labels: Mapping[tuple[str, str], str]) -> None:
    """The filters of `shown`, each with a button that takes it off the lens."""
    pairs = to_pairs(shown)
    if not pairs:
        return
    with st.container(horizontal=True, gap="small"):
        for key, value in pairs:
            label = labels.get((key, value), words.STATE.get(value, value))
            name = {"asof": "as_of"}.get(key, key)
            st.button(
                f"{words.FILTER[key]}: {plain(label)} ✕", key=f"chip_{key}_{value}",
                help="Remove this filter", on_click=write, args=(lens.without(name, value),),
            )  # fmt: skip
        if len(pairs) > 1:
            st.button("Clear all", on_click=write, args=(Lens(),))


def _choices(name: str, lens: Lens, facets: Sequence[Facet]) -> None:
    chosen = list(getattr(lens, name))
    told = {facet.code: _told(name, facet) for facet in facets}
    twice = {label for label, count in Counter(told.values()).items() if count > 1}
    # A stage or status of the link that no line has just now still has to be shown to be taken off.
    options = [*told, *(one for one in chosen if one not in told)]
    if not options:
        return

    def shown(code: str) -> str:
        label = told.get(code) or f"{_word(name, code)} (0)"
        # The widget tells its options apart by what they show.
        return f"{label} [{code}]" if label in twice else label

    _show(name, chosen)
    st.multiselect(
        words.FILTER[name], options, key=f"filter_{name}", format_func=shown,
        on_change=_changed, args=(name,), placeholder="all",
    )  # fmt: skip


def _told(name: str, facet: Facet) -> str:
    return f"{_word(name, facet.code) or facet.label} ({facet.line_count})"


def _word(name: str, code: str) -> str:
    """The word for a stage or status; other codes have none, whatever a donor calls itself."""
    return {"stage": words.STAGE, "status": words.STATE}.get(name, {}).get(code, "")


def _show(name: str, value: object) -> None:
    key = f"filter_{name}"
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _changed(name: str) -> None:
    value = st.session_state[f"filter_{name}"]
    if not value and name in st.query_params:
        del st.query_params[name]
    elif isinstance(value, date):
        st.query_params[name] = value.isoformat()
    elif value:
        st.query_params[name] = value
