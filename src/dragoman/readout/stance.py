"""With what force a thing is said, and at whom it is aimed.

The verb of saying decides first ("condemned", "called for"); where it only says that something was said,
the words of what is said decide ("is unacceptable", "must withdraw", "we will host").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from dragoman.knowledge.speech import load_speech
from dragoman.readout.cast import Cast
from dragoman.records import Attribution, Clause, Mention, Span, find_range

OPEN_FORCES = frozenset(["state", "inform"])
AIMED = frozenset(["criticise", "reject", "demand", "welcome", "support", "warn", "commit"])
# Whom a side asks or blames at home, and with what force.
_AT_HOME = frozenset(["person", "office", "government", "organization"])
_TO_ANYBODY = frozenset(["criticise", "demand", "welcome", "support"])
# Forces that are aimed at the one other state that is named at all, and what only hurts it or is for it.
_AT_STATES = frozenset(["criticise", "warn", "demand"])
_SUFFERS = frozenset(["against", "for", "between", "among"])
_TARGETS = frozenset(["country", "government", "person", "office", "organization", "group"])
# A party behind these is no doer and not asked: it is hurt, helped or merely near.
_BESIDE = frozenset("against for to with between among and toward towards on at into from".split())
# Behind these, a clause whose subject is another side asks something of that side.
_PROPOSES = frozenset(["propose", "suggest", "recommend"])
# What is recognised is praised where it opens with a merit: "recognised the efforts of Jordan".
_RECOGNISES = frozenset(["recognise", "recognize", "acknowledge"])
MERIT_REACH = 5
_KIND = frozenset(["welcome", "support"])
# "Noted with concern that".
_UNEASY = tuple(["with", noun] for noun in ("concern", "regret", "alarm", "dismay"))
# What a verdict is not, and what "we will not look away" is not.
_PLAIN = frozenset(["state", "inform"])
_WEAK = _PLAIN | {"reject"}
# Words at the opening of what is said among which its verdict stands: "that it is completely unacceptable".
_VERDICT = 6
_IT_IS = (["it", "be"], ["it", "remain"])
# "The need to hold perpetrators to account" says what is needed, whatever words it takes.
_NEEDS = (["the", "need"], ["the", "necessity"], ["the", "importance"], ["the", "urgency"])
# What happens in a country and is not its doing: "the attack in Mali".
_SUFFERED = frozenset("attack strike shelling invasion war blockade missile bombing violence action".split())
# Behind "of", whom these are done to; "the attack of Armenia" and "the war of Armenia" are its own.
_DONE_TO = frozenset("invasion shelling blockade bombing occupation annexation".split())
# What befalls people in a country, or is brought there, whoever governs it: "the floods in Spain", "aid to Syria".
_BEFALLS = frozenset(
    """flood death famine hunger drought earthquake landslide tsunami storm hurricane cyclone wildfire disaster crash
    accident kidnapping kidnap risk outbreak epidemic cholera victim casualty loss injury suffering plight travel trip
    aid assistance relief""".split()
)
# How far into what is said its own subject may stand, in words.
SUBJECT_REACH = 5


def find_ruled_force(cast: Cast, said: Attribution, side: str | None) -> str:
    """The force of an attribution said for a side, by the words of its cue and then of what is said."""
    speech = load_speech()
    force = speech.force(said.lemma)
    if said.lemma in _PROPOSES and opens_with_other(cast, said, side):
        return "demand"
    if force == "commit" and speech.content["warn"] & cast.runs(said.content):
        return "warn"
    if said.lemma in _RECOGNISES and _opens_with_merit(cast, said):
        return "welcome"
    if force not in OPEN_FORCES:
        return force
    if cast.lemmas(Span(said.cue.start, said.content.start))[1:3] in _UNEASY:
        return "criticise"
    inner = _force_of_opening(cast, said, side)
    if inner is not None:
        return inner
    runs, content = cast.runs(said.content), speech.content
    if cast.lemmas(said.content)[:2] in _NEEDS:
        return force
    if content["reject"] & runs:
        return "reject"
    modal, negated = find_modal(cast, said.content)
    own = is_own_subject(cast, said.content, side)
    if own and negated and modal in content["commit_modals"]:
        return "reject"
    if modal in content["demand_modals"] and not own:
        return "demand"
    if content["warn"] & runs and (own or modal in content["commit_modals"]):
        return "warn"
    if own and modal in content["commit_modals"]:
        return "commit"
    if content["judgement"] & runs:
        return "criticise"
    if said.lemma in ("hope", "express hope", "expect", "express expectation") and (
        opens_with_other(cast, said, side) or _names_other(cast, Span(said.cue.end, said.content.start), side)
    ):
        return "demand"
    if content["criticise"] & runs and _blamed(cast, said.content, side) is not None:
        return "criticise"
    return "welcome" if content["welcome"] & runs else force


def find_ruled_out(cast: Cast, said: Attribution, side: str | None) -> frozenset[str]:
    """The forces that a thing said for a side cannot have, whatever its other words are."""
    if cast.lemmas(said.content)[:2] in _NEEDS:
        return frozenset(["demand"])
    if said.lemma in _RECOGNISES and not _opens_with_merit(cast, said):
        return _KIND
    if _calls_unacceptable(cast, said):
        return _PLAIN
    if cast.lemmas(Span(said.cue.start, said.content.start))[1:3] in _UNEASY or _is_of_others_favour(cast, said, side):
        return _KIND
    return _WEAK if _is_steadfast(cast, said.content) else frozenset()


def _is_of_others_favour(cast: Cast, said: Attribution, side: str | None) -> bool:
    """Whether what is only noted is whom another side stands by: "noted that Chad supports the rebels"."""
    clause = _first_clause(cast, said.content)
    glad = cast.lemmas(Span(said.cue.end, max(said.cue.end, said.content.start)))[:1] == ["with"]
    if glad or load_speech().force(said.lemma) not in OPEN_FORCES or clause is None or clause.subject is None:
        return False
    sides = {cast.side(id) for id in cast.of_phrase(clause.subject)} - {None}
    return load_speech().force(clause.lemma) in _KIND and side is not None and bool(sides) and side not in sides


def _calls_unacceptable(cast: Cast, said: Attribution) -> bool:
    """Whether what is said opens with its verdict: "that it is unacceptable that ...", "it remains inadmissible to"."""
    words = cast.lemmas(said.content)[:_VERDICT]
    words = words[words[:1] == ["that"] :]
    return words[:2] in _IT_IS and bool(load_speech().content["reject"] & set(words))


def _is_steadfast(cast: Cast, span: Span) -> bool:
    """Whether the first clause of what is said refuses to give way: "will not look away"."""
    clause = _first_clause(cast, span)
    return clause is not None and clause.negated and bool(_steadfast(clause))


def _force_of_opening(cast: Cast, said: Attribution, side: str | None) -> str | None:
    """The force of a verb with which what is said opens: "said that Kenya supports the plan"."""
    for i in find_range(cast.marked.attributions, said.sentence):
        inner = cast.marked.attributions[i]
        if inner is said or not said.content.covers(inner.cue):
            continue
        if inner.source is None or len(said.content.of(cast.text)[: inner.cue.start - said.content.start].split()) > 6:
            continue
        sides = {cast.side(id) for id in cast.of_phrase(inner.source)}
        force = load_speech().force(inner.lemma)
        if force not in OPEN_FORCES and (side in sides or inner.source.pronoun in load_speech().content["own"]):
            return force
    return None


def _opens_with_merit(cast: Cast, said: Attribution) -> bool:
    """Whether what is said is a merit itself, and no clause about one: "the support that Togo has given"."""
    content = load_speech().content
    before = cast.text[said.cue.end : max(said.cue.end, said.content.start)].split()
    if before[-1:] == ["that"] or content["unpraised"] & cast.runs(said.content):
        return False
    tokens = cast.tokens_in(said.content)[:MERIT_REACH]
    first = next((i for i, t in enumerate(tokens) if t.lemma in content["merits"] and t.tag[:2] == "NN"), None)
    return first is not None and all(t.tag[:2] not in ("VB", "MD") or t.tag == "VBG" for t in tokens[:first])


def find_modal(cast: Cast, span: Span) -> tuple[str | None, bool]:
    """The modal of the first clause in what is said, and whether it refuses what its verb says."""
    clause = _first_clause(cast, span)
    if clause is None:
        return None, False
    modal = clause.modal or ("will" if clause.tense == "future" else None)
    return modal, clause.negated and not _steadfast(clause)


def _first_clause(cast: Cast, span: Span) -> Clause | None:
    sentences = cast.marked.sentences
    last = bisect_left(sentences, span.end, key=lambda sentence: sentence.span.start)
    first = max(0, bisect_right(sentences, span.start, key=lambda sentence: sentence.span.start) - 1)
    numbers = (n for sentence in sentences[first:last] for n in find_range(cast.marked.clauses, sentence.index))
    clauses = (cast.marked.clauses[n] for n in numbers)
    return next((clause for clause in clauses if clause.form == "finite" and span.covers(clause.verb)), None)


def _steadfast(clause: Clause) -> frozenset[str]:
    return load_speech().content["steadfast"] & {clause.lemma, clause.lemma.split(" ")[0]}


def is_own_subject(cast: Cast, span: Span, side: str | None) -> bool:
    """Whether what is said opens with the speaker's own side, or with "we"."""
    words = span.of(cast.text).lower().split()[:2]
    if words and words[0].strip('"“,') in ("we", "i"):
        return True
    for index, mention in cast.mentions_in(span):
        if len(cast.text[span.start : mention.span.start].split()) > 1:
            return False
        return any(cast.side(id) == side for id in cast.of_mention(index)) and side is not None
    return False


