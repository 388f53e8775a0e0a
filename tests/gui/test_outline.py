from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from reviewer.domain.report import Report
from reviewer.gui.fonts import interface_font
from reviewer.gui.outline_model import OFFSET_ROLE, PURPOSE_ROLE, OutlineModel
from reviewer.gui.outline_view import OutlinePane, OutlineView, shortened

MakeReport = Callable[..., Report]


def rows(model: OutlineModel, parent: QModelIndex | None = None) -> list[tuple[str, str]]:
    root = parent if parent is not None else QModelIndex()
    indexes = [model.index(row, 0, root) for row in range(model.rowCount(root))]
    return [(str(index.data()), str(index.data(PURPOSE_ROLE))) for index in indexes]


@pytest.fixture
def pane(qtbot: QtBot, report: Report) -> OutlinePane:
    pane = OutlinePane()
    qtbot.addWidget(pane)
    pane.resize(200, 500)
    pane.show_report(report)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def current_text(view: OutlineView) -> str:
    return str(view.currentIndex().data())


def test_the_model_is_sound(qtmodeltester: ModelTester, report: Report) -> None:
    model = OutlineModel()
    model.show_report(report)

    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_parts_stand_in_order_with_what_they_are_for(report: Report) -> None:
    model = OutlineModel()

    model.show_report(report)

    assert rows(model) == [
        ("标题与开头", "开头"),
        ("一、主要举措，稳步推进", "举措"),
        ("二、存在的不足", "不足"),
        ("三、下一步打算", "计划"),
        ("落款", "落款"),
    ]
    assert rows(model, model.index(1, 0)) == [("（一）健全制度", ""), ("（二）规范执法", "")]


def test_a_report_without_headings_has_one_entry(make_report: MakeReport) -> None:
    model = OutlineModel()

    model.show_report(make_report("全文只有一段。"))

    assert rows(model) == [("正文", "")]


def test_no_report_and_an_empty_report_have_no_entries(make_report: MakeReport) -> None:
    model = OutlineModel()

    model.show_report(make_report(""))
    assert model.rowCount() == 0
    assert not model.index_at(0).isValid()

    model.show_report(None)
    assert model.rowCount() == 0


def test_a_report_that_begins_with_a_heading_has_no_opening(report: Report) -> None:
    model = OutlineModel()

    model.show_report(
        replace(
            report,
            sections=(replace(report.sections[0], span=replace(report.sections[0].span, start=0)),),
        )
    )

    assert rows(model)[0] == ("一、主要举措，稳步推进", "举措")


def test_the_current_entry_follows_the_reading_without_a_signal(
    qtbot: QtBot, pane: OutlinePane, report: Report
) -> None:
    with qtbot.assertNotEmitted(pane.place_chosen):
        pane.view.show_place(report.text.index("立案5起"))

    assert current_text(pane.view) == "（二）规范执法"

    pane.view.show_place(len(report.text))

    assert current_text(pane.view) == "落款"


def test_clicking_an_entry_leads_to_its_place(
    qtbot: QtBot, pane: OutlinePane, report: Report
) -> None:
    model = pane.view.model()
    index = model.index(2, 0)

    with qtbot.waitSignal(pane.place_chosen) as chosen:
        QTest.mouseClick(
            pane.view.viewport(),
            Qt.MouseButton.LeftButton,
            pos=pane.view.visualRect(index).center(),
        )

    assert chosen.args == [report.text.index("二、存在的不足")]
    assert index.data(OFFSET_ROLE) == chosen.args[0]


def test_arrow_keys_lead_from_entry_to_entry(qtbot: QtBot, pane: OutlinePane) -> None:
    pane.view.setFocus()

    with qtbot.waitSignal(pane.place_chosen):
        QTest.keyClick(pane.view, Qt.Key.Key_Down)

    assert current_text(pane.view) == "一、主要举措，稳步推进"


def test_letters_are_left_to_the_window(pane: OutlinePane) -> None:
    pane.view.setFocus()
    before = current_text(pane.view)

    QTest.keyClick(pane.view, Qt.Key.Key_L)
    pane.view.keyboardSearch("落")

    assert current_text(pane.view) == before


def test_missing_parts_are_listed_and_tell_their_item(qtbot: QtBot, pane: OutlinePane) -> None:
    pane.show_missing([("law.shortcomings", "存在的不足"), ("law.causes", "不足的原因")])
    buttons = pane.findChildren(QPushButton)

    assert [button.text() for button in buttons] == ["✕ 存在的不足", "✕ 不足的原因"]
    with qtbot.waitSignal(pane.missing_chosen) as chosen:
        QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)

    assert chosen.args == ["law.causes"]


def test_another_report_takes_missing_parts_away(
    qtbot: QtBot, pane: OutlinePane, report: Report
) -> None:
    pane.show_missing([("law.causes", "不足的原因")])

    pane.show_report(report)

    qtbot.waitUntil(lambda: not pane.findChildren(QPushButton))


@pytest.mark.usefixtures("qapp")
def test_a_heading_without_room_ends_at_its_comma_then_is_cut_off() -> None:
    metrics = QFontMetrics(interface_font())
    heading = "一、加强组织领导，夯实法治基础"
    first_part = metrics.horizontalAdvance("一、加强组织领导")

    assert shortened(heading, metrics, 1000) == heading
    assert shortened(heading, metrics, first_part + 1) == "一、加强组织领导"
    assert shortened(heading, metrics, first_part - 20).endswith("…")
