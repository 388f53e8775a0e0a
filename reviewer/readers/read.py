"""The door of the readers: a file or pasted text to a `Report`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from reviewer.domain.report import Report
from reviewer.domain.source_lines import LineChoices
from reviewer.errors import UnreadableReportError
from reviewer.readers.build import build_report
from reviewer.readers.content_format import head_of, needs_whole_file, suffix_of_content
from reviewer.readers.html_page import read_html_page, source_of_html
from reviewer.readers.limits import read_bytes
from reviewer.readers.mhtml import read_web_archive
from reviewer.readers.ofd import read_ofd
from reviewer.readers.office_conversion import read_old_word
from reviewer.readers.pdf import read_pdf
from reviewer.readers.plain_text import read_plain_text, source_of_text
from reviewer.readers.rtf import read_rtf
from reviewer.readers.source import SourceDocument
from reviewer.readers.texts import sentence
from reviewer.readers.word_document import read_word_document

_READERS: Mapping[str, Callable[[Path], SourceDocument]] = {
    ".txt": read_plain_text,
    ".docx": read_word_document,
    ".html": read_html_page,
    ".htm": read_html_page,
    ".mht": read_web_archive,
    ".mhtml": read_web_archive,
    ".rtf": read_rtf,
    ".pdf": read_pdf,
    ".ofd": read_ofd,
    ".doc": read_old_word,
    ".wps": read_old_word,
}
"""The reader of each suffix; a new format adds its line here."""

_SAME_FORMAT = {".htm": ".html", ".mhtml": ".mht", ".wps": ".doc"}


def supported_suffixes() -> tuple[str, ...]:
    """The suffixes that can be read, lower case with the dot, in the order shown."""
    return tuple(_READERS)


def read_report(path: Path, choices: LineChoices = ()) -> Report:
    """Reads a file into a report.

    Args:
        path: The file.
        choices: What a reviewer said of some of its lines.

    Raises:
        UnreadableReportError: It cannot be read, or its format is unknown.
        ReportTooLargeError: It is over a limit; nothing more of it was read.
    """
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        raise UnreadableReportError(path, _unknown(path))
    actual = _actual_suffix(path, suffix)
    source = _READERS[actual](path)
    if actual != suffix:
        warning = sentence("warnings", "actual_format", suffix=suffix, actual=actual)
        source = replace(source, warnings=(warning, *source.warnings))
    return build_report(source, choices)


def read_pasted(text: str, name: str = "粘贴的文字", choices: LineChoices = ()) -> Report:
    """Reads pasted text into a report.

    Args:
        text: The text as pasted.
        name: Stands for the path.
        choices: What a reviewer said of some of its lines.

    Raises:
        UnreadableReportError: There is no text.
        ReportTooLargeError: It is over the limit of characters.
    """
    return build_report(source_of_text(text, name), choices)


def read_pasted_html(html: str, name: str = "粘贴的文字", choices: LineChoices = ()) -> Report:
    """Reads HTML from the clipboard into a report; what its styles say of headings is kept.

    Args:
        html: The HTML as pasted, with or without the header of the Windows clipboard.
        name: Stands for the path.
        choices: What a reviewer said of some of its lines.

    Raises:
        UnreadableReportError: There is no text.
        ReportTooLargeError: It is over a limit.
    """
    return build_report(source_of_html(html, name), choices)


def _actual_suffix(path: Path, suffix: str) -> str:
    """The suffix that fits the content where another reader can read that; else as given."""
    head = head_of(path)
    actual = suffix_of_content(read_bytes(path) if needs_whole_file(head) else head)
    if actual is None or actual not in _READERS or actual == _SAME_FORMAT.get(suffix, suffix):
        return suffix
    return actual


def _unknown(path: Path) -> str:
    supported = "、".join(supported_suffixes())
    if path.is_dir():
        return sentence("errors", "folder")
    if not path.suffix:
        return sentence("errors", "no_suffix", supported=supported)
    return sentence("errors", "unknown_suffix", suffix=path.suffix, supported=supported)
