"""How near a record comes to an annotated one: precision, recall and F1 of everything that people wrote down.

What counts as right:

- **entities**: the same side, and a mention that lies over one of the annotated entity's by more than half of both;
- **participants**: the name, or the office where none is given, and the side;
- **meetings**: a participant's side shared, the best overlap first;
- **agenda**: a topic of a paired meeting that lies over an annotated one by more than half of both;
- **events**: type, the countries of all actors and the countries of all recipients;
- **event_types**: type alone, with triggers in one sentence;
- **places**: of events so paired by type: of those that have a place, the share with its country, with its name, and
  with no place told; of those that have none, how many are told one;
- **positions**: the side, and a proposition that lies over the annotated one by more than half of both.

Sides are codes of countries and organisations, countries those of the ontology (IGO for the OSCE's envoy);
whoever has none is left out of them.
Each is paired with one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dragoman.evaluate.coreference import Links, chains
from dragoman.knowledge.small_places import place_key
from dragoman.records import AUXILIARIES, Entity, Event, Meeting, Participant, Place, Position, Record, Span

Wanted = TypeVar("Wanted")
Found = TypeVar("Found")
Pairs = list[tuple[Wanted, Found]]

# Two spans are one thing when they share more than this part of their union (Jaccard of characters).
MIN_SHARED = 0.5
# Codes that mean one body.
_ALIASES = {"UN": "UNO", "EU": "EUR"}
FIELDS = ("entities", "participants", "meetings", "agenda", "events", "event_types", "positions")


@dataclass
class Tally:
    """Right among found and among wanted.

    >>> Tally(right=1, found=2, wanted=4).f1
    0.3333333333333333
    """

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, right: int, found: int, wanted: int) -> None:
        """Count one document more."""
        self.right, self.found, self.wanted = self.right + right, self.found + found, self.wanted + wanted

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1 where nothing is there."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 1 where nothing is there and nothing was found."""
        total = self.found + self.wanted
        return 2 * self.right / total if total else 1.0


