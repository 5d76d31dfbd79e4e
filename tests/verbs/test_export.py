"""`dragoman export` and `dragoman compare-data` as a user meets them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pandas
import pytest
from tests.factory import CARD, document, event, record

from dragoman.cli import EXPORTS, main
from dragoman.keep.export import FORMATS, make_writer
from dragoman.keep.writer import open_keeper


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Two records, as `dragoman code --format jsonl` leaves them."""
    path = tmp_path / "all.jsonl"
    with path.open("wb") as sink:
        writer = make_writer("jsonl", sink)
        writer.write(record())
        writer.write(record(document=document(id="d2")))
    return path


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_written_to_a_file(records: Path, tmp_path: Path, format: str) -> None:
    out = tmp_path / "out"
    assert main(["export", str(records), "--format", format, "-o", str(out)]) == 0
    assert out.stat().st_size > 50


def test_the_format_is_told_from_the_name(records: Path, tmp_path: Path) -> None:
    assert main(["export", str(records), "-o", str(tmp_path / "x.ics")]) == 0
    assert (tmp_path / "x.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_coding_writes_the_same_formats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Kenya's president met the Ugandan foreign minister in Kampala on 3 May 2024.")
    assert main(["code", str(tmp_path / "a.txt"), "--format", "icews", "-o", str(tmp_path / "x.tab"), "-q"]) == 0
    assert pandas.read_csv(tmp_path / "x.tab", sep="\t", dtype=str)["CAMEO Code"].iloc[0].startswith("04")
    assert capsys.readouterr().err == ""
    assert set(EXPORTS) <= set(FORMATS)


