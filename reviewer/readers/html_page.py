"""Web pages (.html, .htm) and pasted HTML to blocks."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from reviewer.domain.report import Quality
from reviewer.domain.source_lines import PastedSource
from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers.encodings import DecodedText, decode
from reviewer.readers.html_lines import HtmlLine, HtmlPage, take_html_apart
from reviewer.readers.html_main import MainText, find_main_text, labels_of
from reviewer.readers.limits import MAX_BYTES, MEGABYTE, read_bytes
from reviewer.readers.source import SourceBlock, SourceDocument
from reviewer.readers.texts import sentence

_HEAD = 8_192
_CHARSET = re.compile(
    rb"""<meta[^>]{1,300}charset\s*=\s*["']?\s*([\w.:-]{2,30})|<\?xml[^>]{1,100}encoding=["']([\w.:-]{2,30})""",
    re.IGNORECASE,
)
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "cp936", "hz"})
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LONGEST_HEADING = 60
_DEEPEST_HEADING = 4
_CLIPBOARD = re.compile(r"\AVersion:[\d.]+\s.{0,600}?(?=<)", re.DOTALL)
_FRAGMENT_START, _FRAGMENT_END = "<!--StartFragment-->", "<!--EndFragment-->"


def read_html_page(path: Path) -> SourceDocument:
    """The lines of a saved web page; what surrounds the text is marked as furniture.

    Raises:
        UnreadableReportError: It cannot be read, is no text, or is nested too deeply.
        ReportTooLargeError: It is over a limit.
    """
    data = read_bytes(path)
    return document_of_html(data, path, file_format="html")


def document_of_html(
    data: bytes,
    path: Path,
    *,
    file_format: str,
    charset: str | None = None,
    digest: str | None = None,
) -> SourceDocument:
    """The document in the bytes of a page.

    Args:
        data: The page.
        path: The file it comes from.
        file_format: The format of that file.
        charset: What the file says of the encoding, apart from the page itself.
        digest: Of that file, where it holds more than the page.

    Raises:
        UnreadableReportError: It is no text, shows none, or is nested too deeply.
        ReportTooLargeError: It is over a limit.
    """
    decoded = decode_html(data, path, charset)
    page = take_html_apart(decoded.text, path)
    if not page.lines:
        raise UnreadableReportError(path, sentence("errors", "no_page_text"))
    warnings = []
    if decoded.is_mixed:
        warnings.append(sentence("warnings", "mixed_encoding"))
    if decoded.undecodable:
        warnings.append(sentence("warnings", "undecodable", count=decoded.undecodable))
    return SourceDocument(
        path=str(path),
        sha256=digest or hashlib.sha256(data).hexdigest(),
        format=file_format,
        encoding=decoded.encoding,
        blocks=tuple(_blocks(page, find_main_text(page))),
        quality=Quality(tables=page.tables, undecodable_bytes=decoded.undecodable),
        warnings=tuple(warnings),
    )


def source_of_html(html: str, name: str) -> SourceDocument:
    """The lines of HTML from the clipboard, of which all is text.

    Its digest is of the lines alone: what programs put around them differs from copy to copy.

    Raises:
        UnreadableReportError: It is empty, or nested too deeply.
        ReportTooLargeError: It is over a limit.
    """
    if not html.strip():
        raise UnreadableReportError(name, sentence("errors", "pasted_empty"))
    if len(html) > MAX_BYTES:
        size, limit = f"{len(html) / MEGABYTE:.1f}", MAX_BYTES // MEGABYTE
        raise ReportTooLargeError(
            name, sentence("errors", "file_too_large", size=size, limit=limit)
        )
    page = take_html_apart(_fragment(html), name)
    blocks = tuple(_blocks(page, MainText(0, len(page.lines))))
    lines = "\n".join(block.text for block in blocks)
    return SourceDocument(
        path=name,
        sha256=hashlib.sha256(lines.encode("utf-8", errors="replace")).hexdigest(),
        format="text",
        encoding=None,
        blocks=blocks,
        quality=Quality(tables=page.tables),
        pasted=PastedSource(html, is_html=True),
    )


def _fragment(html: str) -> str:
    """What was copied, without the header of the clipboard and the page around it."""
    start, end = html.find(_FRAGMENT_START), html.rfind(_FRAGMENT_END)
    if 0 <= start < end:
        return html[start + len(_FRAGMENT_START) : end]
    return _CLIPBOARD.sub("", html, count=1)


def decode_html(data: bytes, path: Path | str, charset: str | None = None) -> DecodedText:
    """The text of a page: by its mark, as UTF-8, by what it declares, else as text files are.

    Raises:
        UnreadableReportError: It is no text, or no encoding fits.
    """
    if not data.startswith(_MARKS) and b"\0" not in data:
        declared = _CHARSET.search(data, 0, _HEAD)
        if charset is None and declared is not None:
            charset = (declared[1] or declared[2]).decode()
        for encoding in ("utf-8", _usual(charset or "")):
            try:
                return DecodedText(data.decode(encoding), encoding)
            except (UnicodeDecodeError, LookupError):
                continue
    return decode(data, path)


def _usual(charset: str) -> str:
    """The encoding meant: pages that declare GB2312 hold characters of GB18030."""
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return "gb18030"
    is_text = name.startswith(("gb", "hz", "big5", "utf", "cp9"))
    return "gb18030" if name in _CHINESE or not is_text else name


def _blocks(page: HtmlPage, main: MainText) -> Iterator[SourceBlock]:
    number = 0
    for text in labels_of(page):
        number += 1
        yield SourceBlock(text, number, is_furniture=True)
    for index, line in enumerate(page.lines):
        if index == main.first and main.title:
            number += 1
            yield SourceBlock(main.title, number, is_title=True)
        number += 1
        is_title = index in main.title_lines
        is_inside = main.first <= index < main.end
        yield SourceBlock(
            line.text,
            number,
            heading_level=_heading_level(line) if is_inside else None,
            is_title=is_title,
            is_table=line.is_table,
            is_furniture=not is_inside and not is_title,
        )


def _heading_level(line: HtmlLine) -> int | None:
    """The level of a heading; large type on a whole paragraph of text says nothing."""
    text = line.text.strip()
    if line.heading_level is None or len(text) > _LONGEST_HEADING or "。" in text[:-1]:
        return None
    return min(line.heading_level, _DEEPEST_HEADING)
