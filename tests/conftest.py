"""Tests know what is built and nothing that whoever runs them has loaded."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def no_knowledge_of_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder for what a test loads."""
    folder = tmp_path_factory.getbasetemp() / "no-knowledge"
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", str(folder))
    return folder
