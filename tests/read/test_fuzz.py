"""Whatever the bytes: documents or document errors come out, of one line each, and nothing else."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import DocumentError
from dragoman.read.formats import read_input
from dragoman.read.inputs import open_bytes
from dragoman.records import Document
from dragoman.settings import Settings

LIMITS = Settings(max_chars=2_000, max_line_chars=400)
ODD = st.sampled_from(
    ['"', "\n", "\r", "\r\n", ",", ";", "\t", "|", "{", "}", "[", "]", "<", ">", "</", "<!--", "&#0;", "&#xD800;",
     "\\ud800",
     "\0", "\ufeff", "\u200d", "\U0001f91d", "<p>", "<div>", "<script>", "<table><tr><td>", "<meta charset=x>", "<svg>",
     '{"text": "The envoys met in Geneva."}', '{"text":', "NaN", "text", "id,text\n", "sep=",
     "The envoys met in Geneva. ",
     "<rss>", "<item>", "<entry>", "<description>", "WARC/1.0\r\n", "Content-Length: 9\r\n", "HTTP/1.1 200 OK\r\n",
     "Published: ", "03/04/2024", "GENEVA, March 3 (AFP) - ", "<?xml?>", "<![CDATA[", "<title>", "<h1>",
     '<script type="application/ld+json">', '{"headline": 1, "publisher": {"name": 2}}', "</script>", "<time pubdate>"]
)  # fmt: skip
SHREDS = st.lists(ODD | st.text(max_size=8), max_size=30).map("".join)
DATA = st.one_of(
    st.binary(max_size=300),
    SHREDS.map(lambda text: text.encode("utf-8", "replace")),
    SHREDS.map(lambda text: text.encode("utf-16", "replace")),
    st.builds(lambda a, b: a.encode("utf-8", "replace") + b, SHREDS, st.binary(max_size=20)),
)
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(data: bytes, name: str) -> None:
    for found in read_input(open_bytes(data, name), LIMITS):
        if isinstance(found, Document):
            json.dumps(found.text).encode()
            f"{found.id}{found.text}{found.title}{found.publisher}{found.url}{found.source}{found.warnings}".encode()
            assert found.text.strip()
            assert len(found.text) <= LIMITS.max_chars
        else:
            assert isinstance(found, DocumentError)
            assert "\n" not in str(found)


@pytest.mark.parametrize(
    "name", ["a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.parquet", "a.docx", "a.rss", "a.warc", "unknown"]
)
@FUZZ
@given(data=DATA)
def test_any_bytes_become_documents_or_errors(name: str, data: bytes) -> None:
    check(data, name)


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | SHREDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(["id", "title", "text", "publisher", "url", "published"])


@FUZZ
@given(rows=st.lists(st.dictionaries(KEYS, VALUES, max_size=6), max_size=5), lay_out=st.sampled_from([list, None]))
def test_any_json_values_become_documents_or_errors(rows: list[object], lay_out: Callable[..., object] | None) -> None:
    data = json.dumps(rows) if lay_out else "\n".join(map(json.dumps, rows))
    check(data.encode(), "a.jsonl")


@FUZZ
@given(cut=st.integers(0, 900), flips=st.lists(st.tuples(st.integers(0, 899), st.integers(0, 255)), max_size=4))
def test_a_damaged_parquet_file_is_an_error_at_worst(cut: int, flips: list[tuple[int, int]]) -> None:
    out = io.BytesIO()
    pq.write_table(pa.table({"id": ["a", "b"], "text": ["The envoys met.", None]}), out)
    data = bytearray(out.getvalue())
    for place, value in flips:
        data[place % len(data)] = value
    check(bytes(data[: max(0, len(data) - cut)]), "a.parquet")
