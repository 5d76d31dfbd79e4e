"""What an office sees to: "of Foreign Affairs and Trade", "for Asian and Pacific Affairs", and how its head is told."""

from __future__ import annotations

from dragoman.understand.finds import Line, pick_reading
from dragoman.understand.party_words import BODY_HEADS, GIVEN_NAMES, OFFICE_HEADS, OFFICE_MODIFIERS, Lexicon
from dragoman.understand.tags import known_tags

# What the head of an office may be "of" without any portfolio.
_FIXED = tuple(
    tuple(words.split())
    for words in (
        "of the general staff", "of general staff", "of the army staff", "of army staff", "of defence staff",
        "of the defence staff", "of defense staff", "of the naval staff", "of the joint chiefs of staff", "of staff",
        "of state for foreign affairs", "of state and government", "of state or government", "of state",
        "of mission", "of government", "of the government", "of cabinet",
        "of protocol", "of the cabinet of ministers", "of the council of ministers", "of the delegation",
        "of delegation", "of parliament", "of the parliament", "of the house of representatives", "of the house",
        "of the national assembly", "of the senate", "of the opposition", "of police", "of the republic",
        "of the state duma", "of the milli majlis", "of the supreme court", "of intelligence",
        "of the security council",
        "of national intelligence", "of the board", "in office", "- in - office", "at large", "of the presidency",
        "of congress", "of the knesset", "of the two holy mosques", "without portfolio", "of the armed forces",
        "of the central bank", "extraordinary and plenipotentiary", "extraordinary & plenipotentiary", "extraordinary",
    )
)  # fmt: skip
# Those whom a body sends, whose head is not the body's.
_SENT_BY = frozenset("delegation team side negotiators".split())
_FIXED_STARTS = frozenset(words[0] for words in _FIXED)
# A state by its kind alone: whose "Ambassador of the Kingdom" it is, the text around tells.
REALMS = frozenset("Kingdom Republic Sultanate Emirate Principality".split())
# What ends the name of the regions that an official of a ministry sees to.
_AFFAIRS = frozenset("Affairs Policy Bureau Department Division Directorate".split())
_STYLES = frozenset("honorable honourable hon excellency majesty highness sir madam".split())


def head_of_office(low: str) -> tuple[str, bool] | None:
    """The singular of an office's head word, and whether the word is a plural."""
    if low in OFFICE_HEADS:
        return low, False
    if low.startswith("ex-") and low[3:] in OFFICE_HEADS:
        return low[3:], False
    if low.endswith("men") and low[:-3] + "man" in OFFICE_HEADS:
        return low[:-3] + "man", True
    if low.endswith("s") and low[:-1] in OFFICE_HEADS:
        return low[:-1], True
    if low == "secretaries":
        return "secretary", True
    return None


def take_portfolio(line: Line, i: int, lexicon: Lexicon) -> tuple[int, int]:
    """The end of "of Foreign Affairs and Trade" behind a head, and how many portfolio words it has."""
    low = line.low(i)
    named = line.atoms.get(i + 2) if line.low(i + 1) == "the" else None
    if low in _FIXED_STARTS and (named is None or pick_reading(line, named) is None):
        for words in _FIXED:
            if tuple(line.lowers[i : i + len(words)]) == words:
                end = i + len(words)
                if line.low(end) in _SENT_BY:  # "head of the government delegation"
                    return end + 1, 1
                more, count = take_portfolio(line, end, lexicon)
                if not count and line.low(end) == "and" and line.is_capital(end + 1):
                    more, count = _take_words(line, end + 1, lexicon)
                return (more, count) if count else (end, 1)
    if low not in ("of", "for"):
        return i, 0
    j = i + 1
    if line.low(j) == "the":
        j += 1
    count = plain = 0
    end = i
    if (atom := line.atoms.get(j)) is not None and atom.last > j + 1 and atom.readings[0].form != "adjective":
        return i, 0
    while j < len(line.words):
        word = line.lowers[j]
        if _is_portfolio(line, j, lexicon) or (not plain and _is_titular(line, j)):
            count += 1
            plain += word in lexicon.portfolio_words
            j += 1
            end = j
        elif count and word in ("and", "&", ","):
            k = j + 1
            if word == "," and line.low(k) == "and":
                k += 1
            if line.low(k) == "the":
                k += 1
            if head_of_office(line.low(k)) or _leads_to_office(line, k, lexicon):
                break
            if not _is_portfolio(line, k, lexicon):
                if not _is_listed(line, k, word):
                    break
                while _is_titular(line, k) or _is_portfolio(line, k, lexicon):
                    k += 1
                end = k
            j = k
        else:
            break
    return (end, count) if count else (i, 0)


