"""Judges of the report's own parts: measures, shortcomings, causes, next year, data."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.domain.checklist import ChecklistItem, JudgeKind, Level, Rule
from reviewer.domain.finding import Finding
from reviewer.domain.report import SectionRole
from reviewer.domain.verdict import Verdict

MEASURES, PLAN, GAPS = SectionRole.MEASURES, SectionRole.NEXT_YEAR, SectionRole.SHORTCOMINGS
LEADER = SectionRole.FIRST_RESPONSIBLE
Judge = Callable[..., Finding]
MakeItem = Callable[..., ChecklistItem]

SHORTCOMINGS = [
    ("一是执法力量薄弱；二是案卷评查还不规范。", Verdict.MET),
    ("一是执法力量薄弱。", Verdict.PARTIAL),
    ("我局工作取得了成绩，得到各方肯定。", Verdict.ABSENT),
    ("存在以下问题：", Verdict.ABSENT),
    ("一是两个处罚案子拖过了办案期限；二是执法文书写错了当事人名称。", Verdict.MET),
    ("一是渠道淤积严重，输水不畅；二是水价偏低。", Verdict.PARTIAL),
]


@pytest.mark.parametrize(("text", "verdict"), SHORTCOMINGS)
def test_shortcomings_need_two_gaps_of_legal_work(
    judge: Judge, make_item: MakeItem, text: str, verdict: Verdict
) -> None:
    item = make_item(judge=JudgeKind.SHORTCOMINGS, parameters={"least_points": 2})

    assert judge(item, (GAPS, text)).verdict is verdict


def test_gaps_told_among_the_measures_are_no_shortcomings(
    judge: Judge, make_item: MakeItem
) -> None:
    item = make_item(judge=JudgeKind.SHORTCOMINGS, parameters={"least_points": 2})

    finding = judge(item, (MEASURES, "针对执法力量薄弱、案卷不规范的问题，组织培训。"))

    assert finding.verdict is Verdict.ABSENT


CAUSES = [
    ("执法力量薄弱，主要原因是编制不足。", Verdict.MET),
    ("究其根源，是人手不够。", Verdict.MET),
    ("案卷不规范，由于培训不够。", Verdict.MET),
    ("专业人员少，难以满足办案需要。", Verdict.PARTIAL),
    ("执法力量薄弱。", Verdict.PARTIAL),
]


@pytest.mark.parametrize(("text", "verdict"), CAUSES)
def test_causes_must_be_told(
    judge: Judge, make_item: MakeItem, text: str, verdict: Verdict
) -> None:
    # The heading of the part speaks of causes: alone it is worth half.
    assert judge(make_item(judge=JudgeKind.CAUSES), (GAPS, text)).verdict is verdict


def test_without_a_part_on_shortcomings_there_are_no_causes(
    judge: Judge, make_item: MakeItem
) -> None:
    finding = judge(make_item(judge=JudgeKind.CAUSES), (MEASURES, "主要原因是编制不足。"))

    assert finding.verdict is Verdict.ABSENT


NEXT_YEAR = [
    ("一是制定裁量基准；二是组织案卷评查2次；三是举办执法培训班。", Verdict.MET),
    ("一是制定裁量基准；二是组织案卷评查2次。", Verdict.PARTIAL),
    ("我局将再接再厉，不断提高依法行政水平。", Verdict.PARTIAL),
]


@pytest.mark.parametrize(("text", "verdict"), NEXT_YEAR)
def test_next_year_needs_three_arrangements_that_can_be_checked(
    judge: Judge, make_item: MakeItem, text: str, verdict: Verdict
) -> None:
    item = make_item(judge=JudgeKind.NEXT_YEAR, parameters={"least_points": 3})

    assert judge(item, (PLAN, text)).verdict is verdict


def test_a_report_without_plans_has_no_next_year(judge: Judge, make_item: MakeItem) -> None:
    item = make_item(judge=JudgeKind.NEXT_YEAR, parameters={"least_points": 3})

    assert judge(item, (MEASURES, "制定裁量基准，评查案卷2次。")).verdict is Verdict.ABSENT


DATA = {"least_facts": 4, "least_legal_facts": 2}
LEGAL = "立案23件，罚款5万元；"
OTHER = "植树200株，清淤3公里；"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (LEGAL + OTHER, Verdict.MET),
        (LEGAL, Verdict.PARTIAL),
        (OTHER + OTHER, Verdict.PARTIAL),
        ("2024年，落实三项制度和“八五”普法规划。", Verdict.ABSENT),
    ],
)
def test_data_counts_facts_and_those_of_legal_work(
    judge: Judge, make_item: MakeItem, text: str, verdict: Verdict
) -> None:
    item = make_item(judge=JudgeKind.DATA, parameters=DATA)

    assert judge(item, (MEASURES, text)).verdict is verdict


def test_numbers_of_plans_are_no_data(judge: Judge, make_item: MakeItem) -> None:
    item = make_item(judge=JudgeKind.DATA, parameters=DATA)

    assert judge(item, (PLAN, LEGAL + OTHER)).verdict is Verdict.ABSENT


TOPICS = (
    Rule("list.made", "清单", patterns=("权责清单",), level=Level.READ),
    Rule("adviser.hired", "顾问", patterns=("法律顾问",), level=Level.READ),
)
LONG = {"least_length": 30, "least_topics": 2}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("我局公布权责清单126项，聘请法律顾问2名，审查合同41份。", Verdict.MET),
        ("公布权责清单，聘请法律顾问。", Verdict.PARTIAL),
        ("我局公布权责清单126项，并在网站和公示栏公开。", Verdict.PARTIAL),
        ("全县新修渠道12公里，灌溉面积增加3万亩，粮食增产。", Verdict.PARTIAL),
    ],
)
def test_measures_need_length_and_topics_with_facts(
    judge: Judge, make_item: MakeItem, text: str, verdict: Verdict
) -> None:
    item = make_item(*TOPICS, judge=JudgeKind.MEASURES, parameters=LONG)

    assert judge(item, (MEASURES, text)).verdict is verdict


def test_a_report_of_plans_has_no_measures(judge: Judge, make_item: MakeItem) -> None:
    item = make_item(*TOPICS, judge=JudgeKind.MEASURES, parameters=LONG)

    assert judge(item, (PLAN, "公布权责清单，聘请法律顾问。")).verdict is Verdict.ABSENT


RESPONSIBLE = Rule("leader.led", "部署", patterns=("法治专题会议",))


@pytest.mark.parametrize(
    ("role", "text", "verdict"),
    [
        (LEADER, "召开法治专题会议3次。", Verdict.MET),
        (MEASURES, "局长主持召开法治专题会议3次。", Verdict.MET),
        (MEASURES, "我局召开法治专题会议3次。", Verdict.ABSENT),
        (MEASURES, "企业主要负责人召开法治专题会议3次。", Verdict.ABSENT),
    ],
)
def test_the_leader_is_found_in_the_part_or_the_sentence_about_one(
    judge: Judge, make_item: MakeItem, role: SectionRole, text: str, verdict: Verdict
) -> None:
    item = make_item(RESPONSIBLE, judge=JudgeKind.FIRST_RESPONSIBLE)

    assert judge(item, (role, text)).verdict is verdict
