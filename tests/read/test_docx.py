"""Word files: the text with all changes accepted; what is no Word file, or a trap, is turned away."""

from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest
from tests.makers import make_docx, paragraph

from dragoman.errors import NoTextError, UnreadableError
from dragoman.read import docx, read

MET = "The ministers met in Baku on Monday."


def test_paragraphs_headings_and_tables_come_in_their_order() -> None:
    file = python_docx.Document()
    file.add_heading("Joint statement", 1)
    file.add_paragraph(MET)
    table = file.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Trade", "USD 2 bn"
    file.add_paragraph("They will meet again.", style="List Bullet")
    out = io.BytesIO()
    file.save(out)
    assert read(out.getvalue()).text == f"Joint statement\n\n{MET}\n\nTrade | USD 2 bn\n\nThey will meet again."


def test_what_was_struck_out_goes_and_what_was_put_in_stays() -> None:
    body = (
        "<w:p><w:r><w:t>The ministers </w:t></w:r><w:del><w:r><w:delText>quarrelled</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>elsewhere</w:t></w:r></w:moveFrom>"
        "<w:ins><w:r><w:t>met</w:t></w:r></w:ins><w:r><w:tab/><w:t>in Baku.</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('A box says more.')}</w:sdtContent></w:sdt>"
    )
    assert read(make_docx(body)).text == "The ministers met in Baku.\n\nA box says more."


def test_title_and_day_count_where_the_text_has_them_too() -> None:
    body = paragraph("Statement on Trade") + paragraph(f"Baku, 3 March 2024. {MET}")
    document = read(make_docx(body, title="Statement on Trade"))
    assert (document.title, document.published) == ("Statement on Trade", "2024-03-03")
    assert read(make_docx(paragraph(MET), title="Template of 2019")).published is None


def test_a_file_is_known_without_its_name() -> None:
    assert read(io.BytesIO(make_docx(paragraph(MET)))).text == MET


def test_no_text_is_said() -> None:
    with pytest.raises(NoTextError, match="without text"):
        read(make_docx("<w:p/>"))


@pytest.mark.parametrize(
    "declared",
    ['<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE w [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'],
)
@pytest.mark.parametrize("part", ["document", "core", "types", "relations", "more"])
def test_entities_are_refused_wherever_they_stand(declared: str, part: str) -> None:
    with pytest.raises(UnreadableError, match="document type"):
        read(make_docx(paragraph(MET), **{part: f'<?xml version="1.0"?>{declared}<w>&x;</w>'}))


def test_a_document_type_in_utf_16_is_seen() -> None:
    with pytest.raises(UnreadableError, match="document type"):
        read(make_docx(paragraph(MET), more='<?xml version="1.0"?><!doctype w []><w/>'.encode("utf-16")))


def test_a_bomb_is_refused_by_what_it_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "MAX_UNPACKED_BYTES", 100_000)
    with pytest.raises(UnreadableError, match="unpacks to more than"):
        read(make_docx(paragraph(MET), more=b" " * 200_000))


def test_a_bomb_that_declares_less_is_no_more_than_damaged() -> None:
    data = bytearray(make_docx(paragraph(MET), more=b" " * 200_000))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as file:
        true = file.getinfo("word/media/more.xml").file_size.to_bytes(4, "little")
    with pytest.raises(UnreadableError, match="not a Word file that can be read"):
        read(bytes(data).replace(true, (10).to_bytes(4, "little")))


@pytest.mark.parametrize("cut", [100, 400, 900])
def test_a_cut_file_is_said(cut: int) -> None:
    with pytest.raises(UnreadableError, match="not a Word file that can be read"):
        read(make_docx(paragraph(MET))[:cut])
