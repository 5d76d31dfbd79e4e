"""Whether a publisher speaks for a government or an organisation of states, or is the press."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from dragoman.knowledge.publishers import side_of_publisher

_OFFICIAL_HOST = re.compile(
    r"(?:^|\.)(?:gov|gob|gouv|gub|govt|mil|int|mfa|mofa)(?:\.[a-z]{2,3})?$"
    r"|(?:^|\.)(?:mfa|mofa|president|kremlin|whitehouse|un|osce|europa|nato)\.[a-z]+(?:\.[a-z]{2})?$"
    r"|(?:^|\.)gc\.ca$|(?:^|\.)admin\.ch$"
)
# Names that are an office's whosever it is; wider words ("council", "mission") need a state's name beside them, for
# which `publishers` looks.
_OFFICIAL_NAME = re.compile(
    r"\b(?:ministry|ministère|department of|embassy|permanent mission|government of|office of the"
    r"|presidency|president's office|presidential (?:office|administration)|prime minister's office|kremlin"
    r"|white house|state department|foreign office|federal council|european (?:commission|council)|secretariat"
    r"|united nations|cabinet office|palace|press service of)\b",
    re.IGNORECASE,
)


def is_official(publisher: str | None, url: str | None) -> bool | None:
    """Whether a report is an office's own word; `None` where neither a publisher nor an address is known.

    >>> is_official("Ministry of Foreign Affairs of Kenya", None), is_official("Reuters", None)
    (True, False)
    >>> is_official(None, "https://www.state.gov/readout-1"), is_official(None, None)
    (True, None)
    >>> is_official("Council of the European Union", None), is_official("African Union Commission", None)
    (True, True)

    An agency that a state owns is press here: it tells what others said and did.
    """
    host = (urlsplit(url).hostname or "") if url and "//" in url else ""
    if not publisher and not host:
        return None
    named = _OFFICIAL_NAME.search(publisher or "") or side_of_publisher(publisher)
    return bool(named or _OFFICIAL_HOST.search(host))
