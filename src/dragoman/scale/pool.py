"""Many processes that code documents for one that reads and writes; records come back in the order of the documents.

No more than some documents a worker are read ahead. One that ends a worker (killed for its memory, a crash in a
library) is rejected, what that worker had not begun goes to others, and a new worker takes its place.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Any

from dragoman.errors import DocumentError, DragomanError
from dragoman.records import CoderCard, Document
from dragoman.scale.messages import Raised, Ready, read_message, write_message
from dragoman.scale.plain import Given, Told, reject

# Documents that a worker has in hand: one it codes, and some to go on with while the pool is busy writing.
IN_HAND = 4
# Documents read and not yet given back, for each worker: how far others get while one is slow.
AHEAD = 16
# A worker that ends before it can code is tried again so many times in a row.
MAX_STARTS = 3
# A wait without end cannot be interrupted on Windows.
WAIT_SECONDS = 0.5
END_SECONDS = 5.0
# Threads of numpy's and the tokenizer's that a worker would only hold and never use.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}


class Pool:
    """Up to `workers` processes, each with a coder of its own, started as there is work for them.

    `maker` is the coder's `module:name`. Where `card` is given, the workers' coder must have it.
    """

    def __init__(self, workers: int, maker: str, card: CoderCard | None = None) -> None:
        self._size, self._maker, self._card = workers, maker, card
        self._workers: list[_Worker] = []
        self._heard: SimpleQueue[tuple[_Worker, Any]] = SimpleQueue()
        self._again: deque[tuple[int, Document]] = deque()
        self._done: dict[int, Told] = {}
        self._failed_starts = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def card(self) -> CoderCard:
        """What the workers' coder is; waits for the first of them where none was heard of yet."""
        while self._card is None:
            if not self._workers:
                self._start()
            self._hear()
        return self._card

    def code(self, documents: Iterable[Given]) -> Iterator[Told]:
        """The record of each document, or its rejection, in their order."""
        incoming = Incoming(documents)
        given_back = 0
        while True:
            self._hand_out_again()
            while self._has_room() and incoming.count - given_back < self._size * AHEAD and not incoming.ended:
                for found in incoming.take():
                    self._take(incoming.count - 1, found)
            if given_back == incoming.count:
                break
            if given_back not in self._done:
                self._hear()
            while given_back in self._done:
                yield self._done.pop(given_back)
                given_back += 1
        incoming.raise_error()

    def close(self) -> None:
        """End all workers; what they were at is lost."""
        for worker in self._workers:
            worker.close()
        for worker in self._workers:
            worker.wait()
        self._workers = []

    # -- handing out

    def _take(self, number: int, given: Given) -> None:
        if isinstance(given, DocumentError):
            self._done[number] = given
        else:
            self._hand_out(number, given)

    def _has_room(self) -> bool:
        return len(self._workers) < self._size or any(len(worker.in_hand) < IN_HAND for worker in self._workers)

    def _hand_out(self, number: int, document: Document) -> None:
        """Give a document to who has least in hand, a new worker where all have some."""
        least = min(self._workers, key=lambda worker: len(worker.in_hand), default=None)
        if least is None or (least.in_hand and len(self._workers) < self._size):
            least = self._start()
        least.give(number, document)

    def _hand_out_again(self) -> None:
        while self._again and self._has_room():
            self._hand_out(*self._again.popleft())

    def _start(self) -> _Worker:
        worker = _Worker(self._maker, self._heard)
        self._workers.append(worker)
        return worker

    # -- taking back

    def _hear(self) -> None:
        """Wait for what one worker has to tell."""
        worker, message = self._wait()
        if worker not in self._workers:
            return
        if message is None:
            self._bury(worker)
        elif isinstance(message, Ready):
            self._failed_starts, worker.is_ready = 0, True
            self._check(message.card)
        elif isinstance(message, Raised):
            raise message.error or RuntimeError(f"in a worker process:\n{message.trace}")
        else:
            number, _ = worker.in_hand.popleft()
            self._done[number] = message

    def _wait(self) -> tuple[_Worker, Any]:
        while True:
            with contextlib.suppress(Empty):
                return self._heard.get(timeout=WAIT_SECONDS)

    def _check(self, card: CoderCard) -> None:
        if self._card not in (None, card):
            raise DragomanError(f"the workers' coder is another ({card}) than the one asked for ({self._card})")
        self._card = card

    def _bury(self, worker: _Worker) -> None:
        """A worker has ended: the document it was at is rejected, the others are given to others."""
        self._workers.remove(worker)
        how = worker.wait()
        if worker.is_ready and worker.in_hand:
            number, document = worker.in_hand.popleft()
            self._done[number] = reject(f"the process that coded it ended ({how})", document)
        elif not worker.is_ready:
            self._failed_starts += 1
            if self._failed_starts >= MAX_STARTS:
                raise DragomanError(f"a worker process ended before it could code ({how})")
        self._again.extend(worker.in_hand)


