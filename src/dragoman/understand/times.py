"""Words that name a day or a stretch of days: dates, weekdays, months, years, "last week", "two days ago".

Only words are found here; which days they mean is for `resolve.dates`. Left alone: how long ("for two
days"), how often ("on Mondays"), ages, times of day without a day, names that hold a date ("the 15 May
Movement", "Good Friday Agreement"), and what merely looks like a month ("May said", "the march").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.knowledge.calendar import load_calendar
from dragoman.records import Document, Sentence, Span, Time, Token

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def _spelled(names: Sequence[str], *shorts: str) -> str:
    """Names and their short forms, with a capital or in capitals, the longest first."""
    long = [form for name in names for form in (name, name.upper())]
    return "|".join([*long, *(rf"{form}\b\.?" for short in shorts for form in (short, short.upper()))])


def _by_letter(words: Sequence[str]) -> str:
    """Words by their first letters, so that a text which begins with another is passed over at once.

    >>> _by_letter(["at", "an", "by"])
    'a(?:t|n)|b(?:y)'
    """
    letters = dict.fromkeys(word[0] for word in words)
    rests = {letter: "|".join(word[1:] for word in words if word[0] == letter) for letter in letters}
    return "|".join(f"{letter}(?:{rest})" for letter, rest in rests.items())


_M = f"(?:{_spelled(_MONTHS, *'Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec'.split())})"
_W = f"(?:{_spelled([*_DAYS, *(day.lower() for day in _DAYS)])})"
# Alone they need their full stop: "Sun" and "Sat" are words.
_W_DOT = r"(?:(?:Tues|Weds|Thurs?)\b\.?|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.)"
_W_SHORT = rf"(?:{_W}|(?:Mon|Tues?|Weds?|Thur?s?|Fri|Sat|Sun)\b\.?)"
# Not "20,000", "3.5 million", "12:30", "15%": numbers of something else.
_NO_MORE = r"(?!\w|[.,]\d{3}(?!\d)|[:.]\d|%|\s?(?:percent|per\scent|million|billion)\b)"
_D = rf"(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th))?{_NO_MORE}"
_Y = r"(?:(?:1[6-9]|20)\d\d(?![\w%]|,\d|\.\d))"
_NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}|several|a\sfew|a\scouple\sof)"
_OF_YEAR = rf"(?:(?:last|this|next|the\ssame|that|the\scurrent|the\sprevious)\syear|{_NUMBER}\syears?\sago)"
_IN_YEAR = rf"(?:,?\s(?:of\s)?{_Y}|,{_Y}|,?\s(?:of\s)?{_OF_YEAR})"
_TO = r"(?:\s?[-–—]\s?|\s(?:to|and|until|till|through|thru|or)\s(?:the\s)?)"
# Between whole dates "and" makes a stretch only after "between": "on 3 May and 7 June" are two days.
_UP_TO = r"(?:\s?[-–—]\s?|\s(?:to|until|till|through|thru)\s(?:the\s)?)"
_BETWEEN = r"(?<=[Bb]etween\s)"
_PART = r"(?:night|morning|afternoon|evening|midday|noon|midnight)"
_UNIT = r"(?:hour|day|night|week|fortnight|month|year|decade)"

_NTH_WORD = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|twenty-(?:first|second|third|fourth|fifth|sixth|seventh"
    r"|eighth|ninth)|thirtieth|thirty-first)"
)
_DAY_MONTH = rf"(?:(?i:{_NTH_WORD})\s(?:day\s)?of\s{_M}|{_D}(?:\s(?:day\s)?of)?[\s-]{_M}|{_M}\s(?:the\s)?{_D})"
_DATE = (
    rf"(?:{_W_SHORT}(?:\s{_PART})?,?\s(?:the\s)?)?{_DAY_MONTH}{_IN_YEAR}?(?:\s{_PART}\b)?"
    rf"|{_W}(?:\s{_PART})?\s\({_DAY_MONTH}{_IN_YEAR}?\)"
)
_SHIFT = r"(?:(?i:early|late|mid)[\s-])"
_POINT = (
    r"(?:(?:the\s)?(?:very\s)?(?:beginning|start|end|middle|close|turn|first\shalf|second\shalf|first\squarter|"
    r"second\squarter|third\squarter|fourth\squarter|last\squarter|final\squarter|first\s(?:days|weeks?)|"
    r"last\s(?:days|weeks?)|final\s(?:days|weeks?))\sof\s)"
)
_NTH = r"(?:first|second|third|fourth|fifth|last|final|\d\d?(?:st|nd|rd|th))"
_FEASTS = "|".join(re.escape(name).replace("\\ ", r"\s").replace("'", "['’]") for name in load_calendar().names)
# "The Christmas tree" is no day.
_NO_FEAST = r"(?!\s(?:tree|card|market|dinner|party|gift|present|carol|service|song|light)s?\b)"
_FEAST = rf"(?=[A-Z])(?:{_FEASTS})"
_FISCAL = r"(?:(?i:fiscal|financial|budget)(?:\s(?i:year))?|FY)"
_YEARS = r"(?:(?:19|20)\d\d|\d\d)(?:\s?[-–/]\s?(?:20)?\d\d)?"
_CENTURY = r"(?:1\d|[4-9]|20)th|(?:nine|eigh|seven|six|fif)teenth|twentieth"
_WHICH = (
    r"(?:last|past|previous|preceding|this|next|coming|following|upcoming|"
    r"the\s(?:last|past|previous|same|next|coming|following|current))"
)
_PERIOD = rf"(?:week(?:end)?|month|year|decade|quarter|night|fall|spring|summer|autumn|winter|{_W}|{_M})"
_DAY_NAME = rf"(?:{_SHIFT}?{_W}(?:\s{_PART}\b)?)"

# The words with small letters that a time can begin with: at others none of the many shapes below is tried.
_FIRST_WORDS = """
    a about afternoon almost an around at autumn before beginning budget by close coming current earlier early
    eight eighteenth eighth eighties eleven eleventh end evening fall fifteenth fifth fifties final financial
    first fiscal five following four fourteenth fourth friday hours in last late later mid midday middle
    midnight monday month more morning nearly next night nine nineteenth nineties ninth noon one overnight
    past preceding previous recent saturday second seven seventeenth seventh seventies several six sixteenth
    sixth sixties some spring start summer sunday ten tenth that the third thirteenth thirtieth thirty this
    three thursday today tomorrow tonight tuesday turn twelfth twelve twentieth twenty two upcoming wednesday
    week winter within year yesterday
