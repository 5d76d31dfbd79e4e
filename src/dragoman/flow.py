"""The order of the rooms, and nothing else: a document walks in, its record walks out.

    read -> understand -> coding -> resolve -> readout

This is the only file that knows two rooms. Each step takes records and gives records, so a stronger
part can stand in for any of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from dragoman import coding, knowledge
from dragoman.accounts import Comparison, Course
from dragoman.errors import DocumentError
from dragoman.inference import Reader, load_reader, one_thread
from dragoman.inference.meaning import load_meaning
from dragoman.inference.ranker import load_ranker
from dragoman.inference.scorer import load_scorer
from dragoman.knowledge import Knowledge
from dragoman.read import read
from dragoman.readout.compare import Judges, compare_records
from dragoman.readout.courses import find_course
from dragoman.readout.meetings import find_meetings
from dragoman.readout.positions import find_positions
from dragoman.readout.together import with_groups
from dragoman.records import CoderCard, Document, Marked, Record, Resolved
from dragoman.resolve.dates import resolve_dates
from dragoman.resolve.entities import resolve_entities
from dragoman.resolve.events import settle_events
from dragoman.resolve.inferred import add_inferred
from dragoman.resolve.phrases import Answer, answer_date, answer_place, resolve_actor
from dragoman.resolve.places import resolve_places
from dragoman.scale import code_all
from dragoman.settings import Settings
from dragoman.understand.attributions import find_attributions
from dragoman.understand.boilerplate import find_boilerplate
from dragoman.understand.clauses import find_clauses
from dragoman.understand.domains import find_domains
from dragoman.understand.gate import find_worth_reading
from dragoman.understand.mentions import find_mentions
from dragoman.understand.quotes import find_quotes
from dragoman.understand.times import find_times
from dragoman.understand.tokens import tokenize_document


def understand(document: Document, base: Knowledge, reader: Reader | None = None) -> Marked:
    """Lay every layer over a document: sentences, mentions, times, quotes, clauses, vectors, attributions."""
    tokens, sentences = tokenize_document(document)
    mentions = find_mentions(document, tokens, sentences, base)
    times = find_times(document, tokens, sentences)
    marked = Marked(
        document=document,
        tokens=tokens,
        sentences=sentences,
        mentions=mentions,
        times=times,
        quotes=find_quotes(document, sentences),
        clauses=find_clauses(tokens, sentences, mentions, times, coding.act_nouns()),
        boilerplate=find_boilerplate(tokens, sentences),
        domains=find_domains(tokens, sentences),
    )
    if reader:
        worth = find_worth_reading(marked)
        vectors = (reader.read(s.span.of(document.text)) if s.index in worth else None for s in sentences)
        marked = replace(marked, vectors=tuple(vectors))
    return replace(marked, attributions=find_attributions(marked))


def resolve(marked: Marked, base: Knowledge) -> Resolved:
    """Say what the mentions and times of a document stand for in the world."""
    entities, entity_of, members = resolve_entities(marked, base)
    return Resolved(
        entities=entities,
        entity_of=entity_of,
        members=members,
        dates=resolve_dates(marked),
        places=resolve_places(marked, base),
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
        return answer_date(phrase, date.fromisoformat(on) if on else None)
    # With a full stop it is read as a sentence and not as a headline, whose capitals say little.
    document = Document("phrase", f"{phrase.strip()}.", published=on)
    tokens, sentences = tokenize_document(document)
    mentions = find_mentions(document, tokens, sentences, base)
    found = resolve_actor(Marked(document, tokens, sentences, mentions), base)
    if kind == "actor" or found.country or found.kind not in (None, "place"):
        return found
    days = answer_date(phrase, date.fromisoformat(on) if on else None)
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
        found = read(document) if isinstance(document, str) else document
        with one_thread():
            return self._code(found)

    def _code(self, found: Document) -> Record:
        marked = understand(found, self._base, self._reader)
        resolved = with_groups(marked, resolve(marked, self._base))
        positions = find_positions(marked, resolved)
        settled = settle_events(marked, coding.code_events(marked), resolved, positions)
        events = add_inferred(settled, positions, resolved)
        meetings = find_meetings(marked, resolved, events)
        return Record(
            document=found,
            coder=self._card,
            relevant=bool(events or meetings or positions),
            entities=resolved.entities,
            events=events,
            meetings=meetings,
            positions=positions,
            boilerplate=tuple(marked.sentences[i].span for i in sorted(marked.boilerplate)),
            warnings=(*found.warnings, *_warnings(marked, resolved)),
        )

    def pipe(
        self,
        documents: Iterable[Document | DocumentError | str],
        workers: int = 1,
        rejected: Callable[[DocumentError], object] | None = None,
    ) -> Generator[Record]:
        """The records of many documents, one by one in their order; the same for any number of `workers`.

        One process codes here, with nothing held back. Of more each loads a coder of its own, and up to 16
        documents a worker are read ahead. What cannot be coded, or could not be read, is told to `rejected`,
        and raised where there is none.
        """
        with closing(code_all(_read_each(documents), self.code, self._card, workers)) as told:
            for found in told:
                if not isinstance(found, DocumentError):
                    yield found
                elif rejected is None:
                    raise found
                else:
                    rejected(found)


def _read_each(documents: Iterable[Document | DocumentError | str]) -> Iterator[Document | DocumentError]:
    for given in documents:
        try:
            yield read(given) if isinstance(given, str) else given
        except DocumentError as error:
            yield error


@cache
def _coder() -> Coder:
    return Coder()


def code(document: Document | str) -> Record:
    """The record of one document or text, by a coder that is made once and kept.

    >>> code("Rain is expected over the weekend in the north.").relevant
    False
    """
    return _coder().code(document)


def keep_documents(
    path: str | os.PathLike[str],
    documents: Iterable[Document | DocumentError | str],
    coder: Coder | None = None,
    workers: int = 1,
) -> Mapping[str, int]:
    """Code documents into the archive at `path`, each once; how many were kept, replaced, skipped, rejected.

    What `read_many` could not read is noted in the archive's `rejects`, as is what cannot be coded.
    """
    from dragoman.keep.writer import open_keeper

    coder = coder or _coder()
    with open_keeper(path, coder.card) as keeper:
        new = keeper.leave_out_known(_read_each(documents))
        with closing(coder.pipe(new, workers, keeper.reject)) as records:
            for record in records:
                keeper.add_new(record, len(record.document.warnings))
    return dict(keeper.counts)


def join_archive(path: str | os.PathLike[str], again: bool = False) -> int:
    """Join what an archive has gained since the last time into stories, and keep them in it; how many were written.

    It goes on where it ended, so the cost is that of the new documents. `again` joins everything anew, as is needed
    where documents were coded again or have changed.
    """
    from dragoman.keep import stories as kept
    from dragoman.keep.archive import lock_writer
    from dragoman.relate.joiner import Joiner

    with lock_writer(path):
        if again:
            kept.forget_stories(path)
        before = kept.find_progress(path)
        joiner = Joiner.unpack(before.state, str(path)) if before.state else Joiner()
        upto, written, gone = before.upto, 0, set(before.open)
        for page in kept.read_after(path, upto):
            closed = joiner.add([record for _, record in page])
            if closed:
                kept.keep_stories(path, closed)
                gone -= {story.id for story in closed}
            written += len(closed)
            upto = max([upto, *(key for key, _ in page)])
        still = joiner.stories()
        now = kept.Progress(upto, tuple(story.id for story in still), joiner.pack())
        kept.keep_progress(path, still, now, gone - {story.id for story in still})
    return written + len(still)


def load_judges() -> Judges:
    """What a comparison is made with, opened once."""
    return Judges(load_meaning(), load_scorer("topics-1"), load_ranker("accounts-1"))


def compare(*records: Record) -> Comparison:
    """Two accounts or more, side by side: are they of one meeting, and what does each say on each thing.

    >>> ours = code("Minister Amina Diallo met Minister Kofi Asante in Accra on 3 May 2024. She urged lower fees.")
    >>> theirs = code("Minister Kofi Asante met Minister Amina Diallo in Accra on 3 May 2024. He refused lower fees.")
    >>> compare(ours, theirs).sameness[0].answer
    'same'
    """
    return compare_records(records, load_judges())


def trace(
    records: Iterable[Record], side: str, on: str | None = None, since: str | None = None, until: str | None = None
) -> Course:
    """What a side (a code) said, on a subject where one is given, by day, with what changed; ISO days count in.

    >>> record = code("Norway's foreign minister demanded that the strait be opened. Norway welcomed the grain deal.")
    >>> [stand.force for stand in trace([record], "NOR", on="open straits").stands]
    ['demand']
    """
    return find_course(records, side, load_meaning(), on, since, until)


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
