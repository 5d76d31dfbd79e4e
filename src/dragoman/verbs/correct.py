"""`dragoman correct`: confirm, correct, reject or add an answer of an archive without a browser."""

from __future__ import annotations

import getpass
from typing import Any

from dragoman.errors import UsageError
from dragoman.verbs.parser import Parser

_DESCRIPTION = """\
Say of one entity, event, meeting or position of a document that it is right
(--confirm), that it is none (--reject), or what it should be (--set). The coder's
own answer is kept beside it, and what you say is applied again when the document
is coded again. DOCUMENT is its id or its number in the archive, ITEM an id such
as v1, e2, m1, p3; with --add the kind of item that the coder has missed.
"""
_EPILOG = """\
Values are as people type them: "visit, phone", "2024-05-03..2024-05-05",
"Oslo, NOR", ids of entities ("e1, e3"), words of the text. An empty value takes
the coder's away. quad, score and cameo follow from type and modes.

examples:
  dragoman correct news.duckdb report.txt v1 --confirm
  dragoman correct news.duckdb report.txt v2 --set type=ACCUSE --set recipients=e3 --note "see paragraph 4"
  dragoman correct news.duckdb report.txt p1 --reject
  dragoman correct news.duckdb report.txt v2 --undo
  dragoman correct news.duckdb report.txt event --add --set type=REQUEST --set trigger="called on" --set actors=e1

dragoman corrections ARCHIVE lists what was said.
"""


def run(arguments: list[str]) -> int:
    """Write the correction and say what it was; 0."""
    from dragoman.keep.archive import fold
    from dragoman.keep.corrections import add_item, correct, undo
    from dragoman.show.corrections import describe_changes, describe_item
    from dragoman.show.words import clean_text

    given = _parse(arguments)
    said: Any = {"made_by": given.by or find_user(), "note": given.note}
    if given.add:
        made = add_item(given.archive, given.document, given.item, given.set, **said)
    elif given.undo:
        made = undo(given.archive, _find_standing(given), **said)
    else:
        verdict: Any = "confirmed" if given.confirm else "rejected" if given.reject else "corrected"
        made = correct(given.archive, given.document, given.item, verdict, given.set or None, **said)
    fold(given.archive)
    print(clean_text(f"{made.verdict} {describe_item(made)} of {made.document_id} (correction {made.id})"))
    for line in describe_changes(made):
        print(f"  {clean_text(line)}")
    return 0


def _parse(arguments: list[str]) -> Any:
    parser = Parser(prog="dragoman correct", description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("archive", metavar="ARCHIVE", help="the archive's file")
    add("document", metavar="DOCUMENT", help="the document's id, or its number in the archive")
    add("item", metavar="ITEM", help="the item's id (v1, e2, m1, p3); its kind with --add")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--confirm", action="store_true", help="it is right")
    how.add_argument("--reject", action="store_true", help="it is none: leave it out")
    how.add_argument("--undo", action="store_true", help="take back what was said last of it")
    how.add_argument("--add", action="store_true", help="the coder has missed it: entity, event, meeting or position")
    add("--set", action="append", metavar="FIELD=VALUE", default=[], help="what it should be; as often as need be")
    add("--by", metavar="NAME", help="who says so; the name of the account by default")
    add("--note", metavar="WORDS", help="why")
    given = parser.parse_intermixed_args(arguments)
    given.set = _read_set(given.set)
    if not (given.confirm or given.reject or given.undo or given.add or given.set):
        raise UsageError("nothing is said of it: give --confirm, --reject, --undo, --add or --set FIELD=VALUE")
    if given.set and (given.confirm or given.reject or given.undo):
        raise UsageError("--set goes alone or with --add")
    return given


def _read_set(pairs: list[str]) -> dict[str, str]:
    """The fields and values of `--set`.

    >>> _read_set(["type=ACCUSE", "place="])
    {'type': 'ACCUSE', 'place': ''}
    """
    found = {}
    for pair in pairs:
        name, mark, value = pair.partition("=")
        if not mark:
            raise UsageError(f"--set is no FIELD=VALUE: {pair}")
        found[name.strip()] = value
    return found


def _find_standing(given: Any) -> int:
    from dragoman.keep.corrections import list_corrections

    for one in list_corrections(given.archive, document=given.document, standing=True):
        if one.item_id == given.item:
            return one.id
    raise UsageError(f"nothing that stands was said of {given.item}: see dragoman corrections {given.archive}")


def find_user() -> str:
    """The name of the account that runs the program."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account that has no name
        raise UsageError("the account has no name: give --by NAME") from None
