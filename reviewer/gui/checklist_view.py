"""The list of items, always unfolded, one of them selected."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)
from typing_extensions import override

from reviewer.domain.review import Review
from reviewer.gui.checklist_delegate import ChecklistDelegate, column_widths
from reviewer.gui.checklist_model import (
    AnyIndex,
    ChecklistFilterModel,
    ChecklistModel,
    ChecklistRole,
    Column,
)
from reviewer.gui.checklist_rows import ChecklistRow, ItemFilter
from reviewer.gui.theme import Theme

_ACCENT_BAR_WIDTH = 3


class ChecklistView(QTreeView):
    """Shows a review's items; which one is current is told by `show_item`.

    Signals:
        item_chosen: Id of the item that the reviewer chose here, by mouse or arrow keys.
    """

    item_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checklist_view")
        self.setAccessibleName("评审项")
        self._theme = theme
        self._item_id: str | None = None
        self._is_following = False
        self._model = ChecklistModel(self)
        self._filter_model = ChecklistFilterModel(self)
        self._filter_model.setSourceModel(self._model)
        self._delegate = ChecklistDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(0)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setModel(self._filter_model)
        self._set_up_columns()
        self._filter_model.rowsInserted.connect(self._on_rows_inserted)

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        self._theme = theme
        self._delegate.set_theme(theme)
        self.viewport().update()

    def set_review(self, review: Review | None) -> None:
        """Shows another review, or none; no item is selected then."""
        self._item_id = None
        self._model.set_review(review)
        self.expandAll()

    @property
    def rows(self) -> tuple[ChecklistRow, ...]:
        """All items, also those that the filter hides, in the order of the list."""
        return self._model.rows

    def refresh(self, item_id: str | None = None) -> None:
        """Shows what changed about one item, or about all; selection and scroll stay."""
        self._follow(lambda: self._model.refresh(item_id))

    def set_filter(self, item_filter: ItemFilter) -> None:
        """Shows other items; the selected one stays selected if it is among them."""
        self._follow(lambda: self._filter_model.set_filter(item_filter))
        self.expandAll()

    def show_item(self, item_id: str) -> None:
        """Selects an item and scrolls no further than needed to show it and its neighbours."""
        self._item_id = item_id
        index = self._filter_model.mapFromSource(self._model.index_of(item_id))
        self._is_following = True
        if index.isValid():
            self.selectionModel().setCurrentIndex(
                index,
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )
            for near in (self.indexAbove(index), self.indexBelow(index), index):
                if near.isValid():
                    self.scrollTo(near)
        else:
            self.selectionModel().clear()
        self._is_following = False

    def _follow(self, change: Callable[[], None]) -> None:
        """Runs a change of the model without telling that the reviewer chose something."""
        self._is_following = True
        change()
        self._is_following = False
        if self._item_id is not None:
            self.show_item(self._item_id)

    def _set_up_columns(self) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(1)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in column_widths(self.font()).items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, width)

    @Slot(QModelIndex, int, int)
    def _on_rows_inserted(self, _parent: QModelIndex, _first: int, _last: int) -> None:
        self.expandAll()

    @override
    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        item_id = current.sibling(current.row(), Column.NAME).data(ChecklistRole.ITEM_ID)
        if not self._is_following and isinstance(item_id, str):
            self.item_chosen.emit(item_id)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Does nothing: letters are commands here."""

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt selects the first row where none is current; that is not the reviewer's choice.
        was_following, self._is_following = self._is_following, True
        has_current = self.currentIndex().isValid()
        super().focusInEvent(event)
        if not has_current:
            self.selectionModel().clear()
        self._is_following = was_following
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect = QRect(options.rect)  # type: ignore[attr-defined]  # missing in the stubs
        is_item = index.parent().isValid()
        is_selected = is_item and self.selectionModel().isRowSelected(index.row(), index.parent())
        theme = self._theme
        ground = theme.paper if is_item else theme.window
        painter.fillRect(rect, theme.selected_row if is_selected else ground)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line)
        for column in Column:
            cell = QStyleOptionViewItem(options)
            cell.rect = QRect(  # type: ignore[attr-defined]  # missing in the stubs
                self.columnViewportPosition(column),
                rect.top(),
                self.columnWidth(column),
                rect.height() - 1,
            )
            self._delegate.paint(painter, cell, index.sibling(index.row(), column))
        if is_selected:
            bar = QRect(rect.left(), rect.top(), _ACCENT_BAR_WIDTH, rect.height())
            painter.fillRect(bar, theme.accent if self.hasFocus() else theme.third)
