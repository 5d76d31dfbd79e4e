"""What the reading pages ask that a single table does not answer, and in what shape the answers come.

This room enters no other: `verbs.desk_questions` answers from an archive (`keep.relations`, `keep.encounters`,
`keep.spots`, `keep.searches`), and tests may answer from anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol

from dragoman.accounts import Course
from dragoman.show.period import Period

Row = Mapping[str, Any]


class Telling(Protocol):
    """One happening: the report (a row of events) that stands for it, and all reports of it."""

    @property
    def row(self) -> Row: ...
    @property
    def reports(self) -> Sequence[Row]: ...


class Encounter(Protocol):
    """One meeting: the sides at the table, the report that stands for it, and all reports."""

    @property
    def sides(self) -> Sequence[str]: ...
    @property
    def row(self) -> Row: ...
    @property
    def reports(self) -> Sequence[Row]: ...
    @property
    def day(self) -> date | None: ...


class Relation(Protocol):
    """Two sides, and all between them."""

    @property
    def happenings(self) -> Sequence[Telling]: ...
    @property
    def periods(self) -> Sequence[Period]: ...
    @property
    def meetings(self) -> int: ...
    @property
    def encounters(self) -> Sequence[Encounter]: ...
    @property
    def said(self) -> Sequence[Sequence[Row]]: ...
    @property
    def joined(self) -> bool: ...
    @property
    def by(self) -> str: ...
    @property
    def reports(self) -> int: ...

    def count_quads(self) -> Counter[tuple[str, int]]: ...

    def of_types(self, *types: str) -> Sequence[Telling]: ...


class Pair(Protocol):
    """Two sides that met."""

    @property
    def sides(self) -> tuple[str, str]: ...
    @property
    def times(self) -> int: ...
    @property
    def first_day(self) -> date | None: ...
    @property
    def last_day(self) -> date | None: ...


class Sitting(Protocol):
    """One meeting in short: its day, form and sides, and the keys of the rows that tell it."""

    @property
    def day(self) -> date | None: ...
    @property
    def form(self) -> str: ...
    @property
    def sides(self) -> Sequence[str]: ...
    @property
    def reports(self) -> Sequence[tuple[int, str]]: ...


class Meetings(Protocol):
    """Who met whom."""

    @property
    def sittings(self) -> Sequence[Sitting]: ...
    @property
    def offices(self) -> Sequence[tuple[str, int]]: ...
    @property
    def reports(self) -> int: ...

    def count_sides(self) -> dict[str, int]: ...

    def count_pairs(self) -> Sequence[Pair]: ...


class Spot(Protocol):
    """A place where events were."""

    @property
    def name(self) -> str: ...
    @property
    def country(self) -> str | None: ...
    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...
    @property
    def happenings(self) -> int: ...
    @property
    def cooperation(self) -> int: ...
    @property
    def conflict(self) -> int: ...
    @property
    def first_day(self) -> date | None: ...
    @property
    def last_day(self) -> date | None: ...


class Whereabouts(Protocol):
    """Where the events asked for were, and how many of them no map can show."""

    @property
    def spots(self) -> Sequence[Spot]: ...
    @property
    def countries(self) -> Sequence[tuple[str | None, int]]: ...
    @property
    def placed(self) -> int: ...
    @property
    def unplaced(self) -> int: ...


class Stands(Protocol):
    """What a side said on a subject: the course, and where each statement of it stands (document, id).

    The course has the newest of `on_subject` statements. `read` of `of` were held against the subject by meaning,
    the others by their letters alone.
    """

    @property
    def course(self) -> Course: ...
    @property
    def places(self) -> Sequence[tuple[int, str] | None]: ...
    @property
    def on_subject(self) -> int: ...
    @property
    def read(self) -> int: ...
    @property
    def of(self) -> int: ...


class SavedSearch(Protocol):
    """A search that was saved under a name."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def query(self) -> str: ...
    @property
    def saved_at(self) -> datetime: ...


class Questions(Protocol):
    """The questions; filters have the names they have everywhere."""

    def at_once(self) -> AbstractContextManager[None]:
        """Ask what is asked within the block of one state of the archive."""

    def find_relation(self, one: str, other: str, **asked: Any) -> Relation: ...

    def find_meetings(self, **asked: Any) -> Meetings: ...

    def take_encounters(self, sittings: Sequence[Any]) -> Sequence[Encounter]: ...

    def find_spots(self, **asked: Any) -> Whereabouts: ...

    def find_events_at(
        self, points: Sequence[tuple[float, float]], each: int, **asked: Any
    ) -> Mapping[tuple[float, float], Sequence[Telling]]: ...

    def find_stands(self, side: str, on: str, **asked: Any) -> Stands: ...

    def read_code(self, given: str) -> str:
        """The code of a side, given by code or name; `UsageError` where nobody is known by it."""

    def list_searches(self) -> Sequence[SavedSearch]: ...

    def find_search(self, id: int) -> SavedSearch | None: ...

    def save_search(self, name: str, query: str) -> SavedSearch: ...

    def delete_search(self, id: int) -> bool: ...
