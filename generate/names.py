"""Entities and the names they go by, gathered from every reviewed list but the gazetteer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from generate.reading import ResourceError, read_rows, split_list
from generate.spelling import spellings, words_of


@dataclass
class Entities:
    """Rows of entities by key, and of names by their first word; a name points at a key."""

    rows: dict[str, list[object]] = field(default_factory=dict)
    names: dict[str, set[tuple[str, str, str, int]]] = field(default_factory=dict)

    def add(
        self,
        key: str,
        kind: str,
        name: str,
        *,
        country: str = "",
        represents: str = "",
        sectors: str = "",
        wikidata: str = "",
        office: str = "",
        since: str = "",
    ) -> None:
        """One entity. Keys are unique over all files."""
        if key in self.rows:
            raise ResourceError(f"two entities have the key {key!r}")
        self.rows[key] = [kind, name, country, represents, sectors, wikidata, office, since]

    def call(self, key: str, form: str, *names: str, capitals: bool = True) -> None:
        """Names for an entity; a trailing `*` marks one that needs other evidence."""
        for given in names:
            name, weak = given.rstrip("*"), int(given.endswith("*"))
            for spelling in spellings(name) if capitals else [name]:
                first, *rest = words_of(spelling)
                self.names.setdefault(first, set()).add((" ".join(rest), key, form, weak))


def form_of(name: str) -> str:
    """Whether a name is an acronym: mostly capitals and no spaces.

    >>> form_of("OSCE"), form_of("U.S."), form_of("Baku"), form_of("RFE/RL")
    ('acronym', 'acronym', 'name', 'acronym')
    """
    letters = [c for c in name.rstrip("*") if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return "acronym" if " " not in name and len(letters) < 12 and capitals > len(letters) / 2 else "name"


def gather_entities() -> Entities:
    """Everything the lists under `resources` name."""
    found = Entities()
    add_countries(found)
    add_territories(found)
    add_governments(found)
    add_organisations(found)
    add_parties(found)
    add_groups(found)
    add_people(found)
    return found


def add_countries(found: Entities) -> None:
    """States and the European Union's peers: names, adjectives, demonyms, capitals."""
    for row in read_rows("countries/countries.csv"):
        key = row["code"]
        found.add(key, "country", row["name"], country=key, represents=key, wikidata=row["wikidata"])
        for name in [row["name"], row["formal"], *split_list(row["variants"])]:
            if name:
                found.call(key, form_of(name), name)
        adjectives = split_list(row["adjectives"])
        found.call(key, "adjective", *adjectives)
        people = [*split_list(row["demonyms"]), *(a for a in adjectives if has_plural(a))]
        found.call(key, "demonym", *(plural(word) for word in people if has_plural(word)))
        found.call(key, "demonym", *split_list(row["demonyms"]))
        capitals = split_list(row["capitals"])
        found.call(key, "capital", *capitals, *(f"official {c.rstrip('*')}" for c in capitals))


def has_plural(word: str) -> bool:
    """Whether an adjective also names one person and takes an s: "an Azerbaijani", not "a Dutch".

    >>> has_plural("Azerbaijani"), has_plural("Dutch"), has_plural("Chinese"), has_plural("US")
    (True, False, False, False)
    """
    bare = word.rstrip("*")
    return bare[-1] in "nikbtesogrd" and not bare.endswith(("ese", "men", "s")) and bare[-2:] != "ch"


def plural(word: str) -> str:
    """The plural of a demonym, its weakness kept."""
    bare, star = word.rstrip("*"), "*" if word.endswith("*") else ""
    return f"{bare}s{star}"


def add_territories(found: Entities) -> None:
    """Dependencies fold into their state; partly recognised ones into the state that claims them."""
    for row in read_rows("countries/territories.csv"):
        key, state = row["key"], row["state"]
        kind = "place" if key == "ATA" else "country"
        found.add(key, kind, row["name"], country=state, represents=state, sectors=row["sectors"])
        for name in [row["name"], *split_list(row["variants"])]:
            found.call(key, form_of(name), name)
        found.call(key, "adjective", *split_list(row["adjectives"]))
        people = [word for word in split_list(row["adjectives"]) if has_plural(word)]
        found.call(key, "demonym", *map(plural, people))
        found.call(key, "capital", *split_list(row["capitals"]))


