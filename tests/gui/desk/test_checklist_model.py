from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from reviewer.domain.review import ItemState, Review
from reviewer.domain.span import Span
from reviewer.domain.verdict import Verdict
from reviewer.gui.checklist_model import (
    ChecklistFilterModel,
    ChecklistModel,
    ChecklistRole,
    Column,
)
from reviewer.gui.checklist_rows import ItemFilter, row_of


def decide(
    review: Review, item_id: str, verdict: Verdict, score: Decimal | None = None, reason: str = ""
) -> None:
    review.states[item_id] = ItemState(
        verdict, score, reason=reason, changed_at=datetime(2026, 1, 5, tzinfo=UTC)
    )


def check(tester: ModelTester, model: QAbstractItemModel) -> None:
    tester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types here


@pytest.fixture
def model(review: Review) -> ChecklistModel:
    model = ChecklistModel()
    model.set_review(review)
    return model


def shown_ids(filter_model: ChecklistFilterModel) -> list[str]:
    ids = []
    for category in range(filter_model.rowCount()):
        parent = filter_model.index(category, 0)
        ids += [
            filter_model.index(row, 0, parent).data(ChecklistRole.ITEM_ID)
            for row in range(filter_model.rowCount(parent))
        ]
    return ids


def test_the_model_is_a_sound_item_model(
    qtmodeltester: ModelTester, model: ChecklistModel, review: Review
) -> None:
    check(qtmodeltester, model)
    decide(review, "topic.publicity", Verdict.MET)
    model.refresh()
    check(qtmodeltester, model)


def test_the_filtered_model_is_sound_too(qtmodeltester: ModelTester, model: ChecklistModel) -> None:
    filter_model = ChecklistFilterModel()
    filter_model.setSourceModel(model)
    check(qtmodeltester, filter_model)

    filter_model.set_filter(ItemFilter.ABSENT)

    check(qtmodeltester, filter_model)


def test_column_0_gives_id_machine_verdict_and_human_verdict(
    model: ChecklistModel, review: Review
) -> None:
    decide(review, "topic.double_random", Verdict.PARTIAL)
    model.refresh("topic.double_random")

    index = model.index_of("topic.double_random")

    assert index.data(Qt.ItemDataRole.UserRole) == "topic.double_random"
    assert index.data(Qt.ItemDataRole.UserRole + 1) == "met"
    assert index.data(Qt.ItemDataRole.UserRole + 2) == "partial"


def test_an_unreviewed_item_has_no_human_verdict(model: ChecklistModel) -> None:
    index = model.index_of("topic.double_random")

    assert index.data(Qt.ItemDataRole.UserRole + 2) is None


def test_the_columns_say_name_verdict_evidence_and_points(model: ChecklistModel) -> None:
    index = model.index_of("topic.publicity")

    words = [index.siblingAtColumn(column).data() for column in Column]

    assert words == ["普法责任制", "仅见于计划或不足", "1", "0.4 / 2"]


def test_a_category_counts_and_adds_up_what_is_decided(
    model: ChecklistModel, review: Review
) -> None:
    decide(review, "topic.double_random", Verdict.MET)
    decide(review, "topic.three_systems", Verdict.PARTIAL)
    model.refresh()

    category = model.index(1, Column.NAME)

    assert category.data() == "主题内容"
    assert category.siblingAtColumn(Column.VERDICT).data() == "已核 2/3"
    assert category.siblingAtColumn(Column.POINTS).data() == "4 / 6"


def test_refreshing_one_item_tells_of_it_and_of_its_category(
    model: ChecklistModel, review: Review
) -> None:
    decide(review, "topic.publicity", Verdict.MET)
    changed: list[QModelIndex] = []
    model.dataChanged.connect(lambda top, _bottom: changed.append(top))

    model.refresh("topic.publicity")

    assert changed == [model.index_of("topic.publicity"), model.index(1, 0)]


def test_categories_cannot_be_selected(model: ChecklistModel) -> None:
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags


def test_an_unknown_item_has_no_index(model: ChecklistModel) -> None:
    assert not model.index_of("no.such.item").isValid()


@pytest.mark.parametrize(
    ("item_filter", "ids"),
    [
        (ItemFilter.UNREVIEWED, ["content.shortcomings", "form.deadline", "topic.publicity"]),
        (ItemFilter.ABSENT, ["content.shortcomings", "topic.three_systems"]),
        (ItemFilter.OVERRIDDEN, ["topic.three_systems"]),
        (ItemFilter.MANUAL, ["form.deadline"]),
    ],
)
def test_a_filter_shows_what_it_names(
    model: ChecklistModel, review: Review, item_filter: ItemFilter, ids: list[str]
) -> None:
    decide(review, "content.other", Verdict.NOT_APPLICABLE)
    decide(review, "topic.double_random", Verdict.MET)
    decide(review, "topic.three_systems", Verdict.ABSENT)
    model.refresh()
    filter_model = ChecklistFilterModel()
    filter_model.setSourceModel(model)

    filter_model.set_filter(item_filter)

    assert shown_ids(filter_model) == ids


def test_a_decided_item_leaves_the_unreviewed_ones_at_once(
    model: ChecklistModel, review: Review
) -> None:
    filter_model = ChecklistFilterModel()
    filter_model.setSourceModel(model)
    filter_model.set_filter(ItemFilter.UNREVIEWED)
    decide(review, "topic.publicity", Verdict.MET)

    model.refresh("topic.publicity")

    assert "topic.publicity" not in shown_ids(filter_model)


def test_an_override_without_reason_is_marked_until_it_has_one(review: Review) -> None:
    item = review.checklist.item("topic.double_random")
    decide(review, item.id, Verdict.ABSENT)
    before = row_of(review, item)
    decide(review, item.id, Verdict.ABSENT, reason="证据不是本单位的工作")

    after = row_of(review, item)

    assert (before.is_override, before.lacks_reason) == (True, True)
    assert (after.is_override, after.lacks_reason) == (True, False)


def test_evidence_counts_what_stands(review: Review) -> None:
    item = review.checklist.item("topic.double_random")
    review.states[item.id] = ItemState(attached=(Span(0, 5),))

    assert row_of(review, item).evidence_count == 3


def test_points_are_those_decided_else_those_proposed(review: Review) -> None:
    item = review.checklist.item("topic.three_systems")
    proposed = row_of(review, item).points
    decide(review, item.id, Verdict.PARTIAL, score=Decimal("1.5"))

    assert proposed == Decimal(2)
    assert row_of(review, item).points == Decimal("1.5")
