from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QPlainTextEdit, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from reviewer.domain.review import DismissedEvidence, ItemState, Review
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict
from reviewer.gui.detail_pane import DetailPane
from reviewer.gui.item_detail import item_detail
from reviewer.gui.passage_list import PassageList
from reviewer.gui.theme import DARK, LIGHT


@pytest.fixture
def pane(qtbot: QtBot) -> DetailPane:
    pane = DetailPane(LIGHT)
    qtbot.addWidget(pane)
    pane.resize(440, 620)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def words(pane: DetailPane) -> str:
    return "\n".join(label.text() for label in pane.findChildren(QLabel) if label.isVisible())


def decide(review: Review, item_id: str, verdict: Verdict, reason: str = "") -> None:
    review.states[item_id] = ItemState(
        verdict, reason=reason, changed_at=datetime(2026, 1, 5, tzinfo=UTC)
    )


def clear_button(pane: DetailPane) -> QPushButton:
    found = pane.findChild(QPushButton, "button_clear")
    assert isinstance(found, QPushButton)
    return found


def passages(pane: DetailPane, name: str) -> PassageList:
    found = pane.findChild(QListView, name)
    assert isinstance(found, PassageList)
    return found


def test_the_requirement_and_its_basis_are_shown_unconfirmed_ones_marked(
    pane: DetailPane, review: Review
) -> None:
    pane.show_item(item_detail(review, "topic.double_random"))

    assert "写明双随机、一公开的做法、数量和结果。" in words(pane)
    assert "国家标准（待核）" in words(pane)


def test_evidence_stands_with_section_paragraph_and_role(pane: DetailPane, review: Review) -> None:
    pane.show_item(item_detail(review, "topic.double_random"))

    cards = passages(pane, "evidence_list").cards
    assert [card.text for card in cards] == [
        "建立检查对象名录库，入库企业132家，全年组织随机抽查2次",
        "抽查结果均按规定公示𠮷",
    ]
    assert cards[0].place == "一、严格规范执法 · 第4段 · 举措"


def test_what_was_not_found_shows_the_words_and_the_nearest_passages(
    pane: DetailPane, review: Review
) -> None:
    pane.show_item(item_detail(review, "content.shortcomings"))

    assert "查找过：存在的不足、薄弱环节" in words(pane)
    assert passages(pane, "nearest_list").cards[0].text == "立案处罚17起，罚款58.6万元"


def test_a_click_on_a_nearest_passage_asks_to_see_it(
    qtbot: QtBot, pane: DetailPane, review: Review
) -> None:
    pane.show_item(item_detail(review, "content.shortcomings"))
    nearest = passages(pane, "nearest_list")

    with qtbot.waitSignal(pane.place_chosen) as chosen:
        QTest.mouseClick(
            nearest.viewport(), Qt.MouseButton.LeftButton, pos=nearest.card_rect(0).center()
        )

    assert chosen.args == [0]


def test_the_list_of_evidence_is_as_high_as_its_cards(pane: DetailPane, review: Review) -> None:
    pane.show_item(item_detail(review, "topic.double_random"))
    evidence = passages(pane, "evidence_list")

    assert evidence.card_rect(1).bottom() <= evidence.height()
    assert evidence.verticalScrollBar().maximum() == 0


def test_the_chain_of_reasons_is_shown(pane: DetailPane, review: Review) -> None:
    pane.show_item(item_detail(review, "topic.three_systems"))

    assert "为什么是“部分体现”\n· 只有提法，没有做法" in words(pane)


def test_an_attached_and_a_dismissed_passage_are_told_apart(
    pane: DetailPane, review: Review
) -> None:
    finding = review.findings["topic.three_systems"]
    review.states["topic.three_systems"] = ItemState(
        attached=(Span(0, 8),),
        dismissed=(DismissedEvidence(finding.evidence[0].span, "只是口号"),),
    )

    pane.show_item(item_detail(review, "topic.three_systems"))

    attached, dismissed = passages(pane, "evidence_list").cards
    assert attached.place.endswith("人工添加")
    assert dismissed.place == "已排除：只是口号"
    assert "原文依据 1 条" in words(pane)


def test_an_override_shows_both_verdicts_and_asks_for_its_reason(
    pane: DetailPane, review: Review
) -> None:
    decide(review, "topic.double_random", Verdict.PARTIAL)

    pane.show_item(item_detail(review, "topic.double_random"))

    assert "改判，请按 R 补充理由" in words(pane)
    assert clear_button(pane).isVisible()


def test_only_a_decided_item_can_be_taken_back(pane: DetailPane, review: Review) -> None:
    pane.show_item(item_detail(review, "topic.double_random"))

    assert not clear_button(pane).isVisible()


@pytest.mark.parametrize("name", ["met", "partial", "plan_only", "absent", "not_applicable"])
def test_each_button_gives_its_verdict(
    qtbot: QtBot, pane: DetailPane, review: Review, name: str
) -> None:
    pane.show_item(item_detail(review, "topic.double_random"))
    button = pane.findChild(QPushButton, f"button_{name}")
    assert isinstance(button, QPushButton)

    with qtbot.waitSignal(pane.verdict_clicked) as clicked:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert clicked.args == [Verdict(name)]


def test_going_to_another_item_tells_the_note_of_the_first(
    qtbot: QtBot, pane: DetailPane, review: Review
) -> None:
    pane.show_item(item_detail(review, "topic.double_random"))
    note = pane.findChild(QPlainTextEdit, "note_edit")
    assert isinstance(note, QPlainTextEdit)
    note.setPlainText("第一项的备注")

    with qtbot.waitSignal(pane.note_rested) as rested:
        pane.show_item(item_detail(review, "topic.publicity"))

    assert rested.args == ["topic.double_random", "第一项的备注"]
    assert note.toPlainText() == ""


def test_a_refresh_does_not_disturb_the_writer(pane: DetailPane, review: Review) -> None:
    pane.show_item(item_detail(review, "topic.double_random"))
    note = pane.findChild(QPlainTextEdit, "note_edit")
    assert isinstance(note, QPlainTextEdit)
    note.setPlainText("还没写完")

    pane.show_item(item_detail(review, "topic.double_random"))

    assert note.toPlainText() == "还没写完"


def test_a_score_refused_is_explained_beside_it(pane: DetailPane, review: Review) -> None:
    pane.show_item(item_detail(review, "topic.double_random"))

    pane.show_score_fault("得分应在 0 与 2 之间")

    assert "得分应在 0 与 2 之间" in words(pane)


def test_a_reminder_takes_no_score(pane: DetailPane, review: Review) -> None:
    pane.show_item(item_detail(review, "content.other"))

    assert not pane.focus_score()


@pytest.mark.parametrize("width", [384, 440, 640])
def test_nothing_stands_out_at_the_side(
    qtbot: QtBot, pane: DetailPane, review: Review, width: int
) -> None:
    pane.resize(width, 620)
    scroll = pane.findChild(QScrollArea)
    assert isinstance(scroll, QScrollArea)
    for item in review.checklist.items:
        pane.show_item(item_detail(review, item.id))

        qtbot.waitUntil(lambda: scroll.widget().width() == scroll.viewport().width())
        assert pane.minimumSizeHint().width() <= width


def test_it_can_be_painted_dark(pane: DetailPane, review: Review) -> None:
    pane.show_item(item_detail(review, "topic.double_random"))
    pane.set_theme(DARK)

    assert not pane.grab().isNull()


def test_without_an_item_it_is_empty(pane: DetailPane) -> None:
    pane.show_item(None)

    assert words(pane) == ""
