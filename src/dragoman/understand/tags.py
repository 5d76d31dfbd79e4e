"""Penn tags and lemmas for the words of a sentence.

The first guess is Brill's lexicon and rules as textblob keeps them; lemmas, and which words can be
verbs at all, are lemminflect's. The passes below mend what matters for telling who does what:
verbs after "to" and modals, participles after "have" and "be", nouns after articles, names.
"""

from __future__ import annotations

from functools import lru_cache

from lemminflect import getAllLemmas
from textblob.en import parser

from dragoman.understand.lexicons import open_lexicons

BE = frozenset("be am is are was were been being 's 're 'm ’s ’re ’m".split())
HAVE = frozenset("have has had having 've ’ve".split())
DO = frozenset(["do", "does", "did"])
NOUN_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS"])
VERB_TAGS = frozenset(["VB", "VBD", "VBG", "VBN", "VBP", "VBZ"])

# Nouns and adjectives whose "to" leads to a thing, not to an act ("access to water").
_TO_A_THING = frozenset(
    """access response answer return commitment end threat solution approach due according thanks close related
    opposition support subject prior key damage attention contribution reference respect regard view visit trip
    tribute addition contrary owing next alternative resistance exposure transition relative""".split()
)
# Participles that news uses as plain adjectives when a noun follows.
_ADJECTIVES = frozenset(
    """existing ongoing growing increasing emerging developing remaining leading outstanding incoming outgoing visiting
    neighbouring neighboring upcoming coming ruling governing warring rising pressing promising lasting working
    continuing standing binding competing prevailing underlying acting serving sitting occupying
    accompanying participating interested""".split()
)
_DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)
# Words of the grammar, by the one tag they keep in nearly all prose.
_BY_TAG = {
    "IN": """that after before until since while amid despite during whereas including following regarding
    concerning according of in at on if""",
    "WP": "who whom",
    "WDT": "which",
    "WP$": "whose",
    "TO": "to",
    "RB": "not n't n’t ahead",
    "MD": "will 'll ’ll would 'd ’d can could may might shall should must cannot",
    "PRP$": "its their his her our my your",
    "PRP": "he she they it we i you him them us",
    "DT": "both all each this these those the a an",
    "CC": "and or but nor",
    "VBZ": "is has does says",
    "VBD": "was were had did said",
    "VBP": "are have do",
    "VBN": "been",
    "VBG": "being",
    "VB": "be",
}
_WORDS = {word: tag for tag, words in _BY_TAG.items() for word in words.split()}


def tag_words(words: list[str], *, headline: bool = False) -> list[tuple[str, str]]:
    """The Penn tag and lower-case lemma of each word of one sentence.

    In a headline capitals say nothing, so a word that can be a verb may be one.

    >>> [tag for tag, _ in tag_words("They urged Iran to halt strikes .".split())]
    ['PRP', 'VBD', 'NNP', 'TO', 'VB', 'NNS', '.']
    """
    if not words:
        return []
    open_lexicons()
    tags = [tag for _, tag in parser.find_tags(list(words))]
    _mend_words(words, tags)
    _mend_names(words, tags, headline=headline)
    _mend_groups(words, tags)
    if not any(_is_finite(words, tags, i) for i in range(len(words))):
        _promote_verb(words, tags)
    return [(tag, lemma_of(word, tag)) for word, tag in zip(words, tags, strict=True)]


def _mend_words(words: list[str], tags: list[str]) -> None:
    """Words of the grammar keep the one tag they have in nearly all prose."""
    for i, word in enumerate(words):
        lower = word.lower()
        if lower in ("'s", "’s"):
            tags[i] = "POS"
        elif word[-1] == "$":
            tags[i] = "$"
        elif not word[0].isalnum() and word not in ("n't",):
            tags[i] = _mark(word, tags[i], words[i - 1] if i else "")
        elif word[0].isdigit():
            tags[i] = "JJ" if word.endswith(("th", "st", "nd", "rd")) else "CD"
        elif lower in _WORDS and not (word.isupper() and lower in ("us", "it", "i") and len(word) > 1):
            may = lower == "may" and word == "May" and i > 0
            tags[i] = "NNP" if may else _WORDS[lower]


