from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from reviewer.domain.report import Report
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict
from reviewer.gui.report_view import EvidenceMark, ReportView
from reviewer.gui.theme import DARK

MakeReport = Callable[..., Report]


@pytest.fixture
def view(qtbot: QtBot) -> ReportView:
    view = ReportView()
    qtbot.addWidget(view)
    view.resize(760, 320)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def long_report(make_report: MakeReport) -> Report:
    return make_report(
        *(f"第{number}件事：检查企业{number}家，整改完毕。" for number in range(200))
    )


def place_of(report: Report, part: str) -> Span:
    start = report.text.index(part)
    return Span(start, start + len(part))


def mark(
    span: Span,
    item_id: str = "topic.a",
    *,
    verdict: Verdict = Verdict.MET,
    is_decided: bool = False,
    is_current: bool = False,
    label: str = "",
) -> EvidenceMark:
    return EvidenceMark(span, verdict, is_decided, is_current, item_id, label)


def marked_texts(view: ReportView) -> list[str]:
    # The stubs of PySide6 miss the members of ExtraSelection.
    return [selection.cursor.selectedText() for selection in view.extraSelections()]  # type: ignore[attr-defined]


def click_on(view: ReportView, span: Span) -> None:
    line = view.lines_of(span)[0]
    point = line.center() - QPointF(0, view.verticalScrollBar().value())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())


def is_kept(view: ReportView, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers, "")
    event.ignore()
    QApplication.sendEvent(view, event)
    return event.isAccepted()


def wheel(view: ReportView, steps: int, modifiers: Qt.KeyboardModifier) -> None:
    centre = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        centre,
        view.viewport().mapToGlobal(centre),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003  # Qt's own constructor
    )
    QApplication.sendEvent(view.viewport(), event)


_KEYS = {
    "J": Qt.Key.Key_J,
    "1": Qt.Key.Key_1,
    "Space": Qt.Key.Key_Space,
    "Backspace": Qt.Key.Key_Backspace,
    "?": Qt.Key.Key_Question,
}
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_the_page_holds_the_text_of_the_report_and_nothing_else(
    view: ReportView, report: Report
) -> None:
    view.show_report(report)

    assert view.toPlainText() == report.text
    assert view.isReadOnly()
    assert view.objectName() == "report_view"


def test_characters_that_would_split_a_line_keep_every_position(
    view: ReportView, make_report: MakeReport
) -> None:
    odd = make_report("甲\u2029乙\r丙\ufdd0丁\ud800戊", "第二段在此")
    view.show_report(odd)
    view.show_evidence([mark(place_of(odd, "第二段"))])

    assert view.document().blockCount() == 2
    assert marked_texts(view) == ["第二段"]


def test_evidence_stands_on_its_words_behind_wide_characters(
    view: ReportView, report: Report
) -> None:
    view.show_report(report)

    view.show_evidence([mark(place_of(report, "立案5起")), mark(place_of(report, "加强培训"))])

    assert marked_texts(view) == ["立案5起", "加强培训"]


def test_only_evidence_near_the_pane_is_selected_in_a_long_report(
    view: ReportView, long_report: Report
) -> None:
    view.show_report(long_report)
    view.show_evidence([mark(paragraph.span) for paragraph in long_report.paragraphs])

    assert 0 < len(marked_texts(view)) < 60

    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())

    assert marked_texts(view)[-1] == long_report.paragraphs[-1].span.of(long_report.text)


def test_showing_evidence_never_edits_the_document(view: ReportView, report: Report) -> None:
    view.show_report(report)
    revision = view.document().revision()

    view.show_evidence([mark(place_of(report, "立案5起"), is_current=True)])
    view.show_hits([place_of(report, "学法")])
    view.show_evidence([])

    assert view.document().revision() == revision
    assert marked_texts(view) == ["学法"]


