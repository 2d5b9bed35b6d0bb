"""The server of the dashboard: `streamlit run app.py`, or better `aid-ledger serve`.

The pages are in ledger/dashboard. Here are what they need around them: compressed answers, which
Streamlit leaves to its host, and the one handler for errors that nothing else caught.
"""

from pathlib import Path

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from streamlit.starlette import App

import ledger.dashboard
from ledger.dashboard.errors import show_error
from ledger.dashboard.warm import warmed

# Level 5 costs a tenth of the default's time and gives files five per cent larger.
app = App(
    Path(ledger.dashboard.__file__).with_name("script.py"),
    middleware=[Middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)],
    lifespan=warmed,
    on_script_error=show_error,
)