@dataclass
class Score:
    """The tallies of many documents; `told` are (confidence, right) of every event that was found."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    auxiliaries: Counter[tuple[str, str]] = field(default_factory=Counter)
    forces: Counter[tuple[str, str]] = field(default_factory=Counter)
    told: list[tuple[float, bool]] = field(default_factory=list)
    links: Links = field(default_factory=Links)
    places: Counter[str] = field(default_factory=Counter)
    negatives: int = 0
    false_events: int = 0

    def summary(self) -> dict[str, object]:
        """Everything as one plain object, rounded to four places."""
        shown: dict[str, object] = {
            name: {"precision": round(t.precision, 4), "recall": round(t.recall, 4), "f1": round(t.f1, 4)}
            for name, t in self.tallies.items()
        }
        links = {name: round(self.links.f1(name), 4) for name in self.links.sums}
        shown["coreference"] = links | {"mean": round(self.links.mean(), 4)}
        shown["places"] = self._placed()
        shown["auxiliary_macro_f1"] = round(macro_f1(self.auxiliaries, AUXILIARIES), 4)
        shown["force_accuracy"] = round(_accuracy(self.forces), 4)
        shown["negatives"] = {"documents": self.negatives, "events": self.false_events}
        shown["reliability"] = list(self.reliability())
        return shown

    def _placed(self) -> dict[str, float]:
        """How many events have a place, and the shares of them that are told right or not told."""
        wanted = self.places["wanted"]
        shares = {name: round(self.places[name] / max(1, wanted), 4) for name in ("country", "name", "absent")}
        return {"events": wanted} | shares | {"needless": self.places["needless"]}

    def reliability(self) -> Iterator[dict[str, float]]:
        """For each tenth of confidence: how many events were told with it, and the share that is right."""
        for tenth in range(10):
            inside = [right for confidence, right in self.told if tenth <= min(9, int(confidence * 10)) < tenth + 1]
            if inside:
                yield {"from": tenth / 10, "events": len(inside), "right": round(sum(inside) / len(inside), 4)}


def compare(wanted: Record, found: Record, score: Score) -> None:
    """Add one document, annotated and coded, to a score."""
    if not wanted.relevant:
        score.negatives += 1
        score.false_events += len(found.events)
    score.links.add(*chains(wanted, found))
    _compare_entities(wanted, found, score)
    _compare_meetings(wanted, found, score)
    _compare_events(wanted, found, score)
    _compare_positions(wanted, found, score)


def pair(
    wanted: Sequence[Wanted], found: Sequence[Found], fit: Callable[[Wanted, Found], float]
) -> Pairs[Wanted, Found]:
    """One with one, the best fit first; a fit of 0 is none.

    >>> pair([1, 5], [4, 9], lambda a, b: max(0, 3 - abs(a - b)))
    [(5, 4)]
    """
    choices = sorted((-fit(w, f), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found))
    left, right = set(range(len(wanted))), set(range(len(found)))
    pairs = []
    for against, i, j in choices:
        if against < 0 and i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((wanted[i], found[j]))
    return pairs


def share(a: Span, b: Span) -> float:
    """Characters in both spans among those in either.

    >>> share(Span(0, 4), Span(2, 6))
    0.3333333333333333
    """
    both = max(0, min(a.end, b.end) - max(a.start, b.start))
    return both / (a.end - a.start + b.end - b.start - both) if both else 0.0


def macro_f1(pairs: Counter[tuple[str, str]], classes: Iterable[str]) -> float:
    """The mean F1 of the classes that occur among (wanted, found) pairs.

    >>> macro_f1(Counter({("a", "a"): 2, ("b", "a"): 1}), ["a", "b", "c"])
    0.4
    """
    scores = []
    for name in classes:
        wanted = sum(n for (w, _), n in pairs.items() if w == name)
        found = sum(n for (_, f), n in pairs.items() if f == name)
        if wanted or found:
            scores.append(2 * pairs[name, name] / (wanted + found))
    return sum(scores) / len(scores) if scores else 0.0


def _accuracy(pairs: Counter[tuple[str, str]]) -> float:
    return sum(n for (w, f), n in pairs.items() if w == f) / max(1, pairs.total())


def _side(code: str | None) -> str:
    return _ALIASES.get(code or "", code or "")


def _sides(record: Record) -> dict[str, str]:
    """The country code of every entity by its id (IGO, UNO, EUR for bodies), "" where it has none."""
    return {entity.id: _side(entity.country or entity.represents) for entity in record.entities}


def _count(score: Score, name: str, right: int, found: int, wanted: int) -> None:
    score.tallies[name].add(right, found, wanted)


def _compare_entities(wanted: Record, found: Record, score: Score) -> None:
    here, there = _sides(wanted), _sides(found)

    def fit(w: Entity, f: Entity) -> float:
        if here[w.id] != there[f.id]:
            return 0.0
        return float(sum(any(share(a, b) > MIN_SHARED for b in f.mentions) for a in w.mentions))

    pairs = pair(wanted.entities, found.entities, fit)
    _count(score, "entities", len(pairs), len(found.entities), len(wanted.entities))


def _compare_meetings(wanted: Record, found: Record, score: Score) -> None:
    def people(meeting: Meeting) -> Counter[str]:
        return Counter(_side(who.represents) for who in meeting.participants)

    def fit(w: Meeting, f: Meeting) -> float:
        shared = (people(w) & people(f)).total()
        topics = sum(any(share(a.span, b.span) > MIN_SHARED for b in f.agenda) for a in w.agenda)
        return shared + 0.01 * topics + 0.001 * (w.status == f.status) if shared else 0.0

    pairs = pair(wanted.meetings, found.meetings, fit)
    _count(score, "meetings", len(pairs), len(found.meetings), len(wanted.meetings))
    topics = sum(
        len(pair(w.agenda, f.agenda, lambda a, b: (s := share(a.span, b.span)) * (s > MIN_SHARED))) for w, f in pairs
    )
    told, true = (sum(len(meeting.agenda) for meeting in record.meetings) for record in (found, wanted))
    _count(score, "agenda", topics, told, true)
    here, there = (_participants(record) for record in (wanted, found))
    _count(score, "participants", len(pair(here, there, _same_person)), len(there), len(here))


def _participants(record: Record) -> list[Participant]:
    """Everybody who sat in any meeting, once."""
    people = {(w.name, w.office, w.represents): w for meeting in record.meetings for w in meeting.participants}
    return list(people.values())


def _same_person(wanted: Participant, found: Participant) -> float:
    if _side(wanted.represents) != _side(found.represents):
        return 0.0
    here, there = set(wanted.name.casefold().split()), set(found.name.casefold().split())
    return len(here & there) / max(1, min(len(here), len(there)))


def pair_events(wanted: Record, found: Record) -> Pairs[Event, Event]:
    """The events that are right: annotated and coded ones of one type with the same sides in both roles."""
    here, there = _sides(wanted), _sides(found)

    def roles(event: Event, sides: dict[str, str]) -> tuple[frozenset[str], frozenset[str]]:
        return frozenset(filter(None, map(sides.get, event.actors))), frozenset(
            filter(None, map(sides.get, event.recipients))
        )

    def fit(w: Event, f: Event) -> float:
        if w.type != f.type or roles(w, here) != roles(f, there):
            return 0.0
        return 1 + 0.5 * w.trigger.meets(f.trigger) + 0.2 * (w.auxiliary == f.auxiliary)

    return pair(wanted.events, found.events, fit)


def _compare_events(wanted: Record, found: Record, score: Score) -> None:
    def same_type(w: Event, f: Event) -> float:
        return float(w.type == f.type and w.sentence.meets(f.sentence)) * (1 + w.trigger.meets(f.trigger))

    pairs = pair_events(wanted, found)
    _count(score, "events", len(pairs), len(found.events), len(wanted.events))
    right = {f.id for _, f in pairs}
    score.told += [(event.confidence, event.id in right) for event in found.events]
    typed = pair(wanted.events, found.events, same_type)
    _count(score, "event_types", len(typed), len(found.events), len(wanted.events))
    score.auxiliaries.update((w.auxiliary, f.auxiliary) for w, f in typed)
    for w, f in typed:
        score.places.update(judge_place(w.place, f.place))


def judge_place(wanted: Place | None, found: Place | None) -> Iterator[str]:
    """What is to be said of an event's place: wanted, country, name, absent or needless.

    >>> list(judge_place(Place("Gao", "MLI"), Place("Gao", "MLI", 16.27, -0.04, 2457163)))
    ['wanted', 'country', 'name']
    >>> list(judge_place(None, Place("Gao", "MLI"))), list(judge_place(Place("Gao", "MLI"), None))
    (['needless'], ['wanted', 'absent'])
    """
    if wanted is None:
        yield from ["needless"] * (found is not None)
        return
    yield "wanted"
    if found is None:
        yield "absent"
        return
    if wanted.country == found.country:
        yield "country"
    if _is_one_name(wanted.name, found.name):
        yield "name"


def _is_one_name(one: str, other: str) -> bool:
    """Whether two names of places are one, marks and "the" aside, or one is in the other: "Gao region" and "Gao"."""
    here, there = (place_key(name).removeprefix("the ") for name in (one, other))
    return f" {here} " in f" {there} " or f" {there} " in f" {here} "


def _compare_positions(wanted: Record, found: Record, score: Score) -> None:
    here, there = _sides(wanted), _sides(found)

    def side(position: Position, sides: dict[str, str]) -> str:
        return _side(position.represents) or sides.get(position.speaker or "", "")

    def fit(w: Position, f: Position) -> float:
        shared = share(w.about.span, f.about.span)
        return shared if shared > MIN_SHARED and side(w, here) == side(f, there) else 0.0

    said = [[p for p in record.positions if not p.boilerplate] for record in (wanted, found)]
    pairs = pair(said[0], said[1], fit)
    _count(score, "positions", len(pairs), len(said[1]), len(said[0]))
    score.forces.update((w.force, f.force) for w, f in pairs)