def opens_with_other(cast: Cast, said: Attribution, side: str | None) -> bool:
    """Whether what is said opens with another side than the speaker's."""
    for index, mention in cast.mentions_in(said.content):
        if len(cast.text[said.content.start : mention.span.start].split()) > 2:
            return False
        sides = {cast.side(id) for id in cast.of_mention(index)} - {None}
        return bool(sides) and side not in sides
    return False


def _names_other(cast: Cast, gap: Span, side: str | None) -> bool:
    """ "Expects Turkey to comply": whether another side stands between the cue and what is said."""
    return gap.start < gap.end and bool(_foreign(cast, gap, side))


def find_target(cast: Cast, said: Attribution, force: str, side: str | None, speaker: str | None) -> str | None:
    """Who is asked, thanked or criticised, where the text says it and leaves one candidate."""
    if force not in AIMED:
        return None
    if said.lemma == "call":
        return _named_so(cast, said, side)
    told = _addressee(cast, said, side, speaker) if said.explicit else find_told(cast, said)
    if told is None and said.lemma in _PROPOSES and force == "demand":
        return next((id for _, id in _foreign(cast, said.content, side)), None)
    if told is not None or force == "commit":
        return told
    meant = _blamed if force in ("criticise", "reject", "warn") else _thanked
    found = meant(cast, said.content, side)
    return _only_state(cast, said.content, force, side) if found is None and force in _AT_STATES else found


