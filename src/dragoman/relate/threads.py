"""Which reports are about one happening, whatever their words: threads of documents, found as they come.

A report is compared with the threads that share its heaviest words: with their centre, with their latest reports, by
headline, numbers and days of silence. Learned weights (`models/stories-1`) make one chance of it. The likeliest
thread takes it, or it begins one. Clustering by rare words and names with time is what news streams are joined by
(Miranda et al. 2018, "Multilingual Clustering of Streaming News").
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, field
from heapq import nlargest, nsmallest
from itertools import islice
from math import exp, log
from typing import Any, NamedTuple

from dragoman.inference.ranker import load_ranker
from dragoman.relate.rarity import Rarity
from dragoman.relate.sketch import Sketch
from dragoman.relate.vectors import Vector, cosine, make_vector, measure_length

# The chance from which a report belongs to a thread; the sweep is in decisions/0011-stories.md.
MIN_CHANCE = 0.3
# The chance from which a report that fits two threads shows that they are one; same sweep.
MIN_MERGE_CHANCE = 0.75
# Days of silence after which a thread takes no more reports.
WINDOW_DAYS = 7
# Days from its beginning after which a thread ends though reports still come: a war is not one happening.
MAX_DAYS = 30
# Heaviest words by which a report is found, threads compared, and threads a word leads to, the latest first.
KEYS, COMPARED, MAX_THREADS_OF_WORD = 15, 12, 400
# Words kept of a report's text, names and headline, of a thread's centre, and reports a thread is compared by.
TEXT_WORDS, NAME_WORDS, HEADLINE_WORDS, CENTRE_WORDS, LATEST = 80, 30, 15, 120, 6
HEAVIEST = 6
MODEL = "stories-1"


class View(NamedTuple):
    """A report as three vectors."""

    words: Vector
    names: Vector
    headline: Vector


@dataclass(slots=True)
class Thread:
    """The reports of one happening so far. `day` is that of the latest, `begun` that of the first."""

    id: int
    day: int
    begun: int
    documents: list[str] = field(default_factory=list)
    centre: Vector = field(default_factory=dict)  # the sum of the reports' words
    length: float = 0.0  # of the centre
    latest: list[View] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)

    def add(self, sketch: Sketch, day: int, view: View, keys: Collection[str]) -> None:
        """Take one report more."""
        self.documents.append(sketch.document)
        self.day = max(self.day, day)
        for word, weight in view.words.items():
            self.centre[word] = round(self.centre.get(word, 0.0) + weight, 4)
        if len(self.centre) > 2 * CENTRE_WORDS:
            self.centre = dict(nlargest(CENTRE_WORDS, self.centre.items(), key=lambda item: (item[1], item[0])))
        self.length = measure_length(self.centre)
        self.latest = [*self.latest[1 - LATEST :], view]
        self.numbers.update(sketch.numbers)
        self.days.update(sketch.days)
        self.keys.update(keys)

    def take(self, other: Thread) -> None:
        """Take all reports of another thread, the younger of the two."""
        self.documents += other.documents
        self.day, self.begun = max(self.day, other.day), min(self.begun, other.begun)
        for word, weight in other.centre.items():
            self.centre[word] = round(self.centre.get(word, 0.0) + weight, 4)
        self.length = measure_length(self.centre)
        self.latest = [*self.latest[-LATEST // 2 :], *other.latest[-LATEST // 2 :]]
        for mine, theirs in ((self.numbers, other.numbers), (self.days, other.days), (self.keys, other.keys)):
            mine.update(theirs)

    def to_dict(self) -> dict[str, Any]:
        """Everything, as plain values."""
        sets = {"numbers": sorted(self.numbers), "days": sorted(self.days), "keys": sorted(self.keys)}
        return asdict(self) | sets | {"latest": [list(view) for view in self.latest]}


class Match(NamedTuple):
    """A thread that may take a report: how likely, and what was compared."""

    thread: Thread
    chance: float
    features: dict[str, float]


class Threads:
    """All open threads, found by the words of their reports."""

    def __init__(self, rarity: Rarity, window_days: int = WINDOW_DAYS) -> None:
        self.rarity, self.window_days = rarity, window_days
        self.open: dict[int, Thread] = {}
        self._by_word: dict[str, dict[int, None]] = {}
        self._next = 0

    def view(self, sketch: Sketch) -> View:
        """The vectors of a report, by how rare its words are now."""
        weigh = self.rarity.weigh
        return View(
            make_vector(sketch.words, weigh, TEXT_WORDS),
            make_vector(sketch.names, weigh, NAME_WORDS),
            make_vector(sketch.headline, weigh, HEADLINE_WORDS),
        )

    def match(self, sketch: Sketch, view: View, day: int) -> list[Match]:
        """The threads that share its words, the likeliest first, the oldest of equal ones first."""
        found = []
        for thread in self.find_near(view, day):
            features = compare(sketch, view, day, thread)
            found.append(Match(thread, weigh_chance(features), features))
        return sorted(found, key=lambda match: (-match.chance, match.thread.id))

    def begin(self, day: int) -> Thread:
        """A new, empty thread."""
        thread, self._next = Thread(self._next, day, day), self._next + 1
        self.open[thread.id] = thread
        return thread

    def add(self, thread: Thread, sketch: Sketch, view: View, day: int) -> None:
        """Put a report into a thread and count its words."""
        keys = _heaviest(view.words, KEYS)
        thread.add(sketch, day, view, keys)
        for word in keys:
            self._by_word.setdefault(word, {})[thread.id] = None
        self.rarity.add(sketch.words)

    def merge(self, thread: Thread, younger: Thread) -> None:
        """Put all reports of one thread into another."""
        self.close(younger)
        thread.take(younger)
        for word in sorted(younger.keys):
            self._by_word.setdefault(word, {})[thread.id] = None

    def close(self, thread: Thread) -> None:
        """Forget a thread."""
        del self.open[thread.id]
        for word in thread.keys:
            found = self._by_word[word]
            found.pop(thread.id, None)
            if not found:
                del self._by_word[word]

    def find_near(self, view: View, day: int) -> list[Thread]:
        """The open threads that share the most weight of the heaviest words."""
        shared: dict[int, float] = {}
        for word in _heaviest(view.words, KEYS):
            for id in islice(reversed(self._by_word.get(word, {})), MAX_THREADS_OF_WORD):
                shared[id] = shared.get(id, 0.0) + view.words[word]
        near = ((-weight, id) for id, weight in shared.items() if abs(day - self.open[id].day) <= self.window_days)
        return [self.open[id] for _, id in nsmallest(COMPARED, near)]

    def to_dict(self) -> dict[str, Any]:
        """Everything, as plain values."""
        threads = [thread.to_dict() for thread in self]
        words = {word: list(ids) for word, ids in self._by_word.items()}
        return {"threads": threads, "words": words, "next": self._next, "rarity": self.rarity.to_dict()}

    @classmethod
    def from_dict(cls, data: dict[str, Any], window_days: int) -> Threads:
        """What `to_dict` gave."""
        found = cls(Rarity(**data["rarity"]), window_days)
        for row in data["threads"]:
            sets = {name: set(row[name]) for name in ("numbers", "days", "keys")}
            found.open[row["id"]] = Thread(**(row | sets | {"latest": [View(*view) for view in row["latest"]]}))
        found._by_word = {word: dict.fromkeys(ids) for word, ids in data["words"].items()}
        found._next = data["next"]
        return found

    def __iter__(self) -> Iterator[Thread]:
        return iter(self.open.values())


def compare(sketch: Sketch, view: View, day: int, thread: Thread) -> dict[str, float]:
    """What speaks for a report being of a thread, each from 0 to about 1 but for the size of the thread."""
    shared = sketch.numbers & thread.numbers
    fewer = min(len(sketch.numbers), len(thread.numbers))
    heaviest = _heaviest(view.words, HEAVIEST)
    nearest = max(thread.latest, key=lambda other: cosine(view.words, other.words))
    return {
        "bias": 1.0,
        "centre": cosine(view.words, thread.centre) / thread.length,
        "nearest": cosine(view.words, nearest.words),
        "names": max(cosine(view.names, other.names) for other in thread.latest),
        "other names": min(_weigh_own(view.names, nearest.names), _weigh_own(nearest.names, view.names)),
        "headline": max(cosine(view.headline, other.headline) for other in thread.latest),
        "numbers": len(shared) / fewer if fewer else 0.0,
        "heaviest": sum(word in thread.centre for word in heaviest) / HEAVIEST,
        "days same": float(bool(sketch.days & thread.days)),
        "silence": min(abs(day - thread.day), 10) / 5,
        "size": log(len(thread.documents)),
    }


def weigh_chance(features: dict[str, float]) -> float:
    """The chance that learned weights make of what was compared."""
    weights = load_ranker(MODEL).weights
    return round(1 / (1 + exp(-sum(weights[name] * value for name, value in features.items()))), 4)


def _weigh_own(one: Vector, other: Vector) -> float:
    """How much of a vector of names is not in another, 0 to 1."""
    return sum([weight * weight for name, weight in one.items() if name not in other])


def _heaviest(words: Vector, limit: int) -> list[str]:
    """The first words of a vector, which is in the order of their weight."""
    return list(islice(words, limit))