def test_clicking_evidence_tells_its_item_and_its_place_there(
    qtbot: QtBot, view: ReportView, report: Report
) -> None:
    view.show_report(report)
    view.show_evidence(
        [
            mark(place_of(report, "学法4次"), "topic.a"),
            mark(place_of(report, "检查木材加工企业36家"), "topic.b"),
            mark(place_of(report, "立案5起"), "topic.a"),
        ]
    )

    with qtbot.waitSignal(view.evidence_clicked) as clicked:
        click_on(view, place_of(report, "立案5起"))

    assert clicked.args == ["topic.a", 1]


def test_clicking_again_goes_through_overlapping_evidence(
    qtbot: QtBot, view: ReportView, report: Report
) -> None:
    place = place_of(report, "立案5起")
    marks = [mark(place, "topic.a", is_current=True), mark(place, "topic.b")]
    view.show_report(report)
    view.show_evidence(marks)

    with qtbot.waitSignal(view.evidence_clicked) as clicked:
        click_on(view, place)

    assert clicked.args == ["topic.b", 0]


def test_clicking_plain_text_chooses_no_evidence(
    qtbot: QtBot, view: ReportView, report: Report
) -> None:
    view.show_report(report)
    view.show_evidence([mark(place_of(report, "立案5起"))])

    with qtbot.assertNotEmitted(view.evidence_clicked):
        click_on(view, place_of(report, "县委依法治县办"))


def test_scroll_position_stays_when_evidence_or_colours_change(
    view: ReportView, long_report: Report
) -> None:
    view.show_report(long_report)
    view.verticalScrollBar().setValue(1500)

    view.show_evidence([mark(long_report.paragraphs[3].span, is_current=True)])
    view.set_theme(DARK)
    view.show_report(long_report)

    assert view.verticalScrollBar().value() == 1500


def test_another_report_starts_at_its_top_without_old_marks(
    view: ReportView, long_report: Report, report: Report
) -> None:
    view.show_report(long_report)
    view.show_evidence([mark(long_report.paragraphs[3].span)])
    view.verticalScrollBar().setValue(1500)

    view.show_report(report)

    assert view.verticalScrollBar().value() == 0
    assert view.marks == ()
    assert marked_texts(view) == []


def test_no_report_leaves_an_empty_page(view: ReportView, report: Report) -> None:
    view.show_report(report)

    view.show_report(None)

    assert view.toPlainText() == ""
    assert view.current_paragraph == 0
    assert view.selected_span() is None


def test_an_empty_report_can_be_shown(view: ReportView, make_report: MakeReport) -> None:
    empty = make_report("")
    view.show_report(empty)

    view.go_to(Span(0, 0))
    view.show_evidence([])

    assert view.toPlainText() == ""


def test_going_to_a_place_brings_it_to_the_middle(view: ReportView, long_report: Report) -> None:
    view.show_report(long_report)
    target = long_report.paragraphs[120].span

    view.go_to(target)

    top = view.lines_of(target)[0].top() - view.verticalScrollBar().value()
    assert 0.2 * view.viewport().height() < top < 0.6 * view.viewport().height()
    assert view.visible_span().contains(target)
    assert view.current_paragraph == 121


def test_going_to_a_place_keeps_what_the_reviewer_has_selected(
    view: ReportView, long_report: Report
) -> None:
    view.show_report(long_report)
    cursor = view.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(9, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)

    view.go_to(long_report.paragraphs[120].span)

    assert view.selected_span() == Span(4, 9)


def test_a_selection_counts_code_points_and_leaves_out_blanks_at_its_ends(
    view: ReportView, make_report: MakeReport
) -> None:
    wide = make_report("𠮷😀某主持", "学法 4次")
    view.show_report(wide)

    view.selectAll()

    assert view.selected_span() == Span(0, len(wide.text))

    cursor = view.textCursor()
    cursor.setPosition(5)
    cursor.setPosition(11, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)

    assert view.selected_span() == Span(3, 8)
    assert Span(3, 8).of(wide.text) == "主持\n学法"


