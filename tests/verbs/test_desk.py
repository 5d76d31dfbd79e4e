"""`dragoman desk` as a command: where it listens, whom it lets in, how it ends."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from tests.factory import CARD, record

from dragoman.cli import main
from dragoman.keep.writer import open_keeper


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "news.duckdb"
    with open_keeper(path, CARD) as keeper:
        keeper.add(record())
    return path


@contextmanager
def started(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A desk in a process of its own, and the address it says."""
    command = [sys.executable, "-m", "dragoman", "desk", *arguments, "--no-browser"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as desk:
        try:
            assert desk.stderr
            line = desk.stderr.readline()
            yield desk, next((word for word in line.split() if word.startswith("http://")), line)
        finally:
            desk.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
def test_it_opens_on_this_machine_and_ends_cleanly(archive: Path) -> None:
    with started(str(archive), "--port", "0") as (desk, address):
        assert address.startswith("http://127.0.0.1:")
        assert b"news.duckdb" in urlopen(address, timeout=30).read()
        desk.send_signal(signal.SIGINT)
        assert desk.wait(timeout=20) == 0
        assert desk.stderr
        assert desk.stderr.read() == ""


def test_another_address_asks_for_a_token(archive: Path) -> None:
    with started(str(archive), "--port", "0", "--host", "0.0.0.0") as (_, address):
        plain, token = address.split("?token=")
        assert len(token) >= 20
        with pytest.raises(HTTPError) as refused:
            urlopen(plain, timeout=30)
        assert refused.value.code == 401
        assert b"token" in refused.value.read()


def test_a_proxys_name_is_answered_and_asks_for_a_token(archive: Path) -> None:
    from dragoman.verbs.desk import _make_rules, _parse

    rules = _make_rules(_parse([str(archive), "--name", "Desk.Example"]), 8765)
    assert "desk.example" in rules.hosts
    assert rules.token
    assert _make_rules(_parse([str(archive)]), 8765).token is None


def test_the_usual_port_gives_way_and_one_asked_for_does_not(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from dragoman.verbs import desk

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(desk, "PORT", port)
        with desk._listen("127.0.0.1", None) as heard:
            assert heard.getsockname()[1] not in (0, port)
        assert main(["desk", str(archive), "--port", str(port), "--no-browser"]) == 2
    assert f"cannot listen at 127.0.0.1:{port}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.duckdb"], "no archive nowhere.duckdb"),
        (["--port", "99999"], "--port"),
        (["--token", "short"], "--token is too short"),
        (["--follow", "Nowhere at all"], "no state or organisation known as"),
        (["--host", "256.1.1.1", "nowhere.duckdb"], "no archive"),
    ],
)
def test_what_makes_no_sense_is_told_in_one_line(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["desk", *arguments, "--no-browser"]) == 2
    told = capsys.readouterr().err
    assert words in told
    assert told.count("\n") == 1


def test_without_its_packages_the_extra_is_named(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "fastapi", None)
    assert main(["desk", str(archive), "--no-browser"]) == 2
    assert capsys.readouterr().err == "dragoman: the desk needs fastapi: pip install 'dragoman[desk]'\n"


def test_the_demonstration_is_whole_and_taken_away() -> None:
    from dragoman.keep.view import open_archive
    from dragoman.verbs.desk import make_desk
    from dragoman.verbs.desk_demo import open_demo

    with open_demo() as path:
        view = open_archive(path)
        assert len(view) > 80
        assert "nvented" in make_desk(path, demo=True).note
        assert view.sql("SELECT count(*) AS n FROM stories")["n"][0].as_py() > 80
        assert (
            view.sql("SELECT story FROM story_reports GROUP BY 1 HAVING count(DISTINCT document_key) > 2").num_rows > 5
        )
    assert not path.exists()
    assert not path.parent.exists()
