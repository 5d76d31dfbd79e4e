"""Writes resources/people/holders.csv once, from lists of facts that a build does not need.

    python -m generate.gather_holders FOLDER

FOLDER holds office_holders.csv and foreign_ministers.csv (facts of Wikidata, CC0). What comes out is read and
corrected by people; the build knows only that file and people/heads.csv.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from dragoman.knowledge import load
from dragoman.resolve.parties import is_same_name
from generate.reading import RESOURCES, read_rows, split_list
from generate.spelling import plain_letters

COLUMNS = "key person country office start end known_until wikidata variants source".split()
# The day each source was last brought up to date, as its own description says.
UNTIL = {"offices": "2022-06-30", "ministers": "2022-11-30"}
# Wordings that the list of offices does not know or keeps apart.
_OFFICES = {
    "Premier of the State Council": "Prime Minister",
    "Secretary of National Defense": "Minister of Defence",
    "Secretary of National Defence": "Minister of Defence",
    "Minister of Defence and Armed Forces Logistics": "Minister of Defence",
    "Minister of Defence and Military Veterans": "Minister of Defence",
    "Minister of the Armed Forces": "Minister of Defence",
    "Federal Minister of Defence": "Minister of Defence",
    "Federal Minister of Foreign Affairs": "Minister of Foreign Affairs",
    "Minister of Europe and Foreign Affairs": "Minister of Foreign Affairs",
    "Secretary of State for Foreign and Commonwealth Affairs": "Minister of Foreign Affairs",
    "Yang di_pertuan Agong (Monarch)": "King",
    "Chairman of the Sovereignty Council": "Chairperson of the Sovereign Council",
}
_WANTED = ["President", "Prime Minister", "Minister of Foreign Affairs", "Minister of Defence", "Emperor", "King"]
_WANTED += ["Supreme Leader", "Chairperson of the Sovereign Council"]
_STATES = {
    "Palestine": "PSE", "State of Palestine": "PSE", "Holy See": "VAT", "Gambia, The": "GMB",
    "Congo, Democratic Republic of the": "COD", "Congo, Republic of the": "COG", "Republic of China": "TWN",
}  # fmt: skip
# They have ministers of their own, who are not those of the state.
_PARTS_OF_STATES = ("Scotland", "Wales", "England", "Northern Ireland")
# In India the ministers' office is that of External Affairs; the list calls the foreign secretaries ministers too.
_NOT_OFFICES = {("IND", "Minister of Foreign Affairs")}
_STYLE = re.compile(r"^(Sheikh|Prince|Dr\.?|Sir|Lord|Baroness|Princess) (?=\S+ )")


class Holding(NamedTuple):
    """One person in one office, as one source tells it."""

    person: str
    country: str
    office: str
    start: str
    end: str
    until: str
    wikidata: str
    source: str


def read_holdings(folder: Path) -> list[Holding]:
    """What both lists say of the offices wanted, in the codes and names of the resources."""
    codes, skipped = read_codes(), Counter[str]()
    found: list[Holding] = []
    for source, file in (("offices", "office_holders.csv"), ("ministers", "foreign_ministers.csv")):
        with (folder / file).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                code = "" if row["country"] in _PARTS_OF_STATES else codes.get(row["country"], "")
                office = read_office(row["position"], code) if source == "offices" else "Minister of Foreign Affairs"
                if code == "USA" and office == "Minister of Foreign Affairs":
                    office = "Secretary of State"
                if not code or not office or not row["start"] or not row["person"]:
                    skipped[row["country"]] += not code
                    continue
                person = _STYLE.sub("", row["person"].split(" (")[0].strip())
                until = max(UNTIL[source], row["start"]) if not row.get("end") else ""
                found.append(
                    Holding(
                        person,
                        code,
                        office,
                        row["start"],
                        row.get("end", ""),
                        until,
                        row["wikidata_id"],
                        f"wikidata {source}",
                    )
                )
    print("no state:", *sorted(k for k, n in skipped.items() if n), sep="\n  ", file=sys.stderr)
    return found


def read_codes() -> dict[str, str]:
    """The code of a state by every name it has."""
    names = {name: row["code"] for row in read_rows("countries/countries.csv") for name in names_of(row)}
    return names | _STATES


def names_of(row: dict[str, str]) -> list[str]:
    """All names of a row of countries, without the stars."""
    return [name.rstrip("*") for name in [row["name"], row["formal"], *split_list(row["variants"])] if name]


def read_office(position: str, code: str) -> str:
    """The canonical name of an office that is wanted, or nothing."""
    if position == "Secretary of State" and code == "USA":
        return position
    unwanted = position.startswith(("Assistant", "Associate", "Deputy")) or "Production" in position
    if unwanted or (code, position) in _NOT_OFFICES:
        return ""
    known = load().office(position.split())
    name = _OFFICES.get(position) or (known.name if known and known.time is None else "")
    return name if name in _WANTED else ""


def merge(found: list[Holding]) -> list[Holding]:
    """One row for a stint that several sources or rows tell: the earliest start that is whole, the known end."""
    kept: list[Holding] = []
    for row in sorted(found, key=lambda h: (h.country, h.office, h.start, h.person, h.source)):
        at = next((i for i, other in enumerate(kept) if is_same_stint(other, row)), None)
        if at is None:
            kept.append(row)
            continue
        other = kept[at]
        exact = row if len(row.start) > len(other.start) else other
        end = max(row.end, other.end)
        kept[at] = other._replace(
            start=exact.start,
            end=end,
            until="" if end else max(row.until, other.until),
            wikidata=other.wikidata or row.wikidata,
            source=" ".join(dict.fromkeys(f"{other.source} {row.source}".split())),
        )
    return kept


def is_same_stint(one: Holding, other: Holding) -> bool:
    """Whether two rows tell of one time in one office: they touch, or one has no end."""
    if (one.country, one.office) != (other.country, other.office) or not is_same_person(one, other):
        return False
    return other.start[:7] == one.start[:7] or not one.end or other.start <= one.end


def is_same_person(one: Holding, other: Holding) -> bool:
    """By id where both have one, else by name or by the very day and the first name."""
    if one.wikidata and other.wikidata:
        return one.wikidata == other.wikidata
    if (one.office, one.start) == (other.office, other.start) and one.person.split()[0] == other.person.split()[0]:
        return True
    return is_called(one.person, other.person)


def is_called(one: str, other: str) -> bool:
    """Whether two full names are one person's, whatever the accents and the order."""
    a, b = plain_letters(one), plain_letters(other)
    return is_same_name(a, b) or set(a.lower().split()) == set(b.lower().split())


