"""Sentences that say nothing, and lines that belong to the page and not to the report.

A sentence is empty when every word of it is of a class that carries no content and the classes make a
known courtesy: a topic without content ("other issues of mutual interest were discussed"), an atmosphere
("in a warm and friendly atmosphere"), thanks for the hospitality. Formulas ("remain seized of the matter", "agreed to
stay in touch") are known whole. One word more ("trade", "Libya",
"resolution") and it has content. The words are in resources/words/boilerplate.toml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dragoman.knowledge import load
from dragoman.records import Sentence, Token

# -- empty sentences --------------------------------------------------------------------------

# The longest courtesy read in readouts of eleven ministries had 38 tokens.
MAX_TOKENS = 44

_FUNCTION = frozenset("CC DT IN TO PRP PRP$ RP EX WDT WP WRB POS PDT . , : ( ) `` '' -LRB- -RRB- HYPH".split())
_AUXILIARY = frozenset("be have do will would shall".split())
_OPEN_NAMES = frozenset(("including", "include", "like", "namely", "particularly", "especially", "notably", "e.g."))
_NEGATED = frozenset("not no never nothing neither nor without n't n’t".split())
_ALSO = frozenset("also other further addition additional well".split())
_TELLS = frozenset("report say inform add note tell write state announce".split())
_TOPIC_NOUNS = frozenset("issue matter topic question subject item theme point area aspect development".split())
# "Topical issues of the regional agenda" are as good as "a number of issues".
_UNTOLD = frozenset("topical pressing".split())
_MARKED = frozenset("mark characterise characterize describe".split())
# What is said at the end of a text or a talk, and says nothing.
_FORMULA = re.compile(
    r"""^\W*(?:\d+[.)]\s*)?(?:
      (?:[\w'’]+\s){0,9}?(?:decid\w+\sto\s|agree[sd]?\sto\s|will\s|shall\s)?(?:remains?|remained|stays?)\s
        (?:actively\s)?sei[zs]ed\s(?:of|with)\s(?:the|this)\s(?:matter|issue|question|situation)
    | (?:The\s)?(?:two\s|both\s)?(?:They|Sides|Parties|Ministers|Presidents|Officials|Interlocutors|Both)
        (?:\ssides)?(?:\salso|\sfurther)?\sagreed\sto\s(?:stay|remain|keep|be|continue)\s(?:to\sstay\s|to\sremain\s)?
        in\s(?:\w+\s|\w+\sand\s\w+\s)?(?:touch|contact)(?:\swith\s(?:each\sother|one\sanother))?
    | thank\syou(?:\s(?:very|so)\smuch)?(?:,?\s(?:all|everyone|everybody|friends|indeed))?
    | good\s(?:morning|afternoon|evening)
        (?:,?\s(?:to\s)?(?:you\s)?(?:all|everyone|everybody|friends|colleagues|ladies\sand\sgentlemen))?
    )[.!\s]*$""",
    re.VERBOSE | re.IGNORECASE,
)
_SCOPES = frozenset("bilateral multilateral regional international global world".split())
_VIEWS = frozenset("view opinion thought idea perspective".split())
_TELLERS = frozenset("""according press service information readout statement ministry report news agency
source release citing cite say inform add note tell website foreign office""".split())  # fmt: skip


def find_boilerplate(tokens: Sequence[Token], sentences: Sequence[Sentence]) -> frozenset[int]:
    """The indexes of the sentences without content.

    >>> from dragoman.records import Document
    >>> from dragoman.understand.tokens import tokenize_document
    >>> text = "Mr Daru met Ms Okoye. They discussed trade. Other issues of mutual interest were also discussed."
    >>> sorted(find_boilerplate(*tokenize_document(Document("d", text))))
    [2]

    Headlines are left alone, and so is who attended: that is content.
    """
    classes = load().words("boilerplate")
    return frozenset(
        sentence.index
        for sentence in sentences
        if sentence.kind == "body"
        and sentence.tokens.end - sentence.tokens.start <= MAX_TOKENS
        and _is_empty(tokens[sentence.tokens.start : sentence.tokens.end], classes)
    )


def _is_empty(words: Sequence[Token], classes: Mapping[str, tuple[str, ...]]) -> bool:
    if _FORMULA.match(" ".join(word.text for word in words).replace(" .", ".")):
        return True
    words = _without_source(words)
    found: dict[str, int] = {}
    names: list[int] = []
    for i, word in enumerate(words):
        lemma = word.lemma.lower()
        if lemma in _NEGATED or lemma in _OPEN_NAMES:
            return False
        said = classes.get(lemma) or classes.get(word.text.lower())
        if not said and word.tag == "NNPS":
            said = classes.get(lemma.removesuffix("s"))
        if said:
            for name in said:
                found.setdefault(name, i)
        elif word.tag.startswith("NNP"):
            names.append(i)
        elif word.tag not in _FUNCTION and lemma not in _AUXILIARY and word.text[0].isalnum():
            return False
    if not found:
        return False
    lemmas = {word.lemma.lower() for word in words}
    return _is_vague(words, found, names, lemmas) or _is_air(found, names, lemmas) or _is_courtesy(found, lemmas)


def _without_source(words: Sequence[Token]) -> Sequence[Token]:
    """The sentence without its last words where they name who reports it: ", Trend reports."."""
    commas = [i for i, word in enumerate(words) if word.text == ","]
    if commas and any(w.lemma.lower() in _TELLS for w in words[commas[-1] :]):
        tail = [w for w in words[commas[-1] + 1 :] if w.text[0].isalnum()]
        if all(w.tag.startswith("NNP") or w.tag in _FUNCTION or w.lemma.lower() in _TELLERS for w in tail):
            return words[: commas[-1]]
    return words


def _is_vague(words: Sequence[Token], found: Mapping[str, int], names: list[int], lemmas: set[str]) -> bool:
    """Something discussed that is nothing: "an exchange of views", "issues of common concern"."""
    act, topic = found.get("act", found.get("act_noun")), found.get("topic")
    takes_up = "take" in lemmas and any(word.text.lower() == "up" for word in words)
    has_act = act is not None or takes_up or "touch" in lemmas or ("agenda" in lemmas and "be" in lemmas)
    if not has_act or topic is None or "air" in found or "courtesy_noun" in found:
        return False
    named = bool(lemmas & _TOPIC_NOUNS) or bool(lemmas & _SCOPES)
    empty = ("vague" in found or bool(lemmas & _UNTOLD) or _is_shared(lemmas)) if named else bool(lemmas & _VIEWS)
    if not empty or lemmas & {"relation", "cooperation"}:
        return False
    return all(_is_subject(words, i, act, topic) for i in names) and (not names or bool(lemmas & _ALSO))


def _is_shared(lemmas: set[str]) -> bool:
    return bool(lemmas & {"mutual", "common", "shared", "reciprocal", "mutually", "joint"}) and bool(
        lemmas & {"interest", "concern", "importance", "significance"}
    )


def _is_subject(words: Sequence[Token], i: int, act: int | None, topic: int) -> bool:
    """Whether a name at `i` says who talked, not what about: before the verb that is before its topic."""
    if act is None:
        return False
    if i < act < topic:
        return True
    opener = words[0].text.lower()
    comma = next((j for j, word in enumerate(words) if word.text == ","), -1)
    return i < comma and opener in ("during", "at", "in", "after", "within")


def _is_air(found: Mapping[str, int], names: list[int], lemmas: set[str]) -> bool:
    """How the talks felt and nothing else."""
    if "hold" in lemmas and "be" not in lemmas:  # "the ministers held talks in a warm atmosphere" tells of the talks
        return False
    told = "air" in found or bool(lemmas & _MARKED)
    return told and "air_kind" in found and "air_verb" in found and not names and "courtesy_noun" not in found


def _is_courtesy(found: Mapping[str, int], lemmas: set[str]) -> bool:
    """Thanks for the hospitality, good wishes for the post, gifts and photographs."""
    if "courtesy_noun" not in found or "courtesy_verb" not in found or ("act" in found and "exchange" not in lemmas):
        return False
    thanks = lemmas & {"hospitality", "reception", "welcome"} and lemmas & {
        "thank",
        "express",
        "convey",
        "extend",
        "appreciate",
    }
    wishes = "wish" in lemmas and "success" in lemmas
    gifts = lemmas & {"gift", "souvenir", "photo", "photograph", "picture", "guestbook", "book"} and lemmas & {
        "exchange", "take", "pose", "present", "sign"}  # fmt: skip
    return bool(thanks or wishes or gifts)


# -- furniture --------------------------------------------------------------------------------

_FURNITURE = re.compile(
    r"""^\W*(?:
      (?:also\ read|read\ (?:more|also|next|full|the\ full|on\b)|see\ also|recommended(?:\ for\ you)?\s*:?$)
    | related(?:\ (?:articles?|stor(?:y|ies)|news|topics|links|posts))?\s*:?$
    | more\ (?:on\ this|from\ (?-i:[A-Z])|stories|news\b)|you\ (?:may|might)\ (?:also\ )?like
    | most\ (?:read|popular|viewed)\b|trending(?:\ now)?$|top\ stories$|latest\ news$|editors?['’]s?\ picks?$
    | (?:subscribe|sign\ (?:up|in)\ (?:to|for|now|here|with|and)|sign\ up$|log\ in|follow\ us|join\ us|like\ us
        |share\ (?:this|on|via)|download\ (?:our|the)\ app|get\ (?:our|the\ latest|breaking)|click\ here|tap\ here
        |(?:continue|keep)\ reading|watch\ (?:live|now|the\ video|more)|listen\ (?:now|to\ this)
        |view\ (?:comments|gallery|all|more)|load\ more|show\ more|leave\ a\ (?:comment|reply)|(?:post|add)\ a\ comment
        |report\ (?:a\ typo|an\ error)|back\ to\ (?:top|home)|skip\ to|support\ (?:our|independent)\ journalism
        |donate\ (?:now|today)|(?:print|email)\ this|send\ to\ a\ friend)\b
    | (?:share|tweet|print|e-?mail|comments?(?:\ \(\d+\))?|save|menu|search|home|advertisement|advertising|loading
        |sponsored(?:\ content)?|whatsapp|telegram|facebook|twitter|linkedin|copy\ link|next(?:\ article)?
        |previous(?:\ article)?|ends?|more|close|tags?|breaking(?:\ news)?|live|video|photos?|gallery|newsletter
        |opinion|world|politics|news)\W*$
    | ©|\(c\)\s|copyright\b|all\ rights\ reserved|reproduction\ (?:of|without|in)|cookie|we\ use\ cookies
    | terms\ (?:of|and)\ (?:use|service|conditions)|privacy\ policy|this\ (?:site|website)\ uses
    | this\ (?:article|story|post)\ (?:was|has\ been|is|first)\b
        .{0,40}\b(?:published|updated|translated|auto|generated|appeared)
    | (?:watch|listen|video):
    | (?:photo|image|picture|video|file|file\ photo|pic|photograph|caption|credit|photo\ credit|image\ credit)s?
        \ ?(?:(?:by|source|credit|courtesy)\b|:|/|\()
    | file\ (?:photo|picture|image)\b | \(?(?:photo|image|picture)\ (?:by|credit|courtesy|taken)\b
    | (?:(?:additional\ )?reporting|writing|editing|compiled|translated|edited|written|reported)
        \ (?:and\ \w+\ )?by\ (?-i:[A-Z])
    | (?:tags?|topics?|keywords|categor(?:y|ies)|filed\ under|section|author|posted|published|date|time|views?|hits
        |updated|last\ (?:updated|modified)|publication\ date|reading\ time|location|(?:media|press)?\ ?contacts?|tel
        |phone|fax|e-?mail|web|website)\s?:
    | for\ (?:more|further|additional)\ information,?\ (?:please\ )?(?:contact|visit|call|write|go\ to|follow)\b
    | for\ (?:media|press)\ (?:inquiries|enquiries)\b
    | (?:published|posted|updated|last\ updated|first\ published)\ (?:on|at|\d|(?-i:[A-Z])[a-z]+\ \d)
    | \d+\ (?:min(?:ute)?s?\ read|comments?|shares?|views?)\b | \d+\ (?:minutes?|hours?|days?)\ ago$
    | the\ post\ .+\ (?:appeared\ first\ on|first\ appeared)\b
    | for\ immediate\ release\b | \(?getty\ images | end\ text\b | \d+\s*/\s*\d+$
    | (?:press\ release|media\ note|readout)\ *(?:no\.?\ *[\d/]+)?$
    | sources?:\s\S+(?:\s\S+){0,3}$ | -\s?(?:30|ends?)\s?-\W*$
    | (?:https?://|www\.)\S+$ | \S+@\S+\.\w+$
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:By|BY|Text:?|Author:?|Story by|Words by)\s(?:[A-Z][\w.'’-]+|and|in|&|,|\|)"
    r"(?:[\s,|]+(?:[A-Z][\w.'’-]+|and|in|of|the|for|&|de|van|al|bin)){0,9}$"
)
_BY_THEN = re.compile(
    r"^By (?:the|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\b|^By \w+day\b"
)
MAX_FURNITURE_WORDS = 40
MAX_FURNITURE_CHARS = 400


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page and not to the report.

    >>> is_furniture("Read more: Envoys meet"), is_furniture("© 2024 Fjord Wire."), is_furniture("By Ann Li")
    (True, True, True)
    >>> is_furniture("Reading and writing were discussed at the meeting of education ministers.")
    False
    """
    line = text.strip()
    if len(line) > MAX_FURNITURE_CHARS:
        return False
    if not any(sign.isalnum() for sign in line):
        return True
    if line.startswith(("By", "BY", "Text", "Author", "Story", "Words")) and _BYLINE.match(line):
        return not _BY_THEN.match(line)
    if _FURNITURE.match(line):
        return len(line.split()) <= MAX_FURNITURE_WORDS
    return "all rights reserved" in line.lower() and len(line.split()) <= MAX_FURNITURE_WORDS
