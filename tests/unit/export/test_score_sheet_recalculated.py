"""What LibreOffice computes from the formulas, as exported and after changes by hand."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reviewer.domain.review import ItemState, Review
from reviewer.domain.scoring import score_review
from reviewer.domain.verdict import DECIDABLE, Verdict
from reviewer.export.score_sheet import write_score_sheet

Recalculate = Callable[[list[Path]], list[Path]]
TOTALS = ("score_total", "score_out_of", "score_converted", "score_grade")


def expected(review: Review) -> list[Any]:
    """The totals as the cells show them."""
    score = score_review(review)
    numbers = (score.total, score.out_of, score.converted)
    return [*(None if value is None else float(value) for value in numbers), score.grade]


def totals(read: Any) -> list[Any]:
    return [shown(read.named(name)) for name in TOTALS]


def shown(value: Any) -> Any:
    """An empty text is stored as an empty cell."""
    return None if value == "" else value


def formula_cells(read: Any) -> list[tuple[str, str]]:
    """Sheet and address of every formula."""
    return [
        (sheet.title, cell.coordinate)
        for sheet in read.formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def result(read: Any, address: tuple[str, str]) -> Any:
    sheet, cell = address
    return shown(read.results[sheet][cell].value)


def random_review(review: Review, seed: int) -> Review:
    """The review with random weights and verdicts, some of them typed points."""
    chance = random.Random(seed)  # noqa: S311  not for secrets
    changed = deepcopy(review)
    for item in changed.checklist.items:
        weight = Decimal(chance.randint(1, 900)) / 100
        object.__setattr__(item, "weight", weight)
        verdict = chance.choice((None, *DECIDABLE))
        is_typed = chance.random() < 0.3
        typed = (weight * chance.randint(0, 100) / 100).quantize(Decimal("0.01"))
        changed.states[item.id] = ItemState(verdict, typed if is_typed else None)
    return changed


@pytest.fixture
def export_all(tmp_path: Path) -> Callable[[list[Review]], list[Path]]:
    def write(reviews: list[Review]) -> list[Path]:
        targets = [tmp_path / f"{number}.xlsx" for number in range(len(reviews))]
        for review, target in zip(reviews, targets, strict=True):
            write_score_sheet(review, target, exported_at=datetime(2025, 3, 1, tzinfo=UTC))
        return targets

    return write


def test_every_stored_result_is_what_the_formula_gives(
    begun_review: Review,
    open_review: Review,
    export_all: Callable[[list[Review]], list[Path]],
    recalculate: Recalculate,
    read_workbook: Callable[[Path], Any],
) -> None:
    reviews = [deepcopy(begun_review), *(random_review(open_review, seed) for seed in range(5))]
    object.__setattr__(open_review.checklist, "grades", ())
    open_review.states = {}
    written = export_all([*reviews, open_review])

    recalculated = recalculate(written)

    for before, after in zip(written, recalculated, strict=True):
        stored, computed = read_workbook(before), read_workbook(after)
        addresses = formula_cells(stored)
        assert len(addresses) > 40
        assert {address: result(computed, address) for address in addresses} == {
            address: result(stored, address) for address in addresses
        }


def test_points_and_grade_follow_a_changed_verdict(
    done_review: Review,
    export_all: Callable[[list[Review]], list[Path]],
    recalculate: Recalculate,
    read_workbook: Callable[[Path], Any],
) -> None:
    changes: list[dict[str, Verdict | None]] = [
        {"content.案件": Verdict.PARTIAL},
        {"content.许可": Verdict.PARTIAL, "content.落款": Verdict.MET},
        {"form.标题": Verdict.PLAN_ONLY, "form.标点": Verdict.MET},
        {"content.案件": Verdict.NOT_APPLICABLE, "topic.培训": Verdict.PLAN_ONLY},
        {"topic.案卷": None},
        {item.id: Verdict.MET for item in done_review.checklist.items},
        {item.id: Verdict.NOT_APPLICABLE for item in done_review.checklist.items},
    ]
    # The reviewer's typed points stay in the sheet whatever verdict is chosen there.
    written = export_all([done_review] * len(changes))
    rows = read_workbook(written[0]).rows()
    for path, change in zip(written, changes, strict=True):
        workbook = openpyxl.load_workbook(path)
        for item_id, verdict in change.items():
            workbook["评分表"].cell(rows[item_id], 9).value = verdict.label if verdict else "未核"
        workbook.save(path)

    recalculated = recalculate(written)

    for path, change in zip(recalculated, changes, strict=True):
        review = deepcopy(done_review)
        for item_id, verdict in change.items():
            review.states[item_id] = ItemState(verdict, review.state(item_id).score)
        assert (change, totals(read_workbook(path))) == (change, expected(review))


def test_a_changed_verdict_shows_its_deduction_score_and_advice(
    done_review: Review,
    export_all: Callable[[list[Review]], list[Path]],
    recalculate: Recalculate,
    read_workbook: Callable[[Path], Any],
) -> None:
    (path,) = export_all([done_review])
    row = read_workbook(path).rows()["content.案件"]
    workbook = openpyxl.load_workbook(path)
    workbook["评分表"].cell(row, 9).value = "仅见于计划或不足"
    workbook.save(path)

    (recalculated,) = recalculate([path])

    read = read_workbook(recalculated)
    cells = [read.results["评分表"].cell(row, column).value for column in (11, 12, 13, 14)]
    assert cells == [6.4, 1.6, "已核对台账", "补写案件"]
    missing = [
        line[3]
        for line in read.results["评分表"].iter_rows(values_only=True)
        if line[0] == "改判未写理由"
    ]
    assert missing == ["1.项目案件；2.项目许可；8.项目案卷；"]


def test_halves_are_rounded_up_as_in_the_domain(
    open_review: Review,
    export_all: Callable[[list[Review]], list[Path]],
    recalculate: Recalculate,
    read_workbook: Callable[[Path], Any],
) -> None:
    """Totals whose conversion to 100 ends in an exact half of a cent."""
    first, *others = open_review.checklist.items
    cases = [("40", f"{cents / 100}") for cents in (1335, 1337, 2101, 3333, 3999, 5, 7)]
    cases += [("0.8", "0.57"), ("8", "4.57"), ("80", "66.66"), ("16", "9.99"), ("2.4", "1.01")]
    reviews = []
    for weight, points in cases:
        review = deepcopy(open_review)
        object.__setattr__(review.checklist.items[0], "weight", Decimal(weight))
        review.states = {first.id: ItemState(Verdict.MET, Decimal(points))}
        review.states |= {item.id: ItemState(Verdict.NOT_APPLICABLE) for item in others}
        reviews.append(review)

    recalculated = recalculate(export_all(reviews))

    read = [totals(read_workbook(path)) for path in recalculated]
    assert read == [expected(review) for review in reviews]
