"""A checked sheet as a line of the built corpus: the record's names, offsets instead of words.

What the sheet leaves to be worked out is here: quad, score and CAMEO code from the ontology, the cue of
a position from the attribution it rests on, the events of a meeting.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from corpus.meets import find_consults
from corpus.quotes import Page, take_number
from dragoman.knowledge.ontology import load_ontology
from dragoman.records import Span

Row = dict[str, Any]
_Data = Mapping[str, Any]
_Find = Callable[[str], Span]


def make_row(data: _Data, page: Page, other: tuple[str, Page] | None = None) -> Row:
    """The line of one sheet; `other` is the id and page of the account that its pair is about."""
    return {
        "document": _document(data),
        **{name: data[name] for name in ("family", "genre", "style", "region", "relevant")},
        "sentences": [list(span) for span in page.sentences],
        "entities": [_entity(entity, page) for entity in data["entities"]],
        "events": [_event(f"v{n}", event, page) for n, event in enumerate(data["events"], 1)],
        "attributions": [_attribution(f"a{n}", said, page) for n, said in enumerate(data.get("attributions", ()), 1)],
        "positions": [_position(f"p{n}", said, data, page) for n, said in enumerate(data.get("positions", ()), 1)],
        "meetings": [_meeting(f"m{n}", one, data, page) for n, one in enumerate(data.get("meetings", ()), 1)],
        "boilerplate": _sentences(data.get("boilerplate", ()), page),
        "pair": _pair(data["pair"], page, other) if other and data.get("pair") else None,
    }


def _document(data: _Data) -> Row:
    return {
        "id": data["id"],
        "title": data["title"],
        "text": data["text"],
        "publisher": data.get("publisher"),
        "url": None,
        "published": data["published"],
        "language": "en",
        "source": None,
    }


def _entity(entity: _Data, page: Page) -> Row:
    return {
        **{name: entity[name] for name in ("id", "name", "kind")},
        **{name: entity.get(name) for name in ("office", "represents", "country")},
        "sectors": list(entity.get("sectors", ())),
        "wikidata": None,
        "mentions": sorted(list(page.find(quote)) for quote in entity["mentions"]),
        "members": list(entity.get("members", ())),
        "confidence": 1.0,
        "reason": "annotated",
    }


def _event(id: str, event: _Data, page: Page) -> Row:
    number = event["sentence"]
    modes, contexts = tuple(event.get("modes", ())), tuple(event.get("contexts", ()))
    ontology = load_ontology()
    when, place = event.get("date"), event.get("place")
    return {
        "id": id,
        "type": event["type"],
        "modes": list(modes),
        "contexts": list(contexts),
        "auxiliary": event["auxiliary"],
        "actors": event["actors"],
        "recipients": event["recipients"],
        "date": _when(when),
        "date_span": list(page.find_near(when["text"], number)) if when else None,
        "place": _place(place),
        "place_span": list(page.find_near(place["text"], number)) if place else None,
        "said_by": event.get("said_by"),
        "quad": ontology.types[event["type"]].quad,
        "score": ontology.score(event["type"], modes),
        "cameo": ontology.cameo(event["type"], modes, contexts),
        "sentence": list(page.sentences[number]),
        "trigger": list(page.find_in(event["trigger"], number)),
        "sentences": _sentences({number, *event.get("sentences", ())}, page),
        "confidence": 1.0,
        "reason": "annotated",
    }


def _attribution(id: str, said: _Data, page: Page) -> Row:
    number, words = said["sentence"], said.get("source_text")
    return {
        "id": id,
        "sentence": list(page.sentences[number]),
        "source": said["source"],
        "source_span": list(page.find_near(words, number)) if words is not None else None,
        "cue": list(page.find_in(said["cue"], number)),
        "content": list(page.find_near(said["content"], number)),
        "explicit": said["explicit"],
        "quoted": said.get("quoted", False),
    }


def _position(id: str, said: _Data, data: _Data, page: Page) -> Row:
    about = page.find_near(said["about"], said["sentence"])
    return {
        "id": id,
        "speaker": said["speaker"],
        "represents": said["represents"],
        "explicit": said["explicit"],
        "inferred": said.get("inferred", False),
        "quoted": said.get("quoted", False),
        "force": said["force"],
        "about": {"text": about.of(page.text), "span": list(about), "contexts": list(said.get("contexts", ()))},
        "cue": _cue(about, said, data.get("attributions", ()), page),
        "sentence": list(page.sentences[said["sentence"]]),
        "target": said.get("target"),
        "contexts": list(said.get("contexts", ())),
        "boilerplate": said.get("boilerplate", False),
    }


def _cue(about: Span, said: _Data, attributions: Sequence[_Data], page: Page) -> list[int] | None:
    """The cue of the position's attribution: its speaker's, if one is, and the innermost that reports it."""
    near: list[tuple[bool, int, Span]] = []
    for other in attributions:
        if other["sentence"] != said["sentence"]:
            continue
        content = page.find_near(other["content"], other["sentence"])
        if content.meets(about):
            cue = page.find_in(other["cue"], other["sentence"])
            near.append((other["source"] != said["speaker"], content.end - content.start, cue))
    return list(min(near)[2]) if near else None


def _meeting(id: str, meeting: _Data, data: _Data, page: Page) -> Row:
    def find(quote: str) -> Span:
        return page.find_among(quote, meeting["sentences"])

    return {
        "id": id,
        "participants": [_participant(who["entity"], data["entities"]) for who in meeting["participants"]],
        "form": meeting["form"],
        **{name: meeting.get(name) for name in ("host", "country", "city")},
        "date": _when(meeting.get("date")),
        "status": meeting["status"],
        "agenda": [{**_quoted(quote, find), "contexts": []} for quote in meeting.get("agenda", ())],
        "outcomes": [_quoted(quote, find) for quote in meeting.get("outcomes", ())],
        "events": [f"v{place + 1}" for place in find_consults(meeting, data["events"], data["entities"])],
        "sentences": _sentences(meeting["sentences"], page),
        "confidence": 1.0,
    }


def _participant(id: str, entities: Sequence[_Data]) -> Row:
    entity = next(entity for entity in entities if entity["id"] == id)
    return {
        "entity": id,
        "name": entity["name"],
        "office": entity.get("office"),
        "represents": entity.get("represents"),
    }


def _quoted(quote: str, find: _Find) -> Row:
    return {"text": take_number(quote)[0], "span": list(find(quote))}


def _sentences(numbers: Sequence[int] | set[int], page: Page) -> list[list[int]]:
    return [list(page.sentences[number]) for number in sorted(numbers)]


def _when(when: _Data | None) -> Row | None:
    if when is None or when["start"] is None:
        return None
    return {"start": when["start"], "end": when["end"], "text": take_number(when["text"])[0]}


def _place(place: _Data | None) -> Row | None:
    if place is None:
        return None
    return {"name": place["name"], "country": place.get("country"), "lat": None, "lon": None, "geonames": None}


def _pair(pair: _Data, page: Page, other: tuple[str, Page]) -> Row:
    id, beside = other
    return {
        "other": id,
        "topics": [
            {
                "topic": topic["topic"],
                "a": list(page.find(topic["a"])) if topic["a"] is not None else None,
                "b": list(beside.find(topic["b"])) if topic["b"] is not None else None,
                "match": topic["match"],
                "raised_by": topic.get("raised_by"),
            }
            for topic in pair["topics"]
        ],
    }
