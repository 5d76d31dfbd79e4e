"""Corrections on the desk: by buttons that need no script, refused where they must be, and nothing typed is lost."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.factory import CARD, hostile, record
from tests.show.desk.conftest import ADDRESS, SCRIPT, make_client

from dragoman.keep import corrections
from dragoman.keep.corrections import correct, list_corrections
from dragoman.keep.view import open_archive
from dragoman.keep.writer import open_keeper
from dragoman.show.desk import make_app
from dragoman.verbs.desk import make_desk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "news.duckdb"
    with open_keeper(made, CARD) as keeper:
        keeper.add(record())
        keeper.add(hostile(SCRIPT))
    return made


@pytest.fixture
def own(path: Path) -> Iterator[TestClient]:
    with make_client(path) as client:
        client.follow_redirects = False
        yield client


def seen(client: TestClient, item: str, key: int = 1) -> str:
    """The mark of an item as its page shows it."""
    page = client.get(f"/document/{key}").text
    found = re.search(rf'name="item" value="{item}">\s*<input type="hidden" name="seen" value="(\w+)"', page)
    assert found
    return found[1]


def send(client: TestClient, item: str, verdict: str, **more: Any) -> Any:
    form = {"item": item, "verdict": verdict, "seen": seen(client, item), **more}
    return client.post("/document/1/correct", data=form)


def shown(client: TestClient, item: str) -> dict[str, list[str]]:
    """The form of an item as a browser would send it untouched."""
    page = client.get(f"/document/1/correct?item={item}").text
    form: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input[^>]* name="(\w+)" value="([^"]*)"(?: autocomplete[^>]*| checked)?>', page):
        form.setdefault(name, []).append(unescape(value))
    for name, value in re.findall(r'type="checkbox" name="(\w+)" value="(\w+)">', page):
        form[name].remove(value)
    for name, inside in re.findall(r'<select id="[^"]*" name="(\w+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        form[name] = [unescape(one) for one in re.findall(r'value="([^"]*)" selected', inside)]
    for name, inside in re.findall(r'<textarea id="[^"]*" name="(\w+)"[^>]*>(.*?)</textarea>', page, re.DOTALL):
        form[name] = [unescape(inside)]
    return form


def events(path: Path) -> list[dict[str, Any]]:
    return [row for row in open_archive(path).events().to_pylist() if row["document_id"] == "d1"]


def test_each_item_has_its_buttons(own: TestClient) -> None:
    page = own.get("/document/1").text
    assert page.count('<form class="correct"') == 3 + 2 + 1 + 2  # courtesies are not shown
    assert page.count('value="confirmed"') == page.count('value="rejected"') == 8
    assert "/document/1/correct?item=v1" in page


def test_one_press_confirms_and_comes_back_to_the_item(own: TestClient, path: Path) -> None:
    answer = send(own, "v1", "confirmed")
    assert (answer.status_code, answer.headers["location"]) == (303, "/document/1#r-v1")
    assert events(path)[0]["corrected"] == "confirmed"
    (made,) = list_corrections(path)
    assert (made.item_id, made.made_by) == ("v1", make_desk(path).user)
    assert '<span class="verdict confirmed">confirmed</span>' in own.get("/document/1").text


def test_a_rejected_item_is_gone_and_can_be_taken_back(own: TestClient, path: Path) -> None:
    assert send(own, "v1", "rejected").headers["location"] == "/document/1#said"
    page = own.get("/document/1").text
    assert 'id="r-v1"' not in page
    assert "/corrections/1/undo" in page
    answer = own.post("/corrections/1/undo")
    assert answer.status_code == 303
    assert 'id="r-v1"' in own.get("/document/1").text
    assert [one.verdict for one in list_corrections(path)] == ["rejected", "withdrawn"]


def test_the_next_item_is_where_the_page_comes_back(own: TestClient) -> None:
    assert send(own, "v1", "rejected", next="v2").headers["location"] == "/document/1#r-v2"
    assert send(own, "v2", "rejected", next="//evil.example").headers["location"] == "/document/1#said"


def test_only_what_was_touched_is_corrected(own: TestClient, path: Path) -> None:
    form = shown(own, "v1") | {"verdict": ["corrected"], "type": ["SUPPORT"], "actors": ["", "e1", "e2"]}
    assert form["recipients"] == ["", "e1"]
    answer = own.post("/document/1/correct", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/document/1#r-v1")
    (made,) = list_corrections(path)
    assert made.changes == {"type": "SUPPORT", "modes": [], "actors": ["e1", "e2"]}
    assert "actors: Tomasz Wierzba → Ingrid Solhaug, Tomasz Wierzba" in own.get("/corrections").text


@pytest.mark.parametrize("item", ["e1", "v1", "v2", "m1", "p1", "p2"])
def test_a_form_that_was_not_touched_corrects_nothing(own: TestClient, path: Path, item: str) -> None:
    answer = own.post("/document/1/correct", data=shown(own, item) | {"verdict": ["corrected"]})
    assert (answer.status_code, "nothing is changed" in answer.text) == (422, True)
    assert list_corrections(path) == []


@pytest.mark.parametrize(
    ("item", "field", "value", "column"),
    [
        ("e1", "office", "Minister", ("entities", "office")),
        ("m1", "status", "planned", ("meetings", "status")),
        ("m1", "city", "", ("meetings", "city")),
        ("m1", "agenda", "election observation", ("meetings", "agenda")),
        ("p1", "force", "criticise", ("positions", "force")),
        ("p1", "about", "villages", ("positions", "about")),
        ("p1", "quoted", "yes", ("positions", "quoted")),
        ("v1", "date", "2024-05-13..2024-05-14", ("events", "date_start")),
        ("v1", "place", "Bergen, NOR", ("events", "place_geonames")),
    ],
)
def test_each_kind_of_field_is_written(
    own: TestClient, path: Path, item: str, field: str, value: str, column: tuple[str, str]
) -> None:
    form = shown(own, item) | {"verdict": ["corrected"], field: [value]}
    assert own.post("/document/1/correct", data=form).status_code == 303
    query = f"SELECT {column[1]} FROM {column[0]} WHERE document_id = 'd1' AND id = ?"
    found = open_archive(path).sql(query, [item])[column[1]][0].as_py()
    wanted: dict[str, Any] = {"agenda": [value], "city": None, "quoted": True, "date": "2024-05-13", "place": 3161732}
    assert found == wanted.get(field, value) or str(found) == wanted.get(field)


def test_what_is_wrong_is_said_and_what_was_typed_stays(own: TestClient, path: Path) -> None:
    form = shown(own, "v1") | {"verdict": ["corrected"], "date": ["Mayday"], "note": ["see the <headline>"]}
    answer = own.post("/document/1/correct", data=form)
    assert answer.status_code == 422
    assert "date: no day like 2024-05-03: &#39;Mayday&#39;" in answer.text
    assert 'value="Mayday"' in answer.text
    assert 'value="see the &lt;headline&gt;"' in answer.text
    assert list_corrections(path) == []


def test_what_is_another_by_now_is_looked_at_again(own: TestClient, path: Path) -> None:
    form = shown(own, "v1") | {"verdict": ["corrected"], "type": ["SUPPORT"]}
    correct(path, "d1", "v1", "corrected", {"auxiliary": "future"}, made_by="Ben")
    answer = own.post("/document/1/correct", data=form)
    assert (answer.status_code, "told otherwise by now" in answer.text) == (409, True)
    assert '<option value="SUPPORT" selected>' in answer.text
    correct(path, "d1", "v1", "rejected", made_by="Ben")
    answer = own.post("/document/1/correct", data=form)
    assert (answer.status_code, "not in the document any more" in answer.text) == (409, True)


def test_while_another_program_is_in_the_file_nothing_is_lost(
    own: TestClient, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = shown(own, "v1") | {"verdict": ["corrected"], "type": ["SUPPORT"]}
    real = corrections.open_changing

    def busy(*given: Any) -> Any:
        hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); sys.stdin.read()"
        with subprocess.Popen(
            [sys.executable, "-c", hold, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as holder:
            assert holder.stdout is not None
            holder.stdout.readline()
            try:
                with real(path, 0.2) as connection:
                    return connection
            finally:
                holder.communicate()

    monkeypatch.setattr(corrections, "open_changing", busy)
    answer = own.post("/document/1/correct", data=form)
    assert (answer.status_code, "is busy: another program has it open: send it again" in answer.text) == (503, True)
    assert '<option value="SUPPORT" selected>' in answer.text
    monkeypatch.undo()
    assert own.post("/document/1/correct", data=form).status_code == 303
    assert events(path)[0]["type"] == "SUPPORT"


def test_a_correction_goes_in_while_keep_is_at_work(own: TestClient, path: Path) -> None:
    with open_keeper(path, CARD) as keeper:
        keeper.add(record())
        assert send(own, "v1", "confirmed").status_code == 303
    assert len(list_corrections(path)) == 1


def test_what_was_missed_is_added(own: TestClient, path: Path) -> None:
    page = own.get("/document/1/add?kind=event&words=unacceptable").text
    assert 'name="trigger" value="unacceptable"' in page
    form = {"kind": "event", "trigger": "unacceptable", "type": "ACCUSE", "actors": ["", "e1"], "date": "2024-05-14"}
    answer = own.post("/document/1/add", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/document/1#r-v3")
    assert {row["type"]: row["corrected"] for row in events(path)}["ACCUSE"] == "added"
    assert 'id="r-v3"' in own.get("/document/1").text
    answer = own.post("/document/1/add", data=form | {"trigger": "not there"})
    assert (answer.status_code, "not in the text" in answer.text, 'value="not there"' in answer.text) == (
        422,
        True,
        True,
    )


@pytest.mark.parametrize("kind", ["entity", "event", "meeting", "position"])
def test_each_kind_has_a_form_to_add_it(own: TestClient, kind: str) -> None:
    page = own.get(f"/document/1/add?kind={kind}").text
    assert f'name="kind" value="{kind}"' in page
    answer = own.post("/document/1/add", data={"kind": kind})
    assert (answer.status_code, "needs" in answer.text) == (422, True)


def test_a_desk_that_only_reads_has_no_buttons_and_takes_nothing(path: Path) -> None:
    correct(path, "d1", "v1", "confirmed", made_by="Ana")
    with TestClient(make_app(make_desk(path, read_only=True)), base_url=ADDRESS) as client:
        page = client.get("/document/1").text
        assert "<form" not in page.split("keyhelp")[0]
        assert "verdict confirmed" in page
        assert "<form action" not in client.get("/corrections").text
        sent = {"item": "v2", "verdict": "rejected"}
        for address in ("/document/1/correct", "/document/1/add", "/corrections/1/undo"):
            answer = client.post(address, data=sent)
            assert (answer.status_code, "only reads" in answer.text) == (403, True)
    assert len(list_corrections(path)) == 1


@pytest.mark.parametrize("address", ["/document/1/correct", "/document/1/add", "/corrections/1/undo"])
def test_another_sites_page_writes_nothing(own: TestClient, path: Path, address: str) -> None:
    correct(path, "d1", "v2", "confirmed", made_by="Ana")
    sent = {"item": "v1", "verdict": "rejected", "kind": "event"}
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}, {"host": "evil.example"}):
        assert own.post(address, data=sent, headers=headers).status_code in (403, 421)
    assert own.get(address + "?verdict=rejected&item=v1").status_code in (200, 404, 405, 422)
    assert len(list_corrections(path)) == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/document/9/correct?item=v1", 404),
        ("/document/1/correct?item=v9", 404),
        ("/document/1/correct", 422),
        ("/document/1/add?kind=story", 404),
        ("/document/99999999999999999999/correct?item=v1", 404),
        ("/corrections?state=some", 422),
        ("/corrections?document=some", 422),
        ("/corrections?document=9", 400),
        ("/corrections/export.jsonl", 400),
    ],
)
def test_what_is_not_there_is_one_line(own: TestClient, address: str, status: int) -> None:
    answer = own.get(address)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("number", ["7", "0", "99999999999999", "-1"])
def test_undoing_what_is_not_there_is_refused(own: TestClient, number: str) -> None:
    assert own.post(f"/corrections/{number}/undo").status_code in (404, 409)


def test_the_list_shows_what_was_said_and_lets_none_of_it_run(own: TestClient, path: Path) -> None:
    assert "Nothing has been confirmed" in own.get("/corrections").text
    correct(path, 2, "v1", "confirmed", made_by=SCRIPT, note=SCRIPT)
    correct(path, 2, "e1", "corrected", {"name": SCRIPT + " junior"}, made_by=SCRIPT)
    correct(path, "d1", "v1", "rejected", made_by="Ana")
    for address in (
        "/corrections",
        "/corrections?state=all&by=" + SCRIPT,
        "/document/2",
        "/document/2/correct?item=e1",
    ):
        page = own.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert own.get("/corrections?by=Ana").text.count("/undo") == 1
    assert own.get("/corrections?document=2&by=&state=standing").text.count("/undo") == 2
    assert "None answers to that" in own.get("/corrections?document=1&by=Zoe").text
    assert "/document/1#said" in own.get("/corrections").text


def test_what_is_not_applied_is_listed_with_its_reason(own: TestClient, path: Path) -> None:
    correct(path, "d1", "v1", "confirmed", made_by="Ana")
    with open_keeper(path, CARD) as keeper:
        keeper.add(record(events=()))
    page = own.get("/corrections?state=failed").text
    assert "no event is told there any more" in page
    assert "Not applied" in own.get("/document/1").text


def test_reviewed_documents_come_out_as_a_file(own: TestClient, path: Path) -> None:
    correct(path, "d1", "v1", "confirmed", made_by="Ana")
    answer = own.get("/corrections/export.jsonl")
    assert "attachment" in answer.headers["content-disposition"]
    (line,) = answer.text.splitlines()
    assert json.loads(line)["corrections"][0]["made_by"] == "Ana"


def test_no_page_of_it_needs_a_script_or_holds_one(own: TestClient, path: Path) -> None:
    correct(path, "d1", "v1", "confirmed", made_by="Ana")
    for address in ("/document/1", "/document/1/correct?item=v1", "/document/1/add", "/corrections"):
        page = own.get(address).text
        assert not re.search(r"<script(?! src=)|\son\w+=|\sstyle=|<style", page)
