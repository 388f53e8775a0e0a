"""Theme, menus, notices and the status line of the whole window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reviewer.domain.problem import Problem
from reviewer.domain.review import Review
from reviewer.domain.span import Span
from reviewer.gui.actions import COMMANDS
from reviewer.gui.main_window import MainWindow
from reviewer.gui.passage_list import PassageList
from reviewer.gui.report_view import ReportView
from reviewer.gui.status_line import StatusLine
from reviewer.gui.theme import DARK, LIGHT
from reviewer.workflow import OpenReview


def trigger(window: MainWindow, name: str) -> None:
    action = window.findChild(QAction, name)
    assert isinstance(action, QAction)
    action.trigger()


def menu_texts(menu: QMenu) -> list[str]:
    texts = []
    for action in menu.actions():
        texts.append(action.text())
        submenu = action.menu()
        if isinstance(submenu, QMenu):
            texts += menu_texts(submenu)
    return texts


def test_every_action_of_the_contract_exists(window: MainWindow) -> None:
    names = {action.objectName() for action in window.findChildren(QAction)}

    assert {command.name for command in COMMANDS} <= names


def test_every_command_with_a_key_stands_in_a_menu(window: MainWindow) -> None:
    texts = [
        text
        for action in window.menuBar().actions()
        if isinstance(menu := action.menu(), QMenu)
        for text in menu_texts(menu)
    ]

    missing = [c.text for c in COMMANDS if c.keys and c.text not in texts]
    assert missing == ["回到评审项"]


def test_a_chosen_theme_is_used_at_once_and_after_a_new_start(
    make_window: Callable[[], MainWindow],
) -> None:
    window = make_window()
    trigger(window, "action_theme_dark")
    ground = QApplication.palette().window().color()
    window.close()

    again = make_window()

    assert ground == DARK.window
    assert DARK.paper.name() in again.styleSheet()
    trigger(again, "action_theme_light")
    assert QApplication.palette().window().color() == LIGHT.window


def test_the_advice_on_input_methods_is_given_until_it_was_read(
    make_window: Callable[[], MainWindow],
) -> None:
    window = make_window()
    window.show_input_method_advice("请这样做")
    banners = [w for w in window.findChildren(QWidget, "warning_banner") if w.isVisible()]
    (dismiss,) = banners[0].findChildren(QWidget, "warning_dismiss")
    QTest.mouseClick(dismiss, Qt.MouseButton.LeftButton)
    window.close()

    again = make_window()
    again.show_input_method_advice("请这样做")

    assert len(banners) == 1
    assert not any(w.isVisible() for w in again.findChildren(QWidget, "warning_banner"))


def test_the_status_line_says_place_evidence_and_what_comes_next(window: MainWindow) -> None:
    window.session.select("topic.double_random")

    shown = [label.text() for label in window.statusBar().findChildren(QLabel)]

    assert "依据 1/2  N/P" in shown
    assert "下一未核：行政执法“三项制度”" in shown
    assert "试用评审表 1.0" in shown


def test_the_time_of_the_last_save_is_shown_in_local_time(qtbot: QtBot) -> None:
    status = StatusLine(QAction("打开所在文件夹"))
    qtbot.addWidget(status)
    saved_at = datetime(2026, 1, 5, 6, 5, 9, tzinfo=UTC)

    status.show_saved(saved_at)

    label = status.findChild(QLabel, "saved_label")
    assert isinstance(label, QLabel)
    assert label.text() == f"已保存 {saved_at.astimezone():%H:%M:%S}"


def test_a_message_gives_way_to_the_place_after_a_while(qtbot: QtBot) -> None:
    status = StatusLine(QAction("打开所在文件夹"))
    qtbot.addWidget(status)
    status.show_message("已完成")
    said = status.message

    status.clear_message()

    assert said == "已完成"
    assert status.message == ""


def test_an_export_message_stays_when_the_item_changes(qtbot: QtBot) -> None:
    status = StatusLine(QAction("打开所在文件夹"))
    qtbot.addWidget(status)
    status.show_message("已导出", with_folder=True)

    status.clear_message()

    assert status.message == "已导出"


def test_a_click_on_evidence_in_the_report_selects_its_item(window: MainWindow) -> None:
    view = window.findChild(ReportView, "report_view")
    assert isinstance(view, ReportView)

    view.evidence_clicked.emit("topic.double_random", 1)

    assert window.session.item_id == "topic.double_random"
    assert window.session.place == 1


def test_the_current_evidence_is_marked_in_the_report(
    window: MainWindow, open_review: OpenReview
) -> None:
    window.session.select("topic.double_random", 1)

    view = window.findChild(ReportView, "report_view")
    assert isinstance(view, ReportView)
    (current,) = [mark for mark in view.marks if mark.is_current]
    finding = open_review.finding("topic.double_random")
    assert finding is not None
    assert current.span == finding.evidence[1].span


def test_a_missing_statutory_part_leads_to_its_item(window: MainWindow) -> None:
    window.session.select("topic.publicity")
    pane = window.findChild(QWidget, "outline_pane")
    assert pane is not None
    (button,) = pane.findChildren(QPushButton)

    button.click()

    assert window.session.item_id == "content.shortcomings"


@pytest.fixture
def with_problems(review: Review) -> Review:
    start = review.report.text.index("立案处罚")
    review.problems = (
        Problem("wording", Span(start, start + 4), "立案处罚", "用词不规范"),
        Problem("punctuation", None, "", "全文使用半角标点"),
    )
    return review


def test_the_problems_are_listed_and_lead_to_their_places(
    with_problems: Review, window: MainWindow
) -> None:
    button = window.findChild(QPushButton, "button_problems")
    cards = window.findChild(PassageList, "problem_list")
    assert isinstance(button, QPushButton)
    assert isinstance(cards, PassageList)

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    was_visible = cards.isVisible()
    cards.chosen.emit(1)
    window.session.select("topic.publicity")

    assert button.text() == f"问题 {len(with_problems.problems)}"
    assert was_visible
    assert [card.text for card in cards.cards] == ["全文使用半角标点", "用词不规范"]
    assert cards.cards[1].place == "第5段 · 原文“立案处罚”"
    assert not cards.isVisible()


def test_recent_files_stand_in_their_menu(
    make_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    file = tmp_path / "有&的报告.txt"
    file.write_text("x", encoding="utf-8")
    window = make_window()
    settings = window._settings
    settings.add_recent_file(file)
    settings.add_recent_file(tmp_path / "没了.txt")
    (menu,) = [m for m in window.findChildren(QMenu) if m.title() == "最近打开(&R)"]

    menu.aboutToShow.emit()

    gone, there = menu.actions()[:2]
    assert (gone.text(), gone.isEnabled()) == ("没了.txt", False)
    assert (there.text(), there.isEnabled()) == ("有&&的报告.txt", True)


def test_the_whole_window_fits_a_small_screen(window: MainWindow) -> None:
    assert window.minimumSizeHint().width() <= 1100
    assert window.minimumSizeHint().height() <= 680
