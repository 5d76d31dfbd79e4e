"""`dragoman desk`: an archive as pages in the browser, on this machine."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import sys
import webbrowser
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dragoman.errors import MissingExtraError, UsageError
from dragoman.verbs.parser import Parser

if TYPE_CHECKING:
    from dragoman.show.desk import Desk, Rules

PORT = 8765
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_DESCRIPTION = """\
Open an archive in the browser: what happened today, each document with its
evidence, two countries over time, who met whom, a map, comparisons, positions,
search, and an API under /api/v1. Without ARCHIVE a demonstration is opened.
"""
_EPILOG = """\
The pages are served to this machine alone. With another --host whoever opens them
needs the token, which is printed at the start; so with a --name.

examples:
  dragoman desk news.duckdb
  dragoman desk news.duckdb --follow AZE --follow ARM
  dragoman desk news.duckdb --port 9000 --no-browser --read-only

Needs: pip install 'dragoman[desk]'. Ctrl-C ends it.
"""


def run(arguments: list[str]) -> int:
    """Serve the pages until Ctrl-C; 0."""
    given = _parse(arguments)
    _check_extra()
    with _open_desk(given) as desk, _listen(given.host, given.port) as heard:
        rules = _make_rules(given, heard.getsockname()[1])
        _tell(desk, heard, rules, given)
        _serve(desk, heard, rules)
    return 0


def _parse(arguments: list[str]) -> Any:
    parser = Parser(prog="dragoman desk", description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("archive", nargs="?", metavar="ARCHIVE", help="the archive's file; a demonstration if absent")
    add("--host", default="127.0.0.1", metavar="ADDRESS", help="listen there (default 127.0.0.1: this machine alone)")
    add("--port", type=int, metavar="N", help=f"listen there (default {PORT}, or a free one)")
    add("--name", action="append", metavar="NAME", help="answer to this name as well, that of a proxy before the desk")
    add("--token", metavar="TOKEN", help="what others than this machine must give; made and printed if absent")
    add("--no-browser", action="store_true", help="do not open the browser")
    add("--read-only", action="store_true", help="nothing is kept or corrected from the pages")
    add("--follow", action="append", metavar="CODE", help="a country or body whose stories come first (AZE, OSCE)")
    add("--user", metavar="NAME", help="who corrects here; the name of the login if absent")
    given = parser.parse_args(arguments)
    if given.port is not None and not 0 <= given.port <= 65535:
        raise UsageError(f"--port is a number from 0 to 65535: {given.port}")
    if given.token is not None and len(given.token) < 12:
        raise UsageError("--token is too short: 12 characters or more")
    return given


def _check_extra() -> None:
    try:
        import fastapi  # noqa: F401
        import jinja2  # noqa: F401
        import python_multipart  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise MissingExtraError(f"the desk needs {error.name}: pip install 'dragoman[desk]'") from None


@contextlib.contextmanager
def _open_desk(given: Any) -> Iterator[Desk]:
    """The desk of the archive asked for, or of a demonstration, which ends with the block."""
    from dragoman.verbs.codes import read_code

    follow = tuple(dict.fromkeys(read_code(code) for code in given.follow or ()))
    if given.archive is not None:
        from dragoman.keep.archive import fold

        desk = make_desk(given.archive, follow=follow, user=given.user, read_only=given.read_only)
        try:
            yield desk
        finally:
            if desk.writable:
                fold(given.archive)
        return
    from dragoman.verbs.desk_demo import open_demo

    with open_demo() as path:
        yield make_desk(path, follow=follow, user=given.user, read_only=given.read_only, demo=True)


def make_desk(
    path: str | os.PathLike[str],
    *,
    follow: tuple[str, ...] = (),
    user: str | None = None,
    read_only: bool = False,
    demo: bool = False,
) -> Desk:
    """The desk of an archive, all that its pages need wired in."""
    from dragoman.keep.view import open_archive
    from dragoman.show.desk import Desk
    from dragoman.verbs.desk_demo import read_note
    from dragoman.verbs.desk_questions import DeskQuestions
    from dragoman.verbs.desk_work import DeskWork

    view = open_archive(path)
    writable = not read_only and os.access(path, os.W_OK) and os.access(os.path.dirname(os.path.abspath(path)), os.W_OK)
    note = read_note() if demo else ""
    name = "Demonstration" if demo else os.path.basename(os.fspath(path))
    work, questions = DeskWork(view), DeskQuestions(view)
    return Desk(view, work, questions, name, demo, writable, follow, user or _find_user(), note)


def _find_user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no login name is known
        return "desk"


def _make_rules(given: Any, port: int) -> Rules:
    """Who is let in: anybody of this machine, or with a token anybody who has it."""
    from dragoman.show.desk import Rules
    from dragoman.show.desk.guard import LOCAL

    token = given.token
    names = {name.lower() for name in given.name or ()}
    if token is None and (names or given.host not in LOOPBACK):
        token = secrets.token_urlsafe(24)
    hosts = LOCAL | names | {given.host.strip("[]").lower()} | ({socket.gethostname().lower()} if token else set())
    return Rules(hosts=hosts, token=token, cookie=f"dragoman_desk_{port}")


@contextlib.contextmanager
def _listen(host: str, port: int | None) -> Iterator[socket.socket]:
    """A socket that listens at the port asked for, or at the usual one or else at any that is free."""
    heard = _bind(host, port) if port is not None else _bind(host, PORT, or_any=True)
    with heard:
        yield heard


def _bind(host: str, port: int, or_any: bool = False) -> socket.socket:
    name = host.strip("[]")
    heard = socket.socket(socket.AF_INET6 if ":" in name else socket.AF_INET, socket.SOCK_STREAM)
    heard.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        heard.bind((name, port))
        heard.listen(128)
    except OSError as error:
        heard.close()
        if or_any:
            return _bind(host, 0)
        raise UsageError(f"cannot listen at {host}:{port}: {error.strerror or error}") from None
    return heard


def _tell(desk: Desk, heard: socket.socket, rules: Rules, given: Any) -> None:
    """Say where the desk is, and open it there."""
    port = heard.getsockname()[1]
    name = "127.0.0.1" if given.host in ("0.0.0.0", "::") else given.host.strip("[]")
    address = f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"
    whole = f"{address}?token={rules.token}" if rules.token else address
    print(f"{desk.name}: {whole}  (Ctrl-C ends it)", file=sys.stderr, flush=True)
    if rules.token and not given.token:
        print("others need that token; over a network that you do not trust put TLS before it", file=sys.stderr)
    if not given.no_browser:
        with contextlib.suppress(webbrowser.Error):
            webbrowser.open(whole)


def _serve(desk: Desk, heard: socket.socket, rules: Rules) -> None:
    import uvicorn

    from dragoman.settings import Settings
    from dragoman.show.desk import make_app

    config = uvicorn.Config(
        make_app(desk, rules),
        log_level="error" if Settings.from_environment().debug else "critical",
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        proxy_headers=False,
        h11_max_incomplete_event_size=64 * 1024,
        limit_concurrency=400,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=2,
    )
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[heard])
