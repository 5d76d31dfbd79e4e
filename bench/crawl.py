"""A web archive of a gigabyte, made and read: pages a second and the most memory that was held.

    python bench/crawl.py [--megabytes 1024] [--packed]

The pages are made of the corpus's training texts between menus and scripts; nothing is coded.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import zlib
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from time import perf_counter

from dragoman.read import read_many
from dragoman.records import Document

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--packed", action="store_true", help="gzip each record")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "crawl.warc.gz" if given.packed else "crawl.warc")
        size = write_crawl(path, given.megabytes << 20, given.packed)
        before, began = _find_memory(), perf_counter()
        pages = read = 0
        for found in read_many(path):
            pages += 1
            read += isinstance(found, Document)
        seconds = perf_counter() - began
    shown = {
        "bytes": size,
        "pages": pages,
        "read": read,
        "seconds": round(seconds, 1),
        "pages_per_second": round(pages / seconds, 1),
        "mb_before": before,
        "mb_at_most": _find_memory(),
    }
    print(json.dumps(shown, indent=2))


def write_crawl(path: Path, size: int, packed: bool) -> int:
    """Write records until there are `size` bytes, unpacked; that size."""
    written = 0
    with path.open("wb") as file:
        for record in _make_records():
            packer = zlib.compressobj(6, zlib.DEFLATED, 31)
            file.write(packer.compress(record) + packer.flush() if packed else record)
            written += len(record)
            if written >= size:
                return written
    return written


def _make_records() -> Iterator[bytes]:
    lines = (ROOT / "corpus" / "train.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["document"]["text"] for line in lines]
    # A page of a news site is mostly not its text.
    script, links = "var a = {'b': 1};" * 3_000, "<a href='/x'>Section</a>" * 100
    for number, text in enumerate(cycle(texts)):
        paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n") if part)
        body = f"<script>{script}</script><nav>{links}</nav><article>{paragraphs}</article>"
        page = f"<html><head><title>Page {number}</title></head><body>{body}</body></html>"
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{number}\r\n"
        yield head.encode() + f"Content-Length: {len(block)}".encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def _find_memory() -> int:
    """The most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
