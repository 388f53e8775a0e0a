"""Connects the commands on items with the session, and puts the focus where one writes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from reviewer.domain.verdict import Verdict
from reviewer.gui.actions import VERDICT_ACTIONS, Actions
from reviewer.gui.checklist_pane import ChecklistPane
from reviewer.gui.desk_session import DeskSession
from reviewer.gui.dialogs import Dialogs
from reviewer.gui.find_bar import FindBar
from reviewer.gui.report_pane import ReportPane

_NOTHING_SELECTED = "请先在报告里选中一段文字，再按 E 添加为依据"


class DeskCommands(QObject):
    """What keys, menus and the checklist side do to the session."""

    def __init__(
        self,
        actions: Actions,
        session: DeskSession,
        report: ReportPane,
        checklist: ChecklistPane,
        find_bar: FindBar,
        dialogs: Dialogs,
    ) -> None:
        super().__init__(checklist)
        self._actions = actions
        self._session = session
        self._report = report
        self._checklist = checklist
        self._find_bar = find_bar
        self._dialogs = dialogs
        self._connect_actions()
        self._connect_panes()

    def _connect_actions(self) -> None:
        session = self._session
        slots = {
            "action_confirm_next": session.confirm,
            "action_clear_decision": session.clear,
            "action_undo": self._on_undo,
            "action_redo": self._on_redo,
            "action_next_item": self._on_next_item,
            "action_previous_item": self._on_previous_item,
            "action_next_unreviewed": session.go_to_unreviewed,
            "action_next_evidence": self._on_next_evidence,
            "action_previous_evidence": self._on_previous_evidence,
            "action_attach_selection": self._on_attach,
            "action_dismiss_evidence": self._on_dismiss,
            "action_show_problems": self._checklist.show_problems,
            "action_edit_reason": session.begin_reason,
            "action_edit_note": self._on_edit_note,
            "action_edit_score": self._on_edit_score,
            "action_back_to_checklist": self._on_back,
            "action_find": self._on_find,
        }
        for name, slot in slots.items():
            self._actions[name].triggered.connect(slot)
        for name in VERDICT_ACTIONS:
            self._actions[name].triggered.connect(self._on_verdict)

    def _connect_panes(self) -> None:
        session, detail = self._session, self._checklist.detail
        self._checklist.items.item_chosen.connect(session.select)
        self._checklist.header.filter_chosen.connect(session.set_filter)
        detail.confirm_clicked.connect(session.confirm)
        detail.verdict_clicked.connect(session.decide)
        detail.clear_clicked.connect(session.clear)
        detail.place_chosen.connect(session.look_at)
        detail.dismissal_asked.connect(self._on_dismissal_asked)
        detail.return_asked.connect(self._on_return_asked)
        detail.note_rested.connect(session.set_note)
        detail.reason_entered.connect(session.set_reason)
        detail.reason_finished.connect(session.end_reason)
        detail.score_entered.connect(self._on_score_entered)
        self._checklist.header.problems_wanted.connect(self._checklist.show_problems)
        self._report.evidence_clicked.connect(session.select)
        session.leaving.connect(detail.flush)
        session.score_refused.connect(detail.show_score_fault)
        session.score_wanted.connect(self._on_score_wanted)
        session.reason_wanted.connect(detail.focus_reason)
        session.writing_done.connect(self._focus_checklist)

    @Slot()
    def _on_verdict(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._session.decide(VERDICT_ACTIONS[action.objectName()])

    @Slot()
    def _on_undo(self) -> None:
        self._checklist.detail.flush()
        self._session.undo()

    @Slot()
    def _on_redo(self) -> None:
        self._checklist.detail.flush()
        self._session.redo()

    @Slot()
    def _on_next_item(self) -> None:
        self._session.move(1)

    @Slot()
    def _on_previous_item(self) -> None:
        self._session.move(-1)

    @Slot()
    def _on_next_evidence(self) -> None:
        self._session.move_place(1)

    @Slot()
    def _on_previous_evidence(self) -> None:
        self._session.move_place(-1)

    @Slot()
    def _on_attach(self) -> None:
        span = self._report.view.selected_span()
        if span is None:
            self._session.told.emit(_NOTHING_SELECTED)
        else:
            self._session.attach(span)

    @Slot()
    def _on_edit_note(self) -> None:
        if self._session.item_id is not None:
            self._checklist.detail.focus_note()

    @Slot()
    def _on_edit_score(self) -> None:
        row = self._session.row
        if row is None or self._checklist.detail.focus_score():
            return
        is_excluded = row.human is Verdict.NOT_APPLICABLE
        self._session.told.emit("本项不适用，不计分" if is_excluded else "本项是提示项，不计分")

    @Slot(str, str, bool)
    def _on_score_entered(self, item_id: str, typed: str, is_finished: bool) -> None:  # noqa: FBT001
        self._session.set_score(item_id, typed, is_finished=is_finished)

    @Slot(str)
    def _on_score_wanted(self, sentence: str) -> None:
        self._checklist.detail.focus_score()
        self._session.told.emit(sentence)

    @Slot()
    def _on_back(self) -> None:
        if self._find_bar.edit.hasFocus():
            self._find_bar.leave()
        else:
            self._session.end_reason()

    @Slot()
    def _on_find(self) -> None:
        if self._report.view.report is not None:
            self._find_bar.set_start_offset(self._report.view.visible_span().start)
        self._find_bar.start()

    @Slot()
    def _focus_checklist(self) -> None:
        self._checklist.items.setFocus()

    @Slot()
    def _on_dismiss(self) -> None:
        row, place = self._session.row, self._session.place
        if row is not None and 0 <= place < row.evidence_count:
            self._on_dismissal_asked(place)
        else:
            self._session.told.emit("当前没有可排除的依据")

    @Slot(int)
    def _on_dismissal_asked(self, number: int) -> None:
        detail = self._session.detail
        if detail is None:
            return
        card, reason = detail.evidence[number], ""
        if not card.is_attached:
            asked = self._dialogs.ask_text(
                self._checklist.window(), "排除依据", "为什么这段文字不能作为依据？"
            )
            if asked is None:
                return
            reason = asked
        self._session.dismiss(card.span, reason)

    @Slot(int)
    def _on_return_asked(self, number: int) -> None:
        detail = self._session.detail
        if detail is not None:
            self._session.attach(detail.evidence[number].span)
