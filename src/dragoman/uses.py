"""What is done with records once they are made: kept, joined into stories, compared, followed over time.

As `flow` this file knows more than one room: the archive is in `keep`, stories are in `relate`, accounts in `readout`.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dragoman.accounts import Comparison, Course
from dragoman.errors import DocumentError
from dragoman.flow import Coder, load_coder, read_each
from dragoman.inference.meaning import load_meaning
from dragoman.inference.ranker import load_ranker
from dragoman.inference.scorer import load_scorer
from dragoman.readout.compare import Judges, compare_records
from dragoman.readout.courses import find_course
from dragoman.readout.stands import Stands, pick_stands
from dragoman.records import Document, Record

if TYPE_CHECKING:
    from dragoman.keep.view import View


def keep_documents(
    path: str | os.PathLike[str],
    documents: Iterable[Document | DocumentError | str],
    coder: Coder | None = None,
    workers: int = 1,
) -> Mapping[str, int]:
    """Code documents into the archive at `path`, each once; how many were kept, replaced, skipped, rejected.

    What `read_many` could not read is noted in the archive's `rejects`, as is what cannot be coded.
    """
    from dragoman.keep.writer import open_keeper

    coder = coder or load_coder()
    with open_keeper(path, coder.card) as keeper:
        new = keeper.leave_out_known(read_each(documents))
        with closing(coder.pipe(new, workers, keeper.reject)) as records:
            for record in records:
                keeper.add_new(record, len(record.document.warnings))
    return dict(keeper.counts)


def join_archive(path: str | os.PathLike[str], again: bool = False) -> int:
    """Join what an archive has gained since the last time into stories, and keep them in it; how many were written.

    It goes on where it ended, so the cost is that of the new documents. `again` joins everything anew, as is needed
    where documents were coded again or have changed.
    """
    from dragoman.keep.archive import fold, lock_writer

    with lock_writer(path):
        try:
            return _join(path, again)
        finally:
            fold(path)


def _join(path: str | os.PathLike[str], again: bool) -> int:
    """The same for who holds the archive's lock; what is written may wait in the log beside the archive."""
    from dragoman.keep import stories as kept
    from dragoman.relate.joiner import Joiner

    begun_at = datetime.now(UTC).replace(tzinfo=None)
    if again:
        kept.forget_stories(path)
    before = kept.find_progress(path)
    joiner = Joiner.unpack(before.state, str(path)) if before.state else Joiner()
    upto, written, gone = before.upto, 0, set(before.open)
    for page in kept.read_after(path, upto):
        closed = joiner.add([record for _, record in page])
        if closed:
            kept.keep_stories(path, closed)
            gone -= {story.id for story in closed}
        written += len(closed)
        upto = max([upto, *(key for key, _ in page)])
    still = joiner.stories()
    now = kept.Progress(upto, tuple(story.id for story in still), joiner.pack())
    kept.keep_progress(path, still, now, gone - {story.id for story in still}, begun_at)
    return written + len(still)


def load_judges() -> Judges:
    """What a comparison is made with, opened once."""
    return Judges(load_meaning(), load_scorer("topics-1"), load_ranker("accounts-1"))


def compare(*records: Record) -> Comparison:
    """Two accounts or more, side by side: are they of one meeting, and what does each say on each thing.

    >>> from dragoman.flow import code
    >>> ours = code("Minister Amina Diallo met Minister Kofi Asante in Accra on 3 May 2024. She urged lower fees.")
    >>> theirs = code("Minister Kofi Asante met Minister Amina Diallo in Accra on 3 May 2024. He refused lower fees.")
    >>> compare(ours, theirs).sameness[0].answer
    'same'
    """
    return compare_records(records, load_judges())


def trace(
    records: Iterable[Record], side: str, on: str | None = None, since: str | None = None, until: str | None = None
) -> Course:
    """What a side (a code) said, on a subject where one is given, by day, with what changed; ISO days count in.

    >>> from dragoman.flow import code
    >>> record = code("Norway's foreign minister demanded that the strait be opened. Norway welcomed the grain deal.")
    >>> [stand.force for stand in trace([record], "NOR", on="open straits").stands]
    ['demand']
    """
    return trace_told(((record, ()) for record in records), side, on, since, until)


def trace_told(
    told: Iterable[tuple[Record, Collection[str]]],
    side: str,
    on: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Course:
    """The same of records with the ids of positions that other reports of their stories stand for (`View.told`)."""
    return find_course(told, side, load_meaning(), on, since, until)


def find_stands(
    view: View,
    side: str,
    on: str,
    *,
    since: str | None = None,
    until: str | None = None,
    most: int = 40,
    thorough: bool = False,
) -> Stands:
    """The newest that a side (a code) said on a subject in an archive, by day, with what changed.

    As `trace`, but that of many statements only those nearest in letters are read for their meaning, unless it is to be
    `thorough`: then the newest 800 are, some hundredths of a second each.
    """
    from dragoman.keep.statements import find_statements

    return pick_stands(find_statements(view, side, since, until), side, on, load_meaning(), most, thorough=thorough)
