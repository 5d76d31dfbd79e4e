"""Who stands behind the words of a report: entities of mentions and phrases, and the sides they are of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from dragoman.knowledge.ontology import context_words, load_ontology
from dragoman.knowledge.speech import load_speech
from dragoman.records import Entity, Marked, Mention, Phrase, Resolved, Span, Token, find_range

VOICES = frozenset(["person", "office", "organization", "government", "country", "group"])
# Sectors whose words and meetings are politics even where no side is known.
POLITICAL = frozenset("GOV LEG JUD MIL COP SPY REB UAF PRM PTY OPP PRE ELI".split())
_OFFICERS = frozenset(
    "minister representative leader official chief commander secretary president envoy ambassador speaker "
    "commissioner head governor director negotiator delegation".split()
)
PRIVATE = frozenset(["JRN", "BUS"])
MAX_RUN = 4
# No mention is longer than a sentence can be.
MAX_MENTION_CHARS = 2_000
# What stands in a dateline beside its places: "LIMA, Peru, May 6, 2024 (Example Wire) -", "Juba, 16 May 2024:".
_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'.]*(?:[ -][A-ZÀ-ÖØ-Þ][\w’'.]*){0,3}"
_DAY = r"(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?(?:,?\s\d{4})?"
_DATELINE = re.compile(
    rf"{_NAME}(?:/{_NAME})*(?:,\s(?:{_NAME}|{_DAY})){{0,3}}(?:\s\([^()\n]{{2,40}}\))?(?:\s(?:-{{1,2}}|–|—)\s|(?<=\d):\s)"
    rf"|[A-ZÀ-ÖØ-Þ]{{3,}}(?:[ -][A-ZÀ-ÖØ-Þ]+){{0,2}}:\s|{_NAME},\s\d{{1,2}}\.\d{{1,2}}\.\d{{4}}\b"
)
# A line of its own that says where and when: "Vienna, 20 March 2026".
_WHERE_AND_WHEN = re.compile(rf"{_NAME}(?:,\s{_NAME})?,\s{_DAY}\.?")


class Cast:
    """Look-ups over one marked and resolved document."""

    def __init__(self, marked: Marked, resolved: Resolved) -> None:
        self.marked, self.resolved = marked, resolved
        self.entities = {entity.id: entity for entity in resolved.entities}
        self.text = marked.document.text
        self._starts = [token.span.start for token in marked.tokens]
        self._mention_starts = [mention.span.start for mention in marked.mentions]
        self._runs: dict[Span, frozenset[str]] = {}

    def of_mention(self, index: int) -> tuple[str, ...]:
        """The ids of all that a mention stands for."""
        if index < len(self.resolved.members) and self.resolved.members[index]:
            return self.resolved.members[index]
        one = self.resolved.entity_of[index] if index < len(self.resolved.entity_of) else None
        return (one,) if one else ()

    def of_phrase(self, phrase: Phrase) -> tuple[str, ...]:
        """The ids of all that a phrase stands for, each once; by its words where it has no mention."""
        indexes = phrase.mentions or tuple(
            i for i in self._near(phrase) if self._names(self.marked.mentions[i].span, phrase)
        )
        found: dict[str, None] = {}
        for index in indexes:
            for id in self.of_mention(index) if not self.in_dateline(self.marked.mentions[index]) else ():
                found[id] = None
        return tuple(found)

    def _near(self, phrase: Phrase) -> range:
        """The mentions that begin at most a sentence's length before a phrase, and not behind its head."""
        first = bisect_left(self._mention_starts, phrase.span.start - MAX_MENTION_CHARS)
        return range(first, bisect_left(self._mention_starts, phrase.head.end))

    @staticmethod
    def _names(span: Span, phrase: Phrase) -> bool:
        return span.covers(phrase.head) or span == phrase.span

    def side(self, id: str) -> str | None:
        """The side an entity is of: what it represents, else its country."""
        entity = self.entities[id]
        return entity.represents or (entity.country if entity.kind != "place" else None)

    def is_voice(self, id: str) -> bool:
        """Whether an entity speaks and meets as a party to politics."""
        entity = self.entities[id]
        if entity.kind not in VOICES or PRIVATE & set(entity.sectors[:1]):
            return False
        if entity.kind in ("person", "organization", "group") and not entity.represents:
            return bool(POLITICAL & set(entity.sectors))
        return bool(self.side(id)) or bool(POLITICAL & set(entity.sectors))

    def is_people(self, id: str) -> bool:
        """Whether an entity is several people of no side whom somebody may meet: "notables", but not the press."""
        entity = self.entities[id]
        nobodys = entity.represents is None and not entity.members
        return entity.kind == "group" and nobodys and "JRN" not in entity.sectors

    def are_several(self, id: str, sentences: Iterable[int]) -> bool:
        """Whether sentences name an entity as several holders of an office: "the representatives of both countries"."""
        mentions = self.marked.mentions
        named = (mentions[i] for s in sentences for i in find_range(mentions, s) if self.of_mention(i) == (id,))
        return any(m.number == "many" and _OFFICERS & {w.removesuffix("s") for w in self.lemmas(m.span)} for m in named)

    def speaks(self, id: str) -> bool:
        """Whether what an entity says is worth a position: any party's, and persons' and groups' without a side."""
        entity = self.entities[id]
        return self.is_voice(id) or (entity.kind in VOICES and not PRIVATE & set(entity.sectors[:1]))

    def is_press(self, phrase: Phrase) -> bool:
        """Whether a source is a medium, a paper or nobody in particular, through which no side speaks."""
        if any("JRN" in self.marked.mentions[i].sectors[:1] for i in phrase.mentions):
            return True
        words = phrase.span.of(self.text).lower().split()
        press = load_speech().press
        named = bool(words) and (words[-1] in press or words[-1].rstrip("s") in press)
        return named and not any(self.is_voice(id) for id in self.of_phrase(phrase))

    def is_open(self, sentence: int) -> bool:
        """Whether a sentence is of politics and of the report."""
        marked = self.marked
        if marked.sentences[sentence].kind == "furniture":
            return False
        return not marked.domains or marked.domains[sentence].name == "politics"

    def in_dateline(self, mention: Mention) -> bool:
        """Whether a mention is the place a report is dated from: "HANOI, August 6 -"."""
        if mention.span.end <= self.dateline_end(mention.sentence):
            return True
        line = self.marked.sentences[mention.sentence].span
        return _WHERE_AND_WHEN.fullmatch(self.text, line.start, line.end) is not None

    def dateline_end(self, sentence: int) -> int:
        """Where a sentence's dateline ends; its start where it has none, as before a dash in running prose."""
        told = self.marked.sentences[sentence]
        found = _DATELINE.match(self.text, told.span.start, told.span.end) if told.kind == "body" else None
        return found.end() if found is not None else told.span.start

    def mentions_in(self, span: Span) -> Iterator[tuple[int, Mention]]:
        """The mentions inside a span, in the order of the text."""
        for index in range(bisect_left(self._mention_starts, span.start), bisect_left(self._mention_starts, span.end)):
            if span.covers(self.marked.mentions[index].span):
                yield index, self.marked.mentions[index]

    def entity(self, id: str) -> Entity:
        """The entity of an id."""
        return self.entities[id]

    def lemmas(self, span: Span) -> list[str]:
        """The lemmas of the tokens in a span."""
        return [token.lemma for token in self.tokens_in(span)]

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return self.marked.tokens[first:last]

    def runs(self, span: Span) -> frozenset[str]:
        """Every run of up to four words in a span, as lemmas and as written."""
        if span not in self._runs:
            tokens = self.tokens_in(span)
            found: set[str] = set()
            for words in {tuple(t.lemma for t in tokens), tuple(t.text.lower() for t in tokens)}:
                found.update(words)
                row = words
                for ahead in range(1, MAX_RUN):
                    row = tuple(map("{} {}".format, row, words[ahead:]))
                    found.update(row)
            self._runs[span] = frozenset(found)
        return self._runs[span]

    def contexts(self, span: Span) -> tuple[str, ...]:
        """The contexts whose words stand in a span, in the ontology's order."""
        runs = self.runs(span)
        singular = {run[:-1] for run in runs if run.endswith("s")}
        table = context_words()
        shown = {name for run in runs | singular for name in table.get(run, ())}
        return tuple(name for name in load_ontology().contexts if name in shown)
