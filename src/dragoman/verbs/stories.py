"""`dragoman stories`: records in, stories out, each with its reports and where they contradict each other."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.keep.sources import is_archive, read_sources
from dragoman.reports import Story
from dragoman.show.words import clean_text
from dragoman.verbs.accounts import Reading
from dragoman.verbs.parser import Parser, check_day

if TYPE_CHECKING:
    from dragoman.relate.sketch import Sketch

FORMATS = ("table", "json", "jsonl", "csv")
_DESCRIPTION = """\
Join records into stories: one line for each happening, however many reports tell
it. Reads an archive, whose new documents join the stories that it keeps, or the
JSON Lines that `dragoman code --format jsonl` writes.
"""
_EPILOG = """\
Documents without a day of publication are taken to be of the day of those before
them. Order within a day does not matter; give the days in their order.

examples:
  dragoman code *.txt --format jsonl -o all.jsonl && dragoman stories all.jsonl
  dragoman stories news.duckdb --since 2026-02-01 --min-reports 2
  dragoman stories january.jsonl february.jsonl --since 2026-02-01 --min-reports 2
  dragoman stories all.jsonl --format jsonl -o stories.jsonl

Exit codes: 0; 1 some lines are no records, each named on stderr; 2 wrong usage.
"""
# Of the words that tell a story, in the table.
MAX_WORDS_CHARS = 120
COLUMNS = (
    "id thread first_seen last_seen type auxiliary actors recipients date_start date_end place country documents"
    " publishers title contradictions"
).split()


def run(arguments: list[str]) -> int:
    """Print the stories; 1 where lines had to be left out, else 0."""
    from dragoman.keep.export.output import open_sink
    from dragoman.relate.joiner import rank_story

    given = _parser().parse_args(arguments)
    _check(given.paths, given.since)
    if len(given.paths) == 1 and is_archive(given.paths[0]):
        joined, rejected = _join_archive(given.paths[0], given.again), 0
        stories = sorted(_chosen(joined, given), key=rank_story)
    elif given.again:
        raise UsageError("--again goes with one archive")
    else:
        from dragoman.relate.joiner import join_sketches
        from dragoman.relate.sketch import sketch_record
        from dragoman.relate.threads import WINDOW_DAYS

        reading = Reading(read_sources(given.paths))
        late: list[str] = []
        sketches = _watch_days(map(sketch_record, reading), late)
        stories = sorted(_chosen(join_sketches(sketches), given), key=rank_story)
        rejected = reading.rejected
        if late:
            count = _count(late, "document comes", "documents come")
            print(
                f"{count} more than {WINDOW_DAYS} days too late to join a story ({clean_text(late[0])} first): "
                "sort them by day, or keep them in an archive",
                file=sys.stderr,
            )
    with open_sink(given.output) as sink:
        for text in _WRITERS[given.format](stories):
            sink.write(text.encode("utf-8", "replace"))
    return 1 if rejected else 0


def _chosen(stories: Iterable[Story], given: argparse.Namespace) -> Iterator[Story]:
    for story in stories:
        if (story.last_seen or "") >= (given.since or "") and len(story.documents) >= given.min_reports:
            yield story


def _watch_days(sketches: Iterable[Sketch], late: list[str]) -> Iterator[Sketch]:
    """The same, with the ids of those noted whose stories have closed, for later days came before them."""
    from dragoman.relate.threads import WINDOW_DAYS

    latest = 0
    for sketch in sketches:
        if sketch.day is not None and sketch.day + WINDOW_DAYS < latest:
            late.append(sketch.document)
        latest = max(latest, sketch.day or 0)
        yield sketch


def _join_archive(path: str, again: bool) -> Iterator[Story]:
    """Bring an archive's stories up to its last document, and give them all."""
    from dragoman.keep.stories import count_strays, read_stories
    from dragoman.uses import join_archive

    join_archive(path, again)
    strays = count_strays(path)
    if strays:
        documents = "1 document has" if strays == 1 else f"{strays:,} documents have"
        print(f"{documents} changed since stories were joined: --again joins all anew", file=sys.stderr)
    return read_stories(path)


