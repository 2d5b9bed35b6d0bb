"""The batches: every act of import, and each with its counts, its problems and the way back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

import streamlit as st

from ledger.dashboard import frame, html, words
from ledger.dashboard.frame import View
from ledger.dashboard.html import Markup
from ledger.dashboard.importing.models import problems_csv
from ledger.dashboard.undoing import undo_section
from ledger.report_rows.batches import BatchProblem, BatchRow
from validation.problems import show as printable
from validation.wording import counted

_PAGE = 50
_PROBLEMS = 50
_RULED = ("undo", "decide")  # kinds without an input of their own


def page() -> None:
    """One batch if the address names one, else the list."""
    view = frame.begin("batches", with_filters=False, may_be_empty=True)
    asked = st.query_params.get("batch", "")
    if asked:
        _one(view, asked)
    else:
        _list(view)
    frame.end()


def _list(view: View) -> None:
    frame.heading("Batches")
    st.html(html.tag("p", "Whatever was recorded was recorded in a batch, as a whole or not at "
                     "all. Each can be taken back and brought back; nothing is deleted.",
                     class_="al-lead"))  # fmt: skip
    first: list[BatchRow] = view.ask("batches", limit=1)
    count = first[0].match_count if first else 0
    if not count:
        st.html(html.tag("p", "No batch yet."))
        return
    start = frame.place_in(count, _PAGE)
    rows: list[BatchRow] = view.ask("batches", limit=_PAGE, offset=start)
    caption = f"{counted(count, 'batch')}, newest first; times are UTC"
    headers = [
        "Batch", "Recorded", "What", "File", "State", "Note", "Texts", "Claims", "Problems",
    ]  # fmt: skip
    st.html(html.table(caption, headers, [_cells(view, row) for row in rows], numeric=3))


def _cells(view: View, row: BatchRow) -> list[object]:
    return [
        _link(view, row.batch_id), _when(row), words.BATCH.get(row.kind, row.kind),
        _input(view, row), _state(view, row), printable(row.note), f"{row.announcement_count:,}",
        f"{row.claim_count:,}", f"{row.problem_count:,}",
    ]  # fmt: skip


def _link(view: View, batch_id: str) -> Markup:
    return html.link(view.href("batches", batch=batch_id), batch_id)


def _when(row: BatchRow) -> str:
    return f"{row.recorded_utc:%Y-%m-%d %H:%M}"


def _state(view: View, row: BatchRow) -> object:
    if row.undone_by:
        return html.join(["undone by ", _link(view, row.undone_by)])
    if row.undo_chain:
        return html.join(["stands again by ", _link(view, row.undo_chain[-1])])
    return "stands"


def _input(view: View, row: BatchRow) -> object:
    """The file; of an undoing the batch that it took back."""
    if row.kind == "undo":
        return html.join(["takes back ", _link(view, row.input_name)])
    if row.part_of:
        return html.join(
            [printable(row.input_name), ", corrected rows of ", _link(view, row.part_of)]
        )
    if row.kind in _RULED or row.input_name == "-":
        return html.tag("span", "no file", class_="al-silent")
    return printable(row.input_name)


def _one(view: View, batch_id: str) -> None:
    found: BatchRow | None = view.ask("batch", batch_id=batch_id)
    if found is None:
        frame.heading("Batch")
        told = f"The link asks for batch '{printable(batch_id)}', which is not in this snapshot."
        st.html(html.tag("p", told, class_="al-lead"))
        st.html(html.tag("p", html.link(view.href("batches"), "All batches")))
        return
    frame.heading(f"Batch {found.batch_id}")
    st.html(_facts(view, found))
    st.html(html.tag("p", html.link(view.href("batches"), "All batches")))
    undo_section(view, found.batch_id, "Batches")
    if found.problem_count:
        frame.heading("Problems", 2)
        _problems(view, found)


def _facts(view: View, found: BatchRow) -> Markup:
    wrote = (
        f"{counted(found.announcement_count, 'text')}, {counted(found.claim_count, 'claim')}; "
        f"{counted(found.problem_count, 'problem')} kept with them"
    )
    pairs: list[tuple[str, object]] = [
        ("What", words.BATCH.get(found.kind, found.kind)),
        ("Recorded", f"{_when(found)} UTC"),
        ("File", _input(view, found)),
        ("Wrote", wrote),
        ("State", _state(view, found)),
        *([("Corrected rows", _parts(view, found))] if found.parts else []),
        ("Note", found.note or html.tag("span", "none", class_="al-silent")),
    ]
    if found.kind not in _RULED:
        pairs.insert(3, ("Content (SHA-256)", found.input_hash))
    cells = [cell for name, told in pairs for cell in (html.tag("dt", name), html.tag("dd", told))]
    return html.tag("dl", *cells, class_="al-def")


def _parts(view: View, found: BatchRow) -> Markup:
    return html.join(["came with ", html.join((_link(view, one) for one in found.parts), ", ")])


def _problems(view: View, found: BatchRow) -> None:
    told: list[BatchProblem] = view.ask("batch_problems", batch_id=found.batch_id, limit=_PROBLEMS)
    rest = found.problem_count - len(told)
    note = f"{found.problem_count:,} in all" + (f"; {len(told)} are shown here" if rest > 0 else "")
    st.html(html.tag("p", f"{note}, by what repairs them, the serious first.", class_="al-note"))
    groups = (list(rows) for _, rows in groupby(told, lambda one: one.code))
    st.html(html.tag("ul", *(_group(view, rows) for rows in groups), class_="al-list"))

    def text() -> str:
        # Made when it is asked for: there may be a problem in every row.
        rows: list[BatchProblem] = view.ask("batch_problems", batch_id=found.batch_id)
        return problems_csv([
            asdict(one) | {"row": one.row_number, "column": one.column_name} for one in rows
        ])  # fmt: skip

    st.download_button(
        f"All problems (CSV, {counted(found.problem_count, 'row')})", text, mime="text/csv",
        file_name=f"{found.batch_id}-problems.csv", on_click="ignore",
    )  # fmt: skip


def _group(view: View, rows: Sequence[BatchProblem]) -> Markup:
    first = rows[0]
    head = html.join([
        html.tag("span", first.severity, class_=f"al-badge al-badge-{first.severity}"),
        html.tag("strong", f"{first.code_count:,} × {first.code}"),
    ])  # fmt: skip
    fixes = (html.join(["→ ", fix]) for fix in dict.fromkeys(one.fix for one in rows))
    return html.tag("li", html.join([head, *_told(view, rows), *fixes], Markup("<br>")))


def _told(view: View, rows: Sequence[BatchProblem]) -> Iterator[Markup]:
    for one in rows:
        place = ", ".join(filter(None, [
            "" if one.row_number is None else f"row {one.row_number}",
            f"column {printable(one.column_name)}" if one.column_name else "",
        ]))  # fmt: skip
        text = view.href("announcements", id=one.announcement_id) if one.announcement_id else ""
        where = html.link(text, place or "text") if text else place or "file"
        yield html.join([where, f": {one.found}"])
    rest = rows[0].code_count - len(rows)
    if rest:
        yield html.text(f"… and {rest:,} more")