def _mark(word: str, tag: str, before: str) -> str:
    if word in ("'", "’"):
        return "POS" if before.lower().endswith("s") else "''"
    if tag.isalpha() and not word.strip("-–—"):
        return ":"
    return _WORDS.get(word.lower(), {"“": "``", "”": "''", '"': "''"}.get(word, tag if len(tag) < 3 else ":"))


def _mend_names(words: list[str], tags: list[str], *, headline: bool) -> None:
    """A capital inside a sentence makes a name; an unknown lower-case word is none."""
    shouted = headline and sum(w[0].isupper() for w in words) > len(words) * 0.6
    for i, word in enumerate(words):
        if not word[0].isalpha() or word.lower() in _WORDS or word[-1] == "$":
            continue
        if word[0].isupper() and i > 0 and not shouted and tags[i] != "PRP$":
            opening = words[i - 1] in ('"', "“", "‘", ":", "»", "«", "–", "—", "--", "-")
            if not (opening and (known_tags(word.lower()) or tags[i] in ("IN", "DT", "PRP", "WRB"))):
                tags[i] = "NNPS" if tags[i] == "NNPS" else "NNP"
        elif word[0].islower() and tags[i] in ("NNP", "NNPS"):
            tags[i] = "NNS" if word.endswith("s") and not word.endswith("ss") else "NN"
        elif word[0].isupper() and tags[i] in ("NN", "NNS", "JJ") and not known_tags(word.lower()):
            tags[i] = "NNP"


def _mend_groups(words: list[str], tags: list[str]) -> None:
    """Verbs where the grammar asks for one, nouns where it asks for one."""
    for i in range(1, len(words)):
        word, tag, before = words[i].lower(), tags[i], tags[i - 1]
        if tag in ("NNP", "NNPS", "MD", "CD") or not word[0].isalpha():
            continue
        after = tags[i + 1] if i + 1 < len(tags) else "."
        previous, back = words[i - 1].lower(), i - 1
        while back > 0 and tags[back] == "RB":
            back -= 1
        leader = words[back].lower()
        if word == "further" and leader in BE | HAVE and after in ("VBD", "VBN"):
            tags[i] = "RB"
        elif word in _ADJECTIVES and after in ("NN", "NNS", "JJ", "NNP") and leader not in BE:
            tags[i] = "JJ"
        elif _is_verb_by_neighbours(words, tags, i):
            tags[i] = "VBG" if word.endswith("ing") else "VBD" if word in _SAME_PAST else "VBZ"
        elif tag in ("VB", "VBP") and _can(word, "NN") and _wants_noun(before, previous):
            tags[i] = "NN"
        elif before == "TO" and tag not in VERB_TAGS and _is_act(words, tags, i):
            tags[i] = "VB"
        elif before == "TO" and tag in ("VBD", "VBN") and word in _SAME_PAST:
            tags[i] = "VB"
        elif tags[back] == "MD" and tag not in ("VB", "RB") and _can(word, "VB"):
            tags[i] = "VB"
        elif leader in HAVE and tag in ("VBD", "JJ", "NN", "VB") and _can(word, "VBN"):
            tags[i] = "VBN"
        elif leader in BE and tag in ("VBD", "NN", "VB") and _can(word, "VBN"):
            tags[i] = "VBN"
        elif leader in DO and before != "DT" and tag in ("NN", "VBP", "VBD") and _can(word, "VB"):
            tags[i] = "VB"
        elif tag == "VBD" and before == "CD" and after in ("NN", "NNS") and _counts(words, i - 1):
            tags[i] = "VBN"
        elif tag == "VBN" and word in _HELD and leader not in BE | HAVE and _takes_talks(words, tags, i):
            tags[i] = "VBD"
        elif tag == "VBG" and word in _DOINGS and before in ("NN", "NNS") and after not in ("DT", "PRP$", *NOUN_TAGS):
            tags[i] = "NN"
        elif before in ("DT", "PRP$", "POS", "JJ") and previous not in ("both", "all", "that"):
            _mend_noun(words, tags, i)
        elif before == "PRP" and tag in ("NN", "NNS") and previous not in ("her", "it", "them", "him", "us"):
            tags[i] = _finite_tag(word) or tag


