"""Files for tests, made by hand so that a reader is never tested by the library it uses."""

from __future__ import annotations

import gzip
import io
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""
_RELATIONS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
<Relationship Id="r2" Target="docProps/core.xml"
 Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/></Relationships>"""
_CORE = """<?xml version="1.0"?><cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<dc:title>{title}</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created>
</cp:coreProperties>"""


def make_docx(body: str, title: str = "", created: str = "2024-03-03T10:00:00Z", **parts: bytes | str) -> bytes:
    """A Word file with this XML as its body; `parts` (document, core, ...) replace whole parts."""
    document = f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    core = _CORE.format(title=title, created=created)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", parts.get("types", _TYPES))
        file.writestr("_rels/.rels", parts.get("relations", _RELATIONS))
        file.writestr("word/document.xml", parts.get("document", document))
        file.writestr("docProps/core.xml", parts.get("core", core))
        if "more" in parts:
            file.writestr("word/media/more.xml", parts["more"])
    return out.getvalue()


def paragraph(text: str) -> str:
    """A paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


# A line of print: how far from the left, how far from below, the text, and its size in points.
Print = tuple[float, float, str] | tuple[float, float, str, float]


def make_pdf(pages: Sequence[Sequence[Print]], info: str = "", trailer: str = "") -> bytes:
    """A PDF of A4 pages with lines of Helvetica at their places, in the order given."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, lines in enumerate(pages):
        content = "".join(_show(*line) for line in lines)
        resources = f"/Resources<</Font<</F1 3 0 R>>>>/Contents {5 + 2 * number} 0 R"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{resources}>>")
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    objects.append(f"<<{info}>>")
    return join_pdf(objects, f"/Info {len(objects)} 0 R{trailer}")


def _show(left: float, bottom: float, text: str, size: float = 11) -> str:
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {size} Tf {left} {bottom} Td ({escaped}) Tj ET\n"


def join_pdf(objects: Sequence[str], trailer: str = "") -> bytes:
    """A PDF of numbered objects, with its table of where they are."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, value in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{value}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF".encode("latin-1")
    return bytes(out)


def make_answer(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = "") -> bytes:
    """An HTTP answer as a crawl keeps it."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def make_record(
    block: bytes, url: str = "https://a.example/", kind: str = "response", length: int | None = None
) -> bytes:
    """One record of a web archive."""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"
    head += f"Content-Type: application/http\r\nContent-Length: {len(block) if length is None else length}"
    return head.encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def make_page(text: str) -> bytes:
    """A web page of one paragraph."""
    return f"<html><body><p>{text}</p></body></html>".encode()


def make_rss(*items: str, title: str = "Ministry") -> bytes:
    """A feed of these items' XML."""
    shown = "".join(f"<item>{item}</item>" for item in items)
    head = f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title><link>https://a.example/</link>"
    return f"{head}{shown}</channel></rss>".encode()


def squeeze(data: bytes) -> bytes:
    """Gzip with the same bytes every time."""
    return gzip.compress(data, mtime=0)


def make_bomb(size: int, byte: bytes = b"\0") -> bytes:
    """A gzip stream that unpacks to many times its size, made piece by piece."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    piece = byte * (1 << 20)
    return b"".join(packer.compress(piece) for _ in range(size >> 20)) + packer.flush()


Answer = tuple[int, Mapping[str, str], bytes]


class Site:
    """A web server of this machine: `pages` maps paths to answers or to what makes one of a request's headers."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | Callable[[Mapping[str, str]], Answer]] = {}
        self.asked: list[tuple[str, Mapping[str, str]]] = []
        self.url = ""

    def paths(self) -> list[str]:
        """The paths asked for, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def open_site() -> Iterator[Site]:
    """A site that answers while the block runs."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((self.path, headers))
            found = site.pages.get(self.path, (404, {}, b""))
            status, given, body = found(headers) if callable(found) else found
            self.send_response(status)
            for name, value in given.items():
                self.send_header(name, value)
            if "Content-Length" not in given:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on stderr."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
