"""`dragoman keep` and `recode`: what they print, keep, skip and end with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.factory import CARD, document, event, record

from dragoman import cli
from dragoman.errors import DocumentError, LanguageError, UnreadableError
from dragoman.keep.view import open_archive
from dragoman.records import CoderCard, Document, Record
from dragoman.settings import Settings

ROOT = Path(__file__).parents[2]


class Fake:
    """A library of documents by name: `bad` cannot be read, `odd` breaks the coder, `stop` is Ctrl-C."""

    def __init__(self, card: CoderCard = CARD, type: str = "CONSULT") -> None:
        self.card, self.type = card, type
        self.coded: list[str] = []

    def read_many(self, paths: Sequence[str], settings: Settings) -> Iterator[Document | DocumentError]:
        for path in paths:
            if path.startswith("bad"):
                yield UnreadableError("not JSON", source=path, line=7)
            elif path == "stop":
                raise KeyboardInterrupt
            else:
                yield document(id=path, publisher=path, source=f"feed.jsonl:{path}", warnings=("short of a date",))

    def code(self, document: Document) -> Record:
        self.coded.append(document.id)
        if document.id == "odd":
            raise KeyError("e7")
        if document.id == "foreign":
            raise LanguageError("not English", source=document.id)
        warnings = (*document.warnings, "and of a place")
        return record(document=document, coder=self.card, events=(event(type=self.type),), warnings=warnings)


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "news.duckdb")


def run(*arguments: str, library: Fake | None = None) -> int:
    return cli.main(list(arguments), library=library or Fake())


def test_an_interrupt_while_the_coder_is_loaded_is_said(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    class Loading(Fake):
        def __getattribute__(self, name: str) -> Any:
            if name == "card":
                raise KeyboardInterrupt
            return super().__getattribute__(name)

    assert run("keep", path, "a", library=Loading()) == 130
    assert capsys.readouterr() == ("", "interrupted  0 documents kept\n")


def test_what_was_kept_is_counted_and_not_coded_again(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("keep", path, "a", "b") == 0
    assert capsys.readouterr().out == "kept 2 documents with 2 events\n"
    library = Fake()
    assert run("keep", path, "a", "b", "c", library=library) == 0
    assert library.coded == ["c"]
    assert capsys.readouterr().out == "kept 1 document with 1 event, skipped 2 kept before\n"
    assert len(open_archive(path)) == 3


def test_a_bad_document_stops_nothing_and_is_tried_again(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        library = Fake()
        assert run("keep", path, "a", "bad", "odd", "foreign", "b", "-q", library=library) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert [line.split(":")[0] for line in err.splitlines()] == [
            "rejected  bad",
            "rejected  feed.jsonl",
            "rejected  foreign",
        ]
        assert {"odd", "foreign"} <= set(library.coded)
    view = open_archive(path)
    assert [one.document.id for one in view.records()] == ["a", "b"]
    reasons = view.sql("SELECT reason FROM rejects ORDER BY source")["reason"].to_pylist()
    assert reasons == ["not JSON", "internal error (KeyError: 'e7'), please report", "not English"]


def test_ctrl_c_keeps_what_was_done(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("keep", path, "a", "b", "stop", "c") == 130
    assert capsys.readouterr().out == "kept 2 documents with 2 events\n"
    assert [one.document.id for one in open_archive(path).records()] == ["a", "b"]


def test_ctrl_c_from_outside_ends_cleanly(path: str) -> None:
    script = textwrap.dedent(
        """
        import sys, time
        from dragoman import cli
        from tests.verbs.test_keep import Fake
        class Slow(Fake):
            def code(self, document):
                print("coding", file=sys.stderr, flush=True)
                time.sleep(0.05)
                return super().code(document)
        sys.exit(cli.main(["keep", sys.argv[1], *map(str, range(1000))], library=Slow()))
        """
    )
    call = [sys.executable, "-c", script, path]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    process = subprocess.Popen(
        call, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    for _ in range(5):
        assert process.stderr.readline() == "coding\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    kept = len(open_archive(path))
    assert kept >= 4
    assert out == f"kept {kept} documents with {kept} events\n"


def test_a_changed_text_is_said(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    class Changed(Fake):
        def read_many(self, paths: Sequence[str], settings: Settings) -> Iterator[Document | DocumentError]:
            yield replace(document(url="https://a.example"), text="All is different.")

    class First(Fake):
        def read_many(self, paths: Sequence[str], settings: Settings) -> Iterator[Document | DocumentError]:
            yield document(url="https://a.example")

    run("keep", path, "x", library=First())
    capsys.readouterr()
    assert run("keep", path, "x", library=Changed()) == 0
    assert capsys.readouterr().out == "kept 1 document with 1 event (1 in place of an earlier text)\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["keep"], "the following arguments are required: ARCHIVE"),
        (["keep", "a.duckdb"], "no input: give files or folders"),
        (["keep", "a.duckdb", "-", "-"], "standard input can be read only once"),
        (["keep", "a.duckdb", "x", "--published", "May"], "--published is no date like 2024-07-03: May"),
        (["keep", "/nowhere/a.duckdb", "x"], "cannot write /nowhere/a.duckdb: there is no folder /nowhere"),
        (["keep", "/", "x"], "/ is a folder, not an archive"),
        (["keep", __file__, "x"], "test_keep.py is no archive"),
        (["recode", "none.duckdb"], "no archive none.duckdb (dragoman keep none.duckdb PATH... makes one)"),
        (["events", "none.duckdb"], "no archive none.duckdb"),
        (["sql", __file__, "SELECT 1"], "test_keep.py is no archive"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_the_archive_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The foreign ministers of Kenya and Uganda met in Kampala.")
    archive = tmp_path / "news.duckdb"
    for _ in range(2):
        assert cli.main(["keep", str(archive), str(tmp_path), "-q"]) == 0
    assert [one.document.id for one in open_archive(archive).records()] == ["a.txt"]


LATER = replace(CARD, version="0.2.0")


def test_recode_says_what_would_change_and_writes_nothing(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    run("keep", path, "a", "-q")
    capsys.readouterr()
    assert run("recode", path, "--dry-run", library=Fake(LATER, "SUPPORT")) == 0
    out = capsys.readouterr().out
    assert "type: CONSULT → SUPPORT" in out
    assert out.endswith("1 document would be coded again; events: 0 added, 0 gone, 1 changed\n")
    assert open_archive(path).events()["type"].to_pylist() == ["CONSULT"]
    assert open_archive(path).sql("SELECT DISTINCT verb FROM runs")["verb"].to_pylist() == ["keep"]


def test_recode_replaces_and_gives_the_coder_the_document_as_it_was_read(path: str) -> None:
    run("keep", path, "a", "-q")
    later = Fake(LATER, "SUPPORT")
    assert run("recode", path, "-q", library=later) == 0
    view = open_archive(path)
    assert view.events()["type"].to_pylist() == ["SUPPORT"]
    (found,) = view.records()
    assert found.warnings == ("short of a date", "and of a place")
    assert view.sql("SELECT reason FROM history").num_rows == 1
    again = Fake(LATER)
    assert run("recode", path, "-q", library=again) == 0
    assert again.coded == []


def test_recode_all_codes_what_this_coder_coded(path: str) -> None:
    run("keep", path, "a", "b", "-q")
    library = Fake()
    assert run("recode", path, "--all", "--dry-run", "-q", library=library) == 0
    assert library.coded == ["a", "b"]


def test_recode_keeps_the_old_coding_of_what_cannot_be_coded(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run("keep", path, "a", "b", "-q")

    class Half(Fake):
        def code(self, document: Document) -> Record:
            if document.id == "a":
                raise LanguageError("not English", source=document.id)
            return super().code(document)

    assert run("recode", path, "-q", library=Half(LATER, "SUPPORT")) == 1
    assert open_archive(path).events()["type"].to_pylist() == ["CONSULT", "SUPPORT"]


def test_changes_come_as_json(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    run("keep", path, "a", "-q")
    capsys.readouterr()
    assert run("recode", path, "--dry-run", "--format", "json", library=Fake(LATER, "SUPPORT")) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["documents"] == 1
    assert found["changes"][0]["fields"] == {"type": ["CONSULT", "SUPPORT"]}


def test_the_day_of_publication_limits_what_is_recoded(path: str) -> None:
    run("keep", path, "a", "-q")
    library = Fake(LATER)
    assert run("recode", path, "--since", "2030-01-01", "-q", library=library) == 0
    assert library.coded == []


def test_files_of_a_folder_that_are_no_documents_are_counted_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("Norway condemned the attack on Ukraine.", encoding="utf-8")
    for name in ("fetch.py", "uv.lock", "more.py"):
        (folder / name).write_text("Norway condemned the attack on Ukraine again.", encoding="utf-8")
    assert cli.main(["keep", str(folder / "news.duckdb"), str(folder)]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("kept 1 document with ")
    assert told.err == "not read: 3 files of kinds that are no documents (.py 2, .lock 1)\n"
    assert cli.main(["keep", str(folder / "news.duckdb"), str(folder / "fetch.py"), "-q"]) == 0
    assert len(open_archive(folder / "news.duckdb")) == 2
    assert cli.main(["code", str(folder), "--format", "csv"]) == 0
    assert capsys.readouterr().err == "not read: 5 files of kinds that are no documents (.lock 2, .py 2, .duckdb 1)\n"


def test_a_day_of_publication_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, text = tmp_path / "a.jsonl", "Norway condemned the attack on Ukraine."
    path.write_text(json.dumps({"text": text, "published": "sometime"}), encoding="utf-8")
    assert cli.main(["keep", str(tmp_path / "news.duckdb"), str(path)]) == 0
    said = "no day of publication can be read in 1 document: what stood there is in the warnings\n"
    assert capsys.readouterr().err == said
    (row,) = open_archive(tmp_path / "news.duckdb").documents(columns=["warnings"])["warnings"].to_pylist()
    assert row == ['publication date "sometime" names no single day: left empty']
