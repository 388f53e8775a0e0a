from __future__ import annotations

import pytest

from reviewer.domain.report import ReportKind
from reviewer.readers.read import read_pasted

BODY = "2023年，我局推进各项工作，取得新成效。\n一、主要举措\n立案12件。\n二、工作打算\n加强学习。"


@pytest.mark.parametrize(
    "title",
    [
        "云岭市水务局2023年法治政府建设年度报告",
        "云岭市水务局关于2023年度法治政府建设情况的报告",
        "2023年法治政府建设工作总结",
        "云岭市水务局2023年依法行政工作报告",
        "白石镇2023年度法治建设情况报告",
        "云岭市水务局2023年法治政府建设情况",
    ],
)
def test_titles_of_annual_reports_are_known(title: str) -> None:
    assert read_pasted(f"{title}\n{BODY}").facts.kind is ReportKind.ANNUAL_REPORT


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ("云岭市水务局2023年政府信息公开工作年度报告", "政府信息公开"),
        ("云岭市2024年法治政府建设工作要点", "要点"),
        ("云岭市2023年法治政府建设工作安排", "安排"),
        ("关于印发《云岭市法治政府建设实施方案》的通知", "通知"),
        ("《云岭市水务局2023年法治政府建设年度报告》解读", "解读"),
        ("云岭市水务局局长2023年度述法报告", "述法"),
        ("云岭市水务局2023年度行政执法工作年报", "行政执法"),
        ("云岭市水务局2023年普法工作总结", "普法"),
        ("云岭市召开法治政府建设工作推进会", "新闻"),
        ("关于2023年度环境保护工作情况报告的审议意见研究处理情况的报告", "人大"),
        ("中国法治政府发展报告（2023）", "蓝皮书"),
    ],
)
def test_titles_of_other_documents_are_told_apart(title: str, what: str) -> None:
    report = read_pasted(f"{title}\n{BODY}")

    assert report.facts.kind is ReportKind.OTHER
    assert what in report.facts.kind_reason
    assert any(what in warning for warning in report.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "2023年，我局推进法治政府建设。现将有关情况报告如下：\n一、规范执法\n立案12件。",
        "一、2023年推进法治政府建设的主要举措和成效\n立案12件。\n二、存在的不足\n人手不足。",
        "2023年，我局坚持依法行政，严格规范执法。\n一、全面履行法治建设第一责任人职责\n研究工作3次。\n二、依法履职\n立案12件。",
    ],
)
def test_reports_without_a_title_are_known_by_their_content(text: str) -> None:
    assert read_pasted(text).facts.kind is ReportKind.ANNUAL_REPORT


@pytest.mark.parametrize(
    "text",
    [
        "本年度报告依照《政府信息公开条例》编制，统计期限为2023年1月1日至12月31日。\n一、总体情况\n主动公开信息48条。",
        "各镇人民政府：\n现将《云岭市法治政府建设实施方案》印发给你们，请认真落实。\n一、总体要求\n建成法治政府。",
        "为推进法治政府建设，结合实际，制定本方案。\n一、健全法治机制\n加强领导。\n二、规范依法行政\n加强执法。",
        "一、依法履职\n建设法治政府。\n责任单位：司法局\n二、依法决策\n落实程序。\n责任单位：办公室",
        "本报讯（记者 张三）云岭市近日发布法治政府建设年度报告。\n全市立案12件。",
        "为迎接示范市创建，市水务局开展宣传活动。\n一是播放标语。二是发放倡议书。",
        "安全生产人人有责。发现隐患请拨打电话举报。",
    ],
)
def test_other_documents_without_a_title_are_known_by_their_content(text: str) -> None:
    assert read_pasted(text).facts.kind is ReportKind.OTHER


def test_a_document_with_few_signs_is_unsure_and_says_so() -> None:
    report = read_pasted("关于近期工作的情况\n我局重视依法行政。\n一、关于人员\n现有12人。")

    assert report.facts.kind is ReportKind.UNSURE
    assert any("不能确定" in warning for warning in report.warnings)


def test_a_model_text_is_unsure() -> None:
    text = (
        "教育局2023年度法治政府建设报告\n下面是小编为大家整理的范文，仅供参考。\n"
        "20__年，我局推进依法治教。"
    )

    assert read_pasted(text).facts.kind is ReportKind.UNSURE
