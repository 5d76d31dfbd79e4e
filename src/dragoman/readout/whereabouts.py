"""In what form an encounter was held, who hosted it, where and when."""

from __future__ import annotations

import re

from dragoman.knowledge.speech import load_encounters
from dragoman.readout.cast import Cast
from dragoman.readout.encounters import Encounter
from dragoman.records import Mention, Place, Span, Time, When, find_range

# "In the afternoon of 27 July" is that day itself.
_PARTS = frozenset("morning afternoon evening night noon midday course day week beginning end middle".split())
REMOTE = frozenset(["phone", "video"])
_PAID = (frozenset(["pay", "visit"]), frozenset(["pay", "courtesy"]))
_HOSTED = frozenset(["visit", "bilateral", "credentials", "multilateral"])
# Who attends goes where others meet.
_ATTENDED = frozenset(["attend", "participate"])
_RESIDENT = re.compile(
    r"(?:(?:outgoing|incoming|new|departing|designate) )*(?:ambassador|high commissioner|charg[eé]|country director|"
    r"resident coordinator|resident representative|deputy head of mission|head of mission|apostolic nuncio|"
    r"head of the delegation of the european union|defen[cs]e attach)(?!.*\bat large)"
)
_VISITED = frozenset("visit travel go come fly trip tour receive welcome arrive host".split())
_MORE_THAN_TWO = frozenset(["trilateral", "quadrilateral"])
# So many sentences tell where a report's only encounter was, if its own do not.
OPENING = 2
_SPOKE = frozenset(["speak", "talk", "call", "phone", "telephone"])


def find_form(cast: Cast, encounter: Encounter, alone: bool) -> str:
    """The form, by the words of the sentences that tell of the encounter; the most telling wins.

    With only one encounter in a document (`alone`), the headline's words count, and those of the
    sentences that speak of "the call".
    """
    runs: set[str] = set()
    heads = {s.index for s in cast.marked.sentences if s.kind == "headline"} if alone else set()
    for sentence in encounter.sentences | heads:
        runs |= cast.runs(cast.marked.sentences[sentence].span)
    forms, sides = load_encounters().forms, {cast.side(id) for id in encounter.ids} - {None}
    for form in ("credentials", "video", "phone"):
        if forms[form] & runs:
            return form
    if forms["sidelines"] & runs:
        return "multilateral" if len(sides) > 2 else "sidelines"
    if "framework" in runs and (forms["multilateral"] | {"forum"}) & runs and _is_pair(cast, encounter):
        return "sidelines"
    if "phone" in encounter.modes:
        return "phone"
    if (
        len(sides) > 2
        or ((encounter.lemmas & _ATTENDED or "multilateral" in encounter.modes) and not _are_two(cast, encounter))
        or (forms["multilateral"] & runs and not _is_pair(cast, encounter))
        or ("round" in encounter.modes and _MORE_THAN_TWO & runs)
    ):
        return "multilateral"
    elsewhere = not forms["visit"] & runs and _is_elsewhere(cast, encounter)
    if _receiving(cast, encounter) is not None and "invited" not in encounter.modes:
        return "bilateral"
    if _is_next_round(cast, encounter):
        return "bilateral"
    if ("visit" in encounter.modes and not elsewhere) or _is_called_visit(encounter, runs):
        return "visit"
    # The next round of two sides is told by its place, and not as a visit.
    if "round" in encounter.modes and len(encounter.ids) < 3:
        return "bilateral"
    if len(encounter.ids) > 1 and _country_at(cast, encounter) in sides:
        return "visit"
    met = encounter.lemmas & {"meet", "hold"} or "meeting" in runs
    if _is_spoken(cast, encounter) and not met and encounter.place is None:
        return "phone"
    # Who meets alone, "the commission" or whoever the writer met, is of two sides for all that a text tells.
    if len(sides) == 2 or len(encounter.ids) in (1, 2):
        return "bilateral"
    return "multilateral" if len(encounter.ids) > 2 and len(sides) != 1 else "other"


def _receiving(cast: Cast, encounter: Encounter) -> str | None:
    """The side that an envoy who lives there calls on: "received the Ambassador of Oman" is no visit to a country.

    `None` where more than two sides met, or somebody came from abroad.
    """
    sides: dict[str, list[str]] = {}
    for id in encounter.ids:
        sides.setdefault(cast.side(id) or "", []).append(id)
    if len(sides) != 2:
        return None
    resident = [side for side, ids in sides.items() if all(_is_resident(cast, id) for id in ids)]
    others = [side for side in sides if side not in resident]
    return (others[0] or None) if len(resident) == 1 and resident[0] else None


def _is_next_round(cast: Cast, encounter: Encounter) -> bool:
    """Whether two states or bodies are to sit together, wherever: nobody is told to go and see the other."""
    kinds = [cast.entity(id).kind for id in encounter.ids]
    bodies = len(kinds) == 2 and all(kind in ("country", "organization") for kind in kinds)
    return bodies and encounter.status == "planned" and not encounter.lemmas & _VISITED


