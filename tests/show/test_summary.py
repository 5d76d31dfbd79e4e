"""The terminal summary says all of a record, fits narrow terminals and obeys no document."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console
from tests.factory import TITLE, at, document, empty, event, hostile, meeting, record

from dragoman.records import Participant, Record
from dragoman.show.summary import SummaryWriter, print_short, print_summary

HOSTILE = (
    "[bold red]x[/bold red] \x1b]0;owned\x07\x1b[31mRed \u202eمرحبا بالعالم\n北京市外交部长"
    + "部" * 60
    + " "
    + "a" * 90
)


def shown(record: Record, width: int = 80, **console: object) -> str:
    page = io.StringIO()
    print_summary(record, Console(file=page, width=width, **console))  # type: ignore[arg-type]
    return page.getvalue()


@pytest.mark.parametrize(
    "said",
    [
        "Norwegian foreign minister receives OSCE envoy",
        "Fjord Wire · 2024-05-14 · 69 words · 1 meeting, 2 positions, 2 events",
        "MEETING  held · visit · host Norway",
        "who      Ingrid Solhaug, Foreign Minister (NOR)",
        "where    Oslo, Norway",
        "when     2024-05-14 (“on Tuesday”)",
        "agenda   the state of the border talks",
        "         election observation",
        "outcome  border talks",
        "reject (side inferred, 0.6)",
        "welcome (quoted)  Tomasz Wierzba (OSCE) → the prisoners",
        "1 of mere courtesy left out",
        "CONSULT visit  Tomasz Wierzba (OSCE) → Ingrid Solhaug (NOR) · 2024-05-14",
        "RETREAT release  — → the prisoners · historical · said by Tomasz Wierzba (OSCE)",
        '"We welcome the release of the prisoners," Wierzba said.',
        "warning: a date could not be resolved",
    ],
)
def test_the_summary_says(said: str) -> None:
    assert said in shown(record(), width=100)


@pytest.mark.parametrize("width", [20, 40, 60, 80])
@pytest.mark.parametrize("given", [record(), hostile(HOSTILE), empty()], ids=["report", "hostile", "empty"])
def test_no_line_is_wider_than_the_terminal_or_padded(given: Record, width: int) -> None:
    for line in shown(given, width).splitlines():
        assert cell_len(line) <= max(width, 35)  # 20 columns of text behind the deepest margin
        assert line == line.rstrip()
        if width >= 40:
            assert cell_len(line) <= width


def test_the_trigger_is_bold_on_a_terminal() -> None:
    page = shown(record(), force_terminal=True, color_system="standard")
    assert "\x1b[1mmet\x1b[0m" in page


def test_a_pipe_gets_no_escapes() -> None:
    assert "\x1b" not in shown(record())


def test_no_color_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in shown(record(events=(event(),)), force_terminal=True, color_system="truecolor").replace(
        "\x1b[3m", ""
    )


def test_hostile_text_is_shown_and_not_obeyed() -> None:
    page = shown(hostile(HOSTILE), force_terminal=True, color_system="standard")
    assert "[bold red]x[/bold red]" in page
    assert "owned" not in page
    assert "\x1b]" not in page
    assert "\u202e" not in page


def test_evidence_outside_the_text_breaks_nothing() -> None:
    assert "CONSULT" in shown(record(document=document(text="Short.")))


def test_an_irrelevant_document_is_said_to_be_one() -> None:
    assert "nothing codable · not relevant" in shown(empty())


def test_the_short_form_is_a_line_and_its_events() -> None:
    page = io.StringIO()
    print_short(record(), Console(file=page, width=200))
    first, *events = page.getvalue().splitlines()
    assert first.endswith("· 2024-05-14 · 1 meeting, 2 positions, 2 events")
    assert [line.split()[0] for line in events] == ["CONSULT", "RETREAT"]


def test_one_record_is_told_in_full_and_many_in_short() -> None:
    pages = []
    for number in (0, 1, 3):
        page = io.StringIO()
        writer = SummaryWriter(Console(file=page, width=100))
        for _ in range(number):
            writer.write(record())
        writer.close()
        pages.append(page.getvalue())
    none, one, many = pages
    assert none == ""
    assert "MEETING" in one
    assert "MEETING" not in many
    assert many.count("Fjord Wire") == 3


def test_a_meeting_is_proved_by_its_body_rather_than_its_headline() -> None:
    headline, body = at(TITLE), meeting().sentences[0]
    page = shown(record(meetings=(meeting(sentences=(headline, body)),), events=(), positions=()))
    assert page.count(TITLE) == 1
    assert "OSLO, May 14" in page
    only = shown(record(meetings=(meeting(sentences=(headline,)),), events=(), positions=()))
    assert only.count(TITLE) == 2


def test_a_sentence_that_proves_several_things_in_a_row_stands_once() -> None:
    events = (event(), event(id="v2", type="COOPERATE"))
    assert shown(record(events=events, meetings=(), positions=())).count("OSLO, May 14") == 1


def test_of_very_many_participants_the_first_are_listed_and_the_rest_counted() -> None:
    crowd = tuple(Participant(f"e{number}", f"Envoy {number}") for number in range(500))
    page = shown(record(meetings=(meeting(participants=crowd),)))
    assert "Envoy 19\n" in page
    assert "Envoy 20\n" not in page
    assert "and 480 more" in page
