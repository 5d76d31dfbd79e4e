"""What an archive has for the front page of a day or a week: its happenings by importance, told once each.

A line is a story that was told in those days, or an event that is in none. How much it matters is worked out from how
many reports of their own tell it, how grave or good its score is, how sure the coder is, and whether it took place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dragoman.keep.story_pages import read_stories_at
from dragoman.keep.view import View
from dragoman.reports import Contradiction, Story

# What is told where, by the PLOVER type of a line.
SECTIONS: dict[str, tuple[str, ...]] = {
    "meetings": ("CONSULT",),
    "incidents": ("ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST"),
    "agreements": ("AGREE", "COOPERATE", "AID", "RETREAT", "CONCEDE"),
    "statements": ("ACCUSE", "THREATEN", "REJECT", "REQUEST", "SUPPORT"),
}
# What did not take place matters less than what did: set by eye on the reports of the demonstration.
# Deeds matter more than words, and of words the friendly ones least, which official reports are full of.
_OF_QUAD = (0.4, 0.8, 0.8, 1.2)
_TOOK_PLACE = {"actual": 1.0, "future": 0.7, "hypothetical": 0.35, "negated": 0.35, "historical": 0.15}


@dataclass(frozen=True, slots=True)
class Told:
    """One report of a line; `event` is the evidence in it. `official` is `None` where nobody can say."""

    document_key: int
    document_id: str
    event: str
    title: str | None
    publisher: str | None
    published: date | None
    official: bool | None = None
    copy: bool = False


@dataclass(slots=True)
class Line:
    """One happening: `event` is the row that tells it best, `story` its id where it is in one.

    `thread` is the affair it belongs to, as `Story.thread`; `importance` has no unit.
    """

    section: str
    event: dict[str, Any]
    independent: int
    importance: float
    followed: bool
    story: str | None = None
    thread: str | None = None
    reports: list[Told] = field(default_factory=list)
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(slots=True)
class Front:
    """All lines that were asked for, by section and importance; `totals` counts those of each section."""

    since: date
    until: date
    lines: list[Line]
    totals: dict[str, int]


def find_front(
    view: View,
    since: date,
    until: date,
    follow: Sequence[str] = (),
    *,
    columns: Sequence[str],
    section: str | None = None,
    most: int = 25,
) -> Front:
    """The lines of the days from `since` to `until`, at most so many of each section (or of one alone).

    Lines about the codes in `follow` come first. `columns` are those of events that the reader needs.
    """
    chosen = view.sql(_RANKED, _values(since, until, follow, section, most)).to_pylist()
    totals = {row["section"]: row["total"] for row in chosen}
    events = _find_events(view, [(row["document_key"], row["id"]) for row in chosen], columns)
    lines = [
        Line(
            row["section"],
            events[row["document_key"], row["id"]],
            row["independent"],
            row["importance"],
            row["followed"],
            row["story"],
        )
        for row in chosen
    ]
    _add_reports(view, lines)
    return Front(since, until, lines, totals)


def _values(since: date, until: date, follow: Sequence[str], section: str | None, most: int) -> list[Any]:
    types = {type: name for name, listed in SECTIONS.items() for type in listed if section in (None, name)}
    return [
        since,
        until,
        [*types],
        [*types.values()],
        [*_TOOK_PLACE],
        [*_TOOK_PLACE.values()],
        [*_OF_QUAD],
        [f" {code} " for code in follow],
        most,
    ]


# The report that stands for a line is the first-hand one whose sides are known best; what is compared are only the
# columns that it takes, the rest is read for the chosen alone.
_RANKED = """
WITH asked AS (
    SELECT ?::DATE AS since, ?::DATE AS until, ?::VARCHAR[] AS types, ?::VARCHAR[] AS sections,
           ?::VARCHAR[] AS auxiliaries, ?::DOUBLE[] AS weights, ?::DOUBLE[] AS of_quad,
           ?::VARCHAR[] AS follow, ?::INTEGER AS most
), told AS (
    SELECT document_key FROM documents, asked WHERE published BETWEEN since AND until
), found AS (
    SELECT e.document_key, e.id, e.type, e.quad, e.score, e.auxiliary, e.actor_codes || e.recipient_codes AS codes,
           r.story, r.duplicate_of,
           e.confidence + 2 * (s.type IS NOT DISTINCT FROM e.type)::INT
             + (e.actor_codes <> ' ')::INT + (e.recipient_codes <> ' ')::INT
             - (r.duplicate_of IS NOT NULL)::INT - (e.auxiliary <> 'actual')::INT AS fit,
           e.confidence
    FROM events e JOIN told USING (document_key)
    LEFT JOIN story_reports r ON r.document_key = e.document_key AND r.event = e.id
    LEFT JOIN stories s ON s.story = r.story
), lines AS (
    SELECT coalesce(story, document_key::VARCHAR || ' ' || id) AS line, any_value(story) AS story,
           count(DISTINCT document_key) FILTER (duplicate_of IS NULL) AS independent,
           arg_max({'key': document_key, 'id': id, 'type': type, 'quad': quad, 'auxiliary': auxiliary, 'score': score,
                    'codes': codes}, (fit, -document_key, id)) AS best,
           max(confidence) AS sure, string_agg(codes, '') AS codes
    FROM found GROUP BY line
), weighed AS (
    SELECT line, story, greatest(independent, 1) AS independent, best.key AS document_key, best.id AS id,
           sections[list_position(types, best.type)] AS section,
           log2(1 + greatest(independent, 1)) * (1 + of_quad[best.quad] * abs(best.score) / 10) * sure
             * coalesce(weights[list_position(auxiliaries, best.auxiliary)], 1)
             * if(len(list_distinct(string_split(trim(best.codes), ' '))) > 1, 1, 0.6) AS importance,
           len([code FOR code IN follow IF contains(codes, code)]) > 0 AS followed
    FROM lines, asked WHERE list_contains(types, best.type)
)
SELECT line, story, independent, document_key, id, section, importance, followed,
       count(*) OVER (PARTITION BY section) AS total
