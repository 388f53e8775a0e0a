"""Points, totals and grades."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain.checklist import Category, Checklist, ChecklistItem, Grade
from reviewer.domain.finding import Finding
from reviewer.domain.report import Report, ReportFacts
from reviewer.domain.review import ItemState, Review
from reviewer.domain.scoring import (
    decided_score,
    finding_score,
    grade_of,
    round_half_up,
    score_findings,
    score_review,
    verdict_score,
)
from reviewer.domain.verdict import DECIDABLE, Verdict

POWER, TRAINING, LOOK, TITLE = "topic.power_list", "topic.training", "topic.look", "form.title"

EMPTY_REPORT = Report("", "", "txt", None, "", (), (), (), ReportFacts())


def found(item_id: str, verdict: Verdict, step: str | None = None) -> Finding:
    return Finding(item_id, verdict, 0, (), score_condition=step)


def said(verdict: Verdict, score: str | None = None) -> ItemState:
    return ItemState(verdict=verdict, score=None if score is None else Decimal(score))


@pytest.fixture
def review(report: Report, checklist: Checklist) -> Review:
    findings = {
        POWER: found(POWER, Verdict.MET, "with_number"),
        TRAINING: found(TRAINING, Verdict.PLAN_ONLY),
        LOOK: found(LOOK, Verdict.MANUAL),
        TITLE: found(TITLE, Verdict.MET),
    }
    return Review(report, checklist, findings)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("0.005", "0.01"), ("0.015", "0.02"), ("2.675", "2.68"), ("0.0049", "0.00"), ("1", "1.00")],
)
def test_halves_are_rounded_up(value: str, rounded: str) -> None:
    assert str(round_half_up(Decimal(value))) == rounded


@pytest.mark.parametrize(
    ("verdict", "points"),
    [
        (Verdict.MET, Decimal(2)),
        (Verdict.PARTIAL, Decimal(1)),
        (Verdict.PLAN_ONLY, Decimal("0.4")),
        (Verdict.ABSENT, Decimal(0)),
        (Verdict.MANUAL, None),
        (Verdict.NOT_APPLICABLE, None),
    ],
)
def test_the_default_score_is_weight_times_ratio(
    checklist: Checklist, verdict: Verdict, points: Decimal | None
) -> None:
    assert verdict_score(checklist, checklist.item(POWER), verdict) == points


def test_a_score_step_wins_over_the_ratio(checklist: Checklist) -> None:
    item = checklist.item(POWER)

    assert finding_score(checklist, item, found(POWER, Verdict.MET, "with_number")) == Decimal(
        "1.5"
    )
    assert finding_score(checklist, item, found(POWER, Verdict.MET)) == 2


@pytest.mark.parametrize("verdict", [Verdict.MANUAL, Verdict.NOT_APPLICABLE])
def test_a_score_step_gives_no_points_to_what_has_no_score(
    checklist: Checklist, verdict: Verdict
) -> None:
    finding = found(POWER, verdict, "with_number")

    assert finding_score(checklist, checklist.item(POWER), finding) is None


@pytest.mark.parametrize(
    ("state", "points"),
    [
        (said(Verdict.MET), "1.5"),  # confirmed: the machine's step
        (said(Verdict.MET, "1.8"), "1.8"),  # typed
        (said(Verdict.PARTIAL), "1.0"),  # overridden: weight × ratio
        (said(Verdict.ABSENT, "0.3"), "0.3"),
    ],
)
def test_a_decided_item_has_the_points_that_were_meant(
    review: Review, state: ItemState, points: str
) -> None:
    review.states[POWER] = state

    assert decided_score(review, review.checklist.item(POWER)) == Decimal(points)


def test_an_unreviewed_item_has_no_points(review: Review) -> None:
    review.states[POWER] = ItemState(note="还没看完")

    assert decided_score(review, review.checklist.item(POWER)) is None
    assert score_review(review).decided == 0


def test_findings_leave_manual_and_not_applicable_items_out(review: Review) -> None:
    score = score_findings(review.checklist, review.findings)

    assert (score.total, score.out_of) == (Decimal("1.7"), Decimal(3))
    assert (score.converted, score.grade) == (Decimal("56.67"), "不合格")


def test_a_report_without_findings_has_no_converted_score(checklist: Checklist) -> None:
    score = score_findings(checklist, {})

    assert (score.total, score.out_of) == (Decimal(0), Decimal(0))
    assert (score.converted, score.grade) == (None, None)


def test_a_review_counts_decided_items_and_projects_the_rest(review: Review) -> None:
    review.states[POWER] = said(Verdict.ABSENT)

    score = score_review(review)
    assert (score.total, score.out_of, score.converted) == (Decimal(0), Decimal(2), Decimal(0))
    assert (score.projected.total, score.projected.out_of) == (Decimal("0.2"), Decimal(3))
    assert (score.decided, score.items) == (1, 4)


def test_the_grade_is_none_until_no_scored_item_is_unreviewed(review: Review) -> None:
    review.states = {POWER: said(Verdict.MET, "2"), TRAINING: said(Verdict.MET)}
    assert score_review(review).grade is None
    assert score_review(review).projected.grade == "优秀"

    review.states[LOOK] = said(Verdict.NOT_APPLICABLE)
    score = score_review(review)
    assert (score.grade, score.out_of) == ("优秀", Decimal(3))


def test_a_review_in_which_nothing_applies_has_no_grade(review: Review) -> None:
    review.states = {item.id: said(Verdict.NOT_APPLICABLE) for item in review.checklist.items}

    score = score_review(review)
    assert (score.out_of, score.converted, score.grade) == (Decimal(0), None, None)


def test_a_reminder_changes_no_total(review: Review) -> None:
    review.states[TITLE] = said(Verdict.ABSENT)

    score = score_review(review)
    assert (score.total, score.out_of, score.decided) == (Decimal(0), Decimal(0), 1)


def test_subtotals_hold_the_decided_items_of_their_category(review: Review) -> None:
    review.states = {POWER: said(Verdict.PARTIAL), TITLE: said(Verdict.MET)}

    subtotals = score_review(review).subtotals
    assert list(subtotals) == ["topic", "form"]
    assert (subtotals["topic"].total, subtotals["topic"].out_of) == (Decimal(1), Decimal(2))
    assert subtotals["topic"].grade is None
    assert subtotals["form"].converted is None


def test_decisions_on_items_that_left_the_checklist_are_not_counted(review: Review) -> None:
    review.states["topic.gone"] = said(Verdict.MET)

    assert score_review(review).decided == 0


@pytest.mark.parametrize(
    ("converted", "grade"),
    [("100", "优秀"), ("90.00", "优秀"), ("89.99", "合格"), ("60", "合格"), ("59.99", "不合格")],
)
def test_the_grade_begins_at_its_least_score(
    checklist: Checklist, converted: str, grade: str
) -> None:
    assert grade_of(checklist, Decimal(converted)) == grade


def test_a_score_below_every_grade_has_none(checklist: Checklist) -> None:
    demanding = replace(checklist, grades=(Grade("优秀", Decimal(90)),))

    assert grade_of(demanding, Decimal(50)) is None


def test_the_grade_follows_the_rounded_score(report: Report, checklist: Checklist) -> None:
    item = ChecklistItem("only", "topic", "唯一", "", (), Decimal(1000))
    small = replace(checklist, items=(item,), categories=(Category("topic", "举措"),))
    review = Review(report, small, {}, states={"only": said(Verdict.PARTIAL, "899.95")})

    score = score_review(review)
    assert (score.converted, score.grade) == (Decimal("90.00"), "优秀")


@given(
    verdicts=st.fixed_dictionaries(
        {item: st.none() | st.sampled_from(DECIDABLE) for item in (POWER, TRAINING, LOOK, TITLE)}
    )
)
def test_totals_are_the_sums_of_their_parts(
    verdicts: dict[str, Verdict | None],
) -> None:
    items = tuple(
        ChecklistItem(name, name.partition(".")[0], name, "", (), Decimal(weight))
        for name, weight in ((POWER, 2), (TRAINING, 1), (LOOK, 3), (TITLE, 0))
    )
    ratios = dict.fromkeys(DECIDABLE[:4], Decimal("0.35"))
    categories = (Category("topic", ""), Category("form", ""))
    checklist = Checklist("a", "1", "", "", ratios, (Grade("有", Decimal(0)),), categories, items)
    states = {name: said(verdict) for name, verdict in verdicts.items() if verdict}
    review = Review(EMPTY_REPORT, checklist, {}, states=states)

    score = score_review(review)
    assert score.total == sum(subtotal.total for subtotal in score.subtotals.values())
    assert score.out_of == sum(subtotal.out_of for subtotal in score.subtotals.values())
    assert 0 <= score.total <= score.out_of
    assert score.decided == len(states)
    assert (score.projected.total, score.projected.out_of) == (score.total, score.out_of)
