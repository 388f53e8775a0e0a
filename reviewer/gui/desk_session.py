"""The review on the desk: which item is looked at, and what the reviewer does to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reviewer.domain.review import Review
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict
from reviewer.errors import ReviewerError
from reviewer.gui.checklist_rows import ChecklistRow, ItemFilter, row_of, rows_of
from reviewer.gui.item_detail import ItemDetail, item_detail

if TYPE_CHECKING:  # loaded after the first paint
    from reviewer.workflow import OpenReview

_NO_PLACE = -1
_NEVER = datetime.min.replace(tzinfo=UTC)


class DeskSession(QObject):
    """Holds the open review and the place in it; every change goes through here.

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
        decision_changed: Id of the item about which something was said or taken back.
        told: A sentence for the status bar.
        score_refused: Why a score was refused.
        score_wanted: The item wants a score; a sentence that says so.
        reason_wanted: The current item's reason is to be written.
        writing_done: The reviewer has finished writing and goes back to the list.
        failed: A sentence: a change could not be stored.
    """

    leaving = Signal()
    review_changed = Signal()
    item_changed = Signal()
    place_changed = Signal()
    filter_changed = Signal()
    decision_changed = Signal(str)
    told = Signal(str)
    score_refused = Signal(str)
    score_wanted = Signal(str)
    reason_wanted = Signal()
    writing_done = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.review: OpenReview | None = None
        self.item_id: str | None = None
        self.place = _NO_PLACE
        self.item_filter = ItemFilter.ALL
        self._return_to: str | None = None
        self._last_items: dict[str, str] = {}

    # What there is to see

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

    # Going about

    def open(self, review: OpenReview | None) -> None:
        """Puts a review on the desk.

        It looks at the item looked at before in this report, else at the first unreviewed one.
        """
        self.leaving.emit()
        if self.review is not None and self.item_id is not None:
            self._last_items[self.review.report.sha256] = self.item_id
        self.review, self._return_to = review, None
        self.item_id, self.place = None, _NO_PLACE
        self.item_filter = ItemFilter.ALL
        self.review_changed.emit()
        self.filter_changed.emit()
        if review is not None:
            self._begin(review)

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
        self._return_to = None
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
        self._go_on()

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

    # Saying something

    def confirm(self) -> None:
        """Confirms the machine's proposal and goes on; a decided item is left as it is."""
        row = self.row
        if row is None:
            return
        if row.human is not None:
            self._go_on()
        elif row.machine is None:
            self.told.emit("这份文件没有系统判定，请按 1–4 或 0 作结论")
        elif row.machine is Verdict.MANUAL:
            self.score_wanted.emit(f"“{row.name}”需人工判断：填分数后回车，或按 1–4、0 作结论")
        else:
            self.decide(row.machine)

    def decide(self, verdict: Verdict) -> None:
        """Decides the current item and goes to the next unreviewed one."""
        if self.review is None or self.item_id is None:
            return
        review, item_id = self.review, self.item_id
        if self._change(lambda: review.decide(item_id, verdict)):
            row = self.row
            self._go_on()
            if row is not None and row.lacks_reason and row.item_id != self.item_id:
                self.told.emit(f"“{row.name}”已改判为{verdict.label}，按 R 补充理由")

    def clear(self) -> None:
        """Takes the decision on the current item back."""
        row = self.row
        if self.review is None or row is None:
            return
        if row.human is None:
            self.told.emit("本项还没有结论")
            return
        review, item_id = self.review, row.item_id
        self._change(lambda: review.clear_decision(item_id))

    def set_score(self, item_id: str, typed: str, *, is_finished: bool) -> None:
        """Takes a typed score; on an unreviewed item it decides it, and then goes on.

        Args:
            item_id: The item.
            typed: Points; "" goes back to the default score of the verdict.
            is_finished: Whether the reviewer goes back to the list now.
        """
        if self.review is None:
            return
        review, state = self.review, self.review.state(item_id)
        if typed or state.score is not None:
            try:
                if not self._change(lambda: review.set_score(item_id, typed or None), item_id):
                    return
            except ValueError as error:
                self.score_refused.emit(str(error))
                return
        if is_finished:
            self.writing_done.emit()
            if typed and state.verdict is None and item_id == self.item_id:
                self._go_on()

    def set_note(self, item_id: str, note: str) -> None:
        """Stores a note."""
        if self.review is not None:
            review = self.review
            self._change(lambda: review.set_note(item_id, note), item_id)

    def set_reason(self, item_id: str, reason: str) -> None:
        """Stores the reason of an override."""
        if self.review is not None:
            review = self.review
            self._change(lambda: review.set_reason(item_id, reason), item_id)

    def begin_reason(self) -> None:
        """Goes to the override that lacks a reason: this one, else the last one.

        With none lacking, to the reason of the current item if it is an override.
        """
        row = self.row
        if row is None or self.plain is None:
            return
        if not row.lacks_reason:
            last = self._last_without_reason()
            if last is not None:
                here = row.item_id
                self.select(last)
                self._return_to = here
            elif not row.is_override:
                self.told.emit("没有缺理由的改判")
                return
        self.reason_wanted.emit()

    def end_reason(self) -> None:
        """Goes back to where the reviewer was before writing the reason."""
        row = self.row
        back, self._return_to = self._return_to, None
        if back is not None:
            self.select(back)
            if row is not None and not row.lacks_reason:
                self.told.emit(f"已记下“{row.name}”的改判理由")
        self.writing_done.emit()

    def attach(self, span: Span) -> None:
        """Adds a passage as evidence for the current item and looks at it."""
        if self.review is None or self.item_id is None:
            return
        review, item_id = self.review, self.item_id
        try:
            if not self._change(lambda: review.attach_evidence(item_id, span.start, span.end)):
                return
        except ValueError as error:
            self.told.emit(str(error))
            return
        detail = self.detail
        if detail is not None and span in detail.places:
            self.look_at(detail.places.index(span))
            self.told.emit(f"已添加为“{detail.item.name}”的依据")

    def dismiss(self, span: Span, reason: str) -> None:
        """Does not accept a piece of evidence of the current item."""
        if self.review is None or self.item_id is None:
            return
        review, item_id = self.review, self.item_id
        if self._change(lambda: review.dismiss_evidence(item_id, span.start, span.end, reason)):
            self.look_at(0)

    def undo(self) -> None:
        """Takes the last change back and looks at its item."""
        self._walk(is_undo=True)

    def redo(self) -> None:
        """Brings the change last taken back again and looks at its item."""
        self._walk(is_undo=False)

    def _walk(self, *, is_undo: bool) -> None:
        if self.review is None:
            return
        try:
            change = self.review.undo() if is_undo else self.review.redo()
        except ReviewerError as error:
            self.failed.emit(str(error))
            return
        if change is None:
            self.told.emit("没有可撤销的操作" if is_undo else "没有可重做的操作")
            return
        self.decision_changed.emit(change.item_id)
        if any(row.item_id == change.item_id for row in self.rows):
            self.select(change.item_id)
        self.told.emit(f"{'已撤销' if is_undo else '已重做'}：{change.name}")

    def _change(self, change: Callable[[], None], item_id: str | None = None) -> bool:
        """Makes a change and tells of it; False when it could not be stored."""
        about = item_id or self.item_id
        try:
            change()
        except ReviewerError as error:
            self.failed.emit(str(error))
            return False
        if about is not None:
            self.decision_changed.emit(about)
        return True

    def _go_on(self) -> None:
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

    def _last_without_reason(self) -> str | None:
        lacking = [row.item_id for row in self.rows if row.lacks_reason]
        if self.plain is None or not lacking:
            return None
        states = self.plain.states
        return max(lacking, key=lambda item_id: states[item_id].changed_at or _NEVER)