def add_governments(found: Entities) -> None:
    """Bodies of a state known by name, and the houses and streets they are named for."""
    for row in read_rows("countries/metonyms.csv"):
        sectors = row["sectors"]
        country = row["country"]
        kind = "government" if {"GOV", "LEG", "JUD", "MIL", "SPY", "COP"} & set(sectors.split()) else "organization"
        stands_for = country if kind == "government" else ""
        found.add(row["key"], kind, row["name"].rstrip("*"), country=country, represents=stands_for, sectors=sectors)
        for name in [row["name"], *split_list(row["variants"])]:
            form = "metonym" if row["form"] == "metonym" else form_of(name)
            found.call(row["key"], form, name)


def add_organisations(found: Entities) -> None:
    """Intergovernmental and other organisations, news agencies, agreements and occasions."""
    for row in read_rows("organisations/organisations.csv"):
        key, country = row["key"], row["country"]
        found.add(
            key,
            "organization",
            row["name"].rstrip("*"),
            country=country,
            represents=row["represents"],
            sectors=row["sectors"],
        )
        names = {row["name"], *split_list(row["variants"])}
        # The key is a name of its own unless it only tells two bodies of one acronym apart.
        if key not in {name.rstrip("*") for name in names} and "-" not in key.replace("UN-Habitat", "").replace(
            "D-8", ""
        ):
            names.add(key)
        for name in sorted(names):
            found.call(key, form_of(name), name)
    for row in read_rows("organisations/media.csv"):
        key = f"media.{row['key']}"
        found.add(key, "organization", row["name"].rstrip("*"), country=row["country"], sectors="JRN")
        for name in [row["name"], *split_list(row["variants"])]:
            found.call(key, form_of(name), name)
    for row in read_rows("organisations/agreements.csv"):
        found.add(row["key"], row["kind"], row["name"])
        for name in [row["name"], *split_list(row["variants"])]:
            found.call(row["key"], form_of(name), name)


def add_parties(found: Entities) -> None:
    """Parties: a name that parties of several states have is weak, so that the state beside it decides."""
    rows = read_rows("parties/parties.csv")
    names = [[n for n in [row["name"], row["acronym"], *split_list(row["variants"])] if n] for row in rows]
    held = Counter(name.rstrip("*") for of_one in names for name in set(of_one))
    sectors = {"opposition": "PTY OPP", "government": "PTY GOV", "": "PTY"}
    for row, of_one in zip(rows, names, strict=True):
        shown = row["name"].rstrip("*")
        key = f"party.{row['country']}.{shown}"
        found.add(key, "organization", shown, country=row["country"], sectors=sectors[row["role"]])
        for name in of_one:
            shared = held[name.rstrip("*")] > 1 and not name.endswith("*")
            found.call(key, form_of(name), f"{name}*" if shared else name)


def add_groups(found: Entities) -> None:
    """Armed groups; those of more than one state are IMG."""
    for row in read_rows("groups/armed_groups.csv"):
        key = f"group.{row['key']}"
        found.add(key, "group", row["name"].rstrip("*"), country=row["country"], sectors=row["sectors"])
        found.call(key, form_of(row["name"]), row["name"])
        peoples = bool({"CVL", "REL"} & set(row["sectors"].split()))
        for name in split_list(row["variants"]):
            is_adjective = peoples and " " not in name and not name.endswith("s")
            found.call(key, "adjective" if is_adjective else form_of(name), name)


def add_people(found: Entities) -> None:
    """Heads of state and government, as of the snapshot the list names."""
    ids = {row["key"]: row["wikidata"] for row in read_rows("people/holders.csv")}
    for row in read_rows("people/leaders.csv"):
        key = row["key"]
        if key not in found.rows:
            found.add(
                key,
                "person",
                row["name"],
                country=row["country"],
                represents=row["country"],
                sectors="GOV",
                wikidata=ids.get(key, ""),
                office=row["office"],
                since=row["since"],
            )
            variants = split_list(row["variants"])
            found.call(key, "name", row["name"], *variants, *short_names(row["name"], variants))


def short_names(name: str, variants: list[str]) -> list[str]:
    """The first name with the surname that the list gives, as the papers have it.

    >>> short_names("Gustavo Francisco Petro Urrego", ["Gustavo Francisco Petro", "Petro*"])
    ['Gustavo Petro']
    """
    surnames = [variant.rstrip("*") for variant in variants if variant.endswith("*") and " " not in variant]
    short = [f"{name.split()[0]} {surname}" for surname in surnames if len(name.split()) > 2]
    return [one for one in short if one != name and one not in variants]