def _is_resident(cast: Cast, id: str) -> bool:
    """Whether somebody is the head of a mission, or one of it."""
    return _RESIDENT.match((cast.entity(id).office or "").lower()) is not None


def _is_called_visit(encounter: Encounter, runs: set[str]) -> bool:
    """Whether somebody "paid a visit" or "a courtesy call", or what was called off is a visit or a reception."""
    if encounter.status == "cancelled":
        return bool(load_encounters().forms["visit"] & runs)
    return encounter.status != "past-reference" and any(words <= runs for words in _PAID)


def _is_elsewhere(cast: Cast, encounter: Encounter) -> bool:
    """Whether two states met in the country of neither."""
    sides = {side for id in encounter.ids if (side := cast.side(id)) is not None}
    country = _country_at(cast, encounter)
    if country is None or country in sides or len(sides) != 2:
        return False
    return all(map(_is_state, (*sides, country)))


def _country_at(cast: Cast, encounter: Encounter) -> str | None:
    """The country whose place the sentences that tell of an encounter name as where it was, or whose house."""
    place = encounter.place or _place_in(cast, encounter)
    return place.country if place is not None else _house_in(cast, encounter)


def _house_in(cast: Cast, encounter: Encounter) -> str | None:
    """The side in whose house it was: "at the Ministry of Foreign Affairs"."""
    sides = {cast.side(id) for id in encounter.ids} - {None}
    for index in (i for s in sorted(encounter.sentences) for i in find_range(cast.marked.mentions, s)):
        mention = cast.marked.mentions[index]
        before = cast.text[max(0, mention.span.start - 8) : mention.span.start].lower().removesuffix("the ").split()
        if mention.kind == "government" and mention.outer is None and before[-1:] == ["at"] and len(sides) == 2:
            side = next((cast.side(id) for id in cast.of_mention(index)), None)
            if side in sides:
                return side
    return None


def _is_spoken(cast: Cast, encounter: Encounter) -> bool:
    """Whether it is told by a verb of speaking: "spoke with", but not "talks with"."""
    if not encounter.lemmas & _SPOKE:
        return False
    triggers = [event.trigger for event in encounter.events]
    return not triggers or any(
        token.tag.startswith("VB") and token.lemma in _SPOKE
        for token in cast.marked.tokens
        if any(trigger.meets(token.span) for trigger in triggers)
    )


def _is_pair(cast: Cast, encounter: Encounter) -> bool:
    """Whether two persons sat down, of two sides as far as is known."""
    people = [id for id in encounter.ids if cast.entity(id).kind in ("person", "office")]
    return len(people) == 2 or len({cast.side(id) for id in people} - {None}) == 2


def _are_two(cast: Cast, encounter: Encounter) -> bool:
    """Whether two of two sides sat there and nobody else, however the text calls the occasion."""
    kinds = [cast.entity(id).kind for id in encounter.ids]
    states = kinds == ["country", "country"] and len({cast.side(id) for id in encounter.ids}) == 2
    people = all(kind in ("person", "office") for kind in kinds) and _is_pair(cast, encounter)
    return len(kinds) == 2 and (states or people)


def is_place_of(cast: Cast, encounter: Encounter) -> bool:
    """Whether the encounter's place is where it was held and not only what it was about."""
    place = encounter.place
    return any(
        cast.resolved.places[index] == place
        for index, mention in enumerate(cast.marked.mentions[: len(cast.resolved.places)])
        if mention.sentence in encounter.sentences and not _is_talked_of(encounter, mention)
    )


def _is_talked_of(encounter: Encounter, mention: Mention) -> bool:
    return any(span.meets(mention.span) for span in encounter.talked)


def find_host(cast: Cast, encounter: Encounter, form: str) -> str | None:
    """The side that is visited, or in whose country two sides sit."""
    if form in REMOTE or form == "sidelines":
        return None
    hosts = [side for id in encounter.hosts if (side := cast.side(id) or cast.entity(id).country)]
    if hosts and not (form == "bilateral" and _is_elsewhere(cast, encounter)):
        return hosts[0]
    if form == "bilateral" and (receiving := _receiving(cast, encounter)) is not None:
        return receiving
    country = _country_at(cast, encounter)
    sides = {cast.side(id) for id in encounter.ids}
    if "invited" in encounter.modes:
        return country
    return country if country in sides and form in _HOSTED else None


def find_place(cast: Cast, encounter: Encounter, form: str, host: str | None) -> tuple[str | None, str | None]:
    """Country and city. A dateline says where the reporter stood: it only fills in what else agrees with."""
    if form in REMOTE:
        return None, None
    place = encounter.place or _place_in(cast, encounter)
    country = place.country if place else None
    if country is None and host is not None and _is_state(host):
        country = host
    city = place.name if place is not None and not _is_country(cast, place) else None
    if city is None and encounter.status == "held":
        dated = _dateline_place(cast, encounter)
        sides = {cast.side(id) for id in encounter.ids}
        agrees = dated is not None and (dated[0] == country or (country is None and dated[0] in sides))
        if dated is not None and (agrees or (country is None and form == "sidelines")):
            return dated
    return country, city


