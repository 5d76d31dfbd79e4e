"""Puts stories into an archive, goes on where the last time ended, and gives them back.

The room `relate` joins reports into stories and knows no archive; who knows both hands over `Story` records here. An
event finds its story in the view `told_events`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import pyarrow

from dragoman.keep.archive import open_reading, open_writing
from dragoman.keep.export.lines import make_json
from dragoman.keep.rows import unpack
from dragoman.records import Record
from dragoman.reports import Report, Story

# Stories are written, and records read, so many at a time.
PAGE = 500
_STORY = pyarrow.schema(
    [
        ("story", pyarrow.string()),
        ("type", pyarrow.string()),
        ("first_day", pyarrow.string()),
        ("last_day", pyarrow.string()),
        ("place_name", pyarrow.string()),
        ("place_country", pyarrow.string()),
        ("first_seen", pyarrow.string()),
        ("record", pyarrow.string()),
    ]
)
_REPORT = pyarrow.schema(
    [
        ("story", pyarrow.string()),
        ("document_key", pyarrow.int64()),
        ("event", pyarrow.string()),
        ("duplicate_of", pyarrow.int64()),
        ("score", pyarrow.float64()),
        ("reason", pyarrow.string()),
    ]
)


class Progress(NamedTuple):
    """How far joining has come: the last document joined, the stories that may still grow, and the packed state."""

    upto: int = 0
    open: tuple[str, ...] = ()
    state: bytes | None = None


def find_progress(path: str | os.PathLike[str]) -> Progress:
    """Where joining goes on; from the start in an archive whose stories were never joined."""
    with open_reading(path) as connection:
        found = connection.execute("SELECT upto, open, state FROM story_state").fetchone()
    return Progress(found[0], tuple(found[1]), bytes(found[2])) if found else Progress()


def count_strays(path: str | os.PathLike[str]) -> int:
    """How many documents have left their stories since: they were coded again, or changed."""
    with open_reading(path) as connection:
        return int(connection.execute("SELECT coalesce(max(changed), 0) FROM story_state").fetchone()[0])


def read_after(path: str | os.PathLike[str], upto: int) -> Iterator[list[tuple[int, Record]]]:
    """The records of later documents as corrected, in order of publication, a page at a time, with their keys.

    Those without a day come first, and those of one day by their ids.
    """
    with open_reading(path) as connection:
        order = connection.execute(
            "SELECT document_key FROM documents WHERE document_key > ?"
            " ORDER BY published NULLS FIRST, document_id, document_key",
            [upto],
        ).fetchall()
    keys = [row[0] for row in order]
    for start in range(0, len(keys), PAGE):
        page = keys[start : start + PAGE]
        with open_reading(path) as connection:
            rows = connection.execute(
                "SELECT document_key, coalesce(a.record, d.record), text FROM documents d"
                " LEFT JOIN amended a USING (document_key) WHERE list_contains(?::BIGINT[], document_key)",
                [page],
            ).fetchall()
        found = {key: unpack(record, text) for key, record, text in rows}
        yield [(key, found[key]) for key in page if key in found]


def keep_stories(path: str | os.PathLike[str], stories: Sequence[Story], gone: Iterable[str] = ()) -> None:
    """Write stories in the place of those of the same ids, and of those that are `gone`; all or nothing.

    Whoever calls holds the archive's lock (`lock_writer`).
    """
    with open_writing(path) as connection:
        connection.begin()
        _write(connection, stories, gone)
        connection.commit()


def keep_progress(
    path: str | os.PathLike[str], stories: Sequence[Story], now: Progress, gone: Iterable[str], begun_at: datetime
) -> None:
    """Write the stories that are still open, and how far joining has come, in one step.

    What a person has corrected since `begun_at` (UTC) may have been joined as it was before, and counts as changed.
    """
    with open_writing(path) as connection:
        connection.begin()
        _write(connection, stories, gone)
        upto, changed = connection.execute(
            "SELECT coalesce(max(upto), 0), coalesce(max(changed), 0) FROM story_state"
        ).fetchone()
        missed = (
            "SELECT count(DISTINCT document_key) FROM corrections WHERE made_at >= ?::TIMESTAMP "
            "AND verdict <> 'confirmed' AND document_key > ? AND document_key <= ?"
        )
        changed += connection.execute(missed, [begun_at, upto, now.upto]).fetchone()[0]
        connection.execute("DELETE FROM story_state")
        connection.execute("INSERT INTO story_state VALUES (?, ?, ?, ?)", [now.upto, changed, [*now.open], now.state])
        connection.commit()


def forget_stories(path: str | os.PathLike[str]) -> None:
    """Take all stories out, so that they are joined anew."""
    with open_writing(path) as connection:
        connection.begin()
        for table in ("stories", "story_reports", "story_state"):
            connection.execute(f"DELETE FROM {table}")
        connection.commit()


def read_stories(path: str | os.PathLike[str]) -> Iterator[Story]:
    """The stories as they were joined last, by id."""
    with open_reading(path) as connection:
        rows = connection.execute("SELECT record FROM stories ORDER BY story").fetchall()
    return (Story.from_dict(json.loads(record)) for (record,) in rows)


def _write(connection: Any, stories: Sequence[Story], gone: Iterable[str]) -> None:
    ids = [*{*gone, *(story.id for story in stories)}]
    for table in ("stories", "story_reports"):
        connection.execute(f"DELETE FROM {table} WHERE list_contains(?::VARCHAR[], story)", [ids])
    keys = _find_keys(connection, {report.document for story in stories for report in story.reports})
    told = [_story_row(story) for story in stories]
    found = [row for story in stories for row in _report_rows(story, keys)]
    _insert(connection, "stories", told, _STORY)
    _insert(connection, "story_reports", found, _REPORT)


def _find_keys(connection: Any, ids: Iterable[str]) -> dict[str, int]:
    """The keys of documents by their ids; of two with one id the later."""
    rows = connection.execute(
        "SELECT document_id, max(document_key) FROM documents"
        " WHERE list_contains(?::VARCHAR[], document_id) GROUP BY document_id",
        [[*ids]],
    ).fetchall()
    return dict(rows)


def _story_row(story: Story) -> dict[str, Any]:
    return {
        "story": story.id,
        "type": story.type,
        "first_day": story.date.start if story.date else None,
        "last_day": story.date.end if story.date else None,
        "place_name": story.place.name if story.place else None,
        "place_country": story.place.country if story.place else None,
        "first_seen": story.first_seen,
        "record": make_json(story.to_dict()),
    }


def _report_rows(story: Story, keys: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """One row for each report whose document is in the archive."""
    for report in story.reports:
        if report.document in keys:
            yield {
                "story": story.id,
                "document_key": keys[report.document],
                "event": report.event,
                "duplicate_of": keys.get(report.duplicate_of or ""),
                "score": report.join.score if report.join else None,
                "reason": _reason(report),
            }


def _reason(report: Report) -> str:
    return report.join.reason if report.join else "the story's first report"


def _insert(connection: Any, table: str, rows: Sequence[Mapping[str, Any]], schema: pyarrow.Schema) -> None:
    if not rows:
        return
    connection.register("incoming_stories", pyarrow.Table.from_pylist([*rows], schema=schema))
    try:
        dates = {"first_day", "last_day", "first_seen"}
        columns = ", ".join(f"TRY_CAST({name} AS DATE)" if name in dates else name for name in schema.names)
        connection.execute(f"INSERT INTO {table} SELECT {columns} FROM incoming_stories")
    finally:
        connection.unregister("incoming_stories")
