"""The order of the rooms, and nothing else: a document walks in, its record walks out.

    read -> understand -> coding -> resolve -> readout

This file knows all rooms, and `uses` those where records are used; no other knows two. Each step takes records and
gives records, so a stronger part can stand in for any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TypeVar

from dragoman import coding, knowledge
from dragoman.errors import DocumentError
from dragoman.inference import Reader, load_reader, one_thread
from dragoman.knowledge import Knowledge
from dragoman.read import read
from dragoman.read.dates import read_day
from dragoman.readout.aiming import aim
from dragoman.readout.meetings import find_meetings
from dragoman.readout.positions import find_positions
from dragoman.readout.remote import hold_remotely
from dragoman.readout.sureness import keep_sure
from dragoman.readout.together import with_groups
from dragoman.readout.trimming import trim
from dragoman.records import CoderCard, Document, Draft, Marked, Record, Resolved
from dragoman.resolve.dates import resolve_dates
from dragoman.resolve.entities import resolve_entities
from dragoman.resolve.events import settle_events
from dragoman.resolve.inferred import add_inferred
from dragoman.resolve.phrases import Answer, answer_date, answer_place, resolve_actor
from dragoman.resolve.places import resolve_places
from dragoman.resolve.surety import drop_unsure
from dragoman.scale import Engine, code_all
from dragoman.settings import Settings
from dragoman.understand.attributions import find_attributions
from dragoman.understand.beside import join_beside
from dragoman.understand.boilerplate import find_boilerplate
from dragoman.understand.clauses import find_clauses
from dragoman.understand.domains import find_domains
from dragoman.understand.gate import find_worth_reading
from dragoman.understand.mentions import find_mentions
from dragoman.understand.quotes import find_quotes
from dragoman.understand.times import find_times
from dragoman.understand.tokens import tokenize_document
from dragoman.understand.unlisted import add_unlisted


def understand(document: Document, base: Knowledge, reader: Reader | None = None) -> Marked:
    """Lay every layer over a document: sentences, mentions, times, quotes, vectors, clauses, attributions.

    Where the reader sees an act, the text as a whole can be asked as well.
    """
    tokens, sentences = tokenize_document(document)
    acts = coding.act_nouns()
    marked = Marked(
        document=document,
        tokens=tokens,
        sentences=sentences,
        mentions=find_mentions(document, tokens, sentences, base),
        times=find_times(document, tokens, sentences),
        quotes=find_quotes(document, sentences),
        boilerplate=find_boilerplate(tokens, sentences),
        domains=find_domains(tokens, sentences),
    )
    if reader:
        worth = find_worth_reading(marked, acts)
        reading = reader.open(document.text, [(s.span.start, s.span.end) for s in sentences], worth)
        sees_acts = any(vectors is not None and vectors.tags("trigger") for vectors in reading.sentences)
        marked = add_unlisted(replace(marked, vectors=reading.sentences, whole=reading if sees_acts else None))
    marked = join_beside(marked)
    marked = replace(marked, clauses=find_clauses(tokens, sentences, marked.mentions, marked.times, acts))
    return replace(marked, attributions=find_attributions(marked))


def resolve(marked: Marked, base: Knowledge, drafts: Iterable[Draft] = ()) -> Resolved:
    """Say what the mentions and times of a document stand for in the world; `drafts` say who takes part in an event."""
    places = resolve_places(marked, base)
    entities, entity_of, members = resolve_entities(marked, base, places, drafts)
    return Resolved(
        entities=entities,
        entity_of=entity_of,
        members=members,
        dates=resolve_dates(marked),
        places=places,
    )


def resolve_phrase(
    phrase: str, on: str | None = None, base: Knowledge | None = None, kind: str | None = None
) -> Answer:
    """What a phrase by itself stands for, as of an ISO day: an `actor`, a `place` or a `date`.

    >>> resolve_phrase("the Kremlin").country, resolve_phrase("late March 2024").date
    ('RUS', ('2024-03-21', '2024-03-31'))

    Without `kind` an actor is looked for first, then a date, then a place.
    """
    base = base or knowledge.load()
    if kind == "place":
        return answer_place(phrase, base)
    if kind == "date":
        return answer_date(phrase, date.fromisoformat(on) if on else None, base)
    # With a full stop it is read as a sentence and not as a headline, whose capitals say little.
    document = Document("phrase", f"{phrase.strip()}.", published=on)
    tokens, sentences = tokenize_document(document)
    mentions = find_mentions(document, tokens, sentences, base)
    found = resolve_actor(Marked(document, tokens, sentences, mentions), base)
    if kind == "actor" or found.country or found.kind not in (None, "place"):
        return found
    days = answer_date(phrase, date.fromisoformat(on) if on else None, base)
    where = answer_place(phrase, base) if days.date is None else days
    return where if where.confidence else found


class Coder:
    """Codes documents into records; loads what it needs once.

    >>> coder = Coder()
    >>> record = coder.code("Kenya's president met the Ugandan foreign minister in Kampala on 3 May 2024.")
    >>> [(event.type, event.date.start) for event in record.events]
    [('CONSULT', '2024-05-03')]
    """

    def __init__(self) -> None:
        self._base = knowledge.load(Settings.from_environment().knowledge)
        self._reader = load_reader()
        self._card = CoderCard(
            version=_version(),
            model=self._reader.card.name,
            ontology=coding.ontology_version(),
            knowledge=self._base.version,
        )

    @property
    def card(self) -> CoderCard:
        """What it takes to code again what this coder codes."""
        return self._card

    def code(self, document: Document | str) -> Record:
        """The record of one document, or of one text."""
        found = read(document) if isinstance(document, str) else _with_day(document)
        with one_thread():
            return self._code(found)

    def _code(self, found: Document) -> Record:
        marked = understand(found, self._base, self._reader)
        drafts = coding.code_events(marked)
        resolved = with_groups(marked, resolve(marked, self._base, drafts))
        positions = find_positions(marked, resolved)
        settled = settle_events(marked, drafts, resolved, positions)
        positions = keep_sure(positions, len(marked.sentences))
        events = add_inferred(drop_unsure(settled), positions, resolved)
        positions = aim(positions, events, resolved.entities)
        meetings = find_meetings(marked, resolved, events)
        record = Record(
            document=found,
            coder=self._card,
            relevant=bool(events or meetings or positions),
            entities=resolved.entities,
            events=hold_remotely(events, meetings),
            meetings=meetings,
            positions=positions,
            boilerplate=tuple(marked.sentences[i].span for i in sorted(marked.boilerplate)),
            warnings=(*found.warnings, *_warnings(marked, resolved)),
        )
        return trim(record, marked, drafts)

    def pipe(
        self,
        documents: Iterable[Document | DocumentError | str],
        workers: int | None = None,
        rejected: Callable[[DocumentError], object] | None = None,
        on: Engine = "here",
    ) -> Generator[Record]:
        """The records of many documents, one by one in their order; the same for any number of `workers`.

        One process, the default, codes here with nothing held back. Of more each loads a coder of its own, and up to
        16 documents a worker are read ahead. `on="ray"` codes on the Ray that the program has begun (`ray.init`), or
        on one of this machine's own, by default with all its cores. What cannot be coded, or could not be read, is
        told to `rejected`, and raised where there is none.
        """
        with closing(code_all(read_each(documents), self.code, self._card, workers, on)) as told:
            for found in told:
                if not isinstance(found, DocumentError):
                    yield found
                elif rejected is None:
                    raise found
                else:
                    rejected(found)


def read_each(documents: Iterable[Document | DocumentError | str]) -> Iterator[Document | DocumentError]:
    """Documents as they are, texts read, and why one cannot be."""
    for given in documents:
        try:
            yield read(given) if isinstance(given, str) else _with_day(given)
        except DocumentError as error:
            yield error


T = TypeVar("T", Document, Document | DocumentError)


def _with_day(given: T) -> T:
    """A document, with its day of publication as an ISO day, or a warning that it is none; errors as they are."""
    if not isinstance(given, Document) or not given.published:
        return given
    day = read_day(given.published)
    if day.iso == given.published:
        return given
    warnings = given.warnings if day.warning is None else (*given.warnings, day.warning)
    return replace(given, published=day.iso, warnings=warnings)


@cache
def load_coder() -> Coder:
    """The coder that is made once and kept."""
    return Coder()


def code(document: Document | str) -> Record:
    """The record of one document or text, by a coder that is made once and kept.

    >>> code("Rain is expected over the weekend in the north.").relevant
    False
    """
    return load_coder().code(document)


def _warnings(marked: Marked, resolved: Resolved) -> Iterator[str]:
    """What a reader of the record should know about it."""
    unresolved = any(date is None for date in resolved.dates)
    if unresolved and marked.document.published is None:
        yield "no publication date: relative dates left unresolved"


def _version() -> str:
    try:
        return version("dragoman")
    except PackageNotFoundError:
        return "0+unknown"
