"""The API: what is asked with the record's names, a page at a time, in three formats; and nothing breaks it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from shutil import copy

import pyarrow
import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.show.desk.conftest import make_client

from dragoman.keep.corrections import correct

TABLES = ("events", "meetings", "positions", "documents", "stories")


def test_a_table_comes_a_page_at_a_time(client: TestClient) -> None:
    whole = client.get("/api/v1/events").json()
    assert whole["total"] == len(whole["items"]) >= 4
    assert whole["next"] is None
    seen, address = [], "/api/v1/events?limit=2"
    while address:
        page = client.get(address).json()
        assert page["total"] == whole["total"]
        seen += page["items"]
        address = page["next"]
    assert seen == whole["items"]


def test_filters_have_the_names_of_the_record(client: TestClient) -> None:
    found = client.get("/api/v1/events?actor=OSCE&type=CONSULT&since=2024-01-01&until=2024-12-31").json()
    assert {item["type"] for item in found["items"]} == {"CONSULT"}
    assert client.get("/api/v1/events?actor=KEN").json()["total"] == 0
    assert client.get("/api/v1/events?between=NOR&between=OSCE").json()["total"] > 0
    assert client.get("/api/v1/meetings?who=NOR&who=OSCE").json()["total"] == 2
    assert client.get("/api/v1/documents?publisher=Fjord+Wire").json()["total"] == 1


@pytest.mark.parametrize("table", TABLES)
def test_a_table_comes_as_json_csv_and_arrow(client: TestClient, table: str) -> None:
    items = client.get(f"/api/v1/{table}").json()["items"]
    lines = client.get(f"/api/v1/{table}?format=csv")
    assert lines.headers["content-type"].startswith("text/csv")
    assert len(list(csv.DictReader(io.StringIO(lines.text)))) == len(items) > 0
    accept = {"accept": "application/vnd.apache.arrow.stream"}
    arrow = client.get(f"/api/v1/{table}", headers=accept)
    rows = pyarrow.ipc.open_stream(arrow.content).read_all()
    assert (rows.num_rows, set(rows.column_names)) == (len(items), set(items[0]))
    assert arrow.headers["x-total-count"] == str(len(items))


def test_a_formula_in_a_cell_is_no_formula(client: TestClient) -> None:
    answer = client.post("/api/v1/sql?format=csv", json={"query": "select '=cmd()' as cell"})
    assert answer.text == "cell\n'=cmd()\n"


def test_a_record_is_whole(client: TestClient) -> None:
    found = client.get("/api/v1/documents/1").json()
    assert {"document", "coder", "entities", "events", "meetings", "positions"} <= set(found)
    assert client.get("/api/v1/documents/99").json() == {"error": "there is no document 99"}


def test_stories_are_asked_by_who_takes_part(client: TestClient) -> None:
    assert client.get("/api/v1/stories?min_reports=2&who=NOR&who=OSCE").json()["total"] >= 1
    assert client.get("/api/v1/stories?who=KEN").json()["total"] == 0


def test_what_is_worked_out_on_the_spot(client: TestClient) -> None:
    text = "The foreign minister of Kenya met the Ugandan president in Kampala on Monday."
    coded = client.post("/api/v1/code", json={"text": text, "published": "2026-11-20"}).json()
    assert coded["events"][0]["date"]["start"] == "2026-11-16"
    assert client.get("/api/v1/resolve?phrase=the Kremlin").json()["country"] == "RUS"
    assert client.get("/api/v1/compare?a=1&b=2").json()["sameness"]
    assert client.get("/api/v1/courses?of=Norway").json()["side"] == "NOR"


@pytest.mark.parametrize(
    "query",
    [
        "COPY documents TO '/tmp/never.csv'",
        "ATTACH '/tmp/never.duckdb' AS other",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('https://example.org/a.csv')",
        "INSERT INTO rejects VALUES ('a', 'b', now())",
        "DROP TABLE events",
        "DELETE FROM documents",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "LOAD httpfs",
        "EXPORT DATABASE '/tmp/never'",
        "CREATE TABLE never AS SELECT 1",
        "",
        ";",
        "SELECT",
        "select '290000-01-01'::date",
    ],
)
def test_sql_reads_the_archive_and_nothing_else(client: TestClient, query: str) -> None:
    answer = client.post("/api/v1/sql", json={"query": query})
    assert answer.status_code in (400, 422)
    assert list(answer.json()) == ["error"]
    assert "\n" not in answer.json()["error"]
    assert client.get("/api/v1/documents").json()["total"] == 3


def test_a_query_gives_rows_of_any_kind(client: TestClient) -> None:
    query = "select 1.5::decimal(9,2) a, 'x'::blob b, {'k': [1, null]} c, 'nan'::double d, interval 1 day e, uuid() f"
    (row,) = client.post("/api/v1/sql", json={"query": query}).json()["items"]
    assert (row["a"], row["b"], row["c"], row["d"]) == ("1.50", "78", {"k": [1, None]}, None)
    assert client.post("/api/v1/sql?limit=3", json={"query": "from range(10)"}).json()["total"] == 3


def test_a_query_that_takes_too_long_is_broken_off(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.show.desk.api.doing.MOST_SECONDS", 0.3)
    query = "select count(*) from range(1000000000000) a where hash(a.range) = 7"
    answer = client.post("/api/v1/sql", json={"query": query})
    assert (answer.status_code, "broken off" in answer.json()["error"]) == (400, True)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("events?limit=0", 422),
        ("events?limit=10001", 422),
        ("events?offset=-1", 422),
        ("events?since=yesterday", 422),
        ("events?until=0", 422),
        ("events?auxiliary=maybe", 422),
        ("events?between=NOR", 422),
        ("events?format=xml", 422),
        ("events?type=ACUSE", 422),
        ("events?mode=visitt", 422),
        ("events?context=foo", 422),
        ("positions?context=foo", 422),
        ("stories?type=ACUSE", 422),
        ("stories?who=QQQ", 400),
        ("events?min_confidence=2", 422),
        ("documents/0", 422),
        ("documents/x", 422),
        ("compare?a=1&b=99", 404),
        ("courses?of=Nowhere at all", 400),
        ("nothing", 404),
    ],
)
def test_what_makes_no_sense_is_told_in_one_line(client: TestClient, address: str, status: int) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert (answer.status_code, list(answer.json())) == (status, ["error"])


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("events?actr=NOR", "no parameter actr; did you mean actor?"),
        ("stories?tpye=CONSULT", "no parameter tpye; did you mean type?"),
        ("documents/1?text=x", "no parameter text: choose from as_coded"),
    ],
)
def test_a_misspelled_parameter_is_refused(client: TestClient, address: str, said: str) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert (answer.status_code, answer.json()) == (422, {"error": said})


def test_a_parameter_of_what_is_posted_is_refused(client: TestClient) -> None:
    answer = client.post("/api/v1/code?published=2026-11-20", json={"text": "They met."})
    assert (answer.status_code, answer.json()["error"]) == (422, "no parameter published: none is taken here")


@pytest.mark.parametrize("body", [b"", b"nonsense", b"[]", b'{"text": 1}', b'{"text": "\\ud800 a b c"}', b"\xff"])
def test_a_body_that_makes_no_sense_is_told_in_one_line(client: TestClient, body: bytes) -> None:
    answer = client.post("/api/v1/code", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422)
    assert list(answer.json()) == ["error"]


def test_nothing_that_can_be_asked_breaks_it(client: TestClient) -> None:
    """Every answer is one that the description names, in its form; none says that the server broke."""
    ours = {"host": "localhost:8765"}
    described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", client.app, headers=ours)
    checks = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
    ways = [found.ok() for found in described.get_all_operations()]
    assert len(ways) >= 11
    for way in ways:

        @given(case=way.as_strategy())
        @settings(max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=[*HealthCheck])
        def ask(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=checks, headers=ours)

        ask()


def test_the_coders_own_answers_can_be_asked_for(tmp_path: Path, archive: Path) -> None:
    own = tmp_path / "own.duckdb"
    copy(archive, own)
    correct(own, "d1", "v1", "corrected", {"type": "THREATEN"}, made_by="Ana")
    with make_client(own) as client:
        asked = "/api/v1/events?type=THREATEN&text=Solhaug"
        assert client.get(asked).json()["total"] == 1
        assert client.get(asked + "&as_coded=true").json()["total"] == 0
        types = [
            client.get(f"/api/v1/documents/1?as_coded={said}").json()["events"][0]["type"] for said in ("true", "false")
        ]
    assert types == ["CONSULT", "THREATEN"]
