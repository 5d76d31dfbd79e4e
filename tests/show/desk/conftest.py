"""One archive and one client for all tests of reading pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.show.desk.reports import keep_reports, open_client


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return keep_reports(tmp_path_factory.mktemp("reading") / "news.duckdb")


@pytest.fixture(scope="session")
def reader(reports: Path) -> Iterator[TestClient]:
    with open_client(reports) as client:
        yield client
