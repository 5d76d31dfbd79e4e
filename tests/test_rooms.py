"""Rooms know records, errors, settings, knowledge and inference, never a neighbour; only the flow knows their order."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman

PACKAGE = Path(dragoman.__file__).parent
SHARED = frozenset(["records", "accounts", "reports", "corrections", "errors", "settings", "knowledge", "inference"])
ROOMS = ("read", "understand", "coding", "resolve", "readout", "relate", "keep", "show", "evaluate", "scale")
HEAVY = frozenset(
    """torch ray fastapi pandas polars duckdb filelock matplotlib networkx pyarrow transformers spacy
    trafilatura lxml rich py3langid pypdfium2 docx warcio feedparser protego""".split()
)


def imports(path: Path) -> Iterator[str]:
    """The modules a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides which room it enters"
            module = node.module or ""
            yield from ((f"{module}.{alias.name}" for alias in node.names) if module == "dragoman" else (module,))


def rooms_entered(paths: list[Path]) -> set[str]:
    """The parts of the package that files import from."""
    names = [name.split(".") for path in paths for name in imports(path)]
    return {parts[1] for parts in names if parts[0] == "dragoman" and len(parts) > 1}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_no_neighbour(room: str) -> None:
    files = sorted((PACKAGE / room).rglob("*.py"))
    assert files
    assert rooms_entered(files) <= SHARED | {room}


def test_only_inference_imports_onnxruntime() -> None:
    users = {path for path in PACKAGE.rglob("*.py") if "onnxruntime" in set(imports(path))}
    assert users == {PACKAGE / "inference" / "encoder.py"}


def test_inference_stands_on_errors_alone() -> None:
    assert rooms_entered(sorted((PACKAGE / "inference").rglob("*.py"))) <= {"inference", "errors"}


def test_knowledge_stands_on_records_and_errors_alone() -> None:
    assert rooms_entered(sorted((PACKAGE / "knowledge").rglob("*.py"))) <= {"knowledge", "records", "errors"}


@pytest.mark.parametrize("name", ["records", "accounts", "reports", "corrections", "errors", "settings"])
def test_what_all_rooms_share_knows_no_room(name: str) -> None:
    assert rooms_entered([PACKAGE / f"{name}.py"]) <= {"errors", "records"}


def test_only_the_flow_knows_the_rooms_where_texts_become_records() -> None:
    inner = {"understand", "coding", "resolve", "readout"}
    guests = [path for path in sorted(PACKAGE.glob("*.py")) if path.name not in ("flow.py", "uses.py")]
    assert guests
    assert not rooms_entered(guests) & inner
    assert rooms_entered([PACKAGE / "flow.py"]) >= inner


def test_coding_a_sentence_loads_nothing_heavy() -> None:
    script = (
        "import sys, dragoman\n"
        "assert dragoman.code('The foreign ministers of Kenya and Uganda met in Kampala.').events\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    loaded = set(shown.split())
    assert "dragoman" in loaded
    assert not loaded & HEAVY