def _parser() -> Parser:
    parser = Parser(prog="dragoman stories", description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("paths", nargs="+", metavar="RECORDS", help="an archive, or files of records; - is standard input")
    add("--again", action="store_true", help="join all documents of the archive anew")
    add("--since", metavar="DATE", help="only stories that were still told on this day (2026-02-01) or later")
    add("--min-reports", type=int, default=1, metavar="N", help="only stories told by at least so many documents")
    add("-f", "--format", choices=FORMATS, default="table", metavar="FORMAT", help=", ".join(FORMATS))
    add("-o", "--output", metavar="FILE", help="write there, all at once when done")
    return parser


def _check(paths: Sequence[str], since: str | None) -> None:
    if list(paths).count("-") > 1:
        raise UsageError("standard input can be read only once")
    check_day(since, "--since")


# -- formats ----------------------------------------------------------------------------------


def _write_json(stories: Sequence[Story]) -> Iterator[str]:
    yield json.dumps([story.to_dict() for story in stories], ensure_ascii=False, indent=2) + "\n"


def _write_lines(stories: Sequence[Story]) -> Iterator[str]:
    for story in stories:
        yield json.dumps(story.to_dict(), ensure_ascii=False) + "\n"


def _write_csv(stories: Sequence[Story]) -> Iterator[str]:
    from dragoman.keep.export.sheets import make_lines

    yield make_lines([tuple(COLUMNS), *(tuple(make_row(story)[name] for name in COLUMNS) for story in stories)])


def make_row(story: Story) -> dict[str, Any]:
    """A story as one row; lists are joined by `;`."""
    return {
        "id": story.id,
        "thread": story.thread,
        "first_seen": story.first_seen,
        "last_seen": story.last_seen,
        "type": story.type,
        "auxiliary": story.auxiliary,
        "actors": ";".join(story.actors),
        "recipients": ";".join(story.recipients),
        "date_start": story.date.start if story.date else None,
        "date_end": story.date.end if story.date else None,
        "place": story.place.name if story.place else None,
        "country": story.place.country if story.place else None,
        "documents": len(story.documents),
        "publishers": ";".join(story.publishers),
        "title": story.title,
        "contradictions": "; ".join(show_contradictions(story)),
    }


def show_contradictions(story: Story) -> list[str]:
    """Each contradiction in a few words: "killed: 9 (2) or 12 (1)", with the number of documents that claim each."""
    return [
        f"{found.field}: " + " or ".join(f"{claim.value} ({len(claim.documents)})" for claim in found.claims)
        for found in story.contradictions
    ]


def _write_table(stories: Sequence[Story]) -> Iterator[str]:
    documents = {document for story in stories for document in story.documents}
    for story in stories:
        yield show_line(story) + "\n"
        for shown in show_contradictions(story):
            yield f"{'':12}! {clean_text(shown)}\n"
    told = sum(len(story.documents) > 1 for story in stories)
    counted = f"{_count(stories, 'story', 'stories')} in {_count(documents, 'document', 'documents')}"
    yield f"{counted}, {told} told by more than one\n"


def show_line(story: Story) -> str:
    """A story in one line: when, what, who to whom, where, how often told, and in what words."""
    day = (story.date.start if story.date else None) or story.first_seen or "no date"
    sides = " + ".join(story.actors) or "?"
    if story.recipients:
        sides += f" > {' + '.join(story.recipients)}"
    what = story.type or "(no event)"
    if story.auxiliary and story.auxiliary != "actual":
        what += f" {story.auxiliary}"
    where = f" in {story.place.name}" if story.place else ""
    copies = {report.document for report in story.reports if report.duplicate_of}
    told = _count(story.documents, "report", "reports")
    told += f", {_count(story.publishers, 'publisher', 'publishers')}" if story.publishers else ""
    told += f", {_count(copies, 'copy', 'copies')}" if copies else ""
    official = ", official" if any(report.official for report in story.reports) else ""
    who = f" {sides}{where}" if story.type else ""
    return f"{day:10}  {clean_text(what + who)}  [{told}{official}]  {_cut(clean_text(_find_words(story)))}"


def _find_words(story: Story) -> str:
    """A sentence that tells the story as most do; the headline where there is no event."""
    told = (report.sentence for report in story.reports if report.sentence and report.type == story.type)
    return next(told, story.title)


def _cut(text: str) -> str:
    return text if len(text) <= MAX_WORDS_CHARS else f"{text[: MAX_WORDS_CHARS - 1]}…"


def _count(things: Collection[object], one: str, many: str) -> str:
    return f"{len(things)} {one if len(things) == 1 else many}"


_WRITERS = {"table": _write_table, "json": _write_json, "jsonl": _write_lines, "csv": _write_csv}