def take_affairs(line: Line, i: int) -> int:
    """The end of "for Asian and Pacific Affairs", "for Korean Peninsula Policy": regions that somebody sees to."""
    if line.low(i) not in ("of", "for"):
        return i
    end = j = i + 1 + (line.low(i + 1) == "the")
    regions = False
    while j < min(len(line.words), i + 9):
        if line.words[j] in _AFFAIRS:
            end = j + 1
        elif head_of_office(line.lowers[j]) is not None:
            break
        elif not line.is_capital(j) and line.lowers[j] not in ("and", "&", ",", "the"):
            break
        regions = regions or j in line.atoms
        j += 1
    return end if regions and line.words[end - 1] in _AFFAIRS and not line.loud else i


def _take_words(line: Line, j: int, lexicon: Lexicon) -> tuple[int, int]:
    """The end of "Foreign Affairs" in "Minister of State and Foreign Affairs"; nothing where an office follows."""
    if _leads_to_office(line, j, lexicon):
        return j, 0
    end = j
    while _is_portfolio(line, end, lexicon):
        end += 1
    return end, end - j


def _is_portfolio(line: Line, j: int, lexicon: Lexicon) -> bool:
    held = line.atoms.get(j)
    if (
        held is not None
        and held.readings[0].form != "adjective"
        and held.readings[0].kind in ("country", "organization")
    ):
        return line.low(j) in lexicon.portfolio_words and line.low(held.last) in lexicon.portfolio_words
    if line.low(j) in lexicon.portfolio_words:
        return line.is_capital(j) or line.tag(j).startswith(("NN", "JJ"))
    atom = line.atoms.get(j)
    return (
        atom is not None
        and atom.readings[0].form == "adjective"
        and line.low(atom.last) in lexicon.portfolio_words
        and line.is_capital(atom.last)
    )


def _is_titular(line: Line, j: int) -> bool:
    """A capitalised dictionary word that no list of portfolios has: "for Eastern Neighbourhood", "for Arms Control"."""
    low = line.low(j)
    if not line.is_capital(j) or line.loud or j in line.atoms or low in GIVEN_NAMES or low in _STYLES:
        return False
    if line.words[j] in REALMS:
        return False
    return bool(known_tags(low)) and head_of_office(low) is None and line.words[j] not in BODY_HEADS


def _is_listed(line: Line, k: int, before: str) -> bool:
    """Whether a portfolio that no list has stands in a row: "Fisheries, [Livestock] and [Cooperatives]".

    A holder's name is told by a given name, or by no "and" behind it.
    """
    if not _is_titular(line, k):
        return False
    behind = k
    while _is_titular(line, behind) or line.low(behind) in ("and", "&"):
        if head_of_office(line.low(behind + 1)) is not None:
            return False
        behind += 1
    is_closed = line.low(behind) in (",", "of", ".", "") or not line.is_capital(behind)
    return is_closed and (before != "," or "and" in line.lowers[k:behind])


def _leads_to_office(line: Line, k: int, lexicon: Lexicon) -> bool:
    """Whether "and Defence Minister" begins another office rather than another portfolio."""
    for j in range(k, min(k + 4, len(line.words))):
        if head_of_office(line.lowers[j]) is not None:
            return True
        if line.lowers[j] not in lexicon.portfolio_words and line.lowers[j] not in OFFICE_MODIFIERS:
            return False
    return False
