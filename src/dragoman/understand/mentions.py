"""Mentions: every word or phrase of a text that names or describes a party, a person, a place or a pact.

Read sentence by sentence: known names first, then offices, honorifics, nouns for people and bodies, names
that no list knows, pronouns. A phrase is one mention from its determiner to the end of its name; the names
inside it are mentions too. Last, over the whole text, surnames and acronyms are told by their full forms.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge import Knowledge, Known
from dragoman.records import Document, Mention, Sentence, Span, Token
from dragoman.understand.bodies_again import add_bodies_again
from dragoman.understand.capitals import add_capitals
from dragoman.understand.finds import Find, Line, make_line
from dragoman.understand.names_of_text import settle_short_names
from dragoman.understand.party_words import lexicon_of
from dragoman.understand.phrases import Scanner
from dragoman.understand.shared_names import settle_shared_names
from dragoman.understand.unknown_places import settle_unknown_places

# The longest dateline, in words and marks: "PORT-AU-PRINCE, Haiti, Feb. 3, 2024 (Wire) -" has 11.
MAX_DATELINE_WORDS = 14
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])


def find_mentions(
    document: Document, tokens: Sequence[Token], sentences: Sequence[Sentence], knowledge: Knowledge
) -> tuple[Mention, ...]:
    """The mentions of a document, sorted by span, an outer one before those inside it.

    >>> from dragoman.knowledge import load
    >>> from dragoman.understand.tokens import tokenize_document
    >>> report = Document("d", "Kenya's Foreign Minister Amina Wako met her Omani counterpart.")
    >>> [(m.span.of(report.text), m.kind, m.of) for m in
    ...  find_mentions(report, *tokenize_document(report), load()) if m.outer is None]
    [("Kenya's Foreign Minister Amina Wako", 'person', ('KEN',)), ('her Omani counterpart', 'office', ('OMN',))]
    """
    lexicon = lexicon_of(knowledge)
    scanned: list[tuple[Scanner, list[Find]]] = []
    for sentence in sentences:
        if sentence.tokens.end > sentence.tokens.start:
            scanner = Scanner(make_line(sentence, tokens, knowledge), lexicon, knowledge)
            scanned.append((scanner, scanner.scan()))
    settle_short_names(scanned)
    settle_unknown_places(scanned)
    add_bodies_again(scanned, document.publisher, knowledge)
    add_capitals(scanned, knowledge)
    rows = [
        (scanner, find)
        for scanner, finds in scanned
        for find in finds
        if not (find.tentative or _is_credit(scanner.line, find))
    ]
    return settle_shared_names(document, _number(rows), knowledge)


def _is_credit(line: Line, find: Find) -> bool:
    """Whether a name is the agency of a dateline, which sent the story and is nobody in it: "PARIS (AFP) -"."""
    marks = (line.low(find.first - 1), line.low(find.last))
    if find.kind != "organization" or marks not in (("(", ")"), ("/", "/")) or find.last > MAX_DATELINE_WORDS:
        return False
    before, known = range(find.first - 1), "JRN" in find.sectors
    # The dash behind the brackets may open the next sentence.
    ends = known if line.low(find.last + 1) in ("", ".") else not line.low(find.last + 1).strip("-–—.")
    return ends and not any(line.tag(i) in _FINITE for i in before) and (known or _is_dateline(line, before))


def _is_dateline(line: Line, before: range) -> bool:
    """Whether words stand for a place in capitals, or a place and a day, and for no body: "LIMA", "Lima, 5 May"."""
    words = [line.words[i] for i in before]
    bodies = any(reading.kind == "organization" for i in before for reading in _readings(line, i))
    dated = any(word[0].isdigit() for word in words) or bool(words and words[0].isupper() and len(words[0]) > 2)
    return dated and not bodies and not any(word[0].islower() for word in words)


def _readings(line: Line, i: int) -> tuple[Known, ...]:
    atom = line.atoms.get(i)
    return atom.readings if atom else ()


def _number(rows: list[tuple[Scanner, Find]]) -> tuple[Mention, ...]:
    """Finds as mentions in the order of the text, each told which one holds it."""
    placed = sorted(
        ((_span(scanner, find), scanner, find) for scanner, find in rows), key=lambda row: (row[0].start, -row[0].end)
    )
    kept: list[tuple[Span, Scanner, Find]] = []
    outers: list[int | None] = []
    open_: list[int] = []
    index_of: dict[int, int] = {}
    for span, scanner, find in placed:
        while open_ and kept[open_[-1]][0].end <= span.start:
            open_.pop()
        if open_ and not kept[open_[-1]][0].covers(span):
            continue
        if kept and kept[-1][0] == span:
            index_of[id(find)] = len(kept) - 1
            continue
        index_of[id(find)] = len(kept)
        outers.append(open_[-1] if open_ else None)
        open_.append(len(kept))
        kept.append((span, scanner, find))
    return tuple(
        _mention(span, scanner, find, outer, index_of.get(id(find.same_as)))
        for (span, scanner, find), outer in zip(kept, outers, strict=True)
    )


def _span(scanner: Scanner, find: Find) -> Span:
    tokens = scanner.line.tokens
    return find.span or Span(tokens[find.first].span.start, tokens[find.last - 1].span.end)


def _mention(span: Span, scanner: Scanner, find: Find, outer: int | None, same_as: int | None) -> Mention:
    tokens = scanner.line.tokens
    head = Span(tokens[find.head[0]].span.start, tokens[find.head[1] - 1].span.end)
    return Mention(
        span=span,
        kind=find.kind,
        sentence=scanner.line.sentence.index,
        head=find.span or head,
        form=find.form,
        name=find.name,
        office=find.office,
        of=find.of,
        known=find.known,
        sectors=find.sectors,
        number="many" if find.many else "one",
        outer=outer,
        same_as=same_as,
    )
