"""Whether an event is told as done, to come, possible, long past or not done.

The five are PLOVER's auxiliaries. What an event hangs on decides first ("plans to", "failed to", "if"),
then its own verb group, then the time it is given.
"""

from __future__ import annotations

import re

from dragoman.coding.reading import Reading
from dragoman.knowledge.frames import load_lexicon
from dragoman.records import Clause, Time, find_range

# Modals that leave open whether it happens; "will" and "shall" are the future.
_OPEN_MODALS = frozenset(["would", "could", "might", "may", "can", "should", "must", "ought", "'d", "’d", "cannot"])
# Openers of what still has to come for the rest to be so.
_UNTIL = frozenset(["until", "unless", "if", "should", "whether", "once"])
_LONG_AGO = re.compile(r"\b(?:years?|decades?|centur(?:y|ies))\s+ago\b|\blast century\b|\bin the past\b", re.I)
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
# A year before the last is history, not news, in texts with a date of publication.
HISTORY_YEARS = 2
MAX_DEPTH = 6
# Subjects that say nobody did it.
_NOBODY = frozenset(["no", "none", "neither", "nobody", "no-one"])
# Verbs whose content with "would" is what their subject means to do.
_WILLS = frozenset("warn vow threaten pledge promise swear decide agree".split())
# Verbs that in the passive say of their subject that it is to come.
_PLANNED = frozenset("schedule plan expect foresee envisage".split())
# Verbs by which what a noun names comes about.
_HAPPENS = frozenset("hold take host convene begin start resume continue be happen occur conduct".split())
# Words that with "to" put a verb in the future, and those that leave it open.
_DUE = frozenset("due set scheduled slated expected planned poised going about".split())
_ABLE = frozenset("ready prepared willing likely able unlikely free eager".split())


def find_auxiliary(reading: Reading, number: int, time: int | None) -> str | None:
    """The auxiliary of the event in a clause; `None` where the words only say what an act is for.

    "Travelled to Moscow to meet the president" says why, not that it was done.
    """
    found = _from_words(reading, number, 0)
    if found != "actual":
        return found
    if time is not None and is_historical(reading, reading.marked.times[time]):
        return "historical"
    clause = reading.marked.clauses[number]
    words = reading.own_span(clause).of(reading.marked.document.text)
    return "historical" if _LONG_AGO.search(words) else found


def is_historical(reading: Reading, time: Time) -> bool:
    """Whether a time lies far before the text: "in 1999", "thirty years ago"."""
    words = time.span.of(reading.marked.document.text)
    if _LONG_AGO.search(words):
        return True
    years = [int(year) for year in _YEAR.findall(words)]
    return bool(years) and max(years) <= _last_year(reading) - HISTORY_YEARS


def _last_year(reading: Reading) -> int:
    """The year the text was written in: of its publication, else the latest it speaks of."""
    document = reading.marked.document
    if document.published:
        return int(document.published[:4])
    return max((int(year) for year in _YEAR.findall(document.text)), default=0)


def _from_words(reading: Reading, number: int, depth: int) -> str | None:
    clause = reading.marked.clauses[number]
    if reading.marked.sentences[clause.sentence].span.of(reading.marked.document.text).rstrip("\"”' ").endswith("?"):
        return "hypothetical"
    if clause.negated or _has_nobody(reading, clause):
        return "negated"
    if clause.conditional or _opener(reading, clause) in _UNTIL:
        return "hypothetical"
    if clause.tense == "future":
        return "future"
    if (ahead := _ahead(reading, clause)) is not None:
        return ahead
    if clause.modal in _OPEN_MODALS:
        return "future" if _is_reported_plan(reading, clause) else "hypothetical"
    governor = clause.governor
    if governor is None or depth > MAX_DEPTH:
        headline = reading.marked.sentences[clause.sentence].kind == "headline"
        return "future" if clause.form == "infinitive" and headline else "actual"
    if clause.form == "infinitive" and clause.relation != "relative":
        return _of_infinitive(reading, number, depth)
    if clause.form == "participle":
        return _of_participle(reading, number, depth)
    told = reading.marked.clauses[governor].lemma in load_lexicon().bare["say"]
    if clause.relation == "complement" or (clause.relation == "conjunct" and told):
        return _of_content(reading, governor)
    return "actual"


