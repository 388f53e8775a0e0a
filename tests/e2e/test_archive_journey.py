"""An archive of reports opened in the window: all of them, one after the other, and again later."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QTreeView
from pytestqt.qtbot import QtBot

from reviewer.gui.main_window import MainWindow

PAGE = """{unit}2024年法治政府建设年度报告
2024年，我局认真履职，现将有关情况报告如下。
一、主要举措
全年检查企业132家，立案处罚17起，罚款58.6万元。
二、存在的不足
执法力量偏弱，法制审核人员不足。
三、下一步打算
2025年，将加强普法宣传。
{unit}
2025年1月20日
"""
UNITS = ("青岚县应急管理局", "青岚县水务局", "青岚县林业局")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three reports, one of them in a folder; a damaged one; one whose name leads elsewhere."""
    path = tmp_path / "各局报告.zip"
    with zipfile.ZipFile(path, "w") as file:
        for folder, unit in zip(("", "", "农口/"), UNITS, strict=True):
            file.writestr(f"{folder}{unit}.txt", PAGE.format(unit=unit))
        file.writestr("坏的.pdf", b"%PDF-1.7 no")
        file.writestr("../../逃.txt", PAGE.format(unit="逃"))
    return path


def shelf_text(window: MainWindow) -> str:
    return str(window.findChild(QToolButton, "report_shelf").text())


def press(window: MainWindow, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.findChild(QTreeView, "checklist_view"), key, modifier)


def unit_of(window: MainWindow) -> str:
    assert window.review is not None
    unit = window.review.report.facts.unit
    assert unit is not None
    return unit.value


def test_all_reports_open_and_what_cannot_be_read_is_told_once_by_name(
    qtbot: QtBot,
    make_window: Callable[[], MainWindow],
    archive: Path,
    dialogs: Any,
    tmp_path: Path,
) -> None:
    window = make_window()
    window.open_paths([archive])
    qtbot.waitUntil(lambda: bool(dialogs.errors), timeout=60_000)

    assert "1/3" in shelf_text(window)
    ((_, message),) = dialogs.errors
    assert "“坏的.pdf”" in message
    assert "“逃.txt”" in message
    assert "可能不安全" in message
    assert not (tmp_path.parent / "逃.txt").exists()

    seen = [unit_of(window)]
    for _ in range(2):
        press(window, Qt.Key.Key_PageDown, CONTROL)
        seen.append(unit_of(window))
    assert sorted(seen) == sorted(UNITS)


def test_reviews_of_an_archive_are_resumed_and_sheets_go_beside_it(
    qtbot: QtBot, make_window: Callable[[], MainWindow], archive: Path, dialogs: Any
) -> None:
    window = make_window()
    window.open_paths([archive])
    qtbot.waitUntil(lambda: bool(dialogs.errors), timeout=60_000)
    press(window, Qt.Key.Key_PageDown, CONTROL)
    unit = unit_of(window)
    press(window, Qt.Key.Key_4)
    assert window.review is not None
    place = Path(window.review.report.path)
    assert place.is_relative_to(archive.parent / "unpacked")

    press(window, Qt.Key.Key_E, CONTROL)
    assert dialogs.suggestions == [archive.parent / f"{unit}_评分表.xlsx"]

    dialogs.errors.clear()
    again = make_window()
    again.open_paths([archive])
    qtbot.waitUntil(lambda: bool(dialogs.errors), timeout=60_000)
    press(again, Qt.Key.Key_PageDown, CONTROL)
    assert unit_of(again) == unit
    assert again.review is not None
    assert again.review.score().decided == 1
    assert Path(again.review.report.path) == place


def test_a_file_that_is_no_archive_is_told(
    qtbot: QtBot, make_window: Callable[[], MainWindow], tmp_path: Path, dialogs: Any
) -> None:
    path = tmp_path / "假的.zip"
    path.write_bytes(b"no archive")
    window = make_window()

    with qtbot.waitSignal(window.report_failed, timeout=60_000) as failed:
        window.open_paths([path])

    assert "不是 zip 压缩包" in failed.args[1]
    qtbot.waitUntil(lambda: bool(dialogs.errors))
