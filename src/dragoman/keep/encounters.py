"""Encounters: the meetings that an archive tells of, each once, and who of those at the table held an office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import Any, NamedTuple

from dragoman import knowledge
from dragoman.keep import questions as ask
from dragoman.keep.questions import Some, Where
from dragoman.keep.tellings import Key, pick_surest
from dragoman.keep.view import View

Row = Mapping[str, Any]

COLUMNS = (
    "document_key document_id document_title document_publisher document_source document_published id first_day "
    "last_day form status city country agenda confidence sentence_texts participant_names "
    "participant_offices participant_represents participant_countries corrected"
).split()
# Whole classes of actors, which are no side at a table.
_CLASSES = frozenset(["IGO", "NGO", "IMG", "MNC"])
# Reports of one day, form, table and story as one row, so that few come out of the archive. A side is whom somebody
# represents, else the country; `offices` are those that count, NULL for all.
_ASKED = """
WITH sat AS (
    SELECT document_key, id, first_day, form, events, list_sort(list_distinct(list_filter(list_transform(
        list_filter(list_zip(participant_represents, participant_countries, participant_offices),
                    lambda seat: {seated}),
        lambda seat: coalesce(seat[1], seat[2])), lambda side: side IS NOT NULL))) AS sides
    FROM meetings WHERE {where}
), told AS (
    SELECT s.document_key, s.id, min(r.story) AS story
    FROM (SELECT document_key, id, unnest(events) AS event FROM sat) s
    JOIN story_reports r ON r.document_key = s.document_key AND r.event = s.event GROUP BY ALL
)
SELECT first_day AS day, form, array_to_string(sides, '|') AS sides, min(told.story) AS story,
       count(DISTINCT sat.document_key) AS documents,
       string_agg(sat.document_key || ' ' || sat.id, ',' ORDER BY sat.document_key, sat.id) AS told
