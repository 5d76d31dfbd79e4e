"""The command: what it prints, where, and the exit code it ends with."""

import io
import json
import os
import pty
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.factory import document, empty, record

from dragoman import cli
from dragoman.errors import DocumentError, LanguageError, MissingExtraError, UnreadableError
from dragoman.records import Document, Record
from dragoman.settings import Settings

ROOT = Path(__file__).parent.parent


class Fake:
    """A library that knows what each path holds: `good`, `many`, `bad`, `foreign`, `extra`, ...."""

    def __init__(self) -> None:
        self.coded: list[Document] = []

    def read_many(self, paths: Sequence[str], settings: Settings) -> Iterator[Document | DocumentError]:
        for path in paths:
            yield from self.read(path)

    def read(self, path: str) -> Iterable[Document | DocumentError]:
        if path.startswith("bad"):
            return [UnreadableError("not JSON: \x1b[31mred", source=path, line=7)]
        if path.startswith("many"):
            return [document(id=str(number)) for number in range(5)]
        if path.startswith("extra"):
            raise MissingExtraError("reading PDF needs: pip install 'dragoman[pdf]'")
        if path.startswith("stop"):
            return self.stop_after_two()
        return [document(id=path, published=None, language="fr" if path.startswith("foreign") else "en")]

    def stop_after_two(self) -> Iterator[Document]:
        yield document(id="1")
        yield document(id="2")
        raise KeyboardInterrupt

    def code(self, document: Document) -> Record:
        self.coded.append(document)
        if document.language == "fr":
            raise LanguageError("not English", source=document.id)
        return record(document=document)


def run(*arguments: str, library: Any = None) -> int:
    return cli.main(["code", *arguments], library=library or Fake())


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


def test_one_document_is_summed_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("good.txt") == 0
    out, err = capsys.readouterr()
    assert "MEETING  held" in out
    assert "\x1b" not in out
    assert err == ""


def test_many_documents_are_told_in_short_and_counted_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("many", "bad") == 1
    out, err = capsys.readouterr()
    assert out.count("Fjord Wire") == 5
    rejected, counted, reasons = err.splitlines()
    assert reasons == "left out: 1 not readable"
    assert rejected == "rejected  bad:7: not JSON: red"
    assert counted.startswith("coded 5 documents, rejected 1, 10 events, ")
    assert counted.endswith(" documents/s")


def test_quiet_leaves_only_rejections(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("many", "bad", "-q") == 1
    assert capsys.readouterr().err.splitlines() == ["rejected  bad:7: not JSON: red"]


def test_what_only_coding_finds_out_is_a_rejection_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("foreign", "good", "--format", "jsonl") == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["document"]["id"] for line in out.splitlines()] == ["good"]
    assert "rejected  foreign: not English" in err


class Broken(Fake):
    """A library whose coder has a fault that one document brings out."""

    def code(self, document: Document) -> Record:
        if document.id == "odd":
            raise KeyError("e7" + "\n" + "x" * 1000)
        return super().code(document)


def test_a_fault_of_the_coder_costs_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("good", "odd", "fine", "-q", "--format", "jsonl", library=Broken()) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["document"]["id"] for line in out.splitlines()] == ["good", "fine"]
    assert err.startswith("rejected  report.txt: internal error (KeyError: 'e7")
    assert err.endswith("…), please report\n")
    assert err.count("\n") == 1
    assert len(err) < 300


