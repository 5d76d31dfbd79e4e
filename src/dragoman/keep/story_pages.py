"""Stories of an archive a page at a time, by what they are about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from dragoman.keep import questions as ask
from dragoman.keep.choices import read_choices
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

    `who` are codes or names of which all take part; `since` and `until` look at the days on which it was told.
    """
    where = ask.all_of(
        [
            ask.is_any("type", read_choices("type", type)),
            ask.is_any("place_country", view.read_codes(place_country)),
            Where(("last_seen >= ?",), (since,)) if since else Where(),
            Where(("first_seen <= ?",), (until,)) if until else Where(),
            Where(("reports >= ?",), (min_reports,)) if min_reports > 1 else Where(),
            *(_takes_part(code) for code in view.read_codes(who)),
        ]
    )
    found = view.sql(
        f"SELECT number, count(*) OVER () AS total FROM ({_TOLD}) WHERE {where.sql()}"
        " ORDER BY last_seen DESC NULLS LAST, reports DESC, story LIMIT ? OFFSET ?",
        [*where.values, limit, offset],
    ).to_pylist()
    if found:
        return found[0]["total"], read_stories_at(view, [row["number"] for row in found])
    total = view.sql(f"SELECT count(*) AS n FROM ({_TOLD}) WHERE {where.sql()}", where.values)["n"][0].as_py()
    return total, []


# All that decides which stories are wanted. Their records are read for those alone, by the numbers of their rows.
_TOLD = """
SELECT s.rowid AS number, s.story, s.type, s.place_country, s.first_seen, t.last_seen, t.reports
FROM stories s JOIN (
    SELECT r.story, max(d.published) AS last_seen, count(DISTINCT r.document_key) AS reports
    FROM story_reports r JOIN documents d USING (document_key) GROUP BY r.story
) t USING (story)
"""


def read_stories_at(view: View, numbers: Sequence[int]) -> list[dict[str, Any]]:
    """The stories in some rows, in that order, as `Story.to_dict` gives them."""
    listed = ", ".join(str(int(number)) for number in numbers)
    rows = view.sql(f"SELECT rowid AS number, record FROM stories WHERE rowid IN ({listed or 'NULL'})").to_pylist()
    records = {row["number"]: json.loads(row["record"]) for row in rows}
    return [records[number] for number in numbers if number in records]


def _takes_part(code: str) -> Where:
    condition = (
        "story IN (SELECT r.story FROM story_reports r JOIN events e ON e.document_key = r.document_key"
        " AND e.id = r.event WHERE contains(e.actor_codes || e.recipient_codes, ?))"
    )
    return Where((condition,), (f" {code.upper()} ",))