"""
_CAN_BEGIN = rf"(?:[A-Z\d'\u0080-\U0010ffff]|(?:{_by_letter(_FIRST_WORDS.split())})(?![a-z]))"

_TIME = re.compile(
    rf"""
    (?<![\w.,:/'’$€£-])(?={_CAN_BEGIN})(?:
      (?P<digits>(?:\d{{4}}-\d\d?-\d\d?|(?:19|20)\d\d(?:/\d\d?/|\.\d\d?\.)\d\d?|\d\d?([./-])\d\d?\2(?:\d{{4}}|\d\d)
          |9/11|(?:0?[1-9]|1[0-2])/(?:19|20)\d\d)(?=$|[T\s,;.)\]”"'’]))
    | (?P<isomonth>(?:19|20)\d\d-(?:0[1-9]|1[0-2]))(?![\w-])
    | (?P<full>
        (?:(?:the\s)?(?:{_SHIFT}?(?:{_PART}|hours))\sof\s(?:the\s)?)?
        (?: {_D}{_TO}{_D}(?:\sof)?\s{_M}{_IN_YEAR}?
          | {_M}\s{_D}{_TO}{_D}(?!\s{_M}){_IN_YEAR}?
          | (?:{_DATE}){_UP_TO}(?:{_DATE})
          | {_BETWEEN}(?:{_DATE})\sand\s(?:{_DATE})
          | (?:{_DATE})
        ))
    | (?P<fiscal>(?i:the\s)?(?:{_FISCAL}\s?{_YEARS}|{_Y}(?:\s?[-–/]\s?(?:20)?\d\d)?\s(?i:fiscal|financial|budget)\syear
          |(?i:last|this|next|current|coming)\s(?i:fiscal|financial|budget)\syear))
    | (?P<piece>(?i:the\s)?(?:
          (?i:(?:{_NTH}\s(?:week|day)|{_NTH}\s(?:{_W})|{_NTH}\s{_NUMBER}\s(?:days|weeks|months))\s(?:of|in)\s)
          (?:{_M}{_IN_YEAR}?|{_Y}|(?i:this|last|next|the)\s(?:month|year))
        |(?i:week\s(?:of|beginning|starting|ending)\s(?:on\s)?(?:the\s)?){_DAY_MONTH}{_IN_YEAR}?
        |(?i:{_W}\s(?:of\s)?(?:last|this|next|the\ssame)\sweek)
        |\d\d?(?:st|nd|rd|th)\sof\s(?:last|this|next)\smonth))
    | (?P<feast>(?:(?i:last|this|next)\s)?(?:{_FEAST})(?!\w){_NO_FEAST}(?:,?\s(?:of\s)?{_Y}|\s{_OF_YEAR})?)
    | (?P<century>(?i:the\s)?(?:(?i:{_SHIFT}|(?:beginning|start|end|middle|first\shalf|second\shalf)\sof\sthe\s))?
          (?i:{_CENTURY})\s(?i:century))
    | (?P<weekfrom>(?i:{_NUMBER}\sweeks?\s(?:ago\s(?:on\s|last\s)?|from\s|on\s)(?:{_W})|{_W}\sweek(?![\w-]))
        |(?i:{_NUMBER}\s{_UNIT}s?\s(?:ago|from)\s(?:today|tomorrow|yesterday|to\sthe\sday|this\s(?:week|month))))
    | (?P<beforelast>(?i:the\s(?:week(?:end)?|month|quarter|year|night|{_W}|{_M})\s(?:before\slast|after\snext)))
    | (?P<hour>(?i:(?:at|before|around|by)\s(?:dawn|daybreak|sunrise|noon|midday|sunset|dusk|nightfall|midnight)))
    | (?P<ahead>(?i:in|within(?:\sthe\snext)?)\s{_NUMBER}\s{_UNIT}s?
          (?:['’]s?)?(?P<time>\stime)?(?!\s(?:ago|earlier|later|before)\b))
    | (?P<dayalone>(?:the|{_W}(?:\sthe)?)\s\d\d?(?:st|nd|rd|th)(?!\s(?:to|and|or|until)\s(?:the\s)?\d)
          (?=[,.;)]|$|\s(?:and|or|in|at|to|with|but|for|that|when|after|before|by)\b))
    | (?P<longseason>(?:the\s)?(?:winter|summer)(?:\sof)?\s{_Y}\s?[-–/]\s?(?:20)?\d\d)
    | (?P<monthyear>{_BETWEEN}{_M}{_IN_YEAR}?\sand\s{_M}{_IN_YEAR}
        |(?i:{_POINT})?(?i:{_SHIFT})?(?:{_M}{_IN_YEAR}?{_UP_TO})?{_M}{_IN_YEAR})
    | (?P<season>(?:the\s)?{_SHIFT}?(?:spring|summer|autumn|fall|winter)(?:\sof)?\s{_Y})
    | (?P<offset>(?i:(?:{_NUMBER}\s{_UNIT}s?|the\s(?:day|week|month))\s(?:before|after)\s)(?:the\s)?(?:{_DATE}))
    | (?P<quarter>[QH][1-4],?\s(?:of\s)?{_Y}|[1-4][QH]\s{_Y}|(?:19|20)\d\d[QH][1-4])
    | (?P<barequarter>Q[1-4]|(?<=in\s)(?:H[12]|the\s(?:first|second|third|fourth|last|final)\squarter(?=[,.;]|$)))
    | (?P<inthe>(?i:(?:earlier|later)\sin\sthe\s(?:day|week|month|year))
          |(?i:the\s)?(?i:year|month)(?:[-\s]|['’]s\s)(?i:end))
    | (?P<bareseason>(?<=in\s)the\s(?:spring|summer|autumn|fall|winter)(?!\sof|\s{_Y}))
    | (?P<point>(?i:{_POINT})(?:(?:the|this|last|next|that)\s(?:week|month|year|decade|quarter)|{_M}|{_Y}
        |(?:the\s)?(?:19|20)\d0s))
    | (?P<pastly>(?i:(?:earlier|later|early|late)\s(?:(?:this|last|next)\s
          (?:week|month|year|spring|summer|autumn|fall|winter|{_W}|{_M})
        |today|yesterday|tomorrow|last\snight|this\s(?:morning|evening))))
    | (?P<yesterday>(?i:the\sday\s(?:before\syesterday|after\stomorrow)|(?:yesterday|tomorrow)(?:\s{_PART}\b)?
        |overnight|tonight|this\s(?:very\s)?(?:morning|afternoon|evening)|last\s(?:night|evening)))
    | (?P<today>[Tt]oday|TODAY)
    | (?P<ago>(?<!half\s)(?i:(?:about\s|around\s|almost\s|nearly\s|some\s|more\sthan\s)?{_NUMBER}\s{_UNIT}s?\s
        (?:ago|earlier|later|before|from\snow|prior)\b(?!\s(?:than|the|this|that)\b)))
    | (?P<span>(?i:the)\s(?:last|past|previous|next|coming|following)\s
        (?:few\s|several\s|{_NUMBER}\s)?{_UNIT}s?\b
        |(?:recent|(?:the\s)?coming)\s(?:days|weeks|months|years))
    | (?P<which>(?i:{_WHICH})\s{_PERIOD}(?:\s{_PART}\b)?)
    | (?P<sameday>(?i:the\s(?:same|previous|following|next|preceding)\sday|(?:that|the)\s(?:very\s)?same\s
          (?:day|evening|night|week|month|year|morning|afternoon)|the\s(?:following|next)\s(?:morning|evening|night)
        |(?:later\s)?that\s(?:day|week|month|year|night|morning|evening|afternoon)(?=[,.;]|$|\s(?:in|at|the|he|she|they|it)\b)
        |the\s(?:day|week|month|year)\s(?:before|after)(?=[,.;]|$)))
    | (?P<weekend>(?i:the\sweekend))
    | (?P<weekdays>{_DAY_NAME}{_UP_TO}{_DAY_NAME}|{_BETWEEN}{_DAY_NAME}\sand\s{_DAY_NAME})
    | (?P<weekday>(?:{_SHIFT}|(?i:the\s{_PART}\sof\s))?(?:{_W}|{_W_DOT})(?:\s{_PART}\b)?)
    | (?P<decade>(?i:the\s)?{_SHIFT}?(?:(?:1[6-9]|20)\d0s|(?<=the\s)['’][2-9]0s
          |(?<=the\s)(?:(?:early|mid|late)[-\s])?(?:fifties|sixties|seventies|eighties|nineties)))
    | (?P<shifted>{_SHIFT}(?:{_M}|{_Y}))
    | (?P<years>{_BETWEEN}{_Y}\sand\s{_Y}|{_Y}{_UP_TO}(?:{_Y}|\d\d(?![\w,.]\d))|{_Y}/\d\d)
    | (?P<months>{_M}{_UP_TO}{_M}|{_BETWEEN}{_M}\sand\s{_M})
    | (?P<year>{_Y})
    | (?P<month>{_M})
    )(?!\w)
    """,
    re.VERBOSE,
)

# Sentences with none of these letters in a row have no time: most are passed over at this price.
_HINT = re.compile(
    r"\d{2}|\d(?:st|nd|rd|th)\b|\d (?:of )?[A-Z]|[A-Z][a-z]{2,4}\.? \d|\b[QH][1-4]\b|FY ?\d|"
    r"day|DAY|[Nn]ight|week|month|year|ago\b|earlier|later|quarter|half of|fiscal|centur|"
    r"today|yester|omorrow|recent|coming|Tues|Weds?\b|Thur|(?:Mon|Fri|Sat|Sun)\.|"
    r"dawn|daybreak|sunrise|sunset|dusk|noon|midday|"
    r"[Tt]his (?:morning|after|even)|(?:[Tt]his|[Ll]ast|[Nn]ext|in the) (?:even|spr|sum|aut|fall|win)|"
    rf"eighties|nineties|fifties|sixties|seventies|{_M}|{_FEAST}"
)
_BEFORE = re.compile(r"([\w'’]+)\W{1,2}$")
_HAS_YEAR = re.compile(r"\d{4}|year$")
_NEXT = re.compile(r"\s+([\w'’-]+)")
_LEADS_TO_MONTH = frozenset("in since until till by during from before after through throughout between around".split())
_LEADS_TO_YEAR = frozenset(
    "in since until till by during from before after through throughout between around year circa".split()
)
# "May" and the rest are names and verbs too; these months are nothing else.
_PLAIN_MONTHS = frozenset("january february july september october november december".split())
_NAMED_WEEKDAYS = frozenset(
    "black good bloody ash palm easter holy super cyber giving maundy sheffield remembrance every each".split()
)
_WEEKDAY_NAMES = frozenset(
    "times telegraph mirror express mail agreement herald post star independent prayers group mosque club".split()
)
# What a date without a year names when one of these stands behind it: a happening known by its day.
_NAMED_BY_DATE = frozenset(
    """attack attacks massacre revolution movement uprising coup bombing bombings alliance brigade brigades
    protocol accord declaration anniversary day atrocities atrocity war bloc group coalition""".split()
)
# "The April 6 Youth Movement"
_NAMED_BODY = re.compile(
    r"(?:\s[A-Z][\w-]+){0,3}\s(?:Movement|Alliance|Brigades?|Group|Front|Coalition|Party|Revolution|Forces|Committee|Union|Bridge)\b"
)
_LEADS_TO_DAY = frozenset("on until till by from since before after and or between".split())
# "Within 48 hours of the blast" and "in two weeks of fighting" are lengths.
_AFTER_SPAN = frozenset(["of", "after", "since", "before"])
# An hour is a time of its own where its sentence names no day that it would be an hour of.
_DAY_SAID = re.compile(
    rf"\b(?:{_W}|{_M}|today|tomorrow|yesterday|(?:last|this|next|every|each|same)\s\w+|\w+\sago|\d{{4}}|daily|deadline|until|till)\b"
)
# "The second time in three weeks", "the worst in ten years"
_COUNTS = frozenset("time times first second third once twice most only attack strike meeting visit".split())
_AHEAD = re.compile(
    r"\b(?:will|shall|won['’]t|must|should|could|may|due|expects?|expected|scheduled|plans?|set|going|to|['’]ll|goes?|starts?"
    r"|votes?|polls|meets?|arrives?|leaves?|comes?|returns?|elections?|deadline|begins?|opens?|expires?|ends?|takes?|demand(?:s|ed)|order(?:s|ed)|promise[sd]?|pledge[sd]?|vow(?:s|ed))\b"
)
_COUNTED = frozenset(
    """people soldiers troops dollars euros pounds km kilometres kilometers metres meters miles tonnes tons homes
    houses families prisoners fighters cases deaths barrels hours votes delegates members children civilians""".split()
)
_NOT_TODAY = re.compile(
    r"\s?[’']s\s(?!(?:\w+\s)?(?:meeting|talks?|visit|summit|session|vote|announcement|attacks?|decision|statement|"
    r"strikes?|speech|ceremony|event|discussions?|hearing|election|briefing|ruling|conference|call|deal|agreement|"
    r"signing|march|protests?|rally|debate|consultations|negotiations|news|report)\b)"
)
_PERSON_MAY = re.compile(
    r"\b(?:Mrs?|Ms|Minister|Theresa|Premier|President|Senator|Secretary)\.?\s(May|March|April|June)\b(?!\s\d)"
)


def find_times(document: Document, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> tuple[Time, ...]:
    """The times of a document in order; prepositions before them are left outside.

    >>> from dragoman.understand.tokens import tokenize_document
    >>> document = Document("d", "They met on Tuesday, July 3, and may meet again from 3 to 5 May 2025.")
    >>> [time.span.of(document.text) for time in find_times(document, *tokenize_document(document))]
    ['Tuesday, July 3', '3 to 5 May 2025']

    `tokens` are not looked at: a date's shape lies in its characters.
    """
    people = frozenset(_PERSON_MAY.findall(document.text))
    return tuple(
        Time(span, sentence.index)
        for sentence in sentences
        if _HINT.search(document.text, *sentence.span)
        for span in _find(document.text, sentence.span, people)
    )


def _find(text: str, sentence: Span, people: frozenset[str]) -> Iterator[Span]:
    position = sentence.start
    while found := _TIME.search(text, position, sentence.end):
        span = Span(*found.span())
        position = span.end
        if _stands(found, text, sentence, people):
            yield span


def _stands(found: re.Match[str], text: str, sentence: Span, people: frozenset[str]) -> bool:
    """Whether the words around a match let it be a time."""
    before = _BEFORE.search(text, max(sentence.start, found.start() - 30), found.start())
    after = _NEXT.match(text, found.end(), min(sentence.end, found.end() + 30))
    first, then = (before[1].lower() if before else ""), (after[1] if after else "")
    rule = found.lastgroup
    if rule in ("month", "months"):
        return _is_month(found.group(), first, then, people)
    if rule == "year":
        return first in _LEADS_TO_YEAR and then not in _COUNTED
    if rule == "years":
        is_bracketed = text[found.start() - 1 : found.start()] == "("
        is_whole = re.fullmatch(r"(?:1[6-9]|20)\d\d\s?[-–—]\s?(?:1[6-9]|20)\d\d", found.group()) is not None
        return (first in _LEADS_TO_YEAR or first in ("the", "of") or is_bracketed or is_whole) and then not in _COUNTED
    if rule == "isomonth":
        return first in _LEADS_TO_YEAR or first in ("period", "month")
    if rule in ("feast", "dayalone"):
        return _is_date_name(found.group(), rule, first, then)
    if rule == "hour":
        return not _DAY_SAID.search(text, *sentence)
    if rule == "ahead":
        is_length = then in _AFTER_SPAN or first in _COUNTS or first.endswith("est")
        return found["time"] is not None or (not is_length and _AHEAD.search(text, *sentence) is not None)
    if rule in ("weekday", "weekdays"):
        return first not in _NAMED_WEEKDAYS and not (then[:1].isupper() and then.lower() in _WEEKDAY_NAMES)
    if rule == "today":
        return first != "of" and not _NOT_TODAY.match(text, found.end())
    if rule == "full":
        if _HAS_YEAR.search(found.group()):
            return True
        return then.lower() not in _NAMED_BY_DATE and not _NAMED_BODY.match(text, found.end(), sentence.end)
    return rule != "which" or first not in ("a", "an", "every", "each")


def _is_date_name(words: str, rule: str, before: str, then: str) -> bool:
    """Whether the name of a day stands for it: "on Good Friday", not "the Good Friday Agreement"."""
    if rule == "dayalone":
        return before in _LEADS_TO_DAY or not words.startswith("the")
    return not then[:1].isupper() and then.lower() not in _NAMED_BY_DATE


def _is_month(words: str, before: str, then: str, people: frozenset[str]) -> bool:
    """Whether a month that stands alone is one: "in May", not "May said" or "April Jones"."""
    month = words.split()[0].rstrip(".,")
    is_plain = month.lower()[:3] != month.lower() and month.lower() in _PLAIN_MONTHS
    is_named = then[:1].isupper() and not words.isupper() and not (is_plain and before in _LEADS_TO_MONTH)
    if is_named or words.capitalize() in people or before == "black":
        return False
    if is_plain:
        return then.lower() not in ("revolution", "war")
    return before in _LEADS_TO_MONTH and len(month) > 2