class Incoming:
    """Documents as they are read; an error in reading them waits until those before it are coded."""

    def __init__(self, documents: Iterable[Given]) -> None:
        self._documents = iter(documents)
        self._error: Exception | None = None
        self.count, self.ended = 0, False

    def take(self) -> Iterator[Given]:
        """The next one, or none."""
        try:
            found = next(self._documents)
        except StopIteration:
            self.ended = True
        except Exception as error:  # noqa: BLE001  # raised by `raise_error`, when one process would raise it
            self.ended, self._error = True, error
        else:
            self.count += 1
            yield found

    def raise_error(self) -> None:
        """Raise what reading broke off with."""
        if self._error is not None:
            raise self._error


class _Worker:
    """One process, and what it was given and has not given back."""

    def __init__(self, maker: str, heard: SimpleQueue[tuple[_Worker, Any]]) -> None:
        self.in_hand: deque[tuple[int, Document]] = deque()
        self.is_ready = False
        self._process = _start_process(maker)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._given: IO[bytes] = self._process.stdin
        self._listener = Thread(target=self._listen, args=(self._process.stdout, heard), daemon=True)
        self._listener.start()

    def give(self, number: int, document: Document) -> None:
        """Hand a document over; where the worker has just ended, that will be heard."""
        self.in_hand.append((number, document))
        with contextlib.suppress(OSError):
            write_message(self._given, document)  # type: ignore[arg-type]

    def _listen(self, told: Any, heard: SimpleQueue[tuple[_Worker, Any]]) -> None:
        try:
            with told, contextlib.suppress(EOFError, OSError):
                while True:
                    heard.put((self, read_message(told)))
        finally:
            heard.put((self, None))

    def close(self) -> None:
        """Tell the worker that nothing more comes, at which it ends."""
        with contextlib.suppress(OSError):
            self._given.close()

    def wait(self) -> str:
        """How the process ended; one that does not end is killed."""
        self.close()
        try:
            code = self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        self._listener.join(END_SECONDS)
        return _describe_end(code)


def _start_process(maker: str) -> subprocess.Popen[bytes]:
    """A worker out of reach of the terminal's Ctrl-C, which is for the process that started it to answer."""
    if not sys.executable:
        raise DragomanError("no workers can be started: this Python does not know where it is")
    apart: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    path = os.pathsep.join(folder or os.getcwd() for folder in sys.path)
    return subprocess.Popen(
        [sys.executable, "-m", "dragoman.scale.worker", maker],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if sys.stderr is None else None,
        env={**os.environ, **_ONE_THREAD, "PYTHONPATH": path},
        **apart,
    )


def _describe_end(code: int) -> str:
    """What an exit status says.

    >>> _describe_end(-9), _describe_end(3)
    ('SIGKILL', 'exit status 3')
    """
    with contextlib.suppress(ValueError):
        if code < 0:
            return signal.Signals(-code).name
    return f"exit status {code}"
