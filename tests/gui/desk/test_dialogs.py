"""Message boxes that come while the reviewer works on."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from reviewer.gui.dialogs import Dialogs


def test_keys_meant_for_the_desk_do_not_close_an_error_unread(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    seen: list[bool] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        button = box.button(QMessageBox.StandardButton.Ok)
        if not seen:
            for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
                QTest.keyClick(box, key)
            seen.append(box.isVisible())
        elif button.isEnabled():
            timer.stop()
            QTest.keyClick(button, Qt.Key.Key_Space)

    timer = QTimer(parent)
    timer.timeout.connect(look)
    timer.start(20)
    Dialogs().show_error(parent, "打开报告", "无法读取“甲.txt”")

    assert seen == [True]