# Acts named behind what they are done to: "intelligence sharing", "people smuggling".
_DOINGS = frozenset(
    """sharing smuggling trafficking laundering building rigging gathering trading monitoring planning training funding
    financing keeping making processing testing dumping poaching hacking spying""".split()
)


# Who "held a meeting" or "paid a visit" did so, however far before the verb he is named.
_HELD = frozenset(["held", "paid", "made", "conducted"])
_TALKS = frozenset(
    """meeting meetings talks discussion discussions consultation consultations negotiation negotiations conversation
    call conference videoconference teleconference dialogue visit session summit round briefing""".split()
)


def _takes_talks(words: list[str], tags: list[str], i: int) -> bool:
    """Whether talks are the object of a verb: "held a working meeting", and not "held a day earlier"."""
    j = i + 1
    if j < len(words) and words[j].lower() in ("this", "that", "last", "each", "every", "next"):
        return False
    while j < len(words) and tags[j] in ("DT", "PRP$", "JJ", "CD", "NN", "NNP", "VBG", "VBN", "HYPH"):
        if words[j].lower() in _TALKS and not (j + 1 < len(words) and tags[j + 1] in ("NN", "NNS")):
            return True
        j += 1
    return j < len(words) and words[j].lower() in _TALKS and tags[j] in ("NNS", "NN", "VB", "VBP")


def _counts(words: list[str], i: int) -> bool:
    """Whether a number counts the noun behind it: "three wanted men", and not "in 2014 seized power"."""
    year = len(words[i]) == 4 and words[i].isdigit()
    return not year and (i == 0 or words[i - 1].lower() not in ("the", "all", "in", "of"))


def _wants_noun(before: str, previous: str) -> bool:
    """Whether no base verb can follow: "a phone call", "for help", "fired tear gas"."""
    if before == "NN":
        return previous != "police"
    if before == "IN":
        return previous not in ("that", "if", "while", "whereas")
    return before in ("VBD", "VBN", "VBZ") and previous not in BE | HAVE | DO | _BARE


# Verbs that a bare infinitive may follow.
_BARE = frozenset("let made make makes help helps helped saw sees heard lets".split())


def _is_verb_by_neighbours(words: list[str], tags: list[str], i: int) -> bool:
    """ "Moscow attacks Kyiv", "Reuters reports.", "of planning an attack": nouns by guess, verbs by place."""
    word, before = words[i].lower(), tags[i - 1]
    after = tags[i + 1] if i + 1 < len(tags) else "."
    if tags[i] == "NNS" and before in ("NNP", "NNPS") and _can(word, "VBZ"):
        named = after in ("DT", "NNP", "PRP$", "PRP") and words[i + 1].lower() not in _DAYS
        return named or (word == "reports" and after in (".", ","))
    if tags[i] in ("NN", "VB", "VBP") and word in _SAME_PAST and before in NOUN_TAGS and after in ("DT", "PRP$"):
        return True
    return tags[i] == "NN" and word.endswith("ing") and before == "IN" and after in ("DT", "PRP$", "NNP", "CD")


def _is_act(words: list[str], tags: list[str], i: int) -> bool:
    """Whether the word after "to" is an act: it can be a base verb and the noun before wants no thing."""
    if not _can(words[i].lower(), "VB"):
        return False
    before = words[i - 2].lower() if i > 1 else ""
    after = tags[i + 1] if i + 1 < len(tags) else "."
    if before in _TO_A_THING:
        return after in ("DT", "PRP", "PRP$", "NNP")
    return after not in ("CC",) or tags[i] == "VB"


