"""What was talked about, sentence by sentence, before anyone asks at which meeting."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from dragoman.knowledge.speech import load_encounters, load_speech
from dragoman.readout.cutting import cut_items
from dragoman.readout.fronted import find_fronted, find_list
from dragoman.readout.lines import FINITE, Line, are_many, is_inside_name, is_when
from dragoman.records import Clause, Phrase, Span, Token, find_range

# Verbs that also fit everyday acts of persons; they count only with "the talks" or "the sides".
_ONLY_MEETINGS = frozenset(
    "range encompass span address cover consider examine concern deal dwell deliberate be debate".split()
) | {"take up"}
_HOLDS = frozenset("hold have conduct continue resume exchange take".split())
_OPENS = frozenset("open begin start launch".split())
_TALKS = frozenset("talk negotiation consultation dialogue discussion".split())
# Whoever meets "to consider" something has it on the table.
_GATHERS = frozenset("meet convene gather assemble sit reconvene".split())
# What is held or received on a topic, beside talks: "held its summit on the situation in X".
_SITTINGS = frozenset("summit session conference roundtable round-table".split())
_TO_THE_PRESS = frozenset(["press", "news", "media"])
# Who is told of something is told it at the table: "briefed her on the talks".
_TELLS = frozenset(["brief", "inform", "update", "apprise", "acquaint"])
_TELLS_OF = frozenset(["on", "about", "of", "regarding", "concerning"])
_NEVER_OF = frozenset(["brief", "update"])
# "Raised the issue of", "raised concerns about": the topic stands behind the noun.
_RAISED = frozenset("issue question concern matter case point topic".split())
_MANNER = frozenset(["satisfaction", "detail", "depth", "concern", "interest"])
# Prepositions behind which a list of topics stands, and that may be said again before each of them.
_AGAIN = frozenset(["on", "of", "to", "about", "upon", "over", "with", "at"])
_SPEAKS = frozenset(["speak", "talk"])
_ASKS = frozenset(
    """task ask call urge instruct request direct mandate encourage order propose refuse entrust commission want
    promise pledge offer""".split()
)
# Who is ready to talk of something has not done so.
_READY = frozenset("ready willing prepared open due set likely able eager keen".split())
# What is heard or given of a topic: "heard a briefing on", "gave an account of".
_REPORTS = frozenset(["briefing", "update", "report", "presentation", "account", "explanation"])
_GETS = frozenset(["receive", "hear", "give", "present"])
# "Came under discussion", "came under review".
_UNDER = frozenset(["discussion", "review", "consideration", "examination"])
# What parties sit down to eat, which is nothing they talk of: "met over lunch".
_MEALS = frozenset("lunch dinner breakfast coffee tea luncheon phone telephone video weekend".split())
_ABOUT = frozenset(["about", "regarding", "concerning", "on", "over"])
# "A session devoted to", "was dedicated to".
_DEVOTES = frozenset(["devote", "dedicate"])
_PAYS = frozenset(["pay", "devote", "give"])
# What is said of a list before it: "discussed, among other things, the war".
_BY_THE_WAY = (("inter", "alia"), ("among", "other", "things"), ("among", "others"), ("in", "particular"))
# What topics do to talks: "dominated the agenda", "was on the table", "topped the agenda".
_LEADS = frozenset(["dominate", "top", "figure", "feature", "be"])
REACH = 6


class Talk(NamedTuple):
    """Items of one sentence's agenda, and the words of the sentence that are not the items."""

    sentence: int
    items: tuple[Span, ...]
    subject: Phrase | None


def find_talks(line: Line) -> Iterator[Talk]:
    """The agenda that one sentence tells."""
    for opened in find_fronted(line):
        if items := [item for first, last in _by_preposition(line, *opened) for item in _cut(line, first, last)]:
            yield Talk(line.sentence, tuple(items), None)
    for clause in line.clauses:
        extent = _extent(line, clause)
        if extent is None or clause.negated:
            continue
        items = [item for first, last in _by_preposition(line, *extent) for item in _cut(line, first, last)]
        if items:
            yield Talk(line.sentence, tuple(items), clause.subject if clause.voice == "active" else None)


def _cut(line: Line, first: int, last: int) -> list[Span]:
    """The items between two tokens."""
    return cut_items(_without_time(line, first, last))