def close(rows: list[Holding]) -> list[Holding]:
    """An open stint is known only until the next of the office begins."""
    closed: list[Holding] = []
    for row in rows:
        later = [
            o.start
            for o in rows
            if (o.country, o.office) == (row.country, row.office) and o.start > row.start and not is_same_person(o, row)
        ]
        closed.append(row._replace(until=min([row.until, *later])) if not row.end else row)
    return closed


def with_leaders(rows: list[Holding]) -> tuple[list[Holding], dict[tuple[str, str], str]]:
    """The rows with what people/leaders.csv knows of the same stints, and its keys by person and country."""
    keys: dict[tuple[str, str], str] = {}
    rows = [*rows]
    for leader in read_rows("people/leaders.csv"):
        for at, row in enumerate(rows):
            names = [leader["name"], *(n for n in split_list(leader["variants"]) if " " in n)]
            if row.country != leader["country"] or not any(is_called(row.person, name) for name in names):
                continue
            keys[row.person, row.country] = leader["key"]
            if row.office == leader["office"] and not row.end:
                rows[at] = row._replace(
                    start=leader["since"] or row.start, until="2026-05-31", source=f"{row.source} factbook"
                )
    return rows, keys


def write(rows: list[Holding], keys: dict[tuple[str, str], str], path: Path) -> None:
    """The file, people with one key over all their offices."""
    key_of: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    for row in rows:
        key = keys.get((row.person, row.country))
        if key and row.wikidata:
            key_of[row.wikidata] = key
    lines = []
    for row in rows:
        own = keys.get((row.person, row.country)) or f"{row.person} ({row.country})"
        key = key_of.setdefault(row.wikidata, own) if row.wikidata else own
        names.setdefault(key, []).append(row.person)
        lines.append((key, row))
    with path.open("w", encoding="utf-8", newline="") as out:
        print(
            "# Who held which office, and when; gathered by generate/gather_holders.py, corrections are made here.",
            file=out,
        )
        print(
            "# An empty end means: not known to have ended up to known_until, the day the source speaks for.", file=out
        )
        sheet = csv.writer(out, lineterminator="\n")
        sheet.writerow(COLUMNS)
        for key, row in lines:
            person = names[key][0]
            variants = "|".join(sorted({n for n in names[key] if n != person}))
            sheet.writerow(
                [
                    key,
                    person,
                    row.country,
                    row.office,
                    row.start,
                    row.end,
                    row.until,
                    row.wikidata,
                    variants,
                    row.source,
                ]
            )


def main() -> None:
    """Gather the file from the folder given."""
    rows, keys = with_leaders(close(merge(read_holdings(Path(sys.argv[1])))))
    write(rows, keys, RESOURCES / "people" / "holders.csv")


if __name__ == "__main__":
    main()
