from __future__ import annotations

from datetime import date

import pytest

from reviewer.domain.report import Confidence, Report, ReportFacts
from reviewer.readers.read import read_pasted

BODY = (
    "一、主要举措\n全年开展检查120次，立案12件，罚款6万元，全部办结。\n"
    "二、存在的不足\n人手不足，普法形式单一。"
)


def facts(text: str) -> ReportFacts:
    return read_pasted(text).facts


def test_a_complete_report_gives_all_facts(report: Report) -> None:
    found = report.facts

    assert found.title is not None
    assert found.title.value == "云岭市水务局2023年法治政府建设年度报告"
    assert found.unit is not None
    assert found.unit.value == "云岭市水务局"
    assert found.report_year is not None
    assert found.report_year.value == 2023
    assert found.signed is not None
    assert found.signed.value == date(2024, 1, 15)
    assert found.published == date(2024, 1, 15)


def test_facts_say_where_they_stand(report: Report) -> None:
    for fact in (report.facts.title, report.facts.unit, report.facts.report_year):
        assert fact is not None
        assert fact.source == "标题"
        assert fact.span is not None
    assert report.facts.unit is not None
    assert report.facts.unit.span is not None
    assert report.facts.unit.span.of(report.text) == "云岭市水务局"


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("云岭市水务局2023年法治政府建设年度报告", "云岭市水务局"),
        ("云岭市水务局关于2023年度法治政府建设情况的报告", "云岭市水务局"),
        ("云岭市生态环境局临江分局关于2023年度法治政府建设情况的报告", "云岭市生态环境局临江分局"),
        ("白石镇人民政府关于2023年度法治政府建设情况的报告", "白石镇人民政府"),
        ("白石镇2023年法治政府建设年度报告", "白石镇"),
        ("2023年临江区法治政府建设情况报告", "临江区"),
        ("应急管理部2023年法治政府建设年度报告", "应急管理部"),
        (
            "云岭市文化广播电视和旅游局2023年度推进法治政府建设情况报告",
            "云岭市文化广播电视和旅游局",
        ),
        (
            "云岭市国防动员办公室（市人民防空办公室）2023年法治政府建设年度报告",
            "云岭市国防动员办公室",
        ),
        ("云岭市水务局二〇二三年度依法行政工作报告", "云岭市水务局"),
        ("云岭市水务局法治政府建设年度报告（2023年度）", "云岭市水务局"),
    ],
)
def test_unit_and_year_are_read_from_the_title(title: str, unit: str) -> None:
    found = facts(f"{title}\n{BODY}")

    assert found.title is not None
    assert found.title.value == title
    assert found.unit is not None
    assert found.unit.value == unit
    assert found.report_year is not None


@pytest.mark.parametrize(
    ("opening", "unit"),
    [
        ("2023年，云岭市水务局坚持依法治水，取得新成效。现将情况报告如下：", "云岭市水务局"),
        ("2023年，在市委领导和市司法局指导下，云岭市水务局推进法治建设。", "云岭市水务局"),
        ("现将云岭市水务局2023年法治政府建设情况报告如下：", "云岭市水务局"),
        ("2023年，云岭市水务局临江分局（以下简称“我局”）认真履职。", "云岭市水务局临江分局"),
        ("2023年，白石街道以法治建设为抓手，全面推进工作。", "白石街道"),
    ],
)
def test_without_a_title_the_unit_is_read_from_the_opening(opening: str, unit: str) -> None:
    found = facts(f"{opening}\n{BODY}")

    assert found.title is None
    assert found.unit is not None
    assert found.unit.value == unit


def test_a_short_form_is_completed_by_the_name_in_the_text() -> None:
    text = (
        "2023年，市水务局坚持依法治水。\n一、主要举措\n"
        "我局修订《云岭市水务局案件审理规则》，立案12件。"
    )

    found = facts(text).unit

    assert found is not None
    assert found.value == "云岭市水务局"


def test_a_short_form_is_completed_by_the_place_of_its_documents() -> None:
    text = (
        "2023年，市水务局坚持依法治水。\n一、主要举措\n"
        "落实《云岭市2023年依法治市工作要点》，立案12件。"
    )

    found = facts(text).unit

    assert found is not None
    assert (found.value, found.confidence) == ("云岭市水务局", Confidence.LOW)
    assert "市水务局" in found.source


def test_a_short_form_alone_stays_one() -> None:
    found = facts(f"2023年，市水务局坚持依法治水。\n{BODY}").unit

    assert found is not None
    assert found.value == "市水务局"


def test_our_bureau_is_no_unit() -> None:
    assert facts(f"2023年，我局坚持依法治水。现将情况报告如下：\n{BODY}").unit is None


