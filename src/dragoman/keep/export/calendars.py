"""Meetings as an iCalendar file (RFC 5545), one entry a meeting, on whole days.

Needs icalendar, which the extra `calendar` installs. A meeting goes in where a day is known, or a stretch of days no
longer than two weeks; "in spring" would fill a season of somebody's calendar, so it is counted as left out.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import MissingExtraError
from dragoman.keep.export.ids import make_key
from dragoman.keep.export.sides import read_day
from dragoman.records import Document, Meeting, Record, When

if TYPE_CHECKING:
    import icalendar

# The longest visits and conferences last about two weeks (the climate conferences do); a month is no appointment.
MAX_DAYS = 14
STATUSES = {"held": "CONFIRMED", "past-reference": "CONFIRMED", "planned": "TENTATIVE", "cancelled": "CANCELLED"}
NO_DAY = "meetings without a day"


class CalendarWriter:
    """Writes one calendar; entries are held until it is closed, as the library writes whole calendars."""

    def __init__(self, sink: BinaryIO) -> None:
        try:
            import icalendar
        except ImportError as error:
            raise MissingExtraError("calendars need icalendar: pip install 'dragoman[calendar]'") from error
        self._sink, self._calendar = sink, icalendar.Calendar()
        self._calendar.add("prodid", "-//dragoman//meetings//EN")
        self._calendar.add("version", "2.0")
        self.left_out: Counter[str] = Counter()

    def write(self, record: Record) -> None:
        """Add the meetings of one record."""
        for meeting in record.meetings:
            days = find_days(meeting.date)
            if days is None:
                self.left_out[NO_DAY] += 1
                continue
            self._calendar.add_component(_entry(meeting, days, record.document))

    def close(self) -> None:
        """Write the calendar; the sink stays open."""
        self._sink.write(self._calendar.to_ical())
        self._sink.flush()


def find_days(when: When | None) -> tuple[date, date] | None:
    """The first day and the day after the last, `None` where no day is known or the stretch is too long.

    >>> find_days(When("2024-05-03", "2024-05-04"))
    (datetime.date(2024, 5, 3), datetime.date(2024, 5, 5))
    >>> find_days(When("2024-05-01", "2024-05-31")) is None
    True
    """
    start, end = read_day(when.start if when else None), read_day(when.end if when else None)
    if start is None or end is None:
        return None
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if not timedelta(0) <= last - first < timedelta(days=MAX_DAYS) or last == date.max:
        return None
    return first, last + timedelta(days=1)


def _entry(meeting: Meeting, days: tuple[date, date], document: Document) -> icalendar.Event:
    import icalendar

    entry = icalendar.Event()
    entry.add("uid", f"{make_key(document, meeting.id)}@dragoman")
    entry.add("dtstamp", _stamp(document, days[0]))
    entry.add("dtstart", days[0])
    entry.add("dtend", days[1])
    entry.add("summary", _clean(_summary(meeting)))
    if meeting.status in STATUSES:
        entry.add("status", STATUSES[meeting.status])
    place = ", ".join(part for part in (meeting.city, meeting.country) if part)
    if place:
        entry.add("location", _clean(place))
    entry.add("description", _clean(_description(meeting, document)))
    if document.url and document.url.isascii() and not any(sign.isspace() for sign in document.url):
        entry.add("url", document.url)
    entry.add("categories", [_clean(meeting.form), _clean(meeting.status)])
    entry.add("transp", "TRANSPARENT")
    return entry


def _stamp(document: Document, first: date) -> datetime:
    """When the entry was made, which the standard asks for: the day of publication, as no clock may be read."""
    day = read_day(document.published)
    return datetime.combine(date.fromisoformat(day) if day else first, time(), UTC)


def _summary(meeting: Meeting) -> str:
    """Who meets, by the sides where they are known."""
    sides = list(dict.fromkeys(person.represents or person.name for person in meeting.participants))
    return f"{meeting.form}: {' - '.join(sides)}" if sides else meeting.form


def _description(meeting: Meeting, document: Document) -> str:
    people = [", ".join(part for part in (p.name, p.office, p.represents) if part) for p in meeting.participants]
    topics = [f"Agenda: {topic.text}" for topic in meeting.agenda]
    return "\n".join([*people, *topics, f"Source: {document.title or document.id}"])


def _clean(text: str) -> str:
    """Text without what no calendar may hold: control characters other than line ends, and half characters.

    icalendar 7 takes a backslash before an N that stands in a text for the end of a line; a space parts them.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign if sign == "\n" or (sign >= " " and not "\x7f" <= sign <= "\x9f") else " " for sign in lines)
    return kept.replace("\\N", "\\ N").encode("utf-8", "replace").decode("utf-8")
