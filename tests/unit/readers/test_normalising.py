from __future__ import annotations

import pytest

from reviewer.domain.report import ParagraphKind
from reviewer.readers.lines import LeftOut, plain_copy
from reviewer.readers.read import read_pasted


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        ("我局开展检查。\r\n我局立案。\r我局结案。", "我局开展检查。\n我局立案。\n我局结案。"),
        ("\ufeff我局开展检查。", "我局开展检查。"),
        ("我局\x00开展\u200b检查。", "我局开展检查。"),
        ("\u3000\u3000我局开展检查。  \n\n\n\u00a0\u00a0我局立案。", "我局开展检查。\n我局立案。"),
        ("我局\u00a0开展\u3000\u3000检查\t一次。", "我局 开展 检查 一次。"),
        ("我局开展检查。\u2028我局立案。\x0c我局结案。", "我局开展检查。\n我局立案。\n我局结案。"),
    ],
)
def test_the_text_is_normalised_once(pasted: str, text: str) -> None:
    assert read_pasted(pasted).text == text


@pytest.mark.parametrize(
    "lines",
    [
        "云岭市水务局关于2023年法治政府\n建设工作情况的报告",
        "云岭市水务局\n关于2023年法治政府建设工作情况的报告",
        "云岭市水务局关于2023年\n\n法治政府建设工作情况的报告",
        "云岭市水务局\n关于2023年法治政府建设\n工作情况的报告",
    ],
)
def test_a_split_title_is_one_paragraph_without_a_space(lines: str) -> None:
    report = read_pasted(lines + "\n2023年，我局认真开展工作。现将情况报告如下：\n一、主要举措")

    assert report.text.split("\n")[0] == "云岭市水务局关于2023年法治政府建设工作情况的报告"
    assert report.paragraphs[0].kind is ParagraphKind.TITLE


def test_a_title_printed_twice_stays_twice_as_a_title() -> None:
    title = "云岭市水务局2023年法治政府建设年度报告"
    report = read_pasted(
        f"{title}\n来源：办公室\n云岭市水务局\n2023年法治政府建设年度报告\n我局2023年开展检查，立案。"
    )

    assert [entry.kind for entry in report.paragraphs[:3]] == [
        ParagraphKind.TITLE,
        ParagraphKind.TITLE,
        ParagraphKind.BODY,
    ]
    assert report.text.split("\n")[1] == title


def test_lines_broken_at_a_fixed_width_are_joined_also_inside_a_term() -> None:
    report = read_pasted(
        "1.深化学习。局党组理论学习中心组坚持先学一步，全年开展\n"
        "专题学习四次，党组书记作交流发言，各支部跟进学\n"
        "习，全部干部完成网上课程，并将学习情况纳入考\n"
        "核。\n"
        "2.健全机制。及时调整领导小组，全年召开会议三次，印发工\n"
        "作要点，把任务分解到科室，对进展滞后的任务发出提\n"
        "示单。\n"
    )

    assert [line[:7] for line in report.text.split("\n")] == ["1.深化学习。", "2.健全机制。"]
    assert "跟进学习，全部" in report.text
    assert "纳入考核。" in report.text


def test_a_page_number_and_header_inside_a_sentence_are_taken_out() -> None:
    title = "云岭市水务局2023年法治政府建设年度报告"
    body = (
        "一、主要举措\n全年动态调整权责清单，划入九项，取消五项，在政务服务\n"
        f"— 1 —\n{title}\n网公布，并修改指南。\n"
        "制定监督检查计划，明确检查频次，报市政府批准后组织实\n"
        f"— 2 —\n{title}\n施，全部完成。"
    )
    report = read_pasted(f"{title}\n{body}")

    assert "在政务服务网公布" in report.text
    assert "组织实施，全部完成" in report.text
    assert [entry.reason for entry in report.furniture] == ["页码", "重复的页眉"] * 2


def test_paragraphs_of_a_web_page_are_not_joined() -> None:
    text = "一、强化组织领导，压实工作责任\n我局成立领导小组，召开会议\n　　全年开展检查，立案12件"

    assert read_pasted(text).text.count("\n") == 2


def test_a_broken_document_name_is_joined() -> None:
    report = read_pasted(
        "我局制定《云岭市水务局行政处罚\n裁量权基准》，自公布之日起施行。\n全年立案。"
    )

    assert report.text.split("\n")[0].startswith("我局制定《云岭市水务局行政处罚裁量权基准》")


def test_characters_are_counted_without_blanks() -> None:
    quality = read_pasted("我局 开展 检查12次。\n立案").quality

    assert (quality.characters, quality.hanzi) == (12, 9)


def test_a_text_that_lost_its_line_ends_is_parted_before_its_headings() -> None:
    work = "全年开展检查，立案办结。" * 100
    report = read_pasted(
        f"2023年，我局推进法治建设。一、主要举措。{work}二、存在的不足。人手不足。"
    )

    assert [section.heading for section in report.sections] == ["一、主要举措", "二、存在的不足"]


def test_a_long_paragraph_without_headings_stays_whole() -> None:
    text = "全年开展检查，立案办结。" * 200

    assert read_pasted(text).text == text


@pytest.mark.parametrize(
    "text", ["一、“法治 政府”建设", "推进 法 治 政府 建设", "法治", "“”", "我局（市 司法局）立案"]
)
def test_places_of_the_plain_copy_are_found_in_the_text(text: str) -> None:
    left_out = LeftOut(text)

    plain = plain_copy(text)

    assert [text[left_out.offset_behind(place)] for place in range(len(plain))] == list(plain)
