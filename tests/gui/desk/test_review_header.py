from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.domain.review import ItemState, Review
from reviewer.domain.scoring import score_review
from reviewer.domain.verdict import Verdict
from reviewer.gui.checklist_rows import ItemFilter, rows_of
from reviewer.gui.review_header import ReviewHeader
from reviewer.gui.theme import LIGHT


@pytest.fixture
def header(qtbot: QtBot) -> ReviewHeader:
    header = ReviewHeader(LIGHT)
    qtbot.addWidget(header)
    header.resize(440, 110)
    header.show()
    return header


def show(header: ReviewHeader, review: Review) -> None:
    header.show_score(score_review(review), rows_of(review))


def text(header: ReviewHeader, name: str) -> str:
    label = header.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def chips_of(header: ReviewHeader) -> list[QPushButton]:
    return [b for b in header.findChildren(QPushButton) if b.objectName().startswith("filter_")]


def decide(review: Review, item_id: str, verdict: Verdict) -> None:
    review.states[item_id] = ItemState(verdict, changed_at=datetime(2026, 1, 5, tzinfo=UTC))


def test_score_and_progress_count_the_decided_items(header: ReviewHeader, review: Review) -> None:
    decide(review, "topic.double_random", Verdict.MET)
    decide(review, "topic.publicity", Verdict.PLAN_ONLY)
    decide(review, "content.other", Verdict.NOT_APPLICABLE)

    show(header, review)

    assert text(header, "score_label") == "2.4/4"
    assert text(header, "progress_label") == "已核 3/6"


def test_before_the_first_decision_the_score_is_zero_of_zero(
    header: ReviewHeader, review: Review
) -> None:
    show(header, review)

    assert text(header, "score_label") == "0/0"
    assert text(header, "progress_label") == "已核 0/6"


def test_the_chips_count_their_items(header: ReviewHeader, review: Review) -> None:
    show(header, review)

    chips = [chip.text() for chip in chips_of(header)]

    assert chips == ["全部 6", "未核 6", "未体现 1", "改判 0", "需人工 1"]


def test_a_chip_chooses_its_filter(qtbot: QtBot, header: ReviewHeader, review: Review) -> None:
    show(header, review)
    chip = header.findChild(QPushButton, "filter_absent")
    assert isinstance(chip, QPushButton)

    with qtbot.waitSignal(header.filter_chosen) as chosen:
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)

    assert chosen.args == [ItemFilter.ABSENT]


def test_a_finished_review_says_so(header: ReviewHeader, review: Review) -> None:
    for item in review.checklist.items:
        decide(review, item.id, Verdict.MET)

    show(header, review)

    assert text(header, "progress_label") == "已核 6/6"
    assert any("全部已核" in label.text() for label in header.findChildren(QLabel))


def test_overrides_without_reason_are_counted(header: ReviewHeader, review: Review) -> None:
    decide(review, "topic.double_random", Verdict.ABSENT)

    show(header, review)

    assert any("改判缺理由 1" in label.text() for label in header.findChildren(QLabel))


def test_without_a_review_there_is_nothing_to_filter(header: ReviewHeader) -> None:
    header.show_score(None, ())

    assert not any(chip.isEnabled() for chip in chips_of(header))
