"""How a record's parts are worded for people, wherever they are shown.

Document text is hostile here: `clean_text` takes out what a terminal would obey.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman import knowledge
from dragoman.accounts import Account
from dragoman.records import Document, Entity, Event, Meeting, Participant, Position, Record, Span, When

# ECMA-48: control sequences (CSI), strings (OSC, DCS, PM, APC, SOS) up to their end, two-character
# escapes; then whatever control character is left.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x1b\x07\x90\x98\x9c-\x9f\n]*(?:\x07|\x9c|\x1b\\)"
    r"|\x1b[ -/]*[0-~]?"
)
_BLANK = re.compile(r"[\s\x1c-\x1f\x85]+")
# Other controls, marks that turn the direction of what follows (they would spill over our own
# words), invisible joiners that hide letters, and halves of characters.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")

QUADS = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}


def clean_text(text: str) -> str:
    """The text on one line, without anything a terminal would obey.

    >>> clean_text("Baku \\x1b[31mhosts\\x1b[0m\\n talks")
    'Baku hosts talks'
    """
    return _BLANK.sub(" ", _UNSEEN.sub("", _SEQUENCE.sub("", text)))


def make_title(document: Document) -> str:
    """The title, or the first words of the text, or the id."""
    return _title(document.title, document.text, document.id)


def make_line(account: Account) -> str:
    """The title of an account as it is compared, as of a document."""
    return _title(account.title, account.text, account.document)


def _title(title: str | None, text: str, id: str) -> str:
    if title and title.strip():
        return title.strip()
    lines = text.strip().splitlines()
    first = lines[0] if lines else ""
    return (first[:89] + "…" if len(first) > 90 else first) or id


def describe_who(entity: Entity) -> str:
    """An entity with its office and its side.

    >>> describe_who(Entity("e1", "Ingrid Solhaug", "person", "Foreign Minister", "NOR"))
    'Ingrid Solhaug, Foreign Minister (NOR)'
    """
    return _who(entity.name, entity.office, entity.represents or entity.country)


def describe_participant(person: Participant) -> str:
    """A participant with office and side, as of the meeting."""
    return _who(person.name, person.office, person.represents)


def _who(name: str, office: str | None, side: str | None) -> str:
    """A name with what it lacks: no office or side that the name already is."""
    words = name
    if office and office.casefold() not in name.casefold():
        words += f", {office}"
    return f"{words} ({side})" if side and side != name else words


def describe_parties(record: Record, ids: Iterable[str]) -> str:
    """Entities by id as one phrase; a dash for none.

    An id that names no entity of the record is given as it is.
    """
    return ", ".join(describe_party(record, id) for id in ids) or "—"


def describe_party(record: Record, id: str) -> str:
    """One entity by id: its name and its side."""
    for entity in record.entities:
        if entity.id == id:
            return _who(entity.name, None, entity.represents or entity.country)
    return id


def describe_when(when: When) -> str:
    """A day or a stretch of days, and the words it rests on.

    >>> describe_when(When("2024-05-03", "2024-05-05", "from 3 to 5 May"))
    '2024-05-03 to 2024-05-05 (“from 3 to 5 May”)'
    """
    days = when.start if when.start == when.end else f"{when.start} to {when.end}"
    return f"{days} (“{when.text}”)" if when.text else days


def describe_where(name: str | None, country: str | None) -> str:
    """City and country, or the one that is known, or nothing.

    >>> describe_where("Kampala", "UGA"), describe_where("Uganda", "UGA"), describe_where(None, None)
    ('Kampala, Uganda', 'Uganda', '')
    """
    state = name_side(country) if country else None
    return ", ".join(dict.fromkeys(part for part in (name, state) if part))


def name_side(code: str) -> str:
    """The name of the country or body behind a code, else the code itself.

    >>> name_side("AZE"), name_side("OSCE"), name_side("XQZ")
    ('Azerbaijan', 'Organization for Security and Co-operation in Europe', 'XQZ')
    """
    base = knowledge.load()
    try:
        return (base.country_of(code) or base.get(code)).name
    except KeyError:
        return code


def describe_side(record: Record, position: Position) -> str:
    """The side a position speaks for, with its code; else its speaker, else that nobody is named."""
    if position.represents:
        name = name_side(position.represents)
        return position.represents if name == position.represents else f"{name} ({position.represents})"
    return describe_party(record, position.speaker) if position.speaker else "nobody named"


def group_positions(record: Record) -> dict[str, list[Position]]:
    """Positions by side, in the order of the text; courtesies without content are left out."""
    sides: dict[str, list[Position]] = {}
    for position in record.positions:
        if not position.boilerplate:
            sides.setdefault(describe_side(record, position), []).append(position)
    return sides


def describe_counts(record: Record) -> str:
    """What was found, counted.

    >>> describe_counts(Record(Document("d", "Rain."), None))
    'nothing codable'
    """
    courtesies = sum(position.boilerplate for position in record.positions)
    counted = (
        (len(record.meetings), "meeting"),
        (len(record.positions) - courtesies, "position"),
        (len(record.events), "event"),
    )
    found = [count_words(number, word) for number, word in counted if number]
    return ", ".join(found) or "nothing codable"


def count_words(number: int, word: str) -> str:
    """A number with its noun: "1 event", "2 events"."""
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def describe_quad(event: Event) -> str:
    """The quad class of an event in words."""
    return QUADS.get(event.quad, "")


def describe_meeting(meeting: Meeting) -> str:
    """Status, form and host of a meeting."""
    host = f"host {name_side(meeting.host)}" if meeting.host else None
    form = None if meeting.form == "other" else meeting.form
    return " · ".join(part for part in (meeting.status, form, host) if part)


def find_proof(record: Record, meeting: Meeting) -> Span | None:
    """The sentence that shows a meeting best: one of the body, for a headline names it only in short."""
    said = [event.sentence for event in record.events if event.id in meeting.events]
    title = clean_text(record.document.title or "").strip()
    told = [*(sentence for sentence in said if sentence in meeting.sentences), *meeting.sentences]
    body = (sentence for sentence in told if clean_text(sentence.of(record.document.text)).strip() != title)
    return next(body, told[0] if told else None)


def describe_position(position: Position) -> str:
    """Force of a position, and whether it was quoted or its side inferred.

    An inferred side carries the confidence it was inferred with.
    """
    sure = None if position.explicit else f"side inferred, {position.confidence:.1f}"
    quoted = "quoted" if position.quoted else None
    marks = ", ".join(part for part in (quoted, sure) if part)
    return f"{position.force} ({marks})" if marks else position.force
