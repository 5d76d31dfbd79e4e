"""What came of a meeting, sentence by sentence: what was signed, agreed or accepted, one thing at a time.

"Agreed to raise trade and to open a line" are two things. What is said of a thing beside what it is stays outside:
"signed an agreement, which will enter into force".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from dragoman.knowledge.speech import load_encounters
from dragoman.readout.cutting import TELLS_MORE
from dragoman.readout.invitations import is_declined
from dragoman.readout.lines import Line, are_many
from dragoman.records import Clause, Phrase, Span

# What an agreement hangs on: "agreed to", "concurred in".
_AGREES_ON = frozenset(["to", "on", "that", "upon", "in"])
# What opens more of what was agreed, by the word that opened the first of it.
_NEXT = {
    "to": ("VB", "VBD", "VBN", "VBP"),
    "on": ("VBG", "DT", "NN"),
    "upon": ("VBG", "DT", "NN"),
    "in": ("VBG",),
    "that": (),
}
_LINKS = frozenset(["and", ",", ";"])
# To keep on as before is nothing new.
_GOES_ON = (
    ("stay", "in", "touch"), ("keep", "in", "touch"), ("remain", "in", "touch"), ("remain", "in", "contact"),
    ("stay", "in", "contact"), ("remain", "in", "regular", "contact"), ("remain", "seize"),
    ("remain", "actively", "seize"), ("remain", "in", "close", "contact"), ("stay", "in", "close", "contact"),
    ("maintain", "close", "contact"), ("keep", "in", "close", "contact"),
)  # fmt: skip
_WITNESSES = frozenset(["witness", "attend", "oversee", "observe"])
_SIGNINGS = frozenset(["signing", "signature", "exchange"])
_ENDINGS = frozenset(["signing", "signature", "adoption", "conclusion", "initialling"])
# "Concluded its session with a plan for the year" concludes no plan.
_SAT = frozenset("session meeting visit talk round consultation negotiation summit tour sitting".split())
_RECORDS = frozenset(["minute", "minutes"])
_INVITATION = "invitation"
# What talks end in: "resulted in the signing of", "saw the adoption of".
_ENDS_IN = frozenset("see result culminate end conclude yield lead".split())
# What two sides come to, with the verbs that bring them there.
_REACHES = frozenset(["reach", "achieve", "strike"])
_REACHED = frozenset("agreement understanding consensus deal accord compromise settlement arrangement".split())
_EXCHANGED = frozenset("note letter instrument".split())
_ESTABLISHES = frozenset("establish restore re-establish reestablish resume".split())
# What one side alone says it will do is a position; of both it is what they agreed.
_SETTLES = frozenset(["settle", "arrange"])
# What is handed to others to do is settled by those who met.
_ENTRUSTS = frozenset("task entrust mandate instruct direct authorise authorize".split())
# What those who met approve, without a word for what it is written in.
_APPROVES = frozenset("adopt approve endorse".split())
_OPENS_OBJECT = frozenset("DT JJ NN NNS NNP NNPS CD PRP$".split())
_FINISHES = frozenset(["finalise", "finalize"])
_PROLONGS = frozenset(["extend", "renew", "prolong"])
_PLEDGES = frozenset(["pledge", "commit"])
_BOTH = frozenset("side party minister leader president country government delegation head they both".split())
_THE_TWO = frozenset(["the two", "the three", "the four"])
_GATHERINGS = frozenset("summit meeting council conference commission committee troika forum".split())
# Behind who signed stands on what: "was signed between the ports on pilotage in Mombasa".
_BETWEEN = frozenset(["between", "with"])
_TOPICS = frozenset(["on", "for", "concerning", "regarding", "about"])
_AFTER_TOPIC = frozenset(["by", "in", "at", "during", "under", "following", "after", ",", ";"])
# How far behind its verb an object stands.
REACH = 8


class Result(NamedTuple):
    """One thing that came of a meeting."""

    sentence: int
    span: Span
    subject: Phrase | None


def find_results(line: Line) -> Iterator[Result]:
    """What one sentence says was signed, agreed or accepted."""
    told = [_as_told(line, clause) for clause in line.clauses]
    line = line if told == line.clauses else Line(line.cast, line.sentence, told)
    for clause in told:
        if clause.negated or clause.modal or clause.conditional or clause.form != "finite" or clause.tense == "future":
            continue
        subject = clause.subject if clause.voice == "active" else None
        for first, last in _extents(line, clause):
            span = Span(line.words[first].span.start, line.words[last - 1].span.end)
            yield Result(line.sentence, span, subject)


def _as_told(line: Line, clause: Clause) -> Clause:
    """A clause with its verb as told: "the Ministers adopted the declaration" has no participle."""
    if clause.form != "participle" or clause.voice != "passive" or clause.subject is None:
        return clause
    verb = line.index(clause.verb.start)
    doer = line.words[line.index(clause.subject.span.end) - 1].lemma.lower().removesuffix("s")
    behind = _tag(line, verb + 1)
    acts = doer in _BOTH and verb and line.words[verb].span == clause.verb and behind in _OPENS_OBJECT - {"NNP"}
    return replace(clause, form="finite", voice="active", tense="past") if acts else clause


def _extents(line: Line, clause: Clause) -> list[tuple[int, int]]:
    """The tokens of each thing that a clause says came of it."""
    outcomes, base = load_encounters().outcomes, clause.lemma.split(" ")[0]
    verb = line.index(clause.head.start)
    whole = line.limit(clause)
    limit = _without_more(line, verb, whole)
    if base in outcomes["signed"] or base in _WITNESSES:
        found = _signed(line, clause, verb, limit)
        if found is None and base in _APPROVES:
            found = _come_to(line, clause, base, verb, limit)
        if found is not None and clause.voice == "active":
            return [found, *_signed_too(line, limit, whole)]
    elif _agrees(line, clause, verb):
        return [*_agreed(line, verb, limit), *_agreed_too(line, verb, limit)]
    elif base == "accept" and "offer" in [word.lemma for word in line.words[verb + 1 : verb + 4]]:
        found = (verb, limit) if clause.voice == "active" and _is_of_all(line, clause) else None
    elif base in outcomes["invited"] and "mandate" not in line.low[verb + 1 : verb + 4]:
        found = _invited(line, clause, verb, limit)
    else:
        found = _come_to(line, clause, base, verb, limit)
    return [] if found is None else [found]


def _without_more(line: Line, verb: int, limit: int) -> int:
    """The end before ", which will meet", ", to which", ", to be followed by", which tell more than what it is."""
    for i in range(verb + 1, limit - 1):
        behind = i + 2 if line.words[i + 1].tag in ("IN", "TO") and i + 2 < limit else i + 1
        more = line.low[behind] in TELLS_MORE or line.low[i + 1] == "including"
        if line.low[i] == "," and (more or line.low[i + 1 : i + 4] == ["to", "be", "followed"]):
            return i
    return limit


def _come_to(line: Line, clause: Clause, base: str, verb: int, limit: int) -> tuple[int, int] | None:
    """ "Reached an understanding on transit", "exchanged notes on visas", "resulted in the signing of a protocol"."""
    low, lemmas = line.low[verb + 1 : limit], {word for o in clause.objects for word in line.cast.lemmas(o.span)}
    if base in _REACHES and clause.voice == "passive" and clause.subject is not None:
        reached = _REACHED & set(line.cast.lemmas(clause.subject.span))
        return (line.index(clause.subject.span.start), limit) if reached and not _is_no(line, clause.subject) else None
    if clause.voice == "passive":
        return None
    if base in _REACHES and _REACHED & lemmas and not _is_no(line, clause.objects[0]):
        return verb, limit
    if base == "exchange" and _EXCHANGED & lemmas:
        return verb, limit
    if base in _ESTABLISHES and low[:2] == ["diplomatic", "relations"]:
        return verb, limit
    if base in _PLEDGES and _are_both(line, clause) and low[:1] in (["to"], ["themselves"]):
        return verb, limit
    if _is_of_all(line, clause) and _do_together(line, clause, base, verb):
        return verb, limit
    if base in ("arrive", "come") and low[:1] in (["at"], ["to"]) and _REACHED & set(low[1:5]):
        return verb, limit
    if base in ("promise", "pledge") and _is_given(line, clause, base, verb):
        return verb, limit
    if base in _ENDS_IN:
        at = next((i for i in range(verb + 1, min(verb + REACH, limit)) if line.words[i].lemma in _ENDINGS), None)
        objects = load_encounters().outcomes["signed_objects"]
        if at is not None and any(word.lemma in objects for word in line.words[at + 1 : limit]):
            return at - (line.words[at - 1].tag == "DT"), limit
    return None


def _tag(line: Line, i: int) -> str:
    """The tag of a token; none where the sentence has broken off before it."""
    return line.words[i].tag if i < line.end else ""


def _is_of_all(line: Line, clause: Clause) -> bool:
    """Whether those who met do it, or the body or gathering that they are."""
    subject = clause.subject
    if subject is None:
        return False
    head = line.words[min(line.index(subject.head.start), line.end - 1)].lemma
    return _are_both(line, clause) or _is_body(line, clause) or head in _GATHERINGS


def _do_together(line: Line, clause: Clause, base: str, verb: int) -> bool:
    """Whether a verb of those who met tells what came of it: "directed the officials to", "finalised the text"."""
    lemmas = {word for o in clause.objects for word in line.cast.lemmas(o.span)}
    if base in _APPROVES:
        return _tag(line, verb + 1) in _OPENS_OBJECT
    if base in _ENTRUSTS:
        return bool(clause.objects)
    if base in _FINISHES:
        return bool(lemmas & load_encounters().outcomes["signed_objects"])
    if base in _PROLONGS:
        return "mandate" in line.low[verb + 1 : verb + 4]
    confirmed = line.low[verb + 1 : verb + 3] == ["that", "they"] and _tag(line, verb + 3) == "MD"
    return base == "confirm" and confirmed


def _is_body(line: Line, clause: Clause) -> bool:
    """Whether a body does something: "the Committee entrusted the matter to the ministers"."""
    ids = line.cast.of_phrase(clause.subject) if clause.subject is not None else ()
    return any(line.cast.entity(id).kind == "organization" for id in ids)


def _is_given(line: Line, clause: Clause, base: str, verb: int) -> bool:
    """Whether something definite is promised: "promised an answer by Easter", "pledged a further 15 million euros"."""
    if clause.tense != "past" or clause.relation == "relative" or verb + 1 >= line.end:
        return False
    paid = any(word.tag == "CD" for word in line.words[verb + 1 : verb + 5])
    return paid or (base == "promise" and (_tag(line, verb + 1) == "DT" or line.low[verb + 1 : verb + 2] == ["that"]))


def _are_both(line: Line, clause: Clause) -> bool:
    """Whether it is those who met that do something together."""
    said = set(line.cast.lemmas(clause.subject.span)) if clause.subject is not None else set()
    if clause.subject is not None and clause.subject.span.of(line.cast.text).lower() in _THE_TWO:
        return True
    return are_many(line, clause) and bool({word.removesuffix("s") for word in said} & _BOTH)


def _is_no(line: Line, phrase: Phrase) -> bool:
    """Whether a phrase is of nothing: "no agreement"."""
    return phrase.span.of(line.cast.text).lower().startswith(("no ", "any "))


# -- agreed -------------------------------------------------------------------------------------


def _agrees(line: Line, clause: Clause, verb: int) -> bool:
    """Whether somebody agrees, or "it was agreed"; what one is said to have decided is no outcome."""
    base = clause.lemma.split(" ")[0]
    accepts = base == "accept" and line.low[verb + 1 : verb + 2] == ["to"]
    settles = base in _SETTLES and clause.voice == "passive"
    settles = settles or (base == "resolve" and (clause.voice == "passive" or _is_of_all(line, clause)))
    if not (base in load_encounters().outcomes["agreed"] or accepts or settles):
        return False
    if clause.lemma in ("decide", "undertake") and clause.relation == "complement":
        return False
    return clause.voice == "active" or (
        clause.subject is not None and clause.subject.span.of(line.cast.text).lower() == "it"
    )


def _agreed(line: Line, verb: int, limit: int) -> list[tuple[int, int]]:
    """The things that hang on a verb of agreeing; the first with the verb."""
    opener = verb + 1
    while opener < limit and (line.words[opener].tag == "RB" or _is_time(line, opener)):
        opener += 1
    opener = _past_aside(line, opener, limit)
    if opener >= limit - 1 or line.low[opener] not in _AGREES_ON:
        return []
    if line.low[opener] == "on" and _is_time(line, opener + 1):
        return []  # "the truce to which they agreed on 27 April"
    if listed := _numbered(line, opener + 1, limit):
        return listed
    cuts = [i for i in range(opener + 2, limit - 1) if _is_next(line, opener, i)]
    begins = [verb, *cuts]
    extents = [(begin, _trim(line, begin, end)) for begin, end in zip(begins, [*cuts, limit], strict=True)]
    return [(first, last) for first, last in extents if last > first + 1 and not _goes_on(line, first, last)]


def _past_aside(line: Line, i: int, limit: int) -> int:
    """Past "in principle", "at the time", "in this regard" before what was agreed."""
    if line.low[i : i + 1] not in (["in"], ["at"]):
        return i
    behind = i + 2 + (_tag(line, i + 1) == "DT")
    aside = behind < limit and line.words[behind - 1].tag == "NN" and line.low[behind] in ("to", "that", "on")
    return behind if aside else i


def _agreed_too(line: Line, verb: int, limit: int) -> list[tuple[int, int]]:
    """What is agreed behind what was told in between: "to meet in Athens, to which he invited her, and to open"."""
    if limit + 2 >= line.end or line.low[limit] != "," or "to" not in line.low[verb + 1 : verb + 3]:
        return []
    at = next((i for i in range(limit + 1, line.end - 2) if tuple(line.low[i : i + 3]) == (",", "and", "to")), None)
    if at is None or line.words[at + 3 if at + 3 < line.end else at].tag not in _NEXT["to"]:
        return []
    last = _without_more(line, at + 3, line.end)
    return [(at + 2, _trim(line, at + 2, last))]


def _is_time(line: Line, i: int) -> bool:
    times = line.cast.marked.times
    return any(t.sentence == line.sentence and t.span.covers(line.words[i].span) for t in times)


def _is_next(line: Line, opener: int, i: int) -> bool:
    """Whether one more thing begins at a token: "and [to] set up", ", and [on] resuming"."""
    if line.low[i] != line.low[opener] or line.low[i - 1] not in _LINKS:
        return False
    if line.low[i] == "that":
        return line.low[i - 1] == "and"
    if line.low[i - 1] == "," and line.low[i + 1] == "be":
        return False  # "a roster, to be hosted by Sweden"
    return line.words[i + 1].tag in _NEXT[line.low[opener]]


def _numbered(line: Line, first: int, limit: int) -> list[tuple[int, int]]:
    """The things of "to: (i) close the border; (ii) suspend ..."."""
    marks = [
        i for i in range(first, limit - 2) if line.low[i] == "(" and line.low[i + 2] == ")" and len(line.low[i + 1]) < 5
    ]
    if len(marks) < 2 or marks[0] > first + 1:
        return []
    ends = [*marks[1:], limit]
    return [(i + 3, _trim(line, i + 3, end)) for i, end in zip(marks, ends, strict=True) if end > i + 3]


def _trim(line: Line, first: int, last: int) -> int:
    while last > first and line.low[last - 1] in (*_LINKS, "as", "well", "also"):
        last -= 1
    return last


def _goes_on(line: Line, first: int, last: int) -> bool:
    """Whether no more is agreed than to stay in touch."""
    lemmas = [word.lemma for word in line.words[first:last]]
    return any(tuple(lemmas[i : i + len(row)]) == row for row in _GOES_ON for i in range(len(lemmas)))


# -- signed and invited -------------------------------------------------------------------------


def _signed(line: Line, clause: Clause, verb: int, limit: int) -> tuple[int, int] | None:
    objects = load_encounters().outcomes["signed_objects"] | _RECORDS
    if clause.lemma.split(" ")[0] in _WITNESSES:
        signing = next((i for i in range(verb + 1, min(verb + 4, limit)) if line.words[i].lemma in _SIGNINGS), None)
        named = signing is not None and any(word.lemma in objects for word in line.words[signing + 1 : limit])
        return (verb + 1, limit) if clause.voice == "active" and named else None
    if clause.voice == "passive":
        if clause.subject is None or not objects & set(line.cast.lemmas(clause.subject.span)):
            return None
        last = max(verb + 1, line.index(clause.verb.end))
        return (line.index(clause.subject.span.start), _behind_signers(line, clause, last, limit))
    if any(_SAT & set(line.cast.lemmas(o.span)) for o in clause.objects):
        return None
    return (verb, limit) if any(word.lemma in objects for word in line.words[verb + 1 : limit]) else None


def _signed_too(line: Line, first: int, limit: int) -> list[tuple[int, int]]:
    """What is signed beside what has parts of its own: "a treaty, including an annex, and a roadmap on energy"."""
    objects = load_encounters().outcomes["signed_objects"]
    for i in range(first + 1, limit - 3):
        if line.low[i : i + 2] != [",", "and"] or _tag(line, i + 2) != "DT":
            continue
        head = next((n for n in range(i + 3, limit) if line.words[n].tag[:2] not in ("JJ", "NN")), limit)
        if any(word.lemma in objects for word in line.words[i + 3 : head]):
            return [(i + 2, _trim(line, i + 2, _without_more(line, i + 2, limit)))]
    return []


def _behind_signers(line: Line, clause: Clause, last: int, limit: int) -> int:
    """Where "was signed between the two ministries on the exchange of archives" ends, or "was signed" alone."""
    if last >= limit or line.low[last] not in _BETWEEN:
        return last
    topic = next((i for i in range(last + 1, limit) if line.words[i].tag == "IN" and line.low[i] != "of"), None)
    if topic is None or line.low[topic] not in _TOPICS or _is_time(line, topic + 1):
        return last
    ends = (i for i in range(topic + 1, limit) if line.low[i] in _AFTER_TOPIC or _is_time(line, i))
    end = next(ends, limit)
    return end - 1 if line.low[end - 1] in ("on", "in", "at") else end


def _is_told_of(line: Line, i: int) -> bool:
    """Whether "that" or "which" tells of the noun before it: "the forum that will be held in May"."""
    return line.low[i] in ("that", "which") and _tag(line, i + 1) in ("MD", "VBZ", "VBP", "VBD")


def _invited(line: Line, clause: Clause, verb: int, limit: int) -> tuple[int, int] | None:
    """ "Invited X to Y", "renewed the invitation to X", "an invitation was addressed to X"."""
    base = clause.lemma.split(" ")[0]
    end = next((i for i in range(verb + 1, limit - 1) if _is_told_of(line, i)), limit)
    if clause.relation == "relative":  # "to which he invited her, and to launch talks"
        end = next((i for i in range(verb + 1, end - 2) if line.low[i : i + 3] == [",", "and", "to"]), end)
    if is_declined(line.cast, clause):
        return None
    if base == "invite":
        return (verb, end) if clause.voice == "active" or "to" in line.low[verb + 1 : verb + REACH] else None
    if clause.voice == "passive":
        if clause.subject is None or _INVITATION not in line.cast.lemmas(clause.subject.span):
            return None
        return line.index(clause.subject.span.start), end
    held = load_encounters().outcomes["accepted_objects"]
    return (verb, limit) if any(word.lemma in held for word in line.words[verb + 1 : verb + REACH]) else None
