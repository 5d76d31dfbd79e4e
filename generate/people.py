"""People and the offices they held, gathered from the reviewed lists under `resources/people`."""

from __future__ import annotations

from dragoman.knowledge.spelling import fold
from generate.names import short_names
from generate.places import codes_by_iso2
from generate.reading import ResourceError, read_rows, split_list
from generate.spelling import words_of

# The last day that leaders.csv speaks for.
SNAPSHOT = "2026-05-31"
# What a state calls the office that others call by the first name.
_CALLED = {
    "USA": {"Minister of Foreign Affairs": "Secretary of State"},
    "GBR": {"Secretary of State for Foreign, Commonwealth and Development Affairs": "Minister of Foreign Affairs"},
    "HKG": {"Chief Minister": "Chief Executive"},
}
# Where the surname stands first, in English texts too.
_FAMILY_FIRST = ("CHN", "KOR", "PRK", "VNM")


def build_people() -> dict[str, object]:
    """`people`: name, Wikidata id by key; `names`: every full name, folded, with its key; `held`: who held what, when.

    A row of `held` is office, key, start, end, the last day its source speaks for, and the sectors where the office
    does not tell them, by actor code; `called` is under which name an office is listed there, `family_first` whose
    surnames stand first.
    """
    people: dict[str, list[str]] = {}
    names: set[tuple[str, str]] = set()
    held: dict[str, set[tuple[str, ...]]] = {}
    for row in gather_rows():
        key, code = row["key"], row["country"]
        name = people.setdefault(key, [row["person"], "", code])
        name[1] = name[1] or row["wikidata"]
        for full in (row["person"], *split_list(row["variants"])):
            names |= {(fold(" ".join(words_of(full))), key)} if " " in full or is_figure(row) else set()
        told = (row["sectors"],) if is_figure(row) else ()
        held.setdefault(code, set()).add((row["office"], key, row["start"], row["end"], row["known_until"], *told))
    for row in read_rows("people/leaders.csv"):
        variants = split_list(row["variants"])
        for full in (row["name"], *variants, *short_names(row["name"], variants)):
            if " " in full and not full.endswith("*"):
                names.add((fold(" ".join(words_of(full))), row["key"]))
    return {
        "called": _CALLED,
        "family_first": list(_FAMILY_FIRST),
        "iso2": codes_by_iso2(),
        "sources": {source: [len(until), max(until)] for source, until in count_sources().items()},
        "people": people,
        "names": sorted(map(list, names)),
        "held": {code: sorted(map(list, found)) for code, found in held.items()},
    }


def is_figure(row: dict[str, str]) -> bool:
    """Whether a row is from figures.csv, which tells sectors, and single words somebody is known by."""
    return "sectors" in row


def count_sources() -> dict[str, list[str]]:
    """The day that each row speaks for, by the source it is from first."""
    found: dict[str, list[str]] = {}
    for row in gather_rows():
        source = "factbook" if "factbook" in row["source"] else row["source"].split(" ")[0]
        found.setdefault(source, []).append(row["known_until"])
    return found


def gather_rows() -> list[dict[str, str]]:
    """The rows of all lists in the columns of holders.csv; what leaders.csv alone knows comes last."""
    names = ("holders", "heads", "past_heads", "figures")
    rows = [row for name in names for row in read_rows(f"people/{name}.csv")]
    for row in rows:
        if bool(row["end"]) == bool(row["known_until"]):
            raise ResourceError(f"{row['key']}, {row['office']}: either an end or a day until which it is known")
    told = {(row["key"], row["country"], row["office"]) for row in rows if not row["end"]}
    for row in read_rows("people/leaders.csv"):
        if (row["key"], row["country"], row["office"]) in told:
            continue
        rows.append(
            {
                "key": row["key"],
                "person": row["name"],
                "country": row["country"],
                "office": row["office"],
                "start": row["since"],
                "end": "",
                "known_until": SNAPSHOT,
                "wikidata": "",
                "variants": "",
                "source": "factbook",
            }
        )
    return rows
