"""What stderr is told while documents are coded: rejections, a bar, and the count at the end."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from time import perf_counter
from typing import TYPE_CHECKING

from dragoman.errors import DocumentError
from dragoman.records import Record
from dragoman.show.words import clean_text, count_words

if TYPE_CHECKING:
    from rich.progress import Progress


class Tally:
    """Counts documents and says so on stderr.

    `quiet` leaves out all but rejections; `bar` draws a progress bar from the second document on.
    """

    def __init__(self, *, quiet: bool = False, bar: bool = False) -> None:
        self.coded = self.rejected = self.events = 0
        self._reasons: Counter[str] = Counter()
        self._quiet, self._bar = quiet, bar and not quiet
        self._progress: Progress | None = None
        self._started_at = perf_counter()

    def add(self, record: Record) -> None:
        """Count a coded document."""
        self.coded += 1
        self.events += len(record.events)
        self._draw()

    def reject(self, error: DocumentError) -> None:
        """Count a document that could not be coded, and name it with its reason on one line."""
        self.rejected += 1
        self._reasons[error.kind] += 1
        self._say(f"rejected  {clean_text(str(error))}")
        self._draw()

    def finish(self, *, interrupted: bool = False) -> None:
        """Take the bar away; where there was more than one document, say how it went."""
        self.stop_bar()
        if interrupted:
            self._say(f"interrupted  {count_words(self.coded, 'document')} kept")
        if self.coded + self.rejected > 1 and not self._quiet:
            self._say(self._closing_line())
            if self._reasons:
                self._say(f"left out: {describe_reasons(self._reasons)}")

    def stop_bar(self) -> None:
        """Take the bar away and say nothing."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def _say(self, line: str) -> None:
        """One line on stderr, above the bar where there is one; nothing where stderr is closed."""
        if self._progress is not None:
            from rich.text import Text

            self._progress.console.print(Text(line), soft_wrap=True)
        elif sys.stderr is not None:
            print(line, file=sys.stderr, flush=True)

    def _closing_line(self) -> str:
        seconds = perf_counter() - self._started_at
        speed = (self.coded + self.rejected) / max(seconds, 0.001)
        return (
            f"coded {count_words(self.coded, 'document')}, rejected {self.rejected:,}, "
            f"{count_words(self.events, 'event')}, {seconds:.1f} s, {speed:.1f} documents/s"
        )

    def _draw(self) -> None:
        if not self._bar or self.coded + self.rejected < 2:
            return
        if self._progress is None:
            self._progress = _make_bar()
        self._progress.update(
            self._progress.task_ids[0],
            completed=self.coded + self.rejected,
            rejected=self.rejected,
            events=self.events,
        )


def describe_reasons(reasons: Mapping[str, int]) -> str:
    """How many documents were left out for what reason, the most frequent first.

    >>> describe_reasons({"no text": 1, "language fr": 2})
    '2 language fr, 1 no text'
    """
    ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{count:,} {reason}" for reason, count in ordered)


def _make_bar() -> Progress:
    """A bar that pulses, for how many documents will come is not known."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    progress = Progress(
        TextColumn("{task.completed:,} documents"),
        BarColumn(bar_width=20),
        TextColumn("{task.fields[rejected]:,} rejected, {task.fields[events]:,} events"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        # The bar is no place for what the user prints.
        redirect_stdout=False,
        redirect_stderr=False,
    )
    progress.add_task("coding", total=None, rejected=0, events=0)
    progress.start()
    return progress
