"""Toolbar buttons that show their key in a quieter colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QAction, QColor, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QStylePainter, QToolButton
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
        if is_primary:
            self.setProperty("kind", "primary")
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
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""  # type: ignore[attr-defined]  # missing in the stubs
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        words, quiet = self._inks()
        rect = QRect(_PADDING, 0, self.width() - 2 * _PADDING, self.height())
        painter.setPen(words)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, self._shown)
        painter.setPen(quiet)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect, right, self._key)

    def _inks(self) -> tuple[QColor, QColor]:
        theme = self._theme
        if not self.isEnabled():
            return theme.third, theme.third
        if self._is_primary:
            return theme.on_accent, mixed(theme.accent, theme.on_accent, 0.7)
        return theme.text, theme.third
