"""The map: what has coordinates is on it and leads to its sentences, what has none is counted and said."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient
from tests.show.desk.reports import find_links, read_text

from dragoman.show.desk.render import HERE


def test_a_place_is_a_circle_that_leads_to_its_events(reader: TestClient) -> None:
    html = reader.get("/map").text
    assert html.count('class="spot"') == 2  # Oslo and Halden lie 90 km apart
    assert 'href="#at-1"' in html
    listed = html[html.index('id="at-1"') : html.index('id="at-2"')]
    assert "Halden" in listed
    assert find_links(listed, "/document/")


def test_what_has_no_coordinates_is_counted(reader: TestClient) -> None:
    text = read_text(reader.get("/map?actor=NOR").text)
    assert "2 events on the map, at 1 place." in text
    assert "3 events more have no coordinates" in text


def test_a_type_and_days_are_kept_to(reader: TestClient) -> None:
    assert "1 event on the map" in read_text(reader.get("/map?type=accuse&until=2024-05-31").text)


def test_all_that_happened_at_a_place_is_listed(reader: TestClient) -> None:
    html = reader.get("/map?place=Halden").text
    assert read_text(html).count("Norway accused Sweden") == 2


def test_the_borders_are_there_and_name_their_source(reader: TestClient) -> None:
    answer = reader.get("/static/borders.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    for code in ("NOR", "AZE", "KOS", "TWN", "PSE"):
        assert f'id="{code}"' in answer.text
    assert "Natural Earth" in answer.text
    assert len(answer.text) < 260_000


def test_the_borders_lie_where_the_map_draws_its_points() -> None:
    """Oslo lies in the box of Norway, Baku in that of Azerbaijan, Suva in that of Fiji beyond the date line."""
    from dragoman.show.desk.globe import place

    drawing = (HERE / "static" / "borders.svg").read_text("utf-8")
    for code, lat, lon in (("NOR", 59.91, 10.75), ("AZE", 40.41, 49.87), ("FJI", -18.1, 178.4), ("CHL", -33.4, -70.7)):
        left, top, right, bottom = _find_box(drawing, code)
        x, y = place(lat, lon)
        assert left - 5 <= x <= right + 5, code
        assert top - 5 <= y <= bottom + 5, code


def _find_box(drawing: str, code: str) -> tuple[float, float, float, float]:
    found = re.search(rf'id="{code}" d="([^"]+)"', drawing)
    assert found
    xs, ys = [], []
    for ring in found[1].split("M")[1:]:
        start, _, steps = ring.rstrip("z").partition("l")
        x, y = map(int, start.split())
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            xs.append(x)
            ys.append(y)
    return min(xs), min(ys), max(xs), max(ys)