def _is_state(code: str) -> bool:
    return len(code) == 3 and code not in ("IGO", "UNO", "EUR", "NGO", "IMG", "MNC")


def _is_country(cast: Cast, place: Place) -> bool:
    return any(e.kind == "country" and e.name == place.name for e in cast.resolved.entities)


def _place_in(cast: Cast, encounter: Encounter) -> Place | None:
    """The place behind "in" or "at" in the sentences that tell of the encounter."""
    for index in (i for s in sorted(encounter.sentences) for i in find_range(cast.marked.mentions, s)):
        mention = cast.marked.mentions[index]
        if cast.in_dateline(mention) or mention.outer is not None or _is_talked_of(encounter, mention):
            continue
        before = cast.text[max(0, mention.span.start - 8) : mention.span.start].lower().split()
        if mention.kind in ("place", "country") and before[-1:] and before[-1] in ("in", "at"):
            place = cast.resolved.places[index] if index < len(cast.resolved.places) else None
            if place is not None:
                return place
    return None


def find_opening_place(cast: Cast, encounter: Encounter) -> Place | None:
    """Where the only encounter of a report was, by its opening or its dateline, if that is one of the two sides'.

    "X reiterated in Rabat on Thursday ... following talks with Minister Y".
    """
    sides = {cast.side(id) for id in encounter.ids} - {None}
    if encounter.status != "held" or len(sides) != 2 or _is_spoken(cast, encounter) or _country_at(cast, encounter):
        return None
    body = [s.index for s in cast.marked.sentences if s.kind == "body"][:OPENING]
    for index in (i for s in body for i in find_range(cast.marked.mentions, s)):
        mention = cast.marked.mentions[index]
        place = cast.resolved.places[index] if index < len(cast.resolved.places) else None
        if place is None or place.country not in sides or mention.kind != "place" or _is_talked_of(encounter, mention):
            continue
        before = cast.text[max(0, mention.span.start - 4) : mention.span.start].lower().split()
        if cast.in_dateline(mention) or (before[-1:] in (["in"], ["at"]) and _is_guest_named(cast, encounter, index)):
            return place
    return None


def _is_guest_named(cast: Cast, encounter: Encounter, index: int) -> bool:
    """Whether a sentence that names a place names somebody who met and is at home elsewhere."""
    place, sentence = cast.resolved.places[index], cast.marked.mentions[index].sentence
    guests = {id for id in encounter.ids if cast.side(id) not in (None, place.country if place else None)}
    return any(guests & set(cast.of_mention(i)) for i in find_range(cast.marked.mentions, sentence))


def _dateline_place(cast: Cast, encounter: Encounter) -> tuple[str | None, str | None] | None:
    for index, mention in enumerate(cast.marked.mentions):
        if mention.sentence > 2:
            return None
        if cast.in_dateline(mention) and mention.kind in ("place", "country"):
            return _country_of(cast, index), _title(cast, mention)
    return None


def _country_of(cast: Cast, index: int) -> str | None:
    place = cast.resolved.places[index] if index < len(cast.resolved.places) else None
    ids = cast.of_mention(index)
    return place.country if place and place.country else cast.entity(ids[0]).country if ids else None


def _title(cast: Cast, mention: Mention) -> str:
    words = mention.span.of(cast.text)
    return words.title() if words.isupper() else words


def find_date(cast: Cast, encounter: Encounter) -> When | None:
    """The event's day, else the first day named in the sentences, datelines left out."""
    if encounter.date is not None:
        return encounter.date
    for index in (i for s in sorted(encounter.sentences) for i in find_range(cast.marked.times, s)):
        time = cast.marked.times[index]
        if time.span.end <= cast.dateline_end(time.sentence) or _is_of_another(cast, time):
            continue
        when = cast.resolved.dates[index] if index < len(cast.resolved.dates) else None
        if when is not None and not (encounter.status == "held" and _is_yet_to_come(cast, when)):
            return when
    return _dateline_day(cast, encounter) if encounter.status == "held" else None


def _is_of_another(cast: Cast, time: Time) -> bool:
    """Whether a day is that of something spoken of: "the raid of 27 July", and not "their talks of 27 July"."""
    words = cast.tokens_in(Span(cast.marked.sentences[time.sentence].span.start, time.span.start))
    if len(words) < 2 or words[-1].text.lower() != "of" or words[-2].tag[:2] != "NN":
        return False
    own = load_encounters().encounters["nouns"] | _PARTS
    return not {words[-2].lemma, words[-2].lemma.removesuffix("s")} & own


def _is_yet_to_come(cast: Cast, when: When) -> bool:
    """Whether a day lies behind the report's own: what was held was not held then."""
    published = cast.marked.document.published
    return published is not None and when.start > published


def _dateline_day(cast: Cast, encounter: Encounter) -> When | None:
    """The day of the dateline before the very sentence that tells of an encounter."""
    for index in find_range(cast.marked.times, encounter.first):
        if cast.marked.times[index].span.end <= cast.dateline_end(encounter.first):
            return cast.resolved.dates[index] if index < len(cast.resolved.dates) else None
    return None
