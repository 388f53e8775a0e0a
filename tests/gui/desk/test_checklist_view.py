from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.domain.review import ItemState, Review
from reviewer.domain.verdict import Verdict
from reviewer.gui.checklist_model import ChecklistRole
from reviewer.gui.checklist_rows import ItemFilter
from reviewer.gui.checklist_view import ChecklistView
from reviewer.gui.theme import DARK, LIGHT


@pytest.fixture
def view(qtbot: QtBot, review: Review) -> ChecklistView:
    view = ChecklistView(LIGHT)
    qtbot.addWidget(view)
    view.resize(440, 300)
    view.set_review(review)
    view.show()
    qtbot.waitExposed(view)
    return view


def current_id(view: ChecklistView) -> object:
    return view.currentIndex().siblingAtColumn(0).data(ChecklistRole.ITEM_ID)


def test_a_click_chooses_an_item(qtbot: QtBot, view: ChecklistView) -> None:
    view.show_item("content.shortcomings")
    category = view.model().index(1, 0)
    rect = view.visualRect(view.model().index(0, 1, category))

    with qtbot.waitSignal(view.item_chosen) as chosen:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())

    assert chosen.args == ["topic.double_random"]


def test_arrow_keys_skip_the_headings(qtbot: QtBot, view: ChecklistView) -> None:
    view.show_item("form.deadline")

    with qtbot.waitSignal(view.item_chosen) as chosen:
        QTest.keyClick(view, Qt.Key.Key_Down)

    assert chosen.args == ["topic.double_random"]


def test_showing_an_item_is_not_choosing_it(qtbot: QtBot, view: ChecklistView) -> None:
    with qtbot.assertNotEmitted(view.item_chosen):
        view.show_item("topic.publicity")

    assert current_id(view) == "topic.publicity"


def test_selection_and_scroll_survive_a_decision(
    qtbot: QtBot, view: ChecklistView, review: Review
) -> None:
    view.resize(440, 120)
    view.show_item("topic.publicity")
    scrolled = view.verticalScrollBar().value()
    review.states["topic.publicity"] = ItemState(
        Verdict.MET, changed_at=datetime(2026, 1, 5, tzinfo=UTC)
    )

    with qtbot.assertNotEmitted(view.item_chosen):
        view.refresh("topic.publicity")

    assert current_id(view) == "topic.publicity"
    assert view.verticalScrollBar().value() == scrolled > 0


def test_a_filter_keeps_the_selected_item_and_comes_back_to_it(
    qtbot: QtBot, view: ChecklistView
) -> None:
    view.show_item("topic.publicity")

    with qtbot.assertNotEmitted(view.item_chosen):
        view.set_filter(ItemFilter.ABSENT)
        hidden = current_id(view)
        view.set_filter(ItemFilter.ALL)

    assert hidden is None
    assert current_id(view) == "topic.publicity"


def test_all_categories_stay_unfolded_after_filtering(view: ChecklistView) -> None:
    view.set_filter(ItemFilter.MANUAL)
    view.set_filter(ItemFilter.ALL)

    model = view.model()
    assert all(view.isExpanded(model.index(row, 0)) for row in range(model.rowCount()))


def test_no_column_is_cut_off_at_the_least_width(view: ChecklistView) -> None:
    view.resize(400, 300)

    widths = [view.columnWidth(column) for column in range(4)]

    assert sum(widths) <= view.viewport().width()
    assert widths[0] >= 150


def test_getting_the_focus_chooses_nothing(qtbot: QtBot, view: ChecklistView) -> None:
    with qtbot.assertNotEmitted(view.item_chosen):
        view.setFocus()

    assert view.hasFocus()
    assert current_id(view) is None


def test_input_methods_are_off(view: ChecklistView) -> None:
    view.show_item("topic.publicity")

    assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_state_can_be_painted(view: ChecklistView, review: Review, theme: object) -> None:
    for verdict, item in zip(
        [v for v in Verdict if v is not Verdict.MANUAL], review.checklist.items, strict=False
    ):
        review.states[item.id] = ItemState(
            verdict, note="注", changed_at=datetime(2026, 1, 5, tzinfo=UTC)
        )
    view.refresh()
    view.set_theme(theme)  # type: ignore[arg-type]

    assert not view.grab().isNull()
