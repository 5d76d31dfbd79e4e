"""Bodies called again by one capitalised word of their name: "The Council", "Summit commended", "the Meeting".

The word stands for the one body of the text, or of its publisher, whose name has it; a meeting's word may stand for
the one organisation that opens the text. With two bodies to choose from it stands for none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dragoman.knowledge import Knowledge, Known
from dragoman.understand.finds import Find, Line

if TYPE_CHECKING:
    from dragoman.understand.phrases import Scanner

# Words that lead or end the names of bodies, and of the occasions on which bodies speak.
_OF_MEETINGS = frozenset("Summit Meeting Conference Session".split())
_HEADS = _OF_MEETINGS | frozenset(
    """Council Commission Committee Assembly Secretariat Authority Agency Bureau Board Court Tribunal Parliament Senate
    League Commonwealth Organization Organisation Community Association Bank Fund Panel""".split()
)
_BODIES = frozenset(["organization", "government"])
# How far into a text the organisation stands whose meeting speaks.
_OPENING_SENTENCES = 3
_SPEECH_TAGS = frozenset("VBD VBN VBZ VBP VB MD RB".split())


def add_bodies_again(scanned: Iterable[tuple[Scanner, list[Find]]], publisher: str | None, base: Knowledge) -> None:
    """Add to the finds of each sentence the bodies that it calls by a word of their name."""
    scanned = list(scanned)
    named: list[Find] = [*_publisher(publisher, base)]
    for number, (scanner, finds) in enumerate(scanned):
        line = scanner.line
        for i in _heads(line, finds):
            word = line.words[i]
            body = _only([f for f in named if word in (f.name or "").split()])
            if body is None and word in _OF_MEETINGS:
                body = _host(scanned[: max(number, 1)][:_OPENING_SENTENCES], word)
            if body is not None:
                first = i - 1 if line.low(i - 1) in ("the", "this") else i
                finds.append(_called(body, first, i))
        named += [f for f in finds if _is_named_body(f) and not any(_holds(other, f) for other in finds)]


def _is_named_body(find: Find) -> bool:
    return find.kind in _BODIES and find.span is None and " " in (find.name or "")


def _holds(outer: Find, inner: Find) -> bool:
    return outer is not inner and outer.first <= inner.first and inner.last <= outer.last and _is_named_body(outer)


def _publisher(publisher: str | None, base: Knowledge) -> Iterator[Find]:
    """The body that gave a text out, as if the text had named it."""
    words = (publisher or "").split()
    found = base.match(words, 0) if words else None
    if found and found[0] == len(words) and found[1][0].kind == "organization":
        known = found[1][0]
        yield Find(0, 0, "organization", (0, 0), name=publisher, known=known.key, sectors=tuple(known.sectors))


def _heads(line: Line, finds: list[Find]) -> Iterator[int]:
    """Where a body's word stands alone: behind "the", or first in its sentence and before a verb."""
    taken = {i for f in finds if f.span is None for i in range(f.first, f.last)}
    for i, word in enumerate(line.words):
        if (
            word not in _HEADS
            or i in taken
            or line.loud
            or line.is_capital(i + 1)
            or line.low(i + 1) in ("of", "for", "'s", "’s", "'", "’")
        ):
            continue
        before = line.low(i - 1)
        opens = all(not w[0].isalpha() for w in line.words[:i])
        if before in ("the", "this") or (opens and line.tag(i + 1) in _SPEECH_TAGS):
            yield i


def _only(bodies: list[Find]) -> Find | None:
    """The one body that several finds are of, by what is known of them or by their names."""
    keys = {(f.known or f.name, f.of) for f in bodies}
    return bodies[-1] if len(keys) == 1 else None


def _host(scanned: list[tuple[Scanner, list[Find]]], word: str) -> Find | None:
    """The one organisation of states that opens a text, where the text opens with such a meeting."""
    if not any(word in scanner.line.words for scanner, _ in scanned):
        return None
    found = []
    for scanner, finds in scanned:
        for find in finds:
            match = (
                scanner.base.match(scanner.line.words, find.first)
                if find.kind in ("organization", "occasion")
                else None
            )
            known = match[1][0] if match and find.first + match[0] <= find.last else None
            if match and known and known.kind == "organization" and _is_of_states(known):
                words = scanner.line.text(find.first, find.first + match[0])
                found.append(
                    Find(0, 0, "organization", (0, 0), name=words, known=known.key, sectors=tuple(known.sectors))
                )
    return _only(found)


def _is_of_states(known: Known) -> bool:
    return known.country == "IGO" or known.represents == "EUR"


def _called(body: Find, first: int, i: int) -> Find:
    return Find(
        first,
        i + 1,
        body.kind,
        (i, i + 1),
        form="name",
        name=body.name,
        of=body.of,
        known=body.known,
        sectors=body.sectors,
    )