def _only_state(cast: Cast, span: Span, force: str, side: str | None) -> str | None:
    """The one state other than the speaker's in what is said, unless it is hurt by what is told of it there.

    Nor is it one to which something goes, or in which what is warned of may be: "warned of famine in Somalia".
    """
    foreign = _foreign(cast, span, side)
    states = [(m, id) for m, id in foreign if cast.entity(id).kind in ("country", "government")]
    if len({cast.side(id) for _, id in foreign}) != 1 or not states:
        return None
    hurt = any(_is_hurt(cast, span, mention) or _is_where(cast, span, mention, force) for mention, _ in states)
    return None if hurt else states[0][1]


def _is_hurt(cast: Cast, span: Span, mention: Mention) -> bool:
    """Whether something is done to or in a state: "the attack in Mali", "the threats against Chad"."""
    before = _word_before(cast, span, mention)
    reach = Span(max(span.start, mention.span.start - 60), mention.span.start)
    suffers = bool((_SUFFERED | _DONE_TO | _BEFALLS) & set(cast.lemmas(reach)))
    return before in _SUFFERS or (before in ("in", "of", "on", "at", "into") and suffers)


def _is_where(cast: Cast, span: Span, mention: Mention, force: str) -> bool:
    """Whether a state that owns nothing is only where something goes, or where what is warned of may be."""
    owns = cast.text[mention.span.end :][:1] in ("'", "’")
    behind = ("to", "in") if force == "warn" else ("to",)
    return not owns and _word_before(cast, span, mention) in behind


def _named_so(cast: Cast, said: Attribution, side: str | None) -> str | None:
    """Who is called something, "called X a liar": what X is called stands for nobody else."""
    foreign = _foreign(cast, Span(said.cue.end, max(said.cue.end, said.content.start)), side)
    return next((id for mention, id in foreign if mention.outer is None and mention.form != "adjective"), None)


