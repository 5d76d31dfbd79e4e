"""Who says "I" and "we": the source of the words they stand in, whoever has the word, or who issued the text.

"We" is the state or body for which somebody speaks. Where nothing tells who speaks, "we" is linked as other pronouns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.knowledge.publishers import side_of_publisher
from dragoman.records import Mention, Phrase
from dragoman.resolve.belonging import NO_STATES
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.linking import link
from dragoman.resolve.named_bodies import find_side
from dragoman.resolve.parties import Party

_I = frozenset(["i", "me", "my"])
_WE = frozenset(["we", "us", "our"])
_PEOPLE = frozenset(["person", "office"])
_SPEAKERS = frozenset("person office country government organization group".split())
# What a text is that its first words say somebody issued: "Statement by the foreign ministers of ...".
_ISSUED = re.compile(
    r"\b(?:statement|communiqu[eé]|declaration|remarks|address|speech|intervention|message|letter|position|appeal"
    r"|resolution|briefing|comments?)\b(?: \w+){0,3}? (?:of|by|from) (?:the )?",
    re.IGNORECASE,
)
# Who has the word from here on, as transcripts tell it, and who only asks.
_LABEL = re.compile(r"[A-Z][^.!?:;\"“”‘\n]{0,90}:(?=\s)")
_ASKS = re.compile(
    r"\b(?:q|question|journalist|reporter|presenter|moderator|interviewer|operator|correspondent)\b", re.IGNORECASE
)
_ANSWERS = frozenset(["A:", "R:", "ANSWER:", "Answer:"])
# "We, the Leaders of the Pacific Islands Forum, ..."
_BESIDE = ", "


def is_first_person(gathering: Gathering, mention: Mention) -> bool:
    """Whether a mention is a speaker's word for himself, or for those he speaks for."""
    return mention.form == "pronoun" and gathering.words_of(mention).lower() in _I | _WE


def give_first_persons(gathering: Gathering) -> None:
    """Give each "I" and "we" to whoever says it; an "I" that two may have said is nobody's, a "we" is theirs."""
    mentions = gathering.marked.mentions
    speaking = _Speaking(gathering) if any(is_first_person(gathering, mention) for mention in mentions) else None
    for index, mention in enumerate(mentions):
        if speaking is None or gathering.party_of[index] is not None or not is_first_person(gathering, mention):
            continue
        speakers = speaking.find(index)
        if gathering.words_of(mention).lower() in _WE:
            speakers = tuple(dict.fromkeys(_whole(gathering, one) for one in speakers if one.country))
            if not speakers and not speaking.is_asked(index):
                speakers = tuple(filter(None, link(gathering, index)[:1]))
        else:
            speakers = tuple(one for one in speakers if one.kind in _PEOPLE)
        if len(speakers) == 1:
            gathering.give(index, speakers[0])
        elif mention.number == "many":
            gathering.members[index] = speakers


def _whole(gathering: Gathering, speaker: Party) -> Party:
    """The state of which a speaker says "we", named or not, or the body where the text speaks of it; else himself."""
    if speaker.kind not in _PEOPLE or not speaker.represents:
        return speaker
    held = gathering.find_of_code(speaker.represents)
    if held is not None and held.kind not in _PEOPLE:
        return held
    is_state = len(speaker.represents) == 3 and speaker.represents not in NO_STATES
    return (find_side(gathering, speaker.represents) if is_state else held) or speaker


