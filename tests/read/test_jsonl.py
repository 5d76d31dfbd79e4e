from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import DocumentError
from dragoman.read import read_many
from dragoman.records import Document
from dragoman.settings import Settings

TEXT = "The envoys met in Geneva."


def find(tmp_path: Path, data: str | bytes, name: str = "a.jsonl", **limits: int) -> list[Document | DocumentError]:
    path = tmp_path / name
    path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    return list(read_many(path, Settings(**limits)))


def one(tmp_path: Path, **fields: Any) -> Document:
    [document] = find(tmp_path, json.dumps({"text": TEXT, **fields}))
    assert isinstance(document, Document), document
    return document


def short(found: list[Document | DocumentError]) -> list[str]:
    return [item.id if isinstance(item, Document) else f"{item.line}: {item.reason}" for item in found]


def test_every_field_is_read_and_unknown_ones_are_left(tmp_path: Path) -> None:
    document = one(
        tmp_path, id="r1", title=" Talks ", publisher="AFP", url="https://example.org", published="3 May 2024", x=[1]
    )
    assert document == Document(
        "r1", TEXT, "Talks", "AFP", "https://example.org", "2024-05-03", "en", str(tmp_path / "a.jsonl") + ":1"
    )


def test_a_bad_line_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    lines = [json.dumps({"text": TEXT})] * 9
    lines[6] = '{"text": "The envoys met'
    found = short(find(tmp_path, "\n".join(lines)))
    assert len(found) == 9
    assert found[6] == "7: not JSON: Unterminated string starting at character 10"
    assert found[8] == "a.jsonl:9"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{}", "no text"),
        ('{"text": null}', "no text"),
        ('{"text": NaN}', "no text"),
        ('{"text": ""}', "an empty text"),
        ('{"text": 7}', "the text is a number"),
        ('{"text": {"a": 1}}', "the text is an object"),
        ('{"text": true}', "the text is true or false"),
        ("[1]", "a list where an object with a text is needed"),
        ("null", "null where an object with a text is needed"),
        ("[" * 100_000, "not JSON: nested too deep, or a number too long"),
        ('{"text": ' + "9" * 5_000 + "}", "not JSON: nested too deep, or a number too long"),
    ],
)
def test_a_line_without_text_is_named_with_the_reason(tmp_path: Path, line: str, reason: str) -> None:
    good = json.dumps({"text": TEXT})
    assert short(find(tmp_path, f"{good}\n{line}\n{good}\n")) == ["a.jsonl:1", f"2: {reason}", "a.jsonl:3"]


def test_a_line_over_the_limit_costs_that_line_only(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT})
    data = good + "\n" + json.dumps({"text": TEXT * 100}) + "\n" + json.dumps({"text": "é " * 600}) + "\n" + good
    found = short(find(tmp_path, data, max_line_chars=500))
    long = "a line of more than 500 characters"
    assert found == ["a.jsonl:1", f"2: {long}", f"3: {long}", "a.jsonl:4"]


def test_a_line_of_fifty_megabytes_is_one_error(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT}).encode()
    found = short(find(tmp_path, b'{"text": "' + b"x" * 50_000_000 + b'"}\n' + good))
    assert found == ["1: a line of more than 8,000,000 characters", "a.jsonl:2"]


def test_fields_of_other_kinds_are_read_or_left_with_a_warning(tmp_path: Path) -> None:
    document = one(tmp_path, id=7, title=["a"], publisher=float("nan"), url=None, published={"day": 3})
    assert (document.id, document.title, document.publisher, document.published) == ("7", None, None, None)
    assert document.warnings == ("title is a list: left empty", "publication date is a dict: left empty")


def test_a_list_of_paragraphs_is_a_text(tmp_path: Path) -> None:
    assert one(tmp_path, text=[TEXT, TEXT]).text == f"{TEXT}\n\n{TEXT}"


def test_lone_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    document = one(tmp_path, text=TEXT + "\ud800", title="Talks \udfff")
    assert document.text == TEXT + "\ufffd"
    assert document.title == "Talks \ufffd"
    assert document.warnings == ("1 lone surrogate read as U+FFFD",)


def test_nul_characters_are_left_out_with_a_warning(tmp_path: Path) -> None:
    document = one(tmp_path, text="The env\0oys met in Geneva.")
    assert (document.text, document.warnings) == (TEXT, ("1 NUL character left out",))


def test_of_a_key_given_twice_the_last_counts(tmp_path: Path) -> None:
    [document] = find(tmp_path, '{"text": "x", "text": "The envoys met."}')
    assert isinstance(document, Document)
    assert document.text == "The envoys met."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_lines_in_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    line = json.dumps({"text": "The envoys met in Zürich."}, ensure_ascii=False)
    found = find(tmp_path, f"{line}\r\n\r\n{line}\r\n".encode(encoding))
    assert [item.text for item in found if isinstance(item, Document)] == ["The envoys met in Zürich."] * 2


@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_is_read_item_by_item(tmp_path: Path, indent: int | None) -> None:
    data = json.dumps([{"id": "a", "text": TEXT}, {"id": "b"}, {"id": "c", "text": TEXT}], indent=indent)
    found = short(find(tmp_path, data, "a.json"))
    assert [found[0], found[2]] == ["a", "c"]
    assert found[1].endswith(": no text")


def test_a_broken_array_keeps_what_came_before(tmp_path: Path) -> None:
    found = short(
        find(tmp_path, '[\n{"id": "a", "text": "The envoys met."},\n{"text": oops},\n{"text": "x"}]', "a.json")
    )
    assert found == ["a", "3: not JSON from here on: Expecting value"]


@pytest.mark.parametrize("end", ["", "]{}"])
def test_an_array_that_ends_wrongly_is_said(tmp_path: Path, end: str) -> None:
    found = find(tmp_path, '[{"id": "a", "text": "The envoys met."}' + end, "a.json")
    assert [type(item).__name__ for item in found] == ["Document", "UnreadableError"]


def test_an_object_over_many_lines_is_one_document(tmp_path: Path) -> None:
    [document] = find(tmp_path, json.dumps({"id": "a", "text": TEXT}, indent=2), "a.json")
    assert isinstance(document, Document)


@pytest.mark.parametrize("data", ["", "\n\n", "[]", "[ ]"])
def test_a_file_without_documents_is_said(tmp_path: Path, data: str) -> None:
    [error] = find(tmp_path, data)
    assert isinstance(error, DocumentError)
