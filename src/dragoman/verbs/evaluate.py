"""`dragoman evaluate`: measure the coder against what people wrote down; one JSON object."""

from __future__ import annotations

import json
from pathlib import Path

from dragoman.errors import UnreadableError, UsageError
from dragoman.verbs.parser import Parser

_DESCRIPTION = """\
Measure the coder against what people wrote down, and print one JSON object.

  relations FILE.tsv     what one marked party does to another: columns sentence,
                         marked_sentence, source, target, gold_root, gold_penta
  documents GOLD.jsonl   whole records: entities, participants, meetings, agenda,
                         events, positions, in the layout of the corpus or of
                         `dragoman corrections export`
"""
_EPILOG = """\
examples:
  dragoman evaluate documents corpus/dev.jsonl
  dragoman evaluate relations pairs.tsv
"""


def run(arguments: list[str]) -> int:
    """Print the figures; 0."""
    parser = Parser(prog="dragoman evaluate", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("what", choices=("relations", "documents"), metavar="relations|documents")
    parser.add_argument("file", type=Path, metavar="FILE")
    given = parser.parse_args(arguments)
    if not given.file.is_file():
        raise UsageError(f"no such file: {given.file}")
    print(json.dumps(_relations(given.file) if given.what == "relations" else _documents(given.file), indent=1))
    return 0


def _relations(file: Path) -> dict[str, object]:
    from dragoman.evaluate.relations import measure

    return measure(file)


def _documents(file: Path) -> dict[str, object]:
    from dragoman.evaluate.documents import Score, compare
    from dragoman.evaluate.gold import read_gold
    from dragoman.flow import Coder

    coder, score = Coder(), Score()
    golds = read_gold(file)
    if not golds:
        raise UnreadableError("no annotated document in it", source=str(file))
    for gold in golds:
        compare(gold.record(), coder.code(gold.document), score)
    return {"documents": len(golds), **score.summary()}
