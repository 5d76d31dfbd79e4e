"""The same flow elsewhere: in this process (`plain`), in several (`pool`) or on Ray, with the same records in order.

`pool` hands documents out and takes records back, `worker` is what runs in each process, `messages` is how they talk;
`ray` does the same with actors, each of which has a pool of one.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Literal

from dragoman.records import CoderCard, Document, Record
from dragoman.scale.plain import Given, Told, code_plain

__all__ = ["CODER", "Engine", "Given", "Told", "code_all", "code_plain"]

# Who codes: processes of this machine, or Ray.
Engine = Literal["here", "ray"]
# What a worker makes to code with.
CODER = "dragoman.flow:Coder"


def code_all(
    documents: Iterable[Given],
    code: Callable[[Document], Record],
    card: CoderCard,
    workers: int | None = None,
    on: Engine = "here",
) -> Generator[Told]:
    """What becomes of each document, in their order: coded by `code` here, or by `workers` processes or actors like it.

    Without a number of `workers` it is one here, and on Ray one for each core.
    """
    if on == "ray":
        from dragoman.scale.ray import code_given, open_ray

        with open_ray() as cores:
            yield from code_given(documents, workers or cores, CODER, card)
    elif workers in (None, 1):
        yield from code_plain(documents, code)
    else:
        from dragoman.scale.pool import Pool

        with Pool(workers or 1, CODER, card) as pool:
            yield from pool.code(documents)
