"""One phrase by itself -> who it is: the party its main mention stands for, with what spoke for it.

For people who clean the actor column of an event file, and for the command `resolve`: the same decisions that a
text's mentions get, where the phrase is the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.knowledge import Knowledge, Known
from dragoman.knowledge.spelling import fold
from dragoman.records import Entity, Kind, Marked, Mention
from dragoman.resolve.dates import resolve_date
from dragoman.resolve.entities import resolve_entities
from dragoman.resolve.named_persons import NAMED
from dragoman.resolve.place_phrases import country_of
from dragoman.resolve.places import resolve_place
from dragoman.resolve.short_names import find_by_short_name

# Kinds that are actors; the others only say where or by what.
ACTORS = frozenset(["person", "office", "organization", "government", "country", "group"])
MAX_CANDIDATES = 5
# At most so sure is an answer that is a name and no more. The words show that somebody is named, and nobody knows whom.
UNPLACED = 0.4
_NAME = r"[A-Z][\w.]*(?:\s[A-Z]\w+){0,3}?"
_STATE_BEFORE = re.compile(rf"(?:(?:in|during)\s)?(?:the\s)?(?P<state>{_NAME})(?:['’]s?)?\s(?P<rest>\S.*)$")
_STATE_BEHIND = re.compile(rf"(?P<rest>.*\S)\s(?:in|of)\s(?:the\s)?(?P<state>{_NAME})$")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a phrase stands for; `None` and `()` where nothing is known, `candidates` are names it could also be.

    `country` is an actor code (ISO 3166 alpha-3, UNO, EUR, IGO ...), `represents` the side, `date` a pair of ISO days.
    `lat` and `lon` are degrees north and east, `geonames` is the id of GeoNames. `confidence` lies in 0 to 1 and tells
    how sure it is who or what in the world is meant: at most 0.4 where only a name is known.
    """

    phrase: str
    name: str | None = None
    kind: Kind | str | None = None
    country: str | None = None
    represents: str | None = None
    office: str | None = None
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    date: tuple[str | None, str | None] | None = None
    granularity: str | None = None
    confidence: float = 0.0
    reason: str = "nobody and nothing known"
    candidates: tuple[str, ...] = ()


def resolve_actor(marked: Marked, base: Knowledge) -> Answer:
    """The actor that a phrase, marked as a text of its own, stands for.

    >>> from dragoman.flow import resolve_phrase
    >>> answer = resolve_phrase("Azerbaijan's top diplomat")
    >>> answer.country, answer.represents, answer.sectors
    ('AZE', 'AZE', ('GOV',))
    """
    phrase = marked.document.text.removesuffix(".")
    readings = _readings(phrase, base)
    entities, entity_of, _ = resolve_entities(marked, base)
    index = _main_mention(marked, entity_of)
    if index is None:
        return _holder(phrase, marked, base) or _of_owner(phrase, marked, base, readings)
    entity = next(e for e in entities if e.id == entity_of[index])
    if entity.country is None and entity.kind in ("person", "organization"):
        found = _holder(phrase, marked, base, entity)
        if found is not None:
            return found
    return _answer(phrase, entity, marked.mentions[index], readings)


def _holder(phrase: str, marked: Marked, base: Knowledge, entity: Entity | None = None) -> Answer | None:
    """The one known holder of an office whom a phrase, or the entity in it, calls by a short name."""
    name, office, is_former = (entity.name, entity.office, "ELI" in entity.sectors) if entity else (phrase, None, False)
    found = find_by_short_name(base, name, office, marked.document.published, is_former=is_former)
    if found is None:
        return None
    known = found.known
    return Answer(
        phrase, known.name, "person", known.country, known.represents if found.office else None,
        found.office or office, found.sectors, known.wikidata, confidence=found.confidence, reason=found.reason,
    )  # fmt: skip


def _of_owner(phrase: str, marked: Marked, base: Knowledge, readings: tuple[Known, ...]) -> Answer:
    """Somebody unknown of a known state: "Argentina's CGT"; nobody in "Dutch elm disease"."""
    if any(mention.kind == "place" for mention in marked.mentions):
        return Answer(phrase, candidates=_names(readings, None))
    for mention in marked.mentions:
        rest = f"{phrase[: mention.span.start]} {phrase[mention.span.end :]}".replace("'s ", " ").split()
        is_named = any(word[0].isupper() for word in rest if word.lower() not in ("the", "of"))
        if mention.kind == "country" and mention.known and is_named:
            known = base.country_of(mention.known)
            if known is not None:
                return Answer(
                    phrase, " ".join(rest), "organization", known.country, confidence=0.4,
                    reason="an unknown name beside a state's", candidates=_names(readings, None),
                )  # fmt: skip
    return Answer(phrase, candidates=_names(readings, None))


