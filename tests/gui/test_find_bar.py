from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reviewer.domain.span import Span
from reviewer.gui.find_bar import FindBar
from reviewer.gui.text_search import TextSearch

TEXT = "行政处罚17起。\n𠮷某说：行政 处罚决定(2021)已公示；行政处罚法。"


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[FindBar]:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    other = QLineEdit(window)
    other.setObjectName("other")
    bar = FindBar(window)
    layout.addWidget(other)
    layout.addWidget(bar)
    window.show()
    qtbot.waitExposed(window)
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    bar.set_text(TEXT)
    yield bar  # noqa: PT022  # the window must outlive the test


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("行政处罚", ["行政处罚", "行政 处罚", "行政处罚"]),
        ("（2021）", ["(2021)"]),
        ("２０２１", ["2021"]),
        ("行 政处罚法", ["行政处罚法"]),
        ("说:", ["说："]),
        ("复议", []),
        ("  ", []),
        ("", []),
    ],
)
def test_search_ignores_width_and_blanks(wanted: str, found: list[str]) -> None:
    assert [span.of(TEXT) for span in TextSearch(TEXT).find(wanted)] == found


def test_search_ignores_case() -> None:
    assert TextSearch("App 与 APP").find("ａpp") == [Span(0, 3), Span(6, 9)]


def test_quotation_marks_alone_are_found_as_written() -> None:
    assert TextSearch("“三项制度”和“四不放过”").find("“") == [Span(0, 1), Span(7, 8)]


def test_hits_do_not_overlap() -> None:
    assert TextSearch("法法法法法").find("法法") == [Span(0, 2), Span(2, 4)]


def test_typing_shows_the_count_and_goes_to_the_first_hit(qtbot: QtBot, bar: FindBar) -> None:
    with qtbot.waitSignal(bar.hit_chosen) as chosen:
        bar.edit.setText("行政处罚")

    assert chosen.args == [Span(0, 4)]
    assert bar.edit.count_text == "1/3"


def test_a_search_starts_from_the_place_being_read(qtbot: QtBot, bar: FindBar) -> None:
    bar.set_start_offset(9)

    with qtbot.waitSignal(bar.hit_chosen) as chosen:
        bar.edit.setText("行政处罚")

    assert chosen.args[0].start > 9
    assert bar.edit.count_text == "2/3"


def test_enter_goes_on_and_shift_enter_back_and_both_wrap(bar: FindBar) -> None:
    bar.edit.setText("行政处罚")

    QTest.keyClick(bar.edit, Qt.Key.Key_Return)
    assert bar.edit.count_text == "2/3"

    QTest.keyClick(bar.edit, Qt.Key.Key_Return)
    QTest.keyClick(bar.edit, Qt.Key.Key_Return)
    assert bar.edit.count_text == "1/3"

    QTest.keyClick(bar.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.edit.count_text == "3/3"


def test_f3_works_from_anywhere_in_the_window(bar: FindBar) -> None:
    other = bar.window().findChild(QLineEdit, "other")
    assert other is not None
    bar.edit.setText("行政处罚")
    other.setFocus()

    QTest.keyClick(other, Qt.Key.Key_F3)
    assert bar.edit.count_text == "2/3"

    QTest.keyClick(other, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert bar.edit.count_text == "1/3"


def test_buttons_go_on_and_back_and_leave_the_focus_in_the_field(bar: FindBar) -> None:
    bar.start()
    bar.edit.setText("行政处罚")

    QTest.mouseClick(bar.next_button, Qt.MouseButton.LeftButton)
    assert bar.edit.count_text == "2/3"

    QTest.mouseClick(bar.previous_button, Qt.MouseButton.LeftButton)
    assert bar.edit.count_text == "1/3"
    assert bar.edit.hasFocus()


def test_escape_takes_the_marks_away_and_gives_the_focus_back(qtbot: QtBot, bar: FindBar) -> None:
    other = bar.window().findChild(QLineEdit, "other")
    assert other is not None
    bar.start()
    bar.edit.setText("行政处罚")

    with qtbot.waitSignal(bar.hits_changed) as changed:
        QTest.keyClick(bar.edit, Qt.Key.Key_Escape)

    assert changed.args == [[], None]
    assert other.hasFocus()
    assert bar.edit.count_text == ""
    assert bar.edit.text() == "行政处罚"


def test_starting_again_takes_up_the_last_search(qtbot: QtBot, bar: FindBar) -> None:
    bar.start()
    bar.edit.setText("行政处罚")
    bar.leave()

    with qtbot.waitSignal(bar.hit_chosen):
        bar.start()

    assert bar.edit.selectedText() == "行政处罚"
    assert bar.edit.count_text == "1/3"


def test_a_search_without_hits_says_so(bar: FindBar) -> None:
    bar.start()
    bar.edit.setText("行政复议")

    assert bar.edit.count_text == "无"
    assert not bar.next_button.isEnabled()


def test_another_text_ends_the_search(bar: FindBar) -> None:
    bar.edit.setText("行政处罚")

    bar.set_text("另一份报告")

    assert bar.edit.text() == ""
    assert bar.edit.count_text == ""


def test_the_field_can_be_found_by_name_and_says_its_key(bar: FindBar) -> None:
    edit = bar.findChild(QLineEdit, "find_edit")

    assert edit is not None
    assert edit.placeholderText() == "在报告中查找… Ctrl+F"
