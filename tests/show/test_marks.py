"""Evidence is cut so that every character stands once, under all that it proves."""

from hypothesis import given
from hypothesis import strategies as st
from tests.factory import TEXT, document, record

from dragoman.records import Span
from dragoman.show.marks import Mark, cut_pieces, find_marks

SIZE = 12
spans = st.tuples(st.integers(0, SIZE - 1), st.integers(1, SIZE)).filter(lambda ends: ends[0] < ends[1])


@given(st.lists(spans, max_size=8))
def test_pieces_cover_the_text_once_and_know_their_marks(ends: list[tuple[int, int]]) -> None:
    marks = [Mark(Span(*pair), f"e{number}", "entity") for number, pair in enumerate(ends)]
    pieces = cut_pieces(SIZE, marks)
    assert [index for piece in pieces for index in range(*piece.span)] == list(range(SIZE))
    for piece in pieces:
        assert set(piece.marks) == {mark for mark in marks if mark.span.meets(piece.span)}
        assert all(mark.span.covers(piece.span) for mark in piece.marks)


def test_the_shortest_mark_comes_first() -> None:
    inner, outer = Mark(Span(2, 4), "v0", "trigger"), Mark(Span(0, 8), "p0", "about")
    piece = next(piece for piece in cut_pieces(8, [outer, inner]) if piece.span.start == 2)
    assert piece.marks == (inner, outer)


def test_an_empty_text_has_no_pieces() -> None:
    assert cut_pieces(0, []) == []


def test_evidence_outside_the_text_is_left_out() -> None:
    assert find_marks(record(document=document(text="Short."))) == []


def test_every_kind_of_evidence_is_marked() -> None:
    roles = {mark.role for mark in find_marks(record())}
    assert roles == {"entity", "trigger", "sentence", "agenda", "outcome", "cue", "about"}


def test_courtesies_are_not_marked() -> None:
    assert "p2" not in {mark.key for mark in find_marks(record())}
    assert all(mark.span.end <= len(TEXT) for mark in find_marks(record()))
