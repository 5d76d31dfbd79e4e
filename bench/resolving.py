"""How well phrases are resolved: `python bench/resolving.py [--errors]` prints the shares that are right.

The labelled tables are in `bench/cases`; its README says how they were made.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dragoman import knowledge
from dragoman.flow import resolve_phrase, understand
from dragoman.records import Document, Span
from dragoman.resolve.dates import resolve_date, resolve_dates
from dragoman.resolve.places import resolve_places

# What a kind comes to: where a body ends and a group begins the labels and the coder draw the line elsewhere.
KINDS = {"person": "person", "office": "person", "country": "state"} | dict.fromkeys(
    ("organization", "government", "group"), "body"
)
CASES = Path(__file__).parent / "cases"


def read_cases(name: str) -> list[dict[str, str]]:
    """The rows of a table of cases."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judge_actors() -> Iterator[tuple[dict[str, str], dict[str, bool], str]]:
    """Each case with what is right of its answer, and the answer in short."""
    base = knowledge.load()
    for case in read_cases("actors.csv"):
        told = resolve_phrase(case["phrase"], case["on"] or None, base)
        right = {"country": (told.country or "") == case["country"]}
        if case["sectors"]:
            right["sector"] = (told.sectors[:1] or ("",))[0] == case["sectors"].split()[0]
        elif case["kind"] not in ("country", ""):
            right["no sector"] = not told.sectors
        if case["kind"]:
            right["person, body or state"] = KINDS.get(told.kind or "") == KINDS[case["kind"]]
        yield case, right, f"{told.country} {' '.join(told.sectors)} {told.kind} {told.name} | {told.reason}"


def judge_dates() -> Iterator[tuple[dict[str, str], bool, str]]:
    """Each case with whether its days are right where its sentence is a text, and what was told.

    A record's `When` has both its days, so where the words leave one end open ("until Friday") the other is judged.
    """
    base = knowledge.load()
    for case in read_cases("dates.csv"):
        document = Document("case", case["sentence"], published=case["published"] or None)
        marked = understand(document, base)
        at = case["sentence"].index(case["phrase"])
        wanted = Span(at, at + len(case["phrase"]))
        days = [when for time, when in zip(marked.times, resolve_dates(marked), strict=True) if time.span.meets(wanted)]
        told = [(when.start, when.end) for when in days if when is not None]
        said = [(start if case["start"] else "", end if case["end"] else "") for start, end in told]
        right = (case["start"], case["end"]) in said if case["start"] or case["end"] else not told
        yield case, right, f"{told} {[t.span.of(document.text) for t in marked.times]}"


def judge_date_phrases() -> Iterator[tuple[dict[str, str], bool, str]]:
    """Each case with whether its days are right where the phrase stands alone."""
    for case in read_cases("dates.csv"):
        told = resolve_date(case["phrase"], date.fromisoformat(case["published"]) if case["published"] else None)
        yield case, (told.start or "", told.end or "") == (case["start"], case["end"]), f"{told.start} {told.end}"


def judge_places() -> Iterator[tuple[dict[str, str], bool, str]]:
    """Each case with whether the place told of its mention, where its sentence is a text, is the right one.

    Right is: the GeoNames id where the label has one, else the country, or the name where there is no country; and
    nothing told of words that are no place.
    """
    base = knowledge.load()
    for case in read_cases("places.csv"):
        marked = understand(Document("case", case["sentence"]), base)
        at = case["sentence"].index(case["mention"])
        wanted = Span(at, at + len(case["mention"]))
        found = [
            place
            for mention, place in zip(marked.mentions, resolve_places(marked, base), strict=True)
            if place is not None and mention.span.meets(wanted) and mention.kind in ("place", "country")
        ]
        told = found[0] if found else None
        if case["granularity"] == "none":
            right = told is None
        elif case["geonames"] and case["granularity"] in ("city", "district"):
            right = told is not None and str(told.geonames) == case["geonames"]
        else:
            right = told is not None and (told.country or "") == case["country"]
        yield case, right, f"{told}"


def show(name: str, rights: list[bool]) -> None:
    """One line with a share, and the same for the rows that nobody looks at while the rules are written."""
    held = rights[1::2]
    print(f"{name:48} {sum(rights) / len(rights):.3f} of {len(rights)}, held back {sum(held) / len(held):.3f}")


def main() -> int:
    """Print the shares; with `--errors` also the wrong cases of every second row, those that may be looked at."""
    list(judge_actors())  # from a warm base: names are unpacked when a first word asks for them
    begun = time.perf_counter()
    cases = list(judge_actors())
    seconds = time.perf_counter() - begun
    shares: dict[str, list[bool]] = {}
    for number, (case, right, told) in enumerate(cases):
        for name, is_right in right.items():
            shares.setdefault(f"actors {name}", []).append(is_right)
        shares.setdefault(f"actors country, {case['region'] or 'negatives'}", []).append(right["country"])
        if "--errors" in sys.argv and not number % 2 and not (right["country"] and right.get("sector", True)):
            print(f"{case['phrase']} [{case['on']}]: {case['country']} {case['sectors']} -> {told}")
    tables = (("dates in a sentence", judge_dates), ("dates alone", judge_date_phrases), ("places", judge_places))
    for table, judge in tables:
        for number, (case, fits, told) in enumerate(judge()):
            shares.setdefault(table, []).append(fits)
            if "--errors" in sys.argv and not number % 2 and not fits:
                print(f"{table}: {list(case.values())} -> {told}")
    for name, rights in shares.items():
        show(name, rights)
    print(f"{'actor phrases a second':48} {len(cases) / seconds:.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