def is_subject_ahead(reading: Reading, noun: Clause) -> bool:
    """ "The next round of talks is due in May", "will be hosted by Oman", "is planned for May"."""
    clauses = (reading.marked.clauses[n] for n in find_range(reading.marked.clauses, noun.sentence))
    whole = (c for c in clauses if c.form == "finite" and c.subject is not None and c.subject.span.covers(noun.head))
    governor = next(whole, None)
    if governor is None or governor.negated:
        return False
    if governor.tense == "future":
        return governor.lemma.partition(" ")[0] in _HAPPENS
    behind = reading.token_at(governor.head.end + 1)
    due = governor.lemma == "be" and behind is not None and behind.text.lower() == "due"
    return due or (governor.lemma in _PLANNED and governor.voice == "passive" and governor.tense == "present")


def _has_nobody(reading: Reading, clause: Clause) -> bool:
    """Whether the subject says that nobody did it: "no official has met", "neither side signed"."""
    subject = clause.subject
    token = reading.token_at(subject.span.start) if subject else None
    before = reading.token_before(subject.span.start) if subject else None
    words = [t.text.lower() for t in (token, before) if t is not None]
    return any(word in _NOBODY for word in words[:1]) or words[1:] == ["no"]


def _opener(reading: Reading, clause: Clause) -> str:
    token = reading.token_at(clause.span.start)
    return token.text.lower() if token and clause.relation == "adverbial" else ""


def _ahead(reading: Reading, clause: Clause) -> str | None:
    """What the words before the verb say: "is due to visit" is to come, "is ready to send" is open."""
    to = reading.token_before(clause.verb.start)
    word = reading.token_before(to.span.start) if to and to.text.lower() == "to" else None
    if word is None or word.text.lower() not in _DUE | _ABLE:
        return None
    return "future" if word.text.lower() in _DUE else "hypothetical"


def _is_reported_plan(reading: Reading, clause: Clause) -> bool:
    """ "said it would withdraw": a will, told in the past; what one warns of or vows is one's will too."""
    if clause.governor is None or clause.relation != "complement":
        return False
    governor = reading.marked.clauses[clause.governor]
    if governor.lemma == "warn" and clause.modal in ("could", "may", "might", "would", "'d", "’d"):
        return _is_own(reading, clause, governor)
    if clause.modal not in ("would", "'d", "’d"):
        return False
    if governor.lemma in _WILLS:
        return True
    return governor.lemma in load_lexicon().bare["say"] and governor.tense == "past"


def _is_own(reading: Reading, clause: Clause, governor: Clause) -> bool:
    """Whether both have one subject: he who warns of what he will do himself threatens."""
    subject, speaker = clause.subject, governor.subject
    if subject is None or speaker is None:
        return False
    if subject.pronoun in ("it", "they", "he", "she", "we", "i") or subject.span == speaker.span:
        return True
    mine, theirs = ({code for m in p.mentions for code in reading.codes(m)} for p in (subject, speaker))
    return bool(mine & theirs)


def _of_infinitive(reading: Reading, number: int, depth: int) -> str | None:
    governor = reading.marked.clauses[reading.marked.clauses[number].governor or 0]
    bare = load_lexicon().bare
    lemma = governor.lemma.partition(" ")[0] if governor.lemma not in bare["negative"] else governor.lemma
    if lemma in bare["negative"]:
        return "negated"
    if lemma in bare["future"]:
        return "negated" if governor.negated else "future"
    if lemma in bare["wish"]:
        return "hypothetical"
    if lemma in bare["aspect"]:
        return _from_words(reading, reading.marked.clauses[number].governor or 0, depth + 1)
    return None


def _of_participle(reading: Reading, number: int, depth: int) -> str | None:
    clause = reading.marked.clauses[number]
    governor = reading.marked.clauses[clause.governor or 0]
    before = reading.token_before(clause.verb.start)
    word = before.text.lower() if before else ""
    if word == "without":
        return "negated"
    if word in ("before", "of", "for", "from", "against", "on", "about", "to", "in"):
        return None
    if clause.relation == "complement":
        bare = load_lexicon().bare
        if governor.lemma in bare["negative"]:
            return "negated"
        if governor.lemma in bare["wish"] or governor.lemma in bare["future"]:
            return "hypothetical"
    return _from_words(reading, clause.governor or 0, depth + 1) if clause.relation != "relative" else "actual"


def _of_content(reading: Reading, governor: int) -> str:
    """What is hoped, feared or not said has not happened; what is said counts as told."""
    clause = reading.marked.clauses[governor]
    lemma = clause.lemma.partition(" ")[0]
    if lemma in ("hope", "fear", "wish", "doubt", "imagine", "pretend", "suppose", "demand", "insist", "propose"):
        return "hypothetical"
    if clause.negated or lemma in ("deny", "refute"):
        return "negated"
    if clause.conditional:
        return "hypothetical"
    return "actual"