def test_selecting_only_a_line_end_selects_nothing(
    view: ReportView, make_report: MakeReport
) -> None:
    view.show_report(make_report("甲", "乙"))
    cursor = view.textCursor()
    cursor.setPosition(1)
    cursor.setPosition(2, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)

    assert view.selected_span() is None


def test_selecting_tells_the_span(qtbot: QtBot, view: ReportView, report: Report) -> None:
    view.show_report(report)

    with qtbot.waitSignal(view.selection_changed) as selected:
        view.selectAll()

    assert selected.args == [Span(0, len(report.text))]


def test_copying_gives_the_text_without_paragraph_numbers(view: ReportView, report: Report) -> None:
    view.show_report(report)

    view.selectAll()
    view.copy()

    assert QGuiApplication.clipboard().text() == report.text
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        *((key, NONE) for key in (Qt.Key.Key_J, Qt.Key.Key_E, Qt.Key.Key_1, Qt.Key.Key_0)),
        *((key, NONE) for key in (Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_Return)),
        (Qt.Key.Key_Question, SHIFT),
        (Qt.Key.Key_Z, CTRL),
        (Qt.Key.Key_Y, CTRL),
        (Qt.Key.Key_V, CTRL),
        (Qt.Key.Key_E, CTRL),
    ],
)
def test_keys_of_the_window_pass_through(
    view: ReportView, report: Report, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    view.show_report(report)

    assert not is_kept(view, key, modifiers)


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_C, CTRL),
        (Qt.Key.Key_A, CTRL),
        (Qt.Key.Key_Down, NONE),
        (Qt.Key.Key_Right, SHIFT),
        (Qt.Key.Key_PageDown, NONE),
        (Qt.Key.Key_Home, CTRL),
        (Qt.Key.Key_Plus, CTRL),
        (Qt.Key.Key_0, CTRL),
    ],
)
def test_keys_of_reading_stay_with_the_page(
    view: ReportView, report: Report, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    view.show_report(report)

    assert is_kept(view, key, modifiers)


@pytest.mark.parametrize("key", list(_KEYS))
def test_actions_with_single_keys_fire_while_the_page_has_the_focus(
    qtbot: QtBot, report: Report, key: str
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    view = ReportView()
    window.setCentralWidget(view)
    action = QAction(window)
    action.setShortcut(QKeySequence(key))
    window.addAction(action)
    view.show_report(report)
    window.show()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)

    with qtbot.waitSignal(action.triggered):
        QTest.keyClick(view, _KEYS[key])

    assert view.toPlainText() == report.text


def test_input_methods_are_off(view: ReportView) -> None:
    assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not view.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)


def test_text_can_be_selected_with_the_keyboard(view: ReportView, report: Report) -> None:
    view.show_report(report)
    view.setFocus()

    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)

    assert view.selected_span() == Span(0, 2)


def test_the_caret_starts_from_what_is_seen_after_scrolling(
    view: ReportView, long_report: Report
) -> None:
    view.show_report(long_report)
    view.setFocus()
    view.verticalScrollBar().setValue(2400)
    seen = view.visible_span()

    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)

    selected = view.selected_span()
    assert selected is not None
    assert seen.contains(selected)


def test_zooming_stays_in_its_range_and_is_told(qtbot: QtBot, view: ReportView) -> None:
    with qtbot.waitSignal(view.zoom_changed) as zoomed:
        view.set_zoom_step(99)

    assert zoomed.args == [view.zoom_step]
    assert view.zoom_step < 99

    QTest.keyClick(view, Qt.Key.Key_0, CTRL)

    assert view.zoom_step == 0


def test_the_wheel_zooms_with_ctrl_and_scrolls_without(
    view: ReportView, long_report: Report
) -> None:
    view.show_report(long_report)

    wheel(view, 1, CTRL)

    assert view.zoom_step == 1
    assert view.verticalScrollBar().value() == 0

    wheel(view, -1, NONE)

    assert view.zoom_step == 1
    assert view.verticalScrollBar().value() > 0


