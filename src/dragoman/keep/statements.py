"""Statements: what a side said, with the day of each as a course over time counts it."""

from __future__ import annotations

from typing import Any

from dragoman.keep import questions as ask
from dragoman.keep.once import RETOLD_POSITIONS
from dragoman.keep.questions import Where
from dragoman.keep.view import View

# The day of the one meeting that was held, where the document tells of just one and of one day; else of publication.
_ASKED = """
WITH held AS (
    SELECT document_key, count(*) AS times, min(date_start) AS day, max(coalesce(date_end, date_start)) AS last
    FROM meetings WHERE status = 'held' AND date_start IS NOT NULL GROUP BY document_key
), told AS (
    SELECT p.document_key, p.id, p.document_id, p.document_publisher, p.speaker_name, p.force, p.cue, p.quoted,
           p.about, p.sentence, p.about_start = p.cue_start AND p.about_end = p.cue_end AS cue_is_all,
           CASE WHEN h.times = 1 AND h.day = h.last THEN h.day ELSE p.document_published END AS day
    FROM positions p LEFT JOIN held h USING (document_key)
    WHERE p.represents = ? AND NOT p.boilerplate
)
"""


def find_statements(view: View, side: str, since: str | None = None, until: str | None = None) -> list[dict[str, Any]]:
    """What a side (a code) said, courtesies apart, by day; ISO days count in, and leave out what has no day.

    What another report of the same story stands for is left out, as by `View.told`.
    """
    where = ask.all_of(
        [
            Where(("day >= ?::DATE",), (since,)) if since else Where(),
            Where(("day <= ?::DATE",), (until,)) if until else Where(),
        ]
    )
    query = f"{_ASKED} FROM told WHERE {where.sql()} ORDER BY day NULLS LAST, document_id, document_key, length(id), id"
    told = view.sql(RETOLD_POSITIONS, (side,)).to_pylist()
    again = {(row["document_key"], id) for row in told for id in row["ids"]}
    rows = view.sql(query, (side, *where.values)).to_pylist()
    return [row for row in rows if (row["document_key"], row["id"]) not in again]
