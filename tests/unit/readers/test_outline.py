from __future__ import annotations

import pytest

from reviewer.domain.report import ParagraphKind, Report, Section
from reviewer.readers.read import read_pasted


def headings(text: str) -> list[tuple[int, str, str]]:
    return [(entry.level, entry.label, entry.heading) for entry in read_pasted(text).sections]


def test_four_levels_nest() -> None:
    report = read_pasted(
        "一、主要举措\n（一）规范执法\n1.严格程序\n（1）公示信息\n执法信息全部公示，共120条。\n2.统一裁量\n修订裁量基准。\n二、不足和原因\n人手不足。"
    )

    assert [(entry.level, entry.parent) for entry in report.sections] == [
        (1, None),
        (2, 0),
        (3, 1),
        (4, 2),
        (3, 1),
        (1, None),
    ]


def test_a_run_in_heading_covers_only_its_own_sentence() -> None:
    report = read_pasted("一、主要举措\n（一）依法履职。全年开展检查120次，立案12件。")

    section = report.sections[1]
    assert section.heading == "（一）依法履职"
    assert section.heading_span.of(report.text) == "（一）依法履职"
    assert section.is_run_in
    assert section.span.of(report.text).endswith("立案12件。")
    assert report.paragraphs[1].kind is ParagraphKind.BODY


def test_a_heading_alone_is_a_heading_paragraph_without_its_full_stop() -> None:
    report = read_pasted("一、主要举措\n（一）规范执法。\n我局严格执法，全年立案12件。")

    assert report.sections[1].heading == "（一）规范执法"
    assert not report.sections[1].is_run_in
    assert report.paragraphs[1].kind is ParagraphKind.HEADING


@pytest.mark.parametrize(
    "item",
    [
        "（一）上半年为三个薄弱分局各选派一名法制员驻点帮带，年内实现每个分局至少有两名法律专业人员。",
        "（一）学习还不够系统深入，形式不够丰富，成效不够明显；",
    ],
)
def test_a_numbered_sentence_is_an_item_and_no_heading(item: str) -> None:
    found = headings(
        f"一、工作安排\n{item}\n（二）每季度评查一次案卷，连续两次不合格的离岗培训，年底通报。"
    )

    assert [entry[2] for entry in found] == ["一、工作安排"]


def test_a_short_name_before_a_colon_is_a_heading() -> None:
    found = headings(
        "一、主要举措\n1.健全机制：成立领导小组，召开会议4次，印发要点，分解任务20项，逐项督办。"
    )

    assert found[1] == (3, "1.", "1.健全机制")


def test_headings_without_numbers_are_found() -> None:
    text = (
        "主要举措和成效\n全年开展检查120次，立案12件，罚款6万元。\n"
        "存在的不足\n人手不足，普法形式单一，信息化水平不高。\n"
    )

    assert headings(text) == [(1, "", "主要举措和成效"), (1, "", "存在的不足")]


def test_a_heading_without_a_number_has_the_level_of_its_place() -> None:
    text = (
        "一、主要举措\n（一）规范执法\n严格程序\n全年开展检查120次，立案12件，罚款6万元，全部办结。\n"
        "二、存在的不足\n人手不足，普法形式单一，信息化水平不高。"
    )

    assert headings(text)[2] == (3, "", "严格程序")


def test_years_and_decimals_at_a_line_start_are_no_headings() -> None:
    assert headings("2023年，我局开展检查120次。\n3.5万人参加宣传活动，发放资料2万份。") == []


def test_sections_end_before_the_signature(report: Report) -> None:
    last: Section = report.sections[-1]

    assert last.span.of(report.text).endswith("举办培训班2期。")
    assert report.section_at(report.text.index("2024年1月15日")) is None


def test_paragraphs_know_their_deepest_section(report: Report) -> None:
    paragraph = report.paragraph_at(report.text.index("全年立案"))

    assert paragraph.section is not None
    assert report.sections[paragraph.section].heading == "（二）规范执法"