FROM weighed, asked
QUALIFY row_number() OVER (PARTITION BY section ORDER BY followed DESC, importance DESC, line) <= most
ORDER BY followed DESC, importance DESC, line
"""


def _find_events(
    view: View, wanted: Iterable[tuple[int, str]], columns: Sequence[str]
) -> dict[tuple[int, str], dict[str, Any]]:
    """The rows of events by document and id."""
    keys = list(wanted)
    names = ", ".join(f"e.{name}" for name in dict.fromkeys(["document_key", "id", *columns]))
    rows = view.sql(
        f"SELECT {names} FROM events e JOIN (SELECT unnest(?::BIGINT[]) AS document_key, unnest(?::VARCHAR[]) AS id) w"
        " ON e.document_key = w.document_key AND e.id = w.id",
        [[key for key, _ in keys], [id for _, id in keys]],
    ).to_pylist()
    return {(row["document_key"], row["id"]): row for row in rows}


def _add_reports(view: View, lines: Sequence[Line]) -> None:
    """Give each line its reports, and what its story says of them."""
    stories = [line.story for line in lines if line.story]
    found = view.sql(_REPORTS, [stories]).to_pylist()
    rows = view.sql("SELECT rowid AS number FROM stories WHERE list_contains(?::VARCHAR[], story)", [stories])
    by_id = {one["id"]: Story.from_dict(one) for one in read_stories_at(view, rows["number"].to_pylist())}
    alone = [line.event["document_key"] for line in lines if not line.story]
    heads = {row["document_key"]: row for row in view.sql(_HEADS, [alone]).to_pylist()}
    for line in lines:
        story = by_id.get(line.story or "")
        if story is None:
            line.reports = [_make_told(heads[line.event["document_key"]] | {"event": line.event["id"]}, None)]
            continue
        rows = [row for row in found if row["story"] == line.story]
        official = {report.document: report.official for report in story.reports}
        line.reports = [_make_told(row, official.get(row["document_id"])) for row in rows]
        line.thread, line.contradictions = story.thread, story.contradictions


def _make_told(row: dict[str, Any], official: bool | None) -> Told:
    return Told(
        row["document_key"],
        row["document_id"],
        row["event"],
        row["title"],
        row["publisher"],
        row["published"],
        official,
        bool(row.get("duplicate_of")),
    )


_REPORTS = """
SELECT r.story, r.document_key, min(r.event) AS event, any_value(r.duplicate_of) AS duplicate_of,
       any_value(d.document_id) AS document_id, any_value(d.title) AS title, any_value(d.publisher) AS publisher,
       any_value(d.published) AS published
FROM story_reports r JOIN documents d USING (document_key)
WHERE list_contains(?::VARCHAR[], r.story) AND r.event IS NOT NULL
GROUP BY r.story, r.document_key ORDER BY published, r.document_key
"""
_HEADS = """
SELECT document_key, document_id, title, publisher, published FROM documents
WHERE list_contains(?::BIGINT[], document_key)
"""


@dataclass(frozen=True, slots=True)
class Days:
    """The days of publication of which there is something to tell, with their documents; and what is in no story."""

    counts: dict[date, int]
    unjoined: int

    @property
    def newest(self) -> date | None:
        """The last of them."""
        return max(self.counts, default=None)

    def before(self, day: date) -> date | None:
        """The last one earlier than a day."""
        return max((one for one in self.counts if one < day), default=None)

    def after(self, day: date) -> date | None:
        """The first one later than a day."""
        return min((one for one in self.counts if one > day), default=None)


def find_days(view: View) -> Days:
    """The days of an archive, and how many documents wait to be joined into stories."""
    rows = view.sql(
        "SELECT published, count(*) AS n FROM documents WHERE relevant AND published IS NOT NULL GROUP BY published"
    ).to_pylist()
    waiting = view.sql(
        "SELECT count(*) AS n FROM documents WHERE document_key > (SELECT coalesce(max(upto), 0) FROM story_state)"
    )["n"][0].as_py()
    return Days({row["published"]: row["n"] for row in rows}, waiting)
