"""A banner above the report for what the reviewer must know before reading on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from reviewer.domain.verdict import Verdict
from reviewer.gui.style import mixed
from reviewer.gui.theme import LIGHT, Theme

_MOST_SHOWN = 3


class WarningBanner(QWidget):
    """Warnings in words, at most three at a time, with a button that puts them away.

    Signals:
        action_chosen: The button beside the warnings was pressed.
        dismissed: The reviewer put the banner away.
    """

    action_chosen = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("warning_banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = QLabel("▲", self)
        self._sign.setObjectName("warning_sign")
        self._text = QLabel(self)
        self._text.setObjectName("warning_text")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action_button = QPushButton(self)
        self.action_button.clicked.connect(self.action_chosen)
        self._dismiss = QToolButton(self)
        self._dismiss.setObjectName("warning_dismiss")
        self._dismiss.setText("✕")
        self._dismiss.setToolTip("知道了，收起提示")
        self._dismiss.setAccessibleName("收起提示")
        self._dismiss.clicked.connect(self._on_dismissed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 8, 12, 8)
        layout.setSpacing(10)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.action_button, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._dismiss, 0, Qt.AlignmentFlag.AlignTop)
        self.set_theme(LIGHT)
        self.hide()

    def show_warnings(self, warnings: Sequence[str], action: str = "") -> None:
        """Shows warnings, most important first; none hides the banner.

        Args:
            warnings: Chinese sentences.
            action: What a button beside them does; "" for no button.
        """
        lines = list(warnings[:_MOST_SHOWN])
        rest = len(warnings) - len(lines)
        if rest:
            lines[-1] += f"（另有 {rest} 条，点上方的提示灯查看）"
        text = "\n".join(lines)
        self._text.setText(text)
        self.action_button.setText(action)
        self.action_button.setVisible(bool(action))
        self.setAccessibleName("提示：" + text)
        self.setVisible(bool(warnings))

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        colours = theme.verdicts[Verdict.PARTIAL]
        edge = mixed(colours.tint, colours.ink, 0.35).name()
        self.setStyleSheet(
            f"#warning_banner {{ background: {colours.tint.name()};"
            f" border-bottom: 1px solid {edge}; }}"
            f"#warning_text {{ color: {theme.text.name()}; }}"
            f"#warning_sign {{ color: {colours.ink.name()}; }}"
            f"#warning_dismiss {{ color: {theme.second.name()}; padding: 2px 6px; }}"
        )

    @Slot()
    def _on_dismissed(self) -> None:
        self.hide()
        self.dismissed.emit()
