"""A line that was wrongly set aside comes back into the text, and everything follows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTextEdit, QToolButton, QTreeView
from pytestqt.qtbot import QtBot

from reviewer.gui.main_window import MainWindow
from reviewer.gui.report_view import ReportView

LINE = "举办行政执法人员培训4期，参训320人次，考试合格率100%。"
PAGE = f"""首页 > 政务公开 > 法治政府
青岚县应急管理局2024年法治政府建设年度报告
2024年，我局认真履职，现将有关情况报告如下。
一、主要举措
全年检查企业132家，立案处罚17起，罚款58.6万元。
— 1 —
{LINE}
全年开展普法宣传12场，发放宣传资料3000份，受教育群众1.2万人次。
全年办理行政许可46件，按期办结率100%，没有发生行政复议和行政诉讼案件。
— 2 —
{LINE}
二、存在的不足
执法力量偏弱，法制审核人员不足。
三、下一步打算
2025年，将加强普法宣传。
青岚县应急管理局
2025年1月20日
上一篇：通知
下一篇：公告
"""
TRAINING = "topic.enforcer_training"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def start(
    qtbot: QtBot, make_window: Callable[[], MainWindow], page: Path
) -> Callable[[], MainWindow]:
    """Starts the program on the page; each call is a new start on the same workspace."""

    def start() -> MainWindow:
        window = make_window()
        with qtbot.waitSignal(window.report_opened, timeout=60_000):
            window.open_paths([page])
        return window

    return start


def press(window: MainWindow, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.findChild(QTreeView, "checklist_view"), key, modifier)


def text(window: MainWindow) -> str:
    assert window.review is not None
    return window.review.report.text


def view_of(window: MainWindow) -> ReportView:
    view = window.findChild(QTextEdit, "report_view")
    assert isinstance(view, ReportView)
    return view


def put_back(qtbot: QtBot, window: MainWindow) -> None:
    """Puts the first of the two lines back that were taken for page headers."""
    assert window.review is not None
    furniture = [entry.text for entry in window.review.report.furniture]
    view_of(window).show_aside(is_shown=True)
    view_of(window).choose_aside(furniture.index(LINE))
    press(window, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: LINE in text(window), timeout=20_000)


def test_a_line_put_back_is_judged_kept_and_undone(
    qtbot: QtBot, start: Callable[[], MainWindow], dialogs: Any, tmp_path: Path
) -> None:
    window = start()
    window.session.select(TRAINING)
    review = window.review
    assert review is not None
    before = review.finding(TRAINING)
    press(window, Qt.Key.Key_4)
    review.set_note(TRAINING, "全文没有")

    put_back(qtbot, window)

    after = review.finding(TRAINING)
    assert before is not None
    assert after is not None
    assert (before.verdict, after.verdict) == ("absent", "met")
    assert review.decision(TRAINING).verdict == "absent"  # type: ignore[union-attr]
    assert review.state(TRAINING).note == "全文没有"
    assert LINE in view_of(window).toPlainText()

    dialogs.sheet_paths = [tmp_path / "评分表.xlsx"]
    with qtbot.waitSignal(window.export_finished, timeout=20_000):
        press(window, Qt.Key.Key_E, CONTROL)
    sheet = load_workbook(tmp_path / "评分表.xlsx")
    cells = [str(cell.value) for rows in sheet["证据"].iter_rows() for cell in rows]
    assert any("行政执法人员培训4期" in cell for cell in cells)

    resumed = start()
    assert LINE in text(resumed)
    press(resumed, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: LINE not in text(resumed), timeout=20_000)
    assert resumed.review is not None
    assert resumed.review.state(TRAINING).note == "全文没有"
    press(resumed, Qt.Key.Key_Y, CONTROL)
    qtbot.waitUntil(lambda: LINE in text(resumed), timeout=20_000)


def test_selected_text_is_set_aside_and_comes_back_with_its_block(
    qtbot: QtBot, start: Callable[[], MainWindow]
) -> None:
    window, line = start(), "2025年，将加强普法宣传。"
    view = view_of(window)
    cursor = view.textCursor()
    cursor.setPosition(text(window).index(line) + 2)
    cursor.setPosition(text(window).index(line) + 6, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)

    QTest.keyClick(view, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: line not in text(window), timeout=20_000)

    report = window.review.report  # type: ignore[union-attr]
    place = [entry.text for entry in report.furniture].index(line)
    view.show_aside(is_shown=True)
    view.choose_aside(place)
    press(window, Qt.Key.Key_B, CONTROL)
    qtbot.waitUntil(lambda: line in text(window), timeout=20_000)


def test_the_strip_tells_how_many_lines_there_are_and_shows_them(
    start: Callable[[], MainWindow],
) -> None:
    window = start()
    button = window.findChild(QToolButton, "aside_button")
    assert button.text() == "7 行未作正文"

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert view_of(window).is_aside_shown
    press(window, Qt.Key.Key_A)
    assert not view_of(window).is_aside_shown
    assert not button.isChecked()


def test_a_report_whose_file_is_gone_stays_as_it_was(
    qtbot: QtBot, start: Callable[[], MainWindow], page: Path, dialogs: Any
) -> None:
    window = start()
    before = text(window)
    page.unlink()

    press(window, Qt.Key.Key_H)
    press(window, Qt.Key.Key_B)

    qtbot.waitUntil(lambda: bool(dialogs.errors), timeout=20_000)
    assert "文件不存在" in dialogs.errors[0][1]
    assert text(window) == before
    assert window.review is not None
    assert not window.review.can_undo


def test_lines_put_back_in_a_hurry_all_come_back_one_change_each(
    qtbot: QtBot, start: Callable[[], MainWindow]
) -> None:
    window = start()

    press(window, Qt.Key.Key_H)
    press(window, Qt.Key.Key_B)
    press(window, Qt.Key.Key_H)
    press(window, Qt.Key.Key_B)

    qtbot.waitUntil(lambda: "下一篇：公告" in text(window), timeout=20_000)
    qtbot.waitUntil(lambda: "上一篇：通知" in text(window), timeout=20_000)
    press(window, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: "上一篇：通知" not in text(window), timeout=20_000)
    assert "下一篇：公告" in text(window)


def test_without_a_current_line_the_key_says_what_to_do(start: Callable[[], MainWindow]) -> None:
    window = start()

    press(window, Qt.Key.Key_B)

    assert window.findChild(QLabel, "message_label").text().startswith("请先按 L 或 H")


def test_an_undo_that_cannot_be_read_is_told_once(
    qtbot: QtBot, start: Callable[[], MainWindow], page: Path, dialogs: Any
) -> None:
    window = start()
    put_back(qtbot, window)
    page.unlink()

    press(window, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: bool(dialogs.errors), timeout=20_000)
    press(window, Qt.Key.Key_1)
    press(window, Qt.Key.Key_2)

    qtbot.waitUntil(lambda: not window.runner.is_busy)
    assert len(dialogs.errors) == 1
    assert LINE in text(window)
    assert window.review is not None
    assert window.review.score().decided == 2