def answer_place(phrase: str, base: Knowledge, countries: Collection[str] = ()) -> Answer:
    """The place that a phrase names, as an answer.

    >>> from dragoman.knowledge import load
    >>> answer = answer_place("Tripoli, Lebanon", load())
    >>> answer.country, answer.lat, answer.granularity
    ('LBN', 34.4335, 'city')
    """
    found = resolve_place(phrase, base, countries=countries)
    names = [
        f"{one.name} ({one.country})" for one in found.candidates if one.geonames != found.geonames or not found.lat
    ]
    return Answer(
        phrase, found.name, "place", found.country, lat=found.lat, lon=found.lon, geonames=found.geonames,
        granularity=found.granularity, confidence=found.confidence, reason=found.reason,
        candidates=tuple(names[:MAX_CANDIDATES]),
    )  # fmt: skip


def answer_date(phrase: str, on: date | None, base: Knowledge | None = None) -> Answer:
    """The days that a phrase means, as an answer; an end that is open is `None`.

    >>> answer_date("late March 2024", None).date
    ('2024-03-21', '2024-03-31')
    >>> from dragoman.knowledge import load
    >>> answer_date("the US fiscal year 2024", None, load()).date
    ('2023-10-01', '2024-09-30')

    With a `base` a state named in it settles what each state has its own of: fiscal years and national days.
    """
    found = resolve_date(phrase, on)
    if not found.confidence and base is not None:
        rest, country = _without_state(phrase, base)
        found = resolve_date(rest, on, country) if country else found
    days = (found.start, found.end) if found.start or found.end else None
    return Answer(
        phrase, None, "date" if days else None, date=days, granularity=found.granularity,
        confidence=found.confidence, reason=found.reason,
    )  # fmt: skip


def _without_state(phrase: str, base: Knowledge) -> tuple[str, str | None]:
    """A phrase without the state that its day or year is of, and that state: "India's Republic Day"."""
    for pattern in (_STATE_BEFORE, _STATE_BEHIND):
        if found := pattern.match(phrase.strip()):
            country = country_of(found["state"], base)
            if country is not None:
                return found["rest"], country
    return phrase, None


def _readings(phrase: str, base: Knowledge) -> tuple[Known, ...]:
    """What the base has for the whole phrase as a name."""
    words = phrase.split()
    if words and words[0].lower() == "the":
        words = words[1:]
    found = base.match(words, 0) if words else None
    return found[1] if found and found[0] == len(words) else ()


def _main_mention(marked: Marked, entity_of: tuple[str | None, ...]) -> int | None:
    """The mention that the phrase is about: the first that acts and lies in no other; a place only if nobody does."""
    mentions, text = marked.mentions, marked.document.text
    free = [n for n, m in enumerate(mentions) if m.outer is None and entity_of[n] and m.form != "pronoun"]
    actors = [n for n in free if mentions[n].kind in ACTORS and not _only_says_whose(text, mentions[n])]
    people = [n for n in actors if mentions[n].kind in ("person", "office")]
    if free and mentions[free[0]].kind == "place" and all(mentions[n].kind == "country" for n in actors):
        return None  # "Tripoli, Lebanon"
    return next(iter(people or actors), None)


def _only_says_whose(text: str, mention: Mention) -> bool:
    """Whether a state's name or adjective has something behind it that the phrase is about: "Turkish coffee"."""
    behind = text[mention.span.end :].rstrip(".")
    if mention.form == "adjective":
        return bool(behind)
    return mention.kind == "country" and behind.startswith(("'s ", "’s ", "' "))


def _answer(phrase: str, entity: Entity, mention: Mention, readings: tuple[Known, ...]) -> Answer:
    kind, sectors = entity.kind, entity.sectors or mention.sectors
    if entity.kind == "country" and (mention.kind == "government" or any(r.form == "capital" for r in readings)):
        # "The Ivorian government" is the state where it acts; "Baku" said of an actor is its government.
        kind, sectors = "government", ("GOV", *(sector for sector in entity.sectors if sector != "GOV"))
    if entity.kind in ("place", "agreement", "occasion"):
        return Answer(
            phrase,
            entity.name,
            kind,
            confidence=entity.confidence,
            reason="no actor",
            candidates=_names(readings, entity.name),
        )
    return Answer(
        phrase,
        name=entity.name,
        kind=kind,
        country=entity.country,
        represents=entity.represents,
        office=entity.office,
        sectors=sectors,
        wikidata=entity.wikidata,
        confidence=min(entity.confidence, UNPLACED) if _is_name_alone(entity) else entity.confidence,
        reason=entity.reason,
        candidates=_names([r for r in readings if not entity.wikidata or r.wikidata != entity.wikidata], entity.name),
    )


def _is_name_alone(entity: Entity) -> bool:
    """Whether nothing is known of whom a name means: no state, no body, nobody on a list."""
    nowhere = entity.country is None and entity.represents is None and entity.wikidata is None
    return nowhere and entity.kind in ("person", "organization", "government") and entity.reason == NAMED


def _names(readings: Iterable[Known], chosen: str | None) -> tuple[str, ...]:
    """The names of the readings that were not taken."""
    others = dict.fromkeys(
        f"{known.name} ({known.country})" if known.country else known.name
        for known in readings
        if fold(known.name) != fold(chosen or "")
    )
    return tuple(others)[:MAX_CANDIDATES]
