"""Keeps records in an archive: each once, in batches that are there whole or not at all.

A batch is one transaction. What was killed before its end is not in the archive, so the next run codes it
again and ends with the same content as a run that nobody disturbed.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple
from datetime import UTC, datetime
from typing import Any, Literal

from dragoman.errors import DocumentError
from dragoman.keep.archive import lock_writer, open_writing
from dragoman.keep.correction_rows import apply_standing
from dragoman.keep.filling import Rows, leave_stories, make_rows, put_rows, take_out
from dragoman.keep.identity import find_content, find_identity
from dragoman.keep.rows import Kept
from dragoman.records import CoderCard, Document, Record

# To write a batch takes some tenths of a second, nearly the same for one record as for hundreds. So the work
# between two is at least this long, and twenty times what the last one took, up to a minute: keeping costs
# about 5 % then, and a crash that much work.
BATCH_SECONDS, BATCH_MOST_SECONDS = 5.0, 60.0
BATCH_OVER_COST = 20.0
BATCH_DOCUMENTS = 1000

Outcome = Literal["kept", "replaced", "recoded"]
_COUNTS = ("kept", "replaced", "recoded", "skipped", "rejected")


class Keeper:
    """Writes into one archive; made by `open_keeper`.

    It remembers a digest or two for each document kept, some 300 bytes, to tell at once what is new. `corrections` are
    those of people that were applied to documents coded again, and those that failed to find their item.
    """

    def __init__(self, path: str | os.PathLike[str], card: CoderCard, verb: str = "keep") -> None:
        self.counts: Counter[str] = Counter(dict.fromkeys(_COUNTS, 0))
        self.corrections: Counter[str] = Counter()
        self._path, self._verb = path, verb
        self.broken = False
        self._cost_seconds = 0.0
        self._waiting: list[Kept] = []
        self._replaced: list[tuple[int, str]] = []
        self._rejects: dict[str, str] = {}
        self._pending: set[int] = set()
        self._cleared: set[str] = set()
        self._flushed_at = time.monotonic()
        with open_writing(path) as connection:
            self._load(connection, card)

    def _load(self, connection: Any, card: CoderCard) -> None:
        """What is there already, and a row for this run."""
        connection.begin()
        self._coder = _number_coder(connection, card)
        self._last_key = _one(connection, "SELECT coalesce(max(document_key), 0) FROM documents")
        present = connection.execute("SELECT identity, content, document_key, coder FROM documents").fetchall()
        self._keys = {identity: key for identity, _, key, _ in present}
        # A former text is known under coder 0: it was kept once, and is not coded again.
        former = connection.execute("SELECT content, document_key FROM history").fetchall()
        self._contents: dict[str, tuple[int, int]] = {content: (key, 0) for content, key in former}
        self._contents |= {content: (key, coder) for _, content, key, coder in present}
        self._standing = {key: content for _, content, key, _ in present}
        self._rejected = {source for (source,) in connection.execute("SELECT source FROM rejects").fetchall()}
        self._run = _one(connection, "SELECT coalesce(max(run), 0) + 1 FROM runs")
        values = [self._run, self._verb, self._coder, _now(), None, *([0] * len(_COUNTS))]
        connection.execute("INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        connection.commit()

    def knows(self, document: Document) -> bool:
        """Whether a document needs no coding: this coder's work on it is kept, or a later version of it."""
        _, coder = self._contents.get(find_content(document), (0, None))
        return coder in (0, self._coder)

    def leave_out_known(self, documents: Iterable[Document | DocumentError]) -> Iterator[Document | DocumentError]:
        """What is to be coded, and errors; documents that are known are skipped."""
        for found in documents:
            if isinstance(found, DocumentError) or not self.knows(found):
                yield found
            else:
                self.skip(found)

    def skip(self, document: Document) -> None:
        """Count a document that was known."""
        self.counts["skipped"] += 1
        self._clear(document)

    def add(self, record: Record, read_warnings: int = 0) -> Outcome:
        """Keep a record; written with its batch. What becomes of the document is told.

        `read_warnings` are how many of the record's first warnings its document came with.
        """
        document = record.document
        identity, content = find_identity(document), find_content(document)
        same = self._contents.get(content)
        key = same[0] if same else self._keys.get(identity)
        outcome: Outcome = "recoded" if same else "kept" if key is None else "replaced"
        if key is None:
            key = self._last_key = self._last_key + 1
        else:
            if key in self._pending:
                self.flush()
            self._replaced.append((key, "recoded" if outcome == "recoded" else "changed"))
        if outcome == "replaced":
            self._contents[self._standing[key]] = (key, 0)
        self._keys[identity], self._contents[content], self._standing[key] = key, (key, self._coder), content
        self._pending.add(key)
        self._waiting.append(Kept(key, self._coder, _now(), record, read_warnings))
        self.counts[outcome] += 1
        self._clear(document)
        self._flush_in_time()
        return outcome

    def add_new(self, record: Record, read_warnings: int = 0) -> bool:
        """Keep a record unless its document has become known: where documents are read ahead, one may come twice."""
        if self.knows(record.document):
            self.skip(record.document)
            return False
        self.add(record, read_warnings)
        return True

    def reject(self, error: DocumentError) -> None:
        """Keep why a document could not be coded, until it can."""
        source = error.source if error.line is None else f"{error.source}:{error.line}"
        self._rejects[source] = error.reason
        self._cleared.discard(source)
        self.counts["rejected"] += 1
        self._flush_in_time()

    def _clear(self, document: Document) -> None:
        """A document that was turned away once and is not any more."""
        source = document.source or document.id
        if source in self._rejected or source in self._rejects:
            self._rejects.pop(source, None)
            self._cleared.add(source)

    def _flush_in_time(self) -> None:
        waited_seconds = time.monotonic() - self._flushed_at
        due_seconds = min(max(BATCH_SECONDS, BATCH_OVER_COST * self._cost_seconds), BATCH_MOST_SECONDS)
        if waited_seconds >= due_seconds or len(self._waiting) + len(self._rejects) >= BATCH_DOCUMENTS:
            self.flush()

    def flush(self, *, last: bool = False) -> None:
        """Write what waits, all or nothing; with `last` the run has come to its end."""
        # Should this break off, nobody can tell here whether the batch went in, so it is not tried again:
        # the next run sees what is there.
        self.broken = True
        begun_at = time.monotonic()
        rows = make_rows(self._waiting)
        with open_writing(self._path) as connection:
            connection.begin()
            self._retire(connection)
            put_rows(connection, self._correct(connection) or rows)
            self._note_rejects(connection)
            self._note_run(connection, last)
            connection.commit()
            if last:
                connection.execute("CHECKPOINT")  # one file is left, to copy or to send
        self._rejected = (self._rejected | set(self._rejects)) - self._cleared
        self._forget_batch()
        self._cost_seconds = self._flushed_at - begun_at
        self.broken = False

    def _forget_batch(self) -> None:
        self._waiting, self._replaced, self._rejects = [], [], {}
        self._pending, self._cleared = set(), set()
        self._flushed_at = time.monotonic()

    def _retire(self, connection: Any) -> None:
        """Move what this batch replaces into the history."""
        for key, reason in self._replaced:
            # A text that stays in `documents` is not kept a second time.
            text = "text" if reason == "changed" else "NULL"
            connection.execute(
                f"INSERT INTO history SELECT document_key, coder, identity, content, kept_at, ?, ?, {text}, record "
                "FROM documents WHERE document_key = ?",
                [_now(), reason, key],
            )
        if self._replaced:
            keys = [key for key, _ in self._replaced]
            take_out(connection, keys)
            leave_stories(connection, keys)

    def _correct(self, connection: Any) -> Rows | None:
        """The rows of this batch as corrected, where people have said something of the documents it replaces."""
        if not self._replaced:
            return None
        kept, applied, failed = apply_standing(connection, self._waiting, [key for key, _ in self._replaced])
        self.corrections += Counter(applied=applied, failed=failed)
        return make_rows(kept) if applied else None

    def _note_rejects(self, connection: Any) -> None:
        gone = [*self._rejects, *self._cleared]
        if gone:
            connection.execute("DELETE FROM rejects WHERE list_contains(?::VARCHAR[], source)", [gone])
        if self._rejects:
            rows = [(source, reason, _now()) for source, reason in self._rejects.items()]
            connection.executemany("INSERT INTO rejects VALUES (?, ?, ?)", rows)

    def _note_run(self, connection: Any, last: bool) -> None:
        counts = ", ".join(f"{name} = ?" for name in _COUNTS)
        values = [self.counts[name] for name in _COUNTS]
        ended = _now() if last else None
        connection.execute(f"UPDATE runs SET {counts}, ended_at = ? WHERE run = ?", [*values, ended, self._run])


@contextmanager
def open_keeper(path: str | os.PathLike[str], card: CoderCard, verb: str = "keep") -> Iterator[Keeper]:
    """The one writer of an archive, which is made where there is none; what waits is written at the end.

    A second one raises `ArchiveError`. Also where the block is left by an error or an interrupt, what was
    done is kept.
    """
    with lock_writer(path):
        keeper = Keeper(path, card, verb)
        try:
            yield keeper
        finally:
            if not keeper.broken:
                keeper.flush(last=True)


def _number_coder(connection: Any, card: CoderCard) -> int:
    """The number of a coder in this archive, a new one where its work was never kept."""
    same = "version = ? AND model IS NOT DISTINCT FROM ? AND ontology = ? AND knowledge = ?"
    for (number,) in connection.execute(f"SELECT coder FROM coders WHERE {same}", list(astuple(card))).fetchall():
        return int(number)
    number = _one(connection, "SELECT coalesce(max(coder), 0) + 1 FROM coders")
    connection.execute("INSERT INTO coders VALUES (?, ?, ?, ?, ?)", [number, *astuple(card)])
    return number


def _one(connection: Any, query: str) -> int:
    """The one number that a query gives."""
    return int(connection.execute(query).fetchall()[0][0])


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