def _mend_noun(words: list[str], tags: list[str], i: int) -> None:
    """ "the strike", "his visit", "an urgent call": no verb stands there, unless as a participle."""
    word, tag = words[i].lower(), tags[i]
    after = tags[i + 1] if i + 1 < len(tags) else "."
    if tag in ("VB", "VBP", "VBZ") and _can(word, "NN"):
        tags[i] = "NNS" if tag == "VBZ" else "NN"
    elif tag == "VBG" and tags[i - 1] != "JJ" and after not in NOUN_TAGS and after != "JJ" and _can(word, "NN"):
        tags[i] = "NN"
    elif tag == "VBG" and ((tags[i - 1] == "JJ" and _can(word, "NN")) or (tags[i - 1] == "DT" and after == "IN")):
        tags[i] = "NN"
    elif tag == "VBD" and tags[i - 1] in ("DT", "PRP$") and after in (*NOUN_TAGS, "JJ", "CD"):
        tags[i] = "VBN"


def _is_finite(words: list[str], tags: list[str], i: int) -> bool:
    return tags[i] in ("VBD", "VBZ", "VBP", "MD") or words[i].lower() in BE


def _promote_verb(words: list[str], tags: list[str]) -> None:
    """A sentence without a finite verb gets one where a noun that can be a verb follows a name or plural.

    >>> [t for t, _ in tag_words("Iran strikes Iraq".split(), headline=True)]
    ['NNP', 'VBZ', 'NNP']
    """
    for i in range(1, len(words)):
        word, tag = words[i].lower(), tags[i]
        if tag not in ("NN", "NNS", "NNP", "VBN", "VB", "JJ") or tags[i - 1] not in NOUN_TAGS:
            continue
        finite = _finite_tag(word)
        after = tags[i + 1] if i + 1 < len(tags) else "."
        plural = tags[i - 1] in ("NNS", "NNPS") or words[i - 1].lower() in ("police", "people")
        if finite == "VBD" or (finite == "VBZ" and after not in ("VBN", "VBD", ".")) or (finite and plural):
            tags[i] = finite
            return


def _finite_tag(word: str) -> str | None:
    for tag in ("VBZ", "VBD", "VBP"):
        if _can(word, tag):
            return tag
    return None


@lru_cache(maxsize=50_000)
def lemma_of(word: str, tag: str) -> str:
    """The lower-case dictionary form of a word used with a tag; the word itself where there is none.

    >>> lemma_of("met", "VBD"), lemma_of("talks", "NNS"), lemma_of("Talks", "NNP")
    ('meet', 'talk', 'talks')
    """
    lower = word.lower()
    if tag in ("NNP", "NNPS") or not lower[0].isalpha():
        return lower
    kind = {"V": "VERB", "N": "NOUN", "J": "ADJ", "R": "ADV"}.get(tag[0])
    if kind is None or tag == "RP":
        return lower
    found = known_tags(lower).get(kind)
    return found[0] if found else lower


@lru_cache(maxsize=50_000)
def known_tags(lower: str) -> dict[str, tuple[str, ...]]:
    """What a lower-case word can be, with its lemmas: `{"NOUN": ("strike",), "VERB": ("strike",)}`."""
    open_lexicons()
    found: dict[str, tuple[str, ...]] = getAllLemmas(lower)
    return found


@lru_cache(maxsize=50_000)
def _can(word: str, tag: str) -> bool:
    """Whether a lower-case word can bear a Penn tag, by its form."""
    found = known_tags(word)
    if tag in ("NN", "NNS"):
        return "NOUN" in found
    verbs = found.get("VERB", ())
    if not verbs:
        return False
    if tag in ("VB", "VBP"):
        return word in verbs
    if tag == "VBZ":
        return word.endswith("s") and word not in verbs
    if tag == "VBG":
        return word.endswith("ing") and word not in verbs
    return not word.endswith(("ing", "s")) and (word not in verbs or word in _SAME_PAST)


# Base forms that are also the past: the common ones in news.
_SAME_PAST = frozenset("hit cut put let set shut cast cost hurt quit read spread beset broadcast".split())
