"""Each verdict of a topic item, with checklists and reports made up for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.detection.detector import Detector, rule_matches
from reviewer.domain.checklist import (
    Checklist,
    ChecklistItem,
    Condition,
    ConditionLevel,
    Level,
    Rule,
    RuleKind,
    Validity,
    Window,
)
from reviewer.domain.finding import Finding
from reviewer.domain.report import Report, SectionRole
from reviewer.domain.verdict import Verdict

LIST = Rule("list.made", "清单", patterns=("权责清单",))
MEASURES, PLAN, GAPS = SectionRole.MEASURES, SectionRole.NEXT_YEAR, SectionRole.SHORTCOMINGS
OPENING, CLOSING = SectionRole.PREAMBLE, SectionRole.CLOSING
Judge = Callable[..., Finding]
MakeItem = Callable[..., ChecklistItem]

STANDINGS = [
    (MEASURES, "我局公布权责清单。", Verdict.MET, 2),
    (MEASURES, "我局公布权责清单126项。", Verdict.MET, 3),
    (MEASURES, "6月底，我局公布权责清单126项。", Verdict.MET, 4),
    (MEASURES, "认真落实权责清单制度。", Verdict.PARTIAL, 1),
    (MEASURES, "认真落实权责清单制度，涉及126项。", Verdict.PARTIAL, 1),
    (MEASURES, "按照《权责清单管理办法》规定办事。", Verdict.PARTIAL, 1),
    (MEASURES, "下一步，我局将公布权责清单。", Verdict.PLAN_ONLY, 1),
    (MEASURES, "权责清单尚未公布。", Verdict.PLAN_ONLY, 1),
    (MEASURES, "省政府要求公布权责清单。", Verdict.PLAN_ONLY, 1),
    (MEASURES, "企业公布权责清单。", Verdict.ABSENT, 0),
    (MEASURES, "市财政局公布权责清单。", Verdict.PLAN_ONLY, 1),
    (MEASURES, "县财政局公布权责清单。", Verdict.ABSENT, 0),
    (MEASURES, "2022年，我局公布权责清单。", Verdict.ABSENT, 0),
    (MEASURES, "我局举办法治讲座。", Verdict.ABSENT, 0),
    (GAPS, "我局公布权责清单126项。", Verdict.PLAN_ONLY, 1),
    (PLAN, "公布权责清单126项。", Verdict.PLAN_ONLY, 1),
    (OPENING, "我局公布权责清单。", Verdict.PLAN_ONLY, 1),
    (OPENING, "我局公布权责清单126项。", Verdict.MET, 3),
    (CLOSING, "我局公布权责清单。", Verdict.PLAN_ONLY, 1),
]


@pytest.mark.parametrize(("role", "sentence", "verdict", "strength"), STANDINGS)
def test_place_and_reading_decide_what_a_hit_proves(
    judge: Judge,
    make_item: MakeItem,
    role: SectionRole,
    sentence: str,
    verdict: Verdict,
    strength: int,
) -> None:
    finding = judge(make_item(LIST), (role, sentence))

    assert (finding.verdict, finding.strength) == (verdict, strength)


def test_the_words_of_a_heading_prove_nothing(judge: Judge, make_item: MakeItem) -> None:
    rule = Rule("measures", "举措", patterns=("主要举措",), level=Level.FACT)

    assert judge(make_item(rule), (MEASURES, "我局学法。")).verdict is Verdict.ABSENT


def test_a_fact_in_the_measures_outweighs_the_plan(judge: Judge, make_item: MakeItem) -> None:
    finding = judge(
        make_item(LIST), (PLAN, "公布权责清单。"), (MEASURES, "我局公布权责清单126项。")
    )

    assert finding.verdict is Verdict.MET
    assert finding.evidence[0].role is MEASURES


ASPECTS = (
    Rule("a", "甲", patterns=("权责清单",)),
    Rule("b", "乙", patterns=("公开目录",)),
    Rule("c", "丙", patterns=("三项制度",)),
)
BOTH = ((Condition(("甲", "乙"), 2),),)


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("我局公布权责清单，印发公开目录。", Verdict.MET),
        ("我局公布权责清单。", Verdict.PARTIAL),
        ("我局公布权责清单，认真落实公开目录。", Verdict.PARTIAL),
        ("我局制定三项制度。", Verdict.PARTIAL),
        ("我局学法。", Verdict.ABSENT),
    ],
)
def test_an_item_is_met_only_by_one_of_its_alternatives(
    judge: Judge, make_item: MakeItem, sentence: str, verdict: Verdict
) -> None:
    finding = judge(make_item(*ASPECTS, met=BOTH), (MEASURES, sentence))

    assert finding.verdict is verdict


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("认真落实权责清单制度。", Verdict.PARTIAL),
        ("我局制定三项制度。", Verdict.ABSENT),
        ("下一步，我局将公布权责清单。", Verdict.PLAN_ONLY),
        ("下一步，我局将制定三项制度。", Verdict.ABSENT),
    ],
)
def test_partial_alternatives_say_which_aspects_are_the_core(
    judge: Judge, make_item: MakeItem, sentence: str, verdict: Verdict
) -> None:
    core = ((Condition(("甲",), level=ConditionLevel.MENTION),),)

    finding = judge(make_item(*ASPECTS, met=BOTH, partial=core), (MEASURES, sentence))

    assert finding.verdict is verdict


LEVELS = [
    (Level.READ, "认真落实权责清单。", Verdict.PARTIAL),
    (Level.READ, "认真落实权责清单126项。", Verdict.MET),
    (Level.FACT, "认真落实权责清单。", Verdict.MET),
    (Level.NUMBER, "我局公布权责清单。", Verdict.PARTIAL),
    (Level.NUMBER, "我局公布权责清单126项。", Verdict.MET),
    (Level.NUMBER, "我局公布权责清单，共126项。", Verdict.PARTIAL),
    (Level.MENTION, "我局公布权责清单126项。", Verdict.PARTIAL),
]


@pytest.mark.parametrize(("level", "sentence", "verdict"), LEVELS)
def test_the_level_of_a_rule_limits_what_it_proves(
    judge: Judge, make_item: MakeItem, level: Level, sentence: str, verdict: Verdict
) -> None:
    rule = Rule("list.made", "清单", patterns=("权责清单",), level=level)

    assert judge(make_item(rule), (MEASURES, sentence)).verdict is verdict


def test_a_number_counts_only_with_the_units_asked_for(judge: Judge, make_item: MakeItem) -> None:
    rule = Rule("list.made", "清单", patterns=("权责清单",), level=Level.NUMBER, units=("项",))

    assert judge(make_item(rule), (MEASURES, "公布权责清单126项。")).verdict is Verdict.MET
    assert judge(make_item(rule), (MEASURES, "公布权责清单3次。")).verdict is Verdict.PARTIAL


def test_a_number_is_looked_for_in_the_window_of_the_rule(
    judge: Judge, make_item: MakeItem
) -> None:
    rule = Rule(
        "list.made", "清单", patterns=("权责清单",), level=Level.NUMBER, within=Window.SEGMENT
    )

    assert judge(make_item(rule), (MEASURES, "公布权责清单，共126项。")).verdict is Verdict.MET
    assert judge(make_item(rule), (MEASURES, "公布权责清单；共126项。")).verdict is Verdict.PARTIAL


REFUSING = Rule("list.made", "清单", patterns=("清单",), unless=("隐患",))


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("我局公布清单。", Verdict.MET),
        ("我局公布隐患清单。", Verdict.ABSENT),
        ("我局排查隐患，公布清单。", Verdict.MET),
    ],
)
def test_a_clause_with_a_refusing_word_proves_nothing(
    judge: Judge, make_item: MakeItem, sentence: str, verdict: Verdict
) -> None:
    assert judge(make_item(REFUSING), (MEASURES, sentence)).verdict is verdict


TOGETHER = Rule(
    "list.together",
    "清单",
    kind=RuleKind.TOGETHER,
    all_of=(("权责清单",), ("网站", "公示栏")),
    within=Window.SEGMENT,
)


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("我局在网站公布权责清单。", Verdict.MET),
        ("权责清单已经公布，贴在公示栏。", Verdict.MET),
        ("我局公布权责清单；更新网站。", Verdict.ABSENT),
        ("我局公布权责清单。", Verdict.ABSENT),
    ],
)
def test_parts_count_only_together_in_their_window(
    judge: Judge, make_item: MakeItem, sentence: str, verdict: Verdict
) -> None:
    assert judge(make_item(TOGETHER), (MEASURES, sentence)).verdict is verdict


def test_a_rule_looks_only_in_its_roles_and_years(judge: Judge, make_item: MakeItem) -> None:
    in_plans = Rule("list.planned", "清单", patterns=("权责清单",), roles=(PLAN,))
    later = Rule("list.later", "清单", patterns=("权责清单",), years=Validity(first_year=2025))
    sentence = (MEASURES, "我局公布权责清单。")

    assert judge(make_item(in_plans), sentence).verdict is Verdict.ABSENT
    assert judge(make_item(later), sentence).verdict is Verdict.ABSENT
    assert judge(make_item(later), sentence, year=2025).verdict is Verdict.MET


def test_the_reasons_name_rule_place_and_reading(judge: Judge, make_item: MakeItem) -> None:
    finding = judge(make_item(LIST), (MEASURES, "我局公布权责清单126项。"))

    told = "".join(finding.why)
    assert "list.made" in told
    assert "权责清单" in told
    assert "举措" in told


def test_absent_names_the_look_alikes_that_do_not_count(judge: Judge, make_item: MakeItem) -> None:
    finding = judge(make_item(LIST), (MEASURES, "企业公布权责清单。"))

    assert "企业" in "".join(finding.why)
    assert finding.evidence == ()


def test_findings_come_in_the_order_of_the_checklist(
    make_item: MakeItem,
    make_item_checklist: Callable[..., Checklist],
    make_role_report: Callable[..., Report],
) -> None:
    ids = ["topic.b", "topic.a", "topic.c"]
    items = [
        make_item(Rule(f"{name}.rule", "清单", patterns=("权责清单",)), item_id=name)
        for name in ids
    ]

    findings = Detector(make_item_checklist(*items)).detect(
        make_role_report((MEASURES, "我局公布权责清单。")), (), nearest=False
    )

    assert list(findings) == ids


UNDER = [
    ("（一）官司\n全年11件。", True),
    ("（一）官司\n认真对待。", False),
    ("（一）会议\n全年11件。", False),
    ("（一）会议\n官司11件。", False),
    ("官司11件。", False),
]


@pytest.mark.parametrize(("text", "holds"), UNDER)
def test_a_rule_may_ask_for_words_in_the_heading_above(
    make_item_checklist: Callable[..., Checklist], text: str, *, holds: bool
) -> None:
    rule = Rule("cases", "件数", patterns=("#件",), under=("官司",))

    assert rule_matches(make_item_checklist(), rule, text) is holds
