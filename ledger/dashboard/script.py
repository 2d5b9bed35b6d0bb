"""What the server runs for every page view: the page list and the style."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ledger.dashboard import frame
from ledger.dashboard.importing import page as importing
from ledger.dashboard.views import add, announcements, batches, findings, ledger, line, overview

_HERE = Path(__file__).parent


def main() -> None:
    """Show the page that the address names."""
    st.set_page_config(page_title="Aid Ledger", page_icon=str(_HERE / "icon.png"), layout="wide")
    pages = [
        st.Page(overview.page, title="Overview", default=True, url_path="overview"),
        st.Page(ledger.page, title="Ledger", url_path="ledger"),
        st.Page(findings.page, title="Findings", url_path="findings"),
        st.Page(announcements.page, title="Announcements", url_path="announcements"),
        st.Page(line.page, title="Line", url_path="line", visibility="hidden"),
    ]
    pages.append(st.Page(importing.page, title="Import", url_path="import"))
    if frame.may_write():
        pages.append(st.Page(add.page, title="Add", url_path="add"))
    pages.append(st.Page(batches.page, title="Batches", url_path="batches"))
    page = st.navigation(pages, position="top")
    st.html(_HERE / "style.css")
    page.run()


main()
