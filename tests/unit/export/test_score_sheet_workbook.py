"""The other sheets, what may be typed, how it prints, and what texts are allowed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from reviewer.domain.problem import Problem
from reviewer.domain.review import ItemState, Review
from reviewer.domain.verdict import Verdict
from reviewer.export.score_sheet import score_sheet, write_score_sheet

Export = Callable[[Review], Any]


def table(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows of a plain list by heading."""
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_the_workbook_has_its_sheets_and_hides_the_ids(
    begun_review: Review, export: Export
) -> None:
    workbook = export(begun_review).formulas

    assert workbook.sheetnames == ["评分表", "证据", "问题清单", "_id"]
    assert [sheet.sheet_state for sheet in workbook] == ["visible"] * 3 + ["hidden"]


def test_every_passage_has_its_place_rule_and_standing(
    begun_review: Review, export: Export
) -> None:
    rows = table(export(begun_review).formulas["证据"])

    first = [row for row in rows if row["评审项目"] == "项目案件"]
    columns = ("来源", "原文", "章节", "段落", "所在部分", "识别规则", "采信情况", "判定说明")
    shown = [tuple(row[column] for column in columns) for row in first]
    lacking, measures = "二、存在的不足", "一、主要举措和成效"
    why = "有数量\n判为已体现"
    cases, permits = "立案查处违法案件58件", "办理行政许可𠮷318件"
    no = "不采信：不是案件"
    assert shown == [
        ("人工添加", "部分案卷装订不规范", lacking, 5, "不足", None, "采信", why),
        ("系统识别", cases, measures, 3, "举措", "cases.counted", "采信", None),
        ("系统识别", permits, measures, 3, "举措", "permits.counted", no, None),
    ]
    assert {row["系统判定"] for row in first} == {"已体现"}
    assert {row["序号"] for row in first} == {1}


def test_what_was_not_found_shows_the_search_and_the_nearest_passages(
    begun_review: Review, export: Export
) -> None:
    rows = table(export(begun_review).formulas["证据"])

    last = [row for row in rows if row["评审项目"] == "项目案卷"]
    assert [(row["来源"], row["原文"], row["段落"]) for row in last] == [
        ("检索记录", "未找到。已检索：案卷评查、优秀案卷", None),
        ("最接近原文", "部分案卷装订不规范", 5),
    ]


def test_a_long_passage_goes_on_in_further_rows(begun_review: Review, export: Export) -> None:
    text = "甲" * 3000
    report = replace(begun_review.report, text=text)
    whole = replace(report.paragraphs[0].span, start=0, end=3000)
    begun_review.report = report
    begun_review.states["content.落款"] = ItemState(Verdict.MET, attached=(whole,))

    sheet = export(begun_review).formulas["证据"]

    rows = [row for row in table(sheet) if row["来源"].startswith("人工添加")]
    pieces = [row["原文"] for row in rows if row["评审项目"] == "项目落款"]
    assert len(pieces) > 1
    assert "".join(pieces) == text
    heights = [dimension.height for dimension in sheet.row_dimensions.values()]
    assert max(height for height in heights if height) <= 409


def test_problems_are_listed_with_place_and_choice(begun_review: Review, export: Export) -> None:
    sheet = export(begun_review).formulas["问题清单"]

    assert table(sheet) == [
        {
            "序号": 1,
            "类型": "序号",
            "原文": "二、",
            "位置(段)": "二、存在的不足\n第4段",
            "建议": "序号不连续",
            "是否采纳": None,
        },
        {
            "序号": 2,
            "类型": "unheard_of",
            "原文": None,
            "位置(段)": "全文",
            "建议": "=全文没有附件",
            "是否采纳": None,
        },
    ]
    (choice,) = sheet.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("F2:F3", '"采纳,不采纳"')
    assert not sheet["F2"].protection.locked


def test_a_review_without_problems_says_so(open_review: Review, export: Export) -> None:
    open_review.problems = ()

    sheet = export(open_review).formulas["问题清单"]

    assert sheet["A2"].value == "未发现评审表之外的问题"


def test_the_hidden_sheet_tells_what_was_exported(begun_review: Review, export: Export) -> None:
    read = export(begun_review)

    assert {key: read.identity(key) for key in ("schema", "items", "problems", "stage")} == {
        "schema": 1,
        "items": 9,
        "problems": 2,
        "stage": "初核",
    }
    assert read.identity("report_sha256") == "ab" * 32
    assert read.identity("checklist_id") == "made-up"
    assert read.identity("checklist_version") == "7.1"
    assert read.identity("checklist_sha256") == "cd" * 32
    moment = datetime.fromisoformat(read.named("exported_at"))
    assert moment == datetime(2025, 3, 1, 8, 0, 5, tzinfo=UTC)


def test_the_hidden_sheet_leads_to_the_cells_of_every_item_and_problem(
    begun_review: Review, export: Export
) -> None:
    read = export(begun_review)

    hidden, main = read.formulas["_id"], read.results["评分表"]
    first = read.identity("first_item_row")
    row = [cell.value for cell in hidden[first + 4]]
    assert row[:3] == ["form.结构", 5, "met"]
    assert [main[address].value for address in row[3:8]] == ["已体现", 0.75, 2.25, None, None]
    assert row[8:10] == ["met", 2.25]
    assert [cell.value for cell in hidden[first]][10] == "已核对台账"
    problem = [cell.value for cell in hidden[read.identity("first_problem_row")]]
    start = begun_review.report.text.index("二、")
    assert problem[:5] == [1, "numbering", start, start + 2, "F2"]


