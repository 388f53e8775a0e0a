from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from reviewer import workflow
from reviewer.domain.checklist import Checklist, Rule
from reviewer.domain.report import Report
from reviewer.domain.verdict import Verdict
from reviewer.evaluation.changes import find_changes
from reviewer.evaluation.evaluate import Evaluation, RuleCoverage, evaluate
from reviewer.evaluation.gold import Gold, GoldVerdict, HumanAgreement
from reviewer.evaluation.page import evaluation_page
from reviewer.evaluation.result_json import evaluation_json

TEXTS = {
    "甲": "青禾县水务局2024年报告\n县水务局公开权责清单126项。",
    "乙": "青禾县水务局2024年报告\n没有相关内容，只提到 <培训> 一词。",
}


@pytest.fixture
def ruled_checklist(checklist: Checklist) -> Checklist:
    """The made-up checklist with two rules on its first item."""
    first, *others = checklist.items
    rules = (Rule("power_list.published", "公开"), Rule("power_list.unused", "动态"))
    return replace(checklist, items=(replace(first, rules=rules), *others))


@pytest.fixture
def evaluation(
    ruled_checklist: Checklist,
    make_report: Callable[..., Report],
    make_examiner: Callable[[Checklist], workflow.Examiner],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Evaluation:
    files = {name: tmp_path / f"{name}.txt" for name in TEXTS}
    for name, text in TEXTS.items():
        files[name].write_text(text, encoding="utf-8")
    monkeypatch.setattr(
        workflow, "read_report", lambda path: make_report(path.read_text(encoding="utf-8"))
    )
    gold = Gold(
        path=tmp_path / "gold.json",
        documents={
            "甲": {
                "topic.power_list": GoldVerdict(Verdict.MET, ("公开权责清单126项",)),
                "topic.training": GoldVerdict(Verdict.PLAN_ONLY, is_sure=False),
                "topic.unknown": GoldVerdict(Verdict.MET),
            },
            "乙": {
                "topic.power_list": GoldVerdict(Verdict.ABSENT),
                "topic.training": GoldVerdict(Verdict.PARTIAL, ("只提到 <培训> 一词",), why="一语"),
            },
        },
        files=files,
        baseline_terms={"topic.power_list": ("权责清单",), "topic.training": ("培训",)},
        agreement=HumanAgreement(0.97, 0.976, 0.989),
    )
    return evaluate(
        gold,
        ruled_checklist,
        examine=make_examiner(ruled_checklist).examine,
        rule_hits=lambda report: {"power_list.published": 2} if "126" in report.text else {},
    )


def test_every_verdict_of_the_gold_is_compared(evaluation: Evaluation) -> None:
    compared = [(c.document, c.item_id, c.pair.found, c.agrees) for c in evaluation.comparisons]

    assert compared == [
        ("甲", "topic.power_list", Verdict.MET, True),
        ("甲", "topic.training", Verdict.PLAN_ONLY, True),
        ("乙", "topic.power_list", Verdict.ABSENT, True),
        ("乙", "topic.training", Verdict.PLAN_ONLY, False),
    ]


def test_items_that_the_checklist_lacks_are_named(evaluation: Evaluation) -> None:
    assert evaluation.left_out == ("topic.unknown",)


def test_measures_can_be_taken_over_a_part(evaluation: Evaluation) -> None:
    assert evaluation.measures().accuracy == 0.75
    assert evaluation.measures(sure_only=True).accuracy == pytest.approx(2 / 3)
    assert evaluation.measures(document="甲").accuracy == 1
    assert evaluation.measures(item_id="topic.training").accuracy == 0.5


def test_the_baseline_is_measured_in_the_same_run(evaluation: Evaluation) -> None:
    baseline = evaluation.measures(of_baseline=True)

    assert baseline.pairs == 4
    assert baseline.tick.precision == 0.5  # 培训 is only mentioned


def test_items_with_most_differences_come_first(evaluation: Evaluation) -> None:
    worst = evaluation.worst_items()

    assert [(item_id, len(comparisons)) for item_id, comparisons in worst] == [
        ("topic.training", 1)
    ]


def test_rules_that_never_hold_are_seen(evaluation: Evaluation) -> None:
    assert evaluation.rule_coverage() == (
        RuleCoverage("power_list.published", "topic.power_list", reports=1, hits=2),
        RuleCoverage("power_list.unused", "topic.power_list", reports=0, hits=0),
    )


def test_the_json_holds_all_parts(evaluation: Evaluation) -> None:
    result = evaluation_json(evaluation, with_baseline=True)

    assert result["overall"]["all"]["accuracy"] == 0.75
    assert result["overall"]["sure"]["verdicts"] == 3
    assert result["baseline"]["all"]["tick"]["precision"] == 0.5
    assert result["human"] == {"accuracy": 0.97, "tick_f1": 0.976, "kappa": 0.989}
    assert result["items"]["topic.training"]["name"] == "执法培训"
    assert result["per_document"]["乙"]["all"]["accuracy"] == 0.5
    assert result["confusion"]["labels"][1] == "partial"
    assert result["confusion"]["rows"][1] == [0, 0, 1, 0, 0]
    assert [entry["gold_why"] for entry in result["differences"]] == ["一语"]
    assert result["rules"][1]["hits"] == 0


def test_the_json_has_no_baseline_unless_asked_for(evaluation: Evaluation) -> None:
    assert evaluation_json(evaluation, with_baseline=False)["baseline"] is None


def test_the_page_needs_nothing_from_elsewhere_and_escapes_texts(evaluation: Evaluation) -> None:
    page = evaluation_page(evaluation, with_baseline=True)

    assert "只提到 &lt;培训&gt; 一词" in page
    assert "power_list.unused" in page
    assert "标注人之间" in page
    assert "<svg" in page
    for foreign in ("http", "src=", "<script", "@import", "url("):
        assert foreign not in page


def test_a_changed_weight_is_a_change_of_points_alone(
    checklist: Checklist,
    make_report: Callable[..., Report],
    make_examiner: Callable[[Checklist], workflow.Examiner],
) -> None:
    first, *others = checklist.items
    heavier = replace(checklist, items=(replace(first, weight=Decimal(4)), *others))

    changes = find_changes(
        [make_report(TEXTS["甲"], "甲.txt")], checklist, heavier, make_examiner=make_examiner
    )

    assert [(change.report, change.item_id) for change in changes] == [
        ("甲.txt", "topic.power_list")
    ]
    assert not changes[0].is_of_verdict
    assert changes[0].before
    assert changes[0].after
    assert [changes[0].before.points, changes[0].after.points] == [Decimal(2), Decimal(4)]


def test_an_unchanged_checklist_changes_nothing(
    checklist: Checklist,
    make_report: Callable[..., Report],
    make_examiner: Callable[[Checklist], workflow.Examiner],
) -> None:
    reports = [make_report(text) for text in TEXTS.values()]

    assert find_changes(reports, checklist, checklist, make_examiner=make_examiner) == []
