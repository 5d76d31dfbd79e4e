"""The command `dragoman`: parse what was asked, call the library, print what came back.

Exit codes, mapped from the tree in `errors` in `main` and nowhere else:

    0    all documents coded
    1    some documents rejected, each named on stderr; the others are coded
    2    the call is wrong, or the output cannot be written: one line on stderr
    130  interrupted (Ctrl-C); what was coded until then is kept and whole
    141  the reader of the pipe went away (`| head`), as for any other command of a pipeline

A document at which the coder itself breaks down is a rejected one, with the line `internal error (...)`;
with DRAGOMAN_DEBUG=1 the error is raised instead, with its traceback.

Nothing heavy is imported before it is needed: `dragoman --help` should come at once.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from dragoman.errors import DocumentError, DragomanError, UsageError
from dragoman.verbs.batch import (
    Engine,
    Library,
    add_engine,
    code_each,
    describe_others,
    open_library,
    read_documents,
    read_engine,
)
from dragoman.verbs.parser import Parser, check_day, join_auxiliary
from dragoman.verbs.progress import add_progress, make_tally

if TYPE_CHECKING:
    from dragoman.keep.export.options import Options
    from dragoman.keep.export.partitions import By
    from dragoman.keep.export.writers import Writer

OK, REJECTED, WRONG, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 130, 141

OWN_FORMATS = ("summary", "json", "jsonl", "csv", "parquet", "html")
# The names of `keep.export.writers`, which is not loaded to print the help.
EXPORTS = "plover polecat icews gdelt gdelt-mentions dyads stata geojson calendar ftm".split()
FORMATS = (*OWN_FORMATS, *EXPORTS)
TABLES = ("events", "entities", "meetings", "positions", "documents")
_FORMAT_OF_SUFFIX = {f".{name}": name for name in OWN_FORMATS[1:]} | {
    "": "summary",
    ".txt": "summary",
    ".ndjson": "jsonl",
    ".htm": "html",
    ".dta": "stata",
    ".geojson": "geojson",
    ".ics": "calendar",
}

_DESCRIPTION = """\
Reads diplomatic and news reports and says who did what to whom, who met whom,
and who said what, each with the words that prove it.
"""
_EPILOG = """\
commands:
  code          code documents and print what they say
  keep          code documents into an archive, each once
  watch         follow feeds and code what is new in them
  events        ask an archive who did what to whom
  meetings      ask an archive who met whom
  positions     what a party said on a subject over time, and what changed
  desk          open an archive in the browser: stories, evidence, map, search, API
  compare       hold two accounts of one meeting against each other
  stories       join coded reports of one happening, and show where they disagree
  timeline      how two sides stood to each other over time
  network       who met whom over a period, as a page
  sql           ask an archive in SQL
  recode        code an archive again, and say what changes
  correct       confirm, correct or reject an answer of an archive
  corrections   what people have said of an archive's answers; write it as a file
  export        write records as PLOVER, POLECAT, ICEWS, GDELT, Stata, calendars, ...
  compare-data  hold records against POLECAT, ICEWS or GDELT
  corpus        browse and count the annotated texts
  evaluate      measure the coder against annotated texts
  knowledge     what the coder knows of the world; load more people and actors
  resolve       say who, where or when phrases mean

examples:
  dragoman code report.txt
  dragoman code reports.jsonl --format csv -o events.csv
  dragoman keep news.duckdb reports/
  dragoman corpus --type THREATEN