def test_auxiliaries_widen_and_words_need_leave(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(records), "--format", "plover"]) == 0
    plain = capsys.readouterr().out.splitlines()
    assert main(["export", str(records), "--format", "plover", "--with-text"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert json.loads(plain[0])["text"] is None
    assert json.loads(told[0])["text"].startswith("OSLO")
    assert main(["export", str(records), "--format", "polecat", "--auxiliary", "actual,historical"]) == 0
    assert (len(plain), len(capsys.readouterr().out.splitlines())) == (2, 1 + 4)


def test_a_line_that_is_no_record_is_rejected_and_the_rest_written(
    records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records.write_bytes(b"{}\n" + records.read_bytes())
    assert main(["export", str(records), "--format", "polecat"]) == 1
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 3
    assert told.err == f"rejected  {records}:1: not a record: document is missing\n"


def test_what_is_left_out_is_told(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(records), "--format", "icews", "--auxiliary", "all"]) == 0
    assert capsys.readouterr().err == "left out  events without a CAMEO code: 2\n"


def test_partitions_are_written(records: Path, tmp_path: Path) -> None:
    out = tmp_path / "parts"
    assert main(["export", str(records), "--table", "meetings", "--partition", "month", "-o", str(out)]) == 0
    assert [path.name for path in out.iterdir()] == ["month=2024-05"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--format", "nonsense"], "invalid choice"),
        ([], "give --format"),
        (["-o", "x.txt"], "the name x.txt says no format"),
        (["--format", "gdelt", "--table", "meetings"], "--table goes with csv, parquet or stata, not with gdelt"),
        (["--format", "gdelt", "--auxiliary", "maybe"], "--auxiliary names maybe"),
        (["--format", "gdelt", "--auxiliary", ""], "--auxiliary names nothing"),
        (["--format", "geojson", "--auxiliary", "future"], "--auxiliary goes with dyads, ftm, gdelt, gdelt-mentions,"),
        (["--format", "polecat", "--with-text"], "--with-text goes with ftm and plover, not with polecat"),
        (["--format", "csv", "--partition", "day", "-o", "x"], "--partition goes with parquet"),
        (["--partition", "day"], "--partition goes with parquet and -o FOLDER"),
        (["nowhere.jsonl", "--format", "csv"], "no such file: nowhere.jsonl"),
    ],
)
def test_wrong_calls_are_one_line(
    records: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert main(["export", str(records), *arguments]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1


def test_an_input_is_never_written_over(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = records.read_bytes()
    assert main(["export", str(records), "-o", str(records)]) == 2
    assert records.read_bytes() == before


def compare(records: Path, theirs: Path, *options: str) -> int:
    return main(["compare-data", str(records), str(theirs), *options])


@pytest.fixture
def theirs(records: Path, tmp_path: Path) -> Path:
    """The same two events as POLECAT has them, and a third, between states."""
    path = tmp_path / "polecat.txt"
    assert main(["export", str(records), "--format", "polecat", "-o", str(path)]) == 0
    extra = path.read_text().splitlines()[1].replace("_CONSULT", "x_CONSULT").replace("\tIGO\t", "\tSWE\t")
    path.write_text(path.read_text() + extra + "\n")
    return path


def test_the_comparison_is_a_table(records: Path, theirs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare(records, theirs) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("ours    ")
    (consult,) = [line.split() for line in told if line.startswith("CONSULT")]
    assert consult == ["CONSULT", "2", "3", "1", "0", "1", "1.00", "0.50", "1.00"]
    assert "  2024-05  SWE -> NOR  CONSULT    1" in told


def test_the_comparison_is_json_and_csv(records: Path, theirs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare(records, theirs, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["months"], found["all"]["theirs"]) == (["2024-05", "2024-05"], 3)
    assert found["only_theirs"] == [
        {"month": "2024-05", "actor": "SWE", "recipient": "NOR", "type": "CONSULT", "events": 1}
    ]
    assert compare(records, theirs, "--format", "csv") == 0
    table = pandas.read_csv(io.StringIO(capsys.readouterr().out))
    assert list(table["type"]) == ["CONSULT", "all"]


def test_bad_lines_are_named_and_counted(records: Path, theirs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    theirs.write_text(theirs.read_text() + "broken\n")
    assert compare(records, theirs) == 1
    assert capsys.readouterr().err == f"{theirs}: 1 rejected: 1 fields, not 40 (line 5)\n"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--since", "yesterday"], "--since is no date like 2024-07-03: yesterday"),
        (["--since", "2024-05-02", "--until", "2024-05-01"], "--since 2024-05-02 is after --until 2024-05-01"),
        (["--countries", "Atlantis,NOR"], "--countries: no country Atlantis"),
        (["--countries", ""], "--countries: no country given"),
    ],
)
def test_wrong_comparisons_are_one_line(
    records: Path, theirs: Path, capsys: pytest.CaptureFixture[str], options: list[str], told: str
) -> None:
    assert compare(records, theirs, *options) == 2
    assert told in capsys.readouterr().err


def test_countries_go_by_code_or_name(records: Path, theirs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare(records, theirs, "--countries", "Norway,SWE", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["window"]["countries"] == ["NOR", "SWE"]
    assert found["theirs"]["events"] == 1


def test_a_file_of_nobodys_among_others_costs_itself(
    records: Path, theirs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.csv").write_text("a,b\n")
    assert compare(records, tmp_path / "x.csv", str(theirs), "--format", "json") == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["all"]["theirs"] == 3
    assert told.err == f"rejected  {tmp_path / 'x.csv'}: neither POLECAT, ICEWS nor GDELT events\n"


def test_a_file_of_nobodys_is_refused(records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.csv").write_text("a,b\n")
    assert compare(records, tmp_path / "x.csv") == 1
    assert "neither POLECAT, ICEWS nor GDELT events" in capsys.readouterr().err


def test_dyads_count_a_story_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "news.duckdb")
    with open_keeper(path, CARD) as keeper:
        for number in (1, 2):
            url, day = f"https://a.example/{number}", f"2024-05-1{3 + number}"
            keeper.add(record(document=document(id=f"d{number}", url=url, published=day), events=(event(),)))
    assert main(["stories", path]) == 0
    counts = []
    for options in ([], ["--reports"]):
        capsys.readouterr()
        assert main(["export", path, "--format", "dyads", *options]) == 0
        counts.append(capsys.readouterr())
    assert [[row["events"] for row in csv.DictReader(io.StringIO(found.out))] for found in counts] == [["1"], ["2"]]
    assert [found.err for found in counts] == ["1 event of 2 reports\n", ""]
    assert main(["export", path, "--format", "gdelt", "--reports"]) == 2
    assert "--reports goes with dyads" in capsys.readouterr().err
