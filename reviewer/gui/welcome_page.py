"""What the report pane shows before a report is open: how to begin, and recent files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.gui.icons import application_icon
from reviewer.gui.style import mixed
from reviewer.gui.theme import LIGHT, Theme

_COLUMN_WIDTH = 460
_MOST_RECENT = 6
_NAME_WIDTH = 300
_GAP = 10
_ICON_SIZE = 48
_DROP_HINT = "也可以把文件、文件夹或 zip 压缩包拖到这里：文本、Word、PDF、网页均可"
_KEYS_HINT = "打开后按空格确认并到下一项，按 1–4、0 改判，按 ? 查看全部按键"
_PROMISE = "系统先逐项给出判定和原文依据，由您逐项确认；全程不联网。"


class WelcomePage(QWidget):
    """A friendly empty page.

    Signals:
        open_requested: The reviewer wants to open a file.
        paste_requested: The reviewer wants to paste a text.
        sample_requested: The reviewer wants to see the sample.
        recent_chosen: The path of a recent file, as a string.
    """

    open_requested = Signal()
    paste_requested = Signal()
    sample_requested = Signal()
    recent_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._is_hovered = False
        self._recent_rows: list[QWidget] = []
        self.setObjectName("welcome_page")
        self._column = QWidget(self)
        self._column.setFixedWidth(_COLUMN_WIDTH)
        self._recent_heading = _label("最近打开", "heading", self._column)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._build_column()
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(self._column)
        row.addStretch(1)
        self.show_recent(())
        self.set_theme(LIGHT)

    def show_recent(self, paths: Sequence[str]) -> None:
        """Lists recent files, last one first; at most six are shown."""
        for row in self._recent_rows:
            self._recent.removeWidget(row)
            row.deleteLater()
        self._recent_rows = [self._recent_row(path) for path in paths[:_MOST_RECENT]]
        self._recent_heading.setVisible(bool(self._recent_rows))

    def set_drop_hover(self, is_hovered: bool) -> None:  # noqa: FBT001  # takes a signal
        """Shows that the page would take the files being dragged over it."""
        self._is_hovered = is_hovered
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self._theme = theme
        self._column.setStyleSheet(
            "#welcome_title { font-size: 20px; font-weight: 500; }"
            "QPushButton[kind='recent'] { text-align: left; border: 1px solid transparent;"
            f" background: transparent; color: {theme.text.name()}; padding: 4px 0; }}"
            f"QPushButton[kind='recent']:hover {{ color: {theme.accent.name()}; }}"
            f"QPushButton[kind='recent']:focus {{ border-color: {theme.accent.name()}; }}"
        )
        self.update()

    def _build_column(self) -> None:
        title = _label("打开一份法治政府建设年度报告", "title", self._column)
        title.setObjectName("welcome_title")
        icon = QLabel(self._column)
        icon.setPixmap(application_icon().pixmap(_ICON_SIZE, _ICON_SIZE))
        open_button = self._way("打开文件…", "Ctrl+O", self.open_requested, is_primary=True)
        paste_button = self._way("粘贴文字", "Ctrl+V", self.paste_requested)
        sample_button = self._way("先看样例", "", self.sample_requested)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        for button in (open_button, paste_button, sample_button):
            ways.addWidget(button)
        ways.addStretch(1)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(icon)
        column.addSpacing(16)
        column.addWidget(title)
        column.addSpacing(6)
        column.addWidget(_label(_PROMISE, "second", self._column))
        column.addSpacing(20)
        column.addLayout(ways)
        column.addSpacing(12)
        column.addWidget(_label(_DROP_HINT, "second", self._column))
        column.addSpacing(4)
        column.addWidget(_label(_KEYS_HINT, "second", self._column))
        column.addSpacing(28)
        column.addWidget(self._recent_heading)
        column.addSpacing(4)
        column.addLayout(self._recent)
        column.addStretch(3)

    def _way(
        self, text: str, key: str, signal: SignalInstance, *, is_primary: bool = False
    ) -> QPushButton:
        button = QPushButton(f"{text}  {key}" if key else text, self._column)
        button.setAccessibleName(text)
        if is_primary:
            button.setProperty("kind", "primary")
        button.clicked.connect(signal)
        return button

    def _recent_row(self, path: str) -> QWidget:
        row = QWidget(self._column)
        button = QPushButton(row)
        button.setProperty("kind", "recent")
        button.setToolTip(path)
        button.setAccessibleName(f"打开 {path}")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.recent_chosen.emit(path))
        metrics = button.fontMetrics()
        name = metrics.elidedText(Path(path).name, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH)
        button.setText(name)
        rest = _COLUMN_WIDTH - metrics.horizontalAdvance(name) - 2 * _GAP
        folder = metrics.elidedText(str(Path(path).parent), Qt.TextElideMode.ElideMiddle, rest)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(button)
        layout.addWidget(_label(folder, "third", row, is_wrapped=False))
        layout.addStretch(1)
        self._recent.addWidget(row)
        return row

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.paper)
        ink = self._theme.accent if self._is_hovered else self._theme.line
        if self._is_hovered:
            painter.setBrush(mixed(self._theme.paper, self._theme.accent, 0.06))
        painter.setPen(QPen(ink, 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(16, 16, -16, -16), 10, 10)
        painter.end()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_COLUMN_WIDTH + 48, 320)


def _label(text: str, tone: str, parent: QWidget, *, is_wrapped: bool = True) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("tone", tone)
    label.setWordWrap(is_wrapped)
    return label
