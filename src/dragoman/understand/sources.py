"""Who speaks in a clause, as a phrase of the text: its subject, or that of the speech it goes on with."""

from __future__ import annotations

from dataclasses import replace

from dragoman.records import Clause, Phrase
from dragoman.understand.said import PARTY_KINDS, Line


def find_source(line: Line, clause: Clause) -> Phrase | None:
    """Who speaks: the subject; for "adding that" the subject of the speech it goes on with."""
    if clause.form == "finite":
        return clause.subject
    if clause.form == "participle" and clause.voice == "passive" and clause.subject:
        return clause.subject
    seen, source = clause, clause.subject
    for _ in range(5):
        if seen.governor is None:
            break
        seen = line.marked.clauses[seen.governor]
        if seen.form == "finite" and (seen.relation != "complement" or clause.form == "infinitive"):
            source = seen.subject
            break
    return source


def with_mentions(line: Line, source: Phrase) -> Phrase:
    """The source with the mentions its words lie in, where the clause left them out."""
    if source.mentions or source.pronoun:
        return source
    for number, mention in enumerate(line.marked.mentions):
        near = mention.span.meets(source.head) or (
            mention.form == "nominal" and 0 <= source.span.start - mention.span.end <= 1
        )
        if near and mention.sentence == line.sentence.index and mention.kind in PARTY_KINDS:
            return replace(source, mentions=(number,))
    return source
