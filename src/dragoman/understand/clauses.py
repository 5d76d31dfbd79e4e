"""Clauses: each predicate of a sentence with its subject, objects and prepositional phrases.

It reads the declarative prose of reports; verse, tables and telegraphese are left alone. Act nouns
("the expulsion of two diplomats") get clauses of their own beside those of verbs.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from dragoman.records import Clause, Mention, Oblique, Phrase, Sentence, Span, Time, Token, find_range
from dragoman.understand.chunks import find_chunks
from dragoman.understand.clause_reader import walk_chunks
from dragoman.understand.open_sentence import Noun, OpenClause, OpenSentence

_CONDITIONS = frozenset(["if", "unless", "whether"])
_PRONOUNS = frozenset("he she it they we i you him her them us who".split())


def find_clauses(
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    times: Sequence[Time] = (),
    acts: AbstractSet[str] = frozenset(),
) -> tuple[Clause, ...]:
    """The clauses of a document in order; those of verbs first in each sentence, then those of nouns.

    `acts` are the lemmas of nouns that name an act ("visit", "expulsion") and get clauses of their own.
    """
    by_sentence: dict[int, list[tuple[int, Mention]]] = {}
    for index, mention in enumerate(mentions):
        by_sentence.setdefault(mention.sentence, []).append((index, mention))
    found: list[Clause] = []
    for sentence in sentences:
        if sentence.kind == "furniture":
            continue
        words = tokens[sentence.tokens.start : sentence.tokens.end]
        inside = by_sentence.get(sentence.index, [])
        timely = _time_tokens(words, [times[i].span for i in find_range(times, sentence.index)])
        found += _read_sentence(words, sentence, inside, timely, acts, len(found))
    return tuple(found)


def _time_tokens(words: Sequence[Token], spans: list[Span]) -> frozenset[int]:
    return frozenset(i for i, word in enumerate(words) if any(s.covers(word.span) for s in spans))


def _read_sentence(
    words: Sequence[Token],
    sentence: Sentence,
    mentions: list[tuple[int, Mention]],
    times: frozenset[int],
    acts: AbstractSet[str],
    offset: int,
) -> list[Clause]:
    outermost = [(i, m) for i, m in mentions if m.outer is None]
    read = walk_chunks(words, find_chunks(words, outermost, times), dict(mentions))
    return _Binder(words, sentence, outermost, read, acts, offset).bind()


class _Binder:
    """Turns the open clauses of one sentence into `Clause` records, and adds those of act nouns."""

    def __init__(
        self,
        words: Sequence[Token],
        sentence: Sentence,
        mentions: list[tuple[int, Mention]],
        read: OpenSentence,
        acts: AbstractSet[str],
        offset: int,
    ) -> None:
        self.words, self.sentence, self.mentions = words, sentence, mentions
        self.read, self.acts = read, acts
        kept = [clause for clause in read.clauses if clause.verb is not None]
        self.number = {clause.index: offset + n for n, clause in enumerate(kept)}
        self.kept = kept

    def bind(self) -> list[Clause]:
        """The clauses of verbs, then of nouns, in the order of the text."""
        return [self._verbal(clause) for clause in self.kept] + self._nominals()

    def _span(self, first: int, last: int) -> Span:
        return Span(self.words[first].span.start, self.words[max(first, last - 1)].span.end)

    def _phrase(self, noun: Noun | None) -> Phrase | None:
        if noun is None:
            return None
        head = self.words[noun.head]
        lower = head.text.lower()
        pronoun = lower if lower in _PRONOUNS and noun.last == noun.first + 1 else None
        return Phrase(self._span(noun.first, noun.last), head.span, tuple(noun.mentions), pronoun)

    def _phrases(self, nouns: list[Noun]) -> tuple[Phrase, ...]:
        return tuple(phrase for noun in nouns if (phrase := self._phrase(noun)))

    def _obliques(self, pairs: list[tuple[str, Noun]]) -> tuple[Oblique, ...]:
        return tuple(Oblique(p, phrase) for p, noun in pairs if (phrase := self._phrase(noun)))

    def _governor(self, clause: OpenClause) -> tuple[int | None, str]:
        """The number of the governing clause; one that never got its verb is passed over."""
        governor, relation = clause.governor, clause.relation
        while governor is not None and governor not in self.number:
            governor = self.read.clauses[governor].governor
        return (self.number[governor], relation) if governor is not None else (None, "root")

    def _verbal(self, clause: OpenClause) -> Clause:
        verb = clause.verb
        assert verb is not None
        governor, relation = self._governor(clause)
        values: dict[str, Any] = {"relation": relation, "form": verb.form, "voice": verb.voice}
        return Clause(
            sentence=self.sentence.index,
            span=self._span(clause.first, max(clause.last, verb.last)),
            verb=self._span(verb.first, verb.last),
            head=self.words[verb.head].span,
            lemma=verb.lemma,
            tense=verb.tense,  # type: ignore[arg-type]
            modal=verb.modal,
            negated=verb.negated,
            conditional=clause.opener in _CONDITIONS,
            subject=self._phrase(clause.subject),
            objects=self._phrases(clause.objects),
            obliques=self._obliques(clause.obliques),
            governor=governor,
            **values,
        )

    def _nominals(self) -> list[Clause]:
        found = []
        for noun in self.read.nouns:
            head = self.words[noun.head]
            if head.tag not in ("NN", "NNS") or head.lemma not in self.acts:
                continue
            found.append(self._nominal(noun, head))
        return found

    def _nominal(self, noun: Noun, head: Token) -> Clause:
        owner: int | None = noun.owner
        while owner is not None and owner not in self.number:
            owner = self.read.clauses[owner].governor
        by = next((n for p, n in noun.parts if p in ("by", "between", "among")), None)
        of = [n for p, n in noun.parts if p == "of"]
        rest = [(p, n) for p, n in noun.parts if p not in ("by", "of", "between", "among")]
        return Clause(
            sentence=self.sentence.index,
            span=self._span(noun.first, noun.last),
            verb=self._span(noun.first, noun.head + 1),
            head=head.span,
            lemma=head.lemma,
            form="noun",
            subject=self._phrase(by) or self._possessor(noun),
            objects=self._phrases(of),
            obliques=self._obliques(rest),
            governor=None if owner is None else self.number[owner],
            relation="nominal",
        )

    def _possessor(self, noun: Noun) -> Phrase | None:
        """Whose act a noun names: "Russia's visit", "Israeli strikes", "his arrest"."""
        start, head = self.words[noun.first].span.start, self.words[noun.head].span.start
        inside = [(i, m) for i, m in self.mentions if start <= m.span.start and m.span.end <= head]
        if not inside:
            return None
        index, mention = inside[0]
        pronoun = mention.span.of(self.words[noun.first].text) if mention.form == "pronoun" else None
        if mention.form == "pronoun":
            pronoun = self.words[noun.first].text.lower()
        return Phrase(mention.span, mention.head, (index,), pronoun)
