"""The sum of money that a sentence tells, where it tells one and tells it exactly."""

from __future__ import annotations

import re

from dragoman.knowledge.numerals import find_numbers

_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "USD": "dollar", "EUR": "euro", "GBP": "pound"}
_SIGN = re.compile(rf"({'|'.join(map(re.escape, _SIGNS))})\s?$")
# "20 billion US dollars", "300 million Kenyan shillings". Won is left out: it is a verb more often.
_MONEY = re.compile(
    r"[\s-]+(?:[A-Z][A-Za-z.]+\s+)?(dollar|euro|pound|yen|yuan|renminbi|rouble|ruble|rupee|franc|lira|shilling|dirham|"
    r"riyal|rial|peso|naira|rand|birr|dinar|hryvnia|zloty|krone|krona|kroner|kronor|baht|ringgit|taka|tenge|dram|lari)s?\b"
)
# Those that are alike in the plural.
_UNCHANGED = frozenset("yen yuan renminbi naira rand birr baht ringgit taka tenge dram kroner kronor lari lira".split())
_BOUND = re.compile(
    r"\b(?:at least|at most|more than|less than|over|under|up to|as much as|nearly|almost|about|around|some|roughly|"
    r"approximately|an?|another|further|additional)\s+$",
    re.IGNORECASE,
)
_STEPS = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"), (1, ""))


def find_amount(sentence: str) -> str | None:
    """The one sum of money in a sentence, always written alike; `None` for none, for two, and for "about 20 million".

    >>> find_amount("Japan will provide 20 billion yen in loans."), find_amount("A loan of $1,500,000 was agreed.")
    ('20 billion yen', '1.5 million dollars')
    >>> find_amount("It pays 5 million euros of the 20 million euros."), find_amount("It pays nearly 5 million euros.")
    (None, None)
    """
    found = set()
    for number in find_numbers(sentence):
        before = sentence[: number.span.start]
        sign, word = _SIGN.search(before), _MONEY.match(sentence, number.span.end)
        if sign or word:
            money = _SIGNS[sign[1]] if sign else word[1] if word else ""
            if _BOUND.search(before[: sign.start()] if sign else before):
                return None
            found.add(f"{_show(number.value)} {money}{'' if money in _UNCHANGED else 's'}")
    return found.pop() if len(found) == 1 else None


def _show(value: float) -> str:
    step, name = next((step, name) for step, name in _STEPS if value >= step or step == 1)
    return f"{value / step:.12g}{name}"
