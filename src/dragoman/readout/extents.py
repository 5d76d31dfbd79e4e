"""How far the words reach that name somebody: from the article to the last word of the phrase.

Layers keep the words that tell who is meant; the record gives the whole noun phrase, as people mark it: "the ICRC",
"evicted farmers", "captain Ama Boateng", "gunmen in military dress". Relative clauses stay outside.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.records import Entity, Marked, Mention, Span, Token

_NAMES = frozenset(["NNP", "NNPS"])
_NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS"])
_ADJECTIVES = frozenset(["JJ", "JJR", "JJS"])
_DETERMINERS = frozenset(["DT", "PDT", "PRP$"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
# What stands before the nouns of a phrase.
_BEFORE_NOUNS = frozenset(["JJ", "JJR", "JJS", "CD", "VBN", "VBG"])
# Kinds whose names may have an article before them, and whose common nouns stand before their names.
_WITH_ARTICLE = frozenset("country organization government group".split())
_APPOSED = frozenset("person organization group".split())
_PEOPLE = frozenset("group person office organization government".split())
# Before a number they say that it is a rough one.
_ROUGH = {
    ("more", "than"), ("fewer", "than"), ("less", "than"), ("at", "least"), ("at", "most"), ("up", "to"),
}  # fmt: skip
_ROUGHLY = frozenset("nearly almost about around over approximately some roughly only".split())
_PARTS = frozenset("some many several most dozens hundreds thousands all none".split())
# Verbs of which somebody is done something: "accused the army of a coup".
_OF_WHAT = frozenset(
    """accuse suspect convict warn inform remind assure reassure notify apprise deprive rid rob strip clear acquit
    absolve cure tell persuade convince advise accusation allegation charge suspicion""".split()
)
# Who is always of something: "the victims of the landslide".
_RELATIVE = frozenset(
    """victim survivor member head leader director chief president chairman chairwoman chair owner opponent supporter
    representative relative resident inhabitant crew founder author editor winner speaker governor commander captain
    importer exporter producer citizen native son daughter father mother widow brother sister""".split()
)
# What people are of and is no party: "officers of the unit", "residents of the village".
_WHOLES = frozenset(
    """unit guard brigade battalion force village town city district province region county island area camp country
    state nation world capital neighbourhood neighborhood settlement valley coast border continent bloc company firm
    agency party movement group faction wing branch council committee board commission assembly parliament house
    chamber cabinet church mosque community tribe clan family delegation mission team crew staff faculty university
    school hospital department ministry office club league union alliance coalition front port
    airport harbour ship vessel tanker boat plane republic kingdom federation empire prison jail factory mine plant base
    garrison fleet navy army police bank court paper newspaper channel sect order""".split()
)
_BEHIND_SUBJECT = frozenset("in from at with for of".split())
# Bodies that are told by where they stand, whatever part of the sentence they are.
_SEATED = frozenset("embassy consulate court tribunal garrison mission".split())
# What a place is called with behind its name, and what it is the name of.
_SITES = frozenset(
    """airport airfield province district region governorate oblast prefecture county prison port harbour crossing
    checkpoint market mosque cathedral stadium base camp refinery valley peninsula highway motorway wharf shrine temple
    monastery pass tunnel forest bridge dam plateau area reservoir river gap road station plant bank site square palace
    border mine substation barracks quarter strait canal basin delta hills town city village island islands""".split()
)
_WHOLE_PLACES = frozenset(
    """city town village province region governorate district locality port island islet state county municipality
    commune hamlet department prefecture""".split()
)
_OPENING_MARKS = frozenset([",", ";", ":", "-", "–", "—", '"', "“", "”", "''", "``", "(", "•"])
_OPENING_WORDS = frozenset("and but that while whether if as because after when although though where which".split())
# Words before a noun that are no part of its phrase: "shot dead two men", "flew home tourists".
_NO_PART = frozenset("such other dead home".split())
# Past forms that are nouns as well.
_PAST_FORMS = frozenset(["shot", "hit", "cut", "bid"])
# Before a place they say where something was, and before a noun when.
_WHERE = frozenset("in at near to from outside around".split())
_WHEN = frozenset("in at on during after before following since until amid".split())
_TIMES = frozenset(
    """morning afternoon evening night noon dawn dusk midnight today yesterday tomorrow tonight week weekend month year
    meantime meanwhile time day""".split()
)


def give_in_full(entities: Iterable[Entity], marked: Marked) -> tuple[Entity, ...]:
    """The entities with every mention as far as its phrase reaches.

    >>> from dragoman.records import Document
    >>> give_in_full((), Marked(Document("d", "Envoys met.")))
    ()
    """
    return _Extents(marked).of_all(tuple(entities))


class _Extents:
    """The words of one document, and which of them are mentions."""

    def __init__(self, marked: Marked) -> None:
        self.marked, self.tokens = marked, marked.tokens
        self._starts = [token.span.start for token in self.tokens]
        self._mentions = {mention.span: mention for mention in reversed(marked.mentions)}
        self._timed = {i for time in marked.times for i in self._tokens_of(time.span)}
        self._begins = [sentence.span.start for sentence in marked.sentences]
        self._ends = {mention.span.end for mention in marked.mentions if mention.form != "pronoun"}
        self._of: dict[int, int] = {}

    def of_all(self, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
        """All entities, told anew; the last mentions first, as a phrase may end with one that reaches further."""
        spans = sorted({span for entity in entities for span in entity.mentions}, reverse=True)
        taken: dict[int, set[Span]] = {}
        for span in spans:
            taken.setdefault(self._sentence(span.start), set()).add(span)
        kinds = {span: entity.kind for entity in entities for span in entity.mentions}
        full: dict[Span, Span] = {}
        for span in spans:
            found = self._reach(span, kinds[span])
            near = taken[self._sentence(span.start)]
            crosses = any(found.meets(o) and not (found.covers(o) or o.covers(found)) for o in near)
            full[span] = span if crosses or found in near else found
            near.add(full[span])
        return tuple(
            replace(entity, mentions=tuple(sorted({full[span] for span in entity.mentions}))) for entity in entities
        )

    def _reach(self, span: Span, kind: str) -> Span:
        mention = self._mentions.get(span)
        first, last = self._first(span.start), self._first(span.end - 1)
        if mention is None or mention.form in ("pronoun", "adjective") or self.tokens[first].span.start != span.start:
            return span
        if self.tokens[last].span.end != span.end:
            return span
        sentence = self.marked.sentences[mention.sentence].tokens
        if kind == "place" and mention.form == "name":
            return self._site(first, last, sentence)
        start = self._back(mention, kind, first, last, sentence.start)
        end = self._on(mention, start, last, sentence.end)
        if end != last:
            self._of[start] = end
        return Span(self.tokens[start].span.start, self.tokens[end].span.end)

    def _first(self, at: int) -> int:
        """The token at a place in the text."""
        return bisect_left(self._starts, at + 1) - 1

    def _tokens_of(self, span: Span) -> Iterator[int]:
        """The tokens of which a span has some letters."""
        for i in range(max(0, self._first(span.start)), len(self.tokens)):
            if self.tokens[i].span.start >= span.end:
                return
            if span.meets(self.tokens[i].span):
                yield i

    def _sentence(self, at: int) -> int:
        """The sentence at a place in the text."""
        return bisect_left(self._begins, at + 1) - 1

    def _site(self, first: int, last: int, sentence: Span) -> Span:
        """A place with what it is: "the Isfara [valley]", "the port of [Sfax]"."""
        start, end = first, last
        if end + 1 < sentence.end and self.tokens[end + 1].text in _SITES and not self._is_noun(end + 2, sentence.end):
            end += 1
        elif first > sentence.start + 1 and self.tokens[first - 1].text == "of":
            noun = first - 2
            if self.tokens[noun].text in _WHOLE_PLACES:
                start = noun
                while start > sentence.start and self.tokens[start - 1].tag in _ADJECTIVES:
                    start -= 1
        if (start, end) != (first, last) and start > sentence.start and self.tokens[start - 1].tag == "DT":
            start -= 1
        return Span(self.tokens[start].span.start, self.tokens[end].span.end)

    def _is_noun(self, i: int, end: int) -> bool:
        return i < end and self.tokens[i].tag in _NOUNS

    # -- to the left ----------------------------------------------------------------------------

    def _back(self, mention: Mention, kind: str, first: int, last: int, start: int) -> int:
        """The token with which the phrase begins."""
        if mention.form == "name" or mention.kind == "person":
            found = self._behind_noun(mention, kind, first, last, start)
            if found == first and kind in _WITH_ARTICLE and first > start and self._is_article(first - 1):
                found = first - 1 if not self._goes_on(last) else first
            return found
        if last + 1 < len(self.tokens) and self.tokens[last + 1].tag == "POS":
            return self._of_owner(first, start)
        if self.tokens[first].tag in _DETERMINERS:
            return self._before_parts(first, start)
        found = self._past_modifiers(first, start)
        if found > start and self.tokens[found - 1].tag in _DETERMINERS:
            return self._before_parts(found - 1, start)
        return self._before_numbers(found, start)

    def _of_owner(self, first: int, start: int) -> int:
        """ "one of [the president]'s sons", "the [train drivers]' union": a number before is of what is owned."""
        if self.tokens[first].tag in _DETERMINERS:
            return first
        found = self._past_modifiers(first, start)
        return found - 1 if found > start and self.tokens[found - 1].tag in _DETERMINERS else found

    def _is_article(self, i: int) -> bool:
        return self.tokens[i].text.lower() == "the"

    def _goes_on(self, last: int) -> bool:
        """Whether the phrase has its head behind the mention: "the [UK] minister"."""
        after = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        if after is None:
            return False
        if after.text[:1] in "-–/":
            return True
        return after.tag in _NOUNS | _ADJECTIVES | {"VBG", "CD"} and self.tokens[last].span.end < after.span.start

    def _behind_noun(self, mention: Mention, kind: str, first: int, last: int, start: int) -> int:
        """ "captain X", "the regional bloc X": where the common noun's phrase begins that stands before a name."""
        i = first - 1
        if kind not in _APPOSED or i < start or not self._is_plain_noun(i) or self.tokens[first].tag not in _NAMES:
            return first
        if mention.of and any(self.tokens[j].tag == "POS" for j in range(first, last + 1)):
            return first  # "a step Kenya's minister took"
        while i > start and self._modifies(i - 1, start):
            i -= 1
        if i > start and self.tokens[i - 1].tag in _DETERMINERS:
            i -= 1
        before = self.tokens[i - 1] if i > start else None
        if before is not None and (before.tag == "POS" or before.text.lower() in _WHEN):
            return first
        return first if before is not None and before.tag == "IN" and self._opens(i - 1, start) else i

    def _is_plain_noun(self, i: int) -> bool:
        token = self.tokens[i]
        if token.tag != "NN" or not token.text.islower() or token.text in _PAST_FORMS or token.text.endswith("ing"):
            return False
        return not self._is_time(i)

    def _is_time(self, i: int) -> bool:
        return i in self._timed or self.tokens[i].text.lower() in _TIMES

    def _modifies(self, i: int, start: int) -> bool:
        """Whether a word stands before a noun and says more of it."""
        token = self.tokens[i]
        if self._is_time(i) or token.text.lower() in _NO_PART or token.text in _PAST_FORMS:
            return False
        if token.tag in _NAMES and i > start and self.tokens[i - 1].text.lower() in _WHERE:
            return False  # "in Maseru looters burned shops"
        if token.tag == "NN" and token.text.endswith("ing"):
            return i > start and self.tokens[i - 1].tag in _DETERMINERS | _ADJECTIVES
        return token.tag in _ADJECTIVES | _NAMES | {"NN"}

    def _past_modifiers(self, first: int, start: int) -> int:
        """ "transport [workers]", "evicted [farmers]": the first of the words before a noun that belong to it."""
        i = first
        if self.tokens[first].tag == "CD":
            return first
        while i > start and (self._modifies(i - 1, start) or self._is_participle(i - 1, i, start)):
            i -= 1
        return first if i < first and self._is_of_a_place_before(i, start) else i

    def _is_of_a_place_before(self, i: int, start: int) -> bool:
        """ "At UN headquarters [envoys] met": the words before a noun may be what an opening "at" is of."""
        while i > start and self.tokens[i - 1].tag in _NAMES:
            i -= 1
        return i > start and self.tokens[i - 1].text.lower() in _WHERE and self._opens(i - 1, start)

    def _is_participle(self, i: int, noun: int, start: int) -> bool:
        """ "armed gangs", "the deported children": no verb of which the noun is the object."""
        if self.tokens[i].tag != "VBN" or self.tokens[noun].tag in (*_DETERMINERS, "CD"):
            return False
        before = self.tokens[i - 1] if i > start else None
        return (
            before is None or before.tag in ("DT", "PRP$", "CD", "JJ") or (before.tag == "IN" and before.text != "by")
        )

    def _before_numbers(self, first: int, start: int) -> int:
        """ "more than [300 people]", "at least [nine women]", "nearly [forty families]"."""
        if self.tokens[first].tag != "CD" and (first <= start or self.tokens[first - 1].tag != "CD"):
            return first
        i = first
        if i > start and self.tokens[i - 1].tag == "CD" and (i < start + 2 or self.tokens[i - 2].tag != "IN"):
            i -= 1
        if i > start + 1 and (self.tokens[i - 2].text.lower(), self.tokens[i - 1].text.lower()) in _ROUGH:
            return i - 2
        if i > start and self.tokens[i - 1].text.lower() in _ROUGHLY and self.tokens[i].tag == "CD":
            return i if i > start + 1 and self.tokens[i - 2].tag.startswith("VB") else i - 1
        return i

    def _before_parts(self, first: int, start: int) -> int:
        """ "two of [its citizens]", "thousands of [the displaced]": the number is part of the phrase."""
        if first < start + 2 or self.tokens[first - 1].text != "of":
            return first
        part, before = self.tokens[first - 2], self.tokens[first - 3] if first > start + 2 else None
        if self._is_time(first - 2) or (before is not None and before.tag in _NAMES):
            return first
        if part.tag == "CD" or part.text.lower() in _PARTS:
            return self._before_numbers(first - 2, start)
        return first

    # -- to the right ---------------------------------------------------------------------------

    def _on(self, mention: Mention, first: int, last: int, end: int) -> int:
        """The token with which the phrase ends."""
        if mention.form == "name" and mention.kind not in ("office", "government"):
            return last
        if mention.kind not in _PEOPLE:
            return last
        reach = self._of_what(first, last, end)
        head = self.tokens[last].lemma
        if reach == last and head in _SEATED and self._low(last + 1) in ("in", "at"):
            seat = self._phrase_end(last + 2, end)
            reach = seat - 1 if seat > last + 2 and not self._has_time(last + 2, seat) else last
        subject = self._subject_end(first, reach, end)
        return max(reach, subject)

    def _low(self, i: int) -> str:
        return self.tokens[i].text.lower() if i < len(self.tokens) else ""

    def _of_what(self, first: int, last: int, end: int) -> int:
        """ "officers of the unit": past what they are of, but for what somebody is accused of."""
        if self._low(last + 1) != "of" or last + 2 >= end:
            return last
        if first and self.tokens[first - 1].text == "by":
            return last  # "the shelling by the army of two villages"
        behind = self._phrase_end(last + 2, end)
        if behind == last + 2 or self._has_time(last + 2, behind) or self.tokens[last + 2].tag in ("VBG", "CD"):
            return last
        if self._low(behind) != "of" and self._is_done_of(first):
            return last
        noun = self.tokens[behind - 1]
        if _stem(self.tokens[last]) in _RELATIVE or noun.tag in _NAMES or _stem(noun) in _WHOLES:
            return behind - 1
        return behind - 1 if noun.span.end in self._ends or behind - 1 in self._of.values() else last

    def _is_done_of(self, first: int) -> bool:
        """Whether a verb or noun before a phrase goes on with "of": "accused the army and [the police] of abuse"."""
        for i in range(first - 1, max(self._sentence_start(first), first - 12) - 1, -1):
            if self.tokens[i].lemma in _OF_WHAT:
                return True
            if self.tokens[i].tag.startswith("VB") or self.tokens[i].text in (";", ":"):
                return False
        return False

    def _subject_end(self, first: int, last: int, end: int) -> int:
        """ "Gunmen in military dress shot": a subject reaches to its verb, over what says where or with what."""
        if not self._opens(first, self._sentence_start(first)):
            return last
        i = last
        for _ in range(3):
            if self._low(i + 1) not in _BEHIND_SUBJECT or i + 2 >= end:
                break
            behind = self._phrase_end(i + 2, end)
            if behind == i + 2 or self._has_time(i + 2, behind):
                return last
            i = behind - 1
        return i if i > last and self._is_verb(i + 1, end) else last

    def _sentence_start(self, i: int) -> int:
        return self.marked.sentences[self._sentence(self.tokens[i].span.start)].tokens.start

    def _opens(self, i: int, start: int) -> bool:
        """Whether a clause begins with a word."""
        if i <= start:
            return True
        before = self.tokens[i - 1]
        return before.text in _OPENING_MARKS or before.text.lower() in _OPENING_WORDS

    def _is_verb(self, i: int, end: int) -> bool:
        """Whether a finite verb stands there, or behind an adverb or a day."""
        for j in range(i, min(i + 4, end)):
            if self.tokens[j].tag in _FINITE or self._does(j, end):
                return True
            if self.tokens[j].tag != "RB" and not self._is_time(j):
                return False
        return False

    def _does(self, i: int, end: int) -> bool:
        """Whether a past form has its object behind it: "seized two envoys"."""
        return self.tokens[i].tag == "VBN" and i + 1 < end and self.tokens[i + 1].tag in ("DT", "CD", "PRP$", "NNP")

    def _has_time(self, first: int, last: int) -> bool:
        return any(self._is_time(i) for i in range(first, last))

    def _phrase_end(self, i: int, end: int) -> int:
        """The token behind the noun phrase that begins at `i`; `i` itself where none does."""
        j = i
        if j < end and j not in self._of and self.tokens[j].tag in _DETERMINERS:
            j += 1
        noun = i
        while j < end:
            if j in self._of:
                return self._of[j] + 1
            tag = self.tokens[j].tag
            if tag in _NOUNS:
                noun = j + 1
            elif tag != "POS" and (tag not in _BEFORE_NOUNS or noun == j):
                break
            j += 1
        return noun


def _stem(noun: Token) -> str:
    """A noun without a plural's s."""
    return noun.lemma.removesuffix("s")
