"""`dragoman events`, `meetings`, `sql`, `timeline` and `network`: every format, and hostile text in them."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.factory import CARD, document, event, hostile, record

from dragoman import cli, join_archive
from dragoman.keep.writer import open_keeper
from dragoman.records import When

EVIL = "<script>alert(1)</script> $x^2$ \x1b[31mred\x1b[0m =cmd|'/c'!A1\n\ttab \u202eback \U0001f54a\ufe0f 中文"

WHAT = ("names", "represents", "countries")


@pytest.fixture
def archive(tmp_path: Path) -> str:
    path = tmp_path / "news.duckdb"
    with open_keeper(path, CARD) as keeper:
        keeper.add(record())
        for month in range(1, 7):
            day = f"2024-{month:02d}-03"
            told = event(type="ACCUSE", quad=3, score=-2.0, date=When(day, day), actors=("e1",), recipients=("e2",))
            keeper.add(record(document=document(id=f"m{month}", text=document().text + day), events=(told,)))
    return str(path)


@pytest.fixture
def evil(tmp_path: Path) -> str:
    path = tmp_path / "evil.duckdb"
    with open_keeper(path, CARD) as keeper:
        keeper.add(hostile(EVIL))
    return str(path)


@pytest.fixture
def out(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> pytest.CaptureFixture[bytes]:
    """What is printed, on a sheet of 100 columns."""
    monkeypatch.setenv("COLUMNS", "100")
    return capsysbinary


def ask(out: pytest.CaptureFixture[bytes], *arguments: str) -> str:
    assert cli.main(list(arguments)) == 0
    return out.readouterr().out.decode()


def test_events_are_listed_with_their_proof(archive: str, out: pytest.CaptureFixture[bytes]) -> None:
    shown = ask(out, "events", archive, "--type", "CONSULT")
    assert "2024-05-14  CONSULT visit  Tomasz Wierzba (OSCE) → Ingrid Solhaug (NOR)" in shown
    assert "[Fjord Wire, report.txt]" in shown
    assert shown.endswith("1 event\n")


def test_meetings_are_listed_with_who_sat_there(archive: str, out: pytest.CaptureFixture[bytes]) -> None:
    shown = ask(out, "meetings", archive, "--with", "OSCE", "--limit", "1")
    assert "held · visit · Oslo, Norway" in shown
    assert "Ingrid Solhaug, Foreign Minister (NOR)" in shown
    assert "on election observation" in shown


def test_every_format_says_the_same(archive: str, out: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    call = ("events", archive, "--actor", "NOR", "--type", "ACCUSE", "--format")
    rows = json.loads(ask(out, *call, "json"))
    assert len(rows) == 6
    assert [json.loads(line) for line in ask(out, *call, "jsonl").splitlines()] == rows
    sheet = list(csv.DictReader(io.StringIO(ask(out, *call, "csv"))))
    assert [row["first_day"] for row in sheet] == [row["first_day"] for row in rows]
    assert sheet[0]["recipient_names"] == "Tomasz Wierzba"
    tabs = [line.split("\t") for line in ask(out, *call, "tsv").splitlines()]
    assert {len(line) for line in tabs} == {len(rows[0])}
    target = tmp_path / "events.parquet"
    ask(out, *call[:-1], "-o", str(target))
    found = pq.read_table(target)
    assert [day.isoformat() for day in found["first_day"].to_pylist()] == [row["first_day"] for row in rows]


def test_nothing_found_is_no_error(archive: str, out: pytest.CaptureFixture[bytes]) -> None:
    assert ask(out, "events", archive, "--actor", "FRA") == "0 events\n"
    assert json.loads(ask(out, "events", archive, "--actor", "FRA", "--format", "json")) == []
    assert ask(out, "events", archive, "--actor", "FRA", "--format", "csv").count("\n") == 1


def test_sql_without_a_query_explains_the_tables(archive: str, out: pytest.CaptureFixture[bytes]) -> None:
    assert "CREATE TABLE events" in ask(out, "sql", archive)


def test_sql_prints_what_the_query_gives(archive: str, out: pytest.CaptureFixture[bytes]) -> None:
    query = "SELECT type, count(*) AS n, NULL AS nothing, [1, 2] AS list FROM events GROUP BY type ORDER BY 2 DESC"
    shown = ask(out, "sql", archive, query).splitlines()
    assert shown[0].split() == ["type", "n", "nothing", "list"]
    assert shown[1].split() == ["ACCUSE", "6", "1;", "2"]
    rows = json.loads(ask(out, "sql", archive, query, "--format", "json"))
    assert rows[0] == {"type": "ACCUSE", "n": 6, "nothing": None, "list": [1, 2]}


def test_sql_breaks_lines_between_words_alone(archive: str, evil: str, out: pytest.CaptureFixture[bytes]) -> None:
    shown = ask(out, "sql", archive, "SELECT document_title, type, sentence FROM events WHERE type = 'CONSULT'")
    assert shown.splitlines()[0].split() == ["document_title", "type", "sentence"]
    whole = ask(out, "sql", archive, "SELECT * FROM events WHERE type = 'CONSULT'").splitlines()
    assert whole[0] == "row 1"
    assert [line.split() for line in whole if "publisher" in line] == [["document_publisher", "Fjord", "Wire"]]
    assert {line.index(line.split()[1]) for line in whole[1:-1] if len(line.split()) == 2} == {22}
    assert whole[-1] == "1 row"
    assert "\x1b" not in ask(out, "sql", evil, "SELECT * FROM documents")


def test_sql_knows_types_that_json_does_not(archive: str, out: pytest.CaptureFixture[bytes]) -> None:
    query = (
        "SELECT DATE '2024-05-03' AS d, 1.5::DECIMAL(9, 2) AS x, {'a': DATE '2024-01-01'} AS s, "
        "'NaN'::DOUBLE AS n, uuid() IS NULL AS u, INTERVAL 1 DAY AS i"
    )
    (row,) = json.loads(ask(out, "sql", archive, query, "--format", "json"))
    assert (row["d"], row["x"], row["s"], row["n"], row["u"]) == ("2024-05-03", 1.5, {"a": "2024-01-01"}, None, False)
    ask(out, "sql", archive, query, "--format", "csv")
    ask(out, "sql", archive, query)


@pytest.mark.parametrize("verb", ["events", "meetings"])
def test_hostile_text_obeys_no_terminal_and_runs_as_no_formula(
    verb: str, evil: str, out: pytest.CaptureFixture[bytes]
) -> None:
    shown = ask(out, verb, evil)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert ask(out, verb, evil, "--format", "tsv").count("\n") == 2
    sheet = list(csv.reader(io.StringIO(ask(out, verb, evil, "--format", "csv"))))
    assert len(sheet) == 2
    assert json.loads(ask(out, verb, evil, "--format", "json"))[0]["document_title"] == EVIL


def test_relations_are_counted_by_week_and_month(archive: str, out: pytest.CaptureFixture[bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(out, "timeline", archive, "nor", "osce", "--by", "month"))))
    assert [(row["start"], row["events"], row["score_sum"]) for row in rows] == [
        ("2024-01-01", "1", "-2.0"),
        ("2024-02-01", "1", "-2.0"),
        ("2024-03-01", "1", "-2.0"),
        ("2024-04-01", "1", "-2.0"),
        ("2024-05-01", "2", "2.0"),
        ("2024-06-01", "1", "-2.0"),
    ]
    weeks = json.loads(ask(out, "timeline", archive, "NOR", "OSCE", "--format", "json"))
    assert len(weeks) == 23
    assert sum(week["events"] for week in weeks) == 7
    assert weeks[0]["moved_by"]["document_id"] == "m1"


def test_what_is_dated_to_a_year_is_left_out_of_relations_and_said(
    tmp_path: Path, out: pytest.CaptureFixture[bytes]
) -> None:
    path = str(tmp_path / "years.duckdb")
    days = [("2024-05-03", "2024-05-03"), ("2024-01-01", "2024-12-31"), ("2024-05-01", "2024-05-31")]
    told = tuple(
        event(id=f"v{n}", type="ACCUSE", quad=3, score=-2.0, date=When(*day), actors=("e1",), recipients=("e2",))
        for n, day in enumerate(days)
    )
    with open_keeper(path, CARD) as keeper:
        keeper.add(record(events=told))
    for length, counted, said in [
        ("week", 1, b"left out: 2 events dated to more than a week"),
        ("month", 2, b"1 event "),
    ]:
        assert cli.main(["timeline", path, "NOR", "OSCE", "--by", length, "--format", "json"]) == 0
        printed = out.readouterr()
        assert sum(period["events"] for period in json.loads(printed.out)) == counted
        assert said in printed.err


@pytest.mark.parametrize(("suffix", "starts"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
@pytest.mark.parametrize("how", ["sum", "mean"])
def test_relations_are_drawn_the_same_every_time(
    suffix: str, starts: bytes, how: str, archive: str, tmp_path: Path
) -> None:
    pytest.importorskip("matplotlib")
    drawn = []
    for name in ("one", "two"):
        target = tmp_path / f"{name}.{suffix}"
        assert cli.main(["timeline", archive, "NOR", "OSCE", "--score", how, "-o", str(target)]) == 0
        drawn.append(target.read_bytes())
    assert drawn[0].startswith(starts)
    assert drawn[0] == drawn[1]


def test_hostile_text_is_drawn_as_it_stands(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    from dragoman.keep.periods import fold_events, pick_notes
    from dragoman.show.timeline import draw_timeline

    row = {
        "first_day": date(2024, 5, 3),
        "quad": 3,
        "score": -2.0,
        "type": "$\\frac{",
        "sentence": EVIL,
        **{
            f"{role}_{what}": [EVIL] for role in ("actor", "recipient") for what in ("names", "represents", "countries")
        },
    }
    periods = fold_events([row], "week")
    sink = io.BytesIO()
    draw_timeline(periods, pick_notes(periods, 8), "$\\frac{ and", EVIL, sink, "svg", False)
    assert b"<script>" not in sink.getvalue()


def test_a_friendly_request_has_the_colour_of_its_quad(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    asked = event(type="REQUEST", modes=("assist",), quad=3, score=0.5)
    with open_keeper(tmp_path / "one.duckdb", CARD) as keeper:
        keeper.add(record(events=(asked,)))
    for how in ("sum", "mean"):
        assert cli.main(["timeline", str(tmp_path / "one.duckdb"), "NOR", "OSCE", "--score", how, "-o", "x.svg"]) == 0
        drawn = Path("x.svg").read_text("utf-8")
        assert "#d98b6a" in drawn
        assert "#2f6f73" not in drawn
        assert "#6fa8a6" not in drawn
        Path("x.svg").unlink()


@pytest.fixture
def told_thrice(tmp_path: Path) -> str:
    """One accusation of 14 May in three papers, and the meeting they tell of; the stories are joined."""
    path = tmp_path / "thrice.duckdb"
    accused = event(type="ACCUSE", quad=3, score=-2.0)
    with open_keeper(path, CARD) as keeper:
        for number in range(3):
            url, day = f"https://a.example/{number}", f"2024-05-{14 + number}"
            keeper.add(record(document=document(id=f"d{number}", url=url, published=day), events=(accused,)))
    join_archive(path)
    return str(path)


@pytest.mark.parametrize(
    ("call", "column", "once", "each"),
    [
        (("timeline", "NOR", "OSCE"), "events", "1", "3"),
        (("timeline", "NOR", "OSCE"), "reports", "3", "3"),
        (("timeline", "NOR", "OSCE"), "score_sum", "-2.0", "-6.0"),
        (("network",), "meetings", "1", "3"),
    ],
)
def test_reports_of_one_story_count_once(
    call: tuple[str, ...], column: str, once: str, each: str, told_thrice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    what = "event" if call[0] == "timeline" else "meeting"
    for options, wanted, said in (((), once, f"1 {what} of 3 reports\n"), (("--reports",), each, "")):
        assert cli.main([call[0], told_thrice, *call[1:], *options]) == 0
        found = capsys.readouterr()
        (row,) = csv.DictReader(io.StringIO(found.out))
        assert (row[column], found.err) == (wanted, said)


def test_the_command_that_joins_stories_is_told_once(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["timeline", archive, "NOR", "OSCE"]) == 0
    said = f"reports are counted, for stories are not joined: dragoman stories {archive} joins them\n"
    assert capsys.readouterr().err == f"7 events of 7 reports\n{said}"
    assert cli.main(["stories", archive]) == 0
    with open_keeper(archive, CARD) as keeper:
        keeper.add(record(document=document(id="later", url="https://a.example/later", published="2025-01-01")))
    capsys.readouterr()
    assert cli.main(["network", archive]) == 0
    assert "of 1 document that no story has yet: dragoman stories" in capsys.readouterr().err


def test_no_events_between_two_is_said(archive: str, out: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main(["timeline", archive, "NOR", "FRA", "-o", "x.png"]) == 2
    assert b"no dated event between NOR and FRA" in out.readouterr().err
    assert not Path("x.png").exists()


def test_a_missing_extra_is_named(
    archive: str, out: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("matplotlib", "networkx"):
        monkeypatch.setitem(sys.modules, name, None)
    assert cli.main(["timeline", archive, "NOR", "OSCE", "-o", "x.png"]) == 2
    assert cli.main(["network", archive, "-o", "x.html"]) == 2
    assert out.readouterr().err.count(b"pip install 'dragoman[plots]'") == 2
    assert not Path("x.png").exists()
    assert not Path("x.html").exists()


def test_who_met_whom_is_counted(archive: str, out: pytest.CaptureFixture[bytes]) -> None:
    (row,) = csv.DictReader(io.StringIO(ask(out, "network", archive)))
    assert (row["one"], row["other"], row["meetings"], row["first_day"]) == ("NOR", "OSCE", "1", "2024-05-14")


def test_who_met_whom_is_one_page_that_fetches_nothing(archive: str, tmp_path: Path) -> None:
    pytest.importorskip("networkx")
    pages = []
    for name in ("one.html", "two.html"):
        assert cli.main(["network", archive, "-o", str(tmp_path / name)]) == 0
        pages.append((tmp_path / name).read_text("utf-8"))
    page = pages[0]
    assert pages[0] == pages[1]
    assert "<svg" in page
    assert not re.search(r"(src|href)=\"(?!#)|url\(|@import|<script", page)
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets <= set(re.findall(r'id="([^"]+)"', page))
    assert {"s-NOR", "s-OSCE"} <= targets


def test_hostile_names_stay_text_on_the_page(evil: str, tmp_path: Path) -> None:
    pytest.importorskip("networkx")
    from dragoman.keep.pairs import count_pairs
    from dragoman.show.network import render_network

    meeting = {
        "document_id": EVIL,
        "story": None,
        "document_source": EVIL,
        "first_day": None,
        "form": EVIL,
        "city": EVIL,
        "country": EVIL,
        "participant_represents": [EVIL, '"><b>'],
        "participant_countries": [None, None],
    }
    page = render_network(count_pairs([meeting]), EVIL, EVIL)
    assert "<script" not in page
    assert "<b>" not in page
    assert "\u202e" not in page.replace("\ufffd", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["events", "--since", "May"], "--since is no date like 2024-07-03: May"),
        (["events", "--limit", "-1"], "--limit is a number from 1, or 0 for all"),
        (["events", "-o", "x.xlsx"], "the name x.xlsx says no format"),
        (["events", "--auxiliary", "maybe"], "--auxiliary names maybe: choose from actual,"),
        (["sql", ""], "the query is empty"),
        (["sql", "FROM nowhere"], "Table with name nowhere does not exist!"),
        (["timeline", "NOR", "OSCE", "--format", "png"], "png is not for a terminal: give -o FILE"),
        (["network", "--with", "FRA", "--format", "html"], "no two sides met"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(
    arguments: list[str], said: str, archive: str, out: pytest.CaptureFixture[bytes]
) -> None:
    assert cli.main([arguments[0], archive, *arguments[1:]]) == 2
    found = out.readouterr()
    assert found.out == b""
    assert said in found.err.decode()
    assert found.err.count(b"\n") == 1


@pytest.mark.parametrize("name", ["Norway", "nor", "NOR"])
def test_a_side_is_found_by_its_name_too(name: str, archive: str, out: pytest.CaptureFixture[bytes]) -> None:
    by_code = ask(out, "events", archive, "--recipient", "NOR")
    assert "1 event\n" in by_code or "events\n" in by_code
    assert ask(out, "events", archive, "--recipient", name) == by_code
    assert ask(out, "network", archive, "--with", name) == ask(out, "network", archive, "--with", "NOR")


@pytest.mark.parametrize(
    ("verb", "options", "said"),
    [
        ("events", ["--actor", "Atlantis"], "no state or organisation known as 'Atlantis'"),
        ("meetings", ["--with", "Atlantis"], "no state or organisation known as 'Atlantis'"),
        ("network", ["--with", "Atlantis"], "no state or organisation known as 'Atlantis'"),
        ("timeline", ["AZE", "Atlantis"], "no state or organisation known as 'Atlantis'"),
        ("timeline", ["AZE", "Azerbaijan"], "a timeline takes two sides, not AZE twice"),
        ("events", ["--type", "FOO"], "--type FOO: choose from ACCUSE, AGREE"),
        ("events", ["--mode", "foo"], "--mode foo: choose from abduct"),
        ("events", ["--context", "foo"], "--context foo: choose from asylum"),
        ("events", ["--min-confidence", "7"], "--min-confidence is a share from 0 to 1"),
        (
            "events",
            ["--since", "2025-02-01", "--until", "2025-01-01"],
            "--since 2025-02-01 is after --until 2025-01-01",
        ),
    ],
)
def test_what_nothing_can_be_found_by_is_refused(
    verb: str, options: list[str], said: str, archive: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([verb, archive, *options]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["events --actor", "meetings --with", "network --with", "events --country"])
def test_a_code_of_nobody_is_refused(verb: str, archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    name, option = verb.split()
    assert cli.main([name, archive, option, "QQQ"]) == 2
    assert capsys.readouterr().err == "dragoman: no state or organisation known as 'QQQ'\n"
    assert cli.main([name, archive, option, "Norwey"]) == 2
    assert capsys.readouterr().err.endswith("known as 'Norwey'; did you mean Norway (NOR)?\n")
    assert cli.main([name, archive, option, "FJI"]) == 0


def test_where_a_list_was_cut_it_is_said_of_how_many(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["events", archive, "--type", "ACCUSE", "--limit", "2"]) == 0
    shown = capsys.readouterr()
    assert shown.err == "2 of 6; --limit 0 gives all\n"
    assert shown.out.endswith("2 events\n")
    for options in (["--limit", "6"], ["--limit", "0"], ["--limit", "2", "--format", "csv"]):
        assert cli.main(["events", archive, "--type", "ACCUSE", *options]) == 0
        assert capsys.readouterr().err == ""
    assert cli.main(["events", archive, "--type", "ACCUSE", "--limit", "0", "--format", "csv"]) == 0
    assert capsys.readouterr().out.count("\n") == 7
    assert cli.main(["meetings", archive, "--limit", "3"]) == 0
    assert capsys.readouterr().err == "3 of 7; --limit 0 gives all\n"


def test_auxiliaries_are_asked_for_in_one_way(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    for options in (["actual,historical"], ["actual", "--auxiliary", "historical"], ["all"]):
        assert cli.main(["events", archive, "--auxiliary", *options]) == 0
        assert capsys.readouterr().out.endswith("8 events\n")
    assert cli.main(["events", archive, "--auxiliary", "historical"]) == 0
    assert capsys.readouterr().out.endswith("1 event\n")
