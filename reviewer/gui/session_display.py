"""Shows the session in the panes: report, outline, checklist, detail, status line."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from reviewer.domain.report import Report
from reviewer.domain.review import Review
from reviewer.gui.actions import Actions
from reviewer.gui.checklist_pane import ChecklistPane
from reviewer.gui.desk_session import DeskSession
from reviewer.gui.outline_view import OutlinePane
from reviewer.gui.report_pane import ReportPane
from reviewer.gui.review_marks import marks_of, missing_parts
from reviewer.gui.status_line import StatusLine


class SessionDisplay(QObject):
    """Follows the session's signals; nothing here changes a review."""

    def __init__(
        self,
        session: DeskSession,
        actions: Actions,
        report: ReportPane,
        outline: OutlinePane,
        checklist: ChecklistPane,
        status: StatusLine,
    ) -> None:
        super().__init__(checklist)
        self._session = session
        self._actions = actions
        self._report = report
        self._outline = outline
        self._checklist = checklist
        self._status = status
        session.review_changed.connect(self._on_review_changed)
        session.item_changed.connect(self._on_item_changed)
        session.place_changed.connect(self._on_place_changed)
        session.filter_changed.connect(self._on_filter_changed)
        session.decision_changed.connect(self._on_decision_changed)
        session.lines_changed.connect(self._show_decisions)
        session.told.connect(status.show_message)
        report.view.current_paragraph_changed.connect(self._on_paragraph_changed)
        outline.place_chosen.connect(self._on_outline_place_chosen)
        outline.missing_chosen.connect(session.select)
        checklist.problems.place_chosen.connect(report.view.go_to)
        self._on_review_changed()

    @property
    def _plain(self) -> Review | None:
        return self._session.plain

    @Slot()
    def _on_review_changed(self) -> None:
        plain = self._plain
        report: Report | None = None if plain is None else plain.report
        self._report.show_report(report)
        self._outline.show_report(report)
        self._checklist.items.set_review(plain)
        self._checklist.detail.show_item(None)
        self._checklist.problems.show_problems(report, () if plain is None else plain.problems)
        self._checklist.header.show_problems(0 if plain is None else len(plain.problems))
        self._checklist.show_detail()
        self._actions.show_review(is_open=plain is not None)
        self._status.show_checklist(
            "" if plain is None else f"{plain.checklist.name} {plain.checklist.version}"
        )
        self._show_decisions()

    @Slot()
    def _on_item_changed(self) -> None:
        item_id = self._session.item_id
        self._status.clear_message()
        self._checklist.show_detail()
        if item_id is not None:
            self._checklist.items.show_item(item_id)
        self._checklist.detail.show_item(self._session.detail)
        self._show_next()

    @Slot()
    def _on_place_changed(self) -> None:
        session, detail = self._session, self._session.detail
        self._show_marks()
        self._checklist.detail.show_place(session.place)
        if detail is None or session.place < 0:
            self._status.show_evidence("")
            return
        self._report.view.go_to(detail.places[session.place])
        standing = detail.row.evidence_count
        if session.place < standing:
            self._status.show_evidence(f"依据 {session.place + 1}/{standing}  N/P")
        else:
            number = session.place - standing + 1
            self._status.show_evidence(f"最近段落 {number}/{len(detail.nearest)}  N/P")

    @Slot()
    def _on_filter_changed(self) -> None:
        self._checklist.items.set_filter(self._session.item_filter)
        self._checklist.header.show_filter(self._session.item_filter)
        self._show_next()

    @Slot(str)
    def _on_decision_changed(self, item_id: str) -> None:
        self._checklist.items.refresh(item_id)
        if item_id == self._session.item_id:
            self._checklist.detail.show_item(self._session.detail)
        self._show_marks()
        self._show_decisions()

    @Slot(int)
    def _on_paragraph_changed(self, number: int) -> None:
        self._status.show_place(number)
        report = self._report.view.report
        if report is not None and 0 < number <= len(report.paragraphs):
            self._outline.view.show_place(report.paragraphs[number - 1].span.start)

    @Slot(int)
    def _on_outline_place_chosen(self, offset: int) -> None:
        self._report.view.scroll_to_top(offset)

    def _show_marks(self) -> None:
        plain, session = self._plain, self._session
        marks = [] if plain is None else marks_of(plain, session.item_id, session.place)
        self._report.show_evidence(marks)
        self._outline.show_missing(() if plain is None else missing_parts(plain))

    @Slot()
    def _show_decisions(self) -> None:
        """What depends on all decisions: score, progress, undo, save time."""
        review = self._session.review
        score = None if review is None else review.score()
        self._checklist.header.show_score(score, self._session.rows)
        self._status.show_saved(None if review is None else review.saved_at)
        undo, redo = self._actions["action_undo"], self._actions["action_redo"]
        undo_name = None if review is None else review.undo_name
        redo_name = None if review is None else review.redo_name
        undo.setText(f"撤销：{undo_name}" if undo_name else "撤销")
        redo.setText(f"重做：{redo_name}" if redo_name else "重做")
        undo.setEnabled(undo_name is not None)
        redo.setEnabled(redo_name is not None)
        self._show_next()

    def _show_next(self) -> None:
        following = self._session.next_unreviewed()
        rows = self._session.rows
        if following is not None:
            self._status.show_next(f"下一未核：{following.name}")
        elif rows and all(row.human is not None for row in rows):
            self._status.show_next("全部已核")
        else:
            self._status.show_next("")
