"""What is fixed about the built-in checklist, whatever its wording and rules."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from ruamel.yaml import YAML

from reviewer.checklists.load import builtin_checklist
from reviewer.domain.checklist import BasisConfidence, ChecklistItem, JudgeKind, Outside
from reviewer.domain.verdict import Verdict
from reviewer.resources import resource_path

CHECKLIST = builtin_checklist()
WEIGHTS = {
    "content.measures": 8,
    "content.shortcomings": 6,
    "content.causes": 4,
    "content.first_responsible": 8,
    "content.next_year": 6,
    "content.data": 2,
    "content.other": 0,
    "form.title": 2,
    "form.signature": 2,
    "form.year": 2,
    "form.deadline": 3,
    "form.structure": 3,
    "form.wording": 2,
    "topic.xi_thought": 3,
    "topic.mechanism": 2,
    "topic.leaders_law": 2,
    "topic.power_list": 2,
    "topic.service": 2,
    "topic.normative": 3,
    "topic.decision": 3,
    "topic.adviser": 2,
    "topic.inspection_plan": 2,
    "topic.three_systems": 4,
    "topic.discretion": 2,
    "topic.double_random": 2,
    "topic.prudent": 1,
    "topic.enforcement_stats": 2,
    "topic.criminal_link": 2,
    "topic.supervision": 2,
    "topic.enforcer_training": 2,
    "topic.openness": 2,
    "topic.litigation": 3,
    "topic.dispute": 1,
    "topic.external": 1,
    "topic.law_popularization": 2,
    "topic.who_enforces": 2,
    "topic.emergency": 2,
    "topic.digital": 1,
}
STATUTORY = {
    "content.measures",
    "content.shortcomings",
    "content.causes",
    "content.first_responsible",
    "content.next_year",
}
ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇\d]+条")


def named(item: ChecklistItem) -> str:
    return item.id


def test_the_items_and_their_weights_are_fixed() -> None:
    assert {item.id: item.weight for item in CHECKLIST.items} == WEIGHTS


def test_thirty_seven_items_carry_a_hundred_points() -> None:
    scored = [item for item in CHECKLIST.items if item.is_scored]

    assert len(scored) == 37
    assert sum(item.weight for item in scored) == 100


def test_other_matters_only_remind() -> None:
    assert CHECKLIST.item("content.other").judge is JudgeKind.NOTE


def test_exactly_the_five_statutory_parts_are_statutory() -> None:
    assert {item.id for item in CHECKLIST.items if item.statutory} == STATUTORY


def test_the_ratios_are_the_usual_ones() -> None:
    assert CHECKLIST.ratios == {
        Verdict.MET: Decimal(1),
        Verdict.PARTIAL: Decimal("0.5"),
        Verdict.PLAN_ONLY: Decimal("0.2"),
        Verdict.ABSENT: Decimal(0),
    }


def test_the_grades_cover_every_score() -> None:
    assert [(grade.name, grade.least) for grade in CHECKLIST.grades] == [
        ("优秀", Decimal(90)),
        ("良好", Decimal(80)),
        ("合格", Decimal(60)),
        ("不合格", Decimal(0)),
    ]


@pytest.mark.parametrize("item", CHECKLIST.items, ids=named)
def test_the_category_is_the_first_part_of_the_id(item: ChecklistItem) -> None:
    assert item.category == item.id.partition(".")[0]


@pytest.mark.parametrize("item", CHECKLIST.items, ids=named)
def test_every_scored_item_has_a_basis(item: ChecklistItem) -> None:
    assert item.bases or not item.is_scored


@pytest.mark.parametrize("item", CHECKLIST.items, ids=named)
def test_an_unconfirmed_basis_prints_no_article(item: ChecklistItem) -> None:
    unconfirmed = [b.text for b in item.bases if b.confidence is BasisConfidence.BG]

    assert [text for text in unconfirmed if ARTICLE.search(text)] == []


@pytest.mark.parametrize("item", CHECKLIST.items, ids=named)
def test_an_item_not_met_has_a_suggestion_and_a_manual_one_a_hint(item: ChecklistItem) -> None:
    if item.judge is JudgeKind.MANUAL:
        assert item.manual_hint
    elif item.is_scored:
        assert item.suggestion


def test_only_two_items_become_not_applicable_by_themselves() -> None:
    by_year = [
        item.id for item in CHECKLIST.items if item.validity.outside is Outside.NOT_APPLICABLE
    ]
    by_unit = [item.id for item in CHECKLIST.items if item.applicability.unit_words]

    assert by_year == ["topic.xi_thought"]
    assert CHECKLIST.item("topic.xi_thought").validity.first_year == 2020
    assert by_unit == ["topic.emergency"]


def test_the_fast_parser_reads_it() -> None:
    # It knows only YAML 1.1, where `[a?, b]` is wrong: write `[a？, b]` (or quotes) instead.
    text = resource_path("checklists/department-annual-report.yaml").read_text(encoding="utf-8")

    assert sum(1 for _event in YAML(typ="safe").parse(text)) > 1000


@pytest.mark.parametrize("item", CHECKLIST.items, ids=lambda item: item.id)
def test_every_item_says_what_was_looked_for(item: ChecklistItem) -> None:
    assert len(item.searched) > 1