`dragoman code --help` says more.
"""
_CODE_DESCRIPTION = """\
Code documents: the meetings, positions and events in them, with their evidence.
Reads text, HTML, PDF, Word (.docx), JSON Lines, CSV, Parquet, feeds (RSS, Atom)
and web archives (WARC), told apart by their names and contents; files, folders
and addresses (https://...).
"""
_CODE_EPILOG = """\
examples:
  dragoman code report.txt                          read it in the terminal
  dragoman code report.txt -o report.html           see the evidence in the text
  cat report.txt | dragoman code - --format json    everything, for a program
  dragoman code *.txt --format jsonl -o all.jsonl   one document a line
  dragoman code news.jsonl --table meetings -o meetings.csv
  dragoman code crawl/ --on ray -o events/          Parquet, a folder for each month
  dragoman code https://example.org/communique.pdf

Exit codes: 0 all coded; 1 some documents rejected, each named on stderr, the
others coded; 2 wrong usage; 130 interrupted, what was done is kept.
"""


def main(argv: Sequence[str] | None = None, *, library: Library | None = None) -> int:
    """Run the command with `argv` (without its name) and return its exit code.

    `library` stands in for the real one in tests.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        status = _dispatch(arguments, library)
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except BrokenPipeError:
        _silence_stdout()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        _complain("", "interrupted")
        return INTERRUPTED
    except DocumentError as error:
        _complain("rejected  ", error)
        return REJECTED
    except DragomanError as error:
        _complain("dragoman: ", error)
        return WRONG
    except OSError as error:
        _silence_stdout()
        _complain("dragoman: ", error.strerror or error)
        return WRONG


# The verbs beside `code`: the module in `verbs` that runs each, loaded when it is asked for, and the function in it.
_VERBS = {
    "compare": ("compare", "run"),
    "compare-data": ("compare_data", "run"),
    "corpus": ("corpus", "run"),
    "correct": ("correct", "run"),
    "corrections": ("corrections", "run"),
    "desk": ("desk", "run"),
    "evaluate": ("evaluate", "run"),
    "events": ("ask", "run_events"),
    "export": ("export", "run"),
    "keep": ("keep", "run"),
    "knowledge": ("knowledge", "run"),
    "meetings": ("ask", "run_meetings"),
    "network": ("network", "run"),
    "positions": ("positions", "run"),
    "recode": ("recode", "run"),
    "resolve": ("resolve", "run"),
    "sql": ("ask", "run_sql"),
    "stories": ("stories", "run"),
    "timeline": ("timeline", "run"),
    "watch": ("watch", "run"),
}
# Those that code take the library that stands in for the installed one.
_CODING_VERBS = frozenset(["keep", "recode"])


def _dispatch(arguments: list[str], library: Library | None) -> int:
    """Run the command that the first argument names."""
    if arguments and arguments[0] == "code":
        return _code_with(_parse_code(arguments[1:]), library)
    if arguments and arguments[0] in _VERBS:
        return _run_verb(arguments[0], arguments[1:], library)
    parser = Parser(prog="dragoman", description=_DESCRIPTION, epilog=_EPILOG)
    parser.usage = "dragoman COMMAND ..."
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    parser.add_argument("command", nargs="?", help=argparse.SUPPRESS)
    options, rest = parser.parse_known_args(arguments)
    if options.version:
        print(f"dragoman {_find_version()}")
        return OK
    if options.command is None and not rest:
        parser.print_help(sys.stderr)
        return WRONG
    asked = options.command or rest[0]
    if os.path.exists(asked):
        raise UsageError(f"no command {asked!r}; did you mean: dragoman code {asked}")
    kind = "option" if asked.startswith("-") else "command"
    raise UsageError(f"no {kind} {asked!r} (see dragoman --help)")


def _run_verb(verb: str, arguments: list[str], library: Library | None) -> int:
    module, name = _VERBS[verb]
    run = getattr(import_module(f"dragoman.verbs.{module}"), name)
    status: int = run(arguments, library) if verb in _CODING_VERBS else run(arguments)
    return status


# -- what was asked ---------------------------------------------------------------------------


class _Call(NamedTuple):
    """One call of `dragoman code`, checked."""

    paths: list[str]
    format: str
    table: str
    output: str | None
    partition: By | None
    published: str | None
    full: bool
    quiet: bool
    options: Options
    engine: Engine
    log_json: bool


def _parse_code(arguments: list[str]) -> _Call:
    from dragoman.verbs.export import add_options

    parser = Parser(prog="dragoman code", description=_CODE_DESCRIPTION, epilog=_CODE_EPILOG)
    parser.usage = "dragoman code PATH... [options]"
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="files, folders or addresses to read; - is standard input")
    add(
        "-f",
        "--format",
        choices=FORMATS,
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}; by default what the name of -o says, else summary",
    )
    add("-o", "--output", metavar="FILE", help="write there, all at once when done; a folder with --partition")
    add(
        "--table",
        choices=TABLES,
        metavar="TABLE",
        help=f"what csv, parquet and stata hold: {', '.join(TABLES)}; events by default",
    )
    add("--partition", choices=("month", "day"), help="parquet in folders, one for each month (of -o FOLDER/) or day")
    add(
        "--published",
        metavar="DATE",
        help="the day (2024-07-03) that documents which state none were published",
    )
    add_options(parser)
    add("--full", action="store_true", help="read the page that each item of a feed links to")
    add_engine(parser)
    add_progress(parser)
    # What stands behind "--" is taken off here: up to Python 3.12 the parser loses it when options
    # and paths are mixed.
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    found = parser.parse_intermixed_args(arguments[:cut])
    found.paths += arguments[cut + 1 :]
    return _check_call(found)


def _check_call(found: argparse.Namespace) -> _Call:
    """The call, with what can be known to be wrong before any work is done ruled out."""
    if not found.paths:
        raise UsageError("no input: give files, or - for standard input")
    if found.paths.count("-") > 1:
        raise UsageError("standard input can be read only once")
    partition: By | None = found.partition or ("month" if _is_folder(found.output) else None)
    if partition and (found.format not in (None, "parquet") or not found.output):
        raise UsageError("--partition goes with parquet and -o FOLDER")
    format = "parquet" if partition else found.format or _find_format(found.output)
    options = _make_options(format, found)
    check_day(found.published, "--published")
    _check_output(format, found.output, found.paths)
    engine = read_engine(found)
    return _Call(
        found.paths,
        format,
        options.table,
        found.output,
        partition,
        found.published,
        found.full,
        found.quiet,
        options,
        engine,
        found.log_json,
    )


