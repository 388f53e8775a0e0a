"""Lays a report out as a page: one text block per paragraph, and nothing but its text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from reviewer.domain.report import Paragraph, ParagraphKind, Report, Section
from reviewer.gui.fonts import report_font

LINE_HEIGHT = 1.8
"""Distance of baselines, in font sizes."""

MOST_CHARACTERS = 38
"""Chinese characters in a line, at most."""

_LEAST_CHARACTERS = 12
_LEAST_RIGHT = 28
_PERCENT = 100

# What a document would take as the end of a block or cannot hold; each becomes one unit, so
# that positions stay.
_UNSHOWABLE = {
    **dict.fromkeys(map(ord, "\r\0\u2028\u2029\ufdd0\ufdd1"), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}


@dataclass(frozen=True, slots=True)
class _Style:
    """The style of a kind of paragraph; lengths in font sizes of the body."""

    scale: float = 1.0
    is_bold: bool = False
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    indent: float = 0.0
    right: float = 0.0
    above: float = 0.0
    below: float = 0.0


_BODY = _Style(indent=2.0, alignment=Qt.AlignmentFlag.AlignJustify)
_RUN_IN_HEADING = _Style(is_bold=True)
_LOW_HEADING = _Style(is_bold=True, indent=2.0)
_HEADINGS = {
    1: _Style(scale=1.12, is_bold=True, above=1.2, below=0.15),
    2: _Style(is_bold=True, indent=2.0, above=0.3, below=0.05),
}
_STYLES = {
    ParagraphKind.TITLE: _Style(
        scale=1.4, is_bold=True, alignment=Qt.AlignmentFlag.AlignHCenter, below=0.7
    ),
    ParagraphKind.DOCUMENT_NUMBER: _Style(alignment=Qt.AlignmentFlag.AlignHCenter, below=0.7),
    ParagraphKind.ADDRESSEE: _Style(),
    ParagraphKind.BODY: _BODY,
    ParagraphKind.SIGNATURE: _Style(alignment=Qt.AlignmentFlag.AlignRight, right=2.0),
    ParagraphKind.NOTE: _Style(scale=0.88, indent=2.0),
}


def fill_document(
    document: QTextDocument,
    report: Report,
    pixel_size: int,
    room_before: Callable[[int], int] | None = None,
) -> None:
    """Writes the report into an empty document.

    Block n holds paragraph n, so the document's plain text equals the report's text.

    Args:
        document: The document.
        report: The report.
        pixel_size: Size of the text.
        room_before: Pixels to leave free in front of a paragraph, by its number; not for the
            first one, above which Qt leaves no room but the margin of the page.
    """
    document.setDefaultFont(report_font(pixel_size))
    looks = _Looks(pixel_size)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for index, line in enumerate(report.text.translate(_UNSHOWABLE).split("\n")):
        paragraph = report.paragraphs[index] if index < len(report.paragraphs) else None
        section = _section_of(report, paragraph)
        look = looks.of(_style_of(paragraph, section))
        if index:
            room = room_before(index + 1) if room_before else 0
            cursor.insertBlock(_with_room(look.block, room), look.text)
        else:
            cursor.setBlockFormat(look.block)
            cursor.setBlockCharFormat(look.text)
        heading = _run_in_length(paragraph, section)
        if heading:
            cursor.insertText(line[:heading], looks.of(_RUN_IN_HEADING).text)
        cursor.insertText(line[heading:], look.text)
    cursor.endEditBlock()


@dataclass(frozen=True, slots=True)
class _Look:
    block: QTextBlockFormat
    text: QTextCharFormat


class _Looks:
    """The formats of the styles at one size; each is made once."""

    def __init__(self, pixel_size: int) -> None:
        self._size = pixel_size
        self._made: dict[_Style, _Look] = {}

    def of(self, style: _Style) -> _Look:
        if style not in self._made:
            self._made[style] = _Look(self._block(style), self._text(style))
        return self._made[style]

    def _text(self, style: _Style) -> QTextCharFormat:
        look = QTextCharFormat()
        font = report_font(round(self._size * style.scale))
        font.setWeight(QFont.Weight.Bold if style.is_bold else QFont.Weight.Normal)
        look.setFont(font)
        return look

    def _block(self, style: _Style) -> QTextBlockFormat:
        size = round(self._size * style.scale)
        natural = QFontMetricsF(report_font(size)).height()
        look = QTextBlockFormat()
        look.setAlignment(style.alignment)
        look.setTextIndent(style.indent * self._size)
        look.setRightMargin(style.right * self._size)
        look.setTopMargin(style.above * self._size)
        look.setBottomMargin(style.below * self._size)
        # Proportional, not fixed: the extra distance then stands below the line and stays free
        # of the tint behind evidence.
        look.setLineHeight(
            max(LINE_HEIGHT * size / natural, 1.0) * _PERCENT,
            QTextBlockFormat.LineHeightTypes.ProportionalHeight.value,
        )
        return look


def _with_room(look: QTextBlockFormat, room: int) -> QTextBlockFormat:
    if not room:
        return look
    wider = QTextBlockFormat(look)
    wider.setTopMargin(look.topMargin() + room)
    return wider


def _style_of(paragraph: Paragraph | None, section: Section | None) -> _Style:
    if paragraph is None:
        return _BODY
    if paragraph.kind is ParagraphKind.HEADING:
        return _HEADINGS.get(section.level if section else 1, _LOW_HEADING)
    return _STYLES[paragraph.kind]


def _section_of(report: Report, paragraph: Paragraph | None) -> Section | None:
    if paragraph is None or paragraph.section is None:
        return None
    return report.sections[paragraph.section]


def _run_in_length(paragraph: Paragraph | None, section: Section | None) -> int:
    """Code points of the run-in heading with which a paragraph begins; 0 where there is none."""
    if paragraph is None or section is None or not section.is_run_in:
        return 0
    if section.heading_span.start != paragraph.span.start:
        return 0
    return len(section.heading_span)


def column_margins(width: int, pixel_size: int, gutter: int) -> tuple[int, int]:
    """The left and right margin that centre a column of readable length.

    The column is as wide as a whole number of characters, at most `MOST_CHARACTERS`.

    Args:
        width: Pixels there are.
        pixel_size: Size of the text.
        gutter: Least pixels to the left of the column, for what stands beside it.
    """
    characters = min((width - gutter - _LEAST_RIGHT) // pixel_size, MOST_CHARACTERS)
    column = max(characters, _LEAST_CHARACTERS) * pixel_size + 1
    left = max((width - column) // 2, gutter)
    return left, max(width - column - left, 0)
