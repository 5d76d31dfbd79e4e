"""Offices: where the wording of one begins and ends, and for whom it is held.

"Minister of Foreign Affairs of the Republic of X", "deputy foreign minister", "Special Representative
for Y": the head noun decides, the words before it are ranks and portfolios, those behind it portfolios
first, then the side it is held for, then what it is to.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.understand.finds import Line, pick_reading
from dragoman.understand.names import DAYS, OPERATIONS, cut_body, take_run
from dragoman.understand.party_words import (
    AFTER_HEAD,
    BODY_HEADS,
    GIVEN_NAMES,
    OFFICE_HEADS,
    OFFICE_MODIFIERS,
    PARTICLES,
    PLACE_HEADS,
    TIMES_OF_OFFICE,
    Lexicon,
)
from dragoman.understand.portfolios import REALMS, head_of_office, take_affairs, take_portfolio

# What "Heads" of several states are called: no body of that name.
_OF_STATES = (("state", "and", "government"), ("state", "or", "government"))
_LEADERS = frozenset(
    """head chief director chairman chairwoman chairperson chair president speaker secretary co-chair undersecretary
    commissioner""".split()
)
MAX_OFFICE_WORDS = 10
# Titles that stand between an office and its holder's name and are part of neither.
RANKS_BEFORE_NAMES = frozenset(
    "senator ayatollah prince princess ambassador judge archbishop bishop cardinal admiral colonel marshal".split()
)
_MINISTRIES = frozenset("Ministry Cabinet Government Secretariat Presidency".split())
# How a ministry speaks of states it is close to: "Foreign Minister of the sisterly Republic of Iraq".
_KINSHIP = frozenset("sisterly sister brotherly brother fraternal friendly neighbouring neighboring dear".split())
# What a chargé is of, with either apostrophe, and what says that it is for the time being.
_CHARGE = ("chargé", False)
_D_AFFAIRES = frozenset(["d'affaires", "d’affaires", "d`affaires"])
_AD_INTERIM = (("a.i.",), ("a.i",), ("ad", "interim"), ("ad-interim",), ("en", "titre"), ("en", "pied"))
# Who is posted to a place: "ambassador in Kyiv"; any other office "in" a place is only there.
_POSTED = frozenset("ambassador consul consul-general attaché attache nuncio chargé representative envoy".split())

# Who is sent "on" something, and the small words inside what that is.
_ON = frozenset("rapporteur envoy adviser advisor coordinator representative".split())
_IN_MATTERS = frozenset("of in and the".split())
MAX_MATTER = 7
# Offices of ministries that say in brackets what they see to: "Secretary (West)".
_BRACKETED = frozenset("secretary director director-general undersecretary counsellor counselor".split())
MAX_BRACKETED = 3


@dataclass(slots=True)
class OfficeSpan:
    """An office at tokens `[first, last)` of a sentence, its side not in it; `end` is behind all that follows it."""

    first: int
    last: int
    head: int
    many: bool
    sectors: tuple[str, ...]
    of: tuple[str, ...]
    end: int
    former: bool = False


# Titles that only one state or body has, in its own tongue or by its own letters.
_OF_ONE_STATE = {"taoiseach": ("IRL",), "tánaiste": ("IRL",), "eam": ("IND",), "hrvp": ("EUR",)}


def take_office(line: Line, at: int, lexicon: Lexicon) -> OfficeSpan | None:
    """The office whose first word stands at a place, be it a rank, a portfolio or the head; `None` if none does."""
    head = _find_head(line, at, lexicon)
    if head is None:
        return None
    word, many = head_of_office(line.lowers[head]) or (_CHARGE if _is_charge(line, head) else ("general", False))
    if line.lowers[head] in AFTER_HEAD and head > at:
        many = many or (head_of_office(line.lowers[head - 1]) or ("", False))[1]
    if (body := _body_behind_of(line, head + 1)) is not None:
        end, codes, private = body
        sectors = _sectors(line, at, head, head + 1, word, lexicon) if private is None else private
        return OfficeSpan(at, end if word in _LEADERS else head + 1, head, many, sectors, codes, end)
    behind = _take_affaires(line, head)
    last, _ = take_portfolio(line, behind, lexicon)
    last = max(last, take_affairs(line, behind))
    last = _over_ministry(line, last)
    sectors = _sectors(line, at, head, last, word, lexicon)
    end, of = _take_side(line, last, word, lexicon)
    if not of:
        end, of = take_ministry(line, end)
    of = of or _OF_ONE_STATE.get(line.lowers[head], ())
    end = _take_matter(line, end, word)
    if sectors == ("BUS",) and of and len(of[0]) == 3 and of[0] != "MNC":
        sectors = ("GOV",)  # the chief executive of a territory
    if of and line.low(end) == "for" and (longer := take_portfolio(line, end, lexicon))[1]:
        end = last = longer[0]
    return OfficeSpan(at, last, head, many, sectors, of, end)


def _body_behind_of(line: Line, i: int) -> tuple[int, tuple[str, ...], tuple[str, ...] | None] | None:
    """A body that no list knows behind "of": its end, the sides its name has, its sectors if it is no state's.

    Known bodies are sides themselves.
    """
    if line.low(i) != "of" or tuple(line.lowers[i + 1 : i + 4]) in _OF_STATES:
        return None
    j = i + 1 + (line.low(i + 1) == "the")
    if line.is_capital(j + 1) and line.words[j] in OPERATIONS and not line.loud:
        return j + 2, (), ("MIL",)
    if not line.is_capital(j) or line.loud or (j in line.atoms and line.atoms[j].readings[0].form != "adjective"):
        return None
    body = cut_body(line, j, take_run(line, j))
    if body is None or body[1] not in ("organization", "government"):
        return None
    codes = []
    for at in range(j, body[0]):
        known = pick_reading(line, line.atoms[at]) if at in line.atoms else None
        if known is not None and known.kind == "country" and known.represents:
            codes.append(known.represents)
    states = body[1] == "government" or body[2][:1] == ("GOV",)
    return body[0], tuple(codes), None if states else body[2]


# What joins a second office of the same holder.
_JOINTS = frozenset(["and", ",", "-", "–", "—"])


def take_ministry(line: Line, i: int) -> tuple[int, tuple[str, ...]]:
    """ "Of the Ministry of Foreign Affairs of Japan", "of the Japanese Cabinet": its end and the states it is of.

    Nothing where no state is named: which ministry is meant, the text around tells.
    """
    start = i + 1 + (line.low(i + 1) == "the")
    first = start
    codes: tuple[str, ...] = ()
    if line.low(i) == "of" and (atom := line.atoms.get(start)) is not None and atom.readings[0].form == "adjective":
        first, codes = take_codes(line, start)
        codes = codes or ((atom.readings[0].represents,) if atom.readings[0].represents else ())
        first = atom.last
    if line.low(i) != "of" or line.loud or first >= len(line.words) or line.words[first] not in _MINISTRIES:
        return i, ()
    for k in range(first + 1, min(len(line.words), first + 10)):
        if (head_of_office(line.low(k)) or ("", True))[1] is False and line.low(k - 1) in _JOINTS:
            return i, ()  # "of the Cabinet of Ministers and Minister of Foreign Affairs of Turkmenistan"
        if line.low(k) == "of":
            end, named = take_codes(line, k + 1 + (line.low(k + 1) == "the"))
            if named:
                return end, named
        elif not line.is_capital(k) and line.low(k) not in ("and", "for", ",", "the"):
            return (k, codes) if codes else (i, ())
    return i, ()


def _over_ministry(line: Line, i: int) -> int:
    """ "Minister of State at the Ministry of Foreign Affairs": the ministry is part of the office."""
    j = i + 1 + (line.low(i + 1) == "the")
    atom = line.atoms.get(j) if line.low(i) in ("at", "in") else None
    if atom is None or not any(r.key.startswith("body.") for r in atom.readings):
        return i
    return atom.last


def _find_head(line: Line, at: int, lexicon: Lexicon) -> int | None:
    """The head of the office that begins at a word, over ranks and portfolios."""
    i, head = at, None
    limit = min(len(line.words), at + MAX_OFFICE_WORDS)
    while i < limit:
        low = line.lowers[i]
        if (head_of_office(low) is not None and not _is_verb(line, i)) or _is_charge(line, i):
            head = i
            following = line.low(i + 1)
            if following in RANKS_BEFORE_NAMES and low not in OFFICE_MODIFIERS and line.is_capital(i + 2):
                break
            if head_of_office(following) is None and following not in ("-", "cabinet"):
                break
            if line.is_capital(i + 1) != line.is_capital(i) and not line.loud:
                break
        elif not _is_inside(line, i, at, lexicon):
            break
        i += 1
    if head is None:
        return None
    if line.low(head + 1) in AFTER_HEAD:
        head += 1
    return head


def _is_charge(line: Line, i: int) -> bool:
    """ "Charge d'Affaires" without its accent, which by itself is any charge."""
    return line.lowers[i] in ("charge", "charges") and line.low(i + 1) in _D_AFFAIRES


def _take_affaires(line: Line, head: int) -> int:
    """The token behind the head of an office with "d'Affaires a.i." behind it, where that stands there."""
    if line.low(head + 1) not in _D_AFFAIRES:
        return head + 1
    end = head + 2
    return next((end + len(words) for words in _AD_INTERIM if tuple(line.lowers[end : end + len(words)]) == words), end)


def _is_verb(line: Line, i: int) -> bool:
    low = line.lowers[i]
    if low == "sultan" and line.low(i + 1) in PARTICLES:
        return True
    return low in ("head", "heads", "chair", "chairs", "mayor", "king", "general", "aides", "secretary") and (
        line.tags[i].startswith(("VB", "MD")) or (low == "general" and line.tags[i] == "JJ" and not line.is_capital(i))
    )


def _is_inside(line: Line, i: int, at: int, lexicon: Lexicon) -> bool:
    """Whether a word can stand between the first word of an office and its head."""
    low = line.lowers[i]
    if low == "," and not (line.is_capital(i - 1) and line.is_capital(i + 1)):
        return False
    if i == at and (atom := line.atoms.get(i)) is not None and atom.readings[0].form == "acronym":
        return False
    if low in ("and", "&", ","):
        return i > at and line.low(i - 1) in lexicon.portfolio_words and line.low(i + 1) in lexicon.portfolio_words
    if low in ("under", "state", "second", "first", "third") and i == at:
        return head_of_office(line.low(i + 1)) is not None or line.low(i + 1) in OFFICE_MODIFIERS
    if low not in OFFICE_MODIFIERS and low not in lexicon.portfolio_words:
        return False
    return not line.tags[i].startswith(("VB", "MD")) or line.is_capital(i)


def _take_side(line: Line, i: int, head: str, lexicon: Lexicon) -> tuple[int, tuple[str, ...]]:
    """Behind an office: "of the Republic of X", "of A and B", "to Kenya"; its end and the codes it is held for."""
    of: tuple[str, ...] = ()
    while line.low(i) in ("of", "to", "for", "in", "at"):
        preposition = line.lowers[i]
        j = i + 1
        if line.low(j) == "the":
            j += 1 + (line.low(j + 1) in _KINSHIP)
        end, codes = take_codes(line, j)
        realm = j < len(line.words) and line.words[j] in REALMS and line.low(j - 1) == "the"
        if end == j and realm and (preposition == "of" or (preposition == "to" and line.low(j + 1) != "of")):
            i = j + 1
            continue
        if end == j or (preposition == "of" and not codes) or (preposition == "in" and (of or head not in _POSTED)):
            break
        if preposition == "at" and not line.is_capital(i - 1):
            break
        if line.tag(end) == "POS" or _is_body_behind(line, end, lexicon):
            break
        if preposition in ("of", "at") or (preposition == "for" and head.startswith("spokes")):
            of += codes
        i = _over_kind(line, end)
    return i, of


def _take_matter(line: Line, i: int, head: str) -> int:
    """The end of what somebody is sent to see to: "rapporteur on Iran", and on a matter before a name, "on torture"."""
    if line.low(i) != "on" or head not in _ON or line.low(i + 1) in DAYS:
        return i
    j = i + 1 + (line.low(i + 1) == "the")
    end, _ = take_codes(line, j)
    if end > j:
        return end
    end = j
    while end < min(len(line.words), j + MAX_MATTER) and (
        line.lowers[end] in _IN_MATTERS or line.tag(end).startswith(("NN", "JJ"))
    ):
        end += 1
    return end if end > j and line.low(end) == "," and line.is_capital(end + 1) and not line.loud else i


def _over_kind(line: Line, i: int) -> int:
    """Over what a place or a force is, behind its name: "Mayor of Accra City", "Commander of EUFOR Operation X"."""
    if line.loud or not line.is_capital(i):
        return i
    if line.words[i] in OPERATIONS and line.is_capital(i + 1):
        return i + 2
    return i + (line.words[i] in PLACE_HEADS and not line.is_capital(i + 1))


def _is_body_behind(line: Line, end: int, lexicon: Lexicon) -> bool:
    """Whether the side only modifies a body: "head of the EU Delegation", "spokesman for the US military"."""
    if end >= len(line.words):
        return False
    if (
        line.words[end] in BODY_HEADS
        or head_of_office(line.lowers[end])
        or lexicon.match_noun(line.lowers, end) is not None
    ):
        return True
    return line.tag(end) in ("NN", "NNS", "JJ") and not line.is_capital(end)


def take_codes(line: Line, j: int) -> tuple[int, tuple[str, ...]]:
    """Known sides in a row from a word on, joined by commas and "and": where they end, their codes."""
    codes: list[str] = []
    end = j
    while (atom := line.atoms.get(j)) is not None:
        known = pick_reading(line, atom)
        code = known and (known.represents or known.country)
        if known is None or known.kind not in ("country", "organization", "government", "place", "group"):
            break
        if known.form in ("adjective", "demonym") or not code:
            if known.kind != "place":
                break
            code = ""
        if codes and line.tag(atom.last) == "POS":
            break
        if code and code not in codes:
            codes.append(code)
        end = j = atom.last
        if line.low(j) == "," and line.low(j + 1) == "and":
            j += 1
        if line.low(j) not in (",", "and", "&"):
            break
        j += 1
        if line.low(j) == "the":
            j += 1
        if line.low(j - 1) == "," and not _list_closes(line, j):
            break
    return end, tuple(codes)


def _list_closes(line: Line, j: int) -> bool:
    """Whether a comma goes on to "and ..." over known names only."""
    while (atom := line.atoms.get(j)) is not None:
        j = atom.last
        if line.low(j) == "and" or (line.low(j) == "," and line.low(j + 1) == "and"):
            return True
        if line.low(j) != ",":
            return False
        j += 1
    return False


def _sectors(line: Line, at: int, head: int, last: int, word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Sectors of an office: the head's, and those its portfolio adds."""
    first = head_of_office(line.low(head - 1)) if line.lowers[head] in AFTER_HEAD else None
    found = list(OFFICE_HEADS[first[0] if first else word])
    words = [w for w in line.lowers[at:last] if w not in ("and", "&", ",", "of", "for", "the")]
    if set(words) & {"opposition", "shadow"}:
        return ("OPP",)
    if set(words) & {"rebel", "separatist", "insurgent", "guerrilla"}:
        return ("REB",)
    if word in ("leader", "chief", "head", "commander", "representative", "spokesman", "spokesperson", "spokeswoman"):
        for i in range(at, head):
            noun = lexicon.match_noun(line.lowers, i)
            if noun is not None and noun[1].sectors and noun[1].kind == "group":
                return noun[1].sectors
    if set(words) & {"party"}:
        return ("PTY",)
    if set(words) & {"union", "trade-union"} and word in ("leader", "head", "president"):
        return ("LAB",)
    if set(words) & {"army", "military", "naval", "staff"} and word in ("chief", "commander", "head", "spokesman"):
        return ("MIL",)
    if "police" in words:
        return ("COP",)
    if "parliament" in words or (word == "speaker"):
        return ("LEG",)
    for size in (2, 1):
        for i in range(len(words) - size + 1):
            for sector in lexicon.portfolio_sectors.get(" ".join(words[i : i + size]), ()):
                if sector not in found:
                    found.append(sector)
    return tuple(found)


def take_bracket(line: Line, office: OfficeSpan) -> int:
    """The end of "(West)", "(Europe and Americas)" behind an office: what of a ministry's work it is for.

    A name in brackets is left alone: "the Director (Karl Berg)".
    """
    at = office.end
    if line.low(at) != "(" or office.end != office.last or line.lowers[office.head] not in _BRACKETED:
        return at
    close = next((i for i in range(at + 2, at + 3 + MAX_BRACKETED) if line.low(i) == ")"), None)
    if close is None or not line.is_capital(at + 1) or line.lowers[at + 1] in GIVEN_NAMES:
        return at
    inside = range(at + 1, close)
    told = close == at + 2 or any(i in line.atoms or line.lowers[i] in ("and", "&", ",") for i in inside)
    return close + 1 if told else at


def is_time_of_office(low: str) -> bool:
    """Whether a word before an office says when it is or was held."""
    return low in TIMES_OF_OFFICE
