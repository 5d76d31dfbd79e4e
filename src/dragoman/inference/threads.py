"""One thread for numpy's matrices: they are small, and threads that wait for each other cost more than they bring.

Measured on two cores that others use too: the heads' layers took 6.4 s with numpy's two threads and 0.13 s with one.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import Any


def one_thread() -> AbstractContextManager[Any]:
    """A block in which numpy multiplies matrices in one thread; what was set before holds again behind it.

    >>> with one_thread():
    ...     pass
    """
    found: AbstractContextManager[Any] = _find_libraries().limit(limits=1, user_api="blas")
    return found


@cache
def _find_libraries() -> Any:
    """The loaded libraries that have threads; some 10 microseconds to limit, milliseconds to find."""
    import numpy  # noqa: F401  # loads what is to be found
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
