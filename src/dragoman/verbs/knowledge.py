"""`dragoman knowledge`: what is loaded, and loading more: lists of people, corrections of actors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import KnowledgeError, UsageError
from dragoman.settings import Settings
from dragoman.verbs.parser import Parser

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge
    from dragoman.knowledge.store import Store

_DESCRIPTION = """\
What the coder knows of the world, and how to tell it more.

  status          what is loaded: counts, dates, sources, your own files
  load FILE...    add people and the offices they hold, or correct actors:
                    .csv    name,country,office,start,end,wikidata,aliases
                    .json   Popolo, or FollowTheMoney entities one a line
                            (Person, Position, Occupancy, as OpenSanctions has)
                    .toml   [[actor]] name, names, kind, country, represents,
                            sectors, wikidata
"""
_EPILOG = """\
What you load is kept as plain files in the folder that `status` names
(DRAGOMAN_KNOWLEDGE sets another) and wins over the list. A file loaded again
takes the place of the one before. To take something back, delete its file.

examples:
  dragoman knowledge load ministers.csv
  dragoman knowledge load people.json --country GHA
  dragoman knowledge status

Exit codes: 0 all rows loaded; 1 some rejected, each named on stderr, the
others loaded; 2 wrong usage.
"""


def run(arguments: list[str]) -> int:
    """Do what was asked; 0, or 1 where rows were rejected."""
    from dragoman.knowledge import load
    from dragoman.knowledge.store import Store

    parser = Parser(prog="dragoman knowledge", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("what", choices=("status", "load"), metavar="status|load")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--country", default="", help="the state of people whose rows name none")
    given = parser.parse_args(arguments)
    store = Store(Settings.from_environment().knowledge)
    if given.what == "status":
        if given.files:
            raise UsageError("status takes no file (see dragoman knowledge --help)")
        _show(load(store.folder), store)
        return 0
    if not given.files:
        raise UsageError("no file to load (see dragoman knowledge --help)")
    return max([_load(path, store, load(), given.country) for path in given.files])


def _show(base: Knowledge, store: Store) -> None:
    """What is loaded, one thing a line."""
    print(f"version  {base.version}")
    for what, count in base.count().items():
        print(f"{count:8,}  {what}")
    print("sources of offices held")
    for source, (count, until) in base.sources().items():
        print(f"{count:8,}  {source}, up to {until}")
    files = store.files()
    print(f"your files in {store.folder}" + ("" if files else ": none"))
    for path in files:
        print(f"          {path.relative_to(store.folder).as_posix()}")


def _load(path: Path, store: Store, base: Knowledge, country: str) -> int:
    """Load one file; 1 where something in it was rejected."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise UsageError(f"no such file: {path}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not text in UTF-8") from error
    if path.suffix.lower() == ".toml":
        return _load_actors(path, text, store, base)
    from dragoman.knowledge.people import read_people
    from dragoman.show.words import count_words

    if country and not base.code_of(country):
        raise UsageError(f"no state or organisation known as {country!r}")
    rows, faults = read_people(text, base.code_of, base.office_name, country)
    for fault in faults:
        _reject(f"{path}:{fault.line}: {fault.reason}")
    if rows:
        store.keep_people(path.name, rows)
    people = len({(row.name, row.country) for row in rows})
    offices = sum(bool(row.office) for row in rows)
    persons = "1 person" if people == 1 else f"{people:,} people"
    print(f"loaded {persons} in {count_words(offices, 'office')} from {path}")
    return int(bool(faults))


def _load_actors(path: Path, text: str, store: Store, base: Knowledge) -> int:
    from dragoman.knowledge.overlay import read_overlay
    from dragoman.show.words import count_words

    try:
        actors, faults = read_overlay(text, base.codes())
    except KnowledgeError as error:
        raise UsageError(f"{path}: {error}") from error
    for number, reason in faults:
        _reject(f"{path}: actor {number}: {reason}")
    if actors:
        store.keep_actors(actors, base.codes())
    print(f"loaded {count_words(len(actors), 'actor')} from {path}")
    return int(bool(faults))


def _reject(line: str) -> None:
    from dragoman.show.words import clean_text

    print(f"rejected  {clean_text(line)}", file=sys.stderr)