def test_zooming_keeps_the_place_the_selection_and_the_evidence(
    view: ReportView, long_report: Report
) -> None:
    view.show_report(long_report)
    view.show_evidence([mark(paragraph.span) for paragraph in long_report.paragraphs])
    target = long_report.paragraphs[100]
    cursor = view.textCursor()
    cursor.setPosition(target.span.start)
    cursor.setPosition(target.span.end, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.scroll_to_top(target.span.start)

    view.set_zoom_step(3)

    assert view.visible_span().contains(target.span)
    assert view.selected_span() == target.span
    assert target.span.of(long_report.text) in marked_texts(view)


def test_resizing_keeps_the_line_at_the_top(view: ReportView, make_report: MakeReport) -> None:
    wide = make_report(*("依法行政，" * 60 + f"第{number}段。" for number in range(30)))
    view.show_report(wide)
    view.scroll_to_top(wide.paragraphs[15].span.start)
    top = view.visible_span().start

    view.resize(460, 320)

    assert abs(view.visible_span().start - top) < 40


def test_the_current_paragraph_follows_the_reading(
    qtbot: QtBot, view: ReportView, long_report: Report
) -> None:
    view.show_report(long_report)
    bar = view.verticalScrollBar()
    assert view.current_paragraph == 1

    with qtbot.waitSignal(view.current_paragraph_changed):
        bar.setValue(bar.maximum() // 2)
    assert 80 < view.current_paragraph < 120

    bar.setValue(bar.maximum())
    assert view.current_paragraph == 200


def test_hovering_tells_the_paragraph(qtbot: QtBot, view: ReportView, report: Report) -> None:
    view.show_report(report)
    line = view.lines_of(report.paragraphs[2].span)[0]

    with qtbot.waitSignal(view.paragraph_hovered) as hovered:
        QTest.mouseMove(view.viewport(), line.center().toPoint())

    assert hovered.args == [3]


def test_hits_are_marked_and_taken_away(view: ReportView, report: Report) -> None:
    hits = [place_of(report, "法治"), place_of(report, "普法")]
    view.show_report(report)

    view.show_hits(hits, hits[1])
    assert marked_texts(view) == ["法治", "普法", "普法"]

    view.show_hits([])
    assert marked_texts(view) == []


def test_placed_marks_tell_how_far_down_they_stand(view: ReportView, long_report: Report) -> None:
    view.show_report(long_report)
    view.show_evidence(
        [mark(long_report.paragraphs[index].span, "topic.a") for index in (0, 100, 199)]
    )

    placed = view.placed_marks()

    assert [entry.index for entry in placed] == [0, 1, 2]
    assert placed[0].share < 0.05
    assert placed[1].share == pytest.approx(0.5, abs=0.05)
    assert 0.9 < placed[2].share <= 1


def test_a_paragraphs_bar_shows_the_current_evidence_then_the_strongest(
    view: ReportView, report: Report
) -> None:
    partial = mark(place_of(report, "立案5起"), verdict=Verdict.PARTIAL)
    met = mark(place_of(report, "罚款2.4万元"), verdict=Verdict.MET)
    view.show_report(report)

    view.show_evidence([partial, met])
    assert view._marks.verdict_of_paragraph(6) is Verdict.MET

    view.show_evidence([replace(partial, is_current=True), met])
    assert view._marks.verdict_of_paragraph(6) is Verdict.PARTIAL
    assert view._marks.verdict_of_paragraph(5) is None


def test_another_report_tells_only_its_own_first_paragraph(
    qtbot: QtBot, view: ReportView, long_report: Report, make_report: MakeReport
) -> None:
    view.show_report(long_report)
    view.go_to(long_report.paragraphs[150].span)
    told: list[int] = []
    view.current_paragraph_changed.connect(told.append)

    view.show_report(make_report(*(f"另一份报告第{number}段。" for number in range(300))))
    qtbot.wait(0)

    assert told == [1]
