"""Web archives (.mht, .mhtml) to blocks: the page among their parts."""

from __future__ import annotations

import email.parser
import hashlib
from collections.abc import Iterator
from email.message import Message
from email.policy import Compat32
from pathlib import Path

from typing_extensions import override

from reviewer.domain.report import Quality
from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers.html_page import decode_html, document_of_html
from reviewer.readers.limits import read_bytes
from reviewer.readers.source import SourceBlock, SourceDocument
from reviewer.readers.texts import sentence

_MAX_PARTS = 5_000
_MAX_LINES = 1_000_000
_LONGEST_HEADER = 10_000
_PAGES = ("text/html", "application/xhtml+xml")


def read_web_archive(path: Path) -> SourceDocument:
    """The lines of the page in a web archive, read as a saved web page is.

    Raises:
        UnreadableReportError: It cannot be read, is no web archive, or holds no page.
        ReportTooLargeError: It is over a limit.
    """
    data = read_bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    message = _message(data, path)
    pages = [part for part in _parts(message, path) if part.get_content_type() in _PAGES]
    if pages:
        page = _first_page(message, pages)
        content, charset = _content(page, path), page.get_content_charset()
        return document_of_html(content, path, file_format="mht", charset=charset, digest=digest)
    texts = [part for part in _parts(message, path) if part.get_content_type() == "text/plain"]
    if not texts or not message.keys():
        raise UnreadableReportError(path, sentence("errors", "no_page"))
    return _plain_document(_content(texts[0], path), path, texts[0], digest)


class _Policy(Compat32):
    """Headers as they stand; one of countless parameters would take minutes."""

    @override
    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        if sum(map(len, sourcelines)) > _LONGEST_HEADER:
            raise ValueError("header too long")
        return super().header_source_parse(sourcelines)


def _message(data: bytes, path: Path) -> Message:
    if data.count(b"\n--") > 2 * _MAX_PARTS or data.count(b"\n") > _MAX_LINES:
        raise _too_many_parts(path)
    parser = email.parser.BytesParser(policy=_Policy())
    try:
        return parser.parsebytes(data)
    except (RecursionError, ValueError, LookupError) as error:
        raise UnreadableReportError(path, sentence("errors", "damaged")) from error


def _parts(message: Message, path: Path) -> Iterator[Message]:
    """All parts that hold no parts themselves, in order."""
    waiting: list[Message] = [message]
    number = 0
    while waiting:
        part = waiting.pop()
        number += 1
        if number > _MAX_PARTS:
            raise _too_many_parts(path)
        try:
            inner = part.get_payload()
        except ValueError as error:  # a NUL in the name of its encoding
            raise UnreadableReportError(path, sentence("errors", "damaged")) from error
        if isinstance(inner, list):
            waiting.extend(child for child in reversed(inner) if isinstance(child, Message))
        else:
            yield part


def _first_page(message: Message, pages: list[Message]) -> Message:
    """The page that the archive names as its start, else the largest: frames are small."""
    start = message.get_param("start")
    if isinstance(start, str):
        for page in pages:
            if page.get("Content-ID", "").strip() == start.strip():
                return page
    return max(pages, key=lambda page: len(str(page.get_payload())))


def _content(part: Message, path: Path) -> bytes:
    """The bytes of a part, as they were before they were written as text."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise UnreadableReportError(path, sentence("errors", "no_page"))
    return content


def _plain_document(data: bytes, path: Path, part: Message, digest: str) -> SourceDocument:
    decoded = decode_html(data, path, part.get_content_charset())
    lines = decoded.text.splitlines()
    return SourceDocument(
        path=str(path),
        sha256=digest,
        format="mht",
        encoding=decoded.encoding,
        blocks=tuple(SourceBlock(line, number) for number, line in enumerate(lines, start=1)),
        quality=Quality(undecodable_bytes=decoded.undecodable),
    )


def _too_many_parts(path: Path) -> ReportTooLargeError:
    text = sentence("errors", "too_many_parts", limit=f"{_MAX_PARTS:,}")
    return ReportTooLargeError(path, text)
