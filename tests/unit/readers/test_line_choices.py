"""Lines that a reviewer put back into the text, or set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.domain.report import ParagraphKind, Report
from reviewer.domain.source_lines import LineChoice, SourceLine
from reviewer.errors import UnreadableReportError
from reviewer.readers.read import read_pasted, read_pasted_html, read_report

PAGE = """首页 > 政务公开 > 法治政府
当前位置：首页
来源：县司法局
云溪县林业局2023年法治政府建设年度报告
2023年，我局在县委、县政府领导下推进依法行政，现将有关情况报告如下。
一、主要举措
全年检查木材加工企业36家，立案5起，罚款2.4万元。
— 1 —
二、存在的不足
执法力量偏弱，部分乡镇尚未配齐法制审核人员。
云溪县林业局
2024年1月18日
上一篇：通知
扫一扫在手机打开当前页
相关链接：全年培训执法人员4次，参加人数320人次。
"""


def text_of(report: Report) -> list[str]:
    return report.text.split("\n")


def aside(report: Report) -> list[str]:
    return [entry.text for entry in report.furniture]


def put_back(*texts: str) -> tuple[LineChoice, ...]:
    return tuple(LineChoice(SourceLine(text), is_text=True) for text in sorted(texts))


def test_a_line_put_back_stands_at_its_place_and_the_others_stay_where_they_were() -> None:
    before = read_pasted(PAGE)
    line = "相关链接：全年培训执法人员4次，参加人数320人次。"

    after = read_pasted(PAGE, choices=put_back(line))

    assert aside(after) == [text for text in aside(before) if text != line]
    assert text_of(after) == [*text_of(before), line]
    assert after.line_choices == put_back(line)


@pytest.mark.parametrize(
    "line", ["首页 > 政务公开 > 法治政府", "来源：县司法局", "— 1 —", "上一篇：通知"]
)
def test_every_kind_of_line_can_be_put_back_alone(line: str) -> None:
    before = read_pasted(PAGE)

    after = read_pasted(PAGE, choices=put_back(line))

    assert set(aside(before)) - set(aside(after)) == {line}
    assert line in after.text
    kinds = [paragraph.kind for paragraph in after.paragraphs]
    assert kinds.count(ParagraphKind.SIGNATURE) == 2


def test_text_can_be_set_aside() -> None:
    line = SourceLine("执法力量偏弱，部分乡镇尚未配齐法制审核人员。")

    report = read_pasted(PAGE, choices=(LineChoice(line, is_text=False),))

    assert line.text not in report.text
    (entry,) = [entry for entry in report.furniture if entry.source_line == line]
    assert entry.reason == "评审人设为不作正文"


def test_a_title_set_aside_is_the_title_no_more() -> None:
    line = SourceLine("云溪县林业局2023年法治政府建设年度报告")

    report = read_pasted(PAGE, choices=(LineChoice(line, is_text=False),))

    assert line.text in aside(report)
    assert ParagraphKind.TITLE not in [paragraph.kind for paragraph in report.paragraphs]


def test_of_equal_lines_only_the_one_meant_is_put_back() -> None:
    page = PAGE.replace("二、存在", "— 1 —\n二、存在")
    choices = (LineChoice(SourceLine("— 1 —", 1), is_text=True),)

    report = read_pasted(page, choices=choices)

    assert [e.source_line for e in report.furniture if "1" in e.text] == [SourceLine("— 1 —")]
    assert report.text.count("— 1 —") == 1


def test_a_choice_of_a_line_that_is_not_there_changes_nothing() -> None:
    report = read_pasted(PAGE, choices=put_back("没有这一行"))

    assert report.text == read_pasted(PAGE).text


def test_with_every_line_set_aside_there_is_no_text() -> None:
    lines = [line for p in read_pasted(PAGE).paragraphs for line in p.lines]

    with pytest.raises(UnreadableReportError):
        read_pasted(PAGE, choices=tuple(LineChoice(line, is_text=False) for line in lines))


def test_paragraphs_know_the_lines_they_were_put_together_from() -> None:
    report = read_pasted("某局2024年法治政府\n建设年度报告\n一年来，我局开展普法。")

    assert [[line.text for line in p.lines] for p in report.paragraphs] == [
        ["某局2024年法治政府", "建设年度报告"],
        ["一年来，我局开展普法。"],
    ]


def test_files_and_pasted_html_follow_choices_too(tmp_path: Path) -> None:
    file = tmp_path / "报告.txt"
    file.write_text(PAGE, encoding="utf-8")
    html = "".join(f"<p>{line}</p>" for line in PAGE.splitlines())

    for report in (
        read_report(file, put_back("上一篇：通知")),
        read_pasted_html(html, choices=put_back("上一篇：通知")),
    ):
        assert "上一篇：通知" in report.text
