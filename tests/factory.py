"""Records for tests: factories with defaults, and one whole record of an invented meeting."""

from __future__ import annotations

from typing import Any

from dragoman.records import (
    CoderCard,
    Document,
    Entity,
    Event,
    Meeting,
    Outcome,
    Participant,
    Place,
    Position,
    Record,
    Span,
    Topic,
    When,
)

TITLE = "Norwegian foreign minister receives OSCE envoy"
TEXT = (
    "Norwegian foreign minister receives OSCE envoy\n\n"
    "OSLO, May 14 - Foreign Minister Ingrid Solhaug met on Tuesday with OSCE Special "
    "Representative Tomasz Wierzba, who is on a visit to Norway.\n\n"
    "The sides discussed the state of the border talks and election observation. "
    "It was underlined that the shelling of villages is unacceptable. "
    "Other issues of mutual interest were also discussed.\n\n"
    '"We welcome the release of the prisoners," Wierzba said.\n'
)
CARD = CoderCard(version="0.1.0", model=None, ontology="PLOVER 2.0", knowledge="test")


def at(words: str, text: str = TEXT, nth: int = 0) -> Span:
    """The span of the nth occurrence of `words`; `ValueError` where there is none."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def document(**given: Any) -> Document:
    """The invented report, or another text."""
    values: dict[str, Any] = {
        "id": "d1",
        "text": TEXT,
        "title": TITLE,
        "publisher": "Fjord Wire",
        "published": "2024-05-14",
        "language": "en",
        "source": "report.txt",
    }
    return Document(**(values | given))


def entity(**given: Any) -> Entity:
    """A minister with a name, an office and a side."""
    values: dict[str, Any] = {
        "id": "e1",
        "name": "Ingrid Solhaug",
        "kind": "person",
        "office": "Foreign Minister",
        "represents": "NOR",
        "country": "NOR",
        "sectors": ("GOV",),
        "mentions": (at("Foreign Minister Ingrid Solhaug"),),
        "confidence": 0.9,
        "reason": "office and name in the text",
    }
    return Entity(**(values | given))


def event(**given: Any) -> Event:
    """A meeting of two sides as an event."""
    values: dict[str, Any] = {
        "id": "v1",
        "type": "CONSULT",
        "modes": ("visit",),
        "contexts": ("diplomatic",),
        "actors": ("e2",),
        "recipients": ("e1",),
        "date": When("2024-05-14", "2024-05-14", "on Tuesday"),
        "place": Place("Oslo", "NOR", 59.91, 10.75, 3143244),
        "quad": 1,
        "score": 4.0,
        "cameo": "043",
        "sentence": _first_sentence(),
        "trigger": at("met"),
        "confidence": 0.8,
        "reason": "meet with",
    }
    return Event(**(values | given))


def meeting(**given: Any) -> Meeting:
    """The meeting of the invented report."""
    values: dict[str, Any] = {
        "id": "m1",
        "participants": (
            Participant("e1", "Ingrid Solhaug", "Foreign Minister", "NOR"),
            Participant("e2", "Tomasz Wierzba", "Special Representative", "OSCE"),
        ),
        "form": "visit",
        "host": "NOR",
        "country": "NOR",
        "city": "Oslo",
        "date": When("2024-05-14", "2024-05-14", "on Tuesday"),
        "agenda": (
            _topic("the state of the border talks", ("territory",)),
            _topic("election observation", ("election",)),
        ),
        "outcomes": (),
        "events": ("v1",),
        "sentences": (_first_sentence(),),
        "confidence": 0.8,
    }
    return Meeting(**(values | given))


def position(**given: Any) -> Position:
    """Something underlined by nobody named, inferred to be the host's word."""
    about = "the shelling of villages is unacceptable"
    values: dict[str, Any] = {
        "id": "p1",
        "speaker": None,
        "represents": "NOR",
        "explicit": False,
        "quoted": False,
        "force": "reject",
        "about": _topic(about),
        "cue": at("underlined"),
        "sentence": at(f"It was underlined that {about}."),
        "confidence": 0.6,
        "reason": "the side the report speaks for",
    }
    return Position(**(values | given))


