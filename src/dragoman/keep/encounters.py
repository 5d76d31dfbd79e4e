"""Encounters: what rows of meetings tell, each once, and who of those at the table held an office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from dragoman import knowledge
from dragoman.keep.pairs import Pair, count_pairs, find_sides
from dragoman.keep.tellings import pick_surest
from dragoman.keep.view import View

Row = Mapping[str, Any]

COLUMNS = (
    "document_key document_id document_title document_publisher document_source document_published id first_day "
    "last_day form status city country agenda confidence sentence_texts participant_names "
    "participant_offices participant_represents participant_countries"
).split()
_ALIGNED = [name for name in COLUMNS if name.startswith("participant_")]


class Encounter(NamedTuple):
    """One meeting: the sides at the table, the report that stands for it, and all reports."""

    sides: tuple[str, ...]
    row: Row
    reports: tuple[Row, ...]

    @property
    def day(self) -> date | None:
        """Its first day, `None` where no report says it."""
        found: date | None = self.row["first_day"]
        return found


class Meetings(NamedTuple):
    """Who met whom: the encounters by day, the pairs that met most often first, and the offices at the tables."""

    encounters: tuple[Encounter, ...]
    pairs: tuple[Pair, ...]
    offices: tuple[tuple[str, int], ...]

    @property
    def reports(self) -> int:
        """How many reports tell of them."""
        return sum(len(one.reports) for one in self.encounters)


def find_meetings(
    view: View,
    *,
    who: Sequence[str] = (),
    office: str | None = None,
    organisation: str | None = None,
    status: str = "held",
    since: str | None = None,
    until: str | None = None,
) -> Meetings:
    """The meetings of an archive at which all of `who` and the `organisation` (codes) sat.

    With an `office` those at the table who do not hold it are left out of count: it is they who met each other.
    """
    asked = [*who, *([organisation] if organisation else [])]
    rows = view.meetings(who=asked or None, status=status, since=since, until=until, columns=COLUMNS).to_pylist()
    offices = count_offices(rows)
    if office:
        rows = [kept for row in rows if (kept := keep_office(row, office))["participant_names"]]
    return Meetings(tuple(fold_meetings(rows)), tuple(count_pairs(rows)), tuple(offices))


def fold_meetings(rows: Iterable[Row]) -> list[Encounter]:
    """The meetings that rows tell, in the order in which they are first told.

    >>> row = {"first_day": date(2024, 5, 1), "form": "visit", "participant_represents": ["AZE", "OSCE"],
    ...        "participant_countries": ["AZE", "IGO"], "document_key": 1, "confidence": 0.9}
    >>> [(one.sides, len(one.reports)) for one in fold_meetings([row, row | {"document_key": 2}])]
    [(('AZE', 'OSCE'), 2)]

    What two sides did on one day in one form is one meeting, however many documents tell it, as in `pairs`; one of
    which no day is known is a meeting for each document.
    """
    groups: list[tuple[set[str], list[Row]]] = []
    by_day: dict[Any, list[int]] = {}
    for row in rows:
        sides = set(find_sides(row))
        key = (row["first_day"] or ("undated", row["document_key"]), row["form"])
        same = next((n for n in by_day.get(key, ()) if _is_one_table(groups[n][0], sides)), None)
        if same is None:
            by_day.setdefault(key, []).append(len(groups))
            groups.append((sides, [row]))
        else:
            groups[same][0].update(sides)
            groups[same][1].append(row)
    return [Encounter(tuple(sorted(sides)), pick_surest(told), tuple(told)) for sides, told in groups]


def _is_one_table(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= 2 or (one == other and bool(one))


def keep_office(row: Row, office: str) -> dict[str, Any]:
    """The row with those at the table alone who hold an office.

    >>> row = {"participant_names": ["A", "B"], "participant_offices": ["Foreign Minister", "President"],
    ...        "participant_represents": ["AZE", "ARM"], "participant_countries": ["AZE", "ARM"]}
    >>> keep_office(row, "minister of foreign affairs")["participant_names"]
    ['A']
    """
    held = [is_office(title, office) for title in row["participant_offices"]]
    return dict(row) | {
        name: [value for value, is_it in zip(row[name], held, strict=True) if is_it] for name in _ALIGNED if name in row
    }


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


def count_offices(rows: Iterable[Row]) -> list[tuple[str, int]]:
    """The offices that people at the tables hold, by the list's names, the most frequent first."""
    counted: dict[str, int] = {}
    for row in rows:
        for title in {name_office(title) for title in row["participant_offices"] if title}:
            counted[title] = counted.get(title, 0) + 1
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))
