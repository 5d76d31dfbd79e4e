"""What counts once: of the reports that tell one story, which one stands for it. Pure SQL; nothing here opens a file.

Only what is asked for is compared, so that a story is found wherever any of its reports is.
"""

from __future__ import annotations

from dragoman.keep.questions import Where

# The story of a row of each table that has one; a meeting is of the story of the events that it is.
_OF_REPORT = "(SELECT min(r.story) FROM story_reports AS r WHERE r.document_key = {0}.document_key AND {1})"
STORY_OF = {
    "events": _OF_REPORT.format("events", "r.event = events.id"),
    "meetings": _OF_REPORT.format("meetings", "list_contains(meetings.events, r.event)"),
}
# Whether the story of a meeting, where it has one, went on until a day: a late report does not count on its own day.
STILL_ON = (
    "coalesce((SELECT max(coalesce(s.last_day, s.first_seen)) FROM story_reports AS r JOIN stories AS s "
    "ON s.story = r.story WHERE r.document_key = meetings.document_key AND list_contains(meetings.events, r.event)) "
    ">= ?::DATE, true)"
)
# Of the events of a story the one that stands for it: what happened before what was only planned, then of the type
# that most reports tell, with both sides, on the day most tell, else the earliest; then the surest, the first kept.
_RANK = (
    "auxiliary = 'actual' DESC, of_type DESC, type, (actor_codes <> ' ')::INT + (recipient_codes <> ' ')::INT DESC, "
    "of_day DESC, first_day NULLS LAST, confidence DESC, document_key, length(id), id"
)
# An event of no story is one by itself, under a name that no story has.
_STORY = f"coalesce({STORY_OF['events']}, ' ' || document_key || ' ' || id)"
_DECIDED_BY = (
    "rowid AS number, document_key, id, type, auxiliary, first_day, last_day, actor_codes, recipient_codes, confidence"
)


def find_standing(where: Where, days: Where, order: str, limit: int | None = None) -> str:
    """The events that stand for their stories, as `number` (rowid), `story`, and how many `reports` were found.

    An event of no story stands for itself. `where` says which events are compared, `days` which of those that stand
    for a story are wanted: a late report of something earlier does not count on its own day. The values of `where`
    come before those of `days`.
    """
    found = f"SELECT {_DECIDED_BY}, {_STORY} AS told_in FROM events WHERE {where.sql()}"
    counted = (
        "SELECT *, count(*) OVER (PARTITION BY told_in) AS reports, "
        "count(*) OVER (PARTITION BY told_in, type) AS of_type, "
        f"count(first_day) OVER (PARTITION BY told_in, first_day) AS of_day FROM ({found})"
    )
    placed = f"SELECT *, row_number() OVER (PARTITION BY told_in ORDER BY {_RANK}) AS place FROM ({counted})"
    story = "CASE WHEN told_in[1] = ' ' THEN NULL ELSE told_in END"
    query = f"SELECT number, {story} AS story, reports FROM ({placed}) WHERE place = 1 AND {days.sql()}"
    return query if limit is None else f"{query} ORDER BY {order} LIMIT {limit:d}"


# The events for which another stands, document by document.
RETOLD_EVENTS = (
    "SELECT e.document_key, list(e.id) AS ids FROM events AS e "
    f"ANTI JOIN ({find_standing(Where(), Where(), '')}) AS t ON e.rowid = t.number "
    "GROUP BY e.document_key ORDER BY e.document_key"
)
# The positions for which another document's stand. Two documents of one story tell one statement of a side where the
# coder made an event of it and that event is the same story, or where they put it in the same words. The document
# published first stands for it, with all that it makes of the statement.
RETOLD_POSITIONS = """
WITH said AS (
    SELECT document_key, id, represents, document_published, cue_start, cue_end,
           '= ' || regexp_replace(lower(about), '[^a-z0-9]+', ' ', 'g') AS words
    FROM positions WHERE represents = ?
),
told AS (
    SELECT p.document_key, p.id, p.document_published, r.story, '' AS words
    FROM said AS p
    JOIN events AS e ON e.document_key = p.document_key AND e.trigger_start < p.cue_end AND p.cue_start < e.trigger_end
    JOIN story_reports AS r ON r.document_key = e.document_key AND r.event = e.id
    WHERE contains(e.actor_codes, ' ' || p.represents || ' ')
    UNION ALL
    SELECT p.document_key, p.id, p.document_published, r.story, p.words
    FROM said AS p JOIN story_reports AS r ON r.document_key = p.document_key
),
first AS (
    SELECT document_key, id, first_value(document_key) OVER one_statement AS told_first FROM told
    WINDOW one_statement AS (PARTITION BY story, words ORDER BY document_published NULLS LAST, document_key)
)
SELECT document_key, list(DISTINCT id) AS ids FROM first WHERE document_key <> told_first
GROUP BY document_key ORDER BY document_key
"""
