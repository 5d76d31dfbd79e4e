"""The same flow on Ray, this machine's own or a cluster's; the extra `ray` installs it.

Ray Data reads the files where there is room (`read_shares`), actors code (`Actors`), and both come together in the
process that was started: documents in their order, out again as records in their order. Each actor has a worker process
of its own, a pool of one: so a document that ends it costs itself alone, and what is set in the environment here holds
there.
"""

from __future__ import annotations

import logging
import os
import pickle
import socket
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from dragoman.errors import DocumentError, DragomanError, MissingExtraError, UsageError
from dragoman.records import CoderCard
from dragoman.scale.cores import count_cores
from dragoman.scale.messages import Raised
from dragoman.scale.plain import Given, Told, reject
from dragoman.scale.pool import Incoming, Pool

# Documents handed over at once: a call of an actor costs a millisecond or two, a document some fifty.
BUNDLE = 8
# Bundles an actor has in hand, and bundles not yet given back for each actor.
IN_HAND, AHEAD = 2, 8
KNOCK_SECONDS = 5.0
# What an actor was at that is lost with its machine is given to others, and so often in all.
MAX_TRIES = 3
# Ray Data hands on some thirty articles of news at once, and holds no more than this for each reader.
BLOCK_BYTES = 128 * 1024
HELD_BYTES = 64 * 1024 * 1024
# One process reads for so many that code: text takes less, web pages and PDF take that much.
ACTORS_A_READER = 4


@contextmanager
def open_ray(address: str | None = None) -> Iterator[int]:
    """Ray, and how many cores it has; one that is begun here ends with the block.

    Where the program has called `ray.init` already, that Ray is used. Without an `address` it is one of this
    machine's own; `auto` is the cluster this machine belongs to.
    """
    ray = _import_ray()
    begun = not ray.is_initialized()
    if begun:
        _begin(ray, address)
    try:
        yield max(1, int(ray.cluster_resources().get("CPU", 1)))
    finally:
        if begun:
            ray.shutdown()


def _import_ray() -> Any:
    # Ray tells its makers of its use unless it is told not to; this must be set before it is loaded.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    # What it will do by itself in a later version, and says on every start until then.
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise MissingExtraError("--on ray needs Ray: pip install 'dragoman[ray]'") from error
    return ray


def _begin(ray: Any, address: str | None) -> None:
    if address not in (None, "auto", "local"):
        _knock(address)
    quiet = {"log_to_driver": False, "logging_level": "ERROR"}
    own = {} if address else {"num_cpus": count_cores(), "include_dashboard": False}
    try:
        ray.init(address=address or "local", **own, **quiet)
    except (ConnectionError, ValueError, RuntimeError) as error:
        where = f"at {address}" if address else "on this machine"
        raise UsageError(f"no Ray {where}: {str(error).splitlines()[0].partition('. ')[0]}") from error


def _knock(address: str) -> None:
    """`UsageError` where nobody answers: Ray itself would try for minutes."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        raise UsageError(f"--ray-address is host:port or auto: {address}")
    try:
        socket.create_connection((host, int(port)), KNOCK_SECONDS).close()
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"no Ray at {address}: {reason.lower()}") from error


class Station:
    """What runs in each actor: a pool of one worker, with what is set for dragoman where it was begun."""

    def __init__(self, maker: str, card: CoderCard | None, environment: Mapping[str, str]) -> None:
        os.environ.update(environment)
        self._pool = Pool(1, maker, card)

    def find_card(self) -> CoderCard | Raised:
        """What the worker's coder is."""
        try:
            return self._pool.card
        except DragomanError as error:
            return Raised(error)

    def code(self, bundle: Sequence[Given]) -> list[Told] | Raised:
        """What becomes of each document of a bundle."""
        try:
            return list(self._pool.code(bundle))
        except DragomanError as error:
            return Raised(error)
        except RuntimeError as error:  # the traceback of a fault of ours, which is wanted where it is raised
            return Raised(None, str(error))