def test_a_fault_of_the_coder_can_be_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_DEBUG", "1")
    with pytest.raises(KeyError):
        run("odd", library=Broken())


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_json_is_printed(format: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("good", "--format", format) == 0
    assert json.loads(capsys.readouterr().out)["events"][0]["type"] == "CONSULT"


def test_options_may_stand_anywhere(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("a", "--format", "jsonl", "b", "-q", "c") == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_name_that_starts_with_a_dash_can_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--format", "jsonl", "--", "-odd.txt") == 0
    assert json.loads(capsys.readouterr().out)["document"]["id"] == "-odd.txt"


def test_csv_holds_the_table_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("good", "--format", "csv", "--table", "meetings") == 0
    out = capsys.readouterr().out
    assert "Ingrid Solhaug; Tomasz Wierzba" in out
    assert out.startswith("document_id,")


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("out.json", b"{\n"),
        ("out.jsonl", b'{"document": '),
        ("out.csv", b"document_id,"),
        ("out.parquet", b"PAR1"),
        ("out.html", b"<!doctype html>"),
        ("out.txt", b"Norwegian"),
        ("OUT.JSON", b"{\n"),
    ],
)
def test_the_name_of_the_output_says_its_format(name: str, starts: bytes, tmp_path: Path) -> None:
    assert run("good", "-o", str(tmp_path / name)) == 0
    assert (tmp_path / name).read_bytes().startswith(starts)
    assert os.listdir(tmp_path) == [name]


def test_parquet_can_be_piped(tmp_path: Path) -> None:
    found = in_shell("good many --format parquet | cat")
    assert pq.read_table(io.BytesIO(found.stdout)).num_rows == 12


