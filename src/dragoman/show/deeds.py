"""An event as one sentence of plain words, made of its row in an archive: who did what to whom, where, when.

The words are ours and say no more than the type, its first mode and the auxiliary do; who wants the text's own words
finds them under the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from dragoman import knowledge
from dragoman.show.words import describe_where, name_side

Row = Mapping[str, Any]

# What of an event's row a sentence is made of.
DEED_COLUMNS: tuple[str, ...] = tuple(
    "document_key id type modes auxiliary quad score actor_names actor_offices actor_represents actor_countries "
    "recipient_names recipient_offices recipient_represents recipient_countries place_name place_country "
    "first_day last_day date_start date_end said_by_name sentence confidence".split()
)
# Parties named before "and 3 others" stands for the rest.
MOST_NAMED = 3
# A body's name longer than this is given by its code.
MOST_NAME_CHARS = 22

_SMALL_WORDS = frozenset(
    "a an the some several many both one two three four five six seven eight nine ten eleven twelve".split()
)
_PLURAL = re.compile(r"(?:(?<![su])s|\b(?:people|police|children|\w*men))$", re.IGNORECASE)
# Who did it where nobody is named ("the consulate was attacked").
NOBODY = "Somebody not named"


class Verb(NamedTuple):
    """A verb in the past, as it stands after "to", and what leads to its object; how it stands where there is none."""

    past: str
    base: str
    to: str = ""
    past_alone: str | None = None
    base_alone: str | None = None
    of_people: bool = False  # done to people: to a state's, where only the state is named
    participle: str | None = None  # where it is not as the past


_VERBS: dict[str, Verb] = {
    "AGREE": Verb("agreed", "agree", "with"),
    "CONSULT": Verb("met", "meet", "", "met", "meet"),
    "CONSULT visit": Verb("visited", "visit", "", "made a visit", "make a visit"),
    "CONSULT phone": Verb("spoke by telephone", "speak by telephone", "with"),
    "CONSULT third-party": Verb("held mediated talks", "hold mediated talks", "with"),
    "CONSULT multilateral": Verb("conferred", "confer", "with"),
    "SUPPORT": Verb("voiced support", "voice support", "for"),
    "CONCEDE": Verb("yielded", "yield", "to"),
    "COOPERATE": Verb("cooperated", "cooperate", "with"),
    "AID": Verb("gave aid", "give aid", "to"),
    "RETREAT": Verb("made a concession", "make a concession", "to"),
    "RETREAT withdraw": Verb("withdrew", "withdraw", "from"),
    "RETREAT release": Verb("released", "release", "", "made a release", "make a release", True),
    "RETREAT disarm": Verb("laid down arms", "lay down arms", "before"),
    "RETREAT ceasefire": Verb("ceased fire", "cease fire", "towards"),
    "RETREAT access": Verb("gave access", "give access", "to"),
    "RETREAT resign": Verb("resigned", "resign", "over the demands of"),
    "REQUEST": Verb("made a demand", "make a demand", "of"),
    "REQUEST assist": Verb("asked for help", "ask for help", "from"),
    "REQUEST change": Verb("asked for a change", "ask for a change", "from"),
    "REQUEST yield": Verb("demanded a concession", "demand a concession", "from"),
    "REQUEST meet": Verb("asked for talks", "ask for talks", "with"),
    "ACCUSE": Verb("accused", "accuse", "", "made an accusation", "make an accusation"),
    "ACCUSE disapprove": Verb("criticised", "criticise", "", "voiced criticism", "voice criticism"),
    "ACCUSE investigate": Verb("investigated", "investigate", "", "opened an inquiry", "open an inquiry"),
    "REJECT": Verb("refused", "refuse", "", "refused", "refuse"),
    "REJECT assist": Verb("refused help", "refuse help", "to"),
    "REJECT change": Verb("refused a change", "refuse a change", "to"),
    "REJECT yield": Verb("refused to give way", "refuse to give way", "to"),
    "REJECT meet": Verb("refused talks", "refuse talks", "with"),
    "THREATEN": Verb("threatened", "threaten", "", "made a threat", "make a threat"),
    "PROTEST": Verb("protested", "protest", "against"),
    "PROTEST riot": Verb("rioted", "riot", "against"),
    "PROTEST strike": Verb("went on strike", "go on strike", "against"),
    "PROTEST hunger": Verb("went on hunger strike", "go on hunger strike", "against"),
    "PROTEST boycott": Verb("boycotted", "boycott", "", "joined a boycott", "join a boycott"),
    "PROTEST obstruct": Verb("blocked the way", "block the way", "of"),
    "SANCTION": Verb("imposed sanctions", "impose sanctions", "on"),
    "SANCTION convict": Verb("convicted", "convict", "", "passed sentence", "pass sentence", of_people=True),
    "SANCTION expel": Verb("expelled", "expel", "", "expelled people", "expel people", of_people=True),
    "SANCTION withdraw": Verb("withdrew", "withdraw", "from"),
    "SANCTION discontinue": Verb("broke off dealings", "break off dealings", "with"),
    "MOBILIZE": Verb("mobilised", "mobilise", "against"),
    "MOBILIZE troops": Verb("moved troops", "move troops", "against"),
    "MOBILIZE weapons": Verb("readied weapons", "ready weapons", "against"),
    "MOBILIZE police": Verb("sent out police", "send out police", "against"),
    "COERCE": Verb("used coercion", "use coercion", "against"),
    "COERCE seize": Verb("seized property", "seize property", "of"),
    "COERCE restrict": Verb("put restrictions", "put restrictions", "on"),
    "COERCE censor": Verb("censored", "censor", "", "imposed censorship", "impose censorship"),
    "COERCE curfew": Verb("imposed a curfew", "impose a curfew", "on"),
    "COERCE martial-law": Verb("declared martial law", "declare martial law", "over"),
    "COERCE arrest": Verb("arrested", "arrest", "", "made arrests", "make arrests", of_people=True),
    "COERCE deport": Verb(
        "deported", "deport", "", "carried out deportations", "carry out deportations", of_people=True
    ),
    "COERCE withhold": Verb("held back what was due", "hold back what is due", "to"),
    "COERCE misinformation": Verb("spread falsehoods", "spread falsehoods", "about"),
    "COERCE cyber": Verb("attacked the networks", "attack the networks", "of"),
    "ASSAULT": Verb("attacked", "attack", "", "made an attack", "make an attack"),
    "ASSAULT abduct": Verb(
        "abducted", "abduct", "", "carried out an abduction", "carry out an abduction", of_people=True
    ),
    "ASSAULT beat": Verb("beat", "beat", "", "gave a beating", "give a beating", True, "beaten"),
    "ASSAULT torture": Verb("tortured", "torture", "", "used torture", "use torture", of_people=True),
    "ASSAULT targeted": Verb(
        "killed or tried to kill",
        "kill",
        "",
        "carried out a targeted killing",
        "kill",
        of_people=True,
        participle="killed or all but killed",
    ),
    "ASSAULT destroy": Verb("destroyed property", "destroy property", "of"),
    "ASSAULT firearms": Verb("shot", "shoot", "at"),
    "ASSAULT explosives": Verb("used explosives", "use explosives", "against"),
    "ASSAULT suicide-attack": Verb("made a suicide attack", "make a suicide attack", "on"),
    "ASSAULT aerial": Verb("struck from the air", "strike from the air", "at"),
    "ASSAULT drone": Verb("attacked with drones", "attack with drones", ""),
    "ASSAULT heavy-weapons": Verb("shelled", "shell", "", "used heavy weapons", "use heavy weapons"),
    "ASSAULT crowd-control": Verb("broke up a crowd", "break up a crowd", "of"),
}


class Party(NamedTuple):
    """One who did it or to whom it was done: office and name, and the side, where the name does not say it."""

    name: str
    side: str | None = None
    code: str | None = None


class Deed(NamedTuple):
    """The parts of the sentence, in their order; `others` and `more` count parties that are not named."""

    who: tuple[Party, ...]
    others: int
    did: str
    whom: tuple[Party, ...]
    more: int
    where: str
    said_by: str | None
    first_day: date | None
    last_day: date | None

    def text(self) -> str:
        """The sentence as plain text."""
        parts = [_join(self.who, self.others) or NOBODY, self.did]
        parts += [_join(self.whom, self.more)] if self.whom else []
        parts += [f"in {self.where}"] if self.where else []
        words = " ".join(parts) + (f", according to {self.said_by}" if self.said_by else "")
        return words[:1].upper() + words[1:]


def tell_event(row: Row) -> Deed:
    """An event in words.

    >>> none = {"actor_offices": [None], "recipient_offices": [None], "place_name": "Oslo", "place_country": "NOR"}
    >>> row = none | {"type": "CONSULT", "modes": ["visit"], "auxiliary": "future", "said_by_name": None,
    ...     "actor_names": ["Ruth Achieng"], "actor_represents": ["KEN"], "actor_countries": ["KEN"],
    ...     "recipient_names": ["Norway"], "recipient_represents": [None], "recipient_countries": ["NOR"],
    ...     "date_start": None, "date_end": None}
    >>> tell_event(row).text()
    'Ruth Achieng (Kenya) is to visit Norway in Oslo'
    """
    who, whom = list_parties(row, "actor"), list_parties(row, "recipient")
    if set(whom) <= set(who):  # they did it to each other
        whom = ()
    verb = find_verb(row["type"], row["modes"])
    if verb.of_people:
        whom = tuple(_people_of(party) for party in whom)
    if who or verb.to or not whom:
        did = conjugate(verb, row["auxiliary"], many=len(who) > 1, alone=not whom)
    else:
        did = conjugate_passive(verb, row["auxiliary"], many=_is_many(whom))
        who, whom = whom, ()
    country = row["place_country"]
    # "Kenya visited Norway in Oslo", not "in Oslo, Norway".
    known = country is not None and any(party.name == name_side(country) for party in (*who, *whom))
    where = describe_where(row["place_name"], None if known else country)
    if where and any(party.name == where for party in (*who, *whom)):
        where = ""
    return Deed(
        _capitalize(who[:MOST_NAMED]),
        max(0, len(who) - MOST_NAMED),
        did,
        whom[:MOST_NAMED],
        max(0, len(whom) - MOST_NAMED),
        where,
        row["said_by_name"],
        row["date_start"],
        row["date_end"],
    )


def find_verb(type: str, modes: Sequence[str]) -> Verb:
    """The verb of the first mode that has one, else of the type.

    >>> find_verb("THREATEN", ["expel"]).past
    'threatened'
    """
    told = (_VERBS.get(f"{type} {mode}") for mode in modes)
    return next((verb for verb in told if verb), None) or _VERBS.get(type) or Verb(type.lower(), type.lower())


def conjugate(verb: Verb, auxiliary: str, *, many: bool = False, alone: bool = False) -> str:
    """The verb as the auxiliary has it.

    >>> conjugate(Verb("agreed", "agree", "with"), "future", many=True), conjugate(Verb("met", "meet"), "negated")
    ('are to agree with', 'did not meet')
    """
    past = (verb.past_alone or verb.past) if alone else verb.past
    base = (verb.base_alone or verb.base) if alone else verb.base
    words = {
        "future": f"{'are' if many else 'is'} to {base}",
        "hypothetical": f"may {base}",
        "negated": f"did not {base}",
        "historical": f"earlier {past}",
    }.get(auxiliary, past)
    return words if alone or not verb.to else f"{words} {verb.to}"


def conjugate_passive(verb: Verb, auxiliary: str, *, many: bool = False) -> str:
    """The same of whom it was done to, where nobody says who did it.

    >>> conjugate_passive(find_verb("COERCE", ["arrest"]), "negated", many=True)
    'were not arrested'
    """
    done, was = verb.participle or verb.past, "were" if many else "was"
    return {
        "future": f"{'are' if many else 'is'} to be {done}",
        "hypothetical": f"may be {done}",
        "negated": f"{was} not {done}",
        "historical": f"{was} earlier {done}",
    }.get(auxiliary, f"{was} {done}")


def _people_of(party: Party) -> Party:
    """A state's people, where a state stands for them."""
    is_state = party.code is not None and party.side is None and party.name == name_side(party.code)
    return party._replace(name=f"people of {party.name}") if is_state else party


