"""Text files and pasted text to blocks, one per line."""

from __future__ import annotations

import hashlib
from pathlib import Path

from reviewer.domain.report import Quality
from reviewer.domain.source_lines import PastedSource
from reviewer.errors import UnreadableReportError
from reviewer.readers.encodings import decode
from reviewer.readers.limits import read_bytes, refuse_long_text, refuse_many_lines
from reviewer.readers.source import SourceBlock, SourceDocument
from reviewer.readers.texts import sentence


def read_plain_text(path: Path) -> SourceDocument:
    """The lines of a text file.

    Raises:
        UnreadableReportError: It cannot be read or is no text.
        ReportTooLargeError: It is over a limit.
    """
    data = read_bytes(path)
    decoded = decode(data, path)
    refuse_long_text(path, len(decoded.text))
    warnings = []
    if decoded.is_mixed:
        warnings.append(sentence("warnings", "mixed_encoding"))
    if decoded.undecodable:
        warnings.append(sentence("warnings", "undecodable", count=decoded.undecodable))
    return SourceDocument(
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        format="txt",
        encoding=decoded.encoding,
        blocks=_blocks(path, decoded.text),
        quality=Quality(undecodable_bytes=decoded.undecodable),
        warnings=tuple(warnings),
    )


def source_of_text(text: str, name: str) -> SourceDocument:
    """The lines of a pasted text.

    Raises:
        UnreadableReportError: It is empty.
        ReportTooLargeError: It is over the limit of characters or lines.
    """
    if not text.strip():
        raise UnreadableReportError(name, sentence("errors", "pasted_empty"))
    refuse_long_text(name, len(text))
    data = text.encode("utf-8", errors="replace")  # a lone surrogate has no UTF-8 form
    return SourceDocument(
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="text",
        encoding=None,
        blocks=_blocks(name, data.decode()),
        pasted=PastedSource(data.decode()),
    )


def _blocks(path: Path | str, text: str) -> tuple[SourceBlock, ...]:
    lines = text.splitlines()
    refuse_many_lines(path, sum(1 for line in lines if line.strip()))
    return tuple(
        SourceBlock(line, number)
        for number, line in enumerate(lines, start=1)
        if number == 1 or line.strip() or lines[number - 2].strip()  # of blank lines the first
    )
