"""Whom "he", "we" and "the ministry" stand for: how well each party named before fits, by learned weights.

What speaks for a party is told in words ("he person", "he opens after subject", "the office has its head"), as in
`belonging`; the weights are learned from the corpus's training part (`train/rankers`). One party must be likelier
than not, or the words stand for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.records import Mention, find_range
from dragoman.resolve.descriptions import is_of_states
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.genders import gender_of, pronoun_gender
from dragoman.resolve.parties import Party, head_of, is_same_office, plain
from dragoman.resolve.pointing import Pointing, weigh

MODEL = "links-1"
# Pronouns by whom they can stand for.
_CLASSES = {
    "he": "he", "him": "he", "his": "he", "she": "he", "her": "he", "it": "it", "its": "it", "they": "they",
    "them": "they", "their": "they", "we": "we", "us": "we", "our": "we", "i": "i", "me": "i", "my": "i",
}  # fmt: skip
_OWNING = frozenset("his her its their our my".split())
_EMPTY = frozenset("is was were has had will would may might could can seems appears remains".split())
# How many sentences back a party may have been named: for pronouns, and for "the minister".
MAX_BACK = {"pronoun": 3, "nominal": 30}
MAX_PARTIES = 12
# Of each party so many of its last mentions are looked at where the text is read as a whole.
MAX_SHOWN = 3
# A party needs this chance, and so many times that of the next one: with two left there is none.
MIN_CHANCE = 0.35
MIN_LEAD = 1.5
# Characters around a pronoun in which its neighbours are looked for: more than any word.
MAX_WORD_CHARS = 40
# Kinds of whom one may be described with "the" that was not named before.
ALONE = frozenset(["office", "organization", "government"])
# Words for somebody by whom he meets: they point at one who is named, or at nobody.
_POINTING = frozenset("guest host counterpart colleague interlocutor visitor successor predecessor former".split())


def is_unlinked(gathering: Gathering, index: int) -> bool:
    """Whether a mention points at somebody and nothing has said at whom."""
    mention = gathering.marked.mentions[index]
    if gathering.party_of[index] is not None or gathering.members[index] or mention.of or mention.known:
        return False
    if mention.form == "pronoun":
        return gathering.words_of(mention).lower() in _CLASSES
    if mention.number != "one" or mention.name is not None:
        return False
    if _is_speaker_label(gathering, mention):
        return True
    if not gathering.is_definite(mention):
        return False
    # "The Secretary" after two of them is nobody's but the readout's own, which is for whoever knows who reports.
    return mention.kind != "office" or _is_told_apart(gathering, mention)


def _is_speaker_label(gathering: Gathering, mention: Mention) -> bool:
    """Whether a mention says who speaks next, as transcripts do: "MINISTER: That is simply false." """
    opens = mention.span.start == gathering.marked.sentences[mention.sentence].span.start
    return opens and gathering.marked.document.text[mention.span.end : mention.span.end + 1] == ":"


def _is_told_apart(gathering: Gathering, mention: Mention) -> bool:
    """Whether of those whose office the mention may name one fits best, or is the only one without a foreign side."""
    fits = {party: _office_fit(gathering, mention, party) for party in gathering.parties}
    best = [party for party, fit in fits.items() if fit and fit == max(fits.values())]
    return len(best) < 2 or sum(_is_sideless(gathering, party) for party in best) == 1


def _is_sideless(gathering: Gathering, party: Party) -> bool:
    """Whether the text never says whose a person is, as readouts do not of their own."""
    return not any(gathering.marked.mentions[i].of for i in gathering.indexes_of(party))


def find_antecedents(gathering: Gathering, index: int) -> list[Party]:
    """The parties spoken of before, the last one first."""
    mention = gathering.marked.mentions[index]
    back = MAX_BACK["pronoun" if mention.form == "pronoun" else "nominal"]
    gender = gender_told(gathering, mention)
    found: dict[int, Party] = {}
    for i in range(index - 1, -1, -1):
        other, party = gathering.marked.mentions[i], gathering.party_of[i]
        if other.sentence < mention.sentence - back or len(found) >= MAX_PARTIES:
            break
        if party is None or party.kind in ("place", "agreement", "occasion") or other.form == "adjective":
            continue
        if other.span.start <= mention.span.start and mention.span.end <= other.span.end:
            continue
        if is_of_states(mention, party) or (gender and party.gender not in (None, gender)):
            continue
        found.setdefault(id(party), party)
    return list(found.values())


def find_labelled(gathering: Gathering, index: int) -> Party | None:
    """Whom a label of who speaks stands for: the first holder of its office, introduced before those he speaks of."""
    mention = gathering.marked.mentions[index]
    if not _is_speaker_label(gathering, mention):
        return None
    return next((party for _, party in gathering.before(index) if _office_fit(gathering, mention, party)), None)


def link(gathering: Gathering, index: int) -> tuple[Party | None, float]:
    """The party that a mention stands for and the chance of it; none where nobody, or another as well, is as likely."""
    parties = find_antecedents(gathering, index)
    if not parties:
        return None, 1.0
    told = [[*tell_link(gathering, index, party, place)] for place, party in enumerate(parties)]
    told_all = [*told, [*tell_no_link(gathering, index, parties)]]
    *chances, nobody = weigh(MODEL, told_all, gathering.marked.whole, lambda: point_back(gathering, index, parties))
    ranked = sorted(zip(chances, range(len(parties)), strict=True), key=lambda one: (-one[0], one[1]))
    best, place = ranked[0]
    if _is_of_group(gathering, index):
        # "We" is the speaker, his ministry or his state: which of them matters less than that it is one of them.
        side = parties[place].represents
        own = [chance for chance, i in ranked if side is not None and parties[i].represents == side]
        best = sum(own) or best
        ranked = [ranked[0], *(one for one in ranked[1:] if side is None or parties[one[1]].represents != side)]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    if best < max(MIN_CHANCE, nobody, MIN_LEAD * second):
        return None, nobody
    return parties[place], best


def stands_alone(gathering: Gathering, index: int) -> bool:
    """Whether a description that nobody before fits is of somebody new, and not of one of several before."""
    mention = gathering.marked.mentions[index]
    if mention.form == "pronoun" or mention.kind not in ALONE or gathering.lemma_of(mention) in _POINTING:
        return False
    return not any(_has_head(gathering, mention, party) for party in gathering.parties)


def point_back(gathering: Gathering, index: int, parties: list[Party]) -> Pointing:
    """Where a mention stands, and where those before it are named: the last times, and the first."""
    mentions, here = gathering.marked.mentions, gathering.marked.mentions[index].sentence
    groups = []
    for party in parties:
        before = [i for i in gathering.indexes_of(party) if i < index]
        shown = dict.fromkeys([*reversed(before[-MAX_SHOWN:]), before[0]])
        groups.append([(mentions[i].span, _how_far(mentions[i], here)) for i in shown])
    return Pointing("links", word_of(gathering, mentions[index]).removesuffix("'s"), [mentions[index].span], groups)


def _how_far(mention: Mention, here: int) -> str:
    form = "pronoun" if mention.form == "pronoun" else "named"
    return f"{form} back {min(here - mention.sentence, 3)}"


def _is_of_group(gathering: Gathering, index: int) -> bool:
    """Whether a mention is a "we", "it" or "they", which a state and whoever speaks for it share."""
    mention = gathering.marked.mentions[index]
    return mention.form == "pronoun" and mention.kind != "person"


def word_of(gathering: Gathering, mention: Mention) -> str:
    """What sort of pointing word a mention is."""
    if mention.form != "pronoun":
        return "who" if mention.kind in ("person", "office") else "what"
    word = gathering.words_of(mention).lower()
    return _CLASSES[word] + ("'s" if word in _OWNING else "")


def gender_told(gathering: Gathering, mention: Mention) -> str | None:
    """`he` or `she`, where a pronoun or a title takes only one of them."""
    words = gathering.words_of(mention)
    return pronoun_gender(words) if mention.form == "pronoun" else gender_of(words)


def tell_no_link(gathering: Gathering, index: int, parties: list[Party]) -> Iterator[str]:
    """What speaks for nobody."""
    mention = gathering.marked.mentions[index]
    word = word_of(gathering, mention)
    yield f"none {word}"
    yield f"none of {min(len(parties), 5)}"
    if mention.form == "pronoun":
        after = _word_after(gathering, mention)
        yield f"none {word} {'opens' if _opens(gathering, mention) else 'inside'}"
        if after in _EMPTY:
            yield f"none {word} empty"
    else:
        yield f"none word {gathering.lemma_of(mention)}"
        yield f"none {word} {'capital' if mention.head.of(gathering.marked.document.text)[0].isupper() else 'small'}"
        fits = sum(_has_head(gathering, mention, party) for party in parties)
        yield f"none {word} fits {min(fits, 3)}"


def tell_link(gathering: Gathering, index: int, party: Party, place: int) -> Iterator[str]:
    """What speaks for a party, in words that have weights; `place` counts from the one spoken of last."""
    mention = gathering.marked.mentions[index]
    word = word_of(gathering, mention)
    kind = "who" if party.kind in ("person", "office") else party.kind
    before = [i for i in gathering.indexes_of(party) if i < index]
    last = gathering.marked.mentions[before[-1]]
    gap = min(mention.sentence - last.sentence, 3)
    role = "subject" if _opens_line(gathering, before[-1]) else "other"
    yield f"{word} {kind} {'many' if party.many or last.number == 'many' else 'one'}"
    yield f"{word} gap {gap}"
    yield f"{word} gap {gap} {role}"
    yield f"{word} place {min(place, 4)}"
    yield f"{word} {kind} place {min(place, 4)} gap {gap}"
    yield f"{word} times {min(len(before), 4)}"
    if _opens(gathering, mention):
        yield f"{word} opens gap {gap} {role}"
    if party is next((p for p in gathering.party_of if p is not None and p.kind == party.kind), None):
        yield f"{word} {kind} leads"
    if any(
        _same_word(gathering, i, word) for i in before if gathering.marked.mentions[i].sentence >= mention.sentence - 1
    ):
        yield f"{word} again"
    if last.form == "pronoun":
        yield f"{word} after pronoun"
    yield from (f"{word} {told}" for told in _tell_person(gathering, mention, party))
    if last.outer is not None:
        yield f"{word} inner {kind}"
    yield from (f"{word} {told}" for told in _tell_speech(gathering, mention, party))
    if mention.form != "pronoun":
        yield from _tell_description(gathering, mention, party, word)


def _tell_person(gathering: Gathering, mention: Mention, party: Party) -> Iterator[str]:
    """What a person's gender, and being called without a side, say."""
    if party.kind not in ("person", "office"):
        return
    gender = gender_told(gathering, mention)
    if gender is not None:
        yield "same gender" if party.gender == gender else "unknown gender"
    if _is_sideless(gathering, party):
        yield "sideless"


