"""Stories of an archive a page at a time, by what they are about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from dragoman.keep import questions as ask
from dragoman.keep.questions import Where
from dragoman.keep.view import View


def find_stories(
    view: View,
    *,
    who: Sequence[str] = (),
    type: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    place_country: Sequence[str] = (),
    min_reports: int = 1,
    limit: int = 100,
    offset: int = 0,
) -> tuple[int, list[dict[str, Any]]]:
    """How many stories there are, and some of them as `Story.to_dict` gives them, those told last first.

    `who` are codes of which all take part; `since` and `until` look at the days on which it was told.
    """
    where = ask.all_of(
        [
            ask.is_any("type", [one.upper() for one in type]),
            ask.is_any("place_country", [one.upper() for one in place_country]),
            Where(("last_seen >= ?",), (since,)) if since else Where(),
            Where(("first_seen <= ?",), (until,)) if until else Where(),
            Where(("reports >= ?",), (min_reports,)) if min_reports > 1 else Where(),
            *(_takes_part(code) for code in who),
        ]
    )
    told = (
        "(SELECT s.*, t.last_seen, t.reports FROM stories s JOIN (SELECT story, max(d.published) AS last_seen,"
        " count(DISTINCT document_key) AS reports FROM story_reports JOIN documents d USING (document_key)"
        " GROUP BY story) t USING (story)) AS s"
    )
    total = view.sql(f"SELECT count(*) AS n FROM {told} WHERE {where.sql()}", where.values)["n"][0].as_py()
    rows = view.sql(
        f"SELECT record FROM {told} WHERE {where.sql()}"
        " ORDER BY last_seen DESC NULLS LAST, reports DESC, story LIMIT ? OFFSET ?",
        [*where.values, limit, offset],
    )
    return total, [json.loads(record) for record in rows["record"].to_pylist()]


def _takes_part(code: str) -> Where:
    condition = (
        "story IN (SELECT r.story FROM story_reports r JOIN events e ON e.document_key = r.document_key"
        " AND e.id = r.event WHERE contains(e.actor_codes || e.recipient_codes, ?))"
    )
    return Where((condition,), (f" {code.upper()} ",))
