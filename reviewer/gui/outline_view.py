"""The outline of the report, and below it the statutory parts that it lacks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from reviewer.domain.report import Report
from reviewer.domain.verdict import Verdict
from reviewer.gui.outline_model import OFFSET_ROLE, PURPOSE_ROLE, OutlineModel
from reviewer.gui.style import mixed
from reviewer.gui.theme import LIGHT, Theme

_ROW_HEIGHT = 26
_INDENT = 12
_PADDING = 8
_GAP = 8
_PURPOSE_PIXEL_SIZE = 11


class OutlineDelegate(QStyledItemDelegate):
    """Paints an entry: its heading on the left, what it is there for on the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, _ROW_HEIGHT)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = self.theme
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        font: QFont = option.font  # type: ignore[attr-defined]
        area: QRect = option.rect  # type: ignore[attr-defined]
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        is_top = not index.parent().isValid()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, state, area)
        inner = area.adjusted(_PADDING, 0, -_PADDING, 0)
        purpose = str(index.data(PURPOSE_ROLE) or "")
        if purpose:
            small = QFont(font)
            small.setPixelSize(_PURPOSE_PIXEL_SIZE)
            painter.setFont(small)
            painter.setPen(theme.accent if is_current else theme.second)
            painter.drawText(
                inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, purpose
            )
            inner.setRight(inner.right() - QFontMetrics(small).horizontalAdvance(purpose) - _GAP)
        painter.setFont(font)
        painter.setPen(theme.accent if is_current else theme.text if is_top else theme.second)
        painter.drawText(
            inner,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            shortened(str(index.data() or ""), QFontMetrics(font), inner.width()),
        )
        painter.restore()

    def _paint_ground(self, painter: QPainter, state: QStyle.StateFlag, area: QRect) -> None:
        theme = self.theme
        painter.setPen(Qt.PenStyle.NoPen)
        shape = QRectF(area).adjusted(0.5, 1.5, -0.5, -1.5)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(mixed(theme.window, theme.accent, 0.14))
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(theme.accent)
            painter.drawRoundedRect(shape, 5, 5)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(mixed(theme.window, theme.third, 0.14))
            painter.drawRoundedRect(shape, 5, 5)


def shortened(heading: str, metrics: QFontMetrics, width: int) -> str:
    """The heading as far as there is room: whole, else up to its first comma, else cut off."""
    if metrics.horizontalAdvance(heading) <= width:
        return heading
    first_part = heading.replace(",", "，").split("，", 1)[0]
    return metrics.elidedText(first_part, Qt.TextElideMode.ElideRight, width)


class OutlineView(QTreeView):
    """The outline; follows the reading, and leads to a place.

    Signals:
        place_chosen: The offset (code points) of the entry clicked or moved to by key.
    """

    place_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = OutlineModel(self)
        self._delegate = OutlineDelegate(self)
        self.setObjectName("outline_view")
        self.setAccessibleName("提纲")
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(_INDENT)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.clicked.connect(self._on_clicked)

    def show_report(self, report: Report | None) -> None:
        """Shows a report's outline down to its second level."""
        self._model.show_report(report)
        self.expandToDepth(0)
        self.show_place(0)

    def show_place(self, offset: int) -> None:
        """Marks the entry that an offset belongs to; nothing is emitted."""
        index = self._model.index_at(offset)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self._delegate.theme = theme
        ground = theme.window.name()
        self.setStyleSheet(
            f"QTreeView {{ background: {ground}; border: none; outline: none;"
            " selection-background-color: transparent; }"
            "QTreeView::item, QTreeView::branch { background: transparent; border: none; }"
        )
        self.viewport().update()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.place_chosen.emit(index.data(OFFSET_ROLE))

    @override
    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draws nothing: the indent alone shows what belongs below what."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().strip() and event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Letters and digits belong to the actions, not to the search for an entry.
            event.ignore()
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.currentIndex().isValid() and (is_enter or self.currentIndex() != before):
            self.place_chosen.emit(self.currentIndex().data(OFFSET_ROLE))

    @override
    def keyboardSearch(self, search: str) -> None:
        """Does nothing: a letter is a command of the window."""


class OutlinePane(QWidget):
    """The left column: outline and missing statutory parts.

    Signals:
        place_chosen: As in `OutlineView`.
        missing_chosen: The id of the checklist item of a missing part.
    """

    place_chosen = Signal(int)
    missing_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._parts: tuple[tuple[str, str], ...] = ()
        self._buttons: list[QPushButton] = []
        self.setObjectName("outline_pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = OutlineView(self)
        self.view.place_chosen.connect(self.place_chosen)
        self._missing_heading = _heading("缺失的法定内容", self)
        self._missing_heading.hide()
        self._missing = QVBoxLayout()
        self._missing.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 8, 12)
        layout.setSpacing(4)
        layout.addWidget(_heading("提纲", self))
        layout.addWidget(self.view, 1)
        layout.addWidget(self._missing_heading)
        layout.addLayout(self._missing)

    def show_report(self, report: Report | None) -> None:
        """Shows a report's outline, without missing parts."""
        self.view.show_report(report)
        self.show_missing(())

    def show_missing(self, parts: Sequence[tuple[str, str]]) -> None:
        """Lists missing statutory parts: (item id, name), in order."""
        if tuple(parts) == self._parts:
            return  # A button just being pressed, or with the focus, stays.
        self._parts = tuple(parts)
        for button in self._buttons:
            self._missing.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._missing_button(item_id, name) for item_id, name in parts]
        self._missing_heading.setVisible(bool(parts))

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self._theme = theme
        self.view.set_theme(theme)
        for button in self._buttons:
            self._paint_missing(button)

    def _missing_button(self, item_id: str, name: str) -> QPushButton:
        button = QPushButton(f"✕ {name}", self)
        button.setAccessibleName(f"缺失：{name}")
        button.setToolTip(f"查看评审项“{name}”")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.missing_chosen.emit(item_id))
        self._paint_missing(button)
        self._missing.addWidget(button)
        return button

    def _paint_missing(self, button: QPushButton) -> None:
        ink = self._theme.verdicts[Verdict.ABSENT].ink
        hover = mixed(self._theme.window, ink, 0.10).name()
        button.setStyleSheet(
            f"QPushButton {{ color: {ink.name()}; background: transparent; text-align: left;"
            " border: 1px solid transparent; border-radius: 5px; padding: 4px 7px; }"
            f"QPushButton:hover {{ background: {hover}; }}"
            f"QPushButton:focus {{ border-color: {self._theme.accent.name()}; }}"
        )


def _heading(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("tone", "heading")
    label.setContentsMargins(_PADDING, 4, _PADDING, 2)
    return label
