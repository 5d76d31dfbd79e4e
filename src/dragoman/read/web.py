"""Fetching one address, guarded: whom it may reach, how long it may take, how much it may send.

The name of a host is looked up once, every address it has is checked, and the connection goes to an
address that was checked, so that no second look-up can lead elsewhere. Redirects go through
all of it again. Time counts from the first look-up to the last byte. Proxies are not used, since
behind one nobody knows what is reached.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from dragoman.errors import TooLongError, UnreadableError
from dragoman.read.addresses import is_public
from dragoman.read.inputs import Input, open_bytes
from dragoman.read.warc import split_type
from dragoman.settings import Settings

MAX_REDIRECTS = 5
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_CHUNK_BYTES = 64 * 1024
_SAFE = "/%:=&?~#+!$,;'@()*[]"  # what stays as it is in a path or query
# The name under which a type is read; "" leaves it to the bytes, None to the address's own ending.
_SUFFIXES: dict[str, str | None] = {
    **dict.fromkeys(("text/html", "application/xhtml+xml"), ".html"),
    **dict.fromkeys(("application/rss+xml", "application/atom+xml", "application/rdf+xml"), ".rss"),
    **dict.fromkeys(("text/xml", "application/xml"), ""),
    **dict.fromkeys(("application/pdf", "application/x-pdf"), ".pdf"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    **dict.fromkeys(("application/json", "application/x-ndjson", "application/jsonl"), ".jsonl"),
    "text/csv": ".csv",
    "application/warc": ".warc",
    **dict.fromkeys(("text/plain", "text/markdown", "application/octet-stream", "application/gzip", ""), None),
    **dict.fromkeys(("application/x-gzip", "binary/octet-stream", "application/vnd.apache.parquet"), None),
    **dict.fromkeys(("application/force-download", "application/x-download", "application/download"), None),
}


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered: the address after all redirects, the status, headers in small letters, bytes."""

    url: str
    status: int
    headers: Mapping[str, str]
    data: bytes = b""


def open_url(url: str, settings: Settings) -> Input:
    """What stands at an address, as an input; `UnreadableError` with one reason where nothing can be had."""
    page = fetch(url, settings)
    if page.status != 200:
        raise UnreadableError(describe_status(page.status), source=url.strip())
    return make_input(page, url.strip())


def make_input(page: Page, source: str) -> Input:
    """The bytes of an answer as an input, read by what the server calls them."""
    kind, charset = split_type(page.headers.get("content-type", ""))
    suffix = "" if _is_xml(kind) else _SUFFIXES.get(kind)
    if suffix is None:
        name = urlsplit(page.url).path.rpartition("/")[2].lower()
        stem = name.removesuffix(".gz")
        suffix = "." + stem.rpartition(".")[2] if "." in stem else ""
    return open_bytes(page.data, source, suffix=suffix, charset=charset)


def describe_status(status: int) -> str:
    """An HTTP status in words.

    >>> describe_status(404), describe_status(299)
    ('the server answers 404 (not found)', 'the server answers 299')
    """
    words = http.client.responses.get(status, "").lower()
    return f"the server answers {status}" + (f" ({words})" if words else "")


def fetch(url: str, settings: Settings, headers: Mapping[str, str] | None = None) -> Page:
    """The answer of an address, whatever its status; redirects are followed, at most five.

    >>> fetch("http://127.0.0.1/", Settings())
    Traceback (most recent call last):
    ...
    dragoman.errors.UnreadableError: http://127.0.0.1/: not fetched: 127.0.0.1 is no public address

    `headers` are sent besides the usual ones, to the first host only.
    """
    asked = url.strip()
    deadline = monotonic() + settings.fetch_seconds
    place, sent = asked, dict(headers or {})
    for _ in range(MAX_REDIRECTS + 1):
        parts = _split_url(place, asked)
        try:
            page = _ask(parts, asked, deadline, settings, sent)
        except TimeoutError:
            raise UnreadableError(f"not fetched in {settings.fetch_seconds} seconds", source=asked) from None
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            if monotonic() >= deadline:
                reason = f"not fetched in {settings.fetch_seconds} seconds"
                raise UnreadableError(reason, source=asked) from None
            raise UnreadableError(f"not fetched: {_describe(error)}", source=asked) from None
        if page.status not in _REDIRECTS or not page.headers.get("location"):
            return page
        try:
            place = urljoin(page.url, page.headers["location"].strip())
            sent = sent if urlsplit(place).netloc == parts.netloc else {}
        except ValueError:
            raise UnreadableError("not fetched: redirected to no address that can be read", source=asked) from None
    raise UnreadableError(f"not fetched: more than {MAX_REDIRECTS} redirects", source=asked)


def _describe(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate does not hold ({error.verify_message})"
    if isinstance(error, http.client.IncompleteRead):
        return "the answer broke off"
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(reason).split())[:120].lower()


