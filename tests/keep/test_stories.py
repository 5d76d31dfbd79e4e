"""Stories in an archive: an event finds its story, and a document that changed leaves it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.factory import CARD, document, record

from dragoman.keep.stories import keep_stories
from dragoman.keep.view import open_archive
from dragoman.keep.writer import open_keeper

STORY = {"story": "s1", "type": "CONSULT", "first_day": "2024-05-14", "first_seen": "2024-05-14", "record": "{}"}
REPORT = {"story": "s1", "document_key": 1, "event": "v1", "reason": "first report"}
JOINED = (
    "SELECT story, events.id FROM events JOIN story_reports r "
    "ON r.document_key = events.document_key AND (r.event = events.id OR r.event IS NULL)"
)


def test_an_event_finds_its_story(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    with open_keeper(path, CARD) as keeper:
        keeper.add(record(document=document(url="https://a.example")))
    for _ in range(2):
        keep_stories(path, [STORY], [REPORT])
        assert open_archive(path).sql(JOINED).to_pylist() == [{"story": "s1", "id": "v1"}]
    changed = replace(record().document, url="https://a.example", text="All is different.")
    with open_keeper(path, CARD) as keeper:
        keeper.add(record(document=changed))
    assert open_archive(path).sql("FROM story_reports").num_rows == 0
    assert open_archive(path).sql("FROM stories").num_rows == 1
