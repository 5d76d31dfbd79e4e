"""Roles that a rule leaves open and the reader sees somebody play: "[the islanders], on whom it had turned its back"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.coding.reading import Reading
from dragoman.coding.seen import read_roles
from dragoman.records import Draft, Marked

# A role is filled by whom the reader sees in it with this chance. At none and at 0.75 as many events are right on kept
# practice texts, within 0.001.
LEAST = 0.6
# Types of which all who take part may be actors.
EQUALS = frozenset(["CONSULT", "COOPERATE"])


def fill_roles(marked: Marked, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """The drafts of the rules, with those whom the reader sees in a role that their own words leave open.

    >>> from dragoman.records import Document
    >>> fill_roles(Marked(Document("d", "Envoys met.")), ())
    ()
    """
    reading = Reading(marked)
    return tuple(_fill(reading, draft) for draft in drafts)


def _fill(reading: Reading, draft: Draft) -> Draft:
    vectors = reading.marked.vectors[draft.sentence] if reading.marked.vectors else None
    if vectors is None or (draft.actors and draft.recipients) or draft.type in EQUALS:
        return draft
    seen = read_roles(reading, vectors, draft, LEAST)
    told = {*draft.actors, *draft.recipients}
    return replace(
        draft,
        actors=draft.actors or tuple(m for m in seen.actors if m not in told),
        recipients=draft.recipients or tuple(m for m in seen.recipients if m not in told),
    )