def _tell_description(gathering: Gathering, mention: Mention, party: Party, word: str) -> Iterator[str]:
    if _has_head(gathering, mention, party):
        yield f"{word} has its head"
        others = sum(_has_head(gathering, mention, p) for p in gathering.parties if gathering.indexes_of(p))
        yield f"{word} has its head of {min(others, 3)}"
    else:
        yield f"{word} has another head"
    if mention.office and party.kind in ("person", "office"):
        fit = _office_fit(gathering, mention, party)
        better = sum(_office_fit(gathering, mention, p) >= fit for p in gathering.parties if p is not party)
        yield f"office fits {fit}"
        yield f"office fits {fit} with {min(better, 3)}"
        if _is_sideless(gathering, party):
            yield f"office fits {fit} sideless"
    if mention.kind == party.kind:
        yield f"{word} same kind"
    if mention.sectors and party.sectors:
        yield f"{word} {'same' if mention.sectors[0] == party.sectors[0] else 'other'} sector"
    lemma = gathering.lemma_of(mention)
    yield f"word {lemma} {party.kind}"


def _has_head(gathering: Gathering, mention: Mention, party: Party) -> bool:
    """Whether the party's office, name or description has the mention's head word."""
    lemma = head_of(mention.office) if mention.office else gathering.lemma_of(mention)
    if any(head_of(office) == lemma for office in party.offices) or party.lemma == lemma:
        return True
    called = [party.label or "", *party.names]
    return any(lemma in plain(name).split() for name in called)


