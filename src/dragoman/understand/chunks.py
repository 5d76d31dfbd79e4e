"""The pieces a sentence is built from: noun phrases, verb groups, prepositions, openers and marks.

A step between tags and clauses, with no look at meaning: mentions are taken whole, everything else
is grouped by its tags.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dragoman.records import Mention, Token
from dragoman.understand.tags import BE, DO, HAVE, NOUN_TAGS, VERB_TAGS

NP, VG, PREP, OPENER, CC, COMMA, STOP, QUOTE, ADJ, OTHER = (
    "NP", "VG", "PREP", "OPENER", "CC", "COMMA", "STOP", "QUOTE", "ADJ", "OTHER",
)  # fmt: skip

# Words that open a clause of their own wherever a finite verb follows them.
OPENERS = frozenset(
    "that who which whom whose if unless whether when where while whereas because although though once"
    " after before since until as so why how what".split()
)
# Verb and particle that make one word of sense, by the particle.
_PARTICLES = {
    "on": "call insist go",
    "for": "call push press plead appeal ask",
    "upon": "call",
    "off": "call break set cut sign lay put pull hold brush shrug",
    "aside": "brush",
    "out": """carry point break back pull speak lash rule drive kick throw wipe take hit storm walk phase spell""",
    "down": "step back turn lay crack gun shoot strike stand close shut sit clamp",
    "up": """step bring set blow follow round hold give sign break open beat draw take speed lock team back shore""",
    "over": "hand take",
    "back": "pull hit fire send push fight scale roll hold",
    "in": "let",
    "by": "stand",
}
PHRASALS = frozenset((verb, particle) for particle, verbs in _PARTICLES.items() for verb in verbs.split())

_PREMODIFIERS = frozenset(["DT", "PDT", "PRP$", "CD", "JJ", "JJR", "JJS", "RBS", "VBN", "VBG", "POS", "WP$", "$", "#"])
_PREPOSITIONS_OF_TWO = {
    ("according", "to"), ("due", "to"), ("because", "of"), ("instead", "of"), ("ahead", "of"), ("out", "of"),
    ("along", "with"), ("together", "with"), ("as", "for"), ("prior", "to"), ("next", "to"), ("thanks", "to"),
    ("regardless", "of"), ("such", "as"), ("as", "of"), ("owing", "to"), ("subject", "to"), ("contrary", "to"),
}  # fmt: skip

# Before a number these say that it is a rough one, unless they hang on what is said or on a noun ("talks about two").
_ROUGHLY = frozenset("about around over nearly almost roughly approximately".split())
_SAYING_VERBS = frozenset(
    """talk speak hear know complain worry ask think learn write brief inform tell warn agree quarrel argue negotiate
    debate fight disagree care lie""".split()
)
_AMOUNTS = {
    ("at", "least"), ("at", "most"), ("up", "to"), ("more", "than"), ("fewer", "than"), ("less", "than"),
}  # fmt: skip


class Chunk(NamedTuple):
    """Tokens `[first, last)` of the sentence that stand together; `head` is the token that decides.

    `mentions` are the outermost mentions in it, by index into the document's; `lemma` the head's,
    with its particle; `form`, `voice`, `tense`, `modal`, `negated` are filled for verb groups.
    """

    kind: str
    first: int
    last: int
    head: int
    lemma: str = ""
    mentions: tuple[int, ...] = ()
    form: str = ""
    voice: str = "active"
    tense: str | None = None
    modal: str | None = None
    negated: bool = False


def find_chunks(
    tokens: Sequence[Token], mentions: Sequence[tuple[int, Mention]], times: frozenset[int] = frozenset()
) -> list[Chunk]:
    """The chunks of one sentence, left to right, sharing out its tokens.

    `mentions` are the sentence's outermost mentions with their indexes; `times` the tokens that
    name a time, which fill no role.
    """
    starts = _starts(tokens, mentions)
    chunks: list[Chunk] = []
    i = 0
    while i < len(tokens):
        chunk = _take_one(tokens, i, starts, times, chunks)
        chunks.append(chunk)
        i = chunk.last
    return chunks


def _starts(
    tokens: Sequence[Token], mentions: Sequence[tuple[int, Mention]]
) -> dict[int, tuple[int, int, int, Mention]]:
    """Where each mention begins: token -> (token after it, head token, index, mention)."""
    at = {token.span.start: i for i, token in enumerate(tokens)}
    ends = {token.span.end: i + 1 for i, token in enumerate(tokens)}
    found: dict[int, tuple[int, int, int, Mention]] = {}
    for index, mention in mentions:
        first, last = at.get(mention.span.start), ends.get(mention.span.end)
        if first is None or last is None:
            continue
        head = ends.get(mention.head.end, last) - 1
        found[first] = (last, min(max(head, first), last - 1), index, mention)
    return found


def _take_one(
    tokens: Sequence[Token],
    i: int,
    starts: dict[int, tuple[int, int, int, Mention]],
    times: frozenset[int],
    before: list[Chunk],
) -> Chunk:
    token = tokens[i]
    lower, tag = token.text.lower(), token.tag
    if i in times and i not in starts:
        last = i
        while last < len(tokens) and last in times:
            last += 1
        return Chunk(OTHER, i, last, i, "time")
    if i in starts and starts[i][3].form != "pronoun":
        return _take_noun(tokens, i, starts, times)
    pair = (lower, tokens[i + 1].text.lower()) if i + 1 < len(tokens) else ("", "")
    if tag == "CC" or lower == "&":
        return Chunk(CC, i, i + 1, i, lower)
    if lower == "as" and [t.text.lower() for t in tokens[i : i + 3]] == ["as", "well", "as"]:
        return Chunk(CC, i, i + 3, i, "and")
    if lower == "(" and (closing := _closing(tokens, i)):
        return Chunk(OTHER, i, closing, i, "aside")
    if lower == "in" and [t.text.lower() for t in tokens[i : i + 3]] == ["in", "order", "to"]:
        return Chunk(OTHER, i, i + 2, i, "in order")
    if pair in _AMOUNTS and i + 2 < len(tokens) and tokens[i + 2].tag == "CD":
        return Chunk(OTHER, i, i + 2, i, " ".join(pair))
    if lower in _ROUGHLY and _is_rough_number(tokens, i, before):
        return Chunk(OTHER, i, i + 1, i, lower)
    if lower in _DASHES and _ends_dateline(tokens, i, before):
        return Chunk(STOP, i, i + 1, i, lower)
    if lower in (",", ";", "(", ")", "-", "–", "—", "--"):
        return Chunk(COMMA, i, i + 1, i, lower)
    if lower in ('"', "“", "”", "«", "»", "‘", "’", "'"):
        return Chunk(QUOTE, i, i + 1, i, lower)
    if lower in (".", "!", "?", ":"):
        return Chunk(STOP, i, i + 1, i, lower)
    if pair in _PREPOSITIONS_OF_TWO:
        return Chunk(PREP, i, i + 2, i, " ".join(pair))
    if verb := _take_verb(tokens, i, starts, times, before):
        return verb
    if lower == "that" and _points(tokens, i):
        return _take_noun(tokens, i, starts, times)
    if lower in OPENERS and _opens_clause(tokens, i):
        return Chunk(OPENER, i, i + 1, i, lower)
    if tag in ("PRP", "WP") or lower == "there":
        index = starts[i][2] if i in starts else None
        return Chunk(NP, i, i + 1, i, lower, () if index is None else (index,))
    if tag in ("IN", "TO"):
        return Chunk(PREP, i, i + 1, i, lower)
    if tag in NOUN_TAGS or tag in _PREMODIFIERS or i in starts:
        return _take_noun(tokens, i, starts, times)
    return Chunk(ADJ if tag.startswith("JJ") else OTHER, i, i + 1, i, token.lemma)


# A pronoun that is a subject begins a phrase of its own: "in the afternoon she was received".
_SUBJECTS = frozenset(["he", "she", "they", "we"])
# Behind these "that" opens no clause.
_BEFORE_THAT = frozenset("of on at from to with by for over about into against during since under within".split())
_DASHES = frozenset(["-", "–", "—", "--"])
# The longest dateline, in words and marks.
MAX_DATELINE_WORDS = 14


def _ends_dateline(tokens: Sequence[Token], i: int, before: list[Chunk]) -> bool:
    """Whether a dash ends the place and day a report is dated from: "Tashkent, 16 April 2024 – As part of ..."."""
    if not before or before[0].kind != NP or i > MAX_DATELINE_WORDS:
        return False
    if any(chunk.kind not in (NP, COMMA, OTHER) for chunk in before):
        return False
    named = all(token.text[0].isupper() for c in before if c.kind == NP for token in tokens[c.first : c.last])
    dated = any(chunk.lemma in ("time", "aside") for chunk in before)
    return named and (dated or (tokens[0].text.isupper() and len(tokens[0].text) > 1))


def _is_rough_number(tokens: Sequence[Token], i: int, before: list[Chunk]) -> bool:
    """Whether "about" or "over" only makes a number rough: "about sixty villagers blocked the road"."""
    if i + 1 >= len(tokens) or tokens[i + 1].tag != "CD" or tokens[i + 1].text[:1] in "$€£":
        return False
    near = before[-1] if before else None
    if near is None or near.kind in (COMMA, CC, STOP, OPENER):
        return True
    return near.kind == VG and near.lemma not in _SAYING_VERBS


def _closing(tokens: Sequence[Token], i: int) -> int | None:
    """The token after the bracket that closes a short aside opened at `i`."""
    for j in range(i + 1, min(i + 16, len(tokens))):
        if tokens[j].text == ")":
            return j + 1
    return None


def _points(tokens: Sequence[Token], i: int) -> bool:
    """Whether "that" points at what stands behind it: "in the north of that country", "to that end"."""
    is_behind = i > 0 and tokens[i - 1].text.lower() in _BEFORE_THAT
    return is_behind and i + 1 < len(tokens) and tokens[i + 1].tag in (*NOUN_TAGS, "JJ")


def _opens_clause(tokens: Sequence[Token], i: int) -> bool:
    """Whether an opener opens a clause: "that", "who" and the like always do unless they only point;
    "after", "as" and the like where a finite verb comes before the next mark."""
    lower = tokens[i].text.lower()
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if lower in ("who", "which", "whom", "whose", "whether", "if", "unless", "because", "although", "though"):
        return True
    if lower == "that":
        return after is not None and after.tag != "."
    for j, token in enumerate(tokens[i + 1 : i + 25], i + 1):
        if token.text in (",", ";", ".", ":") or token.text.lower() in ("that", "who", "which"):
            return False
        if token.tag in ("VBD", "VBZ", "VBP", "MD") or (token.tag == "VBN" and _takes_object(tokens, j)):
            return True
    return False


def _takes_object(tokens: Sequence[Token], i: int) -> bool:
    """Whether a past form stands between a noun and what it is done to: "after Israel attacked the port"."""
    before, after = tokens[i - 1].tag, tokens[i + 1].tag if i + 1 < len(tokens) else "."
    return before in (*NOUN_TAGS, "PRP") and after in ("DT", "PRP$", "NNP", "CD")


def _take_noun(
    tokens: Sequence[Token], i: int, starts: dict[int, tuple[int, int, int, Mention]], times: frozenset[int]
) -> Chunk:
    """A noun phrase from `i`: premodifiers, nouns, and every mention met on the way."""
    first, head, mentions = i, i, []
    noun = False
    while i < len(tokens):
        token = tokens[i]
        if i > first and ((i in times and i not in starts) or token.text.lower() in _SUBJECTS):
            break
        if i in starts and not (token.tag == "PRP$" and starts[i][3].form == "pronoun"):
            last, middle, index, mention = starts[i]
            if noun and tokens[i - 1].tag not in ("POS", "JJ", "NN", "VBN", "NNP") and mention.form != "adjective":
                break
            if noun and _is_behind_opening(tokens, first, i, mention):
                break
            mentions.append((index, mention, middle))
            head, i = middle, last
            noun = mention.form != "adjective"
            if noun and not _continues(tokens, i):
                break
            continue
        if noun and not mentions and (end := _end_of_shared_noun(tokens, first, i)):
            head = end - 1
            i = end
            break
        if token.tag in NOUN_TAGS or (noun and token.tag == "POS"):
            head, noun = (i if token.tag != "POS" else head), token.tag != "POS"
        elif token.tag in ("VBG", "VBN") and (not _is_premodifier(tokens, i, first) or noun):
            break
        elif token.tag not in _PREMODIFIERS or (noun and token.tag != "CD"):
            break
        elif token.tag == "VBG" and i == first:
            break
        i += 1
    i = max(i, first + 1)
    if not noun and not mentions and tokens[i - 1].tag not in ("DT", "CD", "PRP$", "PDT"):
        return Chunk(ADJ, first, i, i - 1, tokens[i - 1].lemma)
    if not noun:
        head = i - 1
    own = tuple(index for index, _, middle in mentions if middle == head or tokens[head].tag == "POS")
    return Chunk(NP, first, i, head, tokens[head].lemma, own)


def _is_behind_opening(tokens: Sequence[Token], first: int, i: int, mention: Mention) -> bool:
    """ "In his speech General Nguema promised": the one with a title begins a phrase of his own."""
    opens = first == 1 and tokens[0].tag == "IN" and tokens[first].tag in ("PRP$", "DT")
    titled = mention.kind == "person" and mention.form == "name" and bool(mention.office)
    return opens and titled and tokens[i].text[:1].isupper() and tokens[i - 1].text.islower()


def _end_of_shared_noun(tokens: Sequence[Token], first: int, i: int) -> int | None:
    """The token after "the Lautoka and Rewa hospitals", whose two names share the noun; `i` is at the "and"."""
    names = tokens[first + 1 : i]
    if tokens[first].text.lower() != "the" or not names or tokens[i].text.lower() != "and":
        return None
    last = i + 1
    while last < len(tokens) and tokens[last].tag == "NNP":
        last += 1
    shared = last > i + 1 and last < len(tokens) and tokens[last].tag == "NNS" and tokens[last].text.islower()
    return last + 1 if shared and all(token.tag == "NNP" for token in names) else None


def _continues(tokens: Sequence[Token], i: int) -> bool:
    """Whether a noun phrase goes on after a mention: a possessive or a noun right behind it."""
    return i < len(tokens) and (
        tokens[i].tag == "POS"
        or (tokens[i].tag in ("NN", "NNS") and tokens[i - 1].tag in NOUN_TAGS and tokens[i].text != "time")
    )


def _is_premodifier(tokens: Sequence[Token], i: int, first: int) -> bool:
    """ "the existing opportunities", "detained nationals": a participle with its noun right behind it."""
    after = tokens[i + 1].tag if i + 1 < len(tokens) else "."
    if tokens[i].tag == "VBN" and i == first:
        return after in ("NN", "NNS")
    return after in NOUN_TAGS or after in ("JJ", "VBN", "VBG", "CC")


def _take_verb(
    tokens: Sequence[Token],
    i: int,
    starts: dict[int, tuple[int, int, int, Mention]],
    times: frozenset[int],
    before: list[Chunk],
) -> Chunk | None:
    """A verb group from `i`: "to", modals, auxiliaries, adverbs and times up to the verb that decides."""
    first, modal, negated, infinitive = i, None, False, False
    parts: list[int] = []
    while i < len(tokens) and i not in starts:
        token, lower = tokens[i], tokens[i].text.lower()
        if (parts or modal) and (verb := _verb_behind_time(tokens, i, times, parts, before)):
            parts.append(verb)
            i = verb
        elif token.tag == "TO" and not parts and i + 1 < len(tokens) and _verb_follows(tokens, i + 1):
            infinitive = True
        elif token.tag == "MD" and modal is None and (not parts):
            modal = lower
        elif token.tag in VERB_TAGS:
            if parts and not _joins(tokens[parts[-1]], token):
                break
            parts.append(i)
        elif token.tag in ("RB", "RBR") and (parts or modal or infinitive or _verb_follows(tokens, i + 1)):
            negated = negated or lower in ("not", "n't", "n’t", "never")
        else:
            break
        i += 1
    if not parts:
        return None
    last = parts[-1] + 1
    head = parts[-1]
    if _is_noun_inside(tokens, first, head, parts, before, modal, infinitive):
        return None
    lemma = tokens[head].lemma
    if last < len(tokens) and (lemma, tokens[last].text.lower()) in PHRASALS and last not in starts:
        lemma, last = f"{lemma} {tokens[last].text.lower()}", last + 1
    words = [tokens[p].text.lower() for p in parts[:-1]]
    passive = tokens[head].tag == "VBN" and any(w in BE or w in ("being", "get", "got") for w in words)
    bare = bool(before) and before[-1].kind == CC and tokens[parts[0]].tag == "VB"
    form, tense = _form(tokens, parts, modal, infinitive or bare)
    if tokens[head].tag == "VBN" and form == "participle":
        passive = True
    voice = "passive" if passive else "active"
    return Chunk(VG, first, last, head, lemma, (), form, voice, tense, modal, negated)


def _verb_behind_time(
    tokens: Sequence[Token], i: int, times: frozenset[int], parts: list[int], before: list[Chunk]
) -> int | None:
    """The verb with which a group goes on behind a time at `i`: "has [today] expelled", "will [on Monday also] meet".

    None where the helper is a verb by itself: "has today an army", "the talks Peru had last week ended".
    """
    j = i + 1 if tokens[i].tag == "IN" and i + 1 in times else i
    if j not in times:
        return None
    while j < len(tokens) and (j in times or tokens[j].tag in ("RB", "RBR")):
        j += 1
    if j == len(tokens):
        return None
    if not parts:
        return j if tokens[j].tag in ("VB", "NN") else None
    helper = tokens[parts[-1]]
    if helper.text.lower() in HAVE and tokens[j].tag == "VBD":
        return None if _is_describing(before) else j
    return j if tokens[j].tag in VERB_TAGS and _joins(helper, tokens[j]) else None


def _is_describing(before: list[Chunk]) -> bool:
    """Whether the subject just read may be that of a relative clause: "the talks (that) Peru and Chile [had]"."""
    i = len(before) - 1
    while i > 0 and before[i - 1].kind in (CC, COMMA) and before[i].kind == NP:
        i -= 2
    if i < 0 or before[i].kind != NP:
        return False
    opener = before[i - 1].kind if i else ""
    return opener == NP or (opener == OPENER and i > 1 and before[i - 2].kind == NP)


def _verb_follows(tokens: Sequence[Token], i: int) -> bool:
    while i < len(tokens) and tokens[i].tag in ("RB", "RBR"):
        i += 1
    return i < len(tokens) and tokens[i].tag in VERB_TAGS


def _joins(auxiliary: Token, verb: Token) -> bool:
    lower = auxiliary.text.lower()
    if lower in BE or lower in ("get", "got"):
        return verb.tag in ("VBG", "VBN")
    if lower in HAVE:
        return verb.tag == "VBN" or verb.text.lower() == "been"
    return lower in DO and verb.tag == "VB"


def _is_noun_inside(
    tokens: Sequence[Token],
    first: int,
    head: int,
    parts: list[int],
    before: list[Chunk],
    modal: str | None,
    infinitive: bool,
) -> bool:
    """ "detained nationals", "existing rules": a lone participle right before a noun belongs to it."""
    tag = tokens[head].tag
    if len(parts) > 1 or modal or infinitive or first != head or head + 1 >= len(tokens):
        return False
    if tag == "VBN":
        behind = bool(before) and before[-1].kind in (NP, CC, OTHER)
        return tokens[head + 1].tag in ("NN", "NNS") and not behind
    return False


def _form(tokens: Sequence[Token], parts: list[int], modal: str | None, infinitive: bool) -> tuple[str, str | None]:
    lead = tokens[parts[0]]
    if modal:
        return "finite", "future" if modal in ("will", "shall", "'ll", "’ll", "wo", "ll") else "present"
    if infinitive:
        return "infinitive", None
    if lead.tag in ("VBG",) or (lead.tag == "VBN" and len(parts) == 1):
        return "participle", None
    if lead.tag == "VBN":
        return "participle", None
    past = (
        lead.tag == "VBD"
        or lead.text.lower() in ("was", "were", "had", "did")
        or (len(parts) > 1 and (lead.text.lower() in ("has", "have", "'ve") and tokens[parts[-1]].tag == "VBN"))
    )
    return "finite", "past" if past else "present"