def _is_folder(output: str | None) -> bool:
    """Whether the name of the output is that of a folder."""
    return bool(output) and (str(output).endswith(("/", os.sep)) or os.path.isdir(str(output)))


def _make_options(format: str, found: argparse.Namespace) -> Options:
    from dragoman.keep.export.writers import make_options

    return make_options(format, found.table, join_auxiliary(found.auxiliary), found.with_text)


def _find_format(output: str | None) -> str:
    """The format that the name of the output says."""
    if output is None:
        return "summary"
    suffix = os.path.splitext(output)[1].lower()
    if suffix not in _FORMAT_OF_SUFFIX:
        raise UsageError(f"the name {output} says no format: give --format")
    return _FORMAT_OF_SUFFIX[suffix]


def _check_output(format: str, output: str | None, paths: list[str]) -> None:
    if output is None:
        if sys.stdout is None:
            raise UsageError("standard output is closed: give -o FILE")
        if format in ("parquet", "stata") and sys.stdout.isatty():
            raise UsageError(f"{format} is not for a terminal: give -o FILE")
        return
    for path in paths:
        with contextlib.suppress(OSError):
            if path != "-" and os.path.isfile(output) and os.path.samefile(path, output):
                raise UsageError(f"cannot write {output}: it is one of the inputs")


# -- coding -----------------------------------------------------------------------------------


def _code_with(call: _Call, library: Library | None) -> int:
    with open_library(library, call.engine) as coding:
        return _code(call, coding)


def _code(call: _Call, library: Library) -> int:
    """Code all documents of a call into its output; its exit code."""
    from dragoman.keep.export.output import Interrupts

    to_terminal = call.output is None and sys.stdout.isatty()
    tally = make_tally(call.paths, quiet=call.quiet, log=call.log_json, watched=not to_terminal)
    interrupted = False
    try:
        with Interrupts() as interrupts, _open_output(call) as writer:
            try:
                documents = read_documents(call.paths, call.published, library, call.full)
                with contextlib.closing(code_each(documents, library, tally)) as records:
                    for record in records:
                        with interrupts.held():
                            writer.write(record)
                            tally.add(record)
            except KeyboardInterrupt:
                interrupted = True
                if not tally.coded:
                    raise  # a file from an earlier run is worth more than an empty one
    except KeyboardInterrupt:
        tally.finish(interrupted=True)
        return INTERRUPTED
    finally:
        tally.stop_bar()
    tally.finish(interrupted=interrupted)
    _tell_left_out(writer, call)
    if interrupted:
        return INTERRUPTED
    return REJECTED if tally.rejected else OK


def _tell_left_out(writer: Writer, call: _Call) -> None:
    """Say what the format has no place for, and how much of folders was not read."""
    from dragoman.keep.export.writers import describe_left_out

    if not call.quiet and not call.log_json:
        for line in (*describe_left_out(writer), describe_others(call.paths)):
            if line:
                _complain("", line)


@contextlib.contextmanager
def _open_output(call: _Call) -> Iterator[Writer]:
    """The writer of a call into its file, folder or standard output, put in place when the block ends well."""
    if call.partition and call.output:
        from dragoman.keep.export.partitions import open_partitions

        with open_partitions(call.output, call.table, call.partition) as parts:
            yield parts
        return
    from dragoman.keep.export.output import open_sink

    with open_sink(call.output) as sink, _open_writer(call, sink) as writer:
        yield writer


@contextlib.contextmanager
def _open_writer(call: _Call, sink: BinaryIO) -> Iterator[Writer]:
    """The writer of a call's format, closed when the block ends well."""
    writer: Writer
    if call.format == "summary":
        from dragoman.show.summary import open_summary

        encoding = sys.stdout.encoding if call.output is None else "utf-8"
        with open_summary(sink, encoding) as writer:
            yield writer
            writer.close()
        return
    if call.format == "html":
        from dragoman.show.page import PageWriter

        writer = PageWriter(sink)
    else:
        from dragoman.keep.export.writers import make_writer

        writer = make_writer(call.format, sink, call.table, call.options)
    yield writer
    writer.close()


# -- the edge ---------------------------------------------------------------------------------


def _find_version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("dragoman")
    except PackageNotFoundError:
        return "(not installed)"


def _complain(label: str, error: object) -> None:
    """One line on stderr, whatever is in it; nothing where stderr is closed."""
    from dragoman.show.words import clean_text

    if sys.stderr is not None:
        with contextlib.suppress(BrokenPipeError):
            print(label + clean_text(str(error)), file=sys.stderr, flush=True)


def _silence_stdout() -> None:
    """Let what is still buffered go nowhere, so that the interpreter's end is quiet.

    See https://docs.python.org/3/library/signal.html#note-on-sigpipe.
    """
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
