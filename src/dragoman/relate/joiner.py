"""The stream: records come day by day, stories leave when nothing more has come for a week.

For each record, in order of publication and then of id: is it a copy; else which thread of documents is it about; then
for each of its events, which story of that thread (or of the same parties on the same day) is it. What is open is
bounded by the window, so a record costs the same however many came before it.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from dragoman.errors import UnreadableError
from dragoman.records import Record
from dragoman.relate.copies import Copies, Near, trace_sketch
from dragoman.relate.happenings import compare_events, see_sentence, tell_compared
from dragoman.relate.rarity import load_rarity
from dragoman.relate.sketch import Sketch, sketch_record
from dragoman.relate.telling import Telling, make_id, make_story
from dragoman.relate.threads import MAX_DAYS, MIN_CHANCE, MIN_MERGE_CHANCE, WINDOW_DAYS, Match, Thread, Threads
from dragoman.relate.vectors import Vector
from dragoman.reports import Join, Report, Story

# The chance from which two events are one; the sweep is in decisions/0011-stories.md.
MIN_EVENT_CHANCE = 0.5
# Stories of one thread that an event is compared with, the latest first: a day-long ticker may have hundreds.
MAX_COMPARED = 40
# Threads kept open however fast they come; the longest silent are closed first.
MAX_OPEN = 60_000
STATE_VERSION = 1

Key = tuple[str, ...]


class Joiner:
    """Puts records together as they come.

    `add` takes a batch, `close` ends the stream, `save` and `load` let it go on another day. `placed` tells the thread
    of each document of the last batch, and of older ones that were moved because two threads turned out to be one.
    """

    def __init__(self, window_days: int = WINDOW_DAYS) -> None:
        self.window_days = window_days
        self.placed: dict[str, str] = {}
        self._threads = Threads(load_rarity(), window_days)
        self._copies = Copies()
        self._thread_of: dict[str, int] = {}
        self._original_of: dict[str, str] = {}
        self._tellings: dict[int, list[Telling]] = {}
        self._bare: dict[int, list[Report]] = {}
        self._by_parties: dict[Key, list[tuple[int, int]]] = {}
        self._today: int | None = None

    def add(self, records: Iterable[Record]) -> list[Story]:
        """Put a batch of records where they belong; the stories that have closed.

        The batch is put in order by day of publication and id first, so within it the order given does not matter.
        A record without a day is of the stream's today. One whose id is known and still open is left out.
        """
        return self.add_sketches(map(sketch_record, records))

    def add_sketches(self, sketches: Iterable[Sketch]) -> list[Story]:
        """The same for records of which only sketches are left."""
        batch = sorted(sketches, key=lambda sketch: (sketch.day or 0, sketch.document))
        dated = [sketch.day for sketch in batch if sketch.day is not None]
        if self._today is None:
            self._today = dated[0] if dated else None
        self.placed = {}
        closed = []
        for sketch in batch:
            day = sketch.day or self._today or 0
            if self._today is None or day > self._today:
                self._today = day
                closed += self._close_silent()
            if sketch.document not in self._thread_of:
                thread = self._place(sketch, day)
                self.placed[sketch.document] = name_thread(thread)
            if len(self._threads.open) > MAX_OPEN:
                closed += self._end(min(self._threads, key=lambda thread: (thread.day, thread.id)))
        return closed

    def stories(self) -> list[Story]:
        """The stories that are open, as they stand, the oldest first."""
        return [story for thread in self._threads for story in self._tell(thread)]

    def close(self) -> list[Story]:
        """End the stream: all open stories, the oldest first; nothing stays."""
        return [story for thread in list(self._threads) for story in self._end(thread)]

    # -- one record ---------------------------------------------------------------------------

    def _place(self, sketch: Sketch, day: int) -> Thread:
        """Put one report into a thread, old or new, and its events into stories."""
        trace = trace_sketch(sketch)
        near = [found for found in self._copies.find(trace) if found.document in self._thread_of]
        view = self._threads.view(sketch)
        original = next((found for found in near if found.is_copy), None)
        base, thread = sketch.base, None
        if original:
            thread = self._threads.open[self._thread_of[original.document]]
            first = self._original_of.get(original.document, original.document)
            self._original_of[sketch.document] = first
            base = replace(base, duplicate_of=first, join=_explain_copy(original))
        else:
            matches = self._pick(near, self._threads.match(sketch, view, day))
            if matches:
                base = replace(base, join=_explain_match(matches[0]))
                thread = self._unite(matches)
        thread = thread or self._threads.begin(day)
        self._threads.add(thread, sketch, view, day)
        self._copies.add(trace)
        self._thread_of[sketch.document] = thread.id
        told = [replace(report, duplicate_of=base.duplicate_of, join=base.join) for report in sketch.reports]
        for report in self._surest_first(told, thread):
            self._place_event(report, thread, day)
        if not sketch.reports:
            self._bare.setdefault(thread.id, []).append(base)
        return thread

    def _pick(self, near: Sequence[Near], matches: Sequence[Match]) -> list[Match]:
        """The threads that may take a report, but none in which another happening is told in the very same words."""
        barred = {self._thread_of[found.document] for found in near if found.is_other}
        return [m for m in matches if m.chance >= MIN_CHANCE and m.thread.id not in barred]

    def _unite(self, matches: Sequence[Match]) -> Thread:
        """The thread of the likeliest match, made one with the next where the report is surely of both."""
        first = matches[0].thread
        if len(matches) == 1 or matches[1].chance < MIN_MERGE_CHANCE:
            return first
        older, younger = sorted((first, matches[1].thread), key=lambda thread: thread.id)
        self._threads.merge(older, younger)
        self._thread_of.update(dict.fromkeys(younger.documents, older.id))
        self.placed.update(dict.fromkeys(younger.documents, name_thread(older)))
        mine = self._tellings.setdefault(older.id, [])
        moved = {(younger.id, n): (older.id, n + len(mine)) for n in range(len(self._tellings.get(younger.id, ())))}
        for telling in self._tellings.pop(younger.id, ()):
            mine.append(telling)
            for key in filter(None, map(make_key, telling.reports)):
                self._by_parties[key] = [moved.get(place, place) for place in self._by_parties.get(key, ())]
        self._bare.setdefault(older.id, []).extend(self._bare.pop(younger.id, ()))
        return older

    def _surest_first(self, reports: Sequence[Report], thread: Thread) -> list[Report]:
        """The events of one document, those that are surest of their story first, or a likely one takes its place.

        What no story takes yet goes last, as the document tells it.
        """
        if len(reports) < 2:
            return list(reports)
        offers = [self._find_story(report, self._see(report), thread) for report in reports]
        order = sorted(range(len(reports)), key=lambda n: (-found.score if (found := offers[n][1]) else 0.0, n))
        return [reports[n] for n in order]

    def _place_event(self, report: Report, thread: Thread, day: int) -> None:
        """Put one event into the story it tells, of this thread or of the same parties, or begin one."""
        words = self._see(report)
        place, found = self._find_story(report, words, thread)
        if place is None:
            tellings = self._tellings.setdefault(thread.id, [])
            tellings.append(Telling())
            place = (thread.id, len(tellings) - 1)
        id, number = place
        home = self._threads.open[id]
        home.day = max(home.day, day)
        self._tellings[id][number].add(replace(report, join=found or report.join), words)
        key = make_key(report)
        if key and place not in self._by_parties.setdefault(key, []):
            self._by_parties[key].append(place)

    def _find_story(self, report: Report, words: Vector, thread: Thread) -> tuple[tuple[int, int] | None, Join | None]:
        """The story that an event is likeliest of, and why; `None` for both where it is of none yet."""
        best: tuple[float, int, int] | None = None
        found: Join | None = None
        for id, number in self._find_candidates(report, thread):
            telling = self._tellings[id][number]
            join = self._compare(report, words, telling, same_thread=id == thread.id)
            if join and join.score >= MIN_EVENT_CHANCE and (best is None or (-join.score, id, number) < best):
                best, found = (-join.score, id, number), join
        return (best[1:] if best else None), found

    def _see(self, report: Report) -> Vector:
        return see_sentence(report, self._threads.rarity.weigh)

    def _find_candidates(self, report: Report, thread: Thread) -> Iterator[tuple[int, int]]:
        """The stories an event may be of: the latest of its thread, and those of other threads with its key."""
        count = len(self._tellings.get(thread.id, ()))
        yield from ((thread.id, number) for number in range(max(0, count - MAX_COMPARED), count))
        key = make_key(report)
        if key:
            yield from [place for place in self._by_parties.get(key, ()) if place[0] != thread.id][-MAX_COMPARED:]

    def _compare(self, report: Report, words: Vector, telling: Telling, *, same_thread: bool) -> Join | None:
        """The best join of an event with the reports of a story; one forbidden by its own document forbids all."""
        best = None
        for other, other_words in telling.compared:
            same_document = other.document == report.document
            # Inside one document the coder already said that they are two: the words they share prove nothing.
            seen = ({}, {}) if same_document else (words, other_words)
            is_copy = report.duplicate_of is not None and other.document == report.duplicate_of
            join = compare_events(report, other, seen, same_thread=same_thread and not same_document, is_copy=is_copy)
            if same_document and (join is None or join.score < MIN_EVENT_CHANCE):
                return None
            if join and (best is None or join.score > best.score):
                best = join
        return best

    # -- what leaves --------------------------------------------------------------------------

    def _close_silent(self) -> list[Story]:
        """End the threads whose window has passed, and those that have gone on for too long."""
        today = self._today or 0
        silent = [t for t in self._threads if t.day < today - self.window_days or t.begun < today - MAX_DAYS]
        return [story for thread in silent for story in self._end(thread)]

    def _end(self, thread: Thread) -> list[Story]:
        """Take a thread out of the stream; its stories."""
        stories = self._tell(thread)
        for telling in self._tellings.pop(thread.id, ()):
            for report in telling.reports:
                self._forget_key(make_key(report), thread)
        self._bare.pop(thread.id, None)
        for document in thread.documents:
            del self._thread_of[document]
            self._original_of.pop(document, None)
            self._copies.drop(document)
        self._threads.close(thread)
        return stories

    def _forget_key(self, key: Key | None, thread: Thread) -> None:
        """No longer lead from a key to the stories of a thread."""
        if key in self._by_parties:
            left = [place for place in self._by_parties.pop(key) if place[0] != thread.id]
            if left:
                self._by_parties[key] = left

    def _tell(self, thread: Thread) -> list[Story]:
        """The stories of a thread. Documents without events tell its main story: the one most documents tell."""
        name = name_thread(thread)
        told = [list(telling.reports) for telling in self._tellings.get(thread.id, ())]
        bare = self._bare.get(thread.id, [])
        if told and bare:
            max(told, key=lambda reports: len({report.document for report in reports})).extend(bare)
        elif len(bare) > 1:
            told = [bare]
        return [make_story(reports, name) for reports in told]

    # -- another day --------------------------------------------------------------------------

    def save(self, path: Path | str) -> None:
        """Write what `pack` gives."""
        Path(path).write_bytes(self.pack())

    def pack(self) -> bytes:
        """All that is open, as compressed JSON; the same state gives the same bytes."""
        state = {
            "version": STATE_VERSION,
            "window_days": self.window_days,
            "today": self._today,
            "threads": self._threads.to_dict(),
            "copies": self._copies.to_rows(),
            "thread_of": self._thread_of,
            "original_of": self._original_of,
            "tellings": {id: [telling.to_dict() for telling in told] for id, told in self._tellings.items()},
            "bare": {id: [asdict(report) for report in reports] for id, reports in self._bare.items()},
            "by_parties": [[list(key), places] for key, places in self._by_parties.items()],
        }
        data = json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        return gzip.compress(data, 6, mtime=0)

    @classmethod
    def load(cls, path: Path | str) -> Joiner:
        """What `save` wrote; `UnreadableError` where that is not what is there."""
        try:
            return cls.unpack(Path(path).read_bytes(), str(path))
        except OSError as error:
            raise UnreadableError("no state of a stream of stories", source=str(path)) from error

    @classmethod
    def unpack(cls, packed: bytes, source: str = "a state") -> Joiner:
        """What `pack` gave; `UnreadableError` where that is not what is there, with the `source` it came from."""
        try:
            state: dict[str, Any] = json.loads(gzip.decompress(packed))
            if state["version"] != STATE_VERSION:
                raise UnreadableError("the state of another version of dragoman", source=source)
            return cls._from_state(state)
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise UnreadableError("no state of a stream of stories", source=source) from error

    @classmethod
    def _from_state(cls, state: dict[str, Any]) -> Joiner:
        found = cls(state["window_days"])
        found._today = state["today"]
        found._threads = Threads.from_dict(state["threads"], found.window_days)
        found._copies = Copies.from_rows(state["copies"])
        found._thread_of, found._original_of = state["thread_of"], state["original_of"]
        told = state["tellings"].items()
        found._tellings = {int(id): [Telling.from_dict(row) for row in rows] for id, rows in told}
        found._bare = {int(id): [Report.from_dict(row) for row in rows] for id, rows in state["bare"].items()}
        places = state["by_parties"]
        found._by_parties = {tuple(key): [(id, number) for id, number in rows] for key, rows in places}
        return found


def join(records: Iterable[Record], window_days: int = WINDOW_DAYS) -> Iterator[Story]:
    """The stories of a stream of records, each as soon as it has closed, the rest at the end.

    Records of one publication day that follow each other are one batch: their order does not matter. Of a record
    only a sketch is held, so memory is bounded by a day and the window.
    """
    return join_sketches(map(sketch_record, records), window_days)


def join_sketches(sketches: Iterable[Sketch], window_days: int = WINDOW_DAYS) -> Iterator[Story]:
    """The same for records of which only sketches are left."""
    joiner = Joiner(window_days)
    for _, batch in groupby(sketches, key=lambda sketch: sketch.day):
        yield from joiner.add_sketches(batch)
    yield from joiner.close()


def stories(records: Iterable[Record], window_days: int = WINDOW_DAYS) -> list[Story]:
    """All stories of some records, whatever their order: by the day they were first seen, the most told first.

    Undated records are of the first day. For streams that do not end, or are too many to sort, `join` and `Joiner`.
    """
    sketches = sorted(map(sketch_record, records), key=lambda sketch: (sketch.day or 0, sketch.document))
    joiner = Joiner(window_days)
    found = joiner.add_sketches(sketches) + joiner.close()
    return sorted(found, key=rank_story)


def rank_story(story: Story) -> tuple[str, int, str, int, str]:
    """The order of stories for readers: by day, the most told first, those of one document as it tells them."""
    first = story.reports[0]
    event = first.event or ""
    return story.first_seen or "", -len(story.documents), first.document, len(event), event


def make_key(report: Report) -> Key | None:
    """What two reports of one event share even where their documents are about different things.

    >>> from dragoman.records import When
    >>> day = When("2024-05-03", "2024-05-03")
    >>> make_key(Report("d", "v", type="CONSULT", actors=("UGA",), recipients=("KEN",), date=day))
    ('CONSULT', '2024-05-03', 'KEN', 'UGA')

    `None` where the day or one of the sides is unknown: then too many would meet.
    """
    if not (report.type and report.actors and report.recipients and report.date):
        return None
    if report.date.start != report.date.end:
        return None
    return (report.type, report.date.start, *sorted({*report.actors, *report.recipients}))


def name_thread(thread: Thread) -> str:
    """The name of a thread: that of its first document, hashed."""
    return make_id("t", thread.documents[0])


def _explain_copy(near: Near) -> Join:
    """A copy, as a decision."""
    return Join(near.document, round(near.shared, 3), "copy", tell_compared({"pairs of words": f"{near.shared:.2f}"}))


def _explain_match(match: Match) -> Join:
    """A thread's choice, as a decision: all that was compared."""
    told = {name: f"{value:.2f}" for name, value in match.features.items() if name != "bias"}
    return Join(match.thread.documents[-1], match.chance, "same thread", tell_compared(told))
