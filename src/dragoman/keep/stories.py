"""Puts stories into an archive: which event of which document belongs to which.

The room `relate` joins reports into stories and knows no archive; who knows both hands over rows here. An
event finds its story by document and id:

    SELECT story, events.* FROM events JOIN story_reports r
    ON r.document_key = events.document_key AND (r.event = events.id OR r.event IS NULL)
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dragoman.keep.archive import lock_writer, open_writing

_STORY = "story type first_day last_day place_name place_country first_seen record".split()
_REPORT = "story document_key event duplicate_of score reason".split()


def keep_stories(
    path: str | os.PathLike[str], stories: Iterable[Mapping[str, Any]], reports: Iterable[Mapping[str, Any]]
) -> None:
    """Write stories with their reports, in the place of those of the same ids; all or nothing.

    Rows are keyed by the columns of `stories` and `story_reports` in schema.sql; what a row lacks is null.
    Only stories that changed need be given. An archive that is being written raises `ArchiveError`.
    """
    told = [[row.get(name) for name in _STORY] for row in stories]
    found = [[row.get(name) for name in _REPORT] for row in reports]
    with lock_writer(path), open_writing(path) as connection:
        connection.begin()
        ids = [row[0] for row in told]
        for table in ("stories", "story_reports"):
            connection.execute(f"DELETE FROM {table} WHERE list_contains(?::VARCHAR[], story)", [ids])
        _insert(connection, "stories", told)
        _insert(connection, "story_reports", found)
        connection.commit()


def _insert(connection: Any, table: str, rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