class Actors:
    """Up to `size` actors of an open Ray, begun as there is work for them. To be closed."""

    def __init__(self, size: int, maker: str, card: CoderCard | None = None) -> None:
        import ray

        self._ray, self._size, self._card = ray, size, card
        self._given = (maker, card, find_environment())
        self._in_hand: dict[Any, int] = {}

    @property
    def card(self) -> CoderCard:
        """What the actors' coder is; waits for the first of them where none was asked yet."""
        if self._card is None:
            actor = next(iter(self._in_hand), None) or self._start()
            self._card = _take(self._ray.get(actor.find_card.remote()))
        return self._card

    def code(self, documents: Iterable[Given]) -> Iterator[Told]:
        """The record of each document, or its rejection, in their order."""
        incoming = Incoming(documents)
        bundles: deque[_Bundle] = deque()
        while True:
            while not incoming.ended and len(bundles) < self._size * AHEAD and self._has_room():
                given = [found for _ in range(BUNDLE) for found in incoming.take()]
                if given:
                    bundles.append(self._hand_out(given))
            if not bundles:
                break
            if not bundles[0].is_done:
                self._hear(bundles)
            while bundles and bundles[0].is_done:
                yield from self._collect(bundles.popleft())
        incoming.raise_error()

    def close(self) -> None:
        """End all actors; what they were at is lost."""
        for actor in self._in_hand:
            self._ray.kill(actor)
        self._in_hand.clear()

    def _start(self) -> Any:
        kind = self._ray.remote(num_cpus=1)(Station)
        actor = kind.remote(*self._given)
        self._in_hand[actor] = 0
        return actor

    def _has_room(self) -> bool:
        return len(self._in_hand) < self._size or min(self._in_hand.values()) < IN_HAND

    def _hand_out(self, given: list[Given]) -> _Bundle:
        """Give a bundle to who has least in hand, a new actor where all have some."""
        least = min(self._in_hand, key=lambda actor: self._in_hand[actor], default=None)
        if least is None or (self._in_hand[least] and len(self._in_hand) < self._size):
            least = self._start()
        self._in_hand[least] += 1
        return _Bundle(given, least, least.code.remote(given))

    def _hear(self, bundles: Iterable[_Bundle]) -> None:
        """Wait for one bundle, and note which are done."""
        at_work = {bundle.told: bundle for bundle in bundles if not bundle.is_done}
        done, _ = self._ray.wait([*at_work], num_returns=1)
        more, _ = self._ray.wait([*at_work], num_returns=len(at_work), timeout=0)
        for ref in {*done, *more}:
            self._take_back(at_work[ref])

    def _take_back(self, bundle: _Bundle) -> None:
        if not bundle.is_done and bundle.actor in self._in_hand:
            self._in_hand[bundle.actor] -= 1
        bundle.is_done = True

    def _collect(self, bundle: _Bundle) -> list[Told]:
        """What became of a bundle; one that was lost with its actor is given to another."""
        for _ in range(MAX_TRIES):
            try:
                told: list[Told] = _take(self._ray.get(bundle.told))
            except self._ray.exceptions.RayActorError:
                self._in_hand.pop(bundle.actor, None)
                bundle = self._hand_out(bundle.given)
            else:
                self._take_back(bundle)
                return told
        lost = "the machine that coded it was lost"
        return [given if isinstance(given, DocumentError) else reject(lost, given) for given in bundle.given]


class _Bundle:
    """Documents handed over, to whom, and the promise of what becomes of them."""

    def __init__(self, given: list[Given], actor: Any, told: Any) -> None:
        self.given, self.actor, self.told = given, actor, told
        self.is_done = False


def code_given(documents: Iterable[Given], size: int, maker: str, card: CoderCard | None = None) -> Generator[Told]:
    """What becomes of each document, in their order; Ray is open."""
    actors = Actors(size, maker, card)
    try:
        yield from actors.code(documents)
    finally:
        actors.close()


def read_shares(shares: Sequence[object], read: Callable[[Any], Iterator[Given]], readers: int) -> Generator[Given]:
    """The documents that `read` finds in each share, in order; Ray Data reads them ahead, on an open Ray.

    `read` runs wherever there is room, so what it reads must be there too.
    """
    import ray.data

    if not shares:
        return
    rows = ray.data.from_items([pickle.dumps(share) for share in shares], override_num_blocks=min(len(shares), 1000))
    _set_up(rows.context, readers)
    strategy = ray.data.TaskPoolStrategy(readers)
    # Without a core of their own: actors hold them all, and a reader waits for them most of the time.
    documents = rows.map_batches(
        _read_rows, fn_args=(read,), batch_size=1, batch_format="pyarrow", num_cpus=0, compute=strategy
    )
    try:
        for block in documents.iter_batches(batch_size=None, batch_format="pyarrow"):
            yield from (_take(pickle.loads(row.as_py())) for row in block["row"])
    except ray.exceptions.RayError as error:
        raise DragomanError(f"Ray gave up: {str(error).strip().splitlines()[-1]}") from error


def _set_up(context: Any, readers: int) -> None:
    """Small blocks in order, no more of them than needed; nothing on the terminal."""
    from ray.data import ExecutionResources

    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context.target_max_block_size = BLOCK_BYTES
    context.target_min_block_size = 1
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.execution_options.preserve_order = True
    context.execution_options.resource_limits = ExecutionResources.for_limits(object_store_memory=readers * HELD_BYTES)


def _read_rows(block: Any, read: Callable[[Any], Iterator[Given]]) -> Iterator[Any]:
    """The documents of shares, a bundle at a time."""
    bundle: list[object] = []
    try:
        for found in (found for share in block["item"] for found in read(pickle.loads(share.as_py()))):
            bundle.append(found)
            if len(bundle) == BUNDLE:
                yield _make_block(bundle)
                bundle = []
    except DragomanError as error:
        bundle.append(Raised(error))
    yield _make_block(bundle)


def _make_block(objects: Sequence[object]) -> Any:
    import pyarrow

    rows = [pickle.dumps(one, protocol=pickle.HIGHEST_PROTOCOL) for one in objects]
    return pyarrow.table({"row": pyarrow.array(rows, type=pyarrow.binary())})


def _take(told: Any) -> Any:
    """What was told, unless it is an error to be raised."""
    if isinstance(told, Raised):
        raise told.error or RuntimeError(told.trace)
    return told


def find_environment() -> dict[str, str]:
    """What is set for dragoman here.

    >>> all(name.startswith("DRAGOMAN_") for name in find_environment())
    True
    """
    return {name: value for name, value in os.environ.items() if name.startswith("DRAGOMAN_")}
