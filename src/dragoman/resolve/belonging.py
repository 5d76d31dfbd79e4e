"""Whose a party is that the text gives no side: how well each side of the text fits it, by learned weights.

"The unions", "Minister Nam", "police": a reader takes them for the state that the report is about, that its
dateline or its sentence names, or that the others of its sentence leave. What speaks for a side is described in
words ("home", "nearest before", "of another"), each with a weight for every sort of party; the weights are learned
from the corpus's training part (`train/rankers`). Their sums are what `whose` begins with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import NamedTuple

from dragoman.knowledge import Knowledge
from dragoman.records import Clause, Span, find_range
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.parties import Party, head_of
from dragoman.resolve.pointing import Pointing, weigh

MODEL = "sides-1"
# The reason of a side that only fits best.
FITS_BEST = "the side of the text that fits best"
# More sides than this are not weighed: the rarest of a long list fit nobody.
MAX_SIDES = 8
# Of a party and of each side so many places are looked at where the text is read as a whole.
MAX_QUERIES, MAX_NAMED = 4, 6
# Within so many characters what is said opens with a side.
OPENS = 6
# How far a name's likeness to one state's names lies ahead of that to another's, in steps.
LIKE_STEP, LIKE_STEPS = 0.25, 4
# Characters between a party and a side that still make them neighbours, and the farther step.
NEAR, FAR = 25, 80
# Offices held far from home, or for a body.
ABROAD = frozenset("ambassador envoy representative director rapporteur coordinator commissioner secretary".split())
_ENVOYS = frozenset("ambassador envoy consul attaché nuncio embassy consulate".split())
_STANDS_IN = re.compile(r"\s(?:in|to|at)\s(?:the\s)?")
NO_STATES = frozenset(["IGO", "UNO", "EUR", "IMG", "NGO", "MNC", "ISM"])
_PARTS = frozenset("to of in from with against on by and for at between into over near that".split())
_MEETING = re.compile(
    r"\b(?:with|from|met|meets|receiv\w+|telephon\w+|hosted|welcomed|held talks|spoke to|calls?|visit\w*)\b"
)
PREPOSITIONS = frozenset("in at near outside across from of throughout".split())


class Named(NamedTuple):
    """A side as one sentence names it, and how: `free`, `place`, `owned` by an official, `held` by a body."""

    start: int
    end: int
    side: str
    how: str


@dataclass
class Scene:
    """Where a text names which sides; made once for all its parties."""

    sides: tuple[str, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)
    ways: dict[str, dict[str, None]] = field(default_factory=dict)
    home: str | None = None
    by_sentence: dict[int, list[Named]] = field(default_factory=dict)
    by_side: dict[str, list[tuple[int, Named]]] = field(default_factory=dict)
    so_far: list[frozenset[str]] = field(default_factory=list)
    # What is told of a side for whatever party, and how a name is spelled by the names of each, once they were asked.
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    spelled: dict[str, dict[str, float]] = field(default_factory=dict)


def make_scene(gathering: Gathering, home: str | None) -> Scene:
    """The sides of a text, the most named first."""
    scene = Scene(home=home)
    for index, mention in enumerate(gathering.marked.mentions):
        side, how = _side_named(gathering, index)
        if side is None:
            continue
        named = Named(mention.span.start, mention.span.end, side, how)
        scene.by_sentence.setdefault(mention.sentence, []).append(named)
        scene.by_side.setdefault(side, []).append((mention.sentence, named))
        scene.counts[side] += 1
        scene.ways.setdefault(side, {})[how] = None
    seen: set[str] = set()
    for sentence in gathering.marked.sentences:
        seen |= {one.side for one in scene.by_sentence.get(sentence.index, ())}
        scene.so_far.append(frozenset(seen))
    order = list(scene.counts)
    scene.sides = tuple(sorted(order, key=lambda side: (-scene.counts[side], order.index(side)))[:MAX_SIDES])
    if home is not None and home not in scene.sides:
        scene.sides += (home,)  # a ministry's own text need not name its state
    return scene


def _side_named(gathering: Gathering, index: int) -> tuple[str | None, str]:
    mention, party = gathering.marked.mentions[index], gathering.party_of[index]
    if party is None or mention.form == "pronoun":
        return None, ""
    side = party.represents or party.country
    if party.kind == "place":
        return party.country, "place"
    if side is None or party.kind in ("agreement", "occasion"):
        return None, ""
    if party.kind in ("person", "office"):
        return side, "official"
    if party.kind != "country":
        return side, "held"
    outer = gathering.marked.mentions[mention.outer] if mention.outer is not None else None
    if outer is None:
        return side, "free"
    return side, "owned" if outer.kind in ("person", "office") else "within"


def weigh_by_words(gathering: Gathering, party: Party, scene: Scene) -> list[tuple[str | None, float]]:
    """The chance of each side, and of none (`None`), by words and by the reader alone; the likeliest first."""
    told = [tell_fit(gathering, party, scene, side) for side in scene.sides]
    told_all = [*told, tell_none(gathering, party, scene)]
    chances = weigh(MODEL, told_all, gathering.marked.whole, lambda: point_at_sides(gathering, party, scene))
    return sorted(zip((*scene.sides, None), chances, strict=True), key=lambda one: -one[1])


def fled_from(gathering: Gathering, party: Party) -> str | None:
    """The state of the people that refugees are of, wherever they are now: "Rohingya refugees in Cox's Bazar"."""
    if party.sectors[:1] != ["REF"]:
        return None
    for inner in (i for outer in gathering.indexes_of(party) for i in gathering.inside(outer)):
        people = gathering.party_of[inner]
        if people is not None and people.kind == "group" and people.country and people.country not in NO_STATES:
            return people.country
    return None


def point_at_sides(gathering: Gathering, party: Party, scene: Scene) -> Pointing:
    """Where the text names a party, and each side nearest to that; flagged is the side of whoever published it."""
    mentions = gathering.marked.mentions
    own = gathering.indexes_of(party)
    queries = [mentions[i].span for i in own if mentions[i].form != "pronoun"] or [mentions[i].span for i in own]
    first = queries[0].start
    groups = [[named for _, named in scene.by_side.get(side, ())] for side in scene.sides]
    near = [nsmallest(MAX_NAMED, group, key=lambda n: (abs(n.start - first), n.start)) for group in groups]
    return Pointing(
        "sides",
        "side",
        queries[:MAX_QUERIES],
        [[(Span(n.start, n.end), n.how) for n in group] for group in near],
        scene.sides.index(scene.home) if scene.home in scene.sides else None,
    )


def sort_of(gathering: Gathering, party: Party) -> str:
    """Which weights are a party's: those of officials, of officials abroad, people, bodies or groups."""
    if party.kind in ("person", "office"):
        if not party.offices:
            return "person"
        return "abroad" if any(is_held_abroad(office) for office in party.offices) else "official"
    return "body" if party.kind in ("government", "organization") else "group"


