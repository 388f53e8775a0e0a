"""Lines put back into the report's text, or set aside: the report is read again off the window.

A change is stored once the report was read again with it, so that a report that cannot be read
any more stays as it was. Undo and redo are stored first, as always, and the reading follows.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from reviewer.domain.report import Report, ReportKind
from reviewer.domain.review import Review
from reviewer.domain.source_lines import LineChoice, LineChoices, SourceLine, combined
from reviewer.domain.verdict import Verdict
from reviewer.errors import ReviewerError
from reviewer.gui.actions import Actions
from reviewer.gui.desk_jobs import DeskMaker, examine_again
from reviewer.gui.desk_session import DeskSession
from reviewer.gui.report_view import ReportView
from reviewer.gui.status_line import StatusLine
from reviewer.gui.tasks import TaskRunner

if TYPE_CHECKING:  # loaded after the first paint
    from reviewer.workflow import OpenReview

_logger = logging.getLogger(__name__)

_UNEXPECTED = "程序内部出错，报告没有重新读取，原来的判定不变。详情已写入日志。"
_NONE_CURRENT = "请先按 L 或 H 选一行没有当作正文的文字"
_MOST_NAMED = 2
_NOTHING_SELECTED = "请先在报告里选中要移出正文的段落"


class ReadingCommands(QObject):
    """What keys, menus and the page do to the reading of the report on the desk.

    Signals:
        failed: A sentence: the report could not be read again.
    """

    failed = Signal(str)

    def __init__(
        self,
        actions: Actions,
        session: DeskSession,
        view: ReportView,
        runner: TaskRunner,
        desk_maker: DeskMaker,
        status: StatusLine,
    ) -> None:
        super().__init__(view)
        self._actions = actions
        self._session = session
        self._view = view
        self._runner = runner
        self._desk_maker = desk_maker
        self._status = status
        self._wish: _Wish | None = None
        self._in_vain: tuple[OpenReview, LineChoices] | None = None
        actions["action_show_aside"].triggered.connect(self._on_show)
        actions["action_next_aside"].triggered.connect(self._on_next)
        actions["action_previous_aside"].triggered.connect(self._on_previous)
        actions["action_return_line"].triggered.connect(self._on_return_line)
        actions["action_return_block"].triggered.connect(self._on_return_block)
        actions["action_set_aside"].triggered.connect(self._on_set_aside)
        view.aside_shown_changed.connect(actions["action_show_aside"].setChecked)
        view.aside_chosen.connect(self._on_chosen)
        view.aside_return_asked.connect(self._return)
        view.set_aside_asked.connect(self._refuse)
        session.lines_changed.connect(self._on_lines_changed)
        status.cancel_clicked.connect(self._on_cancel)

    @Slot(bool)
    def _on_show(self, is_wanted: bool) -> None:  # noqa: FBT001  (a slot)
        report = self._view.report
        if is_wanted and report is not None and not report.furniture:
            self._actions["action_show_aside"].setChecked(False)
            self._session.told.emit("这份报告的文字全部当作正文")
            return
        self._view.show_aside(is_wanted)

    @Slot()
    def _on_next(self) -> None:
        self._walk(1)

    @Slot()
    def _on_previous(self) -> None:
        self._walk(-1)

    def _walk(self, step: int) -> None:
        report = self._view.report
        if report is not None and not report.furniture:
            self._session.told.emit("这份报告的文字全部当作正文")
        else:
            self._view.walk_aside(step)

    @Slot(int)
    def _on_chosen(self, index: int) -> None:
        report = self._view.report
        if report is None:
            return
        count, block = len(report.furniture), len(self._view.aside_block(index))
        whole = f"，Ctrl+B 把这里的 {block} 行都放回" if block > 1 else ""
        reason = report.furniture[index].reason
        self._session.told.emit(f"未作正文 {index + 1}/{count}（{reason}）  B 放回正文{whole}")

    @Slot()
    def _on_return_line(self) -> None:
        index = self._view.current_aside
        if index is None:
            self._session.told.emit(_NONE_CURRENT)
        else:
            self._return([index])

    @Slot()
    def _on_return_block(self) -> None:
        index = self._view.current_aside
        if index is None:
            self._session.told.emit(_NONE_CURRENT)
        else:
            self._return(self._view.aside_block(index))

    @Slot(list)
    def _return(self, places: Sequence[int]) -> None:
        report = self._view.report
        if report is not None:
            self._want([report.furniture[place].source_line for place in places], is_text=True)

    @Slot()
    def _on_set_aside(self) -> None:
        numbers = self._view.selected_paragraphs()
        if numbers:
            self._refuse(numbers)
        else:
            self._session.told.emit(_NOTHING_SELECTED)

    @Slot(list)
    def _refuse(self, numbers: Sequence[int]) -> None:
        """Wants paragraphs out of the text; of those with returned lines, only these lines."""
        report = self._view.report
        if report is None:
            return
        returned = {choice.line for choice in report.line_choices if choice.is_text}
        lines: list[SourceLine] = []
        for number in numbers:
            own = report.paragraphs[number - 1].lines
            lines += [line for line in own if line in returned] or own
        self._want(lines, is_text=False)

    def _want(self, lines: Sequence[SourceLine], *, is_text: bool) -> None:
        review = self._session.review
        if review is not None and lines:
            wish = self._wish_for(review)
            wish.asked.append(review.choices_for(lines, is_text=is_text))
            self._read_again(wish)

    @Slot()
    def _on_lines_changed(self) -> None:
        review = self._session.review
        if review is None:
            return
        wish = self._wish_for(review)
        # What could not be read before is not tried again with every decision.
        if self._in_vain != (review, wish.choices):
            self._read_again(wish)

    @Slot()
    def _on_cancel(self) -> None:
        if self._wish is not None and self._wish.job_id is not None:
            self._runner.cancel(self._wish.job_id)
            self._wish = None
            self._status.show_idle()

    def _wish_for(self, review: OpenReview) -> _Wish:
        if self._wish is None or self._wish.review is not review:
            self._wish = _Wish(review)
        return self._wish

    def _read_again(self, wish: _Wish) -> None:
        if wish.job_id is not None:
            self._runner.cancel(wish.job_id)
        plain = wish.review.plain
        is_forced = plain.report.facts.kind is ReportKind.OTHER and bool(plain.findings)
        wish.job_id = self._runner.start(
            examine_again(self._desk_maker.make, plain, wish.choices, force=is_forced),
            lambda examined: self._on_examined(wish, examined),
            lambda error: self._on_failed(wish, error),
        )
        self._status.show_busy("正在重新读取报告")

    def _on_examined(self, wish: _Wish, examined: object) -> None:
        if not isinstance(examined, Review):
            return
        if examined.report.line_choices != wish.choices:  # undone, or changed elsewhere, meanwhile
            self._read_again(wish)
            return
        is_on_desk = wish.review is self._session.review
        if is_on_desk:
            self._session.leaving.emit()
        before = copy(wish.review.plain)
        try:
            for choices in wish.asked:
                wish.review.choose_lines(choices)
            wish.review.take_reading(examined)
        except ReviewerError as error:
            self._end(wish)
            self.failed.emit(str(error))
            return
        self._end(wish)
        if is_on_desk:
            self._show(before, examined)
        if wish.review.is_outdated:
            self._read_again(self._wish_for(wish.review))

    def _on_failed(self, wish: _Wish, error: Exception) -> None:
        self._end(wish)
        self._in_vain = (wish.review, wish.choices)
        if isinstance(error, ReviewerError):
            self.failed.emit(str(error))
        else:
            _logger.error("a report could not be read again", exc_info=error)
            self.failed.emit(_UNEXPECTED)

    def _end(self, wish: _Wish) -> None:
        if self._wish is wish:
            self._wish = None
        self._status.show_idle()

    def _show(self, before: Review, after: Review) -> None:
        """Shows the new reading at the place where it changed, and says what came of it."""
        focus = QApplication.focusWidget()
        self._session.show_again()
        if focus is not None and focus.isVisible():
            focus.setFocus()
        old = {entry.source_line for entry in before.report.furniture}
        new = {entry.source_line for entry in after.report.furniture}
        self._show_place(after.report, old ^ new)
        moved = [f"放回 {len(old - new)} 行"] if old - new else []
        moved += [f"移出 {len(new - old)} 行"] if new - old else []
        self._session.told.emit(f"已{'，'.join(moved) or '重新读取'}；{_news(before, after)}")

    def _show_place(self, report: Report, moved: set[SourceLine]) -> None:
        for paragraph in report.paragraphs:
            if not moved.isdisjoint(paragraph.lines):
                self._view.go_to(paragraph.span)
                return
        for index, entry in enumerate(report.furniture):
            if entry.source_line in moved:
                if self._view.is_aside_shown:
                    self._view.choose_aside(index)
                else:
                    near = min(entry.before_paragraph, len(report.paragraphs)) - 1
                    self._view.scroll_to(report.paragraphs[near].span)
                return


@dataclass(slots=True)
class _Wish:
    """A review whose report is being read again.

    Attributes:
        review: The review.
        asked: Changes that are stored once the report was read with them.
        job_id: The job that reads it.
    """

    review: OpenReview
    asked: list[tuple[LineChoice, ...]] = field(default_factory=list)
    job_id: int | None = None

    @property
    def choices(self) -> LineChoices:
        """Where lines are wanted, by what is stored and what was asked."""
        choices = self.review.line_choices
        for newer in self.asked:
            choices = combined(choices, newer)
        return choices


def _news(before: Review, after: Review) -> str:
    """What the new reading changed about the machine's verdicts."""
    changed = [
        item.name
        for item in after.checklist.items
        if _verdict(before, item.id) is not _verdict(after, item.id)
    ]
    if not changed:
        return "系统判定没有变化"
    shown = "、".join(changed[:_MOST_NAMED])
    more = f" 等 {len(changed)} 项" if len(changed) > _MOST_NAMED else ""
    return f"系统判定有变：{shown}{more}"


def _verdict(review: Review, item_id: str) -> Verdict | None:
    finding = review.findings.get(item_id)
    return finding.verdict if finding else None
