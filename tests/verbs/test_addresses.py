"""`dragoman code https://...` as a user meets it."""

from __future__ import annotations

import json

import pytest
from tests.makers import make_page, make_rss, open_site

from dragoman.cli import main

MET = "Kenya's president met the Ugandan foreign minister in Kampala on 3 May 2024."


def test_an_address_is_coded_and_full_reads_the_pages_of_a_feed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DRAGOMAN_ALLOW_PRIVATE", "1")
    monkeypatch.setenv("DRAGOMAN_HOST_DELAY_SECONDS", "0")
    with open_site() as site:
        item = f"<guid>1</guid><link>{site.url}/1</link><description>The president met a minister.</description>"
        site.pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, make_rss(item))
        site.pages["/1"] = (200, {"Content-Type": "text/html"}, make_page(MET))
        for options, text in (([], "The president met a minister."), (["--full"], MET)):
            assert main(["code", f"{site.url}/feed", "--format", "jsonl", *options]) == 0
            record = json.loads(capfd.readouterr().out)
            assert record["document"]["text"] == text
        assert [event["date"]["start"] for event in record["events"]] == ["2024-05-03"]


def test_this_machine_is_not_asked(capfd: pytest.CaptureFixture[str]) -> None:
    with open_site() as site:
        assert main(["code", f"{site.url}/"]) == 1
        assert capfd.readouterr().err == f"rejected  {site.url}/: not fetched: 127.0.0.1 is no public address\n"
        assert site.asked == []
