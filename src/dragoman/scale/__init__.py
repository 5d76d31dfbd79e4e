"""The same flow elsewhere: in this process (`plain`) or in several (`pool`), with the same records in the same order.

`pool` hands documents out and takes records back, `worker` is what runs in each process, `messages` is how they talk.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable

from dragoman.records import CoderCard, Document, Record
from dragoman.scale.plain import Given, Told, code_plain

__all__ = ["Given", "Told", "code_all", "code_plain"]

# What a worker makes to code with.
CODER = "dragoman.flow:Coder"


def code_all(
    documents: Iterable[Given], code: Callable[[Document], Record], card: CoderCard, workers: int = 1
) -> Generator[Told]:
    """What becomes of each document, in their order: coded by `code` here, or by `workers` processes like it."""
    if workers == 1:
        yield from code_plain(documents, code)
        return
    from dragoman.scale.pool import Pool

    with Pool(workers, CODER, card) as pool:
        yield from pool.code(documents)
