"""The tokens and verbal clauses of one sentence, and how far what hangs on a clause reaches."""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile

from dragoman.knowledge.speech import load_speech
from dragoman.readout.cast import Cast
from dragoman.records import Clause, Token, find_range

FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_RELATIVE = frozenset(["WDT", "WP", "WP$", "WRB"])
# "./." and the like, with which agencies end a text.
_AFTER_END = frozenset(["/", "./", "/.", "./."])
# Behind a comma these open what no longer is the thing itself.
_TELLS_AFTER = frozenset(["while", "whereas", "following", "after"])
# What tells who led the talks, behind what they were about.
_LED_BY = (("under", "the", "chairmanship"), ("under", "the", "presidency"), ("chaired", "by"), ("attended", "by"),
           ("with", "the", "participation"))  # fmt: skip

# Nouns behind "on", "at" and the like that are the occasion of talks and not what they were about: "on the margins of".
NOT_TOPICS = frozenset(
    "sideline margin occasion eve monday tuesday wednesday thursday friday saturday sunday visit trip behalf "
    "invitation phone telephone condition basis request initiative".split()
)
_TIMES = frozenset("date day week month year time occasion morning afternoon evening night".split())
_MANY_PRONOUNS = frozenset(["they", "both"])
# Bodies whose names go on with what they are for: "the Commission on Human Rights".
_BODIES = frozenset("committee commission subcommittee council conference panel group".split())
_OF_A_TIME = frozenset("DT RB JJ JJR JJS VBN CD PRP$ NN NNS".split())


class Line:
    """The tokens and verbal clauses of one sentence."""

    def __init__(self, cast: Cast, sentence: int, clauses: list[Clause]) -> None:
        self.cast, self.sentence, self.clauses = cast, sentence, clauses
        self.words: tuple[Token, ...] = cast.marked.words(cast.marked.sentences[sentence])
        self.low = [word.text.lower() for word in self.words]
        self.starts = [word.span.start for word in self.words]
        self.end = len(self.words)
        while self.end and (self.words[self.end - 1].tag == "." or self.low[self.end - 1] in _AFTER_END):
            self.end -= 1

    def index(self, start: int) -> int:
        """The token that begins at an offset, or the next."""
        return bisect_left(self.starts, start)

    def limit(self, clause: Clause) -> int:
        """The token at which what hangs on a clause has ended."""
        verb, limit = self.index(clause.head.start), self.end
        for other in self.clauses:
            at = self.index(other.verb.start)
            if at <= verb or at >= limit or other.form == "infinitive" or other.relation in ("complement", "relative"):
                continue
            begin = self._begin(clause, other, at)
            if begin is not None and begin > verb:
                limit = begin
        for i in range(verb + 1, limit):
            at_meeting = self.low[i] in ("at", "in") and self.low[i + 1 : i + 3] == ["the", "meeting"]
            if self.low[i] == "during" or at_meeting or (self.low[i] == ";" and self._goes_on(i)):
                return i
            if clause.form == "infinitive" and self.low[i : i + 2] == ["and", "to"]:
                return i
            if self.low[i] == "," and _TELLS_AFTER & set(self.low[i + 1 : i + 2]):
                return i
            if self.low[i] == "," and any(tuple(self.low[i + 1 : i + 1 + len(row)]) == row for row in _LED_BY):
                return i
        return limit

    def _goes_on(self, at: int) -> bool:
        """Whether another clause stands behind a semicolon, and not one more of a list."""
        behind = list(takewhile(lambda word: word.text != ";", self.words[at + 1 : self.end]))
        relative = next((n for n, word in enumerate(behind) if word.tag in _RELATIVE), len(behind))
        return any(word.tag in FINITE for word in behind[:relative])

    def _is_beside(self, other: Clause) -> bool:
        """Whether a clause of another time is told beside: ", and [the fund is extended]"."""
        first = self.index(other.subject.span.start) if other.subject is not None else 0
        return other.relation in ("root", "conjunct") and self.low[max(0, first - 2) : first] == [",", "and"]

    def _begin(self, clause: Clause, other: Clause, at: int) -> int | None:
        if self.words[at].tag == "VBG":
            spoken = other.lemma in load_speech().verbs or other.lemma in load_speech().carriers
            return at - 1 if spoken and self.low[at - 1] == "," else None
        if other.form != "finite":
            return None
        if other.tense != clause.tense and clause.form == "finite" and not self._is_beside(other):
            return None
        same = bool(clause.subject and other.subject and clause.subject.span == other.subject.span)
        first = at if same or other.subject is None else self.index(other.subject.span.start)
        while first > 0 and self.words[first - 1].tag in ("RB", "DT", "IN") and self.low[first - 1] not in (",", "and"):
            first -= 1
        if first > 0 and self.low[first - 1] in ("and", "but", "while", ","):
            return first - 2 if self.low[first - 2] == "," and self.low[first - 1] != "," else first - 1
        return None


def are_many(line: Line, clause: Clause) -> bool:
    """Whether several do it together: "the ministers", "they"."""
    subject = clause.subject
    if subject is None:
        return False
    many = any(line.cast.marked.mentions[i].number == "many" for i in subject.mentions)
    return many or len(subject.mentions) > 1 or subject.pronoun in _MANY_PRONOUNS


def is_inside_name(line: Line, i: int) -> bool:
    """Whether a preposition is in a body's name: "the Committee on Energy"."""
    span = line.words[i].span
    near = (line.cast.marked.mentions[n] for n in find_range(line.cast.marked.mentions, line.sentence))
    if any(m.span.start < span.start and span.end < m.span.end and m.kind == "organization" for m in near):
        return True
    before = line.words[i - 1] if i else line.words[i]
    return before.lemma in _BODIES and before.text[:1].isupper()


def is_when(line: Line, i: int) -> bool:
    """Whether a preposition opens a time or an occasion: "on Tuesday", "on the sidelines of"."""
    span = line.words[i].span
    if any(time.sentence == line.sentence and time.span.start <= line.starts[i + 1] < time.span.end
           for time in line.cast.marked.times):  # fmt: skip
        return True
    near = {word.lemma for word in line.words[i + 1 : i + 4]}
    return (
        bool(near & NOT_TOPICS) or _is_some_day(line, i + 1) or any(t.span.covers(span) for t in line.cast.marked.times)
    )


def _is_some_day(line: Line, i: int) -> bool:
    """Whether a phrase is a day that nobody names: "a mutually convenient date"; "the date of the vote" is a topic."""
    end = i
    while end < line.end and line.words[end].tag in _OF_A_TIME:
        end += 1
    return end > i and line.words[end - 1].lemma in _TIMES and line.low[end : end + 1] not in (["of"], ["for"])