def _split_url(url: str, asked: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        host, _ = _to_ascii(parts.hostname or ""), parts.port
    except ValueError:  # UnicodeError is one
        raise UnreadableError("not fetched: no address that can be read", source=asked) from None
    if parts.scheme not in ("http", "https") or not host:
        raise UnreadableError("not fetched: only http and https are", source=asked)
    if parts.username is not None or parts.password is not None:
        raise UnreadableError("not fetched: a name and password in the address", source=asked)
    return parts


# -- one request ------------------------------------------------------------------------------


def _ask(parts: SplitResult, asked: str, deadline: float, settings: Settings, sent: Mapping[str, str]) -> Page:
    host, port = _to_ascii(parts.hostname or ""), parts.port or (443 if parts.scheme == "https" else 80)
    opened = _reach(host, port, asked, deadline, settings)
    with contextlib.closing(opened), _cut_off(opened, deadline):
        if parts.scheme == "https":
            opened = _make_context().wrap_socket(opened, server_hostname=host)
        with contextlib.closing(_Connection(host, port, opened)) as connection:
            target = urlunsplit(("", "", quote(parts.path or "/", _SAFE), quote(parts.query, _SAFE), ""))
            usual = {"User-Agent": settings.user_agent, "Accept": "*/*", "Accept-Encoding": "gzip"}
            named = parts.netloc if parts.netloc.isascii() else f"{host}:{port}"
            connection.request("GET", target, headers={**usual, **sent, "Host": named, "Connection": "close"})
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            page = Page(urlunsplit(parts), response.status, headers)
            if response.status != 200:
                return page
            _check_kind(headers, asked)
            return replace(page, data=_read_body(response, headers, asked, deadline, settings))


def _check_kind(headers: Mapping[str, str], asked: str) -> None:
    kind = split_type(headers.get("content-type", ""))[0]
    if kind not in _SUFFIXES and not _is_xml(kind):
        raise UnreadableError(f"not fetched: {kind[:60]} is no text that is read", source=asked)


def _is_xml(kind: str) -> bool:
    """Whether a type that is not in the list is XML of some sort: the bytes say of which.

    >>> _is_xml("application/x-rss+xml"), _is_xml("application/rss+xml"), _is_xml("image/svg+xml")
    (True, False, False)
    """
    return kind.endswith("+xml") and kind.startswith(("application/", "text/")) and kind not in _SUFFIXES


def _read_body(
    response: http.client.HTTPResponse, headers: Mapping[str, str], asked: str, deadline: float, settings: Settings
) -> bytes:
    """The bytes, counted as they come and as they unpack."""
    most = settings.max_fetch_bytes
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise UnreadableError(f"not fetched: packed as {encoding[:20]}, which was not asked for", source=asked)
    inflate = zlib.decompressobj(31) if "gzip" in encoding else None
    data = bytearray()
    while piece := response.read1(_CHUNK_BYTES):
        data += inflate.decompress(piece, most + 1 - len(data)) if inflate else piece
        if len(data) > most:
            raise TooLongError(f"not fetched: more than {most:,} bytes", source=asked)
    if monotonic() >= deadline:  # the end that was read is where the connection was cut off
        raise TimeoutError
    if response.length or (inflate and not inflate.eof):
        raise http.client.IncompleteRead(b"")
    return bytes(data)


class _Connection(http.client.HTTPConnection):
    """A connection over a socket that is open already."""

    def __init__(self, host: str, port: int, opened: socket.socket) -> None:
        super().__init__(host, port)
        self.sock = opened


def _reach(host: str, port: int, asked: str, deadline: float, settings: Settings) -> socket.socket:
    """A socket open to the first of a host's addresses that answers; none of them may be private."""
    addresses = _look_up(host, port, deadline)
    for address in () if settings.allow_private else addresses:
        if not is_public(address):
            shown = host if host == address else f"{host} ({address})"
            raise UnreadableError(f"not fetched: {shown} is no public address", source=asked)
    opened = _open_socket(addresses, port, deadline)
    opened.settimeout(max(deadline - monotonic(), 0.01))
    return opened


def _make_context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not context.get_ca_certs():  # a Python without the system's certificates
        import certifi

        context.load_verify_locations(certifi.where())
    return context


def _open_socket(addresses: list[str], port: int, deadline: float) -> socket.socket:
    failed: OSError = OSError("no address")
    for address in addresses[:4]:
        left = deadline - monotonic()
        if left <= 0:
            raise TimeoutError
        try:
            return socket.create_connection((address, port), timeout=left / 2)
        except OSError as error:
            failed = error
    raise failed


def _to_ascii(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _look_up(host: str, port: int, deadline: float) -> list[str]:
    """The addresses of a host; the resolver knows no time limit, so it is asked in a thread of its own."""
    found: list[Any] = []

    def ask() -> None:
        try:
            found.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            found.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(deadline - monotonic(), 0))
    if not found:
        raise TimeoutError
    if isinstance(found[0], Exception):
        raise OSError(f"no host {host[:80]}")
    return list(dict.fromkeys(str(entry[4][0]) for entry in found[0]))


@contextlib.contextmanager
def _cut_off(opened: socket.socket, deadline: float) -> Iterator[None]:
    """Shut a socket at the deadline: a limit on each wait alone lets a server send a byte at a time."""
    # A twin of its own, since the socket itself is taken over when it is encrypted.
    twin = opened.dup()

    def cut() -> None:
        with contextlib.suppress(OSError):
            twin.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(deadline - monotonic(), 0), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        twin.close()
