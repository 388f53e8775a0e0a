"""PDF files to blocks, one per paragraph or row."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reviewer.domain.report import Quality
from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers.limits import read_bytes, refuse_long_text, refuse_many_pages
from reviewer.readers.page_layout import LaidOutPage, blocks_of_pages, pieces_of
from reviewer.readers.pdf_process import MAX_PIECES, PdfWorkerError, parse_pdf
from reviewer.readers.source import SourceDocument
from reviewer.readers.texts import sentence

_HEAD_BYTES = 1024
_MOST_UNREADABLE = 0.3
_MOST_NAMED = 20
_UNREADABLE = re.compile("[\0\ue000-\uf8ff\ufffd]")
_MARKS = re.compile("[\x02\ufffe\uffff]")  # where PDFium took out a hyphen
# Fonts name some characters as radicals, which look the same: ⽂ U+2F42 for 文.
_RADICAL = re.compile("[\u2e80-\u2fd5]")
_RADICALS = str.maketrans(
    "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻝⻢⻣⻥⻦⻨⻩⻬⻰",
    "民虎西见角贝车长门青页风食马骨鱼鸟麦黄齐龙",
)


def read_pdf(path: Path) -> SourceDocument:
    """The paragraphs of a PDF file, in reading order, with their pages.

    Raises:
        UnreadableReportError: No PDF file, damaged, locked, or a scan without text.
        ReportTooLargeError: It is over a limit.
    """
    data = read_bytes(path)
    if b"%PDF-" not in data[:_HEAD_BYTES]:
        raise UnreadableReportError(path, sentence("errors", "no_pdf"))
    answer = _answer(path, data)
    pages = [_page(page) for page in answer["pages"]]
    scanned = tuple(
        number for number, page in enumerate(answer["pages"], start=1) if page["has_picture"]
    )
    unreadable = _unreadable(path, pages, scanned)
    return SourceDocument(
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        format="pdf",
        encoding=None,
        blocks=blocks_of_pages(pages),
        quality=Quality(pages=len(pages), scanned_pages=scanned, undecodable_bytes=unreadable),
        warnings=tuple(_warnings(scanned, unreadable)),
    )


def _answer(path: Path, data: bytes) -> Mapping[str, Any]:
    try:
        answer = parse_pdf(data)
    except PdfWorkerError as error:
        name = "pdf_timeout" if error.is_timeout else "pdf_crash"
        raise UnreadableReportError(path, sentence("errors", name)) from error
    failure = answer.get("error")
    if failure == "too_many_pages":
        refuse_many_pages(path, answer["size"])
    elif failure == "text_too_long":
        refuse_long_text(path, answer["size"])
    elif failure == "too_many_pieces":
        limit = f"{MAX_PIECES:,}"
        raise ReportTooLargeError(path, sentence("errors", "pdf_too_many_pieces", limit=limit))
    if failure is not None:
        raise UnreadableReportError(path, sentence("errors", f"pdf_{failure}"))
    return answer


def _page(page: Mapping[str, Any]) -> LaidOutPage:
    pieces = [(_cleaned(text), *box) for text, *box in page["pieces"]]
    return LaidOutPage(
        page["width"],
        page["height"],
        pieces_of(piece for piece in pieces if piece[0].strip()),
        tuple(map(_cleaned, page["marks"])),
    )


def _cleaned(text: str) -> str:
    """The text with ordinary characters for radicals, and without marks of the library."""
    if _RADICAL.search(text):
        text = text.translate(_RADICALS)
        text = _RADICAL.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return _MARKS.sub("", text)


def _unreadable(path: Path, pages: Sequence[LaidOutPage], scanned: tuple[int, ...]) -> int:
    """Number of characters that are none; a file without any text is refused."""
    text = "".join(piece.text for page in pages for piece in page.pieces)
    if not text:
        raise UnreadableReportError(path, sentence("errors", "scan" if scanned else "no_text"))
    unreadable = len(_UNREADABLE.findall(text))
    if unreadable > _MOST_UNREADABLE * len(text):
        raise UnreadableReportError(path, sentence("errors", "pdf_garbled"))
    return unreadable


def _warnings(scanned: tuple[int, ...], unreadable: int) -> Iterator[str]:
    if scanned:
        pages = "、".join(map(str, scanned[:_MOST_NAMED])) + ("等" * (len(scanned) > _MOST_NAMED))
        yield sentence("warnings", "scanned_pages", pages=pages, count=len(scanned))
    if unreadable:
        yield sentence("warnings", "unknown_characters", count=unreadable)
