"""Hostile text made into HTML that shows it and never obeys it, and the policy that lets only our own code run."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from functools import cache
from pathlib import Path

# Characters no HTML may hold, one for one so that offsets stay; and marks that turn direction,
# which a reader of evidence should see rather than be deceived by.
NOT_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


@cache
def read_part(name: str) -> str:
    """A page's own style or script."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def fingerprint(code: str) -> str:
    """How a page's policy names a style or script of its own."""
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def escape(text: str) -> str:
    """Text that HTML shows and never obeys.

    >>> escape("<b>")
    '&lt;b&gt;'
    """
    return html.escape(TURNING.sub("\ufffd", NOT_HTML.sub("\ufffd", text)), quote=True)


def bdi(text: str) -> str:
    """Escaped text whose direction of writing stays its own."""
    return f"<bdi>{escape(text)}</bdi>"


def dotted(*parts: str | None) -> str:
    """The parts that are there, escaped, a dot between."""
    return " · ".join(bdi(part) for part in parts if part)
