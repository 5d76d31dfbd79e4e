"""What the encoder hears as said: where it is surer than the rules of what is said, or hears what they do not.

The rules come first: an attribution of theirs keeps its source and cue, and only its content gives way to the
encoder's where the two lie over each other. What the encoder alone hears is added if it is sure and the sentence
says who speaks, or is a passive that names nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from dragoman.knowledge.speech import load_speech
from dragoman.records import Attribution, Clause, Phrase, Span, Vectors, find_range
from dragoman.understand.said import PARTY_KINDS, Line, find_cue
from dragoman.understand.sources import find_source

# Swept on the corpus's dev part, F1 of positions' propositions by themselves: content from 0.5 and 0.7 the same,
# alone from 0.8 0.766, 0.9 0.766 with better precision, 0.95 0.75; a common part of 0.2 and 0.35 the same, 0.5 0.74;
# gaps of no word 0.72, one 0.75, two 0.766, four 0.75. The rules alone have 0.65.
MIN_HEARD, MIN_ALONE, MIN_COMMON, MAX_GAP_WORDS = 0.7, 0.9, 0.35, 2
MIN_CUE = 0.5
# One word is hardly ever a proposition.
MIN_WORDS = 2
# Behind a word of these kinds a thing said goes on: "and", "to", "the", "its".
_GOES_ON = frozenset(["CC", "TO", "DT", "IN", "PRP$"])
_FINITE = frozenset(["MD", "VBZ", "VBP", "VBD"])


class Heard(NamedTuple):
    """One stretch of what is said, and how sure the encoder is of it."""

    content: Span
    chance: float


def hear(line: Line, vectors: Vectors, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of one sentence with the encoder's ear: those of the rules and its own.

    Which clause a cue of its own is comes from the rules all the same, and so does who speaks where they know.
    """
    heard = list(_contents(line, vectors))
    mended = _mended(line, found, heard)
    alone = [one for one in heard if one.chance >= MIN_ALONE and not _is_known(one.content, mended)]
    alone = [one._replace(content=_without_joint(line, one.content)) for one in alone]
    alone = [one for one in alone if len(one.content.of(line.text).split()) >= MIN_WORDS]
    cues, sources = (_extents(line, vectors, layer) for layer in ("cue", "source"))
    mended = [_with_source(line, said, sources) for said in mended]
    if not alone or line.low[-1] == "?":
        return mended
    made = [new for one in alone if (new := _attribution(line, one.content, cues, sources)) is not None]
    return [*(said for said in mended if not any(_is_again(said, one) for one in made)), *made]


def _is_again(said: Attribution, one: Attribution) -> bool:
    """Whether the rules have what is heard by one cue at greater length, with what the report says behind it."""
    return said.cue.meets(one.cue) and said.content.covers(one.content)


def _extents(line: Line, vectors: Vectors, layer: str) -> list[Span]:
    start = line.sentence.span.start
    return [Span(a + start, b + start) for (a, b), _, chance in vectors.tags(layer) if chance >= MIN_CUE]


def _contents(line: Line, vectors: Vectors) -> Iterator[Heard]:
    """The stretches of what is said, joined over a word or two that no cue or source stands in."""
    start = line.sentence.span.start
    found = [Heard(Span(a + start, b + start), p) for (a, b), _, p in vectors.tags("content") if p >= MIN_HEARD]
    if not found:
        return
    marks = [*_extents(line, vectors, "cue"), *_extents(line, vectors, "source")]
    last = found[0]
    for one in found[1:]:
        gap = Span(last.content.end, one.content.start)
        words = gap.of(line.text)
        if len(words.split()) <= MAX_GAP_WORDS and ";" not in words and not any(m.meets(gap) for m in marks):
            last = Heard(Span(last.content.start, one.content.end), max(last.chance, one.chance))
        else:
            yield from _trimmed(line, last)
            last = one
    yield from _trimmed(line, last)


def _trimmed(line: Line, one: Heard) -> Iterator[Heard]:
    """Without the marks at its edges and the "that", "for" or "of" before it."""
    first, last = line.index(one.content.start), line.index(one.content.end)
    if line.low[first : first + 1] in (["that"], ["for"], ["of"]) and first + 1 < last:
        first += 1
    span = line.span(first, min(last, line.end))
    if span is not None:
        yield Heard(span, one.chance)


def _without_joint(line: Line, content: Span) -> Span:
    """What is said without the "and" or "and to" behind it, of something that it does not have."""
    first, last = line.index(content.start), line.index(content.end)
    joint = last - 2 if line.words[last - 1].tag == "TO" else last - 1
    closed = line.span(first, joint) if joint > first and line.words[joint].tag == "CC" else None
    return closed or content


def _mended(line: Line, found: Sequence[Attribution], heard: Sequence[Heard]) -> list[Attribution]:
    """The rules' attributions, each with the content that the encoder hears nearest to its own; one to one."""
    near = sorted(
        (-_common(one.content, said.content), n, m)
        for n, said in enumerate(found)
        for m, one in enumerate(heard)
        if _common(one.content, said.content) > MIN_COMMON
    )
    given: dict[int, int] = {}
    for _, n, m in near:
        if n not in given and m not in given.values():
            given[n] = m
    return [
        _with_content(line, said, _whole(line, said, heard[given[n]].content, heard)) if n in given else said
        for n, said in enumerate(found)
    ]


