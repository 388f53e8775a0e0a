"""Whose act a sentence tells of: made-up sentences, each with words in it and their reading.

A row: the sentence, the words read, the report year, "actor time modality".
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

OWN = [
    ("我局制定行政执法公示目录一份。", "公示目录", 2023, "own report_year done"),
    ("我局组织案卷评查2次，抽查案卷60件。", "案卷评查", 2023, "own report_year done"),
    ("全年组织执法人员培训6期。", "执法人员培训", 2022, "own report_year done"),
    ("局党组会前学法11次。", "会前学法", 2024, "own report_year done"),
    ("县水务局聘请两名律师担任法律顾问。", "法律顾问", 2024, "own report_year done"),
    ("我委共审核合同41份，提出修改意见97条。", "审核合同", 2021, "own report_year done"),
    ("法规科对全部38件处罚案件作了法制审核。", "法制审核", 2023, "own report_year done"),
    ("执法支队全年立案52起，结案49起。", "立案52起", 2023, "own report_year done"),
    ("各科室按分工开展了普法宣传。", "普法宣传", 2023, "own report_year done"),
    ("公布权责清单126项。", "权责清单", 2020, "own report_year done"),
    ("完成规范性文件清理，废止3件、修改2件。", "规范性文件清理", 2021, "own report_year done"),
    ("会同公安局联合印发行刑衔接工作办法。", "行刑衔接", 2022, "own report_year done"),
    ("与市场监管局联合开展检查12次。", "联合开展检查", 2023, "own report_year done"),
    ("我局邀请市委党校教授讲授宪法专题课。", "宪法专题课", 2023, "own report_year done"),
    ("推动企业开办便利化改革落地。", "改革落地", 2022, "own * *"),
    ("向省厅报送典型案例4个。", "典型案例", 2022, "own report_year done"),
    ("配合市人大常委会开展水法执法检查。", "执法检查", 2022, "own report_year done"),
    ("我们对照清单逐项认领了117项权力事项。", "权力事项", 2022, "own report_year done"),
    ("向企业发放普法手册3000册。", "普法手册", 2022, "own report_year done"),
    ("为企业开展法律咨询86场次。", "法律咨询", 2023, "own report_year done"),
    ("深入企业检查54家次，发现隐患132条。", "检查54家次", 2023, "own report_year done"),
    ("对6家企业作出不予处罚决定。", "不予处罚", 2023, "own report_year done"),
    ("本单位办理依申请公开21件。", "依申请公开", 2020, "own report_year done"),
    ("我厅主动公开政府信息1280条。", "主动公开", 2019, "own report_year done"),
    ("会议审议通过裁量权基准。", "裁量权基准", 2022, "own report_year done"),
    ("按照省厅部署，我局制定了轻微免罚清单。", "免罚清单", 2022, "own report_year done"),
    ("根据上级要求，我局及时调整权责清单。", "权责清单", 2022, "own report_year done"),
    ("在市司法局指导下，我局完成案卷评查。", "案卷评查", 2022, "own report_year done"),
    ("接受市委依法治市办督察，反馈的5个问题全部整改。", "全部整改", 2022, "own report_year done"),
    ("我局被省厅评为法治建设先进单位。", "先进单位", 2022, "own report_year done"),
    ("收到人大代表建议7件，全部按时办复。", "人大代表建议", 2022, "own report_year done"),
    ("企业办事材料由9份减为4份。", "减为4份", 2022, "* report_year done"),
    ("全系统412人参加了执法资格考试。", "执法资格考试", 2022, "own report_year done"),
]

OWN_BY_NAME = [
    ("白鹭县水利局制定检查计划。", "检查计划", "白鹭县水利局", "own report_year done"),
    ("县水利局印发普法责任清单。", "普法责任清单", "县水利局", "own report_year done"),
    ("水利局聘请法律顾问3名。", "法律顾问", "水利局", "own report_year done"),
    ("县教育局印发普法责任清单。", "普法责任清单", "县水利局", "other report_year done"),
    ("省应急管理厅开展案卷评查2次。", "案卷评查", "省应急管理厅", "own report_year done"),
    ("市财政局编制权责清单。", "权责清单", "市财政局", "own report_year done"),
]

LEADER = [
    ("局长带头学法4次。", "学法", 2023, "leader report_year done"),
    ("局党组书记、局长亲自部署执法监督。", "执法监督", 2023, "leader report_year done"),
    ("主要负责人主持召开法治专题会议3次。", "法治专题会议", 2022, "leader report_year done"),
    ("主要负责同志出庭应诉2次。", "出庭应诉", 2022, "leader report_year done"),
    ("局主要领导听取法治工作汇报2次。", "法治工作汇报", 2022, "leader report_year done"),
    ("党委书记带头讲授法治课。", "法治课", 2022, "leader report_year done"),
    ("一把手亲自过问重大案件。", "重大案件", 2022, "leader report_year done"),
    ("主任严格履行第一责任人职责，批示督办法治事项12件。", "督办法治事项", 2022, "leader * *"),
    ("厅长在全省会议上作专题述法。", "专题述法", 2022, "leader report_year done"),
]

UPPER = [
    ("省厅印发行政处罚裁量基准。", "裁量基准", 2022, "upper report_year *"),
    ("市委依法治市办要求各部门开展案卷评查。", "案卷评查", 2022, "upper * required"),
    ("上级要求健全执法全过程记录制度。", "全过程记录", 2022, "upper * required"),
    ("国务院出台优化营商环境条例。", "优化营商环境", 2020, "upper * *"),
    (
        "国务院办公厅关于规范行政检查的意见明确，要公布检查事项。",
        "检查事项",
        2025,
        "upper * required",
    ),
    ("省政府《优化服务若干规定》要求压减审批材料。", "审批材料", 2023, "upper * required"),
    ("市政府部署开展规范涉企检查专项行动。", "规范涉企检查", 2025, "upper * *"),
    ("省委依法治省办将案卷评查列入全省重点任务。", "案卷评查", 2022, "upper * *"),
    ("应急管理部修订了执法证管理办法。", "执法证", 2022, "upper * *"),
    ("省政府办公厅下发通知，要求全面推行执法三项制度。", "三项制度", 2019, "upper * required"),
    ("县委、县政府高度重视法治建设，出台普法规划。", "普法规划", 2022, "upper * *"),
    ("市人民政府公布重大行政决策目录。", "决策目录", 2022, "upper * *"),
    ("省司法厅组织了全省执法资格考试。", "资格考试", 2022, "upper * *"),
]

ENTERPRISE = [
    ("推动施工单位设立农民工维权告示牌。", "维权告示牌", 2022, "enterprise * *"),
    ("企业制定应急预案120份。", "应急预案", 2022, "enterprise report_year done"),
    ("企业主要负责人切实履行第一责任人职责。", "第一责任人", 2022, "enterprise * *"),
    ("督促企业建立隐患排查制度。", "排查制度", 2022, "enterprise * *"),
    ("指导企业开展法律培训45场。", "法律培训", 2022, "enterprise * *"),
    ("要求企业聘请法律顾问。", "法律顾问", 2022, "enterprise * *"),
    ("各学校开展法治讲座200余场。", "法治讲座", 2022, "enterprise|other * done"),
    ("辖区企业参加演练3000人次。", "演练", 2022, "enterprise * done"),
    ("各医疗机构建立矛盾纠纷调解室。", "调解室", 2022, "enterprise|other * done"),
    ("生产经营单位组织培训56场。", "组织培训", 2022, "enterprise * done"),
    ("敦促养殖场落实防疫培训。", "防疫培训", 2022, "enterprise|other * *"),
]

OTHER = [
    ("县公安局办理行政复议案件8件。", "行政复议案件", 2022, "other * done"),
    ("市司法局组织执法人员培训。", "执法人员培训", 2022, "other|upper * done"),
    ("各乡镇设立公共法律服务点42个。", "法律服务点", 2022, "other * done"),
    ("县人民法院审结行政案件19件。", "行政案件", 2022, "other * done"),
    ("检察院提起公益诉讼2件。", "公益诉讼", 2022, "other * done"),
    ("省律师协会派出法律顾问15人。", "法律顾问", 2022, "other * done"),
    ("社区开展人民调解65次。", "人民调解", 2022, "other * done"),
]


def _marked(rows: list[tuple[str, str, int, str]]) -> list[object]:
    return [pytest.param(*row, id=row[0]) for row in rows]


@pytest.mark.parametrize(
    ("sentence", "words", "year", "expected"), _marked(OWN + LEADER + UPPER + ENTERPRISE + OTHER)
)
def test_the_actor_of_a_sentence_is_read(
    read_words: Callable[..., str],
    agrees: Callable[[str, str], bool],
    sentence: str,
    words: str,
    year: int,
    expected: str,
) -> None:
    reading = read_words(sentence, words, year)

    assert agrees(reading, expected), f"{reading}, expected {expected}"


@pytest.mark.parametrize(("sentence", "words", "own_name", "expected"), OWN_BY_NAME)
def test_the_unit_is_known_by_its_own_names(
    read_words: Callable[..., str],
    agrees: Callable[[str, str], bool],
    sentence: str,
    words: str,
    own_name: str,
    expected: str,
) -> None:
    reading = read_words(sentence, words, 2023, (own_name,))

    assert agrees(reading, expected), f"{reading}, expected {expected}"
