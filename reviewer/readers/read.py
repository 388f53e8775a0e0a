"""The door of the readers: a file or pasted text to a `Report`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from reviewer.domain.report import Report
from reviewer.errors import UnreadableReportError
from reviewer.readers.build import build_report
from reviewer.readers.pdf import read_pdf
from reviewer.readers.plain_text import read_plain_text, source_of_text
from reviewer.readers.source import SourceDocument
from reviewer.readers.texts import sentence

_READERS: Mapping[str, Callable[[Path], SourceDocument]] = {
    ".txt": read_plain_text,
    ".pdf": read_pdf,
}
"""The reader of each suffix; a new format adds its line here."""


def supported_suffixes() -> tuple[str, ...]:
    """The suffixes that can be read, lower case with the dot, in the order shown."""
    return tuple(_READERS)


def read_report(path: Path) -> Report:
    """Reads a file into a report.

    Raises:
        UnreadableReportError: It cannot be read, or its format is unknown.
        ReportTooLargeError: It is over a limit; nothing more of it was read.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableReportError(path, _unknown(path))
    return build_report(reader(path))


def read_pasted(text: str, name: str = "粘贴的文字") -> Report:
    """Reads pasted text into a report.

    Args:
        text: The text as pasted.
        name: Stands for the path.

    Raises:
        UnreadableReportError: There is no text.
        ReportTooLargeError: It is over the limit of characters.
    """
    return build_report(source_of_text(text, name))


def _unknown(path: Path) -> str:
    supported = "、".join(supported_suffixes())
    if path.is_dir():
        return sentence("errors", "folder")
    if not path.suffix:
        return sentence("errors", "no_suffix", supported=supported)
    return sentence("errors", "unknown_suffix", suffix=path.suffix, supported=supported)
