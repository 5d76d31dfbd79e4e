"""How near a record comes to an annotated one: precision, recall and F1 of everything that people wrote down.

What counts as right:

- **entities**: the same side, and a mention that lies over one of the annotated entity's by more than half of both;
- **events**: type, the countries of all actors and the countries of all recipients;
- **event_types**: type alone, with triggers in one sentence;
- **places**: of events so paired by type: of those that have a place, the share with its country, with its name, and
  with no place told; of those that have none, how many are told one;
- **participants**, **meetings**, **agenda**, **positions** and what is printed of them: see `readouts.py`.

Sides are codes of countries and organisations, countries those of the ontology (IGO for the OSCE's envoy);
whoever has none is left out of them.
Each is paired with one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.evaluate.coreference import Links, chains
from dragoman.evaluate.measures import MIN_SHARED, Pairs, Tally, macro_f1, pair, share, side_of
from dragoman.evaluate.readouts import ReadoutScore, compare_readouts
from dragoman.knowledge.small_places import place_key
from dragoman.records import AUXILIARIES, Entity, Event, Place, Record

__all__ = ["FIELDS", "MIN_SHARED", "Score", "Tally", "compare", "macro_f1", "pair", "share"]

FIELDS = ("entities", "participants", "meetings", "agenda", "events", "event_types", "positions")


@dataclass
class Score:
    """The tallies of many documents; `told` are (confidence, right) of every event that was found."""

    readout: ReadoutScore = field(default_factory=ReadoutScore)
    own: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    auxiliaries: Counter[tuple[str, str]] = field(default_factory=Counter)
    told: list[tuple[float, bool]] = field(default_factory=list)
    links: Links = field(default_factory=Links)
    places: Counter[str] = field(default_factory=Counter)
    negatives: int = 0
    false_events: int = 0

    @property
    def tallies(self) -> dict[str, Tally]:
        """The tally of each field, in the order they are printed."""
        return {name: self.readout.tallies.get(name, self.own[name]) for name in FIELDS}

    def summary(self) -> dict[str, object]:
        """Everything as one plain object, rounded to four places."""
        shown: dict[str, object] = {
            name: {"precision": round(t.precision, 4), "recall": round(t.recall, 4), "f1": round(t.f1, 4)}
            for name, t in (self.tallies | self.readout.tallies).items()
            if name != "passives"
        }
        links = {name: round(self.links.f1(name), 4) for name in self.links.sums}
        shown["coreference"] = links | {"mean": round(self.links.mean(), 4)}
        shown["places"] = self._placed()
        shown["auxiliary_macro_f1"] = round(macro_f1(self.auxiliaries, AUXILIARIES), 4)
        shown |= self.readout.summary()
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
    _compare_events(wanted, found, score)
    compare_readouts(wanted, found, score.readout)


def _sides(record: Record) -> dict[str, str]:
    """The country code of every entity by its id (IGO, UNO, EUR for bodies), "" where it has none."""
    return {entity.id: side_of(entity.country or entity.represents) for entity in record.entities}


def _count(score: Score, name: str, right: int, found: int, wanted: int) -> None:
    score.own[name].add(right, found, wanted)


def _compare_entities(wanted: Record, found: Record, score: Score) -> None:
    here, there = _sides(wanted), _sides(found)

    def fit(w: Entity, f: Entity) -> float:
        if here[w.id] != there[f.id]:
            return 0.0
        return float(sum(any(share(a, b) > MIN_SHARED for b in f.mentions) for a in w.mentions))

    pairs = pair(wanted.entities, found.entities, fit)
    _count(score, "entities", len(pairs), len(found.entities), len(wanted.entities))


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
