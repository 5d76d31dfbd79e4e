"""Whether a name stands where only a place does: "shelled X", "the siege of X", "X airport", "off X", "eastern X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.understand.finds import Line

_IN = frozenset("in near outside around across through throughout inside off above via".split())
_TOWARDS = frozenset("to from toward towards into at over within beyond along past".split())
# What moves, or leads, somewhere: "flew to", "the road from", "advanced towards".
_MOVES = frozenset(
    """go come fly travel drive walk march move advance withdraw retreat return flee head sail arrive send bring
    take transfer deport evacuate extradite relocate transport escort deploy rush bus airlift carry escape cross
    lead push road highway railway flight flights route convoy train bus ferry plane trip journey visit border
    pipeline march kilometre kilometres km mile miles north south east west""".split()
)
# What is done to a place and hardly ever to a person or a government.
_DONE_TO_PLACES = frozenset(
    """shell bomb bombard capture enter rock besiege retake recapture overrun pound reach flee evacuate loot
    raid liberate jolt storm encircle surround batter devastate blanket flood reoccupy patrol visit tour leave
    blockade""".split()
)
# The same of a place that is no seat of a government: "attacked Masisi", but "attacked Baku" in words as well.
_DONE_TO_TOWNS = frozenset("seize attack occupy target torch burn defend secure ransack control".split())
# The same where what does it is no party: "a strike hit X".
_STRIKES = frozenset("hit strike".split())
_STRIKERS = frozenset(
    """strike airstrike drone missile rocket shell explosion blast quake earthquake storm cyclone hurricane
    typhoon flood bomb mortar shelling raid attack barrage volley""".split()
)
# What happens "on" a place: "shells fell on X", "a curfew on X", "the attack on X".
_FALLS_ON = frozenset(
    """fall rain land descend march advance curfew raid siege offensive assault airstrike airstrikes bombardment
    shelling bombing blockade barrage attack attacks""".split()
)
# What many are sent with to a place, and what is shot down over one.
_SENT = frozenset(
    """soldier troop tank missile rocket battalion brigade regiment convoy reinforcement guard policeman gendarme
    warship warplane destroyer frigate battery volunteer paratrooper commando peacekeeper armour artillery refugee
    migrant deportee truck lorry""".split()
)
# Who does so, or is it done to, goes to a place, or may as well go to somebody.
_DEPLOYED = frozenset(
    """deploy redeploy move rush order airlift fly ship deport evacuate expel relocate transfer flee march advance drive
    withdraw retreat reassign post pour stream flood""".split()
)
_DISPATCHED = frozenset(
    "send dispatch return bring take lead escort commit go come travel head summon call recall assign".split()
)
_ABOVE = frozenset("drone jet plane aircraft helicopter balloon warplane bomber airspace".split())
# What is given to somebody and not sent to a place.
_GIVEN = frozenset("give sell lend donate supply loyal belong hand offer promise deny grant owe".split())
# What is done with guns to places only.
_FIRED_AT = frozenset("shell bomb bombard besiege pound gas rocket mortar overrun".split())
# What is "of" a place.
_OF_PLACES = frozenset(
    """temple church mosque monastery bridge prison jail camp cathedral hospital harbour court checkpoint crossing
    base ruins city capital mayor governor streets town village hamlet outskirts north south east west northeast
    northwest southeast southwest port suburb suburbs centre center heart district districts airport people
    residents inhabitants out siege battle bombing bombardment shelling capture fall liberation recapture
    occupation seizure encirclement blockade neighbourhood neighborhood municipality commune prefect island
    province region department governorate state oblast county coast skies hills mountains edge area townspeople
    villagers women men population parts resort stronghold diocese university""".split()
)
_FOR_PLACES = frozenset("battle fight left leave depart bound head fight embark".split())
_SIDES = frozenset(
    """north south east west northern southern eastern western central northeast northwest southeast southwest
    northeastern northwestern southeastern southwestern downtown upper lower greater north-east north-west
    south-east south-west rural besieged rebel-held government-held mainland occupied nearby""".split()
)
# Right behind a place's name.
_BEHIND = frozenset(
    """airport airfield province district region governorate oblast prefecture county suburb suburbs outskirts
    countryside neighbourhood neighborhood prison jail hospital port harbour crossing checkpoint market mosque
    cathedral stadium residents base camp refinery valley peninsula island islands raion canton municipality
    hotel motorway highway wharf quay shrine temple monastery pass tunnel plain forest bridge
    dam plateau area reservoir river""".split()
)
# What a place's name is said with, so that both together are the place.
SITES = _BEHIND | frozenset(
    """gap road station plant bank site square palace border field fields mine substation garrison barracks checkpost
    quarter section strait channel canal basin delta hills heights town city village neighbourhood""".split()
) - frozenset("residents suburbs outskirts countryside".split())
_BETWEEN = frozenset("border refugee air naval military international power central".split())
# Behind its possessive: "X's airport", "X's old city".
_OWNED = _BEHIND | frozenset(
    """streets mayor main old central historic southern northern eastern western city port downtown airport
    neighbourhoods neighborhoods slums parks mosques churches hospitals schools markets police-station
    residential""".split()
)


def stands_as_place(line: Line, first: int, last: int, *, is_town: bool = False) -> bool:
    """Whether the words `[first, last)` stand where a place's name does; `is_town` where they name no government.

    What could as well be said of a government ("talks with X", "accused X", "said X") is no such place.
    """
    return (
        _is_led_in(line, first)
        or _is_followed(line, last)
        or _is_target(line, first, is_town)
        or is_reached(line, first)
    )


def is_reached(line: Line, first: int, *, is_bare: bool = False) -> bool:
    """Whether soldiers or migrants are sent to what a name begins, or shells: "500 soldiers to X", "gassed X".

    A bare word may be the name of somebody who gets them: "sent guards to X" says nothing of it, "deployed" does.
    """
    before, lemmas = line.low(first - 1), [_lemma(line, at) for at in range(max(0, first - 7), first - 1)]
    if before in ("to", "into", "towards", "toward"):
        return not _SENT.isdisjoint(lemmas) and _GIVEN.isdisjoint(lemmas) and _is_sent(line, first, is_bare)
    if before == "over":
        return not _ABOVE.isdisjoint(lemmas)
    if before == "on":
        return any(lemma in ("drop", "rain") for lemma in lemmas[-6:])
    return line.tag(first - 1).startswith("VB") and _lemma(line, first - 1) in _FIRED_AT


def _is_sent(line: Line, first: int, is_bare: bool) -> bool:
    """Whether the last verb before "to" sends or goes; none may stand there but where a bare word follows."""
    verb = next((at for at in range(first - 2, max(0, first - 7) - 1, -1) if line.tag(at).startswith("VB")), None)
    if verb is None:
        return not is_bare
    return _lemma(line, verb) in _DEPLOYED or (not is_bare and _lemma(line, verb) in _DISPATCHED)


def is_named_as_place(line: Line, first: int) -> bool:
    """Whether the word before a name says that it is one of a place: "the farming town of Dankoro"."""
    return line.low(first - 1) == "of" and line.low(first - 2) in _TOWN_WORDS


_TOWN_WORDS = frozenset(
    """town village city hamlet district province region governorate municipality island suburb commune port
    neighbourhood neighborhood oblast department county""".split()
)


def _is_led_in(line: Line, first: int) -> bool:
    """Whether what stands before a name leads to a place: a preposition of place, "the siege of", "eastern"."""
    before = line.low(first - 1)
    if before in _SIDES:
        return True
    if before == "the":
        first, before = first - 1, line.low(first - 2)
    if before in _IN:
        return True
    if before in _TOWARDS:
        return any(_lemma(line, at) in _MOVES for at in range(max(0, first - 5), first - 1))
    if before == "of":
        return line.low(first - 2) in _OF_PLACES
    if before == "for":
        return any(_lemma(line, at) in _FOR_PLACES for at in range(max(0, first - 3), first - 1))
    if before in ("on", "upon"):
        return any(_lemma(line, at) in _FALLS_ON for at in range(max(0, first - 5), first - 1))
    return False


def _is_followed(line: Line, last: int) -> bool:
    """Whether what a place has stands behind a name: "X airport", "X's suburbs"."""
    if line.tag(last) == "POS":
        return line.low(last + 1) in _OWNED
    return is_named_site(line, last)


def is_named_site(line: Line, last: int) -> bool:
    """Whether what stands behind a name makes a site or an area of it: "the Trebil crossing", "Sadao border post"."""
    at = last + (line.low(last) in _BETWEEN)
    return line.low(at) in _BEHIND and not line.is_capital(at) and not line.is_capital(last)


def _is_target(line: Line, first: int, is_town: bool) -> bool:
    """Whether a name is what was shelled, entered, hit."""
    if not line.tag(first - 1).startswith("VB"):
        return False
    lemma = _lemma(line, first - 1)
    if lemma in _STRIKES:
        return any(_lemma(line, at) in _STRIKERS for at in range(max(0, first - 5), first - 1))
    return lemma in _DONE_TO_PLACES or (is_town and lemma in _DONE_TO_TOWNS)


def _lemma(line: Line, at: int) -> str:
    return line.tokens[at].lemma
