"""What other data sets call what we know: codes of states, CAMEO's names, the PLOVER type of a CAMEO code.

The numbers of the Correlates of War, FIPS 10-4 and CAMEO codes are edited in resources/countries, the CAMEO
correspondence, after the crosswalk that PLOVER's authors publish, in resources/ontology.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dragoman.knowledge.files import read_json


class StateCodes(NamedTuple):
    """A state elsewhere: ISO 3166 in two letters, its Correlates of War number, its FIPS 10-4 and its CAMEO code."""

    iso2: str
    cow: int | None
    fips: str | None
    cameo: str


class Exchange(NamedTuple):
    """All of it; `states` goes by ISO3 code, `cameo_groups` by what a body represents."""

    states: Mapping[str, StateCodes]
    cameo_groups: Mapping[str, str]
    cameo_names: Mapping[str, str]
    cameo_types: Mapping[str, tuple[str, str | None]]
    states_by_cameo: Mapping[str, str]
    states_by_fips: Mapping[str, str]

    def plover(self, cameo: str) -> tuple[str, str | None] | None:
        """The PLOVER type and mode that a CAMEO code stands for, `None` where it has none.

        >>> load_exchange().plover("0841"), load_exchange().plover("042"), load_exchange().plover("010")
        (('RETREAT', 'release'), ('CONSULT', 'visit'), None)
        """
        for length in range(len(cameo), 1, -1):
            if cameo[:length] in self.cameo_types:
                return self.cameo_types[cameo[:length]]
        return None


@cache
def load_exchange() -> Exchange:
    """The lists, read once.

    >>> load_exchange().states["AZE"], load_exchange().cameo_names["042"]
    (StateCodes(iso2='AZ', cow=373, fips='AJ', cameo='AZE'), 'Make a visit')
    """
    data = read_json("exchange.json")
    states = {code: StateCodes(**codes) for code, codes in data["states"].items()}
    return Exchange(
        states=states,
        cameo_groups=data["cameo_groups"],
        cameo_names=data["cameo_names"],
        cameo_types={code: (kind, mode) for code, (kind, mode) in data["cameo_types"].items()},
        states_by_cameo={codes.cameo: code for code, codes in states.items()},
        # Gaza has a FIPS code of its own; it is a part of Palestine in ISO 3166.
        states_by_fips={codes.fips: code for code, codes in states.items() if codes.fips} | {"GZ": "PSE"},
    )
