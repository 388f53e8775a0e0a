"""Lines that were set aside, shown on the page at their own places."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from reviewer.domain.report import Furniture, Report
from reviewer.domain.source_lines import LineChoice, SourceLine
from reviewer.gui.aside_rows import AsideRow
from reviewer.gui.report_view import ReportView

FURNITURE = (
    Furniture("首页 > 政务公开", 1, "导航路径", 1),
    Furniture("来源：县林业局", 3, "发布信息", 2),
    Furniture("打印 关闭", 4, "网页按钮", 2),
    Furniture("— 1 —", 9, "页码", 6),
    Furniture("上一篇：𠮷某的通知", 20, "正文后的网页内容", 13),
)


@pytest.fixture
def page(report: Report) -> Report:
    return replace(report, furniture=FURNITURE)


@pytest.fixture
def view(qtbot: QtBot, page: Report) -> ReportView:
    view = ReportView()
    qtbot.addWidget(view)
    view.resize(760, 500)
    view.show()
    qtbot.waitExposed(view)
    view.show_report(page)
    return view


def rows(view: ReportView) -> list[AsideRow]:
    return list(view._rows())


def middle(view: ReportView, index: int) -> QPoint:
    """The middle of a row, in the viewport."""
    view.choose_aside(index)
    center = rows(view)[index].area.center()
    return (center - QPointF(0, view.verticalScrollBar().value())).toPoint()


def test_at_first_nothing_but_the_text_is_shown(view: ReportView) -> None:
    assert not view.is_aside_shown
    assert rows(view) == []


def test_each_line_stands_between_its_neighbours(view: ReportView, page: Report) -> None:
    view.show_aside(is_shown=True)

    assert [row.entry for row in rows(view)] == list(FURNITURE)
    for row in rows(view):
        number = row.entry.before_paragraph
        if number <= len(page.paragraphs):
            assert row.area.bottom() <= view.line_at(page.paragraphs[number - 1].span.start).top()
        if number > 1:
            above = view.lines_of(page.paragraphs[number - 2].span)[-1]
            assert row.area.top() >= above.bottom()
    assert all(
        a.area.bottom() <= b.area.top() for a, b in zip(rows(view), rows(view)[1:], strict=False)
    )
    assert rows(view)[-1].area.bottom() < view.page_height()


def test_the_document_still_holds_nothing_but_the_text(view: ReportView, page: Report) -> None:
    view.show_aside(is_shown=True)

    assert view.document().toPlainText() == page.text


def test_hiding_them_gives_the_page_back_as_it_was(view: ReportView) -> None:
    height = view.page_height()

    view.show_aside(is_shown=True)
    assert view.page_height() > height
    view.show_aside(is_shown=False)
    assert view.page_height() == height


@pytest.mark.parametrize("step", [-3, 0, 8])
def test_rows_keep_their_places_at_any_size_of_text(view: ReportView, step: int) -> None:
    view.show_aside(is_shown=True)
    view.set_zoom_step(step)

    first = rows(view)[0]
    title = view.line_at(0)
    assert 0 <= first.area.top() < first.area.bottom() <= title.top()


def test_walking_goes_from_line_to_line_and_around(view: ReportView) -> None:
    chosen: list[int] = []
    view.aside_chosen.connect(chosen.append)

    for step in (1, 1, -1, -1, -1):
        view.walk_aside(step)

    assert view.is_aside_shown
    assert chosen == [0, 1, 0, 4, 3]
    assert view.current_aside == 3


def test_a_line_out_of_view_is_brought_into_view(view: ReportView) -> None:
    view.show_aside(is_shown=True)

    view.choose_aside(4)

    top = view.verticalScrollBar().value()
    assert top <= rows(view)[4].area.top() <= top + view.viewport().height()


def test_lines_between_the_same_paragraphs_are_one_block(view: ReportView) -> None:
    assert view.aside_block(1) == view.aside_block(2) == [1, 2]
    assert view.aside_block(3) == [3]


def test_a_click_on_the_words_at_its_end_asks_for_a_line(qtbot: QtBot, view: ReportView) -> None:
    view.show_aside(is_shown=True)
    place = middle(view, 1)
    area = rows(view)[1].area

    with qtbot.waitSignal(view.aside_return_asked) as asked:
        QTest.mouseClick(
            view.viewport(),
            Qt.MouseButton.LeftButton,
            pos=QPoint(round(area.right()) - 12, place.y()),
        )

    assert asked.args == [[1]]


def test_a_click_elsewhere_on_a_row_only_chooses_it(qtbot: QtBot, view: ReportView) -> None:
    view.show_aside(is_shown=True)

    with qtbot.assertNotEmitted(view.aside_return_asked):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, 2))

    assert view.current_aside == 2


def menu_words(view: ReportView, place: QPoint) -> list[str]:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    menus = [menu for menu in view.findChildren(QMenu) if menu.isVisible()]
    words = [action.text().split("\t")[0] for action in menus[-1].actions()]
    menus[-1].close()
    return words


def test_the_menu_of_a_line_offers_the_line_and_its_block(view: ReportView) -> None:
    view.show_aside(is_shown=True)

    assert "放回正文" in menu_words(view, middle(view, 1))
    assert "这里的 2 行都放回正文" in menu_words(view, middle(view, 1))
    assert "这里的 1 行都放回正文" not in menu_words(view, middle(view, 3))


def test_the_menu_of_the_text_offers_to_set_its_paragraph_aside(view: ReportView) -> None:
    place = view.lines_of(view.report.paragraphs[2].span)[0].center()  # type: ignore[union-attr]

    assert "第 3 段不作正文" in menu_words(view, place.toPoint())


def test_a_returned_paragraph_is_told_beside_its_number(view: ReportView, page: Report) -> None:
    line = SourceLine("县委依法治县办：")
    paragraphs = list(page.paragraphs)
    paragraphs[1] = replace(paragraphs[1], lines=(line,))
    choices = (LineChoice(line, is_text=True),)
    view.show_report(replace(page, paragraphs=tuple(paragraphs), line_choices=choices))

    shown = view._numbered_paragraphs(view.viewport().rect().toRectF())
    assert [paragraph.number for paragraph in shown if paragraph.is_returned] == [2]


def test_the_keys_to_both_ends_reach_the_lines_there(view: ReportView) -> None:
    view.show_aside(is_shown=True)
    bar = view.verticalScrollBar()

    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() == bar.maximum()
    QTest.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() == 0
