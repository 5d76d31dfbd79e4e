"""How two sides stood to each other over time, as a picture; matplotlib draws it (extra `plots`)."""

from __future__ import annotations

import textwrap
import warnings
from collections.abc import Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import Any, BinaryIO, TypeAlias

from dragoman.errors import MissingExtraError
from dragoman.show.listing import describe_sides
from dragoman.show.period import Period
from dragoman.show.words import clean_text

# matplotlib need not be there, so neither are its types.
Axes: TypeAlias = Any
Figure: TypeAlias = Any

FORMATS = ("png", "svg", "pdf")
_INK, _QUIET, _RULE = "#1a1a1a", "#6b6b6b", "#d9d6cf"
# Cooperation is blue-green and conflict red, the material of each darker than the verbal.
_QUADS = {1: "#6fa8a6", 2: "#2f6f73", 3: "#d98b6a", 4: "#a8432f"}
_QUAD_NAMES = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
_WIDTH_INCHES, _PLOT_INCHES, _NOTE_INCHES = 11.0, 4.3, 0.235
# Of a sentence so much is shown; the list and the JSON hold it whole.
_NOTE_CHARS = 150


def draw_timeline(
    periods: Sequence[Period],
    notes: Sequence[Period],
    title: str,
    subtitle: str,
    sink: BinaryIO,
    format: str,
    mean: bool,
) -> None:
    """Draw the periods as bars, coloured by quad, and tell what moved those in `notes`.

    With `mean` one bar a period shows the average score, in the colour of the event that moved it most; without,
    the quads are stacked, what is above zero up and what is below down, and a line shows what is left of them. The
    same periods give the same bytes.
    """
    figure, axes = _make_figure(len(notes))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a letter that the font lacks is drawn as a box
        _draw_bars(axes, periods, mean)
        _draw_marks(axes, periods, notes, mean)
        _dress(figure, axes, periods, title, subtitle, mean)
        _draw_legend(axes, periods, mean)
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
    below = 1.05 + 2 * _NOTE_INCHES * notes
    height = _PLOT_INCHES + below + 0.95
    figure: Figure = figures.Figure(figsize=(_WIDTH_INCHES, height), facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.065, below / height, 0.915, _PLOT_INCHES / height))
    return figure, axes


def _draw_bars(axes: Axes, periods: Sequence[Period], mean: bool) -> None:
    starts, widths = [period.start for period in periods], [(period.end - period.start).days + 1 for period in periods]
    look: dict[str, Any] = {"width": [0.86 * width for width in widths], "align": "edge", "linewidth": 0}
    if mean:
        means = [period.score_mean or 0.0 for period in periods]
        axes.bar(starts, means, color=[_colour(period) for period in periods], **look)
    else:
        _stack_bars(axes, periods, starts, look)
        middles = [period.start + (period.end - period.start) / 2 for period in periods]
        net = [period.score_sum for period in periods]
        axes.plot(middles, net, color=_INK, linewidth=1.1, marker="o", markersize=2.2)
    axes.axhline(0, color=_INK, linewidth=0.8)


def _stack_bars(axes: Axes, periods: Sequence[Period], starts: Sequence[date], look: Mapping[str, Any]) -> None:
    """For each period the quads above each other, material next to the line: up what is above zero, down the rest."""
    for way in (0, 1):
        reach = [0.0] * len(periods)
        for quad in (2, 1, 4, 3):
            parts = [period.score_by_quad[quad - 1][way] for period in periods]
            if any(parts):
                axes.bar(starts, parts, bottom=reach, color=_QUADS[quad], **look)
                reach = [before + part for before, part in zip(reach, parts, strict=True)]


def _colour(period: Period) -> str:
    """The colour of the quad of the event that moved a period most."""
    return _QUADS[period.moved_by["quad"]] if period.moved_by else _QUIET


def _draw_marks(axes: Axes, periods: Sequence[Period], notes: Sequence[Period], mean: bool) -> None:
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
            bbox={"boxstyle": "circle,pad=0.22", "facecolor": _colour(period), "edgecolor": "none"},
        )


def _dress(figure: Figure, axes: Axes, periods: Sequence[Period], title: str, subtitle: str, mean: bool) -> None:
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


def _draw_legend(axes: Axes, periods: Sequence[Period], mean: bool) -> None:
    """The colours that are in the picture, below it."""
    patches: Any = import_module("matplotlib.patches")

    quads = {period.moved_by["quad"] for period in periods if period.moved_by}
    if not mean:
        quads |= {quad for period in periods for quad in _QUADS if any(period.score_by_quad[quad - 1])}
    shown = [patches.Patch(color=_QUADS[quad], label=_QUAD_NAMES[quad]) for quad in sorted(quads)]
    look: dict[str, Any] = {"ncols": len(shown), "frameon": False, "fontsize": 8.5, "labelcolor": _QUIET}
    axes.legend(handles=shown, loc="upper left", bbox_to_anchor=(-0.01, -0.07), handlelength=1, **look)


def _write_notes(figure: Figure, notes: Sequence[Period]) -> None:
    """Below the plot, what moved the periods that stand out: who to whom, and the sentence."""
    height = figure.get_figheight()
    y = 0.22 + 2 * _NOTE_INCHES * len(notes)
    for number, period in enumerate(notes, 1):
        event = period.moved_by
        assert event is not None
        style: dict[str, Any] = {"color": _colour(period), "weight": "bold", "fontsize": 8.5}
        figure.text(0.065, y / height, str(number), ha="right", **style)
        head = f"{event['first_day']}  {event['type']}  {describe_sides(event)}"
        figure.text(0.075, y / height, _cut(head), fontsize=8.5, color=_INK, parse_math=False)
        said = _cut(event["sentence"])
        figure.text(0.075, (y - 0.19) / height, said, fontsize=8.5, color=_QUIET, parse_math=False, style="italic")
        y -= 2 * _NOTE_INCHES


def _cut(text: str) -> str:
    return textwrap.shorten(clean_text(text), _NOTE_CHARS, placeholder=" …")
