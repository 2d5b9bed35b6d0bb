"""A real server on loopback and the system's Chromium; nothing else may be asked for.

The pages are looked at as a reader sees them. Where there is no Chromium the tests are skipped with
a reason, but fail where CI is set, so that nobody mistakes a machine without a browser for a pass.
"""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

import ledger.dashboard
from tests.dashboard.ledger_file import write_empty, write_ledger

ROOT = Path(ledger.dashboard.__file__).parents[2]
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--use-gl=angle", "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

_PATIENCE = 30_000  # milliseconds until a test gives up; a busy machine takes many of them

Serve = Callable[..., str]


def chromium() -> str:
    """Where the system's Chromium is; skips, or fails under CI, where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        reason = f"no browser on this machine (looked for {', '.join(names)})"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=_FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails its test if it asked any host but this machine for anything."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(_PATIENCE)
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("websocket", lambda opened_socket: asked.append(opened_socket.url))
    yield opened
    context.close()
    hosts = {urlsplit(url).hostname for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts <= {"127.0.0.1"}


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_ledger(tmp_path_factory.mktemp("browser") / "small.duckdb")


@pytest.fixture(scope="session")
def small_url(small: Path, browser: Browser) -> Iterator[str]:
    """A server of the small ledger that no test writes to."""
    with served(small) as url:
        yield url


@pytest.fixture(scope="session")
def empty_url(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[str]:
    with served(write_empty(tmp_path_factory.mktemp("browser") / "empty.duckdb")) as url:
        yield url


@pytest.fixture
def serve(browser: Browser) -> Iterator[Serve]:
    """Start a server for one test: `serve(path, AID_LEDGER_READ_ONLY="1")` gives its address."""
    with ExitStack() as stack:
        yield lambda path, **more: stack.enter_context(served(path, **more))


@contextmanager
def served(path: Path, app: Path = ROOT / "app.py", **more: str) -> Iterator[str]:
    """`streamlit run app.py` on a free port of loopback, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "streamlit", "run", str(app),
        "--server.address", "127.0.0.1", "--server.port", str(port), "--server.headless", "true",
    ]  # fmt: skip
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "AID_LEDGER": str(path), **more},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        said = []
        for line in process.stdout:  # ends when the server does
            said.append(line)
            if "URL:" in line:
                break
        else:
            pytest.fail(f"the server did not start:\n{''.join(said)}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def serious(page: Page) -> list[str]:
    """The barriers that axe finds and calls serious or critical."""
    return [
        f"{one['id']}: {node['target']}"
        for one in Axe().run(page).response["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
