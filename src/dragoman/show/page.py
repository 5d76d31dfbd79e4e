"""Records as one page for the browser: the text, its evidence marked, beside what it proves.

The page holds all it needs and fetches nothing, so it works from a file. A document's text is
hostile: all of it is escaped, none of it is in a script, a style or an id, and the page's own policy
(CSP, https://www.w3.org/TR/CSP3/) lets no script and no style run but ours, named by their hashes.
Without scripts everything can still be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from dragoman.records import Document, Event, Meeting, Position, Record
from dragoman.show.marks import cut_pieces, find_marks
from dragoman.show.markup import bdi, dotted, escape, fingerprint, read_part
from dragoman.show.words import (
    clean_text,
    describe_counts,
    describe_meeting,
    describe_participant,
    describe_parties,
    describe_party,
    describe_position,
    describe_quad,
    describe_side,
    describe_when,
    describe_where,
    describe_who,
    make_title,
)


def render_page(records: Iterable[Record]) -> str:
    """One whole HTML page for one record or many; with many, a list stands on top.

    >>> render_page([]).startswith("<!doctype html>")
    True
    """
    found = list(records)
    style, script = read_part("page.css"), read_part("page.js")
    title = make_title(found[0].document) if len(found) == 1 else f"{len(found)} documents"
    policy = (
        f"default-src 'none'; style-src '{fingerprint(style)}'; "
        f"script-src '{fingerprint(script)}'; base-uri 'none'; form-action 'none'"
    )
    return "".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="referrer" content="no-referrer">\n',
            f"<title>{escape(clean_text(title))}</title>\n<style>{style}</style>\n</head>\n<body>\n",
            _render_list(found),
            "<main>\n",
            *(_render_record(record, index) for index, record in enumerate(found)),
            "" if found else "<article><p>No documents.</p></article>\n",
            f"</main>\n<script>{script}</script>\n</body>\n</html>\n",
        ]
    )


class PageWriter:
    """Holds the records it is given and writes the page when closed."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink
        self._records: list[Record] = []

    def write(self, record: Record) -> None:
        """Add one record."""
        self._records.append(record)

    def close(self) -> None:
        """Write the page; the sink stays open."""
        self._sink.write(render_page(self._records).encode("utf-8"))
        self._sink.flush()


def _render_list(records: list[Record]) -> str:
    if len(records) < 2:
        return ""
    lines = "".join(
        f'<li><a href="#d{index}">{bdi(make_title(record.document))}'
        f"<small>{dotted(record.document.publisher, record.document.published)}</small>"
        f"<small>{escape(describe_counts(record))}</small></a></li>\n"
        for index, record in enumerate(records)
    )
    return (
        f'<nav class="list" aria-label="Documents"><h1>{len(records)} documents</h1>\n'
        '<input type="search" placeholder="Filter" aria-label="Filter documents" hidden>\n'
        f"<ol>\n{lines}</ol></nav>\n"
    )


def _render_record(record: Record, index: int) -> str:
    document = record.document
    facts = dotted(
        document.publisher,
        document.published or "no date",
        describe_counts(record),
        None if record.relevant else "not relevant",
    )
    return (
        f'<article id="d{index}" aria-labelledby="d{index}t">\n<header>'
        f'<h2 id="d{index}t">{bdi(make_title(document))}</h2>'
        f'<p class="meta">{facts}{_render_link(document)}</p>{_render_warnings(record)}'
        f'{_LEGEND}</header>\n<div class="columns">\n'
        f'<div class="text" role="document" aria-label="Text">{_render_text(record)}</div>\n'
        f'<aside class="panel" aria-label="What the text says">{_render_panel(record)}</aside>\n'
        "</div>\n</article>\n"
    )


_LEGEND = (
    '<p class="legend" aria-label="Legend"><span class="entity">entity</span>'
    '<span class="trigger">event</span><span class="cue">somebody said</span>'
    '<span class="about">what was said</span><span class="agenda">agenda</span>'
    '<span class="outcome">outcome</span></p>'
)


def _render_link(document: Document) -> str:
    """A link to where the document was published; only web addresses become one."""
    url = document.url or ""
    if not re.match(r"https?://[^\s/]", url, re.IGNORECASE):
        return ""
    return f' · <a href="{escape(url)}" rel="noreferrer noopener">source</a>'


