"""Answers what the desk's reading pages ask: the one maker of `show.desk.questions.Questions`."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from dragoman.errors import ArchiveError

if TYPE_CHECKING:
    from dragoman.keep.encounters import Encounter, Meetings, Sitting
    from dragoman.keep.relations import Relation
    from dragoman.keep.searches import SavedSearch
    from dragoman.keep.spots import Point, Whereabouts
    from dragoman.keep.tellings import Telling
    from dragoman.keep.view import View
    from dragoman.readout.stands import Stands


Answer = TypeVar("Answer")
# Answers about a whole archive that are remembered: of a large one a tenth of a second each, and some megabytes.
MOST_REMEMBERED = 16


class Memory:
    """Remembers answers for as long as nothing is written to an archive, the last of them."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._answers: OrderedDict[Any, Any] = OrderedDict()

    def recall(self, question: str, asked: Mapping[str, Any], find: Callable[[], Answer]) -> Answer:
        """The answer to a question with its filters, found now or before."""
        # Read before asking: what is written meanwhile is asked for again the next time.
        key = (question, repr(sorted(asked.items())), read_state(self._path))
        if key in self._answers:
            with suppress(KeyError):  # another thread has just forgotten it
                known: Answer = self._answers[key]
                return known
        answer = self._answers[key] = find()
        while len(self._answers) > MOST_REMEMBERED:
            with suppress(KeyError):
                self._answers.popitem(last=False)
        return answer


def read_state(path: str) -> tuple[tuple[int, int], ...]:
    """What changes with every writing: time and size of an archive's file and of the log beside it."""
    found = []
    for name in (path, f"{path}.wal"):
        with suppress(OSError):
            about = os.stat(name)
            found.append((about.st_mtime_ns, about.st_size))
    return tuple(found)


class DeskQuestions:
    """Asks one archive."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._memory = Memory(view.path)
        self._reading = threading.Lock()

    def at_once(self) -> AbstractContextManager[None]:
        """One state of the archive for all questions within the block."""
        return self._view.at_once()

    def find_relation(self, one: str, other: str, **asked: Any) -> Relation:
        """What is between two sides."""
        from dragoman.keep.relations import find_relation

        return find_relation(self._view, one, other, **asked)

    def find_meetings(self, **asked: Any) -> Meetings:
        """Who met whom."""
        from dragoman.keep.encounters import find_meetings

        return self._memory.recall("meetings", asked, lambda: find_meetings(self._view, **asked))

    def take_encounters(self, sittings: Sequence[Sitting]) -> list[Encounter]:
        """Meetings with their rows."""
        from dragoman.keep.encounters import take_encounters

        return take_encounters(self._view, sittings)

    def find_spots(self, **asked: Any) -> Whereabouts:
        """Where events were."""
        from dragoman.keep.spots import find_spots

        return self._memory.recall("spots", asked, lambda: find_spots(self._view, **asked))

    def find_events_at(self, points: Sequence[Point], each: int, **asked: Any) -> dict[Point, list[Telling]]:
        """What happened at some points."""
        from dragoman.keep.spots import find_events_at

        return find_events_at(self._view, points, each, **asked)

    def find_stands(self, side: str, on: str, **asked: Any) -> Stands:
        """What a side said on a subject over time; `thorough`, for one at a time, as it takes long."""
        from dragoman.uses import find_stands

        if not asked.get("thorough"):
            return find_stands(self._view, side, on, **asked)
        if not self._reading.acquire(blocking=False):
            raise ArchiveError("statements are being read for their meaning just now: try again in a minute")
        try:
            return find_stands(self._view, side, on, **asked)
        finally:
            self._reading.release()

    def read_code(self, given: str) -> str:
        """The code of a side."""
        from dragoman.verbs.codes import read_code

        return read_code(given.strip())

    def list_searches(self) -> list[SavedSearch]:
        """The saved searches, by name."""
        from dragoman.keep.searches import list_searches

        return list_searches(self._view.path)

    def find_search(self, id: int) -> SavedSearch | None:
        """A saved search by its number."""
        from dragoman.keep.searches import find_search

        return find_search(self._view.path, id)

    def save_search(self, name: str, query: str) -> SavedSearch:
        """Save a search under a name."""
        from dragoman.keep.searches import save_search

        return save_search(self._view.path, name, query)

    def delete_search(self, id: int) -> bool:
        """Forget a saved search; whether there was one."""
        from dragoman.keep.searches import delete_search

        return delete_search(self._view.path, id)
