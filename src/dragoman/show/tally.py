"""What stderr is told while documents are coded: rejections, how far it is, and the count at the end.

People get lines and a bar, programs (`log`) one JSON object a line: `rejected` for each rejection, `progress` every
ten seconds, `finished` at the end, the last two with the same figures.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping
from time import perf_counter
from typing import TYPE_CHECKING, Any

from dragoman.errors import DocumentError
from dragoman.records import Record
from dragoman.show.words import clean_text, count_words

if TYPE_CHECKING:
    from rich.progress import Progress

LOG_SECONDS = 10.0


class Tally:
    """Counts documents and says so on stderr.

    `quiet` leaves out all but rejections; `bar` draws a progress bar from the second document on; `log` writes JSON
    in place of both. `total` is how many documents there are, where that is known.
    """

    def __init__(self, *, quiet: bool = False, bar: bool = False, log: bool = False, total: int | None = None) -> None:
        self.coded = self.rejected = self.skipped = self.events = self.words = self.undated = 0
        self._reasons: Counter[str] = Counter()
        self._quiet, self._bar, self._log, self._total = quiet, bar and not quiet and not log, log, total
        self._progress: Progress | None = None
        self._started_at = self._logged_at = perf_counter()

    @property
    def done(self) -> int:
        """Documents that are behind us, whatever became of them."""
        return self.coded + self.rejected + self.skipped

    def add(self, record: Record) -> None:
        """Count a coded document."""
        self.coded += 1
        self.events += len(record.events)
        self.words += len(record.document.text.split())
        self.undated += any(warning.startswith("publication date") for warning in record.document.warnings)
        self._show()

    def reject(self, error: DocumentError) -> None:
        """Count a document that could not be coded, and name it with its reason on one line."""
        self.rejected += 1
        self._reasons[error.kind] += 1
        if self._log:
            _write_json("rejected", {"source": error.source, "line": error.line, "reason": error.reason})
        else:
            self._say(f"rejected  {clean_text(str(error))}")
        self._show()

    def finish(self, *, interrupted: bool = False) -> None:
        """Take the bar away; where there was more than one document, say how it went."""
        self.stop_bar()
        if self._log:
            _write_json("finished", self._figures() | {"interrupted": interrupted})
            return
        if interrupted:
            self._say(f"interrupted  {count_words(self.coded, 'document')} kept")
        if self.coded + self.rejected > 1 and not self._quiet:
            self._say(self._closing_line())
            if self._reasons:
                self._say(f"left out: {describe_reasons(self._reasons)}")
        if self.undated and not self._quiet:
            told = count_words(self.undated, "document")
            self._say(f"no day of publication can be read in {told}: what stood there is in the warnings")

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
        seconds = max(perf_counter() - self._started_at, 0.001)
        return (
            f"coded {count_words(self.coded, 'document')}, rejected {self.rejected:,}, "
            f"{count_words(self.events, 'event')}, {seconds:.1f} s, {self.words / seconds:,.0f} words/s, "
            f"{(self.coded + self.rejected) / seconds:.1f} documents/s"
        )

    def _figures(self) -> dict[str, Any]:
        """All that is known of how far it is; seconds left where the number of documents is known."""
        seconds = perf_counter() - self._started_at
        left = None if self._total is None else max(0, self._total - self.done) * seconds / max(1, self.done)
        return {
            "documents": self.done,
            "of": self._total,
            "coded": self.coded,
            "rejected": self.rejected,
            "skipped": self.skipped,
            "events": self.events,
            "undated": self.undated,
            "words": self.words,
            "seconds": round(seconds, 1),
            "words_per_second": round(self.words / max(seconds, 0.001)),
            "seconds_left": None if left is None else round(left),
        }

    def _show(self) -> None:
        if self._log:
            if perf_counter() - self._logged_at >= LOG_SECONDS:
                self._logged_at = perf_counter()
                _write_json("progress", self._figures())
        elif self._bar and self.done > 1:
            self._draw()

    def _draw(self) -> None:
        if self._progress is None:
            self._progress = _make_bar(self._total)
        figures = self._figures()
        self._progress.update(
            self._progress.task_ids[0],
            completed=self.done,
            rejected=self.rejected,
            speed=f"{figures['words_per_second']:,} words/s",
            left=describe_left(figures["seconds_left"]),
        )


def describe_left(seconds: int | None) -> str:
    """How long it will still take, as a person would say it; nothing where that is not known.

    >>> describe_left(42), describe_left(200), describe_left(7500), describe_left(None)
    (', 42 s left', ', 3 min left', ', 2 h 5 min left', '')
    """
    if seconds is None:
        return ""
    if seconds < 60:
        return f", {seconds} s left"
    hours, minutes = divmod(seconds // 60, 60)
    return f", {hours} h {minutes} min left" if hours else f", {minutes} min left"


def _write_json(what: str, figures: dict[str, Any]) -> None:
    """One object on a line of stderr, with what kind of line it is; nothing where stderr is closed."""
    if sys.stderr is not None:
        print(json.dumps({"kind": what, **figures}), file=sys.stderr, flush=True)


def describe_reasons(reasons: Mapping[str, int]) -> str:
    """How many documents were left out for what reason, the most frequent first.

    >>> describe_reasons({"no text": 1, "language fr": 2})
    '2 language fr, 1 no text'
    """
    ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{count:,} {reason}" for reason, count in ordered)


def _make_bar(total: int | None) -> Progress:
    """A bar that fills where the number of documents is known, else pulses."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    of = "" if total is None else f" of {total:,}"
    progress = Progress(
        TextColumn("{task.completed:,}" + of + " documents"),
        BarColumn(bar_width=20),
        TextColumn("{task.fields[rejected]:,} rejected, {task.fields[speed]}{task.fields[left]}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        # The bar is no place for what the user prints.
        redirect_stdout=False,
        redirect_stderr=False,
    )
    progress.add_task("coding", total=total, rejected=0, speed="", left="")
    progress.start()
    return progress
