"""Cuts what was talked about into its items, as a person making a list would.

"the truce in Gaza and navigation in the Red Sea" is two items, "regional and international security
issues" one, and so is "the situation in Armenia and Georgia". Where it is in doubt, nothing is cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.knowledge.speech import load_encounters
from dragoman.records import Span, Token

_OPENS = frozenset(["DT", "PDT", "WRB", "WP"])
_NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS"])
_MODIFIERS = frozenset(["JJ", "JJR", "JJS", "VBN", "VBG", "CD", "RB"])
# Nouns that begin an item of their own even without an article.
_HEADS = frozenset(
    """way prospect preparation issue matter possibility situation development cooperation effort measure
    progress implementation state status relation tie process question opportunity step plan mean means bond avenue
    aspect mechanism modality need role result outcome follow-up""".split()
)
_LINKS = frozenset("in on of between among for with at to from against within under towards toward".split())
_CLAUSES = frozenset(
    ["which", "who", "that", "including", "especially", "particularly", "namely", "notably", "such", "where"]
)
# "Issues of mutual interest, including the canal" says something after all.
_NAMES_SOME = frozenset(["including", "notably", "namely", "particularly", "especially"])
# Heads of wide words: "the whole gamut of relations, including".
_WIDE = frozenset(["gamut", "range", "spectrum"])
# Nouns that say nothing before it is told what of: "the current state and prospects of trade" is one item.
_UNFINISHED = frozenset("state status level pace course stage dynamic dynamics trend".split())
# What opens a clause that tells more of an item than what it is.
TELLS_MORE = frozenset(["where", "which", "who", "whose", "whom", "when"])
_OF_INTEREST = re.compile(r"\b(?:mutual|common|shared) [\w-]+ (?:interest|concern)\b")
_MINDFUL = (["taking", "into", "account"], ["bearing", "in", "mind"])
# What is said of a thing that is yet to come: "the second session, due in Doha".
_DUE = frozenset(["due", "scheduled", "planned"])
# "..., with an emphasis on": what is stressed begins a list of its own.
_EMPHASIS = tuple(
    ("with", *article, *degree, noun, "on")
    for article in ((), ("a",), ("an",))
    for degree in ((), ("particular",), ("special",), ("strong",))
    for noun in ("emphasis", "focus", "attention", "accent")
)
# An item of at most this many words behind "in" or "of" is a part of that phrase's own list.
SHORT = 2


def cut_items(words: Sequence[Token]) -> list[Span]:
    """The spans of the items in a run of tokens, empty ones ("other issues of mutual interest") left out.

    >>> tags = zip("trade facilitation , border talks and the truce".split(), "NN NN , NN NNS CC DT NN".split())
    >>> words = [Token(Span(8 * i, 8 * i + 8), word, tag, word) for i, (word, tag) in enumerate(tags)]
    >>> [(span.start // 8, span.end // 8) for span in cut_items(words)]
    [(0, 2), (3, 5), (6, 8)]
    """
    cuts: list[tuple[int, int]] = []
    begin = 0
    joints = _without_asides(words, _joints(words))
    for at, after in joints:
        if after < len(words) and at > begin and _is_cut(words, begin, at, after, joints):
            cuts.append((begin, at))
            begin = after
    cuts.append((begin, len(words)))
    spans = [_trim(words, first, _without_clause(words, first, last)) for first, last in cuts]
    return [span for first, last in spans if first < last and (span := _span(words, first, last)) is not None]


def _without_clause(words: Sequence[Token], first: int, last: int) -> int:
    """The end of an item before a clause behind it: "funding for the mission, where both urged"."""
    for i in range(first + 1, last - 1):
        behind = i + 2 if words[i + 1].tag in ("IN", "TO") and i + 2 < last else i + 1
        behind_comma = words[i].text == "," and words[behind].text.lower() in TELLS_MORE | _DUE
        told_beside = words[i].tag in ("WP", "WDT") and words[i + 1].text == "," and words[i - 1].tag in _NOUNS
        if behind_comma or told_beside or (_names_some(words, i) and not _says_little(words, first, i)):
            return i
    return last


def _names_some(words: Sequence[Token], i: int) -> bool:
    """Whether ", including", ", in particular" or the like stands at a token."""
    behind = [word.text.lower() for word in words[i + 1 : i + 3]]
    return words[i].text == "," and (behind[:1] != [] and (behind[0] in _NAMES_SOME or behind == ["in", "particular"]))


def _without_asides(words: Sequence[Token], joints: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The joints without those of a list that only names some of an item: "the war, including A, B and C"."""
    kept: list[tuple[int, int]] = []
    aside: int | None = None
    for at, after in joints:
        if aside is None or _closes(words, aside, at, after):
            kept.append((at, after))
            aside = at if _names_some(words, at) and not _says_little(words, 0, at) else None
    return kept


def _closes(words: Sequence[Token], aside: int, at: int, after: int) -> bool:
    """Whether a joint is of the outer list again: "the war, including its cost, as well as [trade]"."""
    if words[at].text == ";" or words[after - 1].text.lower() in ("as", "with", "to"):
        return True
    alone = not any(word.text == "," or word.text.lower() == "and" for word in words[aside + 1 : at])
    return alone and words[at].text == "," and words[after - 1].text.lower() == "and"


def _says_little(words: Sequence[Token], first: int, i: int) -> bool:
    """Whether the words before ", including" are of issues in general, so that what they name is all they say."""
    lemmas = {word.lemma for word in words[first:i]}
    return bool(lemmas & _WIDE) or _is_empty(words, first, i) or _is_general(words, first, min(i + 3, len(words)))


def _joints(words: Sequence[Token]) -> list[tuple[int, int]]:
    """Where lists may be joined: the joint's first token and the one after it."""
    found: list[tuple[int, int]] = []
    i = 0
    low = [word.text.lower() for word in words]
    while i < len(words):
        end = i
        if low[end] in (",", ";"):
            end += 1
        for link in (
            ("as", "well", "as"),
            ("along", "with"),
            ("in", "addition", "to", "discussing"),
            ("in", "addition", "to"),
            *_EMPHASIS,
            ("and", "also"),
            ("and", "on"),
            ("and", "about"),
            ("and",),
            ("&",),
        ):
            if tuple(low[end : end + len(link)]) == link:
                end += len(link)
                break
        if end > i:
            found.append((i, end))
        i = max(end, i + 1)
    return found


def _is_cut(words: Sequence[Token], begin: int, at: int, after: int, joints: list[tuple[int, int]]) -> bool:
    left, right = words[begin:at], words[after : _next(joints, after, len(words))]
    if not right or right[0].text.lower() in _CLAUSES | _DUE:
        return False
    if right[0].tag in ("IN", "TO", "MD", "VBD", "VBZ", "VBP", "VB") and right[0].lemma not in _HEADS:
        return False
    if words[after - 1].text.lower() in ("as", "with", "to", "discussing", "on", "about"):
        return True
    comma, conjunction = words[at].text in (",", ";"), words[after - 1].text.lower() in ("and", "also", "&")
    if words[at - 1].lemma in _UNFINISHED and not any(word.tag in ("IN", "TO") for word in left):
        return False
    opens = right[0].tag in _OPENS or right[0].lemma in _HEADS
    if right[0].tag == "PRP$" and not comma:
        return False
    # "Expanding trade, agriculture and transport" has one verb.
    if left[0].tag == "VBG" and right[0].tag in ("NN", "NNS") and not opens and _size(right) <= SHORT:
        return False
    # "The trade, economic and cultural spheres": adjectives share a head that is still to come.
    whole = opens and (comma or (right[0].tag in _OPENS and left[0].tag not in _OPENS))
    if _is_between(left) or (words[at - 1].tag.startswith("JJ") and not whole):
        return False
    if conjunction and _has_adjectives_in_row(words, [i for i, _ in joints if begin < i < at]):
        return False
    inner = _inner_tail(left)
    named = inner is not None and bool(inner) and inner[-1].tag in ("NNP", "NNPS")
    if comma and inner is not None and not named and (_ends_in_item(words, joints) or (conjunction and begin > 0)):
        return True
    if inner is not None and _size(right) <= SHORT and len(inner) <= SHORT + 1 and not opens and not named:
        return False
    if inner is not None and not opens and _same_kind(inner, right) and not (comma and _size(right) > SHORT):
        return False
    if comma:
        return True
    if conjunction and words[at - 1].tag in ("NNP", "NNPS") and right[0].tag in ("NNP", "NNPS"):
        return False
    if conjunction and (at, after) == joints[-1] and any(words[i].text in (",", ";") for i, _ in joints if i < begin):
        return True
    return opens or _is_whole(left, right)


def _has_adjectives_in_row(words: Sequence[Token], joints: Sequence[int]) -> bool:
    """Whether a comma stands behind an adjective: "in the political, economic, security and humanitarian spheres"."""
    return any(words[i].text == "," and words[i - 1].tag.startswith("JJ") for i in joints)


def _ends_in_item(words: Sequence[Token], joints: list[tuple[int, int]]) -> bool:
    """Whether the last of a list is a phrase of its own: "the war in X, theft and preparations for the summit"."""
    last = words[joints[-1][1] :]
    return bool(last) and any(word.text.lower() in _LINKS for word in last[1:]) and last[0].tag in _NOUNS | {"DT"}


def _next(joints: list[tuple[int, int]], after: int, end: int) -> int:
    return next((at for at, _ in joints if at >= after), end)


def _is_between(left: Sequence[Token]) -> bool:
    """Whether the left side waits for its second party: "cooperation between China"."""
    for i in range(len(left) - 1, -1, -1):
        low = left[i].text.lower()
        if low in ("between", "both"):
            rest = [word.text.lower() for word in left[i + 1 :]]
            return "and" not in rest and not any(word.tag == "NNS" for word in left[i + 1 :])
        if low == "and":
            return False
    return False


def _inner_tail(left: Sequence[Token]) -> Sequence[Token] | None:
    """What stands behind the last preposition of the left side; `None` where it has none."""
    for i in range(len(left) - 1, -1, -1):
        if left[i].tag in ("IN", "TO") and left[i].text.lower() in _LINKS:
            return left[i + 1 :]
    return None


def _size(words: Sequence[Token]) -> int:
    return sum(word.text not in (",", ";") for word in words)


def _same_kind(tail: Sequence[Token], right: Sequence[Token]) -> bool:
    """Whether the right side continues the phrase behind a preposition: name with name, bare noun with noun."""
    if not tail:
        return True
    proper = [word.tag in ("NNP", "NNPS") for word in (tail[-1], right[0])]
    if all(proper):
        return not any(word.tag in ("NN", "NNS") for word in right[1:3])
    has_link = any(word.text.lower() in _LINKS for word in right)
    return not any(proper) and tail[0].tag not in _OPENS and len(tail) <= SHORT and not has_link


def _is_whole(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """Whether both sides of a bare "and" are phrases of their own rather than words that share a head."""
    head = [word for word in left if word.tag not in ("DT", "PRP$")]
    tail = [word for word in right if word.tag not in ("DT", "PRP$")]
    linked = any(word.text.lower() in _LINKS for word in left) and any(word.text.lower() in _LINKS for word in right)
    if not tail or not head or head[-1].tag not in _NOUNS:
        return False
    return linked or (len(head) >= 2 and len(tail) >= 2 and (tail[0].tag in _NOUNS | _MODIFIERS))


def _trim(words: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    while first < last and (words[first].text in (",", ";", ":") or words[first].text.lower() in ("and", "also")):
        first += 1
    while last > first and (words[last - 1].tag in (".", ",", ":") or words[last - 1].text.lower() in ("and", "also")):
        last -= 1
    return first, last


def _span(words: Sequence[Token], first: int, last: int) -> Span | None:
    """The span of an item; `None` for one that says nothing, or only more of the one before it."""
    if _is_more(words, first, last):
        # "Progress since the last session, held in May: the bridge": what comes behind the colon is an item again.
        first = next((i + 1 for i in range(first, last - 1) if words[i].text == ":"), last)
        if first == last:
            return None
    lexicon = load_encounters().agenda
    lemmas = {word.lemma for word in words[first:last]}
    is_empty = _is_empty(words, first, last)
    if last - first == 2 and words[first].tag == "DT" and words[last - 1].lemma in lexicon["empty_heads"]:
        return None  # "The matter was raised"
    if is_empty or lemmas & _WIDE or _is_general(words, first, last):
        names = next((i for i in range(first, last - 1) if words[i].text.lower() in _NAMES_SOME), None)
        if names is None and is_empty:
            return None
        first = first if names is None else names + 1
    return Span(words[first].span.start, words[last - 1].span.end)


def _is_empty(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether words are "other issues of mutual interest" or the like."""
    lexicon = load_encounters().agenda
    text = " ".join(word.text.lower() for word in words[first:last])
    is_issue = any(word.lemma in lexicon["empty_heads"] for word in words[first:last])
    return is_issue and (any(phrase in text for phrase in lexicon["empty_words"]) or bool(_OF_INTEREST.search(text)))


def _is_more(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether words tell more of what stands before them: "[exports,] suspended in May", "whose end is near", "it"."""
    low = [word.text.lower() for word in words[first : min(first + 3, last)]]
    if low[0] in TELLS_MORE or words[first].tag == "PRP" or low in _MINDFUL:
        return True
    behind = words[first + 1].tag if first + 1 < last else ""
    follows = first > 0 and words[first - 1].text == ","
    return follows and ((words[first].tag == "VBN" and behind in ("IN", "TO")) or low[1:2] == ["which"])


def _is_general(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether an item is of issues in general before it names some: "regional and international issues, notably X"."""
    mark = next((i for i in range(first, last - 1) if words[i].text.lower() in _NAMES_SOME), first)
    heads = load_encounters().agenda["empty_heads"] | {"development"}
    vague = {"number", "various", "several", "other"} & {word.lemma for word in words[first:mark]}
    head = mark - 1 - (words[mark - 1].text == ",")
    linked = any(word.text.lower() in _LINKS for word in words[first:head] if word.text.lower() != "of")
    return head > first and words[head].lemma in heads and bool(vague) and not linked
