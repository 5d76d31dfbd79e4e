"""Bytes to characters, and the clean-up every text goes through before any offset is counted.

The policy, in the order it is applied; after it the text is never touched again, so offsets hold.

1. Bytes: a byte order mark decides; then UTF-8; then UTF-16 without a mark; then Windows-1252 for
   text whose letters are mostly ASCII; then charset-normalizer's best reading. Anything but UTF-8 and a byte
   order mark leaves a warning. Control bytes say that it was no text at all.
2. Line ends become `\\n` (also form feeds, U+0085 and U+2028; U+2029 ends a paragraph).
3. Soft hyphens, zero-width spaces, byte order marks, direction marks and control characters go.
   Zero-width joiners stay inside emoji and scripts that need them, and go next to ASCII.
4. Spaces of every width become a plain space, one for one; tabs stay.
5. Ligatures of print (U+FB00 to U+FB06) are spelled out, lone surrogates become U+FFFD with a warning.
6. The text is put in Unicode normal form C, so that a name is spelled one way. No other folding:
   quotation marks, dashes, emoji and case stay as they are. Nothing is trimmed.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple


class Decoded(NamedTuple):
    """Characters, the encoding they were read in (`None`: binary, or not to be told) and warnings."""

    text: str
    encoding: str | None
    warnings: tuple[str, ...] = ()


# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7-Zip file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"{\\rtf", "an RTF file"),
)
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
# Latin-1 keeps 0x80-0x9f for controls that no text holds; Windows-1252 puts quotes and dashes there.
_WINDOWS_ONLY = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_SAMPLE_BYTES = 65_536

# A text may hold a few stray control bytes (page breaks of a printer, a NUL from a database). Of
# 1,000 bytes of a gzip file 104 were controls, of a program's first 64 KiB 868; text has next to none.
MAX_CONTROL_SHARE = 0.02
# In single-byte Cyrillic, Greek or Arabic nearly every letter is a high byte; in Latin scripts the plain
# letters are most. A choice between those two, not a swept value.
MAX_HIGH_SHARE = 1 / 3


def find_binary(head: bytes) -> str | None:
    """What kind of binary file begins with these bytes, or `None` where no kind is known.

    >>> find_binary(b"%PDF-1.7"), find_binary(b"GENEVA (AFP)")
    ('a PDF file', None)
    """
    return next((name for magic, name in _BINARY if head.startswith(magic)), None)


def decode(data: bytes) -> Decoded:
    r"""Characters from bytes. `encoding` is `None` where the bytes are no text.

    >>> decode("Erdoğan".encode()).text, decode(b"\xff\xfeB\x00a\x00k\x00u\x00").text
    ('Erdoğan', 'Baku')
    >>> decode(b"\x93We agreed\x94, the minister said.")
    Decoded(text='“We agreed”, the minister said.', encoding='cp1252', warnings=('not UTF-8: read as cp1252',))
    >>> decode(bytes(range(32)) * 4).encoding is None
    True
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    wide = _find_utf16(data[:_SAMPLE_BYTES])
    if wide:
        return Decoded(data.decode(wide, "replace"), wide, (f"no byte order mark: read as {wide}",))
    if _is_binary(data[:_SAMPLE_BYTES]):
        return Decoded("", None)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_damaged(data) or _decode_legacy(data)


