"""Records come back from JSON Lines as they were; a line that is none costs that line alone."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from tests.factory import empty, hostile, record

from dragoman.errors import DocumentError
from dragoman.keep.export import make_writer
from dragoman.keep.record_lines import find_fault, read_records
from dragoman.records import Record


def lines(*records: Record) -> bytes:
    sink = io.BytesIO()
    writer = make_writer("jsonl", sink)
    for given in records:
        writer.write(given)
    return sink.getvalue()


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_records_come_back_as_they_were(tmp_path: Path, pack: Any) -> None:
    given = [record(), empty(), hostile("Łódź \u2028 \t 北京 🕊")]
    (tmp_path / "all.jsonl").write_bytes(pack(lines(*given)))
    assert list(read_records(tmp_path / "all.jsonl")) == given


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"document": None}, "document is no object"),
        ({"document": {"id": "d1"}}, "document.text is missing"),
        ({"events": {}}, "events is no list"),
        ({"events": [7]}, r"events\[0\] is no object"),
        ({"boilerplate": [[0]]}, r"boilerplate\[0\] is no \[start, end\]"),
        ({"relevant": "yes"}, "relevant is not true or false"),
        ({"warnings": [1]}, r"warnings\[0\] is no text"),
    ],
)
def test_a_line_that_is_no_record_is_named_with_what_is_wrong(
    tmp_path: Path, change: dict[str, Any], reason: str
) -> None:
    broken = json.dumps(record().to_dict() | change).encode()
    (tmp_path / "all.jsonl").write_bytes(lines(record()) + broken + b"\n\n" + lines(empty()))
    first, second, third = read_records(tmp_path / "all.jsonl")
    assert (first, third) == (record(), empty())
    assert isinstance(second, DocumentError)
    with pytest.raises(DocumentError, match=rf"all.jsonl:2: not a record: {reason}"):
        raise second


@pytest.mark.parametrize("line", [b"{", b"\xff\xfe", b"[" * 100_000, b"7", b'"x"', b"null"])
def test_what_is_no_json_object_breaks_nothing(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "all.jsonl").write_bytes(line + b"\n" + lines(record()))
    first, second = read_records(tmp_path / "all.jsonl")
    assert isinstance(first, DocumentError)
    assert second == record()


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_file_of_something_else_is_one_error(tmp_path: Path, pack: Any) -> None:
    (tmp_path / "all.duckdb").write_bytes(pack(b"DUCK\0\0\n" * 500))
    (found,) = read_records(tmp_path / "all.duckdb")
    assert str(found).endswith("all.duckdb: no JSON Lines of records")


def test_a_gzip_file_that_breaks_off_gives_what_is_there(tmp_path: Path) -> None:
    whole = gzip.compress(lines(*[record() for _ in range(50)]))
    (tmp_path / "all.jsonl").write_bytes(whole[: len(whole) // 2])
    *_, last = read_records(tmp_path / "all.jsonl")
    assert isinstance(last, DocumentError)


def test_every_number_and_text_is_looked_at() -> None:
    data = record().to_dict()
    assert find_fault(data) is None
    data["events"][0]["score"] = "4"
    assert find_fault(data) == "events[0].score is no number"
