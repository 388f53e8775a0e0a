"""What was pasted: which of a clipboard's two forms to read, and reading it."""

from __future__ import annotations

from reviewer.domain.report import Report
from reviewer.domain.source_lines import LineChoices, PastedSource
from reviewer.errors import UnreadableReportError
from reviewer.readers.read import read_pasted, read_pasted_html

_LEAST_SHARE = 0.8
"""Share of the plain text's signs that reading the HTML must give, to be the better form."""


def pasted_source(text: str, html: str) -> PastedSource:
    """Which of a clipboard's two forms to read: the HTML, unless it cannot be read or lacks text.

    Args:
        text: The plain text, or "".
        html: The HTML, or "".
    """
    if not html.strip():
        return PastedSource(text)
    as_html = PastedSource(html, is_html=True)
    try:
        report = read_pasted_html(html)
    except UnreadableReportError:
        return PastedSource(text) if text.strip() else as_html
    read = _signs(report.text) + sum(_signs(entry.text) for entry in report.furniture)
    return as_html if read >= _LEAST_SHARE * _signs(text) else PastedSource(text)


def read_source(pasted: PastedSource, name: str, choices: LineChoices = ()) -> Report:
    """Reads what was pasted.

    Args:
        pasted: The text or HTML.
        name: Stands for the path.
        choices: What a reviewer said of some of its lines.

    Raises:
        UnreadableReportError: There is no text; `ReportTooLargeError` if it is over a limit.
    """
    read = read_pasted_html if pasted.is_html else read_pasted
    return read(pasted.content, name, choices)


def _signs(text: str) -> int:
    return sum(map(len, text.split()))