def test_only_what_the_reviewer_fills_in_is_unlocked(begun_review: Review, export: Export) -> None:
    read = export(begun_review)

    sheet = read.formulas["评分表"]
    for row in read.rows().values():
        locked = [sheet.cell(row, column).protection.locked for column in range(1, 15)]
        assert [index + 1 for index, is_locked in enumerate(locked) if not is_locked] == [
            9,
            11,
            13,
            14,
        ]
    assert not sheet["F5"].protection.locked
    protection = sheet.protection
    assert protection.sheet
    assert protection.password is None
    # openpyxl shows what is forbidden.
    forbidden = (protection.formatRows, protection.formatColumns, protection.formatCells)
    assert forbidden == (False, False, False)


def test_verdicts_are_chosen_from_a_list_and_points_are_limited(
    begun_review: Review, export: Export
) -> None:
    read = export(begun_review)

    rows = read.rows().values()
    rules = read.formulas["评分表"].data_validations.dataValidation
    lists = [rule for rule in rules if rule.type == "list"]
    limits = [rule for rule in rules if rule.type == "decimal"]
    labels = '"未核,已体现,部分体现,仅见于计划或不足,未体现,不适用"'
    assert {rule.formula1 for rule in lists} == {labels}
    assert all(any(f"I{row}" in rule.sqref for rule in lists) for row in rows)
    assert all(any(f"K{row}" in rule.sqref for rule in limits) for row in rows)


def test_it_prints_across_a4_one_page_wide_with_headings_and_numbers(
    begun_review: Review, export: Export
) -> None:
    workbook = export(begun_review).formulas

    for name, heading in (("评分表", "$6:$6"), ("证据", "$1:$1"), ("问题清单", "$1:$1")):
        sheet = workbook[name]
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == heading
        assert sheet.print_area
        assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert workbook["评分表"].freeze_panes == "D7"


def test_texts_that_look_like_formulas_stay_texts(begun_review: Review, export: Export) -> None:
    for text in ("=1+1", "+1", "-1", "@SUM(1)", '=HYPERLINK("http://a")', "'=1", "{=1}", "0012"):
        begun_review.states["content.案件"] = ItemState(Verdict.MET, note=text, reviewer=text)
        begun_review.problems = (Problem("year", None, "", text),)

        read = export(begun_review)

        note = read.formulas["评分表"].cell(read.rows()["content.案件"], 13)
        problem = read.formulas["问题清单"]["E2"]
        assert [(note.value, note.data_type), (problem.value, problem.data_type)] == [
            (text, "s"),
            (text, "s"),
        ]


def test_characters_that_a_workbook_cannot_hold_are_left_out(
    begun_review: Review, export: Export
) -> None:
    note = "甲\x00\x01\x0b乙\r\n丙\ud800\ufffe𠮷\x1b_x0041_"
    begun_review.states["content.案件"] = ItemState(Verdict.MET, note=note)

    read = export(begun_review)

    shown = read.formulas["评分表"].cell(read.rows()["content.案件"], 13).value
    assert shown == "甲\n乙\n丙𠮷_x0041_"


def test_the_same_review_and_moment_give_the_same_bytes(
    begun_review: Review, exported_at: datetime
) -> None:
    first, second = (score_sheet(begun_review, exported_at) for _ in range(2))

    assert first == second
    other = score_sheet(begun_review, exported_at + timedelta(seconds=1))
    assert first != other


def test_the_workbook_says_when_it_was_made(begun_review: Review, exported_at: datetime) -> None:
    archive = zipfile.ZipFile(io.BytesIO(score_sheet(begun_review, exported_at)))

    assert "2025-03-01T08:00:05Z</dcterms:created>" in archive.read("docProps/core.xml").decode()


def test_a_moment_without_a_time_zone_is_local(
    begun_review: Review, tmp_path: Path, read_workbook: Callable[[Path], Any]
) -> None:
    moment = datetime(2025, 3, 1, 8, 0)  # noqa: DTZ001  what is tested

    write_score_sheet(begun_review, tmp_path / "a.xlsx", exported_at=moment)

    stored = datetime.fromisoformat(read_workbook(tmp_path / "a.xlsx").named("exported_at"))
    assert stored == moment.astimezone()


def test_an_untold_moment_is_now(
    begun_review: Review, tmp_path: Path, read_workbook: Callable[[Path], Any]
) -> None:
    write_score_sheet(begun_review, tmp_path / "a.xlsx")

    stored = datetime.fromisoformat(read_workbook(tmp_path / "a.xlsx").named("exported_at"))
    assert abs(datetime.now(UTC) - stored) < timedelta(minutes=1)


def test_rows_are_high_enough_for_their_texts(begun_review: Review, export: Export) -> None:
    note = "每行九个汉字左右的备注，" * 10
    begun_review.states["content.案件"] = ItemState(Verdict.MET, note=note)

    read = export(begun_review)

    heights = read.formulas["评分表"].row_dimensions
    rows = read.rows()
    assert heights[rows["content.案件"]].height >= 12 * 14.5
    assert heights[rows["content.落款"]].height < 70


def test_it_does_not_change_the_review(begun_review: Review, export: Export) -> None:
    before = dict(begun_review.states)

    export(begun_review)

    assert begun_review.states == before
