"""A whole review by keyboard alone, from the first item to the last, over two starts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from reviewer.gui.main_window import MainWindow

Start = Callable[[], tuple[MainWindow, Any, Any]]

OVERRIDES = 4
MOST_PRESSES = 48


def label(window: MainWindow, name: str) -> str:
    found = window.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def review_all(keyboard: Any, items: Any) -> dict[str, str]:
    """Decides every item, the first four proposals against the machine; gives the verdicts."""
    verdicts: dict[str, str] = {}
    overridden = 0
    while len(verdicts) < len(items.rows()):
        item_id, machine, human = items.current()
        assert human is None, f"{item_id} came up twice"
        if machine == "manual":
            verdicts[item_id] = "met"
            keyboard.decide("met")
        elif overridden < OVERRIDES:
            overridden += 1
            verdicts[item_id] = "partial" if machine != "partial" else "absent"
            keyboard.decide(verdicts[item_id])
            keyboard.press(Qt.Key.Key_R)
            keyboard.type(str(overridden))
        else:
            verdicts[item_id] = machine
            keyboard.press(Qt.Key.Key_Space)
    return verdicts


def test_a_report_is_reviewed_with_few_keys_and_no_mouse(open_sample: Start) -> None:
    window, keyboard, items = open_sample()

    verdicts = review_all(keyboard, items)

    assert keyboard.presses <= MOST_PRESSES
    assert {item_id: human for item_id, _, human in items.rows()} == verdicts
    assert len(verdicts) == 38
    assert label(window, "progress_label") == "已核 38/38"


def test_every_override_has_the_reason_picked_for_it(open_sample: Start) -> None:
    window, keyboard, items = open_sample()

    review_all(keyboard, items)

    review = window.review
    assert review is not None
    reasons = [
        review.state(item.id).reason
        for item in review.checklist.items
        if review.is_override(item.id)
    ]
    assert sorted(reasons) == sorted(review.checklist.stock_reasons[:OVERRIDES])


def test_everything_can_be_undone_and_done_again(open_sample: Start) -> None:
    _, keyboard, items = open_sample()
    verdicts = review_all(keyboard, items)
    control = Qt.KeyboardModifier.ControlModifier
    steps = len(verdicts) + OVERRIDES

    for _ in range(steps):
        keyboard.press(Qt.Key.Key_Z, control)
    undone = items.rows()
    for _ in range(steps):
        keyboard.press(Qt.Key.Key_Y, control)

    assert all(human is None for _, _, human in undone)
    assert {item_id: human for item_id, _, human in items.rows()} == verdicts


def test_a_review_goes_on_after_a_new_start(open_sample: Start) -> None:
    window, keyboard, items = open_sample()
    for _ in range(5):
        keyboard.press(Qt.Key.Key_Space)
    before, score = items.rows(), label(window, "score_label")
    window.close()

    again, keyboard, items = open_sample()

    assert items.rows() == before
    assert label(again, "score_label") == score
    assert items.current()[2] is None
    keyboard.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sum(human is None for _, _, human in items.rows()) == 34


def test_a_note_and_a_score_are_there_after_a_new_start(open_sample: Start) -> None:
    window, keyboard, _ = open_sample()
    keyboard.press(Qt.Key.Key_M)
    keyboard.type("note 1")
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.press(Qt.Key.Key_S)
    keyboard.type("1.5")
    keyboard.press(Qt.Key.Key_Return)
    window.close()

    again, keyboard, _ = open_sample()
    keyboard.press(Qt.Key.Key_K)

    note = again.findChild(QPlainTextEdit, "note_edit")
    score = again.findChild(QLineEdit, "score_edit")
    assert note is not None
    assert score is not None
    assert note.toPlainText() == "note 1"
    assert score.text() == "1.5"


def test_a_pasted_text_is_a_report_too(qtbot: QtBot, open_sample: Start) -> None:

    window, keyboard, _ = open_sample()
    assert window.review is not None
    QApplication.clipboard().setText(window.review.report.text)

    with qtbot.waitSignal(window.report_opened, timeout=60_000) as opened:
        keyboard.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert opened.args == [""]
    assert window.review is not None
    assert window.review.report.format == "text"


def test_pasted_html_keeps_headings_tables_and_what_is_set_aside(
    qtbot: QtBot, open_sample: Start
) -> None:
    window, keyboard, _ = open_sample()
    data = QMimeData()
    data.setText("某市水务局2024年法治政府建设年度报告 普法 12 复议 0")
    data.setHtml(
        "<html><head><style>p {margin: 0}</style></head><body><!--StartFragment-->"
        "<p>首页 &gt; 政务公开 &gt; 法治政府</p><p><b>某市水务局2024年法治政府建设年度报告</b></p>"
        "<p>2024年，某市水务局推进依法行政，现将有关情况报告如下。</p>"
        "<h2>主要工作情况</h2><p>开展普法宣传12场，受众3000人。</p>"
        "<table><tr><td>事项</td><td>件数</td></tr><tr><td>行政复议</td><td>0</td></tr></table>"
        "<!--EndFragment--></body></html>"
    )
    QApplication.clipboard().setMimeData(data)

    with qtbot.waitSignal(window.report_opened, timeout=60_000):
        keyboard.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert window.review is not None
    report = window.review.report
    assert report.facts.unit is not None
    assert report.facts.unit.value == "某市水务局"
    assert "主要工作情况" in [section.heading for section in report.sections]
    assert report.quality.tables == 1
    assert "行政复议 0" in report.text
    assert [entry.text for entry in report.furniture] == ["首页 > 政务公开 > 法治政府"]


def test_judging_pasted_text_anyway_is_about_the_same_report(
    qtbot: QtBot, open_sample: Start
) -> None:
    window, keyboard, _ = open_sample()
    QApplication.clipboard().setText("关于召开会议的通知\n请各单位\n  于5月6日前报名。\n")
    with qtbot.waitSignal(window.report_opened, timeout=60_000):
        keyboard.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.review is not None
    before = window.review.report
    assert window.review.plain.findings == {}

    with qtbot.waitSignal(window.report_opened, timeout=60_000):
        window.findChild(QAction, "action_judge_anyway").trigger()

    assert window.review.report.sha256 == before.sha256
    assert window.review.plain.findings
