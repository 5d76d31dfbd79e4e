"""The built data files are what the reviewed lists say."""

from __future__ import annotations

from generate.__main__ import DATA, build


def test_the_data_files_are_up_to_date_and_the_same_every_time() -> None:
    first = build()
    assert first == build()
    assert [name for name, content in first.items() if (DATA / name).read_bytes() != content] == []
