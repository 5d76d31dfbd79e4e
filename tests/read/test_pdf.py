"""PDF files: running text in reading order, without the page's furniture; what cannot be read is said."""

from __future__ import annotations

import pytest
from tests.makers import Print, make_pdf

from dragoman.errors import DocumentError, NoTextError, TooLongError, UnreadableError
from dragoman.read import pdf, pdf_pages, read
from dragoman.records import Document
from dragoman.settings import Settings

LONG = "The foreign ministers of the two neighbouring countries met in the capital on Monday"


def read_pages(*pages: list[Print], **given: str) -> Document:
    return read(make_pdf(pages, **given))


def column(*lines: str, left: float = 60, top: float = 700) -> list[Print]:
    return [(left, top - 14 * number, line) for number, line in enumerate(lines)]


def test_lines_become_paragraphs() -> None:
    lines = column(LONG, "and agreed to meet again.") + column("They will open a new road.", top=650)
    assert read_pages(lines).text == f"{LONG} and agreed to meet again.\n\nThey will open a new road."


def test_lines_are_read_from_above_whatever_their_order_in_the_file() -> None:
    assert read_pages(column("and agreed to meet.", top=686) + column(LONG)).text == f"{LONG} and agreed to meet."


def test_words_parted_at_a_line_end_are_made_whole_and_compounds_stay() -> None:
    words = "The ministers discussed the inter-/national situation, the Armenian-/Azerbaijani border, a long-/term plan"
    lines = column(*f"{words} and the EU-/led mission.".split("/"))
    expected = (
        "The ministers discussed the international situation, the Armenian-Azerbaijani border, "
        "a long-term plan and the EU-led mission."
    )
    assert read_pages(lines).text == expected


def test_a_compound_that_the_text_knows_keeps_its_hyphen() -> None:
    lines = column("The sub-committee met at noon to hear the report of the sub-", "committee on roads.")
    assert read_pages(lines).text.endswith("the report of the sub-committee on roads.")


def test_columns_are_read_one_after_the_other_below_their_heading() -> None:
    left = column("The ministers met on", "Monday and spoke of", "trade and of roads.")
    right = column("They will meet again", "in the spring to sign", "the agreement.", left=320)
    rows = [line for pair in zip(left, right, strict=True) for line in pair]
    heading: list[Print] = [(120, 740, "JOINT STATEMENT OF THE FOREIGN MINISTERS OF BOTH COUNTRIES")]
    text = read_pages(heading + rows).text
    assert text.split("\n\n") == [
        "JOINT STATEMENT OF THE FOREIGN MINISTERS OF BOTH COUNTRIES",
        "The ministers met on Monday and spoke of trade and of roads.",
        "They will meet again in the spring to sign the agreement.",
    ]


def test_heads_and_numbers_of_pages_are_left_out_and_a_paragraph_runs_on_over_the_page() -> None:
    head: Print = (60, 810, "MINISTRY OF FOREIGN AFFAIRS - Press release 14")
    pages = [[head, *column(*lines), (290, 30, f"Page {number} of 2")] for number, lines in
             enumerate([(LONG, "to talk about trade and"), ("about the road that joins them.",)], 1)]  # fmt: skip
    assert read_pages(*pages).text == f"{LONG} to talk about trade and about the road that joins them."


def test_a_letterhead_on_one_page_stays() -> None:
    assert "MINISTRY OF FOREIGN AFFAIRS" in read_pages([(60, 810, "MINISTRY OF FOREIGN AFFAIRS"), *column(LONG)]).text


def test_title_and_day_count_where_the_text_has_them_too() -> None:
    info = "/Title(Joint Statement on Trade)/CreationDate(D:20240303101500Z)"
    lines: list[Print] = [(60, 740, "JOINT STATEMENT ON TRADE"), *column("BAKU, 3 March 2024. The ministers met.")]
    document = read_pages(lines, info=info)
    assert (document.title, document.published) == ("Joint Statement on Trade", "2024-03-03")
    other = read_pages(column("The ministers met in Baku on Sunday and talked."), info=info)
    assert other.published is None
    assert other.title != "Joint Statement on Trade"


def test_a_scan_is_turned_away() -> None:
    with pytest.raises(NoTextError, match="2 pages without text: scanned"):
        read_pages([], [])


def test_an_encrypted_file_is_turned_away() -> None:
    key = "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + "1f" * 32 + ">/U<" + "2e" * 32 + ">>>/ID[<00><00>]"
    with pytest.raises(UnreadableError, match="only with a password"):
        read_pages(column(LONG), trailer=key)


def test_a_long_file_is_turned_away() -> None:
    with pytest.raises(TooLongError, match="longer than 100 characters"):
        read(make_pdf([column(LONG, LONG)]), Settings(max_chars=100))


def test_a_reader_that_breaks_down_or_stalls_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    data = make_pdf([column(LONG)])
    monkeypatch.setattr(pdf, "MAX_SECONDS", 0.001)
    with pytest.raises(DocumentError, match=r"not read in 0\.001 seconds"):
        read(data)
    monkeypatch.setattr(pdf, "MAX_SECONDS", 60)
    monkeypatch.setattr(pdf_pages, "__file__", "/no/such/program.py")
    with pytest.raises(DocumentError, match="breaks down"):
        read(data)
