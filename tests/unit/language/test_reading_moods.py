"""In what mood a sentence speaks: made-up sentences, each with words in it and their reading.

A row: the sentence, the words read, the report year, "actor time modality".
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

DONE = [
    ("建立了行刑衔接联席会议制度。", "联席会议", 2022, "own report_year done"),
    ("累计公开执法信息432条。", "公开执法信息", 2022, "own report_year done"),
    ("应诉行政案件3件，均胜诉。", "应诉行政案件", 2022, "own report_year done"),
    ("对12件轻微违法行为不予处罚。", "不予处罚", 2022, "own report_year done"),
    ("撤销不适当的许可1件。", "撤销", 2022, "own report_year done"),
    ("解决了执法人员不足的问题，新招录8人。", "新招录8人", 2022, "own report_year done"),
    ("针对案卷不规范的问题，组织集中评查2次。", "集中评查", 2022, "own report_year done"),
    ("整改执法不规范问题14个。", "整改", 2022, "own report_year done"),
    ("严格执行法制审核制度，审核案件57件。", "审核案件", 2022, "own report_year done"),
    ("凡规范性文件和政府合同均由法律顾问审核把关。", "法律顾问审核", 2024, "own report_year done"),
    ("坚持会前学法，全年学习法律法规9部。", "学习法律法规", 2022, "own report_year done|studied"),
    ("深入推进放管服改革，取消证明材料13项。", "取消证明材料", 2022, "own report_year done"),
    ("将法治建设纳入年度考核。", "纳入年度考核", 2022, "own report_year done"),
    ("将38项任务分解到各科室。", "分解到各科室", 2022, "own report_year done"),
    ("将处罚决定在门户网站公示。", "公示", 2022, "own report_year done"),
    ("将隐患消除在萌芽状态，排查隐患210条。", "排查隐患", 2022, "own report_year done"),
    ("处罚决定自作出之日起7日内公示。", "公示", 2022, "own report_year done|attitude"),
    (
        "未经法制审核的案件一律不得作出决定。",
        "法制审核",
        2022,
        "own report_year done|attitude|required",
    ),
    ("执法队伍持证上岗率达到100%。", "持证上岗率", 2022, "own report_year done"),
    ("出台《重大行政决策程序规定》，明确五项程序。", "五项程序", 2022, "own report_year done"),
    ("通过随机抽取方式检查企业64家。", "随机抽取", 2022, "own report_year done"),
    ("实现许可事项网上办理率96%。", "网上办理率", 2022, "own report_year done"),
    (
        "大力开展宪法宣传周活动，发放资料2600份。",
        "宪法宣传周",
        2022,
        "own report_year done|attitude",
    ),
    ("经法律顾问审查，修改合同条款46处。", "法律顾问", 2022, "own report_year done"),
    ("要案评查会上，讲评案卷18份。", "讲评案卷", 2022, "own report_year done"),
    ("拟定的3份文件全部经过合法性审核。", "合法性审核", 2022, "own report_year done"),
    ("主要做法得到省厅肯定，印发简报推广2期。", "印发简报", 2022, "* report_year done"),
]

NIL = [
    ("全年无行政复议案件。", "行政复议案件", 2022, "own report_year nil"),
    ("本年度未发生行政诉讼案件。", "行政诉讼案件", 2022, "own report_year nil"),
    ("没有发生一起行政败诉案件。", "败诉", 2022, "own report_year nil"),
    ("行政复议案件0件。", "行政复议案件", 2022, "own report_year nil"),
    ("实现零复议、零诉讼。", "零复议", 2022, "own report_year nil"),
    ("我局本年度未制定规范性文件。", "规范性文件", 2022, "own report_year nil"),
    ("全年没有涉嫌犯罪案件需要移送。", "涉嫌犯罪案件", 2022, "own report_year nil"),
    ("无一起案件被提起行政诉讼。", "行政诉讼", 2022, "own report_year nil"),
    ("未收到人大代表建议。", "人大代表建议", 2022, "own report_year nil"),
    ("我局不涉及行政强制事项。", "行政强制", 2022, "own report_year nil"),
    ("今年未收到检察建议和司法建议。", "检察建议", 2022, "own report_year nil"),
    ("2023年，我局没有行政应诉案件。", "行政应诉案件", 2023, "own report_year nil"),
    ("行政应诉案件为零。", "行政应诉案件", 2022, "own report_year nil"),
    ("执法案件无一被撤销。", "被撤销", 2022, "own report_year nil"),
    ("全年未办理行政强制案件。", "行政强制案件", 2022, "own report_year nil"),
]

ATTITUDE = [
    ("认真落实行政执法三项制度。", "三项制度", 2022, "own report_year attitude"),
    ("严格执行重大行政决策程序。", "重大行政决策", 2022, "own report_year attitude"),
    ("高度重视普法工作。", "普法", 2022, "own report_year attitude"),
    ("不断提升执法规范化水平。", "执法规范化", 2022, "own report_year attitude"),
    ("坚持依法行政。", "依法行政", 2022, "own report_year attitude"),
    ("自觉接受社会监督。", "社会监督", 2022, "own report_year attitude"),
    ("大力推进政务公开。", "政务公开", 2022, "own report_year attitude"),
    ("始终把法治建设摆在突出位置。", "法治建设", 2022, "own report_year attitude"),
    ("充分发挥法律顾问作用。", "法律顾问", 2022, "own report_year attitude"),
    ("深入贯彻落实普法责任制。", "普法责任制", 2022, "own report_year attitude"),
    ("切实加强执法监督。", "执法监督", 2022, "own report_year attitude"),
    ("着力优化营商环境。", "营商环境", 2022, "own report_year attitude"),
    ("持续深化行政审批制度改革。", "行政审批制度", 2022, "own report_year attitude"),
    ("扎实做好信访工作。", "信访", 2022, "own report_year attitude"),
    ("全面推行行政执法公示制度。", "行政执法公示", 2022, "own report_year done|attitude"),
    ("努力营造公平法治环境。", "法治环境", 2022, "own report_year attitude"),
]

PLANNED = [
    ("我局将建立执法监督员制度。", "执法监督员", 2022, "own future planned"),
    ("拟开展案卷评查2次。", "案卷评查", 2022, "own future planned"),
    ("计划聘请公职律师2名。", "公职律师", 2022, "own future planned"),
    ("准备修订议事规则。", "议事规则", 2022, "own future planned"),
    ("要加强执法人员培训。", "执法人员培训", 2022, "own * planned|required"),
    ("力争实现执法全过程记录全覆盖。", "全过程记录", 2022, "own future planned"),
    ("我局将继续深化双随机监管。", "双随机", 2022, "own future planned"),
    ("将进一步完善裁量基准。", "裁量基准", 2022, "own future planned"),
    ("下一步我们要做的是补齐公职律师队伍。", "公职律师", 2022, "own future planned"),
    ("预计明年完成权责清单调整。", "权责清单", 2022, "own future planned"),
    ("争取年内实现审批事项全程网办。", "全程网办", 2022, "own * planned"),
]

REQUIRED = [
    ("上级要求各单位健全法制审核机制。", "法制审核", 2022, "upper * required"),
    ("省厅明确，各地应当公布裁量基准。", "裁量基准", 2022, "upper * required"),
    ("通知要求，建立行刑衔接台账。", "行刑衔接", 2022, "* * required"),
    ("省政府要求年内完成文件清理。", "文件清理", 2022, "upper * required"),
    ("按照要求，各县区应建立执法监督员队伍。", "执法监督员", 2022, "other|upper * *"),
]

MENDED = [
    ("对台账记录不及时的企业，发出提醒函5份。", "台账", 2022, "own report_year done"),
    ("对案卷不规范的单位，约谈负责人。", "案卷", 2022, "own report_year done"),
]

LACKING = [
    ("尚未建立公职律师制度。", "公职律师", 2022, "own * lacking"),
    ("案卷评查力度还不够。", "案卷评查", 2022, "own * lacking"),
    ("执法人员业务能力有待提高。", "业务能力", 2022, "own * lacking"),
    ("普法形式较为单一，针对性不强。", "普法形式", 2022, "own * lacking"),
    ("法制审核力量薄弱。", "法制审核", 2022, "own * lacking"),
    ("行刑衔接机制不健全。", "行刑衔接", 2022, "own * lacking"),
    ("执法全过程记录仍不规范。", "全过程记录", 2022, "own * lacking"),
    ("缺乏专业的法制审核人员。", "法制审核", 2022, "own * lacking"),
    ("裁量基准细化不到位。", "裁量基准", 2022, "own * lacking"),
    ("未能按时开展案卷评查。", "案卷评查", 2022, "own * lacking"),
    ("对普法工作重视不够的问题仍然存在。", "普法工作", 2022, "own * lacking"),
    ("对法治建设认识不到位。", "法治建设", 2022, "own * lacking"),
    ("个别执法人员不会使用执法记录仪。", "执法记录仪", 2022, "own * lacking"),
    ("政务公开还存在更新不及时的问题。", "政务公开", 2022, "own * lacking"),
    ("非现场执法亟待突破。", "非现场执法", 2022, "own * lacking"),
    ("双随机抽查流于形式。", "双随机", 2022, "own * lacking"),
    ("信息公开没有做到全覆盖。", "信息公开", 2022, "own * lacking"),
    ("法律顾问作用发挥不充分。", "法律顾问", 2022, "own * lacking"),
    ("基层执法人员偏少，难以满足办案需要。", "执法人员", 2022, "own * lacking"),
    ("存在的问题是普法场次少，宣讲内容陈旧。", "宣讲内容", 2022, "own * lacking"),
    ("不足之处在于，案卷评查一年只搞了一次。", "案卷评查", 2022, "own * lacking"),
    ("抽查清单多年没动，是监管工作的一块短板。", "抽查清单", 2022, "own * lacking"),
    ("案卷评查每年只看几本，与上级要求有较大差距。", "案卷评查", 2022, "own * lacking"),
    ("执法记录仪开机率低的现象时有发生。", "执法记录仪", 2022, "own * lacking"),
]

NOT_PLANNED = [
    ("我局将法治培训列入年度学习计划。", "法治培训", 2022, "own report_year done"),
    ("我局将年度任务分解到11个科室。", "年度任务", 2022, "own report_year done"),
]

NOT_LACKING = [
    ("针对案卷评查这块短板，请专家逐卷打分。", "案卷评查", 2022, "own report_year done"),
    ("评查案卷60卷；执法培训仍是薄弱环节。", "评查案卷", 2022, "own report_year done"),
]

STUDIED = [
    ("组织学习重大行政决策程序暂行条例。", "重大行政决策程序", 2022, "own report_year studied"),
    ("集中学习了信访工作条例。", "信访工作条例", 2022, "own report_year studied"),
    ("党组会专题学习行政复议法3次。", "行政复议法", 2023, "own report_year studied"),
    ("学习贯彻政府信息公开条例。", "政府信息公开", 2022, "own report_year studied|attitude"),
    ("传达学习省厅关于裁量基准的通知精神。", "裁量基准", 2022, "own report_year studied"),
    (
        "组织干部学习《行政处罚法》《行政复议法》。",
        "《行政复议法》",
        2022,
        "own report_year studied|title",
    ),
]

TITLE = [
    ("根据《行政执法公示办法》，我局开展检查。", "行政执法公示", 2022, "own report_year title"),
    ("按照《重大行政决策程序暂行条例》规定。", "重大行政决策", 2022, "own * title"),
    ("对照《权责清单管理办法》的规定办事。", "权责清单", 2022, "own * title"),
    ("贯彻《法治政府建设实施纲要》。", "法治政府建设", 2022, "own * title|attitude"),
    ("严格落实《行政执法全过程记录办法》。", "全过程记录", 2022, "own * title|attitude"),
    ("新修订的《行政处罚法》施行。", "行政处罚法", 2021, "own * title"),
    ("《烟草专卖裁量基准》5月起执行。", "裁量基准", 2022, "own report_year done"),
    ("以《法治思想读本》为主要教材，", "法治思想", 2022, "own report_year studied"),
    ("局党委理论学习中心组坚持每季度集中学法。", "集中学法", 2023, "own report_year done|attitude"),
    (
        "集中学习《中华人民共和国种子法》《中华人民共和国农产品质量安全法》《中华人民共和国渔业法》《植物检疫条例》共6场。",
        "渔业法》《植物检疫条例》共6场",
        2024,
        "own report_year studied",
    ),
    ("获赠《行政裁量权基准释义》一书。", "裁量权基准", 2022, "own * title"),
    ("我局制定《行政执法公示实施办法》。", "行政执法公示", 2022, "own report_year done"),
    ("印发了《2022年案卷评查工作方案》。", "案卷评查", 2022, "own report_year done"),
    ("修订《重大行政决策目录》，列入事项5项。", "重大行政决策目录", 2022, "own report_year done"),
    ("会同检察院印发《行刑衔接工作办法》。", "行刑衔接", 2022, "own report_year done"),
    ("出台了《法律顾问管理办法》《公职律师管理办法》。", "公职律师", 2022, "own report_year done"),
    ("省厅印发《案卷评查办法》。", "案卷评查", 2022, "upper * *"),
    ("县委印发了《法治建设要点》。", "法治建设", 2022, "upper * *"),
]


@pytest.mark.parametrize(
    ("sentence", "words", "year", "expected"),
    [
        pytest.param(*row, id=row[0])
        for row in DONE
        + NIL
        + ATTITUDE
        + PLANNED
        + REQUIRED
        + MENDED
        + LACKING
        + NOT_PLANNED
        + NOT_LACKING
        + STUDIED
        + TITLE
    ],
)
def test_the_mood_of_a_sentence_is_read(
    read_words: Callable[..., str],
    agrees: Callable[[str, str], bool],
    sentence: str,
    words: str,
    year: int,
    expected: str,
) -> None:
    reading = read_words(sentence, words, year)

    assert agrees(reading, expected), f"{reading}, expected {expected}"
