"""Positions: by day, each with its sentence, both sentences where it changed."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient
from tests.factory import CARD
from tests.show.desk.reports import accusation, find_links, open_client, read_text, told

from dragoman.keep.view import open_archive
from dragoman.keep.writer import open_keeper
from dragoman.uses import find_stands, join_archive, trace_told


def test_a_change_stands_with_both_sentences(reader: TestClient) -> None:
    html = reader.get("/positions?of=NOR&on=closing+of+the+border").text
    changed = html[html.index('class="changed"') :]
    text = read_text(changed)
    assert "criticise → demand" in text
    assert "for 12 days" in text
    assert "2 May 2024" in text
    assert len(find_links(changed, "/document/")) == 2


def test_a_side_without_a_subject_shows_its_newest(reader: TestClient) -> None:
    html = reader.get("/positions?of=norway").text
    assert "20 Jun 2024" in html
    assert find_links(html, "/document/")


def test_what_is_found_in_an_archive_is_what_its_records_tell(reports: Path) -> None:
    view = open_archive(reports)
    found = find_stands(view, "NOR", "the border", thorough=True)
    assert found.course.stands
    assert found.course.stands == trace_told(view.told(of="NOR"), "NOR", "the border").stands
    assert None not in found.places


def test_many_statements_are_matched_by_letters_and_the_page_says_so(reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "many.duckdb"
    with open_keeper(path, CARD) as keeper:
        for number in range(60):
            about = (
                f"the closing of the border at post {number}" if number % 2 else f"the price of grain in year {number}"
            )
            keeper.add(accusation(number, f"2024-0{1 + number % 9}-11", about=about))
    found = find_stands(open_archive(path), "NOR", "closing of the border")
    assert (found.of, found.read) == (60, 24)
    assert found.on_subject == 30
    with open_client(path) as client:
        html = client.get("/positions?of=NOR&on=closing+of+the+border").text
    assert "Read all for their meaning" in html
    assert "grain" not in html[html.index('class="course"') :]


def test_nothing_near_is_told(reader: TestClient) -> None:
    text = read_text(reader.get("/positions?of=NOR&on=volleyball").text)
    assert "Nothing that Norway said comes near that" in text


def test_a_statement_that_two_reports_of_a_story_tell_is_listed_once(tmp_path: Path) -> None:
    path = tmp_path / "twice.duckdb"
    with open_keeper(path, CARD) as keeper:
        keeper.add(told(1, "Fjord Wire"))
        keeper.add(told(2, "OSCE Press"))
    assert find_stands(open_archive(path), "NOR", "shelling of villages").of == 2
    join_archive(path)
    found = find_stands(open_archive(path), "NOR", "shelling of villages")
    assert (found.of, len(found.course.stands)) == (1, 1)
