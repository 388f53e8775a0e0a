"""The keys of the window, pressed as a reviewer would press them."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviewer.domain.verdict import Verdict
from reviewer.gui.main_window import MainWindow
from reviewer.workflow import OpenReview

Child = TypeVar("Child", bound=QWidget)


def child(window: MainWindow, kind: type[Child], name: str) -> Child:
    found = window.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def press(window: MainWindow, *keys: Qt.Key) -> None:
    """Presses keys in the list of items."""
    for key in keys:
        QTest.keyClick(child(window, QTreeView, "checklist_view"), key)


def human(review: OpenReview, item_id: str) -> Verdict | None:
    decision = review.decision(item_id)
    return None if decision is None else decision.verdict


def test_space_confirms_the_proposal_and_goes_to_the_next_unreviewed_item(
    window: MainWindow, open_review: OpenReview
) -> None:
    press(window, Qt.Key.Key_Space)

    assert human(open_review, "content.shortcomings") is Verdict.ABSENT
    assert window.session.item_id == "content.other"


def test_space_on_an_item_for_humans_decides_nothing_and_goes_to_the_score(
    window: MainWindow, open_review: OpenReview
) -> None:
    window.session.select("form.deadline")

    press(window, Qt.Key.Key_Space)

    assert human(open_review, "form.deadline") is None
    assert child(window, QLineEdit, "score_edit").hasFocus()
    assert "需人工" in child(window, QLabel, "message_label").text()


def test_space_on_a_decided_item_only_goes_on(window: MainWindow, open_review: OpenReview) -> None:
    press(window, Qt.Key.Key_1)
    window.session.select("content.shortcomings")

    press(window, Qt.Key.Key_Space)

    assert human(open_review, "content.shortcomings") is Verdict.MET
    assert window.session.item_id == "content.other"


@pytest.mark.parametrize(
    ("key", "verdict"),
    [
        (Qt.Key.Key_1, Verdict.MET),
        (Qt.Key.Key_2, Verdict.PARTIAL),
        (Qt.Key.Key_3, Verdict.PLAN_ONLY),
        (Qt.Key.Key_4, Verdict.ABSENT),
        (Qt.Key.Key_0, Verdict.NOT_APPLICABLE),
    ],
)
def test_a_digit_decides(
    window: MainWindow, open_review: OpenReview, key: Qt.Key, verdict: Verdict
) -> None:
    press(window, key)

    assert human(open_review, "content.shortcomings") is verdict


@pytest.mark.parametrize("text", ["２", "2"])
def test_a_full_width_digit_decides_too(
    window: MainWindow, open_review: OpenReview, text: str
) -> None:
    view = child(window, QTreeView, "checklist_view")
    event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, text)

    QApplication.sendEvent(view, event)

    assert human(open_review, "content.shortcomings") is Verdict.PARTIAL


def test_keys_act_in_the_report_too(window: MainWindow, open_review: OpenReview) -> None:
    report_view = child(window, QTextEdit, "report_view")
    report_view.setFocus()

    QTest.keyClick(report_view, Qt.Key.Key_Space)

    assert human(open_review, "content.shortcomings") is Verdict.ABSENT


def test_a_key_held_down_decides_only_once(window: MainWindow, open_review: OpenReview) -> None:
    view = child(window, QTreeView, "checklist_view")
    repeated = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", autorep=True
    )

    QApplication.sendEvent(view, repeated)

    assert open_review.score().decided == 0


def test_letters_and_digits_in_the_note_are_text(
    window: MainWindow, open_review: OpenReview
) -> None:
    press(window, Qt.Key.Key_M)
    note = child(window, QPlainTextEdit, "note_edit")
    assert note.hasFocus()

    QTest.keyClicks(note, "j1 k?")

    assert note.toPlainText() == "j1 k?"
    assert open_review.score().decided == 0
    assert window.session.item_id == "content.shortcomings"


def test_escape_leads_back_to_the_list_and_keeps_the_note(
    window: MainWindow, open_review: OpenReview
) -> None:
    press(window, Qt.Key.Key_M)
    note = child(window, QPlainTextEdit, "note_edit")
    QTest.keyClicks(note, "ok")

    QTest.keyClick(note, Qt.Key.Key_Escape)

    assert child(window, QTreeView, "checklist_view").hasFocus()
    assert open_review.state("content.shortcomings").note == "ok"


def test_a_note_is_stored_when_typing_rests(
    qtbot: QtBot, window: MainWindow, open_review: OpenReview
) -> None:
    press(window, Qt.Key.Key_M)

    QTest.keyClicks(child(window, QPlainTextEdit, "note_edit"), "abc")

    qtbot.waitUntil(lambda: open_review.state("content.shortcomings").note == "abc", timeout=2000)


def test_undo_in_the_note_undoes_typing_only(window: MainWindow, open_review: OpenReview) -> None:
    press(window, Qt.Key.Key_1, Qt.Key.Key_M)
    note = child(window, QPlainTextEdit, "note_edit")
    QTest.keyClicks(note, "abc")

    QTest.keyClick(note, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert note.toPlainText() == ""
    assert human(open_review, "content.shortcomings") is Verdict.MET


def test_undo_and_redo_walk_the_decisions(window: MainWindow, open_review: OpenReview) -> None:
    view = child(window, QTreeView, "checklist_view")
    press(window, Qt.Key.Key_1)

    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    undone = human(open_review, "content.shortcomings")
    QTest.keyClick(view, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)

    assert undone is None
    assert human(open_review, "content.shortcomings") is Verdict.MET
    assert window.session.item_id == "content.shortcomings"


def test_the_undo_action_names_what_it_undoes(window: MainWindow) -> None:
    press(window, Qt.Key.Key_1)

    action = window.findChild(QAction, "action_undo")
    assert isinstance(action, QAction)

    assert action.text() == "撤销：存在的不足 → 已体现"


def test_backspace_takes_the_decision_back(window: MainWindow, open_review: OpenReview) -> None:
    press(window, Qt.Key.Key_1)
    window.session.select("content.shortcomings")

    press(window, Qt.Key.Key_Backspace)

    assert human(open_review, "content.shortcomings") is None


def test_the_next_and_previous_item_stop_at_the_ends(window: MainWindow) -> None:
    press(window, Qt.Key.Key_K)
    first = window.session.item_id
    press(window, *[Qt.Key.Key_J] * 9)

    assert first == "content.shortcomings"
    assert window.session.item_id == "topic.publicity"


def test_u_goes_to_the_next_unreviewed_item_wrapping_once(window: MainWindow) -> None:
    press(window, Qt.Key.Key_1)
    window.session.select("topic.publicity")

    press(window, Qt.Key.Key_U)

    assert window.session.item_id == "content.other"


def test_when_nothing_is_left_the_selection_stays_and_it_is_said(window: MainWindow) -> None:
    press(window, *[Qt.Key.Key_1] * 6)

    assert window.session.item_id == "topic.publicity"
    assert child(window, QLabel, "progress_label").text() == "已核 6/6"
    message = child(window, QLabel, "message_label").text()
    assert message == "全部已核，4 项改判还缺理由，按 R 补充"


def test_n_and_p_go_through_the_evidence(window: MainWindow) -> None:
    window.session.select("topic.double_random")

    press(window, Qt.Key.Key_N)
    second = window.session.place
    press(window, Qt.Key.Key_P)

    assert (second, window.session.place) == (1, 0)


def test_an_override_with_a_stock_reason_takes_three_keys_and_comes_back(
    window: MainWindow, open_review: OpenReview
) -> None:
    press(window, Qt.Key.Key_1, Qt.Key.Key_R)
    reason = child(window, QLineEdit, "reason_edit")
    assert reason.hasFocus()

    QTest.keyClick(reason, Qt.Key.Key_2)

    assert open_review.state("content.shortcomings").reason == "证据不是本单位的工作"
    assert window.session.item_id == "content.other"
    assert child(window, QTreeView, "checklist_view").hasFocus()


def test_a_typed_reason_is_stored_by_enter(window: MainWindow, open_review: OpenReview) -> None:
    press(window, Qt.Key.Key_1, Qt.Key.Key_R)
    reason = child(window, QLineEdit, "reason_edit")

    QTest.keyClicks(reason, "x1")
    QTest.keyClick(reason, Qt.Key.Key_Return)

    assert open_review.state("content.shortcomings").reason == "x1"
    assert child(window, QTreeView, "checklist_view").hasFocus()


def test_r_without_an_override_says_so(window: MainWindow) -> None:
    press(window, Qt.Key.Key_R)

    assert child(window, QLabel, "message_label").text() == "没有缺理由的改判"


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("3", Verdict.MET),
        ("0", Verdict.ABSENT),
        ("1.5", Verdict.PARTIAL),
        ("１．５", Verdict.PARTIAL),
    ],
)
def test_a_score_decides_an_item_for_humans_and_goes_on(
    window: MainWindow, open_review: OpenReview, typed: str, verdict: Verdict
) -> None:
    window.session.select("form.deadline")
    press(window, Qt.Key.Key_Space)
    score = child(window, QLineEdit, "score_edit")
    score.insert(typed)

    QTest.keyClick(score, Qt.Key.Key_Return)

    assert human(open_review, "form.deadline") is verdict
    assert window.session.item_id == "topic.double_random"
    assert child(window, QTreeView, "checklist_view").hasFocus()


@pytest.mark.parametrize("typed", ["9", "-1", "x"])
def test_an_impossible_score_is_explained_and_decides_nothing(
    window: MainWindow, open_review: OpenReview, typed: str
) -> None:
    window.session.select("form.deadline")
    press(window, Qt.Key.Key_S)
    score = child(window, QLineEdit, "score_edit")
    score.insert(typed)

    QTest.keyClick(score, Qt.Key.Key_Return)

    assert human(open_review, "form.deadline") is None
    assert score.hasFocus()
    assert score.text() == typed
    hint = child(window, QLabel, "score_hint")
    assert hint.property("tone") == "wrong"
    assert hint.text()


def test_space_on_a_focused_button_presses_it(window: MainWindow, open_review: OpenReview) -> None:
    button = child(window, QPushButton, "button_partial")
    button.setFocus()

    QTest.keyClick(button, Qt.Key.Key_Space)

    assert human(open_review, "content.shortcomings") is Verdict.PARTIAL


def test_a_question_mark_shows_the_keys_and_any_key_closes_them(window: MainWindow) -> None:
    view, page = child(window, QTreeView, "checklist_view"), child(window, QWidget, "keys_page")
    QApplication.sendEvent(
        view, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "？")
    )
    was_shown = page.isVisible()

    QTest.keyClick(page, Qt.Key.Key_J)

    assert was_shown
    assert not page.isVisible()
    assert view.hasFocus()
    assert window.session.item_id == "content.shortcomings"


def test_e_attaches_the_selected_text(window: MainWindow, open_review: OpenReview) -> None:
    report_view = child(window, QTextEdit, "report_view")
    cursor = report_view.document().find("立案处罚17起")
    report_view.setTextCursor(cursor)

    press(window, Qt.Key.Key_E)

    (span,) = open_review.state("content.shortcomings").attached
    assert span.of(open_review.report.text) == "立案处罚17起"
