"""The gazetteer: cities and regions by name, unpacked on first use and read one first word at a time.

Cities are from GeoNames (CC BY 4.0), regions from the project's own list.
"""

from __future__ import annotations

from dragoman.knowledge.files import read_text
from dragoman.knowledge.records import Known

# The rest of a name after its first word, and the place.
PlaceName = tuple[tuple[str, ...], Known]


class Gazetteer:
    """Places by the first word of their name."""

    def __init__(self) -> None:
        self._lines: dict[str, str] | None = None
        self._read: dict[str, tuple[PlaceName, ...]] = {}

    def starting(self, word: str) -> tuple[PlaceName, ...]:
        """The places whose name starts with `word`, the largest first.

        >>> [place.country for _, place in Gazetteer().starting("Mariupol")]
        ['UKR']
        """
        found = self._read.get(word)
        if found is None:
            found = self._find(word)
            if found:  # of the words without number that begin no place's name none is kept
                self._read[word] = found
        return found

    def _find(self, word: str) -> tuple[PlaceName, ...]:
        if not word[:1].isupper():
            return ()
        if self._lines is None:
            self._lines = dict(line.split("\t", 1) for line in read_text("places.tsv.gz").splitlines())
        line = self._lines.get(word)
        if line is None and len(word) > 3 and word.isupper() and word != word.capitalize():
            return self._shouted(word)
        return () if line is None else read_line(line)

    def _shouted(self, word: str) -> tuple[PlaceName, ...]:
        """Places for a word of a headline in capitals: every word of the name in capitals too."""
        quiet = self.starting(word.capitalize())
        return tuple((tuple(part.upper() for part in rest), known) for rest, known in quiet)


def read_line(line: str) -> tuple[PlaceName, ...]:
    """The places of one line of the data file, the largest first."""
    places = [read_place(cell) for cell in line.split("\t")]
    return tuple(sorted(places, key=lambda p: (-(p[1].population or 0), p[1].key, p[0])))


def read_place(cell: str) -> PlaceName:
    """One place from its cell `rest~country~lat~lon~geonames~population~weak~name~region`."""
    rest, country, lat, lon, geonames, people, weak, name, region = cell.split("~")
    known = Known(
        key=f"geonames:{geonames}" if geonames else f"place:{name}",
        kind="place",
        name=name,
        country=country or None,
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        geonames=int(geonames) if geonames else None,
        population=int(people) if people else None,
        weak=bool(weak),
        region=region or None,
    )
    return tuple(rest.split()), known