def record(**given: Any) -> Record:
    """The whole record of the invented report."""
    values: dict[str, Any] = {
        "document": document(),
        "coder": CARD,
        "relevant": True,
        "entities": (entity(), _envoy(), _prisoners()),
        "events": (event(), _release()),
        "meetings": (meeting(outcomes=(Outcome("border talks", at("border talks")),)),),
        "positions": (position(), _welcome(), _boilerplate()),
        "warnings": ("a date could not be resolved",),
    }
    return Record(**(values | given))


def empty(**given: Any) -> Record:
    """A record in which nothing was found."""
    return Record(document=document(**given), coder=CARD)


def hostile(text: str) -> Record:
    """A record whose every text field says `text`, with all evidence laid over it."""
    whole = Span(0, len(text))
    half = Span(0, max(1, len(text) // 2))
    topic = Topic(text, whole)
    return Record(
        document=Document(text, text, text, text, text, text, text, text),
        coder=CARD,
        relevant=True,
        entities=(Entity("e1", text, "person", text, text, text, (text,), text, (half,), 0.5, text),),
        events=(
            event(
                actors=("e1",),
                recipients=("nobody",),
                said_by="e1",
                modes=(text,),
                contexts=(text,),
                sentence=whole,
                trigger=half,
                date=When(text, text, text),
                place=Place(text, text),
                auxiliary="future",
                reason=text,
            ),
        ),
        meetings=(
            meeting(
                participants=(Participant("e1", text, text, text),),
                host=text,
                country=text,
                city=text,
                date=When(text, text, text),
                agenda=(topic,),
                outcomes=(Outcome(text, half),),
                sentences=(whole,),
            ),
        ),
        positions=(
            position(
                speaker="e1",
                represents=text,
                about=topic,
                cue=half,
                sentence=whole,
                target="e1",
                reason=text,
            ),
        ),
        warnings=(text,),
    )


def _topic(words: str, contexts: tuple[str, ...] = ()) -> Topic:
    return Topic(words, at(words), contexts)


def _first_sentence() -> Span:
    return Span(at("OSLO").start, at("visit to Norway.").end)


def _envoy() -> Entity:
    return entity(
        id="e2",
        name="Tomasz Wierzba",
        office="Special Representative",
        represents="OSCE",
        country="IGO",
        mentions=(at("OSCE Special Representative Tomasz Wierzba"), at("Wierzba", nth=1)),
    )


def _prisoners() -> Entity:
    return entity(
        id="e3",
        name="the prisoners",
        kind="group",
        office=None,
        represents=None,
        country=None,
        sectors=(),
        mentions=(at("the prisoners"),),
        confidence=0.4,
    )


def _release() -> Event:
    return event(
        id="v2",
        type="RETREAT",
        modes=("release",),
        contexts=(),
        auxiliary="historical",
        actors=(),
        recipients=("e3",),
        said_by="e2",
        date=None,
        place=None,
        quad=2,
        score=6.5,
        cameo=None,
        sentence=Span(at('"We welcome').start, at("said.").end),
        trigger=at("release"),
        confidence=0.5,
    )


def _welcome() -> Position:
    return position(
        id="p2",
        speaker="e2",
        represents="OSCE",
        explicit=True,
        quoted=True,
        force="welcome",
        about=_topic("the release of the prisoners"),
        cue=at("said"),
        sentence=Span(at('"We welcome').start, at("said.").end),
        target="e3",
        confidence=0.9,
    )


def _boilerplate() -> Position:
    words = "Other issues of mutual interest were also discussed."
    return position(
        id="p3",
        force="state",
        about=_topic("Other issues of mutual interest"),
        cue=at("discussed", nth=1),
        sentence=at(words),
        boilerplate=True,
    )
