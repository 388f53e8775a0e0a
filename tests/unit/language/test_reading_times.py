"""When a sentence plays, seen from the report year: made-up sentences with words in them.

A row: the sentence, the words read, the report year, "actor time modality".
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

REPORT_YEAR = [
    ("2023年，我局办理行政处罚案件85件。", "行政处罚案件", 2023, "own report_year done"),
    ("2023年以来，组织普法活动32场。", "普法活动", 2023, "own report_year done"),
    ("今年以来，共接受投诉举报91件。", "投诉举报", 2022, "own report_year done"),
    ("本年度开展案卷评查3次。", "案卷评查", 2022, "own report_year done"),
    ("3月，组织执法人员参加资格考试。", "资格考试", 2022, "own report_year done"),
    ("截至12月底，公示处罚决定64件。", "公示处罚决定", 2022, "own report_year done"),
    ("截至2024年底，公示处罚决定64件。", "公示处罚决定", 2024, "own report_year done"),
    ("2024年4月至11月，开展专项检查7轮。", "专项检查", 2024, "own report_year done"),
    ("2019年起，我局坚持每周学法一次。", "学法一次", 2022, "own report_year done|attitude"),
    ("自2020年以来，我局连续开展案卷评查。", "案卷评查", 2023, "own report_year done"),
    ("2021年至今，法律顾问审查合同63份。", "审查合同", 2023, "own report_year done"),
    (
        "从2018年开始实行的集体讨论制度继续执行，全年讨论案件17件。",
        "讨论案件",
        2022,
        "own report_year done",
    ),
    ("办理许可件数比2022年增长12%。", "许可件数", 2023, "own report_year *"),
    ("行政处罚案件较2021年下降9.5%，复议案件2件。", "复议案件", 2022, "own report_year done"),
    ("与2020年相比，培训人次增加了三成。", "培训人次", 2021, "own report_year *"),
    ("同比去年，检查频次减少18%。", "检查频次", 2024, "own report_year *"),
    ("处罚案件数比上年减少11件。", "处罚案件", 2023, "own report_year *"),
    ("完成2022年度督察反馈的6个问题整改。", "问题整改", 2023, "own report_year done"),
    ("对2021年制定的规范性文件进行清理，废止2件。", "废止2件", 2023, "own report_year done"),
    ("评查2022年办结的案卷30份。", "评查", 2023, "own report_year done"),
    ("落实八五普法规划（2021—2025年），开展宣讲14场。", "开展宣讲", 2023, "own report_year done"),
    ("印发法治建设实施方案（2021—2025年）任务分解表。", "任务分解表", 2021, "own report_year *"),
    (
        "对照《法治政府建设实施纲要（2021-2025年）》细化任务28项。",
        "细化任务",
        2022,
        "own report_year done",
    ),
    ("按照《2022年普法要点》组织宣讲9场。", "组织宣讲", 2023, "own report_year done"),
    ("编制2024年度监督检查计划并报批。", "监督检查计划", 2024, "own report_year done"),
    ("依据国办发〔2018〕118号文件，逐案开展法制审核。", "法制审核", 2022, "own * done|attitude"),
    ("使用2020版裁量基准办理案件33件。", "办理案件", 2023, "own report_year done"),
    ("以前发的12件文件重新看了一遍。", "文件", 2023, "own report_year done"),
    ("去年未办结的2件复议案件今年全部办结。", "全部办结", 2023, "own report_year done"),
    ("二〇二三年，我局审结行政复议案件4件。", "行政复议案件", 2023, "own report_year done"),
    ("年初制定计划，年底组织述法。", "组织述法", 2023, "own report_year done"),
    ("一年来，办结信访事项27件。", "信访事项", 2023, "own report_year done"),
    ("2023年，我局清理2022年以前制定的文件，保留19件。", "保留19件", 2023, "own report_year done"),
    (
        "在2022年试点的基础上，全面推行说理式文书，制作文书41份。",
        "制作文书",
        2023,
        "own report_year done",
    ),
    ("上半年、下半年各开展一次执法培训。", "执法培训", 2022, "own report_year done"),
    (
        "2022年12月至2023年3月，开展冬春专项执法，检查31家次。",
        "检查31家次",
        2023,
        "own report_year done",
    ),
    ("2022年和2023年，累计办理处罚案件120件。", "处罚案件", 2023, "own report_year done"),
]

EARLIER = [
    ("2021年，我局制定了裁量基准。", "裁量基准", 2023, "own earlier done"),
    ("2022年开展案卷评查2次。", "案卷评查", 2023, "own earlier done"),
    ("去年，组织执法培训5期。", "执法培训", 2023, "own earlier done"),
    ("上年度我局聘请法律顾问1名。", "法律顾问", 2023, "own earlier done"),
    ("早在2018年，我局就公布了权责清单。", "权责清单", 2023, "own earlier done"),
    ("2020年6月印发了执法全过程记录办法。", "全过程记录", 2022, "own earlier done"),
    ("2019年至2021年，共评查案卷90份。", "评查案卷", 2023, "own earlier done"),
    ("2021—2022年，累计办理复议案件6件。", "复议案件", 2023, "own earlier done"),
    ("前年，我局被评为普法先进单位。", "普法先进", 2023, "own earlier done"),
    ("二〇二一年，我局开展述法评议。", "述法评议", 2023, "own earlier done"),
    ("2022年，我局办结复议案件3件，应诉案件2件。", "应诉案件", 2023, "own earlier done"),
    ("以往，执法文书书写随意性大。", "执法文书", 2022, "own earlier *"),
    ("过去办一张许可证要跑四趟。", "许可证", 2022, "own earlier *"),
]

FUTURE = [
    ("2025年，我局将开展案卷评查。", "案卷评查", 2024, "own future planned"),
    ("2024年组织执法培训不少于6期。", "执法培训", 2023, "own future planned|done"),
    ("明年，计划建立公职律师队伍。", "公职律师", 2023, "own future planned"),
    ("下一年度，完善裁量基准。", "裁量基准", 2023, "own future *"),
    ("下一步，我局将健全行刑衔接机制。", "行刑衔接", 2023, "own future planned"),
    ("下一阶段，着力抓好执法人员培训。", "执法人员培训", 2023, "own future *"),
    ("今后，要进一步规范案卷制作。", "案卷制作", 2023, "own future planned"),
    ("到2025年底，实现执法记录仪全覆盖。", "执法记录仪", 2023, "own future *"),
    ("新的一年，我们将加大普法力度。", "普法力度", 2023, "own future planned"),
    ("力争2025年建成非现场执法平台。", "非现场执法", 2024, "own future planned"),
    ("拟于明年上半年修订议事规则。", "议事规则", 2023, "own future planned"),
    ("来年，组织法律顾问参与合同审查。", "合同审查", 2023, "own future *"),
]


@pytest.mark.parametrize(
    ("sentence", "words", "year", "expected"),
    [pytest.param(*row, id=row[0]) for row in REPORT_YEAR + EARLIER + FUTURE],
)
def test_the_time_of_a_sentence_is_read(
    read_words: Callable[..., str],
    agrees: Callable[[str, str], bool],
    sentence: str,
    words: str,
    year: int,
    expected: str,
) -> None:
    reading = read_words(sentence, words, year)

    assert agrees(reading, expected), f"{reading}, expected {expected}"