def is_held_abroad(office: str) -> bool:
    """Whether an office may be held far from home; a cabinet secretary's is not.

    >>> [is_held_abroad(office) for office in ("Ambassador", "Secretary of Foreign Affairs", "Secretary General")]
    [True, False, True]
    """
    head = head_of(office)
    return head in ABROAD and (head != "secretary" or "general" in office.lower())


def tell_none(gathering: Gathering, party: Party, scene: Scene) -> Iterator[str]:
    """What speaks for no side at all."""
    sort = sort_of(gathering, party)
    yield f"none {sort}"
    yield f"none sides {min(len(scene.counts), 4)}"
    yield f"none {sort} {'known' if party.names else 'named' if party.key else 'described'}"
    if party.lemma:
        yield f"none word {party.lemma}"
        yield f"none {'many' if party.many else 'one'}"
    for sector in party.sectors[:1]:
        yield f"none sector {sector}"
    if scene.home is None:
        yield "none homeless"
    if not any(sentence in scene.by_sentence for sentence in _sentences(gathering, party)):
        yield f"none {sort} alone"


def tell_fit(gathering: Gathering, party: Party, scene: Scene, side: str) -> Iterator[str]:
    """What speaks for a side, or against it, in words that have weights; each also for the sort of the party."""
    sort = sort_of(gathering, party)
    body = "body" if side in ("UNO", "EUR", "UN", "EU") or len(side) != 3 or side in NO_STATES else "state"
    yield f"{sort} {body}"
    yield from (f"{sector} {body}" for sector in party.sectors[:1])
    if side not in scene.texts:
        scene.texts[side] = tuple(dict.fromkeys(_tell_text(gathering, scene, side)))
    for told in scene.texts[side]:
        yield told
        yield f"{sort} {told}"
    indexes = [i for i in gathering.indexes_of(party) if gathering.marked.mentions[i].form != "pronoun"]
    for told in dict.fromkeys(t for i in indexes[:4] for t in _tell_sentence(gathering, scene, i, side)):
        yield told
        yield f"{sort} {told}"
    for told in _tell_first(gathering, scene, indexes[:1], side):
        yield told
        yield f"{sort} {told}"
    for told in dict.fromkeys(t for i in indexes[:4] for t in _tell_clause(gathering, scene, i, side)):
        yield told
        yield f"{sort} {told}"
    for told in dict.fromkeys(t for i in indexes[:4] for t in _tell_speech(gathering, scene, i, side)):
        yield f"{sort} {told}"
    if party.lemma:
        yield from _tell_word(scene, party.lemma, side)
    if _is_held_by_another(gathering, party, side):
        yield f"{sort} taken"
    if party.kind == "person" and party.names and body == "state":
        yield from _tell_name(gathering.base, party.name(), scene, side)
    if _meets(gathering, party, side):
        yield "meets"


