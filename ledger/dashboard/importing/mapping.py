"""Step 3: what each column of the file means, what holds for all rows, and keeping that."""

from __future__ import annotations

import streamlit as st

from ledger.dashboard import filters, frame, html
from ledger.dashboard.importing import settings as stating
from ledger.dashboard.importing.settings import BY_HAND
from ledger.dashboard.importing.work import Work, bound, buttons, lead, note, seen
from ledger.errors import LedgerError
from ledger.intake.announcements import FIELDS as TEXT_FIELDS
from ledger.intake.columns import HINTED
from ledger.intake.glimpse import Glimpse
from ledger.intake.mapping import FIELDS, load_mapping, mapping_names
from validation.problems import show as shown
from validation.wording import counted

__all__ = ["show"]

_COLUMNS = 80  # that can be mapped here by hand
_FIRST = ("donor", "recipient", "item", "quantity", "unit", "date", "delivered", "due", "amount",
          "currency", "place", "stage", "id", "url", "publisher", "title")  # fmt: skip
_CONSTANTS = ("donor", "recipient", "item", "unit", "currency", "stage")
_LABELS = {
    "": "not used, kept in the raw data", "donor": "donor: who gives",
    "recipient": "recipient: who gets", "item": "item: what", "quantity": "quantity: how many",
    "date": "date: announced or reported on", "delivered": "delivered on", "due": "due by",
    "id": "id: the row's own number", "stage": "stage: pledged, delivered, …",
    "text": "text of the announcement", "published_on": "published on", "url": "link",
}  # fmt: skip


def show(work: Work) -> None:
    """One row for each column; constants; the mapping to keep."""
    found = seen(work)
    if found.kind == "announcements":
        _columns(work, found, TEXT_FIELDS)
        buttons(work)
        return
    name = stating.mapping_chosen(work.settings, found)
    if found.mapping:
        lead(f"A file of this shape is known: the mapping ‹{shown(found.mapping)}› fits its "
             "columns.")  # fmt: skip
    options = [BY_HAND, *mapping_names()]
    st.selectbox(
        "How the columns are read", options if name in options else [*options, name],
        **bound(work, "mapping", name),
    )  # fmt: skip
    if name == BY_HAND:
        _by_hand(work, found)
    else:
        _known(name, found)
    buttons(
        work, may_go_on=name != BY_HAND or stating.own_mapping(work.settings, found) is not None
    )


def _by_hand(work: Work, found: Glimpse) -> None:
    others = tuple(sorted({*FIELDS, *HINTED} - set(_FIRST)))
    _columns(work, found, (*_FIRST, *others))
    frame.heading("What holds for all rows", 2)
    places = st.columns(3)
    for at, field in enumerate(_CONSTANTS):
        with places[at % 3]:
            st.text_input(
                f"All rows: {field}",
                **bound(work, "constants", work.settings.constants.get(field, ""), field),
            )
    if stating.own_mapping(work.settings, found) is None:
        st.warning(
            "Nothing says yet who gives what. Choose a column, or a word for all rows, for the "
            "donor or recipient, and one for the item or amount.", icon=None,
        )  # fmt: skip
        return
    _keep(work, found)


def _columns(work: Work, found: Glimpse, fields: tuple[str, ...]) -> None:
    note("Names and hashtags of columns are taken at their word; what only the content suggests is "
         "offered in the note. Columns that are not used stay in the raw data.")  # fmt: skip
    for column in found.names[:_COLUMNS]:
        name, samples, choice = st.columns([2, 3, 3], vertical_alignment="center")
        with name:
            st.html(html.tag("p", html.tag("strong", shown(column)), class_="al-cell"))
        with samples:
            told = " · ".join(f"‹{shown(one)}›" for one in found.samples.get(column, ()))
            st.html(html.tag("p", told or "empty", class_="al-note"))
        with choice:
            value = stating.field_chosen(work.settings, found, column)
            options = ("", *fields)
            st.selectbox(
                f"Field of column {filters.plain(shown(column))}",
                options if value in options else (*options, value),
                format_func=lambda one: _LABELS.get(one, one), label_visibility="collapsed",
                **bound(work, "fields", value, column),
            )  # fmt: skip
            st.html(html.tag("p", _note(work, found, column), class_="al-note"))
    if len(found.names) > _COLUMNS:
        rest = len(found.names) - _COLUMNS
        note(f"{counted(rest, 'more column goes', 'more columns go')} by name.")


def _note(work: Work, found: Glimpse, column: str) -> str:
    """How sure the field is, and why."""
    if column in work.settings.fields:
        return "chosen by hand"
    guess = found.guesses.get(column)
    if found.kind == "announcements" or guess is None:
        return "by its name" if stating.field_chosen(work.settings, found, column) else ""
    if guess.why == "content":
        return f"its content looks like {guess.field} ({guess.confidence:.0%})"
    return f"{guess.field} by its {guess.why.removeprefix('part of the ')} ({guess.confidence:.0%})"


def _known(name: str, found: Glimpse) -> None:
    """Which column fills which field under a known mapping."""
    used: dict[str, list[str]] = {}
    for shape in load_mapping(name).claims:
        for field, columns in shape.columns.items():
            for column in columns:
                if field not in used.setdefault(column, []):
                    used[column].append(field)
    rows = [
        [
            shown(column),
            " · ".join(f"‹{shown(one)}›" for one in found.samples.get(column, ())),
            ", ".join(used.get(column, ())) or "not used, kept in the raw data",
        ]
        for column in found.names
    ]
    st.html(html.table("The columns under this mapping", ["Column", "Samples", "Field"], rows))


def _keep(work: Work, found: Glimpse) -> None:
    with st.form("keep_mapping", border=True):
        st.text_input(
            "Keep this mapping under a name", key="import_keep", placeholder="norway-deliveries",
            help="It is offered again when a file of this shape comes.",
        )  # fmt: skip
        st.form_submit_button("Keep the mapping", on_click=_kept, args=(work, found))
    told = st.session_state.pop("import_kept", "")
    if told:
        st.info(filters.plain(told), icon=None)


def _kept(work: Work, found: Glimpse) -> None:
    name = st.session_state.get("import_keep", "").strip()
    try:
        stating.save_mapping(work.settings, found, name)
        told = f"Kept as ‹{name}›. It is offered when a file of this shape comes again."
    except LedgerError as error:
        told = f"{error.message} {error.hint}"
    st.session_state["import_kept"] = told