def _render_warnings(record: Record) -> str:
    if not record.warnings:
        return ""
    lines = "".join(f"<li>{bdi(warning)}</li>" for warning in record.warnings)
    return f'<ul class="warnings" aria-label="Warnings">{lines}</ul>'


def _render_text(record: Record) -> str:
    """The text as spans without nesting, each naming the items it proves."""
    text = record.document.text
    return "".join(
        _render_piece(escape(piece.span.of(text)), piece.marks) for piece in cut_pieces(len(text), find_marks(record))
    )


def _render_piece(text: str, marks: Iterable[tuple[object, str, str]]) -> str:
    keys: dict[str, None] = {}
    roles: dict[str, None] = {}
    for _, key, role in marks:
        keys[key] = None
        if role != "sentence":
            roles[role] = None
    if not keys:
        return text
    names = f"mark {' '.join(roles)}" if roles else "sentence-only"
    return f'<span class="{names}" data-keys="{" ".join(keys)}">{text}</span>'


def _render_panel(record: Record) -> str:
    parts: list[str] = []
    for index, meeting in enumerate(record.meetings):
        parts += ["<h3>Meeting</h3>", *_meeting_items(meeting, f"m{index}")]
    if any(not position.boilerplate for position in record.positions):
        parts += ["<h3>Positions</h3>", *_position_items(record)]
    if record.events:
        parts.append("<h3>Events</h3>")
        parts += [_event_item(record, event, f"v{i}") for i, event in enumerate(record.events)]
    if record.entities:
        parts.append("<h3>Entities</h3>")
        for index, entity in enumerate(record.entities):
            facts = dotted(entity.kind, entity.country, " ".join(entity.sectors), entity.wikidata)
            name = f'<span class="name">{bdi(describe_who(entity))}</span>'
            parts.append(_item(f"e{index}", name, facts))
    return "\n".join(parts) or '<p class="note">Nothing codable was found.</p>'


def _meeting_items(meeting: Meeting, key: str) -> Iterator[str]:
    who = "; ".join(bdi(describe_participant(person)) for person in meeting.participants)
    facts = dotted(
        describe_meeting(meeting),
        describe_where(meeting.city, meeting.country),
        describe_when(meeting.date) if meeting.date else None,
    )
    yield _item(key, f'<span class="name">{who or "—"}</span>', facts)
    for number, topic in enumerate(meeting.agenda):
        yield _item(f"{key}a{number}", f"agenda: {bdi(topic.text)}", "", "item sub")
    for number, outcome in enumerate(meeting.outcomes):
        yield _item(f"{key}o{number}", f"outcome: {bdi(outcome.text)}", "", "item sub")


def _position_items(record: Record) -> Iterator[str]:
    """Items by side; the keys stay those of the record's own order."""
    sides: dict[str, list[tuple[int, Position]]] = {}
    for index, position in enumerate(record.positions):
        if not position.boilerplate:
            side = describe_side(record, position)
            sides.setdefault(side, []).append((index, position))
    for side, positions in sides.items():
        yield f'<p class="side">{bdi(side)}</p>'
        for index, position in positions:
            yield _position_item(record, position, f"p{index}")


def _position_item(record: Record, position: Position, key: str) -> str:
    facts = dotted(
        describe_party(record, position.speaker) if position.speaker else None,
        f"to {describe_party(record, position.target)}" if position.target else None,
        position.reason if not position.explicit else None,
    )
    force = f'<span class="type">{escape(describe_position(position))}</span>'
    return _item(key, f"{force} {bdi(position.about.text)}", facts)


def _event_item(record: Record, event: Event, key: str) -> str:
    who = bdi(describe_parties(record, event.actors))
    if event.recipients:
        who += f" → {bdi(describe_parties(record, event.recipients))}"
    facts = dotted(
        describe_when(event.date) if event.date else None,
        describe_where(event.place.name, event.place.country) if event.place else None,
        None if event.auxiliary == "actual" else event.auxiliary,
        f"said by {describe_party(record, event.said_by)}" if event.said_by else None,
        describe_quad(event),
        " ".join(event.contexts),
    )
    kind = " ".join((event.type, *event.modes))
    return _item(key, f'<span class="type">{escape(kind)}</span> {who}', facts)


def _item(key: str, head: str, facts: str, names: str = "item") -> str:
    """A button of the panel; `head` and `facts` are HTML, made of escaped parts."""
    below = f'<span class="facts">{facts}</span>' if facts else ""
    return f'<button type="button" class="{names}" data-key="{key}" aria-pressed="false">{head}{below}</button>'
