"""How two sides stood to each other over time, as a picture; matplotlib draws it (extra `plots`)."""

from __future__ import annotations

import textwrap
import warnings
from collections.abc import Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import Any, BinaryIO, Protocol, TypeAlias

from dragoman.errors import MissingExtraError
from dragoman.show.listing import describe_sides
from dragoman.show.words import clean_text

# matplotlib need not be there, so neither are its types.
Axes: TypeAlias = Any
Figure: TypeAlias = Any

FORMATS = ("png", "svg", "pdf")
_INK, _QUIET, _RULE = "#1a1a1a", "#6b6b6b", "#d9d6cf"
_UP, _DOWN = "#2f6f73", "#a8432f"
_WIDTH_INCHES, _PLOT_INCHES, _NOTE_INCHES = 11.0, 4.3, 0.235
# Of a sentence so much is shown; the list and the JSON hold it whole.
_NOTE_CHARS = 150


class Span(Protocol):
    """What a picture needs to know of a period."""

    @property
    def start(self) -> date: ...
    @property
    def end(self) -> date: ...
    @property
    def events(self) -> int: ...
    @property
    def score_sum(self) -> float: ...
    @property
    def score_mean(self) -> float | None: ...
    @property
    def score_up(self) -> float: ...
    @property
    def score_down(self) -> float: ...
    @property
    def moved_by(self) -> Mapping[str, Any] | None: ...


def draw_timeline(
    periods: Sequence[Span], notes: Sequence[Span], title: str, subtitle: str, sink: BinaryIO, format: str, mean: bool
) -> None:
    """Draw the periods as bars, up for cooperation and down for conflict, and tell what moved those in `notes`.

    With `mean` one bar a period shows the average score; without, one up and one down show the sums, and a
    line what is left of them. The same periods give the same bytes.
    """
    figure, axes = _make_figure(len(notes))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a letter that the font lacks is drawn as a box
        _draw_bars(axes, periods, mean)
        _draw_marks(axes, periods, notes, mean)
        _dress(figure, axes, periods, title, subtitle, mean)
        _write_notes(figure, notes)
        metadata = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}[format]
        figure.savefig(sink, format=format, dpi=160, metadata=metadata)


def _make_figure(notes: int) -> tuple[Figure, Axes]:
    """A sheet as high as its notes need, and the plot above them."""
    try:
        import matplotlib
        from matplotlib import figure as figures
        from matplotlib.backends.backend_agg import FigureCanvasAgg
    except ImportError:
        raise MissingExtraError("a picture needs: pip install 'dragoman[plots]' (--format csv does not)") from None
    matplotlib.rcParams["svg.hashsalt"] = "dragoman"
    below = 0.75 + 2 * _NOTE_INCHES * notes
    height = _PLOT_INCHES + below + 0.95
    figure: Figure = figures.Figure(figsize=(_WIDTH_INCHES, height), facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.065, below / height, 0.915, _PLOT_INCHES / height))
    return figure, axes


def _draw_bars(axes: Axes, periods: Sequence[Span], mean: bool) -> None:
    starts, widths = [period.start for period in periods], [(period.end - period.start).days + 1 for period in periods]
    look: dict[str, Any] = {"width": [0.86 * width for width in widths], "align": "edge", "linewidth": 0}
    if mean:
        means = [period.score_mean or 0.0 for period in periods]
        axes.bar(starts, means, color=[_UP if value >= 0 else _DOWN for value in means], **look)
    else:
        axes.bar(starts, [period.score_up for period in periods], color=_UP, alpha=0.8, **look)
        axes.bar(starts, [period.score_down for period in periods], color=_DOWN, alpha=0.8, **look)
        middles = [period.start + (period.end - period.start) / 2 for period in periods]
        net = [period.score_sum for period in periods]
        axes.plot(middles, net, color=_INK, linewidth=1.1, marker="o", markersize=2.2)
    axes.axhline(0, color=_INK, linewidth=0.8)


def _draw_marks(axes: Axes, periods: Sequence[Span], notes: Sequence[Span], mean: bool) -> None:
    """A number at the outer end of the bar that a note is about."""
    for number, period in enumerate(notes, 1):
        middle = period.start + (period.end - period.start) / 2
        up = period.score_sum >= 0
        reach = (period.score_mean or 0.0) if mean else (period.score_up if up else period.score_down)
        axes.annotate(
            str(number),
            (middle, reach),
            xytext=(0, 9 if up else -9),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=8,
            color="white",
            bbox={"boxstyle": "circle,pad=0.22", "facecolor": _UP if up else _DOWN, "edgecolor": "none"},
        )


def _dress(figure: Figure, axes: Axes, periods: Sequence[Span], title: str, subtitle: str, mean: bool) -> None:
    dates: Any = import_module("matplotlib.dates")

    height = figure.get_figheight()
    left = 0.065
    figure.text(left, 1 - 0.36 / height, clean_text(title), fontsize=15, color=_INK, weight="bold", parse_math=False)
    figure.text(left, 1 - 0.64 / height, clean_text(subtitle), fontsize=9.5, color=_QUIET, parse_math=False)
    locator = dates.AutoDateLocator(minticks=3, maxticks=12)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))
    axes.set_xlim(periods[0].start, periods[-1].end)
    axes.margins(y=0.16)
    axes.grid(axis="y", color=_RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, labelsize=9, colors=_QUIET)
    label = "mean score of events" if mean else "sum of scores of events"
    axes.set_ylabel(label, fontsize=9, color=_QUIET)


def _write_notes(figure: Figure, notes: Sequence[Span]) -> None:
    """Below the plot, what moved the periods that stand out: who to whom, and the sentence."""
    height = figure.get_figheight()
    y = 0.22 + 2 * _NOTE_INCHES * len(notes)
    for number, period in enumerate(notes, 1):
        event = period.moved_by
        assert event is not None
        style: dict[str, Any] = {"color": _UP if period.score_sum >= 0 else _DOWN, "weight": "bold", "fontsize": 8.5}
        figure.text(0.065, y / height, str(number), ha="right", **style)
        head = f"{event['first_day']}  {event['type']}  {describe_sides(event)}"
        figure.text(0.075, y / height, _cut(head), fontsize=8.5, color=_INK, parse_math=False)
        said = _cut(event["sentence"])
        figure.text(0.075, (y - 0.19) / height, said, fontsize=8.5, color=_QUIET, parse_math=False, style="italic")
        y -= 2 * _NOTE_INCHES


def _cut(text: str) -> str:
    return textwrap.shorten(clean_text(text), _NOTE_CHARS, placeholder=" …")
