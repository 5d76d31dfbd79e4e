"""Where in a sentence the words of a cue end, and what is said begins.

It goes by the order of words rather than by the clauses' objects, since what is said runs on over
everything that hangs on it ("the importance of opening the routes that were closed in May").
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from dragoman.knowledge.speech import load_speech
from dragoman.records import Clause, Marked, Sentence, Span, find_range

QUOTE_MARKS = frozenset(['"', "“", "”", "«", "»", "''", "``", "„", "‟", "'", "’", "‘"])
# Who is recalled by being called home, not by being spoken of.
_CALLED_HOME = frozenset("ambassador envoy diplomat consul attaché troop force soldier reservist mission".split())
# Those of them that are never an apostrophe.
DOUBLE_MARKS = frozenset(['"', "“", "”", "«", "»"])
PARTY_KINDS = frozenset(["person", "office", "organization", "government", "country", "group"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_BEGINS_NOUN = frozenset("DT PDT JJ JJR JJS NN NNS NNP NNPS PRP PRP$ CD VBG WP WRB VBN EX".split())
_ABOUT = frozenset(["about", "on", "of", "regarding", "concerning"])
_AFTER_NOUN = frozenset(
    "for with over about at on to in of that regarding concerning towards toward by upon from against".split()
)
_MANNER = frozenset("in detail at length also again here briefly extensively separately then".split())
# Before a time these only say when: "asked Oman on Friday for".
_DATES = frozenset(["on", "in", "at", "last"])
# What stands behind these is no part of whoever is told.
_ASIDES = ("in particular", "particularly", "especially", "including", "notably", "namely")
_FOR = frozenset(["for", "over", "about", "against"])
# "spoke on condition of anonymity", "spoke on behalf of", "spoke on the phone".
_NOT_SAID = frozenset(["condition", "behalf", "phone", "telephone"])
# Verbs of opinion only with "as" behind what is seen so, and those only with "that".
_VIEWS = frozenset(["view", "regard"])
_HOLDS_THAT = frozenset(["hold"])
# Who wants somebody to do something, or something done, asks for it; so does who invites to more than a visit.
_WANTS = frozenset(["want"])
_WANTED = frozenset(["TO", "VBN"])
_SPOKEN = frozenset(["we", "i", "you", "they"])
_INVITES = frozenset(["invite"])
_VISITS = frozenset("visit attend participate pay come travel tour join take make".split())
# Who is "called home" or "called back" is named nothing.
_CALLED_AWAY = frozenset("home back in off up out away together again for on upon to".split())
_NAMED_AS = frozenset("DT JJ JJR JJS NN NNS VBN".split())
# How far behind its verb the noun or tail of a wording may stand, in words.
REACH = 6
MAX_SKIPPED = 14


class Cue(NamedTuple):
    """The wording of a cue: its lemma, the token after it, and whether its noun is part of what is said."""

    lemma: str
    end: int
    keeps_noun: bool = False


class Line:
    """The tokens of one sentence with the clauses and mentions in it."""

    def __init__(self, marked: Marked, sentence: Sentence, clauses: list[tuple[int, Clause]]) -> None:
        self.marked, self.sentence, self.clauses = marked, sentence, clauses
        self.text = marked.document.text
        self.words = marked.words(sentence)
        self.starts = [word.span.start for word in self.words]
        self.low = [word.text.lower() for word in self.words]
        self.times = [marked.times[i].span for i in find_range(marked.times, sentence.index)]
        inside = (marked.mentions[i] for i in find_range(marked.mentions, sentence.index))
        self.mentions = [mention for mention in inside if mention.outer is None]
        self.end = self._end()

    def _end(self) -> int:
        end = len(self.words)
        while end and (self.words[end - 1].tag == "." or self.low[end - 1] in QUOTE_MARKS | {".", "!", "?", ";"}):
            end -= 1
        return end

    def index(self, start: int) -> int:
        """The token that begins at an offset, or the next."""
        return bisect_left(self.starts, start)

    def span(self, first: int, last: int) -> Span | None:
        """The span of tokens, without marks and quotes at its edges; "'s invasion" takes in whose it is."""
        while first < last and (self.low[first] in QUOTE_MARKS or self.low[first] in (",", ":", "-", "–", "—")):
            first += 1
        if first < last and self.words[first].tag == "POS":
            first = self._owner(first)
        while last > first and (self.low[last - 1] in QUOTE_MARKS or self.low[last - 1] in (",", ";", ".", "-", "–")):
            last -= 1
        return Span(self.words[first].span.start, self.words[last - 1].span.end) if first < last else None

    def _owner(self, at: int) -> int:
        """The token with which the owner begins whose possessive ending stands at `at`."""
        named = next((m for m in self.mentions if m.span.end == self.words[at - 1].span.end), None) if at else None
        first = self.index(named.span.start) if named is not None else max(0, at - 1)
        return first - 1 if first and self.low[first - 1] == "the" else first

    def is_time(self, i: int) -> bool:
        """Whether a token belongs to words for a time."""
        return any(span.covers(self.words[i].span) for span in self.times)

    def has_content(self, verb: int) -> bool:
        """Whether the clause whose head is token `verb` governs a clause of what is said."""
        number = next((n for n, c in self.clauses if c.head.start == self.starts[verb]), None)
        return any(c.governor == number and c.relation == "complement" and c.form == "finite" for _, c in self.clauses)

    def party_at(self, i: int) -> int | None:
        """The token after the party whose mention begins at token `i`."""
        begin = i + (self.low[i] in ("the", "a", "an") and i + 1 < len(self.starts))
        for mention in self.mentions:
            if mention.span.start in (self.starts[i], self.starts[begin]) and mention.kind in PARTY_KINDS:
                return self.index(mention.span.end)
        return None


def find_cue(line: Line, clause: Clause) -> Cue | None:
    """The wording of saying in a clause, the longest that fits."""
    speech, base = load_speech(), clause.lemma.split(" ")[0]
    at = line.index(clause.head.start)
    if base == "recall" and any(word.lemma in _CALLED_HOME for word in line.words[at + 1 : at + 5]):
        return None
    if base in _VIEWS:
        return Cue(base, at + 1) if "as" in line.low[at + 2 : at + MAX_SKIPPED] else None
    if base in _HOLDS_THAT:
        holds = clause.voice == "active" and line.low[at + 1 : at + 2] == ["that"]
        return Cue(base, at + 1) if holds else None
    if base in _WANTS:
        return Cue(base, at + 1) if _wants_done(line, clause, at) else None
    if base in _INVITES and _invites_to_visit(line, at):
        return None
    if clause.lemma == "call" and _names_something(line, clause, at):
        return Cue(base, at + 1)
    for tail, _ in speech.idioms.get(base, ()):
        end = _find_tail(line, at + 1, tail)
        if end is not None:
            return Cue(f"{base} {' '.join(tail)}", end)
    if base in speech.carriers and clause.voice == "active" and (cue := with_noun(line, at, base)):
        return cue
    if clause.lemma in speech.verbs:
        end = at + 1
        if " " in clause.lemma:
            particle = clause.lemma.split(" ")[-1]
            end = next((i + 1 for i in range(at + 1, min(at + 4, len(line.low))) if line.low[i] == particle), end)
        return Cue(clause.lemma, end)
    return Cue(base, at + 1) if base in speech.verbs else None


def _wants_done(line: Line, clause: Clause, at: int) -> bool:
    """ "Wants Oman to sign", "wants its men freed", not "wants peace" or "wants to sign".

    "We want you to sign" is what somebody says who stands outside.
    """
    if clause.subject is not None and clause.subject.pronoun in _SPOKEN:
        return False
    after = line.party_at(at + 1) if at + 1 < line.end else None
    if after is None:
        after = next((line.index(one.span.end) for one in clause.objects if line.index(one.span.start) == at + 1), None)
    if clause.voice != "active" or clause.form == "infinitive" or after is None or after >= line.end:
        return False
    return line.words[after].tag in _WANTED


def _invites_to_visit(line: Line, at: int) -> bool:
    """ "Invited the minister to visit Lima", "to a meeting": what comes of it is told, and nothing is asked."""
    to = next((i for i in range(at + 1, min(at + MAX_SKIPPED, line.end - 1)) if line.words[i].tag == "TO"), None)
    return to is None or line.words[to + 1].tag != "VB" or line.words[to + 1].lemma in _VISITS


def _names_something(line: Line, clause: Clause, at: int) -> bool:
    """ "Called the charges preposterous", "called it a provocation": what is called something, and then what."""
    if (
        clause.voice != "active"
        or clause.form == "participle"
        or at + 2 >= line.end
        or line.low[at + 1] in _CALLED_AWAY
    ):
        return False
    after = line.party_at(at + 1)
    if after is None:
        after = next((line.index(one.span.end) for one in clause.objects if line.index(one.span.start) == at + 1), None)
    if after is None or after >= line.end or line.low[after] in _CALLED_AWAY or line.is_time(after):
        return False
    if line.low[after] in DOUBLE_MARKS:
        return True
    ends = after + 1 >= line.end or line.low[after + 1] not in _CALLED_AWAY
    return ends and line.words[after].tag in _NAMED_AS and line.low[after] not in ("the", "this", "that", "all", "both")


def _find_tail(line: Line, at: int, tail: tuple[str, ...]) -> int | None:
    """The token after the tail of a wording, whose words may stand a little apart."""
    i = at
    for n, word in enumerate(tail):
        reach = REACH if n == 0 else 4
        if n == 0 and tail[-1] in ("to", "that", "by", "about", "over", "for", "against") and len(tail) <= 2:
            reach = 3
        found = next(
            (j for j in range(i, min(i + reach, len(line.words))) if word in (line.low[j], line.words[j].lemma)), None
        )
        if found is None or any(line.words[j].tag in _FINITE or line.low[j] in (",", ".") for j in range(i, found)):
            return None
        i = found + 1
    return i


def with_noun(line: Line, at: int, base: str) -> Cue | None:
    """ "expressed her sincere gratitude": the noun says what is done by saying."""
    nouns = load_speech().nouns
    for i in range(at + 1, min(at + 1 + REACH, len(line.words))):
        word = line.words[i]
        if word.tag in ("NN", "NNS") and (
            i + 1 >= len(line.words) or line.words[i + 1].tag not in ("NN", "NNS", "POS")
        ):
            lemma = word.lemma
            if lemma not in nouns:
                return None
            owned = any(line.words[j].tag == "POS" for j in range(at + 1, i))
            return Cue(f"{base} {lemma}", i + 1, keeps_noun=owned)
        if word.tag in _FINITE or word.tag in ("IN", "TO") or (line.low[i] == "," and i == at + 1):
            return None
    return None


def find_start(line: Line, cue: Cue, verb: int, limit: int) -> tuple[int, int | None] | None:
    """The token at which what is said begins, and the first of whoever it is said to.

    `None` where nothing follows the cue that it could take, as where a text breaks off behind "argue that".
    """
    found = _find_start(line, cue, verb, limit)
    return found if found is not None and found[0] < limit else None


def _find_start(line: Line, cue: Cue, verb: int, limit: int) -> tuple[int, int | None] | None:
    speech = load_speech()
    i = _skip_manner(line, cue.end, limit)
    if i >= limit:
        return None
    if " " in cue.lemma and cue.lemma not in speech.verbs:
        return _after_wording(line, cue, verb, i, limit)
    addressee: int | None = None
    takes = speech.takes
    if cue.lemma in takes["addressee"] and (after := _after_addressee(line, cue, verb, i, limit)) is not None:
        addressee, i = i, _skip_manner(line, after, limit)
        if i + 1 < limit and line.low[i] in (",", ":") and line.low[i + 1] in QUOTE_MARKS:
            return i + 1, addressee
        if i >= limit or line.low[i] in (",", ":"):
            bare = cue.lemma not in takes["no_object"]
            return (addressee, addressee) if bare else None
    start = _start_behind(line, cue.lemma, verb, i, limit, addressee is not None)
    if start is None and cue.lemma in takes["infinitive"]:
        start = _infinitive_later(line, i, limit)
    if start is None and addressee is not None and cue.lemma not in takes["no_object"]:
        start = addressee
    return None if start is None else (start, addressee)


def _after_wording(line: Line, cue: Cue, verb: int, i: int, limit: int) -> tuple[int, int | None]:
    """Behind "expressed gratitude" and the like; the noun itself where nothing hangs on it."""
    addressee = None
    if cue.lemma.endswith(("attention", "notice")) and line.low[i] in ("of", "to"):
        after = line.party_at(i + 1) if i + 1 < limit else None
        if after is not None and after < limit:
            addressee, i = i + 1, after
    if line.low[i] == "that":
        return i + 1, addressee
    if cue.lemma.split(" ")[-1] in _AFTER_NOUN or cue.lemma.endswith(("attention", "notice")):
        return i, addressee
    if cue.lemma.split(" ")[-1] not in load_speech().nouns:
        return i, addressee
    if cue.keeps_noun or line.low[i] not in _AFTER_NOUN or line.low[i] == "of":
        return verb + 1, addressee
    if line.low[i] == "from":
        return verb + 1, addressee
    after = line.party_at(i + 1) if line.low[i] in ("to", "with") and i + 1 < limit else None
    if after is not None and after >= limit and line.low[i] == "to":
        return verb + 1, i + 1  # "relayed its condolences to Kenya": what is said is the condolences
    if after is not None and after < limit and line.low[after] in ("for", "over", "on", "that", "about"):
        return after + 1, i + 1
    return i + 1, addressee


def _skip_manner(line: Line, i: int, limit: int) -> int:
    if line.low[i : i + 1] == ["in"] and any(word in ("terms", "term") for word in line.low[i + 1 : i + 5]):
        i = next(j for j in range(i + 1, i + 5) if line.low[j] in ("terms", "term")) + 1
    while i < limit:
        dated = line.low[i] in _DATES and i + 1 < limit and line.is_time(i + 1)
        if not dated and not (line.words[i].tag == "RB" or line.low[i] in _MANNER or line.is_time(i)):
            break
        if not dated and line.low[i] in ("in", "at") and (i + 1 >= limit or line.low[i + 1] not in _MANNER):
            break
        i += 2 if dated or line.low[i : i + 2] == ["once", "more"] else 1
    return i


def _after_addressee(line: Line, cue: Cue, verb: int, i: int, limit: int) -> int | None:
    """The token after who is told; `None` where the party only opens a longer phrase ("Egypt's efforts").

    Verbs that take nothing but somebody and what he is told have him in any noun: "thanked his hosts for".
    """
    after = line.party_at(i)
    if after is None and line.words[i].tag == "PRP":
        after = i + 1
    goes_on = after is not None and after < limit and line.words[after].tag[:2] in ("NN", "PO", "JJ")
    if (after is None or goes_on) and cue.lemma in load_speech().takes["no_object"]:
        after = _after_object(line, cue, verb, i)
    if after is None or after > limit:
        return None
    after = _after_others(line, after, limit)
    if after < limit and (line.words[after].tag == "POS" or line.words[after].tag.startswith("NN")):
        return None
    if after < limit and line.low[after] == "of" and cue.lemma not in ("accuse", "inform", "warn", "assure", "remind"):
        return None
    return after


def _after_object(line: Line, cue: Cue, verb: int, i: int) -> int | None:
    """The token after a noun that a verb has right behind it, where what is told follows."""
    objects = (one for _, c in line.clauses if c.head.start == line.starts[verb] for one in c.objects)
    after = next((line.index(one.span.end) for one in objects if line.index(one.span.start) == i), None)
    if after is None or after + 1 >= line.end:
        return None
    after = _after_aside(line, after, line.end)
    if after >= line.end:
        return None
    tells = load_speech().prepositions.get(cue.lemma, frozenset()) | {"that"}
    return after if line.low[after] in tells or line.words[after].tag == "TO" else None


def _after_others(line: Line, after: int, limit: int) -> int:
    """The token after all who are told: "thanked Qatar, Egypt and the Government of Oman for"."""
    end, i = after, after
    while i + 1 < limit and line.low[i] in (",", "and", "&"):
        joined = line.low[i] != ","
        i += 1
        if not joined and line.low[i] == "and":
            joined, i = True, i + 1
        party = line.party_at(i) if i < limit else None
        if party is None or party > limit or (party < limit and line.words[party].tag in _FINITE):
            break
        i = party
        if joined:
            end = i
    return _after_aside(line, end, limit)


def _after_aside(line: Line, i: int, limit: int) -> int:
    """The token behind ", in particular the donors,", where one begins."""
    named = " ".join(line.low[i + 1 : i + 3])
    if line.low[i : i + 1] != [","] or not named.startswith(_ASIDES):
        return i
    return next((j + 1 for j in range(i + 1, min(i + MAX_SKIPPED, limit)) if line.low[j] == ","), i)


def _start_behind(line: Line, lemma: str, verb: int, i: int, limit: int, told: bool) -> int | None:
    takes, low = load_speech().takes, line.low
    if low[i] == "that" and line.words[i].tag in ("IN", "WDT", "DT"):
        return i + 1
    if low[i] in (":", ",") and i + 1 < limit and low[i + 1] in QUOTE_MARKS:
        return i + 1
    if low[i] in QUOTE_MARKS:
        return i
    if (behind := _behind_preposition(line, lemma, i)) is not None:
        return behind
    act = i + 1 + (low[i + 1 : i + 2] in (['"'], ["“"]))
    if low[i] == "to" and act < limit and line.words[act].tag == "VB":
        begin = i - 1 if low[i - 1] == "not" else i + 1
        return begin if lemma in takes["infinitive"] else None
    if line.words[i].tag in ("IN", "TO", "RP") or low[i] == ",":
        later = _that_later(line, i, limit)
        return _for_later(line, lemma, i, limit) if later is None else later
    if line.words[i].tag not in _BEGINS_NOUN and not told:
        return None
    if lemma not in takes["no_object"]:
        return i
    return i if line.has_content(verb) or _is_clause(line, i, limit) else None


def _is_clause(line: Line, i: int, limit: int) -> bool:
    """Whether a whole clause follows, not an object with a clause hung on it."""
    for j in range(i, limit):
        if line.words[j].tag in _FINITE:
            return True
        if line.low[j] in ("who", "which", "that", ",", "whom"):
            return False
    return False


def _behind_preposition(line: Line, lemma: str, i: int) -> int | None:
    speech = load_speech()
    own = speech.prepositions.get(lemma, frozenset())
    wanted = own or (_ABOUT if lemma in speech.takes["prepositions_about"] else frozenset())
    fits = line.low[i] in wanted and i + 1 < line.end and line.words[i + 1].lemma not in _NOT_SAID
    return i + 1 if fits and not line.is_time(i + 1) else None


def _infinitive_later(line: Line, i: int, limit: int) -> int | None:
    """ "Urged all parties to the conflict in the east to lay down arms": the act behind a long addressee."""
    j, last = i, min(i + MAX_SKIPPED, limit - 1)
    while j < last:
        j = _after_aside(line, j, limit)
        if j >= limit - 1:
            return None
        if line.words[j].tag in _FINITE or line.low[j] in (",", "who", "which", "that"):
            return None
        if line.low[j] == "to" and line.words[j + 1].tag == "VB":
            return j - 1 if line.low[j - 1] == "not" else j + 1
        j += 1
    return None


def _for_later(line: Line, lemma: str, i: int, limit: int) -> int | None:
    """ "Apologised to the families of the dead for the delay": what is said behind a long addressee."""
    wanted = load_speech().prepositions.get(lemma, frozenset()) & _FOR
    if line.low[i] not in ("to", "with") or not wanted:
        return None
    for j in range(i + 1, min(i + MAX_SKIPPED, limit - 1)):
        opens = line.low[j] in (",", "who", "which", "that") or line.words[j + 1].tag == "VB"
        if opens or line.words[j].tag in _FINITE:
            return None
        if line.low[j] in wanted:
            return j + 1
    return None


def _that_later(line: Line, i: int, limit: int) -> int | None:
    """ "said in a statement on Tuesday that": the clause behind words of place, time and occasion."""
    j, last = i, min(i + MAX_SKIPPED, limit - 1)
    while j < last:
        if line.low[j] in QUOTE_MARKS and line.low[j - 1] in (",", ":"):
            return j
        if line.low[j] in ("who", "which") and line.low[j - 1] == ",":
            closed = next((k for k in range(j, last) if line.low[k] == ","), None)
            if closed is None or closed + 1 >= last or line.low[closed + 1] != "that":
                return None
            j = closed + 1
        if line.words[j].tag in _FINITE or line.low[j] in ("who", "which"):
            return None
        if line.low[j] == "that" and line.words[j].tag in ("IN", "WDT", "DT"):
            return j + 1
        j += 1
    return None
