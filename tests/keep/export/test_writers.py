"""Writers: the same bytes twice, whole at any time, safe to open."""

import csv
import io
import json
import tracemalloc
from collections.abc import Iterable

import pyarrow.parquet as pq
import pytest
from tests.factory import document, empty, hostile, record

from dragoman.errors import UsageError
from dragoman.keep.export import FORMATS, make_writer, schema, table
from dragoman.keep.export.sheets import make_cell
from dragoman.records import Record


def written(format: str, records: Iterable[Record], table: str = "events") -> bytes:
    sink = io.BytesIO()
    writer = make_writer(format, sink, table)
    for given in records:
        writer.write(given)
    writer.close()
    assert not sink.closed
    return sink.getvalue()


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_records_give_the_same_bytes(format: str) -> None:
    given = [record(), empty(), hostile("Łódź 北京 \u2028 x")]
    assert written(format, given) == written(format, given)


def test_json_is_one_object_for_one_record_and_an_array_for_any_other_number() -> None:
    assert json.loads(written("json", [])) == []
    assert json.loads(written("json", [record()])) == record().to_dict()
    assert json.loads(written("json", [record(), empty(), record()])) == [
        record().to_dict(),
        empty().to_dict(),
        record().to_dict(),
    ]


@pytest.mark.parametrize("text", ["Łódź 北京 مرحبا", 'quotes " and \\ and \n', "\u2028 \x00 \x1b", "🕊"])
@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_json_gives_the_record_back(format: str, text: str) -> None:
    given = hostile(text)
    assert Record.from_dict(json.loads(written(format, [given]))) == given


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_json_is_utf8_in_the_order_of_the_contract_with_a_line_end(format: str) -> None:
    data = written(format, [record(document=document(title="Łódź"))])
    assert "Łódź" in data.decode()
    assert data.endswith(b"}\n")
    keys = list(json.loads(data))
    assert keys == [
        "document",
        "coder",
        "relevant",
        "entities",
        "events",
        "meetings",
        "positions",
        "boilerplate",
        "warnings",
    ]


def test_json_for_people_keeps_spans_on_one_line() -> None:
    assert '"trigger": [95, 98],\n' in written("json", [record()]).decode()


def test_json_lines_are_one_a_record() -> None:
    lines = written("jsonl", [record(), hostile("a\nb")]).decode().split("\n")
    assert len(lines) == 3
    assert json.loads(lines[1])["document"]["text"] == "a\nb"
    assert lines[2] == ""


@pytest.mark.parametrize("format", ["json", "jsonl", "csv"])
def test_half_characters_become_question_marks(format: str) -> None:
    assert "a?b" in written(format, [hostile("a\ud800b")]).decode("utf-8")


@pytest.mark.parametrize("name", ["events", "entities", "meetings", "positions", "documents"])
def test_csv_and_parquet_hold_the_rows_of_the_table(name: str) -> None:
    given = [record(), empty(), record()]
    wanted = table(given, name)
    read = pq.read_table(io.BytesIO(written("parquet", given, name)))
    assert read.equals(wanted)
    lines = rows(written("csv", given, name))
    assert len(lines) == wanted.num_rows
    assert list(lines[0]) == wanted.column_names


@pytest.mark.parametrize("name", ["events", "documents"])
def test_files_of_nothing_keep_their_columns(name: str) -> None:
    assert pq.read_table(io.BytesIO(written("parquet", [], name))).schema.equals(schema(name))
    assert written("csv", [], name).decode().rstrip("\n").split(",") == schema(name).names


def test_parquet_is_written_in_row_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.keep.export.arrow.ROWS_HELD", 4)
    found = pq.ParquetFile(io.BytesIO(written("parquet", [record()] * 10)))
    assert found.metadata.num_rows == 20
    assert found.metadata.num_row_groups == 5


@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet", "json"])
def test_memory_is_bounded_however_many_records_come(format: str) -> None:
    class Nowhere(io.RawIOBase):
        def write(self, data: object) -> int:
            return len(bytes(data))  # type: ignore[call-overload,no-any-return]

        def writable(self) -> bool:
            return True

    text = "Rain. " * 5_000
    writer = make_writer(format, io.BufferedWriter(Nowhere()), "events")
    writer.write(record())
    tracemalloc.start()
    for _ in range(200):
        writer.write(empty(text=text))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    writer.close()
    assert peak < 20 * len(text)  # all together are 200


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (3, "3"),
        (-2.5, "-2.5"),
        ((), ""),
        (("AZE", None, "OSCE"), "AZE; ; OSCE"),
        ((12, 40), "12; 40"),
        (("a; b", "c"), "a, b; c"),
        ("plain", "plain"),
        ("=1+1", "'=1+1"),
        ("+994 12", "'+994 12"),
        ("-cmd", "'-cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("  =1", "'  =1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("＝1", "'＝1"),
        (("=1", "@x"), "'=1; '@x"),
        (("x", "=1"), "x; '=1"),
        ("a=b", "a=b"),
        ("nul\0", "nul"),
    ],
)
def test_no_cell_is_a_formula(value: object, cell: str) -> None:
    assert make_cell(value) == cell


@pytest.mark.parametrize("text", ["a,b", 'a "b" c', "a\nb", "a\rb", "a\r\nb", "a;b", "Łódź"])
def test_csv_gives_texts_back(text: str) -> None:
    (row,) = rows(written("csv", [hostile(text)]))
    assert row["sentence"] == text


def test_an_unknown_format_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no format 'xml'"):
        make_writer("xml", io.BytesIO())
