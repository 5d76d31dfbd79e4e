"""Who met whom, as one page: a drawing of the sides and their meetings, and below it what proves each.

The page holds all it needs and fetches nothing; nothing on it is a script. networkx places the sides
(extra `plots`), the drawing is SVG of ours. Names and texts of documents are hostile and all escaped.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from dragoman import knowledge
from dragoman.errors import MissingExtraError
from dragoman.show.markup import bdi, dotted, escape, fingerprint, read_part
from dragoman.show.words import clean_text, count_words, describe_where, name_side

# More sides than this cannot be told apart on one sheet; the others are in the lists.
MAX_NODES = 70
# Of the meetings of one pair so many are listed.
MAX_LISTED = 12
_WIDTH, _GAP = 1060.0, 60.0


class Tie(Protocol):
    """What the page needs to know of two sides that met."""

    @property
    def sides(self) -> tuple[str, str]: ...
    @property
    def times(self) -> int: ...
    @property
    def days(self) -> list[date]: ...
    @property
    def meetings(self) -> list[Mapping[str, Any]]: ...


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where each side is drawn, and how large the sheet is."""

    places: dict[str, tuple[float, float]]
    width: float
    height: float


def render_network(ties: Sequence[Tie], title: str, subtitle: str) -> str:
    """The whole page; the same meetings give the same bytes."""
    style = read_part("network.css")
    policy = f"default-src 'none'; style-src '{fingerprint(style)}'; base-uri 'none'; form-action 'none'"
    meetings = count_sides(ties)
    return "".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>{escape(clean_text(title))}</title>\n<style>{style}</style>\n</head>\n<body>\n",
            f'<h1>{escape(clean_text(title))}</h1>\n<p class="meta">{escape(clean_text(subtitle))}</p>\n',
            _render_drawing(ties, meetings),
            *(_render_side(side, ties, meetings) for side in sorted(meetings, key=lambda one: (-meetings[one], one))),
            "</body>\n</html>\n",
        ]
    )


def count_sides(ties: Sequence[Tie]) -> Counter[str]:
    """At how many meetings each side sat; one of many sides is one for each of them."""
    found: dict[str, set[object]] = {}
    for tie in ties:
        keys = {meeting["met"] for meeting in tie.meetings}
        for side in tie.sides:
            found.setdefault(side, set()).update(keys)
    return Counter({side: len(keys) for side, keys in found.items()})


# -- the drawing ------------------------------------------------------------------------------


def place_sides(ties: Sequence[Tie]) -> Drawing:
    """A place for each side: those that met stand near each other, groups that never met stand apart."""
    try:
        import networkx
    except ImportError:
        raise MissingExtraError("a network needs: pip install 'dragoman[plots]' (--format csv does not)") from None
    graph = networkx.Graph()
    for tie in ties:
        graph.add_edge(*tie.sides, weight=1 + math.log(tie.times))
    groups = sorted(networkx.connected_components(graph), key=lambda group: (-len(group), min(group)))
    boxes = [_place_group(networkx, graph.subgraph(sorted(group))) for group in groups]
    return _pack(boxes)


def _place_group(networkx: Any, graph: Any) -> Drawing:
    """One group of sides in a box of its own, the larger the more they are."""
    count = graph.number_of_nodes()
    if count == 2:
        one, other = sorted(graph)
        return Drawing({one: (40.0, 45.0), other: (160.0, 45.0)}, 200.0, 90.0)
    width = min(_WIDTH, 160.0 * math.sqrt(count) - 10)
    height = 0.62 * width
    ordered = networkx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(sorted((min(e), max(e), {"weight": graph.edges[e]["weight"]}) for e in graph.edges))
    start = networkx.circular_layout(ordered)
    found = networkx.spring_layout(ordered, pos=start, k=1.9 / math.sqrt(count), iterations=300, seed=1)
    xs, ys = [float(p[0]) for p in found.values()], [float(p[1]) for p in found.values()]

    def scale(value: float, values: list[float], size: float, margin: float) -> float:
        span = max(values) - min(values) or 1.0
        return round(margin + (value - min(values)) / span * (size - 2 * margin), 1)

    places = {side: (scale(p[0], xs, width, 55), scale(p[1], ys, height, 45)) for side, p in found.items()}
    return Drawing(_push_apart(places), width, height)


def _push_apart(places: dict[str, tuple[float, float]], least: float = 58.0) -> dict[str, tuple[float, float]]:
    """The places, moved until no two sides stand so near that one covers the other's name."""
    found = {side: list(place) for side, place in places.items()}
    sides = sorted(found)
    for _ in range(80):
        moved = False
        for index, one in enumerate(sides):
            for other in sides[index + 1 :]:
                dx, dy = found[other][0] - found[one][0], found[other][1] - found[one][1]
                distance = math.hypot(dx, dy)
                if distance < least:
                    push = (least - distance) / 2
                    ux, uy = (dx / distance, dy / distance) if distance else (1.0, 0.0)
                    found[one][0], found[one][1] = found[one][0] - ux * push, found[one][1] - uy * push
                    found[other][0], found[other][1] = found[other][0] + ux * push, found[other][1] + uy * push
                    moved = True
        if not moved:
            break
    left = min(place[0] for place in found.values()) - 55
    top = min(place[1] for place in found.values()) - 45
    shift = min(left, 0.0), min(top, 0.0)
    return {side: (round(place[0] - shift[0], 1), round(place[1] - shift[1], 1)) for side, place in found.items()}


