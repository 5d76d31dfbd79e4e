"""Whether a publisher speaks for a government or an organisation of states, or is the press."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_OFFICIAL_HOST = re.compile(
    r"(?:^|\.)(?:gov|gob|gouv|gub|govt|mil|int|mfa|mofa)(?:\.[a-z]{2,3})?$"
    r"|(?:^|\.)(?:mfa|mofa|president|kremlin|whitehouse|un|osce|europa|nato)\.[a-z]+(?:\.[a-z]{2})?$"
    r"|(?:^|\.)gc\.ca$|(?:^|\.)admin\.ch$"
)
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

    An agency that a state owns is press here: it tells what others said and did.
    """
    host = (urlsplit(url).hostname or "") if url and "//" in url else ""
    if not publisher and not host:
        return None
    return bool(_OFFICIAL_NAME.search(publisher or "") or _OFFICIAL_HOST.search(host))
