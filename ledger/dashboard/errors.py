"""What a reader sees when something fails: trouble in words, a bug by its number only."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from ledger.errors import LedgerError

_log = logging.getLogger(__name__)


def show_error(error: Exception) -> bool:
    """Show an error that nothing else caught; details go to the log only.

    Returns True: Streamlit's own display, which would quote the error, is not wanted.
    """
    if isinstance(error, LedgerError):
        st.error(error.message)
        if error.hint:
            st.code(error.hint, language=None, wrap_lines=True)
        return True
    number = secrets.token_hex(2).upper()
    _log.error("error id %s", number, exc_info=error)
    st.error(f"Something failed on our side (error id {number}). Your data was not changed.")
    return True
