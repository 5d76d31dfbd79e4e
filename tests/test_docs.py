"""The documentation says what is so: every `>>>` runs, every `$ dragoman` prints what is shown.

`python tests/test_docs.py [PAGE...]` puts the present output in place of what is shown.
"""

from __future__ import annotations

import atexit
import contextlib
import doctest
import functools
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted(path.relative_to(ROOT).as_posix() for folder in ("", "docs/") for path in ROOT.glob(f"{folder}*.md"))
CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```(?:python|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
ARCHIVE = "news.duckdb"


def split_commands(block: str) -> list[tuple[str, str]]:
    """Commands of a console block with the output shown below each."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts if part]


def run_command(command: str) -> str:
    """What a `dragoman` command prints to standard output, in the folder of the project.

    What is about the archive runs in a folder like it, where that may be written.
    """
    words = shlex.split(command)
    if ARCHIVE not in words:
        return run_words(words, ROOT)
    return run_words(words, make_place() if words[1] == "keep" else make_place_with_archive())


def run_words(words: list[str], place: Path) -> str:
    # No width is said: whoever reads the output in a pipe or a file gets these lines.
    plain = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    environment = {**plain, "NO_COLOR": "1", "PYTHONPATH": str(ROOT / "src")}
    call = [sys.executable, "-m", *words]
    done = subprocess.run(call, cwd=place, env=environment, capture_output=True, text=True, check=False)
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


def make_place() -> Path:
    """A new folder with all that is in the project's."""
    place = Path(tempfile.mkdtemp(prefix="dragoman-docs-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    for path in ROOT.iterdir():
        if not path.name.startswith("."):
            (place / path.name).symlink_to(path)
    return place


@functools.cache
def make_place_with_archive() -> Path:
    """Such a folder with the archive that the pages ask, made as they say."""
    place = make_place()
    run_words(["dragoman", "keep", ARCHIVE, "examples"], place)
    return place


def is_ours(command: str) -> bool:
    """Whether the test can run it: `dragoman` alone, no pipe, nothing written."""
    return command.startswith("dragoman ") and not re.search(r"[|>]| -o ", command)


def find_commands() -> list[tuple[str, str, str]]:
    """Page, command and output shown, of all pages."""
    return [
        (page, command, shown)
        for page in PAGES
        for block in CONSOLE.findall((ROOT / page).read_text("utf-8"))
        for command, shown in split_commands(block)
        if is_ours(command)
    ]


@pytest.mark.parametrize(("page", "command", "shown"), find_commands())
def test_commands_print_what_the_page_shows(page: str, command: str, shown: str) -> None:
    assert run_command(command) == shown


@pytest.mark.parametrize("page", PAGES)
def test_examples_in_python_run(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(make_place())
    source = "\n".join(PYTHON.findall((ROOT / page).read_text("utf-8")))
    examples = doctest.DocTestParser().get_doctest(source, {}, page, page, 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    report = io.StringIO()
    with contextlib.redirect_stdout(report):
        runner.run(examples, out=report.write)
    assert runner.failures == 0, report.getvalue()


@pytest.mark.parametrize("page", [*PAGES, "decisions/README.md"])
def test_links_lead_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    broken = [link for link in LINK.findall((ROOT / page).read_text("utf-8")) if not (folder / link).exists()]
    assert broken == []


def rewrite(page: str) -> None:
    """Put the present outputs into a page."""

    def renew(block: re.Match[str]) -> str:
        commands = split_commands(block.group())
        return "".join(
            f"$ {command}\n{run_command(command) if is_ours(command) else shown}" for command, shown in commands
        )

    path = ROOT / page
    path.write_text(CONSOLE.sub(renew, path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:] or PAGES:
        rewrite(name)
