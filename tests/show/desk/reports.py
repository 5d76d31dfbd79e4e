"""A small archive for the reading pages: one meeting told by two, accusations between two states, hostile texts."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from fastapi.testclient import TestClient
from tests.factory import CARD, at, document, entity, event, hostile, meeting, position, record

from dragoman import Record, join_archive
from dragoman.keep.writer import open_keeper
from dragoman.records import Participant, Place, When
from dragoman.show.desk import make_app
from dragoman.verbs.desk import make_desk

# What a document may try: none of it may come out of any page as markup.
HOSTILE = "<script>alert(1)</script>\" onload='x' <img src=x onerror=alert(2)> {{ 7*7 }} &amp; \u202eevil"


def told(number: int, publisher: str, day: str = "2024-05-14") -> Record:
    """One report of the factory's meeting, between Norway and the OSCE in Oslo."""
    found = document(id=f"d{number}", url=f"https://a.example/{number}", publisher=publisher, published=day)
    return record(document=found)


def accusation(number: int, day: str, force: str = "criticise", about: str | None = None) -> Record:
    """Norway accuses Sweden, in a place that the map knows, and says so in a statement."""
    about = about or "the closing of the border at Svinesund"
    text = f"OSLO - Norway accused Sweden of {about}. Norway called on Stockholm to explain itself."
    first, second = at(text.split(". ")[0] + ".", text), at("Norway called on Stockholm to explain itself.", text)
    where = Place("Halden", "NOR", 59.13, 11.39, 3154209)
    parties = (
        entity(id="e1", name="Norway", kind="country", office=None, mentions=(at("Norway", text),)),
        entity(
            id="e2",
            name="Sweden",
            kind="country",
            office=None,
            represents="SWE",
            country="SWE",
            mentions=(at("Sweden", text),),
        ),
    )
    accused = event(
        type="ACCUSE",
        modes=(),
        actors=("e1",),
        recipients=("e2",),
        date=When(day, day, None),
        place=where,
        quad=3,
        score=-2.0,
        sentence=first,
        trigger=at("accused", text),
        confidence=0.7,
    )
    said = position(
        speaker="e1",
        force=force,
        target="e2",
        about=type(position().about)(about, at(about, text)),
        cue=at("accused", text),
        sentence=first,
        explicit=True,
    )
    asked = event(
        id="v2",
        type="REQUEST",
        modes=(),
        actors=("e1",),
        recipients=("e2",),
        date=When(day, day, None),
        place=None,
        quad=3,
        score=-1.0,
        sentence=second,
        trigger=at("called on", text),
    )
    return Record(
        document=document(id=f"a{number}", text=text, title=None, publisher=f"Paper {number}", published=day, url=None),
        coder=CARD,
        relevant=True,
        entities=parties,
        events=(accused, asked),
        positions=(said,),
    )


def talks(number: int, day: str) -> Record:
    """Norway and Sweden speak by telephone."""
    text = "Norway's foreign minister spoke by telephone with her Swedish colleague."
    whole = at(text, text)
    parties = (
        entity(id="e1", name="Norway", kind="country", mentions=(at("Norway", text),)),
        entity(id="e2", name="Sweden", represents="SWE", country="SWE", mentions=(at("Swedish", text),)),
    )
    spoke = event(
        actors=("e1",),
        recipients=("e2",),
        date=When(day, day, None),
        place=None,
        sentence=whole,
        trigger=at("spoke", text),
        score=1.9,
    )
    met = meeting(
        participants=(
            Participant("e1", "Ingrid Solhaug", "Foreign Minister", "NOR"),
            Participant("e2", "Maja Lindqvist", "Minister of Foreign Affairs", "SWE"),
        ),
        form="phone",
        host=None,
        country=None,
        city=None,
        date=When(day, day, None),
        agenda=(),
        sentences=(whole,),
    )
    return Record(
        document=document(id=f"t{number}", text=text, title=None, publisher="Wire", published=day, url=None),
        coder=CARD,
        relevant=True,
        entities=parties,
        events=(spoke,),
        meetings=(met,),
    )


def keep_reports(path: Path) -> Path:
    """The archive, its stories joined."""
    with open_keeper(path, CARD) as keeper:
        keeper.add(told(1, "Fjord Wire"))
        keeper.add(told(2, "OSCE Press", "2024-05-15"))
        keeper.add(accusation(1, "2024-05-02"))
        keeper.add(
            accusation(2, "2024-06-20", force="demand", about="the closing of the border at Svinesund for 12 days")
        )
        keeper.add(talks(1, "2024-06-27"))
        keeper.add(hostile(HOSTILE))
    join_archive(path)
    return path


def open_client(path: Path, **given: bool) -> TestClient:
    """A browser without scripts at the desk of an archive."""
    app = make_app(make_desk(path, **given))  # type: ignore[arg-type]
    return TestClient(app, base_url="http://localhost:8765", raise_server_exceptions=False)


def read_text(html: str) -> str:
    """What a page says, its markup taken off."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def find_links(html: str, start: str = "") -> list[str]:
    """The addresses that a page leads to, in order, each once."""
    found = (unescape(one) for one in re.findall(r'href="([^"]+)"', html))
    return list(dict.fromkeys(one for one in found if one.startswith(start)))
