"""The documentation says what is so: every `>>>` runs, every `$ dragoman` prints what is shown.

`python tests/test_docs.py` puts the present output in place of what is shown.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted(path.relative_to(ROOT).as_posix() for folder in ("", "docs/") for path in ROOT.glob(f"{folder}*.md"))
CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```(?:python|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
WIDTH = "100"


def split_commands(block: str) -> list[tuple[str, str]]:
    """Commands of a console block with the output shown below each."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts if part]


def run_command(command: str) -> str:
    """What a `dragoman` command prints to standard output, in the folder of the project."""
    words = shlex.split(command)
    environment = {**os.environ, "COLUMNS": WIDTH, "NO_COLOR": "1", "PYTHONPATH": str(ROOT / "src")}
    call = [sys.executable, "-m", *words]
    done = subprocess.run(call, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


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
    monkeypatch.chdir(ROOT)
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
    for name in PAGES:
        rewrite(name)
