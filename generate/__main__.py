"""`python -m generate` rebuilds the data files; `--check` says which of them would change."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import sys
from pathlib import Path

from generate import calendar, demo, domains, exchange, frames, ontology, speech
from generate.areas import build_areas
from generate.members import build_members
from generate.names import gather_entities
from generate.people import build_people
from generate.places import build_places
from generate.roles import build_roles
from generate.small_places import build_small_places, build_states, town_keys
from generate.words import add_bodies, build_offices, build_words

DATA = Path(__file__).parent.parent / "src" / "dragoman" / "data"


def pack(text: str) -> bytes:
    """The text gzipped, without the time or name that would make two runs differ."""
    held = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=held, compresslevel=9, mtime=0) as out:
        out.write(text.encode("utf-8"))
    return held.getvalue()


def dump(value: object) -> str:
    """Compact JSON with sorted keys."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def build() -> dict[str, bytes]:
    """Every data file the knowledge base reads, by name."""
    found = gather_entities()
    add_bodies(found)
    names = {
        first: sorted([list(n) for n in many], key=lambda n: (-len(str(n[0]).split()), n))
        for first, many in found.names.items()
    }
    files = {
        "areas.tsv.gz": pack(build_areas(town_keys())),
        "entities.json.gz": pack(dump(found.rows)),
        "members.json": dump(build_members(found)).encode() + b"\n",
        "names.json.gz": pack(dump(names)),
        "people.json.gz": pack(dump(build_people())),
        "offices.json": dump(build_offices()).encode() + b"\n",
        "places.tsv.gz": pack(build_places(found)),
        "roles.json.gz": pack(dump(build_roles(found))),
        "small_places.tsv.gz": pack(build_small_places()),
        "states.json": dump(build_states()).encode() + b"\n",
        "words.json": dump(build_words()).encode() + b"\n",
    }
    whole = hashlib.sha256(b"".join(files[name] for name in sorted(files))).hexdigest()
    manifest = {"format": 1, "version": whole[:12]}
    files |= ontology.build() | frames.build() | domains.build() | speech.build() | calendar.build()
    files |= exchange.build() | demo.build()
    return files | {"manifest.json": dump(manifest).encode() + b"\n"}


def main(arguments: list[str] | None = None) -> int:
    """Write the files, or with `--check` list those that differ and return 1."""
    parser = argparse.ArgumentParser(prog="python -m generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file differs")
    check = parser.parse_args(arguments).check
    differing = []
    for name, content in sorted(build().items()):
        path = DATA / name
        if path.is_file() and path.read_bytes() == content:
            continue
        differing.append(name)
        if not check:
            path.write_bytes(content)
    for name in differing:
        print(f"{'differs' if check else 'wrote'}: {name}")
    return int(check and bool(differing))


if __name__ == "__main__":
    sys.exit(main())
