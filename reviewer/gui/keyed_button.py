"""Toolbar buttons that show their key in a quieter colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton
from typing_extensions import override

from reviewer.gui.style import mixed
from reviewer.gui.theme import LIGHT, Theme

_GAP = 6
_PADDING = 10
_HEIGHT = 30
_LONGEST_WORDS = 300


class KeyedButton(QToolButton):
    """Triggers an action; shows words and a key.

    Args:
        action: What it triggers; it is enabled as the action is.
        words: What it says; "" for the action's own text, also after that changed.
        key: The key shown beside it.
        is_primary: Whether it stands out as the window's main command.
    """

    def __init__(self, action: QAction, words: str, key: str, *, is_primary: bool = False) -> None:
        super().__init__()
        self._action = action
        self._words = words
        self._key = key
        self._is_primary = is_primary
        self._theme = LIGHT
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_changed)
        self._on_changed()

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        self._theme = theme
        self.update()

    @property
    def _shown(self) -> str:
        words = self._words or self._action.text().removesuffix("…")
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, _LONGEST_WORDS)

    @Slot()
    def _on_changed(self) -> None:
        self.setText(self._shown)
        self.setToolTip(f"{self._action.text()}（{self._key}）")
        self.setEnabled(self._action.isEnabled())
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self._shown) + metrics.horizontalAdvance(self._key)
        return QSize(width + _GAP + 2 * _PADDING, _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        words, quiet = self._inks()
        rect = QRect(_PADDING, 0, self.width() - 2 * _PADDING, self.height())
        painter.setPen(words)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, self._shown)
        painter.setPen(quiet)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect, right, self._key)

    def _paint_ground(self, painter: QPainter) -> None:
        theme = self._theme
        ground = theme.accent if self._is_primary else theme.paper
        if not self.isEnabled():
            ground = theme.line if self._is_primary else theme.paper
        elif self.isDown() or self.underMouse():
            towards = theme.text if self._is_primary else theme.accent
            ground = mixed(ground, towards, 0.18 if self.isDown() else 0.10)
        border = theme.text if self._is_primary else theme.accent
        painter.setPen(QPen(border, 1) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _inks(self) -> tuple[QColor, QColor]:
        theme = self._theme
        if not self.isEnabled():
            return theme.third, theme.third
        if self._is_primary:
            return theme.on_accent, mixed(theme.accent, theme.on_accent, 0.7)
        return theme.text, theme.third