def test_words_in_a_sentence_are_no_unit() -> None:
    assert facts(f"2023年，省委作出了全面部署，我局落实。\n{BODY}").unit is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("云岭市水务局2023年法治政府建设年度报告\n2022年以来，我局开展检查。", 2023),
        ("在2022年工作基础上，现将我局2023年法治政府建设情况报告如下：", 2023),
        ("按照《纲要（2021—2025年）》，2023年，我局推进工作。", 2023),
        ("一、2023年度推进法治政府建设的主要举措和成效\n立案12件。", 2023),
        ("一、主要举措\n立案12件。\n二、2024年工作安排\n开展检查。", 2023),
        ("一、主要举措\n落实《2023年全市依法行政工作要点》，立案12件。", 2023),
        (
            "2023年，我局推进法治建设。\n一、2024年安排\n1.清理2020年以前制发的文件，逐件评估。",
            2023,
        ),
        ("二〇二三年，我局推进法治建设。", 2023),
        ("今年以来，我局推进法治建设，立案12件，全部办结。\n云岭市水务局\n2024年1月15日", 2023),
        ("今年以来，我局推进法治建设，立案12件，全部办结。\n云岭市水务局\n2023年12月20日", 2023),
        ("今年以来，我局推进法治建设，立案12件，全部办结。", None),
    ],
)
def test_the_report_year_is_read_from_the_best_place(text: str, year: int | None) -> None:
    found = facts(text).report_year

    assert (found.value if found else None) == year


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("来源：办公室  发布日期：2024-01-22 09:47  浏览：3", date(2024, 1, 22)),
        ("更新时间：2024/01/25 发布时间：2024/01/22", date(2024, 1, 22)),
        ("文章来源：司法局 更新时间：2024/01/22 11:30:01", date(2024, 1, 22)),
        ("2024-01-22", date(2024, 1, 22)),
        ("22.01.2024  22:42", date(2024, 1, 22)),
        ("（2024年1月22日）", date(2024, 1, 22)),
        ("今天是：2024年1月22日 星期一", None),
        ("发布日期：", None),
    ],
)
def test_the_date_of_the_page_is_read_from_its_furniture(head: str, published: date | None) -> None:
    title = "云岭市水务局2023年法治政府建设年度报告"
    text = f"{title}\n{head}\n2023年，云岭市水务局推进法治建设，立案12件。"

    assert facts(text).published == published


def test_the_web_date_comes_before_the_signing_date() -> None:
    text = (
        "云岭市水务局2023年法治政府建设年度报告\n发布日期：2024-02-01\n"
        "2023年，云岭市水务局推进法治建设，立案12件，全部办结。\n云岭市水务局\n二〇二四年一月十五日"
    )
    found = facts(text)

    assert found.published == date(2024, 2, 1)
    assert found.signed is not None
    assert found.signed.value == date(2024, 1, 15)


@pytest.mark.parametrize(
    "day",
    ["2024年1月15日", "2024 年 1 月 15 日", "2024.1.15", "2024-01-15", "二〇二四年一月十五日"],
)
def test_the_signature_may_be_dated_in_any_form(day: str) -> None:
    found = facts(f"2023年，我局推进法治建设，立案12件，全部办结。\n云岭市水务局\n{day}")

    assert found.signed is not None
    assert found.signed.value == date(2024, 1, 15)
    assert found.signed.source == "落款"


def test_number_and_addressee_are_read() -> None:
    found = facts(
        "云岭市水务局文件\n云水发〔2024〕3号  签发人：李四\n"
        "云岭市水务局\n关于2023年度法治政府建设情况的报告\n"
        f"市委、市政府：\n2023年，我局推进法治建设。现将情况报告如下：\n{BODY}"
    )

    assert found.document_number is not None
    assert found.document_number.value == "云水发〔2024〕3号"
    assert found.addressee is not None
    assert found.addressee.value == "市委、市政府"
    assert found.title is not None
    assert found.title.value == "云岭市水务局关于2023年度法治政府建设情况的报告"


def test_an_empty_field_of_the_page_is_no_document_number() -> None:
    found = facts(
        "名 称： 云岭市水务局2023年法治政府建设年度报告\n"
        "索 引 号： LS0001/2024-00017 发布日期： 2024-01-19 发布机构： 云岭市水务局\n"
        "文 号： 文件分类： 综合政务 所属机构：\n"
        f"云岭市水务局2023年法治政府建设年度报告\n{BODY}"
    )

    assert found.document_number is None


def test_pinyin_of_a_faulty_conversion_does_no_harm() -> None:
    found = facts(
        "2022年,雲嶺(lǐng)市水務(wù)局推進(jìn)法治政府建設(shè)。現(xiàn)將情況報(bào)告如下:\n"
        "一、學(xué)習(xí)在先\n立案12件。"
    )

    assert found.unit is not None
    assert found.unit.value == "雲嶺(lǐng)市水務(wù)局"
    assert found.report_year is not None
    assert found.report_year.value == 2022
    assert found.kind == "annual_report"


def test_a_leading_tag_is_no_part_of_the_title() -> None:
    found = facts(
        "【文字解读】《云岭市水务局2023年法治政府建设年度报告》解读\n一、背景依据\n编写报告。"
    )

    assert found.title is not None
    assert found.title.value == "《云岭市水务局2023年法治政府建设年度报告》解读"


def test_warnings_tell_what_is_missing_and_no_more(report: Report) -> None:
    bare = read_pasted(BODY)

    assert [warning for warning in report.warnings if "汉字" not in warning] == []
    assert any("没有找到标题" in warning for warning in bare.warnings)
    assert any("没有找到报告年度" in warning for warning in bare.warnings)


def test_a_december_date_is_told() -> None:
    text = (
        "云岭市水务局2023年法治政府建设年度报告\n2023年，云岭市水务局推进法治建设，立案12件，全部办结。\n"
        "云岭市水务局\n2023年12月20日"
    )

    assert any("12 月" in warning for warning in read_pasted(text).warnings)
