"""Where the reviewer is: which review, which item, which passage; nothing here changes a review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reviewer.domain.review import Review
from reviewer.gui.checklist_rows import ChecklistRow, ItemFilter, row_of, rows_of
from reviewer.gui.item_detail import ItemDetail, item_detail

if TYPE_CHECKING:  # loaded after the first paint
    from reviewer.workflow import OpenReview

_NO_PLACE = -1


class DeskPlace(QObject):
    """Holds the open review and the place in it.

    Attributes:
        review: The open review, or None.
        item_id: The item being looked at; None without a review.
        place: 0-based number of the place being looked at, as in `ItemDetail.places`; -1 for
            none.
        item_filter: Which items the list shows.

    Signals:
        leaving: The review is about to leave the desk; what was typed must be told now.
        review_changed: Another review is open, or none.
        item_changed: Another item is being looked at.
        place_changed: Another place is being looked at, and should be seen.
        filter_changed: The list shows other items.
        told: A sentence for the status bar.
    """

    leaving = Signal()
    review_changed = Signal()
    item_changed = Signal()
    place_changed = Signal()
    filter_changed = Signal()
    told = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.review: OpenReview | None = None
        self.item_id: str | None = None
        self.place = _NO_PLACE
        self.item_filter = ItemFilter.ALL
        self._last_items: dict[str, str] = {}

    @property
    def plain(self) -> Review | None:
        """The plain review, for reading."""
        return None if self.review is None else self.review.plain

    @property
    def rows(self) -> tuple[ChecklistRow, ...]:
        """All items, grouped by category as the list shows them."""
        if self.plain is None:
            return ()
        order = {c.id: number for number, c in enumerate(self.plain.checklist.categories)}
        return tuple(sorted(rows_of(self.plain), key=lambda row: order[row.category]))

    @property
    def detail(self) -> ItemDetail | None:
        """Everything about the current item."""
        if self.plain is None or self.item_id is None:
            return None
        return item_detail(self.plain, self.item_id)

    @property
    def row(self) -> ChecklistRow | None:
        """The current item as the list shows it."""
        if self.plain is None or self.item_id is None:
            return None
        return row_of(self.plain, self.plain.checklist.item(self.item_id))

    def next_unreviewed(self) -> ChecklistRow | None:
        """The unreviewed item after the current one, wrapping once; None when none is left.

        Only items that the filter shows count.
        """
        rows = self.rows
        start = self._position(rows) + 1
        for row in rows[start:] + rows[:start]:
            if row.human is None and self.item_filter.accepts(row) and row.item_id != self.item_id:
                return row
        return None

    def open(self, review: OpenReview | None) -> None:
        """Puts a review on the desk.

        It looks at the item looked at before in this report, else at the first unreviewed one.
        """
        self.leaving.emit()
        if self.review is not None and self.item_id is not None:
            self._last_items[self.review.report.sha256] = self.item_id
        self.review = review
        self.item_id, self.place = None, _NO_PLACE
        self.item_filter = ItemFilter.ALL
        self.review_changed.emit()
        self.filter_changed.emit()
        if review is not None:
            self._begin(review)

    def show_again(self) -> None:
        """Shows the review on the desk anew, its report having been read again."""
        item_id, item_filter = self.item_id, self.item_filter
        self.item_id, self.place = None, _NO_PLACE
        self.review_changed.emit()
        self.item_filter = item_filter
        self.filter_changed.emit()
        if item_id is not None:
            self.select(item_id)

    def _begin(self, review: OpenReview) -> None:
        rows = self.rows
        last = self._last_items.get(review.report.sha256)
        first = next((row for row in rows if row.human is None), rows[0] if rows else None)
        if any(row.item_id == last for row in rows) and last is not None:
            self.select(last)
        elif first is not None:
            self.select(first.item_id)

    def select(self, item_id: str, place: int = 0) -> None:
        """Looks at an item, and at one of its places."""
        if self.plain is None or item_id == self.item_id:
            self.look_at(place)
            return
        self.plain.checklist.item(item_id)
        self.item_id, self.place = item_id, _NO_PLACE
        self.item_changed.emit()
        self.look_at(place)

    def set_filter(self, item_filter: ItemFilter) -> None:
        """Shows other items; the current one stays."""
        if item_filter is not self.item_filter:
            self.item_filter = item_filter
            self.filter_changed.emit()

    def move(self, step: int) -> None:
        """Goes to the next (1) or previous (-1) item shown; stops at the ends."""
        rows = self.rows
        here = self._position(rows)
        candidates = rows[here + 1 :] if step > 0 else rows[:here][::-1]
        for row in candidates:
            if self.item_filter.accepts(row):
                self.select(row.item_id)
                return
        if rows:
            self.told.emit("已到最后一项" if step > 0 else "已到第一项")

    def go_to_unreviewed(self) -> None:
        """Goes to the next unreviewed item, showing all items again if the filter hides it."""
        if self.next_unreviewed() is None and self.item_filter is not ItemFilter.ALL:
            self.set_filter(ItemFilter.ALL)
        self.go_on()

    def look_at(self, place: int) -> None:
        """Looks at one of the current item's places, if it has so many."""
        detail = self.detail
        count = len(detail.places) if detail else 0
        self.place = place if 0 <= place < count else _NO_PLACE
        self.place_changed.emit()

    def move_place(self, step: int) -> None:
        """Looks at the next (1) or previous (-1) place of the item; from the last to the first."""
        detail = self.detail
        count = len(detail.places) if detail else 0
        if count:
            self.look_at((self.place + step) % count if self.place >= 0 else 0)
        elif detail is not None:
            self.told.emit("本项没有可查看的原文")

    def go_on(self) -> None:
        """Goes to the next unreviewed item; says so when none is left to show."""
        following = self.next_unreviewed()
        if following is not None:
            self.select(following.item_id)
            return
        left = sum(row.human is None for row in self.rows)
        current = self.row
        if left == 0:
            lacking = sum(row.lacks_reason for row in self.rows)
            rest = f"，{lacking} 项改判还缺理由，按 R 补充" if lacking else ""
            self.told.emit(f"全部已核{rest}")
        elif left == 1 and current is not None and current.human is None:
            self.told.emit("只剩这一项未核")
        else:
            self.told.emit(f"“{self.item_filter.value}”里没有未核的了，另有 {left} 项，按 U 继续")

    def _position(self, rows: tuple[ChecklistRow, ...]) -> int:
        for number, row in enumerate(rows):
            if row.item_id == self.item_id:
                return number
        return -1
