"""Parties that no list of words knows and the encoder sees: "the harbour master", "two Vietnamese trawlers".

The rules' mentions come first; what the encoder sees is added where none of them is the same words. Names inside
it ("Vietnamese") become parts of it and say whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from dragoman.records import Kind, Marked, Mention, Span, Token, find_range
from dragoman.understand.names import is_acronym
from dragoman.understand.party_words import NOT_NAMES, OTHERS, PARTICLES

LAYER = "party"
MIN_SEEN = 0.85
MAX_WORDS = 12
MAX_NAME_WORDS = 6
_OPENS = frozenset(
    "the a an this that these those his her its their our my your some any all both no every each".split()
)
# Where the words that say more of a party begin.
_ENDS_HEAD = frozenset("IN TO WDT WP WP$ WRB VBG VBN VBD VBZ VBP VB , : ; ( -LRB-".split())
_PEOPLE = ("person", "office")
_TITLES = frozenset("mr mrs ms miss mme mlle dr prof sir dame eng hon".split())
_THE = ("the ", "The ")
# What ends an apposition.
_CLOSING = (",", ".", ";", ")", " who", " and ")


def add_unlisted(marked: Marked) -> Marked:
    """A document with the parties that only the encoder sees among its mentions; clauses are read after it.

    >>> from dragoman.records import Document
    >>> add_unlisted(Marked(Document("d", "Envoys met."))).mentions
    ()
    """
    seen = [mention for sentence in range(len(marked.vectors)) for mention in _find_seen(marked, sentence)]
    if not seen:
        return marked
    return replace(marked, mentions=_join_names(_merge(marked.mentions, seen), marked.document.text))


def _find_seen(marked: Marked, sentence: int) -> Iterator[Mention]:
    vectors = marked.vectors[sentence]
    if vectors is None:
        return
    start = marked.sentences[sentence].span.start
    known = [marked.mentions[m] for m in find_range(marked.mentions, sentence)]
    times = [marked.times[n].span for n in find_range(marked.times, sentence)]
    for (first, end), kind, chance in vectors.tags(LAYER):
        span = Span(start + first, start + end)
        span = _with_owner(marked, span, known)
        words = [t for t in marked.words(marked.sentences[sentence]) if span.covers(t.span)]
        head = _find_head(words) if len(words) <= MAX_WORDS else None
        if chance < MIN_SEEN or head is None or any(_clashes(span, head.span, other.span) for other in known):
            continue
        if any(time.meets(head.span) for time in times):
            continue  # "Today" opens many a readout, and is nobody
        inside = [one for one in known if span.covers(one.span)]
        made = _make(marked, sentence, words, head, cast(Kind, kind), inside)
        # "The Commission" is one that the text has named before, or one that the rules could not tell.
        if made.name is None or " " in made.name or words[0].text.lower() not in _OPENS:
            yield made


def _with_owner(marked: Marked, span: Span, known: Sequence[Mention]) -> Span:
    """Words from their owner on: "[Riga]'s main backer" of "'s main backer"."""
    if span.of(marked.document.text)[:2] not in ("'s", "’s"):
        return span
    owner = next((one for one in known if one.span.end == span.start), None)
    return Span(owner.span.start if owner else span.start + 2, span.end)


def _clashes(span: Span, head: Span, other: Span) -> bool:
    """Whether another mention has the same head, or lies across or around this one."""
    return other.meets(head) or (other.meets(span) and not span.covers(other))


def _make(
    marked: Marked, sentence: int, words: Sequence[Token], head: Token, kind: Kind, inside: Sequence[Mention]
) -> Mention:
    named = [one for one in inside if one.span.end <= head.span.end and one.kind in ("country", "organization")]
    of = tuple(dict.fromkeys(code for one in named for code in (one.of or ((one.known,) if one.known else ()))))
    label = [t for t in words if t.span.end <= head.span.end and t.text.lower() not in _OPENS]
    label = [t for t in label if not any(one.span.covers(t.span) for one in named) and t.tag not in ("POS", "CD")]
    person = _name_of_person(words) if kind == "person" and head is words[-1] else None
    is_name = person is not None or (head.tag.startswith("NNP") and kind in ("organization", "government"))
    office = " ".join(t.text for t in label) if kind in _PEOPLE and not head.tag.startswith("NNP") else ""
    name = person or " ".join(t.text for t in words if label and label[0].span.start <= t.span.start <= head.span.start)
    return Mention(
        span=Span(words[0].span.start, words[-1].span.end),
        kind="office" if kind == "person" and office else kind,
        sentence=sentence,
        head=head.span,
        form="name" if is_name else "nominal",
        name=(name or None) if is_name else None,
        office=office or None,
        of=of if kind != "organization" and head.text.lower() not in OTHERS else (),
        sectors=("GOV",) if kind == "government" else (),
        number="many" if head.tag in ("NNS", "NNPS") else "one",
    )


def _name_of_person(words: Sequence[Token]) -> str | None:
    """The name that words are, without a title: "Mme. Rose Wambui"; none where one of them may be an everyday word."""
    kept = [t for n, t in enumerate(words) if t.text.rstrip(".").lower() not in _TITLES or n]
    if words[0].text.lower() in _OPENS:
        return None
    while len(kept) > 2 and is_acronym(kept[0].text):
        kept = kept[1:]
    named = all(t.text in PARTICLES or (t.text[0].isupper() and t.text not in NOT_NAMES) for t in kept)
    is_full = 2 <= len(kept) <= MAX_NAME_WORDS and kept[-1].text[0].isupper()
    return " ".join(t.text for t in kept) if named and is_full and not kept[0].text.isupper() else None


def _find_head(words: Sequence[Token]) -> Token | None:
    """The last noun before what says more: "guards" in "municipal guards from Beira"."""
    head = None
    for number, token in enumerate(words):
        if head is not None and token.tag in _ENDS_HEAD:
            break
        if token.tag.startswith("NN") or (token.tag.startswith(("JJ", "VB")) and number == len(words) - 1):
            head = token if token.tag.startswith("NN") or head is None else head
    return head


def _merge(mentions: Sequence[Mention], seen: Sequence[Mention]) -> tuple[Mention, ...]:
    """All mentions in order, each told anew which one holds it and which it stands beside."""
    rows = [(one, n) for n, one in enumerate(mentions)] + [(one, None) for one in seen]
    rows.sort(key=lambda row: (row[0].span.start, -row[0].span.end))
    place = {old: new for new, (_, old) in enumerate(rows) if old is not None}
    open_: list[int] = []
    merged = []
    for number, (one, _) in enumerate(rows):
        while open_ and rows[open_[-1]][0].span.end <= one.span.start:
            open_.pop()
        beside = place[one.same_as] if one.same_as is not None else None
        outer = open_[-1] if open_ else None
        is_told = (one.outer, one.same_as) == (outer, beside)
        merged.append(one if is_told else replace(one, outer=outer, same_as=beside))
        open_.append(number)
    return tuple(merged)


def _join_names(mentions: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """All mentions, a name and the office between commas beside it as one: "the police chief, Rose Wambui,"."""
    told = list(mentions)
    ends = {one.span.end: n for n, one in enumerate(mentions) if one.kind in _PEOPLE and one.number == "one"}
    for number, one in enumerate(mentions):
        before = ends.get(one.span.start - 2)
        if before is None or text[one.span.start - 2 : one.span.start] != ", " or one.same_as is not None:
            continue
        other = told[before]
        named = [m for m in (one, other) if m.kind == "person" and m.name]
        is_pair = (
            one.kind in _PEOPLE and len(named) == 1 and (other is named[0] or text[other.span.start :][:4] in _THE)
        )
        if is_pair and other.same_as is None and one.number == "one" and text.startswith(_CLOSING, one.span.end):
            told[number] = replace(one, same_as=before)
    return tuple(told)
