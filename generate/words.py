"""Word lists and offices: what `resources/words` and `resources/offices` say, as the package reads it."""

from __future__ import annotations

from generate.names import Entities
from generate.reading import read_rows, read_toml, split_list
from generate.spelling import spellings, words_of

Lists = dict[str, dict[str, list[str]]]


def plural_noun(noun: str) -> str:
    """The regular plural of a noun phrase.

    >>> plural_noun("party"), plural_noun("church"), plural_noun("police officer")
    ('parties', 'churches', 'police officers')
    """
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


# Nouns that are their own plural, or that have none.
_NO_PLURAL = (
    "police people forces personnel enforcement media press staff customs military public opposition "
    "mafia armed crowd law defense defences defence defenses congress ministers fishermen gunmen "
).split()


def build_words() -> Lists:
    """Every list by name, each word with its sectors, of `boilerplate` with its classes."""
    heads: dict[str, list[str]] = {}
    said = read_toml("words/heads.toml")
    for sector, nouns in said["singular"].items():
        for noun in nouns:
            add_sector(heads, noun, sector)
            last = noun.rpartition(" ")[2]
            if last not in _NO_PLURAL and not last.endswith(("man", "woman", "child")):
                add_sector(heads, plural_noun(noun), sector)
    for noun, sector in said["plural"].items():
        add_sector(heads, noun, sector)
    said = read_toml("words/honorifics.toml")
    honorifics: dict[str, list[str]] = {word: [] for word in said["plain"]["words"]}
    for sector, words in said["sectors"].items():
        for word in words:
            honorifics[word] = [sector]
    parties: dict[str, list[str]] = {word: [] for word in read_toml("words/parties.toml")["plain"]["words"]}
    said = read_toml("offices/portfolios.toml")
    portfolios = {name: said["sectors"].get(name, "GOV").split() for name in said["names"]}
    return {
        "boilerplate": build_boilerplate(),
        "heads": heads,
        "honorifics": honorifics,
        "parties": parties,
        "portfolios": portfolios,
    }


def build_boilerplate() -> dict[str, list[str]]:
    """Each lemma of an empty sentence with the classes it belongs to."""
    classes: dict[str, set[str]] = {}
    for name, words in read_toml("words/boilerplate.toml").items():
        for word in words.split():
            classes.setdefault(word, set()).add(name)
    return {word: sorted(names) for word, names in classes.items()}


def add_sector(heads: dict[str, list[str]], noun: str, sector: str) -> None:
    """A sector for a noun; a noun listed twice has both, in the order of the file."""
    known = heads.setdefault(noun, [])
    if sector not in known:
        known.append(sector)


def build_offices() -> dict[str, object]:
    """Offices by wording, the words that go before them, and portfolios with their words."""
    forms: dict[str, list[object]] = {}
    for row in read_rows("offices/offices.csv"):
        name = row["name"].rstrip("*")
        said = [row["name"], *split_list(row["forms"])]
        for given in said:
            cased = given.endswith("*")
            words = words_of(given.rstrip("*"))
            shown = titled(" ".join(words)) if cased else " ".join(words).lower()
            office = [name, row["sectors"].split(), row["level"], int(cased)]
            for spelling in spellings(shown) if not cased else [shown]:
                forms.setdefault(spelling if cased else spelling.lower(), office)
    modifiers = {row["words"]: [row["kind"], row["name"]] for row in read_rows("offices/modifiers.csv")}
    portfolios = read_toml("offices/portfolios.toml")
    known = {
        " ".join(words_of(n)).lower(): [n, portfolios["sectors"].get(n, "GOV").split()] for n in portfolios["names"]
    }
    return {"forms": forms, "modifiers": modifiers, "portfolios": known}


def add_bodies(found: Entities) -> None:
    """Ministries by portfolio and the bodies every state has; they have no country of their own."""
    said = read_toml("offices/portfolios.toml")
    for portfolio in sorted(said["names"]):
        if portfolio in ("Foreign", "State"):
            continue
        add_ministry(found, portfolio, said["sectors"].get(portfolio, "GOV"))
    found.call("body.foreign affairs", "name", "Foreign Ministry", "foreign ministry", "MFA", "MoFA", "MOFA")
    found.call("body.interior", "name", "Home Ministry")
    for row in read_rows("offices/bodies.csv"):
        key = f"body.{row['name'].lower()}"
        found.add(key, "government", row["name"], sectors=row["sectors"])
        for given in [row["name"], *split_list(row["forms"])]:
            found.call(key, "name", given, given.lower() if not given.endswith("*") else given, titled(given))


def titled(form: str) -> str:
    """A common noun as a title: "Court of Appeal"."""
    small = {"of", "the", "and", "on", "for"}
    return " ".join(w if w in small else w[0].upper() + w[1:] for w in form.split())


def add_ministry(found: Entities, portfolio: str, sectors: str) -> None:
    """The ministry, department or secretariat for one portfolio, in titles and in running text."""
    bare = portfolio.removeprefix("the ")
    key = f"body.{bare.lower()}"
    if key not in found.rows:
        found.add(key, "government", f"Ministry of {bare}", sectors=sectors)
    for form in (
        f"Ministry of {portfolio}",
        f"{bare} Ministry",
        f"Ministry for {portfolio}",
        f"Ministry of the {bare}",
    ):
        found.call(
            key, "name", form, form[0].lower() + form[1:] if form.startswith("Min") else form.lower(), form.lower()
        )
    for form in (f"Department of {portfolio}", f"{bare} Department"):
        found.call(key, "name", form)
