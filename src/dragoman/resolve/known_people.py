"""Which person on the list a party is, and what office he held on the day the text was published."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.knowledge import SNAPSHOT, Knowledge, Known
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.parties import Party, head_of, is_rank, is_same_name, is_same_office

# Who is called by his given name: the heads of their titles, each with the one that lists have for it.
_RULERS = {title: title for title in ("king", "emir", "sultan", "prince", "emperor", "pope")} | {
    "queen": "king", "amir": "emir", "princess": "prince", "empress": "emperor", "pontiff": "pope",
}  # fmt: skip
# Offices whose holders are called by their surnames alone.
_HIGHEST = ("President", "Prime Minister", "Chancellor", "Supreme Leader")


def is_known_for(base: Knowledge, party: Party, known: Known) -> bool:
    """Whether a known person ever spoke for a side that the text gives the party: the text's own words win."""
    codes = {held.represents for held in base.offices_of(known.key)} | {known.country}
    return bool(codes & {*party.sides})


def is_contradicted(gathering: Gathering, code: str) -> bool:
    """Whether the text names another holder than the list for some office of a side on its day.

    Then the list speaks of another day or world than the text, and has no names to give it.
    """
    base, published = gathering.base, gathering.marked.document.published
    for party in gathering.parties:
        if party.kind != "person" or not party.names or party.sides != [code] or party.sectors[:1] == ["ELI"]:
            continue
        listed = base.holders(code, _canonical(base, party), published)
        if listed and not any(is_same_name(name, known.name) for known in listed for name in party.names):
            return True
    return False


def find_held(gathering: Gathering, party: Party, known: Known) -> Known | None:
    """The known person in the office he held on the day of the text, where it fits what the text calls him."""
    base, published = gathering.base, gathering.marked.document.published
    held = in_order(base.offices_of(known.key, published or SNAPSHOT))
    held.sort(key=lambda h: h.represents != known.represents)  # a king of fifteen states
    if party.sides:
        held = [h for h in held if h.represents in party.sides]
    told = [office for office in party.offices if not is_rank(office)]
    fitting = (h for h in held if not told or any(_may_be_called(o, h.office or "", base) for o in told))
    return next(fitting, None)


def find_ruler(base: Knowledge, given: str, title: str, day: str | None) -> Known | None:
    """The one whose title it is on a day and whose name begins so, in the state he is of first: "King Felipe"."""
    if " " in given or not is_ruler(title) or day is None:
        return None
    head, is_heir = _RULERS[head_of(title)], title.lower().startswith("crown ")
    told = ((known, known.office or "") for known in base.offices_by_given_name(given, day))
    held = [
        known
        for known, office in told
        if _RULERS.get(head_of(office)) == head and (not is_heir or office.lower().startswith("crown "))
    ]
    if len({known.key for known in held}) != 1:
        return None
    return next((known for known in held if known.represents == base.get(known.key).represents), held[0])


def is_ruler(title: str) -> bool:
    """Whether whoever has a title is called by his given name."""
    return head_of(title) in _RULERS


def _may_be_called(title: str, office: str, base: Knowledge) -> bool:
    """Whether a title may be a name of an office: a list's King is a queen where a woman holds it."""
    ruler = _RULERS.get(head_of(title))
    return is_same_office(title, office, base) or (
        ruler is not None and title.lower() == head_of(title) and ruler == office.lower()
    )


def in_order(offices: Iterable[Known]) -> list[Known]:
    """Offices as they are, those of a party last: who is president as well acts as that."""
    return sorted(offices, key=lambda held: held.sectors[:1] == ("PTY",))


def has_left(base: Knowledge, held: Known, day: str) -> bool:
    """Whether an office is known to be over on a day: by its end, or by another who holds it since."""
    if held.since is None or held.since > day:
        return False
    if held.until is not None:
        return held.until <= day
    others = base.holders(held.represents or "", held.office or "", day)
    return any(other.key != held.key for other in others)


def last_known(base: Knowledge, offices: Iterable[Known], day: str) -> Known | None:
    """The office in which somebody was last known, where no end and no other holder is known up to a day."""
    going = [
        held
        for held in offices
        if held.until is None and held.since and held.since <= day and not has_left(base, held, day)
    ]
    return max(going, key=lambda held: held.since or "", default=None)


def find_known(gathering: Gathering, party: Party) -> Known | None:
    """The one known person whom all names of the party fit."""
    published = gathering.marked.document.published
    if not party.names:
        return None
    name = max(party.names, key=len)
    ruler = find_ruler(gathering.base, name, party.office() or "", published) if party.offices else None
    if ruler is not None:
        return ruler
    words = name.split()
    match = gathering.base.match(words, 0)
    people = {r.key: r for r in match[1] if r.kind == "person"} if match and match[0] == len(words) else {}
    if len(people) > 1:  # namesakes: the one in office on the day
        day = gathering.marked.document.published or SNAPSHOT
        people = {key: known for key, known in people.items() if gathering.base.offices_of(key, day)}
    if len(people) == 1:
        return next(iter(people.values()))
    if len(words) == 1 and party.offices and party.sides:
        for known in gathering.base.holders(party.sides[0], _canonical(gathering.base, party), published):
            if is_same_name(words[0], known.name):
                return known
    if len(words) == 1:
        return _holder_of_states(gathering, party, words[0])
    return _holder_by_name(gathering, party, name) if party.offices and not party.sides else None


def _holder_by_name(gathering: Gathering, party: Party, name: str) -> Known | None:
    """The one head of state or government of that name and office: "President Félix Tshisekedi" anywhere."""
    office = _canonical(gathering.base, party)
    found = {
        known.key: known
        for known in gathering.base.holders_by_surname(name.split()[-1], gathering.marked.document.published)
        if known.office == office and is_same_name(name, known.name)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _holder_of_states(gathering: Gathering, party: Party, surname: str) -> Known | None:
    """The one holder by that surname among the states the text names: "Prime Minister Modi" beside India."""
    offices = (_canonical(gathering.base, party),) if party.offices else _HIGHEST
    found = [
        known
        for code in sorted(code for code in gathering.codes if code)
        for office in offices
        for known in gathering.base.holders(code, office, gathering.marked.document.published)
        if is_same_name(surname, known.name)
    ]
    return found[0] if len(found) == 1 else None


def _canonical(base: Knowledge, party: Party) -> str:
    known = base.office((party.office() or "").split())
    return known.name if known else ""
