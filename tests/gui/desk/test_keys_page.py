from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reviewer.gui.actions import COMMANDS, Actions, key_text
from reviewer.gui.keys_page import KeysPage
from reviewer.gui.theme import DARK, LIGHT

DESIGNED = {
    "action_confirm_next": "空格",
    "action_verdict_met": "1",
    "action_verdict_partial": "2",
    "action_verdict_plan_only": "3",
    "action_verdict_absent": "4",
    "action_verdict_not_applicable": "0",
    "action_clear_decision": "退格",
    "action_edit_reason": "R",
    "action_edit_note": "M",
    "action_edit_score": "S",
    "action_back_to_checklist": "Esc",
    "action_next_item": "J",
    "action_previous_item": "K",
    "action_next_evidence": "N",
    "action_previous_evidence": "P",
    "action_attach_selection": "E",
    "action_next_unreviewed": "U",
    "action_find": "Ctrl+F",
    "action_open": "Ctrl+O",
    "action_paste": "Ctrl+V",
    "action_export": "Ctrl+E",
    "action_open_reports_folder": "Ctrl+Shift+O",
    "action_next_report": "Ctrl+PgDn",
    "action_previous_report": "Ctrl+PgUp",
    "action_show_aside": "A",
    "action_next_aside": "L",
    "action_previous_aside": "H",
    "action_return_line": "B",
    "action_return_block": "Ctrl+B",
    "action_set_aside": "X",
    "action_undo": "Ctrl+Z",
    "action_redo": "Ctrl+Y",
    "action_show_keys": "?",
}


@pytest.fixture
def covered(qtbot: QtBot) -> QWidget:
    covered = QWidget()
    qtbot.addWidget(covered)
    covered.resize(1000, 700)
    covered.show()
    return covered


def test_every_key_of_the_design_is_there() -> None:
    shown = {c.name: key_text(c) for c in COMMANDS if c.group}

    assert shown == DESIGNED


def test_no_two_commands_share_a_key() -> None:
    keys = [key for command in COMMANDS for key in command.keys]

    assert len(keys) == len(set(keys))


def test_the_actions_show_their_keys(covered: QWidget) -> None:
    actions = Actions(covered)

    assert actions["action_find"].shortcut().toString() == "Ctrl+F"
    assert actions["action_confirm_next"].shortcut().toString() == "Space"


def test_the_page_covers_the_window_also_after_a_resize(covered: QWidget) -> None:
    page = KeysPage(LIGHT, covered)
    page.open()

    covered.resize(1200, 800)

    assert page.size() == QSize(1200, 800)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_A])
def test_any_key_closes_the_page(qtbot: QtBot, covered: QWidget, key: Qt.Key) -> None:
    page = KeysPage(LIGHT, covered)
    page.open()

    with qtbot.waitSignal(page.closed):
        QTest.keyClick(page, key)

    assert not page.isVisible()


def test_a_click_closes_the_page(covered: QWidget) -> None:
    page = KeysPage(DARK, covered)
    page.open()
    assert not page.grab().isNull()

    QTest.mouseClick(page, Qt.MouseButton.LeftButton)

    assert not page.isVisible()
