"""The checklist of a review as an item model: categories, and their items below them."""

from __future__ import annotations

from decimal import Decimal
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from typing_extensions import override

from reviewer.domain.checklist import Category
from reviewer.domain.review import Review
from reviewer.domain.verdict import UNREVIEWED_LABEL
from reviewer.gui.checklist_rows import ChecklistRow, ItemFilter, row_of, rows_of
from reviewer.gui.points_text import NO_POINTS, points_text

AnyIndex = QModelIndex | QPersistentModelIndex

_CATEGORY_LEVEL = 0


class Column(IntEnum):
    """The columns of the list."""

    NAME = 0
    VERDICT = 1
    EVIDENCE = 2
    POINTS = 3


class ChecklistRole(IntEnum):
    """What the model gives beyond the words; the first three are of column 0."""

    ITEM_ID = Qt.ItemDataRole.UserRole
    MACHINE_VERDICT = Qt.ItemDataRole.UserRole + 1
    HUMAN_VERDICT = Qt.ItemDataRole.UserRole + 2
    ROW = Qt.ItemDataRole.UserRole + 3


class ChecklistModel(QAbstractItemModel):
    """Wraps a review; call `refresh` after it changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review: Review | None = None
        self._categories: tuple[Category, ...] = ()
        self._rows: list[list[ChecklistRow]] = []

    def set_review(self, review: Review | None) -> None:
        """Shows another review, or none."""
        self.beginResetModel()
        self._review = review
        self._categories, self._rows = (), []
        if review is not None:
            rows = rows_of(review)
            used = {row.category for row in rows}
            self._categories = tuple(c for c in review.checklist.categories if c.id in used)
            self._rows = [
                [row for row in rows if row.category == category.id]
                for category in self._categories
            ]
        self.endResetModel()

    @property
    def rows(self) -> tuple[ChecklistRow, ...]:
        """All items, in the order in which they are shown."""
        return tuple(row for rows in self._rows for row in rows)

    def refresh(self, item_id: str | None = None) -> None:
        """Reads one item again from the review, or all of them."""
        if self._review is None:
            return
        for category, rows in enumerate(self._rows):
            for position, row in enumerate(rows):
                if item_id is None or row.item_id == item_id:
                    rows[position] = row_of(self._review, self._review.checklist.item(row.item_id))
                    self._emit_changed(category, position)

    def index_of(self, item_id: str) -> QModelIndex:
        """The index of an item in column 0; invalid for an unknown one."""
        for category, rows in enumerate(self._rows):
            for position, row in enumerate(rows):
                if row.item_id == item_id:
                    return self.createIndex(position, Column.NAME, category + 1)
        return QModelIndex()

    def _emit_changed(self, category: int, position: int) -> None:
        self.dataChanged.emit(
            self.createIndex(position, Column.NAME, category + 1),
            self.createIndex(position, Column.POINTS, category + 1),
        )
        self.dataChanged.emit(
            self.createIndex(category, Column.NAME, _CATEGORY_LEVEL),
            self.createIndex(category, Column.POINTS, _CATEGORY_LEVEL),
        )

    # The internal id is 0 for a category, else 1 + the position of the item's category.

    @override
    def index(
        self,
        row: int,
        column: int,
        parent: AnyIndex = QModelIndex(),  # noqa: B008
    ) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    @override
    def parent(self, index: AnyIndex = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        if not index.isValid() or index.internalId() == _CATEGORY_LEVEL:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _CATEGORY_LEVEL)

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._rows)
        if parent.internalId() == _CATEGORY_LEVEL and parent.column() == Column.NAME:
            return len(self._rows[parent.row()])
        return 0

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return len(Column)

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or index.internalId() == _CATEGORY_LEVEL:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if index.internalId() == _CATEGORY_LEVEL:
            return self._category_data(index.row(), index.column(), role)
        row = self._rows[index.internalId() - 1][index.row()]
        return _item_data(row, index.column(), role)

    def _category_data(self, category: int, column: int, role: int) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        rows = self._rows[category]
        decided = [row for row in rows if row.human is not None]
        match column:
            case Column.NAME:
                return self._categories[category].name
            case Column.VERDICT:
                return f"已核 {len(decided)}/{len(rows)}"
            case Column.POINTS:
                scored = [row for row in decided if row.points is not None]
                if not scored:
                    return None
                total = sum((r.points for r in scored if r.points is not None), Decimal(0))
                out_of = sum((r.weight for r in scored), Decimal(0))
                return f"{points_text(total)} / {points_text(out_of)}"
            case _:
                return None


def _item_data(row: ChecklistRow, column: int, role: int) -> object:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return _words(row, column)
        case Qt.ItemDataRole.ToolTipRole:
            return _tool_tip(row)
        case ChecklistRole.ITEM_ID:
            return row.item_id
        case ChecklistRole.MACHINE_VERDICT:
            return None if row.machine is None else row.machine.value
        case ChecklistRole.HUMAN_VERDICT:
            return None if row.human is None else row.human.value
        case ChecklistRole.ROW:
            return row
        case _:
            return None


def _words(row: ChecklistRow, column: int) -> str:
    match column:
        case Column.NAME:
            return row.name
        case Column.VERDICT:
            return UNREVIEWED_LABEL if row.shown is None else row.shown.label
        case Column.EVIDENCE:
            return str(row.evidence_count) if row.evidence_count else NO_POINTS
        case _:
            return f"{points_text(row.points)} / {points_text(row.weight)}"


def _tool_tip(row: ChecklistRow) -> str:
    machine = "未识别" if row.machine is None else row.machine.label
    human = UNREVIEWED_LABEL if row.human is None else row.human.label
    tip = f"{row.name}\n系统：{machine}　人工：{human}"
    return f"{tip}\n改判尚缺理由，按 R 补充" if row.lacks_reason else tip


class ChecklistFilterModel(QSortFilterProxyModel):
    """Shows the items that a filter accepts, and the categories that still have some."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter = ItemFilter.ALL
        self.setRecursiveFilteringEnabled(True)

    def set_filter(self, item_filter: ItemFilter) -> None:
        """Shows other items."""
        if item_filter is not self._filter:
            self._filter = item_filter
            self.invalidateFilter()

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: AnyIndex) -> bool:
        model = self.sourceModel()
        row = model.index(source_row, 0, source_parent).data(ChecklistRole.ROW)
        return isinstance(row, ChecklistRow) and self._filter.accepts(row)