def _whole(line: Line, said: Attribution, content: Span, heard: Sequence[Heard]) -> Span:
    """What is heard, as far as the rules' content goes where it breaks off before "and to" or inside a phrase.

    "Agreed to open the pass by May [and to pay for the road]". Not where the encoder hears the rest by itself.
    """
    rest = Span(content.end, said.content.end)
    if rest.start >= rest.end or any(one.content.meets(rest) for one in heard):
        return _without_joint(line, content)
    end = line.index(content.end)
    after = end + (line.low[end : end + 1] == [","])
    adds = [word.tag for word in line.words[after : after + 3]] == ["CC", "TO", "VB"]
    breaks_off = line.words[end - 1].tag in _GOES_ON and line.low[end][0].isalnum()
    return Span(content.start, rest.end) if adds or breaks_off else content


def _with_content(line: Line, said: Attribution, content: Span) -> Attribution:
    """The attribution with another content, which leaves out whoever the rules know to be told.

    "Thanked Estonia for its support" thanks for the support. What begins with the tail of a phrase is none: "briefed on
    the situation [along the border]"; what begins with a verb begins with its subject: "said that [Uganda] must leave",
    and what somebody is asked not to do begins with that: "asked Uganda [not to] leave".
    """
    begin = line.index(said.content.start)
    if line.low[begin] == "not" and begin < line.index(content.start) <= begin + 2 and content.end > said.content.start:
        return replace(said, content=Span(said.content.start, content.end))
    opening = line.words[line.index(content.start)].tag if content.start > said.content.start else ""
    if opening == "IN" and said.content.covers(content):
        return said
    if opening in _FINITE and said.content.start < content.start <= said.content.end:
        return replace(said, content=Span(said.content.start, content.end))
    told = Span(content.start, said.content.start)
    told_first = (
        said.cue.end <= content.start < said.content.start < content.end and len(told.of(line.text).split()) > 1
    )
    return replace(said, content=Span(said.content.start, content.end) if told_first else content)


def _with_source(line: Line, said: Attribution, sources: Sequence[Span]) -> Attribution:
    """The attribution with the source that the encoder hears nearest to its cue, where that is another than the rules'.

    Before a colon, and in another sentence, the rules know who speaks.
    """
    if said.source is None or said.lemma == ":" or not line.sentence.span.covers(said.source.span):
        return said
    nearest = next(_by_nearness(said.cue, sources), None)
    if nearest is None or nearest.meets(said.source.span) or _stands_at(line, said, nearest):
        return said
    source = _party_at(line, nearest)
    return said if source is None else replace(said, source=source)


def _stands_at(line: Line, said: Attribution, heard: Span) -> bool:
    """Whether a party stands right before its cue, nearer than whom the encoder hears: "[they] have also asked"."""
    assert said.source is not None
    nearer = heard.end <= said.source.span.start or heard.start >= said.cue.end
    if not said.source.mentions or said.source.span.end > said.cue.start or not nearer:
        return False
    between = line.words[line.index(said.source.span.end) : line.index(said.cue.start)]
    return all(word.tag in ("RB", "MD") or word.lemma in ("have", "be") for word in between)


def _common(a: Span, b: Span) -> float:
    both = max(0, min(a.end, b.end) - max(a.start, b.start))
    return both / (a.end - a.start + b.end - b.start - both) if both else 0.0


def _is_known(content: Span, found: Sequence[Attribution]) -> bool:
    return any(said.content.covers(content) or _common(said.content, content) > MIN_COMMON for said in found)


def _attribution(line: Line, content: Span, cues: Sequence[Span], sources: Sequence[Span]) -> Attribution | None:
    """The attribution of what only the encoder hears; `None` where it is nobody's."""
    before = [cue for cue in cues if cue.end <= content.start]
    behind = [cue for cue in cues if cue.start >= content.end]
    cue = before[-1] if before else behind[0] if behind else None
    if cue is None:
        return None
    number, clause = next(((n, c) for n, c in line.clauses if cue.meets(c.head)), (None, None))
    lemma = _lemma(line, cue, clause)
    source = find_source(line, clause) if clause is not None and clause.voice == "active" else None
    if source is None or not (source.mentions or source.pronoun):
        source = _source_at(line, cue, sources) or source
    if source is not None:
        return Attribution(line.sentence.index, cue, content, lemma, source, clause=number)
    if clause is not None and clause.voice == "passive" and lemma.split(" ")[0] in load_speech().takes["agentless"]:
        return Attribution(line.sentence.index, cue, content, lemma, None, explicit=False, clause=number)
    return None


def _lemma(line: Line, cue: Span, clause: Clause | None) -> str:
    known = find_cue(line, clause) if clause is not None else None
    if known is not None:
        return known.lemma
    words = line.words[line.index(cue.start) : line.index(cue.end)]
    verbs = [word.lemma for word in words if word.tag.startswith("VB")]
    if not words:  # the encoder's cue lies inside one word
        return cue.of(line.text).lower()
    return verbs[0] if verbs else words[-1].lemma


def _source_at(line: Line, cue: Span, sources: Sequence[Span]) -> Phrase | None:
    """The party the encoder hears speak: the last before the cue, else the first behind it."""
    return next((found for span in _by_nearness(cue, sources) if (found := _party_at(line, span))), None)


def _by_nearness(cue: Span, sources: Sequence[Span]) -> Iterator[Span]:
    yield from reversed([one for one in sources if one.end <= cue.start])
    yield from (one for one in sources if one.start >= cue.end)


def _party_at(line: Line, span: Span) -> Phrase | None:
    """The party or pronoun whose words the encoder hears as a source."""
    for number in find_range(line.marked.mentions, line.sentence.index):
        mention = line.marked.mentions[number]
        if mention.outer is not None:
            continue
        if mention.span.meets(span) and (mention.kind in PARTY_KINDS or mention.form == "pronoun"):
            pronoun = mention.span.of(line.text).lower() if mention.form == "pronoun" else None
            return Phrase(mention.span, mention.head, (number,), pronoun)
    return None
