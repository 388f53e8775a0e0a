"""The checklist side of the window: score and filters, the items, the selected item's detail."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reviewer.gui.checklist_view import ChecklistView
from reviewer.gui.detail_pane import DetailPane
from reviewer.gui.problems_pane import ProblemsPane
from reviewer.gui.review_header import ReviewHeader
from reviewer.gui.theme import Theme

_LEAST_WIDTH = 400
_LEAST_LIST_HEIGHT = 120
_LEAST_DETAIL_HEIGHT = 160


class ChecklistPane(QWidget):
    """Places the widgets of the checklist side.

    Attributes:
        header: Score, progress, filters.
        items: The list of items.
        detail: The selected item.
        problems: Problems beyond the checklist, shown in the place of the selected item.
        splitter: Between list and detail.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checklist_pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.header = ReviewHeader(theme, self)
        self.items = ChecklistView(theme, self)
        self.items.setMinimumHeight(_LEAST_LIST_HEIGHT)
        self.detail = DetailPane(theme, self)
        self.problems = ProblemsPane(theme, self)
        self._stack = QStackedWidget(self)
        self._stack.setMinimumHeight(_LEAST_DETAIL_HEIGHT)
        self._stack.addWidget(self.detail)
        self._stack.addWidget(self.problems)
        self.problems.closed.connect(self.show_detail)
        self.items.item_chosen.connect(self.show_detail)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setObjectName("checklist_splitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.items)
        self.splitter.addWidget(self._stack)
        self.splitter.setSizes([400, 600])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.splitter, 1)
        self.setFocusProxy(self.items)

    def set_theme(self, theme: Theme) -> None:
        """Paints with other colours from now on."""
        self.header.set_theme(theme)
        self.items.set_theme(theme)
        self.detail.set_theme(theme)
        self.problems.set_theme(theme)

    @Slot()
    def show_detail(self) -> None:
        """Shows the selected item."""
        self._stack.setCurrentWidget(self.detail)

    @Slot()
    def show_problems(self) -> None:
        """Shows the problems in the place of the selected item."""
        self._stack.setCurrentWidget(self.problems)
