from __future__ import annotations

import pytest

from reviewer.readers.read import read_pasted

TITLE = "云岭市水务局2023年法治政府建设年度报告"
BODY = """2023年，云岭市水务局认真开展法治政府建设。现将有关情况报告如下：
一、主要举措和成效
全年开展检查120次，立案12件，罚款6万元，全部办结，没有发生行政复议和行政诉讼案件。
云岭市水务局
2024年1月15日"""


@pytest.mark.parametrize(
    "line",
    [
        "您当前的位置：首页 > 政务公开 > 法治政府建设年度报告",
        "首页>信息公开>年度报告",
        "索引号：YL0231/2024-00017    主题分类：水利    公开方式：主动公开",
        "| 索引号: | 4300/2024-00628 | 分类: | |",
        "- [ 发布机构 ] 云岭市水务局",
        "来源：市水务局  作者：办公室  发布日期：2024-01-22 09:47",
        "【字体：大 中 小】 【打印】 【关闭】",
        "首页  走进云岭  政务公开  办事服务  互动交流",
        "无障碍阅读 | 适老版 | 智能问答 | 登录 注册",
        "今天是：2024年3月1日 星期五",
        "热搜：社保 就业 疫苗",
        "www.yunling.gov.cn",
        "云岭市人民政府门户网站",
    ],
)
def test_furniture_above_the_title_is_set_aside(line: str) -> None:
    report = read_pasted(f"{line}\n{TITLE}\n{BODY}")

    assert [entry.text for entry in report.furniture] == [line]
    assert report.furniture[0].line == 1
    assert report.text.startswith(TITLE)


@pytest.mark.parametrize(
    "line",
    [
        "【打印本页】 【关闭窗口】  扫一扫在手机打开当前页",
        "上一篇：云岭市水务局2022年法治政府建设年度报告",
        "责任编辑：张三",
        "打印",
        "打 印  关 闭",
        "分享到：",
        "主办：云岭市人民政府办公室    承办：大数据中心",
        "网站标识码：5200000000  联系我们  网站地图",
        "版权所有：云岭市水务局",
        "— 7 —",
        "云岭市全面落实行政执法三项制度",
    ],
)
def test_furniture_below_the_signature_is_set_aside(line: str) -> None:
    report = read_pasted(f"{TITLE}\n{BODY}\n{line}")

    assert [entry.text for entry in report.furniture] == [line]
    assert report.text.endswith("2024年1月15日")


def test_links_behind_a_tail_mark_are_all_set_aside() -> None:
    tail = "相关链接\n· 云岭市案卷评查反馈会召开        2024-01-18\n· 关于公布决策目录的通知"
    report = read_pasted(f"{TITLE}\n{BODY}\n{tail}")

    assert len(report.furniture) == 3
    assert "案卷评查反馈会" not in report.text


@pytest.mark.parametrize(
    "note",
    [
        "（此件公开发布）",
        "附件：权责清单",
        "抄送：市委依法治市办。",
        "（联系人：张三，电话：12345）",
    ],
)
def test_notes_below_the_signature_belong_to_the_document(note: str) -> None:
    report = read_pasted(f"{TITLE}\n{BODY}\n{note}")

    assert report.furniture == ()
    assert report.text.endswith(note)


@pytest.mark.parametrize(
    "line",
    [
        "来源于群众的举报线索共12条，全部办结。",
        "打印机等办公设备采购合同全部经法律顾问审查。",
        "公开方式：通过门户网站、公众号主动公开信息120条。",
        "首页公开政策文件15件，发布解读8篇。",
        "责任单位：办公室、法规科",
    ],
)
def test_report_text_in_the_middle_is_never_eaten(line: str) -> None:
    body = (
        f"一、主要举措\n全年开展检查120次，立案12件，罚款6万元，全部办结。\n{line}\n"
        "全年未发生行政复议案件，没有行政诉讼案件，执法人员全部参加培训。"
    )
    report = read_pasted(f"{TITLE}\n{body}")

    assert line in report.text
    assert report.furniture == ()


def test_furniture_keeps_its_text_line_and_place() -> None:
    report = read_pasted(f"{TITLE}\n  来源：市水务局   时间：2024-01-22  \n{BODY}")

    entry = report.furniture[0]
    assert entry.text == "  来源：市水务局   时间：2024-01-22  "
    assert (entry.line, entry.before_paragraph) == (2, 2)


def test_a_label_may_have_its_value_on_the_next_line() -> None:
    head = "• 索引号:\n\n    5200/2024-001\n• 发布日期:\n\n    2024年02月06日 16:34\n• 来源:\n\n"
    report = read_pasted(f"{head}{TITLE}\n{BODY}")

    assert len(report.furniture) == 5
    assert report.facts.web_published is not None
    assert report.facts.web_published.value.isoformat() == "2024-02-06"


@pytest.mark.parametrize("line", ["图片", "点击查看原图", "www.yunling.gov.cn"])
def test_placeholders_and_addresses_inside_the_text_are_set_aside(line: str) -> None:
    body = f"一、主要举措\n全年开展检查120次，立案12件，全部办结。\n{line}\n全年举办宣传活动20场。"
    report = read_pasted(f"{TITLE}\n{body}")

    assert [entry.text for entry in report.furniture] == [line]


def test_a_unit_and_a_date_under_the_title_date_the_page() -> None:
    body = BODY.removesuffix("云岭市水务局\n2024年1月15日")
    report = read_pasted(f"{TITLE}\n云岭市水务局 2024年1月22日\n{body}")

    assert [entry.reason for entry in report.furniture] == ["标题下的日期"]
    assert report.facts.published is not None
    assert report.facts.published.isoformat() == "2024-01-22"
