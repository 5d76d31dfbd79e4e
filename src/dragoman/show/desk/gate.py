"""Readers at one time share one opening of the archive, and now and then all step aside for whoever writes.

To open the file takes longer than most questions. So while any page is being made the file is held open, and what its
questions open beside it costs next to nothing. But a writer gets in only while nobody reads: with many readers there
would always be one. After so long the gate lets nobody new in until all have left and a writer has had its chance.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress

from anyio import to_thread
from starlette.types import ASGIApp, Receive, Scope, Send

from dragoman.errors import DragomanError

# A writer tries every 10 to 50 ms: the gap is twice that. A page that takes long makes nobody wait longer than this.
MOST_HELD_SECONDS, GAP_SECONDS, MOST_WAITED_SECONDS = 2.0, 0.1, 1.0
_STEP_SECONDS = 0.005

Opening = Callable[[], AbstractContextManager[object]]


class Gate:
    """Counts who reads. All of it runs on the event loop; only opening the file does not."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._readers = 0
        self._since = 0.0
        self._is_closing = False
        self._free_at = 0.0
        self._held: AbstractContextManager[object] | None = None

    async def enter(self) -> None:
        """Come in, after those who leave."""
        give_up_at = time.monotonic() + MOST_WAITED_SECONDS
        while (self._is_closing or time.monotonic() < self._free_at) and time.monotonic() < give_up_at:
            await asyncio.sleep(_STEP_SECONDS)
        now = time.monotonic()
        self._readers += 1
        if self._readers == 1:
            self._since = now
            # What is wrong with the archive the page's own question will tell.
            with suppress(DragomanError):
                self._held = await to_thread.run_sync(self._open)
        elif now - self._since > MOST_HELD_SECONDS:
            self._is_closing = True

    def leave(self) -> None:
        """Go; the last one closes the file."""
        self._readers -= 1
        if self._readers:
            return
        if self._held is not None:
            self._held.__exit__(None, None, None)
            self._held = None
        if self._is_closing:
            self._is_closing = False
            self._free_at = time.monotonic() + GAP_SECONDS

    def _open(self) -> AbstractContextManager[object]:
        held = self._opening()
        held.__enter__()
        return held


class Sharing:
    """The middleware that lets requests that only read through a gate; what writes must not hold the file."""

    def __init__(self, app: ASGIApp, opening: Opening) -> None:
        self._app = app
        self._gate = Gate(opening)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold the archive open while the answer is made."""
        reads = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not reads or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        await self._gate.enter()
        try:
            await self._app(scope, receive, send)
        finally:
            self._gate.leave()
