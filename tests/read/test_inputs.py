"""Packed input: whatever it unpacks to, a bomb is given up before it costs time or memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.makers import make_bomb, squeeze

from dragoman.errors import UnreadableError
from dragoman.read import inputs, read_many
from dragoman.records import Document

MET = "The envoys met in Geneva on Monday."


@pytest.mark.parametrize(
    ("name", "byte", "reason"),
    [
        ("a.jsonl.gz", b" ", "more than 200 times its size"),
        ("a.jsonl.gz", b"\n", "more than 100,000 empty lines"),
        ("a.html.gz", b"<", "larger than|more than 200 times"),
        ("a.csv.gz", b"\n", "more than 100,000 empty lines"),
        ("a.pdf.gz", b"%", "more than 200 times its size"),
        ("a.docx.gz", b"P", "more than 200 times its size"),
        ("a.rss.gz", b"<", "larger than|more than 200 times"),
        ("a.warc.gz", b"\n", "in which no record begins"),
    ],
)
def test_a_bomb_is_given_up(name: str, byte: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(make_bomb(64 << 20, byte))
    found = list(read_many(tmp_path / name))
    assert len(found) == 1
    with pytest.raises(UnreadableError, match=reason):
        raise found[0]  # type: ignore[misc]


def test_what_packs_well_and_is_small_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(squeeze(b'{"text": "%s"}\n' % MET.encode() * 20_000))
    assert sum(isinstance(one, Document) for one in read_many(tmp_path / "a.jsonl.gz")) == 20_000
    # Packed 60 times and more, it would be no more than that for a lower limit.
    monkeypatch.setattr(inputs, "MAX_GZIP_RATIO", 20)
    monkeypatch.setattr(inputs, "MIN_BOMB_BYTES", 1_000)
    assert "more than 20 times" in str(list(read_many(tmp_path / "a.jsonl.gz"))[-1])
