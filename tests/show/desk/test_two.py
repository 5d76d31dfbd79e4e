"""Two countries: a story counts once, marks lead to sentences, what each said stands in its column."""

from __future__ import annotations

import re
from pathlib import Path

from fastapi.testclient import TestClient
from tests.show.desk.reports import find_links, keep_reports, open_client, read_text

from dragoman.cli import main
from dragoman.keep.archive import lock_writer
from dragoman.keep.stories import forget_stories


def test_a_form_leads_to_the_two_by_code(reader: TestClient) -> None:
    answer = reader.get("/two?one=Norway&other=swe&since=2024-05-01", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/two/NOR/SWE?since=2024-05-01"


def test_a_name_nobody_has_is_told_beside_the_form(reader: TestClient) -> None:
    answer = reader.get("/two?one=Atlantis&other=NOR")
    assert answer.status_code == 400
    assert "Atlantis" in read_text(answer.text)
    assert 'name="one"' in answer.text


def test_a_story_counts_once_and_names_its_reports(reader: TestClient) -> None:
    text = read_text(reader.get("/two/NOR/OSCE").text)
    assert "1 event between them" in text
    assert "told by 2 reports" in text
    assert "Fjord Wire" in text
    assert "OSCE Press" in text


def test_without_stories_each_report_counts_and_the_page_says_so(reports: Path, tmp_path: Path) -> None:
    apart = tmp_path / "apart.duckdb"
    apart.write_bytes(reports.read_bytes())
    wal = Path(f"{reports}.wal")
    if wal.exists():
        Path(f"{apart}.wal").write_bytes(wal.read_bytes())
    with lock_writer(apart):
        forget_stories(apart)
    with open_client(apart) as client:
        text = read_text(client.get("/two/NOR/OSCE").text)
    assert "2 events between them" in text
    assert "stories are not joined" in text


def test_a_mark_leads_to_the_sentence_that_proves_it(reader: TestClient) -> None:
    html = reader.get("/two/NOR/SWE").text
    marks = re.findall(r'<a href="(/document/\d+#v\d+)" tabindex="-1"><circle class="event quad\d"', html)
    assert len(marks) == 5
    key, id = marks[0].removeprefix("/document/").split("#")
    assert f'id="{id}"' in reader.get(f"/document/{key}").text


def test_directions_and_quads_are_counted(reader: TestClient) -> None:
    rows = re.findall(r'<th scope="row" class="quad(\d)">.*?</tr>', reader.get("/two/NOR/SWE").text)
    cells = re.findall(r'class="quad3">verbal conflict</th>(.*?)</tr>', reader.get("/two/NOR/SWE").text)
    assert rows == ["1", "2", "3", "4"]
    assert read_text(cells[0]) == "4 – –"
    turned = re.findall(r'class="quad3">verbal conflict</th>(.*?)</tr>', reader.get("/two/SWE/NOR").text)
    assert read_text(turned[0]) == "– 4 –"


def test_accusations_meetings_and_words_stand_in_their_places(reader: TestClient) -> None:
    html = reader.get("/two/NOR/SWE").text
    accusations = html[html.index('id="accusations"') : html.index('id="meetings"')]
    assert read_text(accusations).count("Norway accused Sweden") == 2
    assert "spoke by telephone" in html[html.index('id="meetings"') : html.index('id="said-NOR"')]
    said = html[html.index('id="said-NOR"') : html.index('id="said-SWE"')]
    assert "demand" in said
    assert "Nothing told" in html[html.index('id="said-SWE"') :]


def test_days_are_kept_to(reader: TestClient) -> None:
    text = read_text(reader.get("/two/NOR/SWE?until=2024-05-31").text)
    assert "2 events between them" in text
    assert "20 Jun 2024" not in text


def test_two_of_whom_nothing_is_told_are_told_what_to_do(reader: TestClient) -> None:
    html = reader.get("/two/FJI/TON").text
    assert "Nothing between them" in read_text(html)
    assert "/two" in find_links(html)


def test_what_a_person_has_said_shows_and_what_was_rejected_does_not(tmp_path: Path) -> None:
    path = keep_reports(tmp_path / "news.duckdb")
    with open_client(path) as client:
        assert "by-hand" not in client.get("/two/NOR/SWE").text
        assert main(["correct", str(path), "3", "v1", "--confirm", "--by", "Ada"]) == 0
        assert main(["correct", str(path), "4", "v1", "--reject", "--by", "Ada"]) == 0
        html = client.get("/two/NOR/SWE").text
    assert '<small class="by-hand">confirmed</small>' in html
    assert "4 events between them" in read_text(html)
    assert "/document/4#v1" not in find_links(html)
