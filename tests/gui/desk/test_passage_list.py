from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict
from reviewer.gui.item_detail import PassageCard
from reviewer.gui.passage_list import PassageList, PassageModel
from reviewer.gui.theme import DARK, LIGHT

CARDS = (
    PassageCard(Span(0, 10), "全年组织抽查2次", "一、抽查 · 第3段 · 举措", Verdict.MET),
    PassageCard(Span(20, 30), "很长的依据，" * 20, "第4段", Verdict.MET, is_attached=True),
    PassageCard(Span(40, 50), "只是口号", "已排除：只是口号", None, is_dismissed=True),
)


@pytest.fixture
def cards(qtbot: QtBot) -> PassageList:
    cards = PassageList(LIGHT, is_evidence=True)
    qtbot.addWidget(cards)
    cards.resize(400, 300)
    cards.show_cards(CARDS)
    cards.show()
    return cards


def test_the_model_is_a_sound_item_model(qtmodeltester: ModelTester) -> None:
    model = PassageModel()
    model.set_cards(CARDS)

    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types here


def test_a_long_passage_gets_the_height_it_needs(cards: PassageList) -> None:
    cards.resize(400, 300)
    wide = cards.height()

    cards.resize(250, cards.height())

    assert cards.height() > wide
    assert cards.card_rect(2).bottom() <= cards.height()


def test_a_click_and_enter_choose_a_card(qtbot: QtBot, cards: PassageList) -> None:
    with qtbot.waitSignal(cards.chosen) as clicked:
        QTest.mouseClick(
            cards.viewport(), Qt.MouseButton.LeftButton, pos=cards.card_rect(1).center()
        )
    with qtbot.waitSignal(cards.chosen) as entered:
        QTest.keyClick(cards, Qt.Key.Key_Return)

    assert clicked.args == [1]
    assert entered.args == [1]


def open_menu(cards: PassageList, row: int) -> QMenu | None:
    cards.customContextMenuRequested.emit(cards.card_rect(row).center())
    return cards.findChild(QMenu)


@pytest.mark.parametrize(
    ("row", "words", "signal"),
    [
        (0, "排除这条依据…", "dismissal_asked"),
        (1, "移除这条依据", "dismissal_asked"),
        (2, "恢复这条依据", "return_asked"),
    ],
)
def test_the_menu_offers_what_fits_the_card(
    qtbot: QtBot, cards: PassageList, row: int, words: str, signal: str
) -> None:
    menu = open_menu(cards, row)
    assert menu is not None
    (action,) = menu.actions()

    with qtbot.waitSignal(getattr(cards, signal)) as asked:
        action.trigger()
    menu.close()

    assert action.text() == words
    assert asked.args == [row]


def test_passages_that_are_no_evidence_have_no_menu(qtbot: QtBot) -> None:
    cards = PassageList(LIGHT, is_evidence=False)
    qtbot.addWidget(cards)
    cards.show_cards(CARDS)

    cards.customContextMenuRequested.emit(QPoint(10, 10))

    assert cards.findChild(QMenu) is None


def test_every_card_can_be_painted(cards: PassageList) -> None:
    cards.show_current(0)
    cards.set_theme(DARK)

    assert not cards.grab().isNull()