def _office_fit(gathering: Gathering, mention: Mention, party: Party) -> int:
    """How well a party's offices fit the one a mention names: 3 the same words, 2 its first or last, 1 one office."""
    if party.kind not in ("person", "office") or not party.offices or not mention.office:
        return 0
    wanted = mention.office.lower()
    held = [office.lower() for office in party.offices]
    if wanted in held:
        return 3
    if any(office.startswith(f"{wanted} ") or office.endswith(f" {wanted}") for office in held):
        return 2
    return int(any(is_same_office(mention.office, office, gathering.base) for office in party.offices))


def _tell_speech(gathering: Gathering, mention: Mention, party: Party) -> Iterator[str]:
    layer, sentence = gathering.marked.attributions, mention.sentence
    for index in (i for near in (sentence - 1, sentence, sentence + 1) for i in find_range(layer, near)):
        said = layer[index]
        if said.source is None:
            continue
        speaks = any(gathering.party_of[i] is party for i in said.source.mentions)
        inside = said.content.covers(mention.span)
        if inside:
            yield f"{'quoted' if said.quoted else 'told'} by {'it' if speaks else 'another'}"
        elif speaks:
            yield "speaks here" if said.sentence == mention.sentence else "speaks near"


def _same_word(gathering: Gathering, index: int, word: str) -> bool:
    other = gathering.marked.mentions[index]
    return other.form == "pronoun" and word_of(gathering, other).removesuffix("'s") == word.removesuffix("'s")


def _opens(gathering: Gathering, mention: Mention) -> bool:
    return mention.span.start <= gathering.marked.sentences[mention.sentence].span.start + 1


def _opens_line(gathering: Gathering, index: int) -> bool:
    """Whether a mention is the first of its sentence that stands alone."""
    mention = gathering.marked.mentions[index]
    return all(
        gathering.marked.mentions[i].outer is not None for i in gathering.in_sentence(mention.sentence) if i < index
    )


def _word_after(gathering: Gathering, mention: Mention) -> str:
    words = gathering.marked.document.text[mention.span.end : mention.span.end + MAX_WORD_CHARS].split(maxsplit=1)
    return words[0] if words else ""
