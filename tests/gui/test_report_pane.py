from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reviewer.domain.report import Report
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict
from reviewer.gui.evidence_marks import EvidenceMarks, PlacedMark
from reviewer.gui.file_drops import local_files
from reviewer.gui.find_bar import FindBar
from reviewer.gui.report_marks import EvidenceMark
from reviewer.gui.report_pane import ReportPane
from reviewer.gui.theme import DARK
from reviewer.gui.welcome_page import WelcomePage

MakeReport = Callable[..., Report]


@pytest.fixture
def pane(qtbot: QtBot) -> ReportPane:
    pane = ReportPane()
    qtbot.addWidget(pane)
    pane.resize(820, 600)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def urls(*addresses: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(address) for address in addresses])
    return data


def drag(widget: QWidget, data: QMimeData) -> bool:
    event = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop(widget: QWidget, data: QMimeData) -> None:
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def placed(item_id: str, share: float, *, is_current: bool = False) -> PlacedMark:
    mark = EvidenceMark(Span(0, 1), Verdict.MET, False, is_current, item_id)  # noqa: FBT003  # plain value
    return PlacedMark(mark, 2, share)


def test_without_a_report_the_welcome_page_is_shown(pane: ReportPane, report: Report) -> None:
    assert pane.welcome.isVisible()

    pane.show_report(report)
    assert pane.view.isVisible()
    assert not pane.welcome.isVisible()

    pane.show_report(None)
    assert pane.welcome.isVisible()


def test_a_reports_warnings_stand_above_it(pane: ReportPane, report: Report) -> None:
    pane.show_report(replace(report, warnings=("文中没有写明报告年度。",)))
    assert pane.banner.isVisible()

    pane.show_report(report)
    assert not pane.banner.isVisible()


def test_evidence_appears_beside_the_scroll_bar(
    qtbot: QtBot, pane: ReportPane, report: Report
) -> None:
    pane.show_report(report)

    pane.show_evidence([EvidenceMark(Span(30, 40), Verdict.MET, True, True, "topic.a")])  # noqa: FBT003  # plain value

    qtbot.waitUntil(lambda: "共 1 处依据" in pane.marks.accessibleDescription())


def test_a_find_bar_marks_what_it_finds(qtbot: QtBot, pane: ReportPane, report: Report) -> None:
    bar = FindBar()
    qtbot.addWidget(bar)
    pane.connect_find_bar(bar)
    pane.show_report(report)
    bar.set_text(report.text)

    bar.edit.setText("法治")

    assert len(pane.view.extraSelections()) == report.text.count("法治") + 1


def test_colours_can_change_at_any_time(pane: ReportPane, report: Report) -> None:
    pane.set_theme(DARK)
    pane.show_report(report)
    pane.set_theme(DARK)

    assert pane.grab().toImage().pixelColor(400, 590) == DARK.paper


def test_dropped_files_are_told_wherever_they_fall(
    qtbot: QtBot, pane: ReportPane, report: Report, tmp_path: Path
) -> None:
    file = tmp_path / "报告.docx"
    file.write_bytes(b"x")
    data = urls(QUrl.fromLocalFile(str(file)).toString())

    for widget in (pane.welcome, pane.view.viewport()):
        pane.show_report(None if widget is pane.welcome else report)
        assert drag(widget, data)
        with qtbot.waitSignal(pane.files_dropped) as dropped:
            drop(widget, data)
        assert dropped.args == [[file]]


def test_what_is_no_file_of_this_machine_is_refused(
    qtbot: QtBot, pane: ReportPane, tmp_path: Path
) -> None:
    text = QMimeData()
    text.setText("拖来的文字")

    with qtbot.assertNotEmitted(pane.files_dropped):
        for data in (
            text,
            urls("https://example.org/report.docx"),
            urls(QUrl.fromLocalFile(str(tmp_path / "没有.txt")).toString()),
        ):
            assert not drag(pane.welcome, data)
            drop(pane.welcome, data)


def test_files_and_folders_among_other_things_are_taken_in_order(tmp_path: Path) -> None:
    first, second = tmp_path / "乙.txt", tmp_path / "甲.txt"
    for file in (first, second):
        file.write_text("x", encoding="utf-8")

    data = urls(
        QUrl.fromLocalFile(str(first)).toString(),
        "https://example.org/",
        QUrl.fromLocalFile(str(tmp_path)).toString(),
        QUrl.fromLocalFile(str(second)).toString(),
    )

    assert local_files(data) == [first, tmp_path, second]


@pytest.fixture
def marks(qtbot: QtBot) -> EvidenceMarks:
    marks = EvidenceMarks()
    qtbot.addWidget(marks)
    marks.resize(14, 408)
    marks.show_marks([placed("topic.a", 0.25), placed("topic.b", 0.75, is_current=True)])
    marks.show()
    qtbot.waitExposed(marks)
    return marks


def test_clicking_near_a_mark_chooses_it(qtbot: QtBot, marks: EvidenceMarks) -> None:
    with qtbot.waitSignal(marks.mark_chosen) as chosen:
        QTest.mouseClick(marks, Qt.MouseButton.LeftButton, pos=QPoint(7, 107))

    assert chosen.args == ["topic.a", 2]


def test_clicking_between_marks_chooses_the_place(qtbot: QtBot, marks: EvidenceMarks) -> None:
    with qtbot.waitSignal(marks.place_chosen) as chosen:
        QTest.mouseClick(marks, Qt.MouseButton.LeftButton, pos=QPoint(7, 204))

    assert chosen.args == [pytest.approx(0.5)]


def test_marks_have_their_verdicts_colour(marks: EvidenceMarks) -> None:
    image = marks.grab().toImage()

    assert image.pixelColor(7, 104).green() > image.pixelColor(7, 104).red() + 30
    assert image.pixelColor(7, 204).name() == "#ffffff"


@pytest.fixture
def welcome(qtbot: QtBot) -> WelcomePage:
    page = WelcomePage()
    qtbot.addWidget(page)
    page.resize(700, 600)
    page.show()
    qtbot.waitExposed(page)
    return page


def button(page: WelcomePage, name: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if name in b.accessibleName())


def test_the_welcome_page_offers_every_way_to_begin(qtbot: QtBot, welcome: WelcomePage) -> None:
    for name, signal in (
        ("打开文件", welcome.open_requested),
        ("粘贴", welcome.paste_requested),
        ("样例", welcome.sample_requested),
    ):
        with qtbot.waitSignal(signal):
            QTest.mouseClick(button(welcome, name), Qt.MouseButton.LeftButton)


def test_a_recent_file_can_be_chosen(qtbot: QtBot, welcome: WelcomePage) -> None:
    welcome.show_recent(["/data/甲县.docx", "/data/乙县.pdf"])

    with qtbot.waitSignal(welcome.recent_chosen) as chosen:
        QTest.mouseClick(button(welcome, "乙县.pdf"), Qt.MouseButton.LeftButton)

    assert chosen.args == ["/data/乙县.pdf"]


def test_recent_files_replace_each_other(qtbot: QtBot, welcome: WelcomePage) -> None:
    welcome.show_recent([f"/data/{number}.docx" for number in range(20)])
    welcome.show_recent(["/data/甲县.docx"])

    qtbot.waitUntil(lambda: len(welcome.findChildren(QPushButton)) == 4)
