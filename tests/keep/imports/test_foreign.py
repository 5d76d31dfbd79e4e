"""Files of POLECAT, ICEWS and GDELT in every shape they are published in; bad lines cost themselves alone."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from tests.factory import document, entity, event, record
from tests.keep.export.test_published import GDELT, ICEWS, POLECAT, names
from tests.keep.export.written import write

from dragoman.errors import UnreadableError
from dragoman.keep.imports import Faults, ForeignEvent, read_batches, read_foreign, schema
from dragoman.keep.imports.foreign import find_source
from dragoman.records import Record


def row(columns: list[str], **cells: str) -> str:
    """A line of a file, its cells by name with _ for a space."""
    by_name = {name.replace("_", " "): value for name, value in cells.items()}
    return "\t".join(by_name.get(name, "") for name in columns) + "\n"


def polecat(**cells: str) -> str:
    given = {
        "Event_ID": "20230501-1-a_CONSULT_R",
        "Event_Date": "2023-05-01",
        "Event_Type": "CONSULT",
        "Event_Mode": "visit",
        "Intensity": "4.0",
        "Quad_Code": "VERBAL COOPERATION",
        "Actor_Name": "Ilham Aliyev",
        "Actor_Country": "AZE",
        "Actor_Sectors": "GOV",
        "Recipient_Name": "Nikol Pashinyan",
        "Recipient_Country": "ARM",
        "Country": "RUS",
        "Latitude": "55.75",
        "Longitude": "37.62",
        "Source": "AFP",
    }
    return row(names(POLECAT), **(given | cells))


def icews(**cells: str) -> str:
    given = {
        "Event_ID": "926685",
        "Event_Date": "1995-01-01",
        "Source_Name": "Boris Yeltsin",
        "Source_Sectors": "Elite,Executive,Executive Office,Government",
        "Source_Country": "Russian Federation",
        "Event_Text": "Make a visit",
        "CAMEO_Code": "042",
        "Intensity": "1.9",
        "Target_Name": "Citizen (Japan)",
        "Target_Sectors": "General Population / Civilian / Social,Social",
        "Target_Country": "Japan",
        "Publisher": "The Toronto Star",
        "Country": "Japan",
        "Latitude": "35.7",
        "Longitude": "139.7",
    }
    return row(names(ICEWS), **(given | cells))


def gdelt(**cells: str) -> str:
    given = {
        "GLOBALEVENTID": "410412347",
        "SQLDATE": "20140218",
        "Actor1Code": "ROMGOV",
        "Actor1Name": "ROMANIA",
        "Actor1CountryCode": "ROM",
        "Actor1Type1Code": "GOV",
        "Actor2Name": "UNITED NATIONS",
        "Actor2KnownGroupCode": "UNO",
        "Actor2Type1Code": "IGO",
        "EventCode": "0841",
        "QuadClass": "2",
        "GoldsteinScale": "7.0",
        "ActionGeo_CountryCode": "AJ",
        "ActionGeo_Lat": "40.4",
        "ActionGeo_Long": "49.9",
        "SOURCEURL": "https://www.example.org/news?id=1",
    }
    return "\t".join((given | cells).get(name, "") for name in GDELT) + "\n"


def old_gdelt(line: str, width: int) -> str:
    """A line of GDELT 1.0: no second divisions of places; before April 2013 no address either."""
    cells = line.rstrip("\n").split("\t")
    kept = [cell for name, cell in zip(GDELT, cells, strict=True) if not name.endswith("ADM2Code")]
    return "\t".join(kept[:width]) + "\n"


def read(path: Path, text: str | bytes) -> tuple[list[ForeignEvent], Faults]:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    faults = Faults(path.name)
    return list(read_foreign(path, faults)), faults


HEADS = {"polecat": "\t".join(names(POLECAT)) + "\n", "icews": "\t".join(names(ICEWS)) + "\n", "gdelt": ""}


def test_a_row_of_polecat(tmp_path: Path) -> None:
    (found,), faults = read(tmp_path / "x.txt", HEADS["polecat"] + polecat())
    assert found == ForeignEvent(
        source="polecat",
        id="20230501-1-a_CONSULT_R",
        pair=1,
        date="2023-05-01",
        type="CONSULT",
        mode="visit",
        actor_name="Ilham Aliyev",
        actor_country="AZE",
        actor_sectors=("GOV",),
        recipient_name="Nikol Pashinyan",
        recipient_country="ARM",
        quad=1,
        score=4.0,
        place_country="RUS",
        lat=55.75,
        lon=37.62,
        publisher="AFP",
    )
    assert faults.describe() == ()


def test_a_row_of_icews(tmp_path: Path) -> None:
    (found,), _ = read(tmp_path / "x.tab", HEADS["icews"] + icews())
    assert (found.type, found.mode, found.cameo, found.quad) == ("CONSULT", "visit", "042", 1)
    assert (found.actor_country, found.recipient_country, found.place_country) == ("RUS", "JPN", "JPN")
    assert (found.actor_sectors, found.recipient_sectors) == (("ELI", "GOV"), ("CVL", "SOC"))


def test_a_row_of_gdelt(tmp_path: Path) -> None:
    (found,), _ = read(tmp_path / "x.CSV", gdelt())
    assert (found.date, found.type, found.mode, found.cameo) == ("2014-02-18", "RETREAT", "release", "0841")
    assert (found.actor_country, found.recipient_country, found.actor_sectors) == ("ROU", "UNO", ("GOV",))
    assert (found.quad, found.score, found.place_country, found.lat, found.lon) == (2, 7.0, "AZE", 40.4, 49.9)
    assert (found.publisher, found.url) == ("www.example.org", "https://www.example.org/news?id=1")


@pytest.mark.parametrize(("width", "url"), [(58, "https://www.example.org/news?id=1"), (57, None)])
def test_gdelt_1_is_told_by_its_columns(tmp_path: Path, width: int, url: str | None) -> None:
    (old,), _ = read(tmp_path / "x.csv", old_gdelt(gdelt(), width))
    (new,), _ = read(tmp_path / "y.csv", gdelt())
    assert old.url == url
    assert old._replace(url=None, publisher=None) == new._replace(url=None, publisher=None)


def test_polecat_has_two_names_for_intensity(tmp_path: Path) -> None:
    text = (HEADS["polecat"] + polecat()).replace("Intensity", "Event Intensity", 1)
    assert read(tmp_path / "x.txt", text)[0][0].score == 4.0


def test_polecats_malformed_files_are_read(tmp_path: Path) -> None:
    longer = HEADS["polecat"].replace("Source\t", "Headline\tEvent Text\tSource\t", 1)
    rows, faults = read(tmp_path / "x.txt", longer + polecat())
    assert (rows[0].publisher, faults.describe()) == ("AFP", ())
    rows, faults = read(tmp_path / "x.txt", HEADS["polecat"] + polecat().rstrip("\n") + "\t\t\n")
    assert (rows[0].publisher, faults.describe()) == ("AFP", ())


def test_lists_of_polecat_become_pairs(tmp_path: Path) -> None:
    text = HEADS["polecat"] + polecat(
        Actor_Name="A; B",
        Actor_Country="USA; None",
        Actor_Sectors="GOV; MIL",
        Recipient_Name="C; D",
        Recipient_Country="CHN; RUS",
    )
    rows, _ = read(tmp_path / "x.txt", text)
    assert [(r.pair, r.actor_country, r.recipient_country, r.actor_sectors) for r in rows] == [
        (1, "USA", "CHN", ("GOV",)),
        (2, "USA", "RUS", ("GOV",)),
        (3, None, "CHN", ("MIL",)),
        (4, None, "RUS", ("MIL",)),
    ]


def test_sectors_that_cannot_be_told_apart_are_nobodys(tmp_path: Path) -> None:
    text = HEADS["polecat"] + polecat(Actor_Name="A; B", Actor_Country="USA; FRA", Actor_Sectors="GOV; MIL; COP")
    assert [r.actor_sectors for r in read(tmp_path / "x.txt", text)[0]] == [(), ()]


def test_countries_count_where_the_names_are_of_another_number(tmp_path: Path) -> None:
    text = HEADS["polecat"] + polecat(Actor_Name="A; B; C", Actor_Country="USA; FRA", Actor_Sectors="GOV; MIL")
    assert [(r.actor_name, r.actor_country, r.actor_sectors) for r in read(tmp_path / "x.txt", text)[0]] == [
        (None, "USA", ("GOV",)),
        (None, "FRA", ("MIL",)),
    ]


def test_those_who_met_face_each_other(tmp_path: Path) -> None:
    text = HEADS["polecat"] + polecat(
        Actor_Country="AZE; ARM", Actor_Name="A; B", Recipient_Name="", Recipient_Country="None"
    )
    rows, _ = read(tmp_path / "x.txt", text)
    assert [(r.actor_country, r.recipient_country) for r in rows] == [("AZE", "ARM"), ("ARM", "AZE")]


@pytest.mark.parametrize(
    ("written", "cameo", "type"),
    [
        ("42", "042", "CONSULT"),
        ("14", "014", None),
        ("311", "0311", "AGREE"),
        ("190", "190", "ASSAULT"),
        ("1411", "1411", "PROTEST"),
        ("81", "081", "CONCEDE"),
        ("841", "0841", "RETREAT"),
    ],
)
def test_codes_get_their_leading_zeros_back(tmp_path: Path, written: str, cameo: str, type: str | None) -> None:
    (found,), faults = read(tmp_path / "x.tab", HEADS["icews"] + icews(CAMEO_Code=written))
    assert (found.cameo, found.type) == (cameo, type)
    repaired = "x.tab: 1 noted: CAMEO Code without its leading zero, repaired (line 2)"
    assert faults.describe() == ((repaired,) if written != cameo else ())


@pytest.mark.parametrize("written", ["13y", "", "99", "-1", "٤٢", "00000"])
def test_a_code_that_is_none_costs_the_code(tmp_path: Path, written: str) -> None:
    (found,), faults = read(tmp_path / "x.tab", HEADS["icews"] + icews(CAMEO_Code=written))
    assert (found.cameo, found.type, found.actor_country) == (None, None, "RUS")
    assert faults.describe() == ("x.tab: 1 noted: CAMEO Code that is none (line 2)",)


def test_repeated_ids_are_reported_and_stay(tmp_path: Path) -> None:
    text = HEADS["icews"] + icews() + icews(Event_ID="7") + icews(Event_Date="1996-01-01")
    rows, faults = read(tmp_path / "x.tab", text)
    assert len(rows) == 3
    assert faults.describe() == ("x.tab: 1 noted: Event ID that was there before",)


def lines_of(source: str) -> dict[str, str]:
    """For each source a good line, a bad date, a missing id."""
    return {
        "polecat": polecat() + polecat(Event_Date="soon") + polecat(Event_ID="None", Event_Date="2023-05-01"),
        "icews": icews() + icews(Event_Date="1995-13-01") + icews(Event_ID=""),
        "gdelt": gdelt() + gdelt(SQLDATE="20140231") + gdelt(GLOBALEVENTID=""),
    }


@pytest.mark.parametrize("source", HEADS)
def test_bad_lines_are_named_and_the_rest_is_read(tmp_path: Path, source: str) -> None:
    text = HEADS[source] + lines_of(source)[source] + "only\tthree\tfields\n\n" + lines_of(source)[source]
    rows, faults = read(tmp_path / "x", text)
    assert len(rows) == 2
    assert faults.rejected == 5
    told = "\n".join(faults.describe())
    first = 2 if source != "gdelt" else 1
    assert (
        f"3 fields, not {({'polecat': '40', 'icews': '20', 'gdelt': '61, 58 or 57'})[source]} (line {first + 3})"
        in told
    )
    assert f"(line {first + 1}, {first + 6})" in told


def test_a_fault_of_many_lines_names_the_first_ones(tmp_path: Path) -> None:
    _, faults = read(tmp_path / "x", gdelt() + gdelt(SQLDATE="") * 1000)
    assert faults.describe() == ("x: 1,000 rejected: no SQLDATE (line 2, 3, 4, 5, 6, ...)",)


@pytest.mark.parametrize("source", HEADS)
def test_packed_files_are_read(tmp_path: Path, source: str) -> None:
    text = (HEADS[source] + lines_of(source)[source]).encode()
    plain, _ = read(tmp_path / "x", text)
    assert read(tmp_path / "x.gz", gzip.compress(text))[0] == plain
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("20140218.export.CSV", text)
    assert read(tmp_path / "x.zip", held.getvalue())[0] == plain


def test_a_file_that_breaks_off_is_read_up_to_there(tmp_path: Path) -> None:
    packed = gzip.compress(b"".join(gdelt(GLOBALEVENTID=str(n), Actor1Name=str(n * n)).encode() for n in range(5000)))
    rows, faults = read(tmp_path / "x.gz", packed[: -len(packed) // 3])
    assert 0 < len(rows) < 5000
    assert "the file breaks off here" in faults.describe()[-1]


def test_older_encodings_and_marks_of_bytes_are_read(tmp_path: Path) -> None:
    text = HEADS["icews"].encode() + icews(Source_Name="José").encode("latin-1") + icews(Source_Name="Łódź").encode()
    assert [r.actor_name for r in read(tmp_path / "x", b"\xef\xbb\xbf" + text)[0]] == ["José", "Łódź"]


def test_a_line_without_end_is_no_file_in_memory(tmp_path: Path) -> None:
    rows, faults = read(tmp_path / "x", gdelt().encode() + b"x" * 3_000_000 + b"\n" + gdelt().encode())
    assert len(rows) == 2
    assert faults.describe() == ("x: 1 rejected: line too long (line 2)",)


def test_a_header_that_somebody_put_on_gdelt_is_no_event(tmp_path: Path) -> None:
    rows, faults = read(tmp_path / "x", "\t".join(GDELT) + "\n" + gdelt())
    assert (len(rows), faults.rejected) == (1, 0)


@pytest.mark.parametrize("content", [b"", b"a,b,c\n", b"\x00\x01\x02", b"\x1f\x8bnot gzip", b"PK\x03\x04"])
def test_a_file_of_somebody_elses_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(tmp_path / "x", content)


@pytest.mark.parametrize("source", HEADS)
def test_the_table_is_arrow_with_one_schema(tmp_path: Path, source: str) -> None:
    (tmp_path / "x").write_text(HEADS[source] + lines_of(source)[source])
    (batch,) = read_batches(tmp_path / "x", Faults("x"))
    assert batch.schema.equals(schema())
    found = batch.to_pylist()[0]
    assert (found["source"], found["pair"]) == (source, 1)
    assert find_source(tmp_path / "x") == source


def test_a_large_file_is_read_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.keep.imports.foreign.ROWS_A_BATCH", 10)
    (tmp_path / "x").write_text("".join(gdelt(GLOBALEVENTID=str(n)) for n in range(25)))
    batches = list(read_batches(tmp_path / "x", Faults("x")))
    assert [batch.num_rows for batch in batches] == [10, 10, 5]
    assert pyarrow.Table.from_batches(batches)["id"].to_pylist() == [str(n) for n in range(25)]


def ours() -> Record:
    people = (
        entity(country="ROU", represents="ROU", sectors=("GOV", "JRN")),
        entity(id="e2", name="Wei", country="CHN", represents="CHN", sectors=("MIL", "MED")),
    )
    return record(document=document(), entities=people, events=(event(actors=("e2",)),))


@pytest.mark.parametrize("format", ["polecat", "icews", "gdelt"])
def test_what_we_export_comes_back(tmp_path: Path, format: str) -> None:
    (found,), faults = read(tmp_path / "x", write(format, ours()))
    assert faults.describe() == ()
    assert (found.date, found.type, found.mode, found.quad, found.score) == ("2024-05-14", "CONSULT", "visit", 1, 4.0)
    assert (found.actor_country, found.recipient_country, found.place_country) == ("CHN", "ROU", "NOR")
    assert (found.actor_sectors, found.recipient_sectors) == (("MIL", "MED"), ("GOV", "JRN"))
    assert (found.lat, found.lon) == (59.91, 10.75)


@pytest.mark.parametrize("words", ["x\x00y", "\u2028", "مرحبا", "=1+1"])
def test_hostile_words_stay_in_their_row(tmp_path: Path, words: Any) -> None:
    rows, _ = read(tmp_path / "x", HEADS["icews"] + icews(Source_Name=words) + icews(Event_ID="2"))
    assert rows[0].actor_name == (words.strip() or None)
    assert len(rows) == 2