def _tell_word(scene: Scene, lemma: str, side: str) -> Iterator[str]:
    yield f"word {lemma} {'home' if scene.home == side else 'not home'}"
    yield f"word {lemma} rank {min(scene.sides.index(side), 2)}"


def _tell_clause(gathering: Gathering, scene: Scene, index: int, side: str) -> Iterator[str]:
    """What parts a party and a side have in one clause: "subject beside object"."""
    marked = gathering.marked
    mention = marked.mentions[index]
    named = [n for n in scene.by_sentence.get(mention.sentence, ()) if n.side == side]
    for number in find_range(marked.clauses, mention.sentence) if named else ():
        parts = [*parts_of(marked.clauses[number])]
        mine = next((part for part, span in parts if span.meets(mention.span)), None)
        if mine is None:
            continue
        for part, span in parts:
            for one in named:
                if span.meets(Span(one.start, one.end)):
                    inside = "in" if span.meets(mention.span) else "beside"
                    yield f"{mine} {inside} {part} {one.how}"


def _tell_speech(gathering: Gathering, scene: Scene, index: int, side: str) -> Iterator[str]:
    """Whether a party speaks of a side, and of which first: ministries tell what their own state does."""
    marked, mention = gathering.marked, gathering.marked.mentions[index]
    for number in find_range(marked.attributions, mention.sentence):
        said = marked.attributions[number]
        if said.source is None or not said.source.span.meets(mention.span):
            continue
        named = [n for n in scene.by_sentence.get(mention.sentence, ()) if said.content.covers(Span(n.start, n.end))]
        if any(n.side == side for n in named):
            yield "speaks of it"
            first = named[0]
            if first.side == side:
                opens = first.start - said.content.start < OPENS
                yield f"speaks of {first.how} {'at once' if opens else 'first'}"


def parts_of(clause: Clause) -> Iterator[tuple[str, Span]]:
    """The parts of a clause by name; a passive's subject is acted on."""
    if clause.subject is not None:
        yield ("object" if clause.voice == "passive" else "subject"), clause.subject.span
    yield from (("object", one.span) for one in clause.objects)
    yield from ((one.preposition, one.phrase.span) for one in clause.obliques)


def _tell_name(base: Knowledge, name: str, scene: Scene, side: str) -> Iterator[str]:
    """Whether a name is spelled like those of this side's people rather than those of the text's other states."""
    if name not in scene.spelled:
        states = [one for one in scene.sides if len(one) == 3 and one not in NO_STATES]
        scene.spelled[name] = {one: base.name_likeness(name, one) for one in states}
    like = scene.spelled[name]
    lead = like[side] - max((other for one, other in like.items() if one != side), default=0.0)
    step = max(-LIKE_STEPS, min(LIKE_STEPS, round(lead / LIKE_STEP)))
    yield f"name like {step}"
    yield f"name like {'it' if lead > 0 else 'another'} of {min(len(like), 3)}"


def _tell_text(gathering: Gathering, scene: Scene, side: str) -> Iterator[str]:
    share = scene.counts[side] / max(1, scene.counts.total())
    yield f"rank {min(scene.sides.index(side), 3)} of {min(len(scene.sides), 4)}"
    if share > 0.6:
        yield "most"
    if len(scene.counts) == 1:
        yield "only side"
    for how in scene.ways.get(side, ()):
        yield f"{how} in text"
    if scene.home == side:
        yield "home"
    elif scene.home is not None:
        yield "not home"
    for number in range(min(2, len(gathering.marked.sentences))):
        if any(named.side == side for named in scene.by_sentence.get(number, ())):
            yield f"in sentence {number}"
            break
    first = scene.by_sentence.get(0) or scene.by_sentence.get(1)
    if first and first[0].side == side:
        yield f"opens as {first[0].how}"


def _tell_first(gathering: Gathering, scene: Scene, indexes: list[int], side: str) -> Iterator[str]:
    for index in indexes:
        sentence = gathering.marked.mentions[index].sentence
        if scene.so_far[sentence] == {side}:
            yield "only so far"
        before = [n for n in scene.by_sentence.get(sentence - 1, ()) if n.side == side]
        if before:
            yield "in sentence before"
            if scene.by_sentence[sentence - 1][0].side == side:
                yield f"first {before[0].how} before"
            if len({n.side for n in scene.by_sentence[sentence - 1]}) == 1:
                yield "only in sentence before"
        if any(n.side == side for n in scene.by_sentence.get(sentence + 1, ())):
            yield "in sentence after"


