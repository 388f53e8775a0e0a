"""The page of keys that `?` shows over the window."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from reviewer.gui.actions import COMMANDS, Command, key_text
from reviewer.gui.style import small_font
from reviewer.gui.theme import Theme

_LINE_HEIGHT = 28
_HEADING_HEIGHT = 34
_KEY_WIDTH = 84
_COLUMN_WIDTH = 392
_COLUMN_GAP = 24
_PADDING = 28
_TITLE_HEIGHT = 40
_COLUMNS = 2


class KeysPage(QWidget):
    """Covers its parent; any key or click closes it.

    Signals:
        closed: The page was closed.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keys_page")
        self.setAccessibleName("按键一览")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._covered = parent
        self._groups = _groups()
        parent.installEventFilter(self)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        self._theme = theme
        self.update()

    def open(self) -> None:
        """Shows the page over its whole parent."""
        self._cover()
        self.show()
        self.raise_()
        self.setFocus()

    def _cover(self) -> None:
        self.setGeometry(self._covered.rect())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._cover()
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.hide()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(self._theme.text if not self._theme.is_dark else self._theme.window)
        veil.setAlpha(150)
        painter.fillRect(self.rect(), veil)
        columns = _in_columns(self._groups)
        height = max(map(_height, columns)) + _TITLE_HEIGHT + 2 * _PADDING
        width = _COLUMNS * _COLUMN_WIDTH + _COLUMN_GAP + 2 * _PADDING
        card = QRect(0, 0, min(width, self.width() - 16), min(height, self.height() - 16))
        card.moveCenter(self.rect().center())
        painter.setBrush(self._theme.paper)
        painter.setPen(QPen(self._theme.line, 1))
        painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        self._paint_title(painter, card)
        for number, groups in enumerate(columns):
            left = card.left() + _PADDING + number * (_COLUMN_WIDTH + _COLUMN_GAP)
            self._paint_column(painter, left, card.top() + _PADDING + _TITLE_HEIGHT, groups)

    def _paint_title(self, painter: QPainter, card: QRect) -> None:
        font = QFont(self.font())
        font.setPixelSize(18)
        painter.setFont(font)
        painter.setPen(self._theme.text)
        row = card.adjusted(_PADDING, _PADDING - 8, -_PADDING, 0)
        row.setHeight(_TITLE_HEIGHT - 8)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, "按键一览")
        painter.setFont(small_font(self.font()))
        painter.setPen(self._theme.third)
        painter.drawText(
            row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, "按任意键关闭"
        )

    def _paint_column(
        self, painter: QPainter, left: int, top: int, groups: list[tuple[str, list[Command]]]
    ) -> None:
        for heading, commands in groups:
            painter.setFont(small_font(self.font()))
            painter.setPen(self._theme.third)
            row = QRect(left, top, _COLUMN_WIDTH, _HEADING_HEIGHT)
            painter.drawText(row.adjusted(0, 0, 0, -4), Qt.AlignmentFlag.AlignBottom, heading)
            top += _HEADING_HEIGHT
            for command in commands:
                self._paint_command(painter, QRect(left, top, _COLUMN_WIDTH, _LINE_HEIGHT), command)
                top += _LINE_HEIGHT

    def _paint_command(self, painter: QPainter, row: QRect, command: Command) -> None:
        key = key_text(command)
        painter.setFont(small_font(self.font()))
        width = max(QFontMetrics(painter.font()).horizontalAdvance(key) + 14, 26)
        cap = QRectF(row.left() + 0.5, row.top() + 3.5, width, _LINE_HEIGHT - 8)
        painter.setPen(QPen(self._theme.line, 1))
        painter.setBrush(self._theme.window)
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(self._theme.second)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
        painter.setFont(self.font())
        painter.setPen(self._theme.text)
        words = row.adjusted(_KEY_WIDTH + 12, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, command.explanation or command.text)


def _groups() -> list[tuple[str, list[Command]]]:
    shown = [command for command in COMMANDS if command.group]
    return [
        (group, list(commands)) for group, commands in groupby(shown, lambda entry: entry.group)
    ]


def _in_columns(
    groups: list[tuple[str, list[Command]]],
) -> list[list[tuple[str, list[Command]]]]:
    """Splits the groups into columns of about the same height."""
    splits = range(1, len(groups))
    best = min(splits, key=lambda at: max(_height(groups[:at]), _height(groups[at:])))
    return [groups[:best], groups[best:]]


def _height(groups: list[tuple[str, list[Command]]]) -> int:
    return sum(_HEADING_HEIGHT + _LINE_HEIGHT * len(commands) for _, commands in groups)
