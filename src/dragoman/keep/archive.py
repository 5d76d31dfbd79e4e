"""The file of an archive: how it is opened to read, opened to write, and who may do so when.

DuckDB lets either one program write a file or any number read it. So nobody here stays in the file: the
writer enters for each batch and leaves, a reader for each question, and either waits a little for the
other. That there is only one writer at a time is seen to by a lock file beside the archive, which the
system lets go of when its holder ends, however it ends.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb

from dragoman.errors import ArchiveError
from dragoman.keep.migrations import SCHEMA_VERSION, migrate

# A writer is in the file for some tenths of a second, a reader for one question. A question that takes
# minutes (`dragoman sql`) must not end a run of days, so the writer waits longer than anybody.
READER_WAITS_SECONDS = 30.0
WRITER_WAITS_SECONDS = 600.0
# Who has pressed a key is told after so long that another is in the file.
PERSON_WAITS_SECONDS = 10.0
# What is not folded now will be at the end of the next run.
FOLD_WAITS_SECONDS = 1.0
# Two threads of one program would share what is open of a file and run into each other's changes: one after the other.
_WRITERS: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
_SCHEMA = Path(__file__).with_name("schema.sql")

# Who asks may read the tables and nothing else: no other file, no other database, no network, and no
# setting by which any of that could be had back.
_READING: dict[str, Any] = {
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "lock_configuration": "true",
}
# Until this much waits in the log beside the archive nothing is folded into the file: folding rewrites
# the ends of all columns, and a reader reads the log as well.
_WRITING: dict[str, Any] = {"checkpoint_threshold": "16MB"}


@contextmanager
def open_reading(path: str | os.PathLike[str], wait_seconds: float = READER_WAITS_SECONDS) -> Iterator[Any]:
    """A connection that can only read, of an archive of the present version.

    One of an earlier version is brought up first. What is not there, is no archive, or is of a later
    version raises `ArchiveError` of one line.
    """
    _check_file(path)
    with _connected(path, wait_seconds, read_only=True, config=_READING) as connection:
        version = find_version(connection, path)
        if version == SCHEMA_VERSION:
            yield connection
            return
    with lock_writer(path), open_writing(path, wait_seconds):
        pass
    with _connected(path, wait_seconds, read_only=True, config=_READING) as connection:
        yield connection


@contextmanager
def open_writing(path: str | os.PathLike[str], wait_seconds: float = WRITER_WAITS_SECONDS) -> Iterator[Any]:
    """A connection that can write, made, or brought to the present version, where need be."""
    _check_name(path)
    with (
        _in_turn(path, wait_seconds),
        _connected(path, wait_seconds, read_only=False, config=_WRITING) as connection,
    ):
        connection.execute("PRAGMA disable_checkpoint_on_shutdown")
        version = find_version(connection, path)
        if version is None:
            _create(connection)
        elif version < SCHEMA_VERSION:
            migrate(connection, version)
        if version != SCHEMA_VERSION:
            connection.execute("CHECKPOINT")  # whoever copies the file has the whole layout
        yield connection


@contextmanager
def open_changing(path: str | os.PathLike[str], wait_seconds: float = PERSON_WAITS_SECONDS) -> Iterator[Any]:
    """A connection for a few small changes by a person, all or nothing, in an archive that is there.

    It does not take the writer's lock: a run of days writes in batches, and lets such a change in between
    two of them. Who finds no gap in time is told so by an `ArchiveError`, and nothing is changed.
    """
    _check_file(path)
    with open_writing(path, wait_seconds) as connection:
        connection.begin()
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()


def fold(path: str | os.PathLike[str]) -> None:
    """Fold what waits in the log beside an archive into it, where nobody is in the way: one file is left to copy.

    What is no archive is left as it is.
    """
    with suppress(ArchiveError):
        _check_file(path)
        with open_writing(path, FOLD_WAITS_SECONDS) as connection:
            connection.execute("CHECKPOINT")


@contextmanager
def lock_writer(path: str | os.PathLike[str]) -> Iterator[None]:
    """Be the one writer of an archive while the block lasts; `ArchiveError` where another is.

    The lock is the system's own on `ARCHIVE.lock`, so no crash leaves it behind; the empty file stays.
    """
    from filelock import FileLock, Timeout

    _check_name(path)
    lock = FileLock(f"{os.fspath(path)}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise ArchiveError(f"{os.fspath(path)} is being written by another dragoman: wait until it is done") from None
    except OSError as error:
        raise ArchiveError(f"cannot write {os.fspath(path)}: {error.strerror or error}") from None
    try:
        yield
    finally:
        lock.release()


def find_files(path: str | os.PathLike[str]) -> frozenset[str]:
    """The files that belong to an archive, so that a folder that holds one can be read without them."""
    whole = os.path.realpath(path)
    return frozenset([whole, f"{whole}.wal", f"{whole}.lock"])


def read_schema() -> str:
    """What every table and column means, as SQL.

    >>> "CREATE TABLE events" in read_schema()
    True
    """
    return _SCHEMA.read_text("utf-8")


def find_version(connection: Any, path: str | os.PathLike[str]) -> int | None:
    """The version of an archive's layout; `None` for a file with nothing in it.

    A newer one, or a database that is no archive, raises `ArchiveError`.
    """
    tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables:
        return None
    if "archive" not in tables or "documents" not in tables:
        raise ArchiveError(f"{os.fspath(path)} is a database, but no archive of dragoman's")
    version, made_with = connection.execute("SELECT schema_version, made_with FROM archive").fetchall()[0]
    if version > SCHEMA_VERSION:
        raise ArchiveError(
            f"{os.fspath(path)} is an archive of version {version}; this dragoman knows up to {SCHEMA_VERSION}: "
            f"it was written with {made_with} or later"
        )
    return int(version)


def _create(connection: Any) -> None:
    """Lay out an empty file, all or nothing."""
    connection.begin()
    connection.execute(read_schema())
    connection.execute("INSERT INTO archive VALUES (?, ?)", [SCHEMA_VERSION, _made_with()])
    connection.commit()


def _made_with() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("dragoman")
    except PackageNotFoundError:
        return "0+unknown"


@contextmanager
def _in_turn(path: str | os.PathLike[str], wait_seconds: float) -> Iterator[None]:
    """Be the one thread of this program that writes an archive."""
    turn = _WRITERS[os.path.realpath(path)]
    if not turn.acquire(timeout=wait_seconds):
        raise ArchiveError(f"{os.fspath(path)} is busy: another part of this program is writing it")
    try:
        yield
    finally:
        turn.release()


@contextmanager
def _connected(
    path: str | os.PathLike[str], wait_seconds: float, *, read_only: bool, config: dict[str, Any]
) -> Iterator[Any]:
    connection = _connect(os.fspath(path), wait_seconds, read_only, config)
    try:
        yield connection
    except duckdb.Error as error:  # a full disk, a damaged file
        raise ArchiveError(f"{os.fspath(path)}: {_first_line(error)}") from error
    finally:
        connection.close()


def _connect(path: str, wait_seconds: float, read_only: bool, config: dict[str, Any]) -> Any:
    """A connection as soon as whoever is in the file has left it."""
    give_up_at = time.monotonic() + wait_seconds
    while True:
        try:
            return duckdb.connect(path, read_only=read_only, config=config)
        except duckdb.Error as error:
            if not _is_busy(error):
                raise ArchiveError(f"cannot open {path}: {_first_line(error)}") from None
            if time.monotonic() > give_up_at:
                raise ArchiveError(f"{path} is busy: another program has it open") from None
        # Not in step with the other, who may come and go as regularly.
        time.sleep(random.uniform(0.01, 0.05))


def _is_busy(error: duckdb.Error) -> bool:
    """Whether another program, or another part of this one, is in the file."""
    said = str(error)
    return "lock on file" in said or "different configuration" in said or "used by another process" in said


def _first_line(error: duckdb.Error) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def _check_file(path: str | os.PathLike[str]) -> None:
    _check_name(path)
    if not Path(path).exists():
        name = os.fspath(path)
        raise ArchiveError(f"no archive {name} (dragoman keep {name} PATH... makes one)")


def _check_name(path: str | os.PathLike[str]) -> None:
    """Turn away what can be no archive, before anything is made of it."""
    target = Path(path)
    if target.is_dir():
        raise ArchiveError(f"{os.fspath(path)} is a folder, not an archive")
    if not target.parent.is_dir():
        raise ArchiveError(f"cannot write {os.fspath(path)}: there is no folder {target.parent}")
    if target.exists() and target.stat().st_size and not _is_database(target):
        raise ArchiveError(f"{os.fspath(path)} is no archive")


def _is_database(target: Path) -> bool:
    """Whether a file begins as DuckDB's do: a checksum, then "DUCK"."""
    try:
        with target.open("rb") as stream:
            return stream.read(12)[8:] == b"DUCK"
    except OSError as error:
        raise ArchiveError(f"cannot open {target}: {error.strerror or error}") from None