def _pack(boxes: Sequence[Drawing]) -> Drawing:
    """The boxes in rows, as many beside each other as fit."""
    places: dict[str, tuple[float, float]] = {}
    x = y = row_height = 0.0
    widest = 0.0
    for box in boxes:
        width = max(box.width, max(place[0] for place in box.places.values()) + 55)
        height = max(box.height, max(place[1] for place in box.places.values()) + 45)
        if x and x + width > _WIDTH:
            x, y, row_height = 0.0, y + row_height, 0.0
        places |= {side: (round(x + place[0], 1), round(y + place[1], 1)) for side, place in box.places.items()}
        x, row_height = x + width, max(row_height, height)
        widest = max(widest, x)
    return Drawing(places, max(widest, _WIDTH), y + row_height)


def _render_drawing(ties: Sequence[Tie], meetings: Counter[str]) -> str:
    drawn = {side for side, _ in sorted(meetings.items(), key=lambda item: (-item[1], item[0]))[:MAX_NODES]}
    shown = [tie for tie in ties if set(tie.sides) <= drawn]
    if not shown:
        return "<p>No two sides met.</p>\n"
    drawing = place_sides(shown)
    most = max(tie.times for tie in shown)
    edges = "".join(_render_edge(tie, drawing, most) for tie in reversed(shown))
    nodes = "".join(_render_node(side, drawing, meetings) for side in sorted(drawing.places))
    left_out = len(meetings) - len(drawing.places)
    note = f'<p class="note">{count_words(left_out, "side")} that met least stand in the lists alone.</p>\n'
    return (
        f'<figure>\n<svg viewBox="0 0 {drawing.width:.0f} {drawing.height:.0f}" role="img" '
        f'aria-label="Who met whom; the same is listed below">\n<g>{edges}</g>\n<g>{nodes}</g>\n</svg>\n'
        '<figcaption class="legend note"><span><i></i>country</span><span><i class="body"></i>organisation</span>'
        "<span>a line for those who met, the thicker the oftener</span></figcaption>\n</figure>\n"
        f"{note if left_out else ''}"
    )


def _render_edge(tie: Tie, drawing: Drawing, most: int) -> str:
    (x1, y1), (x2, y2) = (drawing.places[side] for side in tie.sides)
    width = 1.4 + 6.6 * math.log1p(tie.times - 1) / math.log1p(max(most - 1, 1))
    said = f"{name_side(tie.sides[0])} and {name_side(tie.sides[1])}: {count_words(tie.times, 'meeting')}"
    return (
        f'<line class="edge" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke-width="{width:.1f}">'
        f"<title>{escape(clean_text(said))}</title></line>\n"
    )


def _render_node(side: str, drawing: Drawing, meetings: Counter[str]) -> str:
    x, y = drawing.places[side]
    radius = 7 + 13 * math.sqrt(meetings[side] / max(meetings.values()))
    kind = "node" if is_country(side) else "node body"
    said = f"{name_side(side)}: {count_words(meetings[side], 'meeting')}"
    return (
        f'<a class="{kind}" href="#s-{escape(_anchor(side))}"><circle cx="{x}" cy="{y}" r="{radius:.1f}"/>'
        f'<text x="{x}" y="{y + radius + 14:.1f}">{escape(clean_text(side))}</text>'
        f"<title>{escape(clean_text(said))}</title></a>\n"
    )


def is_country(code: str) -> bool:
    """Whether a code is a country's rather than a body's.

    >>> is_country("AZE"), is_country("OSCE"), is_country("EUR")
    (True, False, False)
    """
    found = knowledge.load().country_of(code)
    return found is not None and found.kind == "country"


def _anchor(side: str) -> str:
    """A code as the name of a place on the page: letters and figures, others by their number."""
    return "".join(letter if letter.isalnum() and letter.isascii() else f"-{ord(letter):x}" for letter in side)


# -- the lists --------------------------------------------------------------------------------


def _render_side(side: str, ties: Sequence[Tie], meetings: Counter[str]) -> str:
    """Whom one side met, how often, and where that is told."""
    rows = "".join(_render_tie(side, tie) for tie in ties if side in tie.sides)
    name = name_side(side)
    head = bdi(name) + (f" <small>{escape(side)}</small>" if name != side else "")
    return (
        f'<section id="s-{escape(_anchor(side))}"><h2>{head} '
        f"<small>· {count_words(meetings[side], 'meeting')}</small></h2>\n"
        '<table><thead><tr><th>met</th><th class="number">times</th><th>when, where, and by what document</th></tr>'
        f"</thead><tbody>\n{rows}</tbody></table></section>\n"
    )


def _render_tie(side: str, tie: Tie) -> str:
    other = tie.sides[1] if tie.sides[0] == side else tie.sides[0]
    told = sorted(tie.meetings, key=lambda one: (one["first_day"] is None, str(one["first_day"]), one["document_id"]))
    lines = "<br>".join(_render_meeting(meeting) for meeting in told[:MAX_LISTED])
    more = f"<br><small>and {len(told) - MAX_LISTED:,} more</small>" if len(told) > MAX_LISTED else ""
    return (
        f'<tr><td><a href="#s-{escape(_anchor(other))}">{bdi(name_side(other))}</a></td>'
        f'<td class="number">{tie.times:,}</td><td>{lines}{more}</td></tr>\n'
    )


def _render_meeting(meeting: Mapping[str, Any]) -> str:
    day = str(meeting["first_day"] or "undated")
    form = None if meeting["form"] == "other" else meeting["form"]
    where = describe_where(meeting["city"], meeting["country"]) or None
    source = meeting["document_source"] or meeting["document_id"]
    return f"{escape(day)} {dotted(form, where)} <small>{bdi(clean_text(source))}</small>"