def _tell_sentence(gathering: Gathering, scene: Scene, index: int, side: str) -> Iterator[str]:
    mention = gathering.marked.mentions[index]
    span = mention.span
    named_here = scene.by_sentence.get(mention.sentence, ())
    here = [n for n in named_here if n.start < span.start or n.end > span.end]
    mine = [n for n in here if n.side == side]
    if not mine:
        return
    yield "in sentence"
    if len({n.side for n in here}) == 1:
        yield "only in sentence"
    text = gathering.marked.document.text
    opening = min(n.start for n in here) > mention.span.start
    for named in mine:
        before = named.end <= mention.span.start
        gap = mention.span.start - named.end if before else named.start - mention.span.end
        where = "before" if before else "after"
        far = "near" if gap <= NEAR else "mid" if gap <= FAR else "far"
        yield f"{named.how} {where}"
        yield f"{named.how} {where} {far}"
        between = text[mention.span.end : named.start].split() if not before else []
        if named.how in ("place", "free") and 0 < len(between) < 4 and between[0] in PREPOSITIONS:
            yield f"{named.how} by {between[0]}"
        if named.how in ("place", "free"):
            yield f"{named.how} {where} {_word_before(text, named.start)}"
        if opening and not before and named.how == "free":
            yield "acted on"
    nearest = min(here, key=lambda n: min(abs(mention.span.start - n.end), abs(n.start - mention.span.end)))
    if nearest.side == side:
        yield f"nearest {nearest.how} {'before' if nearest.end <= mention.span.start else 'after'}"
    if here[0].side == side and here[0].end <= mention.span.start:
        yield f"first {here[0].how}"


def _word_before(text: str, start: int) -> str:
    """The small word before a side's name that tells its part: "visit [to] the Republic of Angola"."""
    words = text[max(0, start - 40) : start].lower().replace("the republic of", "").split()
    while words and words[-1] in ("the", "republic", "kingdom", "state", "government"):
        words.pop()
    return words[-1] if words and words[-1] in _PARTS else "other"


def _is_held_by_another(gathering: Gathering, party: Party, side: str) -> bool:
    """Whether somebody else of that side has the same head word to his office."""
    heads = {head_of(office) for office in party.offices}
    return bool(heads) and any(
        other is not party
        and other.kind == "person"
        and other.represents == side
        and bool(heads & {head_of(office) for office in other.offices})
        for other in gathering.parties
    )


def is_sent_to(gathering: Gathering, party: Party, side: str) -> bool:
    """Whether its office is held at that side: "the Ambassador of the Kingdom to Egypt", "the envoy in Cairo"."""
    mentions, text = gathering.marked.mentions, gathering.marked.document.text
    for index in (i for outer in gathering.indexes_of(party) for i in gathering.inside(outer)):
        held = gathering.party_of[index]
        if held is not None and side in (held.represents, held.country):
            start = mentions[index].span.start
            before = text[max(0, start - 8) : start].lower().removesuffix("the ")
            if before.endswith(" to ") or (before.endswith((" in ", " at ")) and _is_envoy(party)):
                return True
    return _is_envoy(party) and any(_stands_in(gathering, index, side) for index in gathering.indexes_of(party))


def _is_envoy(party: Party) -> bool:
    """Whether somebody is sent abroad whatever the text says of it: an ambassador, an embassy, a high commission."""
    words = (party.name(), *party.offices)
    return bool(_ENVOYS & {party.lemma, *map(head_of, words)}) or any("high commission" in w.lower() for w in words)


def _stands_in(gathering: Gathering, index: int, side: str) -> bool:
    """Whether a place or state of that side stands right behind a mention: "the embassy in Quito"."""
    mentions, text = gathering.marked.mentions, gathering.marked.document.text
    end = mentions[index].span.end
    behind = _STANDS_IN.match(text, end)
    if behind is None:
        return False
    near = (i for i in gathering.in_sentence(mentions[index].sentence) if mentions[i].span.start == behind.end())
    held = [gathering.party_of[i] for i in near]
    return any(one is not None and side in (one.represents, one.country) for one in held)


def _meets(gathering: Gathering, party: Party, side: str) -> bool:
    """Whether a sentence has the party meet somebody of that side: "X received a call from Japan's minister"."""
    if party.kind not in ("person", "office"):
        return False
    mentions, text = gathering.marked.mentions, gathering.marked.document.text
    for index in gathering.indexes_of(party):
        for other in gathering.in_sentence(mentions[index].sentence):
            held = gathering.party_of[other]
            if held is None or held is party or held.kind not in ("person", "office") or held.represents != side:
                continue
            first, second = sorted((mentions[index].span, mentions[other].span))
            if _MEETING.search(text[first.end : second.start]):
                return True
    return False


def _sentences(gathering: Gathering, party: Party) -> set[int]:
    return {gathering.marked.mentions[i].sentence for i in gathering.indexes_of(party)}