def _decode_marked(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd")
    return Decoded(text, encoding, (_damaged(bad),) if bad else ())


def _find_utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark: in mostly Latin text every second byte is NUL."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half < 2 or max(even, odd) < 0.4 * half or min(even, odd) > 0.05 * half:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = sample.decode(encoding, "replace")
    return None if sum(c < " " and c not in "\t\n\r\f" for c in text) > MAX_CONTROL_SHARE * len(text) else encoding


def _is_binary(sample: bytes) -> bool:
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    return controls > MAX_CONTROL_SHARE * len(sample) and (controls > 8 or controls * 4 > len(sample))


def _decode_damaged(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes: a cut at the end, or one paste from elsewhere."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for c in text[:200_000] if c > "\x7f") - bad
    return Decoded(text, "utf-8", (_damaged(bad),)) if good > 10 * bad else None


def _damaged(count: int) -> str:
    return f"{count} damaged {'character' if count == 1 else 'characters'} read as U+FFFD"


def _decode_legacy(data: bytes) -> Decoded:
    sample = data[:_SAMPLE_BYTES]
    letters = sum(1 for byte in sample if byte >= 128 or chr(byte).isalpha())
    high = sum(1 for byte in sample if byte >= 128)
    if high <= MAX_HIGH_SHARE * letters:
        encoding = "latin-1" if _WINDOWS_ONLY.search(data) else "cp1252"
    else:
        encoding = _guess(sample) or ""
    if not encoding:
        return Decoded("", None)
    return Decoded(data.decode(encoding, "replace"), encoding, (f"not UTF-8: read as {encoding}",))


def _guess(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else None


_SURROGATES = re.compile("[\ud800-\udfff]")
_JOINERS = re.compile(r"(?<=[\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?=[\x00-\x7f])")
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl", "st", "st")


def _points(*ranges: tuple[int, int], to: str) -> dict[str, str]:
    return {chr(point): to for first, last in ranges for point in range(first, last + 1)}


# What each character becomes that does not stay; "\r\n" is one line end and goes first.
_REPLACED: dict[str, str] = {
    **_points((0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x61C, 0x61C), to=""),
    **_points((0x180E, 0x180E), (0x200B, 0x200B), (0x200E, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), to=""),
    **_points((0x2066, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xFFFE, 0xFFFF), to=""),
    **_points((0x0B, 0x0D), (0x85, 0x85), (0x2028, 0x2028), to="\n"),
    "\u2029": "\n\n",
    **_points((0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x202F, 0x202F), (0x205F, 0x205F), to=" "),
    "\u3000": " ",
    **{chr(0xFB00 + place): letters for place, letters in enumerate(_LIGATURES)},
}
_SPECIAL = frozenset(_REPLACED) | frozenset("\u200c\u200d") | frozenset(map(chr, range(0xD800, 0xE000)))


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    r"""The text as it will be given out, and what was wrong with it; see the policy above.

    >>> clean("Co\xadoper\u00adation\r\nwith\u00a0Iran \U0001f91d")
    ('Cooperation\nwith Iran 🤝', ())
    >>> clean("Ba\x00ku \ud800")
    ('Baku �', ('1 lone surrogate read as U+FFFD', '1 NUL character left out'))
    """
    present = set(text)
    special = present & _SPECIAL
    warnings: tuple[str, ...] = ()
    if special:
        text, warnings = _replace(text, special)
    # Below U+0300 no character combines with its neighbour: nothing to normalise.
    if present and max(present) >= "\u0300":
        text = unicodedata.normalize("NFC", text)
    return text, warnings


def _replace(text: str, special: set[str]) -> tuple[str, tuple[str, ...]]:
    warnings = []
    if "\r" in special:
        text = text.replace("\r\n", "\n")
    if any("\ud800" <= c <= "\udfff" for c in special):
        text, lone = _SURROGATES.subn("\ufffd", text)
        warnings.append(f"{lone} lone {'surrogate' if lone == 1 else 'surrogates'} read as U+FFFD")
    if "\0" in special:
        nuls = text.count("\0")
        warnings.append(f"{nuls} NUL {'character' if nuls == 1 else 'characters'} left out")
    for character in sorted(special & _REPLACED.keys()):
        text = text.replace(character, _REPLACED[character])
    if special & {"\u200c", "\u200d"}:
        text = _JOINERS.sub("", text)
    return text, tuple(warnings)


def clean_line(text: str) -> str:
    r"""A title or name on one line, each run of white space one space.

    >>> clean_line(" Ministers\n meet ")
    'Ministers meet'
    """
    return " ".join(clean(text)[0].split())
