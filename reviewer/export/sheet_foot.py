"""What stands below the main table: totals, grade, what is missing, remarks and signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from reviewer.domain.report import ReportKind
from reviewer.domain.review import Review
from reviewer.domain.scoring import Score, score_findings, score_review
from reviewer.export.cell_text import plain_number
from reviewer.export.item_texts import lacks_reason
from reviewer.export.score_formulas import ScoreFormulas
from reviewer.export.score_table import Appendix, ScoreTable
from reviewer.export.sheet_head import local_time
from reviewer.export.sheet_layout import WIDTHS, Column
from reviewer.export.sheet_writer import MAX_HEIGHT, SheetWriter

DISCLAIMER = "本表系统判定仅供参考，以人工评审为准。"
NOTES = (
    DISCLAIMER,
    "分值为建议权重，可在评审表文件中调整。",
    "在“人工结论”中选择后，扣分、得分、合计与等次随之更新；“扣分”可以直接改写为数字。",
    "得分只计人工已核、适用且有分的项目；折算得分＝得分合计÷计分满分×100。",
)
SIGNATURES = (
    ((Column.NUMBER, Column.REQUIREMENT), "评审人（签字）："),
    ((Column.BASIS, Column.HUMAN), "复核人（签字）："),
    ((Column.EXCERPT, Column.EXCERPT), "单位负责人（签字）："),
    ((Column.DEDUCTION, Column.REMARK), "（盖章）"),
    ((Column.RECTIFICATION, Column.RECTIFICATION), "年    月    日"),
)
_LAST = len(WIDTHS) - 1
_LABEL_COLUMNS = (Column.NUMBER, Column.NAME)
_TEXT_COLUMNS = (Column.REQUIREMENT, _LAST)


@dataclass(slots=True)
class SheetFoot:
    """Writes the foot of one sheet.

    Attributes:
        writer: Of the main sheet.
        review: The review.
        formulas: For its layout.
        table: The table above, already written.
        exported_at: Printed in the notes.
    """

    writer: SheetWriter
    review: Review
    formulas: ScoreFormulas
    table: ScoreTable
    exported_at: datetime

    def write(self) -> int:
        """Writes all of it and gives its last row."""
        self._write_totals()
        row = self.formulas.layout.grade_row + 1
        row = self._write_missing_reasons(row)
        row = self._write_labelled(row, "说明", self._notes())
        warnings = self._warnings()
        if warnings:
            row = self._write_labelled(row, "读取提示", "\n".join(warnings))
        row = self._write_comment(row)
        for columns, text in SIGNATURES:
            self.writer.merged(row, *columns, text, "boxed", "free")
        self.writer.height(row, 56)
        return self._write_appendices(row + 1, self.table.appendices) - 1

    def _write_totals(self) -> None:
        layout, formulas = self.formulas.layout, self.formulas
        score = score_review(self.review)
        machine = score_findings(self.review.checklist, self.review.findings)
        items = self.review.checklist.items
        row = layout.total_row
        self._write_label(
            row, "合计", (formulas.progress(), f"已核 {score.decided}/{score.items} 项")
        )
        weights = sum((item.weight for item in items), start=Decimal(0))
        for column, value in (
            (Column.WEIGHT, weights),
            (Column.SUGGESTED, machine.total),
            (Column.DEDUCTION, self.table.deducted(items)),
            (Column.SCORE, score.total),
        ):
            self.writer.formula(row, column, formulas.total(column), value, *_TOTAL, "points")
        self._write_label(layout.out_of_row, "计分满分")
        self._write_label(layout.converted_row, "折算得分（得分合计÷计分满分×100）")
        human = Score(score.total, score.out_of, score.converted, score.grade)
        for column, values in ((Column.SUGGESTED, machine), (Column.SCORE, human)):
            self._write_converted(column, values)
        self._write_grade(score.grade)

    def _write_converted(self, column: Column, score: Score) -> None:
        layout, formulas = self.formulas.layout, self.formulas
        self.writer.formula(
            layout.out_of_row, column, formulas.out_of(column), score.out_of, *_TOTAL, "points"
        )
        self.writer.formula(
            layout.converted_row,
            column,
            formulas.converted(column),
            score.converted,
            *_TOTAL,
            "cents",
        )

    def _write_grade(self, grade: str | None) -> None:
        row, formulas = self.formulas.layout.grade_row, self.formulas
        grades = self.review.checklist.grades
        scale = "，".join(f"{entry.name} ≥ {plain_number(entry.least)}" for entry in grades)
        left = self._unreviewed()
        remark = f"尚有 {left} 个计分项未核，暂不评等次" if left else ""
        label = f"等次（{scale}）" if scale else "等次"
        self._write_label(row, label, (formulas.grade_remark(), remark))
        self.writer.formula(row, Column.SCORE, formulas.grade(), grade, *_TOTAL, "centre")

    def _unreviewed(self) -> int:
        items = self.review.checklist.items
        return sum(item.is_scored and self.review.state(item.id).verdict is None for item in items)

    def _write_label(self, row: int, text: str, remark: tuple[str, str] | None = None) -> None:
        """A total's label and remark (formula and result), and the empty cells of its row."""
        self.writer.merged(row, Column.NUMBER, Column.BASIS, text, *_TOTAL)
        for column in range(Column.WEIGHT, Column.REMARK):
            self.writer.text(row, column, "", *_TOTAL)
        if remark is None:
            self.writer.merged(row, Column.REMARK, Column.RECTIFICATION, "", *_TOTAL)
        else:
            self.writer.merged_formula(row, (Column.REMARK, Column.RECTIFICATION), *remark, *_TOTAL)
        self.writer.height(row, 24)

    def _write_missing_reasons(self, row: int) -> int:
        names = missing_reasons(self.review, self.formulas)
        formula = self.formulas.all_missing_reasons()
        text = "".join(names) or "无"
        self.writer.merged(row, *_LABEL_COLUMNS, "改判未写理由", "boxed", "label", "centre")
        self.writer.merged_formula(row, _TEXT_COLUMNS, formula, text, "boxed")
        self.writer.height(row, max(self.writer.height_of([(text, self._units)]), 22))
        return row + 1

    def _notes(self) -> str:
        moment = f"{local_time(self.exported_at):%Y-%m-%d %H:%M:%S}"
        lines = [f"{number}. {note}" for number, note in enumerate(NOTES, start=1)]
        return "\n".join([*lines, f"导出时间：{moment}"])

    def _warnings(self) -> list[str]:
        facts = self.review.report.facts
        warnings = list(self.review.report.warnings)
        if facts.kind is not ReportKind.ANNUAL_REPORT and facts.kind_reason:
            warnings.insert(0, f"文件类型：{facts.kind_reason}")
        if not self.review.findings:
            warnings.append("系统没有作出判定，本表各项均待人工评审。")
        return list(dict.fromkeys(warnings))

    @property
    def _units(self) -> int:
        return self.writer.units(*_TEXT_COLUMNS)

    def _write_labelled(self, row: int, label: str, text: str) -> int:
        """A label beside a text over the sheet's width, on as many rows as it needs."""
        for piece in self.writer.pieces_that_fit(text, self._units):
            self.writer.merged(row, *_LABEL_COLUMNS, label, "boxed", "label", "centre")
            self.writer.merged(row, *_TEXT_COLUMNS, piece, "boxed")
            self.writer.height(row, max(self.writer.height_of([(piece, self._units)]), 22))
            row += 1
        return row

    def _write_comment(self, row: int) -> int:
        self.writer.merged(row, *_LABEL_COLUMNS, "总体评语", "boxed", "label", "centre")
        self.writer.merged(row, *_TEXT_COLUMNS, "", "boxed", "input", "top")
        self.writer.height(row, 84)
        return row + 1

    def _write_appendices(self, row: int, appendices: Sequence[Appendix]) -> int:
        units = self.writer.units(0, _LAST)
        for appendix in appendices:
            self.writer.merged(row, 0, _LAST, appendix.heading, "boxed", "label", "bold")
            self.writer.height(row, self.writer.height_of([(appendix.heading, units)]))
            row += 1
            for piece in self.writer.pieces_that_fit(appendix.text, units):
                self.writer.merged(row, 0, _LAST, piece, "boxed", "top")
                height = self.writer.height_of([(piece, units)])
                self.writer.height(row, min(height, MAX_HEIGHT))
                row += 1
        return row


_TOTAL = ("boxed", "total")


def missing_reasons(review: Review, formulas: ScoreFormulas) -> list[str]:
    """The overrides without a reason in printed order, each with number, name and a mark."""
    return [
        f"{place.number}.{place.item.name}；"
        for place in formulas.layout.places
        if lacks_reason(review, place.item)
    ]
