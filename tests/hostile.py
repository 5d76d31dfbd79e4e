"""Five hundred files that a reader may choke on: cut, damaged, lying, endless, nested, bombs. Made, never stored.

`python -m tests.hostile FOLDER` writes them all, to be tried by hand.
"""

from __future__ import annotations

import io
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from tests.makers import (
    join_pdf,
    make_answer,
    make_bomb,
    make_docx,
    make_page,
    make_pdf,
    make_record,
    make_rss,
    paragraph,
    squeeze,
)

Files = Iterator[tuple[str, bytes]]
TEXT = "The foreign ministers of Kenya and Uganda met in Kampala on Monday and agreed to open a road. "
SUFFIXES = "txt html jsonl json csv parquet pdf docx warc rss xml md".split()
MEGA = 1 << 20


def make_files() -> Files:
    """Names and bytes, the same each time."""
    makers = (
        make_empty, make_packed, make_texts, make_encodings, make_binary, make_pages, make_json, make_tables,
        make_word_files, make_pdf_files, make_archives, make_feeds,
    )  # fmt: skip
    for maker in makers:
        for number, (name, data) in enumerate(maker()):
            yield f"{maker.__name__.removeprefix('make_')}-{number:03}-{name}", data


def damage(data: bytes, seed: int, flips: int = 12) -> bytes:
    """The bytes with some of them changed."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(flips):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def make_empty() -> Files:
    for suffix in SUFFIXES:
        yield f"empty.{suffix}", b""
        yield f"nul.{suffix}", bytes(1000)
        yield f"blank.{suffix}", b" \r\n\t" * 1000


def make_packed() -> Files:
    whole = squeeze(TEXT.encode() * 50)
    for size in (1, 2, 5, 10, 11, 18, 40, len(whole) - 9, len(whole) - 4, len(whole) - 1):
        yield "cut.txt.gz", whole[:size]
    for seed in range(15):
        yield "damaged.txt.gz", damage(whole, seed, 3)
    yield "more-behind.txt.gz", whole + b"no gzip at all"
    yield "twice.txt.gz", squeeze(whole)
    for suffix in SUFFIXES:
        yield f"zeros.{suffix}.gz", make_bomb(64 * MEGA)
    for suffix in ("txt", "jsonl", "csv", "html", "warc"):
        yield f"lines.{suffix}.gz", make_bomb(64 * MEGA, b"\n")
    yield "head.csv.gz", squeeze(b"id,text\n") + make_bomb(64 * MEGA, b"\n")
    yield "bomb-in-bomb.gz", squeeze(make_bomb(64 * MEGA))


def make_texts() -> Files:
    for piece in ("a", "a ", "A. ", "(", '"', "“", "\n", "-\n", "ab-\n", "1 ", "1,", "Published: ", "March ", ". ", "é",
                  "GENEVA, ", "GENEVA, March 3 (AFP) - ", "Mr. ", "https://a.example/", "\u202e", "\u0301",
                  "\U0001f91d", "said ", "the ", "\t", "&amp;", "<", "2024-", "03/04/2024 ", "met with "):  # fmt: skip
        yield "run.txt", (piece * (120_000 // len(piece))).encode()
    yield "endless.txt", b"a" * (9 * MEGA)
    yield "endless-words.txt", b"ab " * (3 * MEGA)
    yield "head-and-run.txt", TEXT.encode() + b"(" * 50_000
    yield "surrogates.txt", "\ud800".encode("utf-8", "surrogatepass") * 1000 + TEXT.encode()
    yield "stacked.txt", ("a" + "\u0301" * 50_000 + " " + TEXT).encode()
    yield "..%2f..%2fetc%2fpasswd.txt", TEXT.encode()
    yield "name with  spaces;$(touch x)`.txt", TEXT.encode()


def make_encodings() -> Files:
    text = TEXT + "Erdoğan, Müller and Şuşa. "
    names = "utf-7 utf-16 utf-16-le utf-16-be utf-32 utf-32-be cp1252 cp1254 latin-1 cp500 cp037 iso2022_jp shift_jis"
    for encoding in f"{names} gb18030 big5 koi8-r mac-roman hz".split():
        data = text.encode(encoding, "replace")
        yield f"{encoding}.txt", data
        yield f"{encoding}.html", b"<meta charset=utf-8><p>" + data
        yield f"{encoding}.jsonl", json.dumps({"text": text}).encode(encoding, "replace")
    for mark in (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff", b"\xff\xfe\x00\x00"):
        for suffix in ("txt", "csv", "json"):
            yield f"mark.{suffix}", mark + text.encode()
    yield "odd.txt", text.encode("utf-16")[:-1]
    yield "overlong.txt", b"\xc0\xae\xc0\xae/" * 1000 + text.encode()


def make_binary() -> Files:
    for number, suffix in enumerate(SUFFIXES * 3):
        yield f"random.{suffix}", random.Random(number).randbytes(20_000)
    heads = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF89a", b"\x7fELF", b"MZ\x90", b"SQLite format 3\0", b"BZh9",
             b"{\\rtf1", b"\xfd7zXZ", b"7z\xbc\xaf", b"\x28\xb5\x2f\xfd", b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"PAR1",
             b"%!PS")  # fmt: skip
    for head in heads:
        yield "head", head + random.Random(1).randbytes(5_000)
        yield "head.txt", head + TEXT.encode()


def make_pages() -> Files:
    text = f"<p>{TEXT * 3}</p>"
    for tag in ("div", "table><tr><td", "b", "font", "blockquote", "ul><li", "span", "p", "form", "object", "svg"):
        yield "deep.html", f"<{tag}>".encode() * 100_000 + text.encode()
    for piece in ("<", "<!--", "<![CDATA[", "</div>", "<p", "&", "&#", "&#x110000;", "<script>", "<style>", "<title>",
                  "<a href='", "<meta ", "<base href=file:///etc/>", "<br>", "<td>",
                  "<iframe src=http://127.0.0.1/>"):  # fmt: skip
        yield "run.html", (piece * (400_000 // len(piece))).encode() + text.encode()
    yield "attributes.html", b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">" + text.encode()
    yield "attributes.html", b"<p " + b" ".join(b"a%d=<" % n for n in range(100_000)) + b">" + text.encode()
    yield "attributes.html", b"<p " + b" ".join(b"a%d" % n for n in range(100_000)) + text.encode()
    yield "attributes.html", b"<p " + b"/".join(b"a%d" % n for n in range(100_000)) + b">" + text.encode()
    yield "attribute.html", b"<p title='" + b"x" * (4 * MEGA) + b"'>" + text.encode()
    yield "page.html", b"<p>" + TEXT.encode() * 90_000
    for value in ("[" * 100_000, '{"a":' * 100_000, '{"datePublished": ' + "9" * 100_000 + "}", '{"headline": null}'):
        yield "linked.html", f"<script type='application/ld+json'>{value}</script>{text}".encode()
    declared = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    dtd = f"<!DOCTYPE html [<!ENTITY a0 'lol'>{declared}]>"
    yield "entities.html", f"{dtd}<html><p>&a11;</p>{text}".encode()
    yield "entities.xhtml", f"<?xml version='1.0'?>{dtd}<html><p>&a11;</p>{text}</html>".encode()
    yield "external.html", f"<!DOCTYPE h [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html>&x;{text}".encode()
    yield "charset.html", f"<meta charset='{'x' * 100}'><meta charset=idna><p>{TEXT}é".encode("latin-1")
    yield "charset.html", f"<meta charset=rot13><p>{TEXT}é".encode("latin-1")


def make_json() -> Files:
    values = ["[" * 100_000, '{"text":' * 100_000, '{"text": ' + "9" * 100_000 + "}", '{"id": ' + "9" * 5_000 + "}",
              '{"text": 1e999999}', '{"text": NaN}', '{"text": "\\ud800 a b c"}', '{"text": {"text": "a"}}', "[[[]]]",
              '{"text": ["a", 1]}', '{"text": "a', "null", "true", '"text"', "[1,2,3]", "{}", "{]", '{"text"}', "nul",
              '{"text": "' + "a" * (9 * MEGA) + '"}', '{"' + "k" * MEGA + '": 1}', '[{"text": "a b c d"}', "[,]",
              '{"text": "a b c d", "published": ' + "1" * 400 + "}", '{"text": "a b c d", "id": [[[[]]]]}',
              '{"text": "a b c d", "url": "file:///etc/passwd"}', '{"text": "' + "\\u0000" * 1000 + ' a b c"}',
              '{"a": 1} {"b": 2}', '{"text": "a b c d", "published": -1e308}', "[" + "1," * 200_000 + "1]",
              "[" + '{"text":"a"},' * 300 + "]", "{" + '"text":"a",' * 100_000 + '"b":1}']  # fmt: skip
    for value in values:
        yield "value.json", value.encode()
        yield "value.jsonl", value.encode() + b"\n" + json.dumps({"text": TEXT}).encode()
    yield "blank.jsonl", b"\n" * (8 * MEGA)


def make_tables() -> Files:
    row = f'1,"{TEXT}"\n'.encode()
    yield "columns.csv", b"a," * 1_000_000 + b"text\n" + b"1," * 1_000_000 + TEXT.encode()
    yield "columns.csv", b"id,text\n" + b"1," * 1_000_000 + b"\n" + row
    for piece in (b'"', b'""', b'"\n', b",", b";", b"\0", b'"a', b'a"', b"\r", b"'", b'","'):
        yield "run.csv", b"id,text\n" + piece * (200_000 // len(piece)) + b"\n" + row
    yield "open.csv", b'id,text\n1,"' + b"a b c\n" * 500_000
    yield "endless.csv", b"id,text\n1," + b"a" * (33 * MEGA) + b"\n" + row
    yield "header.csv", b'"' + b"x" * (9 * MEGA) + b'",text\n' + row
    yield "formula.csv", b"id,text\n=cmd|' /C calc'!A0,\"" + TEXT.encode() + b'"\n'
    yield "no-text.csv", b"id,body\n" + row
    out = io.BytesIO()
    pq.write_table(pa.table({"id": ["a", "b"], "text": [TEXT, TEXT]}), out)
    for seed in range(15):
        yield "damaged.parquet", damage(out.getvalue(), seed)
    for size in (4, 8, 100, len(out.getvalue()) - 4):
        yield "cut.parquet", out.getvalue()[:size]
    yield "numbers.parquet", _make_parquet(pa.table({"text": [1, 2]}))
    yield "repeated.parquet", _make_parquet(pa.table({"text": ["a" * 400_000] * 400}))


def _make_parquet(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def make_word_files() -> Files:
    whole = make_docx(paragraph(TEXT) * 5)
    for seed in range(25):
        yield "damaged.docx", damage(whole, seed)
    for size in (4, 30, 100, 400, 800, len(whole) - 30, len(whole) - 1):
        yield "cut.docx", whole[:size]
    entity = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
    for part in ("document", "core", "types", "relations", "more"):
        yield "entity.docx", make_docx(paragraph(TEXT), **{part: entity})
        yield "no-xml.docx", make_docx(paragraph(TEXT), **{part: b"\0\1\2" * 100})
    yield "bomb.docx", make_docx(paragraph(TEXT), more=bytes(80 * MEGA))
    yield "bomb.docx", make_docx(paragraph("a" * (40 * MEGA)))
    yield "deep.docx", make_docx("<w:p>" * 20_000 + "</w:p>" * 20_000)
    yield "deep.docx", make_docx("<w:tbl><w:tr><w:tc>" * 200 + paragraph(TEXT) + "</w:tc></w:tr></w:tbl>" * 200)
    yield "cells.docx", make_docx("<w:tbl>" + f"<w:tr><w:tc>{paragraph('a')}</w:tc></w:tr>" * 20_000 + "</w:tbl>")
    place = 'Target="file:///etc/passwd" TargetMode="External"'
    yield "external.docx", make_docx(paragraph(TEXT), relations=f'<?xml version="1.0"?><R><R Id="r1" {place}/></R>')
    yield "external.docx", make_docx(paragraph(TEXT), types=f'<?xml version="1.0"?><Types><R {place}/></Types>')
    yield "a-sheet.xlsx", make_docx(paragraph(TEXT)).replace(b"wordprocessingml", b"spreadsheetml.xx")


def make_pdf_files() -> Files:
    whole = make_pdf([[(60, 700 - 14 * n, TEXT[:80]) for n in range(20)]] * 2)
    for seed in range(20):
        yield "damaged.pdf", damage(whole, seed, 25)
    for size in (5, 9, 100, 500, len(whole) - 300, len(whole) - 20):
        yield "cut.pdf", whole[:size]
    catalog, font = "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    for kids in ("[2 0 R]", "[2 0 R 2 0 R 2 0 R]", "[1 0 R]", "[3 0 R]", "[99 0 R]", "2 0 R", "[" * 5_000):
        yield "loop.pdf", join_pdf([catalog, f"<</Type/Pages/Count 3/Kids{kids}>>", font])
    for count in ("-1", "999999999", "1e30", "(a)"):
        yield (
            "count.pdf",
            join_pdf([catalog, f"<</Type/Pages/Count {count}/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R>>"]),
        )
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</A 4 0 R>>>>>>"
    form = "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</A 4 0 R>>>>"
    pages = "<</Type/Pages/Count 1/Kids[3 0 R]>>"
    yield "form-loop.pdf", join_pdf([catalog, pages, page, f"<<{form}/Length 5>>stream\n/A Do\nendstream"])
    yield "operators.pdf", join_pdf([catalog, pages, page, f"<</Length 800000>>stream\n{'q ' * 400_000}\nendstream"])
    yield "arrays.pdf", join_pdf([catalog, pages, page, f"<</Length 9>>stream\n{'[' * 100_000}\nendstream"])
    yield "self.pdf", join_pdf([catalog, pages, page, "4 0 R"])
    yield "trailer-loop.pdf", whole.replace(b"trailer<<", b"trailer<</Prev 20 ")
    yield "root.pdf", whole.replace(b"/Root 1 0 R", b"/Root 9 0 R")
    yield "script.pdf", whole.replace(b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S/Launch/F(/bin/sh)>>")
    yield "many.pdf", make_pdf([[]] * 3_000)
    yield "words.pdf", make_pdf([[(60, 700, "a b " * 60_000)]])
    yield "scan.pdf", make_pdf([[], []])


def make_archives() -> Files:
    records = [make_record(make_answer(make_page(TEXT)), f"https://a.example/{n}") for n in range(4)]
    whole, packed = b"".join(records), b"".join(map(squeeze, records))
    for seed in range(15):
        yield "damaged.warc", damage(whole, seed)
        yield "damaged.warc.gz", damage(packed, seed, 4)
    for size in (5, 60, 300, len(whole) - 100, len(whole) - 3):
        yield "cut.warc", whole[:size]
        yield "cut.warc.gz", packed[: size // 2]
    for length in (0, 1, 10**9, 10**14):
        yield "length.warc", make_record(make_answer(make_page(TEXT)), length=length) + whole
    yield "head.warc", b"WARC/1.0\r\n" + b"a: b\r\n" * 500_000 + whole
    yield "head.warc", b"WARC/1.0\r\n" + b"a" * (8 * MEGA) + b"\r\n" + whole
    yield "heads.warc", b"WARC/1.0\r\n" * 50_000 + whole
    more = "Content-Encoding: gzip\r\n"
    yield "bomb.warc", make_record(make_answer(make_bomb(64 * MEGA, b"<"), more=more)) + whole
    yield "bomb.warc.gz", packed + make_bomb(256 * MEGA, b"\n")
    for size in ("ffffffff", "-1", "zz", "5"):
        answer = make_answer(f"{size}\r\n{TEXT}".encode(), more="Transfer-Encoding: chunked\r\n")
        yield "chunk.warc", make_record(answer) + whole
    yield "no-http.warc", make_record(b"\0" * 500) + make_record(b"") + make_record(b"HTTP/1.1 200") + whole


def make_feeds() -> Files:
    item = f"<guid>1</guid><title>Talks</title><description>{TEXT}</description>"
    whole = make_rss(*[item] * 5)
    for seed in range(15):
        yield "damaged.rss", damage(whole, seed)
    for size in (10, 60, 100, len(whole) - 200, len(whole) - 3):
        yield "cut.rss", whole[:size]
    declared = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    yield "bomb.xml", f"<?xml version='1.0'?><!DOCTYPE rss [{declared}]><rss><channel>&a11;</channel></rss>".encode()
    yield "external.xml", b"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel>&x;</channel></rss>"
    yield "dtd.xml", b"<!DOCTYPE rss SYSTEM 'http://127.0.0.1/x.dtd'>" + whole.partition(b"?>")[2]
    for piece in ("<item>", "<title>", "<a:b>", "<![CDATA[", "&lt;", "<item/>", "<guid>1</guid>", "&", "]]>"):
        yield "run.rss", make_rss(piece * (100_000 // len(piece)))
    yield "text.rss", make_rss(f"<description>{'&lt;div&gt;' * 50_000}{TEXT}</description>")
    yield "dates.rss", make_rss(f"<pubDate>{'9' * 100_000}</pubDate>{item}", f"<pubDate>99/99/9999</pubDate>{item}")
    yield "link.rss", make_rss(f"<link>file:///etc/passwd</link>{item}", f"<link>http://[/</link>{item}")
    yield "page.rss", make_page(TEXT)
    yield "json.rss", json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"id": 1}]}).encode()


def write_files(folder: Path) -> list[Path]:
    """All of them in a folder; their paths."""
    paths = []
    for name, data in make_files():
        paths.append(folder / name)
        paths[-1].write_bytes(data)
    return paths


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    print(len(write_files(target)), "files")