def _is_many(parties: Sequence[Party]) -> bool:
    """Whether a verb stands in the plural with them, as far as their form tells."""
    name = parties[0].name
    is_state = parties[0].code is not None and name == name_side(parties[0].code)
    return len(parties) > 1 or name.startswith("people of ") or (not is_state and bool(_PLURAL.search(name)))


def list_parties(row: Row, role: str) -> tuple[Party, ...]:
    """Those of one role, each name once."""
    names = ("names", "offices", "represents", "countries")
    aligned = zip(*(row[f"{role}_{name}"] for name in names), strict=True)
    found = (make_party(name, office, side or country) for name, office, side, country in aligned)
    return tuple(dict.fromkeys(found))


def list_participants(meeting: Row) -> tuple[Party, ...]:
    """Who sat at the table, of a row of meetings."""
    return list_parties(meeting, "participant")


def make_party(name: str | None, office: str | None, code: str | None) -> Party:
    """A party by name, office and code.

    >>> [tuple(make_party(*given)) for given in (("Ada Lund", "Minister", "NOR"), ("Norwegian police", None, "NOR"))]
    [('Minister Ada Lund', 'Norway', 'NOR'), ('Norwegian police', None, 'NOR')]
    """
    words = name or (name_side(code) if code else "somebody")
    first, _, rest = words.partition(" ")
    if rest and first.lower() in _SMALL_WORDS:  # it began a sentence there
        words = f"{first.lower()} {rest}"
    says_whose = words.partition(" ")[0].lower() in ("his", "her", "its", "their")
    if office and not says_whose and office.casefold() not in words.casefold() and len(office) <= 40:
        words = f"{office[:1].upper()}{office[1:]} {words}"
    side = name_side(code) if code else None
    if side and len(side) > MOST_NAME_CHARS and not _is_state(code):
        side = code
    return Party(words, None if side is None or _says(words, side, code) else side, code)


def _capitalize(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """The same, the first with a capital as it begins the sentence."""
    if not parties:
        return ()
    first = parties[0]
    return (first._replace(name=first.name[:1].upper() + first.name[1:]), *parties[1:])


def _is_state(code: str | None) -> bool:
    return code is not None and knowledge.load().country_of(code) is not None


def _says(words: str, side: str, code: str | None) -> bool:
    """Whether a name says its side: by its name, its code, or a word that begins as it does ("Norwegian", "Norway")."""
    told = words.casefold().replace("’", "'")
    if side.casefold() in told or (code and code.casefold() in told.split()):
        return True
    return any(word[:4] == side.casefold()[:4] for word in told.split() if len(word) >= 4 and len(side) >= 4)


def _join(parties: Iterable[Party], others: int) -> str:
    named = [f"{party.name} ({party.side})" if party.side else party.name for party in parties]
    if others:
        named.append("1 other" if others == 1 else f"{others} others")
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