def _by_preposition(line: Line, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The parts of a list that takes up its preposition again: "on the truce, on the border and on prisoners"."""
    opener, begin = line.low[first - 1], first
    for i in range(first + 1, last - 1) if opener in _AGAIN else ():
        joint = next((n for n in (2, 1) if line.low[i - n : i] in ([",", "and"], ["and"], [","])), 0)
        if line.low[i] == opener and joint and i - joint > begin and not is_when(line, i):
            yield begin, i - joint
            begin = i + 1
    yield begin, last


def _extent(line: Line, clause: Clause) -> tuple[int, int] | None:
    """The tokens that hold the agenda hanging on a clause."""
    agenda, base = load_encounters().agenda, clause.lemma
    verb = line.index(clause.head.start)
    if base in agenda["active"] and " " in base:
        verb = line.index(clause.verb.end) - 1  # "took up"
    else:
        base = base.split(" ")[0]
    limit = line.limit(clause)
    if clause.form == "participle" and base in _DEVOTES:
        return _behind_verb(line, "focus", verb, limit, {"to"}) if _is_at_meeting(line, clause) else None
    if base == "discuss" and clause.form == "participle" and _is_means(line, clause, verb):
        return (verb + 1, limit)
    if clause.voice == "passive":
        return _passive(line, clause, base, verb)
    if base in agenda["active"] and _may_talk(line, clause, base):
        return _behind_verb(line, base, verb, limit)
    if base in _TELLS:
        return _behind_told(line, clause, verb, limit)
    if base == "raise":
        return _behind_raised(line, clause, verb, limit)
    if base == "take" and line.low[verb + 1 : verb + 3] == ["stock", "of"]:
        return (verb + 3, limit)
    if base == "look" and line.low[verb + 1 : verb + 2] in (["at"], ["into"]) and _may_talk(line, clause, "discuss"):
        return (verb + 2, limit) if are_many(line, clause) or clause.form == "infinitive" else None
    if base == "turn" and line.low[verb + 1 : verb + 2] == ["to"] and _is_talk(line, clause.subject):
        return (verb + 2, limit)
    if base == "go" and line.low[verb + 1 : verb + 2] == ["over"] and not clause.modal:
        return (verb + 2, limit)
    if base == "come" and clause.subject and clause.form == "finite" and _comes_up(line, verb):
        named = next((i for i in range(verb, limit - 1) if line.low[i : i + 2] == [",", "including"]), None)
        subject = (find_list(line, line.index(clause.subject.span.start)), line.index(clause.verb.start))
        return subject if named is None else (named + 2, limit)
    if base in _SPEAKS and (after := _skip(line, verb + 1, limit)) < limit and line.low[after] in ("about", "through"):
        return (after + 1, limit) if are_many(line, clause) else None
    if base == "compare" and line.low[verb + 1 : verb + 3] == ["notes", "on"]:
        return (verb + 3, limit)
    if base == "take" and line.low[verb + 1 : verb + 2] == ["place"]:
        return _behind_noun(line, verb, limit, at_once=True) if _is_talk(line, clause.subject) else None
    if base in _HOLDS:
        return _behind_noun(line, verb, limit)
    if base in _OPENS and clause.form == "finite" and not clause.modal:
        return _behind_noun(line, verb, limit, nouns=_TALKS)
    if base in _GETS:
        return _behind_report(line, clause, verb, limit)
    if base in _PAYS and "attention" in line.low[verb + 1 : verb + 6]:
        return _behind_verb(line, "focus", verb, limit, {"to"}) if are_many(line, clause) else None
    if base in _LEADS and _leads_agenda(line, verb) and clause.subject is not None and clause.form == "finite":
        return (find_list(line, line.index(clause.subject.span.start)), line.index(clause.verb.start))
    if base == "dominate" and clause.form == "finite" and _is_topic(line, clause.subject, is_of_talks=True):
        return _behind_included(line, verb)
    if base in agenda["include"] and _is_topic(line, clause.subject):
        return (verb + 1, limit)
    if base in ("speak", "talk", "meet", "confer", "consult", "negotiate") or clause.lemma == "sit down":
        return _behind_party(line, clause, verb, limit)
    return None


def _behind_included(line: Line, verb: int) -> tuple[int, int] | None:
    """ "Issues that dominated the session included X and Y": behind the next verb, however it is read."""
    includes = load_encounters().agenda["include"]
    verbs = (i for i in range(verb + 1, line.end - 1) if line.words[i].lemma in includes)
    return next(((i + 1, line.end) for i in verbs), None)


def _behind_told(line: Line, clause: Clause, verb: int, limit: int) -> tuple[int, int] | None:
    """ "Briefed her counterpart on X", "was informed about X"."""
    if clause.modal or clause.tense == "future" or clause.form != "finite":
        return None
    for i in range(verb + 1, min(verb + 2 * REACH, limit - 1)):
        if line.words[i].tag in FINITE or line.low[i] in ("that", ","):
            return None
        of_name = line.low[i] == "of" and clause.lemma in _NEVER_OF
        if line.low[i] in _TELLS_OF and not (of_name or is_when(line, i) or _is_of_title(line, i)):
            return (i + 1, limit)
    return None


def _is_of_title(line: Line, i: int) -> bool:
    """Whether a preposition is in a name or a title: "the minister of", "the Committee on"."""
    return (line.low[i] == "of" and line.low[i - 1] in ("minister", "president")) or is_inside_name(line, i)


def _behind_report(line: Line, clause: Clause, verb: int, limit: int) -> tuple[int, int] | None:
    """ "Heard a briefing from X on Y", "gave an account of Y"."""
    if clause.modal or clause.voice == "passive" or clause.form == "participle":
        return None
    noun = next((i for i in range(verb + 1, min(verb + 4, limit)) if line.words[i].lemma in _REPORTS), None)
    if (
        noun is not None
        and line.low[noun + 1 : noun + 2] == ["of"]
        and line.words[noun].lemma in ("account", "explanation")
    ):
        return (noun + 2, limit)
    return _behind_noun(line, verb, limit, nouns=_REPORTS) if noun is not None else None


def _is_means(line: Line, clause: Clause, verb: int) -> bool:
    """ "The two sides discussed means of": a noun that is easily taken for the verb."""
    many = clause.subject is not None and line.index(clause.subject.span.end) == verb and are_many(line, clause)
    return many and line.low[verb + 1 : verb + 3] in (["means", "of"], ["means", "to"])


def _comes_up(line: Line, verb: int) -> bool:
    """ "Came up", "came under discussion", of what is talked about."""
    behind = line.low[verb + 1 : verb + 5]
    return behind[:1] == ["up"] or (behind[:1] == ["under"] and bool(_UNDER & set(behind)))


def _behind_raised(line: Line, clause: Clause, verb: int, limit: int) -> tuple[int, int] | None:
    """ "Raised the case of X", "raised questions regarding X"."""
    took = clause.form == "infinitive" and {"opportunity", "occasion"} & set(line.low[max(0, verb - 4) : verb])
    if clause.modal or not (clause.form == "finite" or took) or not _may_talk(line, clause, "raise"):
        return None
    for i in range(verb + 1, min(verb + REACH, limit - 1)):
        if line.words[i].lemma in _RAISED and line.low[i + 1] == "with":
            return None  # "raised the matter with the minister"
        about = line.low[i + 1] in ("about", "regarding", "concerning", "over", "on")
        if line.words[i].lemma in _RAISED and about:
            return (i + 2, limit)
    return _behind_verb(line, "raise", verb, limit)


def _passive(line: Line, clause: Clause, base: str, verb: int) -> tuple[int, int] | None:
    agenda = load_encounters().agenda
    if clause.subject is None or clause.form != "finite" or (clause.modal and clause.modal != "will"):
        return None
    if clause.relation == "complement" and clause.governor is not None and base not in ("discuss", "exchange", "hold"):
        governor = line.cast.marked.clauses[clause.governor]
        if governor.lemma.split(" ")[0] in load_speech().verbs:
            return None  # "noted that half of it had been addressed"
    if base in _TELLS:
        return _behind_told(line, clause, verb, line.limit(clause))
    if base == "address" and "to" in line.low[verb + 1 : verb + 4]:
        return None  # "a letter was addressed to the minister"
    head = _head(line, clause.subject)
    if base in agenda["passive"] and _is_talk(line, clause.subject):
        return _behind_noun(line, verb, line.limit(clause), at_once=True)
    if base in agenda["passive"] and base not in ("exchange", "hold"):
        return (find_list(line, line.index(clause.subject.span.start)), line.index(clause.verb.start))
    if base in _DEVOTES and _is_talk(line, clause.subject):
        return _behind_verb(line, "focus", verb, line.limit(clause), {"to"})
    if base in ("focus", "pay", "give", "devote", "centre", "center") and head in ("attention", "focus", "discussion"):
        return _behind_verb(line, "focus", verb, line.limit(clause), {"to", "on"})
    return None


def _leads_agenda(line: Line, verb: int) -> bool:
    """Whether "on the agenda", "the talks" or the like stands right behind a verb; of now it says only what may be."""
    if line.words[verb].tag in ("VBZ", "VBP"):
        return False
    behind = line.low[verb + 1 : verb + 5]
    if line.words[verb].lemma in ("dominate", "top"):
        return bool({"agenda", "talks", "discussions", "meeting", "conversation"} & set(behind[:3]))
    on = next((i for i, word in enumerate(behind[:2]) if word == "on"), None)
    return on is not None and behind[on + 1 : on + 3] in (["the", "agenda"], ["the", "table"])


def _head(line: Line, phrase: Phrase) -> str:
    """The lemma of a phrase's head."""
    return line.words[min(line.index(phrase.head.start), len(line.words) - 1)].lemma


def _is_talk(line: Line, phrase: Phrase | None) -> bool:
    """Whether a phrase is talk: "an exchange of views", "the consultations"."""
    agenda = load_encounters().agenda
    return phrase is not None and _head(line, phrase) in agenda["exchange"] | agenda["meeting_nouns"]


def _may_talk(line: Line, clause: Clause, base: str) -> bool:
    """Whether the subject is somebody who talks, or talk itself."""
    subject = clause.subject
    if subject is None:
        return False
    if _is_asked_for(line, clause):
        return False
    if clause.form == "infinitive" or clause.form == "participle":
        return base not in _ONLY_MEETINGS or _is_at_meeting(line, clause)
    head = _head(line, subject)
    if are_many(line, clause) or head in load_encounters().agenda["subjects"]:
        return True
    return base not in _ONLY_MEETINGS and bool(line.cast.of_phrase(subject) or subject.mentions or subject.pronoun)


def _is_asked_for(line: Line, clause: Clause) -> bool:
    """Whether others are only to do it: "tasked the officials to explore X", "called for a forum to discuss X"."""
    if clause.form != "infinitive" or clause.governor is None:
        return False
    if line.low[line.index(clause.verb.start) - 1] in _READY:
        return True
    return line.cast.marked.clauses[clause.governor].lemma.split(" ")[0] in _ASKS


def _is_at_meeting(line: Line, clause: Clause) -> bool:
    """Whether a clause without its own subject says what talks were about: "talks covering", "met to consider"."""
    verb = line.index(clause.verb.start)
    agenda = load_encounters().agenda
    if clause.form == "infinitive":
        return any(c.lemma in _GATHERS and line.index(c.head.start) < verb for c in line.clauses)
    talks = agenda["meeting_nouns"] | agenda["topic_subjects"] | _SITTINGS | {"call"}
    return any(word.lemma in talks for word in line.words[:verb])


def _is_topic(line: Line, subject: Phrase | None, *, is_of_talks: bool = False) -> bool:
    if subject is None:
        return False
    head = _head(line, subject)
    lemmas = set(line.cast.lemmas(subject.span))
    agenda = load_encounters().agenda
    talked = (
        bool(lemmas & (agenda["meeting_nouns"] | agenda["passive"] | {"agenda", "topic", "call", "touch", "session"}))
        or is_of_talks
    )
    return (head in agenda["topic_subjects"] and talked) or head == "agenda"


def _behind_verb(
    line: Line, base: str, verb: int, limit: int, wanted: set[str] | None = None
) -> tuple[int, int] | None:
    agenda = load_encounters().agenda
    i = _skip(line, verb + 1, limit)
    if i < limit and line.low[i] == "with" and base not in agenda["with_preposition"]:
        after = _after_party(line, i + 1)
        i = _skip(line, after, limit) if after is not None else i
    needs = base in agenda["with_preposition"] or wanted is not None
    if needs:
        found = next(
            (j for j in range(i, min(i + REACH, limit)) if line.low[j] in (wanted or agenda["prepositions"])), None
        )
        return (_skip(line, found + 1, limit), limit) if found is not None else None
    return (i, limit) if i < limit and line.words[i].tag not in ("IN", "TO", ",") else None


def _behind_noun(
    line: Line, verb: int, limit: int, at_once: bool = False, nouns: Set[str] = frozenset()
) -> tuple[int, int] | None:
    """ "held talks with X on trade", "exchanged views on the region": behind the noun's preposition."""
    agenda = load_encounters().agenda
    nouns = nouns or agenda["meeting_nouns"] | agenda["exchange"] | _SITTINGS
    noun = verb if at_once else next(
        (i for i in range(verb + 1, min(verb + 9, limit)) if line.words[i].lemma in nouns), None
    )  # fmt: skip
    if noun is None or line.low[noun - 1] in _TO_THE_PRESS:
        return None
    for i in range(noun + 1, limit - 1):
        if line.words[i].tag in FINITE or (line.words[i].tag == "VBN" and line.low[i - 1] == ","):
            return None
        if line.low[i] in ("on", "about", "regarding", "concerning") and not (
            is_when(line, i) or is_inside_name(line, i)
        ):
            return (i + 1, limit)
    return None


def _behind_party(line: Line, clause: Clause, verb: int, limit: int) -> tuple[int, int] | None:
    """ "spoke with X about Y"."""
    met = any(o.preposition in ("with", "to") and line.cast.of_phrase(o.phrase) for o in clause.obliques)
    if not met and not (clause.lemma == "confer" and are_many(line, clause)):
        return None
    for i in range(verb + 1, limit - 1):
        over = line.low[i] == "over" and {word.lemma for word in line.words[i + 1 : i + 5]} & _MEALS
        if line.low[i] in _ABOUT and not (over or is_when(line, i) or is_inside_name(line, i)):
            behind = (line.index(o.phrase.span.start) - 1 for o in clause.obliques if o.preposition == "with")
            return (i + 1, min((at for at in behind if at > i), default=limit))
    return None


def _skip(line: Line, i: int, limit: int) -> int:
    """Past adverbs and "with satisfaction", "in detail"."""
    while i < limit:
        behind = _past_aside(line, i)
        if behind > i:
            i = behind
            continue
        manner = next((n for n in (2, 3) if line.low[i + n - 1 : i + n] and line.low[i + n - 1] in _MANNER), 0)
        if line.low[i : i + 2] == ["as", "well"] and line.low[i + 2 : i + 3] != ["as"]:
            i += 2
        elif line.words[i].tag == "RB":
            i += 1
        elif line.low[i] in ("with", "in") and manner:
            i += manner
        else:
            break
    return i


def _past_aside(line: Line, i: int) -> int:
    """Past "inter alia" and the like, with the commas around it; the token itself where none stands there."""
    first = i + (line.low[i] == ",")
    for row in _BY_THE_WAY:
        if tuple(line.low[first : first + len(row)]) == row:
            end = first + len(row)
            return end + (line.low[end : end + 1] == [","])
    return i


def _after_party(line: Line, i: int) -> int | None:
    """Behind whom "with" names at a token, with what tells more of him and when it was."""
    ends = {
        line.index(m.span.start): line.index(m.span.end)
        for m in (line.cast.marked.mentions[k] for k in find_range(line.cast.marked.mentions, line.sentence))
        if m.outer is None
    }
    if i not in ends:
        return None
    at = ends[i]
    times = {
        line.index(t.span.start): line.index(t.span.end) for t in line.cast.marked.times if t.sentence == line.sentence
    }
    while at < line.end:
        if at in times:
            at = times[at]
        elif line.low[at] in (",", "on") and at + 1 in times:
            at = times[at + 1]
        elif line.low[at : at + 2] == [",", "on"] and at + 2 in times:
            at = times[at + 2]
        elif line.low[at] in (",", "in", "to", "at") and at + 1 in ends:
            at = ends[at + 1]
        else:
            break
    return at + (line.low[at : at + 1] == [","] and at > ends[i])


def _without_time(line: Line, first: int, last: int) -> tuple[Token, ...]:
    """The tokens without a time or "in detail" at the end, nor what stands behind "on Tuesday"."""
    times = [t.span for t in line.cast.marked.times if t.sentence == line.sentence]
    for i in range(first + 1, last - 1):
        timed = line.low[i] == "on" and any(span.start == line.starts[i + 1] for span in times)
        if timed and not {",", ";", "and"} & set(line.low[i:last]):
            last = i
            break
    while last > first and any(span.covers(line.words[last - 1].span) for span in times):
        last -= 1
    while last > first and line.words[last - 1].tag in ("IN", "TO") and line.low[last - 1] in ("on", "in", "at"):
        last -= 1
    while last > first and line.low[last - 2 : last] in (["in", "detail"], ["in", "depth"]):
        last -= 2
    return line.words[first:last]
