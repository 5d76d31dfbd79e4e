"""Ray gives what one process gives. Needs the extra `ray`; the last tests say what is told where it is missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.factory import CARD, document
from tests.scale.coders import OTHER, Obedient
from tests.scale.test_pool import OBEDIENT, summed_up, texts

import dragoman
from dragoman import cli
from dragoman.errors import DocumentError, DragomanError, KnowledgeError, UnreadableError
from dragoman.records import Document, Record
from dragoman.scale.plain import Given, code_plain
from dragoman.scale.ray import AHEAD, BUNDLE, Actors, code_given, open_ray

ROOT = Path(__file__).parents[2]
EXAMPLES = [str(ROOT / "examples" / name) for name in ("report.txt", "wire.txt", "reports.jsonl")]
needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="needs the extra ray")


@pytest.fixture(scope="module")
def cores() -> Iterator[int]:
    """An open Ray."""
    with open_ray() as found:
        yield found


@needs_ray
@pytest.mark.usefixtures("cores")
def test_records_and_errors_come_in_the_order_of_the_documents() -> None:
    words = ["slow" if number % 9 == 0 else "quick" for number in range(60)]
    given: list[Given] = [*texts(*words, "raise", "foreign"), UnreadableError("not JSON", source="x"), document(id="z")]
    told = list(code_given(given, 2, OBEDIENT))
    assert summed_up(told) == summed_up(list(code_plain(given, Obedient().code)))
    assert len({one.warnings for one in told if isinstance(one, Record)}) == 2


@needs_ray
@pytest.mark.usefixtures("cores")
def test_a_document_that_kills_its_worker_costs_itself_alone() -> None:
    told = list(code_given(texts(*["quick"] * 5, "die", *["quick"] * 30), 2, OBEDIENT))
    died = [str(one) for one in told if isinstance(one, DocumentError)]
    assert died == ["5.txt: the process that coded it ended (SIGKILL)"]
    assert len(told) == 36


@needs_ray
@pytest.mark.usefixtures("cores")
def test_a_lost_machine_costs_what_was_tried_on_it_again_and_again() -> None:
    told = list(code_given(texts(*["quick"] * BUNDLE, "lose", *["quick"] * (3 * BUNDLE)), 1, OBEDIENT))
    lost = [number for number, one in enumerate(told) if isinstance(one, DocumentError)]
    assert lost == [*range(BUNDLE, 2 * BUNDLE)]
    assert str(told[BUNDLE]) == f"{BUNDLE}.txt: the machine that coded it was lost"
    assert len(told) == 4 * BUNDLE + 1


@needs_ray
@pytest.mark.usefixtures("cores")
def test_no_more_than_some_documents_are_read_ahead() -> None:
    read, most = 0, 0

    def reading() -> Iterator[Document]:
        nonlocal read
        for one in texts(*["quick"] * 400):
            read += 1
            yield one

    for given_back, _ in enumerate(code_given(reading(), 2, OBEDIENT)):
        most = max(most, read - given_back)
    assert read == 400
    assert most <= 2 * AHEAD * BUNDLE


@needs_ray
@pytest.mark.usefixtures("cores")
def test_what_ends_a_coder_is_raised() -> None:
    with pytest.raises(KnowledgeError, match=r"frames\.json is missing"):
        list(code_given(texts("a"), 1, "tests.scale.coders:Unable"))
    with pytest.raises(DragomanError, match="coder is another"):
        list(code_given(texts("a"), 1, OBEDIENT, OTHER))
    actors = Actors(1, OBEDIENT)
    assert actors.card == CARD
    actors.close()


@needs_ray
@pytest.mark.usefixtures("cores")
def test_the_library_codes_the_goldens_on_ray_as_here() -> None:
    """What one process makes of them is held against the goldens in `tests/test_goldens.py`."""
    found = list(dragoman.read_many(EXAMPLES))
    coder = dragoman.Coder()
    here, there = (list(coder.pipe(found, workers=workers, on=on)) for workers, on in ((1, "here"), (2, "ray")))
    assert [json.dumps(one.to_dict()) for one in there] == [json.dumps(one.to_dict()) for one in here]
    assert len(here) > 2


@needs_ray
@pytest.mark.usefixtures("cores")
def test_the_command_writes_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """JSON Lines, Parquet and a folder are read on Ray, in order; the output is a file, or a folder of Parquet."""
    monkeypatch.chdir(tmp_path)
    texts = [json.dumps({"id": str(n), "text": f"Kenya and Uganda held talks in Kampala on {n} May."}) for n in (1, 2)]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text("\n".join([*texts, "[1]", texts[0]]))
    (tmp_path / "in" / "b.txt").write_text("The foreign ministers of Oman and Iran met in Muscat.")
    cli.main(["code", "in/a.jsonl", "--table", "documents", "-o", "in/c.parquet", "-q"])
    capsys.readouterr()
    for output in ("all.jsonl", "events/"):
        told = []
        for engine in ("here", "ray"):
            (tmp_path / engine).mkdir(exist_ok=True)
            how = ["--published", "2024-05-03", "-o", f"{engine}/{output}", "--on", engine, "--workers", "1", "-q"]
            assert cli.main(["code", "in", "missing.txt", *how]) == 1
            told.append(capsys.readouterr().err)
        assert told[1] == told[0]
        assert told[0].count("rejected  ") == told[0].count("\n") == 2
    names = {str(path.relative_to(tmp_path / "here")) for path in (tmp_path / "here").rglob("*") if path.is_file()}
    assert len(names) >= 2
    for name in names:
        assert (tmp_path / "ray" / name).read_bytes() == (tmp_path / "here" / name).read_bytes(), name


@needs_ray
@pytest.mark.usefixtures("cores")
def test_keep_goes_on_where_it_was_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = str(tmp_path / "news.duckdb")
    assert cli.main(["keep", archive, *EXAMPLES[:1], "--on", "ray", "--workers", "1"]) == 0
    assert capsys.readouterr().out.startswith("kept 1 document with ")
    assert cli.main(["keep", archive, *EXAMPLES[:2], "--on", "ray", "--workers", "1"]) == 0
    assert capsys.readouterr().out.endswith(", skipped 1 kept before\n")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "dragoman", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(call, capture_output=True, text=True, timeout=300, cwd=folder, env=environment)


@pytest.mark.skipif(find_spec("ray") is not None, reason="tells what is missing")
def test_a_missing_extra_is_one_line(tmp_path: Path) -> None:
    done = run(tmp_path, "code", EXAMPLES[0], "--on", "ray")
    assert done.returncode == 2
    assert done.stderr == "dragoman: --on ray needs Ray: pip install 'dragoman[ray]'\n"


def test_an_address_without_ray_is_one_line(tmp_path: Path) -> None:
    done = run(tmp_path, "code", EXAMPLES[0], "--ray-address", "127.0.0.1:1")
    assert done.stderr == "dragoman: --ray-address goes with --on ray\n"
    if find_spec("ray") is not None:
        done = run(tmp_path, "code", EXAMPLES[0], "--on", "ray", "--ray-address", "127.0.0.1:1")
        assert done.stderr.startswith("dragoman: no Ray at 127.0.0.1:1: ")
        assert done.stderr.count("\n") == done.returncode - 1 == 1