class _Speaking:
    """Who speaks where in a text."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.said = [said for said in gathering.marked.attributions if said.source is not None and said.lemma != ":"]
        self.turns = self._find_turns()
        self.issuers = () if self.turns else self._find_issuers()

    def find(self, index: int) -> tuple[Party, ...]:
        """The parties that speak the words in which a mention stands."""
        gathering = self.gathering
        mention = gathering.marked.mentions[index]
        for source in self._sources(mention):
            told = self._held(m for m in source.mentions if m != index)
            if told:
                return told
        if (has_word := self._has_word(index)) is not None:
            return has_word
        if any(quote.span.covers(mention.span) for quote in gathering.marked.quotes):
            return ()
        return self._beside(index) or self.issuers

    def is_asked(self, index: int) -> bool:
        """Whether a mention stands where somebody has the word whom the text does not name, as who asks."""
        return self._has_word(index) == ()

    def _has_word(self, index: int) -> tuple[Party, ...] | None:
        """Who has the word in a transcript where a mention stands; `None` where nobody was given it before."""
        start = self.gathering.marked.mentions[index].span.start
        return next((party for begin, party in reversed(self.turns) if begin <= start), None)

    def _held(self, indexes: Iterable[int]) -> tuple[Party, ...]:
        """The parties that some mentions stand for, of those who can speak."""
        gathering, found = self.gathering, dict[Party, None]()
        for index in indexes:
            party = gathering.party_of[index]
            found |= dict.fromkeys(gathering.members[index] if party is None else (party,))
        return tuple(party for party in found if party.kind in _SPEAKERS)

    def _sources(self, mention: Mention) -> list[Phrase]:
        around = [said for said in self.said if said.content.covers(mention.span)]
        if self.turns or self.issuers:
            # In reported speech "my" is the author's: "Their envoy repeated that my country had invented it."
            quoted = any(quote.span.covers(mention.span) for quote in self.gathering.marked.quotes)
            around = [said for said in around if quoted or said.quoted or self._is_own(said.source)]
        around.sort(key=lambda said: said.content.end - said.content.start)
        return [said.source for said in around if said.source is not None]

    def _is_own(self, source: Phrase | None) -> bool:
        """Whether whoever says something is the author, who says "I"."""
        return source is not None and source.span.of(self.gathering.marked.document.text).lower() in _I | _WE

    def _find_turns(self) -> list[tuple[int, tuple[Party, ...]]]:
        """Where in a transcript somebody gets the word, and who; nobody known where a question is asked."""
        marked = self.gathering.marked
        turns: list[tuple[int, tuple[Party, ...]]] = []
        paragraph = None
        for sentence in marked.sentences:
            if sentence.paragraph == paragraph:
                continue
            paragraph = sentence.paragraph
            found = _LABEL.match(marked.document.text, sentence.span.start)
            if found is not None:
                held = [
                    i for i in self.gathering.in_sentence(sentence.index) if marked.mentions[i].span.end < found.end()
                ]
                held = [*self.gathering.in_sentence(0)] if found.group() in _ANSWERS else held
                turns.append((sentence.span.start, () if _ASKS.search(found.group()) else self._best(held)))
        is_transcript = len(turns) > 1 or any(parties for _, parties in turns)
        return turns if is_transcript else []

    def _best(self, indexes: Iterable[int]) -> tuple[Party, ...]:
        """The person among some mentions, else whoever holds an office, else the first of them."""
        told = self._held(indexes)
        return tuple(sorted(told, key=lambda party: {"person": 0, "office": 1}.get(party.kind, 2))[:1])

    def _beside(self, index: int) -> tuple[Party, ...]:
        """ "We, the bishops of Malawi": those who stand right behind the word."""
        gathering, mention = self.gathering, self.gathering.marked.mentions[index]
        start = mention.span.end + len(_BESIDE)
        if gathering.marked.document.text[mention.span.end : start] != _BESIDE:
            return ()
        return self._at(range(start, start + 1), mention.sentence)

    def _find_issuers(self) -> tuple[Party, ...]:
        """Whose the text is, by its publisher, by what it says it is, or by whom it opens with."""
        marked = self.gathering.marked
        side = side_of_publisher(marked.document.publisher)
        if side is not None and (party := self.gathering.find_of_code(side)) is not None:
            return (party,)
        for sentence in marked.sentences[:1]:
            found = _ISSUED.search(sentence.span.of(marked.document.text))
            if found is not None:
                end = sentence.span.start + found.end()
                return self._at(range(end - len("the "), end + 1), 0)
        subjects = (c.subject for c in marked.clauses if c.form == "finite" and c.subject is not None)
        opening = next(subjects, None)
        return self._held(opening.mentions) if opening is not None else ()

    def _at(self, starts: range, sentence: int) -> tuple[Party, ...]:
        """Those who are named at a place of the text."""
        mentions = self.gathering.marked.mentions
        held = (i for i in self.gathering.in_sentence(sentence) if mentions[i].span.start in starts)
        return next((told for i in held if (told := self._held([i]))), ())
