"""`dragoman corpus`: count the annotated texts, list those with something in them, show one as a summary."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import ChoiceError, UsageError
from dragoman.verbs.parser import Parser, add_auxiliary, read_auxiliary

if TYPE_CHECKING:
    from dragoman.evaluate.choose import Wish
    from dragoman.evaluate.gold import Gold

SPLITS = ("train", "dev", "test")
_OF_EVENTS = ("type", "mode")
_DESCRIPTION = """\
Browse the annotated corpus: original texts, written for this project, with the
events, meetings and positions that people found in them (CC BY 4.0).
Without a wish or an id: how much of what there is.
"""
_EPILOG = """\
examples:
  dragoman corpus                                  count it
  dragoman corpus --type THREATEN --mode expel     list texts with such an event
  dragoman corpus --split dev --region caucasus    list a part of it
  dragoman corpus kaz-uzb-visit-01                 show one, as `dragoman code` would
  dragoman corpus --count --genre wire             count a part of it
"""


def run(arguments: list[str]) -> int:
    """Print what was asked for; 0."""
    from dragoman.evaluate.choose import Wish, choose
    from dragoman.evaluate.count import report
    from dragoman.evaluate.gold import FOLDER, load_split

    given = _parser().parse_args(arguments)
    folder = given.folder or FOLDER
    asked = [given.split] if given.split else SPLITS
    # The other splits, where they are, say which genres and regions there are.
    whole = {
        split: load_split(split, folder) for split in SPLITS if split in asked or (folder / f"{split}.jsonl").is_file()
    }
    splits = {split: whole[split] for split in asked}
    _check_words(given, [gold for golds in whole.values() for gold in golds])
    wish = Wish(given.type, given.mode, read_auxiliary(given.auxiliary), given.genre, given.region, given.word)
    if given.ids:
        _show([_find(splits, id) for id in given.ids])
        return 0
    chosen = list(choose(splits, wish))
    if not chosen:
        print("no document of the corpus is like that", file=sys.stderr)
    if given.count or (wish.is_empty and not given.split):
        lines: Iterator[str] = report([gold for _, gold in chosen])
    else:
        lines = (_line(split, gold, wish) for split, gold in chosen)
    for line in lines:
        print(line)
    return 0


def _parser() -> Parser:
    parser = Parser(prog="dragoman corpus", description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("ids", nargs="*", metavar="ID", help="documents to show whole")
    add("--split", choices=SPLITS, help="one part of it")
    add("--type", help="an event type: ASSAULT")
    add("--mode", help="a mode of it: drone")
    add_auxiliary(parser)
    add("--genre", help="readout, wire, communique, statement, transcript, snippet, negative")
    add("--region", help="caucasus, gulf, west_africa, ...")
    add("--word", help="a word of the text")
    add("--count", action="store_true", help="count what was chosen, rather than list it")
    add("--folder", type=Path, help="another corpus of the same layout")
    return parser


def _check_words(given: Any, golds: Sequence[Gold]) -> None:
    """Refuse a type, mode, genre or region that there is none of, and name those that there are."""
    from dragoman.keep.choices import read_choices

    try:
        given.type, given.mode = (next(iter(read_choices(name, getattr(given, name))), None) for name in _OF_EVENTS)
    except ChoiceError as error:
        raise UsageError(f"--{error}") from None
    for name in ("genre", "region"):
        word, known = getattr(given, name), sorted({getattr(gold, name) for gold in golds} - {""})
        if word and word not in known:
            raise UsageError(f"--{name} {word}: choose from {', '.join(known)}")


def _find(splits: dict[str, tuple[Gold, ...]], id: str) -> Gold:
    for golds in splits.values():
        for gold in golds:
            if gold.document.id == id:
                return gold
    raise UsageError(f"no document {id!r} in the corpus (dragoman corpus --word WORD lists some)")


def _show(golds: Sequence[Gold]) -> None:
    from dragoman.show.summary import print_summary
    from dragoman.show.terminal import Terminal

    console = Terminal(sys.stdout)
    for number, gold in enumerate(golds):
        if number:
            console.print()
        print_summary(gold.record(), console)


def _line(split: str, gold: Gold, wish: Wish) -> str:
    """Split, id and the sentence of the first event that was wished for, else the opening of the text."""
    text = gold.document.text
    wanted = (e.sentence for e in gold.events if wish.takes_event(e))
    sentence = next(wanted, gold.sentences[0]) if wish.asks_event else gold.sentences[0]
    return f"{split:5}  {gold.document.id:32}  {' '.join(sentence.of(text).split())}"
