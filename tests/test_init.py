"""The front door: every name is there, and nothing heavy comes in before it is asked for."""

import subprocess
import sys

import pytest

import dragoman

HEAVY = ("pyarrow", "rich", "textblob", "nltk", "trafilatura", "lemminflect", "numpy", "dragoman.flow")


@pytest.mark.parametrize("name", dragoman.__all__)
def test_every_name_is_there_and_listed(name: str) -> None:
    assert getattr(dragoman, name) is not None
    assert name in dir(dragoman)


def test_an_unknown_name_is_told_as_one() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'cody'"):
        dragoman.cody  # type: ignore[attr-defined]  # noqa: B018


def fresh(code: str) -> str:
    """What a new interpreter prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_importing_loads_nothing_heavy() -> None:
    assert fresh(f"import sys, dragoman; print([name for name in {HEAVY!r} if name in sys.modules])") == "[]"


def test_functions_stay_functions_beside_modules_of_their_name() -> None:
    code = "import dragoman; dragoman.code; import dragoman.read.text; print(callable(dragoman.read))"
    assert fresh(code) == "True"


def test_names_can_be_imported_from_it() -> None:
    assert fresh("from dragoman import Coder, code, read, table; print(code('Kenya met Uganda.').relevant)") == "True"


@pytest.mark.parametrize(
    ("given", "day", "told"),
    [("3 May 2024", "2024-05-03", ""), ("2024-05-03T10:00:00Z", "2024-05-03", ""), ("sometime", None, "no single day")],
)
def test_a_day_of_publication_is_read_or_told(given: str, day: str | None, told: str) -> None:
    document = dragoman.Document("d", "Norway condemned the attack on Ukraine on Tuesday.", published=given)
    record = dragoman.code(document)
    assert record.document.published == day
    assert told in " ".join(record.warnings)
    assert bool(told) == bool(record.document.warnings)
