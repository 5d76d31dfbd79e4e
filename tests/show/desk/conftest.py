"""A desk of a small archive: an invented meeting told by two papers, and a document that is all script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.factory import CARD, document, hostile, record
from tests.show.desk.reports import keep_reports, open_client

from dragoman.keep.writer import open_keeper
from dragoman.show.desk import make_app
from dragoman.uses import join_archive
from dragoman.verbs.desk import make_desk

SCRIPT = "</textarea></script><script>alert(1)</script><img src=x onerror=alert(2)>'\"&"
ADDRESS = "http://localhost:8765"


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three documents: 1 and 2 tell one meeting, 3 says nothing but markup."""
    path = tmp_path_factory.mktemp("desk") / "news.duckdb"
    other = document(id="d2", publisher="Ministry of Foreign Affairs of Norway", url="https://mfa.example/2")
    bad = hostile(SCRIPT)
    with open_keeper(path, CARD) as keeper:
        keeper.add(record())
        keeper.add(record(document=other))
        keeper.add(replace(bad, document=replace(bad.document, published="2024-05-14")))
    join_archive(path)
    return path


@pytest.fixture(scope="session")
def client(archive: Path) -> Iterator[TestClient]:
    """Asks the desk of that archive."""
    with make_client(archive) as made:
        yield made


def make_client(archive: Path) -> TestClient:
    """A client of a desk of its own."""
    return TestClient(make_app(make_desk(archive)), base_url=ADDRESS, raise_server_exceptions=False)


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the reading pages are read on."""
    return keep_reports(tmp_path_factory.mktemp("reading") / "news.duckdb")


@pytest.fixture(scope="session")
def reader(reports: Path) -> Iterator[TestClient]:
    """Asks the desk of that archive."""
    with open_client(reports) as client:
        yield client
