"""Reads lists of people that others publish: CSV, Popolo JSON, and FollowTheMoney JSON lines.

CSV has the header `name,country,office,start,end,wikidata,aliases` (aliases joined by `|`); the columns
after `country` may be missing. Popolo is described at https://www.popoloproject.com/specs/, FollowTheMoney
at https://followthemoney.tech/; of the latter Person, Position and Occupancy entities are read, as in the
exports of politically exposed persons by OpenSanctions.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

COLUMNS = ("name", "country", "office", "start", "end", "wikidata", "aliases")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_ID = re.compile(r"Q\d+")

# The actor code of a state or organisation by whatever name it is given, and an office's name on the list.
FindCode = Callable[[str], str]
FindOffice = Callable[[str, str], str]


class PersonRow(NamedTuple):
    """One person in one office, or in none; the office runs without a known end where `end` is empty."""

    name: str
    country: str
    office: str = ""
    start: str = ""
    end: str = ""
    wikidata: str = ""
    aliases: tuple[str, ...] = ()


class Fault(NamedTuple):
    """Why a row was left out; `line` counts from 1, or is the number of the entity in its file."""

    line: int
    reason: str


def read_people(
    text: str, code_of: FindCode, office_of: FindOffice, country: str = ""
) -> tuple[list[PersonRow], list[Fault]]:
    """The people of one file and what was wrong with the others; the format is told from the first letters.

    `country` is for rows that name none.

    >>> rows, faults = read_people("name,country\\nAma Adu,GHA\\nKofi Boateng,Atlantis\\n",
    ...     lambda name: "GHA" if name == "GHA" else "", lambda office, code: office)
    >>> rows[0].name, faults
    ('Ama Adu', [Fault(line=3, reason="no state or organisation known as 'Atlantis'")])
    """
    rows: list[PersonRow] = []
    faults: list[Fault] = []
    code_of, office_of = cache(code_of), cache(office_of)  # long lists say the same few over and over
    for line, found in _read_any(text):
        if isinstance(found, PersonRow) and not found.country:
            found = found._replace(country=country)
        checked = found if isinstance(found, str) else check(found, code_of, office_of)
        if isinstance(checked, str):
            faults.append(Fault(line, checked))
        elif checked not in rows[-20:]:
            rows.append(checked)
    return rows, faults


def check(row: PersonRow, code_of: FindCode, office_of: FindOffice) -> PersonRow | str:
    """The row with the codes and names of the knowledge base, or what is wrong with it."""
    code = code_of(row.country) if row.country else ""
    start, end = row.start[:10], row.end[:10]
    wrong = [day for day in (start, end) if day and not _is_date(day)]
    if not row.name:
        return "no name"
    if not code:
        return f"no state or organisation known as {row.country!r}" if row.country else f"{row.name}: no country"
    if wrong:
        return f"{row.name}: no date like 2024-07-03: {wrong[0]!r}"
    if start and end and end < start[: len(end)]:
        return f"{row.name}: ends on {end}, before it begins on {start}"
    if row.wikidata and not _ID.fullmatch(row.wikidata):
        return f"{row.name}: no Wikidata id: {row.wikidata!r}"
    office = office_of(row.office, code) if row.office else ""
    return row._replace(country=code, office=office, start=start, end=end)


def _is_date(day: str) -> bool:
    if not _DATE.fullmatch(day):
        return False
    try:
        date.fromisoformat(day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day)
    except ValueError:
        return False
    return True


def _read_any(text: str) -> Iterator[tuple[int, PersonRow | str]]:
    if not text.lstrip().startswith("{"):
        return _read_csv(text)
    try:
        whole = json.loads(text)
    except ValueError:
        whole = None
    return _read_popolo(whole) if isinstance(whole, dict) and "persons" in whole else _read_ftm(text)


# -- CSV ------------------------------------------------------------------------------------------


def _read_csv(text: str) -> Iterator[tuple[int, PersonRow | str]]:
    lines = csv.DictReader(io.StringIO(text, newline=""))
    header = [name.strip().lower() for name in lines.fieldnames or ()]
    lines.fieldnames = header
    if missing := [name for name in COLUMNS[:2] if name not in header]:
        yield 1, f"no column {missing[0]!r}: the header is {','.join(COLUMNS)}"
        return
    for row in lines:
        if row.get(None) or None in row.values():
            yield lines.line_num, f"not {len(header)} fields as in the header"
            continue
        cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
        aliases = tuple(name.strip() for name in cells.pop("aliases").split("|") if name.strip())
        yield lines.line_num, PersonRow(**cells, aliases=aliases)


# -- Popolo ---------------------------------------------------------------------------------------


def _read_popolo(whole: dict[str, Any]) -> Iterator[tuple[int, PersonRow | str]]:
    """Every membership of every person. The state is that of the post, the body or the area, by name."""
    listed = {
        kind: {str(item.get("id")): item for item in _objects(whole.get(kind))}
        for kind in ("organizations", "posts", "areas")
    }
    held: dict[str, list[dict[str, Any]]] = {}
    for membership in _objects(whole.get("memberships")):
        held.setdefault(str(membership.get("person_id")), []).append(membership)
    for number, person in enumerate(whole["persons"], start=1):
        if not isinstance(person, dict):
            yield number, "a person that is no object"
            continue
        memberships = [*held.get(str(person.get("id")), ()), *_objects(person.get("memberships"))]
        for membership in memberships or [{}]:
            yield number, _popolo_row(person, membership, listed)


def _objects(given: Any) -> list[dict[str, Any]]:
    """The objects of a list; nothing of anything else."""
    return [item for item in given if isinstance(item, dict)] if isinstance(given, list) else []


def _popolo_row(person: dict[str, Any], member: dict[str, Any], listed: dict[str, Any]) -> PersonRow:
    post = listed["posts"].get(str(member.get("post_id")), {})
    body = listed["organizations"].get(str(member.get("organization_id") or post.get("organization_id")), {})
    areas = [
        listed["areas"].get(str(item.get("area_id"))) or next(iter(_objects([item.get("area")])), {})
        for item in (member, post, body)
    ]
    names = [post.get("country_code"), body.get("country_code"), person.get("national_identity")]
    names += [area.get("name") for area in areas] + [body.get("name")]
    ids = [i.get("identifier") for i in _objects(person.get("identifiers")) if i.get("scheme") == "wikidata"]
    return PersonRow(
        name=str(person.get("name") or "").strip(),
        country=str(next((name for name in names if name), "")),
        office=str(member.get("role") or post.get("role") or post.get("label") or ""),
        start=str(member.get("start_date") or ""),
        end=str(member.get("end_date") or ""),
        wikidata=str(ids[0]) if ids else "",
        aliases=tuple(str(other["name"]) for other in _objects(person.get("other_names")) if other.get("name")),
    )


# -- FollowTheMoney -------------------------------------------------------------------------------


def _read_ftm(text: str) -> Iterator[tuple[int, PersonRow | str]]:
    """Every occupancy of every person; entities of other schemas are passed over."""
    found: dict[str, dict[str, tuple[int, dict[str, list[str]]]]] = {"Person": {}, "Position": {}, "Occupancy": {}}
    for line, given in enumerate(text.split("\n"), start=1):
        if not given.strip():
            continue
        entity = _read_entity(given)
        if isinstance(entity, str):
            yield line, entity
        elif str(entity["schema"]) in found:
            properties = {
                name: [value for value in values if isinstance(value, str)] for name, values in _lists(entity)
            }
            found[str(entity["schema"])][str(entity["id"])] = (line, properties)
    held: dict[str, list[dict[str, list[str]]]] = {}
    for line, occupancy in found["Occupancy"].values():
        holder, post = _first(occupancy, "holder"), _first(occupancy, "post")
        if holder not in found["Person"] or post not in found["Position"]:
            yield line, "an occupancy whose person or position is not in the file"
            continue
        held.setdefault(holder, []).append(occupancy)
    for id, (line, person) in found["Person"].items():
        for occupancy in held.get(id) or [{}]:
            position = found["Position"].get(_first(occupancy, "post"), (0, {}))[1]
            yield line, _ftm_row(id, person, position, occupancy)


def _read_entity(line: str) -> dict[str, Any] | str:
    try:
        entity = json.loads(line)
    except ValueError:
        return "not JSON"
    if not isinstance(entity, dict) or "schema" not in entity or "id" not in entity:
        return "no entity of FollowTheMoney: it has no id and schema"
    return entity


def _lists(entity: dict[str, Any]) -> list[tuple[str, list[Any]]]:
    properties = entity.get("properties")
    given = properties.items() if isinstance(properties, dict) else ()
    return [(name, values) for name, values in given if isinstance(values, list)]


def _ftm_row(
    id: str, person: dict[str, list[str]], position: dict[str, list[str]], occupancy: dict[str, list[str]]
) -> PersonRow:
    names = [*person.get("name", ()), *person.get("alias", ()), *person.get("weakAlias", ())]
    countries = (position.get("country"), person.get("country"), person.get("citizenship"), person.get("nationality"))
    start = min(occupancy.get("startDate") or [""])
    return PersonRow(
        name=names[0] if names else "",
        country=next((given[0] for given in countries if given), ""),
        # Without a day on which it began, an office says nothing about any day.
        office=_first(position, "name") if start else "",
        start=start,
        end=max(occupancy.get("endDate") or [""]) if start else "",
        wikidata=_first(person, "wikidataId") or (id if _ID.fullmatch(id) else ""),
        aliases=tuple(dict.fromkeys(names[1:])),
    )


def _first(properties: dict[str, list[str]], name: str) -> str:
    return next(iter(properties.get(name) or ()), "")


def write_csv(rows: Iterable[PersonRow]) -> str:
    """The rows as CSV in the columns that `read_people` reads."""
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(COLUMNS)
    sheet.writerows([*row[:6], "|".join(row.aliases)] for row in rows)
    return out.getvalue()
