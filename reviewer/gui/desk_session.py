"""What the reviewer does to the review on the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict
from reviewer.errors import ReviewerError
from reviewer.gui.desk_place import DeskPlace

if TYPE_CHECKING:  # loaded after the first paint
    from reviewer.workflow import OpenReview

_NEVER = datetime.min.replace(tzinfo=UTC)


class DeskSession(DeskPlace):
    """Every change of the open review goes through here.

    Signals:
        decision_changed: Id of the item about which something was said or taken back.
        lines_changed: Lines of the report are wanted elsewhere; it should be read again.
        score_refused: Why a score was refused.
        score_wanted: The item wants a score; a sentence that says so.
        reason_wanted: The current item's reason is to be written.
        writing_done: The reviewer has finished writing and goes back to the list.
        failed: A sentence: a change could not be stored.
    """

    decision_changed = Signal(str)
    lines_changed = Signal()
    score_refused = Signal(str)
    score_wanted = Signal(str)
    reason_wanted = Signal()
    writing_done = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._return_to: str | None = None

    @override
    def open(self, review: OpenReview | None) -> None:
        self._return_to = None
        super().open(review)

    @override
    def select(self, item_id: str, place: int = 0) -> None:
        if item_id != self.item_id:
            self._return_to = None
        super().select(item_id, place)

    def confirm(self) -> None:
        """Confirms the machine's proposal and goes on; a decided item is left as it is."""
        row = self.row
        if row is None:
            return
        if row.human is not None:
            self.go_on()
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
            self.go_on()
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
                self.go_on()

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
        if change.item_id:
            self.decision_changed.emit(change.item_id)
        self._tell_of_lines()
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
        self._tell_of_lines()
        return True

    def _tell_of_lines(self) -> None:
        if self.review is not None and self.review.is_outdated:
            self.lines_changed.emit()

    def _last_without_reason(self) -> str | None:
        lacking = [row.item_id for row in self.rows if row.lacks_reason]
        if self.plain is None or not lacking:
            return None
        states = self.plain.states
        return max(lacking, key=lambda item_id: states[item_id].changed_at or _NEVER)
