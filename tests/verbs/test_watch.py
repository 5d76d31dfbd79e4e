"""`dragoman watch` as a user meets it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.makers import Site, make_rss, open_site

from dragoman import open_archive
from dragoman.cli import main
from dragoman.verbs import watch

MET = "Kenya's president met the Ugandan foreign minister in Kampala on 3 May 2024."


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Site]:
    monkeypatch.setenv("DRAGOMAN_ALLOW_PRIVATE", "1")
    monkeypatch.setenv("DRAGOMAN_HOST_DELAY_SECONDS", "0")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with open_site() as opened:
        items = [f"<guid>{n}</guid><description>{text}</description>" for n, text in enumerate([MET, "Hello."])]
        opened.pages["/feed"] = (200, {"Content-Type": "text/xml"}, make_rss(*items))
        yield opened


def run(*arguments: str) -> int:
    return main(["watch", *arguments])


def test_new_items_are_kept_in_an_archive_once(site: Site, tmp_path: Path) -> None:
    target = tmp_path / "news.duckdb"
    for rejected in (1, 0):
        assert run(f"{site.url}/feed", "--once", "-q", "--keep", str(target)) == rejected
        assert [record.document.text for record in open_archive(target).records()] == [MET]
    (tmp_path / "state" / "dragoman" / "watch.json").unlink()
    assert run(f"{site.url}/feed", "--once", "-q", "--keep", str(target)) == 1
    assert len(open_archive(target)) == 1
    assert open_archive(target).sql("SELECT DISTINCT verb FROM runs").to_pylist() == [{"verb": "watch"}]


def test_new_items_are_added_to_a_file_and_seen_once(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    option = "-o"
    target = tmp_path / "records.jsonl"
    target.write_text('{"a line that was cut')
    assert run(f"{site.url}/feed", "--once", option, str(target)) == 1
    rejected, counted, reasons = capsys.readouterr().err.splitlines()
    assert rejected == f"rejected  {site.url}/feed:2: a text of one word; at least 3 are needed"
    assert counted.startswith("coded 1 document, rejected 1")
    assert reasons == "left out: 1 no text"
    state = (tmp_path / "state" / "dragoman" / "watch.json").read_text()
    assert json.loads(state)["feeds"][f"{site.url}/feed"]["due_at"] > 0
    old, new = target.read_text().splitlines()
    assert old == '{"a line that was cut'
    assert json.loads(new)["document"]["text"] == MET
    assert json.loads(new)["events"]
    assert run(f"{site.url}/feed", "--once", option, str(target)) == 0
    assert len(target.read_text().splitlines()) == 2


def test_records_go_to_standard_output_without_a_name(site: Site, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(f"{site.url}/feed", "--once", "-q") == 1
    [line] = capfdbinary.readouterr().out.splitlines()
    assert json.loads(line)["document"]["id"] == "0"


def test_it_goes_on_until_it_is_stopped(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        raise KeyboardInterrupt

    monkeypatch.setattr(watch.time, "sleep", sleep)
    assert run(f"{site.url}/feed", "--every", "1h", "-o", str(tmp_path / "a.jsonl")) == 130
    assert waits == pytest.approx([3600], abs=20)
    assert len((tmp_path / "a.jsonl").read_text().splitlines()) == 1


def test_lists_of_feeds_are_read(tmp_path: Path) -> None:
    plain, opml = tmp_path / "feeds.txt", tmp_path / "feeds.opml"
    plain.write_text("# ministries\nhttps://a.example/rss#top  # the first\n\nhttps://b.example/\n")
    opml.write_text(
        "<opml><body><outline text='x'><outline xmlUrl='https://a.example/'/></outline><outline/></body></opml>"
    )
    assert watch.read_list(str(plain)) == ["https://a.example/rss#top", "https://b.example/"]
    assert watch.read_list(str(opml)) == ["https://a.example/"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no feeds"),
        (["feed.xml"], "no address of a feed: feed.xml"),
        (["https://a.example/", "--every", "5"], "no time like 15m"),
        (["https://a.example/", "--every", "5s"], "too often"),
        (["https://a.example/", "-o", "a", "--keep", "b"], "not both"),
        (["-f", "missing.txt"], "cannot read missing.txt"),
    ],
)
def test_a_wrong_call_is_one_line(
    site: Site, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert said in line
    assert site.asked == []


def test_an_entity_in_a_list_is_not_expanded(tmp_path: Path) -> None:
    secret, path = tmp_path / "secret", tmp_path / "feeds.opml"
    secret.write_text("https://secret.example/")
    path.write_text(
        f"<!DOCTYPE opml [<!ENTITY x SYSTEM '{secret}'>]><opml><body><outline xmlUrl='https://a.example/'/>&x;</body></opml>"
    )
    assert watch.read_list(str(path)) == ["https://a.example/"]
