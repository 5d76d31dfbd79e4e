"""What `read` and `read_many` promise whatever the source; the readers have tests of their own."""

from __future__ import annotations

import gzip
import io
import os
import sys
from pathlib import Path

import pytest

from dragoman.errors import DocumentError, LanguageError, NoTextError, UnreadableError, UsageError
from dragoman.read import read, read_many
from dragoman.settings import Settings

REPORT = "Envoys meet in Geneva\n\nThe envoys met on Tuesday and said that they would meet again.\n"


def write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_path_gives_its_text_title_and_name(tmp_path: Path) -> None:
    path = write(tmp_path / "report.txt", REPORT)
    for source in (path, str(path)):
        document = read(source)
        assert (document.id, document.text, document.title) == ("report.txt", REPORT, "Envoys meet in Geneva")
        assert document.source == str(path)


def test_a_text_is_read_as_it_is_and_has_a_stable_id() -> None:
    document = read(REPORT)
    assert document.text == REPORT
    assert document.source is None
    assert document.id == read(REPORT).id != read(REPORT + "More.").id


@pytest.mark.parametrize(
    "file", [io.BytesIO(REPORT.encode()), io.StringIO(REPORT), io.BytesIO(gzip.compress(REPORT.encode()))]
)
def test_a_file_object_is_read_and_left_open(file: io.IOBase) -> None:
    assert read(file).text == REPORT  # type: ignore[arg-type]
    assert not file.closed


def test_bytes_are_read() -> None:
    assert read(REPORT.encode("utf-16")).text == REPORT


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "file:///etc/passwd", "gopher://127.0.0.1/", "www.example.org/a b"[:15]]
)
def test_an_address_of_another_kind_is_refused_in_one_line(url: str) -> None:
    for call in (lambda: read(url), lambda: read_many([url])):
        with pytest.raises(UsageError, match="only addresses that begin with") as error:
            call()
        assert "\n" not in str(error.value)


def test_a_text_that_mentions_an_address_is_a_text() -> None:
    assert read("The envoys met; see https://example.org/a for more.").text.startswith("The envoys")


@pytest.mark.parametrize("name", ["missing.txt", "no/such/file", "/tmp/no such/folder/x", "a report.pdf"])
def test_a_missing_file_is_named(name: str) -> None:
    with pytest.raises(UnreadableError, match="no such file") as error:
        read(name)
    assert error.value.source == name


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "!!! ???", "Hello there", "\U0001f91d \U0001f91d"])
def test_a_text_with_too_few_words_is_turned_away(text: str) -> None:
    with pytest.raises(NoTextError):
        read(text)


def test_one_word_is_called_one_word(tmp_path: Path) -> None:
    with pytest.raises(NoTextError, match="a text of one word; at least 3 are needed"):
        read(write(tmp_path / "a.txt", "Hello"))


def test_a_folder_is_not_a_document(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="a folder"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "white space"),
        (b"%PDF-1.7\n...", "a damaged PDF file"),
        (b"PK\x03\x04" + b"\0" * 20, "a ZIP or Office file"),
        (bytes(range(256)) * 10, "binary"),
        (b"\x1f\x8bnot gzip at all", "broke off"),
        (gzip.compress(REPORT.encode() * 50)[:-20], "broke off"),
    ],
)
def test_a_file_that_is_no_text_is_turned_away_with_the_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    path = write(tmp_path / "a.txt", data)
    with pytest.raises(DocumentError, match=reason):
        read(path)


def test_a_foreign_text_is_named_with_its_language(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Le ministre a rencontré son homologue à Genève et ils ont parlé de la paix. " * 3)
    with pytest.raises(LanguageError, match=r"text is in French \(fr\); only English is read"):
        read(path)


def test_a_text_over_the_limit_is_turned_away_not_cut(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", REPORT * 10)
    with pytest.raises(UnreadableError, match="longer than 100 characters"):
        read(path, Settings(max_chars=100))


def test_broken_and_circular_links_are_said(tmp_path: Path) -> None:
    broken, loop = tmp_path / "broken.txt", tmp_path / "loop.txt"
    broken.symlink_to(tmp_path / "gone.txt")
    loop.symlink_to(loop)
    with pytest.raises(UnreadableError, match="a link to a file that is not there"):
        read(broken)
    with pytest.raises(UnreadableError, match="cannot be opened"):
        read(str(loop))


@pytest.mark.skipif(os.name != "posix", reason="named pipes")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableError, match="a named pipe"):
        read(tmp_path / "pipe")
    with pytest.raises(UnreadableError, match="a device"):
        read("/dev/zero")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_said(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", REPORT)
    path.chmod(0)
    with pytest.raises(UnreadableError, match="no permission"):
        read(path)


@pytest.mark.parametrize("name", ["a\0b.txt", "x" * 5000 + ".txt"])
def test_what_is_no_file_name_is_an_error_not_a_crash(name: str) -> None:
    with pytest.raises(DocumentError):
        read(Path(name))


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    good = write(tmp_path / "good.txt", REPORT)
    found = list(read_many([tmp_path / "gone.txt", good, write(tmp_path / "bad.txt", b""), good]))
    assert [type(item).__name__ for item in found] == ["UnreadableError", "Document", "NoTextError", "Document"]


def test_an_id_read_twice_is_kept_with_a_warning(tmp_path: Path) -> None:
    good = write(tmp_path / "good.txt", REPORT)
    first, second = read_many([good, good])
    assert not isinstance(first, DocumentError)
    assert not isinstance(second, DocumentError)
    assert (first.id, first.warnings) == (second.id, ())
    assert second.warnings == ('the id "good.txt" was read before',)


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.html", ".hidden", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, REPORT)
    (tmp_path / "c.txt").symlink_to("gone")
    found = [getattr(item, "id", None) or str(item) for item in read_many([tmp_path])]
    assert found == ["b.txt", f"{tmp_path}/c.txt: a link to a file that is not there", "a/b.html", "a/z.txt"]


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    assert [str(item) for item in read_many(tmp_path)] == [f"{tmp_path}: a folder without files to read"]


@pytest.mark.parametrize(
    ("data", "ids"), [(REPORT, ["stdin"]), ('{"text": "Envoys met in Geneva."}\n' * 2, ["stdin:1", "stdin:2"])]
)
def test_standard_input_is_text_or_json_lines(monkeypatch: pytest.MonkeyPatch, data: str, ids: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    assert [getattr(item, "id", item) for item in read_many("-")] == ids


def test_several_documents_are_too_many_for_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "Envoys met in Geneva."}\n' * 2)
    with pytest.raises(UsageError, match="several documents"):
        read(path)


def test_offsets_count_code_points_of_the_text_given_out() -> None:
    document = read("\U0001f91d Erdog\u0306an met the envoys\r\nin Geneva.")
    assert document.text[2:9] == "Erdoğan"
    assert document.text[24] == "\n"
