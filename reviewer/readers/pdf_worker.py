"""The process that parses PDF files: PDFium runs here and nowhere else.

A small hostile file can make PDFium take gigabytes, loop or crash; here that ends this process and
not the window. It knows nothing of reports and of files: bytes come in, lines with positions go
out. `pdf_process.py` starts it, watches it and ends it. Standard library and PDFium only, so that
it starts quickly.

Both ways a message is its length (8 bytes, big-endian) and its bytes. A request is a PDF file. The
answer is JSON: a message for each page as soon as it is read, then `{"end": true}`, or `{"error":
name, "size": n}` in the place of what is missing. A page is `{"width", "height", "has_picture",
"pieces": [[text, left, bottom, right, top], …], "marks": [text, …]}`. Positions are in points from
the lower left corner of the page as it is shown; marks are slanted text, such as watermarks.
`{"ready": true}` comes before any request.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import math
import os
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any, BinaryIO

import pypdfium2.raw as pdfium

from reviewer.readers.memory_guard import guard_memory

LENGTH_BYTES = 8
MEMORY_BYTES = 320 * 1024 * 1024
"""Address space this process may take; it needs about 30 MB and the file a few times."""

_ERROR_PASSWORD = 4
_FORM = 5
_PATH = 2
_PICTURE = 3
_MANY_DRAWINGS = 25
_MOST_OBJECTS = 1000
_FEW = 40
"""A page with less text and a picture over half of it is a scan with a stamp or a number."""
_LARGE = 0.5
_FARTHEST = 1e5
_SLANT = 0.1
"""Text turned by more than this (in radians) from the edges of the page is a watermark."""
_WIDE_GAP = 2.0
"""Characters further apart than this many times their height do not belong to one line."""
_WORD_GAP = 0.7
"""Characters nearer than this have no blank between them, in Chinese at least."""
_LINE_END = re.compile("[\r\n]+")
_HANZI = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


_Piece = tuple[str, tuple[float, float, float, float], bool]
"""Text; left, bottom, right and top; whether it is slanted."""


class _Refused(Exception):  # noqa: N818 -- no fault of the program
    """The file cannot be read; the first argument names why, the second is a size."""


def main() -> int:
    """Answers requests from standard input until that ends; gives the exit code."""
    _limit_memory()
    limits = Limits(*map(int, sys.argv[-3:]))
    pdfium.FPDF_InitLibrary()
    with open(0, "rb", closefd=False) as requests, open(1, "wb", closefd=False) as answers:
        _send(answers, {"ready": True})
        while (data := _receive(requests)) is not None:
            for message in read_pdf(data, limits):
                _send(answers, message)
    os._exit(
        0
    )  # what PDFium holds goes with the process; nothing is worth a clean-up that can crash


class Limits:
    """How much is read.

    Attributes:
        pages: Pages at most.
        characters: Characters at most.
        pieces: Pieces of lines at most.
    """

    def __init__(self, pages: int, characters: int, pieces: int) -> None:
        self.pages = pages
        self.characters = characters
        self.pieces = pieces


def read_pdf(data: bytes, limits: Limits) -> Iterator[dict[str, Any]]:
    """The messages that answer a request, as the module says; PDFium must have been initialised."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        is_locked = pdfium.FPDF_GetLastError() == _ERROR_PASSWORD
        yield {"error": "password" if is_locked else "damaged"}
        return
    try:
        yield from _pages(document, limits)
        yield {"end": True}
    except _Refused as refusal:
        name, size = refusal.args
        yield {"error": name, "size": size}
    except MemoryError:
        yield {"error": "memory"}
    finally:
        pdfium.FPDF_CloseDocument(document)


def _pages(document: Any, limits: Limits) -> Iterator[dict[str, Any]]:
    count = pdfium.FPDF_GetPageCount(document)
    if count < 1:
        raise _Refused("damaged", 0)
    if count > limits.pages:
        raise _Refused("too_many_pages", count)
    characters = pieces = 0
    for number in range(count):
        page = pdfium.FPDF_LoadPage(document, number)
        if not page:
            yield {"width": 0, "height": 0, "has_picture": False, "pieces": [], "marks": []}
            continue
        try:
            found = _page(page, limits.characters - characters)
        finally:
            pdfium.FPDF_ClosePage(page)
        characters += sum(len(piece[0]) for piece in found["pieces"])
        characters += sum(map(len, found["marks"]))
        pieces += len(found["pieces"]) + len(found["marks"])
        if characters > limits.characters:
            raise _Refused("text_too_long", characters)
        if pieces > limits.pieces:
            raise _Refused("too_many_pieces", pieces)
        yield found


def _page(page: Any, characters_left: int) -> dict[str, Any]:
    width = _place(pdfium.FPDF_GetPageWidthF(page))
    height = _place(pdfium.FPDF_GetPageHeightF(page))
    text_page = pdfium.FPDFText_LoadPage(page)
    pieces: list[list[Any]] = []
    marks: list[str] = []
    count = 0
    if text_page:
        try:
            count = max(pdfium.FPDFText_CountChars(text_page), 0)
            if count > 2 * characters_left + 1000:
                raise _Refused("text_too_long", count)
            turn, (left, bottom) = pdfium.FPDFPage_GetRotation(page), _corner(page)
            for text, box, is_slanted in _Characters(text_page, count).pieces():
                if is_slanted:
                    marks.append(text)
                else:
                    place = box[0] - left, box[1] - bottom, box[2] - left, box[3] - bottom
                    pieces.append([text, *_turned(place, turn, width, height)])
        finally:
            pdfium.FPDFText_ClosePage(text_page)
    least = _LARGE * width * height if pieces else 0.0
    has_picture = count < _FEW and _has_picture(page, least)
    found = {"width": width, "height": height, "has_picture": has_picture}
    return {**found, "pieces": pieces, "marks": marks}


