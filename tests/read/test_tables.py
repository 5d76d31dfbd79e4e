from __future__ import annotations

import csv
import gzip
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman.errors import DocumentError
from dragoman.read import read_many
from dragoman.records import Document
from dragoman.settings import Settings

TEXT = "The envoys met in Geneva."


def find(tmp_path: Path, data: str | bytes, name: str = "a.csv", **limits: int) -> list[Document | DocumentError]:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_many(path, Settings(**limits)))


def find_parquet(tmp_path: Path, columns: dict[str, Any]) -> list[Document | DocumentError]:
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    return list(read_many(tmp_path / "a.parquet"))


def short(found: list[Document | DocumentError]) -> list[str]:
    return [item.id if isinstance(item, Document) else f"{item.line}: {item.reason}" for item in found]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_dialect_gives_the_same_documents(tmp_path: Path, delimiter: str, encoding: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    text = 'The envoys met; they "talked", and\nleft | again.\tSoon.'
    writer.writerows([["Title", "ID", "Text", "published"], ["Talks", "7", text, "2024-05-03"]])
    [document] = find(tmp_path, out.getvalue().encode(encoding))
    assert isinstance(document, Document), document
    assert (document.id, document.text, document.title, document.published) == ("7", text, "Talks", "2024-05-03")


def test_a_table_without_a_text_column_names_the_ones_it_has(tmp_path: Path) -> None:
    [error] = find(tmp_path, "id,body,date\n1,The envoys met.,2024\n2,x,y\n")
    assert str(error) == f'{tmp_path}/a.csv: no column named "text"; the columns are: id, body, date'


def test_a_bad_row_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    data = f"id,text\na,{TEXT}\nb,\nc,The envoys met, and left, again\nd\ne,{TEXT}\n"
    assert short(find(tmp_path, data)) == [
        "a",
        "3: an empty text",
        "4: 4 cells in the row, 2 in the header: is a text not in quotes?",
        "5: no text",
        "e",
    ]


def test_a_field_longer_than_the_csv_module_allows_is_read(tmp_path: Path) -> None:
    [document] = find(tmp_path, 'id,text\na,"' + f"{TEXT}\n" * 10_000 + '"\n')
    assert isinstance(document, Document)
    assert len(document.text) == 26 * 10_000


def test_a_line_over_the_limit_costs_its_row_only(tmp_path: Path) -> None:
    long = "x" * 3_000
    data = f'id,text\na,"{TEXT}\n{long}\nend"\nb,{long}\nc,"{long}\nend"\nd,{TEXT}\n'
    reason = "a line of more than 500 characters"
    assert short(find(tmp_path, data, max_line_chars=500)) == [f"2: {reason}", f"3: {reason}", f"4: {reason}", "d"]


def test_a_quotation_mark_never_closed_swallows_no_rows_in_silence(tmp_path: Path) -> None:
    found = short(find(tmp_path, f'id,text\na,{TEXT}\nb,"{TEXT}\nc,{TEXT}\n'))
    assert found == ["a", "3: a quotation mark is opened here and never closed: what follows is not read"]


def test_a_separator_line_of_spreadsheets_is_obeyed(tmp_path: Path) -> None:
    assert short(find(tmp_path, f"sep=;\nid;text\na;{TEXT}\n")) == ["a"]


@pytest.mark.parametrize("data", ["", "id,text\n", "\n\n"])
def test_a_table_without_rows_is_said(tmp_path: Path, data: str) -> None:
    [error] = find(tmp_path, data)
    assert isinstance(error, DocumentError)


def test_a_table_on_its_own_is_recognised_by_its_header(tmp_path: Path) -> None:
    assert short(find(tmp_path, f"id,text\na,{TEXT}\n", "table")) == ["a"]


@pytest.mark.parametrize("day", ["2024-05-03", date(2024, 5, 3), datetime(2024, 5, 3, 12)])
def test_parquet_rows_are_documents_with_days_of_any_type(tmp_path: Path, day: object) -> None:
    [document] = find_parquet(tmp_path, {"Text": [TEXT], "published": [day], "n": [1]})
    assert isinstance(document, Document), document
    assert (document.id, document.text, document.published) == ("a.parquet:1", TEXT, "2024-05-03")


def test_parquet_rows_without_text_are_named(tmp_path: Path) -> None:
    found = find_parquet(tmp_path, {"id": [1, 2, 3], "text": [TEXT, None, " "]})
    assert short(found) == ["1", "2: no text", "3: an empty text"]


def test_parquet_without_a_text_column_names_the_ones_it_has(tmp_path: Path) -> None:
    [error] = find_parquet(tmp_path, {"body": ["x"], "day": [1]})
    assert 'no column named "text"; the columns are: body, day' in str(error)


def test_parquet_text_may_be_coded_as_categories_bytes_or_lists(tmp_path: Path) -> None:
    for column in (pa.array([TEXT]).dictionary_encode(), pa.array([TEXT.encode()]), pa.array([[TEXT]])):
        [document] = find_parquet(tmp_path, {"text": column})
        assert isinstance(document, Document), document
        assert document.text == TEXT


def test_compressed_tables_are_read(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": [TEXT]}), tmp_path / "t.parquet")
    data = gzip.compress((tmp_path / "t.parquet").read_bytes())
    assert short(find(tmp_path, data, "t.parquet.gz")) == ["t.parquet.gz:1"]
    assert short(find(tmp_path, gzip.compress(f"id,text\na,{TEXT}\n".encode()), "t.csv.gz")) == ["a"]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1", b"The envoys met."])
def test_what_only_claims_to_be_parquet_is_turned_away(tmp_path: Path, data: bytes) -> None:
    [error] = find(tmp_path, data, "a.parquet")
    assert isinstance(error, DocumentError)
    assert "\n" not in str(error)
