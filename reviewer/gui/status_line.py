"""The line at the bottom: where one is, what comes next, what was just done, what is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStatusBar,
    QWidget,
)

if TYPE_CHECKING:  # only for types: the first paint waits for this module
    from datetime import datetime

_MESSAGE_MS = 6_000
_BUSY_DELAY_MS = 150
_PROGRESS_WIDTH = 120


class StatusLine(QStatusBar):
    """Place, evidence and next item on the left; checklist and save time on the right.

    A message stands before them for some seconds. Work that takes longer than 150 ms is shown
    with a button to cancel it.

    Signals:
        cancel_clicked: The reviewer does not want to wait.
    """

    cancel_clicked = Signal()

    def __init__(self, open_folder: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._message = _label("", self)
        self._message.setObjectName("message_label")
        self._message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._place = _label("second", self)
        self._evidence = _label("second", self)
        self._next = _label("second", self)
        self._next.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._checklist = _label("third", self)
        self._saved = _label("good", self)
        self._saved.setObjectName("saved_label")
        self._folder = _link(open_folder.text(), self)
        self._folder.clicked.connect(open_folder.trigger)
        self._busy = self._build_busy()
        self._message_timer = self._timer(_MESSAGE_MS)
        self._message_timer.timeout.connect(self._on_message_over)
        self._busy_timer = self._timer(_BUSY_DELAY_MS)
        self._busy_timer.timeout.connect(self._busy.show)
        self._place_widgets()
        self._on_message_over()

    def show_message(self, text: str, *, with_folder: bool = False) -> None:
        """Says what was just done, for some seconds.

        Args:
            text: A sentence.
            with_folder: Whether to offer to open the exported sheet's folder; stays longer.
        """
        self._message.setText(text)
        self._message.setToolTip(text)
        self._folder.setVisible(with_folder)
        for label in (self._place, self._evidence, self._next):
            label.hide()
        self._message.show()
        self._message_timer.start(_MESSAGE_MS * 4 if with_folder else _MESSAGE_MS)

    def clear_message(self) -> None:
        """Says nothing more of what was done before, unless it offers a folder."""
        if self._folder.isHidden():
            self._message_timer.stop()
            self._on_message_over()

    @property
    def message(self) -> str:
        """What is being said; "" after some seconds."""
        return self._message.text()

    def show_place(self, paragraph: int) -> None:
        """Shows which paragraph is being read; 0 for none."""
        self._place.setText(f"第 {paragraph} 段" if paragraph else "")

    def show_evidence(self, text: str) -> None:
        """Shows which of the item's places is being looked at."""
        self._evidence.setText(text)

    def show_next(self, text: str) -> None:
        """Shows what comes next."""
        self._next.setText(text)
        self._next.setToolTip(text)

    def show_checklist(self, text: str) -> None:
        """Shows by which checklist is being reviewed."""
        self._checklist.setText(text)

    def show_saved(self, saved_at: datetime | None) -> None:
        """Shows when the last change was saved (an aware time); None before the first."""
        if saved_at is None:
            self._saved.setText("")
            self._saved.setToolTip("每个结论作出时即自动保存")
            return
        local = saved_at.astimezone()
        self._saved.setText(f"已保存 {local:%H:%M:%S}")
        self._saved.setToolTip(f"{local:%Y-%m-%d %H:%M:%S}")

    def show_busy(self, text: str) -> None:
        """Shows, unless it is over in a moment, that something is being done."""
        self._busy_label.setText(text)
        if not self._busy.isVisible() and not self._busy_timer.isActive():
            self._busy_timer.start()

    def show_idle(self) -> None:
        """Shows that nothing is being done any more."""
        self._busy_timer.stop()
        self._busy.hide()

    def _build_busy(self) -> QWidget:
        busy = QWidget(self)
        busy.setObjectName("busy_box")
        self._busy_label = QLabel(busy)
        progress = QProgressBar(busy)
        progress.setRange(0, 0)
        progress.setTextVisible(False)
        progress.setFixedWidth(_PROGRESS_WIDTH)
        cancel = _link("取消", busy)
        cancel.setObjectName("button_cancel")
        cancel.clicked.connect(self.cancel_clicked)
        layout = QHBoxLayout(busy)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self._busy_label, progress, cancel):
            layout.addWidget(widget)
        busy.hide()
        return busy

    def _place_widgets(self) -> None:
        box = QWidget(self)
        layout = QHBoxLayout(box)
        layout.setContentsMargins(16, 0, 0, 0)
        layout.setSpacing(24)
        layout.addWidget(self._busy)
        layout.addWidget(self._place)
        layout.addWidget(self._evidence)
        layout.addWidget(self._next, 1)
        layout.addWidget(self._message, 1)
        layout.addWidget(self._folder)
        self.addWidget(box, 1)
        right = QWidget(self)
        right_layout = QHBoxLayout(right)
        right_layout.setContentsMargins(16, 0, 16, 0)
        right_layout.setSpacing(24)
        right_layout.addWidget(self._checklist)
        right_layout.addWidget(self._saved)
        self.addPermanentWidget(right)

    def _timer(self, interval_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        return timer

    @Slot()
    def _on_message_over(self) -> None:
        self._message.setText("")
        self._message.hide()
        self._folder.hide()
        for label in (self._place, self._evidence, self._next):
            label.show()


def _label(tone: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    if tone:
        label.setProperty("tone", tone)
    return label


def _link(text: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setProperty("kind", "link")
    return button
