"""A desk on its demonstration, and a real browser to look at it with.

Where no Chromium is installed these tests are left out; with DRAGOMAN_BROWSER=required, as in CI, that is an error.
Screenshots of every page go to the folder that DRAGOMAN_SCREENSHOTS names, if it names one.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# What keeps Chromium from asking for anything beyond this machine.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sync_playwright = None
    if not found or sync_playwright is None:
        lacking = "no Chromium" if not found else "no playwright (pip install 'dragoman[browser]')"
        if os.environ.get("DRAGOMAN_BROWSER") == "required":
            pytest.fail(lacking)
        pytest.skip(lacking)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def address(browser: Browser) -> Iterator[str]:
    """Where the desk of the demonstration is served. It asks for a browser, so that nothing is coded without one."""
    from dragoman.verbs.desk import make_desk
    from dragoman.verbs.desk_demo import open_demo

    with open_demo() as path:
        yield from serve(make_desk(path, demo=True))


@pytest.fixture(scope="session")
def hostile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a desk is served whose documents would run scripts if anything of them were not escaped."""
    from dragoman.records import Document
    from dragoman.uses import join_archive, keep_documents
    from dragoman.verbs.desk import make_desk

    path = tmp_path_factory.mktemp("hostile") / "hostile.duckdb"
    keep_documents(path, [Document(**one) for one in HOSTILE])  # type: ignore[arg-type]
    join_archive(path)
    yield from serve(make_desk(path))


_BAIT = "<script>window.caught=1</script><img src=x onerror='window.caught=1'>\"'><svg onload=window.caught=1>"
HOSTILE = [
    {
        "id": f"hostile-{number}{_BAIT}",
        "title": f"Minister of Exampleland {_BAIT}",
        "text": (
            f"{_BAIT} The Foreign Minister of Kenya met the Foreign Minister of Uganda in Kampala on {day} May 2024. "
            f"He accused Uganda of {_BAIT} closing the border. {{{{ 7*7 }}}} </textarea></style>{_BAIT}\n"
            "\u202eThe sides discussed trade\u202c. javascript:window.caught=1"
        ),
        "publisher": f"Daily {_BAIT}",
        "url": f"javascript:window.caught={number}",
        "published": f"2024-05-0{day}",
    }
    for number, day in enumerate((3, 4))
]


def serve(desk: object) -> Iterator[str]:
    """Serve a desk at a free port of this machine."""
    import uvicorn

    from dragoman.show.desk import make_app

    server = uvicorn.Server(uvicorn.Config(make_app(desk), port=0, log_level="critical", lifespan="off"))  # type: ignore[arg-type]
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    give_up_at = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < give_up_at, "the desk does not start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def screenshots() -> Path | None:
    """Where pictures of the pages are wanted; nowhere by default."""
    folder = os.environ.get("DRAGOMAN_SCREENSHOTS")
    if folder is None:
        return None
    Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder)
