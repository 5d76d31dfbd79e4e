"""ICEWS's 20 columns, one row for each pair of an event, after its data set (Harvard Dataverse, doi:10.7910/DVN/28075).

Unlike in the published files every Event ID stands once, and CAMEO codes keep their leading zeros.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dragoman import knowledge
from dragoman.keep.export.ids import make_event_key, make_key, make_number
from dragoman.keep.export.options import Options
from dragoman.keep.export.sides import find_rows
from dragoman.keep.export.tabbed import Cells
from dragoman.knowledge.exchange import load_exchange
from dragoman.records import Entity, Place, Record

COLUMNS: tuple[str, ...] = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)
# ICEWS's words for PLOVER's sectors, as its published rows and the programs that read them have them. PRE, REL, SPY
# and UNK are left out: no word of ICEWS's for them was found.
SECTORS = {
    "AGR": "Agricultural",
    "BUS": "Business",
    "COP": "Police",
    "CRM": "Criminals / Gangs",
    "CVL": "General Population / Civilian / Social",
    "EDU": "Education",
    "ELI": "Elite",
    "GOV": "Government",
    "JRN": "Media",
    "JUD": "Judicial",
    "LAB": "Labor",
    "LEG": "Legislative / Parliamentary",
    "MED": "Medical / Health",
    "MIL": "Military",
    "OPP": "Dissident",
    "PRM": "Organized Violent",
    "PTY": "Parties",
    "REB": "Rebel",
    "REF": "Refugees / Displaced",
    "SOC": "Social",
    "UAF": "Unidentified Forces",
}
# Codes of organisations of states, which are a sector there and no country.
BODIES = frozenset(["UNO", "EUR", "IGO"])


def make_rows(record: Record, left_out: Counter[str], options: Options) -> Iterator[Cells]:
    """The rows of one record. An event without a CAMEO code, a side or a day is counted instead."""
    document = record.document
    story = make_number(make_key(document))
    for event, day, pair in find_rows(record, left_out, options.auxiliaries):
        yield (
            make_number(make_event_key(document, event, *pair.ids())),
            day,
            *_side(pair.actor),
            load_exchange().cameo_names.get(event.cameo or ""),
            event.cameo,
            event.score,
            *_side(pair.recipient),
            story,
            None,  # the record has sentences by their offsets, not by their number
            document.publisher,
            *_where(event.place),
        )


def _side(entity: Entity | None) -> Cells:
    if entity is None:
        return (None, None, None)
    words = ["International Government Organization"] if entity.country in BODIES else []
    words += [SECTORS[sector] for sector in entity.sectors if sector in SECTORS]
    return (entity.name, ",".join(words) or None, name_country(entity.country))


def name_country(code: str | None) -> str | None:
    """The English name of a state; `None` for the codes of what is no state.

    >>> name_country("AZE"), name_country("IGO")
    ('Azerbaijan', None)
    """
    known = knowledge.load().country_of(code) if code and code in load_exchange().states else None
    return known.name if known else None


def _where(place: Place | None) -> Cells:
    if place is None:
        return (None,) * 6
    level = place.granularity
    return (
        place.name if level == "city" else None,
        place.name if level == "district" else None,
        place.name if level == "region" else None,
        name_country(place.country),
        place.lat,
        place.lon,
    )