FROM sat LEFT JOIN told ON told.document_key = sat.document_key AND told.id = sat.id
WHERE {seen}
GROUP BY first_day, CASE WHEN first_day IS NULL THEN sat.document_key END, form, sides, told.story
ORDER BY first_day DESC NULLS LAST, min(sat.document_key), form, sides
"""


class Sitting(NamedTuple):
    """One meeting in short: its day (`None`: not known), form and sides, how many documents tell it and in which rows.

    `told` names the rows by their keys, "7 m1,9 m2". `tables` are the sides as each of them has it: that one names A
    and B, and another B and C, does not say that A met C.
    """

    day: date | None
    form: str
    sides: tuple[str, ...]
    documents: int
    told: str
    tables: tuple[tuple[str, ...], ...]

    @property
    def reports(self) -> tuple[Key, ...]:
        """The keys of the rows that tell it."""
        return tuple(_read_keys(self.told))


class Pair(NamedTuple):
    """Two sides, how often they met, and the first and last of the days that are known."""

    sides: tuple[str, str]
    times: int
    first_day: date | None
    last_day: date | None


class Encounter(NamedTuple):
    """One meeting: the sides at the table, the report (a row of meetings) that stands for it, and all reports."""

    sides: tuple[str, ...]
    row: Row
    reports: tuple[Row, ...]

    @property
    def day(self) -> date | None:
        """Its first day, `None` where no report says it."""
        found: date | None = self.row["first_day"]
        return found


class Meetings(NamedTuple):
    """Who met whom: the sittings, the newest first, and the offices at the tables with the number of their holders."""

    sittings: tuple[Sitting, ...]
    offices: tuple[tuple[str, int], ...]

    @property
    def reports(self) -> int:
        """How many reports tell of them."""
        return sum(one.documents for one in self.sittings)

    def count_sides(self) -> dict[str, int]:
        """At how many meetings each side sat with another."""
        return dict(Counter(side for one in self.sittings if len(one.sides) > 1 for side in one.sides))

    def count_pairs(self) -> list[Pair]:
        """The pairs of sides that met, those that met most often first."""
        met: dict[tuple[str, str], list[date | None]] = {}
        for one in self.sittings:
            for sides in {pair for table in one.tables for pair in combinations(table, 2)}:
                met.setdefault(sides, []).append(one.day)
        pairs = [_make_pair(sides, days) for sides, days in met.items()]
        return sorted(pairs, key=lambda pair: (-pair.times, pair.sides))


def _make_pair(sides: tuple[str, str], met: list[date | None]) -> Pair:
    days = [day for day in met if day]
    return Pair(sides, len(met), min(days, default=None), max(days, default=None))


def find_meetings(
    view: View,
    *,
    who: Sequence[str] = (),
    office: str | None = None,
    organisation: str | None = None,
    status: Some = "held",
    since: str | None = None,
    until: str | None = None,
) -> Meetings:
    """The meetings of an archive at which all of `who` and the `organisation` (codes) sat.

    With an `office` those at the table who do not hold it are left out of count: it is they who met each other.
    """
    asked = [*who, *([organisation] if organisation else [])]
    where = ask.all_of(
        [
            ask.falls_between(since, until),
            ask.is_any("status", status),
            *(ask.names_code("participant_codes", code) for code in asked),
        ]
    )
    titles = view.sql(
        "SELECT title, count(*) AS held FROM (SELECT unnest(participant_offices) AS title FROM meetings "
        f"WHERE {where.sql()}) WHERE title IS NOT NULL GROUP BY title",
        where.values,
    ).to_pylist()
    held = [row["title"] for row in titles if is_office(row["title"], office)] if office else None
    sides = [code for code in asked if code not in _CLASSES] if len(asked) > 1 else []
    return Meetings(tuple(_read_sittings(view, where, held, sides)), tuple(_count_offices(titles)))


def _read_sittings(view: View, where: Where, held: Sequence[str] | None, sides: Sequence[str]) -> list[Sitting]:
    seated = "true" if held is None else "list_contains(?::VARCHAR[], seat[3])"
    seen = Where((f"list_has_all(sides, [{', '.join('?' * len(sides))}])",), tuple(sides)) if sides else Where()
    if held is not None:
        seen += Where(("len(sides) > 0",))
    values = (*(() if held is None else ([*held],)), *where.values, *seen.values)
    query = _ASKED.format(seated=seated, where=where.sql(), seen=seen.sql())
    return fold_sittings(view.sql(query, values).to_pylist())


def fold_sittings(rows: Iterable[Row]) -> list[Sitting]:
    """Rows of one day, form, table and story as meetings, in their order.

    >>> row = {"day": date(2024, 5, 1), "form": "visit", "sides": "AZE|OSCE", "story": None, "documents": 1}
    >>> fold_sittings([row | {"told": "1 m1"}, row | {"sides": "ARM|AZE|OSCE", "told": "2 m1,2 m2"}])[0][2:5]
    (('ARM', 'AZE', 'OSCE'), 2, '1 m1,2 m1,2 m2')

    What reports of one story tell is one meeting, and so is what two sides did on one day in one form, however many
    documents tell it, as in `pairs`; one of which neither is known is a meeting for each document.
    """
    found: list[Sitting] = []
    by_day: dict[tuple[date, str], list[int]] = {}
    by_story: dict[str, int] = {}
    for row in rows:
        sides = tuple(row["sides"].split("|")) if row["sides"] else ()
        near = by_day.setdefault((row["day"], row["form"]), []) if row["day"] else []
        same = by_story.get(row["story"]) if row["story"] else None
        if same is None:
            same = next((number for number in near if _is_one_table(found[number], sides)), None)
        if same is None:
            same = len(found)
            found.append(Sitting(row["day"], row["form"], sides, row["documents"], row["told"], (sides,)))
        else:
            found[same] = _join(found[same], sides, row["told"])
        if same not in near:
            near.append(same)
        if row["story"]:
            by_story.setdefault(row["story"], same)
    return found


def _join(one: Sitting, sides: Sequence[str], told: str) -> Sitting:
    """A meeting with the sides and reports of another telling of it."""
    whole = f"{one.told},{told}"
    documents = len({key for key, _ in _read_keys(whole)})
    together = tuple(sorted({*one.sides, *sides}))
    tables = one.tables if sides in one.tables else (*one.tables, tuple(sides))
    return one._replace(sides=together, documents=documents, told=whole, tables=tables)


def _read_keys(told: str) -> Iterator[Key]:
    """The keys of rows as `_ASKED` writes them: "7 m1,9 m2"."""
    for one in told.split(","):
        key, _, id = one.partition(" ")
        yield int(key), id


def _is_one_table(one: Sitting, sides: Sequence[str]) -> bool:
    """Whether two sides met at both, or both name the same one alone."""
    return any((sides == table and bool(table)) or len({*table} & {*sides}) >= 2 for table in one.tables)


def take_encounters(view: View, sittings: Sequence[Sitting]) -> list[Encounter]:
    """Meetings with their rows, in the order given."""
    keys = sorted({key for one in sittings for key, _ in one.reports})
    columns = ", ".join(COLUMNS)
    query = f"SELECT {columns} FROM meetings WHERE list_contains(?::BIGINT[], document_key)"
    rows = {(row["document_key"], row["id"]): row for row in view.sql(query, (keys,)).to_pylist()} if keys else {}
    found = [(one.sides, [rows[key] for key in one.reports if key in rows]) for one in sittings]
    return [Encounter(sides, pick_surest(told), tuple(told)) for sides, told in found if told]


@lru_cache(maxsize=20_000)
def is_office(title: str | None, asked: str) -> bool:
    """Whether a title is the office asked for: by the list of offices, or by holding all its words.

    >>> is_office("Foreign Minister", "Minister of Foreign Affairs"), is_office("Prime Minister", "minister")
    (True, True)
    >>> is_office("President", "foreign minister"), is_office(None, "president")
    (False, False)
    """
    if not title:
        return False
    wanted, held = name_office(asked), name_office(title)
    words = asked.casefold().split()
    return wanted == held or any(all(word in name.casefold() for word in words) for name in (title, held))


@lru_cache(maxsize=20_000)
def name_office(title: str) -> str:
    """An office by its name on the list, else as it is written.

    >>> name_office("foreign minister"), name_office("Keeper of the Seal")
    ('Minister of Foreign Affairs', 'Keeper of the Seal')
    """
    words = title.split()
    for spelled in (words, [word.capitalize() if word not in ("of", "for", "and", "the") else word for word in words]):
        found = knowledge.load().office(spelled)
        if found:
            return found.name
    return title


def _count_offices(rows: Iterable[Row]) -> list[tuple[str, int]]:
    """The offices that people at the tables hold, by the list's names, the most frequent first."""
    counted: Counter[str] = Counter()
    for row in rows:
        counted[name_office(row["title"])] += row["held"]
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))
