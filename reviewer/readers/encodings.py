"""Bytes of a text file to text: finds the encoding, refuses what is no text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from reviewer.errors import UnreadableReportError
from reviewer.readers.texts import sentence

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 8_192
_LEAST_PLAUSIBLE = 0.85
_MOST_UNDECODABLE = 0.02

# Control characters that no text file has; NUL is left to the detection of UTF-16.
_CONTROL = bytes((*range(0x01, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))
# Characters of Chinese reports: CJK, its punctuation, full-width forms, ASCII, line ends.
_PLAUSIBLE = re.compile(
    "[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u2027\u2030-\u206f\u2460-\u24ff\u00b7\u00a0\x20-\x7e\t\r\n]+"
)
# Among the most frequent characters of any Chinese text, in both scripts.
_FREQUENT = re.compile("[的一是在不了有和人中大为上国政法府建设工作局市县区年行为為國設縣區]")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A decoded text.

    Attributes:
        text: The text, without a byte order mark; U+FFFD for what could not be decoded.
        encoding: Python's name of the encoding.
        undecodable: Number of bytes that could not be decoded.
        is_mixed: Whether lines of two encodings stood side by side.
    """

    text: str
    encoding: str
    undecodable: int = 0
    is_mixed: bool = False


def decode(data: bytes, path: Path | str) -> DecodedText:
    """Decodes the bytes of a text file.

    Tried are byte order marks, UTF-16 without a mark, UTF-8, GB18030 (GBK), Big5, then line by
    line UTF-8 or GB18030, then whichever leaves fewest undecodable bytes.

    Raises:
        UnreadableReportError: No text file, or no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_mark(data, mark, encoding, path)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            what = sentence("file_kinds", kind)
            raise UnreadableReportError(path, sentence("errors", "binary", what=what))
    utf8 = _strict(data, "utf-8")
    wide = _wide(data) if utf8 is None or b"\0" in data else None
    if wide is not None:
        return wide
    if data.count(0) > len(data) // 1000 or _control_characters(data) > 1:
        raise UnreadableReportError(path, sentence("errors", "binary_unknown"))
    return utf8 or _chinese(data) or _line_by_line(data) or _fewest_lost(data, path)


def _control_characters(data: bytes) -> int:
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROL))


def _with_mark(data: bytes, mark: bytes, encoding: str, path: Path | str) -> DecodedText:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
    if not text.strip("\ufeff \r\n\t\0"):
        raise UnreadableReportError(path, sentence("errors", "no_text"))
    if encoding == "utf-16":
        name = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    lost = text.count("\ufffd") - data.count("\ufffd".encode(name if name != "utf-32" else "utf-8"))
    if lost > max(4, len(text) * _MOST_UNDECODABLE):
        raise UnreadableReportError(path, sentence("errors", "unknown_encoding"))
    return DecodedText(text, name, max(lost, 0))


def _wide(data: bytes) -> DecodedText | None:
    """UTF-16 without a mark: far more plausible characters one way than as single bytes."""
    if len(data) < 4:  # noqa: PLR2004 - two characters
        return None
    sample = data[: _SAMPLE // 2 * 2]
    best, best_share = None, _LEAST_PLAUSIBLE
    for encoding in ("utf-16-le", "utf-16-be"):
        share = _plausible(sample[: len(sample) // 2 * 2].decode(encoding, errors="replace"))
        if share > best_share:
            best, best_share = encoding, share
    if best is None:
        return None
    narrow = _plausible(sample.decode("gb18030", errors="replace"))
    if narrow >= best_share and b"\0" not in sample:
        return None
    text = data.decode(best, errors="replace")
    return DecodedText(text, best, 1 if len(data) % 2 else 0)


def _strict(data: bytes, encoding: str) -> DecodedText | None:
    try:
        return DecodedText(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _chinese(data: bytes) -> DecodedText | None:
    """GB18030 or Big5, whichever gives the more ordinary Chinese."""
    best, most = None, -1
    for encoding in ("gb18030", "big5"):
        decoded = _strict(data, encoding)
        if decoded is None or _plausible(decoded.text[:_SAMPLE]) < _LEAST_PLAUSIBLE:
            continue
        frequent = len(_FREQUENT.findall(decoded.text[:_SAMPLE]))
        if frequent > most:
            best, most = decoded, frequent
    return best


def _line_by_line(data: bytes) -> DecodedText | None:
    """Lines of UTF-8 and lines of GB18030 in one file; None when a line is neither."""
    lines = []
    for line in data.split(b"\n"):
        decoded = _strict(line, "utf-8")
        if decoded is None:
            decoded = _strict(line, "gb18030")
            # Damaged UTF-8 may be valid GB18030 too, but gives no ordinary words.
            if decoded is None or not _FREQUENT.search(decoded.text):
                return None
        if _plausible(decoded.text) < _LEAST_PLAUSIBLE:
            return None
        lines.append(decoded.text)
    return DecodedText("\n".join(lines), "utf-8", is_mixed=True)


def _fewest_lost(data: bytes, path: Path | str) -> DecodedText:
    best: DecodedText | None = None
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, errors="replace")
        lost = text.count("\ufffd")
        if encoding == "utf-8":
            lost -= data.count("\ufffd".encode())
        if best is None or lost < best.undecodable:
            best = DecodedText(text, encoding, lost)
    if best is None or best.undecodable > max(4, len(best.text) * _MOST_UNDECODABLE):
        raise UnreadableReportError(path, sentence("errors", "unknown_encoding"))
    if _plausible(best.text[:_SAMPLE]) < _LEAST_PLAUSIBLE:
        raise UnreadableReportError(path, sentence("errors", "unknown_encoding"))
    return best


def _plausible(text: str) -> float:
    """The share of characters that Chinese reports are made of; 1 for an empty text."""
    return sum(map(len, _PLAUSIBLE.findall(text))) / len(text) if text else 1.0
