"""What runs in each process of a pool: it makes a coder and codes what it is given until nobody gives any more.

Started as `python -m dragoman.scale.worker MODULE:NAME`, documents come on its standard input and records go to its
standard output. It is a program of its own, and not a copy of the one that asks for it: so it is the same on all
systems, and a script that uses the library needs no `if __name__ == "__main__"`.
"""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from dragoman.errors import DragomanError
from dragoman.records import Document
from dragoman.scale.messages import Raised, Ready, read_message, write_message
from dragoman.scale.plain import code_one
from dragoman.settings import Settings


def main(maker: str) -> None:
    """Code until the pool closes its end, which ends this process at once."""
    given, told = _take_pipes()
    waiting: SimpleQueue[Document] = SimpleQueue()
    # Documents are taken in at all times, so that the pool never waits to hand one over: it might be waited for.
    Thread(target=_take_in, args=(given, waiting), daemon=True).start()
    try:
        coder = _make(maker)
        debug = Settings.from_environment().debug
        write_message(told, Ready(coder.card))
        while True:
            write_message(told, code_one(waiting.get(), coder.code, debug=debug))
    except BrokenPipeError:
        os._exit(0)
    except DragomanError as error:
        write_message(told, Raised(error))
    except Exception:  # noqa: BLE001  # raised by the pool, with its traceback
        write_message(told, Raised(None, traceback.format_exc()))
    os._exit(1)  # at once: the thread that reads cannot be asked to stop


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Both pipes, out of the way of whatever reads standard input or prints."""
    given, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return given, told


def _take_in(given: BinaryIO, waiting: SimpleQueue[Document]) -> None:
    try:
        while True:
            waiting.put(read_message(given))
    except (EOFError, OSError):
        os._exit(0)  # the pool is done, or was killed: nobody waits for anything any more


def _make(maker: str) -> Any:
    module, name = maker.split(":")
    return getattr(import_module(module), name)()


if __name__ == "__main__":
    main(sys.argv[1])
