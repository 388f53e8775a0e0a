"""Searching in the report: a field, its count, and two buttons; small enough for a toolbar."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QPainter, QPen, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from reviewer.domain.span import Span
from reviewer.gui.style import set_tone
from reviewer.gui.text_search import TextSearch
from reviewer.gui.theme import LIGHT, Theme

_EDIT_WIDTH = 230
_COUNT_MARGIN = 10
_ICON_SIZE = 16
_ICON_SCALE = 2
_HINT = "在报告中查找… Ctrl+F"


class FindEdit(QLineEdit):
    """The field; its count stands inside, at the right end.

    Signals:
        escaped: Esc was pressed.
    """

    escaped = Signal()
    next_wanted = Signal()
    previous_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find_edit")
        self.setPlaceholderText(_HINT)
        self.setAccessibleName("在报告中查找")
        self.setFixedWidth(_EDIT_WIDTH)
        self._count = QLabel(self)
        self._count.setProperty("tone", "third")
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_count(self, text: str, *, is_missing: bool) -> None:
        """Shows a count such as “3/12”; “无” for a search without hits."""
        self._count.setText(text)
        set_tone(self._count, "wrong" if is_missing else "third")
        self._count.adjustSize()
        self.setTextMargins(0, 0, self._count.width() + _COUNT_MARGIN if text else 0, 0)
        self._place_count()

    @property
    def count_text(self) -> str:
        """The count shown."""
        return self._count.text()

    def _place_count(self) -> None:
        self._count.move(
            self.width() - self._count.width() - _COUNT_MARGIN,
            (self.height() - self._count.height()) // 2,
        )

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place_count()
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_backward = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.previous_wanted if is_backward else self.next_wanted).emit()
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """Searches the text given to it as one types.

    `F3` and `Shift+F3` work in the whole window; `Esc` ends the search and gives the focus back
    to where it was.

    Signals:
        hits_changed: All hits (list of `Span`) and the current one (`Span` or None).
        hit_chosen: The `Span` to go to.
    """

    hits_changed = Signal(object, object)
    hit_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = TextSearch("")
        self._hits: list[Span] = []
        self._current: int | None = None
        self._start_offset = 0
        self._is_searching = False
        self._focus_before: QWidget | None = None
        self.edit = FindEdit(self)
        self.previous_button = self._button("上一处", "Shift+F3", self.find_previous)
        self.next_button = self._button("下一处", "F3", self.find_next)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("QToolButton { padding: 4px; }")
        for widget in (self.edit, self.previous_button, self.next_button):
            layout.addWidget(widget)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.next_wanted.connect(self.find_next)
        self.edit.previous_wanted.connect(self.find_previous)
        self.edit.escaped.connect(self.leave)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        self.set_theme(LIGHT)
        self._show_count()

    def set_text(self, text: str) -> None:
        """Takes another text to search; a search under way ends."""
        self._search = TextSearch(text)
        self._start_offset = 0
        self.edit.clear()
        self._set_hits([])

    def set_start_offset(self, offset: int) -> None:
        """The place (code points) from which a new search starts."""
        self._start_offset = offset

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours of the buttons."""
        self.previous_button.setIcon(_chevron(theme, is_upward=True))
        self.next_button.setIcon(_chevron(theme, is_upward=False))

    @Slot()
    def start(self) -> None:
        """Puts the focus into the field, with the last search selected."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        if self.edit.text() and not self._hits:
            self._search_anew()

    @Slot()
    def leave(self) -> None:
        """Ends the search: marks vanish, and the focus goes back."""
        self._is_searching = False
        self._set_hits([])
        before = self._focus_before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.edit.clearFocus()

    @Slot()
    def find_next(self) -> None:
        """Goes to the next hit, from the last one to the first."""
        self._step(1)

    @Slot()
    def find_previous(self) -> None:
        """Goes to the hit before, from the first one to the last."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if not self.edit.text():
            self.start()
            return
        if not self._hits:
            self._search_anew()
            return
        current = self._current if self._current is not None else -1
        self._choose((current + by) % len(self._hits))

    @Slot(str)
    def _on_text_changed(self, _text: str) -> None:
        self._search_anew()

    def _search_anew(self) -> None:
        self._is_searching = True
        wanted = self.edit.text()
        hits = self._search.find(wanted)
        start = self._hits[self._current].start if self._current is not None else None
        self._set_hits(hits)
        if hits:
            origin = self._start_offset if start is None else start
            first = bisect_left(hits, origin, key=lambda hit: hit.start)
            self._choose(first % len(hits))

    def _choose(self, index: int) -> None:
        self._current = index
        self._show_count()
        self.hits_changed.emit(list(self._hits), self._hits[index])
        self.hit_chosen.emit(self._hits[index])

    def _set_hits(self, hits: list[Span]) -> None:
        had_hits, self._hits, self._current = bool(self._hits), hits, None
        self._show_count()
        if had_hits or hits:
            self.hits_changed.emit(list(hits), None)

    def _show_count(self) -> None:
        is_missing = self._is_searching and bool(self.edit.text().strip()) and not self._hits
        if self._hits:
            position = 0 if self._current is None else self._current + 1
            count = f"{position}/{len(self._hits)}"
        else:
            count = "无" if is_missing else ""
        self.edit.set_count(count, is_missing=is_missing)
        for button in (self.previous_button, self.next_button):
            button.setEnabled(bool(self._hits))

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is self.edit and old is not None:
            self._focus_before = old

    def _button(self, name: str, key: str, slot: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(name)
        button.setToolTip(f"{name}（{key}）")
        button.setIconSize(QSize(_ICON_SIZE, _ICON_SIZE))
        # A click must not take the focus out of the field; the keyboard has F3.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(slot)
        QShortcut(QKeySequence(key), self).activated.connect(slot)
        return button


def _chevron(theme: Theme, *, is_upward: bool) -> QIcon:
    icon = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, theme.text), (QIcon.Mode.Disabled, theme.line)):
        pixmap = QPixmap(_ICON_SIZE * _ICON_SCALE, _ICON_SIZE * _ICON_SCALE)
        pixmap.setDevicePixelRatio(_ICON_SCALE)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(ink, 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        tip, foot = (5.5, 10.0) if is_upward else (10.5, 6.0)
        painter.drawPolyline([QPointF(3.5, foot), QPointF(8, tip), QPointF(12.5, foot)])
        painter.end()
        icon.addPixmap(pixmap, mode)
    return icon
