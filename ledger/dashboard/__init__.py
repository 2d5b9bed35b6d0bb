"""The pages: the only code that knows Streamlit. Questions go to `ledger.reports`."""