def test_published_is_for_documents_that_state_no_day() -> None:
    library = Fake()
    assert run("good", "many", "-q", "--published", "2024-07-03", library=library) == 0
    assert [found.published for found in library.coded] == ["2024-07-03"] + ["2024-05-14"] * 5


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no input: give files, or - for standard input"),
        (["a", "--formt", "json"], "unrecognized arguments: --formt"),
        (["a", "--form", "json"], "unrecognized arguments: --form"),
        (["a", "--format", "xml"], "invalid choice: 'xml'"),
        (["a", "--format"], "expected one argument"),
        (["a", "--format", "csv", "--table", "verbs"], "invalid choice: 'verbs'"),
        (["a", "--format", "json", "--table", "events"], "--table goes with csv, parquet or stata, not with json"),
        (["a", "--published", "3 July"], "--published is no date like 2024-07-03: 3 July"),
        (["a", "--published", "20240703"], "--published is no date"),
        (["a", "-o", "out.xlsx"], "the name out.xlsx says no format"),
        (["a", "-o", "/nowhere/out.json"], "cannot write /nowhere/out.json: No such file or directory"),
        (["a", "-o", "/"], "cannot write /: it is there already"),
        (["-", "-"], "standard input can be read only once"),
        (["extra.pdf"], "pip install 'dragoman[pdf]'"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.startswith("dragoman: ")
    assert err.count("\n") == 1


def test_an_input_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Envoys met.")
    assert run(str(report), "-o", str(report)) == 2
    assert report.read_text() == "Envoys met."
    assert "one of the inputs" in capsys.readouterr().err


def test_a_missing_extra_leaves_no_half_output(tmp_path: Path) -> None:
    assert run("good", "extra.pdf", "-o", str(tmp_path / "out.jsonl")) == 2
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["out.json", "out.jsonl", "out.csv", "out.parquet", "out.html", "out.txt"])
def test_what_was_done_before_an_interrupt_is_kept_whole(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / name
    assert run("stop", "-o", str(target)) == 130
    assert "interrupted  2 documents kept" in capsys.readouterr().err
    data = target.read_bytes()
    if name == "out.json":
        assert len(json.loads(data)) == 2
    elif name == "out.parquet":
        assert pq.read_table(target).num_rows == 4
    else:
        assert data.endswith(b"\n")


@pytest.mark.parametrize("option", ["--quiet", "--log-json"])
def test_an_interrupt_before_the_first_document_keeps_the_old_file_and_is_said(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class Slow(Fake):
        def code(self, document: Document) -> Record:
            raise KeyboardInterrupt

    target = tmp_path / "out.jsonl"
    target.write_text("old")
    assert run("good", "-o", str(target), option, library=Slow()) == 130
    assert target.read_text() == "old"
    said = capsys.readouterr().err
    if option == "--log-json":
        assert [json.loads(said)[name] for name in ("kind", "coded", "interrupted")] == ["finished", 0, True]
    else:
        assert said == "interrupted  0 documents kept\n"


def test_an_interrupt_anywhere_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("dragoman.verbs.corpus.run", stop)
    assert cli.main(["corpus"]) == 130
    assert capsys.readouterr().err == "interrupted\n"


def test_help_is_in_the_order_of_need_with_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run("--help")
    assert ended.value.code == 0
    out = capsys.readouterr().out
    order = ["PATH...", "--format", "--output", "--table", "--published", "--quiet", "examples:", "Exit codes"]
    assert sorted(order, key=out.index) == order


def test_no_command_is_wrong_usage_with_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    assert "dragoman code report.txt" in capsys.readouterr().err


def test_a_file_in_place_of_a_command_is_told_what_to_type(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([str(ROOT)]) == 2
    assert f"did you mean: dragoman code {ROOT}" in capsys.readouterr().err


@pytest.mark.parametrize(("wrong", "kind"), [("cod", "command"), ("--formt", "option")])
def test_an_unknown_command_is_wrong_usage(wrong: str, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([wrong]) == 2
    assert capsys.readouterr().err == f"dragoman: no {kind} '{wrong}' (see dragoman --help)\n"


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("dragoman ")


def test_the_tables_and_formats_offered_are_those_there_are() -> None:
    from dragoman.keep.export import FORMATS, TABLES

    assert set(cli.FORMATS) == {"summary", "html", *FORMATS}
    assert set(cli.TABLES) == set(TABLES)


# -- the process: pipes, terminals, signals ---------------------------------------------------

_CHILD = """
import sys, time
sys.path[:0] = [{root!r}]
from dragoman import cli
from tests.test_cli import Fake
from tests.factory import document

class Child(Fake):
    def read(self, path):
        if path == "endless":
            number = 0
            while True:
                number += 1
                yield document(id=str(number))
        elif path == "slow":
            for number in range(1000):
                yield document(id=str(number))
                time.sleep(0.05)
        elif path == "-":
            text = "" if sys.stdin is None else sys.stdin.read()
            yield document(id="stdin", text=text, title=None)
        else:
            yield from super().read(path)

sys.exit(cli.main(["code", *sys.argv[1:]], library=Child()))
"""


@pytest.fixture(scope="module", autouse=True)
def child(tmp_path_factory: pytest.TempPathFactory) -> Path:
    script = tmp_path_factory.mktemp("child") / "child.py"
    script.write_text(textwrap.dedent(_CHILD.format(root=str(ROOT))))
    in_shell.command = f"{sys.executable} {script}"  # type: ignore[attr-defined]
    return script


def in_shell(line: str, **given: Any) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell whose first words are the arguments of the command."""
    command = in_shell.command  # type: ignore[attr-defined]
    return subprocess.run(["bash", "-c", f"{command} {line}"], capture_output=True, timeout=60, **given)


@pytest.mark.parametrize("format", ["summary", "jsonl", "csv", "json"])
def test_a_reader_that_goes_away_is_no_error(format: str) -> None:
    found = in_shell(f"endless --format {format} | head -n 2; exit ${{PIPESTATUS[0]}}")
    assert found.stderr == b""
    assert found.returncode == 141
    assert len(found.stdout.splitlines()) == 2


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-"])
def test_closed_streams_do_no_harm(closed: str) -> None:
    found = in_shell(f"many bad --format jsonl {closed}")
    assert found.returncode == 1
    assert len(found.stdout.splitlines()) == 5


def test_a_closed_stdin_can_be_asked_for() -> None:
    assert in_shell("- --format jsonl <&-").returncode == 0


def test_standard_input_is_read() -> None:
    found = in_shell("- --format json", input="Envoys met in Łódź.".encode())
    assert json.loads(found.stdout)["document"]["text"] == "Envoys met in Łódź."


def test_a_closed_stdout_is_wrong_usage() -> None:
    found = in_shell("many >&-")
    assert (found.returncode, found.stderr) == (2, b"dragoman: standard output is closed: give -o FILE\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("format", ["summary", "jsonl", "parquet"])
def test_a_full_disk_is_one_line_and_exit_2(format: str) -> None:
    found = in_shell(f"many -q --format {format} > /dev/full")
    assert (found.returncode, found.stderr) == (2, b"dragoman: No space left on device\n")


def test_letters_that_the_terminal_lacks_become_question_marks() -> None:
    found = in_shell("good", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert found.returncode == 0
    assert b"Ingrid Solhaug" in found.stdout
    assert found.stdout.isascii()


def test_ctrl_c_ends_cleanly_and_keeps_what_was_done(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    command = in_shell.command.split()  # type: ignore[attr-defined]
    process = subprocess.Popen([*command, "slow", "-o", str(target)], stderr=subprocess.PIPE)
    # The wait ends when something is written, or with the process if it fails.
    while process.poll() is None and not any(path.stat().st_size for path in tmp_path.iterdir()):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err
    lines = target.read_text().splitlines()
    assert lines
    assert [json.loads(line)["document"]["id"] for line in lines] == [str(n) for n in range(len(lines))]
    assert os.listdir(tmp_path) == ["out.jsonl"]


def on_terminal(child: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """Exit code and all that a terminal of 60 columns was sent."""
    leader, follower = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "60", **environment}
    process = subprocess.Popen(
        [sys.executable, str(child), *arguments], stdin=follower, stdout=follower, stderr=follower, env=env
    )
    os.close(follower)
    sent = b""
    try:
        while chunk := os.read(leader, 65536):
            sent += chunk
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(leader)
    return process.wait(timeout=60), sent.decode()


def test_a_terminal_gets_colour_and_no_color_takes_it_away(child: Path) -> None:
    code, sent = on_terminal(child, "good")
    assert code == 0
    assert "\x1b[36m" in sent
    assert "\x1b[36m" not in on_terminal(child, "good", NO_COLOR="1")[1]


def test_parquet_is_not_printed_on_a_terminal(child: Path) -> None:
    assert on_terminal(child, "good", "--format", "parquet") == (
        2,
        "dragoman: parquet is not for a terminal: give -o FILE\r\n",
    )


def test_a_bar_is_drawn_while_many_are_written_to_a_file(child: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "out.jsonl")
    code, sent = on_terminal(child, "many", "bad", "many", "-o", target)
    assert code == 1
    assert "rejected  bad:7: not JSON" in sent
    assert "documents" in sent
    assert "\x1b[?25l" in sent  # the bar hides the cursor
    assert sent.rindex("\x1b[?25h") < sent.rindex("coded 10 documents")
    assert "\x1b[?25l" not in on_terminal(child, "many", "-q", "-o", target)[1]


def test_help_comes_at_once_and_loads_nothing_heavy() -> None:
    heavy = ("pyarrow", "rich", "textblob", "nltk", "trafilatura", "lemminflect", "numpy")
    code = (
        "import sys; from dragoman import cli\n"
        "try: cli.main(['code', '--help'])\n"
        f"finally: print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    started = time.perf_counter()
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert found.stderr == "[]\n"
    assert time.perf_counter() - started < 2  # 0.1 s on an idle machine


def test_the_page_knows_documents_in_which_nothing_was_found(tmp_path: Path) -> None:
    class Dull(Fake):
        def code(self, document: Document) -> Record:
            return empty(id=document.id)

    assert run("good", "-o", str(tmp_path / "out.html"), library=Dull()) == 0
    assert "Nothing codable was found." in (tmp_path / "out.html").read_text()
