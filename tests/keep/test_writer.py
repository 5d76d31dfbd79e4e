"""Keeping: every document once, the later version of it, and the same content however often a run was killed."""

from __future__ import annotations

import contextlib
import json
import random
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.factory import CARD, document, event, record

from dragoman.errors import UnreadableError
from dragoman.keep import writer
from dragoman.keep.view import View, open_archive
from dragoman.keep.writer import open_keeper
from dragoman.records import CoderCard, Document, Record
from keeping import read_content

LATER = CoderCard(version="0.2.0", model="reader-2", ontology="PLOVER 2.0", knowledge="test")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.duckdb"


def keep(path: Path, *records: Record, card: CoderCard = CARD) -> View:
    """Keep what is not known yet, as `dragoman keep` does."""
    with open_keeper(path, card) as keeper:
        for one in records:
            if keeper.knows(one.document):
                keeper.skip(one.document)
            else:
                keeper.add(replace(one, coder=card), len(one.document.warnings))
    return open_archive(path)


def ids(view: View) -> list[str]:
    return [one.document.id for one in view.records()]


def test_a_record_comes_back_exactly(path: Path) -> None:
    whole = record()
    assert list(keep(path, whole).records()) == [whole]


@pytest.mark.parametrize(
    "text",
    [
        "A nul \0 in it, then \x1b[31mred\x1b[0m and \u202eback.",
        "Emoji 🕊️🤝, right to left: وزير الخارجية, a tab\t, quotes \"'`;--",
        "Half a character: \ud83d here.",
        "Line\r\nends\u2028of all\u0085kinds\n",
    ],
)
def test_hostile_texts_come_back_exactly(text: str, path: Path) -> None:
    whole = Record(document(text=text, title=text, source=text, publisher=text), CARD, warnings=(text,))
    (found,) = keep(path, whole).records()
    if "\ud83d" in text:  # UTF-8 cannot hold it in the text; everywhere else it stays
        found = replace(found, document=replace(found.document, text=text))
    assert found == whole


def test_the_same_text_is_kept_once(path: Path) -> None:
    one = record(document=document(id="report.txt", source="a/report.txt"))
    copy = record(document=document(id="copy.txt", source="b/copy.txt"))
    assert ids(keep(path, one, copy, one)) == ["report.txt"]


def test_two_texts_in_files_of_one_name_are_two_documents(path: Path) -> None:
    one = record(document=document(id="report.txt", source="a/report.txt"))
    other = Record(Document("report.txt", "Other talks were held.", source="b/report.txt"), CARD)
    assert len(keep(path, one, other)) == 2


def test_a_report_taken_over_by_another_publisher_is_another_document(path: Path) -> None:
    one = record(document=document(url="https://a.example/1"))
    other = record(document=document(url="https://b.example/9", publisher="Other Wire"))
    assert len(keep(path, one, other)) == 2


@pytest.mark.parametrize("known_by", [{"url": "https://a.example/1"}, {"id": "n7", "source": "feed.jsonl:7"}])
def test_a_changed_text_takes_the_place_of_the_earlier(known_by: dict[str, str], path: Path) -> None:
    first = record(document=document(**known_by))
    later = Record(replace(first.document, text="It was all different."), CARD)
    view = keep(path, first, later)
    assert [one.document.text for one in view.records()] == ["It was all different."]
    assert view.events().num_rows == 0
    (former,) = view.sql("SELECT document_key, reason, text, record FROM history").to_pylist()
    assert former["reason"] == "changed"
    assert former["text"] == first.document.text
    assert json.loads(former["record"])["events"]


def test_versions_given_again_change_nothing(path: Path) -> None:
    first = record(document=document(url="https://a.example/1"))
    later = replace(first, document=replace(first.document, text="It was all different."))
    keep(path, first, later)
    before = read_content(path)
    keep(path, first, later)
    assert read_content(path) == before


def test_a_day_given_later_replaces_the_undated_coding(path: Path) -> None:
    undated = record(document=document(published=None))
    dated = record(document=document(published="2024-07-03"))
    view = keep(path, undated, dated)
    assert view.documents()["published"].to_pylist() == [date(2024, 7, 3)]


def test_another_coder_codes_again_and_the_earlier_coding_stays_in_the_history(path: Path) -> None:
    keep(path, record())
    view = keep(path, record(events=(event(type="SUPPORT"),)), card=LATER)
    assert view.events()["type"].to_pylist() == ["SUPPORT"]
    assert view.documents()["coder_model"].to_pylist() == ["reader-2"]
    (former,) = view.sql("SELECT coder, reason, text FROM history").to_pylist()
    assert former == {"coder": 1, "reason": "recoded", "text": None}
    assert view.sql("SELECT version FROM coders ORDER BY coder")["version"].to_pylist() == ["0.1.0", "0.2.0"]


