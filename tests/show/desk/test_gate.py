"""Readers share one opening of the archive, and a writer gets in however many there are."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from dragoman.show.desk import gate
from dragoman.show.desk.gate import Gate


class Counted:
    """A file of which is known how often and for how many it is open."""

    def __init__(self) -> None:
        self.openings = self.open = 0

    @contextmanager
    def opening(self) -> Iterator[None]:
        self.openings += 1
        self.open += 1
        yield
        self.open -= 1


def test_readers_at_one_time_share_one_opening() -> None:
    file = Counted()

    async def go() -> None:
        shared = Gate(file.opening)
        await asyncio.gather(*(shared.enter() for _ in range(20)))
        assert (file.openings, file.open) == (1, 1)
        for _ in range(20):
            shared.leave()
        assert file.open == 0

    asyncio.run(go())


def test_a_writer_gets_its_chance_while_readers_never_cease(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(gate, "MOST_HELD_SECONDS", 0.05)
    file, closed = Counted(), 0

    async def go() -> None:
        nonlocal closed
        shared = Gate(file.opening)
        ends = asyncio.get_running_loop().time() + 0.6

        async def read() -> None:
            while asyncio.get_running_loop().time() < ends:
                await shared.enter()
                await asyncio.sleep(0.01)
                shared.leave()

        async def watch() -> None:
            nonlocal closed
            while asyncio.get_running_loop().time() < ends:
                closed += file.open == 0
                await asyncio.sleep(0.005)

        await asyncio.gather(watch(), *(read() for _ in range(10)))

    asyncio.run(go())
    # Of each 0.16 seconds or so a tenth is left to writers.
    assert closed > 10
    assert file.open == 0
