"""Who says "I": the source of the words it stands in, or whoever has the word in a transcript."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.records import Attribution, Mention, Phrase
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.parties import Party

_FIRST = frozenset(["i", "me", "my"])
_SINGLE = frozenset(["person", "office"])


def is_first_person(gathering: Gathering, mention: Mention) -> bool:
    """Whether a mention is a speaker's word for himself."""
    return mention.form == "pronoun" and gathering.words_of(mention).lower() in _FIRST


def give_first_persons(gathering: Gathering) -> None:
    """Give each "I" that is still nobody's to whoever says it; where two say it there is none."""
    turns: list[tuple[int, Phrase]] | None = None
    for index, mention in enumerate(gathering.marked.mentions):
        if gathering.party_of[index] is not None or not is_first_person(gathering, mention):
            continue
        turns = _turns(gathering) if turns is None else turns
        around = [a for a in gathering.marked.attributions if a.content.covers(mention.span) and a.source is not None]
        paragraph = gathering.marked.sentences[mention.sentence].paragraph
        has_word = [source for start, source in turns if start <= paragraph][-1:]
        party = _speaker(gathering, index, (*_inmost_first(around), *has_word))
        if party is not None:
            gathering.give(index, party)


def _inmost_first(around: Iterable[Attribution]) -> list[Phrase]:
    order = sorted(around, key=lambda said: said.content.end - said.content.start)
    return [said.source for said in order if said.source is not None]


def _turns(gathering: Gathering) -> list[tuple[int, Phrase]]:
    """The paragraphs of a transcript that say before a colon who speaks, and who."""
    sentences = gathering.marked.sentences
    said = (a for a in gathering.marked.attributions if a.lemma == ":" and a.source is not None)
    return sorted(((sentences[a.sentence].paragraph, a.source) for a in said if a.source), key=lambda turn: turn[0])


def _speaker(gathering: Gathering, index: int, sources: Iterable[Phrase]) -> Party | None:
    """The one person among the first of some sources that is anybody else than the mention itself."""
    for source in sources:
        held = [m for m in source.mentions if m != index]
        told = {party for m in held if (party := gathering.party_of[m]) is not None and party.kind in _SINGLE}
        if told:
            return told.pop() if len(told) == 1 else None
    return None
