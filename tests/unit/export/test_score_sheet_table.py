"""The main table of the score sheet, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reviewer.domain.review import ItemState, Review
from reviewer.domain.scoring import decided_score, finding_score, score_findings, score_review
from reviewer.domain.verdict import Verdict

HEADINGS = [
    "序号",
    "类别",
    "评审项目",
    "评审要点",
    "依据",
    "分值",
    "系统判定",
    "建议分",
    "人工结论",
    "原文摘录(章节、段落)",
    "扣分",
    "得分",
    "扣分理由/备注",
    "整改意见",
]
CASES = "【一、主要举措和成效 · 第3段】立案查处违法案件58件"
PERMITS = "【一、主要举措和成效 · 第3段】办理行政许可𠮷318件"
FILES = "【二、存在的不足 · 第5段】部分案卷装订不规范"
PLAN = "【二、存在的不足 · 第6段】将开展执法人员培训"
NOTHING = "未找到相关表述，见“证据”表"
LAW = "《水务条例》第三条"
FORM, TOPIC = "形式要求", "主题内容"
# After the number: category, name, requirement, basis, weight, machine, suggested, human,
# excerpt, deduction, score, remark, rectification.
ROWS: dict[str, tuple[Any, ...]] = {
    "content.案件": (
        *(1, "法定内容", "项目案件", "写明案件", LAW, 8, "已体现", 8, "已体现"),
        *(f"{FILES}\n{CASES}", 0, 8, "已核对台账", None),
    ),
    "content.许可": (
        *(2, "法定内容", "项目许可", "写明许可", LAW, 6, "部分体现", 3, "未体现"),
        *(PERMITS, 6, 0, None, "补写许可"),
    ),
    "content.落款": (
        *(3, "法定内容", "项目落款", "写明落款", LAW, 4, "需人工", None, "未核"),
        *("请核对原件的落款", None, None, None, None),
    ),
    "form.标题": (
        *(4, FORM, "项目标题", "写明标题", LAW, 2, "已体现", 1.3, "已体现"),
        *(NOTHING, 0.7, 1.3, None, None),
    ),
    "form.结构": (
        *(5, FORM, "项目结构", "写明结构", LAW, 3, "已体现", 3, "已体现"),
        *(NOTHING, 0.75, 2.25, None, None),
    ),
    "form.标点": (
        *(6, FORM, "项目标点", "写明标点", LAW, 0.25, "部分体现", 0.13, "部分体现"),
        *(NOTHING, 0.12, 0.13, None, "补写标点"),
    ),
    "topic.培训": (
        *(7, TOPIC, "项目培训", "写明培训", LAW, 2, "仅见于计划或不足", 0.4, "不适用"),
        *(PLAN, None, None, "理由：本单位无执法人员\n备注：另有说明", None),
    ),
    "topic.案卷": (
        *(8, TOPIC, "项目案卷", "写明案卷", "案卷评查办法（待核）", 1, "未体现", 0, "未核"),
        *("未找到。已检索：案卷评查、优秀案卷", None, None, None, None),
    ),
    "topic.其他": (
        *(9, TOPIC, "项目其他", "写明其他", LAW, 0, "已体现", 0, "已体现"),
        *(NOTHING, 0, 0, None, None),
    ),
}


def values(sheet: Worksheet, row: int) -> tuple[Any, ...]:
    return next(sheet.iter_rows(row, row, max_col=len(HEADINGS), values_only=True))


def labelled(sheet: Worksheet, label: str) -> tuple[Any, ...]:
    """The values of the row whose first cell begins with the label."""
    for row in sheet.iter_rows(max_col=len(HEADINGS), values_only=True):
        if str(row[0]).startswith(label):
            return tuple(row)
    raise AssertionError(label)


@pytest.mark.parametrize("item_id", ROWS)
def test_an_item_row_shows_proposal_and_decision_side_by_side(
    item_id: str, begun_review: Review, export: Callable[[Review], Any]
) -> None:
    read = export(begun_review)

    assert values(read.results["评分表"], read.rows()[item_id]) == ROWS[item_id]


def test_the_headings_stand_over_the_table(
    begun_review: Review, export: Callable[[Review], Any]
) -> None:
    read = export(begun_review)

    assert list(values(read.formulas["评分表"], 6)) == HEADINGS


def test_category_rows_carry_subtotals(
    begun_review: Review, export: Callable[[Review], Any]
) -> None:
    sheet = export(begun_review).results["评分表"]

    shown = [row for row in sheet.iter_rows(7, 18, values_only=True) if isinstance(row[0], str)]
    points = [(row[0], row[1], row[5], row[7], row[10], row[11], row[12]) for row in shown]
    assert points == [
        ("一", "法定内容", 18, 11, 6, 8, "已核 2/3 项，计分满分 14"),
        ("二", "形式要求", 5.25, 4.43, 1.57, 3.68, "已核 3/3 项，计分满分 5.25"),
        ("三", "主题内容", 3, 0.4, 0, 0, "已核 2/3 项，计分满分 0"),
    ]


def test_totals_are_those_of_the_domain(
    done_review: Review, export: Callable[[Review], Any]
) -> None:
    read = export(done_review)

    score = score_review(done_review)
    names = ("score_total", "score_out_of", "score_converted")
    assert [read.named(name) for name in names] == [
        float(score.total),
        float(score.out_of),
        float(score.converted or 0),
    ]
    assert read.named("score_grade") == score.grade == "不合格"
    assert labelled(read.results["评分表"], "合计")[5] == 26.25


def test_there_is_no_grade_while_an_item_is_unreviewed(
    begun_review: Review, export: Callable[[Review], Any]
) -> None:
    read = export(begun_review)

    assert read.named("score_grade") is None
    assert labelled(read.results["评分表"], "等次")[12] == "尚有 2 个计分项未核，暂不评等次"


def test_an_untouched_review_shows_proposals_and_no_points(
    open_review: Review, export: Callable[[Review], Any]
) -> None:
    read = export(open_review)

    sheet = read.results["评分表"]
    rows = [values(sheet, row) for row in read.rows().values()]
    machine = score_findings(open_review.checklist, open_review.findings)
    assert {row[8] for row in rows} == {"未核"}
    assert {(row[10], row[11]) for row in rows} == {(None, None)}
    assert sum(Decimal(str(row[7] or 0)) for row in rows) == machine.total
    assert labelled(sheet, "合计")[7] == float(machine.total)
    assert labelled(sheet, "计分满分")[7] == float(machine.out_of)
    assert labelled(sheet, "折算得分")[7] == float(machine.converted or 0)
    groups = [
        row for row in sheet.iter_rows(7, 18, values_only=True) if row[0] in ("一", "二", "三")
    ]
    assert [(row[10], row[11]) for row in groups] == [(None, None)] * 3
    assert (read.named("score_total"), read.named("score_out_of")) == (0, 0)
    assert (read.named("score_converted"), read.named("score_grade")) == (None, None)


def test_points_equal_the_domain_for_every_verdict(
    open_review: Review, export: Callable[[Review], Any]
) -> None:
    for verdict in (Verdict.MET, Verdict.PARTIAL, Verdict.PLAN_ONLY, Verdict.ABSENT):
        items = open_review.checklist.items
        open_review.states = {item.id: ItemState(verdict) for item in items}

        read = export(open_review)

        for item in items:
            row = values(read.results["评分表"], read.rows()[item.id])
            finding = open_review.findings[item.id]
            suggested = finding_score(open_review.checklist, item, finding)
            decided = decided_score(open_review, item)
            assert decided is not None
            assert row[7] == (None if suggested is None else float(suggested))
            assert (row[10], row[11]) == (float(item.weight - decided), float(decided))


def test_deductions_are_formulas_unless_the_reviewer_typed_points(
    begun_review: Review, export: Callable[[Review], Any]
) -> None:
    read = export(begun_review)

    sheet, rows = read.formulas["评分表"], read.rows()
    typed = {key for key, row in rows.items() if not isinstance(sheet.cell(row, 11).value, str)}
    assert typed == {"form.结构"}
    first = rows["content.案件"]
    ratios = "VLOOKUP(I8,'_id'!$B$21:$C$24,2,FALSE)"
    assert sheet.cell(first, 11).value == f'=IFERROR(ROUND(F8-ROUND(F8*{ratios},2),4),"")'
    assert sheet.cell(first, 12).value == (
        "=IF(ISNUMBER(MATCH(I8,'_id'!$B$21:$B$24,0)),ROUND(MAX(0,F8-K8),4),\"\")"
    )


def test_overrides_without_a_reason_are_listed(
    begun_review: Review, export: Callable[[Review], Any]
) -> None:
    sheet = export(begun_review).results["评分表"]

    assert labelled(sheet, "改判未写理由")[3] == "2.项目许可；"


def test_a_review_without_such_overrides_says_so(
    open_review: Review, export: Callable[[Review], Any]
) -> None:
    sheet = export(open_review).results["评分表"]

    assert labelled(sheet, "改判未写理由")[3] == "无"


def test_the_head_names_report_checklist_and_reviewers(
    begun_review: Review, export: Callable[[Review], Any]
) -> None:
    sheet = export(begun_review).formulas["评分表"]

    fields: dict[Any, Any] = {}
    for row in sheet.iter_rows(2, 5, values_only=True):
        filled = [value for value in row if value is not None]
        fields |= dict(zip(filled[::2], filled[1::2], strict=False))
    assert sheet["A1"].value == "青禾县水务局2024年度法治政府建设年度报告评审评分表（初核）"
    assert fields["被评单位"] == "青禾县水务局"
    assert fields["报告年度"] == "2024"
    assert fields["公开日期"] == "2025-01-20"
    assert fields["文件名"] == "水务局.txt"
    assert fields["评审依据清单及版本"] == "自编评审表（made-up）7.1"
    assert fields["评审人"] == "王审、李核"
    assert fields["评审日期"].startswith("2025-02-2")
    assert fields["正文字数"] == "108（其中汉字 91）"
    assert fields["规则版本/程序版本"].startswith("规则 7.1（cdcdcdcd）/ 程序 ")
    assert "报送日期(人工填)" in str(list(sheet.iter_rows(5, 5, values_only=True)))


def test_the_foot_disclaims_the_proposals_and_leaves_room_for_signatures(
    begun_review: Review, export: Callable[[Review], Any]
) -> None:
    sheet = export(begun_review).formulas["评分表"]

    text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    for words in (
        "本表系统判定仅供参考，以人工评审为准",
        "建议权重",
        "第 3 段有一个生僻字",
        "总体评语",
        "评审人（签字）",
        "复核人（签字）",
        "单位负责人（签字）",
        "（盖章）",
    ):
        assert words in text


def test_a_long_note_is_whole_in_its_cell_and_printed_whole_below_the_table(
    begun_review: Review, export: Callable[[Review], Any]
) -> None:
    note = "这是一段很长的备注。" * 90 + "\n完"
    begun_review.states["content.案件"] = ItemState(Verdict.MET, note=note)

    read = export(begun_review)

    sheet = read.formulas["评分表"]
    assert sheet.cell(read.rows()["content.案件"], 13).value == f"（全文见表末附注 1）{note}"
    below = [cell.value for (cell,) in sheet.iter_rows(20, sheet.max_row, max_col=1)]
    heading = below.index("附注 1：第 1 项“项目案件”扣分理由/备注全文")
    assert "".join(below[heading + 1 :]) == note


def test_a_note_beyond_the_limit_of_a_cell_is_cut_with_a_mark(
    begun_review: Review, export: Callable[[Review], Any]
) -> None:
    begun_review.states["content.案件"] = ItemState(Verdict.MET, note="𠮷" * 40_000)

    read = export(begun_review)

    shown = read.formulas["评分表"].cell(read.rows()["content.案件"], 13).value
    assert len(shown.encode("utf-16-le")) // 2 <= 32_767
    assert shown.endswith("已截断）")


def test_a_report_without_facts_leaves_its_fields_to_the_reviewer(
    open_review: Review, export: Callable[[Review], Any], make_report: Callable[..., Any]
) -> None:
    review = Review(make_report(""), open_review.checklist, {})

    sheet = export(review).formulas["评分表"]

    assert sheet["A1"].value == "法治政府建设年度报告评审评分表（初核）"
    assert not sheet["D2"].protection.locked or not sheet["C2"].protection.locked
    assert labelled(sheet, "读取提示")[3] == "系统没有作出判定，本表各项均待人工评审。"


def test_categories_that_are_mixed_stand_together(
    open_review: Review, export: Callable[[Review], Any]
) -> None:
    checklist = open_review.checklist
    mixed = checklist.items[::2] + checklist.items[1::2]
    object.__setattr__(checklist, "items", mixed)

    read = export(open_review)

    groups = [values(read.formulas["评分表"], row)[1] for row in read.rows().values()]
    assert groups == ["法定内容"] * 3 + ["形式要求"] * 3 + ["主题内容"] * 3