def _corner(page: Any) -> tuple[float, float]:
    """The lower left corner of what is shown of a page."""
    box = pdfium.FS_RECTF()
    is_known = pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    return (box.left, box.bottom) if is_known else (0.0, 0.0)


def _has_picture(page: Any, least: float) -> bool:
    """Whether a picture of that area, in square points, is on the page, or text as outlines."""
    drawings = 0
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        shown = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(shown)
        drawings += kind == _PATH
        if drawings > _MANY_DRAWINGS and not least:
            return True
        if kind not in (_PICTURE, _FORM):
            continue
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        edges = (ctypes.byref(edge) for edge in (left, bottom, right, top))
        if not least or (
            pdfium.FPDFPageObj_GetBounds(shown, *edges)
            and (right.value - left.value) * (top.value - bottom.value) >= least
        ):
            return True
    return False


def _turned(
    box: Sequence[float], quarters: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """A box in the page as it is shown, where the page is turned by quarters clockwise."""
    left, bottom, right, top = box
    if quarters == 1:
        left, bottom, right, top = bottom, height - right, top, height - left
    elif quarters == 2:  # noqa: PLR2004 - upside down
        left, bottom, right, top = width - right, height - top, width - left, height - bottom
    elif quarters == 3:  # noqa: PLR2004 - counter-clockwise
        left, bottom, right, top = width - top, left, width - bottom, right
    return _place(left), _place(bottom), _place(right), _place(top)


def _place(number: float) -> float:
    """A number that can be a place, to a tenth of a point; 0 for one that cannot."""
    return round(number, 1) if abs(number) < _FARTHEST else 0.0  # False for what is not a number


class _Characters:
    """The characters of a page, in the order in which PDFium gives them."""

    def __init__(self, text_page: Any, count: int) -> None:
        self._page = text_page
        codes = map(pdfium.FPDFText_GetUnicode, repeat(text_page, count), range(count))
        self._text = "".join(chr(code) if code <= sys.maxunicode else "\ufffd" for code in codes)
        self._box = pdfium.FS_RECTF()
        self._reference = ctypes.byref(self._box)

    def pieces(self) -> Iterator[_Piece]:
        """Pieces of lines; a line with wide gaps is parted there."""
        start = 0
        for end_mark in _LINE_END.finditer(self._text):
            yield from self._of_line(start, end_mark.start())
            start = end_mark.end()
        yield from self._of_line(start, len(self._text))

    def _of_line(self, start: int, end: int) -> Iterator[_Piece]:
        text = self._text
        first = start
        parts: list[str] = []
        for index in range(start + 1, end - 1):
            if text[index] != " " or index < first:
                continue
            gap, height = self._gap(index - 1, index + 1)
            if height and gap > _WIDE_GAP * height:
                yield from self._piece("".join(parts) + text[first:index], start, index)
                start, first, parts = index + 1, index + 1, []
            elif gap < _WORD_GAP * height and self._is_made_up(index):
                parts.append(text[first:index])
                first = index + 1
        yield from self._piece("".join(parts) + text[first:end], start, end)

    def _is_made_up(self, index: int) -> bool:
        """Whether a blank next to a Chinese character stands in no font: PDFium put it in."""
        near = self._text[index - 1] + self._text[index + 1]
        return _HANZI.search(near) is not None and (
            pdfium.FPDFText_IsGenerated(self._page, index) == 1
        )

    def _gap(self, before: int, behind: int) -> tuple[float, float]:
        left, right = self._box_of(before), self._box_of(behind)
        if left is None or right is None:
            return 0.0, 0.0
        return right[0] - left[2], max(left[3] - left[1], right[3] - right[1])

    def _piece(self, text: str, start: int, end: int) -> Iterator[_Piece]:
        if not text.strip():
            return
        while self._text[start].isspace():
            start += 1
        while self._text[end - 1].isspace():
            end -= 1
        first, last = self._box_of(start), self._box_of(end - 1)
        if first is None or last is None:
            first = last = first or last or (0.0, 0.0, 0.0, 0.0)
        low, high = map(min, first, last), map(max, first, last)
        left, bottom, _, _ = low
        _, _, right, top = high
        yield text.strip(), (left, bottom, right, top), self._is_slanted(start)

    def _is_slanted(self, index: int) -> bool:
        angle = float(pdfium.FPDFText_GetCharAngle(self._page, index))
        beyond = angle % (math.pi / 2)
        return angle >= 0 and _SLANT < beyond < math.pi / 2 - _SLANT

    def _box_of(self, index: int) -> tuple[float, float, float, float] | None:
        if not pdfium.FPDFText_GetLooseCharBox(self._page, index, self._reference):
            return None
        box = self._box
        return box.left, box.bottom, box.right, box.top


def _limit_memory() -> None:
    """Limits the address space where the system can; elsewhere a guard watches the memory."""
    if sys.platform != "linux":
        guard_memory(MEMORY_BYTES)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 -- not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _receive(stream: BinaryIO) -> bytes | None:
    head = stream.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        return None
    size = int.from_bytes(head, "big")
    data = stream.read(size)
    return data if len(data) == size else None


def _send(stream: BinaryIO, answer: dict[str, Any]) -> None:
    data = json.dumps(answer).encode()
    stream.write(len(data).to_bytes(LENGTH_BYTES, "big") + data)
    stream.flush()


if __name__ == "__main__":
    sys.exit(main())
