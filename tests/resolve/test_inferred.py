"""What a readout says against a named party without naming a speaker is an accusation by its side."""

from __future__ import annotations

from dragoman.flow import code

READOUT = """Peru's Foreign Minister meets Envoy of Chile

Lima, 3 May 2024. Peru's Foreign Minister Inés Quispe met the envoy of Chile, Pablo Rojas, in Lima.

It was underlined that the militarization of the border by Bolivia is unacceptable. {more}"""


def accusations(text: str) -> list[tuple[list[str | None], list[str | None], bool]]:
    record = code(text)
    return [
        (
            [record.entity(a).represents for a in event.actors],
            [record.entity(r).represents for r in event.recipients],
            event.confidence < 0.6,
        )
        for event in record.events
        if event.type == "ACCUSE"
    ]


def test_an_agentless_criticism_is_an_accusation_with_low_confidence():
    assert accusations(READOUT.format(more="")) == [(["PER"], ["BOL"], True)]


def test_said_twice_it_is_one_event():
    more = "It was stressed that Bolivia continues to threaten the return of Peruvian families."
    assert len(accusations(READOUT.format(more=more))) == 1


def test_an_accusation_by_name_stands_alone():
    more = "The minister accused Bolivia of violating the truce."
    assert accusations(READOUT.format(more=more)) == [(["PER"], ["BOL"], False)]


def test_praise_and_plain_statements_accuse_nobody():
    neutral = READOUT.replace("militarization", "reopening").replace("is unacceptable", "is under way")
    assert accusations(neutral.format(more="The progress in the talks with Bolivia was noted.")) == []
