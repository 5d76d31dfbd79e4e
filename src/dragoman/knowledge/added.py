"""What the user added, in the shape of the base: readings of names, and people with their offices."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dragoman.knowledge.holders import Added, Person, Stint, plain
from dragoman.knowledge.overlay import Actor
from dragoman.knowledge.people import PersonRow


def spell(name: str) -> tuple[str, ...]:
    """A name as given, without marks on its letters, and each in capitals.

    >>> spell("José Díaz")
    ('José Díaz', 'Jose Diaz', 'JOSÉ DÍAZ', 'JOSE DIAZ')
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    quiet = dict.fromkeys((name, bare))
    loud = (word.upper() for word in quiet if sum(c.isalpha() for c in word) > 3)
    return tuple(dict.fromkeys((*quiet, *loud)))


def correct_rows(rows: dict[str, list[Any]], actors: Iterable[Actor]) -> list[tuple[str, str]]:
    """Write the corrections into the rows of the base; the spellings that are now names, each with its key."""
    by_name = {row[1]: key for key, row in reversed(rows.items())}
    called: dict[str, tuple[str, ...]] = {}
    for actor in actors:
        key = actor.name if actor.name in rows else by_name.get(actor.name, f"user.{actor.name}")
        old = rows.get(key, ["organization", actor.name, "", "", "", "", "", ""])
        sides = (actor.country or old[2], actor.represents or old[3])
        sectors = " ".join(actor.sectors) or old[4]
        rows[key] = [actor.kind or old[0], old[1], *sides, sectors, actor.wikidata or old[5], *old[6:]]
        called[key] = actor.names if key in by_name.values() else (actor.name, *actor.names)
        by_name.setdefault(actor.name, key)
    return [(spelling, key) for key, names in called.items() for name in names for spelling in spell(name)]


def gather_people(rows: Iterable[PersonRow], listed: Mapping[str, Person]) -> Iterator[Added]:
    """The user's people, each once, under the key of the list where one of the list is meant.

    That is one with the same Wikidata id, or of the same name and state.
    """
    by_id = {person.wikidata: key for key, person in listed.items() if person.wikidata}
    by_name = {(plain(person.name), person.code): key for key, person in listed.items()}
    found: dict[str, list[PersonRow]] = {}
    for row in rows:
        key = by_id.get(row.wikidata) or by_name.get((plain(row.name), row.country)) or f"{row.name} ({row.country})"
        if row.wikidata:
            by_id.setdefault(row.wikidata, key)
        by_name.setdefault((plain(row.name), row.country), key)
        found.setdefault(key, []).append(row)
    for key, own in found.items():
        old = listed.get(key)
        id = next((row.wikidata for row in own if row.wikidata), old.wikidata if old else "")
        names = dict.fromkeys(s for row in own for name in (row.name, *row.aliases) for s in spell(name))
        stints = (Stint(r.country, r.office, key, r.start, r.end, "", is_users=True) for r in own if r.office)
        yield Added(key, Person(own[0].name, id, own[0].country), tuple(names), tuple(stints))
