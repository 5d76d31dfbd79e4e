"""GDELT 2.0's two tables, Events (61 columns) and Mentions (16), without headers, after the codebook of February 2015.

A row of Events is one pair of an event, a row of Mentions one sentence that reports it. Both count within one document:
telling that two documents report the same event is not the work of a format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from dragoman.keep.export.icews import name_country
from dragoman.keep.export.ids import make_event_key, make_number
from dragoman.keep.export.options import Options
from dragoman.keep.export.sides import find_rows, read_day
from dragoman.keep.export.tabbed import Cells
from dragoman.knowledge.exchange import load_exchange
from dragoman.records import Document, Entity, Event, Place, Record, Span

# CAMEO's codes for roles; PTY, PRE, REL, SOC and UNK have no equal there.
ROLES = {
    **{role: role for role in "AGR BUS COP CRM CVL EDU ELI GOV JUD LAB LEG MIL OPP REB REF SPY UAF".split()},
    "JRN": "MED",
    "MED": "HLH",
    "PRM": "UAF",
}
# Actors that are no state: the first type code, by their PLOVER code.
KINDS = {"UNO": "IGO", "EUR": "IGO", "IGO": "IGO", "NGO": "NGO", "IMG": "IMG", "MNC": "MNC", "ISM": "NGM"}
# The regions that GDELT puts into the codes of two bodies of states, and into their country codes.
REGIONS = {"EEC": "EUR", "NAT": "WST"}
# GDELT's types of places: 1 country, 2 and 5 a first division (in the USA, elsewhere), 3 and 4 a city.
PLACE_TYPES = {"country": (1, 1), "region": (2, 5), "city": (3, 4)}


def make_event_rows(record: Record, left_out: Counter[str], options: Options) -> Iterator[Cells]:
    """The rows of Events of one record."""
    document = record.document
    lead = _lead(document)
    for event, day, pair in find_rows(record, left_out, options.auxiliaries):
        yield (
            make_number(make_event_key(document, event, *pair.ids())),
            *_day(day),
            *_actor(pair.actor),
            *_actor(pair.recipient),
            int(event.sentence.start < lead),
            *_what(event),
            len(event.sentences or (event.sentence,)),
            1,
            1,
            None,  # AvgTone: the coder measures no tone, and zero would say neutral
            *(None,) * 16,  # where each actor was spoken of is not coded, only where the event was
            *_where(event.place),
            _stamp(document),
            document.url,
        )


def make_mention_rows(record: Record, left_out: Counter[str], options: Options) -> Iterator[Cells]:
    """The rows of Mentions of one record; their numbers are those of its Events."""
    document = record.document
    for event, _, pair in find_rows(record, left_out, options.auxiliaries):
        number = make_number(make_event_key(document, event, *pair.ids()))
        for sentence in event.sentences or (event.sentence,):
            places = [_find_mention(entity, sentence) for entity in pair]
            here = sentence.covers(event.trigger)
            yield (
                number,
                _stamp(document),
                _stamp(document),
                1 if _is_web(document) else 2,
                _source(document),
                document.url or document.id,
                None,  # the record has sentences by their offsets, not by their number
                *places,
                event.trigger.start if here else None,
                int(all(place is not None for place, side in zip(places, pair, strict=True) if side)),
                max(10, round(event.confidence * 10) * 10),
                len(document.text),
                None,  # as AvgTone
                None,
                None,
            )


def _day(day: str) -> Cells:
    """SQLDATE, MonthYear, Year and FractionDate.

    >>> _day("2014-02-18")
    ('20140218', '201402', '2014', '2014.1315')
    """
    year, month, of_month = day.split("-")
    # GDELT counts months of thirty days: its first file gives 18 February as .1315, which is 48/365.
    fraction = ((int(month) - 1) * 30 + int(of_month)) / 365
    return (year + month + of_month, year + month, year, f"{int(year) + fraction:.4f}")


def _actor(entity: Entity | None) -> Cells:
    """The ten cells of an actor. Ethnic and religious codes are left empty: no sector says them."""
    if entity is None:
        return (None,) * 10
    roles = list(dict.fromkeys(ROLES[sector] for sector in entity.sectors if sector in ROLES))
    states, country = load_exchange().states, entity.country or ""
    groups = load_exchange().cameo_groups
    group = groups.get(country) or groups.get(entity.represents or "")
    if country in states:
        code = states[country].cameo
        return (code + "".join(roles[:3]), entity.name.upper(), code, *(None,) * 4, *_three(roles))
    if group:
        region = REGIONS.get(group)
        whole = f"IGO{region or ''}{group}"
        return (whole, entity.name.upper(), region, group, *(None,) * 3, *_three(["IGO", *roles]))
    kinds = [KINDS[country], *roles] if country in KINDS else roles
    return ("".join(kinds[:3]) or None, entity.name.upper(), *(None,) * 5, *_three(kinds))


def _three(roles: Sequence[str]) -> Cells:
    """The first three of some codes."""
    return (*roles, None, None, None)[:3]


def _what(event: Event) -> Cells:
    """EventCode, its base and root, QuadClass and GoldsteinScale."""
    code = event.cameo or ""
    return (code, code[:3], code[:2], event.quad, event.score)


def _where(place: Place | None) -> Cells:
    """The eight cells of the place of the event. Numbers of features are of another gazetteer than ours."""
    if place is None:
        return (None,) * 8
    states, country = load_exchange().states, place.country or ""
    kinds = PLACE_TYPES.get(place.granularity or "")
    kind = kinds[0 if country == "USA" else 1] if kinds else None
    fips = states[country].fips if country in states else None
    within = name_country(country)
    full = place.name if within is None or within == place.name else f"{place.name}, {within}"
    first_division = fips if kind == 1 else None
    return (kind, full, fips, first_division, None, place.lat, place.lon, None)


def _stamp(document: Document) -> str | None:
    """The day of publication at midnight: when a document was added is known to no record, and a clock would lie."""
    day = read_day(document.published)
    return day.replace("-", "") + "000000" if day else None


def _lead(document: Document) -> int:
    """Where the first paragraph behind the headline ends."""
    text, title = document.text, document.title or ""
    start = len(title) if title and text.startswith(title) else 0
    while start < len(text) and text[start].isspace():
        start += 1
    end = text.find("\n\n", start)
    return len(text) if end < 0 else end


def _find_mention(entity: Entity | None, sentence: Span) -> int | None:
    """Where an entity is first named in a sentence."""
    inside = [mention.start for mention in entity.mentions if sentence.covers(mention)] if entity else []
    return min(inside, default=None)


def _is_web(document: Document) -> bool:
    return (document.url or "").lower().startswith(("http://", "https://"))


def _source(document: Document) -> str | None:
    """The site of a web page, else who published the document."""
    if not _is_web(document):
        return document.publisher
    try:
        return urlsplit(document.url or "").hostname or document.publisher
    except ValueError:
        return document.publisher
