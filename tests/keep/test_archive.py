"""The file of an archive: who may open it when, and which files are turned away."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest
from tests.factory import CARD, document, record

from dragoman.errors import ArchiveError
from dragoman.keep import archive, migrations
from dragoman.keep.archive import open_reading, open_writing
from dragoman.keep.export.tables import COLUMNS
from dragoman.keep.rows import find_columns
from dragoman.keep.view import open_archive
from dragoman.keep.writer import open_keeper


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "news.duckdb"
    with open_keeper(found, CARD) as keeper:
        keeper.add(record())
    return found


def test_every_column_is_explained() -> None:
    inside = False
    for line in archive.read_schema().splitlines():
        inside = (line.startswith("CREATE TABLE") and line.endswith("(")) or (inside and line != ");")
        if inside and line.startswith("    "):
            assert "  -- " in line or ", -- " in line, line


def test_what_may_be_null_says_what_null_means() -> None:
    tables = archive.read_schema().split("CREATE VIEW")[0]
    columns = [line.partition("-- ") for line in tables.splitlines() if line.startswith("    ")]
    assert len(columns) > 100
    for column, _, meaning in columns:
        assert "NOT NULL" in column or "null" in meaning or meaning.endswith("as first_day"), column


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_tables_have_the_columns_of_the_exports(table: str, path: Path) -> None:
    query = f"SELECT column_name FROM duckdb_columns() WHERE table_name = '{table}'"
    columns = set(open_archive(path).sql(query)["column_name"].to_pylist())
    assert columns == {name for name, _ in find_columns(table)}
    assert columns >= {column.name for column in COLUMNS[table]}


def test_no_archive_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"no archive .*none\.duckdb \(dragoman keep .* makes one\)"):
        open_archive(tmp_path / "none.duckdb")


def test_a_file_that_is_no_archive_is_left_alone(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Envoys met in Geneva.")
    with pytest.raises(ArchiveError, match=r"report\.txt is no archive"), open_keeper(report, CARD):
        pass
    assert report.read_text() == "Envoys met in Geneva."


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE archive (a INT)")
    with pytest.raises(ArchiveError, match="a database, but no archive"), open_keeper(other, CARD):
        pass


def test_a_newer_version_is_refused(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE archive SET schema_version = 99, made_with = '7.1'")
    with pytest.raises(ArchiveError, match=r"version 99; this dragoman knows up to \d+: it was written with 7\.1"):
        open_archive(path)


def test_an_older_version_is_brought_up_when_it_is_read(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = tmp_path / "steps"
    steps.mkdir()
    now = archive.SCHEMA_VERSION
    names = [f"{now + 1:04}-notes", f"{now + 2:04}-more"]
    (steps / f"{names[0]}.sql").write_text("ALTER TABLE rejects ADD COLUMN note VARCHAR;")
    (steps / f"{names[1]}.sql").write_text("CREATE TABLE more (a INTEGER); INSERT INTO more VALUES (7);")
    monkeypatch.setattr(archive, "SCHEMA_VERSION", now + 2)
    monkeypatch.setattr(
        archive, "migrate", lambda connection, version: migrations.migrate(connection, version, now + 2, steps)
    )
    view = open_archive(path)
    assert view.sql("FROM more").to_pylist() == [{"a": 7}]
    assert view.sql("SELECT note FROM rejects").num_rows == 0
    assert view.sql("SELECT name FROM migrations").to_pylist() == [{"name": name} for name in names]
    assert not Path(f"{path}.wal").exists()
    assert len(list(view.records())) == 1


def test_a_new_file_is_whole_before_anything_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "new.duckdb"
    with open_writing(path):
        pass
    assert not Path(f"{path}.wal").exists()
    assert len(open_archive(path)) == 0


def test_a_migration_that_fails_leaves_all_as_it_was(path: Path, tmp_path: Path) -> None:
    now = archive.SCHEMA_VERSION
    (tmp_path / f"{now + 1:04}-broken.sql").write_text("CREATE TABLE more (a INTEGER); SELECT nonsense;")
    with open_writing(path) as connection, pytest.raises(duckdb.Error):
        migrations.migrate(connection, now, now + 1, tmp_path)
    with open_reading(path) as connection:
        assert connection.execute("SELECT schema_version FROM archive").fetchall() == [(now,)]
        assert connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'more'").fetchall() == []


def test_a_missing_step_is_said(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no migration leads to version 2"):
        migrations.find_steps(1, 2, tmp_path)


def test_there_is_one_writer_at_a_time(path: Path) -> None:
    second = (
        "import sys; from dragoman.keep.writer import open_keeper; from dragoman.errors import ArchiveError\n"
        "from dragoman.records import CoderCard\n"
        "try:\n  open_keeper(sys.argv[1], CoderCard('1', None, 'o', 'k')).__enter__()\n"
        "except ArchiveError as error: print(error)"
    )
    with open_keeper(path, CARD):
        said = subprocess.run([sys.executable, "-c", second, str(path)], capture_output=True, text=True, check=True)
    assert said.stdout == f"{path} is being written by another dragoman: wait until it is done\n"
    with open_keeper(path, CARD):
        pass


def test_who_reads_gets_in_between_the_batches_of_who_writes(path: Path) -> None:
    """Reads from another process the whole while, as the writer writes every few milliseconds."""
    script = (
        "import sys, time; from dragoman.keep.view import open_archive\n"
        "view, worst, last = open_archive(sys.argv[1]), 0.0, 0\n"
        "while last < 41:\n"
        "    begun = time.monotonic(); count = len(view); worst = max(worst, time.monotonic() - begun)\n"
        "    assert count >= last; last = count\n"
        "print(worst)"
    )
    reader = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True)
    with open_keeper(path, CARD) as keeper:
        for number in range(40):
            keeper.add(record(document=document(url=f"https://news.example/{number}")))
            keeper.flush()
            time.sleep(0.02)
    out, _ = reader.communicate(timeout=60)
    assert reader.returncode == 0
    assert float(out) < 20


def test_a_view_in_the_same_process_waits_as_well(path: Path) -> None:
    counted: list[int] = []
    with open_writing(path):
        thread = threading.Thread(target=lambda: counted.append(len(open_archive(path))))
        thread.start()
        time.sleep(0.3)
        assert counted == []
    thread.join(timeout=20)
    assert counted == [1]


def test_a_file_that_stays_busy_is_said(path: Path) -> None:
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); sys.stdin.read()"
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    try:
        with pytest.raises(ArchiveError, match="is busy: another program has it open"), open_reading(path, 0.2):
            pass
    finally:
        holder.communicate()