def _addressee(cast: Cast, said: Attribution, side: str | None, speaker: str | None) -> str | None:
    """Whoever stands between the cue and what is said: "urged Iran to release"."""
    gap = Span(said.cue.end, said.content.start)
    begin = gap if gap.start < gap.end else None
    takes = load_speech().takes["addressee"]
    if said.lemma not in takes:
        return None
    reach = begin or Span(said.cue.end, said.content.end)
    for index, mention in cast.mentions_in(reach):
        if mention.kind in _TARGETS and mention.outer is None and mention.form != "adjective":
            ids = [id for id in cast.of_mention(index) if id != speaker and _may_be_told(cast, said, id, side)]
            return ids[0] if len(ids) == 1 and (begin is not None or mention.span.start <= said.cue.end + 5) else None
    return None


def find_told(cast: Cast, said: Attribution) -> str | None:
    """Who was told or asked by nobody named: "France was encouraged to"."""
    clause = cast.marked.clauses[said.clause] if said.clause is not None else None
    if said.lemma not in load_speech().takes["told"] or clause is None or clause.subject is None:
        return None
    ids = cast.of_phrase(clause.subject)
    return ids[0] if len(ids) == 1 else None


def _may_be_told(cast: Cast, said: Attribution, id: str, side: str | None) -> bool:
    """Whether somebody may be who is asked or blamed: any other side, and at home those who govern or are named."""
    if cast.side(id) != (side or "?"):
        return True
    return cast.entity(id).kind in _AT_HOME and load_speech().force(said.lemma) in _TO_ANYBODY


def _foreign(cast: Cast, span: Span, side: str | None) -> list[tuple[Mention, str]]:
    """The mentions of other sides than the speaker's, with what they stand for."""
    found = []
    for index, mention in cast.mentions_in(span):
        ids = cast.of_mention(index)
        if mention.kind not in _TARGETS or len(ids) != 1 or cast.side(ids[0]) in (None, side):
            continue
        if cast.entity(ids[0]).kind in _TARGETS and cast.is_voice(ids[0]):
            found.append((mention, ids[0]))
    return found


def _word_before(cast: Cast, span: Span, mention: Mention) -> str:
    """The word before a mention inside a span, articles left out."""
    words = [w for w in cast.text[span.start : mention.span.start].lower().split() if w != "the"]
    return words[-1] if words else ""


def _is_doer(cast: Cast, span: Span, mention: Mention) -> bool:
    """Whether words name a party as the doer of what is criticised, not as whom it hurts.

    The owner of a deed does it ("Armenia's claims", "the threat of Armenia"), and so does the state in
    which a state's own doing happens ("the militarisation in Armenia"); "the affairs of Serbia" are hurt.
    """
    before = _word_before(cast, span, mention)
    if before in ("of", "in"):
        reach = Span(max(span.start, mention.span.start - 60), mention.span.start)
        doing = load_speech().content["own_doing"] - (_SUFFERED if before == "in" else _DONE_TO)
        return bool(doing & set(cast.lemmas(reach)[-5:])) and not (before == "of" and _is_owned(cast, reach))
    return before not in _BESIDE and mention.kind != "group"


def _is_owned(cast: Cast, before: Span) -> bool:
    """Whether a deed has its doer before it already: "Russia's attack of" says who attacks."""
    return any(token.tag == "POS" for token in cast.tokens_in(before)[-5:])


def _blamed(cast: Cast, span: Span, side: str | None) -> str | None:
    """The one other party that does what is criticised; behind "by" before all others."""
    foreign = _foreign(cast, span, side)
    by = [id for mention, id in foreign if _word_before(cast, span, mention) == "by"]
    if by:
        return by[0]
    sides = {cast.side(id): id for mention, id in reversed(foreign) if _is_doer(cast, span, mention)}
    return next(iter(sides.values())) if len(sides) == 1 else None


def _thanked(cast: Cast, span: Span, side: str | None) -> str | None:
    """The party whose deed is welcomed or asked for: it opens what is said or owns its first noun."""
    for mention, id in _foreign(cast, span, side):
        before = cast.text[span.start : mention.span.start].split()
        word = _word_before(cast, span, mention)
        if word in ("by", "from") or (len(before) <= SUBJECT_REACH and word not in _BESIDE):
            return id
    return None