def test_every_row_says_where_it_comes_from(path: Path) -> None:
    view = keep(path, record())
    joined = (
        "SELECT c.version, d.text[e.trigger_start + 1 : e.trigger_end] = e.trigger AS proven "
        "FROM events e JOIN documents d USING (document_key) JOIN coders c ON c.coder = e.coder"
    )
    assert view.sql(joined).to_pylist() == [{"version": "0.1.0", "proven": True}] * view.events().num_rows


def test_a_rejected_document_is_noted_until_it_can_be_coded(path: Path) -> None:
    broken = UnreadableError("not JSON", source="feed.jsonl", line=7)
    for _ in range(2):
        with open_keeper(path, CARD) as keeper:
            keeper.reject(broken)
    view = open_archive(path)
    assert view.sql("SELECT source, reason FROM rejects").to_pylist() == [
        {"source": "feed.jsonl:7", "reason": "not JSON"}
    ]
    keep(path, record(document=document(source="feed.jsonl:7")))
    assert view.sql("FROM rejects").num_rows == 0


def test_what_was_done_is_kept_where_the_rest_breaks_off(path: Path) -> None:
    with contextlib.suppress(RuntimeError), open_keeper(path, CARD) as keeper:
        keeper.add(record())
        raise RuntimeError
    assert len(open_archive(path)) == 1


def test_runs_are_counted(path: Path) -> None:
    keep(path, record())
    view = keep(path, record())
    runs = view.sql("SELECT run, kept, skipped, ended_at IS NOT NULL AS ended FROM runs ORDER BY run").to_pylist()
    assert runs == [
        {"run": 1, "kept": 1, "skipped": 0, "ended": True},
        {"run": 2, "kept": 0, "skipped": 1, "ended": True},
    ]


def test_days_that_are_none_are_null_in_the_tables_and_stay_in_the_record(path: Path) -> None:
    odd = record(document=document(published="sometime"))
    view = keep(path, odd)
    assert view.documents()["published"].to_pylist() == [None]
    assert next(view.records()).document.published == "sometime"


def test_a_single_file_is_left_at_the_end(path: Path) -> None:
    keep(path, record())
    assert sorted(p.name for p in path.parent.iterdir()) == ["news.duckdb", "news.duckdb.lock"]


_RUN = textwrap.dedent(
    """
    import sys
    from dataclasses import replace
    from tests.factory import CARD, document, record
    from dragoman.errors import UnreadableError
    from dragoman.keep import writer
    writer.BATCH_DOCUMENTS = 4
    with writer.open_keeper(sys.argv[1], CARD) as keeper:
        for number in range(220):
            # Every tenth is a later version of an earlier one, every fiftieth cannot be read.
            page = number - 7 if number % 10 == 9 else number
            found = document(url=f"https://news.example/{page}", publisher=f"Wire {number}")
            if number % 50 == 49:
                keeper.reject(UnreadableError("odd", source=f"{number}.txt"))
            elif keeper.knows(found):
                keeper.skip(found)
            else:
                keeper.add(record(document=found))
                print(number, flush=True)
    """
)


def test_killed_twenty_times_it_ends_as_if_undisturbed(tmp_path: Path) -> None:
    """Killed after some documents and up to 60 ms, so that many a kill falls into the writing of a batch."""
    call = [sys.executable, "-c", _RUN]
    root = Path(__file__).parents[2]
    whole, killed = tmp_path / "whole.duckdb", tmp_path / "killed.duckdb"
    subprocess.run([*call, str(whole)], cwd=root, check=True, stdout=subprocess.DEVNULL)
    chance, died = random.Random(5), 0
    for _ in range(20):
        process = subprocess.Popen([*call, str(killed)], cwd=root, stdout=subprocess.PIPE)
        assert process.stdout is not None
        for _ in range(chance.randint(3, 14)):
            process.stdout.readline()
        time.sleep(chance.uniform(0, 0.06))
        process.kill()
        died += process.wait() == -signal.SIGKILL
        process.stdout.close()
    assert died == 20
    subprocess.run([*call, str(killed)], cwd=root, check=True, stdout=subprocess.DEVNULL)
    assert read_content(killed) == read_content(whole)
    assert len(open_archive(whole)) == 198


def test_a_batch_waits_in_proportion_to_its_cost(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(writer.time, "monotonic", lambda: now[0])
    with open_keeper(path, CARD) as keeper:
        flushed: list[float] = []
        real = keeper.flush
        monkeypatch.setattr(keeper, "flush", lambda **given: (flushed.append(now[0]), real(**given)))
        for number in range(12):
            now[0] += 1
            keeper.add(record(document=document(url=f"https://news.example/{number}")))
        assert flushed == [105.0, 110.0]
        keeper._cost_seconds = 0.5
        for number in range(12, 24):
            now[0] += 1
            keeper.add(record(document=document(url=f"https://news.example/{number}")))
        assert flushed[2:] == [120.0]
