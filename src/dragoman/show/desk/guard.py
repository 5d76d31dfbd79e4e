"""Who is let in, and what no page may do: checked before any page is asked, and said in the head of every answer.

A desk listens on this machine alone. What could still reach it is a page of another site, opened in the same
browser: it may not write (`Sec-Fetch-Site`, `Origin`), and no name but ours leads here (`Host`), so that a name of
its own turned to this machine (DNS rebinding) gets nothing. Where the desk listens to others a token is asked for.
"""

from __future__ import annotations

import hashlib
import hmac
import html
import ipaddress
import json
import time
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = frozenset(["localhost", "127.0.0.1", "::1"])
SAFE = frozenset(["GET", "HEAD", "OPTIONS"])
MAX_BODY_BYTES = 16 * 1024 * 1024
_HEADERS = {
    # https://www.w3.org/TR/CSP3/: nothing but our own files, no inline script or style, in nobody's frame.
    "content-security-policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": under it a browser says "Origin: null" of our own forms.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


@dataclass(frozen=True)
class Rules:
    """`hosts` are the names this desk answers to; with a `token` any numeric address does.

    `reads_per_second` and `writes_per_second` are what one client may ask in the long run, `burst_seconds` how much
    of that at once.
    """

    hosts: frozenset[str] = LOCAL
    token: str | None = None
    cookie: str = "dragoman_desk"
    max_body_bytes: int = MAX_BODY_BYTES
    reads_per_second: float = 200.0
    writes_per_second: float = 10.0
    burst_seconds: float = 10.0


@dataclass
class _Bucket:
    left: float
    at: float


@dataclass
class Meter:
    """Counts what each client asks, and says when it is too much: a leaking bucket for each."""

    per_second: float
    burst_seconds: float
    most_clients: int = 10_000
    _buckets: dict[str, _Bucket] = field(default_factory=dict)

    def wait_seconds(self, client: str, now: float) -> float:
        """0 where the client may ask, else how long it has to wait."""
        full = self.per_second * self.burst_seconds
        if len(self._buckets) >= self.most_clients and client not in self._buckets:
            self._buckets.clear()
        bucket = self._buckets.setdefault(client, _Bucket(full, now))
        bucket.left = min(full, bucket.left + (now - bucket.at) * self.per_second)
        bucket.at = now
        if bucket.left >= 1:
            bucket.left -= 1
            return 0.0
        return (1 - bucket.left) / self.per_second


class Guard:
    """The middleware around all pages."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app, self._rules = app, rules
        self._reads = Meter(rules.reads_per_second, rules.burst_seconds)
        self._writes = Meter(rules.writes_per_second, rules.burst_seconds)
        self._tries = Meter(1.0, 10.0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with one line."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        guarded = _with_headers(send)
        refusal = self._refuse(scope, headers)
        if refusal is None and self._rules.token is not None and not scope["path"].startswith("/static/"):
            given = dict(parse_qsl(scope["query_string"].decode("latin-1"))).get("token")
            if given is not None and self._is_token(given):
                await self._welcome(scope, guarded)
                return
            refusal = self._refuse_stranger(scope, headers, given)
        if refusal is not None:
            await answer(scope, guarded, *refusal)
            return
        if scope["method"] == "HEAD":  # as GET, and the page is kept back
            await self._app({**scope, "method": "GET"}, receive, _without_body(guarded))
            return
        if scope["method"] in SAFE:
            await self._app(scope, receive, guarded)
            return
        body = await _read_body(headers, receive, self._rules.max_body_bytes)
        if body is None:
            limit = self._rules.max_body_bytes // (1024 * 1024)
            await answer(scope, guarded, 413, f"that is too large: {limit} MB is the most", {"connection": "close"})
            return
        await self._app(scope, _replay(body, receive), guarded)

    def _refuse(self, scope: Scope, headers: Headers) -> tuple[int, str, dict[str, str]] | None:
        """Why a request is turned away whoever sends it."""
        if not self._is_ours(headers.get("host", "")):
            return 421, "this desk does not answer to that name", {}
        site = headers.get("sec-fetch-site")
        if scope["method"] not in SAFE:
            if not _is_own(site, headers.get("origin"), headers.get("host", "")):
                return 403, "another site's page may not write here", {}
        elif site in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate":
            return 403, "another site's page may not read here", {}
        return self._slow_down(scope)

    def _slow_down(self, scope: Scope) -> tuple[int, str, dict[str, str]] | None:
        meter = self._reads if scope["method"] in SAFE else self._writes
        wait = meter.wait_seconds(_client(scope), time.monotonic())
        if wait:
            return 429, "too much at once: wait a moment", {"retry-after": str(int(wait) + 1)}
        return None

    def _is_ours(self, host: str) -> bool:
        """Whether a Host header names this desk."""
        if any(mark in host for mark in "@/\\?#"):
            return False
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        except ValueError:
            return False
        if name in self._rules.hosts:
            return True
        return self._rules.token is not None and _is_address(name)

    # -- strangers ----------------------------------------------------------------------------

    def _is_token(self, given: str) -> bool:
        token = self._rules.token
        return token is not None and hmac.compare_digest(given.encode("utf-8", "replace"), token.encode("utf-8"))

    def _mark(self) -> str:
        """What a cookie says: that its bearer once had the token, and not the token."""
        return hashlib.sha256(f"desk cookie {self._rules.token}".encode()).hexdigest()

    def _refuse_stranger(
        self, scope: Scope, headers: Headers, given: str | None
    ) -> tuple[int, str, dict[str, str]] | None:
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        if hmac.compare_digest(_read_cookie(headers, self._rules.cookie).encode(), self._mark().encode()):
            return None
        if bearer and self._is_token(bearer):
            return None
        wait = self._tries.wait_seconds(_client(scope), time.monotonic()) if given or bearer else 0
        if wait:
            return 429, "too many tries: wait a moment", {"retry-after": str(int(wait) + 1)}
        return (
            401,
            "this desk asks for its token: open the address that the terminal shows",
            {"www-authenticate": "Bearer"},
        )

    async def _welcome(self, scope: Scope, send: Send) -> None:
        """Remember in a cookie that the token was given, and take it out of the address."""
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        rest = urlencode([pair for pair in pairs if pair[0] != "token"])
        # Never "//host": a browser would take it for another site.
        path = "/" + scope["path"].lstrip("/\\")
        cookie = f"{self._rules.cookie}={self._mark()}; Path=/; HttpOnly; SameSite=Strict"
        target = f"{path}?{rest}" if rest else path
        await answer(scope, send, 303, "welcome", {"location": _ascii(target), "set-cookie": cookie})


async def answer(scope: Scope, send: Send, status: int, words: str, headers: dict[str, str] | None = None) -> None:
    """One line, as JSON to those who ask the API, else as a page."""
    if scope["path"].startswith("/api/"):
        kind, body = "application/json", json.dumps({"error": words})
    else:
        kind = "text/html; charset=utf-8"
        body = (
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{status}</title>'
            f'<link rel="stylesheet" href="/static/desk.css"><main class="refusal"><p>{html.escape(words)}</p></main>'
        )
    data = body.encode()
    given = {"content-type": kind, "content-length": str(len(data)), "cache-control": "no-store", **(headers or {})}
    lines = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in given.items()]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else data})


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "private, no-cache")
        await send(message)

    return guarded


def _without_body(send: Send) -> Send:
    async def bare(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return bare


async def _read_body(headers: Headers, receive: Receive, most: int) -> bytes | None:
    """All of a request's body; `None` where it is longer than the most."""
    said = headers.get("content-length", "")
    if said.isdigit() and int(said) > most:
        return None
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)
        size += len(message.get("body", b""))
        if size > most:
            return None
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replayed() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed


def _is_own(site: str | None, origin: str | None, host: str) -> bool:
    """Whether a write comes from a page of ours, or from no page at all (a program).

    What the browser says of the site counts where it says it (https://www.w3.org/TR/fetch-metadata/: no page can
    forge it); older browsers name the origin.
    """
    if site is not None:
        return site in ("same-origin", "none")
    return origin is None or urlsplit(origin).netloc == host


def _client(scope: Scope) -> str:
    client = scope.get("client")
    return client[0] if client else ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _read_cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _ascii(target: str) -> str:
    from urllib.parse import quote

    return quote(target, safe="/?&=%#:+,;@!$'()*[]~")
