"""What one account says, thing by thing: its positions, agenda, outcomes, and the acts it tells beside the meeting.

The same words are often a position, an outcome and an event at once ("agreed to reopen the crossing"); they become
one statement, which keeps the force of the position and is an outcome.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from dragoman.accounts import Statement, StatementKind, cut_sentences, find_sentence
from dragoman.readout.compare.sameness import pick_meeting
from dragoman.records import Event, Meeting, Position, Record, Span

# What an act says of the one who does it, in the terms of positions.
_FORCE_OF_TYPE = {
    "AGREE": "commit",
    "SUPPORT": "support",
    "CONCEDE": "commit",
    "REQUEST": "demand",
    "ACCUSE": "criticise",
    "REJECT": "reject",
    "THREATEN": "warn",
}
# Statements of which the shorter lies this much inside the other are one. Half: a cue with its proposition and the
# proposition alone meet, two demands of one sentence do not.
MIN_SHARED = 0.5
_ORDER: dict[StatementKind, int] = {"position": 0, "outcome": 1, "agenda": 2, "event": 3, "sentence": 4}
# A sentence of fewer words is a byline or an interjection.
MIN_WORDS = 5
# Where one saying holds two things side by side: "on A and on B", "that A and that B", "A, as well as the B".
_SEAM = re.compile(
    r",?\s+and\s+(?P<word>to|on|that|called|urged|agreed|condemned|rejected)\b|,\s+as\s+well\s+as\s+(?=the\b|on\b)|;\s+"
)
_VERBS = frozenset(["called", "urged", "agreed", "condemned", "rejected"])
MIN_PART_WORDS = 3


def find_statements(record: Record, account: int = 0) -> tuple[Statement, ...]:
    """All that an account says on substance, in the order of its text; courtesies are left out."""
    found: list[Statement] = []
    drafts = sorted(_drafts(record, account), key=lambda one: (_ORDER[one.kind], one.span))
    for draft in drafts:
        if any(span.meets(draft.span) for span in record.boilerplate):
            continue
        at = next((n for n, other in enumerate(found) if _are_one(draft, other)), None)
        if at is None:
            found.append(draft)
        else:
            found[at] = _join(found[at], draft)
    parts = [part for one in found for part in _split(record, one)]
    parts += _left_over(record, account, found)
    return tuple(sorted(parts, key=lambda one: (one.span, one.kind)))


def _split(record: Record, one: Statement) -> Iterator[Statement]:
    """The things that one saying holds, each as a statement with the same words of saying."""
    text = record.document.text
    cuts: list[tuple[int, int]] = []
    opening = one.about.split(" ", 1)[0].lower()
    for seam in _SEAM.finditer(text, one.span.start, one.span.end):
        word = seam["word"]
        # "and to" goes on with what "to" began; "and of" or a lone "and on" may be inside one thing.
        if word is None or word in _VERBS or word == opening:
            cuts.append((seam.start(), seam.start("word") if word else seam.end()))
    edges = [(one.span.start, one.span.start), *cuts, (one.span.end, one.span.end)]
    pieces = [Span(before[1], after[0]) for before, after in pairwise(edges)]
    if len(pieces) == 1 or any(len(piece.of(text).split()) < MIN_PART_WORDS for piece in pieces):
        yield one
        return
    for number, piece in enumerate(pieces):
        words = _words(record, piece)
        yield replace(one, text=words, about=words if number else _strip(words, one.words), span=piece)


def _strip(text: str, words: str | None) -> str:
    """A text without the words of saying that open it."""
    return text.removeprefix(words or "").strip() or text


def _left_over(record: Record, account: int, found: Iterable[Statement]) -> Iterator[Statement]:
    """The sentences that nothing was taken from, but for the headline and those that only tell that people met."""
    document = record.document
    taken = [one.sentence for one in found] + list(record.boilerplate)
    main = pick_meeting(record)
    taken += [event.sentence for event in record.events if _tells_meeting(event, main)]
    people = [entity.mentions for entity in record.entities if entity.kind == "person"]
    for sentence in cut_sentences(document.text):
        words = _words(record, sentence)
        is_title = words == " ".join((document.title or "").split()) or words[-1] not in '.!?"”’»)'
        named = sum(any(sentence.covers(span) for span in mentions) for mentions in people)
        if is_title or named > 1 or len(words.split()) < MIN_WORDS or any(span.meets(sentence) for span in taken):
            continue
        yield Statement(account, "sentence", words, words, sentence, sentence)


def _drafts(record: Record, account: int) -> Iterator[Statement]:
    for position in record.positions:
        if not position.boilerplate:
            yield _of_position(record, position, account)
    for meeting in record.meetings:
        for kind, items in (("agenda", meeting.agenda), ("outcome", meeting.outcomes)):
            for item in items:
                yield _plain(record, account, "agenda" if kind == "agenda" else "outcome", item.span)
    main = pick_meeting(record)
    for event in record.events:
        if event.auxiliary != "historical" and not _tells_meeting(event, main):
            yield _of_event(record, event, account)


def _tells_meeting(event: Event, main: Meeting | None) -> bool:
    """Whether an event is the meeting that is compared: one of its own, or people who meet where the text tells of it.

    Another meeting of the same visit ("was also received by the Prime Minister") is a thing told like others.
    """
    if event.type != "CONSULT":
        return False
    return main is None or event.id in main.events or event.sentence in main.sentences


def _of_position(record: Record, position: Position, account: int) -> Statement:
    """A position from its cue to the end of what is said; the proposition alone where they are far apart."""
    cue, about = position.cue, position.about.span
    together = position.sentence.covers(cue) and position.sentence.covers(about)
    span = Span(min(cue.start, about.start), max(cue.end, about.end)) if together else about
    return Statement(
        account=account,
        kind="position",
        text=_words(record, span),
        about=_words(record, about),
        span=span,
        sentence=position.sentence,
        force=position.force,
        words=_words(record, cue) if cue != about else None,
        sides=(position.represents,) if position.represents else (),
        contexts=position.contexts or position.about.contexts,
    )


def _plain(record: Record, account: int, kind: StatementKind, span: Span) -> Statement:
    sentence = find_sentence(record, span)
    words = _words(record, span)
    return Statement(account, kind, words, words, span, sentence)


def _of_event(record: Record, event: Event, account: int) -> Statement:
    """An act, from its word to the end of its sentence."""
    span = Span(event.trigger.start, max(event.trigger.end, _last_letter(record, event.sentence)))
    sides = {entity.id: entity.represents or entity.country for entity in record.entities}
    return Statement(
        account=account,
        kind="event",
        text=_words(record, span),
        about=_words(record, span),
        span=span,
        sentence=event.sentence,
        force=_FORCE_OF_TYPE.get(event.type),
        words=_words(record, event.trigger),
        sides=tuple(dict.fromkeys(side for id in event.actors if (side := sides.get(id)))),
        contexts=event.contexts,
    )


def _last_letter(record: Record, sentence: Span) -> int:
    """Where the last word of a sentence ends."""
    return sentence.start + len(sentence.of(record.document.text).rstrip(' .!?\n"”’»'))


def _words(record: Record, span: Span) -> str:
    return " ".join(span.of(record.document.text).split())


def _are_one(a: Statement, b: Statement) -> bool:
    shared = min(a.span.end, b.span.end) - max(a.span.start, b.span.start)
    shorter = min(a.span.end - a.span.start, b.span.end - b.span.start)
    # What two agenda items share is nothing; an act covers all that its sentence says behind it.
    return shared > MIN_SHARED * shorter


def _join(kept: Statement, other: Statement) -> Statement:
    """One statement of two: the sides of both, the force of the one that has it, an outcome if either is."""
    sides = kept.sides if kept.sides and other.kind == "event" else (*kept.sides, *other.sides)
    return replace(
        kept,
        kind="outcome" if "outcome" in (kept.kind, other.kind) else kept.kind,
        force=kept.force or other.force,
        words=kept.words or other.words,
        sides=tuple(dict.fromkeys(sides)),
        contexts=tuple(dict.fromkeys((*kept.contexts, *other.contexts))),
    )
