"""A marked document as the matcher asks about it: words by place, and what kind of thing a mention is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from dragoman.knowledge.frames import Wanted
from dragoman.knowledge.ontology import context_words, load_ontology
from dragoman.records import Clause, Marked, Mention, Phrase, Span, Token

# Longest run of words that a word list may hold ("minister of foreign affair").
MAX_RUN = 4
OFFICIAL_KINDS = frozenset(["person", "office"])
PARTY_KINDS = frozenset(["person", "office", "organization", "government", "country", "group"])
STATE_KINDS = frozenset(["country", "government", "office"])
STATE_SECTORS = frozenset(["GOV", "LEG", "JUD", "SPY"])
# Who demonstrates, strikes and riots; states and their arms do not.
CROWD_KINDS = frozenset(["group", "person", "organization"])
CROWD_SECTORS = frozenset("CVL SOC OPP LAB EDU MED AGR REF REL JRN NGO PTY MIN LEG REB ELI".split())
PRESS = "JRN"
PARTITIVES = frozenset(
    """dozen hundred thousand score number group lot couple series batch some part ten million piece majority
    handful pair round % percent wave string rest half tonne ton
    barrel truckload planeload consignment""".split()
)
CURRENCY = frozenset("$ € £ ¥ US$".split())
MAGNITUDES = frozenset("million billion trillion m bn".split())
_DATELINE = re.compile(
    r"[A-Z][A-Z .'’/-]{2,}(?:,[^()\u2013\u2014]{0,40}?)?(?:\([^)]{1,60}\)\s*)?\s[-\u2013\u2014]{1,2}\s"
)
# "Norway pledged 2 billion, the Emirates 1.5 billion": a party after a mark with a sum right behind it.
_GAPPED_BEFORE = re.compile(r"\d[^,;.()]*(?:,|;|\sand|,\sand)\s(?:the\s|The\s)?$")
_AMOUNT = re.compile(
    r"\s(?:about\s|some\s|another\s|a\sfurther\s)?(?:US)?[$€£]?\d[\d.,]*(?!\d|\s?(?:January|February|March|April|May|June|July|August|September|October|November|December))\b"
)
# Words whose context is another in one company: tear gas is no gas.
_COMPOUNDS = ("tear gas", "water cannon", "west bank", "gas mask", "black market", "bank note")


class Reading:
    """Look-ups over one marked document; made once, asked many times."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.starts = [token.span.start for token in marked.tokens]
        self._openings: dict[int, int] = {}
        self._clauses: dict[int, list[Clause]] = {}
        self._runs: dict[int, dict[str, list[int]]] = {}

    # -- words

    def tokens(self, span: Span) -> range:
        """Indexes of the tokens that begin inside a span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def token_at(self, start: int) -> Token | None:
        """The token that begins at an offset."""
        i = bisect_left(self.starts, start)
        return self.marked.tokens[i] if i < len(self.starts) and self.starts[i] == start else None

    def token_before(self, start: int) -> Token | None:
        """The token before an offset."""
        i = bisect_left(self.starts, start)
        return self.marked.tokens[i - 1] if i > 0 else None

    def runs(self, sentence: int) -> dict[str, list[int]]:
        """Each run of up to four words of a sentence, as lemmas and as written, with its first tokens."""
        if sentence not in self._runs:
            self._runs[sentence] = self._count_runs(sentence)
        return self._runs[sentence]

    def _count_runs(self, sentence: int) -> dict[str, list[int]]:
        extent = self.marked.sentences[sentence].tokens
        tokens = self.marked.tokens[extent.start : extent.end]
        found: dict[str, list[int]] = {}
        written = tuple(t.text.lower() for t in tokens)
        forms = {written, tuple(_norm(t) for t in tokens), tuple(map(_singular, written))}
        for place in range(extent.start, extent.end):
            i = place - extent.start
            # Most words are written as their lemmas are: what reads the same is counted once.
            for words in {form[i : i + MAX_RUN] for form in forms}:
                run = ""
                for word in words:
                    run = f"{run} {word}" if run else word
                    places = found.setdefault(run, [])
                    if not places or places[-1] != place:
                        places.append(place)
        return found

    def first(self, words: frozenset[str] | dict[str, str], sentence: int, span: Span) -> str | None:
        """The word of a list that comes first in a span, the longest where two begin together."""
        inside = self.tokens(span)
        best: tuple[int, int, str] | None = None
        runs = self.runs(sentence)
        smaller, larger = (runs, words) if len(runs) < len(words) else (words, runs)
        for word in smaller:
            if word in larger:
                place = next((p for p in runs[word] if inside.start <= p < inside.stop), None)
                if place is not None and (best is None or (place, -len(word)) < best[:2]):
                    best = (place, -len(word), word)
        return best[2] if best else None

    def has(self, words: frozenset[str], sentence: int, span: Span, but: Span | None = None) -> bool:
        """Whether a span holds one of the words, other than the one at `but`."""
        inside = self.tokens(span)
        left_out = self.tokens(but).start if but else -1
        runs = self.runs(sentence)
        return any(
            inside.start <= place < inside.stop and place != left_out
            for word in (words if len(words) < len(runs) else runs)
            if word in words
            for place in runs.get(word, ())
        )

    def contexts(self, sentence: int, span: Span) -> tuple[str, ...]:
        """The contexts whose words stand in a span, in the ontology's order."""
        inside = self.tokens(span)
        found: set[str] = set()
        table = context_words()
        runs = self.runs(sentence)
        masked = {p + i for words in _COMPOUNDS for p in runs.get(words, ()) for i in (0, 1)}
        for run, places in runs.items():
            names = table.get(run)
            if names and any(inside.start <= p < inside.stop and (" " in run or p not in masked) for p in places):
                found.update(names)
        return tuple(name for name in load_ontology().contexts if name in found)

    def heads(self, phrase: Phrase) -> tuple[str, ...]:
        """The head of a phrase as lemma, alone and with the words before it: "missile", "ballistic missile"."""
        i = self._real_head(phrase)
        if i is None:
            return ()
        found, run = [], ""
        for j in range(i, max(-1, i - MAX_RUN), -1):
            if self.starts[j] < phrase.span.start and j != i:
                break
            word = _norm(self.marked.tokens[j])
            run = f"{word} {run}" if run else word
            found.append(run)
        written = self.marked.tokens[i].text.lower()
        return (*found, written, _singular(written))

    def _real_head(self, phrase: Phrase) -> int | None:
        """The token that says what a phrase is: behind "dozens of", the noun that is counted."""
        i = bisect_left(self.starts, phrase.head.start)
        if i >= len(self.starts):
            return None
        tokens = self.marked.tokens
        while tokens[i].text in CURRENCY and i + 1 < len(tokens) and tokens[i + 1].tag == "CD":
            i += 1
            if i + 1 < len(tokens) and tokens[i + 1].text in MAGNITUDES:
                i += 1
        counts = tokens[i].lemma in PARTITIVES or tokens[i].tag == "CD"
        if counts and i + 1 < len(tokens) and tokens[i + 1].text.lower() == "of":
            inside = [j for j in self.tokens(phrase.span) if j > i + 1]
            counted = next((j for j in inside if not tokens[j].tag.startswith(("N", "J", "D", "V", "C", "P"))), None)
            nouns = [j for j in inside if tokens[j].tag.startswith("NN") and (counted is None or j < counted)]
            return nouns[-1] if nouns else i
        return i

    # -- mentions

    def is_a(self, index: int, kind: str) -> bool:
        """Whether a mention is of a kind that frames ask for ("party", "state", ...) or of a sector."""
        mention = self.marked.mentions[index]
        if mention.form == "pronoun" and self._is_possessive(mention):
            return False
        if kind == "people":
            return mention.kind in PARTY_KINDS
        if kind in ("party", "actor"):
            return self.is_party(mention)
        if kind == "person":
            return mention.kind in OFFICIAL_KINDS or mention.form == "pronoun"
        if kind == "place":
            return mention.kind in ("place", "country")
        if kind == "crowd":
            return self._is_crowd(mention)
        if kind == "state":
            return self._is_state(mention)
        return kind in mention.sectors

    def codes(self, index: int) -> tuple[str, ...]:
        """The countries or organisations a mention stands for, as far as its words tell."""
        mention = self.marked.mentions[index]
        if mention.of or mention.known is None:
            return mention.of
        return (mention.known,) if mention.kind in ("country", "government", "organization") else ()

    def is_party(self, mention: Mention) -> bool:
        """Whether a mention can act: somebody, some body of people, or a capital that stands for one."""
        if mention.kind in PARTY_KINDS:
            return True
        return mention.kind == "place" and bool(mention.of) and mention.form == "name"

    def _is_possessive(self, mention: Mention) -> bool:
        token = self.token_at(mention.span.start)
        return token is not None and token.tag == "PRP$"

    def _is_state(self, mention: Mention) -> bool:
        if mention.kind in STATE_KINDS:
            return True
        if mention.kind == "place":
            return bool(mention.of)
        official = mention.office is not None and bool(mention.of)
        return official or bool(STATE_SECTORS & set(mention.sectors[:1]))

    def _is_crowd(self, mention: Mention) -> bool:
        if mention.form == "pronoun":
            return mention.number == "many"
        if mention.kind not in CROWD_KINDS or self._is_state(mention):
            return False
        if mention.kind == "person" and mention.number == "one" and not mention.sectors:
            return False
        return not mention.sectors or mention.sectors[0] in CROWD_SECTORS

    def is_press(self, index: int) -> bool:
        """Whether a mention is a journalist or a news agency: who reports is nobody's source."""
        mention = self.marked.mentions[index]
        return PRESS in mention.sectors[:1]

    def parties(self, phrase: Phrase | None, *, kind: str = "party", deep: bool = False) -> tuple[int, ...]:
        """The mentions of a phrase that can play a part; with `deep`, else the first inside it."""
        if phrase is None:
            return ()
        own = tuple(
            m for m in phrase.mentions if self.is_a(m, kind) and not self._is_dateline(m) and not self.is_gapped(m)
        )
        if own or not deep:
            return own
        inside = self.mentions_in(phrase.span)
        return next(((m,) for m in inside if self.is_a(m, kind) and not self.is_gapped(m)), ())

    def between(self, phrase: Phrase) -> tuple[int, ...]:
        """The parties between which a phrase says something to be: "the Protocol between Peru and Chile"."""
        marks = [i for i in self.tokens(phrase.span) if self.marked.tokens[i].text.lower() in ("between", "among")]
        if not marks:
            return ()
        rest = Span(self.starts[marks[0]], phrase.span.end)
        inside = [m for m in self.mentions_in(rest) if self.is_a(m, "party")]
        outer = [m for m in inside if self.marked.mentions[m].outer not in inside]
        return tuple(outer[:2]) if len(outer) > 1 else ()

    def is_gapped(self, index: int) -> bool:
        """Whether a mention is the subject of a clause without its verb: "Norway gave 2 million, [Chad] 1 million"."""
        mention, text = self.marked.mentions[index], self.marked.document.text
        before = text[self.marked.sentences[mention.sentence].span.start : mention.span.start]
        return _AMOUNT.match(text, mention.span.end) is not None and _GAPPED_BEFORE.search(before) is not None

    def _is_dateline(self, index: int) -> bool:
        """Whether a mention stands before the dash that opens a wire report ("KANO, Nigeria (Wire) -")."""
        mention = self.marked.mentions[index]
        return self.in_dateline(mention.sentence, mention.span)

    def in_dateline(self, sentence: int, span: Span) -> bool:
        """Whether words stand before the dash that opens a wire report: where and when it was written."""
        if sentence not in self._openings:
            whole = self.marked.sentences[sentence].span
            found = _DATELINE.match(whole.of(self.marked.document.text))
            self._openings[sentence] = whole.start + found.end() if found else -1
        return span.start < self._openings[sentence]

    def mentions_in(self, span: Span) -> Iterator[int]:
        """Mentions that lie in a span, in the order of the text, outer before inner."""
        for index in self._ordered[bisect_left(self._mention_starts, span.start) :]:
            mention = self.marked.mentions[index]
            if mention.span.start >= span.end:
                return
            if mention.span.end <= span.end:
                yield index

    @cached_property
    def _ordered(self) -> list[int]:
        mentions = self.marked.mentions
        return sorted(range(len(mentions)), key=lambda i: (mentions[i].span.start, -mentions[i].span.end))

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [self.marked.mentions[i].span.start for i in self._ordered]

    def fits(self, phrase: Phrase, wanted: Wanted) -> bool:
        """Whether a phrase is what a frame asks for."""
        if not wanted:
            return True
        if any(head in wanted.words for head in self.heads(phrase)):
            return True
        if "agreement" in wanted.words and any(self.marked.mentions[m].kind == "agreement" for m in phrase.mentions):
            return True
        if wanted.words and any(title in wanted.words for title in self._titles(phrase)):
            return True
        return any(self.is_a(m, kind) for m in phrase.mentions for kind in sorted(wanted.kinds))

    def _titles(self, phrase: Phrase) -> Iterator[str]:
        """What a name in a phrase is called by: "ambassador" in "Ambassador Tran", "the Thai ambassador, Tran"."""
        for m in phrase.mentions:
            mention = self.marked.mentions[m]
            if mention.kind != "person":
                continue
            before = Span(phrase.span.start, phrase.head.start)
            title = [self.marked.tokens[i].text.lower() for i in self.tokens(before)]
            for words in ((mention.office or "").lower().split(), title):
                yield from (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, i + MAX_RUN + 1))

    def clauses_of(self, sentence: int) -> list[Clause]:
        """The clauses of one sentence."""
        if not self._clauses:
            for clause in self.marked.clauses:
                self._clauses.setdefault(clause.sentence, []).append(clause)
        return self._clauses.get(sentence, [])

    def own_span(self, clause: Clause) -> Span:
        """The clause up to the next clause that stands beside it ("..., while Russia called for ...")."""
        end = clause.span.end
        for other in self.clauses_of(clause.sentence):
            beside = other.relation in ("root", "adverbial", "conjunct") and other.form == "finite"
            if beside and clause.head.end < other.span.start < end:
                end = other.span.start
        return Span(clause.span.start, end)

    def source_words(self, clause: Clause) -> Span:
        """The clause from its verb on."""
        return Span(clause.verb.start, max(clause.span.end, clause.verb.end))


def _norm(token: Token) -> str:
    """The lemma; for names the word in lower case without a plural's "s"."""
    word = token.lemma
    return _singular(word) if token.tag in ("NNP", "NNPS") else word


def _singular(word: str) -> str:
    """The word without a plural's "s": what the lemmas of names and of rare nouns lack."""
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word
