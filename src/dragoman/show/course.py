"""A party's statements over time in a terminal: by day, each with its sentence, and what changed against the last."""

from __future__ import annotations

import itertools

from rich.console import Console
from rich.text import Text

from dragoman.accounts import Course, Stand
from dragoman.show.words import clean_text, count_words, name_side


def print_course(course: Course, console: Console) -> None:
    """Print all of a course: by day where a subject was asked for, else thread by thread."""
    subject = f" on “{clean_text(course.subject)}”" if course.subject else ""
    head = Text(f"{name_side(course.side)} ({course.side}){subject}", "bold")
    console.print(head.append(f"  {count_words(len(course.stands), 'statement')}", "dim"))
    if course.subject:
        _print_stands(course, list(enumerate(course.stands)), console)
        return
    by_matter = sorted(enumerate(course.stands), key=lambda one: one[1].matter)
    for _, group in itertools.groupby(by_matter, key=lambda one: one[1].matter):
        stands = list(group)
        console.print()
        console.print(Text(clean_text(stands[0][1].subject), "bold cyan"))
        _print_stands(course, stands, console, score=False)


def _print_stands(course: Course, stands: list[tuple[int, Stand]], console: Console, *, score: bool = True) -> None:
    for number, stand in stands:
        console.print()
        line = Text(f"{number + 1:>3}  ", "dim").append(stand.happened_on or "no date", "bold").append("  ")
        line.append(stand.force, "magenta")
        for part in (stand.speaker, stand.publisher, stand.document):
            if part:
                line.append(" · ", "dim").append(clean_text(part))
        if score:
            line.append(f"  {stand.score:.2f}", "dim")
        _print_line(line, console)
        _print_block(stand.sentence, console)
        if stand.before is not None:
            _print_change(course.stands[stand.before], stand, console)


def _print_change(before: Stand, stand: Stand, console: Console) -> None:
    """What is other than in the last statement on the matter, with its sentence; or that nothing is."""
    told = "; ".join(stand.changes) or "as before"
    number = f"since {before.happened_on}" if before.happened_on else "since the last"
    style = "bold yellow" if stand.changes else "green"
    _print_block(f"{number}: {told}", console, style)
    if stand.changes:
        _print_block(f"was: {before.sentence}", console, "dim")


def _print_line(line: Text, console: Console) -> None:
    """A statement's first line; what does not fit stands below its day."""
    first, *others = line.wrap(console, max(20, console.width))
    for other in (first, *others):
        other.rstrip()
    console.print(first, soft_wrap=True)
    for other in Text(" ").join(others).wrap(console, max(20, console.width - 5)) if others else ():
        other.rstrip()
        console.print(Text("     ").append_text(other), soft_wrap=True)


def _print_block(words: str, console: Console, style: str = "") -> None:
    width = max(20, console.width - 5)
    for line in Text(clean_text(words), style).wrap(console, width):
        line.rstrip()
        console.print(Text("     ").append_text(line), soft_wrap=True)
